//! The TTL adviser: how long a key must be remembered, and what that costs.
//!
//! A key must outlive the latest request that may still ask with it. How late that is
//! follows from the client's own patience, from where a request may lie about (a phone
//! without network, a dead-letter queue, an operator's replay), and from how far clocks
//! differ. The adviser computes it, has the simulator confirm it to the millisecond, and
//! prices it in rows and bytes. Nothing here knows a command line or a screen.

pub mod lateness;
pub mod proof;
mod waits;

use crate::sim::chance::MILLION;
use crate::sim::knob::TtlFrom;
use crate::sim::time::{DAY, HOUR, MINUTE, Ms, SECOND};
use crate::sim::{Knobs, Recipe, Scenario};

pub use lateness::{Lateness, LatenessError};
pub use proof::Proof;
use waits::latest_try;

/// What is asked.
#[derive(Clone, Debug)]
pub struct Ask {
    /// The client, the store, the provider and the rate, as knobs.
    pub knobs: Knobs,
    /// Where requests may lie about, and how many do.
    pub late: Vec<Lateness>,
    /// How far clocks may differ.
    pub skew: Ms,
    /// How many bytes a stored key takes, its reply included.
    pub row_bytes: u64,
}

/// A TTL, what it covers and what it costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rung {
    /// The latest that it still covers; none for the client's own tries.
    pub covers: Option<Lateness>,
    /// The smallest TTL that does.
    pub ttl: Ms,
    /// The same, rounded up to what one writes into a configuration.
    pub set_to: Ms,
    /// How many rows are kept with that: rate times TTL (Little's law).
    pub rows: u64,
    /// What they take.
    pub bytes: u64,
    /// Dollars charged twice in a million payments, if all that is later still comes;
    /// none where the key is not what a TTL can help.
    pub at_risk: Option<u64>,
    /// How long a key is really remembered, where the store is bounded.
    pub holds: Option<Ms>,
    /// Whether the provider forgets before it: a retry through this server is then new
    /// to the provider.
    pub outlives_provider: bool,
    /// What the simulator says of it.
    pub proof: Proof,
}

impl Rung {
    /// Whether the store holds its rows that long.
    #[must_use]
    pub fn is_held(&self) -> bool {
        self.holds.is_none_or(|holds| holds >= self.ttl)
    }

    /// Whether the key is ever asked for again once its work is done.
    #[must_use]
    pub const fn is_needed(&self) -> bool {
        !matches!(self.proof.knobs.ttl, Some(..=1))
    }

    /// Whether it may be written into a design: needed, held, and kept by the simulator.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.is_needed() && self.is_held() && self.proof.holds
    }
}

/// What the TTL that is set does for all that is asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Yours {
    /// The TTL; none for ever.
    pub ttl: Option<Ms>,
    /// Whether it outlives the client's own tries.
    pub covers_tries: bool,
    /// The latenesses it does not outlive, shortest first.
    pub misses: Vec<String>,
    /// Dollars charged twice in a million payments, if all of those come.
    pub at_risk: u64,
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advice {
    /// When the client gives up, at the latest: enough, but not the smallest TTL.
    pub horizon: Ms,
    /// One TTL for the client alone, then one more for each lateness, shortest first.
    pub rungs: Vec<Rung>,
    /// What the TTL that is set now is good for.
    pub yours: Yours,
}

/// The answer; none where the client never gives up, since no TTL is long enough for it.
#[must_use]
pub fn advise(ask: &Ask) -> Option<Advice> {
    ask.knobs.attempts?;
    let mut late = ask.late.clone();
    late.sort_by(|a, b| (a.span, &a.name).cmp(&(b.span, &b.name)));
    let own = std::iter::once(None).chain(late.iter().cloned().map(Some));
    let rungs = own.map(|covers| rung(ask, &late, covers)).collect();
    let horizon = latest_try(&ask.knobs) + ask.knobs.timeout;
    Some(Advice { horizon, rungs, yours: yours(ask, &late) })
}

