//! The figures: what a sweep reads off its trials. One row each; tables, charts, JSON and
//! CSV read the rows.

use super::trial::Outcome;

/// What a sum over trials is divided by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Per {
    /// By the trials: so much a run.
    Run,
    /// By the trials and the intents of each.
    Intent,
    /// By the trials and the length of the census window; without one there is no figure.
    Window,
    /// By nothing: the most there ever was.
    Most,
}

/// How a figure is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Dollars.
    Money,
    /// A share from 0 to 1.
    Share,
    /// So many.
    Count,
    /// Milliseconds.
    Span,
}

/// One figure.
#[derive(Debug)]
pub struct Figure {
    /// The id in JSON and CSV.
    pub id: &'static str,
    /// A few words for tables and charts.
    pub label: &'static str,
    /// One line of what it says.
    pub gloss: &'static str,
    /// What it is divided by.
    pub per: Per,
    /// How it is written.
    pub unit: Unit,
    /// Reads it off one run.
    pub of: fn(&Outcome) -> u64,
}

impl Figure {
    /// Its id without what says mean or share: `balance`, `double`.
    #[must_use]
    pub fn short(&self) -> &'static str {
        self.id.strip_prefix("mean_").or_else(|| self.id.strip_prefix("p_")).unwrap_or(self.id)
    }

    /// The id of the half-width of its 95 % interval; none for a maximum.
    #[must_use]
    pub fn interval_id(&self) -> Option<String> {
        (self.per != Per::Most).then(|| format!("ci95_{}", self.short()))
    }

    /// The row with this id, with or without what says mean or share.
    #[must_use]
    pub fn find(id: &str) -> Option<usize> {
        FIGURES.iter().position(|figure| figure.id == id || figure.short() == id)
    }
}

const fn figure(
    id: &'static str,
    label: &'static str,
    gloss: &'static str,
    per: Per,
    unit: Unit,
    of: fn(&Outcome) -> u64,
) -> Figure {
    Figure { id, label, gloss, per, unit, of }
}

/// Every figure.
pub static FIGURES: [Figure; 15] = [
    figure("mean_balance", "balance", "what was charged in a run", Per::Run, Unit::Money, |o| o.balance),
    figure(
        "mean_effects",
        "charges",
        "charges that really happened, an intent",
        Per::Intent,
        Unit::Count,
        |o| o.effects,
    ),
    figure("p_double", "doubles", "intents charged twice or more", Per::Intent, Unit::Share, |o| o.doubles),
    figure("p_lost", "losses", "intents told success though never charged", Per::Intent, Unit::Share, |o| {
        o.lost
    }),
    figure(
        "p_unknown",
        "unknown",
        "intents told unknown: the client gave up",
        Per::Intent,
        Unit::Share,
        |o| o.unknown,
    ),
    figure(
        "p_unknown_but_done",
        "unknown, done",
        "intents told unknown though charged",
        Per::Intent,
        Unit::Share,
        |o| o.unknown_but_done,
    ),
    figure("mean_attempts", "tries", "tries an intent: the load factor", Per::Intent, Unit::Count, |o| {
        o.attempts
    }),
    figure(
        "mean_arrivals",
        "arrivals",
        "requests that reached a running server, an intent",
        Per::Intent,
        Unit::Count,
        |o| o.arrivals,
    ),
    figure("mean_wait_ms", "wait", "from intent to answer, an intent", Per::Intent, Unit::Span, |o| o.wait),
    figure("keys_mean", "keys", "keys stored on average, once keys expire", Per::Window, Unit::Count, |o| {
        o.stored
    }),
    figure(
        "keys_peak",
        "keys, peak",
        "the most keys stored at one instant of any run",
        Per::Most,
        Unit::Count,
        |o| o.peak,
    ),
    figure(
        "mean_busiest_tenth",
        "busiest moment",
        "retries in the busiest tenth of a second of a run",
        Per::Run,
        Unit::Count,
        |o| o.busiest_tenth,
    ),
    figure(
        "p_any_double",
        "runs with a double",
        "runs in which any intent was charged twice",
        Per::Run,
        Unit::Share,
        |o| u64::from(o.doubles > 0),
    ),
    figure(
        "p_any_lost",
        "runs with a loss",
        "runs in which any intent was told success though never charged",
        Per::Run,
        Unit::Share,
        |o| u64::from(o.lost > 0),
    ),
    figure("mean_over", "overcharge", "charged beyond what was meant, a run", Per::Run, Unit::Money, |o| {
        o.balance.saturating_sub(o.meant)
    }),
];
