//! The live counters: what was meant, what each server charged, and whether it kept its
//! promise. Always with a word and a sign, never by colour alone.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::{Ui, put};
use crate::sim::time::show_instant;
use crate::sim::{PROPERTIES, Phrase, Trace, World};
use crate::tui::big;
use crate::tui::glyph::Glyph;

/// The rows large digits need, with their words.
pub const LARGE: u16 = 8;

/// Draws the counters at the cursor.
pub fn draw(ui: &Ui<'_>, area: Rect, buf: &mut Buffer) {
    let traces = ui.model.lab.traces();
    let worlds: Vec<World> =
        traces.iter().map(|trace| trace.world_at(ui.model.lab.cursor.entries(trace))).collect();
    let meant = worlds.first().map_or(0, |world| world.meant);
    let mut columns: Vec<Counter> = Vec::new();
    for (lane, (trace, world)) in traces.iter().zip(&worlds).enumerate() {
        columns.push(counter(ui, trace, world, lane, meant));
        if lane == 0 {
            columns.push(Counter {
                word: "MEANT".to_owned(),
                money: format!("${meant}"),
                beyond: String::new(),
                verdict: String::new(),
                good: true,
                style: ui.theme.client(),
                details: Default::default(),
            });
        }
    }
    if area.height >= LARGE {
        large(ui, &columns, area, buf);
    } else {
        small(ui, &columns, area, buf);
    }
}

struct Counter {
    word: String,
    money: String,
    /// What was charged beyond what was meant.
    beyond: String,
    verdict: String,
    good: bool,
    style: ratatui::style::Style,
    /// What is counted beside, and the lights of the properties.
    details: [String; 3],
}

fn counter(ui: &Ui<'_>, trace: &Trace, world: &World, lane: usize, meant: u64) -> Counter {
    let balance = world.ledger.balance();
    let past = ui.model.lab.cursor.entries(trace);
    let broken = trace.verdict.broken().into_iter().filter(|(_, entry)| (*entry as usize) < past);
    let at = |entry: u32| trace.entries.get(entry as usize).map_or(0, |entry| entry.at);
    let broken: Vec<String> = broken
        .map(|(property, entry)| format!("{} broken {}", property.row().id, show_instant(at(entry))))
        .collect();
    let open = world.clients.iter().any(|client| client.intended && client.told.is_none());
    let say = |phrase| trace.setting.skin.say(phrase);
    let charged = say(Phrase::Charged);
    let (good, verdict) = match (broken.is_empty(), balance.cmp(&meant)) {
        (false, _) => (false, format!("{} {}", ui.glyphs.get(Glyph::Broken), broken.join(", "))),
        (true, std::cmp::Ordering::Greater) => (false, "too much".to_owned()),
        (true, std::cmp::Ordering::Equal) if meant > 0 => {
            (true, format!("{} once in effect", ui.glyphs.get(Glyph::Holds)))
        }
        (true, _) if open || meant == 0 => (true, format!("not {charged} yet")),
        (true, _) => (true, format!("${} not {charged}", meant - balance.min(meant))),
    };
    let lights = PROPERTIES.each_ref().map(|row| {
        let holds = trace.verdict.holds(row.property, past);
        format!("{}{}", ui.glyphs.get(if holds { Glyph::Holds } else { Glyph::Broken }), row.id)
    });
    let keys = world.keys_stored(&trace.setting.knobs);
    let retries =
        world.attempts().saturating_sub(world.clients.iter().filter(|c| c.attempts > 0).count() as u64);
    Counter {
        word: trace.setting.lane.to_uppercase(),
        money: format!("${balance}"),
        beyond: difference(balance, meant),
        verdict,
        good,
        style: ui.theme.lane(lane),
        details: [
            format!("{} {retries}   {} stored {keys}", say(Phrase::Retries), say(Phrase::Keys)),
            lights[..3].join(" "),
            lights[3..].join(" "),
        ],
    }
}

/// What was charged beyond what was meant, `+$10`.
fn difference(balance: u64, meant: u64) -> String {
    if balance > meant && meant > 0 { format!(" (+${})", balance - meant) } else { String::new() }
}

fn small(ui: &Ui<'_>, columns: &[Counter], area: Rect, buf: &mut Buffer) {
    let mut x = area.x + 1;
    // Long verdicts give way first: the words and the money always stay.
    let mut verdicts: Vec<String> = columns.iter().map(|column| column.verdict.clone()).collect();
    let wanted = |column: &Counter, verdict: &String| {
        width(&column.word) + width(&column.money) + width(&column.beyond) + width(verdict) + 4
    };
    for _ in 0..verdicts.len() {
        let total: u16 = columns.iter().zip(&verdicts).map(|(column, verdict)| wanted(column, verdict)).sum();
        if let Some(longest) = verdicts.iter_mut().max_by_key(|verdict| verdict.chars().count()) {
            let room = width(longest).saturating_sub((total + 1).saturating_sub(area.width));
            *longest = if room == 0 { String::new() } else { super::cut(ui, longest, room) };
        }
    }
    for (column, verdict) in columns.iter().zip(&verdicts) {
        put(buf, area, x, area.y, &column.word, column.style);
        x += width(&column.word) + 1;
        let money = format!("{}{}", column.money, column.beyond);
        put(buf, area, x, area.y, &money, ui.theme.money());
        x += width(&money) + 1;
        put(buf, area, x, area.y, verdict, ui.theme.verdict(column.good));
        x += width(verdict) + 2;
    }
}

fn large(ui: &Ui<'_>, columns: &[Counter], area: Rect, buf: &mut Buffer) {
    let share = area.width / u16::try_from(columns.len().max(1)).unwrap_or(1);
    for (index, column) in columns.iter().enumerate() {
        let x = area.x + share * u16::try_from(index).unwrap_or(0) + 1;
        let cell = Rect { x, width: share.saturating_sub(2), ..area };
        put(buf, cell, x, area.y, &column.word, column.style);
        let after = x + width(&column.word) + 2;
        let verdict = format!("{} {}", column.verdict, column.beyond);
        put(buf, cell, after, area.y, &verdict, ui.theme.verdict(column.good));
        let digits = Rect { y: area.y + 1, height: 4, ..cell };
        let money = big::digits(&column.money, column.style, digits.as_size(), ui.glyphs.is_ascii());
        money.render(digits, buf);
        for (row, detail) in (area.y + 5..).zip(&column.details) {
            put(buf, cell, x, row, detail, ui.theme.dim());
        }
    }
}

fn width(text: &str) -> u16 {
    u16::try_from(unicode_width::UnicodeWidthStr::width(text)).unwrap_or(u16::MAX)
}
