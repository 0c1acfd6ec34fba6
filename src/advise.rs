//! The TTL adviser: how long a key must be remembered, and what that costs.
//!
//! A key must outlive the latest request that may still ask with it. How late that is
//! follows from the client's own patience, from where a request may lie about (a phone
//! without network, a dead-letter queue, an operator's replay), and from how far clocks
//! differ. The adviser computes it, has the simulator confirm it to the millisecond, and
//! prices it in rows and bytes. Nothing here knows a command line or a screen.

pub mod lateness;
pub mod proof;

use crate::sim::client::{backoff, most_attempts, retry_horizon};
use crate::sim::knob::{Jitter, TtlFrom};
use crate::sim::time::{Ms, SECOND};
use crate::sim::{Knobs, Recipe, Scenario};

pub use lateness::{Lateness, LatenessError};
pub use proof::Proof;

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
    /// How many rows are kept at this TTL: rate times TTL (Little's law).
    pub rows: u64,
    /// What they take.
    pub bytes: u64,
    /// Dollars charged twice in a million payments, if all that is later still comes.
    pub at_risk: u64,
    /// How long a key is really remembered, where the store is bounded.
    pub holds: Option<Ms>,
    /// Whether the provider forgets before it: a retry through this server is then new
    /// to the provider.
    pub outlives_provider: bool,
    /// What the simulator says of it.
    pub proof: Proof,
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advice {
    /// When the client gives up, at the latest: enough, but not the smallest TTL.
    pub horizon: Ms,
    /// One TTL for the client alone, then one more for each lateness, shortest first.
    pub rungs: Vec<Rung>,
}

/// The answer; none where the client never gives up, since no TTL is long enough for it.
#[must_use]
pub fn advise(ask: &Ask) -> Option<Advice> {
    ask.knobs.attempts?;
    let mut late = ask.late.clone();
    late.sort_by(|a, b| (a.span, &a.name).cmp(&(b.span, &b.name)));
    let own = std::iter::once(None).chain(late.iter().cloned().map(Some));
    let rungs = own.map(|covers| rung(ask, &late, covers)).collect();
    Some(Advice { horizon: latest_try(&ask.knobs) + ask.knobs.timeout, rungs })
}

fn rung(ask: &Ask, late: &[Lateness], covers: Option<Lateness>) -> Rung {
    let knobs = &ask.knobs;
    let span =
        covers.as_ref().map_or_else(|| longest_delay(knobs), |late| late.span.max(longest_delay(knobs)));
    let bare = smallest(knobs, span);
    let ttl = bare.saturating_add(ask.skew);
    let per_second = u128::from(knobs.rate) * u128::from(ttl);
    let rows = per_second.div_ceil(1_000_000 * u128::from(SECOND));
    let rows = u64::try_from(rows).unwrap_or(u64::MAX);
    let missed = late.iter().filter(|other| smallest(knobs, other.span.max(longest_delay(knobs))) > bare);
    // A share in parts per million of a million payments is a number of payments.
    let at_risk = missed.map(|late| u64::from(late.share) * u64::from(knobs.amount)).sum();
    let holds = knobs.capacity.map(|capacity| {
        let lasts = u128::from(capacity) * 1_000_000 * u128::from(SECOND) / u128::from(knobs.rate.max(1));
        ttl.min(u64::try_from(lasts).unwrap_or(u64::MAX))
    });
    Rung {
        covers,
        ttl,
        rows,
        bytes: rows.saturating_mul(ask.row_bytes),
        at_risk,
        holds,
        outlives_provider: knobs.downstream_ttl.is_some_and(|window| window < ttl),
        proof: Proof::new(knobs, bare, span),
    }
}

/// When the latest try starts, with every wait as long as it may be.
fn latest_try(knobs: &Knobs) -> Ms {
    let setting = alone(&longest_waits(knobs)).settings().remove(0);
    let most = most_attempts(&setting);
    let waits: Ms = (1..most).map(|attempt| backoff(&setting, knobs.seed, 0, attempt, None)).sum();
    debug_assert_eq!(retry_horizon(&setting), u64::from(most) * knobs.timeout + waits);
    u64::from(most.saturating_sub(1)) * knobs.timeout + waits
}

/// The same client with every wait at its longest, and no chance in it.
fn longest_waits(knobs: &Knobs) -> Knobs {
    // Decorrelated jitter may wait as long as the cap from the first time on.
    let base = if knobs.jitter == Jitter::Decorrelated { knobs.backoff_cap } else { knobs.backoff_base };
    Knobs { jitter: Jitter::None, backoff_base: base, ..*knobs }
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
