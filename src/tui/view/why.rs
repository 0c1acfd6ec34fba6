//! The why lens: the event under the cursor, the chain of causes that led to it, and what
//! it did not change.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};

use super::{Ui, put};
use crate::sim::event::{Arrival, Event};
use crate::sim::time::show_instant;
use crate::sim::{Entry, Phrase, Skin, Trace};
use crate::tui::field::rows;
use crate::tui::narrate::sentence;

/// The rows it wants beside the diagram.
pub const HEIGHT: u16 = 7;

/// Draws the chains of the lanes shown, one over the other.
pub fn draw(ui: &Ui<'_>, area: Rect, buf: &mut Buffer) {
    let traces = ui.model.lab.traces();
    let shares = vec![Constraint::Fill(1); traces.len().max(1)];
    let areas = Layout::vertical(shares).split(area);
    for (lane, (trace, area)) in traces.into_iter().zip(areas.iter()).enumerate() {
        one(ui, trace, lane, *area, buf);
    }
}

fn one(ui: &Ui<'_>, trace: &Trace, lane: usize, area: Rect, buf: &mut Buffer) {
    let past = ui.model.lab.cursor.entries(trace);
    let Some(last) = past.checked_sub(1).and_then(|index| trace.entries.get(index)) else { return };
    let width = area.width.saturating_sub(2);
    let mut lines =
        vec![(format!("{} {}", show_instant(last.at), sentence(trace, last)), ui.theme.lane(lane))];
    lines.push((format!("did not change: {}", untouched(trace.setting.skin, &last.event)), ui.theme.dim()));
    let mut cause = last.cause;
    while let Some(entry) = cause.and_then(|cause| trace.entries.get(cause as usize)) {
        let text = format!("because {} {}", show_instant(entry.at), sentence(trace, entry));
        lines.push((text, ui.theme.text()));
        cause = entry.cause;
    }
    let name = format!("{}, entry {}", trace.setting.lane, past - 1);
    put(buf, area, area.x + 1, area.y, &name, ui.theme.lane(lane));
    let wrapped = lines.iter().flat_map(|(text, style)| {
        let rows = rows(text, usize::from(width)).into_iter();
        rows.map(|row| (text[row].trim_end(), *style))
    });
    for (y, (text, style)) in (area.y + 1..area.bottom()).zip(wrapped) {
        put(buf, area, area.x + 2, y, text, style);
    }
}

/// What an event leaves as it was: what one might wrongly think it changes.
#[must_use]
pub fn untouched(skin: Skin, event: &Event) -> String {
    let (client, server) = (skin.say(Phrase::Client), skin.say(Phrase::Server));
    let reply = skin.say(Phrase::Reply);
    match event {
        Event::TimedOut { .. } | Event::Reset { .. } => {
            return format!("anything at the {server}: it may still be working, or long done");
        }
        Event::Arrived(Arrival::Reply { heard: false, .. }) => {
            return format!("what the {client} believes: it no longer listens");
        }
        Event::Replied { .. } => {
            return format!("what the {client} knows: the {reply} has only been sent");
        }
        Event::Ran { durable: Some(false), .. } => "what others see: nothing is visible before the commit",
        Event::Ran { .. } | Event::Committed => {
            return format!("what the {client} knows: no {reply} is on its way yet");
        }
        Event::Intended { .. } | Event::Attempted { .. } => {
            return format!("the {server}: nothing has arrived there");
        }
        Event::Lost { .. } => "what the sender did before: its work stands, and it is not told",
        Event::Told { .. } => "the ledger: telling moves no money",
        Event::Answered { .. } | Event::RolledBack => "the ledger, and every other key",
        Event::Arrived(_) => "the ledger: a message that arrives has done nothing yet",
        Event::Crashed { .. } => "what is committed, and replies already under way",
        Event::Paused { .. } => "other handlers: they go on, and leases run out",
        Event::Woke { .. } => "what the customer was told, long before",
        Event::Resumed => "what this handler believes: it has not noticed the pause",
        Event::Restarted => "the ledger: it was durable all the time",
        Event::Expired { .. } | Event::Evicted { .. } => "the ledger: only the memory of the key is gone",
        Event::Delayed { .. } | Event::Duplicated { .. } => "the message itself: every copy says the same",
    }
    .to_owned()
}

/// The entries of the instant under the cursor, as far as the cursor goes.
#[must_use]
pub fn here<'t>(ui: &Ui<'_>, trace: &'t Trace) -> &'t [Entry] {
    let cursor = ui.model.lab.cursor;
    let past = cursor.entries(trace);
    let start = trace.instant(cursor.at).start;
    trace.entries.get(start..past).unwrap_or_default()
}
