//! The one table of keys. The dispatcher, the footer, the help overlay and the README
//! all read it, so none of them can lie.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

mod bench;
mod class;
mod lists;
mod rooms;
mod table;

use bench::BENCH_BINDINGS;
use class::{CLASS_BINDINGS, PODIUM_BINDINGS};
use lists::{EVERYWHERE, LIST_BINDINGS, UNTYPED};
use rooms::ROOM_BINDINGS;
use table::BINDINGS;

use super::msg::Msg;
use crate::sim::KNOBS;

/// Where a key means something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The home screen.
    Home,
    /// The sandbox.
    Lab,
    /// A lesson's stage that leaves the picture free.
    Lesson,
    /// A prediction waits for a choice.
    Predict,
    /// A choice is made: sure or unsure?
    Confidence,
    /// Hands are counted for a prediction.
    Vote,
    /// The screen is dark.
    Blank,
    /// The menu of what may strike.
    Strike,
    /// The menu of presets.
    Presets,
    /// The panel of knobs, with its search field.
    Panel,
    /// The search for a break.
    Breaks,
    /// What settings cost.
    TradeOffs,
    /// An own question, among the trade-offs.
    Own,
    /// What an own question varies, as it is written.
    Vary,
    /// The TTL adviser, among the trade-offs.
    Adviser,
    /// A handler taken apart.
    Steps,
    /// Help, or a message laid open.
    Reading,
    /// The SQL bench.
    Bench,
    /// A text of the SQL bench, as it is written.
    Write,
    /// The verb bench.
    Verbs,
    /// A lesson's stage on the verb bench.
    VerbStage,
    /// A lesson's stage on the SQL bench.
    SqlStage,
    /// A lesson's chart.
    Chart,
    /// A question with yes or no.
    Confirm,
    /// A presenter's notes, in a terminal of their own.
    Notes,
}

impl Scope {
    /// Every place.
    pub const ALL: [Self; 25] = [
        Self::Home,
        Self::Lab,
        Self::Lesson,
        Self::Predict,
        Self::Confidence,
        Self::Vote,
        Self::Blank,
        Self::Strike,
        Self::Presets,
        Self::Panel,
        Self::Breaks,
        Self::TradeOffs,
        Self::Own,
        Self::Vary,
        Self::Adviser,
        Self::Steps,
        Self::Reading,
        Self::Bench,
        Self::Write,
        Self::Verbs,
        Self::VerbStage,
        Self::SqlStage,
        Self::Chart,
        Self::Confirm,
        Self::Notes,
    ];

    /// The place in a word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Lab => "laboratory",
            Self::Lesson => "lesson",
            Self::Predict | Self::Confidence => "prediction",
            Self::Vote => "vote",
            Self::Blank => "blank screen",
            Self::Strike => "strike menu",
            Self::Presets => "presets",
            Self::Panel => "knobs",
            Self::Breaks => "find a break",
            Self::TradeOffs => "trade-offs",
            Self::Own => "own question",
            Self::Adviser => "TTL adviser",
            Self::Steps => "steps",
            Self::Reading => "pages",
            Self::Bench => "SQL bench",
            Self::Write | Self::Vary => "writing",
            Self::Verbs => "verb bench",
            Self::VerbStage => "lesson on the bench",
            Self::SqlStage => "lesson on the SQL bench",
            Self::Chart => "lesson on a chart",
            Self::Confirm => "yes or no",
            Self::Notes => "notes",
        }
    }
}

/// A key as it is pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chord {
    code: KeyCode,
    ctrl: bool,
}

const fn key(code: KeyCode) -> Chord {
    Chord { code, ctrl: false }
}

const fn letter(letter: char) -> Chord {
    key(KeyCode::Char(letter))
}

const fn ctrl(letter: char) -> Chord {
    Chord { code: KeyCode::Char(letter), ctrl: true }
}