fn rung(ask: &Ask, late: &[Lateness], covers: Option<Lateness>) -> Rung {
    let knobs = &ask.knobs;
    let span =
        covers.as_ref().map_or_else(|| longest_delay(knobs), |late| late.span.max(longest_delay(knobs)));
    let bare = smallest(knobs, span);
    let ttl = bare.saturating_add(ask.skew);
    let (set_to, rows) = (handy(ttl), ask.rows(handy(ttl)));
    let holds = lasts(knobs).map(|lasts| ttl.min(lasts));
    let proof = Proof::new(knobs, bare, span);
    Rung {
        covers,
        ttl,
        set_to,
        rows,
        bytes: rows.saturating_mul(ask.row_bytes),
        at_risk: proof.holds.then(|| at_risk(ask, late, holds.unwrap_or(ttl))),
        holds,
        outlives_provider: knobs.downstream_ttl.is_some_and(|window| window < ttl),
        proof,
    }
}

impl Ask {
    /// How many rows are kept at a TTL: rate times TTL, rounded up.
    #[must_use]
    pub fn rows(&self, ttl: Ms) -> u64 {
        let per_second = u128::from(self.knobs.rate) * u128::from(ttl);
        u64::try_from(per_second.div_ceil(u128::from(MILLION) * u128::from(SECOND))).unwrap_or(u64::MAX)
    }

    /// The smallest TTL that outlives a lateness, or the client's own tries.
    fn needs(&self, late: Ms) -> Ms {
        smallest(&self.knobs, late.max(longest_delay(&self.knobs))).saturating_add(self.skew)
    }
}

/// How long a bounded store remembers a key at this rate, before newer ones push it out.
fn lasts(knobs: &Knobs) -> Option<Ms> {
    let capacity = u128::from(knobs.capacity?) * u128::from(MILLION) * u128::from(SECOND);
    Some(u64::try_from(capacity / u128::from(knobs.rate.max(1))).unwrap_or(u64::MAX))
}

/// Dollars charged twice in a million payments, if all comes that a key remembered so
/// long does not outlive. Where it does not outlive the client's own tries, any may be.
fn at_risk(ask: &Ask, late: &[Lateness], remembered: Ms) -> u64 {
    // A share in parts per million of a million payments is a number of payments.
    let missed = late.iter().filter(|late| ask.needs(late.span) > remembered);
    let missed: u64 = missed.map(|late| u64::from(late.share)).sum();
    let payments = if ask.needs(0) > remembered { u64::from(MILLION) } else { missed };
    payments.min(u64::from(MILLION)) * u64::from(ask.knobs.amount)
}

/// What the TTL that is set is good for.
fn yours(ask: &Ask, late: &[Lateness]) -> Yours {
    let ttl = ask.knobs.ttl;
    let remembered = [ttl, lasts(&ask.knobs)].into_iter().flatten().min().unwrap_or(Ms::MAX);
    let missed = late.iter().filter(|late| ask.needs(late.span) > remembered);
    Yours {
        ttl,
        covers_tries: ask.needs(0) <= remembered,
        misses: missed.map(|late| late.name.clone()).collect(),
        at_risk: at_risk(ask, late, remembered),
    }
}

/// A span rounded up to whole seconds, minutes, hours or days: what one writes down.
fn handy(span: Ms) -> Ms {
    let unit = match span {
        ..=MINUTE => SECOND,
        ..=HOUR => MINUTE,
        _ if span <= 4 * DAY => HOUR,
        _ => DAY,
    };
    span.div_ceil(unit).saturating_mul(unit)
}

/// The longest a message may be under way beyond its latency, as the weather knobs say.
fn longest_delay(knobs: &Knobs) -> Ms {
    let delay = if knobs.delay > 0 { knobs.delay_by } else { 0 };
    let copy = if knobs.duplicate > 0 { knobs.duplicate_by } else { 0 };
    delay.max(copy)
}

/// The smallest TTL that outlives a latest request, `late` behind its time: from the
/// completion of the first try to its arrival, and one millisecond.
fn smallest(knobs: &Knobs, late: Ms) -> Ms {
    let apart = latest_try(knobs).saturating_add(late);
    // Counted from creation, the work is part of what the key must outlive.
    let worked = if knobs.ttl_from == TtlFrom::Completed { knobs.work } else { 0 };
    apart.saturating_sub(worked) + 1
}

/// One payment on the cure, alone.
fn alone(knobs: &Knobs) -> Scenario {
    let mut scenario = Scenario { knobs: *knobs, ..Scenario::default() };
    scenario.knobs.intents = 1;
    if let Some(recipe) = Recipe::find("one-transaction") {
        scenario.lanes = vec![crate::sim::Lane::new("keyed", recipe)];
    }
    scenario
}
