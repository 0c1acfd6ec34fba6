//! The first lesson: what it shows, what it computes, and which answers pass.

use idem_lab::lesson::stage::Lens;
use idem_lab::lesson::{Challenge, Kind, Predict, Stage};
use idem_lab::sim::expr::Answer;
use idem_lab::sim::{Experiment, FaultPlan, Scenario};

use super::super::{lesson, stage};

fn run(stage: &Stage) -> Experiment {
    Experiment::run(&stage.scenario)
}

fn predict(id: &str) -> (Predict, Experiment) {
    let stage = stage(&lesson("lost-ack"), id);
    let run = run(&stage);
    let Kind::Predict(predict) = stage.kind else { panic!("{id} predicts") };
    (predict, run)
}

fn challenge(id: &str) -> (Box<Challenge>, Scenario) {
    let stage = stage(&lesson("lost-ack"), id);
    let Kind::Challenge(challenge) = stage.kind else { panic!("{id} is a challenge") };
    (challenge, stage.scenario)
}

/// The opening with these faults struck, `SITE=FAULT` each.
fn struck(opening: &Scenario, faults: &[&str]) -> Experiment {
    let mut scenario = opening.clone();
    let intents = scenario.intents();
    let entry = |text: &&str| {
        let (site, fault) = text.split_once('=').expect("SITE=FAULT");
        FaultPlan::entry(site, fault, &intents).expect("it can strike there")
    };
    scenario.plan = faults.iter().map(entry).collect();
    Experiment::run(&scenario)
}

#[test]
fn it_opens_with_the_naive_lane_alone_and_the_key_comes_after_the_double_charge() {
    let lesson = lesson("lost-ack");
    let first_with_both = lesson.stages.iter().position(|stage| stage.shown.len() == 2);
    assert_eq!(first_with_both, lesson.stage("key"));
    assert_eq!(lesson.stages[0].shown, [0]);
    assert_eq!(lesson.stages[0].drawn().lanes[0].name, "naive");
    assert_eq!(lesson.stages.last().map(|stage| &stage.shown[..]), Some(&[0, 1][..]));
    assert!((9..=12).contains(&lesson.stages.len()));
    assert!(matches!(lesson.stages.last().map(|stage| &stage.kind), Some(Kind::Recap(_))));
}

#[test]
fn time_stands_at_the_timeout_when_the_first_bet_is_asked() {
    let lesson = lesson("lost-ack");
    let places: Vec<_> = lesson.stages.iter().map(|stage| (stage.opens, stage.ends)).collect();
    assert_eq!(places[..3], [(0, 0), (0, 1000), (1000, 1410)]);
    assert_eq!(stage(&lesson, "other-silence").opens, 0);
    assert_eq!(stage(&lesson, "same-silence").lens, Some(Lens::Knows));
}

#[test]
fn the_simulator_answers_each_question() {
    let answer = |id| {
        let (predict, run) = predict(id);
        predict.shown(&predict.answer(&run))
    };
    let ids = ["bet", "other-silence", "give-up", "bet-keyed"];
    assert_eq!(ids.map(answer), ["$20", "$10", "unknown", "$10"]);
}

#[test]
fn each_choice_has_a_reply_and_wrong_ones_an_event_that_breaks_them() {
    for id in ["bet", "other-silence", "give-up", "bet-keyed"] {
        let (predict, run) = predict(id);
        let right = predict.answer(&run);
        for choice in &predict.choices {
            assert!(predict.reply(choice).is_some(), "{id}: {choice}");
            assert_eq!(predict.breaks_belief(&run, choice).is_none(), *choice == right, "{id}: {choice}");
        }
    }
}

#[test]
fn a_belief_breaks_at_the_event_after_which_it_never_holds_again() {
    let (predict, run) = predict("bet");
    let breaks = |dollars| predict.breaks_belief(&run, &Answer::Number(dollars));
    // Entry 3 is the first charge, entry 9 the second.
    assert_eq!(breaks(0), Some((0, 3)));
    assert_eq!(breaks(10), Some((0, 9)));
    assert_eq!(breaks(20), None);
    assert_eq!(breaks(30), Some((0, 9)), "never so: where the balance came to what it is");
}

#[test]
fn turning_the_key_off_makes_both_lanes_double() {
    let stage = stage(&lesson("lost-ack"), "key-off");
    let Kind::Turn(turn) = &stage.kind else { panic!("it turns") };
    assert!(!turn.is_done(&run(&stage)));
    assert!(turn.is_done(&Experiment::run(&turn.turned(&stage.scenario))));
    let mut other = stage.scenario.clone();
    turn.dial.set(&mut other, "per-attempt").expect("it is a value");
    assert!(!turn.is_done(&Experiment::run(&other)), "another value is not what was asked for");
}

