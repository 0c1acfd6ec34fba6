//! The trade-off screen's messages: choose a question, a figure, a point; open a run.

use super::home::open_sandbox;
use crate::sim::Scenario;
use crate::sweep::Exemplar;
use crate::tui::errand::Order;
use crate::tui::model::{Model, Screen};
use crate::tui::msg::{Effect, Msg};
use crate::tui::tradeoffs::TradeOffs;

/// Opens the screen, and begins to play the question it shows.
pub(super) fn open(model: &mut Model) -> Effect {
    model.motion.stop();
    model.screens.retain(|screen| !matches!(screen, Screen::TradeOffs));
    model.screens.push(Screen::TradeOffs);
    let question = model.tradeoffs.question;
    choose(model, question)
}

fn choose(model: &mut Model, question: usize) -> Effect {
    model.tradeoffs.choose(question);
    Effect::Errand(if model.tradeoffs.running { Order::Sweep } else { Order::Stop })
}

pub(super) fn on_tradeoffs(model: &mut Model, msg: Msg) -> Effect {
    let here = &mut model.tradeoffs;
    let is_adviser = here.asked().is_none();
    match msg {
        Msg::Down => {
            let next = (here.question + 1) % TradeOffs::ROWS;
            return choose(model, next);
        }
        Msg::Up => {
            let next = (here.question + TradeOffs::ROWS - 1) % TradeOffs::ROWS;
            return choose(model, next);
        }
        Msg::More if is_adviser => here.turn_rate(false),
        Msg::Less if is_adviser => here.turn_rate(true),
        Msg::NextLens if is_adviser => {
            here.adviser.usual = !here.adviser.usual;
            here.adviser.rung = 0;
        }
        Msg::More | Msg::Less => {
            let points = here.table.as_ref().map_or(1, |table| table.grid.points.len().max(1));
            let step = if matches!(msg, Msg::More) { 1 } else { points - 1 };
            here.point = (here.point + step) % points;
        }
        Msg::NextLens => {
            let figures = here.asked().map_or(1, |question| question.figures.len());
            here.figure = (here.figure + 1) % figures;
        }
        Msg::Faster => return if here.more(false) { Effect::Errand(Order::Sweep) } else { Effect::Idle },
        Msg::Slower => return if here.more(true) { Effect::Errand(Order::Sweep) } else { Effect::Idle },
        Msg::Median if is_adviser => {
            let rungs = here.advice().map_or(1, |advice| advice.rungs.len());
            here.adviser.rung = (here.adviser.rung + 1) % rungs;
        }
        Msg::Open if is_adviser => open_proof(model),
        Msg::Open => open_run(model, Exemplar::Worst),
        Msg::Median => open_run(model, Exemplar::Median),
        Msg::Back => {
            model.screens.pop();
            model.tradeoffs.running = false;
            return Effect::Errand(Order::Stop);
        }
        _ => return Effect::Idle,
    }
    Effect::None
}

/// Opens one run of the point chosen.
fn open_run(model: &mut Model, which: Exemplar) {
    let Some(scenario) = model.tradeoffs.story(which) else { return };
    let seed = scenario.knobs.seed;
    show(model, &scenario);
    let word = if which == Exemplar::Worst { "worst" } else { "median" };
    model.notice = Some(format!("The {word} of the runs looked through: seed {seed}."));
}

/// Opens the story that breaks a millisecond below the TTL.
fn open_proof(model: &mut Model) {
    let Some(advice) = model.tradeoffs.advice() else { return };
    let Some(rung) = advice.rungs.get(model.tradeoffs.adviser.rung) else { return };
    let story = rung.proof.below();
    show(model, &story);
    model.notice =
        Some("One millisecond less than enough: the last request finds the key forgotten.".to_owned());
}

/// Shows a story above this screen; back leads here again.
fn show(model: &mut Model, scenario: &Scenario) {
    model.screens.retain(|screen| *screen != Screen::Lab);
    open_sandbox(model, scenario);
}
