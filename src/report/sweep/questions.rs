//! The ready questions as a help page and as JSON.

use std::io::{self, Write};

use serde::Serialize;

use crate::report::page::{Page, json};
use crate::sweep::{FIGURES, QUESTIONS};

/// Writes the questions, and the figures a sweep gives.
///
/// # Errors
/// Whatever the writer says.
pub fn write_page(ascii: bool, out: &mut dyn Write) -> io::Result<()> {
    let ids = QUESTIONS.iter().map(|row| row.id).chain(FIGURES.iter().map(|row| row.id));
    let mut page = Page::new(ids, ascii, out);
    page.text(
        "Ready questions: `idem sweep ID` answers one; --vary, --set, --lanes and --trials change it.",
    )?;
    page.heading("Questions")?;
    for question in &QUESTIONS {
        let vary = format!("varies {}", question.vary.join(" and "));
        page.item(question.id, &[question.ask.to_owned(), question.look.to_owned(), vary])?;
    }
    page.heading("Figures")?;
    FIGURES.iter().try_for_each(|figure| page.item(figure.id, &[figure.gloss]))
}

/// Writes the questions as JSON.
///
/// # Errors
/// Whatever the writer says.
pub fn write_json(out: &mut dyn Write) -> io::Result<()> {
    let rows: Vec<Row> = QUESTIONS
        .iter()
        .map(|row| Row {
            id: row.id,
            label: row.label,
            ask: row.ask,
            look: row.look,
            lanes: row.lanes,
            vary: row.vary,
            figures: row.figures,
            trials: row.trials,
        })
        .collect();
    json(&rows, out)
}

#[derive(Serialize)]
struct Row {
    id: &'static str,
    label: &'static str,
    ask: &'static str,
    look: &'static str,
    lanes: &'static [&'static str],
    vary: &'static [&'static str],
    figures: &'static [&'static str],
    trials: u64,
}
