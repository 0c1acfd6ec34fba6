//! The menu of presets: what some vendors' services do.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::text::prose_line;
use super::{Ui, put, sheet};
use crate::glyph::Glyph;
use crate::lesson::Prose;
use crate::sim::preset::PRESETS;

/// The rows of text below the list.
const TEXT: u16 = 10;

/// Draws the menu.
pub fn draw(ui: &Ui<'_>, selected: usize, area: Rect, buf: &mut Buffer) {
    let rows = u16::try_from(PRESETS.len()).unwrap_or(u16::MAX);
    let height = (rows + TEXT + 4).min(area.height.saturating_sub(2));
    let inner = sheet(ui, area, (78, height), "presets", buf);
    for (row, preset) in (0..).zip(&PRESETS) {
        let here = usize::from(row) == selected;
        let mark = if here { ui.glyphs.get(Glyph::Selected) } else { " " };
        let style = if here { ui.theme.selection() } else { ui.theme.text() };
        put(buf, inner, inner.x, inner.y + row, &format!("{mark} {}", preset.label), style);
    }
    let Some(preset) = PRESETS.get(selected) else { return };
    let paragraphs =
        [format!("window: {}.", preset.window), preset.says.to_owned(), format!("{}.", preset.source)];
    let text = paragraphs.iter().flat_map(|text| Prose::parse(text).wrap(usize::from(inner.width)));
    let last = inner.bottom().saturating_sub(1);
    for (y, line) in (inner.y + rows + 1..last).zip(text) {
        prose_line(ui, &line, inner.x, y, inner, buf);
    }
    put(buf, inner, inner.x, last, "Enter opens it here (u takes it back); Esc goes back", ui.theme.dim());
}
