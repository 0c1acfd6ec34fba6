//! Help: the keys that hold here, and what every sign means. Both are tables.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{Ui, cut, put, sheet};
use crate::sim::KNOBS;
use crate::tui::glyph::Place;
use crate::tui::keymap::{Scope, bindings};

/// Draws help for a place.
pub fn draw(ui: &Ui<'_>, of: Scope, scroll: usize, area: Rect, buf: &mut Buffer) {
    let inner = sheet(ui, area, (78, area.height), "help", buf);
    let lines = lines(ui, of);
    let room = usize::from(inner.height.saturating_sub(1));
    let start = scroll.min(lines.len().saturating_sub(room));
    for (row, (text, style)) in lines.iter().skip(start).take(room).enumerate() {
        let y = inner.y + u16::try_from(row).unwrap_or(0);
        put(buf, inner, inner.x, y, &cut(ui, text, inner.width), *style);
    }
    let more = if start + room < lines.len() { "Down for more, " } else { "" };
    let keys = format!("{more}Esc closes   {}/{}", (start + room).min(lines.len()), lines.len());
    put(buf, inner, inner.x, inner.bottom().saturating_sub(1), &keys, ui.theme.dim());
}

/// How many lines help for a place has.
#[must_use]
pub fn length(of: Scope, ascii: bool) -> usize {
    let keys = bindings(of).count();
    let knobs = if has_knobs(of) { KNOBS.iter().filter(|knob| knob.key.is_some()).count() + 2 } else { 0 };
    let glyphs = super::Glyphs::new(ascii).iter().count();
    keys + knobs + glyphs + 6
}

const fn has_knobs(of: Scope) -> bool {
    matches!(of, Scope::Lab | Scope::Lesson)
}

fn lines(ui: &Ui<'_>, of: Scope) -> Vec<(String, Style)> {
    let ascii = ui.glyphs.is_ascii();
    let mut lines = vec![("Keys here".to_owned(), ui.theme.title())];
    for binding in bindings(of) {
        let keys: Vec<String> = binding.keys.iter().map(|chord| chord.show(ascii)).collect();
        lines.push((format!("{:>12}  {}", keys.join(" "), binding.help), ui.theme.text()));
    }
    if has_knobs(of) {
        lines.push((String::new(), ui.theme.text()));
        lines.push(("Knobs by key".to_owned(), ui.theme.title()));
        for knob in &KNOBS {
            if let Some(key) = knob.key {
                lines.push((format!("{key:>12}  {}: {}", knob.id, knob.gloss), ui.theme.text()));
            }
        }
    }
    for (place, title) in [
        (Place::Diagram, "Signs in the diagram"),
        (Place::Timeline, "Signs on the timeline"),
        (Place::Page, "Signs elsewhere"),
    ] {
        lines.push((String::new(), ui.theme.text()));
        lines.push((title.to_owned(), ui.theme.title()));
        for (shape, row) in ui.glyphs.iter().filter(|(_, row)| row.place == place) {
            lines.push((format!("{shape:>12}  {}", row.meaning), ui.theme.text()));
        }
    }
    lines
}
