//! The messages of what lies over the laboratory: strike menu, presets, knob panel, pages to read.

use super::change::{is_free, turn};
use crate::sim::preset::PRESETS;
use crate::tui::model::{Model, Screen};
use crate::tui::msg::{Effect, Msg};
use crate::tui::view::{complaints, help};

/// How many rows a page key scrolls.
const PAGE: usize = 15;

pub(super) fn on_strike(model: &mut Model, msg: Msg) -> Effect {
    let Some(&Screen::Strike { site, selected }) = model.screens.last() else { return Effect::Idle };
    let faults = model.strikes(site);
    let select = |model: &mut Model, selected: usize| {
        model.screens.pop();
        model.screens.push(Screen::Strike { site, selected });
    };
    match msg {
        Msg::Down => select(model, (selected + 1) % faults.len()),
        Msg::Up => select(model, (selected + faults.len() - 1) % faults.len()),
        Msg::Open => {
            let fault = faults.get(selected).copied();
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

pub(super) fn on_presets(model: &mut Model, msg: Msg) -> Effect {
    let Some(Screen::Presets { selected }) = model.screens.last_mut() else { return Effect::Idle };
    let row = *selected;
    match msg {
        Msg::Down => *selected = (row + 1) % PRESETS.len(),
        Msg::Up => *selected = (row + PRESETS.len() - 1) % PRESETS.len(),
        Msg::Open => {
            model.screens.pop();
            if let Some(preset) = PRESETS.get(row) {
                model.lab.load(preset);
            }
        }
        Msg::Back => _ = model.screens.pop(),
        _ => return Effect::Idle,
    }
    Effect::None
}

pub(super) fn on_panel(model: &mut Model, msg: Msg) -> Effect {
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
                let offer = model.run.as_ref().and_then(|run| run.offer(knob.id));
                if !model.lab.turn_home(knob, offer) {
                    model.notice = Some(format!("`{}` is at its default already.", knob.id));
                }
            } else {
                turn(model, knob, matches!(msg, Msg::Less));
            }
        }
        _ => return Effect::Idle,
    }
    Effect::None
}

pub(super) fn on_reading(model: &mut Model, msg: Msg) -> Effect {
    if matches!(msg, Msg::Back) {
        model.screens.pop();
        return Effect::None;
    }
    let (ascii, present, size) = (model.options.ascii, model.options.present, model.size);
    let (scroll, most) = match model.screens.last_mut() {
        Some(Screen::Help { of, scroll }) => (scroll, help::most_scroll(*of, present, ascii, size)),
        Some(Screen::Complaints { text, scroll }) => {
            let most = complaints::most_scroll(text, size);
            (scroll, most)
        }
        _ => return Effect::Idle,
    };
    // The page may have grown shorter since: a resize.
    let now = (*scroll).min(most);
    *scroll = match msg {
        Msg::Down => (now + 1).min(most),
        Msg::Up => now.saturating_sub(1),
        Msg::PageDown => (now + PAGE).min(most),
        Msg::PageUp => now.saturating_sub(PAGE),
        _ => return Effect::Idle,
    };
    Effect::None
}
