//! A trace: one lane's finished story. An experiment: one workload and one weather,
//! several lanes, and the instants at which anything happens.
//!
//! Time travel is folding fewer entries; nothing here is cached.

use std::collections::BTreeSet;

use super::engine::simulate;
use super::event::{Arrival, Entry, Event};
use super::fault::{Fault, FaultPlan};
use super::nemesis::{Recorder, Weather};
use super::scenario::{Scenario, Setting};
use super::site::Site;
use super::time::Ms;
use super::verdict::{Property, Verdict};
use super::world::World;

/// One lane's story from the first entry to the last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    /// What it was made from.
    pub setting: Setting,
    /// What happened, in order.
    pub entries: Vec<Entry>,
    /// Which promises were kept.
    pub verdict: Verdict,
    /// Exactly the faults that struck; replayed alone they give this trace again.
    pub struck: FaultPlan,
    /// Every site at which the nemesis was asked.
    pub asked: BTreeSet<Site>,
    /// Whether the story was cut short (see [`super::engine::Engine::run`]).
    pub cut: bool,
}

impl Trace {
    /// A finished story.
    #[must_use]
    pub fn new<N>(
        setting: Setting,
        entries: Vec<Entry>,
        verdict: Verdict,
        recorder: Recorder<N>,
        cut: bool,
    ) -> Self {
        let asked = recorder.asked.into_iter().collect();
        Self { setting, entries, verdict, struck: recorder.struck, asked, cut }
    }

    /// The world after the first `entries` entries.
    #[must_use]
    pub fn world_at(&self, entries: usize) -> World {
        World::fold(&self.setting, &self.entries[..entries.min(self.entries.len())])
    }

    /// The world at the end.
    #[must_use]
    pub fn end(&self) -> World {
        self.world_at(self.entries.len())
    }

    /// How many entries happened by the end of an instant.
    #[must_use]
    pub fn entries_by(&self, at: Ms) -> usize {
        self.entries.partition_point(|entry| entry.at <= at)
    }

    /// The entries of one instant, as indices.
    #[must_use]
    pub fn instant(&self, at: Ms) -> std::ops::Range<usize> {
        self.entries.partition_point(|entry| entry.at < at)..self.entries_by(at)
    }

    /// The planned faults this story never met.
    #[must_use]
    pub fn unstruck(&self, plan: &FaultPlan) -> Vec<(Site, Fault)> {
        plan.iter().filter(|(site, _)| !self.asked.contains(site)).collect()
    }

    /// How often the server process died.
    #[must_use]
    pub fn crashes(&self) -> usize {
        self.entries.iter().filter(|entry| matches!(entry.event, Event::Crashed { .. })).count()
    }

    /// The first entry that differs from another story of the same lane; none when one is
    /// the other.
    #[must_use]
    pub fn first_divergence(&self, other: &Self) -> Option<usize> {
        let shorter = self.entries.len().min(other.entries.len());
        let unequal = (0..shorter).find(|index| self.entries[*index] != other.entries[*index]);
        unequal.or_else(|| (self.entries.len() != other.entries.len()).then_some(shorter))
    }
}

/// One workload under one weather, in several lanes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Experiment {
    /// What it was made from.
    pub scenario: Scenario,
    /// The plan its weather followed.
    pub plan: FaultPlan,
    /// One story a lane.
    pub traces: Vec<Trace>,
    /// Every instant at which any lane has an entry, ascending.
    pub beats: Vec<Ms>,
}

impl Experiment {
    /// Runs every lane of a scenario under its weather.
    #[must_use]
    pub fn run(scenario: &Scenario) -> Self {
        let plan = scenario.weather_plan();
        let settings = scenario.settings();
        let story = |setting: &Setting| simulate(setting, Weather::new(&setting.knobs, &plan));
        let traces: Vec<Trace> = settings.iter().map(story).collect();
        let instants = traces.iter().flat_map(|trace| trace.entries.iter().map(|entry| entry.at));
        let mut beats: Vec<Ms> = instants.collect();
        beats.sort_unstable();
        beats.dedup();
        Self { scenario: scenario.clone(), plan, traces, beats }
    }

    /// The story of the lane with this name.
    #[must_use]
    pub fn lane(&self, name: &str) -> Option<&Trace> {
        self.traces.iter().find(|trace| trace.setting.lane == name)
    }

    /// What all customers meant together.
    #[must_use]
    pub fn meant(&self) -> u64 {
        let first = self.traces.first();
        first.map_or(0, |trace| trace.setting.intents().iter().map(|intent| intent.amount).sum())
    }

    /// The first instant at which two lanes part: what is durable, or what the client
    /// did, heard or told, differs. None while their clients live the same story.
    #[must_use]
    pub fn parting(&self, left: usize, right: usize) -> Option<Ms> {
        let (left, right) = (self.traces.get(left)?, self.traces.get(right)?);
        let mut worlds = [World::new(&left.setting), World::new(&right.setting)];
        for &at in &self.beats {
            let mut told = [Vec::new(), Vec::new()];
            let mut touched = BTreeSet::new();
            for (side, trace) in [left, right].into_iter().enumerate() {
                for entry in &trace.entries[trace.instant(at)] {
                    worlds[side].apply(&trace.setting, entry);
                    touched.insert(entry.site.intent);
                    told[side].extend(client_story(entry));
                }
            }
            let effects = |side: usize, intent: &u32| worlds[side].ledger.effects_of(*intent);
            if told[0] != told[1] || touched.iter().any(|i| effects(0, i) != effects(1, i)) {
                return Some(at);
            }
        }
        None
    }

    /// The instants worth jumping to: a message lost, a timeout, a crash or pause, the
    /// lanes' parting, a property broken, the customer told.
    #[must_use]
    pub fn turning_points(&self) -> Vec<Ms> {
        let mut points = BTreeSet::new();
        for trace in &self.traces {
            for entry in &trace.entries {
                if is_turning(&entry.event) {
                    points.insert(entry.at);
                }
            }
            let broken = trace.verdict.broken();
            points.extend(broken.into_iter().filter_map(|(_, n)| Some(trace.entries.get(n as usize)?.at)));
        }
        points.extend(self.parting(0, 1));
        points.into_iter().collect()
    }

    /// The instant at which a property first breaks in a lane.
    #[must_use]
    pub fn breaks_at(&self, lane: usize, property: Property) -> Option<Ms> {
        let trace = self.traces.get(lane)?;
        let entry = trace.verdict.broken_at(property)?;
        trace.entries.get(entry as usize).map(|entry| entry.at)
    }
}

/// Events at which a story turns.
#[must_use]
pub const fn is_turning(event: &Event) -> bool {
    matches!(
        event,
        Event::Lost { .. }
            | Event::TimedOut { .. }
            | Event::Crashed { .. }
            | Event::Paused { .. }
            | Event::Duplicated { .. }
            | Event::Delayed { .. }
            | Event::Told { .. }
    )
}

/// What of an entry the client lives through, without what it cannot tell apart.
fn client_story(entry: &Entry) -> Option<(Site, &'static str, u16)> {
    let told = match entry.event {
        Event::Attempted { .. } | Event::TimedOut { .. } => 0,
        Event::Arrived(Arrival::Reply { heard: true, status, .. }) => status.code(),
        Event::Told { outcome } => outcome as u16,
        _ => return None,
    };
    let site = Site { copy: false, ..entry.site };
    Some((site, entry.event.word(), told))
}
