//! Why the terminal cannot be used, and what to do instead.

use std::io;

/// Why a session cannot begin or go on.
#[derive(Debug, thiserror::Error)]
pub enum TerminalError {
    /// A pipe or a file where a terminal is needed.
    #[error("{stream} is not a terminal; `idem run` tells the same story as plain text")]
    NoTerminal {
        /// Which stream.
        stream: &'static str,
    },
    /// `TERM=dumb`.
    #[error(
        "this terminal cannot move its cursor (TERM=dumb); `idem run` tells the same story as plain text"
    )]
    Dumb,
    /// The terminal, a signal handler or a thread refused.
    #[error("cannot take over the terminal: {0}; `idem run` needs none")]
    Open(#[source] io::Error),
    /// Writing failed in the middle of a session.
    #[error("cannot write to the terminal: {0}")]
    Write(#[source] io::Error),
    /// A thread panicked, and the terminal was given back for its message to be read.
    #[error("a part of the program panicked (its message is above); please report it")]
    GivenBack,
}