impl Chord {
    fn is(self, event: &KeyEvent) -> bool {
        let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
        let other = event.modifiers.intersects(KeyModifiers::ALT | KeyModifiers::SUPER | KeyModifiers::META);
        self.code == event.code && self.ctrl == ctrl && !other
    }

    /// The key as it is written: `Space`, `←`, `Ctrl-c`. `ascii` writes arrows as words.
    #[must_use]
    pub fn show(self, ascii: bool) -> String {
        let name = match self.code {
            KeyCode::Char(' ') => "Space".to_owned(),
            KeyCode::Char(letter) => letter.to_string(),
            KeyCode::Left => if ascii { "Left" } else { "←" }.to_owned(),
            KeyCode::Right => if ascii { "Right" } else { "→" }.to_owned(),
            KeyCode::Up => if ascii { "Up" } else { "↑" }.to_owned(),
            KeyCode::Down => if ascii { "Down" } else { "↓" }.to_owned(),
            KeyCode::PageUp => "PgUp".to_owned(),
            KeyCode::PageDown => "PgDn".to_owned(),
            KeyCode::BackTab => "Shift-Tab".to_owned(),
            KeyCode::F(number) => format!("F{number}"),
            other => format!("{other:?}"),
        };
        if self.ctrl { format!("Ctrl-{name}") } else { name }
    }
}

/// One key's row.
#[derive(Debug)]
pub struct Binding {
    /// What it asks for.
    pub msg: Msg,
    /// The keys that ask for it; the first is shown in the footer.
    pub keys: &'static [Chord],
    /// One or two words for the footer.
    pub label: &'static str,
    /// One line for help.
    pub help: &'static str,
    /// Where it means something.
    pub scopes: &'static [Scope],
}

/// What a key asks for here; `presenting` has keys of its own.
#[must_use]
pub fn msg(scope: Scope, presenting: bool, event: &KeyEvent) -> Option<Msg> {
    let bound = bindings(scope, presenting).find(|binding| binding.keys.iter().any(|chord| chord.is(event)));
    if let Some(binding) = bound {
        return Some(binding.msg);
    }
    if scope == Scope::Blank {
        // Whatever was pressed in the dark only brings the light back.
        return Some(Msg::Back);
    }
    let KeyCode::Char(letter) = event.code else { return None };
    if event.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) {
        return None;
    }
    match scope {
        Scope::Panel | Scope::Write | Scope::Vary => Some(Msg::Type(letter)),
        Scope::Lab | Scope::Lesson => KNOBS.iter().find(|knob| knob.key == Some(letter)).map(Msg::Turn),
        _ => None,
    }
}

/// Every row but the presenter's: a place's own before those that hold in many places.
pub fn all() -> impl Iterator<Item = &'static Binding> {
    BINDINGS.iter().chain(ROOM_BINDINGS).chain(BENCH_BINDINGS).chain(CLASS_BINDINGS).chain(LIST_BINDINGS)
}

/// The rows that mean something here, in order; in presenter mode with the presenter's.
pub fn bindings(scope: Scope, presenting: bool) -> impl Iterator<Item = &'static Binding> {
    let podium = PODIUM_BINDINGS.iter().filter(move |_| presenting);
    podium.chain(all()).filter(move |binding| binding.scopes.contains(&scope))
}

