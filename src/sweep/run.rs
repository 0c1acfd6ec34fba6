//! Running a grid: trials in chunks, on so many threads, with a gauge that anybody may
//! read and that stops it.

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use super::grid::{Grid, Point};
use super::tally::Tally;
use super::trial::{Outcome, Player};

/// How many trials one chunk plays of every lane of a point.
const CHUNK: u64 = 512;

/// How far a sweep has come. Read from any thread.
#[derive(Debug, Default)]
pub struct Gauge {
    played: AtomicU64,
    next: AtomicU64,
    stopped: AtomicBool,
    /// The sums so far: a tally a lane, for each point.
    sums: Mutex<Vec<Vec<Tally>>>,
}

impl Gauge {
    /// How many trials have been played, over all points; a trial plays every lane.
    #[must_use]
    pub fn played(&self) -> u64 {
        self.played.load(Ordering::Relaxed)
    }

    /// Stops the sweep soon.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    /// Whether it was stopped.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }

    /// The sums so far.
    #[must_use]
    pub fn sums(&self) -> Vec<Vec<Tally>> {
        self.sums.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn add(&self, point: usize, tallies: &[Tally]) {
        let mut sums = self.sums.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(sums) = sums.get_mut(point) {
            sums.iter_mut().zip(tallies).for_each(|(sum, more)| sum.merge(more));
        }
    }
}

/// Plays every trial of every point; returns a tally a lane for each point. The result is
/// the same whatever the number of threads. A sweep that was stopped returns what it has.
pub fn run(grid: &Grid, threads: NonZeroUsize, gauge: &Gauge) -> Vec<Vec<Tally>> {
    let lanes = grid.scenario.lanes.len();
    let empty = vec![vec![Tally::default(); lanes]; grid.points.len()];
    *gauge.sums.lock().unwrap_or_else(PoisonError::into_inner) = empty;
    let work = || while work_one(grid, gauge) {};
    std::thread::scope(|scope| {
        // The caller's own thread is one of them.
        for _ in 1..threads.get() {
            scope.spawn(work);
        }
        work();
    });
    gauge.sums()
}

/// Plays the next chunk; false when none is left. Chunks go round the points, so that
/// every point is known roughly before any is known well.
fn work_one(grid: &Grid, gauge: &Gauge) -> bool {
    let points = grid.points.len() as u64;
    let job = gauge.next.fetch_add(1, Ordering::Relaxed);
    if points == 0 || gauge.is_stopped() {
        return false;
    }
    let first = (job / points).saturating_mul(CHUNK);
    if first >= grid.trials {
        return false;
    }
    let trials = first..grid.trials.min(first + CHUNK);
    let index = usize::try_from(job % points).unwrap_or(0);
    let Some(point) = grid.points.get(index) else { return false };
    let played = trials.end - trials.start;
    gauge.add(index, &play(point, trials, &gauge.stopped));
    gauge.played.fetch_add(played, Ordering::Relaxed);
    true
}

/// Plays a range of trials of one point: each trial plays every lane under one weather.
fn play(point: &Point, trials: std::ops::Range<u64>, stopped: &AtomicBool) -> Vec<Tally> {
    let mut players: Vec<Player<'_>> =
        point.settings.iter().map(|setting| Player::new(setting, &point.plan)).collect();
    let mut tallies = vec![Tally::default(); players.len()];
    let base = point.scenario.knobs.seed;
    for trial in trials {
        if stopped.load(Ordering::Relaxed) {
            break;
        }
        let mut first: Option<Outcome> = None;
        for (player, tally) in players.iter_mut().zip(&mut tallies) {
            let outcome = player.play(base.wrapping_add(trial));
            tally.add(&outcome, first.get_or_insert(outcome));
        }
    }
    tallies
}
