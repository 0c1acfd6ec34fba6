//! How many plans there are, and how many of them break what.

use idem_lab::sim::{PROPERTIES, RECIPES};

use super::plans::stories;
use super::settings::setting;
use super::{search, violations};

/// `PLANS: PROPERTY COUNT, ..`
fn counted(recipe: &str, turns: &[&str], faults: usize) -> String {
    let search = search(&setting(recipe, turns), faults);
    format!("{}: {}", search.tally().plans, violations(search.tally()))
}

#[test]
fn the_pinned_counts() {
    assert_eq!(counted("naive", &[], 1), "11: once 7, consistent 5");
    assert_eq!(counted("effect-then-key", &[], 1), "15: once 4, consistent 3");
    assert_eq!(counted("one-transaction", &[], 1), "19: none");
}

#[test]
fn every_recipe_is_broken_by_one_fault_as_its_row_says() {
    let rows = RECIPES.each_ref().map(|recipe| format!("{} {}", recipe.id, counted(&recipe.id, &[], 1)));
    let want = [
        "naive 11: once 7, consistent 5",
        "effect-then-key 15: once 4, consistent 3",
        "key-then-effect 15: once 1, honest 2, consistent 1",
        "claim 15: settles 2",
        "lease 15: once 3, consistent 2",
        "fenced 19: none",
        "one-transaction 19: none",
        "foreign 15: once 3, consistent 2",
        "foreign-forwarded 15: none",
        "foreign-query 17: once 1, consistent 1",
        "set 11: none",
        "compare-and-set 11: honest 4",
        "ledger-row 11: none",
        "ack-then-effect 11: once 5, honest 2, consistent 4",
        "recovery-points 17: none",
        "outbox 21: once 1",
        "outbox-forwarded 21: none",
    ];
    assert_eq!(rows, want);
}

#[test]
fn nothing_within_two_faults_breaks_the_cures() {
    for (recipe, plans) in
        [("fenced", 332), ("one-transaction", 382), ("foreign-forwarded", 206), ("ledger-row", 120)]
    {
        assert_eq!(counted(recipe, &[], 2), format!("{plans}: none"), "{recipe}");
    }
}

#[test]
fn nothing_within_three_faults_breaks_the_cures_at_three_tries() {
    for (recipe, plans) in
        [("fenced", 4_794), ("one-transaction", 5_142), ("foreign-forwarded", 2_538), ("ledger-row", 1_215)]
    {
        assert_eq!(counted(recipe, &["attempts=3"], 3), format!("{plans}: none"), "{recipe}");
    }
}

#[test]
fn the_counts_are_those_of_stories_told_one_by_one() {
    for recipe in &RECIPES {
        let setting = setting(&recipe.id, &["attempts=3"]);
        let told = stories(&setting, 2);
        let tally = search(&setting, 2).tally().clone();
        assert_eq!(tally.plans, told.len() as u64, "{}", recipe.id);
        for row in &PROPERTIES {
            let broken = told.iter().filter(|trace| trace.verdict.broken_at(row.property).is_some());
            assert_eq!(tally.violations(row.property), broken.count() as u64, "{}: {}", recipe.id, row.id);
        }
    }
}

#[test]
fn two_payments_are_searched_together() {
    // A PUT keeps its promise for one payment; a late copy undoes the newer of two.
    assert_eq!(counted("set", &["intents=2", "duplicate-by=2s"], 1), "21: once 5");
    // A key made from the amount takes two payments for one: no fault is needed.
    assert_eq!(counted("one-transaction", &["intents=2", "key=from-body"], 1), "29: honest 26, distinct 26");
}

#[test]
fn attempts_that_meet_are_searched_too() {
    let impatient = ["timeout=205ms", "work=2s"];
    assert_eq!(counted("effect-then-key", &impatient, 1), "51: once 46, consistent 44");
    assert_eq!(counted("one-transaction", &impatient, 1), "49: none");
}

#[test]
fn a_store_in_memory_breaks_the_cure_with_one_plan_of_nineteen() {
    assert_eq!(counted("one-transaction", &["store=memory"], 1), "19: once 1");
}
