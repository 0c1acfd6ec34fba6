//! What the README promises of `idem run`: the figures everything else rests on.

use serde_json::Value;

use super::{idem, printed};

/// The lanes of a run, by name.
fn lanes(line: &str) -> impl Fn(&str) -> Value {
    let document: Value = serde_json::from_str(&printed(line)).expect("it prints JSON");
    move |name| {
        let lanes = document["lanes"].as_array().expect("a list of lanes");
        lanes.iter().find(|lane| lane["lane"] == name).expect("the lane ran").clone()
    }
}

#[test]
fn a_lost_reply_charges_twice_without_a_key_and_once_with_one() {
    let text = printed("run --json --fault pay/1/reply=lose");
    let document: Value = serde_json::from_str(&text).expect("it prints JSON");
    assert_eq!(document["meant"], 10);
    let lane = lanes("run --json --fault pay/1/reply=lose");
    assert_eq!(lane("naive")["balance"], 20);
    assert_eq!(lane("keyed")["balance"], 10);
}

#[test]
fn a_crash_after_the_effect_tells_two_orders_apart() {
    let lane = lanes("run --json --lanes effect-then-key,one-transaction --fault pay/1/after-effect=crash");
    assert_eq!(lane("effect-then-key")["balance"], 20);
    assert_eq!(lane("one-transaction")["balance"], 10);
}

#[test]
fn a_crash_after_the_record_tells_a_success_that_never_was() {
    let lane =
        lanes("run --json --lanes key-then-effect --fault pay/1/after-record=crash")("key-then-effect");
    assert_eq!(lane["balance"], 0);
    assert_eq!(lane["told"], serde_json::json!(["success"]));
    assert_eq!(lane["properties"]["honest"], false);
}

#[test]
fn a_fault_that_never_struck_says_why() {
    let line = "run --json --fault pay/1/after-record=crash --fault pay/3/reply=lose";
    let why = |lane: Value| lane["unstruck"].clone();
    assert_eq!(
        why(lanes(line)("naive")),
        serde_json::json!([
            {"site": "pay/1/after-record", "fault": "crash", "why": "naive has no such gap"},
            {"site": "pay/3/reply", "fault": "lose", "why": "the story never reached it"},
        ])
    );
    assert!(
        printed("run --fault pay/1/after-record=crash")
            .ends_with("never struck: pay/1/after-record=crash in naive: naive has no such gap\n")
    );
}

#[test]
fn what_struck_by_chance_replays_as_a_plan() {
    let weather = "run --json --lanes lease --set intents=20 --set lose-reply=0.3 --set crash-rate=0.1";
    let lane = lanes(weather)("lease");
    let struck = lane["struck"].as_array().expect("a list");
    assert!(struck.len() > 3, "{struck:?}");
    let mut again: Vec<String> =
        ["run", "--json", "--lanes", "lease", "--set", "intents=20"].map(str::to_owned).to_vec();
    for entry in struck {
        let text = |field: &str| entry[field].as_str().expect("text").to_owned();
        again.extend(["--fault".to_owned(), format!("{}={}", text("site"), text("fault"))]);
    }
    let replayed = idem(again.iter().map(String::as_str));
    let events = |text: &str| text.split_once("\"events\":").expect("it has events").1.to_owned();
    assert_eq!(events(&replayed.out), events(&printed(weather)));
}

#[test]
fn flags_are_read_in_their_order_and_the_last_wins() {
    let one =
        printed("run --json --fault pay-2/1/reply=lose --seed 3 --set intents=2 --set seed=8 --set ttl=1h");
    let other = printed("run --json --set ttl=5s --set ttl=1h --set intents=2 --fault pay-2/1/reply=lose");
    assert_eq!(one, other);
}

#[test]
fn the_same_command_prints_the_same_bytes() {
    let line = "run --json --set intents=50 --set lose-reply=0.3 --set jitter=full --seed 7";
    assert_eq!(printed(line), printed(line));
}
