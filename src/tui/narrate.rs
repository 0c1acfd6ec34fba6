//! One entry in one plain sentence.
//!
//! The words of the text area, the timeline and the why lens. Reads a trace; knows
//! nothing of panes.

use crate::sim::client::show_key;
use crate::sim::event::{Arrival, Event, LostWhy, Outcome, Status, Why};
use crate::sim::id::Receipt;
use crate::sim::id::{HandlerId, Key};
use crate::sim::recipe::{How, Step};
use crate::sim::time::{show_instant, show_span};
use crate::sim::wire::Leg;
use crate::sim::{Entry, Setting, Site, Trace};

/// What an entry says, without its instant and lane.
#[must_use]
pub fn sentence(trace: &Trace, entry: &Entry) -> String {
    let setting = &trace.setting;
    let site = entry.site;
    let amount = || format!("${}", setting.intent(site.intent).amount);
    let name = handler_name(setting, site);
    match entry.event {
        Event::Intended { amount, customer } => {
            format!("customer {} means to pay ${amount}, once", customer + 1)
        }
        Event::Attempted { key, timeout_at } => {
            let with =
                key.map_or("without a key".to_owned(), |key| format!("with key {}", show_key(setting, key)));
            let again = if site.attempt == 1 { "sends" } else { "asks again" };
            format!(
                "the client {again} (try {}) {with}; it waits until {}",
                site.attempt,
                show_instant(timeout_at)
            )
        }
        Event::Delayed { by } => format!("the network will be {} late with it", show_span(by)),
        Event::Duplicated { gap } => {
            format!("the network will deliver it twice, {} apart", show_span(gap))
        }
        Event::Lost { why: LostWhy::Down } => "the request finds the server down: nobody answers".to_owned(),
        Event::Lost { .. } => match Leg::of(site.place) {
            Some(Leg::Reply) => "the reply dies on the way; the work is done all the same".to_owned(),
            _ => "the request dies on the way; the server never learns of it".to_owned(),
        },
        Event::Arrived(Arrival::Request) if site.copy => "the second copy of the request arrives".to_owned(),
        Event::Arrived(Arrival::Request) => format!("request {} arrives", site.attempt),
        Event::Arrived(Arrival::Reply { status, heard, replayed, again_at }) => {
            let what = status_words(status, replayed);
            match (heard, again_at) {
                (false, _) => {
                    format!("{what} arrives, but the client no longer listens for try {}", site.attempt)
                }
                (true, Some(at)) => {
                    format!("the client hears {what}; it tries again at {}", show_instant(at))
                }
                (true, None) => format!("the client hears {what}"),
            }
        }
        Event::Ran { step, durable, takeover, rows } => {
            ran(setting, &name, &amount(), step, durable, takeover, rows)
        }
        Event::Answered { why, .. } => match why {
            Why::Replay => {
                format!("{name} finds the key done: it replays the stored reply and charges nothing")
            }
            Why::Conflict => format!("{name} finds the key in flight: 409, try again"),
            Why::Mismatch => format!("{name} finds the key used for another amount: 422, refused"),
            Why::NoRow => format!("{name} matches no row: 412"),
            Why::LostLease => format!("{name} lost its lease to another handler: 409, nothing written"),
        },
        Event::Committed => format!("{name} commits: all its writes become durable at once"),
        Event::RolledBack => format!("{name} rolls back: its open transaction leaves no trace"),
        Event::Replied { status, receipt, replayed } => {
            let proof = receipt
                .map_or(String::new(), |receipt| format!(", receipt {}", show_receipt(setting, receipt)));
            format!("{name} replies {}{proof}", status_words(status, replayed))
        }
        Event::Crashed { until } => {
            format!("the server process dies {}; it is back at {}", gap_words(site), show_instant(until))
        }
        Event::Restarted => "the server process is back; what was not durable is gone".to_owned(),
        Event::Paused { until } => format!("{name} stalls {} until {}", gap_words(site), show_instant(until)),
        Event::Resumed => format!("{name} goes on as if nothing had happened"),
        Event::TimedOut { again_at: Some(at) } => {
            format!(
                "the timer rings: did it work? The client cannot know; it tries again at {}",
                show_instant(at)
            )
        }
        Event::TimedOut { again_at: None } => "the timer rings, and no try is left".to_owned(),
        Event::Told { outcome } => match outcome {
            Outcome::Success => "the customer is told: success".to_owned(),
            Outcome::Error => "the customer is told: error".to_owned(),
            Outcome::Unknown => {
                "the customer is told: unknown. Nobody here can say whether it was charged".to_owned()
            }
        },
        Event::Expired { record } => {
            format!("{name} drops the record of {}: its time to live is over", show_key(setting, record.key))
        }
        Event::Evicted { record } => {
            format!("the store is full: the record of {} is evicted", show_key(setting, record.key))
        }
    }
}

