//! `idem explore` from outside: its text, its JSON, its exit codes, and that each finding
//! can be seen with the command it prints.

use std::process::Stdio;

use idem_lab::sim::{PROPERTIES, RECIPES};
use serde_json::Value;

use super::golden::golden_text;
use super::{Ended, binary, idem};

/// What a search prints, and its exit code.
fn searched(line: &str) -> (String, i32) {
    let Ended { code, out, err } = idem(line.split_whitespace());
    assert_eq!(err, "", "idem {line}");
    (out, code.expect("it ends by itself"))
}

fn json(line: &str) -> Value {
    serde_json::from_str(&searched(line).0).expect("it prints JSON")
}

#[test]
fn golden_texts() {
    for (name, line, code) in [
        ("explore_found", "explore effect-then-key", 1),
        ("explore_none", "explore one-transaction --faults 2", 0),
        ("explore_no_fault", "explore one-transaction --set intents=2 --set key=from-body --faults 0", 1),
        ("explore_limit", "explore fenced --faults 2 --limit 30 --set work=2s --set timeout=205ms", 0),
        ("explore_preset", "explore --preset paypal-orders --faults 2 --set attempts=3", 0),
        ("explore_orders", "explore fenced --orders", 0),
        ("explore_orders_none", "explore effect-then-key --orders --faults 2", 1),
    ] {
        let (text, ended) = searched(line);
        assert_eq!(ended, code, "idem {line}");
        golden_text(name, line, &text);
    }
}

#[test]
fn it_never_says_more_than_it_searched() {
    for recipe in &RECIPES {
        for extra in ["", " --orders", " --json", " --faults 0"] {
            let line = format!("explore {}{extra}", recipe.id);
            let text = searched(&line).0.to_lowercase();
            for word in ["safe", "proved", "proven", "correct", "guarantee"] {
                assert!(!text.contains(word), "idem {line} says {word}");
            }
        }
    }
}

#[test]
fn the_json_contract() {
    let text = searched("explore effect-then-key --faults 1 --attempts 3 --json").0;
    let begins = r#"{"recipe":"effect-then-key","bounds":{"faults":1,"attempts":3,"kinds":["lose","delay","duplicate","crash","pause"],"key":"per-intent","timeout":"1s","#;
    assert!(text.starts_with(begins), "{text}");
    let rest = r#","rate":"1","resend":0,"resend-by":"2s"},"plans":15,"violations":{"once":4,"honest":0,"consistent":3,"isolated":0,"distinct":0,"settles":0},"findings":[{"property":"once","plan":[{"site":"pay/1/request","fault":"duplicate"}],"entry":10,"at_ms":115,"run":"idem run --lanes effect-then-key --set attempts=3 --fault pay/1/request=duplicate","code":"idem1-"#;
    assert!(text.contains(rest), "{text}");
    let ends = r#"],"complete":true,"serves":true,"unknown":0,"cut":0,"never_outlived":["ttl"]}"#;
    assert!(text.trim_end().ends_with(ends), "{text}");
    assert_eq!(text.lines().count(), 1);
}

#[test]
fn every_span_is_among_the_bounds() {
    let bounds = &json("explore naive --json")["bounds"];
    for span in
        ["timeout", "latency", "work", "ttl", "lease", "downstream-ttl", "backoff-base", "backoff-cap"]
    {
        assert!(bounds[span].is_string(), "{span}");
    }
    for span in [("delay-by", "2s"), ("duplicate-by", "5ms"), ("pause-by", "3s"), ("restart", "500ms")] {
        assert_eq!(bounds[span.0], span.1);
    }
    // Chance is off, and the plans are the search's own: neither is a bound.
    for none in ["lose-reply", "crash-rate", "crash", "lost-replies", "seed", "limit"] {
        assert_eq!(bounds[none], Value::Null, "{none}");
    }
    assert_eq!(json("explore naive --json --limit 5")["bounds"]["limit"], 5);
    assert_eq!(json("explore naive --json --set jitter=full --set seed=3")["bounds"]["seed"], 3);
}

