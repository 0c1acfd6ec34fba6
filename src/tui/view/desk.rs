//! The SQL bench: the cases at the left; at the right the statement, what it leaves, and
//! what that shows.
//!
//! | file | noun |
//! |---|---|
//! | `paper` | the statement, or the text under way |
//! | `tables` | three states beside or below each other |
//! | `verdict` | the three answers, the traps, the lesson of it |
//!
//! In a lesson the text takes the rows of the verdict, which then follows the tables in
//! one list that scrolls.

mod paper;
mod tables;
mod verdict;

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use unicode_width::UnicodeWidthChar;

use super::stage;
use super::{Ui, WIDE, cut, footer, put, put_right, stand, wanted_rows};
use crate::bench::sqlite_version;
use crate::glyph::Glyph;
use crate::tui::desk::Desk;
use crate::tui::model::Model;
use crate::tui::run::Run;
use crate::tui::theme::Theme;

/// What a piece of text is, whatever the palette.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ink {
    Plain,
    Dim,
    Code,
    Name,
    Changed,
    Warn,
    Good,
    Bad,
}

impl Ink {
    fn style(self, ui: &Ui<'_>) -> Style {
        match self {
            Self::Plain => ui.theme.text(),
            Self::Dim => ui.theme.dim(),
            Self::Code => ui.theme.code(),
            Self::Name => ui.theme.accent(),
            Self::Changed => Theme::changed(ui.theme.text()).add_modifier(Modifier::BOLD),
            Self::Warn => ui.theme.warn(),
            Self::Good => ui.theme.verdict(true),
            Self::Bad => ui.theme.verdict(false),
        }
    }
}

/// The text of a database or of a person, in ASCII where only that is known.
fn spelled<'t>(ui: &Ui<'_>, text: &'t str) -> Cow<'t, str> {
    if !ui.glyphs.is_ascii() || text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let more = ui.glyphs.get(Glyph::More);
    let stand_in = |c: char| if c == '…' { more.to_owned() } else { "?".repeat(c.width().unwrap_or(0)) };
    Cow::Owned(text.chars().map(|c| if c.is_ascii() { c.to_string() } else { stand_in(c) }).collect())
}

/// The fewest rows the tables keep.
const TABLES_LEAST: u16 = 7;
/// The most rows the statement takes while it is only read.
const PAPER_MOST: u16 = 6;

/// Draws the room.
pub fn draw(ui: &Ui<'_>, area: Rect, buf: &mut Buffer) {
    let Some(desk) = ui.model.desk() else { return };
    header(ui, desk, Rect { height: 1, ..area }, buf);
    bench(ui, desk, room(area), buf);
    footer::draw(ui, Rect { y: area.bottom().saturating_sub(1), height: 1, ..area }, buf);
}

/// Draws a lesson's stage on the bench.
pub fn stage(ui: &Ui<'_>, wanted: u16, area: Rect, buf: &mut Buffer) {
    let Some(desk) = ui.model.desk() else { return };
    let picture = stage::framed(ui, wanted, area, buf);
    bench(ui, desk, picture, buf);
}

/// The bench's place where it is a room: between the header and the footer.
fn room(area: Rect) -> Rect {
    Rect { y: area.y + 1, height: area.height.saturating_sub(2), ..area }
}

/// Whether what comes of the statement is asked, and not told yet.
fn hides(model: &Model) -> bool {
    model.is_in_stage() && model.run.as_ref().is_some_and(Run::hides_outcome)
}

/// Draws the cases, where there are several, the statement, the tables and the verdict.
fn bench(ui: &Ui<'_>, desk: &Desk, area: Rect, buf: &mut Buffer) {
    let panes = Panes::new(ui.model, desk, ui.model.is_writing(), area);
    if panes.cases.width > 0 {
        cases(ui, desk, panes.cases, buf);
        for y in panes.cases.top()..panes.cases.bottom() {
            put(buf, area, panes.cases.right(), y, ui.glyphs.get(Glyph::Divider), ui.theme.rule());
        }
    }
    paper::draw(ui, desk, panes.paper, buf);
    tables::draw(ui, desk, panes.tables, buf);
    verdict::draw(ui, desk, panes.verdict, buf);
    let below_tables = (panes.verdict.height > 0).then_some(panes.tables.bottom());
    for y in [Some(panes.paper.bottom()), below_tables].into_iter().flatten() {
        let line = ui.glyphs.line(Glyph::Rule, panes.paper.width);
        put(buf, area, panes.paper.x, y, &line, ui.theme.rule());
    }
}

