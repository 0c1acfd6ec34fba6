//! The tally: what a search has found so far.

use super::finding::Finding;
use super::horizon::Horizon;
use crate::sim::event::Outcome;
use crate::sim::{Entry, FaultPlan, PROPERTIES, Property, Setting, Verdict, World};

/// Counts and findings over the stories told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// How many plans were told.
    pub plans: u64,
    /// How many left a customer with "unknown". That breaks no promise.
    pub unknown: u64,
    /// How many stories were cut short.
    pub cut: u64,
    /// Whether everybody is told success when nothing strikes. A server that never
    /// answers breaks no promise either.
    pub serves: bool,
    /// For each property: how many plans break it.
    violations: [u64; PROPERTIES.len()],
    /// For each property: the first of the shortest plans that break it.
    findings: [Option<Finding>; PROPERTIES.len()],
    /// The horizons that no story outlived yet.
    waiting: Vec<Horizon>,
}

impl Tally {
    /// Nothing is found yet.
    #[must_use]
    pub fn new(setting: &Setting) -> Self {
        Self {
            plans: 0,
            unknown: 0,
            cut: 0,
            serves: false,
            violations: [0; PROPERTIES.len()],
            findings: [const { None }; PROPERTIES.len()],
            waiting: Horizon::of(setting),
        }
    }

    /// How many plans break a property.
    #[must_use]
    pub const fn violations(&self, property: Property) -> u64 {
        self.violations[property as usize]
    }

    /// A shortest plan for each property that was broken.
    pub fn findings(&self) -> impl Iterator<Item = &Finding> + '_ {
        self.findings.iter().flatten()
    }

    /// Whether no plan broke anything.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.violations.iter().all(|plans| *plans == 0)
    }

    /// Leases and times to live that no story outlived: what happens after them was not
    /// searched.
    #[must_use]
    pub fn never_outlived(&self) -> &[Horizon] {
        &self.waiting
    }

    /// Sees an entry of a story, with the world after it.
    pub(super) fn watch(&mut self, setting: &Setting, entry: &Entry, world: &World) {
        if !self.waiting.is_empty() {
            self.waiting.retain(|horizon| !horizon.is_outlived(setting, entry, world));
        }
    }

    /// Counts a story that is over. Shorter plans come first, so the first that breaks a
    /// property is a shortest one, and no fault of it can be dropped.
    pub(super) fn close(
        &mut self,
        setting: &Setting,
        plan: impl Fn() -> FaultPlan,
        verdict: Verdict,
        end: &World,
        cut: bool,
    ) {
        let told = |outcome| move |told: Option<Outcome>| told == Some(outcome);
        let mut outcomes = end.clients.iter().map(|client| client.told);
        if self.plans == 0 {
            self.serves = outcomes.clone().all(told(Outcome::Success));
        }
        self.plans += 1;
        self.unknown += u64::from(outcomes.any(told(Outcome::Unknown)));
        self.cut += u64::from(cut);
        for row in &PROPERTIES {
            let index = row.property as usize;
            if verdict.broken_at(row.property).is_some() {
                self.violations[index] += 1;
                let found = &mut self.findings[index];
                *found = found.take().or_else(|| Finding::new(setting, plan(), row.property));
            }
        }
    }
}
