//! One entry of a trace as a JSON object.
//!
//! The fields and their order are a contract: add some, rename none. Knows nothing of
//! the document it stands in.

use serde::Serialize;

use super::receipt;
use crate::sim::client::show_key;
use crate::sim::event::Arrival;
use crate::sim::id::{Key, Receipt};
use crate::sim::time::Ms;
use crate::sim::{Entry, Event, Setting};

/// An entry as it is written.
#[derive(Debug, Serialize)]
pub struct EntryRow<'a> {
    lane: &'a str,
    entry: usize,
    at_ms: Ms,
    cause: Option<u32>,
    event: &'static str,
    site: String,
    #[serde(flatten)]
    fields: Fields,
}

/// What only some events have. A field that would mean nothing is left out.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Fields {
    Intended {
        amount: u64,
        customer: u32,
    },
    Attempted {
        key: Option<String>,
        timeout_at: Ms,
    },
    Delayed {
        by: Ms,
    },
    Duplicated {
        gap: Ms,
    },
    Because {
        why: &'static str,
    },
    Heard {
        status: u16,
        replayed: bool,
        heard: bool,
        #[serde(skip_serializing_if = "Option::is_none")]
        again_at: Option<Ms>,
    },
    Ran {
        step: &'static str,
        #[serde(skip_serializing_if = "Option::is_none")]
        durable: Option<bool>,
        #[serde(skip_serializing_if = "Option::is_none")]
        takeover: Option<bool>,
        #[serde(skip_serializing_if = "Option::is_none")]
        rows: Option<u8>,
    },
    Answered {
        step: &'static str,
        why: &'static str,
        status: u16,
    },
    Replied {
        status: u16,
        receipt: Option<String>,
        replayed: bool,
    },
    Until {
        until: Ms,
    },
    TimedOut {
        #[serde(skip_serializing_if = "Option::is_none")]
        again_at: Option<Ms>,
    },
    Told {
        outcome: &'static str,
    },
    Forgotten {
        key: Option<String>,
    },
    Woke {
        job: &'static str,
        of: String,
        key: Option<String>,
    },
    Nothing {},
}

impl<'a> EntryRow<'a> {
    /// The entry with this index in the lane that a setting describes.
    #[must_use]
    pub fn new(setting: &'a Setting, index: usize, entry: &Entry) -> Self {
        Self {
            lane: &setting.lane,
            entry: index,
            at_ms: entry.at,
            cause: entry.cause,
            event: entry.event.word(),
            site: entry.site.show(setting.intents()),
            fields: fields(setting, &entry.event),
        }
    }
}

fn fields(setting: &Setting, event: &Event) -> Fields {
    match *event {
        Event::Intended { amount, customer } => Fields::Intended { amount, customer },
        Event::Attempted { key, timeout_at } => Fields::Attempted { key: key_text(setting, key), timeout_at },
        Event::Delayed { by } => Fields::Delayed { by },
        Event::Duplicated { gap } => Fields::Duplicated { gap },
        Event::Lost { why } => Fields::Because { why: why.word() },
        Event::Arrived(Arrival::Reply { status, replayed, heard, again_at }) => {
            Fields::Heard { status: status.code(), replayed, heard, again_at }
        }
        Event::Ran { step, durable, takeover, rows } => {
            // Only a claim can take over.
            let takeover = matches!(step, crate::sim::Step::Claim { .. }).then_some(takeover);
            Fields::Ran { step: step.word(), durable, takeover, rows }
        }
        Event::Answered { step, why } => {
            let status = setting.recipe.answer(why).code();
            Fields::Answered { step: step.word(), why: why.word(), status }
        }
        Event::Replied { status, receipt, replayed } => {
            let receipt = receipt.map(|receipt| receipt::bare(receipt, setting.intents()));
            Fields::Replied { status: status.code(), receipt, replayed }
        }
        Event::Woke { job, key } => Fields::Woke {
            job: job.work.word(),
            of: receipt::bare(Receipt::Handler(job.of), setting.intents()),
            key: key_text(setting, key),
        },
        Event::Crashed { until } | Event::Paused { until } => Fields::Until { until },
        Event::TimedOut { again_at } | Event::Reset { again_at } => Fields::TimedOut { again_at },
        Event::Told { outcome } => Fields::Told { outcome: outcome.word() },
        Event::Expired { record } | Event::Evicted { record } => {
            Fields::Forgotten { key: key_text(setting, Some(record.key)) }
        }
        Event::Arrived(Arrival::Request)
        | Event::Committed
        | Event::RolledBack
        | Event::Restarted
        | Event::Resumed => Fields::Nothing {},
    }
}

fn key_text(setting: &Setting, key: Option<Key>) -> Option<String> {
    key.map(|key| show_key(setting, key))
}
