//! The laboratory's messages: moving, pointing, looking. Changes have a file of their own.

use super::change::change;
use super::home::back_home;
use super::lesson::on_lesson;
use super::time::{play, step_to};
use crate::tui::cursor::Cursor;
use crate::tui::lens::Lens;
use crate::tui::model::{Model, Screen};
use crate::tui::motion::SPEEDS;
use crate::tui::msg::{Effect, Msg};
use crate::tui::view::timeline_beat;

pub(super) fn on_lab(model: &mut Model, msg: Msg) -> Effect {
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
        Msg::Open => model.screens.push(Screen::Message),
        Msg::FindBreak => return super::breaks::open(model, true),
        Msg::Weigh => return super::tradeoffs::open(model, true),
        Msg::Click(column, row) => click(model, column, row),
        Msg::Share => return share(model),
        Msg::Strike
        | Msg::Steps
        | Msg::Panel
        | Msg::Turn(_)
        | Msg::Recipe
        | Msg::LeftRecipe
        | Msg::Undo
        | Msg::Redo
        | Msg::Weather
        | Msg::Seed(_)
        | Msg::Skin
        | Msg::Presets
        | Msg::Reset => return change(model, msg),
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
        Msg::First if by_entry => Cursor::start(beats).first_entry(&lab.experiment, &lab.shown),
        Msg::First => Cursor::start(beats),
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
    let sites = model.sites();
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

/// Opens the page with the story's code, and copies it.
fn share(model: &mut Model) -> Effect {
    model.motion.stop();
    match model.lab.shared().code() {
        Ok(code) => {
            model.screens.push(Screen::Share { code: code.clone() });
            Effect::Copy(code)
        }
        Err(error) => {
            model.notice = Some(error.to_string());
            Effect::None
        }
    }
}

fn click(model: &mut Model, column: u16, row: u16) {
    if let Some(beat) = timeline_beat(model, column, row) {
        model.motion.stop();
        model.lab.go(Cursor::at(beat));
    }
}
