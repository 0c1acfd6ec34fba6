//! Theory beside simulation: wherever the sweep shows a formula, many trials agree with it
//! within four standard errors; where it promises nothing at all, there is exactly none.

use std::num::NonZeroUsize;

use idem_lab::sim::{Lane, Scenario};
use idem_lab::sweep::figure::{Per, Unit};
use idem_lab::sweep::{Axis, FIGURES, Figure, Gauge, Grid, QUESTIONS, run, theory};

/// A grid of one-off knobs.
fn grid(lanes: &[&str], set: &[&str], vary: &str, trials: u64) -> Grid {
    let mut scenario =
        Scenario { lanes: Lane::parse_all(lanes.iter().copied()).expect("lanes"), ..Scenario::default() };
    for text in set {
        let (path, value) = text.split_once('=').expect("KNOB=VALUE");
        scenario.set(path, value).expect("a value");
    }
    Grid::new(scenario, vec![Axis::parse(vary).expect("an axis")], trials).expect("a grid")
}

#[expect(clippy::cast_precision_loss, reason = "a few thousand trials")]
/// Holds every formula of a grid against its trials; returns the formulas met, by figure.
fn hold(grid: &Grid) -> Vec<(&'static str, &'static str)> {
    let sums = run(grid, NonZeroUsize::new(2).expect("two"), &Gauge::default());
    let mut met = Vec::new();
    for (point, tallies) in grid.points.iter().zip(&sums) {
        for (lane, tally) in tallies.iter().enumerate() {
            for (index, figure) in FIGURES.iter().enumerate() {
                let Some(law) = theory(point, lane, index) else { continue };
                let setting = &point.settings[lane];
                let window = idem_lab::sweep::census::window(setting).map(|(from, until)| until - from);
                let Some(measured) = tally.estimate(index, setting.intents().len(), window) else { continue };
                let told = format!(
                    "{} of {} at {:?}: measured {:.5} +- {:.5}, theory {} = {:.5}",
                    figure.id,
                    setting.lane,
                    point.values,
                    measured.mean,
                    measured.half,
                    law.formula,
                    law.value
                );
                if law.value == 0.0 && law.formula.starts_with('0') {
                    assert_eq!(tally.total(index), 0, "{told}");
                } else {
                    // Whole milliseconds and whole keys round; spreads of nothing have no width.
                    let rounding = if figure.id == "keys_mean" { 0.02 * law.value } else { 0.0 };
                    let rounding = rounding + if figure.id == "mean_wait_ms" { 8.0 } else { 1e-9 };
                    // What is rare may not have been seen at all: a share's error is the law's own.
                    let seen = tally.trials as f64
                        * if figure.per == Per::Intent { setting.intents().len() as f64 } else { 1.0 };
                    let own = if figure.unit == Unit::Share {
                        (law.value * (1.0 - law.value) / seen).max(0.0).sqrt()
                    } else {
                        0.0
                    };
                    let off = (measured.mean - law.value).abs();
                    // One single case more than none is never evidence.
                    let rare = match figure.unit {
                        Unit::Share => 1.0 / seen,
                        // Trials that were all alike have seen nothing of what is rare.
                        _ if measured.half == 0.0 => 0.005 * law.value,
                        _ => 0.0,
                    };
                    assert!(off <= 4.0 * own.max(measured.half / 1.96) + rounding + rare, "{told}");
                }
                met.push((figure.id, law.formula));
            }
        }
    }
    met.sort_unstable();
    met.dedup();
    met
}

fn meets(met: &[(&str, &str)], wanted: &[(&str, &str)]) {
    for row in wanted {
        assert!(met.contains(row), "{row:?} was never met: {met:?}");
    }
}

#[test]
fn a1_tries_without_bound() {
    let grid =
        grid(&["naive", "one-transaction"], &["attempts=unlimited"], "lose-reply=0,0.1,0.5,0.9", 6_000);
    meets(
        &hold(&grid),
        &[("mean_balance", "amount/(1-p)"), ("mean_balance", "amount"), ("p_double", "p"), ("p_double", "0")],
    );
}

#[test]
fn a2_tries_with_a_bound() {
    let grid = grid(&["naive", "ledger-row"], &["lose-reply=0.5"], "attempts=1:6:1", 6_000);
    meets(&hold(&grid), &[("mean_effects", "(1-p^n)/(1-p)"), ("mean_attempts", "(1-p^n)/(1-p)")]);
}

