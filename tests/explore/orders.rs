//! Orders of steps: which keep every promise, and which only never answer.

use idem_lab::explore::{Bounds, Orders, Trial};
use idem_lab::sim::Step;

use super::settings::setting;

/// Every order of a recipe, tried.
fn trials(recipe: &str, faults: usize) -> Vec<Trial> {
    let setting = setting(recipe, &[]);
    let tried = |order| Trial::new(&setting, order, Bounds::faults(faults));
    Orders::new(&setting.recipe).map(tried).collect()
}

fn words(trial: &Trial) -> String {
    trial.recipe.steps.iter().map(Step::to_string).collect::<Vec<_>>().join(", ")
}

/// The orders that nothing within so many faults breaks, and that serve when it is calm.
fn sound(recipe: &str, faults: usize) -> Vec<String> {
    trials(recipe, faults).iter().filter(|trial| trial.is_sound()).map(words).collect()
}

/// `SOUND sound, SILENT silent, broken by none N, by one M, ..`
fn summary(recipe: &str, faults: usize) -> String {
    let trials = trials(recipe, faults);
    let sound = trials.iter().filter(|trial| trial.is_sound()).count();
    let broken: Vec<usize> = (0..=faults).map(|faults| broken_by(&trials, faults)).collect();
    let silent = trials.len() - sound - broken.iter().sum::<usize>();
    format!("{sound} sound, {silent} silent, broken by {broken:?}")
}

/// How many take so many faults to break.
fn broken_by(trials: &[Trial], faults: usize) -> usize {
    let findings = trials.iter().filter_map(|trial| trial.finding.as_ref());
    findings.filter(|finding| finding.plan.len() == faults).count()
}

#[test]
fn no_order_of_effect_then_key_survives_one_fault() {
    assert_eq!(summary("effect-then-key", 1), "0 sound, 0 silent, broken by [4, 20]");
    // Looking up after the record reads one's own: success told with no effect.
    let trials = trials("effect-then-key", 0);
    let calm: Vec<String> = trials.iter().filter(|trial| trial.finding.is_some()).map(words).collect();
    assert_eq!(
        calm,
        [
            "record, lookup, effect, reply",
            "record, lookup, reply, effect",
            "record, reply, lookup, effect",
            "reply, record, lookup, effect",
        ]
    );
}

#[test]
fn one_transaction_may_do_its_three_deeds_in_any_order_that_claims_before_it_records() {
    let want = [
        "begin, claim, effect, record, commit, reply",
        "begin, claim, record, effect, commit, reply",
        "begin, effect, claim, record, commit, reply",
    ];
    assert_eq!(sound("one-transaction", 1), want);
    assert_eq!(summary("one-transaction", 1), "3 sound, 0 silent, broken by [258, 459]");
}

#[test]
fn a_fence_holds_only_while_it_stands_in_the_same_transaction_as_the_effect() {
    let want = [
        "claim+lease, begin, effect, record fenced, commit, reply",
        "claim+lease, begin, record fenced, effect, commit, reply",
        "begin, claim+lease, effect, record fenced, commit, reply",
        "begin, claim+lease, record fenced, effect, commit, reply",
        "begin, effect, claim+lease, record fenced, commit, reply",
    ];
    assert_eq!(sound("fenced", 1), want);
    assert_eq!(summary("fenced", 1), "5 sound, 188 silent, broken by [182, 345]");
}

#[test]
fn a_forwarded_key_makes_up_for_most_orders() {
    assert_eq!(summary("foreign-forwarded", 1), "9 sound, 0 silent, broken by [4, 11]");
    assert_eq!(summary("foreign-forwarded", 2), "9 sound, 0 silent, broken by [4, 11, 0]");
}

#[test]
fn a_trial_stops_at_the_first_break() {
    for trial in trials("effect-then-key", 2) {
        let finding = trial.finding.expect("every order breaks");
        assert!(trial.plans <= 15, "{} plans until {}", trial.plans, finding.plan.len());
    }
}
