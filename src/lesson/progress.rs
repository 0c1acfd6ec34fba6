//! Progress: which stages a learner has done, and what they predicted.
//!
//! By lesson id and stage id, so that lessons may be renumbered and stages added. Must not
//! know a file or a screen.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::prose::is_harmful;
use super::review::INTERVALS;
use super::{Lesson, Stage};
use crate::sim::scenario::is_name;

/// The version of the format this writes. Any change of its shape raises it; the older ones
/// are still read.
pub const FORMAT: u64 = 2;

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
    /// When it was last practised, if it asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub practice: Option<Practice>,
}

/// When an idea was last practised, and how well it sits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Practice {
    /// The day, counted from the first of January 1970.
    pub day: u32,
    /// How often in a row it was answered right since it was learned.
    pub step: u32,
    /// The variant that was asked; 0 is the lesson's own.
    pub variant: u32,
}

impl Practice {
    /// The day from which on it is due again.
    #[must_use]
    pub fn due(self) -> u64 {
        let step = usize::try_from(self.step).unwrap_or(usize::MAX).min(INTERVALS.len() - 1);
        u64::from(self.day) + INTERVALS[step]
    }
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
    /// It was read to its end, with questions or tasks left for later.
    Read {
        /// The first of them, as an index.
        first: usize,
        /// How many there are.
        left: usize,
    },
    /// Its end is, and every question and task.
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

    /// Marks a stage as done on a day; what it asked was learned then, if it was not before.
    pub fn learn(&mut self, lesson: &str, stage: &str, prediction: Option<Prediction>, day: u64) {
        let asked = prediction.as_ref().map(|prediction| prediction.right);
        self.mark(lesson, stage, prediction);
        let known = self.done(lesson, stage).is_some_and(|done| done.practice.is_some());
        if let (Some(right), false) = (asked, known) {
            self.practise(lesson, stage, right, day, 0);
        }
    }

    /// Notes that an idea was practised on a day: the first time where it was learned, then
    /// in review.
    pub fn practise(&mut self, lesson: &str, stage: &str, right: bool, day: u64, variant: u64) {
        let small = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
        let done = self.lessons.entry(lesson.to_owned()).or_default().entry(stage.to_owned()).or_default();
        let step = match done.practice {
            Some(before) if right => before.step.saturating_add(1),
            Some(_) | None => 0,
        };
        done.practice = Some(Practice { day: small(day), step, variant: small(variant) });
    }

    /// Nothing but what is known of one stage.
    #[must_use]
    pub fn only(&self, lesson: &str, stage: &str) -> Self {
        let done = self.done(lesson, stage).cloned();
        let stages = done.into_iter().map(|done| (stage.to_owned(), done)).collect();
        Self { lessons: BTreeMap::from([(lesson.to_owned(), stages)]) }
    }

    /// Adds what another terminal has done. Of two practices the later one counts.
    pub fn union(&mut self, other: &Self) {
        for (lesson, stages) in &other.lessons {
            for (stage, done) in stages {
                self.mark(lesson, stage, done.prediction.clone());
                let mine = self.lessons.get_mut(lesson).and_then(|stages| stages.get_mut(stage));
                if let (Some(mine), Some(practice)) = (mine, done.practice)
                    && mine.practice.is_none_or(|mine| (mine.day, mine.step) < (practice.day, practice.step))
                {
                    mine.practice = Some(practice);
                }
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

    /// The lessons of which something is done, and their stages, by id.
    pub fn lessons(&self) -> impl Iterator<Item = (&str, &BTreeMap<String, Done>)> {
        self.lessons.iter().filter(|(_, stages)| !stages.is_empty()).map(|(id, stages)| (id.as_str(), stages))
    }

    /// How many stages are done, of one lesson or of all.
    #[must_use]
    pub fn count(&self, lesson: Option<&str>) -> usize {
        let of = |(id, _): &(&str, _)| lesson.is_none_or(|lesson| lesson == *id);
        self.lessons().filter(of).map(|(_, stages)| stages.len()).sum()
    }

    /// Whether nothing is done.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lessons.values().all(BTreeMap::is_empty)
    }

    /// How the learner stands with a lesson. The place to go on is after the last stage done;
    /// from the end it is the first question or task that was left.
    #[must_use]
    pub fn standing(&self, lesson: &Lesson) -> Standing {
        let is_done = |stage: &Stage| self.done(&lesson.id, &stage.id).is_some();
        let is_left = |stage: &Stage| (stage.kind.asks() || stage.kind.lets_act()) && !is_done(stage);
        match lesson.stages.iter().rposition(is_done) {
            None => return Standing::New,
            Some(last) if last + 1 < lesson.stages.len() => return Standing::Here(last + 1),
            Some(_) => {}
        }
        let left = lesson.stages.iter().filter(|stage| is_left(stage)).count();
        let first = lesson.stages.iter().position(is_left);
        first.map_or(Standing::Done, |first| Standing::Read { first, left })
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
        if file.format == 0 {
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
