//! Progress: which stages a learner has done, and what they predicted.
//!
//! By lesson id and stage id, so that lessons may be renumbered and stages added. Must not
//! know a file or a screen.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Lesson;
use super::prose::is_harmful;
use crate::sim::scenario::is_name;

/// The version of the format this writes. Any change of its shape raises it.
pub const FORMAT: u64 = 1;

/// The longest choice that is read back.
const CHOICE_MAX: usize = 64;

/// Stages done, by lesson and stage. Lessons that are not on the shelf are kept too.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    lessons: BTreeMap<String, BTreeMap<String, Done>>,
}

/// A stage that is done.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Done {
    /// What was predicted there, if it asked: the first prediction stays.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prediction: Option<Prediction>,
}

/// What a learner predicted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prediction {
    /// The choice, as it was written.
    pub choice: String,
    /// Whether they were sure.
    pub sure: bool,
    /// Whether it was right.
    pub right: bool,
}

/// How a learner stands with a lesson.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// No stage is done.
    New,
    /// Some are; the next one to do, as an index.
    Here(usize),
    /// All are.
    Done,
}

/// The file's shape.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    format: u64,
    #[serde(default)]
    lesson: BTreeMap<String, BTreeMap<String, Done>>,
}

/// Why a text is no progress.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// It was written by a newer version.
    #[error("it is in format {0}, and this version knows format {FORMAT}")]
    Newer(u64),
    /// It does not read.
    #[error("{0}")]
    Broken(String),
}

impl Progress {
    /// Marks a stage as done. A prediction made there before stays.
    pub fn mark(&mut self, lesson: &str, stage: &str, prediction: Option<Prediction>) {
        let done = self.lessons.entry(lesson.to_owned()).or_default().entry(stage.to_owned()).or_default();
        done.prediction = done.prediction.take().or(prediction);
    }

    /// Adds what another terminal has done.
    pub fn union(&mut self, other: &Self) {
        for (lesson, stages) in &other.lessons {
            for (stage, done) in stages {
                self.mark(lesson, stage, done.prediction.clone());
            }
        }
    }

    /// Forgets a lesson, or everything.
    pub fn forget(&mut self, lesson: Option<&str>) {
        match lesson {
            Some(lesson) => _ = self.lessons.remove(lesson),
            None => self.lessons.clear(),
        }
    }

    /// What is known of a stage, if it is done.
    #[must_use]
    pub fn done(&self, lesson: &str, stage: &str) -> Option<&Done> {
        self.lessons.get(lesson)?.get(stage)
    }

    /// Whether nothing is done.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lessons.values().all(BTreeMap::is_empty)
    }

    /// How the learner stands with a lesson. The place to go on is after the last stage
    /// done; a stage added since, further up, is not asked for again.
    #[must_use]
    pub fn standing(&self, lesson: &Lesson) -> Standing {
        let last = lesson.stages.iter().rposition(|stage| self.done(&lesson.id, &stage.id).is_some());
        match last {
            None => Standing::New,
            Some(last) if last + 1 == lesson.stages.len() => Standing::Done,
            Some(last) => Standing::Here(last + 1),
        }
    }

    /// The progress as a file holds it.
    ///
    /// # Errors
    /// None that is known: the shape is plain.
    pub fn to_toml(&self) -> Result<String, toml::ser::Error> {
        let head = "# What you have done in idem. It is written after every stage.\n";
        let file = File { format: FORMAT, lesson: self.lessons.clone() };
        toml::to_string(&file).map(|text| format!("{head}{text}"))
    }

    /// Reads what a file holds. An empty file is no progress yet.
    ///
    /// # Errors
    /// A newer format, or why it does not read. Nothing of a text that this program did not
    /// write is handed on: its names may go to a terminal.
    pub fn parse(text: &str) -> Result<Self, Unreadable> {
        if text.trim().is_empty() {
            return Ok(Self::default());
        }
        let broken = |error: &toml::de::Error| {
            let before = text.get(..error.span().map_or(0, |span| span.start)).unwrap_or_default();
            let line = before.matches('\n').count() + 1;
            Unreadable::Broken(super::prose::harmless(&format!("line {line}: {}", error.message())))
        };
        let table = toml::de::DeTable::parse(text).map_err(|error| broken(&error))?;
        let format = table.get_ref().get("format").and_then(|format| format.get_ref().as_integer());
        let format = format.and_then(|format| u64::from_str_radix(format.as_str(), format.radix()).ok());
        if let Some(format) = format.filter(|format| *format > FORMAT) {
            return Err(Unreadable::Newer(format));
        }
        let file: File = toml::from_str(text).map_err(|error| broken(&error))?;
        if file.format != FORMAT {
            return Err(Unreadable::Broken(format!("there is no format {}", file.format)));
        }
        let stages = || file.lesson.values().flatten();
        let names = file.lesson.keys().chain(stages().map(|(stage, _)| stage));
        let choices = stages().filter_map(|(_, done)| done.prediction.as_ref());
        let odd = |choice: &str| choice.len() > CHOICE_MAX || choice.chars().any(is_harmful);
        if names.into_iter().any(|name| !is_name(name)) || choices.into_iter().any(|made| odd(&made.choice)) {
            return Err(Unreadable::Broken("it holds names that no lesson can have".to_owned()));
        }
        Ok(Self { lessons: file.lesson })
    }
}
