//! The shelf: the cases that ship, read from one file.

use std::sync::LazyLock;

use serde::Deserialize;

use super::case::{AS_SET_UP, Case, SETUP, Start};

/// The shelf as written.
const SOURCE: &str = include_str!("../../assets/sql/shelf.toml");

/// The version of the file's format.
const FORMAT: u64 = 1;

/// The cases, in order.
#[derive(Clone, Debug)]
pub struct Shelf {
    /// The cases.
    pub cases: Vec<Case>,
}

/// Why the shelf cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the shelf of the SQL bench: {0}")]
pub struct ShelfError(String);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawShelf {
    format: u64,
    case: Vec<RawCase>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCase {
    id: String,
    title: String,
    setup: Option<String>,
    #[serde(default)]
    starts: Vec<RawStart>,
    statement: String,
    again: Option<String>,
    between: Option<String>,
    #[serde(default)]
    careless: bool,
    learn: String,
    note: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawStart {
    name: String,
    sql: String,
}

impl Shelf {
    /// The cases that ship.
    ///
    /// # Errors
    /// What is wrong with the file.
    pub fn shipped() -> Result<Self, ShelfError> {
        // Every stage of a lesson that plays on the bench asks for it.
        static SHIPPED: LazyLock<Result<Shelf, ShelfError>> = LazyLock::new(|| Shelf::parse(SOURCE));
        SHIPPED.clone()
    }

    /// Reads a shelf.
    ///
    /// # Errors
    /// It is no such file, or an id stands twice.
    pub fn parse(source: &str) -> Result<Self, ShelfError> {
        let raw: RawShelf = toml::from_str(source).map_err(|error| ShelfError(error.to_string()))?;
        if raw.format != FORMAT {
            return Err(ShelfError(format!("its format is {}; this reads {FORMAT}", raw.format)));
        }
        let mut cases: Vec<Case> = Vec::new();
        for case in raw.case {
            if cases.iter().any(|known| known.id == case.id) {
                return Err(ShelfError(format!("the id `{}` stands twice", case.id)));
            }
            cases.push(case.into());
        }
        Ok(Self { cases })
    }

    /// The case of this id, however it is capitalised.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<&Case> {
        self.cases.iter().find(|case| case.id.eq_ignore_ascii_case(id))
    }

    /// The ids, in order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.cases.iter().map(|case| case.id.as_str())
    }
}

impl From<RawCase> for Case {
    fn from(raw: RawCase) -> Self {
        let own = Start { name: AS_SET_UP.to_owned(), sql: String::new() };
        let starts = raw.starts.into_iter().map(|start| Start { name: start.name, sql: start.sql });
        Self {
            id: raw.id,
            title: raw.title,
            setup: raw.setup.unwrap_or_else(|| SETUP.to_owned()).trim().to_owned(),
            starts: std::iter::once(own).chain(starts).collect(),
            statement: raw.statement.trim().to_owned(),
            again: raw.again.map(|sql| sql.trim().to_owned()),
            between: raw.between,
            careless: raw.careless,
            learn: raw.learn,
            note: raw.note,
        }
    }
}
