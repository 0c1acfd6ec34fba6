//! An own question's heading: what is varied, as it is written or being written, and in
//! which scenario.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::super::{Ui, put};
use super::paragraph;
use crate::report::setup;
use crate::tui::model::Screen;
use crate::tui::own::OwnQuestion;

/// Stands before what is varied.
const VARY: &str = "vary  ";

/// How to write it; and what else can be chosen.
pub(super) const HOW: &str = "v writes what is varied, one knob or two: ttl timeout=1s,2s,5s, or \
                               attempts=1:8:1, or lease=1s:64s:x2. k takes the next knob, l other lanes.";

/// Draws the heading; returns the row below it.
pub(super) fn heading(ui: &Ui<'_>, own: &OwnQuestion, area: Rect, buf: &mut Buffer) -> u16 {
    let theme = ui.theme;
    let writing = ui.model.screens.contains(&Screen::Vary);
    text(ui, own, writing, Rect { height: 1, ..area }, buf);
    let mut y = area.y + 1;
    if let Some(wrong) = own.wrong().filter(|_| writing) {
        let end = if wrong.ends_with('?') { "" } else { "." };
        y = paragraph(&format!("{wrong}{end} Nothing is played."), theme.bad(), y, area, buf);
    }
    let unmoved = own.unmoved();
    if !unmoved.is_empty() {
        let text = format!("{} has a value of its own, which this does not move.", unmoved.join(" and "));
        y = paragraph(&text, theme.warn(), y, area, buf);
    }
    let setup = format!("as in the sandbox: {}", setup::line(&own.scenario()));
    paragraph(&setup, theme.dim(), y, area, buf)
}

/// What is varied: as it stands, or with a cursor while it is written.
fn text(ui: &Ui<'_>, own: &OwnQuestion, writing: bool, area: Rect, buf: &mut Buffer) {
    put(buf, area, area.x + 1, area.y, VARY, ui.theme.title());
    let x = area.x + 1 + u16::try_from(VARY.width()).unwrap_or(0);
    let Some(draft) = own.draft().filter(|_| writing) else {
        put(buf, area, x, area.y, own.vary(), ui.theme.accent());
        return;
    };
    // A text longer than its row shows the part with the cursor. It is ASCII: a letter is a byte.
    let room = usize::from(area.right().saturating_sub(x + 2)).max(1);
    let (_, column) = draft.place(usize::MAX);
    let first = (column + 1).saturating_sub(room);
    let shown = draft.text().get(first..).unwrap_or_default();
    put(buf, area, x, area.y, shown, ui.theme.code());
    let under = shown.get(column - first..=column - first).unwrap_or(" ");
    let cursor = x + u16::try_from(column - first).unwrap_or(0);
    put(buf, area, cursor, area.y, under, ui.theme.selection());
}
