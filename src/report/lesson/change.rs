//! What differs between two scenarios, one line a change.

use crate::sim::{FaultPlan, KNOBS, Lane, Scenario};

/// The lines by which `after` differs from `before`, in the order of the knob table.
#[must_use]
pub fn changes(before: &Scenario, after: &Scenario) -> Vec<String> {
    let mut lines = Vec::new();
    if lanes(before) != lanes(after) {
        lines.push(format!("lanes {}", lanes(after).join(", ")));
    }
    if before.listed != after.listed {
        lines.extend(intents(after));
    }
    for knob in &KNOBS {
        let value = (knob.get)(&after.knobs);
        if value != (knob.get)(&before.knobs) {
            lines.push(format!("{} = {value}", knob.id));
        }
    }
    for lane in &after.lanes {
        let old = before.lanes.iter().find(|old| old.name == lane.name);
        for (id, value) in &lane.own {
            if old.and_then(|old| old.own.get(id)) != Some(value) {
                lines.push(format!("{}.{id} = {value}", lane.name));
            }
        }
    }
    if before.plan != after.plan {
        lines.push(format!("faults: {}", plan(after)));
    }
    lines
}

fn lanes(scenario: &Scenario) -> Vec<String> {
    let lane = |lane: &Lane| {
        if lane.name == lane.recipe.id {
            lane.name.clone()
        } else {
            format!("{}={}", lane.name, lane.recipe.id)
        }
    };
    scenario.lanes.iter().map(lane).collect()
}

fn intents(scenario: &Scenario) -> Vec<String> {
    let listed = scenario.listed.iter().flatten();
    let line = |intent: &crate::sim::Intent| {
        let at = crate::sim::time::show_exactly(intent.at);
        format!("intent {}: customer {} means ${} at {at}", intent.name, intent.customer + 1, intent.amount)
    };
    let lines: Vec<String> = listed.map(line).collect();
    if lines.is_empty() { vec!["intents by the workload knobs".to_owned()] } else { lines }
}

/// The faults planned, as they are written; `none` without any.
fn plan(scenario: &Scenario) -> String {
    let plan: FaultPlan = scenario.plan.iter().collect();
    if plan.is_empty() { "none".to_owned() } else { plan.show(&scenario.intents()) }
}
