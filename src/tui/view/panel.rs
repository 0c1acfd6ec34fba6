//! The panel of all knobs: search, values, glosses.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::{Ui, cut, put, put_right, sheet};
use crate::glyph::Glyph;
use crate::sim::{Knob, Knobs};

/// Draws the panel.
pub fn draw(ui: &Ui<'_>, query: &str, selected: usize, area: Rect, buf: &mut Buffer) {
    let model = ui.model;
    let found = model.found(query);
    let inner = sheet(ui, area, (78, area.height.saturating_sub(2)), "knobs", buf);
    let search = if query.is_empty() { "type to search".to_owned() } else { format!("search: {query}") };
    put(buf, inner, inner.x, inner.y, &search, ui.theme.accent());
    put_right(
        buf,
        inner,
        inner.right(),
        inner.y,
        &format!("{} of {}", found.len(), crate::sim::KNOBS.len()),
        ui.theme.dim(),
    );
    let room = usize::from(inner.height.saturating_sub(4)).max(1);
    let start = selected.saturating_sub(room - 1);
    for (row, knob) in found.iter().enumerate().skip(start).take(room) {
        let y = inner.y + 1 + u16::try_from(row - start).unwrap_or(0);
        one(ui, knob, row == selected, y, inner, buf);
    }
    if found.is_empty() {
        put(buf, inner, inner.x, inner.y + 1, "no knob is called or described so", ui.theme.dim());
    }
    let chosen = found.get(selected);
    let skin = model.lab.scenario().skin;
    let gloss = chosen.map_or(String::new(), |knob| format!("{} ({})", skin.gloss(knob), knob.id));
    let takes = chosen.map_or(String::new(), |knob| format!("takes {}", knob.kind.describe()));
    let last = inner.bottom();
    put(buf, inner, inner.x, last.saturating_sub(3), &cut(ui, &gloss, inner.width), ui.theme.text());
    put(buf, inner, inner.x, last.saturating_sub(2), &cut(ui, &takes, inner.width), ui.theme.dim());
    let keys = if ui.glyphs.is_ascii() { "Left Right turn" } else { "← → turn" };
    let keys = format!("{keys}, Backspace erases or resets, Esc closes");
    put(buf, inner, inner.x, last.saturating_sub(1), &keys, ui.theme.dim());
}

fn one(ui: &Ui<'_>, knob: &'static Knob, here: bool, y: u16, inner: Rect, buf: &mut Buffer) {
    let model = ui.model;
    let scenario = model.lab.scenario();
    let home = (knob.get)(&Knobs::default());
    let value = (knob.get)(&scenario.knobs);
    let own: Vec<String> = scenario
        .lanes
        .iter()
        .filter_map(|lane| lane.own.get(knob.id).map(|value| format!("{}: {value}", lane.name)))
        .collect();
    let key = knob.key.map_or(" ".to_owned(), |key| key.to_string());
    let mark = if here { ui.glyphs.get(Glyph::Selected) } else { " " };
    let free = if model.frees(knob) { "" } else { "  (not free at this stage)" };
    let changed = if value == home { String::new() } else { format!("  (default {home})") };
    // The id by which files and commands know it stands in the line below.
    let name = scenario.skin.label(knob);
    let text = format!(
        "{mark} {key} {:<14} {:<14} {:<9}{}{changed}{free}",
        name,
        value.to_string(),
        knob.group.word(),
        own.join(", ")
    );
    let style = if here { ui.theme.selection() } else { ui.theme.text() };
    let style = if value == home { style } else { style.add_modifier(Modifier::BOLD) };
    put(buf, inner, inner.x, y, &cut(ui, &text, inner.width), style);
}
