//! The skin: the words in which the one engine is told, as calls to a server or as
//! deliveries from a queue.
//!
//! Words, not machinery: a broker redelivers as a client retries, so the engine reads
//! none of this. Whoever shows a story asks the table here how to say it.

use super::event::{Outcome, Status};
use super::knob::{Knob, Words};
use super::recipe::Recipe;
use super::verdict::Property;

/// Which words a story is told in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Skin {
    /// A client calls a server.
    #[default]
    Http,
    /// A broker delivers to a consumer.
    Queue,
}

impl Words for Skin {
    const ALL: &'static [(Self, &'static str)] = &[(Self::Http, "http"), (Self::Queue, "queue")];
}

/// Something that is said one way or the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is described by its row in `PHRASES`")]
pub enum Phrase {
    Client,
    Server,
    Request,
    Reply,
    Try,
    Tries,
    Retries,
    Key,
    ShortKey,
    Keys,
    AKey,
    Charge,
    Charges,
    Charged,
    Success,
    Error,
    Unknown,
    Created,
    Accepted,
    Conflict,
    NoRow,
    Mismatch,
    Busy,
    Replay,
    Pays,
    PaysAgain,
    Pay,
    Asks,
    Sends,
    SendsAgain,
    TriesAgain,
    ListensFor,
    RetriesUpTo,
    Replies,
    Rings,
    TimedOut,
    DidItWork,
    ResetWord,
    NoTryLeft,
    Told,
    ToldHead,
    ToldSuccess,
    ToldAccepted,
    ToldError,
    ToldUnknown,
    OnRequest,
    ReplyLine,
    Laboratory,
}

/// A phrase's row.
#[derive(Clone, Copy, Debug)]
pub struct PhraseRow {
    /// Which.
    pub phrase: Phrase,
    /// In calls to a server.
    pub http: &'static str,
    /// In deliveries from a queue.
    pub queue: &'static str,
}

const fn row(phrase: Phrase, http: &'static str, queue: &'static str) -> PhraseRow {
    PhraseRow { phrase, http, queue }
}

/// How many rows, from the first on, are words one may look up; the rest are turns of
/// phrase made of them.
pub const VOCABULARY: usize = 24;

/// Every phrase, in the order of [`Phrase`].
pub const PHRASES: [PhraseRow; 48] = [
    row(Phrase::Client, "client", "broker"),
    row(Phrase::Server, "server", "consumer"),
    row(Phrase::Request, "request", "delivery"),
    row(Phrase::Reply, "reply", "ack"),
    row(Phrase::Try, "try", "delivery"),
    row(Phrase::Tries, "attempts", "deliveries"),
    row(Phrase::Retries, "retries", "redeliveries"),
    row(Phrase::Key, "key", "message id"),
    row(Phrase::ShortKey, "key", "id"),
    row(Phrase::Keys, "keys", "ids"),
    row(Phrase::AKey, "a key", "an id"),
    row(Phrase::Charge, "charge", "apply"),
    row(Phrase::Charges, "charges", "applies"),
    row(Phrase::Charged, "charged", "applied"),
    row(Phrase::Success, "success", "acked"),
    row(Phrase::Error, "error", "rejected"),
    row(Phrase::Unknown, "unknown", "dead-lettered"),
    row(Phrase::Created, "201", "ack"),
    row(Phrase::Accepted, "202", "ack"),
    row(Phrase::Conflict, "409", "no ack"),
    row(Phrase::NoRow, "412", "reject"),
    row(Phrase::Mismatch, "422", "reject"),
    row(Phrase::Busy, "503", "no ack"),
    row(Phrase::Replay, "replay", "ack again"),
    row(Phrase::Pays, "means to pay", "publishes"),
    row(
        Phrase::PaysAgain,
        "asks for the same payment once more, as a new one:",
        "publishes the same message once more, under a new id:",
    ),
    row(Phrase::Pay, "pay", "publish"),
    row(Phrase::Asks, "charge", "deliver"),
    row(Phrase::Sends, "sends", "delivers"),
    row(Phrase::SendsAgain, "asks again", "delivers again"),
    row(Phrase::TriesAgain, "tries again", "delivers again"),
    row(Phrase::ListensFor, "listens for", "waits for"),
    row(Phrase::RetriesUpTo, "retries up to", "redelivers up to"),
    row(Phrase::Replies, "replies", "sends"),
    row(Phrase::Rings, "the timer rings", "the visibility timeout is over"),
    row(Phrase::TimedOut, "timed out", "visible again"),
    row(Phrase::DidItWork, "timeout: did it work?", "visible again: was it done?"),
    row(Phrase::ResetWord, "reset: did it work?", "reset: was it done?"),
    row(Phrase::NoTryLeft, "timeout, no try left", "visible again, none left"),
    row(Phrase::Told, "told ", ""),
    row(Phrase::ToldHead, "told", "outcome"),
    row(Phrase::ToldSuccess, "the customer is told: success", "the message is acked: the broker forgets it"),
    row(
        Phrase::ToldAccepted,
        "the customer is told: accepted. The effect comes later",
        "the message is acked: its effect comes later",
    ),
    row(Phrase::ToldError, "the customer is told: error", "the message is rejected: the broker drops it"),
    row(
        Phrase::ToldUnknown,
        "the customer is told: unknown. Nobody here can say whether it was charged",
        "the message is dead-lettered. Nobody here can say whether it was applied",
    ),
    row(Phrase::OnRequest, "on request(key, body):", "on message(id, body):"),
    row(Phrase::ReplyLine, "reply 201", "ack"),
    row(Phrase::Laboratory, "Laboratory", "Laboratory: a queue"),
];

