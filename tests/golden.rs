//! The pinned stories, entry by entry, as a reviewer can read them.

use idem_lab::report::entry::EntryRow;
use idem_lab::sim::{Experiment, Scenario};
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
fn the_lost_ack_has_ten_beats() {
    let experiment = Experiment::run(&Scenario::laboratory());
    assert_eq!(experiment.beats, [0, 100, 110, 160, 1000, 1200, 1300, 1310, 1400, 1410]);
}
