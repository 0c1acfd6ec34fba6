//! A lesson under way: which stage, and how far the learner has come in it.
//!
//! The lesson itself is proved data; this holds only what the learner did. It reads the
//! laboratory, and sets it up when a stage opens. Knows nothing of keys or drawing.

mod ground;
mod sql;
mod stand;
mod sweep;
mod verbs;
mod vote;
mod words;

use std::collections::BTreeMap;

pub use ground::Ground;
pub use stand::Stand;
pub use sweep::Chart;

use super::cursor::Cursor;
use super::desk::Desk;
use super::lab::Lab;
use super::lens::Lens;
use super::verbs::VerbBench;
use super::vote::Vote;
use crate::lesson::progress::Prediction;
use crate::lesson::{Free, Kind, Lesson, Offer, Stage, Survives};
use crate::sim::recipe::{RECIPE, STEPS};
use crate::sim::time::Ms;
use crate::sim::{Fault, Setting};

/// How far the learner has come in a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// The picture is free to look at, to turn and to strike.
    Free,
    /// A prediction is asked for.
    Asking,
    /// A choice is made, by its index: sure or not?
    Chosen(usize),
    /// A room is asked, and its hands are counted.
    Counting,
    /// Time moves on to the moment a room was asked about.
    Polled,
    /// The room's hands stand beside the outcome.
    Revealed,
    /// Time moves on to the moment asked about.
    Running(usize, bool),
    /// The prediction stands beside the outcome.
    Answered(usize, bool),
}

/// A lesson under way.
#[derive(Clone, Debug)]
pub struct Run {
    /// The lesson.
    pub lesson: Lesson,
    /// The stage, as an index.
    pub stage: usize,
    /// How far it has come.
    pub phase: Phase,
    /// How many hints were asked for; one beyond the last is the worked answer.
    pub hints: usize,
    /// Whether the learner was told that the stage is not done yet.
    pub warned: bool,
    /// What the stage plays on.
    pub ground: Ground,
    /// Whether what is marked on a bench was judged.
    pub judged: bool,
    /// Whether the task was done once. It stays done, whatever is tried then.
    pub done: bool,
    /// The hands of the room, by the index of the stage that asked for them.
    pub votes: BTreeMap<usize, Vote>,
}

impl Run {
    /// Opens a lesson at a stage, with the laboratory it plays in.
    #[must_use]
    pub fn open(lesson: Lesson, stage: usize) -> (Self, Lab) {
        let stage = stage.min(lesson.stages.len().saturating_sub(1));
        let mut run = Self {
            lesson,
            stage,
            phase: Phase::Free,
            hints: 0,
            warned: false,
            ground: Ground::Story,
            judged: false,
            done: false,
            votes: BTreeMap::new(),
        };
        let lab = run.set_up();
        (run, lab)
    }

    /// The laboratory this stage opens with.
    fn set_up(&mut self) -> Lab {
        let stage = &self.lesson.stages[self.stage];
        let mut lab = Lab::new(&stage.drawn(), Vec::new());
        let opens = stage.opens;
        self.phase = if stage.kind.asks() { Phase::Asking } else { Phase::Free };
        match stage.kind {
            Kind::Predict(_) | Kind::Sweep(_) => lab.veil = Some(opens),
            // What a later stage asks about is not given away by one before it.
            Kind::Say(_) | Kind::Play(_) => lab.veil = Some(stage.ends),
            Kind::Verbs(_) | Kind::Sql(_) if stage.kind.asks() => lab.veil = Some(opens),
            Kind::Turn(_) | Kind::Challenge(_) => lab.ends = true,
            Kind::Verbs(_) | Kind::Sql(_) | Kind::Recap(_) => {}
        }
        (self.hints, self.warned, self.judged, self.done) = (0, false, false, false);
        self.ground = self.opened();
        lab.go(Cursor::at(opens));
        lab
    }

    /// The stage.
    #[must_use]
    pub fn here(&self) -> &Stage {
        &self.lesson.stages[self.stage]
    }

    /// Whether the stage plays on a bench or a chart, where no time passes.
    #[must_use]
    pub const fn is_timeless(&self) -> bool {
        !matches!(self.ground, Ground::Story)
    }

    /// The ground as the stage opens: a recap looks back at the bench of the stage before it.
    fn opened(&self) -> Ground {
        let before = self.lesson.stages[..self.stage].last();
        match (&self.here().kind, before.map(|stage| &stage.kind)) {
            (Kind::Verbs(stage), _) | (Kind::Recap(_), Some(Kind::Verbs(stage))) => {
                Ground::Verbs(VerbBench::of(stage))
            }
            (Kind::Sql(stage), _) => Ground::Sql(Box::new(Desk::of(stage))),
            (Kind::Recap(_), Some(Kind::Sql(stage))) => Ground::Sql(Box::new(Desk::solved(stage))),
            (Kind::Sweep(stage), _) => {
                Chart::of(stage, &self.here().drawn()).map_or(Ground::Story, Ground::Chart)
            }
            _ => Ground::Story,
        }
    }

