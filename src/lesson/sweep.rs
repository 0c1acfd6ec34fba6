//! A stage on a sweep: one figure over the values of one knob, many weathers each.
//!
//! The points are played when they are looked at. As everywhere, right answers are not
//! written down: the sweep computes them, the same for everybody, since a sweep's trials
//! are seeded.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;

use super::predict::in_a_row;
use super::prose::Prose;
use crate::sim::Scenario;
use crate::sweep::figure::Unit;
use crate::sweep::{Axis, FIGURES, Gauge, Grid, Table, run};

/// The most payments a point may play in each lane, so that an answer comes at once.
pub const PLAYED_MAX: u64 = 20_000;
/// How many points a chart may have.
pub const POINTS: std::ops::RangeInclusive<usize> = 2..=12;

/// A stage on a sweep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SweepStage {
    /// The axis as written: `ttl=1s,5s,1h`.
    pub vary: String,
    /// The figure, as a row of the table.
    pub figure: usize,
    /// How often each point is played.
    pub trials: u64,
    /// What is to be done.
    pub task: Task,
}

/// What is to be done with a sweep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Task {
    /// To look and read.
    Look(Prose),
    /// To say what a point will come to.
    Ask(Ask),
}

/// A prediction about one point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// The question in words.
    pub ask: Prose,
    /// The point asked about; it and those after it are hidden until it is answered.
    pub point: usize,
    /// The lane asked about.
    pub lane: usize,
    /// What may be said, in the order shown.
    pub choices: Vec<Amount>,
    /// A reply to each wrong choice.
    pub wrong: BTreeMap<Amount, Prose>,
    /// A reply to the right one.
    pub right: Option<Prose>,
}

/// An amount in thousandths of a figure's unit: dollars, percent, so many, milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Amount(u64);

impl Amount {
    /// Reads a whole number or one with up to three decimals.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
        if whole.is_empty() || part.len() > 3 || !digits(whole) || !digits(part) {
            return None;
        }
        let part: u64 = format!("{part:0<3}").parse().ok()?;
        let whole: u64 = whole.parse().ok()?;
        whole.checked_mul(1_000)?.checked_add(part).map(Self)
    }

    /// The amount with its unit: `$18.75`, `50 %`.
    #[must_use]
    pub fn shown(self, unit: Unit) -> String {
        match unit {
            Unit::Money => format!("${self}"),
            Unit::Share => format!("{self} %"),
            Unit::Count => self.to_string(),
            Unit::Span => format!("{self} ms"),
        }
    }

    /// How far it is from a mean in the same unit.
    fn distance(self, mean: f64) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "amounts of a lesson are far below 2^53")]
        let own = self.0 as f64 / 1_000.0;
        (own - mean).abs()
    }
}

impl std::fmt::Display for Amount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0 % 1_000 {
            0 => write!(f, "{}", self.0 / 1_000),
            part => {
                let text = format!("{}.{part:03}", self.0 / 1_000);
                f.write_str(text.trim_end_matches('0'))
            }
        }
    }
}

impl SweepStage {
    /// The grid in a stage's scenario.
    #[must_use]
    pub fn grid(&self, scenario: &Scenario) -> Option<Grid> {
        let axis = Axis::parse(&self.vary).ok()?;
        Grid::new(scenario.clone(), vec![axis], self.trials).ok()
    }

    /// The unit of its figure.
    #[must_use]
    pub fn unit(&self) -> Unit {
        FIGURES.get(self.figure).map_or(Unit::Count, |figure| figure.unit)
    }

    /// The prediction it asks for, if it does.
    #[must_use]
    pub const fn asks(&self) -> Option<&Ask> {
        match &self.task {
            Task::Ask(ask) => Some(ask),
            Task::Look(_) => None,
        }
    }

    /// What the point asked about comes to, in the unit of the choices.
    #[must_use]
    pub fn measured(&self, scenario: &Scenario) -> Option<f64> {
        let ask = self.asks()?;
        let grid = self.grid(scenario)?;
        let points = vec![grid.points.get(ask.point)?.clone()];
        let grid = Grid { points, ..grid };
        let sums = run(&grid, NonZeroUsize::MIN, &Gauge::default());
        let mean = Table::new(grid.into(), sums).estimate(0, ask.lane, self.figure)?.mean;
        Some(self.in_unit(mean))
    }

    /// A mean in the unit of the choices: shares are said in percent.
    #[must_use]
    pub fn in_unit(&self, mean: f64) -> f64 {
        if self.unit() == Unit::Share { mean * 100.0 } else { mean }
    }

    /// The right choice: the one nearest to what the sweep computes.
    #[must_use]
    pub fn answer(&self, scenario: &Scenario) -> Option<Amount> {
        let mean = self.measured(scenario)?;
        self.asks()?.nearest(mean)
    }
}

impl Ask {
    /// The choice nearest to a mean.
    #[must_use]
    pub fn nearest(&self, mean: f64) -> Option<Amount> {
        let choices = self.choices.iter().copied();
        choices.min_by(|a, b| a.distance(mean).total_cmp(&b.distance(mean)))
    }

    /// Whether the nearest choice is at least four times as near as any other.
    #[must_use]
    pub fn is_clear(&self, mean: f64) -> bool {
        let mut far: Vec<f64> = self.choices.iter().map(|choice| choice.distance(mean)).collect();
        far.sort_by(f64::total_cmp);
        matches!(far.as_slice(), [first, second, ..] if first * 4.0 <= *second)
    }

    /// The reply written for a choice, if one is.
    #[must_use]
    pub fn reply(&self, choice: Amount) -> Option<&Prose> {
        self.wrong.get(&choice).or(self.right.as_ref())
    }

    /// The choices in one row, with the keys that take them.
    #[must_use]
    pub fn choices_row(&self, unit: Unit) -> String {
        in_a_row(self.choices.iter().map(|choice| choice.shown(unit)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_read_back_as_they_are_written() {
        for text in ["0", "10", "18.75", "0.5", "12.345"] {
            assert_eq!(Amount::parse(text).map(|amount| amount.to_string()).as_deref(), Some(text));
        }
        for text in ["", ".5", "1.2345", "-1", "1e3", "$10", "99999999999999999999"] {
            assert_eq!(Amount::parse(text), None, "{text}");
        }
    }
}
