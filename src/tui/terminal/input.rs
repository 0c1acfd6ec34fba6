//! What can happen to an app, and the thread that reads it from the terminal.
//!
//! A thread, and not a poll in the loop: when a terminal hangs up, or sends half an escape
//! sequence, crossterm never returns from its poll, and the loop would never see a signal.

use std::sync::mpsc::Sender;
use std::time::Duration;
use std::{io, thread};

use ratatui::crossterm::event::{self, Event, KeyEvent, KeyEventKind, MouseButton, MouseEventKind};

use super::signal::Signal;

/// What can happen to an app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// A key went down (never: up again).
    Key(KeyEvent),
    /// The left button went down on a cell.
    Click {
        /// The cell's column, from 0.
        column: u16,
        /// The cell's row, from 0.
        row: u16,
    },
    /// The wheel turned by one notch over a cell.
    Scroll {
        /// Whether it turned away from the person, towards what is above.
        up: bool,
        /// The cell's column, from 0.
        column: u16,
        /// The cell's row, from 0.
        row: u16,
    },
    /// The screen has another size. The frame knows which.
    Resize,
    /// The program was stopped and goes on.
    Resume,
    /// Time has passed: how much, since the last tick or since ticks were wanted.
    Tick(Duration),
    /// The system wants the program to end; there is time to save.
    Quit(Signal),
}

/// What wakes a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wake {
    /// Something for the app.
    Input(Input),
    /// The system asks the program to stop for now.
    Stop,
    /// The program was stopped and goes on.
    Continued,
}

impl Input {
    /// What an event of the terminal means; most mean nothing here.
    fn of(event: &Event) -> Option<Self> {
        match event {
            Event::Key(key) if key.kind == KeyEventKind::Press => Some(Self::Key(*key)),
            Event::Resize(..) => Some(Self::Resize),
            Event::Mouse(mouse) => {
                let (column, row) = (mouse.column, mouse.row);
                match mouse.kind {
                    MouseEventKind::Down(MouseButton::Left) => Some(Self::Click { column, row }),
                    MouseEventKind::ScrollUp => Some(Self::Scroll { up: true, column, row }),
                    MouseEventKind::ScrollDown => Some(Self::Scroll { up: false, column, row }),
                    _ => None,
                }
            }
            _ => None,
        }
    }
}

/// Reads the terminal until nobody listens.
pub(super) fn read(waker: Sender<Wake>) -> io::Result<()> {
    let listen = move || {
        loop {
            let (input, last) = match event::read() {
                Ok(event) => (Input::of(&event), false),
                Err(_) => (Some(Input::Quit(Signal::HangUp)), true),
            };
            let deaf = input.is_some_and(|input| waker.send(Wake::Input(input)).is_err());
            if deaf || last {
                return;
            }
        }
    };
    thread::Builder::new().name("input".to_owned()).spawn(listen).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::crossterm::event::{KeyCode, KeyModifiers, MouseEvent};

    fn key(kind: KeyEventKind) -> Event {
        Event::Key(KeyEvent::new_with_kind(KeyCode::Char('x'), KeyModifiers::NONE, kind))
    }

    fn mouse(kind: MouseEventKind) -> Event {
        Event::Mouse(MouseEvent { kind, column: 3, row: 4, modifiers: KeyModifiers::NONE })
    }

    #[test]
    fn a_key_counts_when_it_goes_down() {
        assert!(matches!(Input::of(&key(KeyEventKind::Press)), Some(Input::Key(_))));
        assert_eq!(Input::of(&key(KeyEventKind::Release)), None);
    }

    #[test]
    fn of_the_mouse_only_clicks_and_the_wheel_count() {
        let click = mouse(MouseEventKind::Down(MouseButton::Left));
        assert_eq!(Input::of(&click), Some(Input::Click { column: 3, row: 4 }));
        let up = Some(Input::Scroll { up: true, column: 3, row: 4 });
        assert_eq!(Input::of(&mouse(MouseEventKind::ScrollUp)), up);
        assert_eq!(Input::of(&mouse(MouseEventKind::Moved)), None);
        assert_eq!(Input::of(&mouse(MouseEventKind::Up(MouseButton::Left))), None);
    }
}
