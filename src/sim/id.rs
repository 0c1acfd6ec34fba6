//! Who is who: handlers, keys, records and receipts by their names.

use super::knob::{Knobs, Scope};
use super::site::Site;

/// An idempotency key, as a number that is unique within its lane's key policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(pub u64);

/// Which handler: the one working on this try, or on the network's second copy of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HandlerId {
    /// The intent's index.
    pub intent: u32,
    /// The try.
    pub attempt: u16,
    /// Whether it works on the second copy.
    pub copy: bool,
}

impl HandlerId {
    /// The site of its try as a whole.
    #[must_use]
    pub const fn site(self) -> Site {
        Site { copy: self.copy, ..Site::attempt(self.intent, self.attempt) }
    }
}

/// What identifies a record: the key, within the customer when scope is per customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordId {
    /// The customer, or none when scope is global.
    pub customer: Option<u32>,
    /// The key.
    pub key: Key,
}

impl RecordId {
    /// The id under the scope these knobs set.
    #[must_use]
    pub fn new(knobs: &Knobs, customer: u32, key: Key) -> Self {
        Self { customer: (knobs.scope == Scope::PerCustomer).then_some(customer), key }
    }
}

/// What a 201 hands the client: proof of one particular effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Receipt {
    /// The name of the handler that did it.
    Handler(HandlerId),
    /// The balance after a `set`.
    Balance(u64),
}
