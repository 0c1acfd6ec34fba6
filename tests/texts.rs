//! What is written reads back: sites, faults, plans and values as text.

use idem_lab::sim::knob::Kind;
use idem_lab::sim::{Fault, FaultPlan, KNOBS, Knobs, RECIPES, Recipe, Scenario, Site};
use proptest::prelude::*;

#[path = "common/cases.rs"]
mod cases;
#[path = "common/scenarios.rs"]
mod scenarios;
use cases::cases;
use scenarios::{knobs, plan, scenario, site, value};

proptest! {
    #![proptest_config(cases(1_000))]

    #[test]
    fn a_site_reads_back(site in site(), intents in 3..9_u32) {
        let mut scenario = Scenario::default();
        scenario.knobs.intents = intents;
        let intents = scenario.intents();
        prop_assert_eq!(Site::parse(&site.show(&intents), &intents), Ok(site));
    }

    #[test]
    fn a_plan_reads_back_entry_by_entry(plan in plan()) {
        let mut scenario = Scenario::default();
        scenario.knobs.intents = 3;
        let intents = scenario.intents();
        let text = plan.show(&intents);
        let entries = text.split(", ").filter(|entry| !entry.is_empty());
        let read = entries.map(|entry| {
            let (site, fault) = entry.split_once('=').expect("an entry is SITE=FAULT");
            FaultPlan::entry(site, fault, &intents).expect("it was written from an entry")
        });
        prop_assert_eq!(read.collect::<FaultPlan>(), plan);
    }

    #[test]
    fn a_fault_reads_back(plan in plan()) {
        for (_, fault) in plan.iter() {
            prop_assert_eq!(Fault::parse(&fault.to_string()), Some(fault));
        }
    }

    #[test]
    fn every_site_of_a_story_reads_back(scenario in scenario()) {
        let experiment = idem_lab::sim::Experiment::run(&scenario);
        for trace in experiment.traces {
            let intents = trace.setting.intents();
            for site in &trace.asked {
                prop_assert_eq!(Site::parse(&site.show(intents), intents), Ok(*site));
            }
        }
    }

    #[test]
    fn every_value_reads_back(values in KNOBS.iter().map(value).collect::<Vec<_>>()) {
        for (knob, value) in KNOBS.iter().zip(values) {
            prop_assert_eq!(knob.kind.parse(&value.to_string()), Some(value), "{} {}", knob.id, value);
        }
    }

    #[test]
    fn knobs_written_out_one_by_one_are_the_same_knobs(knobs in knobs()) {
        let mut scenario = Scenario::default();
        for knob in &KNOBS {
            scenario.set(knob.id, &(knob.get)(&knobs).to_string()).expect("a value of its own kind");
        }
        prop_assert_eq!(scenario.knobs, knobs);
    }

    #[test]
    fn every_knob_climbs_its_whole_ladder_and_comes_home(knobs in knobs()) {
        let recipes: Vec<&Recipe> = RECIPES.iter().collect();
        for knob in &KNOBS {
            let rungs = knob.rungs(&recipes);
            // From wherever it stands, one turn leads onto the ladder.
            let start = knob.turned((knob.get)(&knobs), &recipes, false);
            for back in [false, true] {
                let mut turned: Knobs = knobs;
                (knob.put)(&mut turned, start);
                let mut seen = Vec::new();
                for _ in &rungs {
                    let next = knob.turned((knob.get)(&turned), &recipes, back);
                    (knob.put)(&mut turned, next);
                    seen.push(next);
                }
                prop_assert_eq!((knob.get)(&turned), start, "{}", knob.id);
                prop_assert!(rungs.iter().all(|rung| seen.contains(rung)), "{}", knob.id);
            }
        }
    }
}

#[test]
fn every_word_of_every_knob_reads_back() {
    for knob in &KNOBS {
        if let Kind::Words(words) = knob.kind {
            for word in words() {
                assert_eq!(knob.kind.parse(word).map(|value| value.to_string()).as_deref(), Some(word));
            }
        }
    }
}

#[test]
fn what_is_no_site_is_refused() {
    let intents = Scenario::default().intents();
    let nonsense = [
        "",
        "pay",
        "pay/1",
        "pay/1/reply/",
        "pay/0/reply",
        "pay/01/reply",
        "pay/1b/request",
        "pay/1c/reply",
        "pay/10001/reply",
        "pay/65536/reply",
        "pay/-1/reply",
        "pay/1/after",
        "pay/1/after-nothing",
        "Pay/1/reply",
        "pay-2/1/reply",
        " pay/1/reply",
        "pay/1/reply ",
        "pay/١/reply",
        "pay//reply",
    ];
    for text in nonsense {
        assert!(Site::parse(text, &intents).is_err(), "{text:?} is no site");
    }
}

#[test]
fn what_is_no_fault_is_refused() {
    for text in
        ["", "Lose", "lose:1s", "none:1s", "delay:", "delay:1", "delay:-1s", "crash:1s:2s", "crash 1s"]
    {
        assert_eq!(Fault::parse(text), None, "{text:?} is no fault");
    }
}

#[test]
fn a_fault_fits_a_message_or_a_gap_never_both() {
    let intents = Scenario::default().intents();
    for (site, fits, unfit) in [
        ("pay/1/request", ["lose", "delay", "duplicate", "none"].as_slice(), ["crash", "pause"].as_slice()),
        ("pay/1b/reply", &["lose", "delay:1s", "duplicate:0", "none"], &["crash:1s", "pause"]),
        ("pay/1/after-effect", &["crash", "pause:3s", "none"], &["lose", "delay", "duplicate"]),
    ] {
        assert!(fits.iter().all(|fault| FaultPlan::entry(site, fault, &intents).is_ok()), "{site}");
        assert!(unfit.iter().all(|fault| FaultPlan::entry(site, fault, &intents).is_err()), "{site}");
    }
}
