//! The world at an instant: what the entries so far have made.
//!
//! `World::apply` is the only mutation in the model. The engine decides and writes an
//! entry; the world learns of it here, exactly as a reader of the trace would.

use super::client::Client;
use super::event::{Arrival, Entry, Event, Why};
use super::knob::Knobs;
use super::ledger::Ledger;
use super::recipe::{How, Step};
use super::scenario::Setting;
use super::server::{Handler, Held, Server, Transaction, visible};
use super::site::Site;
use super::store::{Record, State, Store};
use super::time::Ms;
use super::wire::{Content, Envelope, EnvelopeId, Leg, Wire};

/// Everything that is true at an instant of one lane.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct World {
    /// The instant of the latest entry.
    pub now: Ms,
    /// How many entries it has learned of.
    pub entries: u32,
    /// The sum of the amounts intended so far.
    pub meant: u64,
    /// How many intents were tried at all.
    pub tried: u64,
    /// How many tries were set after a first.
    pub retries: u64,
    /// Each intent's client, by index.
    pub clients: Vec<Client>,
    /// The server process and its handlers.
    pub server: Server,
    /// What it remembers of keys.
    pub store: Store,
    /// What was charged.
    pub ledger: Ledger,
    /// What is under way.
    pub wire: Wire,
}

impl World {
    /// The world before the first entry.
    #[must_use]
    pub fn new(setting: &Setting) -> Self {
        Self {
            clients: vec![Client::default(); setting.intents().len()],
            store: Store::new(setting.knobs.capacity.is_some()),
            ledger: Ledger::new(setting),
            ..Self::default()
        }
    }

    /// Makes it the world before the first entry again, of the same setting.
    pub fn clear(&mut self) {
        (self.now, self.entries, self.meant) = (0, 0, 0);
        (self.tried, self.retries) = (0, 0);
        self.clients.fill(Client::default());
        self.server.clear();
        self.store.clear();
        self.ledger.clear();
        self.wire.clear();
    }

    /// The world after these entries, from the start.
    #[must_use]
    pub fn fold(setting: &Setting, entries: &[Entry]) -> Self {
        let mut world = Self::new(setting);
        for entry in entries {
            world.apply(setting, entry);
        }
        world
    }

    /// How many key records are remembered and not expired.
    #[must_use]
    pub fn keys_stored(&self, knobs: &Knobs) -> usize {
        self.store.live(knobs, self.now)
    }

    /// How many tries all clients made together.
    #[must_use]
    pub fn attempts(&self) -> u64 {
        self.clients.iter().map(|client| u64::from(client.attempts)).sum()
    }

