//! How a stage stands: whether what it asks for is so.
//!
//! A search may be behind it, so it is asked once for a frame or a message, and handed on.

use super::{Phase, Run};
use crate::lesson::Kind;
use crate::lesson::challenge::Judgement;
use crate::tui::lab::Lab;

/// How a stage stands, at the moment it was asked.
#[derive(Clone, Debug, Default)]
pub struct Stand {
    /// Whether what the stage asks for is so.
    pub holds: bool,
    /// How the goals of a challenge stand.
    pub judgement: Option<Judgement>,
}

impl Run {
    /// Judges what is on screen.
    #[must_use]
    pub fn stand(&self, lab: &Lab) -> Stand {
        let judgement = match &self.here().kind {
            Kind::Challenge(challenge) => Some(challenge.judge(&lab.experiment)),
            _ => None,
        };
        let holds = match &self.here().kind {
            Kind::Say(_) | Kind::Recap(_) => true,
            Kind::Play(_) => self.plays_to(lab).is_none_or(|at| lab.cursor.at >= at),
            Kind::Predict(_) => self.is_told(),
            Kind::Turn(turn) => turn.is_done(&lab.experiment),
            Kind::Challenge(_) => judgement.as_ref().is_some_and(Judgement::passed),
            Kind::Verbs(_) => self.verbs_done(),
            Kind::Sql(_) => self.sql_done(),
            Kind::Sweep(sweep) => sweep.asks().is_none() || self.is_told(),
        };
        Stand { holds, judgement }
    }

    /// Whether the stage is done, so that going on marks it so. Once is enough.
    #[must_use]
    pub const fn may_go_on(&self, stand: &Stand) -> bool {
        stand.holds || self.done
    }

    /// Remembers that a task is done, whatever is tried then. Returns whether it was just
    /// now that it came to be.
    pub fn keep(&mut self, lab: &Lab) -> bool {
        let just_now = !self.done && self.here().kind.lets_act() && self.stand(lab).holds;
        self.done |= just_now;
        just_now
    }

    /// Whether the outcome stands beside what was said of it.
    pub(super) const fn is_told(&self) -> bool {
        matches!(self.phase, Phase::Answered(..) | Phase::Revealed)
    }
}