#[test]
fn forty_dollars_are_reached_in_more_than_one_way() {
    let (challenge, opening) = challenge("forty");
    let judge = |faults: &[&str]| challenge.judge(&struck(&opening, faults));
    let ways: [&[&str]; 4] = [
        &["pay/1/reply=lose", "pay/2/reply=lose", "pay/3/reply=lose"],
        &["pay/1/reply=delay", "pay/2/reply=delay", "pay/3/reply=delay"],
        &["pay/1/after-effect=crash", "pay/2/after-effect=crash", "pay/3/after-effect=crash"],
        &["pay/1/reply=lose", "pay/2/reply=lose", "pay/3/request=duplicate"],
    ];
    for way in ways {
        assert!(judge(way).passed(), "{way:?}: {:?}", judge(way).lines());
    }
    assert!(challenge.judge(&Experiment::run(&challenge.solution.scenario)).passed());
}

#[test]
fn forty_dollars_are_not_reached_by_nothing_too_little_or_too_much() {
    let (challenge, opening) = challenge("forty");
    let judge = |faults: &[&str]| challenge.judge(&struck(&opening, faults));
    let lines = |faults: &[&str]| judge(faults).lines();
    assert_eq!(
        lines(&[]),
        ["not yet: naive.balance == 40, and naive.balance is 10", "0 faults struck, 3 allowed"]
    );
    assert_eq!(
        lines(&["pay/1/reply=lose"]),
        ["not yet: naive.balance == 40, and naive.balance is 20", "1 fault struck, 3 allowed"]
    );
    let row = |room| judge(&["pay/1/reply=lose"]).row(room);
    assert_eq!(row(74), "goal: naive.balance == 40, this run ends at 20; faults 1 of 3");
    assert_eq!(row(55), "goal: naive.balance == 40; faults 1 of 3");
    assert_eq!(row(34), "0 of 1 goal met; faults 1 of 3");
    let four = ["pay/1/reply=lose", "pay/2/reply=lose", "pay/3/reply=lose", "pay/4/reply=lose"];
    assert!(judge(&four).reached() && !judge(&four).passed());
    assert_eq!(lines(&four), ["met: naive.balance == 40", "too many: 4 faults struck, 3 allowed"]);
}

#[test]
fn charged_and_unknown_is_reached_in_more_than_one_way() {
    let (challenge, opening) = challenge("charged-unknown");
    let judge = |faults: &[&str]| challenge.judge(&struck(&opening, faults));
    let ways: [&[&str]; 3] = [
        &["pay/1/reply=lose", "pay/2/request=lose", "pay/3/request=lose", "pay/4/request=lose"],
        &["pay/1/request=lose", "pay/2/request=lose", "pay/3/request=lose", "pay/4/reply=lose"],
        &["pay/1/reply=lose", "pay/2/reply=delay", "pay/3/reply=lose", "pay/4/after-effect=crash"],
    ];
    for way in ways {
        assert!(judge(way).passed(), "{way:?}: {:?}", judge(way).lines());
    }
    let uncharged = ["pay/1/request=lose", "pay/2/request=lose", "pay/3/request=lose", "pay/4/request=lose"];
    let goals: Vec<bool> = judge(&uncharged).goals.iter().map(|goal| goal.met).collect();
    assert_eq!(goals, [true, false], "told unknown, and never charged");
    assert!(!judge(&[]).passed());
}

#[test]
fn hints_speak_of_the_learners_own_run() {
    let (challenge, opening) = challenge("forty");
    let run = struck(&opening, &["pay/1/reply=lose"]);
    let hints = challenge.hints.each_ref().map(|hint| hint.fill(&run, "").plain());
    assert!(hints[0].contains("stands at $20; tries so far: 2"), "{}", hints[0]);
    assert!(hints[1].contains("In force now: pay/1/reply=lose."), "{}", hints[1]);
    let idle = challenge.hints[1].fill(&struck(&opening, &["pay/1/reply=none"]), "").plain();
    assert!(idle.contains("In force now: no fault."), "{idle}");
    assert_eq!(challenge.solution.lines.len(), 3);
    assert_eq!(challenge.solution.lines[0], "pay/1/reply = lose");
}

#[test]
fn it_never_says_what_nobody_can_promise() {
    let source = idem_lab::lesson::shelf::FILES[0].1.to_lowercase();
    for phrase in ["exactly-once", "exactly once", "guarantee", "failed.", "simply", "obviously"] {
        assert!(!source.contains(phrase), "{phrase}");
    }
}
