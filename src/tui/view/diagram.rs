//! The mirror diagram: one client, one weather, one or two servers.
//!
//! Time runs downwards, requests outwards, replies inwards. Every cell is computed from
//! the traces, the cursor and the instant drawn; nothing is remembered between frames.

mod message;
mod server_note;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use unicode_width::UnicodeWidthStr;

use self::message::Message;
use self::server_note::{Note, note};
use super::{Ui, put, put_right};
use crate::glyph::Glyph;
use crate::sim::event::{Event, Outcome};
use crate::sim::time::{Ms, show_instant};
use crate::sim::wire::Leg;
use crate::sim::{Phrase, Property, Site, Trace};
use crate::tui::lab::reaches;
use crate::tui::narrate::gap_words;
use crate::tui::rows::{Half, Place, Row, rows};

/// How far a server's lifeline is from the edge: room for the money outside it.
const MARGIN: u16 = 6;
/// The width of the column of instants, where there is room for one.
const GUTTER: u16 = 10;
/// From this width on there is.
pub const TIMED: u16 = 72 + GUTTER;

/// The columns of the lifelines.
#[derive(Clone, Copy, Debug)]
struct Columns {
    area: Rect,
    client: u16,
    /// One for each lane shown.
    servers: [u16; 2],
    gutter: bool,
}

impl Columns {
    fn new(area: Rect, lanes: usize) -> Self {
        let gutter = area.width >= TIMED;
        let left = area.x + if gutter { GUTTER } else { 0 };
        let right = area.right().saturating_sub(1);
        let far = right.saturating_sub(MARGIN - 1);
        if lanes < 2 {
            return Self { area, client: left + 3, servers: [far, far], gutter };
        }
        let near = left + MARGIN - 1;
        Self { area, client: near + (far - near) / 2, servers: [near, far], gutter }
    }
}

/// Draws the names of the lifelines in one row.
pub fn names(ui: &Ui<'_>, area: Rect, buf: &mut Buffer) {
    let traces = ui.model.lab.traces();
    let columns = Columns::new(area, traces.len());
    let title = |trace: &Trace, room: u16| {
        let setting = &trace.setting;
        let (lane, recipe) = (&setting.lane, setting.recipe.title(setting.skin));
        let both = format!("{lane}: {recipe}");
        // A lesson calls a lane by its name, as long as that says what it runs.
        let says_it =
            lane == recipe || ui.model.run.as_ref().is_some_and(|run| run.is_as_introduced(setting));
        if says_it || both.width() > usize::from(room) { lane.clone() } else { both }
    };
    let client = ui.model.lab.scenario().skin.say(Phrase::Client);
    match traces.as_slice() {
        [one] => {
            put(buf, columns.area, columns.client - 2, area.y, client, ui.theme.client());
            put_right(buf, columns.area, area.right(), area.y, &title(one, area.width), ui.theme.lane(0));
        }
        [left, right, ..] => {
            let begins = columns.servers[0] - 2;
            let room = columns.client.saturating_sub(begins + 4);
            put(buf, columns.area, begins, area.y, &title(left, room), ui.theme.lane(0));
            put(buf, columns.area, columns.client - 3, area.y, client, ui.theme.client());
            put_right(buf, columns.area, area.right(), area.y, &title(right, room), ui.theme.lane(1));
        }
        [] => {}
    }
}

/// Draws the rows up to the instant drawn, the latest at the bottom.
pub fn draw(ui: &Ui<'_>, area: Rect, buf: &mut Buffer) {
    let lab = &ui.model.lab;
    let traces = lab.traces();
    let columns = Columns::new(area, traces.len());
    let past: Vec<usize> = traces.iter().map(|trace| lab.cursor.entries(trace)).collect();
    let rows = rows(&traces);
    let begun = |row: &&Row| {
        let mut halves = row.halves.iter().zip(&past);
        halves.any(|(half, past)| half.is_some_and(|half| half.first < *past))
    };
    let rows: Vec<&Row> = rows.iter().filter(begun).collect();
    let height = area.height as usize;
    let mut start = rows.len().saturating_sub(height);
    if let Some(pointed) = lab.pointed
        && let Some(row) = rows.iter().position(|row| is_at(row, pointed))
    {
        start = start.min(row);
    }
    let mut before = None;
    for (line, row) in rows.iter().skip(start).take(height).enumerate() {
        let y = area.y + u16::try_from(line).unwrap_or(0);
        lifelines(ui, &columns, &traces, row.at, y, buf);
        if columns.gutter && before != Some(row.at) {
            let style = if row.at == lab.cursor.at { ui.theme.accent() } else { ui.theme.dim() };
            put_right(buf, area, area.x + GUTTER - 2, y, &label(row.at), style);
        }
        before = Some(row.at);
        draw_row(ui, &columns, &traces, &past, row, y, buf);
    }
    // Below the last row time has not come yet: the lifelines go on.
    for y in area.y + u16::try_from(rows.len().min(height)).unwrap_or(0)..area.bottom() {
        lifelines(ui, &columns, &traces, lab.cursor.at, y, buf);
    }
}

