//! A script: statements run one by one on a scratch database, with what came back from
//! each.

use rusqlite::fallible_iterator::FallibleIterator;
use rusqlite::{Batch, Error, ErrorCode, Statement};

use super::scratch::{ROWS_MAX, SQL_MAX, STATEMENTS_MAX, Scratch};
use super::seeded::said;
use super::trouble::{Part, Trouble, Why};
use super::value::Value;

/// What a client hears of one statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The statement.
    pub sql: String,
    /// How many rows it inserted, updated or deleted; none where it is not of that kind.
    pub rows: Option<u64>,
    /// The columns of what it returns; empty where it returns nothing.
    pub columns: Vec<String>,
    /// The rows it returns.
    pub returned: Vec<Vec<Value>>,
    /// What `SQLite` said instead.
    pub error: Option<String>,
}

impl Reply {
    /// Whether two replies say the same, whatever was asked.
    #[must_use]
    pub fn says(&self, other: &Self) -> bool {
        let content = |reply: &Self| (reply.rows, reply.columns.clone(), reply.returned.clone());
        content(self) == content(other) && self.error == other.error
    }
}

/// A script that was run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// The reply to each statement that ran.
    pub replies: Vec<Reply>,
    /// Whether it left a transaction open, which was then rolled back.
    pub left_open: bool,
    /// The tables its statements write themselves, without triggers.
    pub writes: Vec<String>,
}

impl Run {
    /// The first error.
    #[must_use]
    pub fn error(&self) -> Option<&str> {
        self.replies.iter().find_map(|reply| reply.error.as_deref())
    }

    /// Whether two runs answer the same.
    #[must_use]
    pub fn says(&self, other: &Self) -> bool {
        self.left_open == other.left_open
            && self.replies.len() == other.replies.len()
            && self.replies.iter().zip(&other.replies).all(|(one, two)| one.says(two))
    }

    /// How many rows its statements inserted, updated or deleted together.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.replies.iter().filter_map(|reply| reply.rows).sum()
    }

    /// How many rows its statements returned together.
    #[must_use]
    pub fn returned(&self) -> usize {
        self.replies.iter().map(|reply| reply.returned.len()).sum()
    }
}

/// Which errors are an answer, and not a reason to stop the trial.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tolerance {
    /// None: it must run.
    Nothing,
    /// A constraint that is violated.
    Constraints,
    /// Whatever `SQLite` says of what ran before.
    Anything,
}

impl Scratch {
    /// Runs a script's statements in order. A careful client stops at the first error; a
    /// careless one goes on. A transaction left open is rolled back, as it is when a client
    /// goes away.
    ///
    /// # Errors
    /// An error beyond what is tolerated, or a bound of the bench; it is the statement's
    /// until the caller says whose.
    pub fn run(&self, script: &str, tolerance: Tolerance, careless: bool) -> Result<Run, Trouble> {
        if script.len() > SQL_MAX {
            return Err(Trouble::new(Part::Statement, Why::TooLong));
        }
        if script.contains('\0') {
            return Err(Trouble::new(Part::Statement, Why::Nul));
        }
        self.refill();
        let mut run = Run::default();
        let mut batch = Batch::new(&self.connection, script);
        let mut rest = script;
        loop {
            let number = run.replies.len() + 1;
            let stop = |sql: String, why: Why| {
                let statement = Some((number, sql)).filter(|(_, sql)| !sql.is_empty());
                Err(Trouble { part: Part::Statement, statement, why })
            };
            let mut statement = match batch.next() {
                Ok(Some(statement)) => statement,
                Ok(None) => break,
                Err(error) => {
                    let reply = Reply { error: Some(said(&error)), ..Reply::new(String::new()) };
                    if let Some(why) = self.beyond(&error, tolerance) {
                        return stop(rest.trim_start_matches(is_between).trim_end().to_owned(), why);
                    }
                    // What cannot be read cannot be skipped.
                    run.replies.push(reply);
                    break;
                }
            };
            let written = statement.expanded_sql().unwrap_or_default();
            rest = rest.find(&written).map_or(rest, |at| &rest[at + written.len()..]);
            let sql = written.trim().to_owned();
            if number > STATEMENTS_MAX {
                return stop(sql, Why::TooMany);
            }
            if statement.parameter_count() > 0 {
                return stop(sql, Why::Parameter);
            }
            match self.reply(&mut statement, sql.clone()) {
                Ok(reply) if reply.returned.len() > ROWS_MAX => return stop(sql, Why::TooManyRows),
                Ok(reply) => run.replies.push(reply),
                Err(error) => {
                    if let Some(why) = self.beyond(&error, tolerance) {
                        return stop(sql, why);
                    }
                    run.replies.push(Reply { error: Some(said(&error)), ..Reply::new(sql) });
                    if !careless {
                        break;
                    }
                }
            }
        }
        if run.replies.is_empty() {
            return Err(Trouble::new(Part::Statement, Why::Empty));
        }
        run.writes = self.written();
        run.left_open = !self.connection.is_autocommit();
        if run.left_open {
            let rolled_back = self.connection.execute_batch("ROLLBACK");
            rolled_back.map_err(|error| Trouble::new(Part::Statement, Why::Said(said(&error))))?;
        }
        self.pass();
        Ok(run)
    }

