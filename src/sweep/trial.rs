//! A trial: one run of one lane under one seed, without a trace, and what became of it.

use super::census::{Census, window};
use crate::sim::event::{Arrival, Outcome as Told};
use crate::sim::load::TENTH;
use crate::sim::time::Ms;
use crate::sim::{Engine, Event, FaultPlan, Knobs, Setting, Weather};

/// What became of one run. Whole numbers, so that sums are exact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// The balance at the end, in dollars.
    pub balance: u64,
    /// What was meant, in dollars.
    pub meant: u64,
    /// All charges that really happened.
    pub effects: u64,
    /// Intents charged twice or more.
    pub doubles: u64,
    /// Intents told success though never charged.
    pub lost: u64,
    /// Intents told unknown.
    pub unknown: u64,
    /// Intents told unknown though charged.
    pub unknown_but_done: u64,
    /// All tries.
    pub attempts: u64,
    /// Requests that reached a running server.
    pub arrivals: u64,
    /// The most retries that began within one tenth of a second of the clock.
    pub busiest_tenth: u64,
    /// The time from intent to answer, over all intents told, in milliseconds.
    pub wait: u64,
    /// Keys times milliseconds within the census window; 0 without one.
    pub stored: u64,
    /// The most keys stored at one instant.
    pub peak: u64,
}

/// Plays one lane again and again. The same seed always gives the same outcome.
#[derive(Debug)]
pub struct Player<'s> {
    setting: &'s Setting,
    plan: &'s FaultPlan,
    engine: Engine<'s>,
    census: Census,
    window: Option<(Ms, Ms)>,
}

impl<'s> Player<'s> {
    /// A player for one lane under a plan.
    #[must_use]
    pub fn new(setting: &'s Setting, plan: &'s FaultPlan) -> Self {
        let (engine, census) = (Engine::new(setting), Census::default());
        Self { setting, plan, engine, census, window: window(setting) }
    }

    /// Plays one trial.
    pub fn play(&mut self, seed: u64) -> Outcome {
        let Self { setting, plan, engine, census, window } = self;
        let knobs = Knobs { seed, ..setting.knobs };
        let mut outcome = Outcome::default();
        let mut tenth = (0, 0);
        census.clear(seed);
        engine.reseed(seed);
        engine.run(Weather::new(&knobs, plan), |entry, world| match entry.event {
            Event::Attempted { .. } if entry.site.attempt > 1 => {
                let now = entry.at / TENTH;
                tenth = if tenth.0 == now { (now, tenth.1 + 1) } else { (now, 1) };
                outcome.busiest_tenth = outcome.busiest_tenth.max(tenth.1);
            }
            Event::Arrived(Arrival::Request) => outcome.arrivals += 1,
            Event::Told { .. } => {
                let waited = entry.at - setting.intent(entry.site.intent).at;
                outcome.wait = outcome.wait.saturating_add(waited);
            }
            _ => census.watch(setting, entry, world),
        });
        let world = engine.world();
        for (index, client) in (0..).zip(&world.clients) {
            // What a producer published again means the same intent.
            let meant = setting.means(index);
            let effects = world.ledger.effects_of(meant);
            outcome.attempts += u64::from(client.attempts);
            if meant == index {
                outcome.effects += u64::from(effects);
                outcome.doubles += u64::from(effects >= 2);
            }
            match client.told {
                Some(Told::Success) => outcome.lost += u64::from(effects == 0),
                Some(Told::Unknown) => {
                    outcome.unknown += 1;
                    outcome.unknown_but_done += u64::from(effects > 0);
                }
                Some(Told::Error) | None => {}
            }
        }
        (outcome.balance, outcome.meant) = (world.ledger.balance(), world.meant);
        outcome.stored = window.map_or(0, |window| census.stored(window));
        outcome.peak = census.peak();
        outcome
    }
}
