//! A stage on the SQL bench: look, predict, or write a statement that a real database
//! judges.
//!
//! As everywhere, right answers are not written down: the database gives them.

use std::collections::BTreeMap;
use std::fmt;

use super::prose::Prose;
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
        let answers = (0..trial.stories.len()).map(|start| self.about.answer(trial, start));
        answers.map(|answer| answer.unwrap_or_else(|| "-".to_owned())).find(|answer| *answer != self.wanted)
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

    /// How a trial stands: each goal, and what it is instead.
    #[must_use]
    pub fn row(&self, trial: &Trial) -> String {
        let goal = |goal: &Goal| match goal.missed(trial) {
            None => goal.to_string(),
            Some(is) => format!("{} is {is}, wanted {}", goal.about, goal.wanted),
        };
        self.goals.iter().map(goal).collect::<Vec<_>>().join("   ")
    }
}
