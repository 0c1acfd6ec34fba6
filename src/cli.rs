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
use std::process::ExitCode;

use clap::Parser;

use self::args::{Cli, Command, RunArgs};
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

/// Runs the command line and says how the process ends.
#[must_use]
pub fn main(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let mut out = BufWriter::new(io::stdout().lock());
    let done = Cli::try_parse_from(args).map_err(CliError::from).and_then(|cli| dispatch(&cli, &mut out));
    let done = done.or_else(|error| help(error, &mut out)).and_then(|exit| {
        out.flush()?;
        Ok(exit)
    });
    match done {
        Ok(exit) => ExitCode::from(exit as u8),
        // Whoever read us has seen enough.
        Err(CliError::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            // What was begun is not finished by an error: drop it.
            let _ = out.into_parts();
            let _ = writeln!(io::stderr(), "{}", error.message());
            ExitCode::from(UNUSABLE)
        }
    }
}

/// Clap hands help and version over as errors; they are answers.
fn help(error: CliError, out: &mut dyn Write) -> Result<Exit, CliError> {
    match error {
        CliError::Usage(answer) if !answer.use_stderr() => {
            write!(out, "{answer}")?;
            Ok(Exit::Fine)
        }
        error => Err(error),
    }
}

fn dispatch(cli: &Cli, out: &mut dyn Write) -> Result<Exit, CliError> {
    match &cli.command {
        Some(Command::Run(args)) => run(args, out),
        None | Some(Command::Learn { .. } | Command::Lab) if !io::stdout().is_terminal() => {
            Err(CliError::NoTerminal)
        }
        _ => Err(CliError::NotConnected("this")),
    }
}

fn run(args: &RunArgs, out: &mut dyn Write) -> Result<Exit, CliError> {
    let experiment = Experiment::run(&scenario::read(args)?);
    report::document::write(&experiment, out)?;
    Ok(Exit::Fine)
}
