//! The trade-off screen: the questions, the chart that answers one, and its numbers.

mod advice;
mod own;

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use super::{Ui, cut, footer, plot, put, put_right};
use crate::glyph::Glyph;
use crate::report::cell::wrap;
use crate::report::setup;
use crate::report::sweep::amount::cell;
use crate::sweep::{FIGURES, Figure, Table};
use crate::tui::tradeoffs::{Row, TradeOffs};

/// How wide a column of numbers is.
const CELL: u16 = 18;
/// The most of them that stand side by side.
const CELLS: usize = 3;
/// The columns that a lane's name needs at least.
const NAME: u16 = 12;
/// The rows that a plot needs at least.
const PLOT: u16 = 5;

/// Draws the screen.
pub fn draw(ui: &Ui<'_>, area: Rect, buf: &mut Buffer) {
    let here = &ui.model.tradeoffs;
    put(buf, area, area.x + 1, area.y, "Trade-offs", ui.theme.accent());
    put_right(buf, area, area.right() - 1, area.y, &state(here), ui.theme.dim());
    let wide = area.width >= super::WIDE.0;
    let body = Rect { y: area.y + 1, height: area.height.saturating_sub(2), ..area };
    let [list, answer] = if wide {
        Layout::horizontal([Constraint::Length(36), Constraint::Fill(1)]).areas(body)
    } else {
        // On a small screen only the question chosen is named, with those around it.
        Layout::vertical([Constraint::Length(3), Constraint::Fill(1)]).areas(body)
    };
    questions(ui, list, buf);
    match here.row() {
        Row::Own => {
            let y = own::heading(ui, &here.own, answer, buf);
            charted(ui, own::HOW, y, answer, buf);
        }
        Row::Ready(question) => {
            let y = paragraph(question.ask, ui.theme.title(), answer.y, answer, buf);
            let setup = here.grid().map_or_else(String::new, |grid| setup::line(&grid.scenario));
            let setup = format!("in a scenario of its own: {setup}");
            let y = paragraph(&setup, ui.theme.dim(), y, answer, buf);
            charted(ui, question.look, y, answer, buf);
        }
        Row::Adviser => advice::draw(ui, answer, buf),
    }
    footer::draw(ui, Rect { y: area.bottom() - 1, height: 1, ..area }, buf);
}

/// How far the sweep has come: the share, the rate, the time left.
fn state(here: &TradeOffs) -> String {
    let Some(table) = &here.table else { return String::new() };
    let (played, wanted) = (table.played(), table.wanted());
    if !here.running {
        return format!("{played} trials");
    }
    let seconds = here.took.as_secs_f64();
    #[expect(clippy::cast_precision_loss, reason = "a rate for people")]
    let rate = if seconds > 0.05 { played as f64 / seconds } else { 0.0 };
    #[expect(clippy::cast_precision_loss, reason = "a guess for people")]
    let left = if rate > 0.0 { wanted.saturating_sub(played) as f64 / rate } else { 0.0 };
    let share = (played * 100).checked_div(wanted).unwrap_or(0);
    if rate == 0.0 {
        return format!("playing {share} %");
    }
    format!("playing {share} %, {rate:.0} trials a second, {left:.0} s left")
}

/// The questions, and the adviser; as many as fit around the one chosen.
fn questions(ui: &Ui<'_>, area: Rect, buf: &mut Buffer) {
    let chosen = ui.model.tradeoffs.selected;
    let room = usize::from(area.height).max(1);
    let first = (chosen + 2).min(Row::COUNT).saturating_sub(room).min(chosen);
    for (row, y) in (first..Row::COUNT).zip(area.top()..area.bottom()) {
        let label = Row::at(row).label();
        let here = row == chosen;
        let mark = if here { ui.glyphs.get(Glyph::Selected) } else { " " };
        let style = if here { ui.theme.selection() } else { ui.theme.text() };
        put(
            buf,
            area,
            area.x + 1,
            y,
            &cut(ui, &format!("{mark} {label}"), area.width.saturating_sub(2)),
            style,
        );
        let more = if y == area.top() && first > 0 {
            Some(Glyph::Above)
        } else if y + 1 == area.bottom() && row + 1 < Row::COUNT {
            Some(Glyph::Below)
        } else {
            None
        };
        if let Some(more) = more {
            put_right(buf, area, area.right() - 1, y, ui.glyphs.get(more), ui.theme.warn());
        }
    }
}

