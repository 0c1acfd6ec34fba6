//! The menu of what may strike at a site.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::text::prose_line;
use super::{Ui, put, sheet};
use crate::glyph::Glyph;
use crate::lesson::Prose;
use crate::sim::fault::fitting;
use crate::sim::{Fault, Place, Site, Skin};
use crate::tui::narrate::gap_words;

/// Draws the menu.
pub fn draw(ui: &Ui<'_>, site: Site, selected: usize, area: Rect, buf: &mut Buffer) {
    let model = ui.model;
    let faults = fitting(site.place);
    let title = format!("strike at {}", site.show(&model.lab.scenario().intents()));
    let height = u16::try_from(faults.len() + 6).unwrap_or(u16::MAX);
    let inner = sheet(ui, area, (58, height), &title, buf);
    let where_to = if site.place.is_gap() {
        format!("the gap {} in the handler", gap_words(site))
    } else {
        match (model.lab.scenario().skin, site.place) {
            (Skin::Queue, Place::Request) => format!("delivery {}", site.attempt),
            (Skin::Queue, _) => format!("the ack of delivery {}", site.attempt),
            (Skin::Http, place) => format!("the {} of try {}", place.word(), site.attempt),
        }
    };
    put(buf, inner, inner.x, inner.y, &where_to, ui.theme.dim());
    let force = model.lab.struck(site);
    for (row, fault) in faults.iter().enumerate() {
        let y = inner.y + 1 + u16::try_from(row).unwrap_or(0);
        let here = row == selected;
        let in_force =
            force.map(|f| f.with_span(None)) == Some(*fault) || (force.is_none() && *fault == Fault::None);
        let mark = if here { ui.glyphs.get(Glyph::Selected) } else { " " };
        let now = if in_force { "  (so it is now)" } else { "" };
        let text = format!("{mark} {}{now}", fault.word());
        let style = if here { ui.theme.selection() } else { ui.theme.text() };
        put(buf, inner, inner.x, y, &text, style);
    }
    let gloss = faults.get(selected).map_or("", |fault| gloss(*fault));
    let rows = Prose::parse(gloss).wrap(usize::from(inner.width));
    let first = inner.y + 1 + u16::try_from(faults.len()).unwrap_or(0);
    for (y, line) in (first..).zip(rows.iter().take(2)) {
        prose_line(ui, line, inner.x, y, inner, buf);
    }
    let keys = "Enter strikes and runs the story anew; Esc goes back";
    put(buf, inner, inner.x, inner.bottom().saturating_sub(1), keys, ui.theme.dim());
}

fn gloss(fault: Fault) -> &'static str {
    fault.row().map_or("nothing strikes here, whatever chance says", |row| row.gloss)
}
