//! The server: handlers with their program counters, open transactions, and what each
//! step decides.
//!
//! A step passes, or the handler answers early. Deciding reads the world and changes
//! nothing; `World::apply` does the changing.

use super::event::{Event, Receipt, Why};
use super::ledger::Judged;
use super::recipe::{How, Step};
use super::roster::Roster;
use super::scenario::Setting;
use super::site::Site;
use super::store::{HandlerId, Key, Record, RecordId, State, Store};
use super::time::Ms;
use super::world::World;

/// Writes that wait for a commit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Transaction {
    /// The key record to be written.
    pub record: Option<(RecordId, Record)>,
    /// The effect to be booked.
    pub effect: Option<How>,
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
    /// Why it answered early, if it did.
    pub answered: Option<Why>,
    /// Whether its reply is sent.
    pub replied: bool,
    /// Until when it is paused.
    pub paused_until: Option<Ms>,
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
            answered: None,
            replied: false,
            paused_until: None,
            latest,
        }
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

    /// Moves on past the step that ran, and past an effect a query found done.
    pub fn advance(&mut self, steps: &[Step]) {
        self.next += 1;
        while self.skips_effect && matches!(steps.get(self.next), Some(Step::Effect(_))) {
            self.next += 1;
        }
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

    /// The site of its try.
    #[must_use]
    pub const fn site(&self) -> Site {
        let HandlerId { intent, attempt, copy } = self.id;
        Site { copy, ..Site::attempt(intent, attempt) }
    }
}

/// The lane's one server process.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Server {
    /// Until when it is down, while it is.
    pub down_until: Option<Ms>,
    /// The handlers at work.
    pub handlers: Roster<HandlerId, Handler>,
}

/// The record a handler sees: what its own transaction wrote, else what is committed.
#[must_use]
pub fn visible<'a>(store: &'a Store, handler: &'a Handler, id: RecordId) -> Option<&'a Record> {
    let buffered = handler.open.as_ref().and_then(|open| open.record.as_ref());
    buffered.filter(|(known, _)| *known == id).map(|(_, record)| record).or_else(|| store.get(id))
}

/// Whether this step should first drop a record that has outlived its time.
#[must_use]
pub fn finds_expired(
    world: &World,
    setting: &Setting,
    handler: &Handler,
    step: Step,
    now: Ms,
) -> Option<RecordId> {
    if !matches!(step, Step::Lookup | Step::Claim { .. }) {
        return None;
    }
    let id = handler.record_id(setting)?;
    world.store.get(id).filter(|record| record.is_expired(&setting.knobs, now)).map(|_| id)
}

/// What a step comes to at this instant: the entry it leaves when it passes, or why the
/// handler answers early.
///
/// # Errors
/// The early answer is the error: the steps after it do not run.
pub fn decide(
    world: &World,
    setting: &Setting,
    handler: &Handler,
    step: Step,
    now: Ms,
) -> Result<Event, Why> {
    let record_id = handler.record_id(setting);
    match (step, record_id) {
        (Step::Lookup, Some(id)) => lookup(world, setting, handler, id),
        (Step::Claim { lease }, Some(id)) => claim(world, setting, handler, id, lease, now),
        (Step::Record { fenced }, Some(id)) => record(world, handler, id, fenced),
        (Step::Query, _) => {
            let found = world.ledger.provider_receipt(handler.id.intent).is_some();
            Ok(Event::Ran { step, durable: None, takeover: false, rows: Some(u8::from(found)) })
        }
        (Step::Effect(how), _) => {
            let acts = match world.ledger.judge(setting, how, handler.id, handler.key, now) {
                Judged::NoRow => return Err(Why::NoRow),
                Judged::Acts(_) => true,
                Judged::Already(_) => false,
            };
            // An effect that changes nothing has nothing to be durable.
            let durable = acts.then_some(handler.open.is_none() || matches!(how, How::Call { .. }));
            Ok(Event::Ran { step, durable, takeover: false, rows: Some(u8::from(acts)) })
        }
        (Step::Commit, _) if handler.open.is_some() => Ok(Event::Committed),
        // Without a key these have nothing to read or write; without a transaction, nothing to commit.
        (Step::Lookup | Step::Claim { .. } | Step::Record { .. } | Step::Begin | Step::Commit, _) => {
            Ok(Event::ran(step))
        }
        (Step::Reply, _) => Ok(Event::Replied {
            status: super::event::Status::Created,
            receipt: Some(handler.proof()),
            replayed: false,
        }),
    }
}

/// The checks that lookup and claim share: another body, done, in flight.
fn met(setting: &Setting, handler: &Handler, record: &Record) -> Why {
    let body = setting.intent(handler.id.intent).amount;
    if setting.knobs.fingerprint && record.body != body {
        Why::Mismatch
    } else if record.state == State::Done {
        Why::Replay
    } else {
        Why::Conflict
    }
}

fn lookup(world: &World, setting: &Setting, handler: &Handler, id: RecordId) -> Result<Event, Why> {
    let found = visible(&world.store, handler, id);
    found.map_or(Ok(Event::ran(Step::Lookup)), |record| Err(met(setting, handler, record)))
}

fn claim(
    world: &World,
    setting: &Setting,
    handler: &Handler,
    id: RecordId,
    lease: bool,
    now: Ms,
) -> Result<Event, Why> {
    let step = Step::Claim { lease };
    let found = visible(&world.store, handler, id);
    if let Some(record) = found {
        let why = met(setting, handler, record);
        let ran_out = lease && record.lease_until.is_some_and(|until| now >= until);
        if why != Why::Conflict || !ran_out {
            return Err(why);
        }
    }
    // The write itself: nobody waits for another transaction's lock, a blocked claim is a 409.
    if world.store.is_locked_against(id, handler.id) {
        return Err(Why::Conflict);
    }
    Ok(Event::Ran { step, durable: None, takeover: found.is_some(), rows: None })
}

fn record(world: &World, handler: &Handler, id: RecordId, fenced: bool) -> Result<Event, Why> {
    if world.store.is_locked_against(id, handler.id) {
        return Err(Why::Conflict);
    }
    let holds = |record: &Record| record.state == State::InFlight && handler.token == Some(record.token);
    if fenced && !visible(&world.store, handler, id).is_some_and(holds) {
        return Err(Why::LostLease);
    }
    Ok(Event::ran(Step::Record { fenced }))
}