/// What recipes are called where a queue delivers: the id, and the queue's own name.
pub const QUEUE_RECIPES: [(&str, &str); 3] =
    [("naive", "effect-then-ack"), ("one-transaction", "inbox"), ("ack-then-effect", "offset-first")];

/// What knobs are called where a queue delivers: the id, the label, the gloss.
pub const QUEUE_KNOBS: [(&str, &str, &str); 13] = [
    ("key", "message id", "what the broker sends as the message's id"),
    ("timeout", "visibility", "how long a delivered message stays invisible before it is delivered again"),
    ("attempts", "max receives", "how often a message is delivered before it is dead-lettered"),
    ("backoff", "redelivery", "how the wait before a redelivery grows"),
    ("ttl", "inbox TTL", "how long a finished message's id is remembered"),
    ("lose-request", "lose delivery", "the share of deliveries that die on the way"),
    ("lose-reply", "lose ack", "the share of acks that die on the way"),
    ("intents", "messages", "how many messages are published"),
    (
        "checkpoint",
        "checkpoint",
        "how many acks the consumer sends at once; those that wait die with the process",
    ),
    ("resend", "resend", "how many messages, from the first on, the producer publishes again under a new id"),
    ("budget", "budget", "how many redeliveries there may be for each hundred first deliveries"),
    ("slots", "slots", "how many deliveries the consumer works on at a time; one more is not acked"),
    ("lost-replies", "lost acks", "how many acks of the first message die, from the first on"),
];

/// What is seen where a queue delivers and a promise breaks, in the order of the promises.
const QUEUE_BROKEN: [&str; 6] = [
    "one message was applied twice",
    "the message was acked and not applied, or rejected and applied",
    "two acks of one message carry different receipts",
    "an ack was repeated for another customer, or for another body",
    "two different messages were taken for one",
    "an id is stuck in flight for ever: no delivery of it is ever acked",
];

