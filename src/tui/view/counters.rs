//! The live counters: what was meant, what each server charged, and whether it kept its
//! promise. Always with a word and a sign, never by colour alone.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::{Ui, put};
use crate::glyph::Glyph;
use crate::sim::time::{Ms, show_instant};
use crate::sim::{PROPERTIES, Phrase, Property, Trace, World};
use crate::tui::big;

/// The rows large digits need, with their words.
pub const LARGE: u16 = 8;
/// The rows large digits need with a word over them and nothing below.
pub const PLAIN: u16 = 1 + big::HEIGHT;
/// The rows huge digits need, with a word over them.
pub const HUGE: u16 = 1 + big::HUGE;
/// The columns of what was meant, among large digits: at the least, and at the most.
const MEANT: (u16, u16) = (15, 18);

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
                verdicts: vec![String::new()],
                good: true,
                style: ui.theme.client(),
                details: Default::default(),
            });
        }
    }
    if area.height >= PLAIN {
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
    /// The verdict, said in full and then ever shorter.
    verdicts: Vec<String>,
    good: bool,
    style: ratatui::style::Style,
    /// What is counted beside, and the lights of the properties.
    details: [String; 3],
}

fn counter(ui: &Ui<'_>, trace: &Trace, world: &World, lane: usize, meant: u64) -> Counter {
    let balance = world.ledger.balance();
    let past = ui.model.lab.cursor.entries(trace);
    let open = world.clients.iter().any(|client| client.intended && client.told.is_none());
    let say = |phrase| trace.setting.skin.say(phrase);
    let charged = say(Phrase::Charged);
    let broken: Vec<(Property, Ms)> = trace
        .verdict
        .broken()
        .into_iter()
        .filter(|(_, entry)| (*entry as usize) < past)
        .map(|(property, entry)| (property, trace.entries.get(entry as usize).map_or(0, |entry| entry.at)))
        .collect();
    let (good, verdicts) = match (broken.is_empty(), balance.cmp(&meant)) {
        (false, _) => (false, broken_words(&broken, ui.glyphs.get(Glyph::Broken))),
        (true, std::cmp::Ordering::Greater) => (false, vec!["too much".to_owned()]),
        (true, std::cmp::Ordering::Equal) if meant > 0 => {
            let holds = ui.glyphs.get(Glyph::Holds);
            (true, vec![format!("{holds} once in effect"), format!("{holds} once")])
        }
        // Where some is charged and more is to come, it says how much.
        (true, _) if open && balance > 0 => {
            let missing = meant - balance.min(meant);
            (true, vec![format!("${missing} still to come"), format!("${missing} to come")])
        }
        (true, _) if open || meant == 0 => (true, vec![format!("not {charged} yet"), "not yet".to_owned()]),
        (true, _) => {
            let missing = meant - balance.min(meant);
            (true, vec![format!("${missing} not {charged}"), format!("${missing} missing")])
        }
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
        verdicts,
        good,
        style: ui.theme.lane(lane),
        details: [
            format!("{} {retries}  {} stored {keys}", say(Phrase::Retries), say(Phrase::Keys)),
            lights[..3].join(" "),
            lights[3..].join(" "),
        ],
    }
}

/// What is broken and since when, in full, then ever shorter, down to a number.
fn broken_words(broken: &[(Property, Ms)], sign: &str) -> Vec<String> {
    let each = |words: &dyn Fn(&str, Ms) -> String| {
        let words: Vec<String> = broken.iter().map(|(property, at)| words(property.row().id, *at)).collect();
        format!("{sign} {}", words.join(", "))
    };
    vec![
        each(&|id, at| format!("{id} broken {}", show_instant(at))),
        each(&|id, at| format!("{id} {}", show_instant(at))),
        each(&|id, _| id.to_owned()),
        format!("{sign} {} broken", broken.len()),
    ]
}

/// What was charged beyond what was meant, `+$10`.
fn difference(balance: u64, meant: u64) -> String {
    if balance > meant && meant > 0 { format!(" (+${})", balance - meant) } else { String::new() }
}

