//! The home screen: what to do next, in one key.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::text::prose_line;
use super::{Ui, cut, footer, put, put_right};
use crate::glyph::Glyph;
use crate::lesson::progress::Standing;
use crate::lesson::prose::{Line, Prose};
use crate::lesson::review;
use crate::tui::room::{ROOMS, Room};

/// A line of the list.
enum Row {
    /// One to choose: its index, its words, and what is said at its right.
    Item(usize, String, String),
    /// What the chosen lesson teaches.
    Teaches(Line),
    /// Between lessons and rooms.
    Gap,
}

/// Draws the list.
pub fn draw(ui: &Ui<'_>, selected: usize, area: Rect, buf: &mut Buffer) {
    put(buf, area, area.x + 2, area.y + 1, "idem", ui.theme.title());
    put(buf, area, area.x + 8, area.y + 1, "a laboratory for idempotency", ui.theme.text());
    let pitch = [
        "The work is done, but the reply is lost. The client asks again.",
        "One server charges twice, the other once: same client, same lost reply.",
    ];
    for (row, line) in pitch.iter().enumerate() {
        let y = area.y + 3 + u16::try_from(row).unwrap_or(0);
        put(buf, area, area.x + 2, y, &cut(ui, line, area.width.saturating_sub(3)), ui.theme.dim());
    }
    let top = area.y + 6;
    let list = Rect { y: top, height: area.bottom().saturating_sub(top + 3), ..area };
    let end = draw_list(ui, selected, list, buf);
    let watch = "Space plays the lost ACK.  e sandbox  F find a break  T trade-offs";
    // As low as there is room for it, and never over the list.
    let low = area.bottom().saturating_sub(4).max(end + 1).min(area.bottom().saturating_sub(2));
    put(buf, area, area.x + 2, low, watch, ui.theme.accent());
    footer::draw(ui, Rect { y: area.bottom() - 1, height: 1, ..area }, buf);
}

/// Draws as much of the list as there is room for, around the row chosen. Returns where
/// it ends.
fn draw_list(ui: &Ui<'_>, selected: usize, area: Rect, buf: &mut Buffer) -> u16 {
    let rows = list(ui, selected, usize::from(area.width.saturating_sub(12)));
    let height = usize::from(area.height);
    let chosen = |row: &Row| match row {
        Row::Item(index, ..) => *index == selected,
        Row::Teaches(_) => true,
        Row::Gap => false,
    };
    let last = rows.iter().rposition(chosen).unwrap_or(0);
    // The chosen row and what it teaches, with a row to spare below, are always in sight.
    let first = (last + 2).min(rows.len()).saturating_sub(height);
    for (row, y) in rows.iter().skip(first).zip(area.top()..area.bottom()) {
        match row {
            Row::Item(index, text, note) => item(ui, *index == selected, text, note, y, area, buf),
            Row::Teaches(line) => prose_line(ui, line, area.x + 8, y, area, buf),
            Row::Gap => {}
        }
    }
    if first > 0 {
        put(buf, area, area.x, area.y, ui.glyphs.get(Glyph::Above), ui.theme.warn());
    }
    let shown = rows.len().saturating_sub(first);
    if shown > height {
        put(buf, area, area.x, area.bottom().saturating_sub(1), ui.glyphs.get(Glyph::Below), ui.theme.warn());
    }
    area.y + u16::try_from(shown.min(height)).unwrap_or(area.height)
}

/// The lessons, a gap, the rooms.
fn list(ui: &Ui<'_>, selected: usize, cols: usize) -> Vec<Row> {
    let model = ui.model;
    let mut rows = Vec::new();
    for (index, lesson) in model.shelf.iter().enumerate() {
        let (sign, standing) = match model.progress.standing(lesson) {
            Standing::New => (Glyph::Unlit, "new".to_owned()),
            Standing::Here(stage) => {
                (Glyph::Selected, format!("here: stage {} of {}", stage + 1, lesson.stages.len()))
            }
            Standing::Read { left, .. } => (Glyph::Partly, format!("read, {left} left to do")),
            Standing::Done => (Glyph::Holds, "done".to_owned()),
        };
        let text = format!("{} {:>2} {}", ui.glyphs.get(sign), index + 1, lesson.title);
        rows.push(Row::Item(index, text, standing));
        if index == selected {
            let teaches = lesson.teaches.iter().flat_map(|line| Prose::parse(line).wrap(cols));
            rows.extend(teaches.map(Row::Teaches));
        }
    }
    rows.push(Row::Gap);
    for (index, row) in ROOMS.iter().enumerate() {
        let text = format!("{}    {}", ui.glyphs.get(Glyph::Bullet), row.label);
        let due = if row.room == Room::Review {
            review::due(&model.shelf, &model.progress, model.today)
        } else {
            0
        };
        let note = if due > 0 { format!("{due} due") } else { row.note.to_owned() };
        rows.push(Row::Item(model.shelf.len() + index, text, note));
    }
    rows
}

fn item(ui: &Ui<'_>, here: bool, text: &str, note: &str, y: u16, area: Rect, buf: &mut Buffer) {
    let style = if here { ui.theme.selection() } else { ui.theme.text() };
    let row = Rect { x: area.x + 2, y, width: area.width.saturating_sub(4), height: 1 };
    let width = usize::from(row.width);
    put(buf, row, row.x, y, &format!(" {text:<width$}"), style);
    let room = width.saturating_sub(unicode_width::UnicodeWidthStr::width(text) + 3);
    let note = cut(ui, note, u16::try_from(room).unwrap_or(0));
    put_right(buf, row, row.right() - 1, y, &note, if here { style } else { ui.theme.dim() });
}

/// How many rows can be chosen.
#[must_use]
pub const fn rows(lessons: usize) -> usize {
    lessons + ROOMS.len()
}
