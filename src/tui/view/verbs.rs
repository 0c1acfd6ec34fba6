//! The verb bench: endpoints at the left, ways side by side, the verdict in words.
//!
//! The first column is always `once`: what twice is compared with.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use super::stage;
use super::{Ui, cut, footer, put, put_right};
use crate::glyph::Glyph;
use crate::lesson::prose::{Line, Prose};
use crate::tui::run::Run;
use crate::tui::verbs::{Show, VerbBench};
use crate::verbs::part::listed;
use crate::verbs::{Endpoint, Step, Story, Verdict, WAYS, Way};

/// How wide the list of endpoints is.
const LIST: u16 = 26;
/// How wide the column of a way is, with the gap after it.
const COLUMN: u16 = 27;

/// Draws the room.
pub fn draw(ui: &Ui<'_>, area: Rect, buf: &mut Buffer) {
    let bench = &ui.model.verbs;
    put(buf, area, area.x + 1, area.y, "Verb bench", ui.theme.accent());
    let way = bench.way.row();
    let right = format!("{} ", way.gloss);
    put_right(buf, area, area.right(), area.y, &right, ui.theme.dim());
    let lines = words(bench, usize::from(area.width.saturating_sub(2)));
    let text = u16::try_from(lines.len()).unwrap_or(0).min(area.height / 3);
    let rule = area.bottom().saturating_sub(text + 2);
    let picture = Rect { y: area.y + 1, height: rule.saturating_sub(area.y + 1), ..area };
    bench_at(ui, bench, Show::All, picture, buf);
    put(buf, area, area.x, rule, &ui.glyphs.line(Glyph::Rule, area.width), ui.theme.rule());
    for (y, line) in (rule + 1..area.bottom().saturating_sub(1)).zip(&lines) {
        super::text::prose_line(ui, line, area.x + 1, y, area, buf);
    }
    footer::draw(ui, Rect { y: area.bottom() - 1, height: 1, ..area }, buf);
}

/// Draws a lesson's stage on the bench.
pub fn stage(ui: &Ui<'_>, run: &Run, wanted: u16, area: Rect, buf: &mut Buffer) {
    let Some(bench) = run.ground.verbs() else { return };
    let picture = stage::framed(ui, wanted, area, buf);
    bench_at(ui, bench, run.shows(), picture, buf);
}

/// What is asked, what the code does, and what is computed of it.
fn words(bench: &VerbBench, cols: usize) -> Vec<Line> {
    let endpoint = bench.endpoint();
    let verdict = Verdict::of(endpoint);
    let yes = |yes| if yes { "yes" } else { "no" };
    let replies = verdict.replies.map_or_else(String::new, |(first, second)| {
        format!(" The reply may differ: {first}, then {second}.")
    });
    let texts = [
        format!("A caller asks: {}. The code {}.", endpoint.asks, endpoint.does),
        format!("**{}**", verdict.promise()),
        format!(
            "Safe: {}. Idempotent: {}. Tried from {} starting states.{replies}",
            yes(verdict.is_safe()),
            yes(verdict.is_idempotent()),
            verdict.states,
        ),
        verdict.retry().to_owned(),
    ];
    texts.iter().flat_map(|text| Prose::parse(text).wrap(cols)).collect()
}

/// Draws a bench into a pane, as much of it as may be seen.
pub fn bench_at(ui: &Ui<'_>, bench: &VerbBench, show: Show, area: Rect, buf: &mut Buffer) {
    let begins = listed(&bench.start().server(), true);
    let begins = if begins.is_empty() { "no orders".to_owned() } else { begins.join(";  ") };
    let begins = format!("begins with  {begins}");
    put(buf, area, area.x + 1, area.y, &cut(ui, &begins, area.width.saturating_sub(2)), ui.theme.dim());
    let below = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    list(ui, bench, show, Rect { width: LIST.min(below.width), ..below }, buf);
    let x = area.x + LIST;
    let columns = Rect { x, width: area.right().saturating_sub(x), ..below };
    let ways = ways(bench.way, show, usize::from((columns.width + 1) / COLUMN).max(1));
    for (x, way) in (x..).step_by(usize::from(COLUMN)).zip(ways) {
        let divider = ui.glyphs.get(Glyph::Divider);
        for y in columns.y..columns.bottom() {
            put(buf, columns, x, y, divider, ui.theme.rule());
        }
        let column =
            Rect { x: x + 2, width: (COLUMN - 3).min(columns.right().saturating_sub(x + 2)), ..columns };
        column_of(ui, bench, way, show, column, buf);
    }
}

