//! The key-store lens: each record, and how long it lives against the client's retry
//! horizon.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::{Ui, cut, put};
use crate::glyph::Glyph;
use crate::sim::client::{retry_horizon, show_key};
use crate::sim::id::RecordId;
use crate::sim::store::{Record, State};
use crate::sim::time::{Ms, show_roughly, show_span};
use crate::sim::{Trace, World};
use crate::tui::narrate::show_receipt;

/// How wide the bar of a record's life is.
const BAR: u16 = 24;
/// The rows of one record.
const ROWS: u16 = 2;

/// The rows a handful of records need.
#[must_use]
pub fn height(ui: &Ui<'_>) -> u16 {
    let lab = &ui.model.lab;
    let rows = lab.traces().into_iter().map(|trace| {
        let world = trace.world_at(lab.cursor.entries(trace));
        let records = u16::try_from(world.store.len()).unwrap_or(u16::MAX).clamp(1, 4);
        1 + records * ROWS
    });
    rows.sum()
}

/// Draws the stores of the lanes shown.
pub fn draw(ui: &Ui<'_>, area: Rect, buf: &mut Buffer) {
    let lab = &ui.model.lab;
    let mut y = area.y;
    for (lane, trace) in lab.traces().into_iter().enumerate() {
        let world = trace.world_at(lab.cursor.entries(trace));
        let knobs = &trace.setting.knobs;
        let ttl = knobs.ttl.map_or("for ever".to_owned(), show_span);
        let title = if trace.setting.recipe.uses_keys() {
            format!(
                "{}: {} stored, TTL {ttl} from {}, client retries up to {}",
                trace.setting.lane,
                world.keys_stored(knobs),
                crate::sim::knob::Words::word(knobs.ttl_from),
                show_roughly(retry_horizon(&trace.setting)),
            )
        } else {
            format!("{}: this server keeps no keys", trace.setting.lane)
        };
        put(buf, area, area.x + 1, y, &cut(ui, &title, area.width.saturating_sub(1)), ui.theme.lane(lane));
        y += 1;
        let room = area.bottom().saturating_sub(y) / ROWS;
        let mut records: Vec<(RecordId, &Record)> = world.store.iter().collect();
        // Those last used say most about the moment.
        records.sort_by_key(|(_, record)| std::cmp::Reverse(record.used));
        for (id, record) in records.into_iter().take(usize::from(room)) {
            one(ui, trace, &world, id, record, Rect { y, height: ROWS, ..area }, buf);
            y += ROWS;
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
            (Glyph::Key, format!("done, 201 {reply}"))
        }
    };
    let whose =
        id.customer.map_or("all customers".to_owned(), |customer| format!("customer {}", customer + 1));
    let text = format!(
        "{} {}  fingerprint ${}  {state}  {whose}",
        ui.glyphs.get(glyph),
        show_key(setting, id.key),
        record.body
    );
    let style = if expired { ui.theme.warn() } else { ui.theme.key() };
    put(buf, area, area.x + 2, area.y, &cut(ui, &text, area.width.saturating_sub(2)), style);
    life(ui, trace, record, now, area, buf);
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
    let y = area.y + 1;
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
    let verdict = match (what, end >= horizon) {
        ("lease", _) => format!("lease, {left}"),
        (_, true) => format!("{left}; outlives the last retry {}", ui.glyphs.get(Glyph::BarMark)),
        (_, false) => format!("{left}; ends BEFORE the last retry {}", ui.glyphs.get(Glyph::BarMark)),
    };
    let style = if what == "TTL" && end < horizon { ui.theme.warn() } else { ui.theme.dim() };
    let text = cut(ui, &verdict, area.width.saturating_sub(BAR + 6));
    debug_assert!(text.width() <= usize::from(area.width), "the verdict is cut to the pane");
    put(buf, area, x + BAR + 1, y, &text, style);
}
