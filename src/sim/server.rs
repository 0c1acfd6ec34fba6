//! The server: handlers with their program counters, and open transactions.

use super::event::Why;
use super::id::{HandlerId, Key, Receipt, RecordId};
use super::job::{Job, Work, runs};
use super::recipe::{How, Step};
use super::roster::Roster;
use super::scenario::Setting;
use super::site::RUNS;
use super::store::{Record, State, Store};
use super::time::Ms;

/// Writes that wait for a commit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Transaction {
    /// The key record to be written.
    pub record: Option<(RecordId, Record)>,
    /// The effect to be booked.
    pub effect: Option<How>,
    /// Whether a row goes into the outbox.
    pub outbox: bool,
}

/// One handler at work on one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handler {
    /// Which one.
    pub id: HandlerId,
    /// The key its request carried.
    pub key: Option<Key>,
    /// The index of the step that runs next.
    pub next: usize,
    /// The open transaction, if there is one.
    pub open: Option<Transaction>,
    /// The fencing token its claim was given.
    pub token: Option<u32>,
    /// The receipt its effect, or a query, came by.
    pub receipt: Option<Receipt>,
    /// Whether a query found the effect done, so that the effect step is skipped.
    pub skips_effect: bool,
    /// Whether it goes on from a recovery point: effect and point are behind it.
    pub resumes: bool,
    /// Why it answered early, if it did.
    pub answered: Option<Why>,
    /// Whether its reply is sent.
    pub replied: bool,
    /// Until when it is paused.
    pub paused_until: Option<Ms>,
    /// Which job it is, if it is none of a request.
    pub job: Option<Job>,
    /// Its latest entry.
    pub latest: u32,
}

impl Handler {
    /// A handler that just received its request.
    #[must_use]
    pub const fn new(id: HandlerId, key: Option<Key>, latest: u32) -> Self {
        Self {
            id,
            key,
            next: 0,
            open: None,
            token: None,
            receipt: None,
            skips_effect: false,
            resumes: false,
            answered: None,
            replied: false,
            paused_until: None,
            job: None,
            latest,
        }
    }

    /// A job that begins a run. It has nobody to reply to.
    #[must_use]
    pub const fn run(id: HandlerId, job: Job, key: Option<Key>, latest: u32) -> Self {
        Self { job: Some(job), replied: true, ..Self::new(id, key, latest) }
    }

    /// What its 201 proves: the effect's receipt, or its own name.
    #[must_use]
    pub fn proof(&self) -> Receipt {
        self.receipt.unwrap_or(Receipt::Handler(self.id))
    }

    /// The record its key names, under these settings.
    #[must_use]
    pub fn record_id(&self, setting: &Setting) -> Option<RecordId> {
        let customer = setting.intent(self.id.intent).customer;
        self.key.map(|key| RecordId::new(&setting.knobs, customer, key))
    }

    /// A record as this handler would write it, in flight.
    #[must_use]
    pub fn record(&self, setting: &Setting, now: Ms) -> Record {
        let intent = setting.intent(self.id.intent);
        Record {
            intent: self.id.intent,
            customer: intent.customer,
            body: intent.amount,
            state: State::InFlight,
            owner: self.id,
            token: 1,
            lease_until: None,
            reply: None,
            point: None,
            created: now,
            completed: None,
            used: 0,
        }
    }

    /// Writes a record now, or keeps it for the commit and locks the key.
    pub fn write(&mut self, store: &mut Store, id: RecordId, record: Record) {
        match &mut self.open {
            Some(open) => {
                open.record = Some((id, record));
                store.lock(id, self.id);
            }
            None => store.put(id, record),
        }
    }

    /// Moves on past the step that ran.
    pub fn advance(&mut self, steps: &[Step]) {
        self.next += 1;
        self.skip(steps);
    }

    /// Moves on to a step of its own: past what a job does or a handler, and past an
    /// effect that a query found done or a recovery point has.
    pub fn skip(&mut self, steps: &[Step]) {
        while let Some(step) = steps.get(self.next)
            && ((self.skips_effect && matches!(step, Step::Effect(_)))
                || (self.resumes && matches!(step, Step::Effect(_) | Step::Point))
                || !runs(steps, *step, self.job.map(|job| job.work)))
        {
            self.next += 1;
        }
    }

    /// Whether no step of its own follows the next one.
    #[must_use]
    pub fn is_last(&self, steps: &[Step]) -> bool {
        let work = self.job.map(|job| job.work);
        let mut rest = steps.iter().skip(self.next + 1);
        !rest.any(|step| runs(steps, *step, work))
    }

    /// Whether it has nothing left to do: it answered and was heard out, or ran its last
    /// step, and no transaction is open.
    #[must_use]
    pub const fn is_gone(&self, steps: &[Step]) -> bool {
        let through = match self.answered {
            Some(_) => self.replied,
            None => self.next >= steps.len(),
        };
        through && self.open.is_none()
    }
}

/// A success that waits to be told, with others, in one checkpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// Whose it is.
    pub who: HandlerId,
    /// Its receipt.
    pub receipt: Option<Receipt>,
    /// Whether it is a stored reply.
    pub replayed: bool,
    /// The entry at which it began to wait.
    pub since: u32,
}

/// The lane's one server process.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Server {
    /// Until when it is down, while it is.
    pub down_until: Option<Ms>,
    /// The handlers at work.
    pub handlers: Roster<HandlerId, Handler>,
    /// The successes that wait for a checkpoint, oldest first.
    pub held: Vec<Held>,
    /// What is still to be sent: the handler that wrote a row, and its key. Durable.
    pub outbox: Roster<HandlerId, Option<Key>>,
    /// For each intent that has any: how often a job began a run behind it.
    pub runs: Roster<u32, u16>,
}

impl Server {
    /// Makes it a server that nobody has asked anything yet.
    pub fn clear(&mut self) {
        self.down_until = None;
        self.handlers.clear();
        self.held.clear();
        self.outbox.clear();
        self.runs.clear();
    }

    /// How many handlers of requests are at work; jobs take no slot.
    #[must_use]
    pub fn serving(&self) -> usize {
        self.handlers.values().filter(|handler| handler.job.is_none()).count()
    }

    /// Whether something is still to be sent for an intent, or being sent.
    #[must_use]
    pub fn owes(&self, intent: u32) -> bool {
        let relays = |handler: &Handler| handler.job.is_some_and(|job| job.work == Work::Relay);
        let (first, last) = (
            HandlerId { intent, attempt: 0, copy: false },
            HandlerId { intent, attempt: u16::MAX, copy: true },
        );
        self.outbox.between(first, last).next().is_some()
            || self.handlers.between(first, last).any(|(_, handler)| relays(handler))
    }

    /// The id of the next run behind an intent.
    #[must_use]
    pub fn next_run(&self, intent: u32) -> HandlerId {
        let before = self.runs.get(&intent).copied().unwrap_or(0);
        HandlerId { intent, attempt: RUNS + before + 1, copy: false }
    }
}

/// The record a handler sees: what its own transaction wrote, else what is committed.
#[must_use]
pub fn visible<'a>(store: &'a Store, handler: &'a Handler, id: RecordId) -> Option<&'a Record> {
    let buffered = handler.open.as_ref().and_then(|open| open.record.as_ref());
    buffered.filter(|(known, _)| *known == id).map(|(_, record)| record).or_else(|| store.get(id))
}
