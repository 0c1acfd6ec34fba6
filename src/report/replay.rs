//! The command that tells a story again, in one line to copy.

use std::fmt::Write;

use crate::sim::{FaultPlan, KNOBS, Knobs, Setting};

/// `idem run` with the recipe, the knobs that are not at their defaults, and the plan.
/// For shipped recipes and generated intents: no flag writes others.
#[must_use]
pub fn command(setting: &Setting, plan: &FaultPlan) -> String {
    let mut line = format!("idem run --lanes {}", setting.recipe.id);
    let bare = Knobs::default();
    for knob in &KNOBS {
        let value = (knob.get)(&setting.knobs);
        if value != (knob.get)(&bare) {
            let _ = write!(line, " --set {}={value}", knob.id);
        }
    }
    for (site, fault) in plan.iter() {
        let _ = write!(line, " --fault {}={fault}", site.show(setting.intents()));
    }
    line
}
