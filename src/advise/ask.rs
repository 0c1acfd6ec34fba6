//! The question: a client, where its requests may lie about, and what a row costs; with
//! the arithmetic that every answer to it shares.

use super::Lateness;
use super::waits::latest_try;
use crate::sim::Knobs;
use crate::sim::chance::MILLION;
use crate::sim::knob::TtlFrom;
use crate::sim::time::{Ms, SECOND};

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

impl Ask {
    /// How many rows are kept at a TTL: rate times TTL (Little's law), rounded up.
    #[must_use]
    pub fn rows(&self, ttl: Ms) -> u64 {
        let per_second = u128::from(self.knobs.rate) * u128::from(ttl);
        u64::try_from(per_second.div_ceil(u128::from(MILLION) * u128::from(SECOND))).unwrap_or(u64::MAX)
    }

    /// The smallest TTL that outlives a lateness, or with none the client's own tries; the
    /// clocks' difference is not in it.
    pub(super) fn smallest(&self, late: Ms) -> Ms {
        let apart = latest_try(&self.knobs).saturating_add(self.held_back(late));
        // Counted from creation, the work is part of what the key must outlive.
        let worked = if self.knobs.ttl_from == TtlFrom::Completed { self.knobs.work } else { 0 };
        apart.saturating_sub(worked) + 1
    }

    /// The longest a request may be under way beyond its latency: a lateness, or what the
    /// weather knobs say.
    pub(super) fn held_back(&self, late: Ms) -> Ms {
        let Knobs { delay, delay_by, duplicate, duplicate_by, .. } = self.knobs;
        late.max(if delay > 0 { delay_by } else { 0 }).max(if duplicate > 0 { duplicate_by } else { 0 })
    }

    /// How long a bounded store remembers a key at this rate, before newer ones push it out.
    pub(super) fn lasts(&self) -> Option<Ms> {
        let capacity = u128::from(self.knobs.capacity?) * u128::from(MILLION) * u128::from(SECOND);
        Some(u64::try_from(capacity / u128::from(self.knobs.rate.max(1))).unwrap_or(u64::MAX))
    }

    /// The latenesses that a key remembered so long does not outlive, shortest first.
    pub(super) fn missed(&self, remembered: Ms) -> impl Iterator<Item = &Lateness> {
        self.late.iter().filter(move |late| !self.covers(late.span, remembered))
    }

    /// Whether a key remembered so long outlives a lateness, or with none the own tries.
    pub(super) fn covers(&self, late: Ms, remembered: Ms) -> bool {
        self.smallest(late).saturating_add(self.skew) <= remembered
    }

    /// Dollars charged twice in a million payments, if all comes that a key remembered so
    /// long does not outlive. Where it does not outlive the client's own tries, any may be.
    pub(super) fn at_risk(&self, remembered: Ms) -> u64 {
        // A share in parts per million of a million payments is a number of payments.
        let missed: u64 = self.missed(remembered).map(|late| u64::from(late.share)).sum();
        let payments = if self.covers(0, remembered) { missed } else { u64::from(MILLION) };
        payments.min(u64::from(MILLION)) * u64::from(self.knobs.amount)
    }
}
