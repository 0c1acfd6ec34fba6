//! The knobs within reach: each with its key and its value; in a lesson those that are free.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use unicode_width::UnicodeWidthStr;

use super::PANEL;
use crate::lesson::dial::{RECIPE, STEPS};
use crate::sim::{KNOBS, Knob, Knobs};
use crate::tui::keymap::Scope;
use crate::tui::run::Run;
use crate::tui::view::{Ui, cut, put};

/// The knobs that come first in the sandbox, where there is no lesson to choose them.
const FIRST: [&str; 3] = ["key", "ttl", "crash"];

/// Draws the knobs that can be turned by key.
pub fn draw(ui: &Ui<'_>, area: Rect, buf: &mut Buffer) {
    if let Some(still) = stands_still(ui.model.scope()) {
        put(buf, area, area.x + 1, area.y, still, ui.theme.dim());
        return;
    }
    let run = ui.model.run.as_ref();
    // Where a lesson frees it, a knob without a key of its own is turned in the panel.
    let free = |knob: &&Knob| (run.is_some() || knob.key.is_some()) && ui.model.frees(knob);
    let first = FIRST.iter().filter_map(|id| Knob::find(id)).filter(free);
    let rest = KNOBS.iter().filter(free).filter(|knob| !FIRST.contains(&knob.id));
    let mut x = area.x + 1;
    for knob in first {
        x = one(ui, knob, x, area, buf);
    }
    if run.is_none_or(|run| run.frees(RECIPE)) {
        x = recipe(ui, x, area, buf);
    }
    if run.is_some_and(|run| run.frees(STEPS)) {
        x = word(ui, 'v', "steps", false, x, area, buf);
    }
    for knob in rest {
        x = one(ui, knob, x, area, buf);
    }
    if x == area.x + 1 {
        put(buf, area, x, area.y, &nothing_free(ui, run), ui.theme.dim());
    }
}

/// Why nothing can be turned while an answer is waited for.
const fn stands_still(scope: Scope) -> Option<&'static str> {
    match scope {
        Scope::Predict | Scope::Confidence => Some("Time stands still until you answer."),
        Scope::Vote => Some("Time stands still until the room has voted."),
        _ => None,
    }
}

/// What is said where no knob is free.
fn nothing_free(ui: &Ui<'_>, run: Option<&Run>) -> String {
    let up_down = if ui.glyphs.is_ascii() { "Up and Down" } else { "↑ ↓" };
    if run.is_some_and(Run::frees_faults) {
        let gaps = ui.model.sites().iter().any(|site| site.place.is_gap());
        let places = if gaps { "a message or a gap" } else { "a message" };
        format!("{up_down} point at {places}, x strikes it, u takes it back.")
    } else {
        "No knob is free at this stage; e takes the story to the sandbox.".to_owned()
    }
}

/// The right-hand server's recipe. A long name keeps its place: first the word goes, then
/// the name's end.
fn recipe(ui: &Ui<'_>, x: u16, area: Rect, buf: &mut Buffer) -> u16 {
    let traces = ui.model.lab.traces();
    let Some(trace) = traces.last() else { return x };
    let recipe = trace.setting.recipe.title(trace.setting.skin);
    let room = area.right().saturating_sub(x + 2);
    let text = format!("recipe {recipe}");
    let text = if text.width() > usize::from(room) { cut(ui, recipe, room) } else { text };
    word(ui, 'r', &text, false, x, area, buf)
}

fn one(ui: &Ui<'_>, knob: &'static Knob, x: u16, area: Rect, buf: &mut Buffer) -> u16 {
    let lab = &ui.model.lab;
    let own = lab
        .shown
        .iter()
        .rev()
        .copied()
        .find(|lane| lab.scenario().lanes.get(*lane).is_some_and(|lane| lane.own.contains_key(knob.id)));
    let value = lab.scenario().value(own, knob);
    let turned = value != (knob.get)(&Knobs::default());
    let label = lab.scenario().skin.label(knob);
    word(ui, knob.key.unwrap_or(PANEL), &format!("{label} {value}"), turned, x, area, buf)
}

/// Writes `k key per-intent`, whole or not at all. Returns where the next one goes.
fn word(ui: &Ui<'_>, key: char, text: &str, turned: bool, x: u16, area: Rect, buf: &mut Buffer) -> u16 {
    let width = u16::try_from(text.width()).unwrap_or(u16::MAX).saturating_add(2);
    if x.saturating_add(width) > area.right() {
        return x;
    }
    put(buf, area, x, area.y, &key.to_string(), ui.theme.accent());
    let style = if turned { ui.theme.text().add_modifier(Modifier::BOLD) } else { ui.theme.dim() };
    put(buf, area, x + 2, area.y, text, style);
    x + width + 3
}
