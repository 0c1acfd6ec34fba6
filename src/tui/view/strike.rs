//! The menu of what may strike at a site.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Ui, put, sheet};
use crate::sim::{Fault, Site};
use crate::tui::glyph::Glyph;
use crate::tui::narrate::gap_words;

/// Draws the menu.
pub fn draw(ui: &Ui<'_>, site: Site, selected: usize, area: Rect, buf: &mut Buffer) {
    let model = ui.model;
    let faults = model.strikes(site);
    let title = format!("strike at {}", site.show(&model.lab.scenario().intents()));
    let height = u16::try_from(faults.len() + 4).unwrap_or(u16::MAX);
    let inner = sheet(ui, area, (76, height), &title, buf);
    let where_to = if site.place.is_gap() {
        format!("the gap {} in the handler", gap_words(site))
    } else {
        format!("the {} of try {}", site.place.word(), site.attempt)
    };
    put(buf, inner, inner.x, inner.y, &where_to, ui.theme.dim());
    let force = model.lab.struck(site);
    for (row, fault) in faults.iter().enumerate() {
        let y = inner.y + 1 + u16::try_from(row).unwrap_or(0);
        let here = row == selected;
        let in_force =
            force.map(|f| f.with_span(None)) == Some(*fault) || (force.is_none() && *fault == Fault::None);
        let gloss = fault.row().map_or("nothing strikes here, whatever chance says", |row| row.gloss);
        let mark = if here { ui.glyphs.get(Glyph::Selected) } else { " " };
        let now = if in_force { ui.glyphs.get(Glyph::Holds) } else { " " };
        let text = format!("{mark} {now} {:<10} {gloss}", fault.word());
        let style = if here { ui.theme.selection() } else { ui.theme.text() };
        put(buf, inner, inner.x, y, &super::cut(ui, &text, inner.width), style);
    }
    let keys = "Enter strikes, Esc goes back; the story is run anew at once";
    put(buf, inner, inner.x, inner.bottom().saturating_sub(1), keys, ui.theme.dim());
}
