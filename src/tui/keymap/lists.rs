//! The rows of lists and pages, and of the keys that hold everywhere.

use ratatui::crossterm::event::KeyCode;

use super::{Binding, Scope, ctrl, key, letter};
use crate::tui::msg::Msg;

const ALL: &[Scope] = &[
    Scope::Home,
    Scope::Lab,
    Scope::Lesson,
    Scope::Predict,
    Scope::Confidence,
    Scope::Strike,
    Scope::Breaks,
    Scope::TradeOffs,
    Scope::Adviser,
    Scope::Steps,
    Scope::Reading,
    Scope::Confirm,
];
const EVERYWHERE: &[Scope] = &[
    Scope::Home,
    Scope::Lab,
    Scope::Lesson,
    Scope::Predict,
    Scope::Confidence,
    Scope::Strike,
    Scope::Breaks,
    Scope::TradeOffs,
    Scope::Adviser,
    Scope::Steps,
    Scope::Reading,
    Scope::Confirm,
    Scope::Panel,
];
const LISTS: &[Scope] = &[
    Scope::Home,
    Scope::Strike,
    Scope::Panel,
    Scope::Breaks,
    Scope::TradeOffs,
    Scope::Adviser,
    Scope::Steps,
    Scope::Reading,
];

/// Last in help, and in the footer.
pub(super) static LIST_BINDINGS: &[Binding] = &[
    Binding {
        msg: Msg::Down,
        keys: &[key(KeyCode::Down)],
        label: "choose",
        help: "the row below",
        scopes: LISTS,
    },
    Binding { msg: Msg::Up, keys: &[key(KeyCode::Up)], label: "", help: "the row above", scopes: LISTS },
    Binding {
        msg: Msg::PageDown,
        keys: &[key(KeyCode::PageDown), letter(' ')],
        label: "page",
        help: "a page further down",
        scopes: &[Scope::Reading],
    },
    Binding {
        msg: Msg::PageUp,
        keys: &[key(KeyCode::PageUp)],
        label: "",
        help: "a page further up",
        scopes: &[Scope::Reading],
    },
    Binding {
        msg: Msg::Open,
        keys: &[key(KeyCode::Enter)],
        label: "open",
        help: "take the row chosen",
        scopes: &[Scope::Home],
    },
    Binding {
        msg: Msg::Open,
        keys: &[key(KeyCode::Enter)],
        label: "strike",
        help: "strike with the row chosen, and run the story anew",
        scopes: &[Scope::Strike],
    },
    Binding {
        msg: Msg::Forget,
        keys: &[letter('z')],
        label: "",
        help: "forget what is done in the lesson chosen; it asks first",
        scopes: &[Scope::Home],
    },
    Binding {
        msg: Msg::Yes,
        keys: &[letter('y')],
        label: "yes",
        help: "it is meant",
        scopes: &[Scope::Confirm],
    },
    Binding {
        msg: Msg::Back,
        keys: &[letter('n')],
        label: "no",
        help: "it is not meant; nothing changes",
        scopes: &[Scope::Confirm],
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
        help: "delete a letter of the search; with no search, turn the knob home",
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
    Binding {
        msg: Msg::Suspend,
        keys: &[ctrl('z')],
        label: "",
        help: "stop for now; the shell's `fg` comes back",
        scopes: EVERYWHERE,
    },
];
