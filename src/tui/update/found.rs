//! A story found elsewhere, opened in the laboratory: by a search, or among the runs of a
//! sweep. Back leads to where it was found.

use super::home::open_sandbox;
use crate::sim::{Property, Scenario};
use crate::tui::cursor::Cursor;
use crate::tui::lab::Change;
use crate::tui::model::{Model, Screen};

/// Opens a room that finds stories above the laboratory, or above home. A room entered
/// again is where it was, not above itself.
pub(super) fn enter_room(model: &mut Model, room: Screen, from_lab: bool) {
    model.motion.stop();
    if let Some(at) = model.screens.iter().position(|screen| *screen == room) {
        model.screens.truncate(at);
    }
    if from_lab && !model.screens.contains(&Screen::Lab) {
        model.screens.push(Screen::Lab);
    }
    model.screens.push(room);
}

/// Shows a story above the room it was found in, with this lane among those drawn. Where
/// the sandbox lies below that room, its own story is one undo away.
pub(super) fn show(model: &mut Model, scenario: &Scenario, lane: usize) {
    model.found = None;
    if model.screens.contains(&Screen::Lab) {
        if scenario != model.lab.scenario() {
            model.lab.change(scenario, Change::named("what was found"));
            model.found = Some(model.lab.scenario().clone());
        }
        model.screens.push(Screen::Lab);
    } else {
        open_sandbox(model, scenario);
    }
    let lanes = scenario.lanes.len();
    model.lab.shown = if lane < 2 { (0..lanes.min(2)).collect() } else { vec![0, lane] };
    model.lab.go(Cursor::start(&model.lab.experiment.beats));
}

/// Back to the room a story was found in, if this is one. The sandbox is as it was, unless
/// somebody went on with what was found.
pub(super) fn leave(model: &mut Model) -> bool {
    let below = model.screens.len().checked_sub(2).and_then(|at| model.screens.get(at));
    let is_found = matches!(below, Some(Screen::Breaks | Screen::TradeOffs));
    if is_found {
        model.screens.pop();
        if model.found.take().is_some_and(|found| found == *model.lab.scenario()) {
            model.lab.undo();
        }
    }
    is_found
}

/// Pauses before the first promise a lane breaks, and says which that is; none where it
/// keeps them all.
pub(super) fn pause_before_break(model: &mut Model, lane: usize) -> Option<Property> {
    let experiment = &model.lab.experiment;
    let (property, entry) = experiment.traces.get(lane)?.verdict.broken().first().copied()?;
    let at = experiment.traces[lane].entries.get(entry as usize)?.at;
    let before = Cursor::at(at).previous_beat(&experiment.beats);
    model.lab.go(before);
    Some(property)
}
