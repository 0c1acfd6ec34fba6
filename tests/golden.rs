//! The pinned stories, entry by entry, as a reviewer can read them.

use idem_lab::report::entry::EntryRow;
use idem_lab::sim::event::Outcome;
use idem_lab::sim::{Experiment, FaultPlan, Lane, Scenario};
use serde_json::Value;

/// One line an entry: its index, `<-` its cause's, instant, event, site, and the fields by name.
fn lines(lane: &str, scenario: &Scenario) -> Vec<String> {
    let experiment = Experiment::run(scenario);
    let trace = experiment.lane(lane).expect("the lane exists");
    let rows = trace.entries.iter().enumerate().map(|(n, entry)| EntryRow::new(&trace.setting, n, entry));
    rows.map(|row| line(&serde_json::to_value(row).expect("an entry is plain data"))).collect()
}

fn line(row: &Value) -> String {
    let plain = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let head = ["entry", "cause", "at_ms", "event", "site"];
    let [entry, cause, at, event, site] = head.map(|field| plain(&row[field]));
    let because = if row["cause"].is_null() { entry } else { format!("{entry}<-{cause}") };
    let fields = row.as_object().into_iter().flatten();
    let fields = fields.filter(|(name, _)| *name != "lane" && !head.contains(&name.as_str()));
    let fields = fields.map(|(name, value)| format!("{name}={}", plain(value)));
    [because, at, event, site].into_iter().chain(fields).collect::<Vec<_>>().join(" ")
}

#[test]
fn naive_charges_twice_when_the_first_reply_is_lost() {
    let want = [
        "0 0 intended pay amount=10 customer=0",
        "1<-0 0 attempted pay/1 key=pay-e220 timeout_at=1000",
        "2<-1 100 arrived pay/1/request",
        "3<-2 110 ran pay/1 durable=true rows=1 step=effect",
        "4<-3 110 replied pay/1 receipt=pay/1 replayed=false status=201",
        "5<-4 160 lost pay/1/reply why=network",
        "6<-1 1000 timed-out pay/1 again_at=1200",
        "7<-6 1200 attempted pay/2 key=pay-e220 timeout_at=2200",
        "8<-7 1300 arrived pay/2/request",
        "9<-8 1310 ran pay/2 durable=true rows=1 step=effect",
        "10<-9 1310 replied pay/2 receipt=pay/2 replayed=false status=201",
        "11<-10 1410 arrived pay/2/reply heard=true replayed=false status=201",
        "12<-11 1410 told pay outcome=success",
    ];
    assert_eq!(lines("naive", &Scenario::laboratory()), want);
}

#[test]
fn one_transaction_replays_when_the_first_reply_is_lost() {
    let want = [
        "0 0 intended pay amount=10 customer=0",
        "1<-0 0 attempted pay/1 key=pay-e220 timeout_at=1000",
        "2<-1 100 arrived pay/1/request",
        "3<-2 100 ran pay/1 step=begin",
        "4<-3 100 ran pay/1 step=claim takeover=false",
        "5<-4 110 ran pay/1 durable=false rows=1 step=effect",
        "6<-5 110 ran pay/1 step=record",
        "7<-6 110 committed pay/1",
        "8<-7 110 replied pay/1 receipt=pay/1 replayed=false status=201",
        "9<-8 160 lost pay/1/reply why=network",
        "10<-1 1000 timed-out pay/1 again_at=1200",
        "11<-10 1200 attempted pay/2 key=pay-e220 timeout_at=2200",
        "12<-11 1300 arrived pay/2/request",
        "13<-12 1300 ran pay/2 step=begin",
        "14<-13 1300 answered pay/2 status=201 step=claim why=replay",
        "15<-14 1300 rolled-back pay/2",
        "16<-15 1300 replied pay/2 receipt=pay/1 replayed=true status=201",
        "17<-16 1400 arrived pay/2/reply heard=true replayed=true status=201",
        "18<-17 1400 told pay outcome=success",
    ];
    assert_eq!(lines("keyed", &Scenario::laboratory()), want);
}

