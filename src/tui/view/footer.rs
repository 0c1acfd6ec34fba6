//! The last two rows: the knobs within reach, and at most four keys and `?`. A notice takes
//! their place until the next key.

mod keys;
mod knobs;
mod leads;
mod rank;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

pub use self::knobs::draw as knobs;
use super::{Ui, put};
use crate::lesson::Prose;

/// The key that opens the panel of all knobs.
const PANEL: char = 'K';

/// Draws the last row: the keys that lead somewhere now, or what there is to tell.
pub fn draw(ui: &Ui<'_>, area: Rect, buf: &mut Buffer) {
    match &ui.model.notice {
        Some(notice) => tell(ui, notice, area, buf),
        None => keys::draw(ui, area, buf),
    }
}

/// Tells a notice over as many of the last rows as it takes.
fn tell(ui: &Ui<'_>, notice: &str, area: Rect, buf: &mut Buffer) {
    let lines = Prose::parse(notice).wrap(usize::from(area.width.saturating_sub(2)));
    let first = area.bottom().saturating_sub(u16::try_from(lines.len()).unwrap_or(1));
    for (y, line) in (first..).zip(&lines) {
        let row = Rect { x: area.x, y, width: area.width, height: 1 };
        put(buf, row, row.x, y, &" ".repeat(usize::from(row.width)), ui.theme.text());
        let text: String = line.iter().map(|span| span.text.as_str()).collect();
        put(buf, row, row.x + 1, y, &text, ui.theme.warn());
    }
}
