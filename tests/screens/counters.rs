//! The counters: no verdict is cut, however much broke.

use idem_lab::sim::{FaultPlan, Lane, Property, Scenario};
use idem_lab::tui::update::open_sandbox;

use super::gallery::everywhere;
use super::screen::{Person, SIZES, at};

/// The row of the counters; of large ones, beside which a lens stands, that of their words.
fn counters(person: &mut Person) -> Option<String> {
    let text = person.text();
    let row = text.lines().find(|row| row.contains(" MEANT ") || row.ends_with(" MEANT"))?;
    let row: String = row.chars().take(if person.size == SIZES[1] { 72 } else { 80 }).collect();
    (!row.contains(['│', '|'])).then_some(row)
}

#[test]
fn no_verdict_is_cut() {
    let mut rows = 0;
    for (name, mut person) in everywhere() {
        for size in SIZES {
            person.resize(size);
            if let Some(row) = counters(&mut person) {
                assert!(!row.contains('…'), "{name}: {row}");
                rows += 1;
            }
        }
    }
    assert!(rows > 100, "{rows} rows of counters were read");
}

#[test]
fn however_many_promises_are_broken_each_lane_says_so() {
    let mut scenario = Scenario::laboratory();
    scenario.set("store", "memory").expect("a word");
    for (lanes, faults) in [
        (["naive", "keyed=effect-then-key"], "pay/1/after-effect=crash"),
        (["naive", "keyed=ack-then-effect"], "pay/1/after-reply=crash"),
        (["keyed=key-then-effect", "naive"], "pay/1/after-record=crash"),
        (["one=foreign", "other=foreign-query"], "pay/1/after-query=pause:3s, pay/1/after-effect=crash"),
    ] {
        let mut scenario = scenario.clone();
        scenario.lanes = Lane::parse_all(lanes).expect("lanes");
        for entry in faults.split(", ") {
            let (site, fault) = entry.split_once('=').expect("SITE=FAULT");
            let (site, fault) = FaultPlan::entry(site, fault, &scenario.intents()).expect("a fault");
            scenario.plan.set(site, fault);
        }
        let mut person = at("lab");
        open_sandbox(&mut person.model, &scenario);
        person.press("End");
        for size in SIZES {
            person.resize(size);
            let row = counters(&mut person).expect("counters");
            let lab = &person.model.lab;
            let words = row.split("MEANT");
            for (trace, words) in lab.traces().into_iter().zip(words) {
                let broken: Vec<Property> = trace.verdict.broken().into_iter().map(|(one, _)| one).collect();
                let named = broken.iter().all(|one| words.contains(one.row().id));
                let counted = words.contains(&format!("{} broken", broken.len()));
                assert!(broken.is_empty() || named || counted, "{broken:?}: {row}");
            }
        }
    }
}
