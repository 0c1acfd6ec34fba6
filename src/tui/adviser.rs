//! The TTL adviser as it is asked on screen: for whose client, at which rate, with which
//! late requests. Knows nothing of drawing.

use crate::advise::{Advice, Ask, Lateness, advise};
use crate::sim::Knobs;

/// The rates the adviser is asked at.
const RATES: [u64; 5] = [1, 10, 100, 1_000, 10_000];

/// How many bytes a stored key takes, its reply included.
const ROW_BYTES: u64 = 1_000;

/// What the adviser is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Adviser {
    /// Whose TTL is asked for: a client, its server and their store.
    pub client: Knobs,
    /// Which rate.
    rate: usize,
    /// Whether the usual late requests count.
    pub usual: bool,
    /// Which of its rungs is chosen.
    pub rung: usize,
}

impl Adviser {
    /// The question in full.
    #[must_use]
    pub fn ask(&self) -> Ask {
        let rate = RATES[self.rate.min(RATES.len() - 1)] * 1_000_000;
        let late = if self.usual { Lateness::usual() } else { Vec::new() };
        Ask { knobs: Knobs { rate, ..self.client }, late, skew: 0, row_bytes: ROW_BYTES }
    }

    /// Its answer; none where the client never gives up.
    #[must_use]
    pub fn advice(&self) -> Option<Advice> {
        advise(&self.ask())
    }

    /// How many TTLs the answer has: none for a client that never gives up, else one for its
    /// own tries and one for each lateness. Nothing is simulated for it.
    #[must_use]
    pub fn rungs(&self) -> usize {
        let Ask { knobs, late, .. } = self.ask();
        knobs.attempts.map_or(0, |_| 1 + late.len())
    }

    /// Turns the rate.
    pub const fn turn_rate(&mut self, back: bool) {
        let step = if back { RATES.len() - 1 } else { 1 };
        self.rate = (self.rate + step) % RATES.len();
    }

    /// Counts the usual late requests, or leaves them out.
    pub const fn turn_usual(&mut self) {
        self.usual = !self.usual;
        self.rung = 0;
    }

    /// The next TTL of the table.
    pub fn turn_rung(&mut self) {
        self.rung = (self.rung + 1) % self.rungs().max(1);
    }
}
