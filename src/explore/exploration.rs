//! The search: every plan within the bounds, told and judged, a slice at a time.
//!
//! It owns all it needs and borrows nothing, so a screen can keep it between two keys.
//! To cancel it is to drop it; what it found until then is in its tally.

use super::bounds::Bounds;
use super::odometer::Odometer;
use super::tally::Tally;
use crate::sim::verdict::Judge;
use crate::sim::{Engine, Setting};

/// How many plans one slice tells: about a millisecond's worth.
pub const SLICE: usize = 256;

/// A search under way: an iterator that runs a slice of plans with each `next`.
#[derive(Clone, Debug)]
pub struct Exploration {
    setting: Setting,
    bounds: Bounds,
    odometer: Odometer,
    tally: Tally,
    is_exhausted: bool,
}

/// How far a search has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// How many plans it has told.
    pub plans: u64,
    /// How many faults the plans at hand have: all shorter ones are done.
    pub faults: usize,
}

impl Exploration {
    /// A search that has not begun. Chance is off: only plans strike.
    #[must_use]
    pub fn new(setting: Setting, bounds: Bounds) -> Self {
        let tally = Tally::new(&setting);
        let odometer = Odometer::new(bounds.faults, bounds.kinds);
        Self { setting, bounds, odometer, tally, is_exhausted: false }
    }

    /// A search that is over.
    #[must_use]
    pub fn run(setting: Setting, bounds: Bounds) -> Self {
        let mut exploration = Self::new(setting, bounds);
        exploration.by_ref().for_each(drop);
        exploration
    }

    /// What is searched.
    #[must_use]
    pub const fn setting(&self) -> &Setting {
        &self.setting
    }

    /// How far it goes.
    #[must_use]
    pub const fn bounds(&self) -> Bounds {
        self.bounds
    }

    /// What it has found so far.
    #[must_use]
    pub const fn tally(&self) -> &Tally {
        &self.tally
    }

    /// Whether every plan of at most so many faults was told.
    #[must_use]
    pub const fn is_exhausted(&self) -> bool {
        self.is_exhausted
    }

    /// How far it has come.
    #[must_use]
    pub const fn progress(&self) -> Progress {
        Progress { plans: self.tally.plans, faults: self.odometer.round() }
    }

    /// Whether there is nothing left to tell. A limit is only reached where another plan
    /// would be counted: else all have been.
    fn is_over(&self) -> bool {
        let Bounds { limit, one_break, .. } = self.bounds;
        let is_enough = limit.is_some_and(|limit| self.tally.plans >= limit);
        self.is_exhausted || (is_enough && self.odometer.is_whole()) || (one_break && !self.tally.is_clean())
    }
}

impl Iterator for Exploration {
    type Item = Progress;

    /// Tells at most [`SLICE`] plans more; none when the search is over.
    fn next(&mut self) -> Option<Progress> {
        if self.is_over() {
            return None;
        }
        // An engine borrows its setting, so each slice has its own.
        let setting = self.setting.clone();
        let mut engine = Engine::new(&setting);
        for _ in 0..SLICE {
            if self.is_over() {
                break;
            }
            self.tell(&mut engine);
        }
        Some(self.progress())
    }
}

impl Exploration {
    /// Tells the story of the plan at hand, judges it, and turns to the next plan.
    fn tell(&mut self, engine: &mut Engine<'_>) {
        let Self { setting, odometer, tally, is_exhausted, .. } = self;
        if odometer.is_whole() {
            let mut judge = Judge::default();
            let cut = engine.run(&mut *odometer, |entry, world| {
                judge.watch(setting, entry, world);
                tally.watch(setting, entry, world);
            });
            tally.close(setting, || odometer.plan(), judge.verdict(), engine.world(), cut);
        } else {
            engine.run(&mut *odometer, |_, _| {});
        }
        *is_exhausted = !odometer.turn();
    }
}
