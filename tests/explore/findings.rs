//! Findings: each the shortest of its kind, each true.

use idem_lab::explore::Horizon::{Downstream, Lease, Ttl};
use idem_lab::explore::{Bounds, Exploration, Finding, shrink};
use idem_lab::sim::{FaultPlan, PROPERTIES, Property, RECIPES, Setting, Step, simulate};
use proptest::prelude::*;

use super::plans::stories;
use super::settings::setting;
use super::{search, violations};

/// Everything a law says of a finding.
fn holds(setting: &Setting, finding: &Finding, shortest: usize) {
    let trace = simulate(setting, &finding.plan);
    let name = finding.plan.show(setting.intents());
    assert_eq!(trace.verdict.broken_at(finding.property), Some(finding.entry), "{name}");
    assert_eq!(trace.entries[finding.entry as usize].at, finding.at, "{name}");
    assert_eq!(trace.struck, finding.plan, "all of it strikes");
    assert_eq!(finding.plan.len(), shortest, "{name} is a shortest one");
    nothing_can_be_dropped(setting, &finding.plan, finding.property);
}

fn nothing_can_be_dropped(setting: &Setting, plan: &FaultPlan, property: Property) {
    for (site, _) in plan.iter() {
        let fewer: FaultPlan = plan.iter().filter(|(other, _)| *other != site).collect();
        let kept = simulate(setting, &fewer).verdict.broken_at(property).is_none();
        assert!(kept, "{} does not need {}", plan.show(setting.intents()), site.show(setting.intents()));
    }
}

#[test]
fn a_finding_is_true_shortest_and_without_a_fault_to_spare() {
    for recipe in &RECIPES {
        let setting = setting(&recipe.id, &["attempts=3"]);
        let told = stories(&setting, 2);
        let search = search(&setting, 2);
        for row in &PROPERTIES {
            let broken = told.iter().filter(|trace| trace.verdict.broken_at(row.property).is_some());
            let shortest = broken.map(|trace| trace.struck.len()).min();
            let found = search.tally().findings().find(|finding| finding.property == row.property);
            assert_eq!(found.is_some(), shortest.is_some(), "{}: {}", recipe.id, row.id);
            if let (Some(finding), Some(shortest)) = (found, shortest) {
                holds(&setting, finding, shortest);
            }
        }
    }
}

#[test]
fn a_bug_that_takes_two_faults_is_found_with_two() {
    // Forgotten by the provider before the retry comes: a crash alone is retried in time.
    let turns = ["downstream-ttl=3s"];
    let setting = setting("foreign-forwarded", &turns);
    assert!(search(&setting, 1).tally().is_clean());
    let two = search(&setting, 2);
    let finding = two.tally().findings().next().expect("it doubles");
    assert_eq!((finding.property, finding.plan.len()), (Property::Once, 2));
}

#[test]
fn planted_bugs_are_found() {
    // The cure with its steps in another order or one forgotten, and the fence opened too
    // late, left too early, or without a claim to hold it.
    let planted = |recipe: &str, steps: &str| {
        let setting = setting(recipe, &[]);
        let step = |word: &str| setting.recipe.steps.iter().copied().find(|step| step.word() == word);
        let steps: Vec<Step> = steps.split(' ').filter_map(step).collect();
        let bugged = Setting { recipe: setting.recipe.reordered(steps), ..setting.clone() };
        let tally = search(&bugged, 1).tally().clone();
        violations(&tally) + if tally.serves { "" } else { ", and nobody is served" }
    };
    let rows = [
        ("one-transaction", "begin claim effect record commit reply"),
        ("one-transaction", "begin claim effect record reply commit"),
        ("one-transaction", "claim begin effect record commit reply"),
        ("one-transaction", "begin claim record commit effect reply"),
        ("one-transaction", "begin effect record commit reply"),
        ("one-transaction", "begin claim effect commit reply"),
        ("one-transaction", "begin claim effect record reply"),
        ("fenced", "claim effect begin record commit reply"),
        ("fenced", "claim begin effect commit record reply"),
        ("fenced", "begin effect record commit reply"),
    ];
    let found = rows.map(|(recipe, steps)| planted(recipe, steps));
    let want = [
        "none",
        "honest 2",
        "settles 4",
        "honest 2",
        "once 9, consistent 7",
        "settles 17",
        "honest 14, consistent 5",
        "once 6",
        "once 5",
        "none, and nobody is served",
    ];
    assert_eq!(found, want);
}