/// A text in as many rows as it takes; returns the row after it.
fn paragraph(text: &str, style: Style, y: u16, area: Rect, buf: &mut Buffer) -> u16 {
    let lines = wrap(text, usize::from(area.width.saturating_sub(2)));
    for (y, line) in (y..area.bottom()).zip(&lines) {
        put(buf, area, area.x + 1, y, line, style);
    }
    y.saturating_add(u16::try_from(lines.len()).unwrap_or(u16::MAX))
}

/// The chart from a row on, the numbers of the point chosen, and a text at the foot.
fn charted(ui: &Ui<'_>, foot: &str, y: u16, area: Rect, buf: &mut Buffer) {
    let here = &ui.model.tradeoffs;
    let Some(table) = &here.table else {
        paragraph(foot, ui.theme.text(), y + 1, area, buf);
        return;
    };
    let figure = here.charted();
    let Figure { label, gloss, .. } = &FIGURES[figure];
    let told = format!("{label}, {} weathers a point: {gloss}", table.grid.trials);
    put(buf, area, area.x + 1, y, &cut(ui, &told, area.width.saturating_sub(2)), ui.theme.dim());
    let y = y + 1;
    let look = u16_of(wrap(foot, usize::from(area.width.saturating_sub(2))).len()) + 1;
    let room = area.bottom().saturating_sub(y).saturating_sub(u16_of(table.grid.lanes().len()) + 1);
    // Where there is no room for both, the chart says more than the text under it.
    let has_foot = room >= look + PLOT;
    let height = if has_foot { room - look } else { room };
    plot::draw(ui, table, figure, (here.point, usize::MAX), Rect { y, height, ..area }, buf);
    numbers(ui, table, y + height, area, buf);
    if has_foot {
        paragraph(foot, ui.theme.text(), area.bottom() - look + 1, area, buf);
    }
}

/// The numbers of the point chosen, a row a lane: the figure on the chart and those after
/// it, as many as stand side by side.
fn numbers(ui: &Ui<'_>, table: &Table, y: u16, area: Rect, buf: &mut Buffer) {
    let here = &ui.model.tradeoffs;
    let room = area.width.saturating_sub(2);
    let fitting = usize::from(room.saturating_sub(NAME) / CELL).clamp(1, CELLS);
    let mut figures = here.figures();
    if figures.len() > fitting {
        figures = figures.into_iter().cycle().skip(here.figure).take(fitting).collect();
    }
    let first = room.saturating_sub(CELL * u16_of(figures.len()));
    let values = table.grid.points.get(here.point).map_or(&[][..], |point| &point.values);
    let axes = table.grid.axes.iter().zip(values);
    let named: Vec<String> = axes.map(|(axis, value)| format!("{}={value}", axis.path)).collect();
    let mut at = named.join(" ");
    if at.width() >= usize::from(first) {
        // The values say which point it is; their knobs are named above.
        at = values.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    }
    let row = |y: u16, head: &str, cells: Vec<String>, style: Style, buf: &mut Buffer| {
        put(buf, area, area.x + 1, y, &cut(ui, head, first.saturating_sub(1)), style);
        for (column, cell) in (1..).zip(&cells) {
            // What has no room is left out, never cut: half a number is another number.
            let end = area.x + 1 + first + CELL * column;
            put_right(buf, Rect { x: end - CELL, ..area }, end, y, cell, style);
        }
    };
    let labels = figures.iter().map(|figure| FIGURES[*figure].label.to_owned()).collect();
    row(y, &at, labels, ui.theme.dim(), buf);
    for (lane, name) in table.grid.lanes().into_iter().enumerate() {
        let cells = figures.iter().map(|figure| cell(table, (here.point, lane), *figure));
        let within = |text: String| {
            if ui.glyphs.is_ascii() { text.replace('±', ui.glyphs.get(Glyph::Within)) } else { text }
        };
        row(y.saturating_add(1 + u16_of(lane)), name, cells.map(within).collect(), ui.theme.lane(lane), buf);
    }
}

fn u16_of(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}
