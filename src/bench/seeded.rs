//! Chance and the clock on the bench: `SQLite`'s own functions, replaced by ones that give
//! the same every time.
//!
//! `random` draws from a seed. `now` is an instant that moves an hour from one script to
//! the next, so that a statement which writes the time is seen to differ; nothing here
//! reads a clock.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::types::Value as Sql;
use rusqlite::{Connection, Error, Result, params_from_iter};

use super::scratch::LENGTH_MAX;

/// `SQLite`'s functions that may read the clock: with `now`, or with no instant at all.
const TIMED: [&str; 7] = ["date", "time", "datetime", "julianday", "unixepoch", "strftime", "timediff"];

/// Words that stand for the clock, and what each is short for.
const STAMPS: [(&str, &str); 3] =
    [("current_date", "date"), ("current_time", "time"), ("current_timestamp", "datetime")];

/// The state of chance and of the clock.
#[derive(Debug)]
pub struct Seeded {
    draws: AtomicU64,
    hours: AtomicU64,
}

impl Seeded {
    /// Chance from a seed, and a clock that has just been wound up.
    #[must_use]
    pub fn new(seed: u64) -> Arc<Self> {
        Arc::new(Self { draws: AtomicU64::new(seed << 32), hours: AtomicU64::new(seed) })
    }

    /// Other chance, at another time.
    pub fn reseed(&self, seed: u64) {
        self.draws.store(seed << 32, Ordering::Relaxed);
        self.hours.fetch_add(seed, Ordering::Relaxed);
    }

    /// An hour passes.
    pub fn pass(&self) {
        self.hours.fetch_add(1, Ordering::Relaxed);
    }

    /// The next draw: the mixing of `SplitMix64`.
    fn draw(&self) -> u64 {
        let counter = self.draws.fetch_add(1, Ordering::Relaxed).wrapping_add(1);
        let mut mixed = counter.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// The instant, as `SQLite` reads it.
    fn now(&self) -> String {
        let hours = self.hours.load(Ordering::Relaxed);
        format!("2026-01-{:02} {:02}:00:00", 1 + hours / 24 % 28, hours % 24)
    }

    /// Replaces the functions of a connection.
    ///
    /// # Errors
    /// Whatever `SQLite` says.
    pub fn install(self: &Arc<Self>, connection: &Connection) -> Result<()> {
        let free = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_INNOCUOUS;
        let chance = Arc::clone(self);
        connection.create_scalar_function("random", 0, free, move |_| Ok(chance.draw().cast_signed()))?;
        let chance = Arc::clone(self);
        connection.create_scalar_function("randomblob", 1, free, move |context| {
            let bytes = context.get::<Option<i64>>(0)?.unwrap_or(0).max(1);
            // One more than there may be is refused like any more.
            let bytes = usize::try_from(bytes).unwrap_or(usize::MAX).min(LENGTH_MAX + 1);
            Ok((0..bytes).map(|_| chance.draw().to_le_bytes()[0]).collect::<Vec<u8>>())
        })?;
        // Within one statement the instant is one.
        let steady = free | FunctionFlags::SQLITE_DETERMINISTIC;
        let plain = Arc::new(Mutex::new(Connection::open_in_memory()?));
        for name in TIMED {
            let (clock, plain) = (Arc::clone(self), Arc::clone(&plain));
            let timed = move |context: &mut Context<'_>| clock.timed(&plain, name, arguments(context)?);
            connection.create_scalar_function(name, -1, steady, timed)?;
        }
        for (word, name) in STAMPS {
            let (clock, plain) = (Arc::clone(self), Arc::clone(&plain));
            let stamp = move |_: &mut Context<'_>| clock.timed(&plain, name, Vec::new());
            connection.create_scalar_function(word, 0, steady, stamp)?;
        }
        Ok(())
    }

    /// What a function of `SQLite` makes of these arguments, at the bench's instant.
    fn timed(&self, plain: &Mutex<Connection>, name: &str, mut arguments: Vec<Sql>) -> Result<Sql> {
        let now = || Sql::Text(self.now());
        for argument in &mut arguments {
            if matches!(argument, Sql::Text(text) if text.trim().eq_ignore_ascii_case("now")) {
                *argument = now();
            }
        }
        if arguments.len() == usize::from(name == "strftime") {
            arguments.push(now());
        }
        let places = vec!["?"; arguments.len()].join(", ");
        let plain = plain.lock().map_err(|_| Error::UserFunctionError("the clock has stopped".into()))?;
        let called =
            plain.query_row(&format!("SELECT {name}({places})"), params_from_iter(arguments), |row| {
                row.get::<_, Sql>(0)
            });
        called.map_err(|error| Error::UserFunctionError(said(&error).into()))
    }
}

fn arguments(context: &Context<'_>) -> Result<Vec<Sql>> {
    (0..context.len()).map(|index| context.get::<Sql>(index)).collect()
}

/// What `SQLite` said, without the library's words around it.
pub(super) fn said(error: &Error) -> String {
    match error {
        Error::SqliteFailure(_, Some(message)) | Error::SqlInputError { msg: message, .. } => message.clone(),
        other => other.to_string(),
    }
}
