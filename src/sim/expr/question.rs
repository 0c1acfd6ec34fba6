//! A question with a number or a word for an answer, as predictions ask it.
//!
//! The answer is computed from a moment of the story, never written down.

use super::{Expr, ExprError, MEASURES, Measure, Moment, Term, error, known_lane, own_knob};
use crate::sim::event::Outcome;
use crate::sim::nearest::hint;
use crate::sim::recipe::{RECIPE, STEPS};
use crate::sim::verdict::{PROPERTIES, Property};

/// A question with a number or a word for an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// How many, or how much.
    Number(Term),
    /// What a lane's first customer was told.
    Told(String),
    /// Whether a lane keeps a property.
    Keeps(String, Property),
    /// What a lane's knob stands at, by its id; or its recipe, or its steps.
    Stands(String, &'static str),
}

/// What a question is answered with.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answer {
    /// A number.
    Number(u64),
    /// `success`, `error`, `unknown` or `nothing`; `kept` or `broken`.
    Word(&'static str),
    /// What a knob stands at, as it is written; a recipe.
    Text(String),
}

impl Question {
    /// Reads `meant`, `LANE.MEASURE`, `LANE.told`, `LANE.PROPERTY`, `LANE.KNOB` or
    /// `LANE.recipe`, `LANE.steps`.
    ///
    /// # Errors
    /// Says which part is unknown, and the nearest valid names.
    pub fn parse(text: &str, lanes: &[&str]) -> Result<Self, ExprError> {
        let Some((lane, word)) = text.split_once('.') else {
            return Term::parse(text, lanes).map(Self::Number);
        };
        if word == "told" {
            return known_lane(lane, lanes).map(Self::Told);
        }
        if let Some(property) = Property::find(word) {
            return Ok(Self::Keeps(known_lane(lane, lanes)?, property));
        }
        if Measure::find(word).is_some() {
            return Term::parse(text, lanes).map(Self::Number);
        }
        if let Some(id) = own_id(word) {
            return Ok(Self::Stands(known_lane(lane, lanes)?, id));
        }
        let properties = PROPERTIES.iter().map(|row| row.id);
        let words = MEASURES.iter().map(|(_, known)| *known).chain(properties);
        let words: Vec<&str> = words.chain(std::iter::once("told")).collect();
        error(word, format!("nothing one can ask a lane has this name{}", hint(word, &words)))
    }

    /// The answers that are words, where there are such.
    #[must_use]
    pub fn words(&self) -> &'static [&'static str] {
        match self {
            Self::Number(_) | Self::Stands(..) => &[],
            Self::Told(_) => &["success", "error", "unknown", "nothing"],
            Self::Keeps(..) => &["kept", "broken"],
        }
    }

    /// The lane asked about; none where all lanes give one answer.
    #[must_use]
    pub fn lane(&self) -> Option<&str> {
        match self {
            Self::Number(Term::Lane(lane, _) | Term::Knob(lane, _))
            | Self::Told(lane)
            | Self::Keeps(lane, _)
            | Self::Stands(lane, _) => Some(lane),
            Self::Number(Term::Number(_) | Term::Span(_) | Term::Meant) => None,
        }
    }

    /// The answer at a moment.
    #[must_use]
    pub fn answer(&self, moment: &Moment<'_>) -> Answer {
        match self {
            Self::Number(term) => Answer::Number(term.value(moment)),
            Self::Told(lane) => {
                let client = moment.lane(lane).and_then(|(_, world)| world.clients.first());
                Answer::Word(client.and_then(|client| client.told).map_or("nothing", Outcome::word))
            }
            Self::Keeps(lane, property) => {
                let kept = Expr::Keeps(lane.clone(), *property, true).holds(moment);
                Answer::Word(if kept { "kept" } else { "broken" })
            }
            Self::Stands(lane, id) => Answer::Text(moment.stands(lane, id).unwrap_or_default()),
        }
    }
}

impl std::fmt::Display for Question {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Number(term) => write!(f, "{term}"),
            Self::Told(lane) => write!(f, "{lane}.told"),
            Self::Keeps(lane, property) => write!(f, "{lane}.{}", property.row().id),
            Self::Stands(lane, id) => write!(f, "{lane}.{id}"),
        }
    }
}

impl std::fmt::Display for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Number(number) => write!(f, "{number}"),
            Self::Word(word) => f.write_str(word),
            Self::Text(text) => f.write_str(text),
        }
    }
}

/// The id of what a lane has of its own: a knob, the recipe, its steps.
fn own_id(word: &str) -> Option<&'static str> {
    let own = || [RECIPE, STEPS].into_iter().find(|id| *id == word);
    own_knob(word).map(|knob| knob.id).or_else(own)
}
