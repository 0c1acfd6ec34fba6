//! The ground a stage plays on: a story in the laboratory, or a bench or a chart, where no
//! time passes. Exactly one of them; it knows nothing of what a stage asks.

use super::sweep::Chart;
use crate::tui::desk::Desk;
use crate::tui::verbs::VerbBench;

/// What a stage plays on.
#[derive(Clone, Debug)]
pub enum Ground {
    /// A story, in the laboratory.
    Story,
    /// The verb bench.
    Verbs(VerbBench),
    /// The SQL bench.
    Sql(Box<Desk>),
    /// The chart of a sweep.
    Chart(Chart),
}

impl Ground {
    /// The verb bench, where it plays there.
    #[must_use]
    pub const fn verbs(&self) -> Option<&VerbBench> {
        if let Self::Verbs(bench) = self { Some(bench) } else { None }
    }

    /// The same, to change it.
    pub const fn verbs_mut(&mut self) -> Option<&mut VerbBench> {
        if let Self::Verbs(bench) = self { Some(bench) } else { None }
    }

    /// The SQL bench, where it plays there.
    #[must_use]
    pub fn sql(&self) -> Option<&Desk> {
        if let Self::Sql(desk) = self { Some(desk) } else { None }
    }

    /// The same, to change it.
    pub fn sql_mut(&mut self) -> Option<&mut Desk> {
        if let Self::Sql(desk) = self { Some(desk) } else { None }
    }

    /// The chart, where it plays there.
    #[must_use]
    pub const fn chart(&self) -> Option<&Chart> {
        if let Self::Chart(chart) = self { Some(chart) } else { None }
    }

    /// The same, to change it.
    pub const fn chart_mut(&mut self) -> Option<&mut Chart> {
        if let Self::Chart(chart) = self { Some(chart) } else { None }
    }
}
