//! A horizon: a span after which something is forgotten. A search in which no story
//! outlived it says nothing of what happens then.

use crate::sim::id::RecordId;
use crate::sim::knob::KeyPolicy;
use crate::sim::ledger::Row;
use crate::sim::recipe::How;
use crate::sim::time::Ms;
use crate::sim::{Entry, Event, Setting, Step, World};

/// A span that a story may outlive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Horizon {
    /// How long a claim holds.
    Lease,
    /// How long a key record is remembered.
    Ttl,
    /// How long the provider remembers a forwarded key.
    Downstream,
}

impl Horizon {
    const ALL: [Self; 3] = [Self::Lease, Self::Ttl, Self::Downstream];

    /// Those that bear on a setting: its recipe and keys are subject to them.
    #[must_use]
    pub fn of(setting: &Setting) -> Vec<Self> {
        let bears = |horizon: &Self| {
            let mut steps = setting.recipe.steps.iter();
            let subject = match horizon {
                Self::Lease => steps.any(|step| matches!(step, Step::Claim { lease: true })),
                Self::Ttl => steps.any(|step| matches!(step, Step::Lookup | Step::Claim { .. })),
                Self::Downstream => {
                    steps.any(|step| matches!(step, Step::Effect(How::Call { forwarded: true })))
                }
            };
            subject && setting.knobs.key != KeyPolicy::None && horizon.span(setting).is_some()
        };
        Self::ALL.into_iter().filter(bears).collect()
    }

    /// The knob that sets it.
    #[must_use]
    pub const fn knob(self) -> &'static str {
        match self {
            Self::Lease => "lease",
            Self::Ttl => "ttl",
            Self::Downstream => "downstream-ttl",
        }
    }

    /// How long it is; none where it never ends.
    #[must_use]
    pub const fn span(self, setting: &Setting) -> Option<Ms> {
        match self {
            Self::Lease => Some(setting.knobs.lease),
            Self::Ttl => setting.knobs.ttl,
            Self::Downstream => setting.knobs.downstream_ttl,
        }
    }

    /// Whether this entry, with the world after it, is one that only comes after it.
    #[must_use]
    pub fn is_outlived(self, setting: &Setting, entry: &Entry, world: &World) -> bool {
        match (self, entry.event) {
            (Self::Lease, Event::Ran { takeover, .. }) => takeover,
            (Self::Ttl, Event::Expired { .. }) => true,
            (
                Self::Downstream,
                Event::Ran { step: Step::Effect(How::Call { forwarded: true }), rows: Some(1), .. },
            ) => acts_again(setting, world),
            _ => false,
        }
    }
}

/// Whether the provider has just acted on a key it had acted on before.
fn acts_again(setting: &Setting, world: &World) -> bool {
    let record = |row: &Row| {
        let customer = setting.intent(row.handler.intent).customer;
        row.key.map(|key| RecordId::new(&setting.knobs, customer, key))
    };
    let mut acts = world.ledger.rows.iter().rev().map(record);
    let latest = acts.next();
    acts.any(|earlier| Some(earlier) == latest)
}
