//! How many plans there are, and how many of them break what: the counts that the model pins.

use std::collections::BTreeMap;

use idem_lab::sim::RECIPES;

#[path = "common/plans.rs"]
mod plans;
#[path = "common/settings.rs"]
mod settings;
use plans::stories;
use settings::setting;

/// How many plans of at most so many faults there are, and how many break each property.
fn broken(recipe: &str, turns: &[&str], faults: usize) -> (usize, BTreeMap<&'static str, usize>) {
    let told = stories(&setting(recipe, turns), faults);
    let mut counts = BTreeMap::new();
    for (property, _) in told.iter().flat_map(|trace| trace.verdict.broken()) {
        *counts.entry(property.row().id).or_default() += 1;
    }
    (told.len(), counts)
}

#[test]
fn the_pinned_counts() {
    for (recipe, plans, doubles) in [("naive", 11, 7), ("effect-then-key", 15, 4), ("one-transaction", 19, 0)]
    {
        let (count, broken) = broken(recipe, &[], 1);
        assert_eq!(count, plans, "{recipe}");
        assert_eq!(broken.get("once").copied().unwrap_or(0), doubles, "{recipe}: {broken:?}");
    }
}

#[test]
fn one_fault_has_a_plan_for_each_message_and_each_gap() {
    for recipe in &RECIPES {
        // Calm; three ways to strike each of two messages; a crash or a pause in each gap.
        let plans = 1 + 2 * 3 + (recipe.gaps().count() + recipe.relay_gaps().count()) * 2;
        assert_eq!(broken(&recipe.id, &[], 1).0, plans, "{}", recipe.id);
    }
}

#[test]
fn the_counts_of_two_faults_at_three_tries() {
    let rows = RECIPES.each_ref().map(|recipe| {
        let (plans, broken) = broken(&recipe.id, &["attempts=3"], 2);
        let broken: Vec<String> =
            broken.iter().map(|(property, count)| format!("{property} {count}")).collect();
        let broken = if broken.is_empty() { "none".to_owned() } else { broken.join(", ") };
        format!("{} of {plans}: {broken}", recipe.id)
    });
    let want = [
        "naive of 120: consistent 78, once 106",
        "effect-then-key of 204: consistent 58, once 90",
        "key-then-effect of 186: consistent 21, honest 38, once 23",
        "claim of 214: settles 50",
        "lease of 206: consistent 43, once 72",
        "fenced of 324: none",
        "one-transaction of 352: none",
        "foreign of 206: consistent 43, once 72",
        "foreign-forwarded of 206: none",
        "foreign-query of 261: consistent 24, once 27",
        "set of 120: none",
        "compare-and-set of 106: honest 63",
        "ledger-row of 120: none",
        "ack-then-effect of 103: consistent 64, honest 15, once 71",
        "recovery-points of 251: none",
        "outbox of 382: once 21",
        "outbox-forwarded of 382: none",
    ];
    assert_eq!(rows, want);
}

#[test]
fn a_store_in_memory_breaks_the_cure_with_one_fault_of_nineteen() {
    let (plans, broken) = broken("one-transaction", &["store=memory"], 1);
    assert_eq!((plans, broken), (19, BTreeMap::from([("once", 1)])));
}
