//! Random keys, clicks, ticks and sizes by the ten thousand: nothing panics, nothing a
//! terminal would obey is drawn, no veil is passed, and every change can be taken back.
//!
//! Seeded, and without a clock: a failure names its seed, and the fewest steps found that
//! still lead to it, to be walked again with `walk(start, place, "...")`.

#[path = "common/screen.rs"]
mod screen;

use std::panic::{AssertUnwindSafe, catch_unwind};

use idem_lab::sim::Scenario;
use idem_lab::tui::keymap::{Scope, bindings};
use idem_lab::tui::model::Screen;
use idem_lab::tui::msg::Msg;

use screen::{Person, Start};

/// Where the walks begin.
const PLACES: [&str; 28] = [
    "home",
    "lab",
    "sql",
    "lost-ack:pay",
    "lost-ack:silence",
    "lost-ack:bet",
    "lost-ack:other-silence",
    "lost-ack:same-silence",
    "lost-ack:give-up",
    "lost-ack:key",
    "lost-ack:bet-keyed",
    "lost-ack:key-off",
    "lost-ack:forty",
    "lost-ack:charged-unknown",
    "lost-ack:recap",
    "verbs",
    "http-verbs:order",
    "http-verbs:bet-delete",
    "http-verbs:eight",
    "http-verbs:undone",
    "http-verbs:proxy",
    "http-verbs:recap",
    "in-the-database:bench",
    "in-the-database:bet-returning",
    "in-the-database:heeded",
    "in-the-database:etl",
    "in-the-database:undo",
    "in-the-database:recap",
];

/// The steps of one walk.
const STEPS: usize = 75;
/// How often each place is walked from, in each way to start.
const WALKS: u64 = 2;

/// Chance as a sequence (`SplitMix64`), the same on every machine.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        let bound = u64::try_from(bound.max(1)).unwrap_or(1);
        usize::try_from(self.next() % bound).unwrap_or(0)
    }

    fn pick<'t>(&mut self, from: &'t [String]) -> &'t str {
        &from[self.below(from.len())]
    }
}

/// The next step, mostly a key that means something here.
fn step(chance: &mut Chance, person: &Person) -> String {
    match chance.below(20) {
        0..11 => {
            let keys = bindings(person.model.scope(), person.model.options.present)
                .flat_map(|row| row.keys)
                .map(|key| key.show(true));
            let keys: Vec<String> = keys.collect();
            chance.pick(&keys).to_owned()
        }
        11..14 => {
            let letters = "aAcCdDeEfFgGhHiIjJkKlLmMnNoOpPqQrRsStTuUwWxXzZ0123456789.:/-_=[]{}éß界🙂´";
            let letters: Vec<String> = letters.chars().map(String::from).collect();
            chance.pick(&letters).to_owned()
        }
        14..17 => format!("tick:{}", [1, 33, 200, 600, 5_000][chance.below(5)]),
        17 => format!("click:{}:{}", chance.below(150), chance.below(50)),
        _ => match chance.below(8) {
            0..3 => format!("size:{}:{}", 1 + chance.below(70), 1 + chance.below(20)),
            3 => format!("size:{}:{}", 110 + chance.below(90), 30 + chance.below(30)),
            _ => format!("size:{}:{}", 60 + chance.below(30), 16 + chance.below(12)),
        },
    }
}

/// Takes a step, and says what was asked for.
fn take(person: &mut Person, step: &str) -> Option<Msg> {
    let parts: Vec<&str> = step.split(':').collect();
    let number = |index: usize| parts[index].parse::<u16>().expect("a number");
    match parts.as_slice() {
        ["tick", ms] => _ = person.tick(ms.parse().expect("a number")),
        ["click", ..] if parts.len() == 3 => person.click(number(1), number(2)),
        ["size", ..] if parts.len() == 3 => _ = person.resize((number(1), number(2))),
        _ => {
            let seed = person.model.lab.scenario().knobs.seed;
            let asked = person.tap(step);
            let fresh = person.model.lab.scenario().knobs.seed != seed;
            if fresh && matches!(asked, Some(Msg::Weather)) && person.model.lab.undo() {
                // A fresh seed is chance of another kind: the same one every time, here.
                person.model.lab.reseed(5);
            }
            return asked;
        }
    }
    None
}

/// Takes a step and looks whether all laws hold.
fn lawful(person: &mut Person, step: &str) {
    let before = Before::of(person);
    let asked = take(person, step);
    let cells = person.cells();
    let control = cells.content().iter().find(|cell| cell.symbol().chars().any(char::is_control));
    assert!(control.is_none(), "a control character is drawn: {control:?}");
    if person.model.options.ascii && !before.typed && !has_typed(person) {
        let strange = cells.content().iter().find(|cell| !cell.symbol().is_ascii());
        assert!(strange.is_none(), "--ascii draws {strange:?}");
    }
    before.veil_holds(person, asked);
    before.undo_returns(person, asked);
}

/// Whether there is a field to type into: what is typed is drawn as it is.
fn has_typed(person: &Person) -> bool {
    person.model.screens.iter().any(|screen| matches!(screen, Screen::Panel { .. }))
}

/// What is remembered of a person before a step.
struct Before {
    scenario: Scenario,
    veil: Option<u64>,
    stage: Option<usize>,
    screens: Vec<Screen>,
    typed: bool,
    /// Whether a room's hands are counted.
    voting: bool,
}

impl Before {
    fn of(person: &Person) -> Self {
        let model = &person.model;
        Self {
            scenario: model.lab.scenario().clone(),
            veil: model.lab.veil,
            stage: model.run.as_ref().map(|run| run.stage),
            screens: model.screens.clone(),
            typed: has_typed(person),
            voting: model.scope() == Scope::Vote,
        }
    }

