//! The real terminal: taken over, drawn on, listened to, and always given back.
//!
//! The only place in the program that owns the tty, catches signals or reads the clock.
//! It must not know what is drawn, nor what any key means.
//!
//! | file | noun |
//! |---|---|
//! | `guard` | what is switched on at the start and off at every kind of end |
//! | `input` | what can happen, and the thread that reads it |
//! | `signal` | what the system may ask, and the thread that hears it |
//! | `pen` | one frame, one write |
//! | `clip` | text for the clipboard |
//! | `run` | the loop that joins a session and an app |
//! | `day` | which day it is |
//! | `error` | why it cannot go on |
//!
//! Nothing is ever asked of the terminal (no cursor position, no background colour): an
//! answer may be late, or never come, or be read as keys. That rules out
//! `ratatui::Terminal::clear`, which asks for the cursor; a fresh `Terminal` repaints too.

pub mod clip;
pub mod day;
pub mod error;
mod guard;
pub mod input;
mod pen;
pub mod run;
pub mod signal;

use std::collections::VecDeque;
use std::io::{self, IsTerminal, Write};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use ratatui::backend::CrosstermBackend;
use ratatui::layout::Size;
use ratatui::{Frame, Terminal};

pub use clip::Clip;
pub use day::today;
pub use error::TerminalError;
pub use input::Input;
pub use run::{App, Flow, run};
pub use signal::Signal;

use input::Wake;
use pen::Pen;

/// How often a waiting session looks whether its terminal is still there. A hung-up
/// terminal does not always send a signal.
const PATROL: Duration = Duration::from_secs(1);

/// How a session begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Whether clicks and the wheel come to the program. Off leaves text selection to
    /// the terminal.
    pub mouse: bool,
}

/// The terminal, for as long as it is ours. Dropping it gives it back.
#[derive(Debug)]
pub struct Session {
    terminal: Terminal<CrosstermBackend<Pen>>,
    pen: Pen,
    wakes: Receiver<Wake>,
    pending: VecDeque<Wake>,
    mouse: bool,
    /// Kept so that the thread ends with the session.
    _signals: signal::Watch,
    /// Kept so that the terminal is given back at the end, whatever the end.
    _guard: guard::Guard,
}

impl Session {
    /// Takes the terminal over: raw mode, alternate screen, no cursor.
    ///
    /// Keys are read by a thread that lives as long as the process, so a process should
    /// open one session at a time: a second one would share its keys with the first.
    ///
    /// # Errors
    /// Standard input or output is no terminal, or it cannot do what is needed; then
    /// nothing was written to it.
    pub fn open(options: Options) -> Result<Self, TerminalError> {
        check(io::stdout().is_terminal(), "standard output")?;
        check(io::stdin().is_terminal(), "standard input")?;
        if std::env::var_os("TERM").is_some_and(|term| term == "dumb") {
            return Err(TerminalError::Dumb);
        }
        let (sender, wakes) = mpsc::channel();
        let signals = signal::watch(sender.clone()).map_err(TerminalError::Open)?;
        let guard = guard::Guard;
        guard::enter(options.mouse).map_err(TerminalError::Open)?;
        let pen = Pen::default();
        let terminal = Terminal::new(CrosstermBackend::new(pen.clone())).map_err(TerminalError::Open)?;
        input::read(sender).map_err(TerminalError::Open)?;
        let (mouse, pending) = (options.mouse, VecDeque::new());
        Ok(Self { terminal, pen, wakes, pending, mouse, _signals: signals, _guard: guard })
    }

    /// Draws one frame; only what differs from the last one is written.
    ///
    /// # Errors
    /// The terminal cannot be written to, or was given back because a thread panicked.
    pub fn draw(&mut self, paint: impl FnOnce(&mut Frame)) -> Result<(), TerminalError> {
        if !guard::is_entered() {
            return Err(TerminalError::GivenBack);
        }
        self.terminal.draw(paint).map_err(TerminalError::Write)?;
        self.pen.lift().map_err(TerminalError::Write)
    }

