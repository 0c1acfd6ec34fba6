//! A text of a few lines as it is edited: letters, a cursor, nothing else. Draws nothing.

use std::ops::Range;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// A text under way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Field {
    text: String,
    /// Where letters go: a byte between two characters.
    cursor: usize,
    /// The most bytes there may be.
    most: usize,
}

impl Field {
    /// A field with a text in it, the cursor at its end.
    #[must_use]
    pub fn new(text: &str, most: usize) -> Self {
        Self { text: text.to_owned(), cursor: text.len(), most }
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Puts a character in. What a terminal would obey stays outside.
    pub fn put(&mut self, c: char) {
        let harmless = c == '\n' || !c.is_control();
        if harmless && self.text.len() + c.len_utf8() <= self.most {
            self.text.insert(self.cursor, c);
            self.cursor += c.len_utf8();
        }
    }

    /// Takes the character before the cursor out.
    pub fn erase(&mut self) {
        let end = self.cursor;
        self.left();
        self.text.replace_range(self.cursor..end, "");
    }

    /// Empties it.
    pub fn clear(&mut self) {
        self.text.clear();
        self.cursor = 0;
    }

    /// One character back.
    pub fn left(&mut self) {
        let before = self.text[..self.cursor].chars().next_back();
        self.cursor -= before.map_or(0, char::len_utf8);
    }

    /// One character on.
    pub fn right(&mut self) {
        let after = self.text[self.cursor..].chars().next();
        self.cursor += after.map_or(0, char::len_utf8);
    }

    /// To the start of the line.
    pub fn home(&mut self) {
        self.cursor = self.text[..self.cursor].rfind('\n').map_or(0, |at| at + 1);
    }

    /// To the end of the line.
    pub fn end(&mut self) {
        self.cursor += self.text[self.cursor..].find('\n').unwrap_or(self.text.len() - self.cursor);
    }

    /// To the same column of the line above.
    pub fn up(&mut self) {
        let column = self.column();
        self.home();
        if self.cursor > 0 {
            self.left();
            self.home();
            self.go_to_column(column);
        }
    }

    /// To the same column of the line below.
    pub fn down(&mut self) {
        let column = self.column();
        self.end();
        if self.cursor < self.text.len() {
            self.right();
            self.go_to_column(column);
        }
    }

    fn column(&self) -> usize {
        let line = self.text[..self.cursor].rfind('\n').map_or(0, |at| at + 1);
        self.text[line..self.cursor].chars().count()
    }

    fn go_to_column(&mut self, column: usize) {
        let line = self.text[self.cursor..].split('\n').next().unwrap_or_default();
        self.cursor += line.chars().take(column).map(char::len_utf8).sum::<usize>();
    }

    /// The row and column of the cursor, where the text is laid out in so many columns.
    #[must_use]
    pub fn place(&self, columns: usize) -> (usize, usize) {
        let rows = rows(&self.text, columns);
        let row = rows.iter().rposition(|row| row.start <= self.cursor).unwrap_or(0);
        let start = rows.get(row).map_or(0, |row| row.start);
        (row, self.text[start..self.cursor].width())
    }
}

/// A text in rows of at most so many columns: broken at line ends, then between words, then
/// anywhere.
#[must_use]
pub fn rows(text: &str, columns: usize) -> Vec<Range<usize>> {
    let mut rows = Vec::new();
    let mut line = 0;
    for part in text.split('\n') {
        let end = line + part.len();
        let mut start = line;
        while text[start..end].width() > columns.max(2) {
            let full = start + fitting(&text[start..end], columns.max(2));
            let word = text[start..full].rfind(' ').map(|at| start + at + 1).filter(|at| *at > start);
            let cut = word.unwrap_or(full);
            rows.push(start..cut);
            start = cut;
        }
        rows.push(start..end);
        line = end + 1;
    }
    rows
}

/// How many bytes of a text fit so many columns; at least one character.
fn fitting(text: &str, columns: usize) -> usize {
    let mut used = 0;
    for (at, c) in text.char_indices() {
        used += c.width().unwrap_or(0);
        if used > columns && at > 0 {
            return at;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, columns: usize) -> Vec<&str> {
        rows(text, columns).into_iter().map(|row| &text[row]).collect()
    }

    #[test]
    fn a_text_is_broken_at_line_ends_words_and_anywhere() {
        assert_eq!(shown("one two\nthree", 5), ["one ", "two", "three"]);
        assert_eq!(shown("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(shown("", 3), [""]);
        assert_eq!(shown("払う払う", 4), ["払う", "払う"]);
        assert_eq!(shown("a\n\nb\n", 4), ["a", "", "b", ""]);
    }

    #[test]
    fn letters_go_where_the_cursor_is() {
        let mut field = Field::new("ab\ncd", 20);
        field.up();
        assert_eq!(field.place(10), (0, 2));
        field.left();
        field.put('é');
        field.home();
        field.erase();
        assert_eq!(field.text(), "aéb\ncd");
        field.down();
        field.end();
        field.put('\n');
        field.put('\u{1b}');
        assert_eq!((field.text(), field.place(10)), ("aéb\ncd\n", (2, 0)));
        field.erase();
        field.erase();
        assert_eq!(field.text(), "aéb\nc");
        field.clear();
        field.erase();
        field.left();
        assert_eq!((field.text(), field.place(10)), ("", (0, 0)));
    }

    #[test]
    fn it_holds_no_more_than_it_may() {
        let mut field = Field::new("abc", 4);
        "de".chars().for_each(|c| field.put(c));
        assert_eq!(field.text(), "abcd");
    }
}
