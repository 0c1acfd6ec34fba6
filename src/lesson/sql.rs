//! A stage on the SQL bench: look, predict, or write a statement that a real database
//! judges.
//!
//! As everywhere, right answers are not written down: the database gives them.

use std::collections::BTreeMap;
use std::fmt;

use super::prose::Prose;
use crate::bench::value::shown;
use crate::bench::{Case, Question, Trial};

/// A stage on the bench.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SqlStage {
    /// The cases shown, in order; the first is the one it opens with.
    pub show: Vec<Case>,
    /// The starting state it opens with, as an index.
    pub start: usize,
    /// Whether it opens with the story of a late duplicate.
    pub late: bool,
    /// What is to be done.
    pub task: Task,
}

/// What is to be done on the bench.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Task {
    /// To look and read.
    Look(Prose),
    /// To say what will be.
    Ask(Ask),
    /// To write a statement of which something is so.
    Write(Write),
}

/// A prediction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// The question in words.
    pub ask: Prose,
    /// What is asked of the bench.
    pub about: Question,
    /// What may be said, in the order shown.
    pub choices: Vec<String>,
    /// The answer, as the database gave it when the lesson was read.
    pub answer: String,
    /// A reply to each wrong choice.
    pub wrong: BTreeMap<String, Prose>,
    /// A reply to the right one.
    pub right: Option<Prose>,
}

/// A statement to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Write {
    /// The task in words.
    pub ask: Prose,
    /// What is to be so of it.
    pub goals: Vec<Goal>,
    /// Three hints, each saying more.
    pub hints: [Prose; 3],
    /// A statement that passes.
    pub solution: String,
    /// What to make of it.
    pub right: Prose,
}

/// One thing that is to be so, from every starting state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Goal {
    /// What is asked.
    pub about: Question,
    /// What it is to be.
    pub wanted: String,
}

impl Goal {
    /// Reads `idempotent is yes`; none if it does not read.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (about, wanted) = text.split_once(" is ")?;
        Some(Self { about: Question::parse(about)?, wanted: wanted.to_owned() })
    }

    /// What it is from the first starting state of which it is not what it is to be: `-`
    /// where there is nothing of that kind. None where all is as wanted.
    #[must_use]
    pub fn missed(&self, trial: &Trial) -> Option<String> {
        self.missed_from(trial).map(|(_, is)| is)
    }

    /// The same, with the number of that starting state.
    fn missed_from(&self, trial: &Trial) -> Option<(usize, String)> {
        let answers = (0..trial.stories.len()).map(|start| self.about.answer(trial, start));
        let told = answers.map(|answer| answer.unwrap_or_else(|| "-".to_owned()));
        told.enumerate().find(|(_, answer)| *answer != self.wanted)
    }

    /// How a trial misses it, in words; none where it does not. Where it is met from some
    /// starting states, the one from which it is not is named: the tables may show another.
    fn miss(&self, trial: &Trial) -> Option<String> {
        let (start, is) = self.missed_from(trial)?;
        let met = |start| self.about.answer(trial, start).as_ref() == Some(&self.wanted);
        let from = trial.stories.get(start).filter(|_| (0..trial.stories.len()).any(met));
        let from = from.map_or(String::new(), |story| format!(" from `{}`", shown(&story.start)));
        Some(format!("{} is {is}{from}, wanted {}", self.about, self.wanted))
    }
}

impl fmt::Display for Goal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} is {}", self.about, self.wanted)
    }
}

impl SqlStage {
    /// The prediction it asks for, if it does.
    #[must_use]
    pub const fn asks(&self) -> Option<&Ask> {
        match &self.task {
            Task::Ask(ask) => Some(ask),
            Task::Look(_) | Task::Write(_) => None,
        }
    }

    /// The statement it asks for, if it does.
    #[must_use]
    pub const fn writes(&self) -> Option<&Write> {
        match &self.task {
            Task::Write(write) => Some(write),
            Task::Look(_) | Task::Ask(_) => None,
        }
    }
}

impl Ask {
    /// The reply written for a choice, if one is.
    #[must_use]
    pub fn reply(&self, choice: &str) -> Option<&Prose> {
        self.wrong.get(choice).or(self.right.as_ref())
    }
}

impl Write {
    /// Whether everything is so of a trial.
    #[must_use]
    pub fn passes(&self, trial: &Trial) -> bool {
        self.goals.iter().all(|goal| goal.missed(trial).is_none())
    }

    /// How a trial stands, in a row: the first goal it misses, or all it meets.
    #[must_use]
    pub fn row(&self, trial: &Trial) -> String {
        let missed: Vec<String> = self.goals.iter().filter_map(|goal| goal.miss(trial)).collect();
        match missed.as_slice() {
            [] => self.goals.iter().map(ToString::to_string).collect::<Vec<_>>().join("   "),
            [one] => one.clone(),
            [first, more @ ..] => format!("{first}   (and {} more)", more.len()),
        }
    }
}
