//! A skin is words: the same story in each, and none of the other's words.

use idem_lab::report;
use idem_lab::sim::{Experiment, Scenario, Skin};
use idem_lab::tui::narrate::sentence;
use proptest::prelude::*;

#[path = "common/cases.rs"]
mod cases;
#[path = "common/scenarios.rs"]
mod scenarios;
use scenarios::scenario;

/// Words that belong to a client and a server alone.
const SERVERS: [&str; 8] = ["client", "server", "charge", "charges", "charged", "told", "retries", "request"];

/// Words that belong to a queue alone.
const QUEUES: [&str; 9] =
    ["broker", "consumer", "ack", "acked", "redeliveries", "delivers", "publishes", "rejected", "visibility"];

/// The words of a text that stand on their own, names with a dash or a slash as one.
fn words(text: &str) -> Vec<String> {
    let parts = text.split(|c: char| !c.is_alphanumeric() && !"-.$/".contains(c));
    parts.map(|word| word.trim_matches(['.', '-']).to_lowercase()).collect()
}

/// Everything people read of a story: the report up to the names of knobs, and each sentence.
fn read(scenario: &Scenario, skin: Skin) -> String {
    let experiment = Experiment::run(&Scenario { skin, ..scenario.clone() });
    let mut out = Vec::new();
    report::write(&experiment, false, &mut out).expect("memory takes it");
    let text = String::from_utf8(out).expect("text");
    // Plans and knobs are written as flags take them, in the model's own words.
    let lines =
        text.lines().filter(|line| !["knobs:", "plan:", "  "].iter().any(|head| line.starts_with(head)));
    let mut told: Vec<String> = lines.map(str::to_owned).collect();
    for trace in &experiment.traces {
        for entry in &trace.entries {
            told.push(sentence(trace, entry));
        }
    }
    told.join("\n") + "\n"
}

fn two_lanes() -> impl Strategy<Value = Scenario> {
    scenario().prop_map(|mut scenario| {
        scenario.lanes.truncate(2);
        scenario
    })
}

proptest! {
    #![proptest_config(cases::cases(100))]

    #[test]
    fn a_story_is_the_same_in_every_skin(scenario in scenario()) {
        let told = |skin| Experiment::run(&Scenario { skin, ..scenario.clone() });
        let (http, queue) = (told(Skin::Http), told(Skin::Queue));
        prop_assert_eq!(&http.beats, &queue.beats);
        for (http, queue) in http.traces.iter().zip(&queue.traces) {
            prop_assert_eq!(&http.entries, &queue.entries);
            prop_assert_eq!(http.verdict, queue.verdict);
            prop_assert_eq!(&http.struck, &queue.struck);
        }
    }

    #[test]
    fn a_queue_uses_none_of_the_servers_words(scenario in two_lanes()) {
        let text = read(&scenario, Skin::Queue);
        let found: Vec<String> = words(&text).into_iter().filter(|word| SERVERS.contains(&word.as_str())).collect();
        prop_assert!(found.is_empty(), "{found:?} in\n{text}");
    }

    #[test]
    fn a_server_uses_none_of_the_queues_words(scenario in two_lanes()) {
        let text = read(&scenario, Skin::Http);
        let found: Vec<String> = words(&text).into_iter().filter(|word| QUEUES.contains(&word.as_str())).collect();
        prop_assert!(found.is_empty(), "{found:?} in\n{text}");
    }
}
