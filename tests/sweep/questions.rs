//! The ready questions: every row is sound, and shows what it says to look for.

use std::num::NonZeroUsize;

use idem_lab::sim::{FaultPlan, Lane, Scenario};
use idem_lab::sweep::{Axis, FIGURES, Figure, Gauge, QUESTIONS, Question, run};

#[test]
fn every_row_reads_as_written() {
    for question in &QUESTIONS {
        let Question { id, .. } = question;
        let lanes = Lane::parse_all(question.lanes.iter().copied()).expect(id);
        let mut scenario = Scenario { lanes, ..Scenario::default() };
        for (path, value) in question.set {
            scenario.set(path, value).unwrap_or_else(|error| panic!("{id}: {error}"));
        }
        for (site, fault) in question.faults {
            FaultPlan::entry(site, fault, &scenario.intents())
                .unwrap_or_else(|error| panic!("{id}: {error}"));
        }
        for text in question.vary {
            Axis::parse(text).unwrap_or_else(|error| panic!("{id}: {error}"));
        }
        for figure in question.figures {
            assert!(Figure::find(figure).is_some(), "{id}: {figure}");
        }
        assert_eq!(question.figures().len(), question.figures.len());
        assert!(question.grid(1).is_some(), "{id}");
        assert_eq!(QUESTIONS.iter().filter(|other| other.id == *id).count(), 1, "{id}");
    }
}

#[test]
fn figures_have_names_of_their_own() {
    for (index, figure) in FIGURES.iter().enumerate() {
        assert_eq!(Figure::find(figure.id), Some(index));
        assert!(FIGURES[index + 1..].iter().all(|other| other.label != figure.label), "{}", figure.id);
    }
}

/// A figure over the points of a question, lane by lane.
fn seen(id: &str, figure: &str, trials: u64) -> Vec<Vec<f64>> {
    let question = Question::find(id).expect("it is asked");
    let grid = question.grid(trials).expect("a grid");
    let sums = run(&grid, NonZeroUsize::new(2).expect("two"), &Gauge::default());
    let index = Figure::find(figure).expect("a figure");
    let mean = |point: usize, lane: usize| {
        let setting = &grid.points[point].settings[lane];
        let window = idem_lab::sweep::census::window(setting).map(|(from, until)| until - from);
        sums[point][lane]
            .estimate(index, setting.intents().len(), window)
            .map_or(f64::NAN, |found| found.mean)
    };
    let lanes = 0..grid.scenario.lanes.len();
    lanes.map(|lane| (0..grid.points.len()).map(|point| mean(point, lane)).collect()).collect()
}

#[test]
fn doubles_end_where_the_ttl_outlives_the_last_retry() {
    let doubles = &seen("ttl", "p_double", 60)[0];
    let (short, long) = (&doubles[..6], &doubles[6..]);
    assert!(short.iter().all(|share| *share > 0.0), "{doubles:?}");
    assert!(long.iter().all(|share| *share == 0.0), "{doubles:?}");
    let rows = &seen("ttl", "keys_mean", 20)[0];
    // Below that a forgotten key is stored again, so rows say little.
    assert!(rows[6..].windows(2).all(|pair| pair[0] < pair[1]), "{rows:?}");
}

#[test]
fn an_impatient_client_doubles_and_a_fence_does_not() {
    let doubles = seen("timeout", "p_double", 800);
    assert!(doubles[0][0] > doubles[0][7], "{doubles:?}");
    assert!(doubles[1].iter().all(|share| *share == 0.0), "{doubles:?}");
}

#[test]
fn jitter_spreads_those_who_failed_together() {
    let busiest = &seen("jitter", "mean_busiest_tenth", 20)[0];
    // none, full, equal, decorrelated under each back-off.
    for backoff in [&busiest[4..8], &busiest[8..12]] {
        assert!(backoff[1] < backoff[0], "{busiest:?}");
    }
}

#[test]
fn a_fence_ends_the_doubles_of_a_short_lease() {
    let doubles = seen("lease", "p_double", 800);
    assert!(doubles[0][0] > 0.0, "{doubles:?}");
    assert!(doubles[1].iter().all(|share| *share == 0.0), "{doubles:?}");
}

#[test]
fn one_order_doubles_the_other_loses_and_a_transaction_does_neither() {
    let (doubles, losses) = (seen("crash", "p_double", 800), seen("crash", "p_lost", 800));
    let last = doubles[0].len() - 1;
    assert!(doubles[0][last] > 0.0 && losses[0][last] == 0.0, "{doubles:?} {losses:?}");
    assert!(doubles[1][last] == 0.0 && losses[1][last] > 0.0, "{doubles:?} {losses:?}");
    assert!(doubles[2].iter().chain(&losses[2]).all(|share| *share == 0.0), "{doubles:?} {losses:?}");
}
