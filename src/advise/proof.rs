//! The proof of a TTL: the one story in which it is only just long enough, told at the
//! TTL, where it must keep `once`, and a millisecond below, where it must break it.

use super::alone;
use super::waits::{beyond_steady, steady};
use crate::sim::time::Ms;
use crate::sim::{Fault, FaultPlan, Knobs, Place, Property, Scenario, Site, simulate};

/// What the simulator says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// The knobs of the story, at the TTL.
    pub knobs: Knobs,
    /// Its faults beyond the lost replies of all tries but the last: the last request is
    /// late.
    pub plan: FaultPlan,
    /// Whether once is kept at the TTL.
    pub holds: bool,
    /// Whether once breaks a millisecond below.
    pub is_smallest: bool,
}

impl Proof {
    /// Tells the story. `ttl` is without the clocks' difference: the simulator has one.
    pub(super) fn new(knobs: &Knobs, ttl: Ms, late: Ms) -> Self {
        let most = knobs.attempts.unwrap_or(1);
        let late = late.saturating_add(beyond_steady(knobs));
        let calm = steady(knobs).calm();
        let lost_replies = most.saturating_sub(1);
        let knobs = Knobs { ttl: Some(ttl), capacity: None, resend: 0, lost_replies, ..calm };
        let last = (Site::attempt(0, most).at(Place::Request), Fault::Delay(Some(late)));
        let plan: FaultPlan = (late > 0).then_some(last).into_iter().collect();
        let keeps = |ttl: Ms| {
            let scenario = Scenario { plan: plan.clone(), ..alone(&Knobs { ttl: Some(ttl), ..knobs }) };
            let trace = simulate(&scenario.settings().remove(0), &scenario.weather_plan());
            trace.verdict.broken_at(Property::Once).is_none()
        };
        let (holds, is_smallest) = (keeps(ttl), ttl > 0 && !keeps(ttl - 1));
        Self { knobs, plan, holds, is_smallest }
    }

    /// The story that breaks: a millisecond below the TTL.
    #[must_use]
    pub fn below(&self) -> Scenario {
        let ttl = self.knobs.ttl.map(|ttl| ttl.saturating_sub(1));
        Scenario { plan: self.plan.clone(), ..alone(&Knobs { ttl, ..self.knobs }) }
    }
}
