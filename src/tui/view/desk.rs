//! The SQL bench: the cases at the left; at the right the statement, what it leaves, and
//! what that shows.
//!
//! | file | noun |
//! |---|---|
//! | `paper` | the statement, or the text under way |
//! | `tables` | three states beside or below each other |
//! | `verdict` | the three answers, the traps, the lesson of it |

mod paper;
mod tables;
mod verdict;

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use unicode_width::UnicodeWidthChar;

use super::{Ui, WIDE, cut, footer, put, put_right};
use crate::bench::sqlite_version;
use crate::glyph::Glyph;
use crate::tui::desk::Desk;
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

/// Draws the bench.
pub fn draw(ui: &Ui<'_>, area: Rect, buf: &mut Buffer) {
    let Some(desk) = ui.model.desk.as_deref() else { return };
    let panes = Panes::new(desk, ui.model.is_writing(), area);
    header(ui, desk, Rect { height: 1, ..area }, buf);
    cases(ui, desk, panes.cases, buf);
    for y in panes.cases.top()..panes.cases.bottom() {
        put(buf, area, panes.cases.right(), y, ui.glyphs.get(Glyph::Divider), ui.theme.rule());
    }
    paper::draw(ui, desk, panes.paper, buf);
    tables::draw(ui, desk, panes.tables, buf);
    verdict::draw(ui, desk, panes.verdict, buf);
    for y in [panes.paper.bottom(), panes.tables.bottom()] {
        let line = ui.glyphs.line(Glyph::Rule, panes.paper.width);
        put(buf, area, panes.paper.x, y, &line, ui.theme.rule());
    }
    footer::draw(ui, Rect { y: area.bottom().saturating_sub(1), height: 1, ..area }, buf);
}

/// How far the tables can be scrolled in a terminal of this size.
#[must_use]
pub fn most_scroll(desk: &Desk, (width, height): (u16, u16)) -> usize {
    let tables = Panes::new(desk, false, Rect { x: 0, y: 0, width, height }).tables;
    tables::height(desk, tables.width).saturating_sub(usize::from(tables.height.saturating_sub(1)))
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
    fn new(desk: &Desk, writing: bool, area: Rect) -> Self {
        let list = if area.width >= WIDE.0 { 36 } else { area.width * 3 / 10 };
        let body = Rect { y: area.y + 1, height: area.height.saturating_sub(2), ..area };
        let x = body.x + list + 2;
        let right = Rect { x, width: body.right().saturating_sub(x + 1), ..body };
        let most = if writing { right.height / 2 } else { PAPER_MOST };
        let paper = paper::height(desk, writing, right.width).min(most).max(2);
        let left = right.height.saturating_sub(paper + 2);
        let said = verdict::height(desk, right.width).min(left.saturating_sub(TABLES_LEAST));
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
        let text = format!("{mark}{edited}{:<5}{}", case.id, case.title);
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
