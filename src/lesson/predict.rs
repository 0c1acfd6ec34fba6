//! A prediction: asked while time stands still, answered by the simulator.
//!
//! The right answer is never written down; what is written is a reply to each wrong one.

use std::collections::BTreeMap;

use super::prose::Prose;
use crate::sim::expr::{Answer, Measure, Moment, Question, Term, Until};
use crate::sim::time::Ms;
use crate::sim::{Event, Experiment, Skin, Step};

/// The moment a prediction is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum When {
    /// The end of the story.
    End,
    /// The first such event after the stage opens, with all else of its instant.
    Until(Until),
}

impl When {
    /// The instant, if the story reaches it after `from`.
    #[must_use]
    pub fn instant(&self, experiment: &Experiment, from: Ms) -> Option<Ms> {
        match self {
            Self::End => experiment.beats.last().copied().filter(|end| *end > from),
            Self::Until(until) => until.find(experiment, from + 1).map(|(_, entry)| entry.at),
        }
    }
}

/// A question put to the learner before time goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Predict {
    /// The question in words.
    pub ask: Prose,
    /// What is asked of the simulator.
    pub about: Question,
    /// The moment it is asked about.
    pub at: When,
    /// The instant the stage opens at: the moment lies after it.
    pub from: Ms,
    /// What the learner may say, in the order shown.
    pub choices: Vec<Answer>,
    /// A reply to each wrong choice.
    pub wrong: BTreeMap<Answer, Prose>,
    /// A reply to the right one.
    pub right: Option<Prose>,
    /// Whether a class votes on it, twice.
    pub vote: bool,
    /// The words the choices are shown in.
    pub skin: Skin,
}

impl Predict {
    /// The instant asked about, in this run; the end where the run never comes to it.
    #[must_use]
    pub fn instant(&self, experiment: &Experiment) -> Ms {
        let reached = self.at.instant(experiment, self.from);
        reached.or_else(|| experiment.beats.last().copied()).unwrap_or(0)
    }

    /// The right answer, computed.
    #[must_use]
    pub fn answer(&self, experiment: &Experiment) -> Answer {
        let at = self.instant(experiment);
        let entries: Vec<usize> = experiment.traces.iter().map(|trace| trace.entries_by(at)).collect();
        self.about.answer(&Moment::at(experiment, &entries))
    }

    /// The reply written for a choice, if one is.
    #[must_use]
    pub fn reply(&self, choice: &Answer) -> Option<&Prose> {
        self.wrong.get(choice).or(self.right.as_ref())
    }

    /// Whether dollars are asked for.
    #[must_use]
    pub const fn asks_dollars(&self) -> bool {
        matches!(&self.about, Question::Number(Term::Meant | Term::Lane(_, Measure::Balance)))
    }

    /// A choice as it is shown: `$20` where money is asked for.
    #[must_use]
    pub fn shown(&self, choice: &Answer) -> String {
        match choice {
            _ if self.asks_dollars() => format!("${choice}"),
            Answer::Word(word) => self.skin.answer(word).to_owned(),
            Answer::Number(_) | Answer::Text(_) => choice.to_string(),
        }
    }

    /// The choices in one row, with the keys that take them.
    #[must_use]
    pub fn choices_row(&self) -> String {
        in_a_row(self.choices.iter().map(|choice| self.shown(choice)))
    }

    /// The event that breaks a wrong belief, as lane and entry: the first after which the
    /// value asked about never again equals the choice. If it never equalled it, the entry
    /// at which it came to what it is, or a later one at which the server decided against
    /// it, or the customer was told. Where more was expected than came, and nothing broke nor
    /// decided against it: the end, up to which it might have come. None for the right choice.
    #[must_use]
    pub fn breaks_belief(&self, experiment: &Experiment, choice: &Answer) -> Option<(usize, usize)> {
        let name = self.about.lane();
        let lane = name
            .map_or(Some(0), |name| experiment.traces.iter().position(|trace| trace.setting.lane == name))?;
        let trace = experiment.traces.get(lane)?;
        let entries = trace.entries_by(self.instant(experiment));
        let mut moment = Moment::start(experiment);
        let mut values = vec![self.about.answer(&moment)];
        while values.len() <= entries && moment.advance(lane) {
            values.push(self.about.answer(&moment));
        }
        let last = values.last()?;
        if last == choice {
            return None;
        }
        // Entry n leads from value n to value n + 1.
        let believed = values.iter().rposition(|value| value == choice);
        // Never true: it broke where the value came to what it is, or where the server last
        // decided otherwise, as by a replay.
        let arrived = || {
            let came = values.iter().rposition(|value| value != last);
            let past = trace.entries.get(..values.len().saturating_sub(1))?;
            let decided = came.max(past.iter().rposition(|entry| decides(&entry.event)));
            let more = matches!((choice, last), (Answer::Number(said), Answer::Number(is)) if said > is);
            let waited = more && decided == came && trace.verdict.broken().is_empty();
            // Where nothing was ever done, or no more of it: where it was said to be over.
            let over = || past.iter().rposition(|entry| matches!(entry.event, Event::Told { .. }));
            decided.filter(|_| !waited).or_else(over).or(decided)
        };
        believed.or_else(arrived).map(|entry| (lane, entry))
    }
}

/// Choices in one row, with the keys that take them, as far apart as the screen draws them.
pub(super) fn in_a_row(choices: impl Iterator<Item = String>) -> String {
    let choices = choices.enumerate().map(|(n, choice)| format!("{}) {choice}", n + 1));
    choices.collect::<Vec<_>>().join("      ")
}

/// Whether an event settles what a request comes to: an effect, an answer without one, or
/// the finding that it was made before.
const fn decides(event: &Event) -> bool {
    match event {
        Event::Answered { .. } | Event::Ran { step: Step::Effect(_), .. } => true,
        Event::Ran { step: Step::Query, rows, .. } => matches!(rows, Some(1)),
        Event::Ran { step: Step::Claim { .. }, rows, .. } => rows.is_some(),
        _ => false,
    }
}
