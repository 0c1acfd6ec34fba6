//! The state of the step table: one lane's handler, taken apart. A step is picked up,
//! carried, put down or dropped; the verdict follows each move.

use crate::explore::{Bounds, Exploration};
use crate::sim::recipe::Step;
use crate::sim::{Recipe, Scenario};
use crate::tui::breaks::Breaks;

/// The most plans a verdict is made from: what is told within one frame.
const PLANS_MAX: u64 = 4_000;

/// The step table of one lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Steps {
    /// Which lane.
    pub lane: usize,
    /// The line chosen.
    pub at: usize,
    /// Whether its step is in hand.
    pub held: bool,
}

/// The recipe with the step at a line carried to another.
#[must_use]
pub fn carried(recipe: &Recipe, from: usize, to: usize) -> Recipe {
    let mut steps = recipe.steps.to_vec();
    if from < steps.len() && to < steps.len() {
        let step = steps.remove(from);
        steps.insert(to, step);
    }
    recipe.reordered(steps)
}

/// The recipe without the step at a line; none where it must stay: a handler without its
/// effect does nothing that could be judged.
#[must_use]
pub fn dropped(recipe: &Recipe, at: usize) -> Option<Recipe> {
    let mut steps = recipe.steps.to_vec();
    let step = *steps.get(at)?;
    if matches!(step, Step::Effect(_)) {
        return None;
    }
    steps.remove(at);
    Some(recipe.reordered(steps))
}

/// What faults within these bounds do to a lane as it stands, without weather.
#[must_use]
pub fn verdict(scenario: &Scenario, lane: usize, bounds: Bounds) -> Exploration {
    let setting = Breaks::of(scenario, lane).setting();
    // A plan costs as much as it has payments: it is drawn in the same frame.
    let limit = PLANS_MAX / (setting.intents().len() as u64).max(1);
    Exploration::run(setting, Bounds { limit: Some(limit.max(1)), ..bounds })
}
