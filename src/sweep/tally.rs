//! The tally: exact sums over many trials of one lane, and the estimates they give.

use super::figure::{FIGURES, Per};
use super::trial::Outcome;

/// Half the width of a 95 % interval, in standard errors.
const WIDTH: f64 = 1.959_964;

/// Sums of whole numbers: adding tallies up in any order gives the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// How many trials it has seen.
    pub trials: u64,
    sums: [Sum; FIGURES.len()],
    /// The balance beyond the first lane's, in the same trial.
    beyond: Sum,
}

/// The sum, the sum of squares and the most of one figure. Signed: a difference may be
/// below nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Sum {
    total: i128,
    /// None once it is beyond counting: then nothing is said of the interval.
    squares: Option<i128>,
    most: u64,
}

impl Default for Sum {
    fn default() -> Self {
        Self { total: 0, squares: Some(0), most: 0 }
    }
}

impl Sum {
    fn add(&mut self, value: i128) {
        self.total += value;
        self.squares = self.squares.and_then(|sum| sum.checked_add(value.checked_mul(value)?));
        self.most = self.most.max(u64::try_from(value).unwrap_or(0));
    }

    fn merge(&mut self, other: Self) {
        self.total += other.total;
        self.squares = self.squares.and_then(|sum| sum.checked_add(other.squares?));
        self.most = self.most.max(other.most);
    }

    /// The mean a trial, and half the width of its 95 % interval.
    #[expect(clippy::cast_precision_loss, reason = "estimates are shown with a few digits")]
    fn estimate(self, trials: u64) -> Estimate {
        let n = trials as f64;
        let mean = self.total as f64 / n;
        // n times the sum of squares less the square of the sum: exact before it is rounded.
        let spread = self.squares.map_or(f64::NAN, |squares| {
            let scaled = i128::from(trials).checked_mul(squares);
            scaled
                .and_then(|scaled| scaled.checked_sub(self.total.checked_mul(self.total)?))
                .map_or_else(|| (squares as f64 / n - mean * mean) * n * n, |exact| exact as f64)
        });
        let variance = if trials > 1 { spread / (n * (n - 1.0)) } else { f64::NAN };
        Estimate { mean, half: WIDTH * (variance / n).sqrt() }
    }
}

/// A mean with half the width of its 95 % interval; the width is not a number where one
/// trial says nothing of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The mean.
    pub mean: f64,
    /// Half the width of the interval.
    pub half: f64,
}

impl Default for Tally {
    fn default() -> Self {
        Self { trials: 0, sums: [Sum::default(); FIGURES.len()], beyond: Sum::default() }
    }
}

impl Tally {
    /// Adds one trial, with the first lane's outcome under the same weather.
    pub fn add(&mut self, outcome: &Outcome, first: &Outcome) {
        self.trials += 1;
        for (sum, figure) in self.sums.iter_mut().zip(&FIGURES) {
            sum.add(i128::from((figure.of)(outcome)));
        }
        self.beyond.add(i128::from(outcome.balance) - i128::from(first.balance));
    }

    /// Adds other trials of the same lane.
    pub fn merge(&mut self, other: &Self) {
        self.trials += other.trials;
        for (sum, more) in self.sums.iter_mut().zip(&other.sums) {
            sum.merge(*more);
        }
        self.beyond.merge(other.beyond);
    }

    /// The estimate of a figure, by its row; none before the first trial, and none for
    /// keys on average where no key expires.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "estimates are shown with a few digits")]
    pub fn estimate(&self, figure: usize, intents: usize, window: Option<u64>) -> Option<Estimate> {
        let (sum, row) = (self.sums.get(figure)?, FIGURES.get(figure)?);
        if self.trials == 0 {
            return None;
        }
        let scale = match row.per {
            Per::Most => return Some(Estimate { mean: sum.most as f64, half: 0.0 }),
            Per::Run => 1.0,
            Per::Intent if intents == 0 => return None,
            Per::Intent => intents as f64,
            Per::Window => window? as f64,
        };
        let Estimate { mean, half } = sum.estimate(self.trials);
        Some(Estimate { mean: mean / scale, half: half / scale })
    }

    /// How much more this lane charged than the first, in the same trials.
    #[must_use]
    pub fn beyond(&self) -> Option<Estimate> {
        (self.trials > 0).then(|| self.beyond.estimate(self.trials))
    }

    /// How many trials' worth of a figure there is altogether: exactly zero says never.
    #[must_use]
    pub fn total(&self, figure: usize) -> u64 {
        self.sums.get(figure).map_or(0, |sum| u64::try_from(sum.total).unwrap_or(u64::MAX))
    }
}
