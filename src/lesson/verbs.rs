//! A stage on the verb bench: look, predict, pick or find, judged by its model.
//!
//! As everywhere, right answers are not written down: the bench computes them.

use std::collections::BTreeMap;

use super::predict::in_a_row;
use super::prose::Prose;
use crate::verbs::{Claim, Endpoint, Question, Reading, STARTS, Start, Story, Verdict, Way};

/// A stage on the bench.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerbStage {
    /// The endpoints shown, in order.
    pub show: Vec<&'static Endpoint>,
    /// The way it opens with.
    pub way: Way,
    /// The starting state; each endpoint's own, without one.
    pub from: Option<&'static Start>,
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
    /// To mark the endpoints of which something is so.
    Pick(Pick),
    /// To turn the bench until something is so.
    Find(Find),
}

/// A prediction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// The question in words.
    pub ask: Prose,
    /// What is asked of the bench.
    pub about: Question,
    /// What may be said, in the order shown.
    pub choices: Vec<Reading>,
    /// A reply to each wrong choice.
    pub wrong: BTreeMap<Reading, Prose>,
    /// A reply to the right one.
    pub right: Option<Prose>,
}

/// A choice of several endpoints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pick {
    /// The task in words.
    pub ask: Prose,
    /// The claim's word: what is so of those to be marked.
    pub claim: &'static str,
    /// What to make of it.
    pub right: Prose,
    /// What is said of an endpoint that is marked wrongly, or missed, by its id.
    pub wrong: BTreeMap<String, Prose>,
    /// A nudge.
    pub hint: Option<Prose>,
}

/// A search with the learner's own hands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Find {
    /// The task in words.
    pub ask: Prose,
    /// What is measured, by its word.
    pub word: &'static str,
    /// What it is to be.
    pub wanted: Reading,
    /// What to make of it.
    pub right: Prose,
    /// A nudge.
    pub hint: Option<Prose>,
}

impl VerbStage {
    /// The story of one of its endpoints.
    #[must_use]
    pub fn story(&self, endpoint: &'static Endpoint, way: Way) -> Story {
        let start = self.from.or_else(|| Start::find(endpoint.start)).unwrap_or(&STARTS[0]);
        Story::tell(endpoint, way, start.server())
    }

    /// The prediction it asks for, if it does.
    #[must_use]
    pub const fn asks(&self) -> Option<&Ask> {
        match &self.task {
            Task::Ask(ask) => Some(ask),
            Task::Look(_) | Task::Pick(_) | Task::Find(_) => None,
        }
    }

    /// The right answer to its prediction, computed.
    #[must_use]
    pub fn answer(&self) -> Option<Reading> {
        let about = self.asks()?.about;
        Some(about.answer(&self.story(about.endpoint, self.way)))
    }

    /// The nudge there is to ask for.
    #[must_use]
    pub const fn hint(&self) -> Option<&Prose> {
        match &self.task {
            Task::Pick(pick) => pick.hint.as_ref(),
            Task::Find(find) => find.hint.as_ref(),
            Task::Look(_) | Task::Ask(_) => None,
        }
    }

    /// The endpoints that are marked wrongly or missed, as indices.
    #[must_use]
    pub fn misses(&self, marks: &[bool]) -> Vec<usize> {
        let Task::Pick(pick) = &self.task else { return Vec::new() };
        let marked = |index: usize| marks.get(index).copied().unwrap_or(false);
        let wrong =
            |(index, endpoint): &(usize, &&'static Endpoint)| pick.belongs(endpoint) != marked(*index);
        self.show.iter().enumerate().filter(wrong).map(|(index, _)| index).collect()
    }

    /// Whether what is to be found is so of an endpoint in a way.
    #[must_use]
    pub fn finds(&self, story: &Story) -> bool {
        let Task::Find(find) = &self.task else { return false };
        Question::of(story.endpoint, find.word).is_some_and(|question| question.answer(story) == find.wanted)
    }
}

impl Ask {
    /// The reply written for a choice, if one is.
    #[must_use]
    pub fn reply(&self, choice: Reading) -> Option<&Prose> {
        self.wrong.get(&choice).or(self.right.as_ref())
    }

    /// The choices in one row, with the keys that take them.
    #[must_use]
    pub fn choices_row(&self) -> String {
        in_a_row(self.choices.iter().map(ToString::to_string))
    }
}

impl Pick {
    /// Whether an endpoint is to be marked.
    #[must_use]
    pub fn belongs(&self, endpoint: &'static Endpoint) -> bool {
        Claim::find(self.claim).is_some_and(|claim| (claim.holds)(Verdict::of(endpoint)))
    }
}
