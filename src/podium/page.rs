//! A page: what stands before a presenter at one moment, and its form on the wire, one
//! line of JSON.
//!
//! What comes from the wire is cut to a bounded length and made harmless here, once, so
//! that nobody behind this has to think of it.

use serde::{Deserialize, Serialize};

use crate::lesson::prose::harmless;

/// The longest line on the wire, in bytes.
pub const LINE_MAX: usize = 16 * 1024;
/// The longest notes, and the longest of all other texts, in characters.
const NOTES_MAX: usize = 2_000;
const TEXT_MAX: usize = 200;
/// The most votes of a room.
const ROWS_MAX: usize = 4;

/// What stands before a presenter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Page {
    /// Where the screen is: a lesson with its number, or a room.
    pub place: String,
    /// The stage, in a lesson.
    pub stage: Option<Stage>,
    /// The presenter's notes on it.
    pub notes: String,
    /// The stage after it, in a lesson; none at its last.
    pub next: Option<Next>,
    /// The hands of the room, a vote a row, whether the room sees them or not.
    pub votes: Vec<String>,
}

/// A stage of a lesson, and where it stands there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Stage {
    /// Its id.
    pub id: String,
    /// Its kind, in a word.
    pub kind: String,
    /// Its number, from 1.
    pub number: u32,
    /// How many there are.
    pub of: u32,
}

/// What comes next.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Next {
    /// The stage's id.
    pub id: String,
    /// Its kind, in a word.
    pub kind: String,
}

impl Page {
    /// The page as a line, with its end. A text too long for it is cut.
    #[must_use]
    pub fn to_line(&self) -> String {
        // Plain strings and numbers always have a form in JSON.
        serde_json::to_string(&self.clone().bounded()).unwrap_or_default() + "\n"
    }

    /// Reads a line; none if it is no page.
    #[must_use]
    pub fn parse(line: &str) -> Option<Self> {
        serde_json::from_str::<Self>(line).ok().map(Self::bounded)
    }

    /// Every text harmless and of bounded length.
    fn bounded(mut self) -> Self {
        self.place = bounded(&self.place, TEXT_MAX);
        self.notes = bounded(&self.notes, NOTES_MAX);
        if let Some(stage) = &mut self.stage {
            (stage.id, stage.kind) = (bounded(&stage.id, TEXT_MAX), bounded(&stage.kind, TEXT_MAX));
        }
        if let Some(next) = &mut self.next {
            (next.id, next.kind) = (bounded(&next.id, TEXT_MAX), bounded(&next.kind, TEXT_MAX));
        }
        self.votes.truncate(ROWS_MAX);
        self.votes = self.votes.iter().map(|row| bounded(row, TEXT_MAX)).collect();
        self
    }

    /// Where the screen is, in a line: `1 The lost ACK, stage 3 of 12: bet (predict)`.
    #[must_use]
    pub fn heading(&self) -> String {
        self.stage.as_ref().map_or_else(
            || self.place.clone(),
            |Stage { id, kind, number, of }| format!("{}, stage {number} of {of}: {id} ({kind})", self.place),
        )
    }

    /// What comes next, in a line; none outside of lessons.
    #[must_use]
    pub fn after(&self) -> Option<String> {
        self.stage.as_ref()?;
        Some(self.next.as_ref().map_or_else(
            || "next: the end of the lesson".to_owned(),
            |Next { id, kind }| format!("next: {id} ({kind})"),
        ))
    }
}

/// A text cut to its bound and made harmless; line ends stay.
fn bounded(text: &str, most: usize) -> String {
    let lines: Vec<String> = text.lines().map(harmless).collect();
    lines.join("\n").chars().take(most).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page() -> Page {
        Page {
            place: "1 The lost ACK".to_owned(),
            stage: Some(Stage { id: "bet".to_owned(), kind: "predict".to_owned(), number: 3, of: 12 }),
            notes: "Ask first.\nThen vote.".to_owned(),
            next: Some(Next { id: "other-silence".to_owned(), kind: "predict".to_owned() }),
            votes: vec!["first vote: 1) $10 4".to_owned()],
        }
    }

    #[test]
    fn a_page_survives_the_wire() {
        let line = page().to_line();
        assert!(line.ends_with('\n') && line.lines().count() == 1);
        assert_eq!(Page::parse(&line), Some(page()));
        assert_eq!(page().heading(), "1 The lost ACK, stage 3 of 12: bet (predict)");
        assert_eq!(page().after().as_deref(), Some("next: other-silence (predict)"));
    }

    #[test]
    fn what_is_no_page_is_none() {
        for line in ["", "GET / HTTP/1.1", "[3]", "{\"place\": 3}", "{\"stage\": \"bet\"}", "\u{0}"] {
            assert_eq!(Page::parse(line), None, "{line:?}");
        }
    }

    #[test]
    fn nothing_from_the_wire_moves_a_cursor_or_fills_a_memory() {
        let evil = Page {
            place: "\u{1b}[2J\u{7}home".to_owned(),
            notes: format!("\u{9b}31m\u{202e}{}", "x".repeat(50_000)),
            votes: vec!["\u{8}".to_owned(); 100],
            stage: Some(Stage { id: "\r".to_owned(), kind: "\u{1b}]0;".to_owned(), ..Stage::default() }),
            next: Some(Next { id: "\u{7f}".to_owned(), kind: String::new() }),
        };
        let raw = serde_json::to_string(&evil).expect("JSON");
        let heard = Page::parse(&raw).expect("a page, if an odd one");
        let next = heard.next.clone().unwrap_or_default();
        let texts = [heard.heading(), heard.notes.clone(), next.id, heard.votes.concat()];
        for text in texts {
            assert!(!text.chars().any(|c| c.is_control() || c == '\u{202e}'), "{text:?}");
        }
        assert!(heard.to_line().len() < LINE_MAX && heard.votes.len() == ROWS_MAX);
    }
}
