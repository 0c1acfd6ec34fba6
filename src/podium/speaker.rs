//! The speaker: the presenter's side. Tells everybody who listens the page that stands.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};

use super::page::Page;
use super::seat::{Seat, SeatError, io};
use super::socket::{self, Ear, Stream};

/// The most listeners at a time; whoever comes then is let go.
const LISTENERS_MAX: usize = 32;

/// Why a presenter cannot be followed.
pub type SpeakerError = SeatError;

/// Somebody who tells. Dropped, it leaves the seat as it found it.
#[derive(Debug)]
pub struct Speaker {
    room: Arc<Room>,
    path: PathBuf,
    door: Option<JoinHandle<()>>,
    /// Held while the seat is taken.
    _lock: File,
}

/// Who listens, and what they were told last.
#[derive(Debug, Default)]
struct Room {
    told: Mutex<Told>,
    over: AtomicBool,
}

#[derive(Debug, Default)]
struct Told {
    line: String,
    listeners: Vec<Stream>,
}

impl Speaker {
    /// Sits down and listens for listeners.
    ///
    /// # Errors
    /// Somebody sits there already, or there can be no socket.
    pub fn open(seat: &Seat) -> Result<Self, SpeakerError> {
        let lock = seat.take()?;
        let path = seat.path().to_owned();
        let ear = socket::bind(&path).map_err(io("listen at", &path))?;
        let room = Arc::new(Room::default());
        let door = thread::Builder::new().name("podium".to_owned()).spawn({
            let room = Arc::clone(&room);
            move || room.keep_door(&ear)
        });
        let door = Some(door.map_err(io("listen at", &path))?);
        Ok(Self { room, path, door, _lock: lock })
    }

    /// Tells everybody a page; nobody, if it is the one that stands.
    pub fn tell(&self, page: &Page) {
        let line = page.to_line();
        let mut told = self.room.told();
        if told.line == line {
            return;
        }
        told.listeners.retain_mut(|listener| hand(listener, &line).is_ok());
        told.line = line;
    }
}

impl Drop for Speaker {
    fn drop(&mut self) {
        self.room.over.store(true, Ordering::SeqCst);
        // Whoever waits at the door is woken by one last caller.
        let woken = socket::connect(&self.path);
        if let (Ok(_), Some(door)) = (woken, self.door.take()) {
            let _ = door.join();
        }
        // If it is gone already, it is gone.
        let _ = fs::remove_file(&self.path);
    }
}

impl Room {
    fn told(&self) -> MutexGuard<'_, Told> {
        self.told.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets listeners in until it is over.
    fn keep_door(&self, ear: &Ear) {
        while let Ok((mut listener, _)) = ear.accept() {
            if self.over.load(Ordering::SeqCst) {
                return;
            }
            let mut told = self.told();
            // Nobody waits for a listener who does not read.
            let welcome = listener.set_nonblocking(true).and_then(|()| hand(&mut listener, &told.line));
            if welcome.is_ok() && told.listeners.len() < LISTENERS_MAX {
                told.listeners.push(listener);
            }
        }
    }
}

/// Hands a line over, whole or not at all: half a line is an error too.
fn hand(listener: &mut Stream, line: &str) -> io::Result<()> {
    listener.write_all(line.as_bytes())
}
