//! One entry in one plain sentence.
//!
//! The words of the text area, the timeline and the why lens. Reads a trace; knows
//! nothing of panes.

use crate::sim::client::show_key;
use crate::sim::event::{Arrival, Event, LostWhy, Outcome, Status, Why};
use crate::sim::id::Receipt;
use crate::sim::id::{HandlerId, Key};
use crate::sim::job::Work;
use crate::sim::recipe::{How, Step};
use crate::sim::time::{show_instant, show_span};
use crate::sim::wire::Leg;
use crate::sim::{Entry, Phrase, Setting, Site, Skin, Trace};

/// What an entry says, without its instant and lane.
#[must_use]
pub fn sentence(trace: &Trace, entry: &Entry) -> String {
    let setting = &trace.setting;
    let site = entry.site;
    let amount = || format!("${}", setting.intent(site.intent).amount);
    let name = handler_name(setting, site);
    let say = |phrase| setting.skin.say(phrase);
    let key = |key| show_key(setting, key);
    match entry.event {
        Event::Intended { amount, customer } => {
            let customer = customer + 1;
            if setting.means(site.intent) == site.intent {
                format!("customer {customer} {} ${amount}, once", say(Phrase::Pays))
            } else {
                format!("customer {customer} {} ${amount}", say(Phrase::PaysAgain))
            }
        }
        Event::Attempted { key: sent, timeout_at } => {
            let word = say(Phrase::Key);
            let with = sent.map_or(format!("without a {word}"), |sent| format!("with {word} {}", key(sent)));
            let again = say(if site.attempt == 1 { Phrase::Sends } else { Phrase::SendsAgain });
            format!(
                "the {} {again} ({} {}) {with}; it waits until {}",
                say(Phrase::Client),
                say(Phrase::Try),
                site.attempt,
                show_instant(timeout_at)
            )
        }
        Event::Delayed { by } => format!("the network will be {} late with it", show_span(by)),
        Event::Duplicated { gap } => {
            format!("the network will deliver it twice, {} apart", show_span(gap))
        }
        Event::Lost { why: LostWhy::Down } => {
            format!("the {} finds the {} down: nobody answers", say(Phrase::Request), say(Phrase::Server))
        }
        Event::Lost { why } => {
            let how = if why == LostWhy::Reset { "dies with its connection" } else { "dies on the way" };
            match Leg::of(site.place) {
                Some(Leg::Reply) => {
                    format!("the {} {how}; the work is done all the same", say(Phrase::Reply))
                }
                _ => format!(
                    "the {} {how}; the {} never learns of it",
                    say(Phrase::Request),
                    say(Phrase::Server)
                ),
            }
        }
        Event::Reset { again_at } => {
            let client = say(Phrase::Client);
            let next = again_at.map_or_else(
                || format!("no {} is left", say(Phrase::Try)),
                |at| format!("it {} at {}", say(Phrase::TriesAgain), show_instant(at)),
            );
            format!("the connection is reset: did it work? The {client} cannot know; {next}")
        }
        Event::Arrived(Arrival::Request) if site.copy => {
            format!("the second copy of the {} arrives", say(Phrase::Request))
        }
        Event::Arrived(Arrival::Request) => format!("{} {} arrives", say(Phrase::Request), site.attempt),
        Event::Arrived(Arrival::Reply { status, heard, replayed, again_at }) => {
            let what = status_words(setting.skin, status, replayed);
            let client = say(Phrase::Client);
            match (heard, again_at) {
                (false, _) => format!(
                    "{what} arrives, but the {client} no longer {} {} {}",
                    say(Phrase::ListensFor),
                    say(Phrase::Try),
                    site.attempt
                ),
                (true, Some(at)) => {
                    let again = say(Phrase::TriesAgain);
                    format!("the {client} hears {what}; it {again} at {}", show_instant(at))
                }
                (true, None) => format!("the {client} hears {what}"),
            }
        }
        Event::Ran { step, durable, takeover, rows } => {
            ran(setting, &name, &amount(), step, durable, takeover, rows)
        }
        Event::Answered { why, .. } => {
            let (word, status) = (say(Phrase::Key), setting.skin.status(why.status()));
            match why {
                Why::Replay => {
                    let (reply, charges) = (say(Phrase::Reply), say(Phrase::Charges));
                    format!(
                        "{name} finds the {word} done: it replays the stored {reply} and {charges} nothing"
                    )
                }
                Why::Conflict => format!("{name} finds the {word} in flight: {status}, try again"),
                Why::Mismatch => {
                    format!("{name} finds the {word} used for another amount: {status}, refused")
                }
                Why::NoRow => format!("{name} matches no row: {status}"),
                Why::Busy => format!("{name} finds every slot taken: {status}, nothing begun, try later"),
                Why::LostLease => {
                    format!("{name} lost its lease to another handler: {status}, nothing written")
                }
            }
        }
        Event::Woke { job, .. } => {
            let of = show_receipt(setting, Receipt::Handler(job.of));
            match job.work {
                Work::Relay => format!("the relay wakes as {name}: a row of {of} stands in the outbox"),
                Work::Completer => {
                    format!("the completer wakes as {name}: the claim of {of} was left undone")
                }
            }
        }
        Event::Committed => format!("{name} commits: all its writes become durable at once"),
        Event::RolledBack => format!("{name} rolls back: its open transaction leaves no trace"),
        Event::Replied { status, receipt, replayed } => {
            let proof = receipt
                .map_or(String::new(), |receipt| format!(", receipt {}", show_receipt(setting, receipt)));
            let what = status_words(setting.skin, status, replayed);
            format!("{name} {} {what}{proof}", say(Phrase::Replies))
        }
        Event::Crashed { until } => {
            let server = say(Phrase::Server);
            format!("the {server} process dies {}; it is back at {}", gap_words(site), show_instant(until))
        }
        Event::Restarted => {
            format!("the {} process is back; what was not durable is gone", say(Phrase::Server))
        }
        Event::Paused { until } => format!("{name} stalls {} until {}", gap_words(site), show_instant(until)),
        Event::Resumed => format!("{name} goes on as if nothing had happened"),
        Event::TimedOut { again_at: Some(at) } => {
            format!(
                "{}: did it work? The {} cannot know; it {} at {}",
                say(Phrase::Rings),
                say(Phrase::Client),
                say(Phrase::TriesAgain),
                show_instant(at)
            )
        }
        Event::TimedOut { again_at: None } => {
            format!("{}, and no {} is left", say(Phrase::Rings), say(Phrase::Try))
        }
        Event::Told { outcome: Outcome::Success } if setting.recipe.has_outbox() => {
            say(Phrase::ToldAccepted).to_owned()
        }
        Event::Told { outcome } => say(match outcome {
            Outcome::Success => Phrase::ToldSuccess,
            Outcome::Error => Phrase::ToldError,
            Outcome::Unknown => Phrase::ToldUnknown,
        })
        .to_owned(),
        Event::Expired { record } => {
            format!("{name} drops the record of {}: its time to live is over", key(record.key))
        }
        Event::Evicted { record } => {
            format!("the store is full: the record of {} is evicted", key(record.key))
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
    let say = |phrase| setting.skin.say(phrase);
    let (key, charges) = (say(Phrase::Key), say(Phrase::Charges));
    match step {
        Step::Begin => format!("{name} opens a transaction: what it writes is not durable yet"),
        Step::Lookup => format!("{name} looks the {key} up: no record stands in its way"),
        Step::Claim { .. } if takeover && rows.is_some() => {
            format!("{name} takes over a claim whose lease ran out, and goes on from its recovery point")
        }
        Step::Claim { .. } if takeover => format!("{name} takes over a claim whose lease ran out"),
        Step::Claim { lease: true } => {
            format!("{name} claims the {key} for {}: in flight", show_span(setting.knobs.lease))
        }
        Step::Claim { lease: false } => format!("{name} claims the {key}: in flight"),
        Step::Query if rows == Some(1) => format!("{name} asks the provider: already done"),
        Step::Query => format!("{name} asks the provider: not done yet"),
        Step::Effect(_) if rows == Some(0) => format!("{name} finds it done already: no new effect"),
        Step::Effect(How::Call { .. }) => {
            format!("{name} has the provider {} {amount}: it cannot be rolled back", say(Phrase::Charge))
        }
        Step::Effect(How::Set) => format!("{name} sets the balance: a change of it counts as an effect"),
        Step::Effect(_) if durable == Some(false) => {
            format!("{name} {charges} {amount} inside its transaction: not durable yet")
        }
        Step::Effect(_) => format!("{name} {charges} {amount}: durable at once"),
        Step::Record { .. } => format!("{name} stores its {} under the {key}", say(Phrase::Reply)),
        Step::Point => format!("{name} writes a recovery point: the call is made, here is its receipt"),
        Step::Outbox if setting.recipe.steps.contains(&Step::Begin) => {
            format!("{name} writes what is to be sent into the outbox, in its transaction")
        }
        Step::Outbox => format!("{name} writes what is to be sent into the outbox: durable at once"),
        Step::Mark => format!("{name} marks the row of the outbox as sent"),
        Step::Commit => format!("{name} has no transaction to commit"),
        Step::Reply => {
            let (reply, batch) = (say(Phrase::Reply), setting.knobs.checkpoint);
            format!("{name} holds its {reply} back until {batch} wait: a crash would take it along")
        }
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
pub fn status_words(skin: Skin, status: Status, replayed: bool) -> String {
    let word = skin.status(status);
    let why = match status {
        Status::Created if replayed => " replayed",
        Status::Accepted if replayed => " accepted, replayed",
        Status::Accepted => " accepted",
        Status::Created => "",
        Status::Conflict => " in flight",
        Status::NoRow => " no row",
        Status::Mismatch => " other body",
        Status::Busy => " busy",
    };
    match skin {
        Skin::Queue if !status.is_success() => format!("{word}:{why}"),
        _ => format!("{word}{why}"),
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
    key.map_or_else(|| format!("no {}", setting.skin.say(Phrase::ShortKey)), |key| show_key(setting, key))
}
