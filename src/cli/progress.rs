//! What a learner has done: told, forgotten, taken elsewhere and brought back.

use std::io::{self, BufRead, IsTerminal, Read, Write};
use std::path::Path;

use super::args::{CourseArgs, ProgressArgs, ProgressCommand};
use super::error::CliError;
use super::lesson::open;
use super::quote::printable;
use super::{Done, Exit};
use crate::lesson::challenge::plural;
use crate::lesson::keeper::Kept;
use crate::lesson::{Keeper, Progress, Shelf};
use crate::report;

/// The name that stands for standard input or output.
const STREAM: &str = "-";

/// Does what is asked with the learner's progress.
///
/// # Errors
/// The progress cannot be kept, or a file cannot be read or written.
pub fn progress(args: &ProgressArgs, outer: &CourseArgs, out: &mut dyn Write) -> Done {
    let folder = args.course.or(outer);
    match &args.command {
        None => {
            let shelf = open(folder)?;
            let keeper = keeper(out)?;
            report::standing::write(&shelf.lessons, keeper.progress(), out)?;
            Ok(Exit::Fine)
        }
        Some(ProgressCommand::Reset { lesson, all: _, yes }) => {
            reset(lesson.as_deref(), *yes, &open(folder)?, out)
        }
        Some(ProgressCommand::Export { file }) => export(file, out),
        Some(ProgressCommand::Import { file }) => import(file, out),
    }
}

/// The keeper, once it can be trusted with what is there.
fn keeper(out: &mut dyn Write) -> Result<Keeper, CliError> {
    let path = Keeper::path()?;
    let (keeper, kept) = Keeper::open(&path);
    saved(kept, out)?;
    Ok(keeper)
}

/// Tells what came of keeping.
fn saved(kept: Kept, out: &mut dyn Write) -> Result<(), CliError> {
    if let Some(aside) = kept? {
        writeln!(out, "{aside}")?;
    }
    Ok(())
}

/// Forgets a lesson, or without one everything, once that is confirmed.
fn reset(lesson: Option<&str>, yes: bool, shelf: &Shelf, out: &mut dyn Write) -> Done {
    let mut keeper = keeper(out)?;
    let id = lesson.map(|text| named(text, shelf, keeper.progress())).transpose()?;
    let id = id.as_deref();
    let done = keeper.progress().count(id);
    let what = id.map_or("all lessons".to_owned(), |id| format!("`{id}`"));
    if done == 0 {
        writeln!(out, "nothing of {what} is done; nothing was changed")?;
        return Ok(Exit::Fine);
    }
    let stages = plural(done, "stage");
    if !yes && !confirmed(&format!("Forget {stages} of {what}? [y/N] "), out)? {
        writeln!(out, "nothing was changed")?;
        return Ok(Exit::Fine);
    }
    saved(keeper.reset(id), out)?;
    writeln!(out, "{stages} of {what} forgotten")?;
    Ok(Exit::Fine)
}

/// The id of a lesson on the shelf, or of one that only progress still knows.
fn named(text: &str, shelf: &Shelf, progress: &Progress) -> Result<String, CliError> {
    if progress.lessons().any(|(id, _)| id == text) {
        return Ok(text.to_owned());
    }
    match shelf.find(text).map_err(|error| CliError::Lesson(error.to_string()))? {
        (lesson, None) => Ok(lesson.id.clone()),
        (lesson, Some(_)) => {
            let (text, id) = (printable(text), &lesson.id);
            let what = format!("{text}: a lesson is reset whole; write `idem progress reset {id}`");
            Err(CliError::Lesson(what))
        }
    }
}

/// Asks for a yes.
fn confirmed(question: &str, out: &mut dyn Write) -> Result<bool, CliError> {
    if !io::stdin().is_terminal() {
        let what = "a reset asks first, and standard input is no terminal; add --yes".to_owned();
        return Err(CliError::Unconfirmed(what));
    }
    write!(out, "{question}")?;
    out.flush()?;
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line)?;
    Ok(matches!(line.trim().to_lowercase().as_str(), "y" | "yes"))
}

fn export(file: &Path, out: &mut dyn Write) -> Done {
    let keeper = keeper(out)?;
    let text = keeper.progress().to_toml().map_err(|error| CliError::File(error.to_string()))?;
    if file.as_os_str() == STREAM {
        write!(out, "{text}")?;
        return Ok(Exit::Fine);
    }
    let name = printable(&file.display().to_string());
    let written = std::fs::File::create_new(file).and_then(|mut new| new.write_all(text.as_bytes()));
    written.map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            CliError::File(format!("{name} is there already; name a new file, or - for standard output"))
        }
        _ => CliError::File(format!("cannot write {name}: {error}")),
    })?;
    writeln!(out, "{name}: {} written", plural(keeper.progress().count(None), "stage"))?;
    Ok(Exit::Fine)
}

fn import(file: &Path, out: &mut dyn Write) -> Done {
    let name =
        if file.as_os_str() == STREAM { "standard input" } else { &*printable(&file.display().to_string()) };
    let mut text = String::new();
    let read = if file.as_os_str() == STREAM {
        io::stdin().lock().read_to_string(&mut text).map(|_| ())
    } else {
        std::fs::read_to_string(file).map(|read| text = read)
    };
    read.map_err(|error| CliError::File(format!("cannot read {name}: {error}; nothing was changed")))?;
    let other = Progress::parse(&text)
        .map_err(|error| CliError::File(format!("{name} is no progress: {error}; nothing was changed")))?;
    let mut keeper = keeper(out)?;
    let before = keeper.progress().count(None);
    saved(keeper.add(&other), out)?;
    // Another window may have reset some meanwhile.
    let after = keeper.progress().count(None);
    writeln!(out, "{name}: {} new, {after} done in all", plural(after.saturating_sub(before), "stage"))?;
    Ok(Exit::Fine)
}
