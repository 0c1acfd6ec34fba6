//! The later lessons: what the simulator answers, and that more than one way passes.

use idem_lab::lesson::{Challenge, Kind, Offer, Stage};
use idem_lab::sim::expr::Answer;
use idem_lab::sim::{Event, Experiment, FaultPlan, Scenario, Step};

use super::super::{lesson, stage};

const LESSONS: [&str; 6] =
    ["at-least-once", "somebody-elses", "designed-in", "retries-alone", "in-the-wild", "try-it"];

/// Each question of a lesson, with the computed answer.
fn answers(id: &str) -> Vec<String> {
    let lesson = lesson(id);
    let asked = lesson.stages.iter().filter_map(|stage| match &stage.kind {
        Kind::Predict(predict) => {
            let run = Experiment::run(&stage.drawn());
            Some(format!("{} {}", stage.id, predict.shown(&predict.answer(&run))))
        }
        _ => None,
    });
    asked.collect()
}

fn challenge(lesson_id: &str, id: &str) -> (Box<Challenge>, Stage) {
    let stage = stage(&lesson(lesson_id), id);
    let Kind::Challenge(challenge) = stage.kind.clone() else { panic!("{id} is a challenge") };
    (challenge, stage)
}

/// The stage's opening, changed by `DIAL=VALUE` or `SITE=FAULT` each, as a learner would.
fn changed(stage: &Stage, changes: &[&str]) -> Experiment {
    let mut scenario: Scenario = stage.drawn();
    let intents = scenario.intents();
    for change in changes {
        let (what, value) = change.split_once('=').expect("WHAT=VALUE");
        if let Ok(dial) = idem_lab::lesson::Dial::parse(what, &scenario) {
            dial.set(&mut scenario, value).expect("it takes the value");
            let offer = stage.offers.iter().find(|offer| offer.dial == dial);
            assert!(offer.is_none_or(|offer| offer.values.contains(&dial.value(&scenario))), "{change}");
        } else {
            let (site, fault) = FaultPlan::entry(what, value, &intents).expect("it can strike there");
            scenario.plan.set(site, fault);
        }
    }
    Experiment::run(&scenario)
}

/// Which of these ways pass, in order.
fn passes(lesson_id: &str, id: &str, ways: &[&[&str]]) -> Vec<bool> {
    let (challenge, stage) = challenge(lesson_id, id);
    ways.iter().map(|way| challenge.judge(&changed(&stage, way)).passed()).collect()
}

#[test]
fn whoever_expects_more_than_came_is_shown_where_it_would_have_come() {
    let stage = stage(&lesson("somebody-elses"), "asking");
    let Kind::Predict(predict) = &stage.kind else { panic!("it is a question") };
    let run = Experiment::run(&stage.drawn());
    let (lane, entry) = predict.breaks_belief(&run, &Answer::Number(20)).expect("it is $10");
    let entry = run.traces[lane].entries[entry];
    // The second try asks the provider, hears that it is done, and charges nothing.
    assert_eq!((entry.event.word(), entry.site.attempt), ("ran", 2));
    assert!(matches!(entry.event, Event::Ran { step: Step::Query, rows: Some(1), .. }), "{entry:?}");
}

#[test]
fn effects_elsewhere_are_doubled_by_what_our_record_does_not_say() {
    let wanted = [
        "bet $20",
        "same-record $10",
        "bet-forwards $10",
        "completer $20",
        "bet-points $10",
        "asking $10",
        "accepted 0",
    ];
    assert_eq!(answers("somebody-elses"), wanted);
}

#[test]
fn the_completer_is_mended_from_either_side_and_not_by_giving_up() {
    let ways: [&[&str]; 6] = [
        &["completer=12h"],
        &["completer=1h"],
        &["downstream-ttl=30d"],
        &["completer=36h"],
        &["completer=forever"],
        &["completer=12h", "downstream-ttl=1h"],
    ];
    assert_eq!(passes("somebody-elses", "inside", &ways), [true, true, true, false, false, false]);
}

