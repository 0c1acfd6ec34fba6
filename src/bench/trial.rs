//! A trial: the statement once, twice, and late, from every starting state; each story on
//! a scratch database of its own.

use super::case::{Case, Start};
use super::scratch::Scratch;
use super::script::{Run, Tolerance};
use super::state::State;
use super::trouble::{Part, Trouble};
use super::verdict::Verdict;

/// The seed of every story, and another one to tell what chance does.
const SEEDS: [u64; 2] = [8, 9];

/// Once and twice from one starting state.
#[derive(Clone, Debug)]
pub struct Story {
    /// The starting state's name.
    pub start: String,
    /// What is there before.
    pub before: State,
    /// The first run.
    pub first: Run,
    /// What is there after one run.
    pub after_one: State,
    /// The second run.
    pub second: Run,
    /// What is there after two runs.
    pub after_two: State,
    /// Whether one run gives another result with other chance, or at another time.
    pub by_chance: bool,
}

/// Once, then another writer, then the late duplicate.
#[derive(Clone, Debug)]
pub struct Late {
    /// Which starting state, as an index.
    pub start: usize,
    /// What is there after one run.
    pub after_one: State,
    /// What the other writer hears.
    pub between: Run,
    /// What is there after the other writer.
    pub after_other: State,
    /// The late duplicate.
    pub duplicate: Run,
    /// What is there in the end.
    pub after_late: State,
}

/// A case that was tried.
#[derive(Clone, Debug, Default)]
pub struct Trial {
    /// A story for each starting state.
    pub stories: Vec<Story>,
    /// A story of a late duplicate for each starting state from which the other writer
    /// changes something.
    pub late: Vec<Late>,
}

impl Trial {
    /// Tries a case.
    ///
    /// # Errors
    /// Why it cannot be run: the statement does not read, is refused, or is stopped.
    pub fn run(case: &Case) -> Result<Self, Trouble> {
        let mut trial = Self::default();
        let mut unwritten = None;
        for (index, start) in case.starts.iter().enumerate() {
            trial.stories.push(story(case, start)?);
            match case.between.as_deref().map(|between| late(case, start, index, between)).transpose()? {
                Some(Told::Changed(late)) => trial.late.push(*late),
                Some(Told::Failed(trouble)) => unwritten = unwritten.or(Some(trouble)),
                Some(Told::Unchanged) | None => {}
            }
        }
        match unwritten {
            // Where the other writer never comes through, its statement is wrong.
            Some(trouble) if trial.late.is_empty() => Err(trouble),
            _ => Ok(trial),
        }
    }

    /// What it shows.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        Verdict::of(self)
    }
}

fn prepared(case: &Case, start: &Start, seed: u64) -> Result<Scratch, Trouble> {
    let scratch = Scratch::open(seed)?;
    scratch.run(&case.setup, Tolerance::Nothing, false).map_err(|trouble| trouble.of(Part::Setup))?;
    if !start.sql.is_empty() {
        let made = scratch.run(&start.sql, Tolerance::Nothing, false);
        made.map_err(|trouble| trouble.of(Part::Start(start.name.clone())))?;
    }
    Ok(scratch)
}

fn first(case: &Case, scratch: &Scratch) -> Result<Run, Trouble> {
    scratch.run(&case.statement, Tolerance::Constraints, case.careless)
}

/// What arrives again. It was read once, so what `SQLite` says now is an answer.
fn again(case: &Case, scratch: &Scratch) -> Result<Run, Trouble> {
    let tolerance = if case.again.is_some() { Tolerance::Constraints } else { Tolerance::Anything };
    let run = scratch.run(case.repeated(), tolerance, case.careless);
    run.map_err(|trouble| trouble.of(if case.again.is_some() { Part::Again } else { Part::Statement }))
}

fn story(case: &Case, start: &Start) -> Result<Story, Trouble> {
    let scratch = prepared(case, start, SEEDS[0])?;
    let before = scratch.state()?;
    let first_run = first(case, &scratch)?;
    let after_one = scratch.state()?;
    let second = again(case, &scratch)?;
    let after_two = scratch.state()?;
    let other = prepared(case, start, SEEDS[0])?;
    other.reseed(SEEDS[1]);
    let otherwise = first(case, &other)?;
    let by_chance = !otherwise.says(&first_run) || !other.state()?.same(&after_one);
    Ok(Story { start: start.name.clone(), before, first: first_run, after_one, second, after_two, by_chance })
}

/// What came of another writer.
enum Told {
    Changed(Box<Late>),
    Unchanged,
    Failed(Trouble),
}

fn late(case: &Case, start: &Start, index: usize, between: &str) -> Result<Told, Trouble> {
    let scratch = prepared(case, start, SEEDS[0])?;
    first(case, &scratch)?;
    let after_one = scratch.state()?;
    let between = match scratch.run(between, Tolerance::Nothing, false) {
        Ok(run) => run,
        Err(trouble) => return Ok(Told::Failed(trouble.of(Part::Between))),
    };
    let after_other = scratch.state()?;
    if after_other.same(&after_one) {
        return Ok(Told::Unchanged);
    }
    let duplicate = again(case, &scratch)?;
    let after_late = scratch.state()?;
    Ok(Told::Changed(Box::new(Late { start: index, after_one, between, after_other, duplicate, after_late })))
}
