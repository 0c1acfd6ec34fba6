//! A course: lesson files in the order of their names. Those that ship, or a folder of
//! one's own.
//!
//! Every file is read and proved by itself, so that a bad one hides no other. Must not
//! know what a lesson says.

use std::path::{Path, PathBuf};

use super::check::{check, id_of};
use super::prose::harmless;
use super::shelf::{FILES, ShelfError};
use super::{Lesson, Shelf};

/// Lesson files, read and not yet proved.
#[derive(Debug)]
pub struct Course {
    /// The folder they come from; none for those that ship.
    pub folder: Option<PathBuf>,
    files: Vec<File>,
}

/// One file: its name for messages, and its text.
#[derive(Debug)]
struct File {
    name: String,
    text: Result<String, ShelfError>,
}

/// A file's name, and the lesson in it or what is wrong with it.
pub type Proved = (String, Result<Lesson, ShelfError>);

impl Course {
    /// The lessons that ship.
    #[must_use]
    pub fn shipped() -> Self {
        let file = |&(name, text): &(&str, &str)| File { name: name.to_owned(), text: Ok(text.to_owned()) };
        Self { folder: None, files: FILES.iter().map(file).collect() }
    }

    /// The `*.toml` of a folder, in the order of their names. Hidden files are left out:
    /// editors make such.
    ///
    /// # Errors
    /// The folder cannot be listed, or no lesson is in it. A file that cannot be read is
    /// told when it is proved.
    pub fn open(folder: &Path) -> Result<Self, ShelfError> {
        let unread = |source| ShelfError::File { path: folder.to_owned(), source };
        let mut paths = Vec::new();
        for entry in std::fs::read_dir(folder).map_err(unread)? {
            let path = entry.map_err(unread)?.path();
            let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
            if !hidden && path.extension().is_some_and(|end| end == "toml") {
                paths.push(path);
            }
        }
        if paths.is_empty() {
            return Err(ShelfError::Empty { path: folder.to_owned() });
        }
        paths.sort_by(|a, b| a.file_name().cmp(&b.file_name()));
        Ok(Self { folder: Some(folder.to_owned()), files: paths.into_iter().map(File::read).collect() })
    }

    /// The ids of its lessons, in order; one that is given twice is there twice.
    #[must_use]
    pub fn ids(&self) -> Vec<String> {
        self.files.iter().filter_map(|file| id_of(file.text.as_ref().ok()?)).collect()
    }

    /// The ids that a lesson here may need: those of its neighbours, and of what ships.
    #[must_use]
    pub fn known(&self) -> Vec<String> {
        let mut ids = self.ids();
        let shipped = Shelf::ids().into_iter().filter(|id| !ids.contains(id)).collect::<Vec<_>>();
        ids.extend(shipped);
        ids
    }

    /// Proves every file.
    #[must_use]
    pub fn prove(self) -> Vec<Proved> {
        let ids = self.known();
        let prove = |File { name, text }: File| {
            let lesson = text.and_then(|text| Ok(check(&text, &name, &ids)?));
            (name, lesson)
        };
        self.files.into_iter().map(prove).collect()
    }

    /// The lessons on a shelf.
    ///
    /// # Errors
    /// Everything that is wrong with any of them, file by file.
    pub fn shelve(self) -> Result<Shelf, ShelfError> {
        let (mut lessons, mut wrong) = (Vec::new(), Vec::new());
        for (_, proved) in self.prove() {
            match proved {
                Ok(lesson) => lessons.push(lesson),
                Err(error) => wrong.push(error),
            }
        }
        match wrong.len() {
            0 => Ok(Shelf { lessons }),
            1 => Err(wrong.remove(0)),
            _ => Err(ShelfError::Several(wrong)),
        }
    }
}

impl File {
    fn read(path: PathBuf) -> Self {
        let name = harmless(&path.display().to_string());
        let text = std::fs::read_to_string(&path).map_err(|source| ShelfError::File { path, source });
        Self { name, text }
    }
}