#[test]
fn an_outbox_is_doubled_by_a_relay_that_dies_before_its_mark_and_by_nothing_the_client_meets() {
    let ways: [&[&str]; 5] = [
        &["pay/r1/after-effect=crash"],
        &["pay/r1/after-effect=pause"],
        &["pay/1/reply=lose"],
        &["pay/1/after-commit=crash"],
        &["pay/1/request=duplicate"],
    ];
    assert_eq!(passes("somebody-elses", "relay", &ways), [true, false, false, false, false]);
}

#[test]
fn asking_first_is_broken_by_a_pause_before_the_call_and_by_no_crash() {
    let ways: [&[&str]; 4] = [
        &["pay/1/after-query=pause"],
        &["pay/1/after-query=crash"],
        &["pay/1/after-effect=crash"],
        &["pay/1/reply=lose"],
    ];
    assert_eq!(passes("somebody-elses", "race", &ways), [true, false, false, false]);
}

#[test]
fn designs_are_told_apart_by_their_cases() {
    let wanted = [
        "bet-bolted $20",
        "bet-sets $10",
        "late-copy $10",
        "bet-rows $20",
        "keys 50",
        "forgets $20",
        "store-down $20",
    ];
    assert_eq!(answers("designed-in"), wanted);
    let of = |id, recipes: &[&str]| {
        let ways: Vec<String> = recipes.iter().map(|recipe| format!("design.recipe={recipe}")).collect();
        let ways: Vec<[&str; 1]> = ways.iter().map(|way| [way.as_str()]).collect();
        let ways: Vec<&[&str]> = ways.iter().map(<[&str; 1]>::as_slice).collect();
        let passed = passes("designed-in", id, &ways).into_iter().zip(recipes);
        passed.filter(|(passed, _)| *passed).map(|(_, recipe)| (*recipe).to_owned()).collect::<Vec<_>>()
    };
    let all = ["naive", "compare-and-set", "one-transaction", "set", "ledger-row"];
    assert_eq!(of("case-value", &all), ["set", "ledger-row"]);
    assert_eq!(of("case-offline", &all), ["ledger-row"]);
    let calls = ["foreign", "foreign-query", "foreign-forwarded"];
    assert_eq!(of("case-elsewhere", &calls), ["foreign-forwarded"], "asking first races here");
    let bolted = ["effect-then-key", "key-then-effect", "one-transaction", "naive"];
    assert_eq!(of("case-legacy", &bolted), ["one-transaction"]);
}

#[test]
fn the_average_is_what_the_formula_says_and_keyed_is_exact() {
    let wanted = ["again $30", "hundred $1940", "exact $1000", "ninety $9900", "requests $2030"];
    assert_eq!(answers("try-it"), wanted);
    let ways: [&[&str]; 4] = [&["seed=4"], &["seed=7"], &["seed=1"], &["seed=3"]];
    assert_eq!(passes("try-it", "no-harm", &ways), [true, true, false, false]);
    let ways: [&[&str]; 3] = [&["lose-reply=0.3"], &["lose-reply=0.1"], &["lose-reply=0.5"]];
    assert_eq!(passes("try-it", "which-p", &ways), [true, false, false]);
}

#[test]
fn postmortems_are_rebuilt_in_every_way_that_tells_the_same_story() {
    let wanted = ["edited-cart $10", "kafka 2", "etl $50", "no-context dead-lettered", "shelf-lives 2"];
    assert_eq!(answers("in-the-wild"), wanted);
    let with = |recipe: &str, crash: &str| [format!("suspect.recipe={recipe}"), format!("crash={crash}")];
    let passes = |id, recipe, crash| {
        let way = with(recipe, crash);
        passes("in-the-wild", id, &[&[&way[0], &way[1]]]) == [true]
    };
    assert!(passes("postmortem-1", "effect-then-key", "after-effect"));
    assert!(!passes("postmortem-1", "naive", "after-effect"), "it stores no key");
    assert!(passes("postmortem-2", "key-then-effect", "after-record"));
    assert!(!passes("postmortem-2", "effect-then-key", "after-record"));
    assert!(passes("postmortem-3", "claim", "after-claim"));
    assert!(!passes("postmortem-3", "claim", "after-effect"), "that one was charged");
}

