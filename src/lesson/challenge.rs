//! A challenge: break it or mend it, judged by the simulator.
//!
//! Any answer that reaches the goals within the faults allowed passes. Doing nothing
//! never does: a lesson whose challenge holds from the start does not load.

use std::collections::BTreeSet;

use unicode_width::UnicodeWidthStr;

use super::dial::Free;
use super::prose::Prose;
use super::survives::Survives;
use super::template::Template;
use crate::sim::expr::{Expr, Moment, Question, Term};
use crate::sim::{Experiment, Scenario, Site};

/// A task with goals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Challenge {
    /// The task in words.
    pub ask: Prose,
    /// What must be true at the end of the story.
    pub goal: Vec<Expr>,
    /// What a search over every fault plan must not find.
    pub survives: Option<Survives>,
    /// How many faults may strike; no bound, without one.
    pub faults: Option<usize>,
    /// What may be turned or struck.
    pub free: Vec<Free>,
    /// A nudge, where to look, the next move: filled from the learner's own run.
    pub hints: [Template; 3],
    /// One answer that passes.
    pub solution: Solution,
    /// What to make of it, for those who got there by trial too.
    pub debrief: Option<Template>,
}

/// A worked answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Solution {
    /// The stage's scenario with the lanes drawn, solved.
    pub scenario: Scenario,
    /// What to do, one line a change.
    pub lines: Vec<String>,
}

impl Challenge {
    /// Judges the learner's run at its end.
    #[must_use]
    pub fn judge(&self, experiment: &Experiment) -> Judgement {
        let end = Moment::end(experiment);
        let goal = |expr: &Expr| Goal::new(expr, &end);
        let struck = experiment.traces.iter().flat_map(|trace| trace.struck.iter());
        let struck: BTreeSet<Site> = struck.map(|(site, _)| site).collect();
        let survives = self.survives.iter().map(|survives| survives.judge(experiment));
        let goals = self.goal.iter().map(goal).chain(survives).collect();
        Judgement { goals, faults: struck.len(), allowed: self.faults }
    }
}

/// One goal, and how it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Goal {
    /// What is wanted, as it is written.
    pub wanted: String,
    /// What it asks about: `naive.balance`; nothing, where a search judges it.
    pub asked: String,
    /// How that stands: `20`.
    pub value: String,
    /// The same in words, beside what is wanted: `this run ends at 20`.
    pub now: String,
    /// Whether it is so.
    pub met: bool,
    /// The faults by which a search breaks it.
    pub by: Option<String>,
}

impl Goal {
    /// Asks a moment.
    #[must_use]
    pub fn new(expr: &Expr, moment: &Moment<'_>) -> Self {
        let question = match expr {
            Expr::Compare(Term::Knob(lane, id), ..) | Expr::Stands(lane, id, _) => {
                Question::Stands(lane.clone(), id)
            }
            Expr::Compare(left, _, _) => Question::Number(left.clone()),
            Expr::Keeps(lane, property, _) => Question::Keeps(lane.clone(), *property),
            Expr::Told(lane, _) => Question::Told(lane.clone()),
        };
        let (asked, value) = (question.to_string(), question.answer(moment).to_string());
        let now = match &question {
            Question::Number(_) => format!("this run ends at {value}"),
            Question::Keeps(..) => format!("in this run it is {value}"),
            Question::Told(_) => format!("this run tells {value}"),
            Question::Stands(..) => format!("now {value}"),
        };
        Self { wanted: expr.to_string(), asked, value, now, met: expr.holds(moment), by: None }
    }

    /// How it stands, as a fact: `naive.balance is 20`.
    #[must_use]
    pub fn stands(&self) -> String {
        if self.asked.is_empty() { self.found() } else { format!("{} is {}", self.asked, self.value) }
    }

    /// What a search found: `once breaks by pay/1/reply=lose`.
    #[must_use]
    pub fn found(&self) -> String {
        self.by.as_ref().map_or_else(|| self.value.clone(), |by| format!("{} by {by}", self.value))
    }
}

/// How a run does against a challenge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// Each goal.
    pub goals: Vec<Goal>,
    /// How many faults struck, in any lane, by hand or by chance.
    pub faults: usize,
    /// How many may.
    pub allowed: Option<usize>,
}

impl Judgement {
    /// Whether every goal is met.
    #[must_use]
    pub fn reached(&self) -> bool {
        self.goals.iter().all(|goal| goal.met)
    }

    /// Whether no more faults struck than may.
    #[must_use]
    pub fn within(&self) -> bool {
        self.allowed.is_none_or(|allowed| self.faults <= allowed)
    }

    /// Whether the challenge is passed.
    #[must_use]
    pub fn passed(&self) -> bool {
        self.reached() && self.within()
    }

    /// What the search behind a goal found, in words; nothing, where none is asked for.
    #[must_use]
    pub fn found(&self) -> String {
        self.searched().map_or_else(String::new, Goal::found)
    }

    /// The goal that a search judges.
    #[must_use]
    pub fn searched(&self) -> Option<&Goal> {
        self.goals.iter().find(|goal| goal.asked.is_empty())
    }

    /// The judgement in one row of so many columns: `goal: naive.balance == 40, this run ends
    /// at 20; faults 1 of 3`. Of several goals it says how many are met, and the first that is
    /// not. Where there is no room for all that, it says ever less.
    #[must_use]
    pub fn row(&self, room: usize) -> String {
        let unmet = self.goals.iter().find(|goal| !goal.met);
        let met = self.goals.iter().filter(|goal| goal.met).count();
        let count = format!("{met} of {} met", plural(self.goals.len(), "goal"));
        let faults = self.allowed.map(|allowed| format!("faults {} of {allowed}", self.faults));
        let row = |parts: &[Option<&String>]| {
            parts.iter().copied().flatten().cloned().collect::<Vec<_>>().join("; ")
        };
        let mut rows = Vec::new();
        if let [only] = self.goals.as_slice() {
            let goal = format!("goal: {}", only.wanted);
            let stands = if only.met { "met" } else { &only.now };
            rows.push(row(&[Some(&format!("{goal}, {stands}")), faults.as_ref()]));
            rows.push(row(&[Some(&goal), faults.as_ref()]));
        } else if let Some(unmet) = unmet {
            let said = format!("{}, {}", unmet.wanted, unmet.now);
            rows.push(row(&[Some(&count), Some(&said), faults.as_ref()]));
            rows.push(row(&[Some(&count), Some(&unmet.wanted), faults.as_ref()]));
        }
        let short = row(&[Some(&count), faults.as_ref()]);
        rows.into_iter().find(|row| row.width() <= room).unwrap_or(short)
    }

    /// The judgement in words: a line a goal, and one for the faults where they are counted.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let goal = |goal: &Goal| {
            if goal.met {
                format!("met: {}", goal.wanted)
            } else {
                format!("not yet: {}, and {}", goal.wanted, goal.stands())
            }
        };
        let faults = self.allowed.map(|allowed| {
            let struck = plural(self.faults, "fault");
            match (self.within(), self.faults == allowed) {
                (true, true) => format!("{struck} struck: as many as are allowed"),
                (true, false) => format!("{struck} struck, {allowed} allowed"),
                (false, _) => format!("too many: {struck} struck, {allowed} allowed"),
            }
        });
        self.goals.iter().map(goal).chain(faults).collect()
    }
}

/// `1 fault`, `3 faults`.
#[must_use]
pub fn plural(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}
