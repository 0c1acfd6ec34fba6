//! The search: every plan of a few faults on one intent's sites, fewest faults first.
//!
//! A story meets its sites in an order, and up to a site it depends only on what struck
//! before. So a plan grows by one fault at a site asked after its last one: no plan comes
//! twice and none is missed. Where the client would have noticed, nothing grows any more:
//! whatever strikes later, it has been noticed.

use std::cell::Cell;

use super::fate::Course;
use super::{Knowledge, Sight, struck};
use crate::sim::engine::Engine;
use crate::sim::event::{Entry, Event};
use crate::sim::fault::{FAULTS, Fault, FaultPlan};
use crate::sim::knob::Knobs;
use crate::sim::nemesis::Nemesis;
use crate::sim::scenario::Setting;
use crate::sim::site::Site;
use crate::sim::time::Ms;

/// The most stories that are told for one answer. Where several intents have begun by
/// then each story is so much longer, and there are so many fewer.
const TRIED_MAX: usize = 1_500;
/// The most faults of any kind in a plan.
const FAULTS_MAX: usize = 3;

/// One search.
pub(super) struct Search<'s> {
    engine: Engine<'s>,
    knobs: &'s Knobs,
    at: Ms,
    intent: u32,
    amount: u64,
    seen: &'s [Sight],
    /// What really struck so far.
    real: FaultPlan,
    /// The most stories to tell.
    most: usize,
}

impl<'s> Search<'s> {
    /// A search for the worlds in which the client has seen just this.
    pub(super) fn new(setting: &'s Setting, past: &[Entry], at: Ms, intent: u32, seen: &'s [Sight]) -> Self {
        let amount = setting.intent(intent).amount;
        let begun = setting.intents().iter().filter(|intent| intent.at <= at).count();
        let (real, most) = (struck(past), (TRIED_MAX / begun.max(1)).max(1));
        Self { engine: Engine::new(setting), knobs: &setting.knobs, at, intent, amount, seen, real, most }
    }

    /// Tries the plans of 0, 1, 2 .. faults; a round that would be too many is not begun.
    pub(super) fn run(mut self) -> Knowledge {
        let mut known = Knowledge { seen: self.seen.to_vec(), ..Knowledge::default() };
        let tries = self.seen.iter().filter(|sight| matches!(sight.event, Event::Attempted { .. })).count();
        let mut round = Round { plans: vec![FaultPlan::default()], any: true, room: 1 };
        for faults in 0..=tries + 1 {
            if round.plans.len() > round.room {
                break;
            }
            known.bounds.faults += usize::from(faults > 0 && round.any);
            known.bounds.losses = faults;
            known.bounds.tried += round.plans.len();
            let any = round.any && faults < FAULTS_MAX;
            let mut next = Round { plans: Vec::new(), any, room: self.most - known.bounds.tried };
            for plan in round.plans {
                self.try_one(plan, &mut known, &mut next);
            }
            round = next;
        }
        known
    }

    /// Runs one plan: keeps it if the client would have seen the same, and hands on the
    /// plans with one more fault.
    fn try_one(&mut self, plan: FaultPlan, known: &mut Knowledge, next: &mut Round) {
        let unnoticed = Cell::new(true);
        let (real, intent) = (&self.real, self.intent);
        let mut trial = Trial { plan: &plan, real, intent, unnoticed: &unnoticed, asked: Vec::new() };
        let (mut course, mut left) = (Course::new(self.intent), self.seen);
        self.engine.run_until(self.at, &mut trial, |entry, world| {
            course.follow(entry, world);
            let late = left.first().is_some_and(|sight| sight.at < entry.at);
            match (Sight::of(entry, self.intent), left.split_first()) {
                (Some(sight), Some((due, rest))) if sight == *due => left = rest,
                (None, _) if !late => {}
                _ => unnoticed.set(false),
            }
        });
        let last = trial.asked.iter().rposition(|site| plan.get(*site).is_some());
        for site in trial.asked.iter().skip(last.map_or(0, |last| last + 1)) {
            self.strikes(*site).for_each(|fault| next.add(&plan, *site, fault));
        }
        if unnoticed.get() && left.is_empty() {
            let world = self.engine.world();
            let charged = u64::from(world.ledger.effects_of(self.intent)) * self.amount;
            known.add(course.fate(world), plan, charged);
        }
    }

    /// What may strike at a site: each kind with the knobs' span, and what really struck
    /// there with a span of its own.
    fn strikes(&self, site: Site) -> impl Iterator<Item = Fault> {
        let usual = FAULTS.iter().map(|row| row.fault).filter(move |fault| fault.fits(site.place));
        let real = self.real.get(site).filter(|fault| fault.span() != usual_span(self.knobs, *fault));
        usual.chain(real)
    }
}

/// The plans of so many faults.
struct Round {
    plans: Vec<FaultPlan>,
    /// Whether faults of every kind are among them, or losses only.
    any: bool,
    /// How many of them may be tried.
    room: usize,
}

impl Round {
    /// Adds a shorter plan with one fault more. Once there is no room for every kind, the
    /// losses stay: silence try after try takes many faults, and those are the plainest.
    fn add(&mut self, plan: &FaultPlan, site: Site, fault: Fault) {
        if self.any && self.plans.len() == self.room {
            self.any = false;
            self.plans.retain(only_loses);
        }
        if self.any || fault == Fault::Lose && only_loses(plan) {
            self.plans.push(plan.iter().chain([(site, fault)]).collect());
        }
    }
}

/// One plan tried, while it can still grow: until the client would notice.
struct Trial<'t> {
    plan: &'t FaultPlan,
    real: &'t FaultPlan,
    intent: u32,
    unnoticed: &'t Cell<bool>,
    /// The intent's sites asked so far, in order.
    asked: Vec<Site>,
}

impl Nemesis for Trial<'_> {
    fn strike(&mut self, site: Site) -> Fault {
        if site.intent != self.intent {
            return self.real.get(site).unwrap_or(Fault::None);
        }
        if self.unnoticed.get() {
            self.asked.push(site);
        }
        self.plan.get(site).unwrap_or(Fault::None)
    }
}

fn only_loses(plan: &FaultPlan) -> bool {
    plan.iter().all(|(_, fault)| fault == Fault::Lose)
}

/// The span a fault has where none is written with it.
const fn usual_span(knobs: &Knobs, fault: Fault) -> Option<Ms> {
    match fault {
        Fault::None | Fault::Lose => None,
        Fault::Delay(_) => Some(knobs.delay_by),
        Fault::Duplicate(_) => Some(knobs.duplicate_by),
        Fault::Crash(_) => Some(knobs.restart),
        Fault::Pause(_) => Some(knobs.pause_by),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sim::site::Place;

    #[test]
    fn a_round_without_room_for_every_kind_keeps_the_losses() {
        let mut round = Round { plans: Vec::new(), any: true, room: 2 };
        let calm = FaultPlan::default();
        let reply = |attempt| Site::attempt(0, attempt).at(Place::Reply);
        for attempt in 1..=3 {
            round.add(&calm, reply(attempt), Fault::Delay(None));
            round.add(&calm, reply(attempt), Fault::Lose);
        }
        assert!(!round.any);
        assert_eq!(round.plans.len(), 3);
        assert!(round.plans.iter().all(only_loses));
    }
}
