//! What the system may ask of the program, and the thread that hears it.
//!
//! A handler proper may do almost nothing; a thread may do anything, so all is done here
//! or in the session.

use std::io;
use std::sync::mpsc::Sender;

use super::input::Wake;

/// A request to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// The terminal is gone (SIGHUP).
    HangUp,
    /// An interrupt from outside (SIGINT); Ctrl-C on the keyboard is a key.
    Interrupt,
    /// SIGQUIT.
    Quit,
    /// SIGTERM.
    Terminate,
}

impl Signal {
    /// The exit code that tells a shell which signal ended the program.
    #[must_use]
    pub const fn exit_code(self) -> u8 {
        128 + match self {
            Self::HangUp => 1,
            Self::Interrupt => 2,
            Self::Quit => 3,
            Self::Terminate => 15,
        }
    }
}

#[cfg(unix)]
pub(super) use unix::{Watch, stop, watch};

#[cfg(unix)]
mod unix {
    use std::thread;

    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGSTOP, SIGTERM, SIGTSTP};
    use signal_hook::iterator::{Handle, Signals};
    use signal_hook::low_level::{emulate_default_handler, raise};

    use super::super::guard;
    use super::super::input::Input;
    use super::{Sender, Signal, Wake, io};

    /// The listening thread; it ends when this is dropped.
    #[derive(Debug)]
    pub(in super::super) struct Watch(Handle);

    impl Drop for Watch {
        fn drop(&mut self) {
            self.0.close();
        }
    }

    /// Listens, and passes on what it hears.
    pub(in super::super) fn watch(waker: Sender<Wake>) -> io::Result<Watch> {
        let mut signals = Signals::new([SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGCONT])?;
        let watch = Watch(signals.handle());
        let listen = move || {
            let mut asked = false;
            for number in signals.forever() {
                let wake = wake(number);
                if matches!(wake, Wake::Input(_)) && std::mem::replace(&mut asked, true) {
                    // Asked twice: whatever the session is busy with, it does not listen.
                    guard::leave();
                    let _ = emulate_default_handler(number);
                }
                let _ = waker.send(wake);
            }
        };
        thread::Builder::new().name("signals".to_owned()).spawn(listen)?;
        Ok(watch)
    }

    fn wake(number: i32) -> Wake {
        let signal = match number {
            SIGTSTP => return Wake::Stop,
            SIGCONT => return Wake::Continued,
            SIGHUP => Signal::HangUp,
            SIGINT => Signal::Interrupt,
            SIGQUIT => Signal::Quit,
            _ => Signal::Terminate,
        };
        Wake::Input(Input::Quit(signal))
    }

    /// Stops the process until it is continued; says whether it was.
    ///
    /// By SIGSTOP: SIGTSTP is dropped where nobody could continue the program, and would
    /// come back to us.
    pub(in super::super) fn stop() -> bool {
        raise(SIGSTOP).is_ok()
    }
}

#[cfg(not(unix))]
pub(super) use elsewhere::{Watch, stop, watch};

#[cfg(not(unix))]
mod elsewhere {
    use super::{Sender, Wake, io};

    /// Nothing to listen to.
    #[derive(Debug)]
    pub(in super::super) struct Watch;

    /// Listens to nothing.
    #[expect(clippy::needless_pass_by_value, clippy::unnecessary_wraps, reason = "the shape unix needs")]
    pub(in super::super) fn watch(_waker: Sender<Wake>) -> io::Result<Watch> {
        Ok(Watch)
    }

    /// There is no stopping here.
    pub(in super::super) fn stop() -> bool {
        false
    }
}
