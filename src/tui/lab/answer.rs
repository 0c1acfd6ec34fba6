//! What a change did, told in two lines: what differs from the story before, and what does not.

use crate::sim::time::show_instant;
use crate::sim::{Entry, Event, Experiment, Fault, Phrase, Site, Trace};

/// What a change did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// What was turned or struck, and what it changed.
    pub changed: String,
    /// What it did not change.
    pub unchanged: String,
}

impl Answer {
    /// What differs between two experiments in the lanes shown.
    #[must_use]
    pub fn new(before: &Experiment, after: &Experiment, shown: &[usize], what: &str) -> Self {
        let (mut changed, mut unchanged) = (Vec::new(), Vec::new());
        let pairs = shown.iter().filter_map(|lane| before.traces.get(*lane).zip(after.traces.get(*lane)));
        for (old, new) in pairs {
            let name = &new.setting.lane;
            match difference(old, new) {
                Some(difference) => changed.push(format!("{name} {difference}")),
                None => unchanged.push(format!("{name} is the same story")),
            }
        }
        if changed.is_empty() {
            changed.push("no event changed".to_owned());
        }
        let idle = idle(after, shown);
        if idle.is_none() {
            unchanged.push(weather(before, after).to_owned());
        }
        let unchanged = match (unchanged.join("; "), idle) {
            (same, None) => format!("Unchanged: {same}."),
            (same, Some(idle)) if same.is_empty() => format!("{idle}."),
            (same, Some(idle)) => format!("Unchanged: {same}. {idle}."),
        };
        Self { changed: format!("{what} {}.", changed.join("; ")), unchanged }
    }
}

/// How a lane's story differs from the one before; none where it is the same.
fn difference(old: &Trace, new: &Trace) -> Option<String> {
    let first = old.first_divergence(new)?;
    let at =
        show_instant(new.entries.get(first).or_else(|| old.entries.get(first)).map_or(0, |entry| entry.at));
    let (was, is) = (old.end().ledger.balance(), new.end().ledger.balance());
    Some(if old.entries.iter().map(keyless).eq(new.entries.iter().map(keyless)) {
        let key = new.setting.skin.say(Phrase::Key);
        format!("is sent another {key}, or none, and ends the same: ${is}")
    } else if was == is {
        format!("differs from {at} on, and still ends at ${is}")
    } else {
        format!("differs from {at} on: ${was} becomes ${is}")
    })
}

/// An entry, whatever key was sent.
fn keyless(entry: &Entry) -> Entry {
    let event = match entry.event {
        Event::Attempted { timeout_at, .. } => Event::Attempted { key: None, timeout_at },
        event => event,
    };
    Entry { event, ..*entry }
}

/// What is left to chance or planned, as far as the change did not touch it.
fn weather(before: &Experiment, after: &Experiment) -> &'static str {
    if before.plan == after.plan && before.scenario.knobs.seed == after.scenario.knobs.seed {
        "what gets lost, and when, is the same"
    } else {
        "all other faults are the same"
    }
}

/// A fault planned in a gap that no recipe shown has, in words.
fn idle(after: &Experiment, shown: &[usize]) -> Option<String> {
    let traces: Vec<&Trace> = shown.iter().filter_map(|lane| after.traces.get(*lane)).collect();
    let has = |trace: &&Trace, gap| trace.setting.recipe.gaps().any(|known| known == gap);
    // The runs of a job have gaps of their own.
    let in_gap = |site: &Site| site.place.is_gap() && site.run_number().is_none();
    let mut planned = after.plan.iter().filter(|(site, fault)| in_gap(site) && *fault != Fault::None);
    let (site, fault) = planned.find(|(site, _)| !traces.iter().any(|trace| has(trace, site.place)))?;
    let recipes: Vec<&str> =
        traces.iter().map(|trace| trace.setting.skin.recipe(&trace.setting.recipe)).collect();
    let has = if recipes.len() > 1 { "have" } else { "has" };
    let (word, gap) = (fault.word(), site.place.word());
    Some(format!("The {word} {gap} cannot strike: {} {has} no such step", recipes.join(" and ")))
}
