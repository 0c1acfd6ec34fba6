//! The exemplar: the one trial of a point that is worth looking at.

use super::grid::Point;
use super::trial::Player;
use crate::sim::Scenario;

/// How many of a point's trials are looked through.
pub const LOOKED: u64 = 2_000;

/// Which trial.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exemplar {
    /// The one in the middle, ordered by balance.
    Median,
    /// The one that strays furthest from what was meant.
    Worst,
}

/// The scenario of that trial, ready to be opened; of equals the earliest. A lane is
/// judged by its balance: the lane named, or the first.
#[must_use]
pub fn exemplar(point: &Point, lane: usize, trials: u64, which: Exemplar) -> Scenario {
    let base = point.scenario.knobs.seed;
    let mut scenario = point.scenario.clone();
    let Some(setting) = point.settings.get(lane) else { return scenario };
    let mut player = Player::new(setting, &point.plan);
    let mut seen: Vec<(u64, u64, u64)> = (0..trials.min(LOOKED))
        .map(|trial| {
            let seed = base.wrapping_add(trial);
            let outcome = player.play(seed);
            let strays = outcome.balance.abs_diff(outcome.meant) + outcome.doubles + outcome.lost;
            let by = if which == Exemplar::Worst { u64::MAX - strays } else { outcome.balance };
            (by, trial, seed)
        })
        .collect();
    seen.sort_unstable();
    let at = if which == Exemplar::Worst { 0 } else { seen.len().saturating_sub(1) / 2 };
    if let Some((.., seed)) = seen.get(at) {
        scenario.knobs.seed = *seed;
    }
    scenario
}
