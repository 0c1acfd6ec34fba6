//! The seat: where the presenter's socket is. One presenter sits there at a time.
//!
//! A lock beside the socket says whether somebody sits there; it is let go by the system
//! when its holder ends, however that comes about. A socket without a holder is stale, and
//! is replaced.

use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy as _;

use crate::lesson::prose::harmless;

/// The variable that names the socket, for tests and for two classes on one machine.
pub const VARIABLE: &str = "IDEM_PODIUM";

/// Where the socket is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    path: PathBuf,
}

/// Why nobody can sit here, or listen here.
#[derive(Debug, thiserror::Error)]
pub enum SeatError {
    /// There is no folder to keep a socket in.
    #[error("there is no home directory to keep a socket in: set {VARIABLE} to a file")]
    Homeless,
    /// Somebody sits there.
    #[error("another presenter is at work here already ({}): notes follow that one", shown(.0))]
    Taken(PathBuf),
    /// The file system does not let us.
    #[error("cannot {doing} {}: {source}", shown(path))]
    Io {
        /// What was tried.
        doing: &'static str,
        /// On which file.
        path: PathBuf,
        /// Why it failed.
        source: io::Error,
    },
}

fn shown(path: &Path) -> String {
    harmless(&path.display().to_string())
}

impl Seat {
    /// The seat at a path.
    #[must_use]
    pub const fn at(path: PathBuf) -> Self {
        Self { path }
    }

    /// The usual seat: what [`VARIABLE`] says; else `idem/podium/notes.sock` among what lasts
    /// as long as this person is logged in, or where this system keeps state.
    ///
    /// # Errors
    /// There is no home directory.
    pub fn usual() -> Result<Self, SeatError> {
        if let Some(path) = std::env::var_os(VARIABLE).filter(|path| !path.is_empty()) {
            return Ok(Self::at(path.into()));
        }
        let base = etcetera::choose_base_strategy().map_err(|_| SeatError::Homeless)?;
        let folder = base
            .runtime_dir()
            .filter(|folder| folder.is_dir())
            .or_else(|| base.state_dir())
            .unwrap_or_else(|| base.data_dir());
        Ok(Self::at(folder.join("idem").join("podium").join("notes.sock")))
    }

    /// The socket's path.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Takes the seat for as long as the lock is held. What a presenter who is gone left
    /// behind is removed.
    ///
    /// # Errors
    /// Somebody sits there, or a file cannot be made.
    pub(super) fn take(&self) -> Result<File, SeatError> {
        if let Some(folder) = self.path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            make_folder(folder).map_err(io("make the folder", folder))?;
        }
        let lock = self.lock_path();
        let file = open_lock(&lock).map_err(io("open", &lock))?;
        match file.try_lock() {
            Ok(()) => {}
            // Where files cannot be locked, whoever comes last sits.
            Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => {}
            Err(TryLockError::WouldBlock) => return Err(SeatError::Taken(self.path.clone())),
            Err(TryLockError::Error(error)) => return Err(io("lock", &lock)(error)),
        }
        match fs::remove_file(&self.path) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(io("replace", &self.path)(error)),
            _ => Ok(file),
        }
    }

    fn lock_path(&self) -> PathBuf {
        let mut name = self.path.file_name().unwrap_or_default().to_owned();
        name.push(".lock");
        self.path.with_file_name(name)
    }
}

pub(super) fn io<'p>(doing: &'static str, path: &'p Path) -> impl FnOnce(io::Error) -> SeatError + 'p {
    move |source| SeatError::Io { doing, path: path.to_owned(), source }
}

/// Makes a folder for nobody else's eyes. One that is there stays as it is.
#[cfg(unix)]
fn make_folder(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

/// Makes a folder.
#[cfg(not(unix))]
fn make_folder(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)
}

#[cfg(unix)]
fn open_lock(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt as _;
    File::options().create(true).append(true).mode(0o600).open(path)
}

#[cfg(not(unix))]
fn open_lock(path: &Path) -> io::Result<File> {
    File::options().create(true).append(true).open(path)
}
