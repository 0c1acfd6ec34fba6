//! Sums: the same whatever the threads, ranges add up, and each outcome is what the trace
//! of the same seed shows.

use std::num::NonZeroUsize;

use idem_lab::sim::event::{Arrival, Outcome as Told};
use idem_lab::sim::{Event, Experiment, Scenario, Weather, simulate};
use idem_lab::sweep::census::window;
use idem_lab::sweep::{Axis, Exemplar, FIGURES, Gauge, Grid, Outcome, Player, Tally, exemplar, run};

use proptest::prelude::*;

use super::cases::cases;
use super::scenarios::scenario as random;
use super::settings;

fn threads(count: usize) -> NonZeroUsize {
    NonZeroUsize::new(count).expect("at least one")
}

fn grid(trials: u64, seed: u64) -> Grid {
    let mut scenario = Scenario::default();
    for (path, value) in [
        ("intents", "5"),
        ("rate", "3"),
        ("lose-request", "0.2"),
        ("jitter", "full"),
        ("crash-rate", "0.05"),
        ("ttl", "1s"),
        ("seed", &seed.to_string()),
    ] {
        scenario.set(path, value).expect("a value");
    }
    let axes = ["lose-reply=0,0.3,0.6", "keyed.store=durable,memory"]
        .map(|text| Axis::parse(text).expect("an axis"));
    Grid::new(scenario, axes.to_vec(), trials).expect("a grid")
}

#[test]
fn one_thread_and_many_give_the_same_sums() {
    let grid = grid(1_700, 8);
    let one = run(&grid, threads(1), &Gauge::default());
    for count in [2, 3, 8] {
        assert_eq!(run(&grid, threads(count), &Gauge::default()), one, "{count} threads");
    }
    assert!(one.iter().flatten().all(|tally| tally.trials == 1_700));
}

#[test]
fn ranges_run_anywhere_add_up() {
    let whole = run(&grid(1_500, 8), threads(2), &Gauge::default());
    let mut parts = run(&grid(600, 8), threads(2), &Gauge::default());
    let rest = run(&grid(900, 608), threads(2), &Gauge::default());
    for (sums, more) in parts.iter_mut().zip(&rest) {
        sums.iter_mut().zip(more).for_each(|(sum, more)| sum.merge(more));
    }
    assert_eq!(parts, whole);
}

#[test]
fn a_stopped_sweep_has_what_it_has() {
    let gauge = Gauge::default();
    gauge.stop();
    let sums = run(&grid(10_000, 8), threads(2), &gauge);
    assert_eq!(gauge.played(), 0);
    assert!(sums.iter().flatten().all(|tally| tally.trials == 0 && tally.estimate(0, 1, None).is_none()));
}

/// The outcome as a reader of the trace would count it, key by key and millisecond by
/// millisecond where that is not too long.
fn told(scenario: &Scenario, lane: usize) -> Outcome {
    let experiment = Experiment::run(scenario);
    let trace = &experiment.traces[lane];
    let end = trace.end();
    let mut outcome = Outcome { balance: end.ledger.balance(), meant: end.meant, ..Outcome::default() };
    let mut tenths = std::collections::BTreeMap::new();
    for entry in &trace.entries {
        match entry.event {
            Event::Attempted { .. } if entry.site.attempt > 1 => {
                *tenths.entry(entry.at / 100).or_insert(0) += 1;
            }
            Event::Arrived(Arrival::Request) => outcome.arrivals += 1,
            Event::Told { .. } => outcome.wait += entry.at - trace.setting.intent(entry.site.intent).at,
            _ => {}
        }
    }
    outcome.busiest_tenth = tenths.into_values().max().unwrap_or(0);
    for (index, client) in (0..).zip(&end.clients) {
        let meant = trace.setting.means(index);
        let effects = end.ledger.effects_of(meant);
        outcome.attempts += u64::from(client.attempts);
        if meant == index {
            outcome.effects += u64::from(effects);
            outcome.doubles += u64::from(effects >= 2);
        }
        outcome.lost += u64::from(client.told == Some(Told::Success) && effects == 0);
        outcome.unknown += u64::from(client.told == Some(Told::Unknown));
        outcome.unknown_but_done += u64::from(client.told == Some(Told::Unknown) && effects > 0);
    }
    // The live keys at each instant at which their number may change: entries, and expiries.
    let knobs = &trace.setting.knobs;
    let mut edges: Vec<u64> = Vec::new();
    for count in 0..=trace.entries.len() {
        let world = trace.world_at(count);
        edges.push(world.now);
        edges.extend(world.store.iter().filter_map(|(_, record)| record.expires(knobs)));
    }
    let span = window(&trace.setting);
    edges.extend(span.iter().flat_map(|(from, until)| [*from, *until]));
    edges.sort_unstable();
    edges.dedup();
    for (index, at) in edges.iter().enumerate() {
        let world = trace.world_at(trace.entries_by(*at));
        let live = u64::try_from(world.store.live(knobs, *at)).expect("few");
        outcome.peak = outcome.peak.max(live);
        if let (Some((from, until)), Some(next)) = (span, edges.get(index + 1)) {
            let (start, stop) = ((*at).max(from), (*next).min(until));
            outcome.stored += live * stop.saturating_sub(start);
        }
    }
    outcome
}

