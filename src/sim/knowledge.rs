//! What the client knows: the worlds that look the same from where it stands.
//!
//! A client sees its own sends, the replies it hears and its timer, nothing else. So at
//! an instant it lives in any world whose story, up to then, shows it exactly that. They
//! are found by trying: every plan of a few faults on the intent's own sites is run to
//! the instant, and the stories the client would have noticed are dropped. All else is
//! as it really is: the recipe, the knobs, and what struck other intents so far.
//!
//! Nothing after the instant is read. Knows nothing of chance: which faults could have
//! struck counts here, not how likely they are.

pub mod fate;
mod search;

use super::event::{Arrival, Entry, Event, LostWhy, Status};
use super::fault::{Fault, FaultPlan};
use super::time::Ms;
use super::trace::Trace;
use fate::Course;
pub use fate::Fate;
use search::Search;

/// What the client of one intent knows at an instant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Knowledge {
    /// All it has seen, in order.
    pub seen: Vec<Sight>,
    /// The worlds it may be in, by what became of its request; none of them empty.
    pub groups: Vec<Group>,
    /// How far the search went.
    pub bounds: Bounds,
}

/// One thing the client saw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sight {
    /// When.
    pub at: Ms,
    /// The try; 0 where its customer is told. Copies of a try look the same.
    pub attempt: u16,
    /// What.
    pub event: Event,
}

/// The worlds in which the same became of the request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What became of it.
    pub fate: Fate,
    /// Each world by the faults that struck it so far, fewest first; never empty.
    pub worlds: Vec<FaultPlan>,
    /// The least and the most charged for the intent in these worlds, in whole dollars.
    pub charged: (u64, u64),
}

/// Which plans were tried.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bounds {
    /// Every plan of up to so many faults, of any kind.
    pub faults: usize,
    /// And every plan that only loses messages, up to so many; never fewer.
    pub losses: usize,
    /// How many stories that came to.
    pub tried: usize,
}

impl Knowledge {
    /// How many worlds look the same to the client.
    #[must_use]
    pub fn worlds(&self) -> usize {
        self.groups.iter().map(|group| group.worlds.len()).sum()
    }

    /// The least and the most charged in any of them; none where there is no world.
    #[must_use]
    pub fn charged(&self) -> Option<(u64, u64)> {
        let all = self.groups.iter().map(|group| group.charged);
        all.reduce(|(least, most), (low, high)| (least.min(low), most.max(high)))
    }

    /// Whether its customer has been told: it asks no more.
    #[must_use]
    pub fn is_told(&self) -> bool {
        self.seen.iter().any(|sight| matches!(sight.event, Event::Told { .. }))
    }

    /// The worlds in which this became of the request, if there are any.
    #[must_use]
    pub fn group(&self, fate: Fate) -> Option<&Group> {
        self.groups.iter().find(|group| group.fate == fate)
    }

    /// Takes in one more world.
    fn add(&mut self, fate: Fate, plan: FaultPlan, charged: u64) {
        let at = self.groups.partition_point(|group| group.fate < fate);
        match self.groups.get_mut(at).filter(|group| group.fate == fate) {
            Some(group) => {
                group.worlds.push(plan);
                group.charged = (group.charged.0.min(charged), group.charged.1.max(charged));
            }
            None => self.groups.insert(at, Group { fate, worlds: vec![plan], charged: (charged, charged) }),
        }
    }
}

impl Group {
    /// The plainest world of this group: as few faults as any, and losses before others.
    #[must_use]
    pub fn example(&self) -> Option<&FaultPlan> {
        let others = |plan: &FaultPlan| plan.iter().filter(|(_, fault)| *fault != Fault::Lose).count();
        self.worlds.iter().min_by_key(|plan| (plan.len(), others(plan)))
    }
}

impl Sight {
    /// What the client of an intent sees of an entry, if anything.
    #[must_use]
    pub fn of(entry: &Entry, intent: u32) -> Option<Self> {
        let sees = entry.site.intent == intent && entry.event.client_sees();
        sees.then_some(Self { at: entry.at, attempt: entry.site.attempt, event: entry.event })
    }

    /// Whether this is a 201, heard.
    #[must_use]
    pub const fn is_success(&self) -> bool {
        matches!(
            self.event,
            Event::Arrived(Arrival::Reply { status: Status::Created | Status::Accepted, .. })
        )
    }
}

/// What the client of an intent knows at the end of an instant.
#[must_use]
pub fn knowledge(trace: &Trace, at: Ms, intent: u32) -> Knowledge {
    let past = &trace.entries[..trace.entries_by(at)];
    let seen: Vec<Sight> = past.iter().filter_map(|entry| Sight::of(entry, intent)).collect();
    if seen.is_empty() {
        return Knowledge::default();
    }
    Search::new(&trace.setting, past, at, intent, &seen).run()
}

/// What really became of an intent's request by the end of an instant. Its client may not
/// know.
#[must_use]
pub fn really(trace: &Trace, at: Ms, intent: u32) -> Fate {
    Course::of(&trace.setting, &trace.entries[..trace.entries_by(at)], intent)
}

/// What struck so far, as the entries tell: a message lost under way does not show yet.
fn struck(past: &[Entry]) -> FaultPlan {
    let fault = |entry: &Entry| match entry.event {
        Event::Lost { why: LostWhy::Network } => Some(Fault::Lose),
        Event::Lost { why: LostWhy::Reset } => Some(Fault::Reset),
        Event::Delayed { by } => Some(Fault::Delay(Some(by))),
        Event::Duplicated { gap } => Some(Fault::Duplicate(Some(gap))),
        Event::Crashed { until } => Some(Fault::Crash(Some(until - entry.at))),
        Event::Paused { until } => Some(Fault::Pause(Some(until - entry.at))),
        _ => None,
    };
    past.iter().filter_map(|entry| Some((entry.site, fault(entry)?))).collect()
}
