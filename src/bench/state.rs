//! Everything a database holds: its tables and views with their rows, and its schema.
//!
//! The order of rows is no part of a state, and neither is what `SQLite` keeps for itself,
//! such as numbers it has given out.

use rusqlite::Connection;

use super::scratch::{ROWS_MAX, Scratch};
use super::seeded::said;
use super::trouble::{Part, Trouble, Why};
use super::value::Value;

/// A table or a view.
#[derive(Clone, Debug)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its columns.
    pub columns: Vec<String>,
    /// Its rows, in the order they are kept in.
    pub rows: Vec<Vec<Value>>,
}

impl Table {
    /// The rows, in an order that depends on nothing but themselves.
    #[must_use]
    pub fn sorted(&self) -> Vec<&Vec<Value>> {
        let mut rows: Vec<&Vec<Value>> = self.rows.iter().collect();
        rows.sort_unstable();
        rows
    }

    /// Whether it holds the same, in whatever order.
    #[must_use]
    pub fn same(&self, other: &Self) -> bool {
        self.columns == other.columns && self.sorted() == other.sorted()
    }
}

/// What a database holds.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// Its tables and views, in the order they were made.
    pub tables: Vec<Table>,
    /// How its tables, indices, triggers and views are made.
    pub schema: Vec<String>,
}

impl State {
    /// Whether nothing differs.
    #[must_use]
    pub fn same(&self, other: &Self) -> bool {
        self.differing(other).is_empty()
    }

    /// The names of what differs; `schema` where tables are made otherwise.
    #[must_use]
    pub fn differing(&self, other: &Self) -> Vec<String> {
        let known = |table: &Table| other.table(&table.name).is_some_and(|twin| twin.same(table));
        let mut names: Vec<String> =
            self.tables.iter().filter(|table| !known(table)).map(|table| table.name.clone()).collect();
        let new = other.tables.iter().filter(|table| self.table(&table.name).is_none());
        names.extend(new.map(|table| table.name.clone()));
        if names.is_empty() && self.schema != other.schema {
            names.push("schema".to_owned());
        }
        names
    }

    /// The table of this name.
    #[must_use]
    pub fn table(&self, name: &str) -> Option<&Table> {
        self.tables.iter().find(|table| table.name == name)
    }

    /// The state in one line: `acct: (a, 100, 1)`.
    #[must_use]
    pub fn line(&self) -> String {
        let row = |row: &Vec<Value>| {
            format!("({})", row.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))
        };
        let table = |table: &Table| {
            let rows: Vec<String> = table.rows.iter().map(row).collect();
            let rows = if rows.is_empty() { "empty".to_owned() } else { rows.join(" ") };
            format!("{}: {rows}", super::value::shown(&table.name))
        };
        self.tables.iter().map(table).collect::<Vec<_>>().join("; ")
    }
}

/// What is made, and how; without what `SQLite` makes for itself.
const SCHEMA: &str = "SELECT type, name, coalesce(sql, '') FROM sqlite_schema
WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid";

impl Scratch {
    /// Everything the database holds now.
    ///
    /// # Errors
    /// There are more rows than the bench holds, or a view cannot be read.
    pub fn state(&self) -> Result<State, Trouble> {
        self.refill();
        self.read().map_err(|why| Trouble::new(Part::State, why))
    }

    fn read(&self) -> Result<State, Why> {
        let why = |error: rusqlite::Error| self.bound(&error).unwrap_or_else(|| Why::Said(said(&error)));
        let mut state = State::default();
        let mut left = ROWS_MAX;
        for (kind, name, sql) in made(&self.connection).map_err(why)? {
            if kind == "table" || kind == "view" {
                let table = table(&self.connection, name, left).map_err(why)?;
                left = left.checked_sub(table.rows.len()).ok_or(Why::TooManyRows)?;
                state.tables.push(table);
            }
            state.schema.push(sql);
        }
        state.schema.sort_unstable();
        Ok(state)
    }
}

fn made(connection: &Connection) -> rusqlite::Result<Vec<(String, String, String)>> {
    let mut statement = connection.prepare(SCHEMA)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    rows.collect()
}

/// A table's rows; of too many one more than there may be.
fn table(connection: &Connection, name: String, most: usize) -> rusqlite::Result<Table> {
    let quoted = name.replace('"', "\"\"");
    let mut statement = connection.prepare(&format!("SELECT * FROM main.\"{quoted}\" LIMIT {}", most + 1))?;
    let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let mut rows = Vec::new();
    let mut found = statement.raw_query();
    while let Some(row) = found.next()? {
        let cells = (0..columns.len()).map(|index| row.get_ref(index).map(Value::from));
        rows.push(cells.collect::<Result<_, _>>()?);
    }
    Ok(Table { name, columns, rows })
}
