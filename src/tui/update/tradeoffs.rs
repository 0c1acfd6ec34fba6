//! The trade-off screen's messages: choose a question, a figure, a point; write one's own;
//! open a run.

use super::found::{enter_room, pause_before_break, show};
use super::write::edit;
use crate::sim::Scenario;
use crate::sweep::{Exemplar, FIGURES, looked};
use crate::tui::errand::Order;
use crate::tui::model::{Model, Screen};
use crate::tui::msg::{Effect, Msg};
use crate::tui::tradeoffs::{Example, Row};

/// Opens the screen, and begins to play the question it shows: of the sandbox it is opened
/// from, or of the scenario the laboratory opens on.
pub(super) fn open(model: &mut Model, from_lab: bool) -> Effect {
    let lane = model.lab.shown.last().copied().unwrap_or(0);
    if from_lab {
        model.tradeoffs.come_from(model.lab.scenario(), lane);
    } else {
        let scenario = Scenario::laboratory();
        model.tradeoffs.come_from(&scenario, scenario.lanes.len().saturating_sub(1));
    }
    enter_room(model, Screen::TradeOffs, from_lab);
    let selected = model.tradeoffs.selected;
    choose(model, selected)
}

fn choose(model: &mut Model, selected: usize) -> Effect {
    model.tradeoffs.choose(selected);
    play(model)
}

/// Sends for what is to be played now.
const fn play(model: &Model) -> Effect {
    Effect::Errand(if model.tradeoffs.running { Order::Sweep } else { Order::Stop })
}

pub(super) fn on_tradeoffs(model: &mut Model, msg: Msg) -> Effect {
    let here = &mut model.tradeoffs;
    match msg {
        Msg::Down => {
            let next = (here.selected + 1) % Row::COUNT;
            return choose(model, next);
        }
        Msg::Up => {
            let next = (here.selected + Row::COUNT - 1) % Row::COUNT;
            return choose(model, next);
        }
        Msg::Back => {
            model.screens.pop();
            here.running = false;
            return Effect::Errand(Order::Stop);
        }
        _ => {}
    }
    match here.row() {
        Row::Adviser => on_adviser(model, msg),
        Row::Own => on_own(model, msg),
        Row::Ready(_) => on_chart(model, msg),
    }
}

/// What any chart answers.
fn on_chart(model: &mut Model, msg: Msg) -> Effect {
    let here = &mut model.tradeoffs;
    match msg {
        Msg::More | Msg::Less => here.turn_point(matches!(msg, Msg::Less)),
        Msg::NextLens => here.turn_figure(),
        Msg::Faster | Msg::Slower if here.more(matches!(msg, Msg::Slower)) => return play(model),
        Msg::Open => open_run(model, Exemplar::Worst),
        Msg::Median => open_run(model, Exemplar::Median),
        _ => return Effect::Idle,
    }
    Effect::None
}

fn on_own(model: &mut Model, msg: Msg) -> Effect {
    let own = &mut model.tradeoffs.own;
    match msg {
        Msg::Vary => {
            own.write();
            model.screens.push(Screen::Vary);
            return Effect::None;
        }
        Msg::NextKnob | Msg::PreviousKnob => own.turn_knob(matches!(msg, Msg::PreviousKnob)),
        Msg::Lanes => {
            if !own.turn_lanes() {
                model.notice = Some("There are no other lanes to choose for this.".to_owned());
                return Effect::None;
            }
        }
        _ => return on_chart(model, msg),
    }
    model.tradeoffs.restart();
    play(model)
}

/// What is varied, as it is written: taken with Enter, or left for later.
pub(super) fn on_vary(model: &mut Model, msg: Msg) -> Effect {
    let here = &mut model.tradeoffs;
    match msg {
        Msg::Open => {
            if here.own.take() {
                model.screens.pop();
                here.restart();
            } else {
                here.stop();
            }
            return play(model);
        }
        Msg::Back => {
            model.screens.pop();
            if here.table.is_none() {
                // What is shown again is what was varied before.
                here.restart();
                return play(model);
            }
            return Effect::None;
        }
        _ => {}
    }
    let Some(field) = here.own.draft_mut() else { return Effect::Idle };
    match msg {
        // No knob and no value is written otherwise.
        Msg::Type(letter) if letter.is_ascii() => field.put(letter),
        _ => return edit(field, msg),
    }
    Effect::None
}

fn on_adviser(model: &mut Model, msg: Msg) -> Effect {
    let adviser = &mut model.tradeoffs.adviser;
    match msg {
        Msg::More | Msg::Less => adviser.turn_rate(matches!(msg, Msg::Less)),
        Msg::NextLens => adviser.turn_usual(),
        Msg::Median => adviser.turn_rung(),
        Msg::Open => open_proof(model),
        _ => return Effect::Idle,
    }
    Effect::None
}

/// Opens one run of the point chosen, paused before its lane breaks a promise.
fn open_run(model: &mut Model, which: Exemplar) {
    let here = &model.tradeoffs;
    let (Some(Example { scenario, lane, figure }), Some(grid)) = (here.example(which), here.grid()) else {
        return;
    };
    let among = grid.points.get(here.point).map_or(0, |point| looked(point, grid.trials));
    let name = scenario.lanes.get(lane).map_or("", |lane| &lane.name).to_owned();
    let label = FIGURES.get(figure).map_or("", |row| row.label);
    let word = if which == Exemplar::Worst { "worst" } else { "median" };
    show(model, &scenario, lane);
    let breaks = match pause_before_break(model, lane) {
        Some(property) => format!("{} breaks at the next beat.", property.row().id),
        None => "it breaks nothing.".to_owned(),
    };
    let seed = scenario.knobs.seed;
    model.notice = Some(format!("{name}: {word} {label} of {among} weathers (seed {seed}); {breaks}"));
}

/// Opens the story that breaks a millisecond below the TTL.
fn open_proof(model: &mut Model) {
    let Some(advice) = model.tradeoffs.adviser.advice() else { return };
    let Some(rung) = advice.rungs.get(model.tradeoffs.adviser.rung) else { return };
    let story = rung.proof.below();
    show(model, &story, 0);
    pause_before_break(model, 0);
    model.notice =
        Some("One millisecond less than enough: the last request finds the key forgotten.".to_owned());
}
