//! The statement as it is, or the text under way with its cursor.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::{Ui, cut, put};
use super::spelled;
use crate::bench::value::shown_lines;
use crate::glyph::Glyph;
use crate::tui::desk::{Desk, Sheet};
use crate::tui::field::rows;

/// The text shown, and its title.
fn text(desk: &Desk, writing: bool) -> (String, String) {
    match &desk.field {
        Some((sheet, field)) if writing => (sheet.word().to_owned(), field.text().to_owned()),
        _ => {
            let case = desk.case();
            let careless = case.is_some_and(|case| case.careless);
            let title = if careless {
                "the statement, by a client that goes on after an error"
            } else {
                Sheet::Statement.word()
            };
            let again = case.and_then(|case| case.again.as_deref());
            let again = again.map_or(String::new(), |again| format!("\nthe second time: {again}"));
            let statement = case.map_or("", |case| case.statement.as_str());
            (title.to_owned(), shown_lines(&format!("{statement}{again}")))
        }
    }
}

/// How many rows it wants, its title included.
pub(super) fn height(desk: &Desk, writing: bool, width: u16) -> u16 {
    let rows = rows(&text(desk, writing).1, usize::from(width)).len();
    u16::try_from(rows + 1).unwrap_or(u16::MAX)
}

/// Draws it; the row of the cursor is always in sight.
pub(super) fn draw(ui: &Ui<'_>, desk: &Desk, area: Rect, buf: &mut Buffer) {
    let writing = ui.model.is_writing();
    let (mut title, text) = text(desk, writing);
    // The list beside it is too narrow for some names.
    if let Some(case) = desk.case().filter(|_| ui.model.is_in_stage() && !writing && desk.cases.len() > 1) {
        title = format!("{title}: {}", case.title);
    }
    let columns = usize::from(area.width);
    let rows = rows(&text, columns);
    let height = usize::from(area.height.saturating_sub(1));
    let cursor = desk.field.as_ref().filter(|_| writing).map(|(_, field)| field.place(columns));
    let first = cursor.map_or(0, |(row, _)| (row + 1).saturating_sub(height));
    let style = if writing { ui.theme.accent() } else { ui.theme.dim() };
    put(buf, area, area.x, area.y, &cut(ui, &title, area.width), style);
    let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    for (row, y) in rows.iter().skip(first).zip(body.top()..body.bottom()) {
        put(buf, body, body.x, y, &spelled(ui, &text[row.clone()]), ui.theme.code());
    }
    if let Some((row, column)) = cursor {
        let y = body.y + u16::try_from(row - first).unwrap_or(0);
        let x = body.x + u16::try_from(column).unwrap_or(0).min(body.width.saturating_sub(1));
        let under = buf.cell((x, y)).map_or(" ".to_owned(), |cell| cell.symbol().to_owned());
        put(buf, body, x, y, &under, ui.theme.selection());
    }
    if rows.len() > first + height {
        let corner = area.right().saturating_sub(1);
        put(buf, area, corner, area.bottom().saturating_sub(1), ui.glyphs.get(Glyph::Below), ui.theme.warn());
    }
}
