//! The command line: parse, dispatch, print the error, exit code.
//!
//! The map in prose: `idem`, `idem learn` and `idem lab` open the screen; `idem run`
//! simulates without one; `idem knobs`, `recipes`, `faults` and `properties` print the
//! tables of the model; `idem lesson` is for authors; `idem completions` and `idem man`
//! are for packagers. Every command writes through the one `io::Write` it is handed,
//! and nothing else here prints.
//!
//! | file | noun |
//! |---|---|
//! | `args` | the commands and flags |
//! | `scenario` | flags, read into a scenario |
//! | `error` | what can go wrong, in one sentence each |
//! | `quote` | text from outside, made safe to print |

pub mod args;
pub mod error;
pub mod quote;
pub mod scenario;

use std::ffi::OsString;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use self::args::{Cli, Command, LessonCommand, Look, RunArgs};
use self::error::CliError;
use crate::report;
use crate::sim::Experiment;

/// How a command that did its work ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// All is well.
    Fine = 0,
    /// A violation was found, or a lesson is wrong.
    Found = 1,
}

/// The exit code of a command that could not do its work.
const UNUSABLE: u8 = 2;

/// What a command comes to.
type Done = Result<Exit, CliError>;

/// Runs the command line and says how the process ends.
#[must_use]
pub fn main(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let mut out = BufWriter::new(io::stdout().lock());
    let done = match Cli::try_parse_from(args) {
        Ok(cli) => dispatch(&cli, &mut out),
        Err(answer) => answered(answer, &mut out),
    };
    match done.and_then(|exit| out.flush().map(|()| exit).map_err(CliError::from)) {
        Ok(exit) => ExitCode::from(exit as u8),
        Err(error) if error.is_closed_pipe() => ExitCode::SUCCESS,
        Err(error) => {
            // What is still in the buffer belongs to a story that does not end: drop it.
            let _ = out.into_parts();
            let _ = writeln!(io::stderr(), "{}", error.message());
            ExitCode::from(UNUSABLE)
        }
    }
}

/// Clap hands help and version over as errors; they are answers.
fn answered(answer: clap::Error, out: &mut dyn Write) -> Done {
    if answer.use_stderr() {
        return Err(answer.into());
    }
    write!(out, "{answer}")?;
    Ok(Exit::Fine)
}

fn dispatch(cli: &Cli, out: &mut dyn Write) -> Done {
    let ascii = cli.look.ascii;
    match &cli.command {
        None => screen(&Room::Home, &cli.look),
        Some(Command::Learn { place }) => screen(&Room::Lesson(place.clone()), &cli.look),
        Some(Command::Lab) => screen(&Room::Lab, &cli.look),
        Some(Command::Run(args)) => run(args, ascii, out),
        Some(Command::Lesson(LessonCommand::List)) => list_lessons(out),
        Some(Command::Lesson(LessonCommand::Check { files })) => check_lessons(files, out),
        Some(Command::Knobs(args)) if args.json => fine(report::knobs::write_json(out)),
        Some(Command::Knobs(_)) => fine(report::knobs::write_page(ascii, out)),
        Some(Command::Recipes(args)) if args.json => fine(report::recipes::write_json(out)),
        Some(Command::Recipes(_)) => fine(report::recipes::write_page(ascii, out)),
        Some(Command::Faults(args)) if args.json => fine(report::faults::write_json(out)),
        Some(Command::Faults(_)) => fine(report::faults::write_page(ascii, out)),
        Some(Command::Properties(args)) if args.json => fine(report::properties::write_json(out)),
        Some(Command::Properties(_)) => fine(report::properties::write_page(ascii, out)),
        Some(Command::Completions { shell }) => {
            // Into memory first: the generator panics where a writer fails.
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut Cli::command(), "idem", &mut script);
            fine(out.write_all(&script))
        }
        Some(Command::Man) => fine(clap_mangen::Man::new(Cli::command()).render(&mut *out)),
    }
}

/// A command that has nothing to find.
fn fine(written: io::Result<()>) -> Done {
    written.map(|()| Exit::Fine).map_err(CliError::from)
}

fn run(args: &RunArgs, ascii: bool, out: &mut dyn Write) -> Done {
    let experiment = Experiment::run(&scenario::read(args)?);
    fine(if args.json {
        report::document::write(&experiment, out)
    } else {
        report::write(&experiment, ascii, out)
    })
}

// Rooms --------------------------------------------------------------------------------

/// What the screen opens on.
#[derive(Clone, Debug)]
pub enum Room {
    /// The home page.
    Home,
    /// A lesson, `LESSON[:STAGE]`; none: where the learner left off.
    Lesson(Option<String>),
    /// The sandbox.
    Lab,
}

/// Opens the screen; refuses where there is none, without a single escape code.
fn screen(room: &Room, look: &Look) -> Done {
    if !io::stdout().is_terminal() {
        return Err(CliError::NoTerminal);
    }
    open(room, look)
}

// CONNECT HERE: the three functions below are the only ones that know the rooms which
// are built elsewhere, the screen and the lessons. Each returns its typed error until
// its room is there; `CliError::NotConnected` goes with the last of them.

/// Opens the screen on a room.
fn open(room: &Room, _look: &Look) -> Done {
    Err(CliError::NotConnected(match room {
        Room::Home => "idem",
        Room::Lesson(_) => "idem learn",
        Room::Lab => "idem lab",
    }))
}

/// Lists the lessons.
fn list_lessons(_out: &mut dyn Write) -> Done {
    Err(CliError::NotConnected("idem lesson list"))
}

/// Proves by simulating that lessons tell the truth.
fn check_lessons(_files: &[PathBuf], _out: &mut dyn Write) -> Done {
    Err(CliError::NotConnected("idem lesson check"))
}
