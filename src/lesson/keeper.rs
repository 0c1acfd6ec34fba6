//! The keeper: the file that remembers progress, and loses none.
//!
//! After every stage it takes a lock, reads the file, adds what is new, writes a file
//! beside it and renames that into place. A file that does not read is set aside and
//! named; one of a newer format is left alone. What could not be saved waits for the next
//! time. Must not know a screen.

use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use etcetera::BaseStrategy as _;

use super::progress::{Prediction, Progress, Unreadable};
use super::prose::harmless;

/// The variable that names the file, for tests and for people with several.
pub const VARIABLE: &str = "IDEM_PROGRESS";

/// How often, and how long apart, the lock is asked for: a second in all.
const LOCK_TRIES: u32 = 50;
const LOCK_WAIT: Duration = Duration::from_millis(20);

/// Keeps progress in a file.
#[derive(Debug)]
pub struct Keeper {
    path: PathBuf,
    /// What is known to be done, saved or not.
    progress: Progress,
    /// What is done and not saved yet.
    pending: Progress,
    /// The day, if anybody said: ideas are due again some days after they were learned.
    today: Option<u64>,
}

/// A file that did not read and was set aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aside {
    /// Where it is now.
    pub to: PathBuf,
    /// Why it did not read.
    pub why: String,
}

impl std::fmt::Display for Aside {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "your progress could not be read ({}); the file is kept as {}", self.why, shown(&self.to))
    }
}

/// What came of keeping: perhaps a file was set aside on the way.
pub type Kept = Result<Option<Aside>, Trouble>;

/// What there is to say about keeping progress; nothing where all is well.
#[must_use]
pub fn said(kept: Kept) -> Option<String> {
    match kept {
        Ok(aside) => aside.map(|aside| aside.to_string()),
        Err(trouble) => Some(trouble.to_string()),
    }
}

/// Why progress is not saved. It is still in memory, and is tried again after the next stage.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// There is no home directory to keep it in.
    #[error("there is no home directory to keep progress in: set {VARIABLE} to a file")]
    Homeless,
    /// The file is a newer version's.
    #[error("{}: {why}; it is left as it is, and this session is not saved", shown(path))]
    Newer {
        /// The file.
        path: PathBuf,
        /// Which format it is in.
        why: Unreadable,
    },
    /// Another terminal holds the lock.
    #[error("{} is locked by another idem; the next stage is saved with this one", shown(path))]
    Busy {
        /// The lock file.
        path: PathBuf,
    },
    /// Reading or writing failed.
    #[error("cannot {doing} {}: {source}", shown(path))]
    Io {
        /// What was tried.
        doing: &'static str,
        /// On which file.
        path: PathBuf,
        /// Why it failed.
        source: io::Error,
    },
    /// The progress cannot be written as TOML.
    #[error("progress cannot be written: {0}")]
    Shape(#[from] toml::ser::Error),
}

/// A path that is safe to print.
fn shown(path: &Path) -> String {
    harmless(&path.display().to_string())
}

fn io<'p>(doing: &'static str, path: &'p Path) -> impl FnOnce(io::Error) -> Trouble + 'p {
    move |source| Trouble::Io { doing, path: path.to_owned(), source }
}

impl Keeper {
    /// The file progress is kept in: what [`VARIABLE`] says, or `idem/progress.toml` where
    /// this system keeps state.
    ///
    /// # Errors
    /// There is no home directory.
    pub fn path() -> Result<PathBuf, Trouble> {
        if let Some(path) = std::env::var_os(VARIABLE).filter(|path| !path.is_empty()) {
            return Ok(path.into());
        }
        let base = etcetera::choose_base_strategy().map_err(|_| Trouble::Homeless)?;
        let state = base.state_dir().unwrap_or_else(|| base.data_dir());
        Ok(state.join("idem").join("progress.toml"))
    }

    /// Opens a file, which need not exist. There is always a keeper to go on with; with
    /// trouble it starts from nothing.
    pub fn open(path: &Path) -> (Self, Kept) {
        // A link is followed here: the rename would replace it, not what it leads to.
        let linked = path.is_symlink().then(|| fs::canonicalize(path).ok()).flatten();
        let path = linked.unwrap_or_else(|| path.to_owned());
        let (progress, pending) = (Progress::default(), Progress::default());
        let mut keeper = Self { path, progress, pending, today: None };
        let kept = match keeper.read() {
            Ok(Ok(progress)) => {
                keeper.progress = progress;
                Ok(None)
            }
            Ok(Err(_)) => keeper.locked(|_| {}),
            Err(trouble) => Err(trouble),
        };
        (keeper, kept)
    }

    /// The same on a day, counted from the first of January 1970.
    #[must_use]
    pub fn on(self, today: u64) -> Self {
        Self { today: Some(today), ..self }
    }

    /// What is done, as far as is known.
    #[must_use]
    pub const fn progress(&self) -> &Progress {
        &self.progress
    }

