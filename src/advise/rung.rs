//! A rung: one TTL of the answer, what it covers, what it costs, and what the simulator
//! says of it.

use super::{Ask, Lateness, Proof};
use crate::sim::time::{DAY, HOUR, MINUTE, Ms, SECOND};

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
    pub(super) fn new(ask: &Ask, covers: Option<Lateness>) -> Self {
        let late = covers.as_ref().map_or(0, |late| late.span);
        let bare = ask.smallest(late);
        let ttl = bare.saturating_add(ask.skew);
        let (set_to, rows) = (handy(ttl), ask.rows(handy(ttl)));
        let holds = ask.lasts().map(|lasts| ttl.min(lasts));
        let proof = Proof::new(&ask.knobs, bare, ask.held_back(late));
        Self {
            covers,
            ttl,
            set_to,
            rows,
            bytes: rows.saturating_mul(ask.row_bytes),
            at_risk: proof.holds.then(|| ask.at_risk(holds.unwrap_or(ttl))),
            holds,
            outlives_provider: ask.knobs.downstream_ttl.is_some_and(|window| window < ttl),
            proof,
        }
    }

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

/// A span rounded up to whole seconds, minutes, hours or days: what one writes down.
fn handy(span: Ms) -> Ms {
    let rungs = [(MINUTE, SECOND), (HOUR, MINUTE), (4 * DAY, HOUR)];
    let unit = rungs.iter().find(|(most, _)| span <= *most).map_or(DAY, |(_, unit)| *unit);
    span.div_ceil(unit).saturating_mul(unit)
}
