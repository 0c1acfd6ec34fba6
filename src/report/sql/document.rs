//! `idem sql run --json`: a trial as a JSON document.
//!
//! The shape is a contract: add fields, rename none.

use std::io::{self, Write};

use serde::{Serialize, Serializer};

use crate::bench::{Case, Late, Reply, Run, State, Story, Table, Trial, Value, sqlite_version, words};

/// Writes a trial as one line.
///
/// # Errors
/// Whatever the writer says.
pub fn write(case: &Case, trial: &Trial, out: &mut dyn Write) -> io::Result<()> {
    let verdict = trial.verdict();
    let document = Document {
        format: 1,
        sqlite: sqlite_version(),
        id: (!case.id.is_empty()).then_some(case.id.as_str()),
        title: (!case.title.is_empty()).then_some(case.title.as_str()),
        setup: &case.setup,
        statement: &case.statement,
        again: case.again.as_deref(),
        between: case.between.as_deref(),
        careless: case.careless,
        stories: trial.stories.iter().map(StoryRow::new).collect(),
        late: trial.late.iter().map(|late| LateRow::new(trial, late)).collect(),
        verdict: VerdictRow {
            idempotent: verdict.is_idempotent(),
            same_reply: verdict.is_answered_alike(),
            late: verdict.fate.map(|(fate, _)| fate.word()),
            traps: verdict.traps.iter().map(|(trap, _)| trap.row().id).collect(),
            says: words::answers(trial).map(|answer| answer.says),
        },
    };
    serde_json::to_writer(&mut *out, &document)?;
    writeln!(out)
}

#[derive(Serialize)]
struct Document<'c> {
    format: u8,
    sqlite: &'static str,
    id: Option<&'c str>,
    title: Option<&'c str>,
    setup: &'c str,
    statement: &'c str,
    again: Option<&'c str>,
    between: Option<&'c str>,
    careless: bool,
    stories: Vec<StoryRow<'c>>,
    late: Vec<LateRow<'c>>,
    verdict: VerdictRow,
}

#[derive(Serialize)]
struct VerdictRow {
    idempotent: bool,
    same_reply: bool,
    /// `kept`, `beside`, `changed` or `undone`; null where no other writer changes anything.
    late: Option<&'static str>,
    traps: Vec<&'static str>,
    says: [String; 3],
}

#[derive(Serialize)]
struct StoryRow<'t> {
    start: &'t str,
    before: Vec<TableRow<'t>>,
    first: RunRow<'t>,
    after_one: Vec<TableRow<'t>>,
    second: RunRow<'t>,
    after_two: Vec<TableRow<'t>>,
    by_chance: bool,
}

impl<'t> StoryRow<'t> {
    fn new(story: &'t Story) -> Self {
        Self {
            start: &story.start,
            before: tables(&story.before),
            first: RunRow::new(&story.first),
            after_one: tables(&story.after_one),
            second: RunRow::new(&story.second),
            after_two: tables(&story.after_two),
            by_chance: story.by_chance,
        }
    }
}

#[derive(Serialize)]
struct LateRow<'t> {
    start: &'t str,
    after_one: Vec<TableRow<'t>>,
    between: RunRow<'t>,
    after_other: Vec<TableRow<'t>>,
    duplicate: RunRow<'t>,
    after_late: Vec<TableRow<'t>>,
}

impl<'t> LateRow<'t> {
    fn new(trial: &'t Trial, late: &'t Late) -> Self {
        Self {
            start: trial.stories.get(late.start).map_or("", |story| &story.start),
            after_one: tables(&late.after_one),
            between: RunRow::new(&late.between),
            after_other: tables(&late.after_other),
            duplicate: RunRow::new(&late.duplicate),
            after_late: tables(&late.after_late),
        }
    }
}

#[derive(Serialize)]
struct RunRow<'t> {
    replies: Vec<ReplyRow<'t>>,
    left_open: bool,
}

impl<'t> RunRow<'t> {
    fn new(run: &'t Run) -> Self {
        Self { replies: run.replies.iter().map(ReplyRow::new).collect(), left_open: run.left_open }
    }
}

#[derive(Serialize)]
struct ReplyRow<'t> {
    sql: &'t str,
    rows: Option<u64>,
    columns: &'t [String],
    returned: Vec<Vec<Cell<'t>>>,
    error: Option<&'t str>,
}

impl<'t> ReplyRow<'t> {
    fn new(reply: &'t Reply) -> Self {
        Self {
            sql: &reply.sql,
            rows: reply.rows,
            columns: &reply.columns,
            returned: cells(&reply.returned),
            error: reply.error.as_deref(),
        }
    }
}

#[derive(Serialize)]
struct TableRow<'t> {
    table: &'t str,
    columns: &'t [String],
    rows: Vec<Vec<Cell<'t>>>,
}

impl<'t> TableRow<'t> {
    fn new(table: &'t Table) -> Self {
        Self { table: &table.name, columns: &table.columns, rows: cells(&table.rows) }
    }
}

fn tables(state: &State) -> Vec<TableRow<'_>> {
    state.tables.iter().map(TableRow::new).collect()
}

/// A value as JSON: what JSON has no word for, as `SQLite` writes it.
struct Cell<'t>(&'t Value);

impl Serialize for Cell<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Null => serializer.serialize_none(),
            Value::Integer(number) => serializer.serialize_i64(*number),
            Value::Real(number) => serializer.serialize_f64(*number),
            Value::Text(text) => serializer.serialize_str(text),
            Value::Blob(_) => serializer.collect_str(self.0),
        }
    }
}

fn cells(rows: &[Vec<Value>]) -> Vec<Vec<Cell<'_>>> {
    rows.iter().map(|row| row.iter().map(Cell).collect()).collect()
}
