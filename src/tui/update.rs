//! The update: one message in, a changed model and one effect out. Draws nothing and
//! touches nothing outside.

use super::cursor::Cursor;
use super::keymap::Scope;
use super::lab::Lab;
use super::lens::Lens;
use super::model::{Model, Screen};
use super::motion::SPEEDS;
use super::msg::{Effect, Msg};
use super::run::{Phase, Run};
use super::view::{help, home, timeline_beat};
use crate::lesson::progress::Standing;
use crate::sim::{Knob, Scenario};

/// Answers a message.
pub fn update(model: &mut Model, msg: Msg) -> Effect {
    if !matches!(msg, Msg::Tick(_) | Msg::Resize(..)) {
        model.notice = None;
    }
    match msg {
        Msg::Quit => return Effect::Quit,
        Msg::Tick(passed) => return tick(model, passed),
        Msg::Resize(width, height) => model.size = (width, height),
        Msg::Mouse => {
            model.options.mouse = !model.options.mouse;
            return Effect::Mouse(model.options.mouse);
        }
        Msg::Palette => return next_palette(model),
        Msg::Help => toggle_help(model),
        _ => {
            return match model.top().clone() {
                Screen::Home { selected } => on_home(model, selected, msg),
                Screen::Lab => on_lab(model, msg),
                Screen::Strike { .. } => on_strike(model, msg),
                Screen::Panel { .. } => on_panel(model, msg),
                Screen::Message { .. } | Screen::Help { .. } => on_reading(model, msg),
            };
        }
    }
    Effect::None
}

fn toggle_help(model: &mut Model) {
    if matches!(model.top(), Screen::Help { .. }) {
        model.screens.pop();
    } else {
        model.motion.stop();
        let of = model.scope();
        model.screens.push(Screen::Help { of, scroll: 0 });
    }
}

fn next_palette(model: &mut Model) -> Effect {
    let names: Vec<&str> = super::theme::PALETTES.iter().map(|(name, _)| *name).collect();
    let now = names.iter().position(|name| *name == model.options.palette);
    let next = names[now.map_or(0, |now| (now + 1) % names.len())].to_owned();
    model.options.palette.clone_from(&next);
    model.notice = Some(format!("palette: {next}"));
    Effect::Palette(next)
}

// Time ----------------------------------------------------------------------------

fn tick(model: &mut Model, passed: std::time::Duration) -> Effect {
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

/// Time stands still again: a running prediction meets its outcome.
fn settle(model: &mut Model) {
    let Some(run) = &mut model.run else { return };
    if let Phase::Running(choice, sure) = run.phase {
        run.phase = Phase::Answered(choice, sure);
        // A wrong belief is shown the event that breaks it.
        if let Some(cursor) = run.breaks_at(&model.lab) {
            model.lab.go(cursor);
        }
    }
}

fn play(model: &mut Model) {
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
    model.motion.playing = true;
    model.motion.until = until;
    let next = model.lab.cursor.next_beat(&model.lab.experiment.beats);
    model.motion.set_out(next);
}

/// Goes to a moment: on its way, if it is the next beat and the picture moves.
fn step_to(model: &mut Model, to: Cursor) {
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
    }
}

// Home ----------------------------------------------------------------------------

fn on_home(model: &mut Model, selected: usize, msg: Msg) -> Effect {
    let rows = home::rows(model.shelf.len());
    let select = |model: &mut Model, row: usize| model.screens = vec![Screen::Home { selected: row }];
    match msg {
        Msg::Down => select(model, (selected + 1) % rows),
        Msg::Up => select(model, (selected + rows - 1) % rows),
        Msg::Open if selected < model.shelf.len() => open_lesson(model, selected, None),
        Msg::Open => open_sandbox(model, &Scenario::laboratory()),
        Msg::Play => {
            open_sandbox(model, &Scenario::laboratory());
            play(model);
        }
        Msg::Back => return Effect::Quit,
        _ => return Effect::Idle,
    }
    Effect::None
}

/// Opens a lesson where the learner left it, or at a stage.
pub fn open_lesson(model: &mut Model, index: usize, stage: Option<usize>) {
    let Some(lesson) = model.shelf.get(index).cloned() else { return };
    let stage = stage.unwrap_or_else(|| match model.progress.standing(&lesson) {
        Standing::Here(stage) => stage,
        Standing::New | Standing::Done => 0,
    });
    let (run, lab) = Run::open(lesson, stage);
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
}

