//! The find-a-break screen: what is searched on top, what was found below, and always how
//! far the search went.

mod orders;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{Ui, cut, footer, put, put_right};
use crate::explore::Exploration;
use crate::glyph::Glyph;
use crate::report::cell::wrap;
use crate::report::search::{bounds, horizons, shortfalls};
use crate::sim::time::show_instant;
use crate::sim::{Knob, PROPERTIES, Setting};
use crate::tui::breaks::{Breaks, FIELDS, Field, Found};

/// Draws the screen.
pub fn draw(ui: &Ui<'_>, area: Rect, buf: &mut Buffer) {
    let breaks = &ui.model.breaks;
    put(buf, area, area.x + 1, area.y, "Find a break", ui.theme.accent());
    put_right(buf, area, area.right() - 1, area.y, &state(breaks), ui.theme.dim());
    let mut y = area.y + 2;
    for (row, field) in FIELDS.iter().enumerate() {
        let here = row == breaks.selected;
        let mark = if here { ui.glyphs.get(Glyph::Selected) } else { " " };
        let (name, value, gloss) = words(breaks, *field);
        let style = if here { ui.theme.selection() } else { ui.theme.text() };
        put(buf, area, area.x + 1, y, &format!("{mark} {name:<9} {value:<18}"), style);
        let room = area.width.saturating_sub(33);
        put(buf, area, area.x + 32, y, &cut(ui, &gloss, room), ui.theme.dim());
        y += 1;
    }
    y += 1;
    let rule = ui.glyphs.line(Glyph::Rule, area.width);
    put(buf, area, area.x, y - 1, &rule, ui.theme.rule());
    let body = Rect { y, height: area.bottom().saturating_sub(y + 1), ..area };
    match &breaks.found {
        Found::Nothing => put(buf, body, body.x + 1, body.y, "searching ..", ui.theme.dim()),
        Found::Plans(search) => plans(ui, search, body, buf),
        Found::Orders(trials) => orders::draw(ui, trials, body, buf),
    }
    footer::draw(ui, Rect { y: area.bottom() - 1, height: 1, ..area }, buf);
}

/// Whether it is still at work, and how far it is.
fn state(breaks: &Breaks) -> String {
    let word = if breaks.running { "searching" } else { "done" };
    match &breaks.found {
        Found::Nothing => word.to_owned(),
        Found::Plans(search) => {
            let progress = search.progress();
            let at = if breaks.running {
                format!(", at {}", bounds::counted(progress.faults as u64, "fault"))
            } else {
                String::new()
            };
            format!("{word}: {}{at}", bounds::counted(progress.plans, "plan"))
        }
        Found::Orders(trials) => format!("{word}: {}", bounds::counted(trials.len() as u64, "order")),
    }
}

/// A field's name, value and meaning.
fn words(breaks: &Breaks, field: Field) -> (&'static str, String, String) {
    match field {
        Field::Recipe => ("recipe", breaks.recipe().id.to_string(), breaks.recipe().order()),
        Field::Faults => (
            "faults",
            format!("at most {}", breaks.faults),
            "to messages, and in the gaps of the handler".to_owned(),
        ),
        Field::Knob(id, gloss) => {
            let knob = Knob::find(id);
            let value = knob.map_or_else(String::new, |knob| (knob.get)(&breaks.scenario.knobs).to_string());
            (id, value, gloss.to_owned())
        }
        Field::Orders => (
            "steps",
            if breaks.orders { "in every order" } else { "as written" }.to_owned(),
            "every order is tried until it breaks".to_owned(),
        ),
    }
}

/// A text in as many rows of the body as it takes; returns the row after it.
fn paragraph(text: &str, style: Style, y: u16, body: Rect, buf: &mut Buffer) -> u16 {
    let lines = wrap(text, usize::from(body.width.saturating_sub(2)));
    for (y, line) in (y..body.bottom()).zip(&lines) {
        put(buf, body, body.x + 1, y, line, style);
    }
    y.saturating_add(u16::try_from(lines.len()).unwrap_or(u16::MAX))
}

/// The knobs off their defaults, as the end of a sentence; most are told by no field above.
fn knobs(setting: &Setting) -> String {
    let turned = bounds::turned(setting);
    if turned.is_empty() { String::new() } else { format!("; knobs: {}", turned.join(" ")) }
}

/// The properties, each with how many plans break it and a shortest story.
fn plans(ui: &Ui<'_>, search: &Exploration, body: Rect, buf: &mut Buffer) {
    let (setting, tally) = (search.setting(), search.tally());
    let chosen = ui.model.breaks.selected.checked_sub(FIELDS.len());
    let mut y = body.y;
    // What serves nobody keeps every promise: that is said before any of them.
    let served = tally.serves || tally.plans == 0;
    for shortfall in shortfalls(search).iter().filter(|_| tally.plans > 0) {
        let style = if served { ui.theme.warn() } else { ui.theme.bad() };
        y = paragraph(shortfall, style, y, body, buf);
    }
    for (row, finding) in tally.findings().enumerate() {
        let here = chosen == Some(row);
        let mark = if here { ui.glyphs.get(Glyph::Selected) } else { " " };
        let id = finding.property.row().id;
        let count = bounds::counted(tally.violations(finding.property), "plan");
        let by = bounds::by(&finding.plan, setting);
        let broken = ui.glyphs.get(Glyph::Broken);
        let text = format!("{mark} {broken} {id:<10} {count:>10}   {by}");
        let style = if here { ui.theme.selection() } else { ui.theme.bad() };
        put(buf, body, body.x + 1, y, &cut(ui, &text, body.width.saturating_sub(2)), style);
        let told = format!("{}, at {}", finding.property.row().broken, show_instant(finding.at));
        put(buf, body, body.x + 5, y + 1, &cut(ui, &told, body.width.saturating_sub(6)), ui.theme.text());
        y += 2;
    }
    let kept = PROPERTIES.iter().filter(|row| tally.violations(row.property) == 0);
    let kept: Vec<&str> = kept.map(|row| row.id).collect();
    if !kept.is_empty() {
        let text = format!("  {} kept in every plan: {}", ui.glyphs.get(Glyph::Holds), kept.join(", "));
        let style = if served { ui.theme.good() } else { ui.theme.dim() };
        put(buf, body, body.x + 1, y, &cut(ui, &text, body.width.saturating_sub(2)), style);
        y += 1;
    }
    y += 1;
    let so_far = if ui.model.breaks.running { "so far " } else { "" };
    let verdict = if tally.is_clean() { "no violation in " } else { "searched: " };
    let text = format!("{so_far}{verdict}{}{}", bounds::within(search), knobs(setting));
    let y = paragraph(&text, ui.theme.dim(), y, body, buf);
    let horizons = tally.never_outlived().iter().map(|horizon| horizons::never_outlived(*horizon, setting));
    horizons.fold(y, |y, text| paragraph(&text, ui.theme.dim(), y, body, buf));
}
