//! The measures: the numbers one can ask a lane for, one row each.

use crate::sim::load::{Load, busiest};
use crate::sim::trace::Trace;
use crate::sim::world::World;

/// A number one can ask a lane for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// What was charged.
    Balance,
    /// How many effects are durable.
    Effects,
    /// How many tries were made.
    Attempts,
    /// How many keys are remembered.
    Keys,
    /// How many tries came after a first one.
    Retries,
    /// The retries in percent of the first tries.
    Extra,
    /// The most requests sent within a tenth of a second.
    Busiest,
    /// How many requests were answered "busy".
    Refused,
    /// How many customers were told unknown.
    Unknown,
}

/// The measures' words.
pub const MEASURES: [(Measure, &str); 9] = [
    (Measure::Balance, "balance"),
    (Measure::Effects, "effects"),
    (Measure::Attempts, "attempts"),
    (Measure::Keys, "keys"),
    (Measure::Retries, "retries"),
    (Measure::Extra, "extra"),
    (Measure::Busiest, "busiest"),
    (Measure::Refused, "refused"),
    (Measure::Unknown, "unknown"),
];

impl Measure {
    /// The measure with this word.
    #[must_use]
    pub fn find(word: &str) -> Option<Self> {
        MEASURES.iter().find(|(_, known)| *known == word).map(|(measure, _)| *measure)
    }

    /// Its word.
    #[must_use]
    pub fn word(self) -> &'static str {
        MEASURES.iter().find(|(known, _)| *known == self).map_or("", |(_, word)| word)
    }

    /// The number in a world of a story.
    #[must_use]
    pub fn of(self, trace: &Trace, world: &World) -> u64 {
        let past = || trace.entries.get(..world.entries as usize).unwrap_or(&trace.entries);
        match self {
            Self::Balance => world.ledger.balance(),
            Self::Effects => world.ledger.effects.iter().map(|n| u64::from(*n)).sum(),
            Self::Attempts => world.attempts(),
            Self::Keys => world.keys_stored(&trace.setting.knobs) as u64,
            Self::Retries => Load::of(past()).retries,
            Self::Extra => Load::of(past()).extra(),
            Self::Busiest => busiest(past()),
            Self::Refused => Load::of(past()).refused,
            Self::Unknown => Load::of(past()).unknown,
        }
    }
}
