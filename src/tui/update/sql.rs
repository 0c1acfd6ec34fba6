//! The SQL bench's messages: cases, starting states, and the text under way.

use super::home::back_home;
use super::lesson::on_lesson;
use super::write::edit;
use crate::tui::desk::{Desk, Sheet};
use crate::tui::model::{Model, Screen};
use crate::tui::msg::{Effect, Msg};
use crate::tui::view::desk::most_scroll;

/// How many rows a page key scrolls.
const PAGE: usize = 4;

/// Opens the bench, where it was left.
pub fn open_bench(model: &mut Model) {
    if model.desk.is_none() {
        match Desk::open() {
            Ok(desk) => model.desk = Some(Box::new(desk)),
            Err(error) => {
                model.notice = Some(error.to_string());
                return;
            }
        }
    }
    model.motion.stop();
    model.screens.push(Screen::Bench);
}

/// A lesson's stage on the bench.
pub(super) fn on_stage(model: &mut Model, msg: Msg) -> Effect {
    match msg {
        Msg::Back => {
            back_home(model);
            return Effect::None;
        }
        Msg::Forward | Msg::Backward | Msg::Choose(_) | Msg::Sure | Msg::Unsure | Msg::Hint => {
            return on_lesson(model, msg);
        }
        Msg::Sandbox => {
            to_bench(model);
            return Effect::None;
        }
        _ => {}
    }
    let Some(run) = &model.run else { return Effect::Idle };
    if run.hides_outcome() || (matches!(msg, Msg::Edit(_)) && !run.frees_sql()) {
        return Effect::Idle;
    }
    if matches!(msg, Msg::PageDown) && most_scroll(model) <= run.ground.sql().map_or(0, |desk| desk.scroll) {
        // From the end back to the top.
        if let Some(desk) = model.desk_mut() {
            desk.scroll = 0;
        }
        return Effect::None;
    }
    let alone = run.ground.sql().is_none_or(|desk| desk.cases.len() < 2);
    let msg = match msg {
        Msg::Down if alone => Msg::PageDown,
        Msg::Up if alone => Msg::PageUp,
        msg => msg,
    };
    on_bench(model, msg)
}

/// From a stage to the whole bench, at the same case.
fn to_bench(model: &mut Model) {
    let case = model.desk().and_then(Desk::case).map(|case| case.id.clone());
    open_bench(model);
    if let (Some(id), Some(desk)) = (case, model.desk_mut()) {
        desk.select(&id);
    }
}

pub(super) fn on_bench(model: &mut Model, msg: Msg) -> Effect {
    // There may be less of it since: a resize.
    let most = most_scroll(model);
    let Some(desk) = model.desk_mut() else { return Effect::Idle };
    match msg {
        Msg::Down => desk.step(1),
        Msg::Up => desk.step(-1),
        Msg::Next => desk.turn_start(false),
        Msg::Previous => desk.turn_start(true),
        Msg::NextLens => desk.turn_story(),
        Msg::PageDown | Msg::PageUp => {
            let now = desk.scroll.min(most);
            let down = matches!(msg, Msg::PageDown);
            desk.scroll = if down { (now + PAGE).min(most) } else { now.saturating_sub(PAGE) };
        }
        Msg::Edit(sheet) => write(model, sheet),
        Msg::Reset if !desk.reset() => model.notice = Some("The case is as it was.".to_owned()),
        Msg::Reset => {}
        Msg::Back => _ = model.screens.pop(),
        _ => return Effect::Idle,
    }
    Effect::None
}

fn write(model: &mut Model, sheet: Sheet) {
    if let Some(desk) = model.desk_mut() {
        desk.edit(sheet);
        model.screens.push(Screen::Write);
    }
}

pub(super) fn on_write(model: &mut Model, msg: Msg) -> Effect {
    let Some(desk) = model.desk_mut() else { return Effect::Idle };
    if matches!(msg, Msg::Open) {
        if desk.take() {
            model.screens.pop();
        }
        return Effect::None;
    }
    if matches!(msg, Msg::Back) {
        model.screens.pop();
        return Effect::None;
    }
    let Some((_, field)) = desk.field.as_mut() else { return Effect::Idle };
    match msg {
        Msg::Type(letter) => field.put(letter),
        Msg::NewLine => field.put('\n'),
        Msg::Up => field.up(),
        Msg::Down => field.down(),
        _ => return edit(field, msg),
    }
    Effect::None
}