    /// Learns of one entry.
    pub fn apply(&mut self, setting: &Setting, entry: &Entry) {
        let index = self.entries;
        self.entries += 1;
        self.now = entry.at;
        let &Entry { at, site, ref event, .. } = entry;
        match *event {
            Event::Intended { amount, .. } => {
                self.meant += if setting.means(site.intent) == site.intent { amount } else { 0 };
                self.clients[site.intent as usize].intended = true;
            }
            Event::Attempted { key, timeout_at } => {
                self.tried += u64::from(site.attempt == 1);
                let client = &mut self.clients[site.intent as usize];
                client.attempts = site.attempt;
                client.open = Some(site.attempt);
                client.key = key;
                client.timeout_at = timeout_at;
                client.again_at = None;
                self.send(setting, site, Leg::Request, at, Content::Request { key });
            }
            Event::Delayed { by } => self.wire.delay(site, by),
            Event::Duplicated { gap } => self.wire.duplicate(site, gap),
            Event::Lost { .. } => self.wire.remove(site),
            Event::Arrived(Arrival::Request) => {
                let id = site.handler();
                let envelope = EnvelopeId { handler: id, leg: Leg::Request, again: false };
                let key = match self.wire.get(envelope).map(|envelope| envelope.content) {
                    Some(Content::Request { key }) => key,
                    _ => None,
                };
                self.wire.remove(site);
                let mut handler = Handler::new(id, key, index);
                handler.skip(&setting.recipe.steps);
                self.server.handlers.insert(id, handler);
            }
            Event::Woke { job, key } => {
                let id = site.handler();
                self.server.runs.insert(site.intent, site.run_number().unwrap_or(0));
                let mut handler = Handler::run(id, job, key, index);
                handler.skip(&setting.recipe.steps);
                self.server.handlers.insert(id, handler);
            }
            Event::Arrived(Arrival::Reply { heard, again_at, .. }) => {
                self.wire.remove(site);
                if heard {
                    self.close(site, at, again_at);
                }
            }
            Event::TimedOut { again_at } | Event::Reset { again_at } => self.close(site, at, again_at),
            Event::Told { outcome } => {
                let client = &mut self.clients[site.intent as usize];
                client.told = Some(outcome);
                client.open = None;
            }
            Event::Ran { step, takeover, rows, .. } => {
                self.ran(setting, site, at, step, takeover, rows);
                if step == Step::Reply {
                    self.hold(setting, site, index);
                }
                self.pass(setting, site, index);
            }
            Event::Committed => {
                self.commit(setting, site, at);
                self.pass(setting, site, index);
            }
            Event::Answered { step, why } => {
                if matches!(step, Step::Lookup | Step::Claim { .. })
                    && why != Why::Busy
                    && let Some(id) = self.handler(site).and_then(|handler| handler.record_id(setting))
                {
                    self.store.touch(id);
                }
                self.with(setting, site, index, |handler| handler.answered = Some(why));
            }
            Event::RolledBack => {
                self.release(site);
                self.with(setting, site, index, |handler| handler.open = None);
            }
            Event::Replied { status, receipt, replayed } => {
                let reply = Content::Reply { status, receipt, replayed };
                self.send(setting, site, Leg::Reply, at, reply);
                let waiting = self.server.held.iter().position(|held| held.who == site.handler());
                if let Some(waiting) = waiting {
                    // Its handler moved on when it began to wait.
                    self.server.held.remove(waiting);
                    return;
                }
                let early = self.handler(site).is_some_and(|handler| handler.answered.is_some());
                if let Some(handler) = self.server.handlers.get_mut(&site.handler()) {
                    handler.replied = true;
                }
                if early {
                    self.with(setting, site, index, |_| {});
                } else {
                    self.pass(setting, site, index);
                }
            }
            Event::Crashed { until } => {
                self.server.handlers.clear();
                self.server.held.clear();
                self.server.down_until = Some(until);
                self.store.crash(setting.knobs.store);
            }
            Event::Restarted => self.server.down_until = None,
            Event::Paused { until } => {
                self.with(setting, site, index, |handler| handler.paused_until = Some(until));
            }
            Event::Resumed => self.with(setting, site, index, |handler| handler.paused_until = None),
            Event::Expired { record } => {
                self.store.remove(record);
                self.with(setting, site, index, |_| {});
            }
            Event::Evicted { record } => self.store.remove(record),
        }
    }

    /// The handler at a site, while it is at work.
    #[must_use]
    pub fn handler(&self, site: Site) -> Option<&Handler> {
        self.server.handlers.get(&site.handler())
    }

    fn send(&mut self, setting: &Setting, site: Site, leg: Leg, at: Ms, content: Content) {
        let id = EnvelopeId { handler: site.handler(), leg, again: false };
        self.wire.send(id, Envelope { sent: at, due: at + setting.knobs.latency, content });
    }

    /// The open try is over; the next one may be set.
    fn close(&mut self, site: Site, at: Ms, again_at: Option<Ms>) {
        self.retries += u64::from(again_at.is_some());
        let client = &mut self.clients[site.intent as usize];
        client.open = None;
        client.again_at = again_at;
        client.wait = again_at.map(|again| again - at);
    }

