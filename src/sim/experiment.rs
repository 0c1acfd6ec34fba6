//! An experiment: one workload and one weather, several lanes, and the instants at which
//! anything happens. Knows nothing of the cursor.

use std::collections::BTreeSet;

use super::engine::simulate;
use super::event::{Arrival, Entry, Event};
use super::fault::FaultPlan;
use super::nemesis::Weather;
use super::scenario::{Scenario, Setting};
use super::site::Site;
use super::time::Ms;
use super::trace::Trace;
use super::verdict::Property;
use super::world::World;

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
        self.scenario.meant().iter().map(|intent| intent.amount).sum()
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
            let effects =
                |side: usize, intent: &u32| worlds[side].ledger.effects_of(left.setting.means(*intent));
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
            | Event::Reset { .. }
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
        Event::Attempted { .. } | Event::TimedOut { .. } | Event::Reset { .. } => 0,
        Event::Arrived(Arrival::Reply { heard: true, status, .. }) => status.code(),
        Event::Told { outcome } => outcome as u16,
        _ => return None,
    };
    let site = Site { copy: false, ..entry.site };
    Some((site, entry.event.word(), told))
}
