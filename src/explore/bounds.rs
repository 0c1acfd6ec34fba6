//! The bounds of a search: how far it goes. The knobs of the setting bound it too.

/// How far a search goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// The most faults that strike in one story.
    pub faults: usize,
    /// After how many plans to stop, all searched or not.
    pub limit: Option<u64>,
    /// Whether to stop at the first plan that breaks anything.
    pub one_break: bool,
}

impl Bounds {
    /// Every plan of at most so many faults.
    #[must_use]
    pub const fn faults(faults: usize) -> Self {
        Self { faults, limit: None, one_break: false }
    }
}

impl Default for Bounds {
    /// One fault: the question most outages ask.
    fn default() -> Self {
        Self::faults(1)
    }
}
