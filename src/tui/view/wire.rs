//! The wire lens: a request and a reply, word for word, as an HTTP service would send
//! them (RFC 9110; the header of draft-ietf-httpapi-idempotency-key-header-07).

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;

use super::{Ui, cut, put, sheet};
use crate::sim::client::{key_for, show_key};
use crate::sim::event::{Event, Status};
use crate::sim::wire::Leg;
use crate::sim::{Entry, Phrase, Site, Skin, Trace};
use crate::tui::narrate::{handler_name, show_receipt};

/// The rows of a message: its line, at most two headers, a blank one, its body.
const ROWS: u16 = 5;
/// So wide that no header is cut.
const COLUMNS: u16 = 36;

/// The rows it wants at a width.
#[must_use]
pub const fn height(width: u16) -> u16 {
    if is_narrow(width) { 2 * ROWS + 1 } else { ROWS }
}

/// Whether the reply stands below the request, not beside it.
const fn is_narrow(width: u16) -> bool {
    width < 2 * COLUMNS
}

/// Draws the latest request and the latest reply of the right-hand lane, or of the one
/// pointed at.
pub fn draw(ui: &Ui<'_>, area: Rect, buf: &mut Buffer) {
    let halves = if is_narrow(area.width) && area.height >= height(area.width) {
        Layout::vertical([Constraint::Length(ROWS + 1), Constraint::Fill(1)]).split(area)
    } else {
        Layout::horizontal([Constraint::Fill(1), Constraint::Fill(1)]).spacing(2).split(area)
    };
    for (leg, area) in [Leg::Request, Leg::Reply].into_iter().zip(halves.iter()) {
        let lines =
            latest(ui, leg).map_or_else(|| vec![nothing(ui, leg)], |(trace, entry)| message(trace, entry));
        for (line, text) in lines.iter().take(usize::from(area.height)).enumerate() {
            let y = area.y + u16::try_from(line).unwrap_or(0);
            let style = style(ui, line, text);
            put(buf, *area, area.x + 1, y, &cut(ui, text, area.width.saturating_sub(1)), style);
        }
    }
}

/// Lays one message open over everything.
pub fn overlay(ui: &Ui<'_>, area: Rect, buf: &mut Buffer) {
    let pointed = ui.model.lab.pointed.and_then(|site| Leg::of(site.place).map(|leg| (site, leg)));
    let found = match pointed {
        Some((site, leg)) => at_site(ui, site, leg).or_else(|| latest(ui, leg)),
        None => latest(ui, Leg::Reply).or_else(|| latest(ui, Leg::Request)),
    };
    let mut lines =
        found.map_or_else(|| vec![nothing(ui, Leg::Request)], |(trace, entry)| message(trace, entry));
    lines.push(String::new());
    lines.extend(found.map(|(trace, entry)| said(trace, entry)).unwrap_or_default());
    let height = u16::try_from(lines.len() + 2).unwrap_or(u16::MAX);
    let inner = sheet(ui, area, (72, height), "on the wire", buf);
    for (line, text) in lines.iter().take(usize::from(inner.height)).enumerate() {
        let y = inner.y + u16::try_from(line).unwrap_or(0);
        put(buf, inner, inner.x, y, &cut(ui, text, inner.width), style(ui, line, text));
    }
}

/// The lines a key or its replay stands in.
const KEYED: [&str; 4] = ["Idempotency-Key", "Idempotent-Replayed", "Message-Id", "Acked-Before"];

fn style(ui: &Ui<'_>, line: usize, text: &str) -> Style {
    match line {
        0 => ui.theme.accent(),
        _ if KEYED.iter().any(|name| text.starts_with(name)) => ui.theme.key(),
        _ => ui.theme.text(),
    }
}

fn nothing(ui: &Ui<'_>, leg: Leg) -> String {
    let phrase = if leg == Leg::Request { Phrase::Request } else { Phrase::Reply };
    format!("No {} has been sent yet.", ui.model.lab.scenario().skin.say(phrase))
}

/// The latest message sent one way, in the last lane that has one.
fn latest<'m>(ui: &Ui<'m>, leg: Leg) -> Option<(&'m Trace, &'m Entry)> {
    let lab = &ui.model.lab;
    let found = lab.traces().into_iter().filter_map(|trace| {
        let past = &trace.entries[..lab.cursor.entries(trace)];
        past.iter().rev().find(|entry| leg_of(entry) == Some(leg)).map(|entry| (trace, entry))
    });
    found.max_by_key(|(_, entry)| entry.at)
}

fn at_site<'m>(ui: &Ui<'m>, site: Site, leg: Leg) -> Option<(&'m Trace, &'m Entry)> {
    let lab = &ui.model.lab;
    let mut found = lab.traces().into_iter().rev().filter_map(|trace| {
        let past = &trace.entries[..lab.cursor.entries(trace)];
        let sent = |entry: &&Entry| leg_of(entry) == Some(leg) && entry.site.handler() == site.handler();
        past.iter().find(sent).map(|entry| (trace, entry))
    });
    found.next()
}

