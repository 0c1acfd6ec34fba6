//! The loop that joins a session and an app.
//!
//! Draws only when something changed and nothing else waits to be answered; an idle app
//! writes nothing at all.

use std::time::{Duration, Instant};

use ratatui::Frame;

use super::{Clip, Input, Session, Signal, TerminalError};

/// The shortest tick: thirty a second, while something moves.
const FRAME: Duration = Duration::from_millis(33);

/// What runs in a session.
pub trait App {
    /// Draws the whole screen.
    fn draw(&mut self, frame: &mut Frame);

    /// Answers what happened.
    fn on(&mut self, input: Input) -> Flow;

    /// How long until something moves by itself; none while all is still.
    fn wants_tick(&self) -> Option<Duration>;
}

/// What is to be done after an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flow {
    /// Nothing changed.
    Stay,
    /// The screen must change.
    Redraw,
    /// Stop, as Ctrl-Z does; the app hears `Resume` afterwards.
    Suspend,
    /// Ask for clicks and the wheel, or no longer.
    Mouse(bool),
    /// Put a text on the clipboard.
    Copy(Clip),
    /// End.
    Quit,
}

/// Runs an app until it quits (none) or a signal ends it.
///
/// # Errors
/// The terminal fails; the app has not been told.
pub fn run(session: &mut Session, app: &mut impl App) -> Result<Option<Signal>, TerminalError> {
    let mut changed = true;
    let mut ticked = None;
    loop {
        if changed && session.is_idle() {
            session.draw(|frame| app.draw(frame))?;
            changed = false;
        }
        let Some(input) = wait(session, app.wants_tick(), &mut ticked)? else { continue };
        let mut flow = app.on(input);
        match input {
            Input::Quit(signal) => return Ok(Some(signal)),
            Input::Resize | Input::Resume => changed = true,
            _ => {}
        }
        if flow == Flow::Suspend {
            session.suspend()?;
            changed = true;
            flow = app.on(Input::Resume);
        }
        match flow {
            Flow::Stay => {}
            // Stopping again at once would never end.
            Flow::Redraw | Flow::Suspend => changed = true,
            Flow::Mouse(on) => {
                session.set_mouse(on)?;
                changed = true;
            }
            Flow::Copy(clip) => {
                session.copy(&clip)?;
                changed = true;
            }
            Flow::Quit => return Ok(None),
        }
    }
}

/// The next input, or the tick that falls due before one comes. `ticked` is when the last
/// tick was given, or when ticks were first wanted.
fn wait(
    session: &mut Session,
    tick: Option<Duration>,
    ticked: &mut Option<Instant>,
) -> Result<Option<Input>, TerminalError> {
    let Some(tick) = tick else {
        *ticked = None;
        return session.next(None);
    };
    let since = *ticked.get_or_insert_with(Instant::now);
    let left = tick.max(FRAME).saturating_sub(since.elapsed());
    // A tick that is due comes before any input, or a flood of keys would freeze motion.
    let input = if left.is_zero() { None } else { session.next(Some(left))? };
    Ok(Some(input.unwrap_or_else(|| {
        let now = Instant::now();
        *ticked = Some(now);
        Input::Tick(now - since)
    })))
}
