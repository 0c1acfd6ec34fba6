//! A stage on a sweep, under way: its chart as far as it is played and may be seen.

use std::num::NonZeroUsize;
use std::sync::Arc;

use super::words::answered;
use super::{Ground, Phase, Run};
use crate::lesson::Kind;
use crate::lesson::progress::Prediction;
use crate::lesson::prose::Line;
use crate::lesson::sweep::{Amount, SweepStage, Task};
use crate::report::sweep::amount::{amount, cell};
use crate::sim::Scenario;
use crate::sweep::{FIGURES, Gauge, Grid, Table, Tally, run};

/// The chart of a stage: what has been played of it.
#[derive(Clone, Debug)]
pub struct Chart {
    /// The sums so far.
    pub table: Table,
    /// Whether all is played.
    pub over: bool,
}

impl Chart {
    /// The chart a stage opens with, over its scenario: nothing of it is played.
    pub(super) fn of(stage: &SweepStage, scenario: &Scenario) -> Option<Self> {
        let grid = stage.grid(scenario)?;
        Some(Self { table: Table::new(Arc::new(grid), Vec::new()), over: false })
    }
}

impl Run {
    /// The stage on a sweep and its chart, where this is one.
    #[must_use]
    pub fn sweep(&self) -> Option<(&SweepStage, &Chart)> {
        match (&self.here().kind, &self.ground) {
            (Kind::Sweep(stage), Ground::Chart(chart)) => Some((stage, chart)),
            _ => None,
        }
    }

    /// What is still to be played for the chart.
    #[must_use]
    pub fn unplayed(&self) -> Option<&Arc<Grid>> {
        let chart = self.ground.chart().filter(|chart| !chart.over)?;
        Some(&chart.table.grid)
    }

    /// Takes the sums of the sweep under way; those of another chart are dropped.
    pub fn take_sums(&mut self, grid: &Arc<Grid>, sums: Vec<Vec<Tally>>, over: bool) {
        if let Some(chart) = self.ground.chart_mut().filter(|chart| Arc::ptr_eq(&chart.table.grid, grid)) {
            (chart.table.sums, chart.over) = (sums, over);
        }
    }

    /// Plays what is still to be played, here and now: for those who do not watch.
    pub fn play_chart(&mut self) {
        if let Some(grid) = self.unplayed().cloned() {
            let sums = run(&grid, NonZeroUsize::MIN, &Gauge::default());
            self.take_sums(&grid, sums, true);
        }
    }

    /// How many points may be seen: while one is asked about, those before it.
    #[must_use]
    pub fn open_points(&self) -> usize {
        let Some((stage, chart)) = self.sweep() else { return 0 };
        match (&stage.task, self.phase) {
            (Task::Ask(ask), phase) if !matches!(phase, Phase::Answered(..) | Phase::Revealed) => ask.point,
            _ => chart.table.grid.points.len(),
        }
    }

    /// The chart in words: a row a point that may be seen.
    #[must_use]
    pub fn chart_rows(&self) -> Vec<String> {
        let Some((stage, chart)) = self.sweep() else { return Vec::new() };
        let grid = &chart.table.grid;
        let axis = grid.axes.first().map_or("", |axis| axis.path.as_str());
        let label = FIGURES.get(stage.figure).map_or("", |figure| figure.label);
        let rows = grid.points.iter().take(self.open_points()).enumerate().map(|(point, row)| {
            let value = row.values.first().map_or_else(String::new, ToString::to_string);
            let lanes = grid.lanes().into_iter().enumerate();
            let cells = lanes
                .map(|(lane, name)| format!("{name} {}", cell(&chart.table, (point, lane), stage.figure)));
            format!("{axis} {value}: {label} {}", cells.collect::<Vec<_>>().join(", "))
        });
        rows.collect()
    }

    /// The right answer: read off the chart, or played where that is not done.
    pub(super) fn sweep_answer(&self) -> Option<Amount> {
        let (stage, chart) = self.sweep()?;
        let ask = stage.asks()?;
        if !chart.over {
            return stage.answer(&self.here().drawn());
        }
        let mean = chart.table.estimate(ask.point, ask.lane, stage.figure)?.mean;
        ask.nearest(stage.in_unit(mean))
    }

    /// What the point asked about came to, as the sweep has it, where that says more than
    /// the choice.
    fn computed(&self, stage: &SweepStage) -> Option<String> {
        let (_, chart) = self.sweep().filter(|(_, chart)| chart.over)?;
        let ask = stage.asks()?;
        let mean = chart.table.estimate(ask.point, ask.lane, stage.figure)?.mean;
        (mean.fract() != 0.0).then(|| format!("Played: {}", amount(stage.unit(), mean)))
    }

    /// What was predicted of a point, once it is answered.
    pub(super) fn sweep_prediction(&self) -> Option<Prediction> {
        let ((stage, _), Phase::Answered(choice, sure)) = (self.sweep()?, self.phase) else { return None };
        let choice = stage.asks()?.choices.get(choice)?;
        let right = self.sweep_answer() == Some(*choice);
        Some(Prediction { choice: choice.to_string(), sure, right })
    }

    /// The line over the text.
    pub(super) fn sweep_status(&self, stage: &SweepStage) -> String {
        match (&stage.task, self.phase) {
            (Task::Ask(ask), Phase::Answered(choice, sure)) => {
                let unit = stage.unit();
                let said = ask.choices.get(choice).map_or_else(String::new, |choice| choice.shown(unit));
                let right = self.sweep_answer().map_or_else(String::new, |right| right.shown(unit));
                let computed = self.computed(stage).map_or_else(String::new, |text| format!(" {text}."));
                answered(&said, sure, &right) + &computed
            }
            (Task::Ask(_), Phase::Counting) => self.counted(),
            (Task::Ask(_), Phase::Revealed) => {
                let right = self.sweep_answer().map_or_else(String::new, |right| right.shown(stage.unit()));
                self.revealed(&right)
            }
            (Task::Ask(_), _) => "What do you think?".to_owned(),
            (Task::Look(_), _) => String::new(),
        }
    }

    /// The text of the stage, as rows.
    pub(super) fn sweep_text(&self, stage: &SweepStage, cols: usize) -> Vec<Line> {
        match (&stage.task, self.phase) {
            (Task::Look(say), _) => say.wrap(cols),
            (Task::Ask(ask), Phase::Answered(choice, _)) => {
                let reply = ask.choices.get(choice).and_then(|choice| ask.reply(*choice));
                reply.map(|reply| reply.wrap(cols)).unwrap_or_default()
            }
            (Task::Ask(ask), Phase::Revealed) => {
                let reply = self.sweep_answer().and_then(|right| ask.reply(right));
                reply.map(|reply| reply.wrap(cols)).unwrap_or_default()
            }
            (Task::Ask(ask), _) => {
                let mut lines = ask.ask.wrap(cols);
                lines.extend(self.choices_line());
                lines
            }
        }
    }
}
