//! The home screen: what to do next, in one key.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::text::prose_line;
use super::{Ui, cut, footer, put, put_right};
use crate::glyph::Glyph;
use crate::lesson::Prose;
use crate::lesson::progress::Standing;

/// Draws the list.
pub fn draw(ui: &Ui<'_>, selected: usize, area: Rect, buf: &mut Buffer) {
    let model = ui.model;
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
    let mut y = area.y + 6;
    for (row, lesson) in model.shelf.iter().enumerate() {
        let (sign, standing) = match model.progress.standing(lesson) {
            Standing::New => (Glyph::Unlit, "new".to_owned()),
            Standing::Here(stage) => {
                (Glyph::Selected, format!("here: stage {} of {}", stage + 1, lesson.stages.len()))
            }
            Standing::Done => (Glyph::Holds, "done".to_owned()),
        };
        let text = format!("{} {} {}", ui.glyphs.get(sign), row + 1, lesson.title);
        item(ui, row == selected, &text, &standing, y, area, buf);
        y += 1;
        if row == selected {
            let cols = usize::from(area.width.saturating_sub(12));
            for line in lesson.teaches.iter().flat_map(|line| Prose::parse(line).wrap(cols)) {
                prose_line(ui, &line, area.x + 8, y, area, buf);
                y += 1;
            }
        }
    }
    let sandbox = model.shelf.len();
    y += 1;
    let text = format!("{} Sandbox", ui.glyphs.get(Glyph::Bullet));
    item(ui, selected == sandbox, &text, "turn every knob, strike any fault", y, area, buf);
    let watch = "Space plays the lost ACK: watch the two balances.";
    // As low as there is room for it, and never over the list.
    let low = area.bottom().saturating_sub(4).max(y + 1).min(area.bottom().saturating_sub(2));
    put(buf, area, area.x + 2, low, watch, ui.theme.accent());
    footer::draw(ui, Rect { y: area.bottom() - 1, height: 1, ..area }, buf);
}

fn item(ui: &Ui<'_>, here: bool, text: &str, note: &str, y: u16, area: Rect, buf: &mut Buffer) {
    let style = if here { ui.theme.selection() } else { ui.theme.text() };
    let row = Rect { x: area.x + 2, y, width: area.width.saturating_sub(4), height: 1 };
    let width = usize::from(row.width);
    put(buf, row, row.x, y, &format!(" {text:<width$}"), style);
    put_right(buf, row, row.right() - 1, y, note, if here { style } else { ui.theme.dim() });
}

/// How many rows can be chosen.
#[must_use]
pub const fn rows(lessons: usize) -> usize {
    lessons + 1
}
