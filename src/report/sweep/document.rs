//! `idem sweep --json` and `--csv`: every figure of every point.
//!
//! The shape is a contract: add fields, rename none.

use std::io::{self, Write};

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::sim::Value;
use crate::sweep::{Estimate, FIGURES, Table};

/// Writes a sweep as one line of JSON.
///
/// # Errors
/// Whatever the writer says.
pub fn write(table: &Table, out: &mut dyn Write) -> io::Result<()> {
    let grid = &table.grid;
    let lanes = grid.lanes();
    let cells = (0..grid.points.len()).flat_map(|point| (0..lanes.len()).map(move |lane| (point, lane)));
    let document = Document {
        axes: grid.axes.iter().map(|axis| axis.path.as_str()).collect(),
        trials: grid.trials,
        seed: grid.scenario.knobs.seed,
        points: cells.map(|(point, lane)| Row { table, point, lane }).collect(),
    };
    serde_json::to_writer(&mut *out, &document)?;
    writeln!(out)
}

/// Writes a sweep as CSV, with a header; what has no value is empty.
///
/// # Errors
/// Whatever the writer says.
pub fn write_csv(table: &Table, out: &mut dyn Write) -> io::Result<()> {
    let grid = &table.grid;
    let axes = grid.axes.iter().map(|axis| axis.path.clone());
    let head: Vec<String> = axes.chain(["lane".to_owned()]).chain(columns()).collect();
    writeln!(out, "{}", head.join(","))?;
    for (point, here) in grid.points.iter().enumerate() {
        for (lane, name) in grid.lanes().into_iter().enumerate() {
            let values = here.values.iter().map(ToString::to_string);
            let played = Row { table, point, lane };
            let figures =
                played.figures().map(|(_, value)| value.map_or_else(String::new, |value| value.to_string()));
            let row: Vec<String> = values.chain([name.to_owned()]).chain(figures).collect();
            writeln!(out, "{}", row.join(","))?;
        }
    }
    Ok(())
}

/// The names of the figures' columns, intervals included.
fn columns() -> impl Iterator<Item = String> {
    let figures = FIGURES.iter().flat_map(|figure| [Some(figure.id.to_owned()), figure.interval_id()]);
    figures.flatten().chain(["mean_beyond".to_owned(), "ci95_beyond".to_owned()])
}

#[derive(Serialize)]
struct Document<'t> {
    axes: Vec<&'t str>,
    trials: u64,
    seed: u64,
    points: Vec<Row<'t>>,
}

/// One lane at one point.
struct Row<'t> {
    table: &'t Table,
    point: usize,
    lane: usize,
}

impl Row<'_> {
    /// Every figure by its column; a width that one trial cannot give is none.
    fn figures(&self) -> impl Iterator<Item = (String, Option<f64>)> + '_ {
        let pair = |found: Option<Estimate>| {
            let real = |value: f64| (!value.is_nan()).then_some(value);
            (found.and_then(|found| real(found.mean)), found.and_then(|found| real(found.half)))
        };
        let figures = FIGURES.iter().enumerate().flat_map(move |(index, figure)| {
            let (mean, half) = pair(self.table.estimate(self.point, self.lane, index));
            [Some((figure.id.to_owned(), mean)), figure.interval_id().map(|id| (id, half))]
        });
        let (mean, half) = pair(self.table.beyond(self.point, self.lane));
        let beyond = [("mean_beyond".to_owned(), mean), ("ci95_beyond".to_owned(), half)];
        figures.flatten().chain(beyond)
    }
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let grid = &self.table.grid;
        let mut map = serializer.serialize_map(None)?;
        for (axis, value) in grid.axes.iter().zip(&grid.points[self.point].values) {
            map.serialize_entry(&axis.path, &Cell(*value))?;
        }
        map.serialize_entry("lane", grid.lanes()[self.lane])?;
        for (id, value) in self.figures() {
            map.serialize_entry(&id, &value)?;
        }
        map.end()
    }
}

/// A value on an axis: a number where it is one, else text as people write it.
struct Cell(Value);

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Count(n) => serializer.serialize_u64(n),
            Value::Rate(ppm) => serializer.serialize_f64(f64::from(ppm) / 1e6),
            #[expect(clippy::cast_precision_loss, reason = "shown with six decimals at most")]
            Value::PerSecond(millionths) => serializer.serialize_f64(millionths as f64 / 1e6),
            value => serializer.collect_str(&value),
        }
    }
}
