//! A prediction put to a room: hands are counted, then the outcome stands beside them.
//!
//! No answer of the presenter's own is taken on the way, so none is kept.

use super::{Phase, Run};
use crate::lesson::Kind;
use crate::tui::lab::Lab;
use crate::tui::vote::Vote;

impl Run {
    /// Puts an open question to the room. What was counted at this stage before is kept.
    pub fn ask_the_room(&mut self) {
        if matches!(self.phase, Phase::Asking | Phase::Chosen(_)) {
            self.votes.entry(self.stage).or_default();
            self.phase = Phase::Counting;
        }
    }

    /// The hands counted at this stage.
    #[must_use]
    pub fn vote(&self) -> Option<&Vote> {
        self.votes.get(&self.stage)
    }

    /// The hands, while they are counted.
    pub fn counting(&mut self) -> Option<&mut Vote> {
        self.votes.get_mut(&self.stage).filter(|_| self.phase == Phase::Counting)
    }

    /// Whether the room sees how many hands each answer has.
    #[must_use]
    pub fn shows_tally(&self) -> bool {
        let Some(vote) = self.vote() else { return false };
        match self.phase {
            Phase::Counting | Phase::Polled => vote.shown,
            Phase::Revealed => vote.hands() > 0 || vote.is_second(),
            _ => false,
        }
    }

    /// Whether an answer is wanted: one's own, or the room's.
    #[must_use]
    pub const fn is_asking(&self) -> bool {
        matches!(self.phase, Phase::Asking | Phase::Chosen(_) | Phase::Counting)
    }

    /// Whether time moves on to the moment asked about, oneself or the room.
    #[must_use]
    pub const fn is_watching(&self) -> bool {
        matches!(self.phase, Phase::Running(..) | Phase::Polled)
    }

    /// The right answer, by its index; computed.
    #[must_use]
    pub fn right_answer(&self, lab: &Lab) -> Option<usize> {
        match &self.here().kind {
            Kind::Predict(predict) => {
                let answer = predict.answer(&lab.experiment);
                predict.choices.iter().position(|choice| *choice == answer)
            }
            Kind::Verbs(verbs) => {
                let answer = verbs.answer()?;
                verbs.asks()?.choices.iter().position(|choice| *choice == answer)
            }
            Kind::Sql(sql) => {
                let ask = sql.asks()?;
                ask.choices.iter().position(|choice| *choice == ask.answer)
            }
            Kind::Sweep(sweep) => {
                let answer = self.sweep_answer()?;
                sweep.asks()?.choices.iter().position(|choice| *choice == answer)
            }
            _ => None,
        }
    }

    /// How the count stands, without giving away which answer leads.
    pub(super) fn counted(&self) -> String {
        let Some(vote) = self.vote() else { return String::new() };
        let which = if vote.is_second() { "Second vote" } else { "First vote" };
        let hands = match vote.hands() {
            0 => "no hand counted yet".to_owned(),
            1 => "1 hand counted".to_owned(),
            hands => format!("{hands} hands counted"),
        };
        let hidden = if vote.shown { "" } else { ", the tally is hidden" };
        format!("{which}: {hands}{hidden}")
    }

    /// What the room said, and what it is.
    pub(super) fn revealed(&self, answer: &str) -> String {
        let answers = self.answers();
        let tallies = self.vote().map(|vote| vote.tallies(answers.len())).unwrap_or_default();
        let last = tallies.iter().rev().find(|tally| tally.iter().any(|hands| *hands > 0));
        let Some(last) = last else { return format!("It is {answer}.") };
        let total: usize = last.iter().sum();
        let right = answers.iter().position(|said| said == answer).and_then(|index| last.get(index));
        format!("It is {answer}. {} of {total} said so.", right.copied().unwrap_or(0))
    }
}