#[test]
fn what_was_never_outlived_is_said() {
    let waiting = |recipe: &str, turns: &[&str], faults| {
        search(&setting(recipe, turns), faults).tally().never_outlived().to_vec()
    };
    assert_eq!(waiting("naive", &[], 1), []);
    assert_eq!(waiting("one-transaction", &[], 1), [Ttl]);
    assert_eq!(waiting("one-transaction", &["ttl=1s"], 1), []);
    assert_eq!(waiting("one-transaction", &["ttl=forever"], 1), []);
    assert_eq!(waiting("one-transaction", &["key=none"], 1), []);
    assert_eq!(waiting("fenced", &[], 0), [Lease, Ttl]);
    assert_eq!(waiting("fenced", &[], 1), [Ttl]);
    assert_eq!(waiting("fenced", &["lease=1m"], 2), [Lease, Ttl]);
    assert_eq!(waiting("foreign-forwarded", &[], 1), [Ttl, Downstream]);
    assert_eq!(waiting("foreign-forwarded", &["downstream-ttl=1s"], 1), [Ttl]);
    // A new key for every try is no key that the provider has forgotten.
    assert_eq!(waiting("foreign-forwarded", &["key=per-attempt"], 1), [Lease, Ttl, Downstream]);
}

#[test]
fn a_search_can_be_stopped_and_goes_on_where_it_was() {
    let setting = setting("one-transaction", &["attempts=3"]);
    let whole = search(&setting, 2);
    let mut sliced = Exploration::new(setting.clone(), Bounds::faults(2));
    let seen: Vec<u64> = sliced.by_ref().map(|progress| progress.plans).collect();
    assert!(seen.len() > 1 && seen.is_sorted(), "{seen:?}");
    assert_eq!(sliced.tally(), whole.tally());
    assert_eq!(sliced.next(), None);
    for limit in [0, 1, 10, 300, whole.tally().plans] {
        let bounds = Bounds { limit: Some(limit), ..Bounds::faults(2) };
        let search = Exploration::run(setting.clone(), bounds);
        assert_eq!(search.tally().plans, limit);
        assert_eq!(search.is_exhausted(), limit == whole.tally().plans);
    }
}

#[test]
fn a_search_counts_who_is_left_without_an_answer() {
    let calm = |recipe: &str, turns: &[&str]| search(&setting(recipe, turns), 0).tally().clone();
    assert!(calm("one-transaction", &[]).serves);
    // Work longer than the lease: the claim is taken from under every holder.
    let starved = calm("fenced", &["work=2s", "timeout=205ms"]);
    assert!(starved.is_clean() && !starved.serves && starved.unknown == 1);
    assert_eq!(calm("claim", &["attempts=unlimited"]).cut, 0);
    assert!(search(&setting("claim", &["attempts=unlimited"]), 1).tally().cut > 0);
}

proptest! {
    #![proptest_config(crate::cases::cases(60))]

    #[test]
    fn a_shrunk_plan_keeps_the_verdict_and_nothing_more_can_be_dropped(
        recipe in proptest::sample::select(&RECIPES[..]),
        lose in 0..400_000_u32,
        crash in 0..300_000_u32,
        seed in any::<u64>(),
    ) {
        let mut setting = setting(&recipe.id, &["intents=3"]);
        (setting.knobs.lose_reply, setting.knobs.duplicate, setting.knobs.crash_rate) = (lose, lose, crash);
        setting.knobs.seed = seed;
        let calm = FaultPlan::default();
        let stormy = simulate(&setting, idem_lab::sim::Weather::new(&setting.knobs, &calm));
        for row in &PROPERTIES {
            let shrunk = shrink(&setting, &stormy.struck, row.property);
            let was_broken = stormy.verdict.broken_at(row.property).is_some();
            prop_assert_eq!(shrunk.is_some(), was_broken);
            if let Some(shrunk) = shrunk {
                let again = simulate(&setting, &shrunk);
                prop_assert!(again.verdict.broken_at(row.property).is_some());
                prop_assert_eq!(&again.struck, &shrunk);
                nothing_can_be_dropped(&setting, &shrunk, row.property);
            }
        }
    }
}