    /// Marks a stage as done, and saves that.
    ///
    /// # Errors
    /// It is not saved; it is kept in memory and tried again next time.
    pub fn done(&mut self, lesson: &str, stage: &str, prediction: Option<Prediction>) -> Kept {
        match self.today {
            Some(today) => self.progress.learn(lesson, stage, prediction, today),
            None => self.progress.mark(lesson, stage, prediction),
        }
        self.pending.union(&self.progress.only(lesson, stage));
        self.locked(|_| {})
    }

    /// Notes that an idea was practised, and saves that.
    ///
    /// # Errors
    /// It is not saved; it is kept in memory and tried again next time.
    pub fn practised(&mut self, lesson: &str, stage: &str, right: bool, variant: u64) -> Kept {
        let Some(today) = self.today else { return Ok(None) };
        self.progress.practise(lesson, stage, right, today, variant);
        self.pending.union(&self.progress.only(lesson, stage));
        self.locked(|_| {})
    }

    /// Adds what was done elsewhere, and saves that. What is known here stays.
    ///
    /// # Errors
    /// It is not saved; it is kept in memory and tried again next time.
    pub fn add(&mut self, other: &Progress) -> Kept {
        self.progress.union(other);
        self.pending.union(other);
        self.locked(|_| {})
    }

    /// Forgets a lesson, or everything, here and in the file.
    ///
    /// # Errors
    /// The file still has it.
    pub fn reset(&mut self, lesson: Option<&str>) -> Kept {
        self.pending.forget(lesson);
        self.locked(|progress| progress.forget(lesson))
    }

    /// Reads, changes, adds what waits, writes: alone with the file meanwhile.
    fn locked(&mut self, change: impl FnOnce(&mut Progress)) -> Kept {
        if let Some(folder) = self.path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            fs::create_dir_all(folder).map_err(io("make the folder", folder))?;
        }
        let _lock = self.lock()?;
        let (mut progress, aside) = match self.read()? {
            Ok(progress) => (progress, None),
            Err(why) => (Progress::default(), Some(self.set_aside(why)?)),
        };
        let before = progress.clone();
        progress.union(&self.pending);
        change(&mut progress);
        if progress != before {
            self.write(&progress.to_toml()?)?;
        }
        self.pending = Progress::default();
        self.progress = progress;
        Ok(aside)
    }

    /// What the file holds, or why it does not read.
    fn read(&self) -> Result<Result<Progress, String>, Trouble> {
        let bytes = match fs::read(&self.path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Ok(Progress::default())),
            Err(error) => return Err(io("read", &self.path)(error)),
        };
        let Ok(text) = String::from_utf8(bytes) else { return Ok(Err("it is not UTF-8".to_owned())) };
        match Progress::parse(&text) {
            Ok(progress) => Ok(Ok(progress)),
            Err(Unreadable::Broken(why)) => Ok(Err(why)),
            Err(why @ Unreadable::Newer(_)) => Err(Trouble::Newer { path: self.path.clone(), why }),
        }
    }

    /// Moves a file that does not read to the first free name.
    fn set_aside(&self, why: String) -> Result<Aside, Trouble> {
        let names = (1_u32..).map(|n| self.beside(&format!("broken-{n}")));
        let to = names.into_iter().find(|name| name.symlink_metadata().is_err()).unwrap_or_default();
        fs::rename(&self.path, &to).map_err(io("set aside", &self.path))?;
        Ok(Aside { to, why })
    }

    fn write(&self, text: &str) -> Result<(), Trouble> {
        let new = self.beside(&format!("new-{}", std::process::id()));
        let written = File::create(&new).and_then(|mut file| {
            file.write_all(text.as_bytes())?;
            file.sync_all()
        });
        let renamed = written.and_then(|()| fs::rename(&new, &self.path));
        renamed.map_err(|error| {
            // What is left of it helps nobody; that it may not be there is no further trouble.
            let _ = fs::remove_file(&new);
            io("write", &self.path)(error)
        })
    }

    /// Holds the lock until dropped. Where files cannot be locked, goes on without.
    fn lock(&self) -> Result<File, Trouble> {
        let path = self.beside("lock");
        let file = File::options().create(true).append(true).open(&path).map_err(io("open", &path))?;
        for _ in 0..LOCK_TRIES {
            match file.try_lock() {
                Ok(()) => return Ok(file),
                Err(TryLockError::WouldBlock) => std::thread::sleep(LOCK_WAIT),
                Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => return Ok(file),
                Err(TryLockError::Error(error)) => return Err(io("lock", &path)(error)),
            }
        }
        Err(Trouble::Busy { path })
    }

    /// A file in the same folder: `progress.toml.SUFFIX`.
    fn beside(&self, suffix: &str) -> PathBuf {
        let mut name = self.path.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{suffix}"));
        self.path.with_file_name(name)
    }
}
