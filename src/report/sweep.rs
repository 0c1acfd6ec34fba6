//! A sweep in writing: a table, a chart of bars, JSON, CSV, and the list of questions.
//!
//! | file | noun |
//! |---|---|
//! | `amount` | one figure, written with its unit |
//! | `chart` | bars, with theory's mark |
//! | `document` | `idem sweep --json` and `--csv` |
//! | `questions` | the ready questions |

pub mod amount;
pub mod chart;
pub mod document;
pub mod questions;

use std::io::{self, Write};

use super::cell::{COLUMNS, aligned, hang};
use crate::report::printed::printed;
use crate::sweep::figure::Per;
use crate::sweep::{FIGURES, Table};

/// Writes a sweep for people: what was played, a chart of the first figure, and a table
/// of all of them.
///
/// # Errors
/// Whatever the writer says.
pub fn write(table: &Table, figures: &[usize], ascii: bool, out: &mut dyn Write) -> io::Result<()> {
    let mut lines = hang(&played(table), COLUMNS);
    lines.push(String::new());
    if let Some(first) = figures.first() {
        lines.extend(chart::lines(table, *first));
        lines.push(String::new());
    }
    lines.extend(rows(table, figures));
    lines.extend(unexpired(table, figures).into_iter().flat_map(|note| hang(&note, COLUMNS)));
    lines.iter().try_for_each(|line| writeln!(out, "{}", printed(line.trim_end(), ascii)))
}

/// What was played.
fn played(table: &Table) -> String {
    let grid = &table.grid;
    let seed = grid.scenario.knobs.seed;
    let last = seed.wrapping_add(grid.trials.saturating_sub(1));
    let axes: Vec<&str> = grid.axes.iter().map(|axis| axis.path.as_str()).collect();
    let points =
        if grid.points.len() == 1 { "1 point".into() } else { format!("{} points", grid.points.len()) };
    let lanes = grid.lanes().join(", ");
    let by = if axes.is_empty() { String::new() } else { format!(" by {}", axes.join(" and ")) };
    format!("{points}{by}, {} trials each, seeds {seed} to {last}; the same weather for {lanes}", grid.trials)
}

/// Why a number of keys is missing, where one is.
fn unexpired(table: &Table, figures: &[usize]) -> Option<String> {
    let points = 0..table.grid.points.len();
    let windowed = figures.iter().copied().filter(|figure| FIGURES[*figure].per == Per::Window);
    let mut cells = windowed.flat_map(|figure| points.clone().map(move |point| (point, figure)));
    let missing = cells.any(|(point, figure)| table.estimate(point, 0, figure).is_none());
    missing.then(|| {
        "keys: no mean where no key expires before the last payment of a run; kept up for longer, rate times \
         TTL of them are stored, which `idem advise` prices"
            .to_owned()
    })
}

/// The table: a row a point and lane.
fn rows(table: &Table, figures: &[usize]) -> Vec<String> {
    let grid = &table.grid;
    let mut head: Vec<String> = grid.axes.iter().map(|axis| axis.path.clone()).collect();
    head.push("lane".to_owned());
    head.extend(figures.iter().filter_map(|figure| FIGURES.get(*figure)).map(|row| row.label.to_owned()));
    let mut cells = vec![head];
    for (point, here) in grid.points.iter().enumerate() {
        for (lane, name) in grid.lanes().into_iter().enumerate() {
            let mut row: Vec<String> = here.values.iter().map(ToString::to_string).collect();
            row.push(name.to_owned());
            row.extend(figures.iter().map(|figure| amount::cell(table, (point, lane), *figure)));
            cells.push(row);
        }
    }
    aligned(&cells, grid.axes.len(), "  ")
}