    /// The next thing that happens; none when nothing does for `timeout`, and without
    /// one it waits. A row of resizes comes as one.
    ///
    /// # Errors
    /// The terminal cannot be taken over again after a stop, or was given back because a
    /// thread panicked.
    pub fn next(&mut self, timeout: Option<Duration>) -> Result<Option<Input>, TerminalError> {
        let begun = Instant::now();
        loop {
            if !guard::is_entered() {
                return Err(TerminalError::GivenBack);
            }
            let left = timeout.map(|timeout| timeout.saturating_sub(begun.elapsed()));
            if let Some(wake) = self.wait(left.map_or(PATROL, |left| left.min(PATROL))) {
                if let Some(input) = self.answer(wake)? {
                    return Ok(Some(input));
                }
            } else if !io::stdin().is_terminal() {
                return Ok(Some(Input::Quit(Signal::HangUp)));
            } else if left.is_some_and(|left| left <= PATROL) {
                return Ok(None);
            }
        }
    }

    /// Whether nothing waits to be answered.
    pub fn is_idle(&mut self) -> bool {
        self.pending.extend(self.wakes.try_iter());
        self.pending.is_empty()
    }

    /// Gives the terminal back and stops, as Ctrl-Z does; returns when continued.
    ///
    /// # Errors
    /// The terminal cannot be taken over again.
    pub fn suspend(&mut self) -> Result<(), TerminalError> {
        guard::leave();
        if signal::stop() {
            // Continued. The signal that did it is on its way: answered here, it need
            // not be answered again. Everything else keeps its turn.
            while let Ok(wake) = self.wakes.recv_timeout(PATROL) {
                if wake == Wake::Continued {
                    break;
                }
                self.pending.push_back(wake);
            }
        }
        self.enter()
    }

    /// Whether clicks and the wheel come to the program.
    #[must_use]
    pub const fn mouse(&self) -> bool {
        self.mouse
    }

    /// Asks for clicks and the wheel, or leaves them to the terminal.
    ///
    /// # Errors
    /// The terminal cannot be written to.
    pub fn set_mouse(&mut self, on: bool) -> Result<(), TerminalError> {
        self.mouse = on;
        guard::set_mouse(on).map_err(TerminalError::Write)
    }

    /// Puts a text on the clipboard of the terminal, where it allows that. Works through
    /// ssh; no terminal says whether it obeyed.
    ///
    /// # Errors
    /// The terminal cannot be written to.
    pub fn copy(&mut self, clip: &Clip) -> Result<(), TerminalError> {
        let mut out = io::stdout().lock();
        out.write_all(clip.sequence().as_bytes()).and_then(|()| out.flush()).map_err(TerminalError::Write)
    }

    /// The size of the screen in cells.
    ///
    /// # Errors
    /// The terminal does not tell.
    pub fn size(&self) -> Result<Size, TerminalError> {
        self.terminal.size().map_err(TerminalError::Write)
    }

    /// Takes the terminal over again and forgets what was on it.
    fn enter(&mut self) -> Result<(), TerminalError> {
        guard::enter(self.mouse).map_err(TerminalError::Open)?;
        self.terminal =
            Terminal::new(CrosstermBackend::new(self.pen.clone())).map_err(TerminalError::Open)?;
        // Whatever the old terminal still had to say was for the old screen.
        self.pen.discard();
        Ok(())
    }

    fn wait(&mut self, timeout: Duration) -> Option<Wake> {
        self.pending.pop_front().or_else(|| self.wakes.recv_timeout(timeout).ok())
    }

    /// What a wake means to the app; none when it is the session's own business.
    fn answer(&mut self, wake: Wake) -> Result<Option<Input>, TerminalError> {
        match wake {
            Wake::Input(Input::Resize) => {
                self.pending.extend(self.wakes.try_iter());
                while self.pending.front() == Some(&wake) {
                    self.pending.pop_front();
                }
                Ok(Some(Input::Resize))
            }
            Wake::Input(input) => Ok(Some(input)),
            Wake::Stop => self.suspend().map(|()| Some(Input::Resume)),
            Wake::Continued => {
                // Stopped from outside without warning: what is on now is anyone's guess.
                guard::leave();
                self.enter().map(|()| Some(Input::Resume))
            }
        }
    }
}

fn check(is_terminal: bool, stream: &'static str) -> Result<(), TerminalError> {
    if is_terminal { Ok(()) } else { Err(TerminalError::NoTerminal { stream }) }
}
