//! Everything that can go wrong between the keyboard and the model, in one sentence
//! each: what is wrong, where, and what to do.

use std::io;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::quote::{printable, printable_lines};
use crate::advise::LatenessError;
use crate::bench::Trouble;
use crate::podium::SeatError;
use crate::share::ShareError;
use crate::sim::fault::{FAULTS, Fault, PlanError, words};
use crate::sim::knob::Kind;
use crate::sim::nearest::{hint, nearest};
use crate::sim::preset::PresetError;
use crate::sim::scenario::ScenarioError;
use crate::sim::site::{PLACES, SiteError};
use crate::sim::{Intent, Knob, Site};
use crate::sweep::axis::AxisError;
use crate::sweep::grid::GridError;
use crate::tui::terminal::TerminalError;

/// Why a command did nothing.
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    /// The command line does not read; clap says how.
    #[error("{}", usage(.0))]
    Usage(clap::Error),
    /// A flag's text means nothing.
    #[error("--{flag} {text}: {why}")]
    Flag {
        /// Which flag.
        flag: &'static str,
        /// Its text, as typed.
        text: String,
        /// What is wrong with it.
        why: Box<FlagError>,
    },
    /// No recipe has this id.
    #[error("{0}")]
    Recipe(ScenarioError),
    /// A screen was asked for where there is none.
    #[error(
        "standard output is no terminal; `idem run` simulates without a screen, `idem learn --plain` tells a lesson in lines"
    )]
    NoTerminal,
    /// The SQL bench was asked for where there is no screen.
    #[error("standard output is no terminal; `idem sql list` lists the cases, `idem sql run CASE` runs one")]
    NoBench,
    /// Lessons were named where none are read.
    #[error(
        "--lessons goes with `idem`, `learn`, `review`, `lesson` and `progress`; this command reads no lessons"
    )]
    NoLessons,
    /// A projector was named where nothing is shown.
    #[error(
        "--present shows a room what is on the screen: it goes with `idem`, `learn` without --plain, and `lab`"
    )]
    NoPresenting,
    /// There is no place for a presenter's notes.
    #[error("{0}")]
    Seat(SeatError),
    /// The terminal failed.
    #[error(transparent)]
    Terminal(#[from] TerminalError),
    /// The client never gives up.
    #[error(
        "--set attempts=unlimited: no TTL outlives a client that never gives up; set a number of attempts"
    )]
    NoTtl,
    /// No ready question has this id.
    #[error("unknown question `{text}`{near}")]
    Question {
        /// The id as written.
        text: String,
        /// The nearest ids, in words.
        near: String,
    },
    /// A sweep of nothing.
    #[error(
        "there is nothing to vary: name a ready question, `idem sweep` lists them, or --vary KNOB=VALUES"
    )]
    NothingVaried,
    /// The palette cannot be loaded.
    #[error("--theme: {0}")]
    Theme(String),
    /// A lesson does not load, or there is none of this name.
    #[error("{0}")]
    Lesson(String),
    /// No verb, endpoint, way or starting state of the verb bench has this name.
    #[error("{0}")]
    Verbs(String),
    /// A file cannot be read or written, or is wrong.
    #[error("{0}")]
    File(String),
    /// Progress cannot be kept.
    #[error(transparent)]
    Progress(#[from] crate::lesson::keeper::Trouble),
    /// What forgets asks first.
    #[error("{0}")]
    Unconfirmed(String),
    /// No case of the SQL bench has this id.
    #[error("there is no case `{id}`{}; `idem sql list` lists them", near.as_ref().map_or(String::new(), |near| format!(", perhaps `{near}`")))]
    Case {
        /// What was written.
        id: String,
        /// The nearest id.
        near: Option<String>,
    },
    /// A case of the SQL bench cannot be run.
    #[error("{0}")]
    Bench(Trouble),
    /// A statement was to come from standard input, and a person sits there.
    #[error("there is no statement; write one, such as idem sql try \"UPDATE acct SET bal = 150\"")]
    NoStatement,
    /// A share code cannot be read, or made.
    #[error("{0}")]
    Code(ShareError),
    /// The output could not be written.
    #[error("cannot write the output: {0}")]
    Output(#[from] io::Error),
}

/// Why a flag's text means nothing.
#[derive(Debug, thiserror::Error)]
pub enum FlagError {
    /// The text has no `=`.
    #[error("there is no `=`; write --{flag} {shape}, such as --{flag} {example}")]
    NoEquals {
        /// Which flag.
        flag: &'static str,
        /// What it takes.
        shape: &'static str,
        /// One that reads.
        example: &'static str,
    },
    /// The scenario does not take it.
    #[error(transparent)]
    Scenario(#[from] ScenarioError),
    /// No axis reads like this.
    #[error(transparent)]
    Axis(#[from] AxisError),
    /// No lateness reads like this.
    #[error(transparent)]
    Lateness(#[from] LatenessError),
    /// The axes make no grid.
    #[error(transparent)]
    Grid(#[from] GridError),
    /// No figure has this id.
    #[error("unknown figure `{text}`{near}")]
    Figure {
        /// The id as written.
        text: String,
        /// The nearest ids, in words.
        near: String,
    },
    /// There is no such preset.
    #[error(transparent)]
    Preset(#[from] PresetError),
    /// It is no such number.
    #[error("write {}", .0.describe())]
    Number(Kind),
    /// The knob is about what strikes, and a search tries all that may strike.
    #[error("a search leaves nothing to chance: it tries every plan within --faults; leave `{}` out", .0.id)]
    Searched(&'static Knob),
    /// The knob is set by another flag already.
    #[error("`{0}` is set by --set already; leave one of them out")]
    Twice(&'static str),
    /// The knob is what is varied.
    #[error("`{0}` is what is varied: name its values with --vary {0}=A,B,C, and leave it out here")]
    Varied(String),
    /// The plan does not take it.
    #[error("{error}{advice}")]
    Plan {
        /// What is wrong.
        error: PlanError,
        /// The nearest that would be right.
        advice: String,
    },
}

impl From<clap::Error> for CliError {
    /// Clap drops what a terminal would obey; a message that quotes it should show it.
    fn from(mut error: clap::Error) -> Self {
        let quoted: Vec<(ContextKind, String)> = error
            .context()
            .filter_map(|(kind, value)| match value {
                ContextValue::String(text) => Some((kind, printable(text))),
                _ => None,
            })
            .collect();
        for (kind, text) in quoted {
            error.insert(kind, ContextValue::String(text));
        }
        Self::Usage(error)
    }
}

impl CliError {
    /// Whether the reader of our output has closed it, having seen enough.
    #[must_use]
    pub fn is_closed_pipe(&self) -> bool {
        matches!(self, Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }

    /// The whole message as it is printed, safe for a terminal.
    #[must_use]
    pub fn message(&self) -> String {
        match self {
            // Asked for nothing, clap answers with its help alone.
            Self::Usage(help) if help.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
                usage(help)
            }
            // These point into what was written, over several lines.
            Self::Usage(_) | Self::File(_) | Self::Lesson(_) | Self::Theme(_) => {
                format!("idem: {}", printable_lines(&self.to_string()))
            }
            _ => format!("idem: {}", printable(&self.to_string())),
        }
    }
}

/// Clap's message without its own heading.
fn usage(error: &clap::Error) -> String {
    let text = error.to_string();
    text.strip_prefix("error: ").unwrap_or(&text).trim_end().to_owned()
}

impl FlagError {
    /// A plan entry that does not read, with the nearest that would.
    #[must_use]
    pub fn plan(error: PlanError, site: &str, intents: &[Intent]) -> Self {
        let advice = match &error {
            PlanError::Site { error: SiteError::Intent(name), .. } => intent_advice(name, intents),
            PlanError::Site { error: SiteError::Place(word), .. } => {
                hint(word, &PLACES.map(|(_, place)| place))
            }
            PlanError::Fault { text } => fault_advice(text, site, intents),
            PlanError::Site { .. } | PlanError::Unfit { .. } => String::new(),
        };
        Self::Plan { error, advice }
    }
}

/// The nearest intents; or how to make the one that was meant.
fn intent_advice(name: &str, intents: &[Intent]) -> String {
    let number = name.strip_prefix("pay-").and_then(|number| number.parse::<u32>().ok());
    let made = number.filter(|n| *n > 1 && Intent::generated_name(n - 1) == name);
    let fits = |n: &u32| Knob::find("intents").is_some_and(|knob| knob.kind.parse(&n.to_string()).is_some());
    if let Some(n) = made.filter(fits) {
        return format!("; --set intents={n} makes it");
    }
    let names = intents.iter().map(|intent| intent.name.as_str());
    let few: Vec<&str> = names.clone().take(9).collect();
    if few.len() < 9 {
        return hint(name, &few);
    }
    // There may be a million: only the near ones are worth a line.
    match nearest(name, names).as_slice() {
        [] => format!("; they are `{}`, `{}` .. `{}`", few[0], few[1], intents[intents.len() - 1].name),
        near => hint(name, near),
    }
}

/// What may strike at the site, or what is wrong with the span.
fn fault_advice(text: &str, site: &str, intents: &[Intent]) -> String {
    let Ok(site) = Site::parse(site, intents) else { return String::new() };
    if let Some((word, span)) = text.split_once(':')
        && let Some(fault) = Fault::parse(word)
    {
        let spanned = FAULTS.iter().any(|row| row.word == word && row.spanned);
        return if spanned && fault.fits(site.place) {
            format!("; `{span}` is no span: write {word}:250ms, {word}:30s, {word}:24h")
        } else {
            format!("; `{word}` takes no span")
        };
    }
    hint(text, &words(site.place))
}
