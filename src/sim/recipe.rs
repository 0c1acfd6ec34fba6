//! A recipe: a request handler as a list of steps. A crash lives in the gap between two.
//!
//! Recipes are data, so they can be drawn as code with the running line lit,
//! enumerated, re-ordered by the learner, and run by the engine.

use std::borrow::Cow;

use super::site::Place;
use super::skin::QUEUE_RECIPES;

/// How the effect, the charge that really happens, is carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum How {
    /// A new ledger row, balance + amount: repeats add up.
    Add,
    /// Balance := the sum of this customer's amounts up to this intent (a PUT).
    Set,
    /// As `Set`, where the version is the one expected, then version + 1.
    Swap,
    /// A ledger row keyed by the intent: a second insert finds it there.
    Row,
    /// A call to somebody else's system; forwarded: with the client's key.
    Call {
        /// Whether the key travels with the call.
        forwarded: bool,
    },
}

/// One step of a handler.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// Open a transaction.
    Begin,
    /// Read the key record: replay, refuse, or pass.
    Lookup,
    /// Insert the key record in flight, unless it is there.
    Claim {
        /// Whether the claim runs out.
        lease: bool,
    },
    /// Ask the provider whether it has acted for this intent.
    Query,
    /// The charge that really happens.
    Effect(How),
    /// Write the key record done, with its reply.
    Record {
        /// Whether only the holder of the present token may write.
        fenced: bool,
    },
    /// Make all buffered writes durable at once.
    Commit,
    /// Send the reply.
    Reply,
}

impl Step {
    /// The step's word, without its options.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Begin => "begin",
            Self::Lookup => "lookup",
            Self::Claim { .. } => "claim",
            Self::Query => "query",
            Self::Effect(_) => "effect",
            Self::Record { .. } => "record",
            Self::Commit => "commit",
            Self::Reply => "reply",
        }
    }

    /// The gap that follows this step.
    #[must_use]
    pub const fn gap(self) -> Place {
        match self {
            Self::Begin => Place::AfterBegin,
            Self::Lookup => Place::AfterLookup,
            Self::Claim { .. } => Place::AfterClaim,
            Self::Query => Place::AfterQuery,
            Self::Effect(_) => Place::AfterEffect,
            Self::Record { .. } => Place::AfterRecord,
            Self::Commit => Place::AfterCommit,
            Self::Reply => Place::AfterReply,
        }
    }
}

impl std::fmt::Display for Step {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Claim { lease: true } => "claim+lease",
            Self::Record { fenced: true } => "record fenced",
            Self::Effect(How::Set) => "effect(set)",
            Self::Effect(How::Swap) => "effect(swap)",
            Self::Effect(How::Row) => "effect(row)",
            Self::Effect(How::Call { forwarded: false }) => "effect(call)",
            Self::Effect(How::Call { forwarded: true }) => "effect(call, key forwarded)",
            step => step.word(),
        })
    }
}

/// A named list of steps, with what one fault does to it and why it is taught.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipe {
    /// The id in lanes, files and menus.
    pub id: Cow<'static, str>,
    /// The steps in order; an implicit `receive` comes first.
    pub steps: Cow<'static, [Step]>,
    /// What one fault does to it at the defaults, in words.
    pub one_fault: &'static str,
    /// Why it is taught.
    pub why: &'static str,
}

impl Recipe {
    const fn row(
        id: &'static str,
        steps: &'static [Step],
        one_fault: &'static str,
        why: &'static str,
    ) -> Self {
        Self { id: Cow::Borrowed(id), steps: Cow::Borrowed(steps), one_fault, why }
    }

