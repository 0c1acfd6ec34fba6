//! The TTL adviser: what it advises the simulator keeps, and where it cannot it says so.

use idem_lab::advise::{Advice, Ask, Lateness, advise};
use idem_lab::sim::knob::{Backoff, Jitter, KeyPolicy};
use idem_lab::sim::time::{DAY, HOUR, SECOND};
use idem_lab::sim::{Event, FaultPlan, Knobs, simulate};

#[path = "common/settings.rs"]
mod settings;

fn ask(knobs: Knobs, late: &[&str]) -> Ask {
    let late: Vec<String> = late.iter().map(|text| (*text).to_owned()).collect();
    Ask { knobs, late: Lateness::parse_all(&late).expect("latenesses"), skew: 0, row_bytes: 1_000 }
}

fn advice(knobs: Knobs, late: &[&str]) -> Advice {
    advise(&ask(knobs, late)).expect("the client gives up")
}

#[test]
fn whatever_the_client_the_smallest_ttl_is_confirmed_to_the_millisecond() {
    for backoff in [Backoff::None, Backoff::Fixed, Backoff::Exponential] {
        for jitter in [Jitter::None, Jitter::Full, Jitter::Equal, Jitter::Decorrelated] {
            for attempts in [2, 3, 4, 8, 40] {
                let knobs = Knobs { backoff, jitter, attempts: Some(attempts), ..Knobs::default() };
                for rung in advice(knobs, &["offline=25h:0.1"]).rungs {
                    let proof = &rung.proof;
                    assert!(proof.holds && proof.is_smallest && rung.is_sound(), "{knobs:?}: {rung:?}");
                }
            }
        }
    }
}

/// No draw makes a client with jitter try later than its horizon says.
#[test]
fn no_client_tries_after_its_horizon() {
    for jitter in ["full", "equal", "decorrelated"] {
        let mut setting = settings::setting(
            "one-transaction",
            &["attempts=6", "lost-replies=9", &format!("jitter={jitter}")],
        );
        let horizon = advice(setting.knobs, &[]).horizon;
        let mut latest = 0;
        for seed in 0..3_000 {
            setting.knobs.seed = seed;
            let plan =
                settings::scenario(&["one-transaction"], &["attempts=6", "lost-replies=9"]).weather_plan();
            let trace = simulate(&setting, &plan);
            let tries = trace.entries.iter().filter(|entry| matches!(entry.event, Event::Attempted { .. }));
            latest = latest.max(tries.map(|entry| entry.at).max().expect("it tried"));
        }
        assert!(latest + SECOND <= horizon, "{jitter}: tried at {latest}, horizon {horizon}");
        assert!(latest + SECOND > horizon / 2, "{jitter}: far below, the horizon says little");
    }
}

#[test]
fn where_no_ttl_helps_it_says_so_and_prices_nothing() {
    for key in [KeyPolicy::None, KeyPolicy::PerAttempt] {
        let advice = advice(Knobs { key, ..Knobs::default() }, &["offline=25h:0.1"]);
        assert!(advice.rungs.iter().all(|rung| !rung.is_sound() && rung.at_risk.is_none()), "{advice:?}");
    }
}

#[test]
fn what_nobody_asks_for_again_needs_no_ttl() {
    for knobs in
        [Knobs { attempts: Some(1), ..Knobs::default() }, Knobs { work: 10 * SECOND, ..Knobs::default() }]
    {
        let rung = &advice(knobs, &[]).rungs[0];
        assert!(!rung.is_needed() && !rung.is_sound() && rung.proof.holds, "{rung:?}");
    }
}

#[test]
fn a_store_that_is_too_small_leaves_the_money_at_risk() {
    let knobs = Knobs { capacity: Some(100_000), rate: 50_000_000, ..Knobs::default() };
    let advice = advice(knobs, &["queue=1h:0.01"]);
    let [tries, queue] = &advice.rungs[..] else { panic!("two rungs: {advice:?}") };
    assert!(tries.is_sound() && !queue.is_held() && !queue.is_sound());
    // 2,000 s of keys at 50 a second: an hour is not covered, whatever the TTL.
    assert_eq!(
        (queue.holds, queue.at_risk, tries.at_risk),
        (Some(2_000 * SECOND), Some(100_000), Some(100_000))
    );
    let tiny = Knobs { capacity: Some(10), ..knobs };
    let all = 1_000_000 * u64::from(tiny.amount);
    assert_eq!(self::advice(tiny, &[]).rungs[0].at_risk, Some(all), "not even the client's own tries");
}

#[test]
fn what_is_written_down_is_never_below_what_is_needed() {
    let late = ["q=48h:0.02", "dlq=4d:0.001", "replay=30d:0.0001"];
    let advice = advice(Knobs::default(), &late);
    let set: Vec<u64> = advice.rungs.iter().map(|rung| rung.set_to).collect();
    assert_eq!(set, [5 * SECOND, 49 * HOUR, 5 * DAY, 31 * DAY]);
    assert!(advice.rungs.iter().all(|rung| rung.set_to >= rung.ttl));
}

#[test]
fn the_ttl_that_is_set_is_judged() {
    let late = ["soon=5s:0.1", "q=48h:0.02"];
    let day = advice(Knobs::default(), &late).yours;
    assert_eq!((day.covers_tries, day.misses, day.at_risk), (true, vec!["q".to_owned()], 200_000));
    let second = advice(Knobs { ttl: Some(SECOND), ..Knobs::default() }, &late).yours;
    assert!(!second.covers_tries && second.misses.len() == 2 && second.at_risk == 10_000_000, "{second:?}");
    let forever = advice(Knobs { ttl: None, ..Knobs::default() }, &late).yours;
    assert!(forever.covers_tries && forever.misses.is_empty() && forever.at_risk == 0);
}

/// The story that the adviser hands over is the one it was confirmed by.
#[test]
fn the_story_below_breaks_once() {
    let advice = advice(Knobs { jitter: Jitter::Decorrelated, ..Knobs::default() }, &["offline=25h:0.1"]);
    for rung in advice.rungs {
        let story = rung.proof.below();
        let charged = idem_lab::sim::Experiment::run(&story).traces[0].end().ledger.balance();
        assert_eq!(charged, 2 * u64::from(story.knobs.amount));
        assert_ne!(story.weather_plan(), FaultPlan::default());
    }
}
