//! The exemplar: the one trial of a point that is worth looking at.

use super::figure::{FIGURES, Unit};
use super::grid::Point;
use super::trial::{Outcome, Player};
use crate::sim::Scenario;

/// The most trials of a point that are looked through.
const LOOKED: u64 = 2_000;
/// The most payments in them: somebody waits.
const PAYMENTS: u64 = 400_000;

/// How many of a point's trials are looked through.
#[must_use]
pub fn looked(point: &Point, trials: u64) -> u64 {
    let payments = point.settings.first().map_or(1, |setting| setting.intents().len() as u64);
    trials.min(LOOKED).min(PAYMENTS / payments.max(1)).max(1)
}

/// Which trial.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exemplar {
    /// The one in the middle, ordered by the figure.
    Median,
    /// The one with most of the figure; of money, the one that strays furthest from what
    /// was meant.
    Worst,
}

/// The scenario of that trial, ready to be opened; of equals the earliest. A trial is
/// judged by one lane and one figure, by its row in the table.
#[must_use]
pub fn exemplar(point: &Point, (lane, figure): (usize, usize), trials: u64, which: Exemplar) -> Scenario {
    let base = point.scenario.knobs.seed;
    let mut scenario = point.scenario.clone();
    let Some(setting) = point.settings.get(lane) else { return scenario };
    let mut player = Player::new(setting, &point.plan);
    let mut seen: Vec<((u64, u64), u64, u64)> = (0..looked(point, trials))
        .map(|trial| {
            let seed = base.wrapping_add(trial);
            let outcome = player.play(seed);
            let by = match which {
                Exemplar::Worst => {
                    let (most, next) = badness(figure, &outcome);
                    (u64::MAX - most, u64::MAX - next)
                }
                Exemplar::Median => (measured(figure, &outcome), 0),
            };
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

fn measured(figure: usize, outcome: &Outcome) -> u64 {
    FIGURES.get(figure).map_or(outcome.balance, |row| (row.of)(outcome))
}

/// How bad a trial is by a figure, and of those alike, by all that went astray.
fn badness(figure: usize, outcome: &Outcome) -> (u64, u64) {
    let strays = outcome.balance.abs_diff(outcome.meant) + outcome.doubles + outcome.lost;
    let is_money = FIGURES.get(figure).is_none_or(|row| row.unit == Unit::Money);
    let value = measured(figure, outcome);
    if is_money { (strays, value) } else { (value, strays) }
}
