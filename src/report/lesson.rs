//! `idem lesson show`: a whole lesson in writing, as text for its author and as a handout
//! for a class.
//!
//! Both read one outline of each stage, so that neither forgets what the other says.
//!
//! | file | noun |
//! |---|---|
//! | `outline` | a stage laid out: text, choices, hints, the computed answer |
//! | `change` | what differs between two scenarios, in words |
//! | `handout` | the lesson as Markdown, answers last |

mod change;
mod handout;
mod outline;

use std::io::{self, Write};

use self::outline::{Outline, opening};
use super::cell::{hang, wrap};
use super::printed::printed;
use crate::lesson::{Lesson, Prose};

pub use change::changes;
pub use handout::write as write_markdown;

/// The widest line of a text.
const COLUMNS: usize = 80;
/// How far a stage's words are set in.
const INDENT: usize = 4;

/// Writes a lesson as text, every answer included.
///
/// # Errors
/// Whatever the writer says.
pub fn write(lesson: &Lesson, ascii: bool, out: &mut dyn Write) -> io::Result<()> {
    let mut page = Page { ascii, out };
    page.line(0, &format!("{} ({})", lesson.title, lesson.id))?;
    page.line(0, "")?;
    page.list("teaches", &lesson.teaches)?;
    page.list("needs", &lesson.needs)?;
    page.list("sources", &lesson.sources)?;
    page.list("opens with", &opening(lesson))?;
    for (number, outline) in (1..).zip(outline::stages(lesson)) {
        page.line(0, "")?;
        page.stage(number, &outline)?;
    }
    Ok(())
}

struct Page<'o> {
    ascii: bool,
    out: &'o mut dyn Write,
}

impl Page<'_> {
    fn stage(&mut self, number: usize, outline: &Outline) -> io::Result<()> {
        self.line(0, &format!("{number:>2}. {}: {}", outline.id, outline.kind))?;
        for fact in &outline.facts {
            for line in hang(&format!("[{fact}]"), COLUMNS - INDENT) {
                self.line(INDENT, &line)?;
            }
        }
        if let Some(lens) = outline.lens {
            self.line(INDENT, &format!("[opens the lens `{lens}`]"))?;
        }
        self.prose(INDENT, "", &outline.text)?;
        for choice in &outline.choices {
            let mark = if choice.right { "*" } else { " " };
            self.line(INDENT, &format!("{mark} {}) {}", choice.number, choice.shown))?;
            if let Some(reply) = &choice.reply {
                self.prose(INDENT + 5, "", reply)?;
            }
        }
        for (name, text) in &outline.after {
            self.prose(INDENT, name, text)?;
        }
        Ok(())
    }

    /// A text, after its name where it has one.
    fn prose(&mut self, indent: usize, name: &str, text: &Prose) -> io::Result<()> {
        if !name.is_empty() {
            self.line(indent, &format!("{name}:"))?;
        }
        let indent = if name.is_empty() { indent } else { indent + 2 };
        text.rows(COLUMNS - indent).iter().try_for_each(|row| self.line(indent, row))
    }

    fn list(&mut self, name: &str, items: &[String]) -> io::Result<()> {
        if items.is_empty() {
            return Ok(());
        }
        self.line(0, name)?;
        for item in items {
            for line in hang(&format!("- {item}"), COLUMNS - INDENT) {
                self.line(2, &line)?;
            }
        }
        Ok(())
    }

    fn line(&mut self, indent: usize, line: &str) -> io::Result<()> {
        let line = format!("{}{line}", " ".repeat(indent));
        writeln!(self.out, "{}", printed(&line, self.ascii))
    }
}

/// Words in lines of a page's width.
fn lines(text: &str) -> Vec<String> {
    wrap(text, COLUMNS)
}
