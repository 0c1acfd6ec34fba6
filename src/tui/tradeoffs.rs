//! The state of the trade-off screen: which question, which figure, which point, and the
//! sums so far. Knows nothing of drawing or threads.

use std::sync::Arc;
use std::time::Duration;

use super::adviser::Adviser;
use super::own::OwnQuestion;
use crate::sim::Scenario;
use crate::sweep::{Exemplar, FIGURES, Grid, QUESTIONS, Question, Table, Tally, exemplar};

/// How many trials there may be: each rung four times the one before.
const RUNGS: [u64; 5] = [1, 4, 16, 64, 256];

/// What can be asked here.
#[derive(Clone, Copy, Debug)]
pub enum Row {
    /// A knob of the sandbox's own scenario.
    Own,
    /// A question that stands ready, on a scenario of its own.
    Ready(&'static Question),
    /// Which TTL is needed.
    Adviser,
}

impl Row {
    /// How many there are.
    pub const COUNT: usize = QUESTIONS.len() + 2;

    /// The row at a place, from top to bottom.
    #[must_use]
    pub fn at(place: usize) -> Self {
        match place.checked_sub(1) {
            None => Self::Own,
            Some(ready) => QUESTIONS.get(ready).map_or(Self::Adviser, Self::Ready),
        }
    }

    /// A few words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Own => "your own question",
            Self::Ready(question) => question.label,
            Self::Adviser => "what TTL do I need?",
        }
    }
}

/// The trade-off screen.
#[derive(Clone, Debug)]
pub struct TradeOffs {
    /// The row chosen.
    pub selected: usize,
    /// The figure on the chart, by its place among the question's.
    pub figure: usize,
    /// The point chosen.
    pub point: usize,
    /// How many times the question's own trials.
    rung: usize,
    /// The sums so far.
    pub table: Option<Table>,
    /// How long the sweep has taken.
    pub took: Duration,
    /// Whether it is still under way.
    pub running: bool,
    /// The engineer's own question.
    pub own: OwnQuestion,
    /// What the adviser is asked.
    pub adviser: Adviser,
}

impl Default for TradeOffs {
    /// Opens on the first question that stands ready.
    fn default() -> Self {
        Self {
            selected: 1,
            figure: 0,
            point: 0,
            rung: 0,
            table: None,
            took: Duration::ZERO,
            running: false,
            own: OwnQuestion::default(),
            adviser: Adviser::default(),
        }
    }
}

/// One run that is worth looking at, and what it is an example of.
#[derive(Clone, Debug)]
pub struct Example {
    /// The run.
    pub scenario: Scenario,
    /// The lane it is chosen by.
    pub lane: usize,
    /// The figure it is chosen by.
    pub figure: usize,
}

impl TradeOffs {
    /// What is asked.
    #[must_use]
    pub fn row(&self) -> Row {
        Row::at(self.selected)
    }

    /// Takes over where it was opened from: whose client, which lanes, which weather. A
    /// sandbox that somebody has changed asks a question of its own.
    pub fn come_from(&mut self, scenario: &Scenario, lane: usize) {
        if !self.own.is_of(scenario) && *scenario != Scenario::laboratory() {
            self.selected = 0;
        }
        self.own.ask_of(scenario);
        self.adviser.client = self.own.client(lane);
        self.adviser.rung = 0;
    }

    /// Asks another question; what was known of the last is dropped.
    pub fn choose(&mut self, selected: usize) {
        self.selected = selected;
        (self.figure, self.point) = (0, 0);
        self.restart();
    }

    /// Begins anew with nothing known.
    pub fn restart(&mut self) {
        let times = RUNGS[self.rung.min(RUNGS.len() - 1)];
        let grid = match self.row() {
            Row::Own => self.own.grid(times),
            Row::Ready(question) => question.grid(question.trials * times),
            Row::Adviser => None,
        };
        let points = grid.as_ref().map_or(0, |grid| grid.points.len());
        self.point = self.point.min(points.saturating_sub(1));
        self.table = grid.map(|grid| Table::new(Arc::new(grid), Vec::new()));
        self.took = Duration::ZERO;
        self.running = self.table.is_some();
    }

    /// Shows nothing, and waits for nothing.
    pub fn stop(&mut self) {
        (self.table, self.running) = (None, false);
    }

    /// The grid that is to be played, where there is one.
    #[must_use]
    pub fn grid(&self) -> Option<&Arc<Grid>> {
        self.table.as_ref().map(|table| &table.grid)
    }

    /// Plays more trials, or fewer. Returns whether that changes anything.
    pub fn more(&mut self, fewer: bool) -> bool {
        let next = if fewer { self.rung.saturating_sub(1) } else { (self.rung + 1).min(RUNGS.len() - 1) };
        let is_new = next != self.rung && self.table.is_some();
        self.rung = next;
        if is_new {
            self.restart();
        }
        is_new
    }

    /// Takes the sums of the sweep under way; those of another are dropped.
    pub fn news(&mut self, grid: &Arc<Grid>, sums: Vec<Vec<Tally>>, took: Duration, over: bool) {
        if let Some(table) = self.table.as_mut().filter(|table| Arc::ptr_eq(&table.grid, grid)) {
            table.sums = sums;
            (self.took, self.running) = (took, !over);
        }
    }

    /// The figures that answer what is asked, by their rows in the table of figures: an
    /// own question asks of all.
    #[must_use]
    pub fn figures(&self) -> Vec<usize> {
        match self.row() {
            Row::Own => (0..FIGURES.len()).collect(),
            Row::Ready(question) => question.figures(),
            Row::Adviser => Vec::new(),
        }
    }

    /// The figure on the chart, by its row in the table of figures.
    #[must_use]
    pub fn charted(&self) -> usize {
        let figures = self.figures();
        figures.get(self.figure).or_else(|| figures.first()).copied().unwrap_or(0).min(FIGURES.len() - 1)
    }

    /// Charts the next figure.
    pub fn turn_figure(&mut self) {
        self.figure = (self.figure + 1) % self.figures().len().max(1);
    }

    /// Chooses the point to the right, or to the left.
    pub fn turn_point(&mut self, back: bool) {
        let points = self.grid().map_or(1, |grid| grid.points.len().max(1));
        self.point = (self.point + if back { points - 1 } else { 1 }) % points;
    }

    /// One run of the point chosen, by the figure on the chart, in the lane that has most
    /// of it.
    #[must_use]
    pub fn example(&self, which: Exemplar) -> Option<Example> {
        let (table, figure) = (self.table.as_ref()?, self.charted());
        let point = table.grid.points.get(self.point)?;
        let mean = |lane: usize| table.estimate(self.point, lane, figure).map_or(0.0, |found| found.mean);
        let lanes = 0..point.settings.len();
        let lane = lanes.reduce(|best, lane| if mean(lane) > mean(best) { lane } else { best })?;
        Some(Example { scenario: exemplar(point, (lane, figure), table.grid.trials, which), lane, figure })
    }
}
