//! The nemesis: who answers whether a fault strikes at a site.
//!
//! One question, asked at most once a site. Scripts, chance and recordings are answers
//! to the same question, so the engine cannot tell them apart.

use super::chance::{Purpose, draw, strikes};
use super::fault::{Fault, FaultPlan};
use super::knob::Knobs;
use super::site::{Place, Site};

/// Decides what strikes at each site as the story reaches it.
pub trait Nemesis {
    /// What strikes here. Asked once a site, in the order the story reaches them.
    fn strike(&mut self, site: Site) -> Fault;
}

impl<N: Nemesis + ?Sized> Nemesis for &mut N {
    fn strike(&mut self, site: Site) -> Fault {
        (**self).strike(site)
    }
}

/// The weather: a plan first, then chance at the knobs' rates under one seed.
#[derive(Clone, Debug)]
pub struct Weather<'p> {
    plan: &'p FaultPlan,
    seed: u64,
    lose_request: u32,
    lose_reply: u32,
    duplicate: u32,
    delay: u32,
    reset: u32,
    crash: u32,
    pause: u32,
}

impl<'p> Weather<'p> {
    /// The weather these knobs make, with a plan that beats chance.
    #[must_use]
    pub const fn new(knobs: &Knobs, plan: &'p FaultPlan) -> Self {
        Self {
            plan,
            seed: knobs.seed,
            lose_request: knobs.lose_request,
            lose_reply: knobs.lose_reply,
            duplicate: knobs.duplicate,
            delay: knobs.delay,
            reset: knobs.reset,
            crash: knobs.crash_rate,
            pause: knobs.pause_rate,
        }
    }

    /// Chance alone. The order is part of the model: the first that strikes wins.
    fn chance(&self, site: Site) -> Fault {
        let strikes_at = |rate, purpose| rate > 0 && strikes(draw(self.seed, site, purpose), rate);
        if site.place.is_gap() {
            if strikes_at(self.crash, Purpose::Crash) {
                return Fault::Crash(None);
            }
            if strikes_at(self.pause, Purpose::Pause) {
                return Fault::Pause(None);
            }
            return Fault::None;
        }
        let lose = if site.place == Place::Request { self.lose_request } else { self.lose_reply };
        if strikes_at(lose, Purpose::Lose) {
            Fault::Lose
        } else if strikes_at(self.duplicate, Purpose::Duplicate) {
            Fault::Duplicate(None)
        } else if strikes_at(self.delay, Purpose::Delay) {
            Fault::Delay(None)
        } else if strikes_at(self.reset, Purpose::Reset) {
            Fault::Reset
        } else {
            Fault::None
        }
    }
}

impl Nemesis for Weather<'_> {
    fn strike(&mut self, site: Site) -> Fault {
        let planned = if self.plan.is_empty() { None } else { self.plan.get(site) };
        planned.unwrap_or_else(|| self.chance(site))
    }
}

/// Nothing but a plan: what is not written does not strike.
impl Nemesis for &FaultPlan {
    fn strike(&mut self, site: Site) -> Fault {
        self.get(site).unwrap_or(Fault::None)
    }
}

/// Wraps any nemesis and writes down what struck, and which sites were asked.
#[derive(Clone, Debug)]
pub struct Recorder<N> {
    inner: N,
    /// Exactly the faults that struck: replayed alone, they give the identical trace.
    pub struck: FaultPlan,
    /// Every site asked, in order.
    pub asked: Vec<Site>,
}

impl<N: Nemesis> Recorder<N> {
    /// Starts recording.
    pub fn new(inner: N) -> Self {
        Self { inner, struck: FaultPlan::default(), asked: Vec::new() }
    }
}

impl<N: Nemesis> Nemesis for Recorder<N> {
    fn strike(&mut self, site: Site) -> Fault {
        let fault = self.inner.strike(site);
        self.asked.push(site);
        if fault != Fault::None {
            self.struck.set(site, fault);
        }
        fault
    }
}