#[test]
fn a_reset_is_heard_at_once_and_tells_no_more_than_silence() {
    let mut scenario = Scenario::laboratory();
    for (site, fault) in [("pay/1/reply", "reset"), ("pay/2/request", "reset")] {
        let (site, fault) = FaultPlan::entry(site, fault, &scenario.intents()).expect("an entry");
        scenario.plan.set(site, fault);
    }
    scenario.set("attempts", "2").expect("a value");
    let want = [
        "0 0 intended pay amount=10 customer=0",
        "1<-0 0 attempted pay/1 key=pay-e220 timeout_at=1000",
        "2<-1 100 arrived pay/1/request",
        "3<-2 110 ran pay/1 durable=true rows=1 step=effect",
        "4<-3 110 replied pay/1 receipt=pay/1 replayed=false status=201",
        "5<-4 160 lost pay/1/reply why=reset",
        "6<-5 160 reset pay/1 again_at=360",
        "7<-6 360 attempted pay/2 key=pay-e220 timeout_at=1360",
        "8<-7 410 lost pay/2/request why=reset",
        "9<-8 410 reset pay/2",
        "10<-9 410 told pay outcome=unknown",
    ];
    assert_eq!(lines("naive", &scenario), want);
}

/// A late second copy is reset after the client was told: nobody listens any more.
#[test]
fn a_reset_nobody_listens_for_is_only_a_loss() {
    let mut scenario = Scenario::default();
    for (site, fault) in [("pay/1/request", "duplicate:1s"), ("pay/1b/reply", "reset")] {
        let (site, fault) = FaultPlan::entry(site, fault, &scenario.intents()).expect("an entry");
        scenario.plan.set(site, fault);
    }
    let lines = lines("naive", &scenario);
    assert_eq!(
        lines.last().map(String::as_str),
        Some("11<-10 1160 lost pay/1b/reply why=reset"),
        "{lines:#?}"
    );
}

/// A scenario with knobs turned and faults planned, as flags write them.
fn turned(lanes: &[&str], turns: &[(&str, &str)], faults: &[(&str, &str)]) -> Scenario {
    let lanes = Lane::parse_all(lanes.iter().copied()).expect("lanes of shipped recipes");
    let mut scenario = Scenario { lanes, ..Scenario::default() };
    for (path, value) in turns {
        scenario.set(path, value).expect("a value of its knob");
    }
    for (site, fault) in faults {
        let (site, fault) = FaultPlan::entry(site, fault, &scenario.intents()).expect("an entry");
        scenario.plan.set(site, fault);
    }
    scenario
}

#[test]
fn acks_leave_together_at_their_checkpoint() {
    let knobs = [("checkpoint", "2"), ("intents", "2"), ("rate", "10"), ("timeout", "30s")];
    let want = [
        "0 0 intended pay amount=10 customer=0",
        "1<-0 0 attempted pay/1 key=pay-e220 timeout_at=30000",
        "2<-1 100 arrived pay/1/request",
        "3 100 intended pay-2 amount=10 customer=0",
        "4<-3 100 attempted pay-2/1 key=pay-2-c42c timeout_at=30100",
        "5<-2 110 ran pay/1 durable=true rows=1 step=effect",
        "6<-5 110 ran pay/1 step=reply",
        "7<-4 200 arrived pay-2/1/request",
        "8<-7 210 ran pay-2/1 durable=true rows=1 step=effect",
        "9<-8 210 ran pay-2/1 step=reply",
        "10<-6 210 replied pay/1 receipt=pay/1 replayed=false status=201",
        "11<-9 210 replied pay-2/1 receipt=pay-2/1 replayed=false status=201",
        "12<-10 310 arrived pay/1/reply heard=true replayed=false status=201",
        "13<-12 310 told pay outcome=success",
        "14<-11 310 arrived pay-2/1/reply heard=true replayed=false status=201",
        "15<-14 310 told pay-2 outcome=success",
    ];
    assert_eq!(lines("naive", &turned(&["naive"], &knobs, &[])), want);
}

/// Of ten messages in one checkpoint the crash after the tenth effect takes nine acks
/// along; all ten are delivered again.
#[test]
fn a_crash_replays_all_that_waited_for_the_checkpoint() {
    let knobs = [("checkpoint", "10"), ("intents", "10"), ("rate", "10"), ("timeout", "30s")];
    let crash = [("pay-10/1/after-effect", "crash")];
    let experiment = Experiment::run(&turned(&["naive", "one-transaction"], &knobs, &crash));
    let effects = |lane: &str| experiment.lane(lane).expect("the lane").end().ledger.effects;
    assert_eq!(effects("naive"), [2; 10]);
    assert_eq!(effects("one-transaction"), [1; 10]);
    for trace in &experiment.traces {
        assert!(trace.end().clients.iter().all(|client| client.told == Some(Outcome::Success)));
    }
}

