//! The view: the whole screen as a function of the model. Changes nothing, remembers
//! nothing.
//!
//! ```text
//!  80x24                            120x36 and up
//!  header            1              header
//!  names             1              diagram         | lenses,
//!  diagram or lens  11              counters, large | one over the other
//!  counters          1              text
//!  rule, text        6              timeline, knobs, footer
//!  rule, timeline    2
//!  knobs, footer     2
//! ```
//! For a projector `panes` shares the room out otherwise: the digits and the diagram come first.
//! Below 80x24 panes drop in an order that keeps the picture; below 60x16 one line says
//! what is needed.

pub mod breaks;
pub mod code;
pub mod complaints;
pub mod confirm;
pub mod counters;
pub mod desk;
pub mod diagram;
pub mod footer;
pub mod header;
pub mod help;
pub mod home;
pub mod key_store;
pub mod knows;
pub mod ledger;
pub mod load;
pub mod panel;
mod panes;
pub mod plot;
pub mod presets;
pub mod share;
mod stage;
pub mod steps;
pub mod strike;
pub mod sweep;
pub mod tally;
pub mod text;
pub mod timeline;
pub mod tradeoffs;
pub mod verbs;
pub mod why;
pub mod wire;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::widgets::{Clear, Widget};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use self::panes::Panes;
use super::lens::{LENSES, Lens};
use super::model::{Model, Screen};
use super::run::{Ground, Stand};
use super::theme::Theme;
use crate::glyph::{Glyph, Glyphs};
use crate::sim::time::Ms;

/// The smallest terminal the laboratory is drawn in.
pub const SMALLEST: (u16, u16) = (60, 16);
/// From here on lenses stand beside the diagram, and digits are large.
pub const WIDE: (u16, u16) = (120, 36);

/// The rows a presenter's sandbox has for words.
const SANDBOX: u16 = 4;

/// What every pane reads.
#[derive(Debug)]
pub struct Ui<'m> {
    /// The state.
    pub model: &'m Model,
    /// The styles.
    pub theme: &'m Theme,
    /// The shapes.
    pub glyphs: Glyphs,
    /// The instant drawn: between two beats while the picture moves.
    pub drawn: Ms,
    /// How the lesson's stage stands, judged once for all panes.
    pub stand: Stand,
}

/// Draws everything.
pub fn draw(frame: &mut Frame<'_>, model: &Model, theme: &Theme) {
    let ui = Ui {
        model,
        theme,
        glyphs: Glyphs::new(model.options.ascii),
        drawn: model.motion.drawn(model.lab.cursor),
        stand: stand(model),
    };
    let area = frame.area();
    let buf = frame.buffer_mut();
    buf.set_style(area, theme.text());
    if *model.top() == Screen::Blank {
        return;
    }
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        too_small(&ui, area, buf);
        return;
    }
    // What fills the screen is drawn first; the rest lies over it.
    match model.screens.iter().rev().find(|screen| screen.is_whole()) {
        Some(Screen::Home { selected }) => home::draw(&ui, *selected, area, buf),
        Some(Screen::Breaks) => breaks::draw(&ui, area, buf),
        Some(Screen::TradeOffs) => tradeoffs::draw(&ui, area, buf),
        Some(Screen::Bench) => desk::draw(&ui, area, buf),
        Some(Screen::Verbs) => verbs::draw(&ui, area, buf),
        _ => laboratory(&ui, area, buf),
    }
    match model.top() {
        Screen::Home { .. }
        | Screen::Lab
        | Screen::Blank
        | Screen::Breaks
        | Screen::TradeOffs
        | Screen::Vary
        | Screen::Bench
        | Screen::Verbs
        | Screen::Write => {}
        Screen::Steps(table) => steps::draw(&ui, *table, area, buf),
        Screen::Strike { site, selected } => strike::draw(&ui, *site, *selected, area, buf),
        Screen::Presets { selected } => presets::draw(&ui, *selected, area, buf),
        Screen::Panel { query, selected } => panel::draw(&ui, query, *selected, area, buf),
        Screen::Message => wire::overlay(&ui, area, buf),
        Screen::Share { code } => share::draw(&ui, code, area, buf),
        Screen::Help { of, scroll } => help::draw(&ui, *of, *scroll, area, buf),
        Screen::Confirm { lesson } => confirm::draw(&ui, *lesson, area, buf),
        Screen::Complaints { text, scroll } => complaints::draw(&ui, text, *scroll, area, buf),
    }
}

fn too_small(ui: &Ui<'_>, area: Rect, buf: &mut Buffer) {
    let text = format!("idem needs {}x{}; here: {}x{}", SMALLEST.0, SMALLEST.1, area.width, area.height);
    let width = u16::try_from(text.width()).unwrap_or(u16::MAX).min(area.width);
    let x = area.x + (area.width - width) / 2;
    put(buf, area, x, area.y + area.height / 2, &text, ui.theme.text());
}

