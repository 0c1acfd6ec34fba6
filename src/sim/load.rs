//! The load of a lane: how many requests are sent when, and how many of them are retries.
//!
//! Read off a story's entries, as any reader could; nothing here is kept in the world.

use super::event::{Entry, Event, Outcome, Why};
use super::time::Ms;

/// The span in which requests are counted for the busiest moment.
pub const TENTH: Ms = 100;

/// What is sent and what comes of it, within a span or a whole story.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Load {
    /// First tries sent.
    pub first: u64,
    /// Tries after the first.
    pub retries: u64,
    /// Requests answered "busy": nothing was begun.
    pub refused: u64,
    /// Customers told success.
    pub success: u64,
    /// Customers told unknown.
    pub unknown: u64,
}

impl Load {
    /// The load of these entries.
    #[must_use]
    pub fn of(entries: &[Entry]) -> Self {
        let mut load = Self::default();
        for entry in entries {
            load.add(entry);
        }
        load
    }

    fn add(&mut self, entry: &Entry) {
        match entry.event {
            Event::Attempted { .. } if entry.site.attempt > 1 => self.retries += 1,
            Event::Attempted { .. } => self.first += 1,
            Event::Answered { why: Why::Busy, .. } => self.refused += 1,
            Event::Told { outcome: Outcome::Success } => self.success += 1,
            Event::Told { outcome: Outcome::Unknown } => self.unknown += 1,
            _ => {}
        }
    }

    /// All requests sent.
    #[must_use]
    pub const fn sent(&self) -> u64 {
        self.first + self.retries
    }

    /// The retries in percent of the first tries, rounded down: the load beyond what one
    /// request each would be.
    #[must_use]
    pub fn extra(&self) -> u64 {
        (self.retries * 100).checked_div(self.first).unwrap_or(0)
    }
}

/// The load in each of so many spans from the start on; what comes later is left out.
#[must_use]
pub fn over_time(entries: &[Entry], span: Ms, count: usize) -> Vec<Load> {
    let mut loads = vec![Load::default(); count];
    for entry in entries {
        let place = entry.at.checked_div(span).and_then(|place| usize::try_from(place).ok());
        if let Some(load) = place.and_then(|place| loads.get_mut(place)) {
            load.add(entry);
        }
    }
    loads
}

/// The most requests sent within one tenth of a second of the clock.
#[must_use]
pub fn busiest(entries: &[Entry]) -> u64 {
    // Entries come in the order of time, so a tenth once left is never met again.
    let (mut most, mut now, mut sent) = (0, 0, 0);
    for entry in entries.iter().filter(|entry| matches!(entry.event, Event::Attempted { .. })) {
        let tenth = entry.at / TENTH;
        sent = if tenth == now { sent + 1 } else { 1 };
        now = tenth;
        most = most.max(sent);
    }
    most
}

/// The spans in which the server was down, up to an instant.
#[must_use]
pub fn outages(entries: &[Entry], now: Ms) -> Vec<(Ms, Ms)> {
    let crash = |entry: &Entry| match entry.event {
        Event::Crashed { until } => Some((entry.at, until.min(now))),
        _ => None,
    };
    entries.iter().filter_map(crash).collect()
}
