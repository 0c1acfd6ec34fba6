//! The JSON contract: names and their order. Fields may be added; none may be renamed,
//! dropped or moved before another.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::Value;

use super::printed;

/// An object's names in the order they are written, with the values.
struct Ordered(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Ordered {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Ordered;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Ordered, A::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(Ordered(fields))
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}

impl Ordered {
    fn names(&self) -> String {
        self.0.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(" ")
    }
}

/// The parts of a document whose names are the contract.
#[derive(Deserialize)]
struct Parts {
    scenario: Scenario,
    plan: Vec<Ordered>,
    lanes: Vec<Ordered>,
    events: Vec<Ordered>,
}

#[derive(Deserialize)]
struct Scenario {
    knobs: Ordered,
    intents: Vec<Ordered>,
    lanes: Vec<Ordered>,
}

fn parts(line: &str) -> (String, Parts) {
    let text = printed(line);
    let whole: Ordered = serde_json::from_str(&text).expect("it prints an object");
    (whole.names(), serde_json::from_str(&text).expect("the parts are there"))
}

/// A story in which all nineteen events happen.
const EVERYTHING: &str = "run --json --lanes lease,one-transaction --set intents=2 --set rate=2 \
    --set ttl=1s --set capacity=1 --set lease.timeout=1s \
    --fault pay/1/request=delay --fault pay/1/reply=lose --fault pay-2/1/request=duplicate \
    --fault pay-2/1/reply=lose --fault pay/2/after-claim=crash --fault pay-2/1/after-claim=pause:10ms \
    --fault pay/3/reply=lose --fault pay/9/reply=lose";

#[test]
fn names_and_their_order() {
    let (whole, parts) = parts(EVERYTHING);
    assert_eq!(whole, "format scenario seed meant plan code lanes events");
    assert_eq!(parts.plan[0].names(), "site fault");
    assert_eq!(
        parts.lanes[0].names(),
        "lane recipe balance effects told attempts keys_stored properties broken unstruck crashes cut struck steps edited"
    );
    assert_eq!(parts.scenario.intents[0].names(), "name customer amount at_ms");
    assert_eq!(parts.scenario.lanes[0].names(), "lane recipe knobs");
    // `Value` sorts names, so the lists within a lane are judged as they are written.
    let text = printed(EVERYTHING);
    for piece in [
        r#""properties":{"once":false,"honest":true,"consistent":true,"isolated":true,"distinct":true,"settles":true}"#,
        r#""broken":[{"property":"once","entry":"#,
        r#""unstruck":[{"site":"pay/9/reply","fault":"lose","why":"the story never reached it"}]"#,
        r#""struck":[{"site":"pay/1/request","fault":"delay"},{"#,
        r#""lanes":[{"lane":"lease","recipe":"lease","knobs":{"timeout":"1s"}}"#,
    ] {
        assert!(text.contains(piece), "{piece}\n{text}");
    }
}

#[test]
fn every_knob_is_in_the_scenario_as_a_number_or_as_text() {
    let (_, parts) = parts("run --json --set attempts=unlimited --set ttl=forever --set lose-reply=0.25");
    let known: Vec<&str> = idem_lab::sim::KNOBS.iter().map(|knob| knob.id).collect();
    assert_eq!(parts.scenario.knobs.names(), known.join(" "));
    let knobs: BTreeMap<String, Value> = parts.scenario.knobs.0.into_iter().collect();
    assert_eq!(knobs["attempts"], "unlimited");
    assert_eq!(knobs["ttl"], "forever");
    assert_eq!(knobs["lose-reply"], "0.25");
    assert_eq!(knobs["intents"], 1);
    assert_eq!(knobs["seed"], 8);
}

#[test]
fn the_fields_of_every_event() {
    let (_, reset) = parts("run --json --fault pay/1/reply=reset");
    let (_, outbox) = parts("run --json --lanes outbox");
    let (_, parts) = parts(EVERYTHING);
    let mut shapes: BTreeMap<String, std::collections::BTreeSet<String>> = BTreeMap::new();
    for event in parts.events.iter().chain(&reset.events).chain(&outbox.events) {
        let names = event.names();
        let fields = names.strip_prefix("lane entry at_ms cause event site").expect("these come first");
        let word = event.0[4].1.as_str().expect("a word").to_owned();
        shapes.entry(word).or_default().insert(fields.trim().to_owned());
    }
    let shapes: Vec<String> = shapes
        .into_iter()
        .map(|(word, fields)| format!("{word}: {}", fields.into_iter().collect::<Vec<_>>().join(" | ")))
        .collect();
    let want = [
        "answered: step why status",
        "arrived:  | status replayed heard | status replayed heard again_at",
        "attempted: key timeout_at",
        "committed: ",
        "crashed: until",
        "delayed: by",
        "duplicated: gap",
        "evicted: key",
        "expired: key",
        "intended: amount customer",
        "lost: why",
        "paused: until",
        "ran: step | step durable rows | step takeover",
        "replied: status receipt replayed",
        "reset: again_at",
        "restarted: ",
        "resumed: ",
        "rolled-back: ",
        "timed-out: again_at",
        "told: outcome",
        "woke: job of key",
    ];
    assert_eq!(shapes, want);
}

#[test]
fn the_lost_ack_entry_by_entry() {
    let text = printed("run --json --fault pay/1/reply=lose");
    let entry = |line: &str| assert!(text.contains(line), "{line}\n{text}");
    entry(
        r#"{"lane":"naive","entry":0,"at_ms":0,"cause":null,"event":"intended","site":"pay","amount":10,"customer":0}"#,
    );
    entry(
        r#"{"lane":"naive","entry":5,"at_ms":160,"cause":4,"event":"lost","site":"pay/1/reply","why":"network"}"#,
    );
    entry(
        r#"{"lane":"naive","entry":6,"at_ms":1000,"cause":1,"event":"timed-out","site":"pay/1","again_at":1200}"#,
    );
    entry(
        r#"{"lane":"naive","entry":9,"at_ms":1310,"cause":8,"event":"ran","site":"pay/2","step":"effect","durable":true,"rows":1}"#,
    );
    entry(
        r#"{"lane":"keyed","entry":5,"at_ms":110,"cause":4,"event":"ran","site":"pay/1","step":"effect","durable":false,"rows":1}"#,
    );
    entry(
        r#"{"lane":"keyed","entry":14,"at_ms":1300,"cause":13,"event":"answered","site":"pay/2","step":"claim","why":"replay","status":201}"#,
    );
    entry(
        r#"{"lane":"keyed","entry":16,"at_ms":1300,"cause":15,"event":"replied","site":"pay/2","status":201,"receipt":"pay/1","replayed":true}"#,
    );
    entry(
        r#"{"lane":"keyed","entry":17,"at_ms":1400,"cause":16,"event":"arrived","site":"pay/2/reply","status":201,"replayed":true,"heard":true}"#,
    );
}

#[test]
fn a_receipt_of_a_set_is_the_balance_and_a_client_without_a_key_has_none() {
    let text = printed("run --json --lanes set --set key=none");
    assert!(text.contains(r#""receipt":"10""#), "{text}");
    assert!(text.contains(r#""key":null,"timeout_at":1000"#), "{text}");
}

#[test]
fn the_tables_as_json() {
    let first = |table: &str| {
        let rows: Vec<Ordered> = serde_json::from_str(&printed(&format!("{table} --json"))).expect("a list");
        (rows.len(), rows[0].names())
    };
    assert_eq!(first("knobs"), (43, "id label gloss group per_lane key values default ladder".to_owned()));
    assert_eq!(first("recipes"), (17, "id steps gaps one_fault why".to_owned()));
    assert_eq!(first("faults"), (6, "id gloss span places".to_owned()));
    assert_eq!(first("properties"), (6, "id promise broken".to_owned()));
    assert_eq!(first("presets"), (7, "id label lanes knobs faults window says source".to_owned()));
}
