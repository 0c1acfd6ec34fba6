//! A text with places that the learner's own run fills: `{naive.balance}`, `{keyed.ttl}`,
//! `{plan}`, and `{finding}`, what the search of a challenge finds.

use super::prose::Prose;
use super::setup::strikes;
use crate::sim::expr::{Answer, ExprError, Moment, Question};
use crate::sim::{Experiment, FaultPlan};

/// The word for the faults in force.
const PLAN: &str = "plan";

/// The word for what the challenge's search finds.
const FINDING: &str = "finding";

/// A text with places to fill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Text(String),
    Ask(Question),
    Plan,
    Finding,
}

impl Template {
    /// Reads a text whose places ask these lanes, and what is found where a challenge searches.
    ///
    /// # Errors
    /// Names the place that does not read, and the nearest valid names.
    pub fn parse(text: &str, lanes: &[&str], searches: bool) -> Result<Self, ExprError> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            parts.push(Part::Text(before.to_owned()));
            let Some((place, after)) = after.split_once('}') else {
                let why = "a `{` that nothing closes; write for example {naive.balance}".to_owned();
                return Err(ExprError { text: "{".to_owned(), why });
            };
            parts.push(match place {
                PLAN => Part::Plan,
                FINDING if searches => Part::Finding,
                _ => Part::Ask(Question::parse(place, lanes)?),
            });
            rest = after;
        }
        parts.push(Part::Text(rest.to_owned()));
        Ok(Self { parts })
    }

    /// The text as the end of this run fills it, and what a search found.
    #[must_use]
    pub fn text(&self, experiment: &Experiment, found: &str) -> String {
        let end = Moment::end(experiment);
        let part = |part: &Part| match part {
            Part::Text(text) => text.clone(),
            Part::Ask(question) => match question.answer(&end) {
                Answer::Word(word) => experiment.scenario.skin.answer(word).to_owned(),
                other @ (Answer::Number(_) | Answer::Text(_)) => other.to_string(),
            },
            Part::Plan => plan_in_words(experiment),
            Part::Finding => found.to_owned(),
        };
        self.parts.iter().map(part).collect()
    }

    /// The prose as the end of this run fills it, and what a search found.
    #[must_use]
    pub fn fill(&self, experiment: &Experiment, found: &str) -> Prose {
        Prose::parse(&self.text(experiment, found))
    }

    /// Whether it says what a search found.
    #[must_use]
    pub fn tells_finding(&self) -> bool {
        self.parts.contains(&Part::Finding)
    }
}

fn plan_in_words(experiment: &Experiment) -> String {
    let plan: FaultPlan = strikes(&experiment.plan).collect();
    if plan.is_empty() { "no fault".to_owned() } else { plan.show(&experiment.scenario.intents()) }
}
