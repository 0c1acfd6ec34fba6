//! `idem faults`: the table of faults, and the sites where they strike, as a help page
//! and as JSON.

use std::io::{self, Write};

use serde::Serialize;

use super::page::{Page, json};
use crate::sim::fault::{FAULTS, FaultRow};
use crate::sim::site::PLACES;

/// A fault as JSON.
#[derive(Serialize)]
struct FaultCell {
    id: &'static str,
    gloss: &'static str,
    span: bool,
    places: Vec<&'static str>,
}

/// The places where a fault may strike.
fn places(row: &FaultRow) -> Vec<&'static str> {
    PLACES.iter().filter(|(place, _)| row.fault.fits(*place)).map(|(_, word)| *word).collect()
}

/// Writes the faults as JSON.
///
/// # Errors
/// Whatever the writer says.
pub fn write_json(out: &mut dyn Write) -> io::Result<()> {
    let cell =
        |row: &FaultRow| FaultCell { id: row.word, gloss: row.gloss, span: row.spanned, places: places(row) };
    json(&FAULTS.iter().map(cell).collect::<Vec<_>>(), out)
}

/// Writes the faults as a help page.
///
/// # Errors
/// Whatever the writer says.
pub fn write_page(ascii: bool, out: &mut dyn Write) -> io::Result<()> {
    let written = |row: &FaultRow| format!("{}{}", row.word, if row.spanned { "[:SPAN]" } else { "" });
    let names = FAULTS.map(|row| written(&row));
    let mut page = Page::new(names.iter().map(String::as_str), ascii, out);
    page.text(
        "Faults: what the weather may do, and where. `--fault SITE=FAULT` plans one; a plan beats chance, \
         and `none` keeps a site calm. Without a span the weather's own is taken (`delay-by`, \
         `duplicate-by`, `restart`, `pause-by`).",
    )?;
    for (heading, gap) in [("messages: request, reply", false), ("gaps in the handler: after-STEP", true)] {
        page.heading(heading)?;
        for row in FAULTS.iter().filter(|row| row.gap == gap) {
            page.item(&written(row), &[row.gloss])?;
        }
    }
    page.heading("sites")?;
    let gaps: Vec<&str> = PLACES.iter().filter(|(place, _)| place.is_gap()).map(|(_, word)| *word).collect();
    page.item("site", &["INTENT/TRY/PLACE, such as pay/1/reply or pay-2/1/after-effect"])?;
    page.item("intent", &["pay, pay-2, pay-3 .. as many as the knob `intents` makes"])?;
    page.item("try", &["1, 2, 3 ..; 1b is the network's second copy of the first request; r1, r2 .. are the runs of a job behind the reply (a relay, a completer), which have gaps only"])?;
    page.item("place", &[format!("request, reply, {}", gaps.join(", "))])?;
    Ok(())
}