#[test]
fn retries_are_load_and_only_a_longer_wait_gets_through_the_outage() {
    assert_eq!(answers("retries-alone"), ["load 36", "outage 80", "herd 2", "layers 243", "saga $20"]);
    let ways: [&[&str]; 9] = [
        &["backoff=exponential", "backoff-base=5s"],
        &["backoff=fixed", "backoff-base=5s", "attempts=2"],
        &["backoff=exponential", "backoff-base=1s"],
        &["attempts=8"],
        &["attempts=1"],
        &["backoff-base=5s"],
        &["backoff=fixed", "backoff-base=5s", "budget=50"],
        &["backoff=fixed", "backoff-base=5s", "budget=20"],
        &["backoff=exponential", "backoff-base=5s", "jitter=full"],
    ];
    let passed = [true, true, false, false, false, false, true, false, true];
    assert_eq!(passes("retries-alone", "survive", &ways), passed);
}

#[test]
fn a_queue_repeats_or_loses_and_an_inbox_does_neither() {
    let wanted = ["bet $20", "ack-first $0", "batch $90", "inbox $10", "split $0", "slow 4", "slow-inbox 1"];
    assert_eq!(answers("at-least-once"), wanted);
    let ways: [&[&str]; 5] = [
        &["timeout=5m"],
        &["timeout=1m"],
        &["after.recipe=one-transaction"],
        &["timeout=45s"],
        &["after.recipe=ledger-row"],
    ];
    assert_eq!(passes("at-least-once", "mend-slow", &ways), [true, true, true, false, false]);
    let ways: [&[&str]; 2] = [&["inbox.recipe=ledger-row"], &["inbox.recipe=naive"]];
    assert_eq!(passes("at-least-once", "event-id", &ways), [true, false]);
}

#[test]
fn every_wrong_choice_has_a_reply_and_an_event_that_breaks_it() {
    for id in LESSONS {
        for stage in &lesson(id).stages {
            let Kind::Predict(predict) = &stage.kind else { continue };
            let run = Experiment::run(&stage.drawn());
            let right = predict.answer(&run);
            assert!(predict.choices.len() <= 4, "{id}:{}: a key for each choice", stage.id);
            for choice in &predict.choices {
                assert!(predict.reply(choice).is_some(), "{id}:{}: {choice}", stage.id);
                let breaks = predict.breaks_belief(&run, choice);
                assert_eq!(breaks.is_none(), *choice == right, "{id}:{}: {choice}", stage.id);
            }
        }
    }
}

#[test]
fn each_lesson_names_what_to_learn_next_and_its_sources() {
    for id in LESSONS {
        let lesson = lesson(id);
        let under = lesson.colophon().plain();
        assert!(!lesson.next.is_empty() && under.contains("Learn next"), "{id}");
        assert!(lesson.sources.iter().all(|source| under.contains(source.as_str())), "{id}: {under}");
        assert!((10..=18).contains(&lesson.stages.len()), "{id}");
    }
}

#[test]
fn no_later_lesson_says_what_nobody_can_promise() {
    for (name, source) in idem_lab::lesson::shelf::FILES {
        let source = source.to_lowercase();
        for phrase in ["exactly-once", "guarantee", "failed.", "simply", "obviously"] {
            assert!(!source.contains(phrase), "{name}: {phrase}");
        }
    }
}

#[test]
fn an_offer_comes_round_to_where_it_began() {
    let (_, stage) = challenge("somebody-elses", "inside");
    let offer = stage.offers.iter().find(|offer| offer.dial.id == "completer").expect("it is offered");
    assert_eq!(offer.values, ["2d", "36h", "12h", "1h", "forever"], "as the knob writes them");
    let walk = |offer: &Offer, back| {
        let mut now = offer.values[0].clone();
        let mut met = Vec::new();
        for _ in 0..offer.values.len() {
            now = offer.next(&now, back).expect("there are values").to_owned();
            met.push(now.clone());
        }
        met
    };
    assert_eq!(walk(offer, false), ["36h", "12h", "1h", "forever", "2d"]);
    assert_eq!(walk(offer, true), ["forever", "1h", "12h", "36h", "2d"]);
    assert_eq!(offer.next("5s", false), Some("2d"), "from what is not offered, to the first");
}
