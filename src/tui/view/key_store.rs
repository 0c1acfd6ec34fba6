//! The key-store lens: each record, and how long it lives against the client's retry
//! horizon.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Ui, cut, put};
use crate::glyph::Glyph;
use crate::sim::client::{retry_horizon, show_key};
use crate::sim::id::RecordId;
use crate::sim::store::{Record, State};
use crate::sim::time::{Ms, show_roughly, show_span};
use crate::sim::{Phrase, Trace, World};
use crate::tui::narrate::show_receipt;

/// How wide the bar of a record's life is.
const BAR: u16 = 24;
/// Below this width a record's two rows become four, so that nothing of them is cut.
const WHOLE: u16 = 72;

/// The rows of a title and of a record.
type Rows = (u16, u16);

/// The rows of the stores shown, for a handful of records each.
fn total(ui: &Ui<'_>, (title, record): Rows) -> u16 {
    let lab = &ui.model.lab;
    let rows = lab.traces().into_iter().map(|trace| {
        let world = trace.world_at(lab.cursor.entries(trace));
        let records = u16::try_from(world.store.len()).unwrap_or(u16::MAX).clamp(1, 4);
        if trace.setting.recipe.uses_keys() { title + records * record } else { 1 }
    });
    rows.sum()
}

/// The rows of each in a pane: in a narrow one twice as many, where all of them fit.
fn rows(ui: &Ui<'_>, width: u16, height: u16) -> Rows {
    let (whole, wrapped) = ((1, 2), (2, 4));
    if width < WHOLE && total(ui, wrapped) <= height { wrapped } else { whole }
}

/// The rows it wants at a width, where there is room for so many.
#[must_use]
pub fn height(ui: &Ui<'_>, width: u16, room: u16) -> u16 {
    total(ui, rows(ui, width, room))
}

/// Draws the stores of the lanes shown.
pub fn draw(ui: &Ui<'_>, area: Rect, buf: &mut Buffer) {
    let lab = &ui.model.lab;
    let (titles, height) = rows(ui, area.width, area.height);
    let mut y = area.y;
    for (lane, trace) in lab.traces().into_iter().enumerate() {
        let world = trace.world_at(lab.cursor.entries(trace));
        let knobs = &trace.setting.knobs;
        let ttl = knobs.ttl.map_or("for ever".to_owned(), show_span);
        let say = |phrase| trace.setting.skin.say(phrase);
        let title = if trace.setting.recipe.uses_keys() {
            let stored = format!(
                "{}: {} stored, TTL {ttl} from {}",
                trace.setting.lane,
                world.keys_stored(knobs),
                crate::sim::knob::Words::word(knobs.ttl_from),
            );
            let horizon = show_roughly(retry_horizon(&trace.setting));
            let retries = format!("{} {} {horizon}", say(Phrase::Client), say(Phrase::RetriesUpTo));
            lines(titles > 1, stored, &retries, ", ")
        } else {
            let (server, keys) = (say(Phrase::Server), say(Phrase::Keys));
            vec![format!("{}: this {server} keeps no {keys}", trace.setting.lane)]
        };
        for text in title {
            put(buf, area, area.x + 1, y, &cut(ui, &text, area.width.saturating_sub(1)), ui.theme.lane(lane));
            y += 1;
        }
        let room = area.bottom().saturating_sub(y) / height;
        let mut records: Vec<(RecordId, &Record)> = world.store.iter().collect();
        // Those last used say most about the moment.
        records.sort_by_key(|(_, record)| std::cmp::Reverse(record.used));
        for (id, record) in records.into_iter().take(usize::from(room)) {
            one(ui, trace, &world, id, record, Rect { y, height, ..area }, buf);
            y += height;
        }
        let buffered: Vec<RecordId> = world
            .server
            .handlers
            .values()
            .filter_map(|handler| handler.open.and_then(|open| open.record).map(|(id, _)| id))
            .collect();
        for id in buffered {
            let text = format!(
                "{} {} written in an open transaction: invisible until it commits",
                ui.glyphs.get(Glyph::KeyPending),
                show_key(&trace.setting, id.key)
            );
            put(buf, area, area.x + 2, y, &cut(ui, &text, area.width.saturating_sub(2)), ui.theme.dim());
            y += 1;
        }
    }
}

