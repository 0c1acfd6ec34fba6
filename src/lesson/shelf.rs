//! The shelf: the lessons there are, in the order of their file names.

use std::path::{Path, PathBuf};

use super::Lesson;
use super::check::{check, id_of};
use super::complaint::Complaints;
use super::prose::harmless;
use crate::sim::nearest::hint;

/// The lessons that ship, by file name.
pub const FILES: [(&str, &str); 16] = [
    ("01-lost-ack.toml", include_str!("../../lessons/01-lost-ack.toml")),
    ("02-same-again.toml", include_str!("../../lessons/02-same-again.toml")),
    ("03-http-verbs.toml", include_str!("../../lessons/03-http-verbs.toml")),
    ("04-the-key.toml", include_str!("../../lessons/04-the-key.toml")),
    ("05-under-the-hood.toml", include_str!("../../lessons/05-under-the-hood.toml")),
    ("06-the-gap.toml", include_str!("../../lessons/06-the-gap.toml")),
    ("07-two-at-once.toml", include_str!("../../lessons/07-two-at-once.toml")),
    ("08-how-long.toml", include_str!("../../lessons/08-how-long.toml")),
    ("09-whose-key.toml", include_str!("../../lessons/09-whose-key.toml")),
    ("10-in-the-database.toml", include_str!("../../lessons/10-in-the-database.toml")),
    ("11-at-least-once.toml", include_str!("../../lessons/11-at-least-once.toml")),
    ("12-somebody-elses.toml", include_str!("../../lessons/12-somebody-elses.toml")),
    ("13-designed-in.toml", include_str!("../../lessons/13-designed-in.toml")),
    ("14-retries-alone.toml", include_str!("../../lessons/14-retries-alone.toml")),
    ("15-in-the-wild.toml", include_str!("../../lessons/15-in-the-wild.toml")),
    ("16-try-it.toml", include_str!("../../lessons/16-try-it.toml")),
];

/// The lessons, proved and in order.
#[derive(Clone, Debug)]
pub struct Shelf {
    /// The lessons; the learner's number of one is its index plus one.
    pub lessons: Vec<Lesson>,
}

impl Shelf {
    /// The lessons that ship.
    ///
    /// # Errors
    /// What is wrong with the first that does not load.
    pub fn shipped() -> Result<Self, Box<Complaints>> {
        let known = Self::ids();
        let lessons = FILES.iter().map(|(name, source)| check(source, name, &known));
        Ok(Self { lessons: lessons.collect::<Result<_, _>>()? })
    }

    /// The ids of the lessons that ship, in order.
    #[must_use]
    pub fn ids() -> Vec<String> {
        FILES.iter().filter_map(|(_, source)| id_of(source)).collect()
    }

    /// The lesson, and the stage if one is named, for `lost-ack`, `1` or `lost-ack:bet`.
    ///
    /// # Errors
    /// Names the lessons or stages nearest to what was written.
    pub fn find(&self, text: &str) -> Result<(&Lesson, Option<usize>), ShelfError> {
        let (name, stage) = text.split_once(':').map_or((text, None), |(name, stage)| (name, Some(stage)));
        let number = name.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
        let by_number = number.and_then(|index| self.lessons.get(index));
        let lesson = by_number.or_else(|| self.lessons.iter().find(|lesson| lesson.id == name));
        let lesson = lesson.ok_or_else(|| {
            let ids: Vec<&str> = self.lessons.iter().map(|lesson| lesson.id.as_str()).collect();
            ShelfError::Lesson { text: harmless(name), near: hint(name, &ids), count: ids.len() }
        })?;
        let Some(stage) = stage else { return Ok((lesson, None)) };
        let number = stage.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
        let index = number.filter(|index| *index < lesson.stages.len()).or_else(|| lesson.stage(stage));
        index.map(|index| (lesson, Some(index))).ok_or_else(|| {
            let ids: Vec<&str> = lesson.stages.iter().map(|stage| stage.id.as_str()).collect();
            let near = hint(stage, &ids);
            ShelfError::Stage { lesson: lesson.id.clone(), text: harmless(stage), near, count: ids.len() }
        })
    }

    /// Loads a lesson from a file of one's own, beside the lessons that ship.
    ///
    /// # Errors
    /// The file cannot be read, or what is wrong with it.
    pub fn open(path: &Path) -> Result<Lesson, ShelfError> {
        Self::open_beside(path, &Self::ids())
    }

    /// Loads a lesson from a file of one's own, beside lessons with these ids.
    ///
    /// # Errors
    /// The file cannot be read, or what is wrong with it.
    pub fn open_beside(path: &Path, ids: &[String]) -> Result<Lesson, ShelfError> {
        let source = std::fs::read_to_string(path);
        let source = source.map_err(|source| ShelfError::File { path: path.to_owned(), source })?;
        Ok(check(&source, &path.display().to_string(), ids)?)
    }
}

/// Why there is no such lesson.
#[derive(Debug, thiserror::Error)]
pub enum ShelfError {
    /// No lesson has this id or number.
    #[error("there is no lesson `{text}`{near} (or its number, 1 to {count})")]
    Lesson {
        /// What was written.
        text: String,
        /// The nearest ids, in words.
        near: String,
        /// How many lessons there are.
        count: usize,
    },
    /// The lesson has no such stage.
    #[error("lesson `{lesson}` has no stage `{text}`{near} (or its number, 1 to {count})")]
    Stage {
        /// The lesson's id.
        lesson: String,
        /// What was written.
        text: String,
        /// The nearest ids, in words.
        near: String,
        /// How many stages there are.
        count: usize,
    },
    /// The file cannot be read.
    #[error("cannot read {}: {source}", harmless(&path.display().to_string()))]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// No lesson file is in the folder.
    #[error("there are no lesson files (*.toml) in {}; `idem lesson new ID` writes one", harmless(&path.display().to_string()))]
    Empty {
        /// The folder.
        path: PathBuf,
    },
    /// The lesson is wrong.
    #[error(transparent)]
    Wrong(#[from] Box<Complaints>),
    /// Several files are wrong.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n\n"))]
    Several(Vec<Self>),
}
