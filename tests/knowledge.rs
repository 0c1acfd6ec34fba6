//! What the client knows: found as by trying every plan in the plainest way, true to the
//! real story, blind to all the client cannot see, and the story of the lost ACK.

use std::collections::BTreeSet;

use idem_lab::sim::knowledge::{Fate, Sight, knowledge, really};
use idem_lab::sim::time::Ms;
use idem_lab::sim::{
    Engine, Experiment, Fault, FaultPlan, Knobs, Knowledge, Recorder, Scenario, Setting, Trace, simulate,
};
use proptest::prelude::*;
use proptest::sample::Index;

#[path = "common/cases.rs"]
mod cases;
#[path = "common/plans.rs"]
mod plans;
#[path = "common/scenarios.rs"]
mod scenarios;
#[path = "common/settings.rs"]
mod settings;
#[path = "common/stories.rs"]
mod stories;

use cases::cases;
use stories::play;

/// A scenario with one intent and few tries, every fault with the knobs' own span.
fn one_intent() -> impl Strategy<Value = Scenario> {
    scenarios::scenario().prop_map(|mut scenario| {
        scenario.listed = None;
        (scenario.knobs.intents, scenario.knobs.resend) = (1, 0);
        scenario.knobs.attempts = scenario.knobs.attempts.map_or(Some(4), |most| Some(most.min(4)));
        for fault in scenario.plan.0.values_mut() {
            *fault = fault.with_span(None);
        }
        // A job that starts again and again makes more plans than can be told one by one.
        scenario.knobs.completer = None;
        for lane in &mut scenario.lanes {
            lane.own.retain(|id, _| !matches!(*id, "attempts" | "completer"));
        }
        scenario
    })
}

/// The faults of a plan that have struck by the end of an instant.
fn struck_by(setting: &Setting, plan: &FaultPlan, at: Ms) -> FaultPlan {
    let mut recorder = Recorder::new(plan);
    Engine::new(setting).run_until(at, &mut recorder, |_, _| {});
    recorder.struck
}

/// What the client of the first intent has seen by the end of an instant.
fn seen_by(trace: &Trace, at: Ms) -> Vec<Sight> {
    trace.entries[..trace.entries_by(at)].iter().filter_map(|entry| Sight::of(entry, 0)).collect()
}

/// All worlds of an answer.
fn worlds(known: &Knowledge) -> BTreeSet<FaultPlan> {
    known.groups.iter().flat_map(|group| group.worlds.iter().cloned()).collect()
}

/// Whether an answer's search went as far as a plan.
fn reaches(known: &Knowledge, plan: &FaultPlan) -> bool {
    let loses = plan.iter().all(|(_, fault)| fault == Fault::Lose);
    plan.len() <= if loses { known.bounds.losses } else { known.bounds.faults }
}

/// Whether a plan has only faults that a search for a break tries too.
fn is_pinned(plan: &FaultPlan) -> bool {
    plan.iter().all(|(_, fault)| fault != Fault::Reset)
}

/// An instant of a story.
fn instant(trace: &Trace, pick: Index) -> Ms {
    trace.entries[pick.index(trace.entries.len())].at
}

