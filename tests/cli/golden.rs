//! Golden texts: what people read, pinned whole.

use super::{idem, printed};

/// Compares what a command prints with its committed text.
fn golden(name: &str, line: &str) {
    golden_text(name, line, &printed(line));
}

/// The same for a text that is printed already.
pub(super) fn golden_text(name: &str, line: &str, text: &str) {
    let wide = text.lines().find(|line| line.chars().count() > 100);
    assert_eq!(wide, None, "idem {line}: a line of more than 100 columns");
    assert_eq!(text.lines().find(|line| line.ends_with(' ')), None, "idem {line}: trailing blanks");
    pin(name, line, text);
}

/// Compares a text with the committed one of this name.
pub(super) fn pin(name: &str, line: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_description(format!("idem {line}"));
    settings.bind(|| insta::assert_snapshot!(name, text));
}

#[test]
fn the_lost_ack_in_two_lanes() {
    golden("lost_ack", "run --fault pay/1/reply=lose");
}

#[test]
fn the_lost_ack_in_ascii() {
    golden("lost_ack_ascii", "run --fault pay/1/reply=lose --ascii");
}

#[test]
fn one_lane_stands_beside_its_client() {
    golden(
        "one_lane",
        "run --lanes effect-then-key --fault pay/1/request=duplicate --fault pay/1/reply=lose",
    );
}

#[test]
fn a_crash_and_a_pause() {
    golden(
        "crash_and_pause",
        "run --lanes lease,fenced --fault pay/1/after-claim=pause --fault pay/2/after-effect=crash:2s \
         --fault pay/1/after-query=crash",
    );
}

#[test]
fn payments_that_meet() {
    golden(
        "payments_that_meet",
        "run --set intents=3 --set customers=2 --set rate=200 --set capacity=1 --set ttl=1s \
         --set lose-reply=0.3 --fault pay-2/1/request=delay:1s --set keyed.lease=5s",
    );
}

#[test]
fn three_lanes_are_lists() {
    golden("three_lanes", "run --lanes claim,set,foreign-query --fault pay/1/reply=lose");
}

#[test]
fn a_queue_is_told_in_its_own_words() {
    golden("queue_lost_ack", "run --skin queue --lanes effect-then-ack,inbox --fault pay/1/reply=lose");
    golden(
        "queue_visibility_below_work",
        "run --skin queue --lanes effect-then-ack,inbox --set timeout=30s --set work=50s --set attempts=2",
    );
    golden(
        "queue_crash_after_the_offset",
        "run --skin queue --lanes offset-first --fault pay/1/after-reply=crash",
    );
    golden(
        "queue_stuck_claim",
        "run --skin queue --lanes effect-then-ack,offset-first,claim --fault pay/1/after-claim=crash",
    );
}

#[test]
fn a_vendors_window_is_outlived() {
    golden("preset_stripe_v1", "run --preset stripe-v1");
    golden("preset_powertools", "run --preset powertools");
}

#[test]
fn a_connection_is_reset() {
    golden("reset", "run --fault pay/1/reply=reset --fault pay/2/request=reset");
}

#[test]
fn a_consumer_that_checkpoints_and_a_producer_that_resends() {
    golden(
        "queue_checkpoint",
        "run --skin queue --lanes effect-then-ack,inbox --set checkpoint=3 --set intents=3 --set rate=10 \
         --set timeout=30s --fault pay-3/1/after-effect=crash",
    );
    golden("queue_resend", "run --skin queue --lanes inbox,ledger-row --set resend=1");
}

#[test]
fn a_server_has_no_slot_left() {
    golden(
        "slots",
        "run --lanes naive,one-transaction --set slots=1 --set work=1s --set timeout=5s --set intents=2 --set rate=100",
    );
}

#[test]
fn many_payments_are_counted() {
    let line = "run --set intents=200 --set lose-reply=0.4 --lanes naive,lease,fenced";
    let text = printed(line);
    let summary = text.rfind("\n\n  ").expect("the summary comes last");
    pin("many_payments", line, text[summary..].trim_start_matches('\n'));
}

#[test]
fn the_tables_of_the_model() {
    for table in ["knobs", "recipes", "faults", "properties", "presets"] {
        golden(table, table);
        let text = printed(table);
        let wide = text.lines().find(|line| line.chars().count() > 80);
        assert_eq!(wide, None, "idem {table}: a line of more than 80 columns");
    }
}

#[test]
fn what_a_setting_costs() {
    golden("sweep_questions", "sweep");
    golden("sweep_loss", "sweep loss --trials 400");
    golden("sweep_ascii", "sweep crash --trials 200 --ascii");
    golden(
        "sweep_two_axes",
        "sweep --vary timeout=205ms,1s --vary delay=0,0.3 --trials 100 --figures double,wait_ms,keys_peak",
    );
    golden("sweep_one_point", "sweep attempts --vary attempts=4 --lanes naive --trials 1");
}

#[test]
fn a_sweep_for_machines() {
    pin("sweep_csv", "sweep loss --csv", &printed("sweep loss --vary lose-reply=0,0.5 --trials 50 --csv"));
    let text = printed("sweep loss --vary lose-reply=0,0.5 --trials 50 --json");
    let begins = r#"{"axes":["lose-reply"],"trials":50,"seed":8,"points":[{"lose-reply":0.0,"lane":"naive","mean_balance":10.0,"ci95_balance":0.0,"mean_effects":1.0,"#;
    assert!(text.starts_with(begins), "{text}");
    let document: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let points = document["points"].as_array().expect("points");
    assert_eq!(points.len(), 4);
    for id in
        ["p_double", "p_lost", "p_unknown", "p_unknown_but_done", "mean_attempts", "keys_mean", "keys_peak"]
    {
        assert!(points.iter().all(|point| point.get(id).is_some()), "{id}");
    }
    assert!(points.iter().all(|point| point["keys_mean"].is_null()), "no key expires in one payment");
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let line = "sweep ttl --trials 40 --json --threads";
    assert_eq!(printed(&format!("{line} 1")), printed(&format!("{line} 3")));
}

#[test]
fn which_ttl_and_what_it_costs() {
    for (name, line) in [
        ("advise", "advise"),
        ("advise_usual", "advise --usual --set rate=1000 --skew 5s"),
        (
            "advise_own",
            "advise --set attempts=8 --set jitter=full --set delay=0.1 --late batch=6h --row-bytes 300",
        ),
        ("advise_json", "advise --set ttl-from=created --json"),
    ] {
        pin(name, line, &printed(line));
    }
    let pushed_out = "advise --usual --set rate=1000 --set capacity=10000000";
    let ended = idem(pushed_out.split_whitespace());
    assert_eq!((ended.code, ended.err.as_str()), (Some(1), ""));
    pin("advise_pushed_out", pushed_out, &ended.out);
}

#[test]
fn help() {
    golden("help_sweep", "sweep --help");
    golden("help_advise", "advise --help");
    golden("help", "--help");
    golden("help_run", "run --help");
    golden("help_explore", "explore --help");
    golden("help_verbs", "verbs --help");
}

#[test]
fn scripts_for_shells_and_the_manual_page() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(printed(&format!("completions {shell}")).contains("no-motion"), "{shell}");
    }
    assert!(printed("man").contains(".TH idem 1"));
}
