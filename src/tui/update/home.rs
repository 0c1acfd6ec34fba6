//! The home screen's messages, and how lessons and the sandbox open.

use super::found;
use super::sql::open_bench;
use super::time::play;
use crate::lesson::progress::Standing;
use crate::lesson::review;
use crate::share::Shared;
use crate::sim::Scenario;
use crate::tui::lab::Lab;
use crate::tui::lens::Lens;
use crate::tui::model::{Model, Screen};
use crate::tui::msg::{Effect, Msg};
use crate::tui::room::{ROOMS, Room};
use crate::tui::run::Run;
use crate::tui::shown::left_out;
use crate::tui::view::home;

pub(super) fn on_home(model: &mut Model, selected: usize, msg: Msg) -> Effect {
    let rows = home::rows(model.shelf.len());
    let select = |model: &mut Model, row: usize| model.screens = vec![Screen::Home { selected: row }];
    match msg {
        Msg::Down => select(model, (selected + 1) % rows),
        Msg::Up => select(model, (selected + rows - 1) % rows),
        Msg::Open if selected < model.shelf.len() => open_lesson(model, selected, None),
        Msg::Open => return open_room(model, selected - model.shelf.len()),
        Msg::Play => {
            open_sandbox(model, &Scenario::laboratory());
            play(model);
        }
        Msg::Forget if selected < model.shelf.len() => ask_to_forget(model, selected),
        Msg::Sandbox => open_sandbox(model, &Scenario::laboratory()),
        Msg::FindBreak => return super::breaks::open(model, false),
        Msg::Weigh => return super::tradeoffs::open(model, false),
        Msg::Back => model.notice = Some("This is home. q leaves.".to_owned()),
        _ => return Effect::Idle,
    }
    Effect::None
}

/// Asks whether a lesson's progress is to be forgotten, where there is any.
fn ask_to_forget(model: &mut Model, lesson: usize) {
    let done = model.shelf.get(lesson).map_or(0, |lesson| model.progress.count(Some(&lesson.id)));
    if done == 0 {
        model.notice = Some("Nothing of this lesson is done: there is nothing to reset.".to_owned());
    } else {
        model.screens.push(Screen::Confirm { lesson });
    }
}

pub(super) fn on_confirm(model: &mut Model, lesson: usize, msg: Msg) -> Effect {
    match msg {
        Msg::Back => _ = model.screens.pop(),
        Msg::Yes => {
            model.screens.pop();
            let Some(lesson) = model.shelf.get(lesson) else { return Effect::None };
            model.progress.forget(Some(&lesson.id));
            model.notice = Some(format!("{} is new again.", lesson.title));
            return Effect::Forget { lesson: lesson.id.clone() };
        }
        _ => return Effect::Idle,
    }
    Effect::None
}

/// Opens a room by its row.
fn open_room(model: &mut Model, row: usize) -> Effect {
    match ROOMS.get(row).map(|row| row.room) {
        Some(Room::Bench) => open_bench(model),
        Some(Room::Sandbox) => open_sandbox(model, &Scenario::laboratory()),
        Some(Room::Review) => return Effect::Review,
        Some(Room::Breaks) => return super::breaks::open(model, false),
        Some(Room::TradeOffs) => return super::tradeoffs::open(model, false),
        Some(Room::Verbs) => open_verbs(model),
        None => return Effect::Idle,
    }
    Effect::None
}

/// Opens the verb bench, where it was left.
pub fn open_verbs(model: &mut Model) {
    model.motion.stop();
    model.screens.push(Screen::Verbs);
}

/// Opens a lesson where the learner left it, or at a stage.
pub fn open_lesson(model: &mut Model, index: usize, stage: Option<usize>) {
    let Some(lesson) = model.shelf.get(index).cloned() else { return };
    let stage = stage.unwrap_or_else(|| match model.progress.standing(&lesson) {
        Standing::Here(stage) | Standing::Read { first: stage, .. } => stage,
        Standing::New | Standing::Done => 0,
    });
    let (run, lab) = Run::open(lesson, stage);
    model.run = Some(run);
    model.left = None;
    enter(model, lab);
    push_lab(model);
}

/// Opens a sheet of what is due, or says that nothing is. `salt` chooses the variants.
pub fn open_review(model: &mut Model, salt: u64) {
    let Some(sheet) = review::sheet(&model.shelf, &model.progress, model.today, salt) else {
        model.notice = Some(review::nothing_due(&model.shelf, &model.progress, model.today));
        return;
    };
    let (run, lab) = Run::open(sheet, 0);
    model.run = Some(run);
    model.left = None;
    enter(model, lab);
    push_lab(model);
}

/// Opens the sandbox on a scenario.
pub fn open_sandbox(model: &mut Model, scenario: &Scenario) {
    model.run = None;
    model.left = None;
    model.opened = scenario.clone();
    enter(model, Lab::new(scenario, Vec::new()));
    model.lens = Lens::Diagram;
    push_lab(model);
    model.notice = left_out(&model.lab, scenario).or(model.notice.take());
}

/// Opens the sandbox on what a code carries, at its moment.
pub fn open_shared(model: &mut Model, shared: &Shared) {
    open_sandbox(model, &shared.scenario);
    if let Some(moment) = shared.moment {
        model.lab.visit(moment);
    }
}

fn push_lab(model: &mut Model) {
    if !model.screens.contains(&Screen::Lab) {
        model.screens.push(Screen::Lab);
    }
}

/// Takes a laboratory over, at rest.
pub(super) fn enter(model: &mut Model, lab: Lab) {
    model.motion.stop();
    model.lab = lab;
    if let Some(run) = &mut model.run {
        if model.options.present {
            run.ask_the_room();
        }
        model.lens = run.lens();
    }
}

/// Back to the home screen, or from a stage's sandbox to the stage.
pub(super) fn back_home(model: &mut Model) {
    model.motion.stop();
    if found::leave(model) {
        return;
    }
    if let Some((run, lab)) = model.left.take() {
        model.run = Some(run);
        model.lab = *lab;
        return;
    }
    let lesson = model.run.take().map(|run| run.lesson.id);
    let row = lesson.and_then(|id| model.shelf.iter().position(|lesson| lesson.id == id));
    model.screens = vec![Screen::Home { selected: row.or_else(|| model.next_lesson()).unwrap_or(0) }];
}
