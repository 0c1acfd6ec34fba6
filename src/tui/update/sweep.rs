//! The messages of a lesson's stage on a sweep: its chart has no time and no knobs.

use super::home::back_home;
use super::lesson::on_lesson;
use crate::tui::model::Model;
use crate::tui::msg::{Effect, Msg};

pub(super) fn on_stage(model: &mut Model, msg: Msg) -> Effect {
    match msg {
        Msg::Back => {
            back_home(model);
            Effect::None
        }
        Msg::Forward | Msg::Backward | Msg::Choose(_) | Msg::Sure | Msg::Unsure => on_lesson(model, msg),
        _ => Effect::Idle,
    }
}
