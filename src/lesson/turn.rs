//! A turn: the learner turns one dial, and the story answers in the same frame.

use super::dial::{Dial, Free};
use super::prose::Prose;
use crate::sim::expr::{Expr, Moment};
use crate::sim::{Experiment, Scenario};

/// One dial to turn, and what must then be true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// What to do, in words.
    pub say: Prose,
    /// What to turn.
    pub dial: Dial,
    /// What to turn it to, as its value is written.
    pub to: String,
    /// Everything that may be turned meanwhile.
    pub free: Vec<Free>,
    /// What is true once it is turned, and was not all true before.
    pub expect: Vec<Expr>,
    /// What to make of it, once it is done.
    pub debrief: Option<Prose>,
}

impl Turn {
    /// The scenario with the dial turned.
    #[must_use]
    pub fn turned(&self, scenario: &Scenario) -> Scenario {
        let mut turned = scenario.clone();
        // The value was read when the lesson was loaded; a scenario without the lane stays as it is.
        let _ = self.dial.set(&mut turned, &self.to);
        turned
    }

    /// Whether the learner has turned it, and everything expected is so.
    #[must_use]
    pub fn is_done(&self, experiment: &Experiment) -> bool {
        let end = Moment::end(experiment);
        self.dial.value(&experiment.scenario) == self.to && self.expect.iter().all(|expr| expr.holds(&end))
    }
}
