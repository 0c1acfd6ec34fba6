//! The ready questions: what people ask of a setting, as a sweep each. One row a question.

use super::axis::Axis;
use super::figure::Figure;
use super::grid::Grid;
use crate::sim::{FaultPlan, Lane, Scenario};

/// A question with the sweep that answers it.
#[derive(Debug)]
pub struct Question {
    /// The id: `idem sweep ID`.
    pub id: &'static str,
    /// A few words.
    pub label: &'static str,
    /// The question in full.
    pub ask: &'static str,
    /// What to look for in the answer.
    pub look: &'static str,
    /// The lanes compared.
    pub lanes: &'static [&'static str],
    /// The knobs off their defaults.
    pub set: &'static [(&'static str, &'static str)],
    /// What strikes for certain.
    pub faults: &'static [(&'static str, &'static str)],
    /// What is varied.
    pub vary: &'static [&'static str],
    /// The figures that answer it, the first on the chart.
    pub figures: &'static [&'static str],
    /// How often each point is played, unless asked otherwise.
    pub trials: u64,
}

/// Every question.
pub static QUESTIONS: [Question; 8] = [
    Question {
        id: "loss",
        label: "loss against overcharge",
        ask: "How much is charged too much when replies are lost?",
        look: "The naive balance climbs with the loss; the keyed one is what was meant, every time.",
        lanes: &["naive", "keyed=one-transaction"],
        set: &[],
        faults: &[],
        vary: &["lose-reply=0:0.9:0.1"],
        figures: &["mean_balance", "p_double", "mean_attempts"],
        trials: 4_000,
    },
    Question {
        id: "ttl",
        label: "TTL against doubles and rows",
        ask: "How long must a key be remembered, and what does that cost in rows?",
        look: "Doubles end where the TTL outlives the last retry (4.391 s here); rows keep growing.",
        lanes: &["keyed=one-transaction"],
        set: &[("intents", "200"), ("rate", "10"), ("lose-reply", "0.5")],
        faults: &[],
        vary: &["ttl=500ms,1s,1500ms,2s,3s,4s,4391ms,5s,8s,12s"],
        figures: &["p_double", "keys_mean", "keys_peak"],
        trials: 100,
    },
    Question {
        id: "timeout",
        label: "timeout against duplicates",
        ask: "How patient should a client be, when one message in ten is two seconds late?",
        look: "An impatient client asks again while its request still works: duplicates, and 409s.",
        lanes: &["naive", "fenced"],
        set: &[("delay", "0.1"), ("work", "50ms")],
        faults: &[],
        vary: &["timeout=205ms,300ms,500ms,1s,2s,2300ms,3s,5s"],
        figures: &["p_double", "mean_attempts", "mean_wait_ms"],
        trials: 2_000,
    },
    Question {
        id: "attempts",
        label: "attempts against unknowns",
        ask: "How often must a client ask before it may stop?",
        look: "Each try more leaves fewer customers in doubt; many of those in doubt were charged.",
        lanes: &["naive", "keyed=one-transaction"],
        set: &[("lose-reply", "0.3"), ("lose-request", "0.2")],
        faults: &[],
        vary: &["attempts=1:8:1"],
        figures: &["p_unknown", "p_unknown_but_done", "mean_effects"],
        trials: 4_000,
    },
    Question {
        id: "jitter",
        label: "back-off and jitter against load",
        ask: "200 clients are cut off at once, for four seconds. How hard do they knock together?",
        look: "Without jitter those that failed together come back together; full jitter spreads them.",
        lanes: &["keyed=one-transaction"],
        set: &[
            ("intents", "200"),
            ("rate", "100000"),
            ("attempts", "8"),
            ("backoff-base", "1s"),
            ("backoff-cap", "8s"),
        ],
        faults: &[("pay/1/after-receive", "crash:4s")],
        vary: &["backoff=none,fixed,exponential", "jitter=none,full,equal,decorrelated"],
        figures: &["mean_busiest_tenth", "mean_attempts", "mean_wait_ms"],
        trials: 50,
    },
    Question {
        id: "lease",
        label: "lease against doubles",
        ask: "How long should a claim hold, when a holder may stall for three seconds?",
        look: "A lease shorter than the stall doubles; longer ones make others wait. A fence ends doubles.",
        lanes: &["lease", "fenced"],
        set: &[("pause-rate", "0.2"), ("attempts", "8")],
        faults: &[],
        vary: &["lease=200ms,500ms,1s,2s,2900ms,3100ms,5s,10s"],
        figures: &["p_double", "mean_wait_ms", "p_unknown"],
        trials: 2_000,
    },
    Question {
        id: "crash",
        label: "crashes against order of steps",
        ask: "Which order of steps survives a server that dies between two of them?",
        look: "Effect first doubles, key first loses, and both as often as the server dies; one transaction does neither.",
        lanes: &["effect-then-key", "key-then-effect", "one-transaction"],
        set: &[("attempts", "unlimited"), ("lose-reply", "0.2")],
        faults: &[],
        vary: &["crash-rate=0:0.3:0.05"],
        figures: &["mean_balance", "p_double", "p_lost"],
        trials: 4_000,
    },
    Question {
        id: "capacity",
        label: "store size against doubles",
        ask: "The store holds so many keys and no more. Which TTL really holds?",
        look: "A key is pushed out after capacity / rate, whatever its TTL: retries that come later act again.",
        lanes: &["keyed=one-transaction"],
        set: &[
            ("intents", "300"),
            ("rate", "100"),
            ("lose-reply", "0.05"),
            ("attempts", "2"),
            ("backoff", "none"),
        ],
        faults: &[],
        vary: &["capacity=20,40,60,80,100,125,150,200"],
        figures: &["p_double", "keys_peak", "mean_balance"],
        trials: 100,
    },
];

impl Question {
    /// The question with this id.
    #[must_use]
    pub fn find(id: &str) -> Option<&'static Self> {
        QUESTIONS.iter().find(|question| question.id == id)
    }

    /// The scenario it asks about. The rows are held to be valid by a test.
    #[must_use]
    pub fn scenario(&self) -> Scenario {
        let lanes = Lane::parse_all(self.lanes.iter().copied()).unwrap_or_default();
        let mut scenario = Scenario { lanes, ..Scenario::default() };
        for (path, value) in self.set {
            let set = scenario.set(path, value);
            debug_assert!(set.is_ok(), "{}: {path}={value}", self.id);
        }
        let intents = scenario.intents();
        for (site, fault) in self.faults {
            if let Ok((site, fault)) = FaultPlan::entry(site, fault, &intents) {
                scenario.plan.set(site, fault);
            }
        }
        scenario
    }

    /// The axes it varies.
    #[must_use]
    pub fn axes(&self) -> Vec<Axis> {
        self.vary.iter().filter_map(|text| Axis::parse(text).ok()).collect()
    }

    /// The grid that answers it, on its own scenario.
    #[must_use]
    pub fn grid(&self, trials: u64) -> Option<Grid> {
        Grid::new(self.scenario(), self.axes(), trials).ok()
    }

    /// Its figures, as rows of the table.
    #[must_use]
    pub fn figures(&self) -> Vec<usize> {
        self.figures.iter().filter_map(|id| Figure::find(id)).collect()
    }
}
