//! The socket: a stream of bytes between two programs of one person on one machine.
//!
//! Where there are unix domain sockets it is one, its file for its owner alone. Elsewhere
//! it is a port of 127.0.0.1, chosen by the system and written into the file.

#[cfg(any(test, not(unix)))]
mod loopback;

#[cfg(not(unix))]
pub(super) use loopback::{Ear, Stream, bind, connect};
#[cfg(unix)]
pub(super) use unix::{Ear, Stream, bind, connect};

#[cfg(unix)]
mod unix {
    use std::fs::{self, Permissions};
    use std::io;
    use std::os::unix::fs::PermissionsExt as _;
    use std::path::Path;

    pub(in super::super) use std::os::unix::net::{UnixListener as Ear, UnixStream as Stream};

    /// Listens at a path where nothing is yet.
    pub(in super::super) fn bind(path: &Path) -> io::Result<Ear> {
        let ear = Ear::bind(path)?;
        fs::set_permissions(path, Permissions::from_mode(0o600))?;
        Ok(ear)
    }

    /// Speaks to whoever listens at a path.
    pub(in super::super) fn connect(path: &Path) -> io::Result<Stream> {
        Stream::connect(path)
    }
}