// Laws ------------------------------------------------------------------------------------

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn the_real_world_is_among_those_it_may_be(scenario in one_intent(), pick in any::<Index>()) {
        for trace in Experiment::run(&scenario).traces {
            let at = instant(&trace, pick);
            let (known, real) = (knowledge(&trace, at, 0), struck_by(&trace.setting, &trace.struck, at));
            prop_assert_eq!(&known.seen, &seen_by(&trace, at));
            let found = known.groups.iter().find(|group| group.worlds.contains(&real));
            prop_assert_eq!(found.is_some(), reaches(&known, &real), "{:?}", real);
            prop_assert!(found.is_none_or(|group| group.fate == really(&trace, at, 0)));
            let world = trace.world_at(trace.entries_by(at));
            let charged = u64::from(world.ledger.effects_of(0)) * trace.setting.intent(0).amount;
            prop_assert!(found.is_none_or(|group| group.charged.0 <= charged && charged <= group.charged.1));
        }
    }

    #[test]
    fn every_world_is_found_and_none_twice(mut scenario in one_intent(), pick in any::<Index>()) {
        scenario.lanes.truncate(1);
        for trace in Experiment::run(&scenario).traces {
            let at = instant(&trace, pick);
            let known = knowledge(&trace, at, 0);
            let most = known.bounds.faults.min(2);
            let seen = seen_by(&trace, at);
            let alike = plans::stories(&trace.setting, most).into_iter().filter(|one| seen_by(one, at) == seen);
            let plain: BTreeSet<FaultPlan> =
                alike.map(|one| struck_by(&one.setting, &one.struck, at)).collect();
            let found: BTreeSet<FaultPlan> =
                worlds(&known).into_iter().filter(|plan| plan.len() <= most && is_pinned(plan)).collect();
            prop_assert_eq!(found, plain);
            prop_assert_eq!(worlds(&known).len(), known.worlds());
        }
    }

    /// Seen from any of the worlds it may be in, the client knows the same.
    #[test]
    fn who_sees_the_same_knows_the_same(
        scenario in one_intent(), pick in any::<Index>(), other in any::<Index>(),
    ) {
        for trace in Experiment::run(&scenario).traces {
            let at = instant(&trace, pick);
            let known = knowledge(&trace, at, 0);
            let worlds: Vec<FaultPlan> = worlds(&known).into_iter().collect();
            if worlds.is_empty() {
                continue;
            }
            let elsewhere = simulate(&trace.setting, &worlds[other.index(worlds.len())]);
            prop_assert_eq!(knowledge(&elsewhere, at, 0), known);
        }
    }

    /// Knowledge only grows: the past of a world that is possible now was possible then. What
    /// is heard only takes worlds away; silence lets each of them go on in several ways.
    #[test]
    fn what_is_possible_was_possible(
        scenario in one_intent(), pick in any::<Index>(), earlier in any::<Index>(),
    ) {
        for trace in Experiment::run(&scenario).traces {
            let (now, then) = (instant(&trace, pick), instant(&trace, earlier));
            let (then, now) = (then.min(now), then.max(now));
            let before = knowledge(&trace, then, 0);
            let possible = worlds(&before);
            for plan in worlds(&knowledge(&trace, now, 0)) {
                let past = struck_by(&trace.setting, &plan, then);
                prop_assert!(possible.contains(&past) || !reaches(&before, &past), "{:?}", past);
            }
        }
    }

    #[test]
    fn nothing_after_the_instant_is_read(scenario in scenarios::scenario(), pick in any::<Index>()) {
        for trace in Experiment::run(&scenario).traces {
            let at = instant(&trace, pick);
            let mut cut = trace.clone();
            cut.entries.truncate(trace.entries_by(at));
            (cut.struck, cut.asked) = (FaultPlan::default(), BTreeSet::new());
            for intent in (0..).take(trace.setting.intents().len().min(2)) {
                prop_assert_eq!(knowledge(&trace, at, intent), knowledge(&cut, at, intent));
            }
        }
    }

    /// With any spans, and other intents in the way: what struck stands as it was.
    #[test]
    fn the_real_world_is_among_them_in_a_crowd(scenario in scenarios::scenario(), pick in any::<Index>()) {
        for trace in Experiment::run(&scenario).traces {
            let at = instant(&trace, pick);
            for intent in (0..).take(trace.setting.intents().len().min(2)) {
                let known = knowledge(&trace, at, intent);
                let struck = struck_by(&trace.setting, &trace.struck, at);
                let own = struck.iter().filter(|(site, _)| site.intent == intent);
                let real = own.map(|(site, fault)| (site, usual(&trace.setting.knobs, fault))).collect();
                if !known.seen.is_empty() && reaches(&known, &real) {
                    prop_assert!(worlds(&known).contains(&real), "{:?} of {:?}", real, intent);
                }
            }
        }
    }
}

/// A fault without its span, where that is the knobs' own.
fn usual(knobs: &Knobs, fault: Fault) -> Fault {
    let usual = match fault {
        Fault::None | Fault::Lose | Fault::Reset => None,
        Fault::Delay(_) => Some(knobs.delay_by),
        Fault::Duplicate(_) => Some(knobs.duplicate_by),
        Fault::Crash(_) => Some(knobs.restart),
        Fault::Pause(_) => Some(knobs.pause_by),
    };
    if fault.span() == usual { fault.with_span(None) } else { fault }
}

// Stories ---------------------------------------------------------------------------------

/// The fates possible at an instant, with what each charged.
fn fates(trace: &Trace, at: Ms) -> Vec<(Fate, (u64, u64))> {
    knowledge(trace, at, 0).groups.iter().map(|group| (group.fate, group.charged)).collect()
}

#[test]
fn after_the_timeout_of_a_lost_ack_all_may_have_happened() {
    for recipe in ["naive", "one-transaction"] {
        let trace = play(recipe, &[], "pay/1/reply=lose");
        let expected = [
            (Fate::Away, (0, 0)),
            (Fate::Working, (0, 0)),
            (Fate::DiedBefore, (0, 0)),
            (Fate::DiedAfter, (10, 10)),
            (Fate::Silent, (10, 10)),
        ];
        assert_eq!(fates(&trace, 1_000), expected, "{recipe}");
    }
}

