//! The six promises, judged after every entry; broken stays broken.

use std::collections::BTreeMap;

use super::event::{Arrival, Entry, Event, Outcome, Status, Why};
use super::id::Receipt;
use super::id::{HandlerId, Key, RecordId};
use super::scenario::Setting;
use super::store::State;
use super::world::World;

/// A promise a payment service makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Property {
    /// No intent has more than one durable effect.
    Once,
    /// What the customer is told is true.
    Honest,
    /// Two 201s for one intent and key carry one receipt.
    Consistent,
    /// No replay of another customer's reply, or of another body's.
    Isolated,
    /// No replay of another intent's reply.
    Distinct,
    /// No key stays in flight with nobody left to finish it.
    Settles,
}

/// A property's row.
#[derive(Debug)]
pub struct PropertyRow {
    /// Which.
    pub property: Property,
    /// The id in expressions and JSON.
    pub id: &'static str,
    /// The promise in one sentence.
    pub promise: &'static str,
    /// What the learner sees when it breaks.
    pub broken: &'static str,
}

/// Every property.
pub static PROPERTIES: [PropertyRow; 6] = [
    PropertyRow {
        property: Property::Once,
        id: "once",
        promise: "each intent has at most one durable effect",
        broken: "one payment was charged twice",
    },
    PropertyRow {
        property: Property::Honest,
        id: "honest",
        promise: "told success means it happened; told error means it did not and never will",
        broken: "the customer was told something untrue",
    },
    PropertyRow {
        property: Property::Consistent,
        id: "consistent",
        promise: "two successes for one intent and key carry one receipt, while the key is remembered",
        broken: "two successes for one key carry different receipts",
    },
    PropertyRow {
        property: Property::Isolated,
        id: "isolated",
        promise: "no reply crosses customers or bodies",
        broken: "a reply was replayed to another customer, or for another body",
    },
    PropertyRow {
        property: Property::Distinct,
        id: "distinct",
        promise: "no intent is answered with another intent's reply",
        broken: "two different payments were taken for one",
    },
    PropertyRow {
        property: Property::Settles,
        id: "settles",
        promise: "no key stays in flight with nobody left to finish it",
        broken: "a key is stuck in flight for ever: every retry meets 409",
    },
];

impl Property {
    /// Its row.
    #[must_use]
    pub fn row(self) -> &'static PropertyRow {
        &PROPERTIES[self as usize]
    }

    /// The property with this id.
    #[must_use]
    pub fn find(id: &str) -> Option<Self> {
        PROPERTIES.iter().find(|row| row.id == id).map(|row| row.property)
    }
}

/// Which properties broke, and at which entry each did first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Verdict([Option<u32>; PROPERTIES.len()]);

impl Verdict {
    /// The entry at which a property first broke.
    #[must_use]
    pub const fn broken_at(&self, property: Property) -> Option<u32> {
        self.0[property as usize]
    }

    /// Whether a property holds after the first `entries` entries.
    #[must_use]
    pub fn holds(&self, property: Property, entries: usize) -> bool {
        self.broken_at(property).is_none_or(|entry| entry as usize >= entries)
    }

    /// The broken properties with the entries, earliest first.
    #[must_use]
    pub fn broken(&self) -> Vec<(Property, u32)> {
        let broken = PROPERTIES.iter().filter_map(|row| Some((row.property, self.broken_at(row.property)?)));
        let mut broken: Vec<_> = broken.collect();
        broken.sort_by_key(|(property, entry)| (*entry, *property));
        broken
    }

    /// Whether nothing broke.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.0.iter().all(Option::is_none)
    }
}

/// A sent 201: its receipt, and how often its record had been forgotten by then.
type Sent = (Receipt, u32);

/// Whether a customer who asked for this, or for the same once more, was told error.
fn told_error(setting: &Setting, intent: u32, world: &World) -> bool {
    askings(setting, intent).into_iter().any(|asking| told(world, asking) == Some(Outcome::Error))
}

/// Who may have asked for what an intent means: itself, and whoever asks once more.
fn askings(setting: &Setting, intent: u32) -> [u32; 2] {
    let first = setting.means(intent);
    [first, first.saturating_add(u32::try_from(setting.workload.meant).unwrap_or(u32::MAX))]
}

/// What somebody was told; nothing if nobody asks under this number.
fn told(world: &World, asking: u32) -> Option<Outcome> {
    world.clients.get(asking as usize).and_then(|client| client.told)
}

/// Whether what an intent means is still to be sent.
fn owes(setting: &Setting, intent: u32, world: &World) -> bool {
    world.server.owes(intent) || world.server.owes(setting.means(intent))
}

/// Watches a story as it is written and judges it.
#[derive(Clone, Debug, Default)]
pub struct Judge {
    verdict: Verdict,
    /// For each handler: the 201 it sent.
    sent: BTreeMap<HandlerId, Sent>,
    /// For each intent and key: the 201s that arrived.
    arrived: BTreeMap<(u32, Key), Vec<Sent>>,
    /// How often each record expired or was evicted.
    forgotten: BTreeMap<RecordId, u32>,
}

impl Judge {
    /// The verdict so far.
    #[must_use]
    pub const fn verdict(&self) -> Verdict {
        self.verdict
    }

