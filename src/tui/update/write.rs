//! The keys that every text shares while it is written: erase, clear, and the cursor in its
//! row. What may be typed, and what Enter does with it, is each text's own.

use crate::tui::field::Field;
use crate::tui::msg::{Effect, Msg};

/// Changes a field by a key that all of them share.
pub(super) fn edit(field: &mut Field, msg: Msg) -> Effect {
    match msg {
        Msg::Erase => field.erase(),
        Msg::Clear => field.clear(),
        Msg::Next => field.right(),
        Msg::Previous => field.left(),
        Msg::First => field.home(),
        Msg::Last => field.end(),
        _ => return Effect::Idle,
    }
    Effect::None
}
