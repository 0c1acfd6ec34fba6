//! Everything that can be turned: the knobs, and one table row for each.
//!
//! The command line, TOML files, keys, the panel, help and README all read the rows.
//! `Knobs` is plain data; what a knob means is in the one file that reads it.

mod field;
mod group;
mod own;
mod row;
mod shared;
mod table;
mod value;

pub use group::Group;
pub use row::Knob;
pub use table::KNOBS;
pub use value::{Kind, Value};

use super::chance::MILLION;
use super::site::Place;
use super::time::{HOUR, Ms, SECOND};

/// A small enum whose values have words.
pub trait Words: Copy + PartialEq + 'static {
    /// Every value with its word, in the order keys cycle through them.
    const ALL: &'static [(Self, &'static str)];

    /// This value's word.
    fn word(self) -> &'static str {
        Self::ALL.iter().find(|(value, _)| *value == self).map_or("", |(_, word)| word)
    }

    /// The value with this word.
    fn of(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == word).map(|(value, _)| *value)
    }
}

/// What the client uses as the idempotency key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyPolicy {
    /// No key at all.
    None,
    /// One key for the intent, repeated with every try.
    PerIntent,
    /// A new key for every try (minted inside the retry loop).
    PerAttempt,
    /// A key made from the body: the amount.
    FromBody,
    /// The milliseconds of the first send.
    Timestamp,
    /// 1, 2, 3 .. for each customer.
    Counter,
    /// One key for everything.
    Shared,
    /// So many random bits, made up once an intent: short keys collide.
    Short,
}

impl Words for KeyPolicy {
    const ALL: &'static [(Self, &'static str)] = &[
        (Self::PerIntent, "per-intent"),
        (Self::None, "none"),
        (Self::PerAttempt, "per-attempt"),
        (Self::FromBody, "from-body"),
        (Self::Timestamp, "timestamp"),
        (Self::Counter, "counter"),
        (Self::Shared, "shared"),
        (Self::Short, "short"),
    ];
}

/// How the wait between tries grows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backoff {
    /// Try again at once.
    None,
    /// Wait the base each time.
    Fixed,
    /// Double the wait each time, up to the cap.
    Exponential,
}

impl Words for Backoff {
    const ALL: &'static [(Self, &'static str)] =
        &[(Self::Exponential, "exponential"), (Self::None, "none"), (Self::Fixed, "fixed")];
}

/// How chance spreads the wait between tries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Jitter {
    /// Not at all: clients that failed together try again together.
    None,
    /// Anything from nothing to the whole wait.
    Full,
    /// Half of it, and anything of the other half.
    Equal,
    /// Anything from the base to three times the wait before.
    Decorrelated,
}

impl Words for Jitter {
    const ALL: &'static [(Self, &'static str)] = &[
        (Self::None, "none"),
        (Self::Full, "full"),
        (Self::Equal, "equal"),
        (Self::Decorrelated, "decorrelated"),
    ];
}

/// Whose key a key is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Each customer's keys are their own.
    PerCustomer,
    /// All customers share one space of keys.
    Global,
}

impl Words for Scope {
    const ALL: &'static [(Self, &'static str)] =
        &[(Self::PerCustomer, "per-customer"), (Self::Global, "global")];
}

/// Where key records are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// On disk: a crash leaves them.
    Durable,
    /// In the process: a crash takes them. The ledger stays.
    Memory,
}

impl Words for Keep {
    const ALL: &'static [(Self, &'static str)] = &[(Self::Durable, "durable"), (Self::Memory, "memory")];
}

/// From when a record's time to live counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TtlFrom {
    /// From its completion.
    Completed,
    /// From its creation.
    Created,
}

impl Words for TtlFrom {
    const ALL: &'static [(Self, &'static str)] =
        &[(Self::Completed, "completed"), (Self::Created, "created")];
}

impl Words for bool {
    const ALL: &'static [(Self, &'static str)] = &[(true, "on"), (false, "off")];
}

/// Every knob's value. `None` in an option is "without bound" (forever, unlimited).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is described by its row in `KNOBS`")]
pub struct Knobs {
    pub key: KeyPolicy,
    pub key_bits: u32,
    pub timeout: Ms,
    pub attempts: Option<u16>,
    pub backoff: Backoff,
    pub backoff_base: Ms,
    pub backoff_cap: Ms,
    pub jitter: Jitter,
    pub budget: Option<u32>,
    pub latency: Ms,
    pub work: Ms,
    pub fingerprint: bool,
    pub scope: Scope,
    pub store: Keep,
    pub checkpoint: u32,
    pub slots: Option<u32>,
    pub completer: Option<Ms>,
    pub relay: Ms,
    pub ttl: Option<Ms>,
    pub ttl_from: TtlFrom,
    pub lease: Ms,
    pub capacity: Option<u32>,
    pub downstream_ttl: Option<Ms>,
    pub seed: u64,
    pub lose_request: u32,
    pub lose_reply: u32,
    pub duplicate: u32,
    pub delay: u32,
    pub reset: u32,
    pub crash_rate: u32,
    pub pause_rate: u32,
    pub delay_by: Ms,
    pub duplicate_by: Ms,
    pub pause_by: Ms,
    pub restart: Ms,
    pub intents: u32,
    pub amount: u32,
    pub customers: u32,
    pub rate: u64,
    pub resend: u32,
    pub resend_by: Ms,
    pub lost_replies: u16,
    pub crash: Option<Place>,
}

impl Default for Knobs {
    fn default() -> Self {
        Self {
            key: KeyPolicy::PerIntent,
            key_bits: 16,
            timeout: SECOND,
            attempts: Some(4),
            backoff: Backoff::Exponential,
            backoff_base: 200,
            backoff_cap: 5 * SECOND,
            jitter: Jitter::None,
            budget: None,
            latency: 100,
            work: 10,
            fingerprint: true,
            scope: Scope::PerCustomer,
            store: Keep::Durable,
            checkpoint: 1,
            slots: None,
            completer: None,
            relay: SECOND,
            ttl: Some(24 * HOUR),
            ttl_from: TtlFrom::Completed,
            lease: SECOND,
            capacity: None,
            downstream_ttl: Some(24 * HOUR),
            seed: 8,
            lose_request: 0,
            lose_reply: 0,
            duplicate: 0,
            delay: 0,
            reset: 0,
            crash_rate: 0,
            pause_rate: 0,
            delay_by: 2 * SECOND,
            duplicate_by: 5,
            pause_by: 3 * SECOND,
            restart: 500,
            intents: 1,
            amount: 10,
            customers: 1,
            rate: u64::from(MILLION),
            resend: 0,
            resend_by: 2 * SECOND,
            lost_replies: 0,
            crash: None,
        }
    }
}

impl Knobs {
    /// The knobs that are off their defaults, with their values.
    pub fn turned(&self) -> impl Iterator<Item = (&'static Knob, Value)> + '_ {
        let bare = Self::default();
        let all = KNOBS.iter().map(|knob| (knob, (knob.get)(self)));
        all.filter(move |(knob, value)| *value != (knob.get)(&bare))
    }

    /// The same settings with nothing that strikes: no plan, no weather.
    #[must_use]
    pub fn calm(mut self) -> Self {
        let bare = Self::default();
        for knob in KNOBS.iter().filter(|knob| knob.strikes()) {
            (knob.put)(&mut self, (knob.get)(&bare));
        }
        self
    }
}
