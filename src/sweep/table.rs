//! The table: a grid with its sums, and what can be read off them.

use std::sync::Arc;

use super::census::window;
use super::grid::Grid;
use super::tally::{Estimate, Tally};
use super::theory::{Theory, theory};

/// A grid that was played, or is being played.
#[derive(Clone, Debug)]
pub struct Table {
    /// What was played.
    pub grid: Arc<Grid>,
    /// A tally a lane, for each point.
    pub sums: Vec<Vec<Tally>>,
}

impl Table {
    /// A table of these sums.
    #[must_use]
    pub const fn new(grid: Arc<Grid>, sums: Vec<Vec<Tally>>) -> Self {
        Self { grid, sums }
    }

    /// The estimate of a figure; none where there is none, or not yet.
    #[must_use]
    pub fn estimate(&self, point: usize, lane: usize, figure: usize) -> Option<Estimate> {
        let setting = self.grid.points.get(point)?.settings.get(lane)?;
        let span = window(setting).map(|(from, until)| until - from);
        self.tally(point, lane)?.estimate(figure, setting.intents().len(), span)
    }

    /// What theory says of a figure, where it says anything.
    #[must_use]
    pub fn theory(&self, point: usize, lane: usize, figure: usize) -> Option<Theory> {
        theory(self.grid.points.get(point)?, lane, figure)
    }

    /// How much more a lane charged than the first, in the same trials.
    #[must_use]
    pub fn beyond(&self, point: usize, lane: usize) -> Option<Estimate> {
        self.tally(point, lane)?.beyond()
    }

    /// The sums of one lane at one point.
    #[must_use]
    pub fn tally(&self, point: usize, lane: usize) -> Option<&Tally> {
        self.sums.get(point)?.get(lane)
    }

    /// How many trials have been played altogether; a trial plays every lane.
    #[must_use]
    pub fn played(&self) -> u64 {
        self.sums.iter().filter_map(|lanes| lanes.first()).map(|tally| tally.trials).sum()
    }

    /// How many are to be played altogether.
    #[must_use]
    pub fn wanted(&self) -> u64 {
        self.grid.trials.saturating_mul(self.grid.points.len() as u64)
    }
}
