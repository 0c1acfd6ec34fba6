//! The SQL bench's messages: cases, starting states, and the text under way.

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

pub(super) fn on_bench(model: &mut Model, msg: Msg) -> Effect {
    let size = model.size;
    let Some(desk) = model.desk.as_deref_mut() else { return Effect::Idle };
    match msg {
        Msg::Down => desk.step(1),
        Msg::Up => desk.step(-1),
        Msg::Next => desk.turn_start(false),
        Msg::Previous => desk.turn_start(true),
        Msg::NextLens => desk.turn_story(),
        Msg::PageDown | Msg::PageUp => {
            // There may be less of it since: a resize.
            let most = most_scroll(desk, size);
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
    if let Some(desk) = model.desk.as_deref_mut() {
        desk.edit(sheet);
        model.screens.push(Screen::Write);
    }
}

pub(super) fn on_write(model: &mut Model, msg: Msg) -> Effect {
    let Some(desk) = model.desk.as_deref_mut() else { return Effect::Idle };
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
        Msg::Erase => field.erase(),
        Msg::Clear => field.clear(),
        Msg::Next => field.right(),
        Msg::Previous => field.left(),
        Msg::First => field.home(),
        Msg::Last => field.end(),
        Msg::Up => field.up(),
        Msg::Down => field.down(),
        _ => return Effect::Idle,
    }
    Effect::None
}