/// An instant in the gutter; without its blanks, where it would not fit.
fn label(at: Ms) -> String {
    let shown = show_instant(at);
    if shown.width() > usize::from(GUTTER - 2) { shown.replace(' ', "") } else { shown }
}

/// Whether a row shows a site.
fn is_at(row: &Row, site: Site) -> bool {
    let place = match Leg::of(site.place) {
        Some(leg) => Place::Message(leg),
        None => Place::Server,
    };
    let who = site.handler();
    row.who == who && row.place == place
}

fn lifelines(ui: &Ui<'_>, columns: &Columns, traces: &[&Trace], at: Ms, y: u16, buf: &mut Buffer) {
    put(buf, columns.area, columns.client, y, ui.glyphs.get(Glyph::Lifeline), ui.theme.rule());
    for (lane, trace) in traces.iter().enumerate() {
        let down = is_down(trace, at.min(ui.model.lab.cursor.at));
        let glyph = ui.glyphs.get(if down { Glyph::Down } else { Glyph::Lifeline });
        put(buf, columns.area, columns.servers[lane], y, glyph, ui.theme.rule());
    }
}

/// Whether the server is down after an instant: its last crash has no restart yet.
fn is_down(trace: &Trace, at: Ms) -> bool {
    let past = &trace.entries[..trace.entries_by(at)];
    let last =
        past.iter().rev().find(|entry| matches!(entry.event, Event::Crashed { .. } | Event::Restarted));
    last.is_some_and(|entry| matches!(entry.event, Event::Crashed { .. }))
}

fn draw_row(
    ui: &Ui<'_>,
    columns: &Columns,
    traces: &[&Trace],
    past: &[usize],
    row: &Row,
    y: u16,
    buf: &mut Buffer,
) {
    let halves: Vec<Option<Half>> =
        row.halves.iter().zip(past).map(|(half, past)| half.filter(|half| half.first < *past)).collect();
    match row.place {
        Place::Client => client_row(ui, columns, traces, past, &halves, y, buf),
        Place::Message(leg) => {
            for (lane, half) in halves.iter().enumerate() {
                if let Some(half) = *half {
                    let (trace, past) = (traces[lane], past[lane]);
                    Message { ui, trace, lane, row, half, leg, past }.draw(columns, y, buf);
                }
            }
        }
        Place::Server => {
            for (lane, half) in halves.iter().enumerate() {
                if let Some(half) = half {
                    let end = half.end.min(past[lane]);
                    server(ui, columns, traces[lane], lane, half.first..end, y, buf);
                }
            }
        }
    }
    if row.at == ui.model.lab.cursor.at {
        // What happens now stands out from what is past.
        let now = Rect { x: columns.area.x, y, width: columns.area.width, height: 1 };
        buf.set_style(now, Modifier::BOLD);
    }
    let one_sided = traces.len() > 1 && halves.iter().filter(|half| half.is_some()).count() == 1;
    if one_sided && row.place != Place::Client {
        let mark = if halves[0].is_some() { Glyph::OnlyLeft } else { Glyph::OnlyRight };
        put(buf, columns.area, columns.client, y, ui.glyphs.get(mark), ui.theme.dim());
    }
}

/// A row of the client's own: what it means, its timer, what it is told.
fn client_row(
    ui: &Ui<'_>,
    columns: &Columns,
    traces: &[&Trace],
    past: &[usize],
    halves: &[Option<Half>],
    y: u16,
    buf: &mut Buffer,
) {
    let words = |lane: usize, half: &Half| {
        let entries = half.first..half.end.min(past[lane]);
        let entries = traces[lane].entries.get(entries).unwrap_or_default();
        let words: Vec<String> =
            entries.iter().filter_map(|entry| client_words(ui, traces[lane], entry)).collect();
        let broken = broken_words(ui, traces[lane], half.first..half.end.min(past[lane]));
        let style = entries.last().map_or(ui.theme.client(), |entry| client_style(ui, &entry.event));
        (words.join(", ") + &broken, if broken.is_empty() { style } else { ui.theme.bad() })
    };
    let (left, right) = (halves.first().copied().flatten(), halves.get(1).copied().flatten());
    let said = [left.map(|half| words(0, &half)), right.map(|half| words(1, &half))];
    match said {
        [Some((text, style)), Some((other, _))] if text == other => {
            put(buf, columns.area, columns.client + 2, y, &text, style);
        }
        [left, right] => {
            if let Some((text, style)) = left {
                if traces.len() > 1 {
                    let text = format!("{text} {}", ui.glyphs.get(Glyph::OnlyLeft));
                    put_right(buf, columns.area, columns.client, y, &text, style);
                } else {
                    put(buf, columns.area, columns.client + 2, y, &text, style);
                }
            }
            if let Some((text, style)) = right {
                let text = format!("{} {text}", ui.glyphs.get(Glyph::OnlyRight));
                put(buf, columns.area, columns.client + 1, y, &text, style);
            }
        }
    }
}