impl Skin {
    /// How this skin says a phrase.
    #[must_use]
    pub const fn say(self, phrase: Phrase) -> &'static str {
        let row = PHRASES[phrase as usize];
        match self {
            Self::Http => row.http,
            Self::Queue => row.queue,
        }
    }

    /// The other skin.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Http => Self::Queue,
            Self::Queue => Self::Http,
        }
    }

    /// What became of an intent.
    #[must_use]
    pub const fn outcome(self, outcome: Outcome) -> &'static str {
        self.say(match outcome {
            Outcome::Success => Phrase::Success,
            Outcome::Error => Phrase::Error,
            Outcome::Unknown => Phrase::Unknown,
        })
    }

    /// What became of an intent, from the model's own word; any other word stays.
    #[must_use]
    pub fn answer(self, word: &'static str) -> &'static str {
        let outcome = Outcome::ALL.into_iter().find(|outcome| outcome.word() == word);
        outcome.map_or(word, |outcome| self.outcome(outcome))
    }

    /// What a reply says, in short.
    #[must_use]
    pub const fn status(self, status: Status) -> &'static str {
        self.say(match status {
            Status::Created => Phrase::Created,
            Status::Accepted => Phrase::Accepted,
            Status::Conflict => Phrase::Conflict,
            Status::NoRow => Phrase::NoRow,
            Status::Mismatch => Phrase::Mismatch,
            Status::Busy => Phrase::Busy,
        })
    }

    /// What a recipe is called.
    #[must_use]
    pub fn recipe(self, recipe: &Recipe) -> &str {
        let queue = QUEUE_RECIPES.iter().find(|(id, _)| self == Self::Queue && *id == recipe.id);
        queue.map_or(&recipe.id, |(_, name)| name)
    }

    /// What a knob is called, in one or two words.
    #[must_use]
    pub fn label(self, knob: &Knob) -> &'static str {
        self.knob(knob).map_or(knob.label, |(_, label, _)| label)
    }

    /// What a knob does, in a line.
    #[must_use]
    pub fn gloss(self, knob: &Knob) -> &'static str {
        self.knob(knob).map_or(knob.gloss, |(_, _, gloss)| gloss)
    }

    fn knob(self, knob: &Knob) -> Option<&'static (&'static str, &'static str, &'static str)> {
        QUEUE_KNOBS.iter().find(|(id, ..)| self == Self::Queue && *id == knob.id)
    }

    /// What is seen when a promise breaks.
    #[must_use]
    pub fn broken(self, property: Property) -> &'static str {
        match self {
            Self::Http => property.row().broken,
            Self::Queue => QUEUE_BROKEN[property as usize],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sim::verdict::PROPERTIES;

    #[test]
    fn rows_stand_in_the_order_of_the_phrases() {
        for (index, row) in PHRASES.iter().enumerate() {
            assert_eq!(row.phrase as usize, index, "{:?}", row.phrase);
            assert!(!row.http.is_empty(), "{:?}", row.phrase);
        }
        assert_eq!(PHRASES[VOCABULARY - 1].phrase, Phrase::Replay);
    }

    #[test]
    fn what_the_queue_renames_is_there_and_gets_a_name_of_its_own() {
        for (id, name) in QUEUE_RECIPES {
            assert!(Recipe::find(id).is_some_and(|recipe| Skin::Http.recipe(recipe) == id), "{id}");
            assert_eq!(Recipe::find(name).map(|recipe| Skin::Queue.recipe(recipe)), Some(name));
        }
        for (id, label, gloss) in QUEUE_KNOBS {
            let knob = Knob::find(id).expect("a knob");
            assert_eq!((Skin::Queue.label(knob), Skin::Queue.gloss(knob)), (label, gloss));
            assert_eq!((Skin::Http.label(knob), Skin::Http.gloss(knob)), (knob.label, knob.gloss));
        }
    }

    #[test]
    fn the_words_of_the_model_pass_through_http_unchanged() {
        for outcome in Outcome::ALL {
            assert_eq!(Skin::Http.outcome(outcome), outcome.word());
            assert_ne!(Skin::Queue.answer(outcome.word()), outcome.word());
        }
        let all = [
            Status::Created,
            Status::Accepted,
            Status::Conflict,
            Status::NoRow,
            Status::Mismatch,
            Status::Busy,
        ];
        for status in all {
            assert_eq!(Skin::Http.status(status), status.code().to_string());
        }
        assert_eq!(Skin::Queue.answer("nothing"), "nothing");
        for row in &PROPERTIES {
            assert_ne!(Skin::Queue.broken(row.property), row.broken, "{}", row.id);
        }
    }
}
