//! Text fitted to columns: measured, clipped, padded, wrapped.
//!
//! Widths are what a terminal shows, not bytes or characters.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The widest line of a report.
pub const COLUMNS: usize = 100;

/// How many columns a text takes.
#[must_use]
pub fn width(text: &str) -> usize {
    text.width()
}

/// The text, cut to at most so many columns; a cut ends in `…`.
#[must_use]
pub fn clip(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let (mut kept, mut used) = (String::new(), 1);
    for c in text.chars() {
        used += c.width().unwrap_or(0);
        if used > columns {
            break;
        }
        kept.push(c);
    }
    if columns > 0 {
        kept.push('…');
    }
    kept
}

/// The text at the left of so many columns.
#[must_use]
pub fn left(text: &str, columns: usize) -> String {
    let text = clip(text, columns);
    let pad = columns - width(&text);
    text + &" ".repeat(pad)
}

/// The text at the right of so many columns.
#[must_use]
pub fn right(text: &str, columns: usize) -> String {
    let text = clip(text, columns);
    " ".repeat(columns - width(&text)) + &text
}

/// The text in the middle of so many columns.
#[must_use]
pub fn centre(text: &str, columns: usize) -> String {
    let text = clip(text, columns);
    let pad = columns - width(&text);
    " ".repeat(pad / 2) + &text + &" ".repeat(pad - pad / 2)
}

/// Rows as lines, each column as wide as its widest cell: one column at the left of its
/// place, the others, which are mostly numbers, at the right.
#[must_use]
pub fn aligned(rows: &[Vec<String>], left_column: usize, gap: &str) -> Vec<String> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widest = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| width(cell)).max();
    let widths: Vec<usize> = (0..columns).map(|column| widest(column).unwrap_or(0)).collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths).enumerate().map(|(column, (cell, wide))| {
            if column == left_column { left(cell, *wide) } else { right(cell, *wide) }
        });
        cells.collect::<Vec<_>>().join(gap)
    };
    rows.iter().map(line).collect()
}

/// The text's words in lines of at most so many columns. A longer word stands alone, cut.
#[must_use]
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    flow(text.split_whitespace(), " ", columns)
}

/// The text's words in lines of at most so many columns, all but the first set in by two.
#[must_use]
pub fn hang(text: &str, columns: usize) -> Vec<String> {
    let lines = wrap(text, columns.saturating_sub(2)).into_iter().enumerate();
    lines.map(|(index, line)| if index == 0 { line } else { format!("  {line}") }).collect()
}

/// Items in lines of at most so many columns, with a gap between two on one line. A
/// longer item stands alone, cut.
#[must_use]
pub fn flow<'t>(items: impl IntoIterator<Item = &'t str>, gap: &str, columns: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut used = 0;
    for item in items {
        let wide = width(gap) + width(item);
        match lines.last_mut() {
            Some(line) if used + wide <= columns => {
                line.push_str(gap);
                line.push_str(item);
                used += wide;
            }
            _ => {
                lines.push(clip(item, columns));
                used = width(item);
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_have_the_width_asked_for() {
        for text in ["", "pay", "größe", "払う", "a long text that does not fit"] {
            for columns in 0..9 {
                for cell in [left(text, columns), right(text, columns), centre(text, columns)] {
                    assert_eq!(width(&cell), columns, "{text:?} {columns}");
                }
            }
        }
    }

    #[test]
    fn lines_are_wrapped_between_words() {
        assert_eq!(wrap("one two  three", 7), ["one two", "three"]);
        assert_eq!(wrap("unbreakable", 5), ["unbr…"]);
        assert!(wrap("", 5).is_empty());
    }
}