fn push_lab(model: &mut Model) {
    if !model.screens.contains(&Screen::Lab) {
        model.screens.push(Screen::Lab);
    }
}

/// Takes a laboratory over, at rest.
fn enter(model: &mut Model, lab: Lab) {
    model.motion.stop();
    model.lab = lab;
    if let Some(run) = &model.run {
        model.lens = run.lens();
    }
}

// Laboratory ----------------------------------------------------------------------

fn on_lab(model: &mut Model, msg: Msg) -> Effect {
    match msg {
        Msg::Back => back_home(model),
        Msg::Play => play(model),
        Msg::Next | Msg::Previous | Msg::First | Msg::Last | Msg::NextTurn | Msg::PreviousTurn => {
            travel(model, msg);
        }
        Msg::Faster => model.motion.speed = (model.motion.speed + 1).min(SPEEDS.len() - 1),
        Msg::Slower => model.motion.speed = model.motion.speed.saturating_sub(1),
        Msg::Down => point(model, false),
        Msg::Up => point(model, true),
        Msg::NextLens => model.lens = model.lens.turned(false),
        Msg::PreviousLens => model.lens = model.lens.turned(true),
        Msg::Open => model.screens.push(Screen::Message { scroll: 0 }),
        Msg::Click(column, row) => click(model, column, row),
        Msg::Strike
        | Msg::Panel
        | Msg::Turn(_)
        | Msg::Recipe
        | Msg::LeftRecipe
        | Msg::Undo
        | Msg::Redo
        | Msg::Weather
        | Msg::Reset => change(model, msg),
        Msg::Forward
        | Msg::Backward
        | Msg::Choose(_)
        | Msg::Sure
        | Msg::Unsure
        | Msg::Hint
        | Msg::Sandbox => return on_lesson(model, msg),
        _ => return Effect::Idle,
    }
    Effect::None
}

fn back_home(model: &mut Model) {
    model.motion.stop();
    if let Some((run, lab)) = model.left.take() {
        model.run = Some(run);
        model.lab = *lab;
        return;
    }
    let lesson = model.run.take().map(|run| run.lesson.id);
    let row = lesson.and_then(|id| model.shelf.iter().position(|lesson| lesson.id == id));
    model.screens = vec![Screen::Home { selected: row.or_else(|| model.next_lesson()).unwrap_or(0) }];
}

fn travel(model: &mut Model, msg: Msg) {
    let lab = &model.lab;
    let beats = &lab.experiment.beats;
    let by_entry = model.lens == Lens::Handler;
    let to = match msg {
        Msg::Next if by_entry => lab.cursor.next_entry(&lab.experiment, &lab.shown),
        Msg::Previous if by_entry => lab.cursor.previous_entry(&lab.experiment, &lab.shown),
        Msg::Next => match model.motion.travel {
            Some(travel) => travel.to.next_beat(beats),
            None => lab.cursor.next_beat(beats),
        },
        Msg::Previous if model.motion.travel.is_some() => lab.cursor,
        Msg::Previous => lab.cursor.previous_beat(beats),
        Msg::First => Cursor::at(beats.first().copied().unwrap_or(0)),
        Msg::Last => Cursor::end(beats),
        Msg::NextTurn => lab.turning_point(false).map_or(lab.cursor, Cursor::at),
        _ => lab.turning_point(true).map_or(lab.cursor, Cursor::at),
    };
    let unplayed = matches!(msg, Msg::Previous | Msg::First | Msg::PreviousTurn);
    if unplayed {
        model.motion.stop();
        model.lab.go(to);
    } else {
        step_to(model, to);
    }
}

/// Points at the next site, or the one before; the first press at the latest.
fn point(model: &mut Model, back: bool) {
    let sites = model.lab.sites();
    let now = model.lab.pointed.and_then(|site| sites.iter().position(|known| *known == site));
    model.lab.pointed = match (now, back) {
        (None, _) => sites.last().copied(),
        (Some(0), true) => sites.first().copied(),
        (Some(now), true) => sites.get(now - 1).copied(),
        (Some(now), false) => sites.get(now + 1).or_else(|| sites.last()).copied(),
    };
    if sites.is_empty() {
        model.notice = Some("Nothing to point at yet: go on to the first message.".to_owned());
    }
}

