//! A finding: a plan that breaks a property, and where in its story.

use crate::sim::time::Ms;
use crate::sim::{FaultPlan, Property, Setting, simulate};

/// How a property breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which.
    pub property: Property,
    /// The faults that break it. They all strike.
    pub plan: FaultPlan,
    /// The entry at which it breaks.
    pub entry: u32,
    /// That entry's instant.
    pub at: Ms,
}

impl Finding {
    /// Tells the story of a plan and looks where a property breaks in it; none if it
    /// does not.
    #[must_use]
    pub fn new(setting: &Setting, plan: FaultPlan, property: Property) -> Option<Self> {
        let trace = simulate(setting, &plan);
        let entry = trace.verdict.broken_at(property)?;
        let at = trace.entries.get(entry as usize)?.at;
        Some(Self { property, plan, entry, at })
    }
}