#[test]
fn the_example_of_a_fate_is_the_plainest_one() {
    let trace = play("naive", &[], "pay/1/after-effect=pause");
    let known = knowledge(&trace, 1_000, 0);
    let example = |fate| {
        let plan = known.group(fate).and_then(|group| group.example());
        plan.map(|plan| plan.show(trace.setting.intents()))
    };
    assert_eq!(example(Fate::Away).as_deref(), Some("pay/1/request=lose"));
    assert_eq!(example(Fate::Silent).as_deref(), Some("pay/1/reply=lose"));
    assert_eq!(example(Fate::Heard), None);
}

#[test]
fn a_lost_request_a_lost_reply_a_crash_and_a_pause_are_one_silence() {
    for recipe in ["naive", "one-transaction"] {
        let lost = knowledge(&play(recipe, &[], "pay/1/reply=lose"), 1_000, 0);
        for faults in [
            "pay/1/request=lose",
            "pay/1/after-receive=crash",
            "pay/1/after-effect=pause",
            "pay/1/reply=delay",
        ] {
            assert_eq!(knowledge(&play(recipe, &[], faults), 1_000, 0), lost, "{recipe}: {faults}");
        }
    }
}

#[test]
fn a_heard_201_settles_it_where_there_is_a_key() {
    let keyed = play("one-transaction", &[], "pay/1/reply=lose");
    assert_eq!(fates(&keyed, 1_400), [(Fate::Heard, (10, 10))]);
}

#[test]
fn a_heard_201_leaves_the_naive_client_in_doubt_how_often_it_paid() {
    let naive = play("naive", &[], "pay/1/reply=lose");
    assert_eq!(fates(&naive, 1_410), [(Fate::Heard, (10, 10)), (Fate::Twice, (20, 30))]);
}

#[test]
fn without_faults_a_201_leaves_no_doubt() {
    for recipe in ["naive", "one-transaction"] {
        let trace = play(recipe, &[], "");
        assert_eq!(fates(&trace, 0), [(Fate::Away, (0, 0))], "{recipe}");
        assert_eq!(fates(&trace, 210).first(), Some(&(Fate::Heard, (10, 10))), "{recipe}");
    }
}

#[test]
fn a_handler_that_looks_at_no_key_leaves_the_same_doubt_with_any_key() {
    let at = 1_310;
    let plain = play("naive", &["key=none"], "pay/1/reply=lose");
    let keyed = play("naive", &["key=per-attempt"], "pay/1/reply=lose");
    assert_eq!(knowledge(&plain, at, 0).groups, knowledge(&keyed, at, 0).groups);
}

#[test]
fn silence_to_the_end_is_searched_as_far_as_losses_go() {
    let all = "pay/1/reply=lose, pay/2/reply=lose, pay/3/reply=lose, pay/4/reply=lose";
    let trace = play("one-transaction", &[], all);
    let known = knowledge(&trace, 5_400, 0);
    assert_eq!(known.bounds.losses, 5);
    // Each of four tries lost its request or its reply.
    assert_eq!(known.worlds(), 16);
    let groups: Vec<_> = known.groups.iter().map(|group| (group.fate, group.worlds.len())).collect();
    assert_eq!(groups, [(Fate::Away, 1), (Fate::Silent, 15)]);
}

#[test]
fn a_201_may_be_hollow_where_the_key_was_recorded_first() {
    let trace = play("key-then-effect", &[], "pay/1/after-record=crash");
    let end = trace.entries.last().map_or(0, |entry| entry.at);
    assert!(fates(&trace, end).contains(&(Fate::Hollow, (0, 0))));
}

#[test]
fn before_anything_is_asked_there_is_nothing_to_know() {
    let trace = settings::scenario(&["naive"], &["intents=2"]);
    let trace = &Experiment::run(&trace).traces[0];
    assert_eq!(knowledge(trace, 0, 1), Knowledge::default());
    assert_eq!(knowledge(trace, Ms::MAX, 9), Knowledge::default());
}

#[test]
fn a_long_story_is_searched_less_far_and_says_so() {
    let scenario = settings::scenario(&["one-transaction"], &["intents=400", "rate=1000"]);
    let trace = &Experiment::run(&scenario).traces[0];
    let bounds = knowledge(trace, 10_000, 399).bounds;
    assert_eq!((bounds.faults, bounds.losses), (0, 2));
    assert!(bounds.tried < 10, "{bounds:?}");
}