#[test]
fn orders_are_added_to_the_document() {
    let document = json("explore effect-then-key --orders --json");
    assert_eq!(document["plans"], 15);
    let orders = document["orders"].as_array().expect("a list");
    assert_eq!(orders.len(), 24);
    assert_eq!(orders[0]["steps"], serde_json::json!(["lookup", "effect", "record", "reply"]));
    assert_eq!(orders[0]["finding"]["property"], "once");
    let cure = json("explore one-transaction --orders --json");
    let sound = cure["orders"].as_array().expect("a list").iter();
    let sound = sound.filter(|order| order["serves"] == true && order["finding"].is_null());
    assert!(sound.clone().all(|order| order["plans"] == 19));
    assert_eq!(sound.count(), 3);
}

#[test]
fn exit_codes() {
    for (line, code) in [
        ("explore naive", 1),
        ("explore naive --faults 0", 0),
        ("explore naive --json", 1),
        ("explore ledger-row", 0),
        ("explore naive --orders", 1),
        ("explore one-transaction --orders --faults 0", 0),
    ] {
        assert_eq!(searched(line).1, code, "idem {line}");
    }
}

/// What `idem run` tells with these arguments breaks where the finding says, by its plan.
fn seen(finding: &Value, args: &str) {
    let told = idem(["run"].into_iter().chain(args.split(' ')).chain(["--json"]));
    let told: Value = serde_json::from_str(&told.out).expect("it prints JSON");
    let lane = &told["lanes"][0];
    let wanted = serde_json::json!({
        "property": finding["property"], "entry": finding["entry"], "at_ms": finding["at_ms"],
    });
    let broken = lane["broken"].as_array().expect("a list");
    assert!(broken.contains(&wanted), "{args}: {broken:?}");
    assert_eq!(lane["struck"], finding["plan"], "{args}");
}

#[test]
fn every_finding_is_seen_with_the_command_it_prints() {
    let turns = ["", " --attempts 3 --faults 2", " --set intents=2 --set duplicate-by=2s --set rate=2"];
    for recipe in &RECIPES {
        for turned in turns {
            let line = format!("explore {}{turned} --json", recipe.id);
            for finding in json(&line)["findings"].as_array().expect("a list") {
                let run = finding["run"].as_str().expect("a command");
                seen(finding, run.strip_prefix("idem run ").expect("it is ours"));
                seen(finding, finding["code"].as_str().expect("a code"));
            }
        }
    }
}

#[test]
fn findings_of_other_orders_are_seen_with_their_codes() {
    for line in ["explore effect-then-key --orders", "explore foreign-query --orders --set work=2s"] {
        let document = json(&format!("{line} --json"));
        let orders = document["orders"].as_array().expect("a list");
        let broken: Vec<&Value> = orders.iter().filter(|order| !order["finding"].is_null()).collect();
        assert!(broken.len() > 4, "{line}");
        for order in broken {
            seen(&order["finding"], order["finding"]["code"].as_str().expect("a code"));
        }
        let codes: Vec<&str> = orders.iter().filter_map(|order| order["finding"]["code"].as_str()).collect();
        let text = searched(line).0;
        let shown = text.lines().filter_map(|line| line.trim_start().strip_prefix("idem lab "));
        let shown: Vec<&str> = shown.collect();
        assert!(!shown.is_empty() && shown.iter().all(|code| codes.contains(code)), "{text}");
    }
}

#[test]
fn the_text_has_the_same_commands() {
    let line = "explore lease --set lease=2s --faults 2";
    let text = searched(line).0;
    for finding in json(&format!("{line} --json"))["findings"].as_array().expect("a list") {
        let run = finding["run"].as_str().expect("a command");
        let lab = format!("idem lab {}", finding["code"].as_str().expect("a code"));
        for command in [run, &lab] {
            assert!(text.lines().any(|line| line.trim_start() == command), "{command}\n{text}");
        }
    }
}

#[test]
fn nothing_but_the_answer_is_printed_where_nobody_watches() {
    let line = "explore effect-then-key --faults 3";
    let mut command = binary();
    let output = command.args(line.split(' ')).stdin(Stdio::null()).output().expect("the binary runs");
    assert!(output.stderr.is_empty());
    assert!(!output.stdout.contains(&0x1b));
}

#[test]
fn violations_are_counted_for_every_property() {
    let document = json("explore compare-and-set --json");
    let counted = document["violations"].as_object().expect("an object");
    assert_eq!(counted.len(), PROPERTIES.len());
    assert_eq!(counted["honest"], 4);
}
