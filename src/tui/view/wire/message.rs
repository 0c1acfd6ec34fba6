//! A request or a reply, word for word, as an HTTP service or a queue would have it.
//! Headers that say nothing here are left out.
//!
//! RFC 9110; the header of draft-ietf-httpapi-idempotency-key-header-07. Knows nothing of
//! where it is drawn.

use crate::sim::client::{key_for, show_key};
use crate::sim::event::{Event, Status};
use crate::sim::recipe::How;
use crate::sim::{Entry, Phrase, Setting, Skin, Step, Trace};
use crate::tui::narrate::{handler_name, show_receipt};

/// The most rows of a request: its line, three headers, a blank one, its body.
pub(super) const REQUEST: u16 = 6;
/// The most rows of a reply: its line, a header, a blank one, its body.
pub(super) const REPLY: u16 = 4;

/// The lines a key or its replay stands in.
pub(super) const KEYED: [&str; 4] = ["Idempotency-Key", "Idempotent-Replayed", "Message-Id", "Acked-Before"];

/// What an entry sent, in lines.
pub(super) fn message(trace: &Trace, entry: &Entry) -> Vec<String> {
    let setting = &trace.setting;
    match (entry.event, setting.skin) {
        (Event::Replied { status, receipt, replayed }, Skin::Http) => {
            let receipt = receipt.map_or(String::new(), |receipt| show_receipt(setting, receipt));
            reply(status, &receipt, replayed)
        }
        (Event::Replied { status, receipt, replayed }, Skin::Queue) => {
            let mut lines =
                vec![format!("{} {}", setting.skin.status(status), handler_name(setting, entry.site))];
            if replayed {
                lines.push("Acked-Before: true".to_owned());
            }
            lines.extend(receipt.map(|receipt| format!("Receipt: {}", show_receipt(setting, receipt))));
            lines
        }
        (_, Skin::Http) => request(setting, entry),
        (_, Skin::Queue) => delivery(setting, entry),
    }
}

/// How this handler carries its effect out: that decides what a client asks of it.
fn how(setting: &Setting) -> How {
    let mut effects = setting.recipe.steps.iter().filter_map(|step| match step {
        Step::Effect(how) => Some(*how),
        _ => None,
    });
    effects.next().unwrap_or(How::Add)
}

/// Whether a client calling this handler says what is to be there, not what to do.
pub(super) fn is_put(setting: &Setting) -> bool {
    setting.skin == Skin::Http && matches!(how(setting), How::Set | How::Swap | How::Row)
}

/// The name of what an intent means: another asking for the same has the same.
fn meant(setting: &Setting, intent: u32) -> &str {
    &setting.intent(setting.means(intent)).name
}

fn request(setting: &Setting, entry: &Entry) -> Vec<String> {
    let index = entry.site.intent;
    let intent = setting.intent(index);
    let how = how(setting);
    let target = setting.workload.targets.get(index as usize).copied().unwrap_or(intent.amount);
    let (line, body) = match how {
        How::Add | How::Call { .. } => ("POST /charges".to_owned(), ("amount", intent.amount)),
        How::Set | How::Swap => ("PUT /bill".to_owned(), ("bill", target)),
        How::Row => (format!("PUT /charges/{}", meant(setting, index)), ("amount", intent.amount)),
    };
    // Who asks is no part of the body: two customers may send the same one.
    let mut lines =
        vec![format!("{line} HTTP/1.1"), format!("Authorization: customer {}", intent.customer + 1)];
    if how == How::Swap {
        let version = setting.workload.earlier.get(index as usize).copied().unwrap_or(0);
        lines.push(format!(r#"If-Match: "{version}""#));
    }
    if let Some(key) = key_for(setting, index, entry.site.attempt) {
        lines.push(format!(r#"Idempotency-Key: "{}""#, show_key(setting, key)));
    }
    lines.extend([String::new(), format!(r#"{{"{}": {}}}"#, body.0, body.1)]);
    lines
}

fn reply(status: Status, receipt: &str, replayed: bool) -> Vec<String> {
    let receipt = format!(r#"{{"receipt": "{receipt}"}}"#);
    let (reason, body) = match status {
        Status::Created => ("Created", receipt),
        Status::Accepted => ("Accepted", receipt),
        Status::Conflict => ("Conflict", r#"{"title": "this key is in flight"}"#.to_owned()),
        Status::Busy => ("Service Unavailable", r#"{"title": "all slots are taken, try later"}"#.to_owned()),
        Status::NoRow => ("Precondition Failed", r#"{"title": "no row matched"}"#.to_owned()),
        Status::Mismatch => {
            ("Unprocessable Content", r#"{"title": "this key was used with another body"}"#.to_owned())
        }
    };
    let mut lines = vec![format!("HTTP/1.1 {} {reason}", status.code())];
    if replayed {
        lines.push("Idempotent-Replayed: true".to_owned());
    }
    lines.extend([String::new(), body]);
    lines
}

/// A message as a queue's client library would show it.
fn delivery(setting: &Setting, entry: &Entry) -> Vec<String> {
    let index = entry.site.intent;
    let intent = setting.intent(index);
    let mut lines =
        vec![format!("{} payments, customer {}", setting.skin.say(Phrase::Asks), intent.customer + 1)];
    if let Some(key) = key_for(setting, index, entry.site.attempt) {
        lines.push(format!("Message-Id: {}", show_key(setting, key)));
    }
    lines.push(format!("Receive-Count: {}", entry.site.attempt));
    let body = match how(setting) {
        How::Row => format!(r#"{{"credit": "{}", "amount": {}}}"#, meant(setting, index), intent.amount),
        _ => format!(r#"{{"amount": {}}}"#, intent.amount),
    };
    lines.extend([String::new(), body]);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sim::{Experiment, Lane, RECIPES, Scenario};

    /// The first request of a recipe's lane, with these knobs.
    fn first(recipe: &str, knobs: &[(&str, &str)]) -> Vec<String> {
        let lanes = Lane::parse_all([recipe]).expect("a recipe");
        let mut scenario = Scenario { lanes, ..Scenario::default() };
        for (knob, value) in knobs {
            scenario.set(knob, value).expect("a knob and its value");
        }
        let run = Experiment::run(&scenario);
        let trace = &run.traces[0];
        let sent = |entry: &&Entry| matches!(entry.event, Event::Attempted { .. });
        message(trace, trace.entries.iter().find(sent).expect("a request"))
    }

    #[test]
    fn a_request_names_who_asks_in_a_header_and_the_amount_in_its_body() {
        let lines = first("naive", &[("key", "per-intent")]);
        assert_eq!(lines[..2], ["POST /charges HTTP/1.1", "Authorization: customer 1"]);
        assert!(lines[2].starts_with("Idempotency-Key: "), "{lines:?}");
        assert_eq!(lines[3..], ["", r#"{"amount": 10}"#]);
        assert_eq!(first("naive", &[("key", "none")]).len(), 4, "no key, no header");
    }

    #[test]
    fn a_request_asks_for_what_its_handler_does() {
        let none = [("key", "none")];
        let set = ["PUT /bill HTTP/1.1", "Authorization: customer 1", "", r#"{"bill": 10}"#];
        assert_eq!(first("set", &none), set);
        assert_eq!(first("compare-and-set", &none)[2], r#"If-Match: "0""#);
        assert_eq!(first("ledger-row", &none)[0], "PUT /charges/pay HTTP/1.1");
        for recipe in &RECIPES {
            assert!(first(&recipe.id, &[]).len() <= usize::from(REQUEST), "{}", recipe.id);
        }
    }
}
