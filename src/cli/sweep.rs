//! `idem sweep`: lays a grid out, plays it on every core, and writes what came of it.

use std::io::Write;
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::time::Duration;

use super::args::SweepArgs;
use super::error::{CliError, FlagError};
use super::gauge::watched;
use super::scenario::{apply, halves, number, start, wrong};
use super::{Done, Exit};
use crate::report;
use crate::sim::nearest::hint;
use crate::sweep::{Axis, FIGURES, Figure, Gauge, Grid, QUESTIONS, Question, Table, Tally, run};

/// The most trials a point may be asked for: a week's worth.
const TRIALS_MAX: u64 = 1_000_000_000;

/// How often each point is played, where nothing says how often.
const TRIALS: u64 = 1_000;

/// The figures shown where nothing says which.
const SHOWN: [&str; 5] = ["mean_balance", "p_double", "p_lost", "p_unknown", "mean_attempts"];

/// Sweeps, and writes what came of it; without anything to vary, lists the questions.
///
/// # Errors
/// A flag that does not read, or a writer that fails.
pub fn sweep(args: &SweepArgs, ascii: bool, out: &mut dyn Write) -> Done {
    if args.question.is_none() && args.vary.is_empty() {
        if is_about_something(args) {
            return Err(CliError::NothingVaried);
        }
        let listed = if args.json {
            report::sweep::questions::write_json(out)
        } else {
            report::sweep::questions::write_page(ascii, out)
        };
        return listed.map(|()| Exit::Fine).map_err(CliError::from);
    }
    let question = args.question.as_deref().map(find).transpose()?;
    let figures = figures(args, question)?;
    let grid = Arc::new(grid(args, question)?);
    let threads = threads(args)?;
    let sums = played(&grid, threads);
    let table = Table::new(grid, sums);
    if args.csv {
        report::sweep::document::write_csv(&table, out)?;
    } else if args.json {
        report::sweep::document::write(&table, out)?;
    } else {
        report::sweep::write(&table, &figures, ascii, out)?;
    }
    Ok(Exit::Fine)
}

/// Whether any flag speaks of a sweep, rather than of the list of questions.
fn is_about_something(args: &SweepArgs) -> bool {
    let SweepArgs { start, trials, lanes, set, fault, seed, figures, threads, csv, .. } = args;
    let lists = [lanes, set, fault];
    let texts = [trials, seed, figures, threads, &start.preset];
    *csv || start.from.is_some()
        || lists.iter().any(|list| !list.is_empty())
        || texts.iter().any(|text| text.is_some())
}

fn find(id: &str) -> Result<&'static Question, CliError> {
    Question::find(id).ok_or_else(|| CliError::Question {
        text: id.to_owned(),
        near: hint(id, &QUESTIONS.each_ref().map(|question| question.id)),
    })
}

/// The grid these flags describe.
fn grid(args: &SweepArgs, question: Option<&Question>) -> Result<Grid, CliError> {
    let given = start(args.start.preset.as_deref(), args.start.from.as_deref())?;
    let mut scenario = question.map_or_else(|| given.unwrap_or_default(), Question::scenario);
    apply(&mut scenario, &args.lanes, args.seed.as_deref(), &args.set, &args.fault)?;
    let axes: Vec<Axis> = if args.vary.is_empty() {
        question.map_or_else(Vec::new, Question::axes)
    } else {
        let read = |text: &String| Axis::parse(text).map_err(|why| wrong("vary", text, why.into()));
        args.vary.iter().map(read).collect::<Result<_, _>>()?
    };
    for text in &args.set {
        let (path, _) = halves("set", text, "KNOB=VALUE", "ttl=1h")?;
        if axes.iter().any(|axis| axis.path == path) {
            return Err(wrong("set", text, FlagError::Varied(path.to_owned())));
        }
    }
    let trials = args.trials.as_deref().map(|text| number("trials", text, 1, TRIALS_MAX)).transpose()?;
    let trials = trials.or(question.map(|question| question.trials)).unwrap_or(TRIALS);
    let vary = args.vary.join(" --vary ");
    Grid::new(scenario, axes, trials).map_err(|why| wrong("vary", &vary, why.into()))
}

/// The figures shown in text, by their rows.
fn figures(args: &SweepArgs, question: Option<&Question>) -> Result<Vec<usize>, CliError> {
    let Some(text) = &args.figures else {
        let shown = question.map_or(&SHOWN[..], |question| question.figures);
        return Ok(shown.iter().filter_map(|id| Figure::find(id)).collect());
    };
    let read = |id: &str| {
        let near = || hint(id, &FIGURES.each_ref().map(Figure::short));
        let unknown = || FlagError::Figure { text: id.to_owned(), near: near() };
        Figure::find(id).ok_or_else(|| wrong("figures", text, unknown()))
    };
    text.split(',').map(|id| read(id.trim())).collect()
}

fn threads(args: &SweepArgs) -> Result<NonZeroUsize, CliError> {
    let asked = args.threads.as_deref().map(|text| number("threads", text, 1, 1_024)).transpose()?;
    let asked = asked.and_then(|count| NonZeroUsize::new(usize::try_from(count).ok()?));
    let cores = || std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    Ok(asked.unwrap_or_else(cores))
}

/// Plays the grid; where somebody watches, a line tells how far it is, how fast it goes,
/// and how long it still takes.
fn played(grid: &Grid, threads: NonZeroUsize) -> Vec<Vec<Tally>> {
    let gauge = Gauge::default();
    let wanted = grid.trials.saturating_mul(grid.points.len() as u64);
    watched(|| run(grid, threads, &gauge), |passed| progress(gauge.played(), wanted, passed))
}

/// How far a sweep is, in one line.
fn progress(played: u64, wanted: u64, passed: Duration) -> String {
    let seconds = passed.as_secs_f64().max(0.001);
    #[expect(clippy::cast_precision_loss, reason = "a rate for people")]
    let rate = played as f64 / seconds;
    #[expect(clippy::cast_precision_loss, reason = "a guess for people")]
    let left = wanted.saturating_sub(played) as f64 / rate.max(1.0);
    let share = played.saturating_mul(100).checked_div(wanted).unwrap_or(100);
    format!("{share:>3} %  {played} of {wanted} trials, {rate:.0} a second, about {left:.0} s left")
}
