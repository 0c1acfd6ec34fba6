//! Three states: beside each other where there is room, below each other where there is
//! not; then what was answered.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::super::{Ui, put, put_right};
use super::{Ink, spelled};
use crate::bench::grid::{GridLine, LineKind, blocks, clip, width};
use crate::bench::value::{shown, shown_lines};
use crate::bench::{Late, State, Story, Trial, words};
use crate::glyph::Glyph;
use crate::tui::desk::{Desk, Told};
use crate::tui::field::rows;
use crate::tui::model::Model;

/// The gap between two blocks, and the room for a mark before a row.
const GAP: usize = 2;

/// A piece of a line: from which column on, what, and how.
pub(super) type Piece = (usize, String, Ink);

/// Draws the story told, from the starting state chosen.
pub(super) fn draw(ui: &Ui<'_>, desk: &Desk, area: Rect, buf: &mut Buffer) {
    let more = ui.glyphs.get(Glyph::More);
    let lines = lines(ui.model, desk, area.width, more);
    if desk.tried.is_ok() {
        // A stage's footer has no room to name the key.
        let scrolls = ui.model.is_in_stage() && lines.len() >= usize::from(area.height);
        title(ui, desk, scrolls, area, buf);
    }
    let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    let height = usize::from(body.height);
    let first = desk.scroll.min(lines.len().saturating_sub(height));
    for (line, y) in lines.iter().skip(first).zip(body.top()..body.bottom()) {
        for (column, text, ink) in line {
            let x = body.x + u16::try_from(*column).unwrap_or(u16::MAX);
            put(buf, body, x, y, &spelled(ui, text), ink.style(ui));
        }
    }
    let corner = area.right().saturating_sub(1);
    if first > 0 {
        put(buf, body, corner, body.y, ui.glyphs.get(Glyph::Above), ui.theme.warn());
    }
    if lines.len() > first + height {
        put(buf, body, corner, body.bottom().saturating_sub(1), ui.glyphs.get(Glyph::Below), ui.theme.warn());
    }
}

/// How many lines there are to draw in so many columns.
pub(super) fn height(model: &Model, desk: &Desk, columns: u16) -> usize {
    lines(model, desk, columns, ".").len()
}

/// The story told; what is cut ends in `more`, one column wide.
fn lines(model: &Model, desk: &Desk, width: u16, more: &str) -> Vec<Vec<Piece>> {
    let columns = usize::from(width);
    let mut lines = match (&desk.tried, desk.told) {
        (Ok(trial), _) if super::hides(model) => return asked(desk, trial, columns, more),
        (Ok(trial), Told::Twice) => {
            trial.stories.get(desk.start).map(|story| twice(story, columns, more)).unwrap_or_default()
        }
        (Ok(trial), Told::Late) => late(desk, trial, columns, more),
        (Err(_), _) => Vec::new(),
    };
    if model.is_in_stage() {
        lines.extend(super::verdict::pieces(model, desk, width));
    }
    lines
}

/// What is there before the statement runs, and what another writer will do; what comes of
/// it is asked.
fn asked(desk: &Desk, trial: &Trial, columns: usize, more: &str) -> Vec<Vec<Piece>> {
    let Some(story) = trial.stories.get(desk.start) else { return Vec::new() };
    let mut lines = vec![vec![(GAP, "before".to_owned(), Ink::Dim)]];
    let block = blocks(&[&story.before]).into_iter().flatten();
    let room = columns.saturating_sub(GAP);
    lines.extend(block.map(|line| pieces(&GridLine { text: clip(&line.text, room, more), ..line }, 0)));
    if let (Told::Late, Some(between)) = (desk.told, desk.case().and_then(|case| case.between.as_deref())) {
        said("between the first run and a late duplicate, another writer:", columns, &mut lines);
        let between = shown_lines(between);
        let rows = rows(&between, columns).into_iter();
        lines.extend(rows.map(|row| vec![(0, between[row].to_owned(), Ink::Code)]));
    }
    lines
}

fn title(ui: &Ui<'_>, desk: &Desk, scrolls: bool, area: Rect, buf: &mut Buffer) {
    let starts = desk.case().map(|case| case.starts.as_slice()).unwrap_or_default();
    let name = starts.get(desk.start).map_or(String::new(), |start| shown(&start.name));
    let (left, right) = if ui.glyphs.is_ascii() { ("Left", "Right") } else { ("←", "→") };
    let of = if starts.len() > 1 {
        format!(" {}/{} {left} {right}", desk.start + 1, starts.len())
    } else {
        String::new()
    };
    let told = match desk.told {
        Told::Twice => "once and twice",
        Told::Late => "a late duplicate",
    };
    let from = format!("from `{name}`{of}");
    put(buf, area, area.x, area.y, &spelled(ui, &from), ui.theme.text());
    // What Tab tells gives way first: the tables say that too.
    let told = if super::hides(ui.model) {
        [told.to_owned(), String::new()]
    } else {
        [format!("Tab {told}"), "Tab".to_owned()]
    };
    let more = if scrolls { "Space more   " } else { "" };
    let told = told.map(|told| format!("{more}{told}"));
    let room = usize::from(area.width).saturating_sub(from.width() + GAP);
    let told = told.iter().find(|told| told.width() <= room).map_or("", |told| told.trim_end());
    put_right(buf, area, area.right(), area.y, told, ui.theme.dim());
}

