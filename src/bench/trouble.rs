//! Why a case cannot be run: whose statement, which, and what is wrong with it.

use std::fmt;

use super::scratch::{LENGTH_MAX, ROWS_MAX, SQL_MAX, STATEMENTS_MAX};
use super::value::shown;

/// Whose statements they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// The bench's own preparations.
    Bench,
    /// The setup.
    Setup,
    /// What makes a starting state of this name.
    Start(String),
    /// The statement on trial.
    Statement,
    /// The same as it is sent again.
    Again,
    /// What another writer does in between.
    Between,
    /// Reading what the tables hold.
    State,
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bench => f.write_str("preparing the bench"),
            Self::Setup => f.write_str("the setup"),
            Self::Start(name) => write!(f, "the starting state `{}`", shown(name)),
            Self::Statement => f.write_str("the statement"),
            Self::Again => f.write_str("the statement as it is sent again"),
            Self::Between => f.write_str("what the other writer does"),
            Self::State => f.write_str("reading the tables"),
        }
    }
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// What `SQLite` said.
    Said(String),
    /// The bench does not do this.
    Refused(String),
    /// It took more steps than there are.
    Endless,
    /// A value or row is too long.
    TooBig,
    /// The database has no room left.
    Full,
    /// It returns, or a table holds, more rows than the bench does.
    TooManyRows,
    /// The script is longer than the bench reads.
    TooLong,
    /// There are more statements than the bench runs.
    TooMany,
    /// There is a place for a parameter, and nobody to fill it.
    Parameter,
    /// It holds a NUL, where `SQLite` would stop reading.
    Nul,
    /// There is no statement at all.
    Empty,
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Said(message) => write!(f, "SQLite says: {}", shown(message)),
            Self::Refused(what) => {
                write!(f, "the bench refuses {what}: it is one scratch database in memory, without files")
            }
            Self::Endless => f.write_str("it was stopped: it takes more steps than the bench gives a script"),
            Self::TooBig => write!(f, "a value or a row is longer than {LENGTH_MAX} bytes"),
            Self::Full => f.write_str("the scratch database is full"),
            Self::TooManyRows => write!(f, "there are more than {ROWS_MAX} rows; try it with a few"),
            Self::TooLong => write!(f, "it is longer than {SQL_MAX} bytes"),
            Self::TooMany => write!(f, "there are more than {STATEMENTS_MAX} statements"),
            Self::Parameter => f.write_str("it has a parameter; write the value in its place"),
            Self::Nul => f.write_str("it holds a NUL character; leave it out"),
            Self::Empty => f.write_str("there is no statement; write one, such as UPDATE acct SET bal = 150"),
        }
    }
}

/// Why a case cannot be run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// Whose statements.
    pub part: Part,
    /// Which of several, counted from 1, and its text; none where it is the script itself.
    pub statement: Option<(usize, String)>,
    /// What is wrong.
    pub why: Why,
}

impl Trouble {
    /// A trouble with a whole script.
    #[must_use]
    pub const fn new(part: Part, why: Why) -> Self {
        Self { part, statement: None, why }
    }

    /// The same trouble, whose it is.
    #[must_use]
    pub fn of(self, part: Part) -> Self {
        Self { part, ..self }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.part)?;
        if let Some((number, sql)) = &self.statement {
            let line = sql.split_whitespace().collect::<Vec<_>>().join(" ");
            let line = shown(&line);
            let short: String = line.chars().take(60).collect();
            let more = if short.len() < line.len() { ".." } else { "" };
            write!(f, ", number {number} (`{short}{more}`)")?;
        }
        write!(f, ": {}", self.why)
    }
}

impl std::error::Error for Trouble {}