/// The ways drawn: `once`, then the one chosen and those after it, as many as there is
/// room for.
fn ways(chosen: Way, show: Show, room: usize) -> Vec<Way> {
    match show {
        Show::Requests => return vec![chosen],
        Show::MarksOnce => return vec![Way::Once],
        Show::OneWay if chosen == Way::Once => return vec![chosen],
        Show::OneWay => return vec![Way::Once, chosen],
        Show::All | Show::Stories | Show::Marks => {}
    }
    let round = std::iter::successors(Some(chosen), |way| Some(way.turned(false))).take(WAYS.len());
    let others = round.filter(|way| *way != Way::Once);
    // Chosen itself, `once` stands alone in front, and what follows is not chosen.
    std::iter::once(Way::Once).chain(others).take(room.max(2)).collect()
}

fn list(ui: &Ui<'_>, bench: &VerbBench, show: Show, area: Rect, buf: &mut Buffer) {
    let room = usize::from(area.height).max(1);
    let first = (bench.selected + 2).min(bench.endpoints.len()).saturating_sub(room);
    for (y, index) in (area.y..area.bottom()).zip(first..bench.endpoints.len()) {
        let endpoint = bench.endpoints[index];
        let here = index == bench.selected;
        let (mark, ink) = sign(ui, bench, show, index, endpoint);
        let style = if here { ui.theme.selection() } else { ui.theme.text() };
        let title = format!(" {:<22}", endpoint.title);
        put(buf, area, area.x + 1, y, &mark, if here { style } else { ink });
        let x = area.x + 1 + u16::try_from(mark.width()).unwrap_or(1);
        put(buf, Rect { width: area.width - 1, ..area }, x, y, &title, style);
    }
    let last = area.bottom().saturating_sub(1);
    if first > 0 {
        put(buf, area, area.x, area.y, ui.glyphs.get(Glyph::Above), ui.theme.warn());
    }
    if first + room < bench.endpoints.len() {
        put(buf, area, area.x, last, ui.glyphs.get(Glyph::Below), ui.theme.warn());
    }
}

/// What stands before an endpoint, and its ink.
fn sign(
    ui: &Ui<'_>,
    bench: &VerbBench,
    show: Show,
    index: usize,
    endpoint: &'static Endpoint,
) -> (String, Style) {
    let glyph = |glyph, ink| (ui.glyphs.get(glyph).to_owned(), ink);
    match show {
        Show::All => match (Verdict::of(endpoint).is_kept(), endpoint.verb().row().idempotent) {
            (_, false) => glyph(Glyph::Bullet, ui.theme.dim()),
            (true, true) => glyph(Glyph::Holds, ui.theme.verdict(true)),
            (false, true) => glyph(Glyph::Broken, ui.theme.verdict(false)),
        },
        Show::Marks | Show::MarksOnce => {
            let marked = bench.marks.get(index).copied().unwrap_or(false);
            (if marked { "[x]" } else { "[ ]" }.to_owned(), ui.theme.accent())
        }
        Show::Stories | Show::OneWay | Show::Requests => glyph(Glyph::Bullet, ui.theme.dim()),
    }
}

