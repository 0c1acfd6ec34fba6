//! States as blocks of text, side by side: before, after one run, after two.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::state::{State, Table};
use super::value::shown;

/// The gap between two columns of a table.
const GAP: &str = " ";

/// A line of a block, and whether it stands out: it differs from the block at its left.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GridLine {
    /// The text.
    pub text: String,
    /// What it is.
    pub kind: LineKind,
}

/// What a line of a block is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LineKind {
    /// A table's name.
    Name,
    /// Its columns.
    Columns,
    /// A row as it was.
    #[default]
    Row,
    /// A row that the state before did not have.
    Changed,
}

/// The states as blocks, one list of lines each. The same table stands at the same height
/// in each block.
#[must_use]
pub fn blocks(states: &[&State]) -> Vec<Vec<GridLine>> {
    let mut names: Vec<&str> = Vec::new();
    for table in states.iter().flat_map(|state| &state.tables) {
        if !names.contains(&table.name.as_str()) {
            names.push(&table.name);
        }
    }
    let mut blocks = vec![Vec::new(); states.len()];
    for name in names {
        let tables: Vec<Option<&Table>> = states.iter().map(|state| state.table(name)).collect();
        let height = tables.iter().flatten().map(|table| table.rows.len().max(1)).max().unwrap_or(0) + 2;
        let mut left: Option<&Table> = None;
        for (index, (block, table)) in blocks.iter_mut().zip(&tables).enumerate() {
            let start = block.len();
            if let Some(table) = table {
                lines(table, left.filter(|_| index > 0), index > 0, block);
            }
            block.resize(start + height, GridLine::default());
            left = *table;
        }
    }
    blocks
}

fn lines(table: &Table, left: Option<&Table>, compared: bool, block: &mut Vec<GridLine>) {
    let line = |text: String, kind: LineKind| GridLine { text, kind };
    block.push(line(shown(&table.name), LineKind::Name));
    let cells: Vec<Vec<String>> =
        table.rows.iter().map(|row| row.iter().map(ToString::to_string).collect()).collect();
    let heads: Vec<String> = table.columns.iter().map(|name| shown(name)).collect();
    let widths: Vec<usize> = (0..heads.len())
        .map(|column| {
            let widest = cells.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max();
            widest.unwrap_or(0).max(heads[column].width())
        })
        .collect();
    let joined = |row: &[String]| {
        let padded = row
            .iter()
            .zip(&widths)
            .map(|(cell, width)| format!("{cell}{}", " ".repeat(width.saturating_sub(cell.width()))));
        padded.collect::<Vec<_>>().join(GAP).trim_end().to_owned()
    };
    block.push(line(joined(&heads), LineKind::Columns));
    if cells.is_empty() {
        let emptied = compared && left.is_some_and(|left| !left.rows.is_empty());
        block.push(line("(no row)".to_owned(), if emptied { LineKind::Changed } else { LineKind::Row }));
    }
    // Each row on the left accounts for one like it here.
    let mut known: Vec<_> = left.map(|left| left.rows.iter().collect()).unwrap_or_default();
    for (row, cells) in table.rows.iter().zip(&cells) {
        let was = known.iter().position(|left| *left == row);
        if let Some(was) = was {
            known.swap_remove(was);
        }
        let new = compared && was.is_none();
        block.push(line(joined(cells), if new { LineKind::Changed } else { LineKind::Row }));
    }
}

/// How many columns a block takes.
#[must_use]
pub fn width(block: &[GridLine]) -> usize {
    block.iter().map(|line| line.text.width()).max().unwrap_or(0)
}

/// The text, cut to so many columns.
#[must_use]
pub fn clip(text: &str, columns: usize, more: &str) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let (mut kept, mut used) = (String::new(), more.width());
    for c in text.chars() {
        used += c.width().unwrap_or(0);
        if used > columns {
            break;
        }
        kept.push(c);
    }
    kept + more
}
