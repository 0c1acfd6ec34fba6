//! The key store: what the server remembers of each idempotency key.
//!
//! Records, one exclusive lock a key for open transactions, and the order of last use
//! for eviction. Knows nothing of handlers' steps or of the network.

use std::collections::{BTreeMap, BTreeSet};

use super::id::{HandlerId, Receipt, RecordId};
use super::knob::{Keep, Knobs, TtlFrom};
use super::roster::Roster;
use super::time::Ms;

/// Whether a record's work is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Somebody is working on it, or died doing so.
    InFlight,
    /// Its reply is stored.
    Done,
}

/// What is remembered of one key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Record {
    /// The intent that wrote it.
    pub intent: u32,
    /// Its customer.
    pub customer: u32,
    /// The fingerprint: the body of the request, which is its amount.
    pub body: u64,
    /// In flight or done.
    pub state: State,
    /// The handler that holds or wrote it.
    pub owner: HandlerId,
    /// The fencing token: one more with each takeover.
    pub token: u32,
    /// When the claim may be taken over; never, without a lease.
    pub lease_until: Option<Ms>,
    /// The stored reply's receipt.
    pub reply: Option<Receipt>,
    /// The recovery point: the receipt of an effect that need not be done again.
    pub point: Option<Receipt>,
    /// When it was first written.
    pub created: Ms,
    /// When its work was done.
    pub completed: Option<Ms>,
    /// Its place in the order of last use.
    pub used: u64,
}

impl Record {
    /// When a done record ends, if it ever does.
    #[must_use]
    pub fn expires(&self, knobs: &Knobs) -> Option<Ms> {
        let completed = self.completed.filter(|_| self.state == State::Done)?;
        let from = if knobs.ttl_from == TtlFrom::Created { self.created } else { completed };
        Some(from + knobs.ttl?)
    }

    /// Whether the record has outlived its time; in-flight records never do.
    #[must_use]
    pub fn is_expired(&self, knobs: &Knobs, now: Ms) -> bool {
        self.expires(knobs).is_some_and(|end| now >= end)
    }
}

/// All records, durable or in the process's memory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Store {
    records: Roster<RecordId, Record>,
    locks: Roster<RecordId, HandlerId>,
    /// Records in flight without a lease: only their owner can ever finish them.
    unleased: BTreeSet<RecordId>,
    /// Last use -> record; kept only where the store is bounded.
    by_use: BTreeMap<u64, RecordId>,
    uses: u64,
    bounded: bool,
}

impl Store {
    /// An empty store; a bounded one keeps the order of last use.
    #[must_use]
    pub fn new(bounded: bool) -> Self {
        Self { bounded, ..Self::default() }
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.locks.clear();
        self.forget();
        self.uses = 0;
    }

    /// The record, expired or not.
    #[must_use]
    pub fn get(&self, id: RecordId) -> Option<&Record> {
        self.records.get(&id)
    }

    /// All records, by id.
    pub fn iter(&self) -> impl Iterator<Item = (RecordId, &Record)> + '_ {
        self.records.iter().map(|(id, record)| (*id, record))
    }

    /// How many records are kept, expired ones that nobody looked up included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether nothing is remembered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// How many records have not expired.
    #[must_use]
    pub fn live(&self, knobs: &Knobs, now: Ms) -> usize {
        self.records.values().filter(|record| !record.is_expired(knobs, now)).count()
    }

    /// Records that only their owner can finish.
    pub fn unleased(&self) -> impl Iterator<Item = (RecordId, &Record)> + '_ {
        self.unleased.iter().filter_map(|id| Some((*id, self.records.get(id)?)))
    }

    /// Whether somebody else's open transaction holds the key.
    #[must_use]
    pub fn is_locked_against(&self, id: RecordId, me: HandlerId) -> bool {
        self.locks.get(&id).is_some_and(|holder| *holder != me)
    }

    /// The record an insert beyond capacity drops: the least recently touched.
    #[must_use]
    pub fn least_used(&self) -> Option<RecordId> {
        self.by_use.first_key_value().map(|(_, id)| *id)
    }

    /// Writes a record and marks it used.
    pub fn put(&mut self, id: RecordId, record: Record) {
        self.uses += 1;
        let before = self.records.insert(id, Record { used: self.uses, ..record });
        if self.bounded {
            self.use_moved(id, before.map(|old| old.used));
        }
        if record.state == State::InFlight && record.lease_until.is_none() {
            self.unleased.insert(id);
        } else {
            self.unleased.remove(&id);
        }
    }

    /// Marks a record as the one used last.
    pub fn touch(&mut self, id: RecordId) {
        let Some(record) = self.records.get_mut(&id) else { return };
        self.uses += 1;
        let before = std::mem::replace(&mut record.used, self.uses);
        if self.bounded {
            self.use_moved(id, Some(before));
        }
    }

    fn use_moved(&mut self, id: RecordId, before: Option<u64>) {
        if let Some(before) = before {
            self.by_use.remove(&before);
        }
        self.by_use.insert(self.uses, id);
    }

    /// Forgets a record.
    pub fn remove(&mut self, id: RecordId) {
        if let Some(record) = self.records.remove(&id) {
            self.by_use.remove(&record.used);
            self.unleased.remove(&id);
        }
    }

    /// Locks a key for an open transaction.
    pub fn lock(&mut self, id: RecordId, holder: HandlerId) {
        self.locks.insert(id, holder);
    }

    /// Frees a key.
    pub fn unlock(&mut self, id: RecordId) {
        self.locks.remove(&id);
    }

    /// The process died: locks go, and with a store in memory all records.
    pub fn crash(&mut self, keep: Keep) {
        self.locks.clear();
        if keep == Keep::Memory {
            self.forget();
        }
    }

    fn forget(&mut self) {
        self.records.clear();
        self.unleased.clear();
        self.by_use.clear();
    }
}