    /// What a step did, beyond moving the handler on.
    fn ran(&mut self, setting: &Setting, site: Site, at: Ms, step: Step, takeover: bool, rows: Option<u8>) {
        let Self { server, store, ledger, .. } = self;
        let Some(handler) = server.handlers.get_mut(&site.handler()) else { return };
        let record_id = handler.record_id(setting);
        match (step, record_id) {
            (Step::Begin, _) => handler.open = handler.open.or(Some(Transaction::default())),
            (Step::Claim { lease }, Some(id)) => {
                let before = visible(store, handler, id).filter(|_| takeover);
                let record = Record {
                    token: before.map_or(1, |record| record.token + 1),
                    lease_until: lease.then_some(at + setting.knobs.lease),
                    created: before.map_or(at, |record| record.created),
                    point: before.and_then(|record| record.point),
                    ..handler.record(setting, at)
                };
                handler.token = Some(record.token);
                if let Some(receipt) = record.point {
                    handler.receipt = Some(receipt);
                    handler.resumes = true;
                }
                handler.write(store, id, record);
            }
            (Step::Record { .. }, Some(id)) => {
                let before = visible(store, handler, id);
                let record = Record {
                    state: State::Done,
                    token: before.map_or(1, |record| record.token),
                    reply: Some(handler.proof()),
                    created: before.map_or(at, |record| record.created),
                    completed: Some(at),
                    ..handler.record(setting, at)
                };
                handler.write(store, id, record);
            }
            (Step::Effect(how), _) => {
                use super::ledger::Judged::{Acts, Already};
                if let Acts(receipt) | Already(receipt) =
                    ledger.judge(setting, how, handler.id, handler.key, at)
                {
                    handler.receipt = Some(receipt);
                }
                match &mut handler.open {
                    Some(open) if !matches!(how, How::Call { .. }) => open.effect = Some(how),
                    _ => ledger.book(setting, how, handler.id, handler.key, at),
                }
            }
            (Step::Point, Some(id)) => {
                let before = visible(store, handler, id).copied();
                if let Some(record) = before {
                    handler.write(store, id, Record { point: Some(handler.proof()), ..record });
                }
            }
            (Step::Outbox, _) => match &mut handler.open {
                Some(open) => open.outbox = true,
                None => {
                    server.outbox.insert(handler.id, handler.key);
                }
            },
            (Step::Mark, _) => {
                if let Some(job) = handler.job {
                    server.outbox.remove(&job.of);
                }
            }
            (Step::Query, _) if rows == Some(1) => {
                handler.skips_effect = true;
                handler.receipt = ledger.provider_receipt(setting.means(site.intent));
            }
            _ => {}
        }
    }

    /// A success waits for its checkpoint.
    fn hold(&mut self, setting: &Setting, site: Site, since: u32) {
        let Self { server, store, .. } = self;
        let who = site.handler();
        let Some(handler) = server.handlers.get_mut(&who) else { return };
        let replayed = handler.answered.is_some();
        let stored = handler.record_id(setting).and_then(|id| visible(store, handler, id));
        let stored = stored.and_then(|record| record.reply);
        let receipt = if replayed { stored } else { Some(handler.proof()) };
        handler.replied = true;
        server.held.push(Held { who, receipt, replayed, since });
    }

    /// All buffered writes at once.
    fn commit(&mut self, setting: &Setting, site: Site, at: Ms) {
        let Some(handler) = self.server.handlers.get_mut(&site.handler()) else { return };
        let Some(open) = handler.open.take() else { return };
        if let Some(how) = open.effect {
            self.ledger.book(setting, how, handler.id, handler.key, at);
        }
        if open.outbox {
            self.server.outbox.insert(handler.id, handler.key);
        }
        if let Some((id, record)) = open.record {
            let completed = record.completed.map(|_| at);
            self.store.put(id, Record { completed, ..record });
            self.store.unlock(id);
        }
    }

    /// Frees the lock of an open transaction.
    fn release(&mut self, site: Site) {
        let open = self.handler(site).and_then(|handler| handler.open.as_ref());
        if let Some((id, _)) = open.and_then(|open| open.record.as_ref()) {
            self.store.unlock(*id);
        }
    }

    /// The handler moves on to its next step.
    fn pass(&mut self, setting: &Setting, site: Site, index: u32) {
        self.with(setting, site, index, |handler| handler.advance(&setting.recipe.steps));
    }

    /// Changes a handler, notes its latest entry, and lets it go when it is through.
    fn with(&mut self, setting: &Setting, site: Site, index: u32, change: impl FnOnce(&mut Handler)) {
        let id = site.handler();
        if let Some(handler) = self.server.handlers.get_mut(&id) {
            change(handler);
            handler.latest = index;
            if handler.is_gone(&setting.recipe.steps) {
                self.server.handlers.remove(&id);
            }
        }
    }
}
