//! What a step decides: it passes, or the handler answers early.
//!
//! Deciding reads the world and changes nothing; `World::apply` does the changing.

use super::event::{Event, Why};
use super::id::RecordId;
use super::ledger::Judged;
use super::recipe::{How, Step};
use super::scenario::Setting;
use super::server::{Handler, visible};
use super::store::{Record, State};
use super::time::Ms;
use super::world::World;

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
        (Step::Point, Some(id)) => point(world, handler, id),
        (Step::Query, _) => {
            let found = world.ledger.provider_receipt(setting.means(handler.id.intent)).is_some();
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
        (
            Step::Lookup
            | Step::Claim { .. }
            | Step::Record { .. }
            | Step::Point
            | Step::Begin
            | Step::Commit
            | Step::Outbox
            | Step::Mark,
            _,
        ) => Ok(Event::ran(step)),
        (Step::Reply, _) => Ok(Event::Replied {
            status: setting.recipe.success(),
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
    let rows = found.and_then(|record| record.point).map(|_| 1);
    Ok(Event::Ran { step, durable: None, takeover: found.is_some(), rows })
}

fn record(world: &World, handler: &Handler, id: RecordId, fenced: bool) -> Result<Event, Why> {
    if world.store.is_locked_against(id, handler.id) {
        return Err(Why::Conflict);
    }
    let holds = visible(&world.store, handler, id).is_some_and(|record| is_held(record, handler));
    if fenced && !holds {
        return Err(Why::LostLease);
    }
    Ok(Event::ran(Step::Record { fenced }))
}

/// A recovery point is written by whoever holds the claim, and by nobody else.
fn point(world: &World, handler: &Handler, id: RecordId) -> Result<Event, Why> {
    if world.store.is_locked_against(id, handler.id) {
        return Err(Why::Conflict);
    }
    let holds = visible(&world.store, handler, id).is_some_and(|record| is_held(record, handler));
    if holds { Ok(Event::ran(Step::Point)) } else { Err(Why::LostLease) }
}

/// Whether a record is in flight under this handler's own claim.
fn is_held(record: &Record, handler: &Handler) -> bool {
    record.state == State::InFlight && handler.token == Some(record.token)
}
