//! The trade-off screen: the questions, the chart that answers one, and its numbers.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};

use super::{Ui, cut, footer, plot, put, put_right};
use crate::glyph::Glyph;
use crate::report;
use crate::report::cell::wrap;
use crate::report::search::bounds::counted;
use crate::report::sweep::amount::cell;
use crate::sweep::{FIGURES, QUESTIONS, Question, Table};
use crate::tui::tradeoffs::TradeOffs;

/// Draws the screen.
pub fn draw(ui: &Ui<'_>, area: Rect, buf: &mut Buffer) {
    let here = &ui.model.tradeoffs;
    put(buf, area, area.x + 1, area.y, "Trade-offs", ui.theme.accent());
    put_right(buf, area, area.right() - 1, area.y, &state(here), ui.theme.dim());
    let listed = u16::try_from(TradeOffs::ROWS).unwrap_or(0);
    let wide = area.width >= super::WIDE.0;
    let body = Rect { y: area.y + 1, height: area.height.saturating_sub(2), ..area };
    let [list, answer] = if wide {
        Layout::horizontal([Constraint::Length(36), Constraint::Fill(1)]).areas(body)
    } else {
        // On a small screen only the question chosen is named, with those around it.
        Layout::vertical([Constraint::Length(listed.min(3)), Constraint::Fill(1)]).areas(body)
    };
    questions(ui, list, buf);
    match here.asked() {
        Some(question) => answered(ui, question, answer, buf),
        None => advised(ui, answer, buf),
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
    let chosen = ui.model.tradeoffs.question;
    let room = usize::from(area.height).max(1);
    let first = (chosen + 2).min(TradeOffs::ROWS).saturating_sub(room).min(chosen);
    for (row, y) in (first..TradeOffs::ROWS).zip(area.top()..area.bottom()) {
        let label = QUESTIONS.get(row).map_or("what TTL do I need?", |question| question.label);
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
        } else if y + 1 == area.bottom() && row + 1 < TradeOffs::ROWS {
            Some(Glyph::Below)
        } else {
            None
        };
        if let Some(more) = more {
            put_right(buf, area, area.right() - 1, y, ui.glyphs.get(more), ui.theme.warn());
        }
    }
}

fn answered(ui: &Ui<'_>, question: &Question, area: Rect, buf: &mut Buffer) {
    let here = &ui.model.tradeoffs;
    let mut y = area.y;
    for line in wrap(question.ask, usize::from(area.width.saturating_sub(2))) {
        put(buf, area, area.x + 1, y, &line, ui.theme.title());
        y += 1;
    }
    let figure = here.charted();
    let told = format!("{}: {}", FIGURES[figure].label, FIGURES[figure].gloss);
    put(buf, area, area.x + 1, y, &cut(ui, &told, area.width.saturating_sub(2)), ui.theme.dim());
    y += 1;
    let Some(table) = &here.table else { return };
    let look = wrap(question.look, usize::from(area.width.saturating_sub(2)));
    let lanes = table.grid.lanes().len();
    let below = u16::try_from(lanes + 1 + look.len()).unwrap_or(0) + 1;
    let height = area.bottom().saturating_sub(y + below);
    plot::draw(ui, table, figure, (here.point, usize::MAX), Rect { y, height, ..area }, buf);
    y += height;
    numbers(ui, table, question, y, area, buf);
    y += u16::try_from(lanes).unwrap_or(0) + 2;
    for (y, line) in (y..area.bottom()).zip(&look) {
        put(buf, area, area.x + 1, y, line, ui.theme.text());
    }
}

/// The numbers of the point chosen, a row a lane.
fn numbers(ui: &Ui<'_>, table: &Table, question: &Question, y: u16, area: Rect, buf: &mut Buffer) {
    let here = &ui.model.tradeoffs;
    let figures = question.figures();
    let values = table.grid.points.get(here.point).map_or(&[][..], |point| &point.values);
    let axes = table.grid.axes.iter().zip(values);
    let at: Vec<String> = axes.map(|(axis, value)| format!("{}={value}", axis.path)).collect();
    let row = |head: &str, cells: Vec<String>| {
        cells.iter().fold(format!("{head:<24}"), |row, cell| format!("{row}{cell:>18}"))
    };
    let labels = figures.iter().map(|figure| FIGURES[*figure].label.to_owned()).collect();
    let head = row(&at.join(" "), labels);
    put(buf, area, area.x + 1, y, &cut(ui, &head, area.width.saturating_sub(2)), ui.theme.dim());
    for (lane, name) in table.grid.lanes().into_iter().enumerate() {
        let cells = figures.iter().map(|figure| cell(table, (here.point, lane), *figure));
        let text = row(name, cells.collect());
        let text = if ui.glyphs.is_ascii() { text.replace('±', ui.glyphs.get(Glyph::Within)) } else { text };
        let y = y + 1 + u16::try_from(lane).unwrap_or(0);
        put(buf, area, area.x + 1, y, &cut(ui, &text, area.width.saturating_sub(2)), ui.theme.lane(lane));
    }
}

/// The adviser's answer, the rung chosen marked.
fn advised(ui: &Ui<'_>, area: Rect, buf: &mut Buffer) {
    let here = &ui.model.tradeoffs;
    let (ask, Some(advice)) = (here.ask(), here.advice()) else { return };
    let rate = ask.knobs.rate / 1_000_000;
    let late = if here.adviser.usual { "the usual late requests count" } else { "only its own tries count" };
    let mut lines = vec![
        (format!("The default client at {} a second; {late}.", counted(rate, "payment")), ui.theme.title()),
        (String::new(), ui.theme.text()),
    ];
    for (row, line) in report::advice::table(&advice).into_iter().enumerate() {
        let is_chosen = row == here.adviser.rung + 1;
        let style = if is_chosen { ui.theme.selection() } else { ui.theme.text() };
        lines.push((line, style));
    }
    lines.push((String::new(), ui.theme.text()));
    let width = usize::from(area.width.saturating_sub(2));
    for note in report::advice::notes(&ask, &advice) {
        lines.extend(wrap(&note, width).into_iter().map(|line| (line, ui.theme.dim())));
    }
    if let Some(rung) = advice.rungs.get(here.adviser.rung) {
        lines.push((String::new(), ui.theme.text()));
        let review = report::advice::review(&ask, &advice, rung);
        lines.extend(wrap(&review, width).into_iter().map(|line| (line, ui.theme.accent())));
    }
    for ((line, style), y) in lines.iter().zip(area.top()..area.bottom()) {
        put(buf, area, area.x + 1, y, &cut(ui, line, area.width.saturating_sub(2)), *style);
    }
}
