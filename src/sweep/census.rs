//! The census: how many unexpired keys a lane stores, over its whole story.
//!
//! Expiry is no event of the model, so the census keeps each record's life as a span and
//! counts when the story is over.

use crate::sim::client::key_under;
use crate::sim::id::{HandlerId, Key, RecordId};
use crate::sim::knob::{Keep, Knobs};
use crate::sim::roster::Roster;
use crate::sim::time::Ms;
use crate::sim::{Entry, Event, Setting, Step, World};

/// A record's life, from its insertion to the instant it ends, if it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Life {
    from: Ms,
    until: Option<Ms>,
}

impl Life {
    fn end(self) -> Ms {
        self.until.unwrap_or(Ms::MAX)
    }
}

/// Counts keys while a story is told. Can be used again and again.
#[derive(Debug, Default)]
pub struct Census {
    alive: Roster<RecordId, Life>,
    over: Vec<Life>,
    /// The keys of jobs: those of the handlers they work for, whatever their own sites say.
    jobs: Roster<HandlerId, Option<Key>>,
    edges: Vec<(Ms, bool)>,
    seed: u64,
}

impl Census {
    /// Forgets the story before; the next is told under this seed.
    pub fn clear(&mut self, seed: u64) {
        self.seed = seed;
        self.alive.clear();
        self.over.clear();
        self.jobs.clear();
    }

    /// Sees an entry, with the world after it.
    pub fn watch(&mut self, setting: &Setting, entry: &Entry, world: &World) {
        match entry.event {
            Event::Woke { key, .. } => {
                self.jobs.insert(entry.site.handler(), key);
            }
            Event::Ran { step: Step::Claim { .. } | Step::Record { .. }, .. } | Event::Committed => {
                let (intent, attempt) = (entry.site.intent, entry.site.attempt);
                let sent = || key_under(setting, self.seed, intent, attempt);
                let Some(key) = self.jobs.get(&entry.site.handler()).copied().unwrap_or_else(sent) else {
                    return;
                };
                let id = RecordId::new(&setting.knobs, setting.intent(intent).customer, key);
                // What a transaction has only buffered is not there yet.
                let Some(record) = world.store.get(id) else { return };
                // Counted from creation, its time may be over when the work is done: until
                // then it was in flight, and there.
                let until = record.expires(&setting.knobs).map(|end| end.max(entry.at));
                let from = match self.alive.get(&id) {
                    Some(life) if life.end() > entry.at => life.from,
                    Some(life) => {
                        self.over.push(*life);
                        entry.at
                    }
                    None => entry.at,
                };
                self.alive.insert(id, Life { from, until });
            }
            Event::Expired { record } | Event::Evicted { record } => {
                if let Some(life) = self.alive.remove(&record) {
                    self.close(life, entry.at);
                }
            }
            Event::Crashed { .. } if setting.knobs.store == Keep::Memory => {
                let lives: Vec<Life> = self.alive.values().copied().collect();
                self.alive.clear();
                for life in lives {
                    self.close(life, entry.at);
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, life: Life, now: Ms) {
        self.over.push(Life { until: Some(life.end().min(now)), ..life });
    }

    fn lives(&self) -> impl Iterator<Item = Life> + '_ {
        self.over.iter().chain(self.alive.values()).copied()
    }

    /// Keys times milliseconds within a window: divided by its length, the mean number
    /// stored.
    #[must_use]
    pub fn stored(&self, (from, until): (Ms, Ms)) -> u64 {
        self.lives().map(|life| life.end().min(until).saturating_sub(life.from.max(from))).sum()
    }

    /// The most keys stored at one instant.
    pub fn peak(&mut self) -> u64 {
        if self.over.is_empty() && self.alive.len() <= 1 {
            return u64::from(self.lives().any(|life| life.end() > life.from));
        }
        let mut edges = std::mem::take(&mut self.edges);
        edges.clear();
        for life in self.lives().filter(|life| life.end() > life.from) {
            // At one instant ends come before beginnings: an expired key is gone by then.
            edges.extend([(life.from, true), (life.end(), false)]);
        }
        edges.sort_unstable();
        let (mut now, mut most) = (0_u64, 0);
        for (_, begins) in &edges {
            now = if *begins { now + 1 } else { now.saturating_sub(1) };
            most = most.max(now);
        }
        self.edges = edges;
        most
    }
}

/// The window over which keys are counted: from the first instant at which a key could
/// have expired to the last intent. None where no key expires by then.
#[must_use]
pub fn window(setting: &Setting) -> Option<(Ms, Ms)> {
    let Knobs { ttl, .. } = setting.knobs;
    let last = setting.intents().iter().map(|intent| intent.at).max()?;
    ttl.filter(|ttl| *ttl < last).map(|ttl| (ttl, last))
}
