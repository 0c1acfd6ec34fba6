//! Text that came from outside, made safe to print.
//!
//! A terminal obeys control characters; a message that quotes what somebody typed must
//! not pass them on.

use std::fmt::Write;

/// The text with everything a terminal or a reader could be misled by written out:
/// control characters, and the marks that turn the direction of writing.
#[must_use]
pub fn printable(text: &str) -> String {
    escape(text, |_| false)
}

/// The same for a text of several lines, which keeps its line ends.
#[must_use]
pub fn printable_lines(text: &str) -> String {
    escape(text, |c| c == '\n')
}

fn escape(text: &str, keep: impl Fn(char) -> bool) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        if !keep(c) && (c.is_control() || turns_direction(c)) {
            let _ = write!(safe, "{}", c.escape_default());
        } else {
            safe.push(c);
        }
    }
    safe
}

const fn turns_direction(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_written_out() {
        assert_eq!(printable("\u{1b}[31mred\u{7}\n"), "\\u{1b}[31mred\\u{7}\\n");
        assert_eq!(printable("a\u{202e}b\u{9b}c"), "a\\u{202e}b\\u{9b}c");
        assert_eq!(printable("größe ✓"), "größe ✓");
        assert_eq!(printable_lines("a\nb\r"), "a\nb\\r");
    }
}