/// One way from top to bottom: what arrives, what is answered, what is there at the end.
fn column_of(ui: &Ui<'_>, bench: &VerbBench, way: Way, show: Show, area: Rect, buf: &mut Buffer) {
    let story = bench.story(way);
    let asked = show == Show::Requests;
    let style = if way == bench.way { ui.theme.accent() } else { ui.theme.title() };
    let mut lines: Vec<(String, Style)> = vec![(way.row().label.to_owned(), style)];
    for step in &story.steps {
        lines.extend(step_lines(ui, step, asked, area.width));
    }
    lines.extend(end_lines(ui, &story, asked, usize::from(area.width)));
    for (y, (text, style)) in (area.y..area.bottom()).zip(lines) {
        put(buf, area, area.x, y, &cut(ui, &text, area.width), style);
    }
}

fn step_lines(ui: &Ui<'_>, step: &Step, asked: bool, width: u16) -> Vec<(String, Style)> {
    let text = ui.theme.text();
    let mut lines = Vec::new();
    match step.delivery.what {
        crate::verbs::What::Again => lines.push(("the same, again".to_owned(), text)),
        what => {
            let who = if what.word().is_empty() { String::new() } else { format!("{}: ", what.word()) };
            let whole = format!("{who}{}", step.request.line());
            lines.push((whole, text));
            lines.extend(step.request.rest().into_iter().map(|line| (format!("  {line}"), text)));
        }
    }
    let arrow = ui.glyphs.get(Glyph::Left);
    let lost = ui.glyphs.get(Glyph::Lost);
    lines.push(match (step.delivery.silence(), asked) {
        (None, true) => (format!(" {arrow} ?"), ui.theme.dim()),
        (None, false) => (format!(" {arrow} {}", reply(step, width.saturating_sub(3))), ui.theme.client()),
        (Some(silence), true) => (format!(" {lost} a reply, {silence}"), ui.theme.bad()),
        (Some(silence), false) => (format!(" {lost} {} {silence}", step.reply.status), ui.theme.bad()),
    });
    lines
}

/// The reply with as much of its name and text as there is room for.
fn reply(step: &Step, width: u16) -> String {
    let reply = &step.reply;
    let long = format!("{}  {}", reply.line(), reply.text);
    let long = long.trim_end();
    if long.width() <= usize::from(width) {
        return long.to_owned();
    }
    let text = reply.text.replace("Location:", "at");
    if text.is_empty() { reply.status.to_string() } else { format!("{} {text}", reply.status) }
}

/// An order in one line, or in two where it is too long for one.
fn order_lines(order: &str, width: usize) -> Vec<String> {
    match order.split_once("  ") {
        Some((name, rest)) if order.width() > width => vec![name.to_owned(), format!("  {rest}")],
        _ => vec![order.to_owned()],
    }
}

fn end_lines(ui: &Ui<'_>, story: &Story, asked: bool, width: usize) -> Vec<(String, Style)> {
    if asked {
        return vec![("and then?".to_owned(), ui.theme.dim())];
    }
    let orders = listed(story.end(), true);
    let orders = if orders.is_empty() { vec!["no orders".to_owned()] } else { orders };
    let orders = orders.iter().flat_map(|order| order_lines(order, width));
    let mut lines: Vec<_> = orders.map(|order| (order, ui.theme.money())).collect();
    let (glyph, style) = match (story.is_harmless(), story.way) {
        (_, Way::Once) => (Glyph::Bullet, ui.theme.dim()),
        (harmless, _) => (if harmless { Glyph::Holds } else { Glyph::Broken }, ui.theme.verdict(harmless)),
    };
    let said = format!("{} {}", ui.glyphs.get(glyph), story.outcome());
    let misled = if story.misleads() { "but hears an error, though it was done" } else { "" };
    let wrapped = [said.as_str(), misled].into_iter().flat_map(|text| Prose::parse(text).wrap(width));
    lines.extend(wrapped.map(|line| (line.iter().map(|span| span.text.as_str()).collect(), style)));
    lines
}
