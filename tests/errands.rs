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
struct Office {
    model: Model,
    errands: Errands,
}

impl Office {
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
    let mut office = Office::new();
    for key in ["F", "Right", "Down", "Right"] {
        office.press(key);
    }
    office.finish();
    assert!(!office.model.breaks.running);
    let Found::Plans(found) = &office.model.breaks.found else { panic!("plans were told") };
    let at_once = Exploration::run(office.model.breaks.setting(), office.model.breaks.bounds());
    assert_eq!(findings(found), findings(&at_once));
    assert!(found.is_exhausted());
}

#[test]
fn keys_are_answered_while_a_search_runs() {
    let mut office = Office::new();
    office.press("F");
    office.press("Down");
    for _ in 0..3 {
        office.press("Right");
    }
    // Four faults: far more than ends while these keys are pressed.
    assert_eq!(office.model.breaks.faults, 4);
    assert!(office.errands.any() && office.model.breaks.running);
    for key in ["Down", "Up", "?", "Esc", "Up"] {
        office.press(key);
        assert!(office.errands.any(), "{key} stops no search");
    }
    assert_eq!(office.model.breaks.selected, 0);
    // What it has found so far is on screen before it is over.
    while matches!(office.model.breaks.found, Found::Nothing) {
        office.tick();
    }
    assert!(office.model.breaks.running);
    office.press("Esc");
    assert!(!office.errands.any(), "the screen is left, the search is stopped");
    assert!(matches!(office.model.top(), Screen::Lab));
}

#[test]
fn a_turned_field_begins_anew() {
    let mut office = Office::new();
    office.press("F");
    office.press("Down");
    for _ in 0..3 {
        office.press("Right");
    }
    office.press("Right");
    assert_eq!(office.model.breaks.faults, 0, "round and home");
    office.finish();
    let Found::Plans(found) = &office.model.breaks.found else { panic!("plans were told") };
    assert_eq!(found.tally().plans, 1, "only the calm plan has no fault");
}

#[test]
fn a_sweep_ends_with_the_sums_of_a_sweep_at_once() {
    let mut office = Office::new();
    office.press("T");
    office.press("Right");
    assert!(office.model.tradeoffs.running);
    office.finish();
    let table = office.model.tradeoffs.table.as_ref().expect("a table");
    let at_once = run(&table.grid, NonZeroUsize::MIN, &Gauge::default());
    assert_eq!(table.sums, at_once);
    assert_eq!((table.played(), office.model.tradeoffs.running), (table.wanted(), false));
    assert_eq!(office.model.tradeoffs.point, 1, "the point chosen meanwhile stays chosen");
}

#[test]
fn sums_of_a_question_left_behind_are_dropped() {
    let mut office = Office::new();
    office.press("T");
    let left = office.model.tradeoffs.grid().cloned().expect("a grid");
    office.press("+");
    let late = News::Sweep(left, vec![Vec::new(); 10], Duration::ZERO, true);
    news(&mut office.model, late);
    assert!(office.model.tradeoffs.table.as_ref().is_some_and(|table| table.sums.is_empty()));
    office.errands.send(Order::Stop, &office.model);
    assert!(!office.errands.any());
}

/// Writes a text into the row of what is varied.
fn write(office: &mut Office, text: &str) {
    office.press("v");
    office.press("Ctrl-u");
    text.chars().for_each(|c| office.press(&if c == ' ' { "Space".to_owned() } else { c.to_string() }));
}

#[test]
fn an_own_question_is_asked_of_the_sandbox_and_played_anew_with_every_change() {
    let mut office = Office::new();
    for key in ["a", "R", "T"] {
        office.press(key);
    }
    // A sandbox that was changed asks its own question at once.
    let grid = office.model.tradeoffs.grid().cloned().expect("a grid");
    assert_eq!(grid.scenario, *office.model.lab.scenario());
    assert!(office.errands.any() && office.model.tradeoffs.running);
    office.press("k");
    assert_ne!(office.model.tradeoffs.grid().expect("a grid").axes[0].path, grid.axes[0].path);
    office.press("l");
    assert_eq!(office.model.tradeoffs.grid().expect("a grid").lanes().len(), 1);
    write(&mut office, "attempts=1,2 lose-reply=0,0.5");
    assert!(office.errands.any(), "what is shown is played on while one writes");
    office.press("Enter");
    office.press("Right");
    office.finish();
    let table = office.model.tradeoffs.table.as_ref().expect("a table");
    assert_eq!((table.grid.points.len(), office.model.tradeoffs.point), (4, 1));
    assert_eq!(table.sums, run(&table.grid, NonZeroUsize::MIN, &Gauge::default()));
    assert_eq!(table.played(), table.wanted());
}

#[test]
fn what_does_not_read_is_said_and_not_played() {
    let mut office = Office::new();
    for key in ["T", "Up"] {
        office.press(key);
    }
    write(&mut office, "ttl=1s:2s");
    assert!(office.errands.any());
    office.press("Enter");
    let own = &office.model.tradeoffs.own;
    assert!(own.wrong().is_some_and(|why| why.starts_with("`1s:2s` is no list and no range for `ttl`")));
    assert!(!office.errands.any() && office.model.tradeoffs.table.is_none());
    assert!(matches!(office.model.top(), Screen::Vary), "it can be mended where it stands");
    office.press("Esc");
    assert!(office.errands.any(), "what was varied before is played again");
    assert_eq!(office.model.tradeoffs.own.vary(), "lose-reply");
    for key in ["v", ":", "1", "s", "Enter"] {
        office.press(key);
    }
    assert_eq!(office.model.tradeoffs.own.vary(), "ttl=1s:2s:1s", "what was written goes on");
    office.press("Esc");
    assert!(!office.errands.any());
}

#[test]
fn a_run_of_a_point_opens_above_the_sandbox_which_is_not_lost() {
    let mut office = Office::new();
    for key in ["a", "T", "Right", "Right"] {
        office.press(key);
    }
    office.finish();
    let own = office.model.lab.scenario().clone();
    office.press("Enter");
    assert_ne!(*office.model.lab.scenario(), own);
    for key in ["Esc", "Enter", "Esc", "Esc", "T"] {
        office.press(key);
        let is_back = office.model.lab.scenario() == &own;
        assert_eq!(is_back, key != "Enter", "after {key} the sandbox is as it was");
    }
    assert!(office.model.tradeoffs.own.is_of(&own));
    for key in ["Right", "Right", "Enter", "t", "Esc", "Esc"] {
        office.press(key);
    }
    assert!(matches!(office.model.screens[..], [.., Screen::Lab]), "{:?}", office.model.screens);
    assert_ne!(*office.model.lab.scenario(), own, "what somebody went on with is kept");
    while office.model.lab.scenario() != &own {
        assert!(office.model.lab.undo(), "undo goes back to what was in the sandbox");
    }
}
