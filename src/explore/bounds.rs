//! The bounds of a search: how far it goes. The knobs of the setting bound it too.

use crate::sim::Fault;
use crate::sim::fault::{FAULTS, FaultRow};

/// Which kinds of faults strike: one flag a row of [`FAULTS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kinds([bool; FAULTS.len()]);

/// The rows that a search tries.
const fn searched() -> [bool; FAULTS.len()] {
    let mut kinds = [false; FAULTS.len()];
    let mut at = 0;
    while at < FAULTS.len() {
        kinds[at] = FAULTS[at].searched;
        at += 1;
    }
    kinds
}

impl Kinds {
    /// Every kind that a search tries unless it is told which.
    pub const SEARCHED: Self = Self(searched());

    /// The kinds with these words; none if a word is no fault's.
    #[must_use]
    pub fn find<'w>(words: impl IntoIterator<Item = &'w str>) -> Option<Self> {
        let mut kinds = [false; FAULTS.len()];
        for word in words {
            kinds[FAULTS.iter().position(|row| row.word == word)?] = true;
        }
        Some(Self(kinds))
    }

    /// Their rows, in the table's order.
    pub fn rows(self) -> impl Iterator<Item = &'static FaultRow> {
        FAULTS.iter().zip(self.0).filter(|(_, strikes)| *strikes).map(|(row, _)| row)
    }

    /// The faults of these kinds, with the weather's own spans.
    pub fn faults(self) -> impl Iterator<Item = Fault> {
        self.rows().map(|row| row.fault)
    }
}

/// How far a search goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// The most faults that strike in one story.
    pub faults: usize,
    /// Which kinds of faults strike.
    pub kinds: Kinds,
    /// After how many plans to stop, all searched or not.
    pub limit: Option<u64>,
    /// Whether to stop at the first plan that breaks anything.
    pub one_break: bool,
}

impl Bounds {
    /// Every plan of at most so many faults, of every kind.
    #[must_use]
    pub const fn faults(faults: usize) -> Self {
        Self { faults, kinds: Kinds::SEARCHED, limit: None, one_break: false }
    }
}

impl Default for Bounds {
    /// One fault: the question most outages ask.
    fn default() -> Self {
        Self::faults(1)
    }
}
