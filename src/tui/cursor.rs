//! The cursor: which moment of the story is on screen.
//!
//! A number pair, (instant, entries within it). It knows nothing of drawing; moving it
//! re-runs nothing.

use crate::sim::time::Ms;
use crate::sim::{Experiment, Trace};

/// A moment: all of an instant, or the first few entries of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cursor {
    /// The instant.
    pub at: Ms,
    /// How many entries of the instant are in the past; all, without one.
    pub sub: Option<usize>,
}

impl Cursor {
    /// The end of an instant.
    #[must_use]
    pub const fn at(at: Ms) -> Self {
        Self { at, sub: None }
    }

    /// How many entries of a story are in the past.
    #[must_use]
    pub fn entries(self, trace: &Trace) -> usize {
        let instant = trace.instant(self.at);
        match self.sub {
            Some(sub) => instant.end.min(instant.start + sub),
            None => instant.end,
        }
    }

    /// The index of this instant among the beats: the last beat not after it.
    #[must_use]
    pub fn beat(self, beats: &[Ms]) -> usize {
        beats.partition_point(|beat| *beat <= self.at).saturating_sub(1)
    }

    /// The next beat, or the last.
    #[must_use]
    pub fn next_beat(self, beats: &[Ms]) -> Self {
        let next = beats.get(beats.partition_point(|beat| *beat <= self.at));
        next.map_or(Self::end(beats), |at| Self::at(*at))
    }

    /// The beat before, or the first.
    #[must_use]
    pub fn previous_beat(self, beats: &[Ms]) -> Self {
        let before = beats.partition_point(|beat| *beat < self.at);
        Self::at(before.checked_sub(1).and_then(|index| beats.get(index)).copied().unwrap_or(self.at))
    }

    /// The first beat.
    #[must_use]
    pub fn start(beats: &[Ms]) -> Self {
        Self::at(beats.first().copied().unwrap_or(0))
    }

    /// The last beat.
    #[must_use]
    pub fn end(beats: &[Ms]) -> Self {
        Self::at(beats.last().copied().unwrap_or(0))
    }

    /// The next entry of any lane: within the instant first, then the next beat's first.
    #[must_use]
    pub fn next_entry(self, experiment: &Experiment, lanes: &[usize]) -> Self {
        let most = most_entries(experiment, lanes, self.at);
        match self.sub {
            Some(sub) if sub + 1 < most => Self { sub: Some(sub + 1), ..self },
            Some(_) => Self::at(self.at),
            None => {
                let next = self.next_beat(&experiment.beats);
                if next.at == self.at { self } else { next.first_entry(experiment, lanes) }
            }
        }
    }

    /// The entry before: within the instant first, then the whole beat before.
    #[must_use]
    pub fn previous_entry(self, experiment: &Experiment, lanes: &[usize]) -> Self {
        let most = most_entries(experiment, lanes, self.at);
        match self.sub.unwrap_or(most) {
            0 | 1 => {
                let before = self.previous_beat(&experiment.beats);
                if before.at == self.at { Self { sub: Some(1), ..self }.whole(most) } else { before }
            }
            sub => Self { sub: Some(sub - 1), ..self },
        }
    }

    /// The first entry of this instant.
    #[must_use]
    pub fn first_entry(self, experiment: &Experiment, lanes: &[usize]) -> Self {
        Self { sub: Some(1), ..self }.whole(most_entries(experiment, lanes, self.at))
    }

    /// The same moment, written as the whole instant when it is all of it.
    const fn whole(self, most: usize) -> Self {
        match self.sub {
            Some(sub) if sub >= most => Self::at(self.at),
            _ => self,
        }
    }
}

fn most_entries(experiment: &Experiment, lanes: &[usize], at: Ms) -> usize {
    let lanes = lanes.iter().filter_map(|lane| experiment.traces.get(*lane));
    lanes.map(|trace| trace.instant(at).len()).max().unwrap_or(0)
}