/// How the stage of the lesson under way stands.
fn stand(model: &Model) -> Stand {
    model.run.as_ref().map_or_else(Stand::default, |run| run.stand(&model.lab))
}

/// The panes of what is on screen.
fn panes(model: &Model, stand: &Stand, area: Rect) -> Panes {
    let wanted = wanted_rows(model, stand, area);
    if !model.options.present {
        return Panes::new(area, wanted);
    }
    let knobs = model.run.as_ref().is_none_or(|run| !run.here().kind.free().is_empty());
    Panes::podium(area, wanted, knobs, model.lens != Lens::Diagram, model.options.ascii)
}

/// How many rows the lesson's text wants at this width.
fn wanted_rows(model: &Model, stand: &Stand, area: Rect) -> u16 {
    let cols = usize::from(area.width.saturating_sub(2));
    let glyphs = Glyphs::new(model.options.ascii);
    let rows = model.run.as_ref().map_or(0, |run| text::words(model, run, stand, glyphs, cols).len());
    // In the sandbox a presenter's words are two lines: what changed, or what happens.
    let sandbox = model.run.is_none() && model.options.present && !model.hidden;
    if sandbox { SANDBOX } else { u16::try_from(rows).unwrap_or(u16::MAX) }
}

fn laboratory(ui: &Ui<'_>, area: Rect, buf: &mut Buffer) {
    if let Some(run) = &ui.model.run {
        let rows = || wanted_rows(ui.model, &ui.stand, area);
        match run.ground {
            Ground::Verbs(_) => return verbs::stage(ui, run, rows(), area, buf),
            Ground::Sql(_) => return desk::stage(ui, rows(), area, buf),
            Ground::Chart(_) => return sweep::stage(ui, run, rows(), area, buf),
            Ground::Story => {}
        }
    }
    let panes = panes(ui.model, &ui.stand, area);
    header::draw(ui, panes.header, buf);
    match (ui.model.lens, panes.beside) {
        (Lens::Diagram, None) => picture(ui, &panes, buf),
        (lens, None) => {
            lens_title(ui, lens, panes.names, buf);
            draw_lens(ui, lens, panes.picture, buf);
        }
        (lens, Some(beside)) => {
            picture(ui, &panes, buf);
            lenses_beside(ui, lens, beside, buf);
        }
    }
    counters::draw(ui, panes.counters, buf);
    for rule in [panes.text.y.checked_sub(1), Some(panes.text.bottom())] {
        let y = rule.filter(|y| *y >= panes.counters.bottom() && *y < panes.timeline.y);
        if let Some(y) = y {
            let line = ui.glyphs.line(Glyph::Rule, area.width);
            put(buf, area, area.x, y, &line, ui.theme.rule());
        }
    }
    text::draw(ui, panes.text, buf);
    timeline::draw(ui, panes.timeline, buf);
    if panes.knobs.height > 0 {
        footer::knobs(ui, panes.knobs, buf);
    }
    footer::draw(ui, panes.footer, buf);
}

fn picture(ui: &Ui<'_>, panes: &Panes, buf: &mut Buffer) {
    diagram::names(ui, panes.names, buf);
    diagram::draw(ui, panes.picture, buf);
}

fn lens_title(ui: &Ui<'_>, lens: Lens, area: Rect, buf: &mut Buffer) {
    let row = lens.row();
    put(buf, area, area.x + 1, area.y, row.word, ui.theme.accent());
    let x = area.x + 3 + u16::try_from(row.word.width()).unwrap_or(0);
    let room = area.right().saturating_sub(x);
    put(buf, area, x, area.y, &cut(ui, row.gloss, room), ui.theme.dim());
}

fn draw_lens(ui: &Ui<'_>, lens: Lens, area: Rect, buf: &mut Buffer) {
    match lens {
        Lens::Diagram => diagram::draw(ui, area, buf),
        Lens::Handler => code::draw(ui, area, buf),
        Lens::Keys => key_store::draw(ui, area, buf),
        Lens::Knows => knows::draw(ui, area, buf),
        Lens::Wire => wire::draw(ui, area, buf),
        Lens::Ledger => ledger::draw(ui, area, buf),
        Lens::Why => why::draw(ui, area, buf),
        Lens::Load => load::draw(ui, area, buf),
    }
}

