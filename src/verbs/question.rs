//! What can be asked of an endpoint's story, by name: `delete.second`, `put.idempotent`.

use std::fmt;

use super::endpoint::{ENDPOINTS, Endpoint};
use super::story::Story;
use super::verdict::{CLAIMS, Claim, Verdict};

/// A count or status, or yes or no.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reading {
    /// A number.
    Number(u32),
    /// Yes or no.
    Is(bool),
}

impl Reading {
    /// A reading as people write it, if it is one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "yes" => Some(Self::Is(true)),
            "no" => Some(Self::Is(false)),
            _ => text.parse().ok().map(Self::Number),
        }
    }
}

impl fmt::Display for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(f, "{number}"),
            Self::Is(yes) => f.write_str(if *yes { "yes" } else { "no" }),
        }
    }
}

/// Something to measure in a story.
#[derive(Debug)]
pub struct Measure {
    /// Its word.
    pub word: &'static str,
    /// What it measures.
    pub gloss: &'static str,
    /// The measuring.
    read: fn(&Story) -> Reading,
}

/// Every measure; the claims of a verdict can be asked about too.
pub static MEASURES: [Measure; 8] = [
    Measure { word: "first", gloss: "the status of the first reply", read: |story| status(story, 0) },
    Measure { word: "second", gloss: "the status of the second reply", read: |story| status(story, 1) },
    Measure {
        word: "heard",
        gloss: "the status the caller hears last",
        read: |story| Reading::Number(story.heard().map_or(0, |reply| u32::from(reply.status))),
    },
    Measure {
        word: "orders",
        gloss: "how many orders there are at the end",
        read: |story| Reading::Number(u32::try_from(story.end().orders.len()).unwrap_or(u32::MAX)),
    },
    Measure { word: "cups", gloss: "how many cups are on order at the end", read: cups },
    Measure {
        word: "harmless",
        gloss: "whether all is as if nothing had gone wrong",
        read: |story| Reading::Is(story.is_harmless()),
    },
    Measure {
        word: "undone",
        gloss: "whether somebody else's newer change is undone",
        read: |story| Reading::Is(story.undoes()),
    },
    Measure {
        word: "misleads",
        gloss: "whether the caller hears an error although it was done",
        read: |story| Reading::Is(story.misleads()),
    },
];

fn status(story: &Story, step: usize) -> Reading {
    Reading::Number(story.steps.get(step).map_or(0, |step| u32::from(step.reply.status)))
}

fn cups(story: &Story) -> Reading {
    let cups = story.end().orders.values().map(|held| held.order.cups());
    Reading::Number(cups.fold(0, u32::saturating_add))
}

/// What is asked about.
#[derive(Clone, Copy, Debug)]
enum About {
    Story(&'static Measure),
    Code(&'static Claim),
}

/// A question about an endpoint.
#[derive(Clone, Copy, Debug)]
pub struct Question {
    /// The endpoint.
    pub endpoint: &'static Endpoint,
    about: About,
}

impl PartialEq for Question {
    fn eq(&self, other: &Self) -> bool {
        self.endpoint.id == other.endpoint.id && self.word() == other.word()
    }
}

impl Eq for Question {}

/// Why a question does not read: the part that is wrong, and the names it could be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QuestionError {
    /// There is no point in it.
    Shape,
    /// No endpoint has this id.
    Endpoint(String),
    /// Nothing is measured by this word.
    Word(String),
}

impl Question {
    /// Reads `ENDPOINT.WORD`.
    ///
    /// # Errors
    /// The part that does not read.
    pub fn parse(text: &str) -> Result<Self, QuestionError> {
        let (id, word) = text.split_once('.').ok_or(QuestionError::Shape)?;
        let endpoint = Endpoint::find(id).ok_or_else(|| QuestionError::Endpoint(id.to_owned()))?;
        Self::of(endpoint, word).ok_or_else(|| QuestionError::Word(word.to_owned()))
    }

    /// The question about an endpoint by its word.
    #[must_use]
    pub fn of(endpoint: &'static Endpoint, word: &str) -> Option<Self> {
        let measure = MEASURES.iter().find(|measure| measure.word == word).map(About::Story);
        let about = measure.or_else(|| Claim::find(word).map(About::Code))?;
        Some(Self { endpoint, about })
    }

    /// Every word that can be asked about.
    #[must_use]
    pub fn words() -> Vec<&'static str> {
        MEASURES.iter().map(|measure| measure.word).chain(CLAIMS.iter().map(|claim| claim.word)).collect()
    }

    /// Every endpoint's id.
    #[must_use]
    pub fn endpoints() -> Vec<&'static str> {
        ENDPOINTS.iter().map(|endpoint| endpoint.id).collect()
    }

    /// What it asks about.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self.about {
            About::Story(measure) => measure.word,
            About::Code(claim) => claim.word,
        }
    }

    /// The answer, for a story of its endpoint.
    #[must_use]
    pub fn answer(&self, story: &Story) -> Reading {
        match self.about {
            About::Story(measure) => (measure.read)(story),
            About::Code(claim) => Reading::Is((claim.holds)(Verdict::of(self.endpoint))),
        }
    }
}

impl fmt::Display for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.endpoint.id, self.word())
    }
}
