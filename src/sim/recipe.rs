//! A recipe: a request handler as a list of steps. A crash lives in the gap between two.
//!
//! Recipes are data, so they can be drawn as code with the running line lit,
//! enumerated, re-ordered by the learner, and run by the engine.

use std::borrow::Cow;

use super::event::{Status, Why};
use super::job::{Work, gaps_of, has_outbox};
use super::site::Place;
use super::skin::{QUEUE_RECIPES, Skin};

/// The word for a lane's recipe, where a knob's id would stand.
pub const RECIPE: &str = "recipe";

/// The word for the order of a lane's steps, where a knob's id would stand.
pub const STEPS: &str = "steps";

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
    /// Write a row for what is still to be sent, for the relay.
    Outbox,
    /// The relay marks its row as sent.
    Mark,
    /// Write how far it has come, with the receipt, into the key record.
    Point,
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
            Self::Outbox => "outbox",
            Self::Mark => "mark",
            Self::Point => "point",
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
            Self::Outbox => Place::AfterOutbox,
            Self::Mark => Place::AfterMark,
            Self::Point => Place::AfterPoint,
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

    /// The status its handler answers early with.
    #[must_use]
    pub fn answer(&self, why: Why) -> Status {
        if why == Why::Replay { self.success() } else { why.status() }
    }

    /// The same recipe with its steps in another order.
    #[must_use]
    pub fn reordered(&self, steps: Vec<Step>) -> Self {
        Self { steps: Cow::Owned(steps), ..self.clone() }
    }

    /// Whether its steps are no longer those the recipe of its id ships with.
    #[must_use]
    pub fn is_edited(&self) -> bool {
        Self::find(&self.id).is_none_or(|shipped| shipped.steps != self.steps)
    }

    /// Its id, and that it is edited where it is: what a report calls it.
    #[must_use]
    pub fn name(&self) -> Cow<'_, str> {
        if self.is_edited() { format!("{}, edited", self.id).into() } else { Cow::Borrowed(&*self.id) }
    }

    /// What a lane that has it is said to run: its name, while its steps are as shipped.
    #[must_use]
    pub fn title(&self, skin: Skin) -> &str {
        if self.is_edited() { "own steps" } else { skin.recipe(self) }
    }

    /// The steps in their order, as they are written: `effect, reply`.
    #[must_use]
    pub fn order(&self) -> String {
        self.steps.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
    }

    /// The same recipe in an order as written: every step of it once, by its word or whole.
    #[must_use]
    pub fn ordered(&self, text: &str) -> Option<Self> {
        let mut left = self.steps.to_vec();
        let mut take = |word: &str| {
            let whole = left.iter().position(|step| step.to_string() == word);
            let at = whole.or_else(|| left.iter().position(|step| step.word() == word))?;
            Some(left.remove(at))
        };
        // A comma within a step, `effect(call, key forwarded)`, parts no steps.
        let mut depth = 0_u32;
        let parts = text.split(|c| {
            depth = if c == '(' { depth + 1 } else { depth.saturating_sub(u32::from(c == ')')) };
            c == ',' && depth == 0
        });
        let steps: Option<Vec<Step>> = parts.map(|word| take(word.trim())).collect();
        steps.filter(|_| left.is_empty()).map(|steps| self.reordered(steps))
    }

    /// The gaps in which this handler can crash: after `receive` and after every step
    /// but the last.
    pub fn gaps(&self) -> impl Iterator<Item = Place> + '_ {
        std::iter::once(Place::AfterReceive).chain(gaps_of(&self.steps, None))
    }

    /// The gaps in which its relay can crash; none without an outbox.
    pub fn relay_gaps(&self) -> impl Iterator<Item = Place> + '_ {
        let steps = if self.has_outbox() { &self.steps[..] } else { &[] };
        gaps_of(steps, Some(Work::Relay))
    }

    /// Whether its effect is left to a relay.
    #[must_use]
    pub fn has_outbox(&self) -> bool {
        has_outbox(&self.steps)
    }

    /// What a success says: done, or taken in.
    #[must_use]
    pub fn success(&self) -> Status {
        if self.has_outbox() { Status::Accepted } else { Status::Created }
    }

    /// Whether this handler ever reads or writes a key record.
    #[must_use]
    pub fn uses_keys(&self) -> bool {
        self.steps.iter().any(|step| matches!(step, Step::Lookup | Step::Claim { .. } | Step::Record { .. }))
    }
}

const ADD: Step = Step::Effect(How::Add);
const CALL: Step = Step::Effect(How::Call { forwarded: false });
const FORWARDED: Step = Step::Effect(How::Call { forwarded: true });
const CLAIM: Step = Step::Claim { lease: false };
const LEASE: Step = Step::Claim { lease: true };
const RECORD: Step = Step::Record { fenced: false };
const FENCED: Step = Step::Record { fenced: true };

/// Every shipped recipe. A new recipe of known steps is one more row.
pub static RECIPES: [Recipe; 17] = [
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
        &[LEASE, FORWARDED, RECORD, Step::Reply],
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
    Recipe::row(
        "recovery-points",
        &[LEASE, FORWARDED, Step::Point, RECORD, Step::Reply],
        "none, while downstream-ttl lasts; once past its point, none at all",
        "a retry goes on where the last one came to",
    ),
    Recipe::row(
        "outbox",
        &[Step::Begin, CLAIM, Step::Outbox, RECORD, Step::Commit, Step::Reply, CALL, Step::Mark],
        "double: the relay dies between sending and marking",
        "what can wait: told \"accepted\", sent later",
    ),
    Recipe::row(
        "outbox-forwarded",
        &[Step::Begin, CLAIM, Step::Outbox, RECORD, Step::Commit, Step::Reply, FORWARDED, Step::Mark],
        "none, while downstream-ttl lasts",
        "the relay sends again, and the key travels",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_of_ones_own_are_called_so() {
        let shipped = Recipe::find("one-transaction").expect("a recipe");
        assert!(!shipped.is_edited());
        assert_eq!((shipped.title(Skin::Http), shipped.title(Skin::Queue)), ("one-transaction", "inbox"));
        let own = shipped.reordered(shipped.steps.iter().rev().copied().collect());
        assert!(own.is_edited());
        assert_eq!(own.title(Skin::Queue), "own steps");
    }

    #[test]
    fn an_order_reads_back_and_takes_each_step_once() {
        for recipe in &RECIPES {
            assert_eq!(recipe.ordered(&recipe.order()).as_ref(), Some(recipe));
        }
        let lease = Recipe::find("lease").expect("a recipe");
        let turned = lease.ordered("reply, record,effect , claim").expect("an order of its steps");
        assert_eq!(turned.order(), "reply, record, effect, claim+lease");
        assert_eq!((turned.id.as_ref(), turned.steps.len()), ("lease", 4));
        for wrong in ["", "reply", "claim, effect, record, reply, reply", "claim, effect, record, commit"] {
            assert_eq!(lease.ordered(wrong), None, "{wrong:?}");
        }
    }
}