/// On a wide screen: the lens chosen on top, then those that fit whole below it.
fn lenses_beside(ui: &Ui<'_>, lens: Lens, area: Rect, buf: &mut Buffer) {
    let area = Rect { x: area.x + 2, width: area.width.saturating_sub(2), ..area };
    let first = if lens == Lens::Diagram { Lens::Handler } else { lens };
    let rest = LENSES.iter().map(|row| row.lens).filter(|lens| *lens != Lens::Diagram && *lens != first);
    let mut top = area.y;
    for lens in std::iter::once(first).chain(rest) {
        let room = area.bottom().saturating_sub(top);
        let wanted = 1 + match lens {
            Lens::Handler => code::height(ui),
            Lens::Keys => key_store::height(ui, area.width, room.saturating_sub(1)),
            Lens::Knows => knows::HEIGHT,
            Lens::Wire => wire::height(ui, area.width),
            Lens::Ledger => ledger::height(ui, area.width),
            Lens::Why | Lens::Diagram => why::HEIGHT,
            // The load of a few requests says nothing: it stands there where it is chosen.
            Lens::Load if lens != first => continue,
            Lens::Load => load::height(ui),
        };
        let height = wanted.min(room);
        if height < if lens == first { 2 } else { wanted } {
            continue;
        }
        lens_title(ui, lens, Rect { y: top, height: 1, ..area }, buf);
        draw_lens(ui, lens, Rect { y: top + 1, height: height - 1, ..area }, buf);
        top += height + 1;
    }
}

/// The beat of the timeline at a cell, for a click.
#[must_use]
pub fn timeline_beat(model: &Model, column: u16, row: u16) -> Option<Ms> {
    let area = Rect { x: 0, y: 0, width: model.size.0, height: model.size.1 };
    let panes = panes(model, &stand(model), area);
    if row != panes.timeline.y {
        return None;
    }
    let beats = model.lab.open_beats();
    beats.get(timeline::beat_at(panes.timeline, column, beats.len())?).copied()
}

/// A box over everything, cleared, with a title. Returns the room inside.
fn sheet(ui: &Ui<'_>, area: Rect, (width, height): (u16, u16), title: &str, buf: &mut Buffer) -> Rect {
    let (width, height) = (width.min(area.width), height.min(area.height));
    let x = area.x + (area.width - width) / 2;
    let y = area.y + (area.height - height) / 2;
    let outer = Rect { x, y, width, height };
    Clear.render(outer, buf);
    buf.set_style(outer, ui.theme.text());
    let set = if ui.glyphs.is_ascii() { ASCII_BORDER } else { ratatui::symbols::border::ROUNDED };
    let block = ratatui::widgets::Block::bordered()
        .border_set(set)
        .border_style(ui.theme.accent())
        .title(format!(" {title} "));
    let inner = block.inner(outer);
    block.render(outer, buf);
    Rect { x: inner.x + 1, width: inner.width.saturating_sub(2), ..inner }
}

const ASCII_BORDER: ratatui::symbols::border::Set<'static> = ratatui::symbols::border::Set {
    top_left: "+",
    top_right: "+",
    bottom_left: "+",
    bottom_right: "+",
    vertical_left: "|",
    vertical_right: "|",
    horizontal_top: "-",
    horizontal_bottom: "-",
};

/// Writes text from a cell on, cut at the area's edges.
fn put(buf: &mut Buffer, area: Rect, x: u16, y: u16, text: &str, style: Style) {
    if y < area.y || y >= area.bottom() {
        return;
    }
    let mut x = x;
    for symbol in text.chars() {
        let width = u16::try_from(symbol.width().unwrap_or(0)).unwrap_or(0);
        if width == 0 || x + width > area.right() {
            if width == 0 {
                continue;
            }
            return;
        }
        if x >= area.x
            && let Some(cell) = buf.cell_mut((x, y))
        {
            // What was drawn here before leaves no trace, not even its dimness.
            cell.modifier = Modifier::empty();
            cell.set_char(symbol).set_style(style);
        }
        x += width;
    }
}

/// Writes text that ends before a cell.
fn put_right(buf: &mut Buffer, area: Rect, end: u16, y: u16, text: &str, style: Style) {
    let width = u16::try_from(text.width()).unwrap_or(u16::MAX);
    match end.checked_sub(width) {
        Some(x) if x >= area.x => put(buf, area, x, y, text, style),
        _ => put(buf, area, area.x, y, text, style),
    }
}

/// Cuts a text to a width, with a sign that it was longer.
fn cut(ui: &Ui<'_>, text: &str, width: u16) -> String {
    if text.width() <= usize::from(width) {
        return text.to_owned();
    }
    let mut cut = String::new();
    for symbol in text.chars() {
        if cut.width() + symbol.width().unwrap_or(0) + 1 > usize::from(width) {
            break;
        }
        cut.push(symbol);
    }
    cut + ui.glyphs.get(Glyph::More)
}