fn small(ui: &Ui<'_>, columns: &[Counter], area: Rect, buf: &mut Buffer) {
    let mut x = area.x + 1;
    // Long verdicts give way first: the words and the money always stay.
    let mut forms = vec![0; columns.len()];
    let said = |forms: &[usize]| -> Vec<String> {
        let one =
            |(column, form): (&Counter, &usize)| column.verdicts.get(*form).cloned().unwrap_or_default();
        columns.iter().zip(forms).map(one).collect()
    };
    let total = |forms: &[usize]| -> u16 {
        let rest = |column: &Counter| width(&column.word) + width(&column.money) + width(&column.beyond) + 4;
        let verdicts: u16 = said(forms).iter().map(|verdict| width(verdict)).sum();
        columns.iter().map(rest).sum::<u16>() + verdicts
    };
    // The last blanks may run over the edge.
    while total(&forms) > area.width + 1 {
        let verdicts = said(&forms);
        let longest = (0..columns.len()).max_by_key(|index| width(&verdicts[*index]));
        match longest {
            Some(index) if !verdicts[index].is_empty() => forms[index] += 1,
            _ => break,
        }
    }
    let verdicts = said(&forms);
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
    // What was meant is a number alone; the lanes have words beside theirs.
    let lanes = u16::try_from(columns.len()).unwrap_or(u16::MAX).saturating_sub(1).max(1);
    let shares = |letter: u16, (least, most): (u16, u16)| {
        let meant = columns.get(1).map_or(0, |column| letter * width(&column.money) + 1);
        let meant = meant.clamp(least, most);
        (meant, area.width.saturating_sub(meant) / lanes)
    };
    // All are huge, or none is: a larger number is not a more important one.
    let (meant, lane) = shares(big::HUGE, (MEANT.0, area.width));
    let room = |index| if index == 1 { meant } else { lane };
    let fits = |(index, column): (usize, &Counter)| big::HUGE * width(&column.money) < room(index);
    let huge = area.height >= HUGE && columns.iter().enumerate().all(fits);
    let (meant, lane) = if huge { (meant, lane) } else { shares(big::LETTER, MEANT) };
    let rows = if huge { big::HUGE } else { big::HEIGHT };
    let mut x = area.x + 1;
    for (index, column) in columns.iter().enumerate() {
        let share = if index == 1 { meant } else { lane };
        let cell = Rect { x, width: share.saturating_sub(1), ..area };
        put(buf, cell, x, area.y, &column.word, column.style);
        let after = x + width(&column.word) + 2;
        let room = cell.right().saturating_sub(after + width(&column.beyond));
        let fits = column.verdicts.iter().find(|verdict| width(verdict) <= room);
        let verdict = fits.or(column.verdicts.last()).map_or("", String::as_str);
        let verdict = format!("{verdict}{}", column.beyond);
        put(buf, cell, after, area.y, &verdict, ui.theme.verdict(column.good));
        let digits = Rect { y: area.y + 1, height: rows.min(area.height.saturating_sub(1)), ..cell };
        let money = big::digits(&column.money, column.style, digits.as_size(), ui.glyphs.is_ascii());
        money.render(digits, buf);
        // Below what was meant there is nothing: the first lane's details may go on there.
        let end = if index == 0 && columns.len() > 2 { x + lane + meant - 1 } else { area.right() };
        let wide = Rect { width: end.saturating_sub(x), ..cell };
        let below = area.y + 1 + rows..area.bottom();
        let details = if below.len() < column.details.len() { &[][..] } else { &column.details };
        for (row, detail) in below.zip(details) {
            let words = if width(detail) > wide.width { detail.replace(' ', "") } else { detail.clone() };
            put(buf, wide, x, row, &words, ui.theme.dim());
        }
        x += share;
    }
}

fn width(text: &str) -> u16 {
    u16::try_from(unicode_width::UnicodeWidthStr::width(text)).unwrap_or(u16::MAX)
}
