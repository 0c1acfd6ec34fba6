//! The state of the trade-off screen: which question, which figure, which point, and the
//! sums so far. Knows nothing of drawing or threads.

use std::sync::Arc;
use std::time::Duration;

use crate::advise::{Advice, Ask, Lateness, advise};
use crate::sim::{Knobs, Scenario};
use crate::sweep::{Exemplar, FIGURES, Grid, QUESTIONS, Question, Table, Tally, exemplar};

/// How many trials there may be: each rung four times the one before.
const RUNGS: [u64; 5] = [1, 4, 16, 64, 256];

/// The rates the adviser is asked at.
const RATES: [u64; 5] = [1, 10, 100, 1_000, 10_000];

/// What the adviser is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Adviser {
    /// Which rate.
    rate: usize,
    /// Whether the usual late requests count.
    pub usual: bool,
    /// Which of its rungs is chosen.
    pub rung: usize,
}

/// The trade-off screen.
#[derive(Clone, Debug, Default)]
pub struct TradeOffs {
    /// The question chosen; one past the last is the adviser.
    pub question: usize,
    /// The figure on the chart, by its place among the question's.
    pub figure: usize,
    /// The point chosen.
    pub point: usize,
    /// How many times the question's own trials.
    pub rung: usize,
    /// The sums so far.
    pub table: Option<Table>,
    /// How long the sweep has taken.
    pub took: Duration,
    /// Whether it is still under way.
    pub running: bool,
    /// What the adviser is asked.
    pub adviser: Adviser,
}

impl TradeOffs {
    /// How many rows there are to choose from: the questions and the adviser.
    pub const ROWS: usize = QUESTIONS.len() + 1;

    /// The question chosen; none at the adviser.
    #[must_use]
    pub fn asked(&self) -> Option<&'static Question> {
        QUESTIONS.get(self.question)
    }

    /// The grid that answers it.
    #[must_use]
    pub fn grid(&self) -> Option<Arc<Grid>> {
        let question = self.asked()?;
        question.grid(question.trials * RUNGS[self.rung.min(RUNGS.len() - 1)]).map(Arc::new)
    }

    /// Chooses another question; what was known of the last is dropped.
    pub fn choose(&mut self, question: usize) {
        let kept = Self { question, rung: self.rung, adviser: self.adviser, ..Self::default() };
        *self = kept;
        self.restart();
    }

    /// Begins anew with nothing known.
    pub fn restart(&mut self) {
        self.table = self.grid().map(|grid| Table::new(grid, Vec::new()));
        self.took = Duration::ZERO;
        self.running = self.table.is_some();
    }

    /// Plays more trials, or fewer. Returns whether that changes anything.
    pub fn more(&mut self, fewer: bool) -> bool {
        let next = if fewer { self.rung.saturating_sub(1) } else { (self.rung + 1).min(RUNGS.len() - 1) };
        let is_new = next != self.rung && self.asked().is_some();
        self.rung = next;
        if is_new {
            self.restart();
        }
        is_new
    }

    /// Takes the sums of the sweep under way.
    pub fn news(&mut self, sums: Vec<Vec<Tally>>, took: Duration, over: bool) {
        let Some(table) = &mut self.table else { return };
        // Sums of another question have another shape.
        if sums.len() == table.grid.points.len() {
            table.sums = sums;
            (self.took, self.running) = (took, !over);
        }
    }

    /// The figure on the chart, by its row in the table of figures.
    #[must_use]
    pub fn charted(&self) -> usize {
        let figures = self.asked().map(Question::figures).unwrap_or_default();
        figures.get(self.figure).or_else(|| figures.first()).copied().unwrap_or(0).min(FIGURES.len() - 1)
    }

    /// The scenario of one trial of the point chosen.
    #[must_use]
    pub fn story(&self, which: Exemplar) -> Option<Scenario> {
        let grid = &self.table.as_ref()?.grid;
        let point = grid.points.get(self.point)?;
        Some(exemplar(point, 0, grid.trials, which))
    }

    /// What the adviser is asked: the default client, at the rate chosen.
    #[must_use]
    pub fn ask(&self) -> Ask {
        let rate = RATES[self.adviser.rate.min(RATES.len() - 1)] * 1_000_000;
        let late = if self.adviser.usual { Lateness::usual() } else { Vec::new() };
        Ask { knobs: Knobs { rate, ..Knobs::default() }, late, skew: 0, row_bytes: 1_000 }
    }

    /// Its answer.
    #[must_use]
    pub fn advice(&self) -> Option<Advice> {
        advise(&self.ask())
    }

    /// Turns the adviser's rate.
    pub fn turn_rate(&mut self, back: bool) {
        let step = if back { RATES.len() - 1 } else { 1 };
        self.adviser.rate = (self.adviser.rate + step) % RATES.len();
    }
}
