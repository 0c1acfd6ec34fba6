//! A story: an endpoint asked in a way, step by step, beside what would have been.

use super::endpoint::Endpoint;
use super::part::alike;
use super::reply::Reply;
use super::request::Request;
use super::server::Server;
use super::way::{Delivery, Way, What, request};

/// A request that arrived, the reply to it, and the state it left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Which request, and whether its reply is heard.
    pub delivery: Delivery,
    /// The request.
    pub request: &'static Request,
    /// The reply.
    pub reply: Reply,
    /// The state after it.
    pub after: Server,
}

/// An endpoint asked in a way.
#[derive(Clone, Debug)]
pub struct Story {
    /// The endpoint.
    pub endpoint: &'static Endpoint,
    /// The way.
    pub way: Way,
    /// The state it begins in.
    pub start: Server,
    /// What arrives, in order.
    pub steps: Vec<Step>,
    /// The state if nothing had gone wrong.
    pub fair: Server,
}

impl Story {
    /// Tells it.
    #[must_use]
    pub fn tell(endpoint: &'static Endpoint, way: Way, start: Server) -> Self {
        let mut now = start.clone();
        let step = |delivery: &Delivery| {
            let request = request(endpoint, delivery.what);
            let reply = now.handle(request);
            Step { delivery: *delivery, request, reply, after: now.clone() }
        };
        let steps = way.deliveries().iter().map(step).collect();
        let mut fair = start.clone();
        for what in way.fair() {
            fair.handle(request(endpoint, *what));
        }
        Self { endpoint, way, start, steps, fair }
    }

    /// The state at the end.
    #[must_use]
    pub fn end(&self) -> &Server {
        self.steps.last().map_or(&self.start, |step| &step.after)
    }

    /// Whether all that callers ask about is as if nothing had gone wrong.
    #[must_use]
    pub fn is_harmless(&self) -> bool {
        alike(self.end(), &self.fair)
    }

    /// What the caller hears last of the request in question.
    #[must_use]
    pub fn heard(&self) -> Option<&Reply> {
        let own = |step: &&Step| matches!(step.delivery.what, What::First | What::Again);
        self.steps.iter().rev().filter(own).find(|step| step.delivery.heard).map(|step| &step.reply)
    }

    /// Whether the caller hears an error although the request was carried out.
    #[must_use]
    pub fn misleads(&self) -> bool {
        let carried_out =
            self.steps.iter().any(|step| step.delivery.what == What::First && step.reply.is_success());
        carried_out && self.heard().is_some_and(|reply| !reply.is_success())
    }

    /// Whether the harm is said: some caller who waits hears an error.
    #[must_use]
    pub fn is_told(&self) -> bool {
        self.steps.iter().any(|step| step.delivery.heard && !step.reply.is_success())
    }

    /// Whether what somebody else changed is not as they left it.
    #[must_use]
    pub fn undoes(&self) -> bool {
        let other = self.steps.iter().position(|step| step.delivery.what == What::Other);
        let Some(at) = other else { return false };
        let before = at.checked_sub(1).map_or(&self.start, |at| &self.steps[at].after);
        let theirs = &self.steps[at].after.orders;
        let changed = theirs.iter().filter(|(name, held)| before.orders.get(name) != Some(held));
        let mut changed = changed;
        changed.any(|(name, held)| self.end().orders.get(name).map(|held| &held.order) != Some(&held.order))
    }

    /// What came of it, in a few words.
    #[must_use]
    pub fn outcome(&self) -> &'static str {
        match (self.way, self.is_harmless(), self.is_told()) {
            (Way::Once, ..) => {
                if alike(&self.start, self.end()) {
                    "nothing has changed"
                } else {
                    "done once"
                }
            }
            (Way::Twice | Way::Lost, true, _) => "the same as once",
            (Way::Twice | Way::Lost, false, _) => "NOT the same as once",
            (Way::Reverse, true, _) => "the same as in order",
            (Way::Reverse, false, true) => "NOT the same as in order, and a caller is told",
            (Way::Reverse, false, false) => "NOT the same as in order, and nobody is told",
            (Way::Late, true, _) => "the newer change stands",
            (Way::Late, false, _) if self.undoes() => "the newer change does NOT stand",
            (Way::Late, false, _) => "the late copy did it ONCE MORE",
        }
    }
}
