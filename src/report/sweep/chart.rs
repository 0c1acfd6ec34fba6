//! A chart in text: a bar a point and lane, with a mark where theory puts its end.

use super::amount::amount;
use crate::report::cell::{COLUMNS, left, right, width};
use crate::sweep::{FIGURES, Table};

/// The columns a number beside a bar takes.
const NUMBER: usize = 12;

/// The bars of one figure, under a heading that says what they show.
#[must_use]
pub fn lines(table: &Table, figure: usize) -> Vec<String> {
    let Some(row) = FIGURES.get(figure) else { return Vec::new() };
    let grid = &table.grid;
    let lanes = grid.lanes();
    let names: Vec<String> = grid
        .points
        .iter()
        .map(|point| point.values.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "))
        .collect();
    let value = names.iter().map(|name| width(name)).max().unwrap_or(0);
    let lane = lanes.iter().map(|name| width(name)).max().unwrap_or(0);
    let room = COLUMNS.saturating_sub(value + lane + NUMBER + 6).min(60);
    let cells = || (0..grid.points.len()).flat_map(|point| (0..lanes.len()).map(move |lane| (point, lane)));
    let measured = |(point, lane)| table.estimate(point, lane, figure).map(|found| found.mean);
    let theory = |(point, lane)| table.theory(point, lane, figure).map(|law| law.value);
    let most = cells().flat_map(|cell| [measured(cell), theory(cell)]).flatten().fold(0.0, f64::max);
    let mut lines = vec![format!("{}: {}", row.label, row.gloss)];
    let mut formulas: Vec<&str> = Vec::new();
    for cell in cells() {
        let (at, in_lane) = cell;
        let name = if in_lane == 0 { names[at].as_str() } else { "" };
        let head = format!("{}  {}", right(name, value), left(lanes[in_lane], lane));
        let Some(mean) = measured(cell) else {
            lines.push(format!("{head}  -"));
            continue;
        };
        let mut bar: Vec<char> = vec!['█'; cells_of(mean, most, room)];
        bar.resize(room + 1, ' ');
        if let Some(mark) = theory(cell).and_then(|value| bar.get_mut(cells_of(value, most, room))) {
            *mark = '│';
        }
        formulas.extend(table.theory(at, in_lane, figure).map(|law| law.formula));
        let bar: String = bar.into_iter().collect();
        lines.push(format!("{head}  {bar} {}", right(&amount(row.unit, mean), NUMBER)));
    }
    formulas.sort_unstable();
    formulas.dedup();
    if !formulas.is_empty() {
        lines.push(format!("│ theory: {}", formulas.join("; ")));
    }
    lines
}

/// How many cells of a bar a value fills.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "between nothing and the bar's length"
)]
fn cells_of(value: f64, most: f64, room: usize) -> usize {
    if most <= 0.0 {
        return 0;
    }
    ((value / most * room as f64).round().max(0.0) as usize).min(room)
}