const fn leg_of(entry: &Entry) -> Option<Leg> {
    match entry.event {
        Event::Attempted { .. } => Some(Leg::Request),
        Event::Replied { .. } => Some(Leg::Reply),
        _ => None,
    }
}

/// A message as it is sent.
fn message(trace: &Trace, entry: &Entry) -> Vec<String> {
    let setting = &trace.setting;
    if setting.skin == Skin::Queue {
        return queued(trace, entry);
    }
    let intent = setting.intent(entry.site.intent);
    let body = format!(r#"{{"customer": {}, "amount": {}}}"#, intent.customer + 1, intent.amount);
    if let Event::Replied { status, receipt, replayed } = entry.event {
        let (reason, body) = match status {
            Status::Created => {
                let receipt = receipt.map_or(String::new(), |receipt| show_receipt(setting, receipt));
                ("Created", format!(r#"{{"receipt": "{receipt}"}}"#))
            }
            Status::Accepted => {
                let receipt = receipt.map_or(String::new(), |receipt| show_receipt(setting, receipt));
                ("Accepted", format!(r#"{{"receipt": "{receipt}"}}"#))
            }
            Status::Conflict => ("Conflict", r#"{"title": "this key is in flight"}"#.to_owned()),
            Status::Busy => {
                ("Service Unavailable", r#"{"title": "all slots are taken, try later"}"#.to_owned())
            }
            Status::NoRow => ("Precondition Failed", r#"{"title": "no row matched"}"#.to_owned()),
            Status::Mismatch => {
                ("Unprocessable Content", r#"{"title": "this key was used with another body"}"#.to_owned())
            }
        };
        let mut lines = vec![format!("HTTP/1.1 {} {reason}", status.code())];
        if replayed {
            lines.push("Idempotent-Replayed: true".to_owned());
        }
        lines.push("Content-Type: application/json".to_owned());
        lines.extend([String::new(), body]);
        return lines;
    }
    let mut lines = vec!["POST /charges HTTP/1.1".to_owned()];
    if let Some(key) = key_for(setting, entry.site.intent, entry.site.attempt) {
        lines.push(format!(r#"Idempotency-Key: "{}""#, show_key(setting, key)));
    }
    lines.push("Content-Type: application/json".to_owned());
    lines.extend([String::new(), body]);
    lines
}

/// A message as a queue's client library would show it.
fn queued(trace: &Trace, entry: &Entry) -> Vec<String> {
    let setting = &trace.setting;
    let (intent, skin) = (setting.intent(entry.site.intent), setting.skin);
    if let Event::Replied { status, receipt, replayed } = entry.event {
        let mut lines = vec![format!("{} {}", skin.status(status), handler_name(setting, entry.site))];
        if replayed {
            lines.push("Acked-Before: true".to_owned());
        }
        lines.extend(receipt.map(|receipt| format!("Receipt: {}", show_receipt(setting, receipt))));
        return lines;
    }
    let mut lines = vec![format!("{} payments", skin.say(Phrase::Asks))];
    if let Some(key) = key_for(setting, entry.site.intent, entry.site.attempt) {
        lines.push(format!("Message-Id: {}", show_key(setting, key)));
    }
    lines.push(format!("Receive-Count: {}", entry.site.attempt));
    let body = format!(r#"{{"customer": {}, "amount": {}}}"#, intent.customer + 1, intent.amount);
    lines.extend([String::new(), body]);
    lines
}

/// What there is to notice.
fn said(trace: &Trace, entry: &Entry) -> Vec<String> {
    let name = handler_name(&trace.setting, entry.site);
    let (skin, lane) = (trace.setting.skin, &trace.setting.lane);
    let say = |phrase| skin.say(phrase);
    let (server, reply, attempt) = (say(Phrase::Server), say(Phrase::Reply), say(Phrase::Try));
    match entry.event {
        Event::Replied { replayed: true, .. } => vec![
            format!("{name} in {lane}: the stored {reply}, sent again and marked as a replay."),
            format!("The receipt is the first {attempt}'s: nothing was {} this time.", say(Phrase::Charged)),
        ],
        Event::Replied { .. } => vec![format!("{name} in {lane}: the {server}'s answer to this {attempt}.")],
        Event::Attempted { key: None, .. } => {
            let key = say(Phrase::Key);
            vec![format!("{name}: without a {key} the {server} cannot tell a retry from a second payment.")]
        }
        _ if entry.site.attempt > 1 => {
            let key = say(Phrase::Key);
            vec![format!("{name}: a retry. The body is the same; look whether the {key} is.")]
        }
        _ if skin == Skin::Queue => {
            vec![format!("{name}: the first {attempt}. Until it is acked, the broker will deliver it again.")]
        }
        _ => vec![format!("{name}: the first try. 201 in a reply means: created, done.")],
    }
}
