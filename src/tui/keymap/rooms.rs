//! The rows of the rooms beside the laboratory: what their keys ask for there.

use ratatui::crossterm::event::KeyCode;

use super::{Binding, Scope, key, letter};
use crate::tui::msg::Msg;

const CHARTS: &[Scope] = &[Scope::TradeOffs, Scope::Own];

/// Every key that means something of its own in one room.
pub(super) static ROOM_BINDINGS: &[Binding] = &[
    Binding {
        msg: Msg::More,
        keys: &[key(KeyCode::Right)],
        label: "turn",
        help: "the field's next value",
        scopes: &[Scope::Breaks],
    },
    Binding {
        msg: Msg::Less,
        keys: &[key(KeyCode::Left)],
        label: "",
        help: "the field's value before",
        scopes: &[Scope::Breaks],
    },
    Binding {
        msg: Msg::Open,
        keys: &[key(KeyCode::Enter)],
        label: "open",
        help: "open what was found as a story, paused before it breaks",
        scopes: &[Scope::Breaks],
    },
    Binding {
        msg: Msg::Vary,
        keys: &[letter('v')],
        label: "vary",
        help: "write what is varied: a knob, its values, and a second one after a blank",
        scopes: &[Scope::Own],
    },
    Binding {
        msg: Msg::More,
        keys: &[key(KeyCode::Right)],
        label: "point",
        help: "the point to the right",
        scopes: CHARTS,
    },
    Binding {
        msg: Msg::Less,
        keys: &[key(KeyCode::Left)],
        label: "",
        help: "the point to the left",
        scopes: CHARTS,
    },
    Binding {
        msg: Msg::NextLens,
        keys: &[key(KeyCode::Tab)],
        label: "figure",
        help: "the next figure",
        scopes: CHARTS,
    },
    Binding {
        msg: Msg::Open,
        keys: &[key(KeyCode::Enter)],
        label: "worst run",
        help: "open the worst run of this point as a story, paused before it breaks",
        scopes: CHARTS,
    },
    Binding {
        msg: Msg::Median,
        keys: &[letter('m')],
        label: "median run",
        help: "open the run in the middle as a story",
        scopes: CHARTS,
    },
    Binding {
        msg: Msg::NextKnob,
        keys: &[letter('k')],
        label: "knob",
        help: "vary the next knob, over the values its key has in the laboratory",
        scopes: &[Scope::Own],
    },
    Binding {
        msg: Msg::PreviousKnob,
        keys: &[letter('K')],
        label: "",
        help: "vary the knob before",
        scopes: &[Scope::Own],
    },
    Binding {
        msg: Msg::Lanes,
        keys: &[letter('l')],
        label: "lanes",
        help: "all lanes of the sandbox, or one of them alone",
        scopes: &[Scope::Own],
    },
    Binding {
        msg: Msg::More,
        keys: &[key(KeyCode::Right)],
        label: "rate",
        help: "ten times the payments a second",
        scopes: &[Scope::Adviser],
    },
    Binding {
        msg: Msg::Less,
        keys: &[key(KeyCode::Left)],
        label: "",
        help: "a tenth of the payments a second",
        scopes: &[Scope::Adviser],
    },
    Binding {
        msg: Msg::NextLens,
        keys: &[key(KeyCode::Tab)],
        label: "late requests",
        help: "whether the usual late requests count: offline phones, redrives, replays",
        scopes: &[Scope::Adviser],
    },
    Binding {
        msg: Msg::Median,
        keys: &[letter('m')],
        label: "next TTL",
        help: "the next TTL of the table",
        scopes: &[Scope::Adviser],
    },
    Binding {
        msg: Msg::Open,
        keys: &[key(KeyCode::Enter)],
        label: "its story",
        help: "open the story in which this TTL is one millisecond too short",
        scopes: &[Scope::Adviser],
    },
    Binding {
        msg: Msg::Faster,
        keys: &[letter('+'), letter('=')],
        label: "",
        help: "four times the trials",
        scopes: CHARTS,
    },
    Binding {
        msg: Msg::Slower,
        keys: &[letter('-')],
        label: "",
        help: "a quarter of the trials",
        scopes: CHARTS,
    },
    Binding {
        msg: Msg::Open,
        keys: &[key(KeyCode::Enter)],
        label: "pick up",
        help: "pick the step up, or put it down; while it is in hand the arrows carry it",
        scopes: &[Scope::Steps],
    },
    Binding {
        msg: Msg::Drop,
        keys: &[letter('x'), key(KeyCode::Delete)],
        label: "drop",
        help: "drop the step from the handler",
        scopes: &[Scope::Steps],
    },
    Binding {
        msg: Msg::Reset,
        keys: &[letter('z')],
        label: "as shipped",
        help: "the steps as they ship",
        scopes: &[Scope::Steps],
    },
];
