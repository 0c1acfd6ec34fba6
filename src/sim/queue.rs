//! The queue: what falls due, in the order it happens.
//!
//! Ordered by instant, then by rank within the millisecond, then by who and by what was
//! scheduled first. A heap, so a long story costs n log n.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use super::event::Status;
use super::id::HandlerId;
use super::site::Place;
use super::time::Ms;
use super::wire::Leg;

/// What can fall due, in the order it happens within one millisecond.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// The server is back.
    Restart,
    /// A handler goes on.
    Handler,
    /// A request arrives or dies.
    Request,
    /// A reply arrives or dies.
    Reply,
    /// A client's timer rings.
    Timeout,
    /// A client tries again.
    Try,
}

/// The key of the queue: instant, rank, then intent, try, copy, first scheduled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct When {
    /// The instant.
    pub at: Ms,
    /// What kind of thing goes first.
    pub rank: Rank,
    /// Whose it is.
    pub who: HandlerId,
    /// The order of scheduling.
    pub scheduled: u64,
}

/// What is due, with the entry that led to it.
#[derive(Clone, Copy, Debug)]
pub struct Due {
    /// The entry that led to it.
    pub cause: u32,
    /// What it is.
    pub what: What,
}

/// The thing itself.
#[derive(Clone, Copy, Debug)]
pub enum What {
    /// The server is back after the crash in this gap.
    Restart(Place),
    /// The effect's work is done.
    Effect,
    /// A pause in this gap ends.
    Resume(Place),
    /// A message arrives.
    Arrive(Letter),
    /// A message dies half-way.
    Die(Leg),
    /// A message dies half-way with its connection.
    Reset(Leg),
    /// The client's timer rings.
    Timeout,
    /// The client's next try.
    Try,
    /// A job looks whether it has work: an index into the engine's looks.
    Look(u32),
}

/// What a message says.
#[derive(Clone, Copy, Debug)]
pub enum Letter {
    /// A charge.
    Request,
    /// An answer.
    Reply {
        /// Its status.
        status: Status,
        /// Whether it is a stored reply sent again.
        replayed: bool,
    },
}

/// What is due, soonest first.
#[derive(Clone, Debug, Default)]
pub struct Queue {
    due: BinaryHeap<Reverse<Item>>,
    scheduled: u64,
}

/// What is due and when. Only the when, which no two share, orders it.
#[derive(Clone, Copy, Debug)]
struct Item {
    when: When,
    due: Due,
}

impl Ord for Item {
    fn cmp(&self, other: &Self) -> Ordering {
        self.when.cmp(&other.when)
    }
}

impl PartialOrd for Item {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Item {
    fn eq(&self, other: &Self) -> bool {
        self.when == other.when
    }
}

impl Eq for Item {}

impl Queue {
    /// Forgets everything.
    pub fn clear(&mut self) {
        self.due.clear();
        self.scheduled = 0;
    }

    /// Adds what falls due at an instant.
    pub fn push(&mut self, at: Ms, rank: Rank, who: HandlerId, due: Due) {
        let when = When { at, rank, who, scheduled: self.scheduled };
        self.scheduled += 1;
        self.due.push(Reverse(Item { when, due }));
    }

    /// When the next thing falls due.
    #[must_use]
    pub fn next_at(&self) -> Option<Ms> {
        self.due.peek().map(|Reverse(next)| next.when.at)
    }

    /// Takes the next thing.
    pub fn pop(&mut self) -> Option<(When, Due)> {
        self.due.pop().map(|Reverse(Item { when, due })| (when, due))
    }
}