    /// What is wrong, if an error is more than an answer.
    fn beyond(&self, error: &Error, tolerance: Tolerance) -> Option<Why> {
        if let Some(why) = self.bound(error) {
            return Some(why);
        }
        let constraint = matches!(
            error.sqlite_error_code(),
            Some(ErrorCode::ConstraintViolation | ErrorCode::TypeMismatch)
        );
        match tolerance {
            Tolerance::Anything => None,
            Tolerance::Constraints if constraint => None,
            Tolerance::Constraints | Tolerance::Nothing => Some(Why::Said(said(error))),
        }
    }

    /// Runs one statement to its end; of too many rows it keeps one more than there may be.
    fn reply(&self, statement: &mut Statement<'_>, sql: String) -> rusqlite::Result<Reply> {
        let writes = !statement.readonly() && is_change(&sql);
        let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let mut returned: Vec<Vec<Value>> = Vec::new();
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next()? {
            if returned.len() <= ROWS_MAX {
                let cells = (0..columns.len()).map(|index| row.get_ref(index).map(Value::from));
                returned.push(cells.collect::<Result<_, _>>()?);
            }
        }
        let rows = writes.then(|| self.connection.changes());
        Ok(Reply { rows, columns, returned, ..Reply::new(sql) })
    }
}

impl Reply {
    const fn new(sql: String) -> Self {
        Self { sql, rows: None, columns: Vec::new(), returned: Vec::new(), error: None }
    }
}

/// What stands between two statements.
fn is_between(c: char) -> bool {
    c == ';' || c.is_whitespace()
}

/// Whether a statement is one of those whose rows are counted.
fn is_change(sql: &str) -> bool {
    let word: String = uncommented(sql).chars().take_while(char::is_ascii_alphabetic).collect();
    ["insert", "replace", "update", "delete", "with"].contains(&word.to_ascii_lowercase().as_str())
}

/// The text from its first word on.
fn uncommented(sql: &str) -> &str {
    let mut rest = sql.trim_start();
    loop {
        let after = if rest.starts_with("--") {
            rest.split_once('\n').map(|(_, after)| after)
        } else if rest.starts_with("/*") {
            rest.split_once("*/").map(|(_, after)| after)
        } else {
            return rest;
        };
        rest = after.unwrap_or_default().trim_start();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_is_known_by_its_first_word() {
        for sql in ["INSERT INTO t", " -- why\n/* and\nhow */ update t", "with x as (select 1) delete from t"]
        {
            assert!(is_change(sql), "{sql}");
        }
        for sql in ["SELECT 1", "BEGIN", "", "-- insert", "/* insert", "EXPLAIN INSERT INTO t"] {
            assert!(!is_change(sql), "{sql}");
        }
    }
}
