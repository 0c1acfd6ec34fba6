//! The verb bench's messages.

use super::home::{back_home, open_verbs};
use super::lesson::on_lesson;
use crate::tui::model::Model;
use crate::tui::msg::{Effect, Msg};
use crate::tui::verbs::VerbBench;
use crate::verbs::ENDPOINTS;

pub(super) fn on_verbs(model: &mut Model, msg: Msg) -> Effect {
    if matches!(msg, Msg::Back) {
        model.screens.pop();
        return Effect::None;
    }
    if turn(&mut model.verbs, msg) { Effect::None } else { Effect::Idle }
}

/// A lesson's stage on the bench.
pub(super) fn on_stage(model: &mut Model, msg: Msg) -> Effect {
    match msg {
        Msg::Back => {
            back_home(model);
            return Effect::None;
        }
        Msg::Forward if judge(model) => return Effect::None,
        Msg::Forward | Msg::Backward | Msg::Choose(_) | Msg::Sure | Msg::Unsure => {
            return on_lesson(model, msg);
        }
        _ => {}
    }
    let Some(run) = &mut model.run else { return Effect::Idle };
    let (ways, marks) = (run.frees_ways(), run.frees_marks());
    if matches!(msg, Msg::Hint) && run.has_hints() {
        run.hints = usize::from(run.hints == 0);
        return Effect::None;
    }
    let asking = run.is_asking();
    let Some(bench) = run.ground.verbs_mut().filter(|_| !asking) else { return Effect::Idle };
    match msg {
        Msg::Sandbox => {
            let selected = ENDPOINTS.iter().position(|endpoint| endpoint == bench.endpoint()).unwrap_or(0);
            model.verbs = VerbBench { selected, way: bench.way, start: bench.start, ..VerbBench::default() };
            open_verbs(model);
            return Effect::None;
        }
        Msg::Mark if marks => {
            bench.mark();
            run.judged = false;
        }
        Msg::Down | Msg::Up => _ = turn(bench, msg),
        _ if ways && turn(bench, msg) => {}
        _ => return Effect::Idle,
    }
    Effect::None
}

/// Judges what is marked, where that is not done yet.
fn judge(model: &mut Model) -> bool {
    let Some(run) = model.run.as_mut().filter(|run| run.frees_marks() && !run.judged) else { return false };
    run.judged = true;
    (run.warned, run.hints) = (false, 0);
    true
}

/// Turns the bench; whether there was anything to turn.
pub(super) fn turn(bench: &mut VerbBench, msg: Msg) -> bool {
    match msg {
        Msg::Down => bench.select(false),
        Msg::Up => bench.select(true),
        Msg::Next => bench.turn(false),
        Msg::Previous => bench.turn(true),
        Msg::Lose => bench.lose(),
        Msg::Start => bench.next_start(),
        _ => return false,
    }
    true
}
