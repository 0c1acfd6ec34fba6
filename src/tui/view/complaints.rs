//! What is wrong with a lesson file that is watched, as the check tells it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::{Ui, put, sheet};

/// Draws as much of the text as there is room for.
pub fn draw(ui: &Ui<'_>, text: &str, scroll: usize, area: Rect, buf: &mut Buffer) {
    let inner = sheet(ui, area, (area.width, area.height), "this lesson does not load", buf);
    let rows = rows(text, usize::from(inner.width));
    let room = usize::from(inner.height.saturating_sub(1));
    let start = scroll.min(rows.len().saturating_sub(room));
    for (y, row) in (inner.y..).zip(rows.iter().skip(start).take(room)) {
        let style = if row.starts_with("error") { ui.theme.bad() } else { ui.theme.text() };
        put(buf, inner, inner.x, y, row, style);
    }
    let more = if start + room < rows.len() { "Down or Space for more; " } else { "" };
    let keys = format!("{more}mend the file and save it; Esc closes");
    put(buf, inner, inner.x, inner.bottom().saturating_sub(1), &keys, ui.theme.dim());
}

/// How far the text can be scrolled in a terminal of this size.
#[must_use]
pub fn most_scroll(text: &str, (width, height): (u16, u16)) -> usize {
    // The sheet's border and margin, and its row of keys.
    let rows = rows(text, usize::from(width.saturating_sub(4))).len();
    rows.saturating_sub(usize::from(height.saturating_sub(3)))
}

/// The text's lines, each broken where the row ends: its columns say where a token stands.
fn rows(text: &str, cols: usize) -> Vec<String> {
    let mut rows = Vec::new();
    for line in text.lines() {
        let mut row = String::new();
        for piece in line.graphemes(true) {
            if row.width() + piece.width() > cols.max(2) {
                rows.push(std::mem::take(&mut row));
            }
            row.push_str(piece);
        }
        rows.push(row);
    }
    rows
}
