//! The trial of one order of steps: searched until something breaks.

use super::bounds::Bounds;
use super::exploration::Exploration;
use super::finding::Finding;
use crate::sim::{Recipe, Setting};

/// What became of one order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trial {
    /// The recipe in this order.
    pub recipe: Recipe,
    /// How many plans were told: up to the first that breaks anything, or all within the
    /// bounds.
    pub plans: u64,
    /// How many of them left a customer with "unknown".
    pub unknown: u64,
    /// Whether everybody is told success when nothing strikes.
    pub serves: bool,
    /// A plan that breaks it with the fewest faults.
    pub finding: Option<Finding>,
}

impl Trial {
    /// Searches one order in the place of the setting's recipe.
    #[must_use]
    pub fn new(setting: &Setting, recipe: Recipe, bounds: Bounds) -> Self {
        let setting = Setting { recipe: recipe.clone(), ..setting.clone() };
        let search = Exploration::run(setting, Bounds { one_break: true, ..bounds });
        let tally = search.tally();
        let finding = tally.findings().min_by_key(|finding| finding.entry).cloned();
        Self { recipe, plans: tally.plans, unknown: tally.unknown, serves: tally.serves, finding }
    }

    /// Whether it is worth proposing: it serves when nothing strikes, and nothing within
    /// the bounds breaks it.
    #[must_use]
    pub const fn is_sound(&self) -> bool {
        self.serves && self.finding.is_none()
    }
}
