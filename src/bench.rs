//! The SQL bench: statements run on a real `SQLite`, once, twice, and after another writer.
//!
//! A case is a setup, starting states, a statement, and what another writer does in
//! between. A trial runs it on scratch databases in memory; the verdict is computed from
//! the states and replies it leaves, and never written down. Nothing here reads a file, a
//! clock or a terminal, and nothing here knows the simulator.
//!
//! | file | noun |
//! |---|---|
//! | `case`, `shelf` | one experiment; those that ship |
//! | `scratch` | a database fenced in: memory only, bounded in steps and size |
//! | `seeded` | chance and the clock on the bench, the same every time |
//! | `script` | statements run one by one, with what came back |
//! | `state`, `value` | everything a database holds, to compare and to show |
//! | `trial` | once, twice, and late |
//! | `verdict`, `trap` | what the trial shows |
//! | `words` | the same in sentences |
//! | `question` | what a lesson asks of a trial |
//! | `grid` | states as blocks of text |
//! | `trouble` | why a case cannot be run |

pub mod case;
pub mod grid;
pub mod question;
pub mod scratch;
pub mod script;
pub mod seeded;
pub mod shelf;
pub mod state;
pub mod trap;
pub mod trial;
pub mod trouble;
pub mod value;
pub mod verdict;
pub mod words;

pub use case::{Case, Start};
pub use question::{QUESTIONS, Question};
pub use scratch::Scratch;
pub use script::{Reply, Run, Tolerance};
pub use shelf::{Shelf, ShelfError};
pub use state::{State, Table};
pub use trap::Trap;
pub use trial::{Late, Story, Trial};
pub use trouble::{Part, Trouble, Why};
pub use value::Value;
pub use verdict::{Fate, Verdict};

/// The version of `SQLite` on the bench.
#[must_use]
pub fn sqlite_version() -> &'static str {
    rusqlite::version()
}
