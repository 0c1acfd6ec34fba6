//! A goal about every story, not one: whatever few faults strike, no promise breaks.
//!
//! It is judged by the search of `explore`, small enough to answer in the same frame. A
//! server that answers nobody breaks no promise, so it must serve too.

use super::challenge::{Goal, plural};
use crate::explore::{Bounds, Exploration, Kinds};
use crate::sim::{Experiment, Setting};

/// The most plans a search may try while somebody waits for the next frame.
pub const PLANS_MAX: u64 = 2_000;

/// `keyed survives 1 fault (lose)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Survives {
    /// The lane.
    pub lane: String,
    /// The most faults that strike in one story.
    pub faults: usize,
    /// The kinds of faults that strike.
    pub kinds: Kinds,
}

impl Survives {
    /// How far the search goes.
    #[must_use]
    pub const fn bounds(&self) -> Bounds {
        Bounds { kinds: self.kinds, ..Bounds::faults(self.faults) }
    }

    /// Searches every plan within these bounds, until one breaks a promise.
    #[must_use]
    pub fn search(&self, setting: &Setting) -> Exploration {
        let bounds = Bounds { limit: Some(PLANS_MAX), one_break: true, ..self.bounds() };
        Exploration::run(setting.clone(), bounds)
    }

    /// Judges the lane as it stands: its recipe and its knobs. Faults struck by hand play
    /// no part.
    #[must_use]
    pub fn judge(&self, experiment: &Experiment) -> Goal {
        let trace = experiment.traces.iter().find(|trace| trace.setting.lane == self.lane);
        let search = trace.map(|trace| self.search(&trace.setting));
        let met = search.as_ref().is_some_and(is_survived);
        let (value, by) = search.as_ref().map_or_else(Default::default, outcome);
        Goal { wanted: self.to_string(), asked: String::new(), now: value.clone(), value, met, by }
    }
}

fn is_survived(search: &Exploration) -> bool {
    let tally = search.tally();
    search.is_exhausted() && tally.serves && tally.is_clean()
}

/// What a search comes to: a promise that breaks and the shortest plan that breaks it, or
/// how many plans break none.
fn outcome(search: &Exploration) -> (String, Option<String>) {
    let tally = search.tally();
    let plans = || plural(usize::try_from(tally.plans).unwrap_or(usize::MAX), "plan");
    match tally.findings().min_by_key(|finding| finding.entry) {
        Some(finding) if finding.plan.is_empty() => {
            (format!("{} breaks by itself", finding.property.row().id), None)
        }
        Some(finding) => {
            let plan = finding.plan.show(search.setting().intents());
            (format!("{} breaks", finding.property.row().id), Some(plan))
        }
        None if !tally.serves => ("not everybody is served".to_owned(), None),
        None => (format!("no break in {}", plans()), None),
    }
}

impl std::fmt::Display for Survives {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} survives {}", self.lane, plural(self.faults, "fault"))?;
        let words: Vec<&str> = self.kinds.rows().map(|row| row.word).collect();
        write!(f, " ({})", words.join(", "))
    }
}
