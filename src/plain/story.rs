//! The story so far, in numbered lines: each event once, told again only when it changed.

use crate::sim::time::{Ms, show_instant};
use crate::sim::{Scenario, Trace};
use crate::tui::lab::Lab;
use crate::tui::narrate::sentence;

/// What was told of which story.
#[derive(Debug, Default)]
pub(super) struct Story {
    of: Option<Scenario>,
    lines: Vec<String>,
}

impl Story {
    /// Tells it from the start next time.
    pub(super) fn forget(&mut self) {
        *self = Self::default();
    }

    /// What is new up to an instant; all of it, where the story is another than before.
    pub(super) fn told(&mut self, lab: &Lab, upto: Ms) -> Vec<String> {
        let all = events(&lab.traces(), upto);
        let same = self.of.as_ref() == Some(lab.scenario());
        let known = if same && all.starts_with(&self.lines) { self.lines.len() } else { 0 };
        if same && self.lines.starts_with(&all) && !all.is_empty() {
            // Time went back: nothing new is to be told.
            return Vec::new();
        }
        let names: Vec<&str> = lab.traces().iter().map(|trace| trace.setting.lane.as_str()).collect();
        let mut lines = Vec::new();
        if known == 0 && !all.is_empty() {
            lines.push(format!("The story, in {}:", names.join(" and ")));
        } else if known < all.len() {
            lines.push("The story goes on:".to_owned());
        }
        let new = all.iter().enumerate().skip(known);
        lines.extend(new.map(|(index, line)| format!("{:>3}. {line}", index + 1)));
        (self.of, self.lines) = (Some(lab.scenario().clone()), all);
        lines
    }
}

/// Every event up to an instant, in order; what two lanes share at one instant is one.
fn events(traces: &[&Trace], upto: Ms) -> Vec<String> {
    let mut beats: Vec<Ms> =
        traces.iter().flat_map(|trace| trace.entries.iter().map(|entry| entry.at)).collect();
    beats.sort_unstable();
    beats.dedup();
    let mut lines = Vec::new();
    for at in beats.into_iter().take_while(|at| *at <= upto) {
        let said = |trace: &&Trace| -> Vec<String> {
            trace.entries[trace.instant(at)].iter().map(|entry| sentence(trace, entry)).collect()
        };
        let instant = show_instant(at);
        match traces {
            [one] => lines.extend(said(one).iter().map(|event| format!("{instant}  {event}"))),
            [left, right, ..] => {
                let names = [left.setting.lane.as_str(), right.setting.lane.as_str()];
                let merged = merge(&said(left), said(right), names);
                lines.extend(merged.into_iter().map(|event| format!("{instant}  {event}")));
            }
            [] => {}
        }
    }
    lines
}

/// Two lanes' events of one instant, each in its own order.
fn merge(left: &[String], right: Vec<String>, names: [&str; 2]) -> Vec<String> {
    let mut lines = Vec::new();
    let mut waiting = right.into_iter().collect::<std::collections::VecDeque<_>>();
    for event in left {
        let Some(twin) = waiting.iter().position(|other| other == event) else {
            lines.push(format!("{}: {event}", names[0]));
            continue;
        };
        lines.extend(waiting.drain(..twin).map(|other| format!("{}: {other}", names[1])));
        waiting.pop_front();
        lines.push(format!("both: {event}"));
    }
    lines.extend(waiting.into_iter().map(|other| format!("{}: {other}", names[1])));
    lines
}
