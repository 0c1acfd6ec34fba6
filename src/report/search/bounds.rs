//! How far a search went, in words and as JSON: the faults, the attempts, every span, and
//! every other knob that bears on it.

use serde::Serialize;

use crate::explore::{Bounds, Exploration};
use crate::report::values::{Cell, Values};
use crate::sim::fault::FAULTS;
use crate::sim::knob::{Group, Jitter, KeyPolicy, Kind};
use crate::sim::{FaultPlan, KNOBS, Knob, Knobs, Setting, Value};

/// `15 plans with at most 1 fault, 4 attempts, these latencies: ..`
#[must_use]
pub fn within(search: &Exploration) -> String {
    let plans = counted(search.tally().plans, "plan");
    let bounds = with(search.setting(), search.bounds());
    if search.is_exhausted() {
        format!("{plans} {bounds}")
    } else {
        format!("the first {plans}, shortest first, of those {bounds}; the rest was not run")
    }
}

/// `with at most 1 fault, 4 attempts, these latencies: ..`
#[must_use]
pub fn with(setting: &Setting, bounds: Bounds) -> String {
    let faults = faults(bounds);
    let attempts = match setting.knobs.attempts {
        Some(most) => counted(u64::from(most), "attempt"),
        None => "unlimited attempts".to_owned(),
    };
    let spans = bearing(setting).filter(|knob| is_span(knob));
    let spans: Vec<String> =
        spans.map(|knob| format!("{}={}", knob.id, (knob.get)(&setting.knobs))).collect();
    format!("with {faults}, {attempts}, these latencies: {}", spans.join(" "))
}

/// How many faults strike at most, and of which kinds: `at most 1 fault (lose, delay)`.
#[must_use]
pub fn faults(bounds: Bounds) -> String {
    let kinds: Vec<&str> = bounds.kinds.rows().map(|row| row.word).collect();
    match bounds.faults {
        0 => "no fault".to_owned(),
        most => format!("at most {} ({})", counted(most as u64, "fault"), kinds.join(", ")),
    }
}

/// What else bounds it: where each fault may strike, and the knobs that are no spans.
#[must_use]
pub fn others(setting: &Setting) -> String {
    let at = |gap| {
        let rows = FAULTS.iter().filter(|row| row.searched && row.gap == gap).map(|row| row.word);
        rows.collect::<Vec<_>>().join(", ")
    };
    let others = bearing(setting).filter(|knob| !is_span(knob) && knob.id != "attempts");
    let others: Vec<String> =
        others.map(|knob| format!("{}={}", knob.id, (knob.get)(&setting.knobs))).collect();
    format!("messages: {}; gaps: {}; knobs: {}", at(false), at(true), others.join(" "))
}

/// What is said where nothing has to strike.
pub const UNSTRUCK: &str = "no fault at all";

/// What strikes in a plan, in words.
#[must_use]
pub fn by(plan: &FaultPlan, setting: &Setting) -> String {
    if plan.is_empty() { UNSTRUCK.to_owned() } else { plan.show(setting.intents()) }
}

/// The knobs that bear on a search, are told by none of its other bounds, and are off
/// their defaults.
#[must_use]
pub fn turned(setting: &Setting) -> Vec<String> {
    let bare = Knobs::default();
    let others = bearing(setting).filter(|knob| !is_span(knob) && knob.id != "attempts");
    let off = others.filter(|knob| (knob.get)(&setting.knobs) != (knob.get)(&bare));
    off.map(|knob| format!("{}={}", knob.id, (knob.get)(&setting.knobs))).collect()
}

/// So many of them, in words.
#[must_use]
pub fn counted(count: u64, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// The knobs that bear on a search: chance is off, and the plans are its own.
fn bearing(setting: &Setting) -> impl Iterator<Item = &'static Knob> + use<> {
    let jitter = setting.knobs.jitter != Jitter::None;
    let short = setting.knobs.key == KeyPolicy::Short;
    KNOBS.iter().filter(move |knob| match knob.group {
        _ if knob.id == "key-bits" => short,
        Group::Plan => false,
        Group::Weather => is_span(knob) || (knob.id == "seed" && jitter),
        _ => true,
    })
}

const fn is_span(knob: &Knob) -> bool {
    matches!(knob.kind, Kind::Span { .. })
}

/// The bounds as an object: faults, attempts and kinds, then every other knob that bears.
#[derive(Debug, Serialize)]
pub struct BoundsRow {
    faults: usize,
    attempts: Cell,
    kinds: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    limit: Option<u64>,
    #[serde(flatten)]
    knobs: Values,
}

impl BoundsRow {
    /// The bounds of a search of this setting.
    #[must_use]
    pub fn new(setting: &Setting, bounds: Bounds) -> Self {
        let value = |knob: &Knob| (knob.get)(&setting.knobs);
        let others = bearing(setting).filter(|knob| knob.id != "attempts");
        Self {
            faults: bounds.faults,
            attempts: Cell(setting.knobs.attempts.map_or(Value::Unlimited, |n| Value::Count(u64::from(n)))),
            kinds: bounds.kinds.rows().map(|row| row.word).collect(),
            limit: bounds.limit,
            knobs: Values(others.map(|knob| (knob.id, value(knob))).collect()),
        }
    }
}
