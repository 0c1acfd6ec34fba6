//! The wire: the envelopes under way at an instant.
//!
//! Where an envelope is between two instants is for the view to draw; here it is only
//! known when it left and when it is due.

use super::event::Status;
use super::id::Receipt;
use super::id::{HandlerId, Key};
use super::roster::Roster;
use super::site::{Place, Site};
use super::time::Ms;

/// Which way an envelope goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Leg {
    /// To the server.
    Request,
    /// Back to the client.
    Reply,
}

impl Leg {
    /// The leg a site's place names, if it names one.
    #[must_use]
    pub const fn of(place: Place) -> Option<Self> {
        match place {
            Place::Request => Some(Self::Request),
            Place::Reply => Some(Self::Reply),
            _ => None,
        }
    }

    /// The place a fault strikes this leg at.
    #[must_use]
    pub const fn place(self) -> Place {
        match self {
            Self::Request => Place::Request,
            Self::Reply => Place::Reply,
        }
    }
}

/// What identifies an envelope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct EnvelopeId {
    /// The handler it goes to, or comes from.
    pub handler: HandlerId,
    /// Which way.
    pub leg: Leg,
    /// Whether it is the network's second copy of a reply.
    pub again: bool,
}

/// What an envelope holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// A charge, with its key.
    Request {
        /// The idempotency key.
        key: Option<Key>,
    },
    /// An answer.
    Reply {
        /// Its status.
        status: Status,
        /// Its receipt, with a 201.
        receipt: Option<Receipt>,
        /// Whether it is a stored reply.
        replayed: bool,
    },
}

/// One message under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// When it left.
    pub sent: Ms,
    /// When it is due, if nothing kills it.
    pub due: Ms,
    /// What it holds.
    pub content: Content,
}

/// All messages under way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wire(Roster<EnvelopeId, Envelope>);

impl Wire {
    /// Forgets everything.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// The envelopes, by id.
    pub fn iter(&self) -> impl Iterator<Item = (EnvelopeId, &Envelope)> + '_ {
        self.0.iter().map(|(id, envelope)| (*id, envelope))
    }

    /// One envelope.
    #[must_use]
    pub fn get(&self, id: EnvelopeId) -> Option<&Envelope> {
        self.0.get(&id)
    }

    /// A message leaves.
    pub fn send(&mut self, id: EnvelopeId, envelope: Envelope) {
        self.0.insert(id, envelope);
    }

    /// The network will be late with the message at this site.
    pub fn delay(&mut self, site: Site, by: Ms) {
        if let Some(envelope) = first(site).and_then(|id| self.0.get_mut(&id)) {
            envelope.due += by;
        }
    }

    /// The network makes a second copy of the message at this site.
    pub fn duplicate(&mut self, site: Site, gap: Ms) {
        let Some(id) = first(site) else { return };
        let Some(envelope) = self.0.get(&id).copied() else { return };
        let copy = match id.leg {
            Leg::Request => EnvelopeId { handler: HandlerId { copy: true, ..id.handler }, ..id },
            Leg::Reply => EnvelopeId { again: true, ..id },
        };
        self.0.insert(copy, Envelope { due: envelope.due + gap, ..envelope });
    }

    /// The message at this site arrived or died.
    pub fn remove(&mut self, site: Site) {
        if let Some(id) = first(site)
            && self.0.remove(&id).is_none()
        {
            self.0.remove(&EnvelopeId { again: true, ..id });
        }
    }
}

fn first(site: Site) -> Option<EnvelopeId> {
    Leg::of(site.place).map(|leg| EnvelopeId { handler: site.handler(), leg, again: false })
}