fn click(model: &mut Model, column: u16, row: u16) {
    if let Some(beat) = timeline_beat(model, column, row) {
        model.motion.stop();
        model.lab.go(Cursor::at(beat));
    }
}

/// Whether a change is free now; if not, says why.
fn is_free(model: &mut Model, free: bool, what: &str) -> bool {
    if !free {
        model.notice = Some(format!("{what} is not free at this stage; e takes the story to the sandbox."));
    }
    free
}

fn change(model: &mut Model, msg: Msg) {
    let frees = |model: &Model, id: &str| model.run.as_ref().is_none_or(|run| run.frees(id));
    let faults = model.run.as_ref().is_none_or(Run::frees_faults);
    match msg {
        Msg::Strike => {
            if is_free(model, faults, "Striking faults") {
                open_strike(model);
            }
            return;
        }
        Msg::Panel => {
            model.motion.stop();
            model.screens.push(Screen::Panel { query: String::new(), selected: 0 });
            return;
        }
        Msg::Reset => return reset(model),
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
                model.lab.next_recipe(lane, false);
            }
        }
        Msg::Undo if !model.lab.undo() => model.notice = Some("There is no change to take back.".to_owned()),
        Msg::Redo if !model.lab.redo() => model.notice = Some("There is no change to make again.".to_owned()),
        Msg::Weather => {
            let free = frees(model, "seed");
            if is_free(model, free, "The weather") {
                model.lab.reseed(rand::random_range(0..1_000_000));
            }
        }
        _ => {}
    }
}

fn turn(model: &mut Model, knob: &'static Knob, back: bool) {
    let free = model.frees(knob);
    if is_free(model, free, &format!("`{}`", knob.id)) {
        model.lab.turn(knob, back);
    }
}

fn open_strike(model: &mut Model) {
    model.motion.stop();
    let sites = model.lab.sites();
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
    if let Some(run) = &mut model.run {
        model.lab = run.reset();
    } else {
        let scenario = model.opened.clone();
        model.lab.change(&scenario, "Reset");
        model.lab.go(Cursor::at(0));
        model.lab.pointed = None;
    }
}

// Lessons -------------------------------------------------------------------------

fn on_lesson(model: &mut Model, msg: Msg) -> Effect {
    if matches!(msg, Msg::Sandbox) {
        to_sandbox_or_back(model);
        return Effect::None;
    }
    let Some(run) = &mut model.run else { return Effect::Idle };
    match msg {
        Msg::Forward => return forward(model),
        Msg::Backward => {
            if let Some(lab) = run.backward() {
                enter(model, lab);
            }
        }
        Msg::Choose(number) => {
            let index = usize::from(number) - 1;
            if index < run.choices() {
                run.phase = Phase::Chosen(index);
            }
        }
        Msg::Sure | Msg::Unsure => {
            if let Phase::Chosen(choice) = run.phase {
                run.phase = Phase::Running(choice, matches!(msg, Msg::Sure));
                model.lab.veil = None;
                play(model);
            }
        }
        Msg::Hint if run.has_hints() => {
            run.hints = (run.hints + 1).min(4);
            model.lab.fresh = false;
        }
        _ => return Effect::Idle,
    }
    Effect::None
}

fn forward(model: &mut Model) -> Effect {
    let Some(run) = &mut model.run else { return Effect::Idle };
    if matches!(run.phase, Phase::Running(..)) {
        // Somebody in a hurry: the outcome at once.
        if let Some(at) = run.plays_to(&model.lab) {
            model.lab.go(Cursor::at(at));
        }
        model.motion.stop();
        settle(model);
        return Effect::None;
    }
    let done = run.may_go_on(&model.lab);
    if !done && !run.warned {
        run.warned = true;
        if run.plays_to(&model.lab).is_some() {
            run.warned = false;
            if !model.motion.playing {
                play(model);
            }
        } else {
            model.notice = Some("Not done yet. n again leaves it for later; h gives a hint.".to_owned());
        }
        return Effect::None;
    }
    let (lesson, stage) = (run.lesson.id.clone(), run.here().id.clone());
    let prediction = run.prediction(&model.lab);
    let next = run.forward();
    let save = done.then(|| {
        model.progress.mark(&lesson, &stage, prediction.clone());
        Effect::Save { lesson, stage, prediction }
    });
    match next {
        Some(lab) => enter(model, lab),
        None => back_home(model),
    }
    save.unwrap_or(Effect::None)
}