    /// Judges one entry, with the world after it.
    pub fn watch(&mut self, setting: &Setting, entry: &Entry, world: &World) {
        let intent = entry.site.intent;
        match entry.event {
            Event::Ran { .. } | Event::Committed => {
                let effects = world.ledger.effects_of(setting.means(intent));
                let told_error = told_error(setting, intent, world);
                self.check(Property::Once, effects <= 1, world);
                self.check(Property::Honest, !told_error || effects == 0, world);
            }
            Event::Told { outcome } => {
                let effects = world.ledger.effects_of(setting.means(intent));
                let honest = match outcome {
                    Outcome::Success => effects >= 1 || owes(setting, intent, world),
                    Outcome::Error => effects == 0,
                    Outcome::Unknown => true,
                };
                self.check(Property::Honest, honest, world);
            }
            Event::Answered { why: Why::Replay, .. } => self.replay(setting, entry, world),
            Event::Replied { status: Status::Created | Status::Accepted, receipt: Some(receipt), .. } => {
                let forgotten = self.forgotten_of(setting, entry);
                self.sent.insert(entry.site.handler(), (receipt, forgotten));
            }
            Event::Arrived(Arrival::Reply { status: Status::Created | Status::Accepted, .. }) => {
                self.consistent(setting, entry, world);
            }
            Event::Expired { record } | Event::Evicted { record } => {
                *self.forgotten.entry(record).or_default() += 1;
            }
            _ => {}
        }
        if setting.recipe.has_outbox() {
            self.owed(setting, entry, world);
        }
        if matches!(
            entry.event,
            Event::Ran { .. }
                | Event::Committed
                | Event::RolledBack
                | Event::Replied { .. }
                | Event::Answered { .. }
                | Event::Crashed { .. }
        ) {
            self.settles(setting, entry, world);
        }
    }

    /// Told "accepted", a customer relies on what is still to be sent: it may not go away
    /// unsent.
    fn owed(&mut self, setting: &Setting, entry: &Entry, world: &World) {
        let kept = |asking: u32| {
            told(world, asking) != Some(Outcome::Success)
                || world.ledger.effects_of(setting.means(asking)) >= 1
                || owes(setting, asking, world)
        };
        let all = match entry.event {
            Event::Crashed { .. } => (0..).take(world.clients.len()).all(kept),
            _ => askings(setting, entry.site.intent).into_iter().all(kept),
        };
        self.check(Property::Honest, all, world);
    }

    fn check(&mut self, property: Property, holds: bool, world: &World) {
        let slot = &mut self.verdict.0[property as usize];
        if !holds && slot.is_none() {
            *slot = Some(world.entries - 1);
        }
    }

    fn key(setting: &Setting, entry: &Entry) -> Option<Key> {
        super::client::key_for(setting, entry.site.intent, entry.site.attempt)
    }

    fn record_id(setting: &Setting, entry: &Entry) -> Option<RecordId> {
        let customer = setting.intent(entry.site.intent).customer;
        Self::key(setting, entry).map(|key| RecordId::new(&setting.knobs, customer, key))
    }

    fn forgotten_of(&self, setting: &Setting, entry: &Entry) -> u32 {
        let id = Self::record_id(setting, entry);
        id.and_then(|id| self.forgotten.get(&id)).copied().unwrap_or(0)
    }

    fn replay(&mut self, setting: &Setting, entry: &Entry, world: &World) {
        let record = Self::record_id(setting, entry).and_then(|id| world.store.get(id));
        let Some(record) = record else { return };
        let intent = setting.intent(entry.site.intent);
        let one = setting.means(record.intent) == setting.means(entry.site.intent);
        self.check(Property::Distinct, one, world);
        let same = record.customer == intent.customer && record.body == intent.amount;
        self.check(Property::Isolated, same, world);
    }

    fn consistent(&mut self, setting: &Setting, entry: &Entry, world: &World) {
        let Some(reply) = self.sent.get(&entry.site.handler()).copied() else { return };
        // Without a key nothing was promised.
        let Some(key) = Self::key(setting, entry) else { return };
        let known = self.arrived.entry((entry.site.intent, key)).or_default();
        // Replies sent on either side of a forgetting are allowed to differ.
        let differs = known.iter().any(|other| other.1 == reply.1 && other.0 != reply.0);
        if !known.contains(&reply) {
            known.push(reply);
        }
        self.check(Property::Consistent, !differs, world);
    }

    /// A handler may have gone: did it leave a record that only it could finish?
    fn settles(&mut self, setting: &Setting, entry: &Entry, world: &World) {
        if self.verdict.broken_at(Property::Settles).is_some() {
            return;
        }
        let gone = |owner| !world.server.handlers.contains_key(&owner);
        let stuck = if matches!(entry.event, Event::Crashed { .. }) {
            world.store.unleased().any(|(_, record)| gone(record.owner))
        } else {
            let mine = Self::record_id(setting, entry).and_then(|id| world.store.get(id));
            let only_mine =
                mine.filter(|record| record.state == State::InFlight && record.lease_until.is_none());
            only_mine.is_some_and(|record| gone(record.owner))
        };
        self.check(Property::Settles, !stuck, world);
    }
}
