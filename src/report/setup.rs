//! A scenario's setup in a line: its lanes, and whatever is off its default.

use crate::sim::{Knobs, Lane, Scenario};

/// The knobs off their defaults, as flags write them: `attempts=8`.
#[must_use]
pub fn turned(knobs: &Knobs) -> Vec<String> {
    knobs.turned().map(|(knob, value)| format!("{}={value}", knob.id)).collect()
}

/// `naive, keyed=one-transaction; attempts=8 keyed.ttl=1h; pay/1/reply=lose`
#[must_use]
pub fn line(scenario: &Scenario) -> String {
    let lanes: Vec<String> = scenario.lanes.iter().map(lane).collect();
    let mut knobs = turned(&scenario.knobs);
    for lane in &scenario.lanes {
        knobs.extend(lane.own.iter().map(|(id, value)| format!("{}.{id}={value}", lane.name)));
    }
    if let Some(listed) = &scenario.listed {
        knobs.push(format!("{} listed payments", listed.len()));
    }
    let parts = [lanes.join(", "), knobs.join(" "), scenario.plan.show(&scenario.intents())];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
}

/// A lane as flags write it, and whether its steps are in an order of their own.
fn lane(lane: &Lane) -> String {
    let Lane { name, recipe, .. } = lane;
    let edited = if recipe.is_edited() { " (steps edited)" } else { "" };
    if *name == recipe.id { format!("{name}{edited}") } else { format!("{name}={}{edited}", recipe.id) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sim::Recipe;

    #[test]
    fn only_what_is_off_its_default_is_said() {
        assert_eq!(line(&Scenario::default()), "naive, keyed=one-transaction");
        let mut scenario = Scenario::laboratory();
        for (path, value) in [("timeout", "5s"), ("attempts", "8"), ("keyed.ttl", "1h")] {
            scenario.set(path, value).expect("a knob");
        }
        scenario.lanes[0].recipe = Recipe::find("naive").expect("a recipe").reordered(Vec::new());
        let told = "naive (steps edited), keyed=one-transaction; timeout=5s attempts=8 keyed.ttl=1h; pay/1/reply=lose";
        assert_eq!(line(&scenario), told);
    }
}
