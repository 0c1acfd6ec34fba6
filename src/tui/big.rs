//! Large digits, for the numbers a room must be able to read.
//!
//! Knows neither what the number means nor where it stands.

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::Widget;
use tui_big_text::{BigText, PixelSize};
use unicode_width::UnicodeWidthStr;

/// How wide one large letter is, in cells.
pub const LETTER: u16 = 4;
/// How high large letters are, in cells.
pub const HEIGHT: u16 = 4;
/// How wide and how high a huge letter is, for a room to read from its last row.
pub const HUGE: u16 = 8;

/// A short text, large where there is room for it and plain where there is not.
#[derive(Clone, Debug)]
pub struct Digits {
    line: Line<'static>,
    scale: Scale,
    ascii: bool,
}

/// How large letters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scale {
    Plain,
    Large,
    Huge,
}

/// A text of digits and signs, as large as a room of that size allows. Under `--ascii` only
/// huge letters can be drawn, since they alone are made of whole cells.
#[must_use]
pub fn digits(text: &str, style: Style, room: Size, ascii: bool) -> Digits {
    let letters = u16::try_from(text.chars().count()).unwrap_or(u16::MAX);
    let fits = |width: u16, height: u16| {
        text.is_ascii() && letters.saturating_mul(width) <= room.width && height <= room.height
    };
    let scale = match () {
        () if fits(HUGE, HUGE) => Scale::Huge,
        () if fits(LETTER, HEIGHT) && !ascii => Scale::Large,
        () => Scale::Plain,
    };
    Digits { line: Line::styled(text.to_owned(), style), scale, ascii }
}

impl Digits {
    /// How much room it takes.
    #[must_use]
    pub fn size(&self) -> Size {
        let letters = self.line.spans.iter().map(|span| span.content.width()).sum::<usize>();
        let width = u16::try_from(letters).unwrap_or(u16::MAX);
        match self.scale {
            Scale::Plain => Size::new(width, 1),
            Scale::Large => Size::new(width.saturating_mul(LETTER), HEIGHT),
            Scale::Huge => Size::new(width.saturating_mul(HUGE), HUGE),
        }
    }
}

impl Widget for &Digits {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        let pixel = match self.scale {
            Scale::Plain => return (&self.line).render(area, buf),
            Scale::Large => PixelSize::Quadrant,
            Scale::Huge => PixelSize::Full,
        };
        BigText::builder().pixel_size(pixel).lines(vec![self.line.clone()]).build().render(area, buf);
        if self.ascii {
            for cell in area.positions() {
                if let Some(cell) = buf.cell_mut(cell).filter(|cell| cell.symbol() == "█") {
                    cell.set_symbol("#");
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(text: &str, room: Size, ascii: bool) -> Vec<String> {
        let mut buf = Buffer::empty(Rect::from((ratatui::layout::Position::ORIGIN, room)));
        digits(text, Style::new(), room, ascii).render(buf.area, &mut buf);
        let row = |y| (0..room.width).map(|x| buf[(x, y)].symbol()).collect::<String>();
        (0..room.height).map(|y| row(y).trim_end().to_owned()).collect()
    }

    #[test]
    fn large_where_there_is_room() {
        let want = ["▗█▄ ▟▀▙ ▟▀▜▖", "▜▄▖  ▄▛ █▗█▌", "▄▄▛ ▟▘▄ █▛▐▌", " ▀  ▀▀▀ ▝▀▀"];
        assert_eq!(drawn("$20", Size::new(12, 4), false), want);
        assert_eq!(digits("$20", Style::new(), Size::new(12, 4), false).size(), Size::new(12, 4));
    }

    #[test]
    fn plain_under_ascii_or_without_room() {
        assert_eq!(drawn("$20", Size::new(12, 4), true), ["$20", "", "", ""]);
        assert_eq!(drawn("$20", Size::new(11, 4), false), ["$20", "", "", ""]);
        assert_eq!(drawn("$20", Size::new(12, 3), false), ["$20", "", ""]);
        assert_eq!(digits("$20", Style::new(), Size::new(2, 1), false).size(), Size::new(3, 1));
    }

    #[test]
    fn huge_where_there_is_a_wall_and_in_ascii_too() {
        let room = Size::new(24, 8);
        assert_eq!(digits("$20", Style::new(), room, false).size(), room);
        let blocks = drawn("$20", room, false);
        assert!(blocks.iter().all(|row| row.chars().all(|c| c == ' ' || c == '█')), "{blocks:?}");
        let signs: Vec<String> = blocks.iter().map(|row| row.replace('█', "#")).collect();
        assert_eq!(drawn("$20", room, true), signs);
        assert_eq!(digits("$200", Style::new(), room, false).size(), Size::new(16, 4));
    }

    #[test]
    fn no_room_at_all_is_no_panic() {
        for width in 0..14 {
            for height in 0..6 {
                drawn("-$1,234.50", Size::new(width, height), false);
                let digits = digits("20", Style::new(), Size::new(8, 4), false);
                let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
                (&digits).render(Rect::new(2, 1, 8, 4), &mut buf);
            }
        }
    }
}
