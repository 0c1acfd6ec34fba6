//! Jobs: what a server does behind a reply. A relay sends what an outbox holds; a completer
//! finishes what a crash left in flight.
//!
//! A job runs steps of the recipe as a handler does, with nobody to answer. This file says
//! which steps are whose, and knows neither the queue nor the world.

use super::id::HandlerId;
use super::recipe::Step;
use super::site::Place;

/// Which job.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Work {
    /// Sends a row of the outbox and marks it.
    Relay,
    /// Finishes a claim whose lease ran out.
    Completer,
}

impl Work {
    /// The word in texts and JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Relay => "relay",
            Self::Completer => "completer",
        }
    }
}

/// A job at work for somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Job {
    /// Which job.
    pub work: Work,
    /// The handler whose row it sends, or whose claim it finishes.
    pub of: HandlerId,
}

/// Whether these steps leave their effect to a relay.
#[must_use]
pub fn has_outbox(steps: &[Step]) -> bool {
    steps.contains(&Step::Outbox)
}

/// Whether a step of a recipe is run by a job, or by the handler of a request where there
/// is none. With an outbox the effect and its mark are the relay's; a completer has nobody
/// to reply to.
#[must_use]
pub fn runs(steps: &[Step], step: Step, work: Option<Work>) -> bool {
    let relays = matches!(step, Step::Effect(_) | Step::Mark) && has_outbox(steps);
    match work {
        None => !relays,
        Some(Work::Relay) => relays,
        Some(Work::Completer) => !relays && step != Step::Reply,
    }
}

/// The gaps between a handler's or a job's own steps: after each but the last.
pub fn gaps_of(steps: &[Step], work: Option<Work>) -> impl Iterator<Item = Place> + '_ {
    let own = move || steps.iter().filter(move |step| runs(steps, **step, work));
    own().map(|step| step.gap()).take(own().count().saturating_sub(1))
}
