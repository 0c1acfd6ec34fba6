//! `idem properties`: the table of properties as a help page and as JSON.

use std::io::{self, Write};

use serde::Serialize;

use super::page::{Page, json};
use crate::sim::PROPERTIES;

/// A property as JSON.
#[derive(Serialize)]
struct PropertyCell {
    id: &'static str,
    promise: &'static str,
    broken: &'static str,
}

/// Writes the properties as JSON.
///
/// # Errors
/// Whatever the writer says.
pub fn write_json(out: &mut dyn Write) -> io::Result<()> {
    let cells = PROPERTIES.each_ref();
    json(&cells.map(|row| PropertyCell { id: row.id, promise: row.promise, broken: row.broken }), out)
}

/// Writes the properties as a help page.
///
/// # Errors
/// Whatever the writer says.
pub fn write_page(ascii: bool, out: &mut dyn Write) -> io::Result<()> {
    let mut page = Page::new(PROPERTIES.iter().map(|row| row.id), ascii, out);
    page.text(
        "Properties: the promises that are judged after every entry of a story; what is broken stays \
         broken. A customer told `unknown` breaks none: it is the truth.",
    )?;
    page.heading("property: the promise; what is seen when it breaks")?;
    for row in &PROPERTIES {
        page.item(row.id, &[row.promise.to_owned(), format!("broken: {}", row.broken)])?;
    }
    Ok(())
}
