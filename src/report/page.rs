//! A help page: paragraphs, headings and named items, aligned and wrapped at 80 columns.

use std::io::{self, Write};

use super::cell::{left, width, wrap};
use super::printed::printed;

/// The widest line of a page.
const COLUMNS: usize = 80;

/// A page being written.
pub struct Page<'o> {
    /// The columns of the items' names, indent and gap included.
    names: usize,
    ascii: bool,
    out: &'o mut dyn Write,
}

impl std::fmt::Debug for Page<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Page").field("names", &self.names).finish_non_exhaustive()
    }
}

impl<'o> Page<'o> {
    /// A page whose items have these names.
    pub fn new<'n>(names: impl IntoIterator<Item = &'n str>, ascii: bool, out: &'o mut dyn Write) -> Self {
        let widest = names.into_iter().map(width).max().unwrap_or(0);
        Self { names: widest + 4, ascii, out }
    }

    /// A paragraph from the left edge.
    ///
    /// # Errors
    /// Whatever the writer says.
    pub fn text(&mut self, text: &str) -> io::Result<()> {
        wrap(text, COLUMNS).iter().try_for_each(|line| self.line(line))
    }

    /// A heading, with a blank line above it.
    ///
    /// # Errors
    /// Whatever the writer says.
    pub fn heading(&mut self, text: &str) -> io::Result<()> {
        self.line("")?;
        self.line(text)
    }

    /// A name with its paragraphs beside it.
    ///
    /// # Errors
    /// Whatever the writer says.
    pub fn item<P: AsRef<str>>(&mut self, name: &str, paragraphs: &[P]) -> io::Result<()> {
        let mut head = left(&format!("  {name}"), self.names);
        for paragraph in paragraphs {
            for line in wrap(paragraph.as_ref(), COLUMNS - self.names) {
                self.line(&format!("{head}{line}"))?;
                head = " ".repeat(self.names);
            }
        }
        Ok(())
    }

    fn line(&mut self, line: &str) -> io::Result<()> {
        writeln!(self.out, "{}", printed(line, self.ascii))
    }
}

/// Writes rows as JSON, for people who read it too: one field a line.
///
/// # Errors
/// Whatever the writer says.
pub fn json<R: serde::Serialize>(rows: &[R], out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, rows)?;
    writeln!(out)
}
