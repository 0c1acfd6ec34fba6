//! A line as it is printed: for terminals and fonts that know ASCII only, each mark has its
//! stand-in.

use std::borrow::Cow;

use crate::glyph::{GLYPHS, Place};

/// The line without trailing blanks, and in ASCII if only that is known.
#[must_use]
pub fn printed(line: &str, ascii: bool) -> Cow<'_, str> {
    let line = line.trim_end();
    if !ascii || line.is_ascii() {
        return Cow::Borrowed(line);
    }
    Cow::Owned(line.chars().map(|c| if c.is_ascii() { c } else { stand_in(c) }).collect())
}

/// What stands for a mark where only ASCII is known.
fn stand_in(mark: char) -> char {
    let mut rows = GLYPHS.iter().filter(|row| matches!(row.place, Place::Diagram | Place::Report));
    rows.find(|row| row.unicode.starts_with(mark)).and_then(|row| row.ascii.chars().next()).unwrap_or('?')
}