/// A producer that publishes again mints a new id: only what the message is about helps.
#[test]
fn what_is_asked_for_once_more_has_a_key_of_its_own() {
    let lanes = ["naive", "one-transaction", "ledger-row", "set"];
    let balances = |turns: &[(&str, &str)]| {
        let experiment = Experiment::run(&turned(&lanes, turns, &[]));
        assert_eq!(experiment.meant(), 10);
        experiment.traces.iter().map(|trace| trace.end().ledger.balance()).collect::<Vec<_>>()
    };
    assert_eq!(balances(&[("resend", "1")]), [20, 20, 10, 10]);
    assert_eq!(balances(&[("resend", "1"), ("key", "from-body")]), [20, 10, 10, 10]);
    let experiment = Experiment::run(&turned(&["one-transaction"], &[("resend", "1")], &[]));
    let trace = &experiment.traces[0];
    assert_eq!(trace.end().ledger.effects, [2, 0], "both effects are the one intent's");
    assert_eq!(trace.verdict.broken().len(), 1, "once is broken, and nothing else");
}

#[test]
fn a_server_whose_slots_are_taken_answers_at_once_and_begins_nothing() {
    let knobs = [("slots", "1"), ("work", "1s"), ("timeout", "5s"), ("intents", "2"), ("rate", "100")];
    let want = [
        "0 0 intended pay amount=10 customer=0",
        "1<-0 0 attempted pay/1 key=pay-e220 timeout_at=5000",
        "2 10 intended pay-2 amount=10 customer=0",
        "3<-2 10 attempted pay-2/1 key=pay-2-c42c timeout_at=5010",
        "4<-1 100 arrived pay/1/request",
        "5<-3 110 arrived pay-2/1/request",
        "6<-5 110 answered pay-2/1 status=503 step=effect why=busy",
        "7<-6 110 replied pay-2/1 receipt=null replayed=false status=503",
        "8<-7 210 arrived pay-2/1/reply again_at=410 heard=true replayed=false status=503",
        "9<-8 410 attempted pay-2/2 key=pay-2-c42c timeout_at=5410",
        "10<-9 510 arrived pay-2/2/request",
        "11<-10 510 answered pay-2/2 status=503 step=effect why=busy",
        "12<-11 510 replied pay-2/2 receipt=null replayed=false status=503",
        "13<-12 610 arrived pay-2/2/reply again_at=1010 heard=true replayed=false status=503",
        "14<-13 1010 attempted pay-2/3 key=pay-2-c42c timeout_at=6010",
        "15<-4 1100 ran pay/1 durable=true rows=1 step=effect",
        "16<-15 1100 replied pay/1 receipt=pay/1 replayed=false status=201",
        "17<-14 1110 arrived pay-2/3/request",
        "18<-16 1200 arrived pay/1/reply heard=true replayed=false status=201",
        "19<-18 1200 told pay outcome=success",
        "20<-17 2110 ran pay-2/3 durable=true rows=1 step=effect",
        "21<-20 2110 replied pay-2/3 receipt=pay-2/3 replayed=false status=201",
        "22<-21 2210 arrived pay-2/3/reply heard=true replayed=false status=201",
        "23<-22 2210 told pay-2 outcome=success",
    ];
    assert_eq!(lines("naive", &turned(&["naive"], &knobs, &[])), want);
}

/// Ten clients before a dead network: unlimited, forty tries; with a fifth, two of ten retry.
#[test]
fn a_budget_lets_only_a_share_of_the_tries_be_retries() {
    let mut tried = Vec::new();
    for budget in ["unlimited", "50", "20", "0"] {
        let knobs = [("intents", "10"), ("rate", "1000"), ("lose-request", "1"), ("budget", budget)];
        let experiment = Experiment::run(&turned(&["naive"], &knobs, &[]));
        let end = experiment.traces[0].end();
        assert!(end.clients.iter().all(|client| client.told == Some(Outcome::Unknown)), "{budget}");
        tried.push(end.attempts());
    }
    assert_eq!(tried, [40, 15, 12, 10]);
    let knobs = [("attempts", "unlimited"), ("lose-request", "1"), ("budget", "0")];
    let experiment = Experiment::run(&turned(&["naive"], &knobs, &[]));
    assert!(!experiment.traces[0].cut, "it is the budget that ends the story");
}

#[test]
fn the_lost_ack_has_ten_beats() {
    let experiment = Experiment::run(&Scenario::laboratory());
    assert_eq!(experiment.beats, [0, 100, 110, 160, 1000, 1200, 1300, 1310, 1400, 1410]);
}
