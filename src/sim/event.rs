//! The twenty-one things that can happen, and the entry that records one.
//!
//! An entry is all the world ever learns: what is not in an entry did not happen.

use super::id::{Key, Receipt, RecordId};
use super::job::Job;
use super::recipe::Step;
use super::site::Site;
use super::time::Ms;

/// An HTTP-like status a server answers with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u16)]
pub enum Status {
    /// 201: done, with a receipt.
    Created = 201,
    /// 202: taken in, with a receipt; the effect comes later.
    Accepted = 202,
    /// 409: the key is in flight elsewhere; try again.
    Conflict = 409,
    /// 412: the conditional write matched no row.
    NoRow = 412,
    /// 422: the same key with another body.
    Mismatch = 422,
    /// 503: nothing was begun; try later.
    Busy = 503,
}

impl Status {
    /// The number on the wire.
    #[must_use]
    pub const fn code(self) -> u16 {
        self as u16
    }

    /// Whether the customer is told success.
    #[must_use]
    pub const fn is_success(self) -> bool {
        matches!(self, Self::Created | Self::Accepted)
    }
}

/// Why a handler answered before its last step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The key is done: its stored reply again.
    Replay,
    /// The key is in flight, or locked by an open transaction.
    Conflict,
    /// The key was first used with another body.
    Mismatch,
    /// The conditional write matched no row.
    NoRow,
    /// Another handler took the claim over.
    LostLease,
    /// All slots were taken: it began nothing.
    Busy,
}

impl Why {
    /// The word in texts and JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Replay => "replay",
            Self::Conflict => "conflict",
            Self::Mismatch => "mismatch",
            Self::NoRow => "no-row",
            Self::LostLease => "lost-lease",
            Self::Busy => "busy",
        }
    }

    /// The status the client is sent.
    #[must_use]
    pub const fn status(self) -> Status {
        match self {
            Self::Replay => Status::Created,
            Self::Conflict | Self::LostLease => Status::Conflict,
            Self::Mismatch => Status::Mismatch,
            Self::NoRow => Status::NoRow,
            Self::Busy => Status::Busy,
        }
    }
}

/// What the customer is told in the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// A 201 was heard.
    Success,
    /// A 412 or 422 was heard.
    Error,
    /// The client gave up: nobody can say.
    Unknown,
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 3] = [Self::Success, Self::Error, Self::Unknown];

    /// The word in texts and JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Success => "success",
            Self::Error => "error",
            Self::Unknown => "unknown",
        }
    }
}

/// Why a message died.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LostWhy {
    /// The network dropped it.
    Network,
    /// The server was down when it arrived.
    Down,
    /// Its connection was reset: the client hears of that, and of no more.
    Reset,
}

impl LostWhy {
    /// The word in texts and JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Network => "network",
            Self::Down => "down",
            Self::Reset => "reset",
        }
    }
}

/// What a message carries as it arrives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// A request reached the server.
    Request,
    /// A reply reached the client's side.
    Reply {
        /// The status it carries.
        status: Status,
        /// Whether it is a stored reply sent again.
        replayed: bool,
        /// Whether the client was still listening for this try.
        heard: bool,
        /// When the next try starts, if this closed the try and tries are left.
        again_at: Option<Ms>,
    },
}