    /// The shipped recipe with this id, or with this name among queues.
    #[must_use]
    pub fn find(id: &str) -> Option<&'static Self> {
        let queue = QUEUE_RECIPES.iter().find(|(_, name)| *name == id);
        let id = queue.map_or(id, |(id, _)| id);
        RECIPES.iter().find(|recipe| recipe.id == id)
    }

    /// The same recipe with its steps in another order.
    #[must_use]
    pub fn reordered(&self, steps: Vec<Step>) -> Self {
        Self { steps: Cow::Owned(steps), ..self.clone() }
    }

    /// The gaps in which this handler can crash: after `receive` and after every step
    /// but the last.
    pub fn gaps(&self) -> impl Iterator<Item = Place> + '_ {
        let before_last = self.steps.len().saturating_sub(1);
        let steps = self.steps.iter().take(before_last).map(|step| step.gap());
        std::iter::once(Place::AfterReceive).chain(steps)
    }

    /// Whether this handler ever reads or writes a key record.
    #[must_use]
    pub fn uses_keys(&self) -> bool {
        self.steps.iter().any(|step| matches!(step, Step::Lookup | Step::Claim { .. } | Step::Record { .. }))
    }
}

const ADD: Step = Step::Effect(How::Add);
const CALL: Step = Step::Effect(How::Call { forwarded: false });
const CLAIM: Step = Step::Claim { lease: false };
const LEASE: Step = Step::Claim { lease: true };
const RECORD: Step = Step::Record { fenced: false };
const FENCED: Step = Step::Record { fenced: true };

/// Every shipped recipe. A new recipe of known steps is one more row.
pub static RECIPES: [Recipe; 14] = [
    Recipe::row("naive", &[ADD, Step::Reply], "double", "the illness"),
    Recipe::row(
        "effect-then-key",
        &[Step::Lookup, ADD, RECORD, Step::Reply],
        "double: crash after the effect, or overtaken by a retry",
        "the textbook class",
    ),
    Recipe::row(
        "key-then-effect",
        &[Step::Lookup, RECORD, ADD, Step::Reply],
        "success told, nothing done; double when paused after lookup",
        "the other order",
    ),
    Recipe::row(
        "claim",
        &[CLAIM, ADD, RECORD, Step::Reply],
        "stuck on 409 for ever",
        "a claim without a lease",
    ),
    Recipe::row(
        "lease",
        &[LEASE, ADD, RECORD, Step::Reply],
        "double after a crash; double under a paused holder",
        "a lease without a fence",
    ),
    Recipe::row(
        "fenced",
        &[LEASE, Step::Begin, ADD, FENCED, Step::Commit, Step::Reply],
        "none found within 3 faults (work longer than the lease starves)",
        "lease and fence together",
    ),
    Recipe::row(
        "one-transaction",
        &[Step::Begin, CLAIM, ADD, RECORD, Step::Commit, Step::Reply],
        "none found within 3 faults (with the store in memory: double)",
        "the cure, where the effect lives in this database",
    ),
    Recipe::row("foreign", &[LEASE, CALL, RECORD, Step::Reply], "double", "the effect is elsewhere"),
    Recipe::row(
        "foreign-forwarded",
        &[LEASE, Step::Effect(How::Call { forwarded: true }), RECORD, Step::Reply],
        "none, while downstream-ttl lasts",
        "the key travels with the call",
    ),
    Recipe::row(
        "foreign-query",
        &[LEASE, Step::Query, CALL, RECORD, Step::Reply],
        "double when paused after query",
        "asking first races",
    ),
    Recipe::row(
        "set",
        &[Step::Effect(How::Set), Step::Reply],
        "one intent: none; two intents: a late duplicate undoes the newer",
        "idempotent by nature (PUT)",
    ),
    Recipe::row(
        "compare-and-set",
        &[Step::Effect(How::Swap), Step::Reply],
        "told \"no row\" though done (honest breaks)",
        "the conditional write",
    ),
    Recipe::row(
        "ledger-row",
        &[Step::Effect(How::Row), Step::Reply],
        "none",
        "idempotent by design: the row is the key",
    ),
    Recipe::row("ack-then-effect", &[Step::Reply, ADD], "lost", "a queue that commits its offset first"),
];
