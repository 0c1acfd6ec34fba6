//! Colours as a palette writes them, and how they look on a terminal with fewer.
//!
//! Knows the terminal's colours and the environment's wishes; no role and no pane.

use ratatui::style::Color;

/// How many colours may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// None at all: modifiers carry everything.
    Mono,
    /// The terminal's own sixteen.
    Sixteen,
    /// Any `#rrggbb`.
    True,
}

impl Depth {
    /// What the environment asks for: `NO_COLOR`, then `CLICOLOR_FORCE`, `CLICOLOR` and
    /// `TERM`; any `#rrggbb` only where `COLORTERM` says so. Never asks the terminal.
    #[must_use]
    pub fn detect() -> Self {
        let wanted = anstyle_query::clicolor_force()
            || (anstyle_query::clicolor().unwrap_or(true) && anstyle_query::term_supports_color());
        match (wanted && !anstyle_query::no_color(), anstyle_query::truecolor()) {
            (false, _) => Self::Mono,
            (true, false) => Self::Sixteen,
            (true, true) => Self::True,
        }
    }

    /// The colour as this depth can show it; none for the terminal's own.
    #[must_use]
    pub fn show(self, colour: Color) -> Option<Color> {
        match (self, colour) {
            (Self::Mono, _) | (_, Color::Reset) => None,
            (Self::Sixteen, Color::Rgb(red, green, blue)) => Some(nearest(red, green, blue)),
            (_, colour) => Some(colour),
        }
    }
}

/// The words for colours, in the terminal's own order.
pub const COLOURS: [(&str, Color); 17] = [
    ("reset", Color::Reset),
    ("black", Color::Black),
    ("red", Color::Red),
    ("green", Color::Green),
    ("yellow", Color::Yellow),
    ("blue", Color::Blue),
    ("magenta", Color::Magenta),
    ("cyan", Color::Cyan),
    ("white", Color::Gray),
    ("bright-black", Color::DarkGray),
    ("bright-red", Color::LightRed),
    ("bright-green", Color::LightGreen),
    ("bright-yellow", Color::LightYellow),
    ("bright-blue", Color::LightBlue),
    ("bright-magenta", Color::LightMagenta),
    ("bright-cyan", Color::LightCyan),
    ("bright-white", Color::White),
];

/// Reads a colour's word or `#rrggbb`.
#[must_use]
pub fn parse(word: &str) -> Option<Color> {
    let Some(digits) = word.strip_prefix('#') else {
        return COLOURS.iter().find(|(name, _)| *name == word).map(|(_, colour)| *colour);
    };
    let hex = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let [_, red, green, blue] = u32::from_str_radix(digits, 16).ok().filter(|_| hex)?.to_be_bytes();
    Some(Color::Rgb(red, green, blue))
}

/// The hues of the sixteen, sixty degrees apart from red, plain and bright.
const HUES: [(Color, Color); 6] = [
    (Color::Red, Color::LightRed),
    (Color::Yellow, Color::LightYellow),
    (Color::Green, Color::LightGreen),
    (Color::Cyan, Color::LightCyan),
    (Color::Blue, Color::LightBlue),
    (Color::Magenta, Color::LightMagenta),
];

/// The one of the sixteen with the nearest hue; bright where the colour is light.
///
/// By hue and not by distance, because a terminal's theme moves every shade but keeps red
/// red. Colours with hardly any hue become the terminal's own ink, since any grey of the
/// sixteen may be the background.
fn nearest(red: u8, green: u8, blue: u8) -> Color {
    let [r, g, b] = [red, green, blue].map(i32::from);
    let (high, low) = (r.max(g).max(b), r.min(g).min(b));
    let chroma = high - low;
    if chroma < 32 {
        return Color::Reset;
    }
    let degrees = if high == r {
        60 * (g - b) / chroma
    } else if high == g {
        120 + 60 * (b - r) / chroma
    } else {
        240 + 60 * (r - g) / chroma
    };
    let sextant = usize::try_from((degrees + 30).rem_euclid(360) / 60).unwrap_or(0);
    let (plain, bright) = HUES[sextant];
    if high + low >= 255 { bright } else { plain }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_hex_read_and_nothing_else_does() {
        assert_eq!(parse("bright-blue"), Some(Color::LightBlue));
        assert_eq!(parse("#cc7700"), Some(Color::Rgb(204, 119, 0)));
        for wrong in ["", "#", "#fff", "#cc77000", "#+c7700", "#ccé00", "Red", "light blue", "9"] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn sixteen_colours_keep_the_hue() {
        assert_eq!(nearest(0xcc, 0x77, 0x00), Color::Yellow);
        assert_eq!(nearest(0x2b, 0x7d, 0xe0), Color::LightBlue);
        assert_eq!(nearest(0xb3, 0x00, 0x1b), Color::Red);
        assert_eq!(nearest(0xff, 0x00, 0x10), Color::LightRed);
        assert_eq!(nearest(0x00, 0x62, 0x6e), Color::Cyan);
        assert_eq!(nearest(0x80, 0x82, 0x84), Color::Reset);
    }

    #[test]
    fn each_depth_shows_no_more_than_it_has() {
        let orange = Color::Rgb(204, 119, 0);
        assert_eq!(Depth::True.show(orange), Some(orange));
        assert_eq!(Depth::Sixteen.show(orange), Some(Color::Yellow));
        assert_eq!(Depth::Mono.show(orange), None);
        assert_eq!(Depth::True.show(Color::Reset), None);
    }
}