    /// The lens the stage opens with.
    #[must_use]
    pub fn lens(&self) -> Lens {
        self.here().lens.map_or(Lens::Diagram, Lens::from)
    }

    /// On to the next stage. None at the end of the lesson.
    pub fn forward(&mut self) -> Option<Lab> {
        if self.stage + 1 == self.lesson.stages.len() {
            return None;
        }
        self.stage += 1;
        Some(self.set_up())
    }

    /// Back to the stage before. None at the first.
    pub fn backward(&mut self) -> Option<Lab> {
        self.stage = self.stage.checked_sub(1)?;
        Some(self.set_up())
    }

    /// This stage from its beginning.
    pub fn reset(&mut self) -> Lab {
        self.set_up()
    }

    /// The instant a play stage plays to, or a running prediction.
    #[must_use]
    pub fn plays_to(&self, lab: &Lab) -> Option<Ms> {
        match (&self.here().kind, self.phase) {
            (Kind::Play(play), _) => play.instant(&lab.experiment, self.here().opens),
            (Kind::Predict(predict), Phase::Running(..) | Phase::Polled) => {
                Some(predict.instant(&lab.experiment))
            }
            _ => None,
        }
    }

    /// Whether a knob, or `recipe`, may be turned.
    #[must_use]
    pub fn frees(&self, id: &str) -> bool {
        self.here().kind.free().iter().any(|free| matches!(free, Free::Dial(dial) if dial.id == id))
            || matches!(&self.here().kind, Kind::Turn(turn) if turn.dial.id == id)
    }

    /// Whether a lane runs what it ran when the lesson opened, and nobody is to change that
    /// here: then its name says enough.
    #[must_use]
    pub fn is_as_introduced(&self, setting: &Setting) -> bool {
        let opening = self.lesson.stages.first().map(|stage| &stage.scenario.lanes);
        let lane = opening.and_then(|lanes| lanes.iter().find(|lane| lane.name == setting.lane));
        let same = lane.is_some_and(|lane| lane.recipe == setting.recipe) && !setting.recipe.is_edited();
        same && !self.frees(RECIPE) && !self.frees(STEPS)
    }

    /// The values this stage offers for a knob, or for `recipe`, where it says so.
    #[must_use]
    pub fn offer(&self, id: &str) -> Option<&Offer> {
        self.here().offers.iter().find(|offer| offer.dial.id == id)
    }

    /// Whether faults may be struck by hand, of one kind at the least.
    #[must_use]
    pub fn frees_faults(&self) -> bool {
        self.here().kind.free().iter().any(|free| matches!(free, Free::Faults | Free::Fault(_)))
    }

    /// Whether such a fault may be struck by hand; what strikes may always be cleared.
    #[must_use]
    pub fn frees_fault(&self, fault: Fault) -> bool {
        fault == Fault::None || self.here().kind.free().iter().any(|free| free.strikes(fault))
    }

    /// What a search must not find, where the stage is a challenge that asks for one.
    #[must_use]
    pub fn survives(&self) -> Option<&Survives> {
        match &self.here().kind {
            Kind::Challenge(challenge) => challenge.survives.as_ref(),
            _ => None,
        }
    }

    /// Whether there are hints to ask for.
    #[must_use]
    pub fn has_hints(&self) -> bool {
        match &self.here().kind {
            Kind::Challenge(_) => true,
            Kind::Verbs(verbs) => verbs.hint().is_some(),
            Kind::Sql(sql) => sql.writes().is_some(),
            _ => false,
        }
    }

    /// How many answers there are to choose from.
    #[must_use]
    pub fn choices(&self) -> usize {
        match &self.here().kind {
            Kind::Predict(predict) => predict.choices.len(),
            Kind::Verbs(verbs) => verbs.asks().map_or(0, |ask| ask.choices.len()),
            Kind::Sql(sql) => sql.asks().map_or(0, |ask| ask.choices.len()),
            Kind::Sweep(sweep) => sweep.asks().map_or(0, |ask| ask.choices.len()),
            _ => 0,
        }
    }

    /// What was predicted, once it stands beside the outcome.
    #[must_use]
    pub fn prediction(&self, lab: &Lab) -> Option<Prediction> {
        let (Kind::Predict(predict), Phase::Answered(choice, sure)) = (&self.here().kind, self.phase) else {
            return self
                .verbs_prediction()
                .or_else(|| self.sql_prediction())
                .or_else(|| self.sweep_prediction());
        };
        let choice = predict.choices.get(choice)?;
        let right = predict.answer(&lab.experiment) == *choice;
        Some(Prediction { choice: choice.to_string(), sure, right })
    }

    /// Where a wrong belief breaks: the moment to replay to.
    #[must_use]
    pub fn breaks_at(&self, lab: &Lab) -> Option<Cursor> {
        let (Kind::Predict(predict), Phase::Answered(choice, _)) = (&self.here().kind, self.phase) else {
            return None;
        };
        let choice = predict.choices.get(choice)?;
        let (lane, entry) = predict.breaks_belief(&lab.experiment, choice)?;
        lab.experiment.traces.get(lane)?.entries.get(entry).map(|entry| Cursor::at(entry.at))
    }
}