/// Where a key holds, in words.
fn places(scopes: &[Scope]) -> String {
    if scopes == EVERYWHERE {
        return "everywhere".to_owned();
    }
    if scopes == UNTYPED {
        return "wherever no letters are typed".to_owned();
    }
    let mut words: Vec<&str> = Vec::new();
    for word in scopes.iter().map(|scope| scope.word()) {
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words.join(", ")
}

/// The key table as the README prints it.
#[must_use]
pub fn markdown() -> String {
    let mut rows = vec!["| key | where | what it does |".to_owned(), "|---|---|---|".to_owned()];
    let podium = PODIUM_BINDINGS.iter().map(|binding| (binding, "presenting: "));
    for (binding, mode) in all().map(|binding| (binding, "")).chain(podium) {
        let keys: Vec<String> = binding.keys.iter().map(|chord| format!("`{}`", chord.show(false))).collect();
        let row = format!("| {} | {mode}{} | {} |", keys.join(" "), places(binding.scopes), binding.help);
        if !rows.contains(&row) {
            rows.push(row);
        }
    }
    let knobs = KNOBS.iter().filter_map(|knob| Some((knob.key?, knob)));
    rows.extend(
        knobs.map(|(key, knob)| {
            format!("| `{key}` | laboratory, lesson | knob `{}`: {} |", knob.id, knob.gloss)
        }),
    );
    rows.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everywhere_is_every_place() {
        let places = |left_out: &[Scope]| Scope::ALL.iter().filter(|scope| !left_out.contains(scope)).count();
        let are_in = |scopes: &[Scope], all: &[Scope]| all.iter().all(|scope| scopes.contains(scope));
        let typed = [Scope::Panel, Scope::Write, Scope::Vary];
        assert_eq!(EVERYWHERE.len(), places(&[Scope::Notes]));
        assert_eq!(UNTYPED.len(), places(&[&typed[..], &[Scope::Blank, Scope::Notes]].concat()));
        assert!(are_in(EVERYWHERE, UNTYPED) && !typed.iter().any(|scope| UNTYPED.contains(scope)));
    }

    #[test]
    fn no_key_means_two_things_in_one_place() {
        for scope in Scope::ALL {
            let mut seen: Vec<String> = Vec::new();
            for chord in bindings(scope, true).flat_map(|binding| binding.keys) {
                let shown = chord.show(false);
                assert!(!seen.contains(&shown), "{shown} is bound twice in {scope:?}");
                seen.push(shown);
            }
            if matches!(scope, Scope::Lab | Scope::Lesson) {
                for key in KNOBS.iter().filter_map(|knob| knob.key) {
                    assert!(!seen.contains(&key.to_string()), "{key} is a knob and a key in {scope:?}");
                }
            }
        }
    }

    #[test]
    fn every_place_can_be_left_and_explained() {
        for scope in EVERYWHERE.iter().copied() {
            for wanted in ["leave, from anywhere", "one level back; nothing is lost"] {
                assert!(bindings(scope, false).any(|binding| binding.help == wanted), "{scope:?}: {wanted}");
            }
            // The next key ends the dark, whichever it is.
            let explained = bindings(scope, false).any(|binding| matches!(binding.msg, Msg::Help));
            assert!(explained || scope == Scope::Blank, "{scope:?}");
        }
    }

    #[test]
    fn letters_typed_into_the_search_are_letters() {
        let event = KeyEvent::new(KeyCode::Char('q'), KeyModifiers::NONE);
        assert!(matches!(msg(Scope::Panel, false, &event), Some(Msg::Type('q'))));
        assert!(matches!(msg(Scope::Write, true, &event), Some(Msg::Type('q'))));
    }

    #[test]
    fn in_the_dark_every_key_brings_the_light_and_does_nothing_else() {
        for code in [KeyCode::Char('n'), KeyCode::Char('q'), KeyCode::Enter, KeyCode::PageDown, KeyCode::F(5)]
        {
            let event = KeyEvent::new(code, KeyModifiers::NONE);
            assert!(matches!(msg(Scope::Blank, true, &event), Some(Msg::Back)), "{code:?}");
        }
        let leave = KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL);
        assert!(matches!(msg(Scope::Blank, true, &leave), Some(Msg::Quit)));
    }

    #[test]
    fn a_presenters_keys_mean_nothing_to_a_learner() {
        for binding in PODIUM_BINDINGS {
            for scope in binding.scopes {
                let mut keys = bindings(*scope, false).flat_map(|row| row.keys);
                assert!(keys.all(|chord| !binding.keys.contains(chord)), "{}", binding.help);
                assert!(bindings(*scope, true).any(|row| row.help == binding.help), "{}", binding.help);
            }
        }
    }
}
