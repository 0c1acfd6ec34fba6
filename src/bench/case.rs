//! A case: one experiment, as it is picked from the shelf or typed.

/// The setup where none is written: one account with 100, in its first version.
pub const SETUP: &str = "CREATE TABLE acct(id TEXT PRIMARY KEY, bal INTEGER, ver INTEGER);
INSERT INTO acct VALUES ('a', 100, 1);";

/// The name of the starting state that the setup alone makes.
pub const AS_SET_UP: &str = "as set up";

/// A state to start from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Start {
    /// Its name.
    pub name: String,
    /// What makes it, after the setup; empty where the setup is all.
    pub sql: String,
}

/// One experiment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// The id, such as `s10`; empty where it was typed.
    pub id: String,
    /// The title.
    pub title: String,
    /// What makes the tables.
    pub setup: String,
    /// The states it is tried from; the first is the setup's own.
    pub starts: Vec<Start>,
    /// The statement on trial, or several that a client sends together.
    pub statement: String,
    /// What is sent the second time, where the retry differs.
    pub again: Option<String>,
    /// What another writer does before a late duplicate arrives.
    pub between: Option<String>,
    /// Whether the client goes on after an error.
    pub careless: bool,
    /// What to learn from it, in a sentence.
    pub learn: String,
    /// Where it is unlike other databases, or unlike what is often written.
    pub note: Option<String>,
}

impl Case {
    /// A case of one's own: a statement on the usual account, or on another setup.
    #[must_use]
    pub fn typed(statement: &str, setup: Option<&str>) -> Self {
        Self {
            id: String::new(),
            title: String::new(),
            setup: setup.unwrap_or(SETUP).to_owned(),
            starts: vec![Start { name: AS_SET_UP.to_owned(), sql: String::new() }],
            statement: statement.to_owned(),
            again: None,
            between: None,
            careless: false,
            learn: String::new(),
            note: None,
        }
    }

    /// What arrives the second time.
    #[must_use]
    pub fn repeated(&self) -> &str {
        self.again.as_deref().unwrap_or(&self.statement)
    }
}
