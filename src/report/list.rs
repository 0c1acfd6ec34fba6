//! A story as a list of its entries, for more lanes than a diagram can hold.

use std::io::{self, Write};

use super::cell::{COLUMNS, clip, left, right};
use super::printed::printed;
use super::receipt;
use crate::sim::client::show_key;
use crate::sim::event::Arrival;
use crate::sim::id::Receipt;
use crate::sim::time::{show_exactly, show_span};
use crate::sim::{Entry, Event, Phrase, Setting, Step, Trace};

/// Writes a lane's entries, one a line.
///
/// # Errors
/// Whatever the writer says.
pub fn write(trace: &Trace, ascii: bool, out: &mut dyn Write) -> io::Result<()> {
    let setting = &trace.setting;
    let recipe = Some(setting.skin.recipe(&setting.recipe)).filter(|id| *id != setting.lane).unwrap_or("");
    writeln!(out, "{}", printed(&format!("{} {recipe}", setting.lane), ascii))?;
    let latest = trace.entries.last().map_or(0, |entry| entry.at);
    let wide = show_exactly(latest).len().max(8);
    let digits = trace.entries.len().to_string().len().max(3);
    for (index, entry) in trace.entries.iter().enumerate() {
        let line = format!(
            "{}  {}  {} {} {}",
            right(&index.to_string(), digits),
            right(&show_exactly(entry.at), wide),
            left(&entry.site.show(setting.intents()), 26),
            left(entry.event.word(), 11),
            details(setting, entry),
        );
        writeln!(out, "{}", printed(&clip(&line, COLUMNS), ascii))?;
    }
    writeln!(out)
}

/// What an entry says beyond its event's word.
fn details(setting: &Setting, entry: &Entry) -> String {
    let key = |key| show_key(setting, key);
    let word = setting.skin.say(Phrase::ShortKey);
    match entry.event {
        Event::Intended { amount, customer } => format!("${amount}, customer {}", u64::from(customer) + 1),
        Event::Attempted { key: sent, timeout_at } => {
            let key = sent.map_or(format!("no {word}"), |sent| format!("{word} {}", key(sent)));
            format!("{key}, timer {}", show_exactly(timeout_at))
        }
        Event::Delayed { by } => show_span(by),
        Event::Duplicated { gap } => format!("{} apart", show_span(gap)),
        Event::Lost { why } => why.word().to_owned(),
        Event::Arrived(Arrival::Request)
        | Event::Committed
        | Event::RolledBack
        | Event::Restarted
        | Event::Resumed => String::new(),
        Event::Arrived(Arrival::Reply { status, replayed, heard, again_at }) => {
            let replayed = if replayed { ", replayed" } else { "" };
            let heard = if heard { "" } else { ", unheard" };
            let again = again_at.map_or(String::new(), |at| format!(", again {}", show_exactly(at)));
            format!("{}{replayed}{heard}{again}", setting.skin.status(status))
        }
        Event::Ran { step, durable, takeover, rows } => {
            let takeover = if takeover { ", takes over" } else { "" };
            let effect = match (durable, rows) {
                (_, Some(0)) if step == Step::Query => ", nothing yet",
                (_, Some(0)) => ", nothing to do",
                (Some(true), _) => ", durable",
                (Some(false), _) => ", waits for the commit",
                (None, Some(_)) if matches!(step, Step::Claim { .. }) => ", from its point on",
                (None, Some(_)) => ", done already",
                (None, None) if step == Step::Reply => ", held",
                (None, None) => "",
            };
            format!("{step}{takeover}{effect}")
        }
        Event::Answered { step, why } => {
            format!("{step}: {} {}", setting.skin.status(setting.recipe.answer(why)), why.word())
        }
        Event::Replied { status, receipt, replayed } => {
            let receipt = receipt
                .map_or(String::new(), |receipt| format!(" {}", receipt::shown(receipt, setting.intents())));
            let replayed = if replayed { ", replayed" } else { "" };
            format!("{}{receipt}{replayed}", setting.skin.status(status))
        }
        Event::Woke { job, .. } => {
            let of = receipt::shown(Receipt::Handler(job.of), setting.intents());
            format!("{} for {of}", job.work.word())
        }
        Event::Crashed { until } | Event::Paused { until } => format!("until {}", show_exactly(until)),
        Event::TimedOut { again_at } | Event::Reset { again_at } => {
            again_at.map_or("gives up".to_owned(), |at| format!("again {}", show_exactly(at)))
        }
        Event::Told { outcome } => setting.skin.outcome(outcome).to_owned(),
        Event::Expired { record } | Event::Evicted { record } => key(record.key),
    }
}