proptest! {
    #![proptest_config(cases(120))]

    #[test]
    fn an_outcome_is_what_the_trace_of_its_seed_shows(scenario in random(), seed in 0..1_000_u64) {
        let mut scenario = scenario;
        scenario.knobs.attempts = Some(scenario.knobs.attempts.map_or(6, |n| n.min(6)));
        let plan = scenario.weather_plan();
        for (lane, setting) in scenario.settings().iter().enumerate() {
            // A story cut short at any length has no end to compare; these are short.
            prop_assume!(setting.knobs.attempts.is_some_and(|n| n <= 20));
            let mut player = Player::new(setting, &plan);
            player.play(seed + 1);
            let mut shown = scenario.clone();
            for trial in [seed, seed + 7] {
                shown.knobs.seed = trial;
                prop_assert_eq!(player.play(trial), told(&shown, lane), "trial {}, lane {}", trial, lane);
            }
        }
    }
}

/// A completer finishes a claim under the key of the try that made it, not under one of
/// its own: what it finishes begins to expire.
#[test]
fn what_a_completer_finished_expires() {
    let turns = [
        "key=per-attempt",
        "attempts=1",
        "completer=5s",
        "ttl=1ms",
        "intents=2",
        "rate=0.1",
        "capacity=1",
        "crash=after-effect",
    ];
    let scenario = settings::scenario(&["lease"], &turns);
    let plan = scenario.weather_plan();
    let outcome = Player::new(&scenario.settings()[0], &plan).play(scenario.knobs.seed);
    assert_eq!(outcome, told(&scenario, 0));
    assert!(outcome.stored < 6_000, "the claim, its completion, and the second payment: {}", outcome.stored);
}

#[test]
fn a_player_meets_the_weather_of_its_seed() {
    let grid = grid(1, 8);
    let point = &grid.points[5];
    for seed in 0..200 {
        let mut setting = point.settings[1].clone();
        setting.knobs.seed = seed;
        let trace = simulate(&setting, Weather::new(&setting.knobs, &point.plan));
        let outcome = Player::new(&point.settings[1], &point.plan).play(seed);
        assert_eq!(outcome.balance, trace.end().ledger.balance(), "seed {seed}");
    }
}

#[test]
fn sums_beyond_counting_say_nothing_of_the_interval() {
    let long = Outcome { wait: u64::MAX, ..Outcome::default() };
    let wait =
        FIGURES.iter().position(|figure| (figure.of)(&long) == u64::MAX).expect("a figure of the wait");
    let (mut tally, mut other) = (Tally::default(), Tally::default());
    (0..3).for_each(|_| tally.add(&long, &long));
    other.add(&Outcome::default(), &long);
    tally.merge(&other);
    let estimate = tally.estimate(wait, 1, None).expect("trials were played");
    assert!(estimate.half.is_nan() && estimate.mean > 1e18, "{estimate:?}");
}

#[test]
fn the_worst_is_the_worst_and_the_median_lies_in_the_middle() {
    let grid = grid(300, 8);
    let point = &grid.points[4];
    let balance = |seed: u64| Player::new(&point.settings[0], &point.plan).play(seed).balance;
    let mut all: Vec<u64> = (8..308).map(balance).collect();
    all.sort_unstable();
    let median = exemplar(point, 0, 300, Exemplar::Median);
    assert_eq!(balance(median.knobs.seed), all[149]);
    let worst = exemplar(point, 0, 300, Exemplar::Worst);
    let strays = |balance: u64| balance.abs_diff(50);
    let most = all.iter().map(|balance| strays(*balance)).max().expect("some");
    assert!(strays(balance(worst.knobs.seed)) + 10 >= most, "{}", worst.knobs.seed);
}
