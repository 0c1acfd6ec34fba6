//! The frame of a lesson's stage that plays on a bench or a chart: the header, the lesson's
//! text below its rule, the footer. What stands between is the bench's own.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Ui, footer, header, put, text};
use crate::glyph::Glyph;

/// The fewest rows a lesson's text has.
const TEXT_LEAST: u16 = 5;

/// Draws the frame around a picture, and hands over the picture's place.
pub(super) fn framed(ui: &Ui<'_>, wanted: u16, area: Rect, buf: &mut Buffer) -> Rect {
    let picture = above_text(wanted, area);
    let rule = picture.bottom();
    let height = area.bottom().saturating_sub(rule + 2);
    header::draw(ui, Rect { height: 1, ..area }, buf);
    put(buf, area, area.x, rule, &ui.glyphs.line(Glyph::Rule, area.width), ui.theme.rule());
    text::draw(ui, Rect { y: rule + 1, height, ..area }, buf);
    footer::draw(ui, Rect { y: area.bottom().saturating_sub(1), height: 1, ..area }, buf);
    picture
}

/// The picture's place: the lesson's text takes the rows it wants, and leaves half.
pub(super) fn above_text(wanted: u16, area: Rect) -> Rect {
    let text = wanted.max(TEXT_LEAST).min(area.height / 2);
    Rect { y: area.y + 1, height: area.height.saturating_sub(text + 3), ..area }
}
