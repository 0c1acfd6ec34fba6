//! The commands that tell a story again, each one line to copy.

use std::fmt::Write;

use crate::explore::Finding;
use crate::share::Shared;
use crate::sim::{FaultPlan, Lane, Scenario, Setting};

/// `idem run` with the recipe, the knobs that are not at their defaults, and the plan.
/// None for edited recipes and listed intents: no flag writes those.
#[must_use]
pub fn command(setting: &Setting, plan: &FaultPlan) -> Option<String> {
    let lanes = vec![Lane::new(&setting.lane, &setting.recipe)];
    let generated = Scenario { knobs: setting.knobs, lanes, ..Scenario::default() };
    if setting.recipe.is_edited() || generated.intents() != setting.intents() {
        return None;
    }
    let mut line = format!("idem run --lanes {}", setting.recipe.id);
    for (knob, value) in setting.knobs.turned() {
        let _ = write!(line, " --set {}={value}", knob.id);
    }
    for (site, fault) in plan.iter() {
        let _ = write!(line, " --fault {}={fault}", site.show(setting.intents()));
    }
    Some(line)
}

/// The share code of a finding: its story, at the instant it breaks. Carries any order of
/// steps; none where it would be longer than a line.
#[must_use]
pub fn code(setting: &Setting, finding: &Finding) -> Option<String> {
    Shared::found(setting, &finding.plan, finding.at).code().ok()
}

/// The command that opens a code in the laboratory.
#[must_use]
pub fn lab(code: &str) -> String {
    format!("idem lab {code}")
}
