//! How time passes on screen: play, pause, arrive, one step at a time.

use std::time::Duration;

use crate::tui::cursor::Cursor;
use crate::tui::model::Model;
use crate::tui::msg::Effect;
use crate::tui::run::Phase;

pub(super) fn tick(model: &mut Model, passed: Duration) -> Effect {
    if !model.motion.moves() {
        return Effect::Idle;
    }
    if let Some(there) = model.motion.tick(passed) {
        model.lab.go(there);
        arrive(model);
    }
    // Without motion nothing is drawn between beats.
    if model.motion.enabled || model.motion.travel.is_none_or(|travel| travel.done == 0) {
        Effect::None
    } else {
        Effect::Idle
    }
}

/// At a beat: play goes on, or stops where it was to stop.
fn arrive(model: &mut Model) {
    if !model.motion.playing {
        settle_if_reached(model);
        return;
    }
    let next = model.lab.cursor.next_beat(&model.lab.experiment.beats);
    let stop = model.motion.until.is_some_and(|until| model.lab.cursor.at >= until);
    if stop || next.at == model.lab.cursor.at || model.lab.veil.is_some_and(|veil| next.at > veil) {
        model.motion.stop();
        settle(model);
    } else {
        model.motion.set_out(next);
    }
}

/// Whoever steps or jumps to the moment asked about is told the outcome too.
fn settle_if_reached(model: &mut Model) {
    let Some(run) = &model.run else { return };
    let reached = run.plays_to(&model.lab).is_some_and(|at| model.lab.cursor.at >= at);
    if run.is_watching() && reached {
        model.motion.stop();
        settle(model);
    }
}

/// Time stands still again: a running prediction meets its outcome.
pub(super) fn settle(model: &mut Model) {
    let Some(run) = &mut model.run else { return };
    if run.phase == Phase::Polled {
        run.phase = Phase::Revealed;
    }
    if let Phase::Running(choice, sure) = run.phase {
        run.phase = Phase::Answered(choice, sure);
        // A wrong belief is shown the event that breaks it.
        if let Some(cursor) = run.breaks_at(&model.lab) {
            model.lab.go(cursor);
        }
    }
}

pub(super) fn play(model: &mut Model) {
    if model.motion.playing {
        model.motion.stop();
        return;
    }
    let beats = &model.lab.experiment.beats;
    let until = model.run.as_ref().and_then(|run| run.plays_to(&model.lab));
    let until = until.filter(|until| *until > model.lab.cursor.at);
    if model.lab.cursor.next_beat(beats).at == model.lab.cursor.at {
        model.lab.go(Cursor::at(beats.first().copied().unwrap_or(0)));
    }
    let next = model.lab.cursor.next_beat(&model.lab.experiment.beats);
    if model.lab.veil.is_some_and(|veil| next.at > veil) {
        return;
    }
    model.motion.playing = true;
    model.motion.until = until;
    model.motion.set_out(next);
}

/// Goes to a moment: on its way, if it is the next beat and the picture moves.
pub(super) fn step_to(model: &mut Model, to: Cursor) {
    // A key pressed on the way arrives at once and goes on from there.
    if let Some(travel) = model.motion.travel {
        model.lab.go(travel.to);
    }
    model.motion.stop();
    let next = model.lab.cursor.next_beat(&model.lab.experiment.beats);
    let veiled = model.lab.veil.is_some_and(|veil| to.at > veil);
    if model.motion.enabled && to == next && to.at > model.lab.cursor.at && !veiled {
        model.motion.set_out(to);
    } else {
        model.lab.go(to);
        settle_if_reached(model);
    }
}