/// From a lesson's stage to the sandbox with the same story, and back to the very place.
fn to_sandbox_or_back(model: &mut Model) {
    model.motion.stop();
    if let Some((run, lab)) = model.left.take() {
        model.run = Some(run);
        model.lab = *lab;
    } else if let Some(run) = model.run.take() {
        model.opened = model.lab.scenario().clone();
        model.left = Some((run, Box::new(model.lab.clone())));
        model.lab.veil = None;
    }
}

// Menus ---------------------------------------------------------------------------

fn on_strike(model: &mut Model, msg: Msg) -> Effect {
    let Some(Screen::Strike { site, selected }) = model.screens.last_mut() else { return Effect::Idle };
    let (site, row) = (*site, *selected);
    let faults = model.lab.scenario().intents();
    let rows = crate::sim::fault::fitting(site.place).len();
    debug_assert!(!faults.is_empty(), "a story has an intent");
    match msg {
        Msg::Down => *selected = (row + 1) % rows,
        Msg::Up => *selected = (row + rows - 1) % rows,
        Msg::Open => {
            let fault = model.strikes(site).get(row).copied();
            model.screens.pop();
            if let Some(fault) = fault {
                model.lab.strike(site, fault);
                model.lab.pointed = None;
            }
        }
        Msg::Back => _ = model.screens.pop(),
        _ => return Effect::Idle,
    }
    Effect::None
}

fn on_panel(model: &mut Model, msg: Msg) -> Effect {
    let Some(Screen::Panel { query, selected }) = model.screens.last().cloned() else { return Effect::Idle };
    let found = model.found(&query);
    let chosen = found.get(selected).copied();
    let panel = |query: String, selected: usize| Screen::Panel { query, selected };
    let put = |model: &mut Model, screen: Screen| {
        model.screens.pop();
        model.screens.push(screen);
    };
    match msg {
        Msg::Back => _ = model.screens.pop(),
        Msg::Down if !found.is_empty() => put(model, panel(query, (selected + 1) % found.len())),
        Msg::Up if !found.is_empty() => put(model, panel(query, (selected + found.len() - 1) % found.len())),
        Msg::Type(letter) if query.len() < 24 => put(model, panel(query + &letter.to_string(), 0)),
        Msg::Erase if !query.is_empty() => {
            let mut shorter = query;
            shorter.pop();
            put(model, panel(shorter, 0));
        }
        Msg::More | Msg::Less | Msg::Erase => {
            let Some(knob) = chosen else { return Effect::Idle };
            let free = model.frees(knob);
            if !is_free(model, free, &format!("`{}`", knob.id)) {
                return Effect::None;
            }
            if matches!(msg, Msg::Erase) {
                let home = (knob.get)(&crate::sim::Knobs::default());
                model.lab.put(knob, None, home);
            } else {
                model.lab.turn(knob, matches!(msg, Msg::Less));
            }
        }
        _ => return Effect::Idle,
    }
    Effect::None
}

fn on_reading(model: &mut Model, msg: Msg) -> Effect {
    let most = match model.top() {
        Screen::Help { of, .. } => help::length(*of, model.options.ascii),
        _ => 12,
    };
    let Some(Screen::Help { scroll, .. } | Screen::Message { scroll }) = model.screens.last_mut() else {
        return Effect::Idle;
    };
    match msg {
        Msg::Down => *scroll = (*scroll + 1).min(most),
        Msg::Up => *scroll = scroll.saturating_sub(1),
        Msg::Back => _ = model.screens.pop(),
        _ => return Effect::Idle,
    }
    Effect::None
}

/// Whether the keys of a place lead anywhere: the sandbox has no lesson's keys.
#[must_use]
pub const fn is_lesson(scope: Scope) -> bool {
    matches!(scope, Scope::Lesson | Scope::Predict | Scope::Confidence)
}
