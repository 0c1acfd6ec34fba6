//! `idem knobs`: the table of knobs as a help page and as JSON.

use std::io::{self, Write};

use serde::Serialize;

use super::page::{Page, json};
use crate::sim::knob::Group;
use crate::sim::{KNOBS, Knob, Knobs, RECIPES};

/// A knob as JSON.
#[derive(Serialize)]
struct KnobRow {
    id: &'static str,
    label: &'static str,
    gloss: &'static str,
    group: &'static str,
    per_lane: bool,
    key: Option<char>,
    values: String,
    default: String,
    ladder: Vec<String>,
}

/// Writes the knobs as JSON.
///
/// # Errors
/// Whatever the writer says.
pub fn write_json(out: &mut dyn Write) -> io::Result<()> {
    let row = |knob: &Knob| KnobRow {
        id: knob.id,
        label: knob.label,
        gloss: knob.gloss,
        group: knob.group.word(),
        per_lane: knob.group.per_lane(),
        key: knob.key,
        values: knob.kind.describe(),
        default: default(knob),
        ladder: knob.rungs(&RECIPES.iter().collect::<Vec<_>>()).iter().map(ToString::to_string).collect(),
    };
    json(&KNOBS.iter().map(row).collect::<Vec<_>>(), out)
}

/// Writes the knobs as a help page, group by group.
///
/// # Errors
/// Whatever the writer says.
pub fn write_page(ascii: bool, out: &mut dyn Write) -> io::Result<()> {
    let mut page = Page::new(KNOBS.iter().map(|knob| knob.id), ascii, out);
    page.text(
        "Knobs: what can be turned. `--set ttl=1h` turns one; `--set keyed.ttl=1h` turns it for one lane, \
         where lanes may differ. Weather, workload and plan are the same for all lanes, or the comparison \
         would not be fair.",
    )?;
    let mut group: Option<Group> = None;
    for knob in &KNOBS {
        if group.replace(knob.group) != Some(knob.group) {
            let shared = if knob.group.per_lane() { "lanes may differ" } else { "the same for all lanes" };
            page.heading(&format!("{} ({shared})", knob.group.word()))?;
        }
        let values = format!("default {}; {}", default(knob), knob.kind.describe());
        page.item(knob.id, &[knob.gloss.to_owned(), values])?;
    }
    Ok(())
}

fn default(knob: &Knob) -> String {
    (knob.get)(&Knobs::default()).to_string()
}
