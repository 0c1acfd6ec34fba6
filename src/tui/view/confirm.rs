//! What is asked before something is forgotten.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::text::prose_line;
use super::{Ui, put, sheet};
use crate::lesson::Prose;
use crate::lesson::challenge::plural;

/// Draws the question whether a lesson's progress is to be forgotten.
pub fn draw(ui: &Ui<'_>, lesson: usize, area: Rect, buf: &mut Buffer) {
    let Some(lesson) = ui.model.shelf.get(lesson) else { return };
    let inner = sheet(ui, area, (58, 8), "reset a lesson", buf);
    let done = plural(ui.model.progress.count(Some(&lesson.id)), "stage");
    let text = format!("Forget {done} of **{}**? What you predicted there is forgotten too.", lesson.title);
    let rows = Prose::parse(&text).wrap(usize::from(inner.width));
    for (y, line) in (inner.y..inner.bottom()).zip(&rows) {
        prose_line(ui, line, inner.x, y, inner, buf);
    }
    let keys = "y forgets it; n or Esc keeps it";
    put(buf, inner, inner.x, inner.bottom().saturating_sub(1), keys, ui.theme.dim());
}
