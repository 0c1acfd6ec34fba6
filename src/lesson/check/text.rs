//! Texts: whether they read, whether they fit, and whether their places can be filled.

use unicode_width::UnicodeWidthStr;

use super::scene::part;
use crate::lesson::complaint::Complaints;
use crate::lesson::format::Text;
use crate::lesson::prose::{self, COLS, Flaw, Prose, ROWS};
use crate::lesson::template::Template;
use crate::sim::Experiment;

/// How many columns a title has.
pub const TITLE_COLS: usize = 40;

/// How much room a text has at 80x24.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    rows: usize,
    cols: usize,
}

impl Room {
    /// What is said, and a presenter's notes.
    pub(super) const SAY: Self = Self { rows: ROWS, cols: COLS };
    /// A question: a row is kept for its choices.
    pub(super) const ASK: Self = Self { rows: ROWS - 1, cols: COLS };
    /// A reply: a row is kept for the prediction beside the outcome.
    pub(super) const REPLY: Self = Self { rows: ROWS - 1, cols: COLS };
    /// A task: a row is kept for how it stands.
    pub(super) const TASK: Self = Self { rows: ROWS - 1, cols: COLS };
    /// A hint: a row is kept for its number.
    pub(super) const HINT: Self = Self { rows: ROWS - 1, cols: COLS };
    /// The rows under a recap for its sources and what to learn next: the picture keeps five.
    pub(super) const UNDER_RECAP: usize = 6;
    /// The title, in the header beside the stage's number and the clock.
    pub(super) const TITLE: Self = Self { rows: 1, cols: TITLE_COLS };
    /// A line of what is taught.
    pub(super) const TEACHES: Self = Self { rows: 2, cols: COLS - 4 };
    /// A source.
    pub(super) const SOURCE: Self = Self { rows: 1, cols: COLS - 4 };
    /// The choices of a question.
    pub(super) const CHOICES: Self = Self { rows: 1, cols: COLS - 4 };
}

/// Measures a text and parses it.
pub(super) fn measure(text: &Text, room: Room, complaints: &mut Complaints) -> Prose {
    whole(text, complaints);
    fit(text, text.get_ref(), room, complaints);
    Prose::parse(text.get_ref())
}

/// Measures a text that may be left out.
pub(super) fn measure_some(text: Option<&Text>, room: Room, complaints: &mut Complaints) -> Option<Prose> {
    text.map(|text| measure(text, room, complaints))
}

/// Complains of a row that is too wide.
pub(super) fn row(span: std::ops::Range<usize>, row: &str, room: Room, complaints: &mut Complaints) {
    let wide = row.width();
    if wide > room.cols {
        let what = format!("the choices need {wide} columns, there are {}", room.cols);
        complaints.add(span, what, "does not fit one row", "offer fewer choices");
    }
}

/// Reads a text with places, and measures it as these runs fill it.
pub(super) fn template(
    text: &Text,
    (lanes, searches): (&[&str], bool),
    runs: &[(&Experiment, String)],
    room: Room,
    complaints: &mut Complaints,
) -> Option<Template> {
    whole(text, complaints);
    match Template::parse(text.get_ref(), lanes, searches) {
        Ok(template) => {
            // The longest filling speaks for all, so that one text is complained of once.
            let filled = runs.iter().map(|(run, found)| template.text(run, found));
            let longest = filled.max_by_key(|text| prose::rows(text, room.cols)).unwrap_or_default();
            fit(text, &longest, room, complaints);
            Some(template)
        }
        Err(error) => {
            let help = "fill with {plan}, {meant}, {LANE.balance}, {LANE.told}, {LANE.ttl} and the like";
            complaints.add(part(complaints, text.span(), &error.text), error.to_string(), "", help);
            None
        }
    }
}

/// Whether the text can be read at all.
fn whole(text: &Text, complaints: &mut Complaints) {
    let (what, help) = match prose::flaw(text.get_ref()) {
        _ if text.get_ref().trim().is_empty() => {
            ("the text is empty".to_owned(), "write it, or drop the key")
        }
        Some(Flaw::Unclosed(mark)) => {
            (format!("`{mark}` is opened and never closed"), "close it, or drop it")
        }
        Some(Flaw::Control(c)) => {
            (format!("the text holds the control character {}", c.escape_unicode()), "leave it out")
        }
        None => return,
    };
    complaints.add(text.span(), what, "", help);
}

fn fit(text: &Text, filled: &str, room: Room, complaints: &mut Complaints) {
    let rows = prose::rows(filled, room.cols);
    if rows > room.rows {
        let over = rows - room.rows;
        let what = format!("the text needs {rows} rows of {} columns, there are {}", room.cols, room.rows);
        let row = if over == 1 { "row" } else { "rows" };
        complaints.add(
            text.span(),
            what,
            format!("{over} {row} too many"),
            "say it shorter, or in two stages",
        );
    }
}
