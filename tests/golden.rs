//! The pinned stories, entry by entry, as a reviewer can read them.

use idem_lab::sim::{Experiment, Scenario};

/// One line an entry: index, event, instant.
fn lines(lane: &str, scenario: &Scenario) -> Vec<String> {
    let experiment = Experiment::run(scenario);
    let trace = experiment.lane(lane).expect("the lane exists");
    let entries = trace.entries.iter().enumerate();
    entries.map(|(n, entry)| format!("{n} {} {}", entry.event.word(), entry.at)).collect()
}

#[test]
fn naive_charges_twice_when_the_first_reply_is_lost() {
    let want = [
        "0 intended 0",
        "1 attempted 0",
        "2 arrived 100",
        "3 ran 110",
        "4 replied 110",
        "5 lost 160",
        "6 timed-out 1000",
        "7 attempted 1200",
        "8 arrived 1300",
        "9 ran 1310",
        "10 replied 1310",
        "11 arrived 1410",
        "12 told 1410",
    ];
    assert_eq!(lines("naive", &Scenario::laboratory()), want);
}

#[test]
fn one_transaction_replays_when_the_first_reply_is_lost() {
    let want = [
        "0 intended 0",
        "1 attempted 0",
        "2 arrived 100",
        "3 ran 100",
        "4 ran 100",
        "5 ran 110",
        "6 ran 110",
        "7 committed 110",
        "8 replied 110",
        "9 lost 160",
        "10 timed-out 1000",
        "11 attempted 1200",
        "12 arrived 1300",
        "13 ran 1300",
        "14 answered 1300",
        "15 rolled-back 1300",
        "16 replied 1300",
        "17 arrived 1400",
        "18 told 1400",
    ];
    assert_eq!(lines("keyed", &Scenario::laboratory()), want);
}

#[test]
fn the_lost_ack_has_ten_beats() {
    let experiment = Experiment::run(&Scenario::laboratory());
    assert_eq!(experiment.beats, [0, 100, 110, 160, 1000, 1200, 1300, 1310, 1400, 1410]);
}
