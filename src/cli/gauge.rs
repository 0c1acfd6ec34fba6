//! A line of progress on the error stream, where somebody watches; wiped at the end.
//!
//! The one place of the command line that reads the clock.

use std::io::{self, IsTerminal, Write};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// How long a line stands before it is written anew.
const BLINK: Duration = Duration::from_millis(200);

/// The line. Progress is a courtesy: where it cannot be written the work goes on.
#[derive(Debug)]
pub struct Gauge {
    is_seen: bool,
    is_shown: bool,
}

impl Gauge {
    /// A line that is not shown yet.
    #[must_use]
    pub fn new() -> Self {
        Self { is_seen: io::stderr().is_terminal(), is_shown: false }
    }

    /// Shows a text in the place of the one before.
    pub fn show(&mut self, text: &str) {
        if self.is_seen {
            self.is_shown = true;
            let _ = write!(io::stderr(), "\r\u{1b}[K{text}");
        }
    }
}

impl Default for Gauge {
    fn default() -> Self {
        Self::new()
    }
}

impl Drop for Gauge {
    fn drop(&mut self) {
        if self.is_shown {
            let _ = write!(io::stderr(), "\r\u{1b}[K");
        }
    }
}

/// Does the work, and meanwhile tells again and again how far it is, after so much time.
pub fn watched<T>(work: impl FnOnce() -> T, tell: impl Fn(Duration) -> String + Sync) -> T {
    let mut gauge = Gauge::new();
    if !gauge.is_seen {
        return work();
    }
    let began = Instant::now();
    let (over, rest) = channel::<()>();
    let tell = &tell;
    std::thread::scope(|scope| {
        let teller = scope.spawn(move || {
            while rest.recv_timeout(BLINK) == Err(RecvTimeoutError::Timeout) {
                gauge.show(&tell(began.elapsed()));
            }
        });
        let done = work();
        // The line goes before anything is printed.
        drop(over);
        let _ = teller.join();
        done
    })
}
