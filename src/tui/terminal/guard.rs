//! What is switched on when a session begins, and off at every kind of end.
//!
//! Its state is the process's, not a session's: a panic hook and a signal thread must be
//! able to give the terminal back while they know nothing else.

use std::io::{self, Write};
use std::panic;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

use ratatui::crossterm::cursor::{Hide, Show};
use ratatui::crossterm::event::DisableBracketedPaste;
use ratatui::crossterm::execute;
use ratatui::crossterm::style::{ResetColor, force_color_output};
use ratatui::crossterm::terminal::{
    EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};

/// Whether the terminal is ours.
static ENTERED: AtomicBool = AtomicBool::new(false);

/// Clicks and the wheel (1000), in decimal coordinates (1006). Not the movements of the
/// mouse (1002, 1003): they would wake an idle program all the time.
const MOUSE_ON: &str = "\x1b[?1000h\x1b[?1006h";
/// The same, off; last on, first off.
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1000l";

/// Gives the terminal back when it goes out of scope.
#[derive(Debug)]
pub(super) struct Guard;

impl Drop for Guard {
    fn drop(&mut self) {
        leave();
    }
}

/// Whether the terminal is ours.
pub(super) fn is_entered() -> bool {
    ENTERED.load(Ordering::SeqCst)
}

/// Takes the terminal over. When a step fails, [`leave`] undoes the ones before it.
pub(super) fn enter(mouse: bool) -> io::Result<()> {
    static HOOK: Once = Once::new();
    HOOK.call_once(hook);
    // NO_COLOR is the theme's business: left to crossterm it would drop bold and
    // reversed along with the colours.
    force_color_output(true);
    enable_raw_mode()?;
    ENTERED.store(true, Ordering::SeqCst);
    execute!(io::stdout(), EnterAlternateScreen, Hide, DisableBracketedPaste)?;
    if mouse { set_mouse(true) } else { Ok(()) }
}

/// Gives the terminal back, if it is ours.
///
/// Every step is tried whatever became of the others: half a restoration is better than
/// none, and there is nobody left to tell.
pub(super) fn leave() {
    if !ENTERED.swap(false, Ordering::SeqCst) {
        return;
    }
    let _ = execute!(io::stdout(), EndSynchronizedUpdate);
    let _ = set_mouse(false);
    let _ = execute!(io::stdout(), ResetColor);
    let _ = execute!(io::stdout(), LeaveAlternateScreen);
    let _ = execute!(io::stdout(), Show);
    let _ = disable_raw_mode();
}

/// Switches clicks and the wheel.
pub(super) fn set_mouse(on: bool) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(if on { MOUSE_ON } else { MOUSE_OFF }.as_bytes())?;
    out.flush()
}

/// Gives the terminal back before a panic's message is printed: on the alternate screen
/// nobody would ever read it.
fn hook() {
    let print = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        leave();
        print(info);
    }));
}
