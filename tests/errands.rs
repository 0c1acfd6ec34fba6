//! Errands: a search and a sweep run beside the screen. Keys are answered while they run,
//! they end with what a search at once finds, and they stop when their screen is left.

use std::num::NonZeroUsize;
use std::time::Duration;

use idem_lab::explore::Exploration;
use idem_lab::lesson::progress::Progress;
use idem_lab::sweep::{Gauge, run};
use idem_lab::tui::breaks::Found;
use idem_lab::tui::errand::{Errands, News, Order};
use idem_lab::tui::keymap;
use idem_lab::tui::model::{Model, Options, Screen};
use idem_lab::tui::msg::Effect;
use idem_lab::tui::update::{news, open_sandbox, update};

#[path = "common/screen.rs"]
mod screen;

/// A model with its errands, as `app` holds them.
struct Desk {
    model: Model,
    errands: Errands,
}

impl Desk {
    fn new() -> Self {
        let mut model = Model::new(Vec::new(), Progress::default(), Options::default());
        open_sandbox(&mut model, &idem_lab::sim::Scenario::laboratory());
        Self { model, errands: Errands::default() }
    }

    fn press(&mut self, key: &str) {
        let msg =
            keymap::msg(self.model.scope(), false, &screen::event(key)).expect("the key means something");
        if let Effect::Errand(order) = update(&mut self.model, msg) {
            self.errands.send(order, &self.model);
        }
    }

    /// Waits for the next news, however long a busy machine takes.
    fn tick(&mut self) {
        std::thread::sleep(Duration::from_millis(5));
        for item in self.errands.news(Duration::from_millis(5)) {
            news(&mut self.model, item);
        }
    }

    fn finish(&mut self) {
        while self.errands.any() {
            self.tick();
        }
    }
}

fn findings(search: &Exploration) -> String {
    format!("{:?}", search.tally())
}

#[test]
fn a_search_ends_with_what_a_search_at_once_finds() {
    let mut desk = Desk::new();
    for key in ["F", "Right", "Down", "Right"] {
        desk.press(key);
    }
    desk.finish();
    assert!(!desk.model.breaks.running);
    let Found::Plans(found) = &desk.model.breaks.found else { panic!("plans were told") };
    let at_once = Exploration::run(desk.model.breaks.setting(), desk.model.breaks.bounds());
    assert_eq!(findings(found), findings(&at_once));
    assert!(found.is_exhausted());
}

#[test]
fn keys_are_answered_while_a_search_runs() {
    let mut desk = Desk::new();
    desk.press("F");
    desk.press("Down");
    for _ in 0..3 {
        desk.press("Right");
    }
    // Four faults: far more than ends while these keys are pressed.
    assert_eq!(desk.model.breaks.faults, 4);
    assert!(desk.errands.any() && desk.model.breaks.running);
    for key in ["Down", "Up", "?", "Esc", "Up"] {
        desk.press(key);
        assert!(desk.errands.any(), "{key} stops no search");
    }
    assert_eq!(desk.model.breaks.selected, 0);
    // What it has found so far is on screen before it is over.
    while matches!(desk.model.breaks.found, Found::Nothing) {
        desk.tick();
    }
    assert!(desk.model.breaks.running);
    desk.press("Esc");
    assert!(!desk.errands.any(), "the screen is left, the search is stopped");
    assert!(matches!(desk.model.top(), Screen::Lab));
}

#[test]
fn a_turned_field_begins_anew() {
    let mut desk = Desk::new();
    desk.press("F");
    desk.press("Down");
    for _ in 0..3 {
        desk.press("Right");
    }
    desk.press("Right");
    assert_eq!(desk.model.breaks.faults, 0, "round and home");
    desk.finish();
    let Found::Plans(found) = &desk.model.breaks.found else { panic!("plans were told") };
    assert_eq!(found.tally().plans, 1, "only the calm plan has no fault");
}

#[test]
fn a_sweep_ends_with_the_sums_of_a_sweep_at_once() {
    let mut desk = Desk::new();
    desk.press("T");
    desk.press("Right");
    assert!(desk.model.tradeoffs.running);
    desk.finish();
    let table = desk.model.tradeoffs.table.as_ref().expect("a table");
    let at_once = run(&table.grid, NonZeroUsize::MIN, &Gauge::default());
    assert_eq!(table.sums, at_once);
    assert_eq!((table.played(), desk.model.tradeoffs.running), (table.wanted(), false));
    assert_eq!(desk.model.tradeoffs.point, 1, "the point chosen meanwhile stays chosen");
}

#[test]
fn sums_of_a_question_left_behind_are_dropped() {
    let mut desk = Desk::new();
    desk.press("T");
    let late = News::Sweep(vec![Vec::new(); 3], Duration::ZERO, true);
    news(&mut desk.model, late);
    assert!(desk.model.tradeoffs.table.as_ref().is_some_and(|table| table.sums.is_empty()));
    desk.errands.send(Order::Stop, &desk.model);
    assert!(!desk.errands.any());
}
