//! The one table of keys. The dispatcher, the footer, the help overlay and the README
//! all read it, so none of them can lie.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

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
    /// The menu of what may strike.
    Strike,
    /// The panel of knobs, with its search field.
    Panel,
    /// Help, or a message laid open.
    Reading,
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

const ALL: &[Scope] = &[
    Scope::Home,
    Scope::Lab,
    Scope::Lesson,
    Scope::Predict,
    Scope::Confidence,
    Scope::Strike,
    Scope::Reading,
];
const EVERYWHERE: &[Scope] = &[
    Scope::Home,
    Scope::Lab,
    Scope::Lesson,
    Scope::Predict,
    Scope::Confidence,
    Scope::Strike,
    Scope::Reading,
    Scope::Panel,
];
const PICTURE: &[Scope] = &[Scope::Lab, Scope::Lesson, Scope::Predict, Scope::Confidence];
const FREE: &[Scope] = &[Scope::Lab, Scope::Lesson];
const LISTS: &[Scope] = &[Scope::Home, Scope::Strike, Scope::Panel, Scope::Reading];

/// Every key. The order is the order of help, and of the footer where there is room.
pub static BINDINGS: &[Binding] = &[
    Binding {
        msg: Msg::Forward,
        keys: &[letter('n'), key(KeyCode::Enter), key(KeyCode::PageDown)],
        label: "go on",
        help: "go on to what comes next in the lesson",
        scopes: &[Scope::Lesson],
    },
    Binding {
        msg: Msg::Choose(1),
        keys: &[letter('1')],
        label: "choose",
        help: "choose the first answer",
        scopes: &[Scope::Predict, Scope::Confidence],
    },
    Binding {
        msg: Msg::Choose(2),
        keys: &[letter('2')],
        label: "",
        help: "choose the second answer",
        scopes: &[Scope::Predict, Scope::Confidence],
    },
    Binding {
        msg: Msg::Choose(3),
        keys: &[letter('3')],
        label: "",
        help: "choose the third answer",
        scopes: &[Scope::Predict, Scope::Confidence],
    },
    Binding {
        msg: Msg::Choose(4),
        keys: &[letter('4')],
        label: "",
        help: "choose the fourth answer",
        scopes: &[Scope::Predict, Scope::Confidence],
    },
    Binding {
        msg: Msg::Sure,
        keys: &[letter('s')],
        label: "sure",
        help: "the answer is sure: time moves on",
        scopes: &[Scope::Confidence],
    },
    Binding {
        msg: Msg::Unsure,
        keys: &[letter('u')],
        label: "unsure",
        help: "the answer is a guess: time moves on",
        scopes: &[Scope::Confidence],
    },
    Binding {
        msg: Msg::Play,
        keys: &[letter(' ')],
        label: "play",
        help: "play or pause",
        scopes: &[Scope::Lab, Scope::Lesson, Scope::Home],
    },
    Binding {
        msg: Msg::Next,
        keys: &[key(KeyCode::Right)],
        label: "beat",
        help: "one beat on; one entry, where the handler lens is open",
        scopes: PICTURE,
    },
    Binding {
        msg: Msg::Previous,
        keys: &[key(KeyCode::Left)],
        label: "",
        help: "one beat back; one entry, where the handler lens is open",
        scopes: PICTURE,
    },
    Binding {
        msg: Msg::Strike,
        keys: &[letter('x')],
        label: "strike",
        help: "open what may strike at the site pointed at",
        scopes: FREE,
    },
    Binding {
        msg: Msg::NextLens,
        keys: &[key(KeyCode::Tab)],
        label: "lens",
        help: "the next lens: diagram, handler, key store, wire, ledger, why",
        scopes: PICTURE,
    },
    Binding {
        msg: Msg::PreviousLens,
        keys: &[key(KeyCode::BackTab)],
        label: "",
        help: "the lens before",
        scopes: PICTURE,
    },
    Binding {
        msg: Msg::NextTurn,
        keys: &[letter(']')],
        label: "turning point",
        help: "to the next turning point: lost, timeout, crash, lanes part, property broken, told",
        scopes: PICTURE,
    },
    Binding {
        msg: Msg::PreviousTurn,
        keys: &[letter('[')],
        label: "",
        help: "to the turning point before",
        scopes: PICTURE,
    },
    Binding {
        msg: Msg::NextTurn,
        keys: &[key(KeyCode::PageDown)],
        label: "",
        help: "to the next turning point (a clicker's forward key)",
        scopes: &[Scope::Lab],
    },
    Binding {
        msg: Msg::PreviousTurn,
        keys: &[key(KeyCode::PageUp)],
        label: "",
        help: "to the turning point before (a clicker's back key)",
        scopes: &[Scope::Lab],
    },
    Binding {
        msg: Msg::First,
        keys: &[key(KeyCode::Home)],
        label: "",
        help: "to the first beat",
        scopes: PICTURE,
    },
    Binding {
        msg: Msg::Last,
        keys: &[key(KeyCode::End)],
        label: "",
        help: "to the last beat",
        scopes: PICTURE,
    },
    Binding {
        msg: Msg::Down,
        keys: &[key(KeyCode::Down)],
        label: "point",
        help: "point at the next site where a fault may strike",
        scopes: FREE,
    },
    Binding {
        msg: Msg::Up,
        keys: &[key(KeyCode::Up)],
        label: "",
        help: "point at the site before",
        scopes: FREE,
    },
    Binding {
        msg: Msg::Open,
        keys: &[key(KeyCode::Enter)],
        label: "open",
        help: "lay open the message pointed at, or the one last seen",
        scopes: &[Scope::Lab],
    },
    Binding {
        msg: Msg::Recipe,
        keys: &[letter('r')],
        label: "recipe",
        help: "the next recipe for the right-hand server",
        scopes: FREE,
    },
    Binding {
        msg: Msg::LeftRecipe,
        keys: &[letter('R')],
        label: "",
        help: "the next recipe for the left-hand server",
        scopes: FREE,
    },
    Binding {
        msg: Msg::Panel,
        keys: &[letter('K')],
        label: "knobs",
        help: "all knobs, with search",
        scopes: FREE,
    },
    Binding {
        msg: Msg::Undo,
        keys: &[letter('u')],
        label: "undo",
        help: "take the latest change back",
        scopes: FREE,
    },
    Binding {
        msg: Msg::Redo,
        keys: &[ctrl('r')],
        label: "redo",
        help: "make an undone change again",
        scopes: FREE,
    },
    Binding {
        msg: Msg::Weather,
        keys: &[letter('w')],
        label: "weather",
        help: "new weather: a fresh seed for everything left to chance",
        scopes: FREE,
    },
    Binding {
        msg: Msg::Reset,
        keys: &[letter('z')],
        label: "reset",
        help: "back to how this stage, or the laboratory, opened (undo takes it back)",
        scopes: FREE,
    },
    Binding {
        msg: Msg::Hint,
        keys: &[letter('h')],
        label: "hint",
        help: "the next of three hints, then the worked answer",
        scopes: &[Scope::Lesson],
    },
    Binding {
        msg: Msg::Backward,
        keys: &[letter('p'), key(KeyCode::PageUp)],
        label: "stage back",
        help: "back to the stage before",
        scopes: &[Scope::Lesson, Scope::Predict, Scope::Confidence],
    },
    Binding {
        msg: Msg::Sandbox,
        keys: &[letter('e')],
        label: "sandbox",
        help: "take this stage's story to the sandbox; the same key comes back",
        scopes: FREE,
    },
    Binding {
        msg: Msg::Faster,
        keys: &[letter('+'), letter('=')],
        label: "",
        help: "play faster",
        scopes: FREE,
    },
    Binding { msg: Msg::Slower, keys: &[letter('-')], label: "", help: "play slower", scopes: FREE },
    Binding {
        msg: Msg::Down,
        keys: &[key(KeyCode::Down)],
        label: "choose",
        help: "the row below",
        scopes: LISTS,
    },
    Binding { msg: Msg::Up, keys: &[key(KeyCode::Up)], label: "", help: "the row above", scopes: LISTS },
    Binding {
        msg: Msg::Open,
        keys: &[key(KeyCode::Enter)],
        label: "open",
        help: "take the row chosen",
        scopes: &[Scope::Home, Scope::Strike],
    },
    Binding {
        msg: Msg::More,
        keys: &[key(KeyCode::Right), key(KeyCode::Enter)],
        label: "turn",
        help: "the knob's next value",
        scopes: &[Scope::Panel],
    },
    Binding {
        msg: Msg::Less,
        keys: &[key(KeyCode::Left)],
        label: "",
        help: "the knob's value before",
        scopes: &[Scope::Panel],
    },
    Binding {
        msg: Msg::Erase,
        keys: &[key(KeyCode::Backspace)],
        label: "erase",
        help: "delete a letter of the search; with no search, the knob's default",
        scopes: &[Scope::Panel],
    },
    Binding {
        msg: Msg::Palette,
        keys: &[letter('P')],
        label: "",
        help: "the next palette of colours",
        scopes: ALL,
    },
    Binding {
        msg: Msg::Mouse,
        keys: &[letter('M')],
        label: "",
        help: "the mouse on or off (on: click the timeline; hold Shift to select text)",
        scopes: ALL,
    },
    Binding {
        msg: Msg::Help,
        keys: &[letter('?'), key(KeyCode::F(1))],
        label: "help",
        help: "every key here, and what every sign on screen means",
        scopes: ALL,
    },
    Binding {
        msg: Msg::Help,
        keys: &[key(KeyCode::F(1))],
        label: "help",
        help: "every key here",
        scopes: &[Scope::Panel],
    },
    Binding {
        msg: Msg::Back,
        keys: &[key(KeyCode::Esc)],
        label: "back",
        help: "one level back; nothing is lost",
        scopes: EVERYWHERE,
    },
    Binding {
        msg: Msg::Quit,
        keys: &[letter('q')],
        label: "quit",
        help: "leave; progress is kept",
        scopes: ALL,
    },
    Binding {
        msg: Msg::Quit,
        keys: &[ctrl('c')],
        label: "",
        help: "leave, from anywhere",
        scopes: EVERYWHERE,
    },
];