/// How far the tables can be scrolled.
#[must_use]
pub fn most_scroll(model: &Model) -> usize {
    let Some(desk) = model.desk() else { return 0 };
    let area = Rect { x: 0, y: 0, width: model.size.0, height: model.size.1 };
    let area = if model.is_in_stage() {
        stage::above_text(wanted_rows(model, &stand(model), area), area)
    } else {
        room(area)
    };
    let tables = Panes::new(model, desk, false, area).tables;
    tables::height(model, desk, tables.width).saturating_sub(usize::from(tables.height.saturating_sub(1)))
}

/// Where things stand: the cases at the left; at the right the statement, a rule, the
/// tables, a rule, the verdict.
struct Panes {
    cases: Rect,
    paper: Rect,
    tables: Rect,
    verdict: Rect,
}

impl Panes {
    fn new(model: &Model, desk: &Desk, writing: bool, body: Rect) -> Self {
        let list = match desk.cases.len() {
            0 | 1 => 0,
            _ if body.width >= WIDE.0 => 36,
            _ => body.width * 3 / 10,
        };
        let x = body.x + if list > 0 { list + 2 } else { 1 };
        let right = Rect { x, width: body.right().saturating_sub(x + 1), ..body };
        let most = if writing { right.height / 2 } else { PAPER_MOST };
        let paper = paper::height(desk, writing, right.width).min(most).max(2);
        let left = right.height.saturating_sub(paper + 2);
        // In a stage the verdict is read on below the tables.
        let said = if model.is_in_stage() {
            0
        } else {
            verdict::height(model, desk, right.width).min(left.saturating_sub(TABLES_LEAST))
        };
        // Without a verdict there is no rule above it.
        let left = left + u16::from(said == 0);
        let row = |y: u16, height: u16| Rect { y, height, ..right };
        let top = right.y + paper + 1;
        Self {
            cases: Rect { width: list, ..body },
            paper: row(right.y, paper),
            tables: row(top, left - said),
            verdict: row(top + left - said + 1, said),
        }
    }
}

fn header(ui: &Ui<'_>, desk: &Desk, area: Rect, buf: &mut Buffer) {
    let edited = if desk.is_edited(desk.selected) { ", edited" } else { "" };
    let title =
        desk.case().map_or(String::new(), |case| format!("SQL bench   {} {}{edited}", case.id, case.title));
    let right = format!("SQLite {} ", sqlite_version());
    let room = area.width.saturating_sub(u16::try_from(right.len()).unwrap_or(0) + 2);
    put(buf, area, area.x + 1, area.y, &cut(ui, &title, room), ui.theme.accent());
    put_right(buf, area, area.right(), area.y, &right, ui.theme.dim());
}

/// The cases, as many as there is room for around the one at hand.
fn cases(ui: &Ui<'_>, desk: &Desk, area: Rect, buf: &mut Buffer) {
    let height = usize::from(area.height);
    let first = (desk.selected + 3).min(desk.cases.len()).saturating_sub(height);
    for ((index, case), y) in desk.cases.iter().enumerate().skip(first).zip(area.top()..area.bottom()) {
        let here = index == desk.selected;
        let mark = if here { ui.glyphs.get(Glyph::Selected) } else { " " };
        let edited = if desk.is_edited(index) { "*" } else { " " };
        // A lesson speaks of no ids.
        let id = if ui.model.is_in_stage() { String::new() } else { format!("{:<5}", case.id) };
        let text = format!("{mark}{edited}{id}{}", case.title);
        let style = if here { ui.theme.selection() } else { ui.theme.text() };
        put(buf, area, area.x, y, &cut(ui, &text, area.width), style);
    }
    let edge = area.right().saturating_sub(1);
    if first > 0 {
        put(buf, area, edge, area.y, ui.glyphs.get(Glyph::Above), ui.theme.warn());
    }
    if desk.cases.len() > first + height {
        put(buf, area, edge, area.bottom().saturating_sub(1), ui.glyphs.get(Glyph::Below), ui.theme.warn());
    }
}
