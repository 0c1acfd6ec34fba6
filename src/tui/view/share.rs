//! The page of a share code: the code in rows to copy, and what to do with it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Ui, put, sheet};
use crate::report::cell::wrap;
use crate::tui::shown::shared;

/// How wide the page is.
const WIDTH: u16 = 78;

/// The rows that are no code: border, heading, advice.
const AROUND: usize = 11;

/// Draws the page.
pub fn draw(ui: &Ui<'_>, code: &str, area: Rect, buf: &mut Buffer) {
    let columns = usize::from(WIDTH.min(area.width).saturating_sub(4)).max(1);
    let notes = shared(&ui.model.lab, &ui.model.opened);
    let notes: Vec<String> = notes.iter().flat_map(|note| wrap(note, columns)).collect();
    let around = AROUND + notes.len();
    let (room, all) = (usize::from(area.height).saturating_sub(around).max(1), code.len().div_ceil(columns));
    let rows = u16::try_from(all.min(room) + around).unwrap_or(u16::MAX);
    let inner = sheet(ui, area, (WIDTH, rows), "share", buf);
    let (text, dim) = (ui.theme.text(), ui.theme.dim());
    let mut y = inner.y;
    let mut line = |line: &str, style| {
        put(buf, inner, inner.x, y, line, style);
        y += 1;
    };
    line("This story, and the moment you look at, as one line:", text);
    line("", text);
    // A code is ASCII, so a letter is a byte.
    let bytes = code.as_bytes();
    for row in bytes.chunks(columns).take(room) {
        line(&String::from_utf8_lossy(row), ui.theme.accent());
    }
    line(if all > room { "and more: the whole code is copied and printed." } else { "" }, dim);
    for note in &notes {
        line(note, ui.theme.warn());
    }
    line("It is copied where your terminal allows that (OSC 52), and it is", text);
    line("printed when you leave. With CODE in its place:", text);
    line("", text);
    line("  idem lab CODE   opens this story at this moment", text);
    line("  idem run CODE   tells it as text; --json for programs", text);
    line("Esc closes", dim);
}
