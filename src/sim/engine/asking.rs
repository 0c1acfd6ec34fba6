//! The clients' side of a run: what they send, hear, wait for and tell.

use super::Run;
use crate::sim::client::{backoff, key_under, most_attempts};
use crate::sim::event::{Arrival, Entry, Event, LostWhy, Outcome, Status};
use crate::sim::id::HandlerId;
use crate::sim::nemesis::Nemesis;
use crate::sim::queue::{Letter, Rank, What};
use crate::sim::site::{Place, Site};
use crate::sim::time::Ms;
use crate::sim::wire::Leg;
use crate::sim::world::World;

impl<N: Nemesis, W: FnMut(&Entry, &World)> Run<'_, '_, N, W> {
    pub(super) fn intend(&mut self, intent: u32, at: Ms) {
        let meant = self.engine.setting.intent(intent);
        let event = Event::Intended { amount: meant.amount, customer: meant.customer };
        let cause = self.emit(at, Site::intent(intent), None, event);
        self.attempt(intent, 1, at, cause);
    }

    pub(super) fn attempt(&mut self, intent: u32, attempt: u16, at: Ms, cause: u32) {
        let setting = self.engine.setting;
        let timeout_at = at + setting.knobs.timeout;
        let key = key_under(setting, self.engine.seed, intent, attempt);
        let site = Site::attempt(intent, attempt);
        let sent = self.emit(at, site, Some(cause), Event::Attempted { key, timeout_at });
        let who = site.handler();
        self.engine.schedule(timeout_at, Rank::Timeout, who, sent, What::Timeout);
        self.post(who, at, sent, Letter::Request);
    }

    pub(super) fn hear(&mut self, who: HandlerId, at: Ms, cause: u32, status: Status, replayed: bool) {
        let client = self.engine.world.clients[who.intent as usize];
        let heard = client.told.is_none() && client.open == Some(who.attempt);
        let closes = heard && matches!(status, Status::Conflict | Status::Busy);
        let again_at = if closes { self.again_at(who, at) } else { None };
        let arrival = Arrival::Reply { status, replayed, heard, again_at };
        let site = who.site().at(Place::Reply);
        let arrived = self.emit(at, site, Some(cause), Event::Arrived(arrival));
        match status {
            _ if !heard => {}
            Status::Created | Status::Accepted => self.tell(who.intent, at, arrived, Outcome::Success),
            Status::NoRow | Status::Mismatch => self.tell(who.intent, at, arrived, Outcome::Error),
            Status::Conflict | Status::Busy => self.again_or_give_up(who, at, again_at, arrived),
        }
    }

    pub(super) fn time_out(&mut self, who: HandlerId, at: Ms, cause: u32) {
        if self.engine.world.clients[who.intent as usize].open != Some(who.attempt) {
            return;
        }
        let again_at = self.again_at(who, at);
        let site = Site::attempt(who.intent, who.attempt);
        let rang = self.emit(at, site, Some(cause), Event::TimedOut { again_at });
        self.again_or_give_up(who, at, again_at, rang);
    }

    /// The message dies with its connection. The client hears of it at once, if it still
    /// listens for this try, and knows as little as after silence.
    pub(super) fn reset(&mut self, who: HandlerId, leg: Leg, at: Ms, cause: u32) {
        let lost = Event::Lost { why: LostWhy::Reset };
        let lost = self.emit(at, who.site().at(leg.place()), Some(cause), lost);
        if self.engine.world.clients[who.intent as usize].open != Some(who.attempt) {
            return;
        }
        let again_at = self.again_at(who, at);
        let site = Site::attempt(who.intent, who.attempt);
        let heard = self.emit(at, site, Some(lost), Event::Reset { again_at });
        self.again_or_give_up(who, at, again_at, heard);
    }

    /// When the next try starts, if tries are left.
    pub(super) fn again_at(&self, who: HandlerId, at: Ms) -> Option<Ms> {
        let setting = self.engine.setting;
        let before = self.engine.world.clients[who.intent as usize].wait;
        let left = who.attempt < most_attempts(setting) && self.is_within_budget();
        left.then(|| at + backoff(setting, self.engine.seed, who.intent, who.attempt, before))
    }

    /// Whether all clients together may set one more try after a first.
    fn is_within_budget(&self) -> bool {
        let world = &self.engine.world;
        let budget = self.engine.setting.knobs.budget;
        budget.is_none_or(|percent| (world.retries + 1) * 100 <= world.tried * u64::from(percent))
    }

    pub(super) fn again_or_give_up(&mut self, who: HandlerId, at: Ms, again_at: Option<Ms>, cause: u32) {
        if let Some(again_at) = again_at {
            let next = HandlerId { attempt: who.attempt + 1, copy: false, ..who };
            self.engine.schedule(again_at, Rank::Try, next, cause, What::Try);
        } else {
            let setting = self.engine.setting;
            let ran_out = who.attempt >= most_attempts(setting);
            self.engine.cut |= ran_out && setting.knobs.attempts.is_none();
            self.tell(who.intent, at, cause, Outcome::Unknown);
        }
    }

    pub(super) fn tell(&mut self, intent: u32, at: Ms, cause: u32, outcome: Outcome) {
        self.emit(at, Site::intent(intent), Some(cause), Event::Told { outcome });
    }
}