#[test]
fn a3_requests_die_too() {
    let lanes = ["naive", "one-transaction", "fenced", "foreign"];
    let set = ["lose-request=0.4", "attempts=5"];
    let grid = grid(&lanes, &set, "lose-reply=0.1,0.5,0.8", 6_000);
    meets(
        &hold(&grid),
        &[
            ("mean_effects", "(1-q)(1-(1-s)^n)/s"),
            ("mean_effects", "1-q^n"),
            ("mean_attempts", "(1-(1-s)^n)/s"),
            ("p_unknown", "(1-s)^n"),
            ("p_unknown_but_done", "(1-s)^n - q^n"),
            ("p_double", "p(1-q^n) - np(1-q)q^(n-1)"),
        ],
    );
}

#[test]
fn a3b_some_double_among_many() {
    let grid =
        grid(&["naive", "one-transaction"], &["intents=100", "rate=100"], "lose-reply=0.01,0.02,0.05", 400);
    meets(&hold(&grid), &[("p_any_double", "1-(1-P)^M"), ("p_any_double", "0")]);
}

#[test]
fn a4_doubled_deliveries() {
    let set = ["attempts=unlimited", "lose-reply=0.5"];
    let met = hold(&grid(&["naive"], &set, "duplicate=0.05,0.1,0.4", 8_000));
    meets(&met, &[("mean_effects", "(1+d)/(1-(1-d)p-dp^2), cut at n"), ("p_double", "1-(1-d)(1-p)")]);
    hold(&grid(&["naive"], &["attempts=3", "lose-reply=0.5"], "duplicate=0.1,0.4", 8_000));
}

#[test]
fn a6_crashes_between_two_writes() {
    let lanes = ["effect-then-key", "key-then-effect", "one-transaction"];
    for lose in ["lose-reply=0", "lose-reply=0.5"] {
        let met = hold(&grid(&lanes, &["attempts=unlimited", lose], "crash-rate=0.02,0.05,0.2", 8_000));
        meets(&met, &[("mean_effects", "1/(1-c)"), ("p_double", "c"), ("p_lost", "c"), ("p_double", "0")]);
    }
}

#[test]
fn a7_how_long_a_client_asks_in_vain() {
    let grid = grid(&["naive"], &["lose-request=1", "attempts=8"], "jitter=none,full,equal", 3_000);
    meets(
        &hold(&grid),
        &[
            ("mean_wait_ms", "nT + waits"),
            ("mean_wait_ms", "nT + waits/2"),
            ("mean_wait_ms", "nT + 3/4 waits"),
        ],
    );
}

#[test]
fn a8_littles_law() {
    let set = ["intents=300", "rate=20", "lose-reply=0.3", "attempts=2", "timeout=300ms"];
    let grid = grid(&["one-transaction"], &set, "ttl=1s,2s,5s,10s", 40);
    meets(&hold(&grid), &[("keys_mean", "rate TTL")]);
}

#[test]
fn a18_a_store_of_limited_size() {
    let question = QUESTIONS.iter().find(|question| question.id == "capacity").expect("it is asked");
    let met = hold(&question.grid(200).expect("a grid"));
    meets(
        &met,
        &[("p_double", "0: asked again within C/rate"), ("p_double", "p (M-C)/M: asked again after C/rate")],
    );
}

#[test]
fn every_ready_question_agrees_with_every_formula_it_shows() {
    for question in &QUESTIONS {
        let trials = question.trials.min(1_000);
        hold(&question.grid(trials).expect("a grid"));
    }
}

#[test]
fn outside_of_its_conditions_a_law_is_silent() {
    let silent = |lanes: &[&str], set: &[&str], figure: &str| {
        let grid = grid(lanes, set, "lose-reply=0.5", 1);
        let figure = Figure::find(figure).expect("a figure");
        assert_eq!(theory(&grid.points[0], 0, figure), None, "{lanes:?} {set:?}");
    };
    silent(&["naive"], &["delay=0.1"], "mean_effects");
    silent(&["naive"], &["pause-rate=0.1"], "mean_effects");
    silent(&["naive"], &["timeout=205ms"], "mean_effects");
    silent(&["naive"], &["crash-rate=0.1"], "mean_effects");
    silent(&["one-transaction"], &["ttl=1s"], "mean_effects");
    silent(&["one-transaction"], &["key=per-attempt"], "p_double");
    silent(&["one-transaction"], &["capacity=1"], "mean_effects");
    silent(&["compare-and-set"], &[], "p_lost");
    silent(&["naive"], &["lost-replies=1"], "mean_effects");
}
