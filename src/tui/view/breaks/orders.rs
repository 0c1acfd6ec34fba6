//! Every order of the steps: those that nothing breaks, then how few faults break the
//! others, each with one to open.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::{Ui, cut, put, put_right};
use super::{knobs, paragraph};
use crate::explore::Trial;
use crate::glyph::Glyph;
use crate::report::search::{bounds, orders as words};
use crate::tui::breaks::{FIELDS, Row};

/// The rows kept for the sentence under the list.
const SUMMARY: u16 = 5;

/// A line of the list, and the row it belongs to.
struct Line {
    row: usize,
    text: String,
    style: Style,
}

/// Draws the list, and what it adds up to.
pub(super) fn draw(ui: &Ui<'_>, trials: &[Trial], body: Rect, buf: &mut Buffer) {
    let breaks = &ui.model.breaks;
    let chosen = breaks.selected.checked_sub(FIELDS.len());
    let lines = lines(ui, chosen);
    let room = usize::from(body.height.saturating_sub(SUMMARY)).max(2);
    // The chosen row is in sight, with the line under it.
    let last = chosen.and_then(|row| lines.iter().rposition(|line| line.row == row));
    let first = last.map_or(0, |last| (last + 1).saturating_sub(room));
    let mut y = body.y;
    for line in lines.iter().skip(first).take(room) {
        put(buf, body, body.x + 1, y, &cut(ui, &line.text, body.width.saturating_sub(3)), line.style);
        y += 1;
    }
    for (more, y) in [
        (first > 0).then_some((Glyph::Above, body.y)),
        (lines.len() > first + room).then_some((Glyph::Below, y - 1)),
    ]
    .into_iter()
    .flatten()
    {
        put_right(buf, body, body.right() - 1, y, ui.glyphs.get(more), ui.theme.warn());
    }
    let sound = trials.iter().filter(|trial| trial.is_sound()).count();
    let silent = trials.iter().filter(|trial| !trial.serves && trial.finding.is_none()).count();
    let with = bounds::with(&breaks.setting(), breaks.bounds());
    let text = format!(
        "{sound} of {} answer when nothing strikes and break in no plan {with}; {silent} never answer{}",
        bounds::counted(trials.len() as u64, "order"),
        knobs(&breaks.setting()),
    );
    paragraph(&text, ui.theme.dim(), y + 1, body, buf);
}

fn lines(ui: &Ui<'_>, chosen: Option<usize>) -> Vec<Line> {
    let mut lines = Vec::new();
    for (row, found) in ui.model.breaks.rows().iter().enumerate() {
        let here = chosen == Some(row);
        let mark = if here { ui.glyphs.get(Glyph::Selected) } else { " " };
        let style = |style| if here { ui.theme.selection() } else { style };
        match found {
            Row::Order(trial) => {
                let text = format!("{mark} {} {}", ui.glyphs.get(Glyph::Holds), trial.recipe.order());
                lines.push(Line { row, text, style: style(ui.theme.good()) });
            }
            Row::Rank(rank) => {
                let text = format!("{mark} {} {}", ui.glyphs.get(Glyph::Broken), words::broken(rank));
                lines.push(Line { row, text, style: style(ui.theme.bad()) });
                lines.push(Line {
                    row,
                    text: format!("    {}", words::example(rank)),
                    style: ui.theme.text(),
                });
            }
            Row::Finding(_) => {}
        }
    }
    lines
}