fn twice(story: &Story, columns: usize, more: &str) -> Vec<Vec<Piece>> {
    let states = [&story.before, &story.after_one, &story.after_two];
    let mut lines = three(
        ["before", "after one run", "after two runs"],
        ["before", "once", "twice"],
        states,
        columns,
        more,
    );
    for (who, run) in [("first run: ", &story.first), ("second run: ", &story.second)] {
        said(&format!("{who}{}", words::reply(run)), columns, &mut lines);
    }
    lines
}

fn late(desk: &Desk, trial: &Trial, columns: usize, more: &str) -> Vec<Vec<Piece>> {
    let mut lines = Vec::new();
    let between = desk.case().and_then(|case| case.between.as_deref());
    let Some(between) = between else {
        said("No other writer comes between; b writes what one does.", columns, &mut lines);
        return lines;
    };
    let between = shown_lines(between);
    for row in rows(&between, columns) {
        lines.push(vec![(0, between[row].to_owned(), Ink::Code)]);
    }
    let Some(late) = trial.late.iter().find(|late| late.start == desk.start) else {
        said("From this state the other writer changes nothing.", columns, &mut lines);
        return lines;
    };
    let Late { after_one, after_other, after_late, .. } = late;
    let titles = ["after one run", "other writer", "duplicate"];
    lines.extend(three(
        titles,
        ["once", "other", "late"],
        [after_one, after_other, after_late],
        columns,
        more,
    ));
    for (who, run) in [("other writer: ", &late.between), ("duplicate: ", &late.duplicate)] {
        said(&format!("{who}{}", words::reply(run)), columns, &mut lines);
    }
    lines
}

/// A sentence over as many lines as it takes.
fn said(text: &str, columns: usize, lines: &mut Vec<Vec<Piece>>) {
    let text = text.replace('\n', " ");
    lines.extend(rows(&text, columns).into_iter().map(|row| vec![(0, text[row].to_owned(), Ink::Plain)]));
}

/// Three states with their titles, and shorter names where they stand below each other.
fn three(
    titles: [&str; 3],
    names: [&str; 3],
    states: [&State; 3],
    columns: usize,
    more: &str,
) -> Vec<Vec<Piece>> {
    let blocks = blocks(&states);
    let wide: Vec<usize> =
        blocks.iter().zip(titles).map(|(block, title)| width(block).max(title.len()) + GAP).collect();
    if wide.iter().sum::<usize>() > columns {
        return stacked(names, &blocks, columns, more);
    }
    // What is left is shared out between the blocks.
    let spare = (columns - wide.iter().sum::<usize>()) / 3;
    let at = [0, wide[0] + spare, wide[0] + wide[1] + 2 * spare];
    let mut lines =
        vec![titles.iter().zip(at).map(|(title, at)| (at + GAP, (*title).to_owned(), Ink::Dim)).collect()];
    for row in 0..blocks.iter().map(Vec::len).max().unwrap_or(0) {
        let pieces = blocks.iter().zip(at).filter_map(|(block, at)| Some(pieces(block.get(row)?, at)));
        lines.push(pieces.flatten().collect());
    }
    lines
}

/// Each table once, with the rows of the three states below each other.
fn stacked(names: [&str; 3], blocks: &[Vec<GridLine>], columns: usize, more: &str) -> Vec<Vec<Piece>> {
    let indent = names.iter().map(|name| name.len()).max().unwrap_or(0) + 1;
    let room = columns.saturating_sub(indent + GAP);
    let clipped = |line: &GridLine| GridLine { text: clip(&line.text, room, more), kind: line.kind };
    let mut lines = Vec::new();
    let tall = blocks.iter().map(Vec::len).max().unwrap_or(0);
    let is_name = |row: usize| {
        blocks.iter().any(|block| block.get(row).is_some_and(|line| line.kind == LineKind::Name))
    };
    let mut row = 0;
    while row < tall {
        let end = (row + 1..tall).find(|next| is_name(*next)).unwrap_or(tall);
        for head in row..(row + 2).min(end) {
            let line = blocks.iter().filter_map(|block| block.get(head)).find(|line| !line.text.is_empty());
            lines.extend(line.map(|line| pieces(&clipped(line), indent)));
        }
        for (block, name) in blocks.iter().zip(names) {
            let rows = block.iter().take(end).skip(row + 2).filter(|line| !line.text.is_empty());
            for (index, line) in rows.enumerate() {
                let mut line = pieces(&clipped(line), indent);
                if index == 0 {
                    line.push((0, name.to_owned(), Ink::Dim));
                }
                lines.push(line);
            }
        }
        row = end;
    }
    lines
}

/// A block's line from a column on: a star before a row that is new.
fn pieces(line: &GridLine, at: usize) -> Vec<Piece> {
    let ink = match line.kind {
        LineKind::Name => Ink::Name,
        LineKind::Columns => Ink::Dim,
        LineKind::Row => Ink::Plain,
        LineKind::Changed => Ink::Changed,
    };
    let mut pieces = vec![(at + GAP, line.text.clone(), ink)];
    if line.kind == LineKind::Changed {
        pieces.push((at, "*".to_owned(), Ink::Warn));
    }
    pieces
}
