//! The jobs' side of a run: when a relay or a completer looks, and what it takes up.

use super::Run;
use crate::sim::event::{Entry, Event};
use crate::sim::id::{HandlerId, Key, RecordId};
use crate::sim::job::{Job, Work};
use crate::sim::nemesis::Nemesis;
use crate::sim::queue::{Rank, What};
use crate::sim::recipe::Step;
use crate::sim::site::{RUNS_MAX, Site};
use crate::sim::store::State;
use crate::sim::time::Ms;
use crate::sim::world::World;

/// A job that will look whether there is work for it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    job: Job,
    /// The key of the claim it may finish.
    key: Option<Key>,
}

impl<N: Nemesis, W: FnMut(&Entry, &World)> Run<'_, '_, N, W> {
    /// Sets the looks that a step's entry calls for: at a row of the outbox once it is
    /// durable, at a claim once its lease may be over.
    pub(super) fn set_looks(&mut self, who: HandlerId, at: Ms, ran: u32, event: Event, had_row: bool) {
        let knobs = &self.engine.setting.knobs;
        match event {
            Event::Ran { step: Step::Outbox, .. } | Event::Committed
                if !had_row && self.engine.world.server.outbox.contains_key(&who) =>
            {
                let due = at.saturating_add(knobs.relay);
                self.set_look(Job { work: Work::Relay, of: who }, None, due, ran);
            }
            Event::Ran { step: Step::Claim { lease: true }, .. } => {
                let key = self.engine.handler(who).and_then(|handler| handler.key);
                if let (Some(wait), Some(_)) = (knobs.completer, key) {
                    let due = at.saturating_add(wait.max(knobs.lease));
                    self.set_look(Job { work: Work::Completer, of: who }, key, due, ran);
                }
            }
            _ => {}
        }
    }

    fn set_look(&mut self, job: Job, key: Option<Key>, due: Ms, cause: u32) {
        let Ok(index) = u32::try_from(self.engine.looks.len()) else { return };
        self.engine.looks.push(Look { job, key });
        self.engine.schedule(due, Rank::Handler, job.of, cause, What::Look(index));
    }

    /// The relays whose run a crash is about to cut off.
    pub(super) fn relays_at_work(&self) -> Vec<Job> {
        let jobs = self.engine.world.server.handlers.values().filter_map(|handler| handler.job);
        jobs.filter(|job| job.work == Work::Relay).collect()
    }

    /// After the restart a relay begins again with what it was sending.
    pub(super) fn send_again(&mut self, cut_off: &[Job], until: Ms, crashed: u32) {
        let due = until.saturating_add(self.engine.setting.knobs.relay);
        for job in cut_off {
            self.set_look(*job, None, due, crashed);
        }
    }

    /// A job looks: it begins a run if there is work, and leaves no entry if there is none.
    pub(super) fn look(&mut self, index: u32, at: Ms, cause: u32) {
        let Some(Look { job, key }) = self.engine.looks.get(index as usize).copied() else { return };
        let world = &self.engine.world;
        if let Some(until) = world.server.down_until {
            // Jobs live in the process: they wait for it.
            self.engine.schedule(until, Rank::Handler, job.of, cause, What::Look(index));
            return;
        }
        if self.is_held_open(job, key) {
            self.engine.held_up.push(index);
            return;
        }
        let key = match job.work {
            Work::Relay => world.server.outbox.get(&job.of).copied(),
            Work::Completer => key.filter(|key| self.is_left(job.of, *key, at)).map(Some),
        };
        let Some(key) = key else { return };
        let id = world.server.next_run(job.of.intent);
        let site = Site::attempt(id.intent, id.attempt);
        if site.run_number().is_none_or(|run| run > RUNS_MAX) {
            self.engine.cut = true;
            return;
        }
        self.emit(at, site, Some(cause), Event::Woke { job, key });
        self.proceed(id, at, false);
    }

    /// A transaction ended without a commit: completers that found their claim held by one
    /// look again, as long after as they look after a claim.
    pub(super) fn look_again(&mut self, at: Ms, ended: u32) {
        let knobs = &self.engine.setting.knobs;
        let due = at.saturating_add(knobs.completer.unwrap_or(0).max(knobs.lease));
        for index in std::mem::take(&mut self.engine.held_up) {
            if let Some(Look { job, .. }) = self.engine.looks.get(index as usize).copied() {
                self.engine.schedule(due, Rank::Handler, job.of, ended, What::Look(index));
            }
        }
    }

    /// Whether an open transaction holds the claim that a completer would finish: that one
    /// may still commit, or die and leave it.
    fn is_held_open(&self, job: Job, key: Option<Key>) -> bool {
        let me = self.engine.world.server.next_run(job.of.intent);
        let is_locked = |key| self.engine.world.store.is_locked_against(self.claim(job.of, key), me);
        job.work == Work::Completer && key.is_some_and(is_locked)
    }

    /// The record of a handler's claim.
    fn claim(&self, of: HandlerId, key: Key) -> RecordId {
        let setting = self.engine.setting;
        RecordId::new(&setting.knobs, setting.intent(of.intent).customer, key)
    }

    /// Whether a claim is still in flight as it was left, and its lease is over.
    fn is_left(&self, of: HandlerId, key: Key, at: Ms) -> bool {
        self.engine.world.store.get(self.claim(of, key)).is_some_and(|record| {
            let is_over = record.lease_until.is_some_and(|until| at >= until);
            record.state == State::InFlight && record.owner == of && is_over
        })
    }
}
