//! What authors do with lessons: list, prove, print, begin one, and the format for editors.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::args::{CourseArgs, LessonCommand};
use super::error::CliError;
use super::quote::printable;
use super::{Done, Exit};
use crate::lesson::shelf::ShelfError;
use crate::lesson::skeleton::{file_name, skeleton};
use crate::lesson::{Course, Lesson, Shelf, schema};
use crate::report;

/// Does what an author asks.
///
/// # Errors
/// A file or folder cannot be read or written, or no lesson has the name given.
pub fn lesson(command: &LessonCommand, outer: &CourseArgs, ascii: bool, out: &mut dyn Write) -> Done {
    match command {
        LessonCommand::List { course } => list(&open(course.or(outer))?, out),
        LessonCommand::Check { files, course } => check(files, course.or(outer), out),
        LessonCommand::Show { lesson, markdown, course } => {
            let lesson = find(lesson, course.or(outer))?;
            if *markdown {
                report::lesson::write_markdown(&lesson, out)?;
            } else {
                report::lesson::write(&lesson, ascii, out)?;
            }
            Ok(Exit::Fine)
        }
        LessonCommand::New { id, title } => begin(id, title.as_deref(), out),
        LessonCommand::Schema => {
            let written =
                schema::schema().and_then(|schema| serde_json::to_writer_pretty(&mut *out, &schema));
            written.map_err(std::io::Error::from)?;
            writeln!(out)?;
            Ok(Exit::Fine)
        }
    }
}

/// The lessons of a folder of one's own, or those that ship; not proved yet.
///
/// # Errors
/// The folder cannot be listed, or holds no lesson.
pub fn course(folder: Option<&Path>) -> Result<Course, CliError> {
    folder.map_or_else(|| Ok(Course::shipped()), |folder| Course::open(folder).map_err(told))
}

/// The same, proved and on a shelf.
///
/// # Errors
/// Everything that is wrong with any of them, file by file.
pub fn open(folder: Option<&Path>) -> Result<Shelf, CliError> {
    course(folder)?.shelve().map_err(told)
}

/// One lesson, by its file or by its name on the shelf.
fn find(text: &str, folder: Option<&Path>) -> Result<Lesson, CliError> {
    let path = Path::new(text);
    if path.extension().is_some_and(|end| end == "toml") || path.components().count() > 1 {
        return Shelf::open_beside(path, &course(folder)?.known()).map_err(told);
    }
    let shelf = open(folder)?;
    match shelf.find(text).map_err(told)? {
        (lesson, None) => Ok(lesson.clone()),
        (lesson, Some(_)) => {
            let id = &lesson.id;
            Err(CliError::Lesson(format!(
                "{}: a lesson is shown whole; write `idem lesson show {id}`",
                printable(text)
            )))
        }
    }
}

/// What is wrong with lessons, as a message.
#[expect(clippy::needless_pass_by_value, reason = "the shape `map_err` wants")]
fn told(error: ShelfError) -> CliError {
    CliError::Lesson(error.to_string())
}

fn list(shelf: &Shelf, out: &mut dyn Write) -> Done {
    for (index, lesson) in shelf.lessons.iter().enumerate() {
        writeln!(out, "{:>2}  {:<16} {}", index + 1, lesson.id, lesson.title)?;
    }
    Ok(Exit::Fine)
}

/// Proves lessons by simulating, each by itself; without a file, the whole course.
fn check(files: &[PathBuf], folder: Option<&Path>, out: &mut dyn Write) -> Done {
    let course = course(folder)?;
    let proved = if files.is_empty() {
        course.prove()
    } else {
        let ids = course.known();
        let prove = |file: &PathBuf| (file.display().to_string(), Shelf::open_beside(file, &ids));
        files.iter().map(prove).collect()
    };
    let mut exit = Exit::Fine;
    let mut unread = Vec::new();
    for (name, lesson) in proved {
        match lesson {
            Ok(lesson) => {
                writeln!(
                    out,
                    "{}: {} is proved, {} stages",
                    printable(&name),
                    lesson.id,
                    lesson.stages.len()
                )?;
            }
            Err(ShelfError::Wrong(complaints)) => {
                writeln!(out, "{complaints}")?;
                exit = Exit::Found;
            }
            Err(error) => unread.push(error.to_string()),
        }
    }
    if unread.is_empty() {
        return Ok(exit);
    }
    // What could be read is told all the same.
    out.flush()?;
    Err(CliError::Lesson(unread.join("\n")))
}

/// Writes the file of a new lesson into the folder one is in. Nothing is overwritten.
fn begin(id: &str, title: Option<&str>, out: &mut dyn Write) -> Done {
    let text = skeleton(id, title).map_err(|error| CliError::Lesson(error.to_string()))?;
    let cannot = |what: &str, error: std::io::Error| CliError::Lesson(format!("cannot {what}: {error}"));
    let entries = std::fs::read_dir(".").map_err(|error| cannot("list this folder", error))?;
    let names: Vec<String> =
        entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    let of_this_id = |name: &&String| {
        let stem = name.strip_suffix(".toml").unwrap_or_default();
        let (number, rest) = stem.split_once('-').unwrap_or_default();
        stem == id || (rest == id && number.bytes().all(|b| b.is_ascii_digit()))
    };
    if let Some(name) = names.iter().find(of_this_id) {
        let what = format!("{} is here already; nothing was written. Choose another id", printable(name));
        return Err(CliError::Lesson(what));
    }
    let name = file_name(id, names.iter().map(String::as_str));
    let written = std::fs::File::create_new(&name).and_then(|mut file| file.write_all(text.as_bytes()));
    written.map_err(|error| cannot(&format!("write {name}"), error))?;
    writeln!(out, "{name} is written, and proved as it stands. Change it, and then:")?;
    writeln!(out, "  idem lesson check {name}")?;
    writeln!(out, "  idem learn --watch {name}")?;
    Ok(Exit::Fine)
}