fn client_words(ui: &Ui<'_>, trace: &Trace, entry: &crate::sim::Entry) -> Option<String> {
    let many = trace.setting.intents().len() > 1;
    let skin = trace.setting.skin;
    let name =
        if many { format!("{}: ", trace.setting.intent(entry.site.intent).name) } else { String::new() };
    Some(match entry.event {
        Event::Intended { amount, .. } => {
            let again =
                if trace.setting.means(entry.site.intent) == entry.site.intent { "" } else { " again" };
            format!("{name}{} ${amount}{again}", skin.say(Phrase::Pay))
        }
        Event::TimedOut { again_at: Some(_) } => {
            format!("{} {name}{}", ui.glyphs.get(Glyph::Timeout), skin.say(Phrase::DidItWork))
        }
        Event::TimedOut { again_at: None } => {
            format!("{} {name}{}", ui.glyphs.get(Glyph::Timeout), skin.say(Phrase::NoTryLeft))
        }
        Event::Reset { .. } => {
            format!("{} {name}{}", ui.glyphs.get(Glyph::Reset), skin.say(Phrase::ResetWord))
        }
        Event::Told { outcome } => {
            let glyph = match outcome {
                Outcome::Success => Glyph::ToldSuccess,
                Outcome::Error => Glyph::ToldError,
                Outcome::Unknown => Glyph::ToldUnknown,
            };
            let told = skin.say(Phrase::Told);
            format!("{name}{told}{} {}", skin.outcome(outcome), ui.glyphs.get(glyph))
        }
        _ => return None,
    })
}

fn client_style(ui: &Ui<'_>, event: &Event) -> Style {
    match event {
        Event::TimedOut { .. } | Event::Reset { .. } | Event::Told { outcome: Outcome::Unknown } => {
            ui.theme.warn()
        }
        Event::Told { outcome: Outcome::Success } => ui.theme.good(),
        Event::Told { outcome: Outcome::Error } => ui.theme.bad(),
        _ => ui.theme.client(),
    }
}

/// `, ONCE broken` for the properties that first broke within these entries.
fn broken_words(ui: &Ui<'_>, trace: &Trace, entries: std::ops::Range<usize>) -> String {
    let broken = trace.verdict.broken().into_iter();
    let here = broken.filter(|(_, entry)| entries.contains(&(*entry as usize)));
    here.map(|(property, _)| broken_word(ui, property)).collect()
}

fn broken_word(ui: &Ui<'_>, property: Property) -> String {
    format!(" {} {} broken", ui.glyphs.get(Glyph::Broken), property.row().id)
}

/// What a server did, on its lifeline: a sign, money outside, words inside.
fn server(
    ui: &Ui<'_>,
    columns: &Columns,
    trace: &Trace,
    lane: usize,
    entries: std::ops::Range<usize>,
    y: u16,
    buf: &mut Buffer,
) {
    let mut note = note(ui, trace, lane, entries.clone());
    let Note { sign, style, .. } = note;
    let mut text_style = style;
    let broken = trace.verdict.broken().into_iter();
    for (property, _) in broken.filter(|(_, entry)| entries.contains(&(*entry as usize))) {
        text_style = ui.theme.bad().add_modifier(Modifier::BOLD);
        note.words.push(broken_word(ui, property).trim_start().to_owned());
    }
    let mut sign_style = style.add_modifier(Modifier::BOLD);
    let here = trace.entries.get(entries).unwrap_or_default();
    if let Some(site) = ui.model.lab.pointed
        && site.place.is_gap()
        && here.iter().any(|entry| reaches(entry, site))
    {
        sign_style = sign_style.add_modifier(Modifier::REVERSED);
        note.words.push(gap_words(site));
    }
    let column = columns.servers[lane];
    let words = note.fitting(usize::from(column.abs_diff(columns.client)).saturating_sub(3));
    let money = &note.money;
    put(buf, columns.area, column, y, ui.glyphs.get(sign), sign_style);
    let outwards_left = column < columns.client;
    if outwards_left {
        put_right(buf, columns.area, column, y, &format!("{money} "), ui.theme.money());
        put(buf, columns.area, column + 2, y, &words, text_style);
    } else {
        put(buf, columns.area, column + 2, y, money, ui.theme.money());
        put_right(buf, columns.area, column - 1, y, &words, text_style);
    }
}
