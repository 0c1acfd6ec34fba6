//! The rows of the SQL bench: its keys, and those of a text as it is written.

use ratatui::crossterm::event::KeyCode;

use super::{Binding, Scope, ctrl, key, letter};
use crate::tui::desk::Sheet;
use crate::tui::msg::Msg;

const BOTH: &[Scope] = &[Scope::Bench, Scope::SqlStage];
/// Where letters are typed; a text of the SQL bench has lines besides.
const TEXTS: &[Scope] = &[Scope::Write, Scope::Vary];

/// The keys that mean something on the bench alone.
pub(super) static BENCH_BINDINGS: &[Binding] = &[
    Binding {
        msg: Msg::Edit(Sheet::Statement),
        keys: &[letter('e'), key(KeyCode::Enter)],
        label: "edit",
        help: "edit the statement; Enter runs it",
        scopes: &[Scope::Bench],
    },
    Binding {
        msg: Msg::Edit(Sheet::Statement),
        keys: &[letter('w')],
        label: "write",
        help: "write the statement; Enter runs it",
        scopes: &[Scope::SqlStage],
    },
    Binding {
        msg: Msg::Down,
        keys: &[key(KeyCode::Down)],
        label: "case",
        help: "the next case; where there is one, further down",
        scopes: &[Scope::SqlStage],
    },
    Binding {
        msg: Msg::Up,
        keys: &[key(KeyCode::Up)],
        label: "",
        help: "the case before; where there is one, further up",
        scopes: &[Scope::SqlStage],
    },
    Binding {
        msg: Msg::Sandbox,
        keys: &[letter('e')],
        label: "bench",
        help: "to the whole SQL bench, with this case; Esc comes back",
        scopes: &[Scope::SqlStage],
    },
    Binding {
        msg: Msg::Next,
        keys: &[key(KeyCode::Right)],
        label: "state",
        help: "the next starting state",
        scopes: BOTH,
    },
    Binding {
        msg: Msg::Previous,
        keys: &[key(KeyCode::Left)],
        label: "",
        help: "the starting state before",
        scopes: BOTH,
    },
    Binding {
        msg: Msg::NextLens,
        keys: &[key(KeyCode::Tab)],
        label: "twice, late",
        help: "what two runs leave, or what a late duplicate does after another writer",
        scopes: BOTH,
    },
    Binding {
        msg: Msg::PageDown,
        keys: &[letter(' ')],
        label: "more",
        help: "further down; from the end back to the top",
        scopes: &[Scope::SqlStage],
    },
    Binding {
        msg: Msg::Edit(Sheet::Between),
        keys: &[letter('b')],
        label: "other writer",
        help: "edit what another writer does in between",
        scopes: &[Scope::Bench],
    },
    Binding {
        msg: Msg::Edit(Sheet::Setup),
        keys: &[letter('t')],
        label: "tables",
        help: "edit what makes the tables; other starting states go",
        scopes: &[Scope::Bench],
    },
    Binding {
        msg: Msg::Reset,
        keys: &[letter('z')],
        label: "",
        help: "back to the case as it ships",
        scopes: BOTH,
    },
    Binding {
        msg: Msg::Open,
        keys: &[key(KeyCode::Enter)],
        label: "run",
        help: "run what is written",
        scopes: TEXTS,
    },
    Binding {
        msg: Msg::NewLine,
        keys: &[ctrl('o')],
        label: "new line",
        help: "a new line in the text",
        scopes: &[Scope::Write],
    },
    Binding { msg: Msg::Clear, keys: &[ctrl('u')], label: "clear", help: "empty the text", scopes: TEXTS },
    Binding {
        msg: Msg::Erase,
        keys: &[key(KeyCode::Backspace)],
        label: "",
        help: "delete the letter before the cursor",
        scopes: TEXTS,
    },
    Binding { msg: Msg::Next, keys: &[key(KeyCode::Right)], label: "", help: "a letter on", scopes: TEXTS },
    Binding {
        msg: Msg::Previous,
        keys: &[key(KeyCode::Left)],
        label: "",
        help: "a letter back",
        scopes: TEXTS,
    },
    Binding {
        msg: Msg::Down,
        keys: &[key(KeyCode::Down)],
        label: "",
        help: "a line down",
        scopes: &[Scope::Write],
    },
    Binding {
        msg: Msg::Up,
        keys: &[key(KeyCode::Up)],
        label: "",
        help: "a line up",
        scopes: &[Scope::Write],
    },
    Binding {
        msg: Msg::First,
        keys: &[key(KeyCode::Home), ctrl('a')],
        label: "",
        help: "to the start of the line",
        scopes: TEXTS,
    },
    Binding {
        msg: Msg::Last,
        keys: &[key(KeyCode::End), ctrl('e')],
        label: "",
        help: "to the end of the line",
        scopes: TEXTS,
    },
];