    fn veil_holds(&self, person: &Person, asked: Option<Msg>) {
        let model = &person.model;
        if let Some(veil) = model.lab.veil {
            assert!(model.lab.cursor.at <= veil, "the cursor is past the veil");
            assert!(model.motion.drawn(model.lab.cursor) <= veil, "the picture is past the veil");
        }
        let asks = matches!(model.scope(), Scope::Predict | Scope::Confidence);
        assert!(!asks || model.lab.veil.is_some(), "a prediction is open without its veil");
        let here = model.run.as_ref().map(|run| run.stage);
        if self.veil.is_some() && model.lab.veil.is_none() && here.is_some() && here == self.stage {
            let answered = matches!(asked, Some(Msg::Sure | Msg::Unsure));
            let counted = self.voting && matches!(asked, Some(Msg::ClickOn));
            assert!(answered || counted, "{asked:?} lifts the veil");
        }
    }

    /// A change is taken back by one undo, and made again by one redo.
    fn undo_returns(&self, person: &Person, asked: Option<Msg>) {
        let in_menu = matches!(self.screens.last(), Some(Screen::Strike { .. } | Screen::Presets { .. }));
        let in_lab = self.screens.contains(&Screen::Lab);
        let changes = match asked {
            Some(
                Msg::Turn(_)
                | Msg::Recipe
                | Msg::LeftRecipe
                | Msg::Weather
                | Msg::Skin
                | Msg::More
                | Msg::Less
                | Msg::Erase,
            ) => true,
            Some(Msg::Open) => in_menu,
            Some(Msg::Reset) => self.stage.is_none(),
            _ => false,
        };
        let after = person.model.lab.scenario();
        if !changes || !in_lab || *after == self.scenario {
            return;
        }
        let mut lab = person.model.lab.clone();
        assert!(lab.undo(), "a change cannot be undone");
        assert_eq!(*lab.scenario(), self.scenario, "undo leads elsewhere");
        assert!(lab.redo(), "a change cannot be made again");
        assert_eq!(lab.scenario(), after, "redo leads elsewhere");
    }
}

/// Walks steps that are written down.
fn walk(start: &Start, place: &str, steps: &[String]) {
    let mut person = start.clone().at(place);
    for step in steps {
        lawful(&mut person, step);
    }
}

/// The fewest steps found that still fail: chunks are left out, then single steps.
fn shrunk(mut steps: Vec<String>, fails: impl Fn(&[String]) -> bool) -> Vec<String> {
    let mut chunk = steps.len().div_ceil(2);
    while chunk > 0 {
        let mut from = 0;
        while from < steps.len() {
            let mut fewer = steps.clone();
            fewer.drain(from..(from + chunk).min(steps.len()));
            if fails(&fewer) {
                steps = fewer;
            } else {
                from += chunk;
            }
        }
        chunk /= 2;
    }
    steps
}

/// Walks at random from every place, and reports the first failure in few steps.
fn monkey(start: &Start, salt: u64) {
    for (index, place) in (0..).zip(PLACES) {
        for number in 0..WALKS {
            let seed = salt + 100 * index + number;
            let mut chance = Chance(seed);
            let mut steps = Vec::new();
            let walked = catch_unwind(AssertUnwindSafe(|| {
                let mut person = start.clone().at(place);
                for _ in 0..STEPS {
                    steps.push(step(&mut chance, &person));
                    lawful(&mut person, &steps[steps.len() - 1]);
                }
            }));
            let Err(panic) = walked else { continue };
            let why = panic.downcast_ref::<String>().cloned();
            let why = why.or_else(|| panic.downcast_ref::<&str>().map(|why| (*why).to_owned()));
            let fails =
                |steps: &[String]| catch_unwind(AssertUnwindSafe(|| walk(start, place, steps))).is_err();
            let few = shrunk(steps, fails);
            panic!(
                "seed {seed} from {place}, {:?}: {}\nthe fewest steps: {}",
                start.options,
                why.unwrap_or_default(),
                few.join(" ")
            );
        }
    }
}

#[test]
fn random_keys_break_nothing() {
    monkey(&Start::default(), 1_000_000);
}

#[test]
fn random_keys_break_nothing_in_ascii() {
    monkey(&Start::ascii(), 2_000_000);
}

#[test]
fn random_keys_break_nothing_without_motion() {
    monkey(&Start::still(), 3_000_000);
}

#[test]
fn random_keys_break_nothing_for_somebody_who_is_done() {
    monkey(&Start::after(99), 4_000_000);
}

#[test]
fn long_walks_in_the_sandbox_break_nothing() {
    for seed in 0..4 {
        let mut chance = Chance(5_000_000 + seed);
        let mut person = Start::default().at("lab");
        let mut steps = Vec::new();
        for _ in 0..500 {
            let next = step(&mut chance, &person);
            // Home and the lesson have walks of their own.
            if person.model.screens.len() == 2 && next == "Esc" {
                continue;
            }
            steps.push(next);
            lawful(&mut person, &steps[steps.len() - 1]);
        }
    }
}

#[test]
fn every_size_from_one_cell_on_is_drawn() {
    for place in PLACES {
        let mut person = Start::default().at(place);
        for width in (1..=130).step_by(3) {
            person.resize((width, 1 + width * 7 % 40)).cells();
        }
    }
}

#[test]
fn a_failing_walk_is_cut_to_what_matters() {
    let steps: Vec<String> = "Right t Tab c Down t u Left u Esc".split(' ').map(String::from).collect();
    let fails = |steps: &[String]| {
        let at = |key: &str| steps.iter().position(|step| step == key);
        at("c").is_some_and(|c| at("u").is_some_and(|u| c < u))
    };
    assert_eq!(shrunk(steps, fails), ["c", "u"]);
}
