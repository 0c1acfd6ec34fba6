//! The grid: every combination of the axes' values, each a point with a setting a lane.

use super::axis::Axis;
use crate::sim::{FaultPlan, Scenario, Setting, Value};

/// The most points a grid may have.
pub const POINTS_MAX: usize = 10_000;

/// All that is to be played.
#[derive(Clone, Debug)]
pub struct Grid {
    /// The knobs varied, the slowest first.
    pub axes: Vec<Axis>,
    /// The points, in order.
    pub points: Vec<Point>,
    /// The scenario every point starts from.
    pub scenario: Scenario,
    /// How often each point is played.
    pub trials: u64,
}

/// One combination of values.
#[derive(Clone, Debug)]
pub struct Point {
    /// A value an axis.
    pub values: Vec<Value>,
    /// The scenario with these values.
    pub scenario: Scenario,
    /// What each lane runs.
    pub settings: Vec<Setting>,
    /// What strikes whatever chance says.
    pub plan: FaultPlan,
}

impl Grid {
    /// Lays the grid out.
    ///
    /// # Errors
    /// An axis names a lane that is not there or a knob that lanes share, or there are too
    /// many points.
    pub fn new(scenario: Scenario, axes: Vec<Axis>, trials: u64) -> Result<Self, GridError> {
        let again = (1..axes.len()).find(|at| axes[..*at].iter().any(|axis| axis.path == axes[*at].path));
        if let Some(axis) = again.and_then(|at| axes.get(at)) {
            return Err(GridError::Twice(axis.path.clone()));
        }
        let count = axes.iter().try_fold(1_usize, |count, axis| count.checked_mul(axis.values.len()));
        if count.is_none_or(|count| count > POINTS_MAX) {
            return Err(GridError::Points);
        }
        let mut combinations: Vec<Vec<Value>> = vec![Vec::new()];
        for axis in &axes {
            let longer = |values: Vec<Value>| {
                axis.values.iter().map(move |value| values.iter().copied().chain([*value]).collect())
            };
            combinations = combinations.into_iter().flat_map(longer).collect();
        }
        let point = |values: Vec<Value>| {
            let mut scenario = scenario.clone();
            for (axis, value) in axes.iter().zip(&values) {
                scenario.set(&axis.path, &value.to_string())?;
            }
            let (settings, plan) = (scenario.settings(), scenario.weather_plan());
            Ok(Point { values, scenario, settings, plan })
        };
        let points = combinations.into_iter().map(point).collect::<Result<_, GridError>>()?;
        Ok(Self { axes, points, scenario, trials })
    }

    /// The lanes' names, in order.
    #[must_use]
    pub fn lanes(&self) -> Vec<&str> {
        self.scenario.lanes.iter().map(|lane| lane.name.as_str()).collect()
    }
}

/// Why there is no such grid.
#[derive(Debug, thiserror::Error)]
pub enum GridError {
    /// A value cannot be set.
    #[error(transparent)]
    Scenario(#[from] crate::sim::scenario::ScenarioError),
    /// Two axes of one knob.
    #[error("`{0}` is varied twice: name all its values in one --vary")]
    Twice(String),
    /// Too many points.
    #[error("the axes make more than {POINTS_MAX} points: vary less, or in larger steps")]
    Points,
}
