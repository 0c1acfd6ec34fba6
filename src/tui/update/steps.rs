//! The step table's messages: choose a line, pick its step up, carry it, drop it.

use crate::sim::Recipe;
use crate::tui::lab::Change;
use crate::tui::model::{Model, Screen};
use crate::tui::msg::{Effect, Msg};
use crate::tui::steps::{Steps, carried, dropped};

/// Opens the table of the right-hand lane.
pub(super) fn open(model: &mut Model) {
    model.motion.stop();
    let lane = model.lab.shown.last().copied().unwrap_or(0);
    model.screens.push(Screen::Steps(Steps { lane, at: 0, held: false }));
}

pub(super) fn on_steps(model: &mut Model, msg: Msg) -> Effect {
    let Some(Screen::Steps(table)) = model.screens.last().cloned() else { return Effect::Idle };
    let Steps { lane, at, held } = table;
    let Some(recipe) = model.lab.scenario().lanes.get(lane).map(|lane| lane.recipe.clone()) else {
        return Effect::Idle;
    };
    let count = recipe.steps.len();
    match msg {
        Msg::Up | Msg::Down if count > 0 => {
            let step = if matches!(msg, Msg::Down) { 1 } else { count - 1 };
            let to = (at + step) % count;
            if held {
                take(model, lane, &carried(&recipe, at, to), &format!("{} moved", recipe.steps[at]));
            }
            put(model, Steps { at: to, ..table });
        }
        Msg::Open => put(model, Steps { held: !held, ..table }),
        Msg::Drop => match dropped(&recipe, at) {
            Some(shorter) => {
                take(model, lane, &shorter, &format!("{} dropped", recipe.steps[at]));
                put(model, Steps { at: at.min(count.saturating_sub(2)), held: false, ..table });
            }
            None => model.notice = Some("The effect stays: without it there is nothing to judge.".to_owned()),
        },
        Msg::Reset => {
            if let Some(shipped) = Recipe::find(&recipe.id) {
                take(model, lane, shipped, "the steps as they ship");
            }
            put(model, Steps { at: 0, held: false, ..table });
        }
        Msg::Back if held => put(model, Steps { held: false, ..table }),
        Msg::Back => _ = model.screens.pop(),
        _ => return Effect::Idle,
    }
    Effect::None
}

fn put(model: &mut Model, table: Steps) {
    model.screens.pop();
    model.screens.push(Screen::Steps(table));
}

/// Gives a lane these steps; the story runs anew at once.
fn take(model: &mut Model, lane: usize, recipe: &Recipe, what: &str) {
    let mut scenario = model.lab.scenario().clone();
    if let Some(lane) = scenario.lanes.get_mut(lane) {
        lane.recipe = recipe.clone();
    }
    model.lab.change(&scenario, Change::named(what));
}