/// What a key asks for here.
#[must_use]
pub fn msg(scope: Scope, event: &KeyEvent) -> Option<Msg> {
    let bound = bindings(scope).find(|binding| binding.keys.iter().any(|chord| chord.is(event)));
    if let Some(binding) = bound {
        return Some(binding.msg);
    }
    let KeyCode::Char(letter) = event.code else { return None };
    if event.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) {
        return None;
    }
    match scope {
        Scope::Panel => Some(Msg::Type(letter)),
        Scope::Lab | Scope::Lesson => KNOBS.iter().find(|knob| knob.key == Some(letter)).map(Msg::Turn),
        _ => None,
    }
}

/// The rows that mean something here, in order.
pub fn bindings(scope: Scope) -> impl Iterator<Item = &'static Binding> {
    BINDINGS.iter().filter(move |binding| binding.scopes.contains(&scope))
}

/// The key table as the README prints it.
#[must_use]
pub fn markdown() -> String {
    let mut rows = vec!["| key | what it does |".to_owned(), "|---|---|".to_owned()];
    for binding in BINDINGS {
        let keys: Vec<String> = binding.keys.iter().map(|chord| format!("`{}`", chord.show(false))).collect();
        let row = format!("| {} | {} |", keys.join(" "), binding.help);
        if !rows.contains(&row) {
            rows.push(row);
        }
    }
    let knobs = KNOBS.iter().filter_map(|knob| Some((knob.key?, knob)));
    rows.extend(knobs.map(|(key, knob)| format!("| `{key}` | knob `{}`: {} |", knob.id, knob.gloss)));
    rows.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCOPES: [Scope; 8] = [
        Scope::Home,
        Scope::Lab,
        Scope::Lesson,
        Scope::Predict,
        Scope::Confidence,
        Scope::Strike,
        Scope::Panel,
        Scope::Reading,
    ];

    #[test]
    fn no_key_means_two_things_in_one_place() {
        for scope in SCOPES {
            let mut seen: Vec<String> = Vec::new();
            for chord in bindings(scope).flat_map(|binding| binding.keys) {
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
        for scope in SCOPES {
            for wanted in ["leave, from anywhere", "one level back; nothing is lost"] {
                assert!(bindings(scope).any(|binding| binding.help == wanted), "{scope:?}: {wanted}");
            }
            assert!(bindings(scope).any(|binding| matches!(binding.msg, Msg::Help)), "{scope:?}");
        }
    }

    #[test]
    fn letters_typed_into_the_search_are_letters() {
        let event = KeyEvent::new(KeyCode::Char('q'), KeyModifiers::NONE);
        assert!(matches!(msg(Scope::Panel, &event), Some(Msg::Type('q'))));
    }
}