/// What happened. Twenty-one kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// A customer means something, once.
    Intended {
        /// Whole dollars.
        amount: u64,
        /// The customer's index.
        customer: u32,
    },
    /// The client sends one try, and starts its timer.
    Attempted {
        /// The idempotency key sent with it.
        key: Option<Key>,
        /// When the timer rings.
        timeout_at: Ms,
    },
    /// The network will deliver the message late.
    Delayed {
        /// By how much.
        by: Ms,
    },
    /// The network will deliver a second copy.
    Duplicated {
        /// How long after the first.
        gap: Ms,
    },
    /// The message died.
    Lost {
        /// Of what.
        why: LostWhy,
    },
    /// The message arrived.
    Arrived(Arrival),
    /// A handler completed a step.
    Ran {
        /// Which step.
        step: Step,
        /// Of an effect: whether it is durable now, or waits for the commit.
        durable: Option<bool>,
        /// Of a claim: whether it took over a claim that had run out.
        takeover: bool,
        /// Of an effect or a query: how many rows it changed or found; of a claim: 1 where it
        /// goes on from a recovery point.
        rows: Option<u8>,
    },
    /// A handler answered before its last step.
    Answered {
        /// At which step.
        step: Step,
        /// Why.
        why: Why,
    },
    /// All buffered writes became durable at once.
    Committed,
    /// All buffered writes were dropped.
    RolledBack,
    /// A handler sent its reply.
    Replied {
        /// The status.
        status: Status,
        /// The receipt, with a 201.
        receipt: Option<Receipt>,
        /// Whether it is a stored reply sent again.
        replayed: bool,
    },
    /// The server process died.
    Crashed {
        /// When it is back.
        until: Ms,
    },
    /// The server process is back.
    Restarted,
    /// One handler stopped.
    Paused {
        /// When it goes on.
        until: Ms,
    },
    /// The handler goes on as if nothing had happened.
    Resumed,
    /// The client's timer rang.
    TimedOut {
        /// When the next try starts, if tries are left.
        again_at: Option<Ms>,
    },
    /// The client hears that its connection was reset, and no more.
    Reset {
        /// When the next try starts, if tries are left.
        again_at: Option<Ms>,
    },
    /// The customer is told.
    Told {
        /// What.
        outcome: Outcome,
    },
    /// A lookup or claim found the record too old and dropped it.
    Expired {
        /// Which record.
        record: RecordId,
    },
    /// The store was full and dropped its least recently touched record.
    Evicted {
        /// Which record.
        record: RecordId,
    },
    /// A job behind the reply began a run.
    Woke {
        /// Which, and for whom.
        job: Job,
        /// The key it goes on with.
        key: Option<Key>,
    },
}

impl Event {
    /// The kinds' words, as in JSON and in `until` conditions.
    pub const WORDS: [&'static str; 21] = [
        "intended",
        "attempted",
        "delayed",
        "duplicated",
        "lost",
        "arrived",
        "ran",
        "answered",
        "committed",
        "rolled-back",
        "replied",
        "crashed",
        "restarted",
        "paused",
        "resumed",
        "timed-out",
        "told",
        "expired",
        "evicted",
        "reset",
        "woke",
    ];

    /// This event's word.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        Self::WORDS[match self {
            Self::Intended { .. } => 0,
            Self::Attempted { .. } => 1,
            Self::Delayed { .. } => 2,
            Self::Duplicated { .. } => 3,
            Self::Lost { .. } => 4,
            Self::Arrived(_) => 5,
            Self::Ran { .. } => 6,
            Self::Answered { .. } => 7,
            Self::Committed => 8,
            Self::RolledBack => 9,
            Self::Replied { .. } => 10,
            Self::Crashed { .. } => 11,
            Self::Restarted => 12,
            Self::Paused { .. } => 13,
            Self::Resumed => 14,
            Self::TimedOut { .. } => 15,
            Self::Told { .. } => 16,
            Self::Expired { .. } => 17,
            Self::Evicted { .. } => 18,
            Self::Reset { .. } => 19,
            Self::Woke { .. } => 20,
        }]
    }

    /// A step that passed and has nothing more to say.
    #[must_use]
    pub const fn ran(step: Step) -> Self {
        Self::Ran { step, durable: None, takeover: false, rows: None }
    }

    /// Whether the client can see this event: it sends, hears, waits and tells. All else
    /// happens out of its sight.
    #[must_use]
    pub const fn client_sees(&self) -> bool {
        matches!(
            self,
            Self::Attempted { .. }
                | Self::TimedOut { .. }
                | Self::Reset { .. }
                | Self::Told { .. }
                | Self::Arrived(Arrival::Reply { heard: true, .. })
        )
    }
}

/// One line of a story: when, because of which earlier entry, where, what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// When it happened.
    pub at: Ms,
    /// The entry that led to it, in the same lane; always an earlier one.
    pub cause: Option<u32>,
    /// Where it happened.
    pub site: Site,
    /// What happened.
    pub event: Event,
}
