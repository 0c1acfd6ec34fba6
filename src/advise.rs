//! The TTL adviser: how long a key must be remembered, and what that costs.
//!
//! A key must outlive the latest request that may still ask with it. How late that is
//! follows from the client's own patience, from where a request may lie about (a phone
//! without network, a dead-letter queue, an operator's replay), and from how far clocks
//! differ. The adviser computes it, has the simulator confirm it to the millisecond, and
//! prices it in rows and bytes. Nothing here knows a command line or a screen.

pub mod ask;
pub mod lateness;
pub mod proof;
pub mod rung;
mod waits;

use crate::sim::time::Ms;
use crate::sim::{Knobs, Lane, Recipe, Scenario};

pub use ask::Ask;
pub use lateness::{Lateness, LatenessError};
pub use proof::Proof;
pub use rung::Rung;
use waits::latest_try;

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
    let mut ask = ask.clone();
    ask.late.sort_by(|a, b| (a.span, &a.name).cmp(&(b.span, &b.name)));
    let own = std::iter::once(None).chain(ask.late.iter().cloned().map(Some));
    let rungs = own.map(|covers| Rung::new(&ask, covers)).collect();
    let horizon = latest_try(&ask.knobs) + ask.knobs.timeout;
    Some(Advice { horizon, rungs, yours: yours(&ask) })
}

/// What the TTL that is set is good for.
fn yours(ask: &Ask) -> Yours {
    let ttl = ask.knobs.ttl;
    let remembered = [ttl, ask.lasts()].into_iter().flatten().min().unwrap_or(Ms::MAX);
    Yours {
        ttl,
        covers_tries: ask.covers(0, remembered),
        misses: ask.missed(remembered).map(|late| late.name.clone()).collect(),
        at_risk: ask.at_risk(remembered),
    }
}

/// One payment on the cure, alone.
fn alone(knobs: &Knobs) -> Scenario {
    let mut scenario = Scenario { knobs: *knobs, ..Scenario::default() };
    scenario.knobs.intents = 1;
    if let Some(recipe) = Recipe::find("one-transaction") {
        scenario.lanes = vec![Lane::new("keyed", recipe)];
    }
    scenario
}
