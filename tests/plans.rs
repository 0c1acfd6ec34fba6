//! Every plan of at most one fault: the counts that the model pins.

use std::collections::BTreeMap;

use idem_lab::sim::fault::FAULTS;
use idem_lab::sim::{FaultPlan, Lane, Recipe, Scenario, Trace, simulate};

/// Every story with at most one fault, with the plan that made it.
fn stories(recipe: &str, turn: impl Fn(&mut Scenario)) -> Vec<(FaultPlan, Trace)> {
    let lanes = vec![Lane::new(recipe, Recipe::find(recipe).expect("a recipe"))];
    let mut scenario = Scenario { lanes, ..Scenario::default() };
    turn(&mut scenario);
    let setting = scenario.settings().remove(0);
    let calm = FaultPlan::default();
    let first = simulate(&setting, &calm);
    let sites = first.asked.clone();
    let mut stories = vec![(calm, first)];
    for site in sites {
        for row in FAULTS.iter().filter(|row| row.fault.fits(site.place)) {
            let plan: FaultPlan = [(site, row.fault)].into_iter().collect();
            let trace = simulate(&setting, &plan);
            stories.push((plan, trace));
        }
    }
    stories
}

/// How many plans break each property.
fn broken(recipe: &str, turn: impl Fn(&mut Scenario)) -> (usize, BTreeMap<&'static str, usize>) {
    let stories = stories(recipe, turn);
    let mut counts = BTreeMap::new();
    for (_, trace) in &stories {
        for (property, _) in trace.verdict.broken() {
            *counts.entry(property.row().id).or_default() += 1;
        }
    }
    (stories.len(), counts)
}

#[test]
fn the_pinned_counts() {
    for (recipe, plans, doubles) in [("naive", 11, 7), ("effect-then-key", 15, 4), ("one-transaction", 19, 0)]
    {
        let (count, broken) = broken(recipe, |_| {});
        assert_eq!(count, plans, "{recipe}");
        assert_eq!(broken.get("once").copied().unwrap_or(0), doubles, "{recipe}: {broken:?}");
    }
}
