//! Shrinking: a plan without the faults it does not need.
//!
//! A search finds shortest plans by itself. This is for plans that come from elsewhere:
//! what a learner struck by hand, or what chance did over a long story.

use crate::sim::{FaultPlan, Property, Setting, simulate};

/// The plan with every fault dropped that can be while the property stays broken. All
/// that is left strikes. None if the plan does not break the property.
#[must_use]
pub fn shrink(setting: &Setting, plan: &FaultPlan, property: Property) -> Option<FaultPlan> {
    let mut least = breaks(setting, plan, property)?;
    while let Some(thinner) = thinner(setting, &least, property) {
        least = thinner;
    }
    Some(least)
}

/// The plan without one of its faults, if there is one it does not need.
fn thinner(setting: &Setting, plan: &FaultPlan, property: Property) -> Option<FaultPlan> {
    plan.iter().find_map(|(site, _)| {
        let kept = plan.iter().filter(|(other, _)| *other != site).collect();
        breaks(setting, &kept, property)
    })
}

/// What strikes of a plan, if it breaks the property.
fn breaks(setting: &Setting, plan: &FaultPlan, property: Property) -> Option<FaultPlan> {
    let trace = simulate(setting, plan);
    trace.verdict.broken_at(property).map(|_| trace.struck)
}
