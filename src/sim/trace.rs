//! A trace: one lane's finished story.
//!
//! Time travel is folding fewer entries; nothing here is cached.

use std::collections::BTreeSet;

use super::client::key_for;
use super::event::{Entry, Event};
use super::fault::{Fault, FaultPlan};
use super::id::Key;
use super::nemesis::Recorder;
use super::scenario::Setting;
use super::site::Site;
use super::time::Ms;
use super::verdict::Verdict;
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

    /// The key worked under at a site: the one its try was sent with, or the one a job was
    /// woken for, which is that of the handler it works for.
    #[must_use]
    pub fn key_at(&self, site: Site) -> Option<Key> {
        if site.run_number().is_none() {
            return key_for(&self.setting, site.intent, site.attempt);
        }
        self.entries.iter().find_map(|entry| match entry.event {
            Event::Woke { key, .. } if entry.site.handler() == site.handler() => key,
            _ => None,
        })
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
