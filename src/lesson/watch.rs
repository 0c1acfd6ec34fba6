//! A lesson file under somebody's hands: read and proved anew whenever its content changes.
//!
//! Looks at the file's time and length, and only where those changed at its content. Must
//! not know a screen, nor how often it is asked.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::shelf::ShelfError;
use super::{Lesson, Shelf};

/// How many looks in a row may miss the file: editors save by renaming.
const GONE: u32 = 4;

/// A file that is watched.
#[derive(Debug)]
pub struct Watch {
    path: PathBuf,
    /// The ids of the lessons around it.
    ids: Vec<String>,
    /// What the file looked like when it was last read.
    seen: Option<Stamp>,
    /// How many looks in a row missed it.
    missed: u32,
}

/// A file's time and length.
type Stamp = (Option<SystemTime>, u64);

impl Watch {
    /// Watches a file, and reads it for the first time.
    pub fn open(path: &Path, ids: Vec<String>) -> (Self, Result<Lesson, ShelfError>) {
        let mut watch = Self { path: path.to_owned(), ids, seen: None, missed: 0 };
        watch.seen = watch.stamp();
        let lesson = watch.read();
        (watch, lesson)
    }

    /// The lesson anew, or what is wrong with it; none while the file is as it was.
    pub fn look(&mut self) -> Option<Result<Lesson, ShelfError>> {
        let Some(stamp) = self.stamp() else {
            self.missed = self.missed.saturating_add(1);
            // Said once, when it is sure; and read anew when it comes back.
            return (self.missed == GONE).then(|| {
                self.seen = None;
                self.read()
            });
        };
        self.missed = 0;
        if self.seen == Some(stamp) {
            return None;
        }
        // The stamp is taken before the reading: a change in between is seen next time.
        self.seen = Some(stamp);
        Some(self.read())
    }

    fn read(&self) -> Result<Lesson, ShelfError> {
        Shelf::open_beside(&self.path, &self.ids)
    }

    fn stamp(&self) -> Option<Stamp> {
        let data = std::fs::metadata(&self.path).ok()?;
        Some((data.modified().ok(), data.len()))
    }
}
