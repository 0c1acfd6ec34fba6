//! The shelf of the SQL bench as a table: a case a line, its verdict computed.

use std::io::{self, Write};

use serde::Serialize;

use crate::bench::{Case, Shelf, Trial, Trouble};
use crate::report::cell::left;
use crate::report::page::json;
use crate::report::printed::printed;

/// A case's row.
#[derive(Debug, Serialize)]
pub struct CaseRow<'s> {
    id: &'s str,
    title: &'s str,
    idempotent: bool,
    same_reply: bool,
    /// What becomes of another writer's change.
    late: Option<&'static str>,
    traps: Vec<&'static str>,
}

impl<'s> CaseRow<'s> {
    /// Runs a case, and says what came of it.
    ///
    /// # Errors
    /// Why it cannot be run.
    pub fn new(case: &'s Case) -> Result<Self, Trouble> {
        let verdict = Trial::run(case)?.verdict();
        Ok(Self {
            id: &case.id,
            title: &case.title,
            idempotent: verdict.is_idempotent(),
            same_reply: verdict.is_answered_alike(),
            late: verdict.fate.map(|(fate, _)| fate.word()),
            traps: verdict.traps.iter().map(|(trap, _)| trap.row().id).collect(),
        })
    }

    /// Every case of a shelf.
    ///
    /// # Errors
    /// Why one cannot be run.
    pub fn all(shelf: &'s Shelf) -> Result<Vec<Self>, Trouble> {
        shelf.cases.iter().map(Self::new).collect()
    }
}

/// Writes the rows as JSON.
///
/// # Errors
/// Whatever the writer says.
pub fn write_json(rows: &[CaseRow<'_>], out: &mut dyn Write) -> io::Result<()> {
    json(rows, out)
}

/// Writes the rows as a table.
///
/// # Errors
/// Whatever the writer says.
pub fn write(rows: &[CaseRow<'_>], ascii: bool, out: &mut dyn Write) -> io::Result<()> {
    let mut line = |cells: [&str; 6]| {
        let [id, title, twice, reply, late, traps] = cells;
        let line = format!(
            "{} {} {} {} {} {traps}",
            left(id, 5),
            left(title, 40),
            left(twice, 7),
            left(reply, 7),
            left(late, 8),
        );
        writeln!(out, "{}", printed(&line, ascii))
    };
    line(["case", "what it does", "twice", "reply", "late", "traps"])?;
    for row in rows {
        let twice = if row.idempotent { "same" } else { "differs" };
        let reply = if row.same_reply { "same" } else { "differs" };
        line([row.id, row.title, twice, reply, row.late.unwrap_or("-"), &row.traps.join(", ")])?;
    }
    writeln!(out)?;
    for sentence in [
        "twice: what two runs leave, beside what one leaves. reply: what the second run answers.",
        "late: what a late duplicate does to another writer's change: kept, beside it, changed, undone.",
        "`idem sql run CASE` shows the rows; `idem sql try STATEMENT` runs one of your own.",
    ] {
        writeln!(out, "{sentence}")?;
    }
    Ok(())
}
