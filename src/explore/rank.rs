//! A rank: the orders of steps that equally few faults break, with the first to look at.

use std::collections::BTreeMap;

use super::finding::Finding;
use super::trial::Trial;

/// Orders that break by so many faults.
#[derive(Clone, Copy, Debug)]
pub struct Rank<'t> {
    /// How few faults do it.
    pub faults: usize,
    /// How many orders there are.
    pub orders: usize,
    /// The first of them.
    pub trial: &'t Trial,
    /// What breaks it.
    pub finding: &'t Finding,
}

impl<'t> Rank<'t> {
    /// The ranks of these trials, the fewest faults first; what nothing breaks has none.
    #[must_use]
    pub fn all(trials: &'t [Trial]) -> Vec<Self> {
        let mut ranks: BTreeMap<usize, Self> = BTreeMap::new();
        for (trial, finding) in trials.iter().filter_map(|trial| Some((trial, trial.finding.as_ref()?))) {
            let faults = finding.plan.len();
            ranks.entry(faults).or_insert(Self { faults, orders: 0, trial, finding }).orders += 1;
        }
        ranks.into_values().collect()
    }
}
