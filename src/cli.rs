//! The command line: parse, dispatch, print the error, exit code.
//!
//! The map in prose: `idem`, `idem learn` and `idem lab` open the screen; `idem run`
//! simulates without one, `idem explore` tries every fault plan, `idem sweep` plays many
//! weathers over many settings, `idem sql` runs statements once and twice, and `idem verbs`
//! asks every HTTP verb once, twice and with a lost reply; `idem notes` follows a presenter; `idem knobs`, `recipes`, `faults`,
//! `properties` and `presets` print the tables of the model; `idem lesson` is for authors
//! and `idem progress` for learners; `idem completions` and `idem man` are for packagers. Every command writes
//! through the one `io::Write` it is handed, and nothing else here prints, but for a line
//! of progress where somebody watches.
//!
//! | file | noun |
//! |---|---|
//! | `advise` | which TTL, asked by flags |
//! | `args` | the commands and flags |
//! | `lesson` | what authors do with lessons |
//! | `progress` | what a learner has done |
//! | `explore` | a search driven to its end |
//! | `sql` | the SQL bench |
//! | `sweep` | a grid played on every core |
//! | `scenario` | flags, read into a scenario |
//! | `gauge` | a line of progress, where somebody watches |
//! | `error` | what can go wrong, in one sentence each |
//! | `verbs` | the verb bench's tables |
//! | `notes` | a presenter's notes |
//! | `plain` | a lesson in numbered lines |
//! | `room` | what the screen opens on |
//! | `quote` | text from outside, made safe to print |

pub mod advise;
pub mod args;
pub mod error;
pub mod explore;
pub mod gauge;
pub mod lesson;
pub mod notes;
pub mod plain;
pub mod progress;
pub mod quote;
pub mod room;
pub mod scenario;
pub mod sql;
pub mod sweep;
pub mod verbs;

use std::ffi::OsString;
use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use self::args::{Cli, Command, LearnArgs, ReviewArgs, RunArgs};
use self::error::CliError;
use self::room::Room;
use crate::report;
use crate::share::Shared;
use crate::sim::Experiment;

/// How a command that did its work ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// All is well.
    Fine,
    /// A violation was found, or a lesson is wrong.
    Found,
    /// A signal ended it: 128 and the signal's number.
    Signal(u8),
}

impl Exit {
    /// The process's exit code.
    const fn code(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Found => 1,
            Self::Signal(code) => code,
        }
    }
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
        Ok(exit) => ExitCode::from(exit.code()),
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
    if cli.look.present && !presents(cli) {
        return Err(CliError::NoPresenting);
    }
    match &cli.command {
        None => room::open(&Room::Home, &cli.look, cli.course.lessons.as_deref(), out),
        Some(Command::Learn(args)) => learn(args, cli, out),
        Some(Command::Review(args)) => review(args, cli, out),
        Some(Command::Lesson(command)) => lesson::lesson(command, &cli.course, ascii, out),
        Some(Command::Progress(args)) => progress::progress(args, &cli.course, out),
        Some(_) if cli.course.lessons.is_some() => Err(CliError::NoLessons),
        Some(Command::Lab { source }) => room::open(&Room::Lab(source.clone()), &cli.look, None, out),
        Some(Command::Notes) => notes::notes(&cli.look, out),
        Some(Command::Run(args)) => run(args, ascii, out),
        Some(Command::Explore(args)) => explore::explore(args, ascii, out),
        Some(Command::Verbs(args)) => verbs::verbs(args, ascii, out),
        Some(Command::Advise(args)) => advise::answer(args, ascii, out),
        Some(Command::Sweep(args)) => sweep::sweep(args, ascii, out),
        Some(Command::Sql(args)) => match &args.command {
            None => room::open(&Room::Sql, &cli.look, None, out),
            Some(command) => sql::sql(command, ascii, out),
        },
        Some(Command::Knobs(args)) if args.json => fine(report::knobs::write_json(out)),
        Some(Command::Knobs(_)) => fine(report::knobs::write_page(ascii, out)),
        Some(Command::Recipes(args)) if args.json => fine(report::recipes::write_json(out)),
        Some(Command::Recipes(_)) => fine(report::recipes::write_page(ascii, out)),
        Some(Command::Faults(args)) if args.json => fine(report::faults::write_json(out)),
        Some(Command::Faults(_)) => fine(report::faults::write_page(ascii, out)),
        Some(Command::Properties(args)) if args.json => fine(report::properties::write_json(out)),
        Some(Command::Properties(_)) => fine(report::properties::write_page(ascii, out)),
        Some(Command::Presets(args)) if args.json => fine(report::presets::write_json(out)),
        Some(Command::Presets(_)) => fine(report::presets::write_page(ascii, out)),
        Some(Command::Completions { shell }) => {
            // Into memory first: the generator panics where a writer fails.
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut Cli::command(), "idem", &mut script);
            fine(out.write_all(&script))
        }
        Some(Command::Man) => fine(clap_mangen::Man::new(Cli::command()).render(&mut *out)),
    }
}

/// Whether what is asked for can be shown to a room.
const fn presents(cli: &Cli) -> bool {
    match &cli.command {
        None | Some(Command::Lab { .. }) => true,
        Some(Command::Learn(args)) => !args.plain,
        Some(_) => false,
    }
}

/// A lesson on the screen, or in lines.
fn learn(args: &LearnArgs, cli: &Cli, out: &mut dyn Write) -> Done {
    let (room, lessons) = (Room::Lesson(args.place.clone()), args.course.or(&cli.course));
    if args.plain {
        return plain::walk(&room, &cli.look, lessons, &mut io::stdin().lock(), out);
    }
    match &args.watch {
        Some(file) => room::watch(file, &cli.look, lessons, out),
        None => room::open(&room, &cli.look, lessons, out),
    }
}

/// What is due again, on the screen or in lines; a sentence where nothing is.
fn review(args: &ReviewArgs, cli: &Cli, out: &mut dyn Write) -> Done {
    let (model, keeper) = room::set(&Room::Review, &cli.look, args.course.or(&cli.course))?;
    if model.run.is_none() {
        model.notice.iter().try_for_each(|notice| writeln!(out, "{notice}"))?;
        return Ok(Exit::Fine);
    }
    if args.plain {
        return plain::walk_on(model, keeper, &cli.look, &mut io::stdin().lock(), out);
    }
    room::open_on(model, keeper, &cli.look, out)
}

/// A command that has nothing to find.
fn fine(written: io::Result<()>) -> Done {
    written.map(|()| Exit::Fine).map_err(CliError::from)
}

fn run(args: &RunArgs, ascii: bool, out: &mut dyn Write) -> Done {
    let scenario = scenario::read(args)?;
    if args.code && !args.json {
        let code = Shared::new(scenario).code().map_err(CliError::Code)?;
        return fine(writeln!(out, "{code}"));
    }
    let experiment = Experiment::run(&scenario);
    fine(if args.json {
        report::document::write(&experiment, out)
    } else {
        report::write(&experiment, ascii, out)
    })
}
