//! `idem sql`: cases of the bench listed, shown and run, and statements of one's own.

use std::io::{self, IsTerminal, Read, Write};

use super::args::{SqlCommand, SqlTryArgs};
use super::error::CliError;
use super::{Done, Exit, fine};
use crate::bench::scratch::SQL_MAX;
use crate::bench::{Case, Shelf, Start, Trial};
use crate::report::sql::{self, document, list};
use crate::sim::nearest::nearest;

/// Obeys a command of the bench.
///
/// # Errors
/// There is no such case, the statement cannot be run, or a writer fails.
pub fn sql(command: &SqlCommand, ascii: bool, out: &mut dyn Write) -> Done {
    match command {
        SqlCommand::List(args) => {
            let shelf = shelf()?;
            let rows = list::CaseRow::all(&shelf).map_err(CliError::Bench)?;
            fine(if args.json { list::write_json(&rows, out) } else { list::write(&rows, ascii, out) })
        }
        SqlCommand::Show { case } => fine(sql::write_case(&find(case)?, ascii, out)),
        SqlCommand::Run { case, json } => run(&find(case)?, *json, ascii, out),
        SqlCommand::Try(args) => run(&typed(args)?, args.json, ascii, out),
    }
}

fn run(case: &Case, json: bool, ascii: bool, out: &mut dyn Write) -> Done {
    let trial = Trial::run(case).map_err(CliError::Bench)?;
    if json {
        document::write(case, &trial, out)?;
    } else {
        sql::write(case, &trial, ascii, out)?;
    }
    Ok(if trial.verdict().is_idempotent() { Exit::Fine } else { Exit::Found })
}

fn shelf() -> Result<Shelf, CliError> {
    Shelf::shipped().map_err(|error| CliError::File(error.to_string()))
}

fn find(id: &str) -> Result<Case, CliError> {
    let shelf = shelf()?;
    let near = || nearest(id, shelf.ids()).first().map(|near| (*near).to_owned());
    shelf.find(id).cloned().ok_or_else(|| CliError::Case { id: id.to_owned(), near: near() })
}

/// The case that these flags describe.
fn typed(args: &SqlTryArgs) -> Result<Case, CliError> {
    let statement = match args.statement.as_deref() {
        None | Some("-") => piped()?,
        Some(statement) => statement.to_owned(),
    };
    let mut case = Case::typed(&statement, args.setup.as_deref());
    let starts = args.start.iter().enumerate();
    case.starts
        .extend(starts.map(|(index, sql)| Start { name: format!("start {}", index + 1), sql: sql.clone() }));
    case.between.clone_from(&args.between);
    case.again.clone_from(&args.again);
    case.careless = args.careless;
    Ok(case)
}

/// A statement from standard input; one byte more than the bench reads is enough.
fn piped() -> Result<String, CliError> {
    let input = io::stdin();
    if input.is_terminal() {
        return Err(CliError::NoStatement);
    }
    let mut bytes = Vec::new();
    let most = u64::try_from(SQL_MAX).unwrap_or(u64::MAX) + 1;
    let read = input.lock().take(most).read_to_end(&mut bytes);
    read.map_err(|error| CliError::File(format!("cannot read the statement: {error}")))?;
    // Cut inside a character it is too long in any case.
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