fn ran(
    setting: &Setting,
    name: &str,
    amount: &str,
    step: Step,
    durable: Option<bool>,
    takeover: bool,
    rows: Option<u8>,
) -> String {
    match step {
        Step::Begin => format!("{name} opens a transaction: what it writes is not durable yet"),
        Step::Lookup => format!("{name} looks the key up: no record stands in its way"),
        Step::Claim { .. } if takeover => format!("{name} takes over a claim whose lease ran out"),
        Step::Claim { lease: true } => {
            format!("{name} claims the key for {}: in flight", show_span(setting.knobs.lease))
        }
        Step::Claim { lease: false } => format!("{name} claims the key: in flight"),
        Step::Query if rows == Some(1) => format!("{name} asks the provider: already done"),
        Step::Query => format!("{name} asks the provider: not done yet"),
        Step::Effect(_) if rows == Some(0) => format!("{name} finds it done already: no new effect"),
        Step::Effect(How::Call { .. }) => {
            format!("{name} has the provider charge {amount}: it cannot be rolled back")
        }
        Step::Effect(How::Set) => format!("{name} sets the balance: a change of it counts as an effect"),
        Step::Effect(_) if durable == Some(false) => {
            format!("{name} charges {amount} inside its transaction: not durable yet")
        }
        Step::Effect(_) => format!("{name} charges {amount}: durable at once"),
        Step::Record { .. } => format!("{name} stores its reply under the key"),
        Step::Commit => format!("{name} has no transaction to commit"),
        Step::Reply => format!("{name} replies"),
    }
}

/// The handler's name, `pay/1` or `pay/1b`.
#[must_use]
pub fn handler_name(setting: &Setting, site: Site) -> String {
    site.at(crate::sim::Place::None).show(setting.intents())
}

/// `after effect`, for a gap.
#[must_use]
pub fn gap_words(site: Site) -> String {
    site.place.word().replacen('-', " ", 1)
}

/// A status in a word or two.
#[must_use]
pub fn status_words(status: Status, replayed: bool) -> String {
    match status {
        Status::Created if replayed => "201 replayed".to_owned(),
        Status::Created => "201".to_owned(),
        Status::Conflict => "409 in flight".to_owned(),
        Status::NoRow => "412 no row".to_owned(),
        Status::Mismatch => "422 other body".to_owned(),
    }
}

/// A receipt as text.
#[must_use]
pub fn show_receipt(setting: &Setting, receipt: Receipt) -> String {
    match receipt {
        Receipt::Handler(HandlerId { intent, attempt, copy }) => {
            Site { copy, ..Site::attempt(intent, attempt) }.show(setting.intents())
        }
        Receipt::Balance(balance) => format!("balance ${balance}"),
    }
}

/// A key as text; a dash without one.
#[must_use]
pub fn key_words(setting: &Setting, key: Option<Key>) -> String {
    key.map_or("no key".to_owned(), |key| show_key(setting, key))
}
