//! What the learner changes: knobs, recipes, weather, faults, and taking it back.

use crate::sim::Knob;
use crate::tui::cursor::Cursor;
use crate::tui::lab::Change;
use crate::tui::model::{Model, Screen};
use crate::tui::msg::{Effect, Msg};
use crate::tui::run::Run;

/// Whether a change is free now; if not, says why.
pub(super) fn is_free(model: &mut Model, free: bool, what: &str) -> bool {
    if !free {
        model.notice = Some(format!("{what} is not free at this stage; e takes the story to the sandbox."));
    }
    free
}

pub(super) fn change(model: &mut Model, msg: Msg) -> Effect {
    let frees = |model: &Model, id: &str| model.run.as_ref().is_none_or(|run| run.frees(id));
    let faults = model.run.as_ref().is_none_or(Run::frees_faults);
    match msg {
        Msg::Strike => {
            if is_free(model, faults, "Striking faults") {
                open_strike(model);
            }
            return Effect::None;
        }
        Msg::Panel => {
            model.motion.stop();
            model.screens.push(Screen::Panel { query: String::new(), selected: 0 });
            return Effect::None;
        }
        Msg::Reset => {
            reset(model);
            return Effect::None;
        }
        Msg::Steps => {
            let free = frees(model, "steps");
            if is_free(model, free, "The order of steps") {
                super::steps::open(model);
            }
            return Effect::None;
        }
        _ => {}
    }
    model.motion.stop();
    match msg {
        Msg::Turn(knob) => turn(model, knob, false),
        Msg::Recipe | Msg::LeftRecipe => {
            let free = frees(model, "recipe");
            let lane =
                if matches!(msg, Msg::Recipe) { model.lab.shown.last() } else { model.lab.shown.first() };
            if let (Some(lane), true) = (lane.copied(), is_free(model, free, "The recipe")) {
                let offer = model.run.as_ref().and_then(|run| run.offer("recipe"));
                model.lab.next_recipe(lane, offer, false);
            }
        }
        Msg::Undo if !model.lab.undo() => model.notice = Some("There is no change to take back.".to_owned()),
        Msg::Redo if !model.lab.redo() => model.notice = Some("There is no change to make again.".to_owned()),
        Msg::Presets => model.screens.push(Screen::Presets { selected: 0 }),
        Msg::Skin => model.lab.retell(),
        Msg::Weather => {
            let free = frees(model, "seed");
            if is_free(model, free, "The weather") {
                return Effect::Seed;
            }
        }
        Msg::Seed(seed) => model.lab.reseed(seed),
        _ => {}
    }
    Effect::None
}

pub(super) fn turn(model: &mut Model, knob: &'static Knob, back: bool) {
    let free = model.frees(knob);
    if is_free(model, free, &format!("`{}`", knob.id)) {
        let offer = model.run.as_ref().and_then(|run| run.offer(knob.id));
        model.lab.turn(knob, offer, back);
    }
}

fn open_strike(model: &mut Model) {
    model.motion.stop();
    let sites = model.sites();
    // Somebody who points at nothing yet means the latest message.
    let message = sites.iter().rev().find(|site| !site.place.is_gap());
    let site = model.lab.pointed.or_else(|| message.copied());
    let Some(site) = site else {
        model.notice = Some("Nothing to strike yet: go on to the first message.".to_owned());
        return;
    };
    model.lab.pointed = Some(site);
    model.screens.push(Screen::Strike { site, selected: 0 });
}

fn reset(model: &mut Model) {
    model.motion.stop();
    let (scenario, opens) = match &mut model.run {
        // A prediction is asked anew.
        Some(run) if run.choices() > 0 => {
            model.lab = run.reset();
            if model.options.present {
                run.ask_the_room();
            }
            return;
        }
        Some(run) => (run.here().drawn(), run.here().opens),
        None => (model.opened.clone(), 0),
    };
    model.lab.change(&scenario, Change::named("Reset"));
    model.lab.go(Cursor::at(opens));
    model.lab.pointed = None;
}
