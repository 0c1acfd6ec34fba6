//! The TTL adviser's answer on the trade-off screen: for which client, a table, its bounds.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::{Ui, cut, put};
use crate::glyph::Glyph;
use crate::report::cell::wrap;
use crate::report::printed::printed;
use crate::report::search::bounds::counted;
use crate::report::{advice as words, setup};
use crate::sim::time::show_roughly;

/// Draws the answer, the rung chosen marked.
pub(super) fn draw(ui: &Ui<'_>, area: Rect, buf: &mut Buffer) {
    let adviser = &ui.model.tradeoffs.adviser;
    let ask = adviser.ask();
    let width = usize::from(area.width.saturating_sub(2));
    let (text, dim) = (ui.theme.text(), ui.theme.dim());
    let rate = ask.knobs.rate / 1_000_000;
    let late = if adviser.usual { "the usual late requests count" } else { "only its own tries count" };
    let title = format!("The client at {} a second; {late}.", counted(rate, "payment"));
    let mut lines = vec![(title, ui.theme.title())];
    let mut paragraph = |said: &str, style| {
        lines.extend(wrap(said, width).into_iter().map(|line| (line, style)));
    };
    let turned = setup::turned(&adviser.client);
    let whose = if turned.is_empty() { "the default client".to_owned() } else { turned.join(" ") };
    let Some(advice) = adviser.advice() else {
        paragraph(&format!("as in the sandbox: {whose}"), dim);
        let never = "No TTL is long enough for a client that never gives up: set a number of attempts.";
        paragraph(never, ui.theme.warn());
        return show(ui, &lines, area, buf);
    };
    let horizon = show_roughly(advice.horizon);
    paragraph(&format!("as in the sandbox: {whose}; it gives up after {horizon} at the latest"), dim);
    lines.push((String::new(), text));
    for (row, line) in words::table(&advice, width.saturating_sub(2)).into_iter().enumerate() {
        let here = row == adviser.rung + 1;
        let mark = if here { ui.glyphs.get(Glyph::Selected) } else { " " };
        let style = match (row, here) {
            (0, _) => dim,
            (_, true) => ui.theme.selection(),
            _ => text,
        };
        lines.push((format!("{mark} {line}"), style));
    }
    lines.push((String::new(), text));
    for note in words::notes(&ask, &advice) {
        lines.extend(wrap(&note, width).into_iter().map(|line| (line, dim)));
    }
    if let Some(rung) = advice.rungs.get(adviser.rung) {
        lines.push((String::new(), text));
        let review = words::review(&ask, &advice, rung);
        lines.extend(wrap(&review, width).into_iter().map(|line| (line, ui.theme.accent())));
    }
    show(ui, &lines, area, buf);
}

fn show(ui: &Ui<'_>, lines: &[(String, ratatui::style::Style)], area: Rect, buf: &mut Buffer) {
    for ((line, style), y) in lines.iter().zip(area.top()..area.bottom()) {
        let line = printed(line, ui.glyphs.is_ascii());
        put(buf, area, area.x + 1, y, &cut(ui, &line, area.width.saturating_sub(2)), *style);
    }
}
