//! A lesson that uses everything the format can carry.

use idem_lab::lesson::{Kind, Lesson, Shelf, check};
use idem_lab::sim::Experiment;

use super::super::stage;

fn wide() -> Lesson {
    let source = std::fs::read_to_string(super::super::file("wide.toml")).expect("it can be read");
    check(&source, "wide.toml", &Shelf::ids()).unwrap_or_else(|complaints| panic!("{complaints}"))
}

#[test]
fn its_scenario_is_read_key_by_key() {
    let lesson = wide();
    let scenario = &lesson.scenario;
    let value = |path: &str| {
        let dial = idem_lab::lesson::Dial::parse(path, scenario).expect("it is a dial");
        dial.value(scenario)
    };
    let paths = ["work", "lose-reply", "fingerprint", "right.lease", "left.lease", "left.ttl", "recipe"];
    assert_eq!(paths.map(value), ["20ms", "0", "on", "30s", "1s", "forever", "lease"]);
    let plan = scenario.plan.show(&scenario.intents());
    assert_eq!(plan, "coffee/1/reply=lose, tea/1/request=delay:50ms, tea/2/reply=none");
    let intents: Vec<_> = scenario.intents().iter().map(|i| (i.customer, i.amount, i.at)).collect();
    assert_eq!(intents, [(0, 4, 0), (1, 3, 5000)]);
}

#[test]
fn each_stage_keeps_what_the_stages_before_it_set() {
    let lesson = wide();
    let at = |id: &str| &lesson.stages[lesson.stage(id).expect("it is there")].scenario;
    assert_eq!(*at("open"), lesson.scenario);
    assert!(at("crash").plan.is_empty());
    assert_eq!(at("crash").lanes[1].recipe.id, "key-then-effect");
    assert_eq!(at("recap").lanes[1].recipe.id, "key-then-effect");
    assert_eq!(at("other-recipe").knobs.crash.map(idem_lab::sim::Place::word), Some("after-effect"));
    assert_eq!(at("lane-knob").knobs.crash, None);
    assert_eq!(lesson.stages[8].shown, [1, 2]);
}

#[test]
fn stages_open_where_the_one_before_ended_or_at_the_start_and_tasks_at_the_end() {
    let places: Vec<_> = wide().stages.iter().map(|stage| (stage.opens, stage.ends)).collect();
    let want = [
        (0, 0),
        (0, 170),
        (170, 1400),
        (1400, 5000),
        (0, 170),
        (5220, 5220),
        (5220, 5220),
        (5220, 5220),
        (5220, 5220),
        (5220, 5220),
        (5220, 5220),
        (5220, 5220),
    ];
    assert_eq!(places, want);
}

#[test]
fn what_a_stage_frees_is_what_its_file_says() {
    let lesson = wide();
    let free = |id: &str| {
        let stage = stage(&lesson, id);
        stage.kind.free().iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(free("open"), Vec::<String>::new());
    assert_eq!(free("crash"), ["crash", "right.ttl"]);
    assert_eq!(free("other-recipe"), ["right.recipe"], "a bare `recipe` is the right lane's");
    assert_eq!(free("break"), ["faults", "right.lease"]);
}

#[test]
fn a_search_judges_every_story_and_knobs_are_asked_for_their_values() {
    let stage = stage(&wide(), "search");
    let Kind::Challenge(challenge) = &stage.kind else { panic!("it is a challenge") };
    let solution = &challenge.solution;
    assert_eq!(
        solution.lines,
        ["right.steps = lookup, record, effect, reply", "right.ttl = 1h", "scope = global"]
    );
    let before = Experiment::run(&stage.drawn());
    let after = Experiment::run(&solution.scenario);
    assert_eq!(
        challenge.judge(&before).lines(),
        [
            "not yet: right.ttl < 2h, and right.ttl is 24h",
            "not yet: right.scope is global, and right.scope is per-customer",
            "met: right.attempts <= 9",
            "not yet: right survives 2 faults (lose), and once breaks by coffee/1/reply=lose",
        ]
    );
    assert!(challenge.judge(&after).passed(), "{:?}", challenge.judge(&after).lines());
    let hints = challenge.hints.each_ref().map(|hint| hint.text(&before, &challenge.judge(&before).found()));
    assert_eq!(
        hints,
        [
            "effect, lookup, record, reply",
            "once breaks by coffee/1/reply=lose",
            "24h per-customer effect-then-key"
        ]
    );
    let debrief = challenge
        .debrief
        .as_ref()
        .map(|text| text.text(&after, &challenge.judge(&after).found()))
        .unwrap_or_default();
    assert!(debrief.starts_with("no break in ") && debrief.ends_with(" plans"), "{debrief}");
}

#[test]
fn faults_struck_by_hand_play_no_part_in_a_search() {
    let stage = stage(&wide(), "search");
    let Kind::Challenge(challenge) = &stage.kind else { panic!("it is a challenge") };
    let mut scenario = challenge.solution.scenario.clone();
    let intents = scenario.intents();
    let (site, fault) =
        idem_lab::sim::FaultPlan::entry("coffee/1/after-record", "crash", &intents).expect("it strikes");
    scenario.plan.set(site, fault);
    let survives = challenge.survives.as_ref().expect("it is searched");
    assert!(survives.judge(&Experiment::run(&scenario)).met);
}

#[test]
fn a_solution_says_what_to_do() {
    let stage = stage(&wide(), "break");
    let Kind::Challenge(challenge) = stage.kind else { panic!("it is a challenge") };
    assert_eq!(challenge.solution.lines, ["right.lease = 1s", "coffee/1/after-effect = crash"]);
    let judgement = challenge.judge(&Experiment::run(&challenge.solution.scenario));
    assert_eq!(judgement.lines(), ["met: right.once is broken", "1 fault struck: as many as are allowed"]);
}