/// Two texts in two lines, or in one.
fn lines(two: bool, first: String, second: &str, between: &str) -> Vec<String> {
    if two { vec![first, second.to_owned()] } else { vec![format!("{first}{between}{second}")] }
}

fn one(
    ui: &Ui<'_>,
    trace: &Trace,
    world: &World,
    id: RecordId,
    record: &Record,
    area: Rect,
    buf: &mut Buffer,
) {
    let setting = &trace.setting;
    let now = ui.drawn.max(world.now);
    let expired = record.is_expired(&setting.knobs, now);
    let (glyph, state) = match record.state {
        State::InFlight => (Glyph::KeyPending, "in flight".to_owned()),
        State::Done if expired => (Glyph::Key, "expired: the next lookup runs as new".to_owned()),
        State::Done => {
            let reply = record.reply.map_or(String::new(), |receipt| show_receipt(setting, receipt));
            (Glyph::Key, format!("done, {} {reply}", setting.skin.say(Phrase::Created)))
        }
    };
    let whose =
        id.customer.map_or("all customers".to_owned(), |customer| format!("customer {}", customer + 1));
    let name = format!("{} {}  {whose}", ui.glyphs.get(glyph), show_key(setting, id.key));
    let state = format!("{state}  fingerprint ${}", record.body);
    let style = if expired { ui.theme.warn() } else { ui.theme.key() };
    let mut y = area.y;
    for text in lines(area.height > 2, name, &state, "  ") {
        let x = area.x + if y == area.y { 2 } else { 4 };
        put(buf, area, x, y, &cut(ui, &text, area.right().saturating_sub(x)), style);
        y += 1;
    }
    life(ui, trace, record, now, Rect { y, height: area.bottom().saturating_sub(y), ..area }, buf);
}

/// A bar from the record's beginning to its end, with a mark where the client's last
/// retry may still come.
fn life(ui: &Ui<'_>, trace: &Trace, record: &Record, now: Ms, area: Rect, buf: &mut Buffer) {
    let setting = &trace.setting;
    let (begin, end, what) = match record.state {
        State::InFlight => (record.created, record.lease_until, "lease"),
        State::Done => (record.completed.unwrap_or(record.created), record.expires(&setting.knobs), "TTL"),
    };
    let horizon = setting.intent(record.intent).at + retry_horizon(setting);
    let y = area.y;
    let x = area.x + 4;
    let Some(end) = end else {
        let text = if what == "lease" { "no lease: only its owner can finish it" } else { "never expires" };
        put(buf, area, x, y, text, ui.theme.dim());
        return;
    };
    // Both ends on one scale, so that a TTL of a day shows the horizon as a sliver.
    let far = end.max(horizon).max(begin + 1);
    let cell = |at: Ms| {
        u16::try_from(at.clamp(begin, far).abs_diff(begin) * u64::from(BAR) / (far - begin)).unwrap_or(0)
    };
    for step in 0..BAR {
        let lived = step < cell(now.min(end));
        let kept = step < cell(end);
        let glyph = if lived {
            Glyph::BarFull
        } else if kept {
            Glyph::BarEmpty
        } else {
            Glyph::Future
        };
        let style = if kept { ui.theme.key() } else { ui.theme.dim() };
        put(buf, area, x + step, y, ui.glyphs.get(glyph), style);
    }
    let mark = cell(horizon).min(BAR - 1);
    put(buf, area, x + mark, y, ui.glyphs.get(Glyph::BarMark), ui.theme.warn());
    let left = if now >= end { "over".to_owned() } else { format!("{} left", show_roughly(end - now)) };
    let mark = ui.glyphs.get(Glyph::BarMark);
    let verdict = match (what, end >= horizon) {
        ("lease", _) => vec![format!("lease, {left}")],
        (_, true) => lines(area.height > 1, left, &format!("outlives the last retry {mark}"), "; "),
        (_, false) => lines(area.height > 1, left, &format!("ends BEFORE the last retry {mark}"), "; "),
    };
    let style = if what == "TTL" && end < horizon { ui.theme.warn() } else { ui.theme.dim() };
    let mut verdict = verdict.into_iter();
    let beside = verdict.next().unwrap_or_default();
    put(buf, area, x + BAR + 1, y, &cut(ui, &beside, area.width.saturating_sub(BAR + 6)), style);
    if let Some(below) = verdict.next() {
        put(buf, area, x, y + 1, &cut(ui, &below, area.width.saturating_sub(4)), style);
    }
}
