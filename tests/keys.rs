//! What a key is made of: each policy's small disaster, and what the server's checks do about it.

#[path = "common/plans.rs"]
mod plans;
#[path = "common/settings.rs"]
mod settings;
#[path = "common/stories.rs"]
mod stories;
use idem_lab::sim::event::{Outcome, Status, Why};
use idem_lab::sim::{Event, Experiment, Intent, Lane, Trace, simulate};
use plans::stories;
use settings::scenario;
use stories::{play, verdict};

/// Two payments of one customer, half a second apart.
const TWO: [&str; 2] = ["intents=2", "rate=2"];

/// Two customers with one payment each.
const NEIGHBOURS: [&str; 3] = ["intents=2", "rate=2", "customers=2"];

fn with<'t>(turns: &[&'t str], more: &[&'t str]) -> Vec<&'t str> {
    [turns, more].concat()
}

fn told(trace: &Trace) -> Vec<Option<Outcome>> {
    trace.end().clients.iter().map(|client| client.told).collect()
}

/// How often a handler answered early, and why.
fn answers(trace: &Trace, why: Why) -> usize {
    let answered = |event: &Event| matches!(event, Event::Answered { why: known, .. } if *known == why);
    trace.entries.iter().filter(|entry| answered(&entry.event)).count()
}

#[test]
fn a_key_for_each_intent_keeps_every_promise() {
    for turns in [TWO.as_slice(), &NEIGHBOURS] {
        let trace = play("one-transaction", turns, "pay/1/reply=lose, pay-2/1/reply=lose");
        assert_eq!(verdict(&trace), "kept");
        assert_eq!(trace.end().ledger.balance(), 20);
        assert_eq!(answers(&trace, Why::Replay), 2);
    }
}

#[test]
fn without_a_key_the_cure_is_naive() {
    assert_eq!(verdict(&play("one-transaction", &["key=none"], "pay/1/reply=lose")), "once");
}

#[test]
fn a_key_minted_inside_the_retry_loop_doubles() {
    let trace = play("one-transaction", &["key=per-attempt"], "pay/1/reply=lose");
    assert_eq!(verdict(&trace), "once");
    assert_eq!(trace.end().store.len(), 2, "two keys for one payment");
}

#[test]
fn a_key_made_from_the_body_swallows_the_second_coffee() {
    let trace = play("one-transaction", &with(&TWO, &["key=from-body"]), "");
    assert_eq!(verdict(&trace), "distinct honest");
    assert_eq!((trace.end().ledger.balance(), trace.end().meant), (10, 20));
    assert_eq!(told(&trace), [Some(Outcome::Success); 2]);
}

#[test]
fn a_shared_key_swallows_every_payment_but_the_first() {
    let trace = play("one-transaction", &["intents=3", "key=shared"], "");
    assert_eq!(verdict(&trace), "distinct honest");
    assert_eq!((trace.end().ledger.balance(), trace.end().meant), (10, 30));
}

#[test]
fn a_timestamp_collides_within_a_millisecond() {
    let apart = play("one-transaction", &["intents=2", "rate=1000", "key=timestamp"], "");
    assert_eq!(verdict(&apart), "kept");
    let together =
        play("one-transaction", &["intents=2", "rate=2000", "key=timestamp"], "pay-2/1/request=delay");
    assert_eq!(verdict(&together), "distinct honest");
}

#[test]
fn counters_are_safe_for_each_customer_and_collide_in_one_space() {
    let counter = with(&NEIGHBOURS, &["key=counter"]);
    assert_eq!(verdict(&play("one-transaction", &counter, "")), "kept");
    let trace = play("one-transaction", &with(&counter, &["scope=global"]), "");
    assert_eq!(verdict(&trace), "isolated distinct honest");
}

#[test]
fn one_space_of_keys_is_safe_while_keys_are_unique() {
    let trace = play("one-transaction", &with(&NEIGHBOURS, &["scope=global"]), "pay/1/reply=lose");
    assert_eq!(verdict(&trace), "kept");
}

#[test]
fn a_body_key_crosses_customers_only_in_one_space() {
    let body = with(&NEIGHBOURS, &["key=from-body"]);
    assert_eq!(verdict(&play("one-transaction", &body, "")), "kept");
    let trace = play("one-transaction", &with(&body, &["scope=global"]), "");
    assert_eq!(verdict(&trace), "isolated distinct honest");
}

/// One customer who changes the amount and keeps the key.
fn edited_cart(fingerprint: &str) -> Trace {
    let intent = |name: &str, amount, at| Intent { name: name.to_owned(), customer: 0, amount, at };
    let mut scenario = scenario(&["one-transaction"], &["key=shared", fingerprint]);
    scenario.listed = Some(vec![intent("cart", 10, 0), intent("edited-cart", 25, 500)]);
    Experiment::run(&scenario).traces.remove(0)
}

#[test]
fn a_fingerprint_refuses_the_same_key_with_another_body() {
    let trace = edited_cart("fingerprint=on");
    assert_eq!(verdict(&trace), "kept");
    assert_eq!(told(&trace), [Some(Outcome::Success), Some(Outcome::Error)]);
    assert_eq!(answers(&trace, Why::Mismatch), 1);
    assert_eq!(Why::Mismatch.status(), Status::Mismatch);
}

#[test]
fn without_a_fingerprint_the_old_receipt_answers_for_the_new_amount() {
    let trace = edited_cart("fingerprint=off");
    assert_eq!(verdict(&trace), "isolated distinct honest");
    assert_eq!((trace.end().ledger.balance(), trace.end().meant), (10, 35));
}

#[test]
fn two_receipts_for_one_key_are_inconsistent_though_each_is_true() {
    let trace = play("lease", &[], "pay/1/after-claim=pause");
    assert_eq!(verdict(&trace), "once consistent");
    assert_eq!(told(&trace), [Some(Outcome::Success)]);
}

#[test]
fn two_receipts_are_allowed_once_the_record_was_forgotten() {
    let trace = play("one-transaction", &["ttl=1s"], "pay/1/reply=delay:1500ms");
    assert_eq!(verdict(&trace), "once", "double, but no promise of one receipt is left");
}

#[test]
fn without_a_key_nobody_promised_one_receipt() {
    assert_eq!(verdict(&play("naive", &[], "pay/1/request=duplicate")), "once consistent");
    assert_eq!(verdict(&play("naive", &["key=none"], "pay/1/request=duplicate")), "once");
}

#[test]
fn a_key_in_flight_is_answered_409_and_the_client_comes_again() {
    let trace = play("claim", &["work=1500ms"], "");
    assert_eq!(verdict(&trace), "kept");
    assert_eq!(answers(&trace, Why::Conflict), 1);
    assert_eq!(told(&trace), [Some(Outcome::Success)]);
}

#[test]
fn no_policy_of_keys_spoils_a_recipe_that_needs_none() {
    for policy in ["per-intent", "none", "per-attempt", "from-body", "timestamp", "counter", "shared"] {
        let scenario = scenario(&["ledger-row"], &["intents=2", &format!("key={policy}")]);
        let setting = scenario.settings().remove(0);
        for trace in stories(&setting, 1) {
            assert_eq!(verdict(&trace), "kept", "{policy} {}", trace.struck.show(setting.intents()));
        }
    }
}

#[test]
fn a_lane_may_have_its_own_policy() {
    let mut scenario = scenario(&["careless=one-transaction", "careful=one-transaction"], &[]);
    scenario.set("careless.key", "per-attempt").expect("key is a system knob");
    scenario.set("lost-replies", "1").expect("a plan knob");
    let experiment = Experiment::run(&scenario);
    let balance = |lane| experiment.lane(lane).map(|trace| trace.end().ledger.balance());
    assert_eq!((balance("careless"), balance("careful")), (Some(20), Some(10)));
    assert_eq!(scenario.lanes.iter().map(|lane: &Lane| lane.own.len()).collect::<Vec<_>>(), [1, 0]);
    let replayed = simulate(&scenario.settings()[1], &experiment.traces[1].struck);
    assert_eq!(replayed.entries, experiment.traces[1].entries);
}
