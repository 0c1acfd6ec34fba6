//! What can be typed for the benches: SQL, and HTTP's verbs.

use clap::{Args, Subcommand};

use super::TableArgs;

/// What to do on the SQL bench; nothing opens it on the screen.
#[derive(Args, Debug)]
#[command(
    after_long_help = "A statement is run once, and twice, from every starting state, on databases that
live in memory; then once, another writer, and once more, late. The verdict is
computed: is twice the same as once, is it answered the same, does a late
duplicate leave another writer's change alone?

A script is bounded in steps, length and rows; it cannot attach files, load
extensions or set pragmas. Foreign keys are enforced; chance is seeded, and the
clock moves an hour from one run to the next.

Exit codes: 0 twice is as once, 1 it is not, 2 usage, or the statement cannot be
run."
)]
pub struct SqlArgs {
    /// What to do; without one, the screen.
    #[command(subcommand)]
    pub command: Option<SqlCommand>,
}

/// The commands of the SQL bench.
#[derive(Debug, Subcommand)]
pub enum SqlCommand {
    /// List the cases with their verdicts
    List(TableArgs),
    /// Show a case: setup, starting states, statement
    Show {
        /// Which case; `idem sql list` lists them
        #[arg(value_name = "CASE")]
        case: String,
    },
    /// Run a case: what it leaves, what it answers, and the verdict
    Run {
        /// Which case; `idem sql list` lists them
        #[arg(value_name = "CASE")]
        case: String,
        /// Print one line of JSON instead of text
        #[arg(long)]
        json: bool,
    },
    /// Run a statement of your own
    Try(SqlTryArgs),
}

/// A statement of one's own, and what is around it.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "Without --setup there is one table, acct(id TEXT PRIMARY KEY, bal INTEGER, ver
INTEGER), with one row ('a', 100, 1).

Examples:
  idem sql try \"UPDATE acct SET bal = bal + 10\"
  idem sql try \"UPDATE acct SET bal = 150\" --between \"UPDATE acct SET bal = 175\"
  idem sql try --setup \"CREATE TABLE o(k UNIQUE)\" --start \"INSERT INTO o VALUES (1)\" \\
      \"INSERT INTO o VALUES (1) ON CONFLICT DO NOTHING\"
  idem sql try < statement.sql

Exit codes: 0 twice is as once, 1 it is not, 2 usage, or it cannot be run.")]
pub struct SqlTryArgs {
    /// The statement, or several that are sent together; without it, or with `-`, it is read from standard input
    #[arg(value_name = "STATEMENT", allow_hyphen_values = true)]
    pub statement: Option<String>,
    /// What makes the tables
    #[arg(long, value_name = "SQL")]
    pub setup: Option<String>,
    /// Another starting state: what makes it, after the setup; may be repeated
    #[arg(long, value_name = "SQL")]
    pub start: Vec<String>,
    /// What another writer does before a late duplicate arrives
    #[arg(long, value_name = "SQL")]
    pub between: Option<String>,
    /// What is sent the second time, where the retry differs
    #[arg(long, value_name = "SQL")]
    pub again: Option<String>,
    /// Go on after an error, as a client does that ignores it
    #[arg(long)]
    pub careless: bool,
    /// Print one line of JSON instead of text
    #[arg(long)]
    pub json: bool,
}

/// Which endpoint of the verb bench to lay out, and how.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "Without a name all endpoints stand in one table: the statuses of each way, and
what is computed over every starting state: is it safe, is it idempotent, does
the code keep its verb's promise, who may send it again unasked.

Examples:
  idem verbs
  idem verbs PUT
  idem verbs delete-newest --way late
  idem verbs put-if-match --from done --json")]
pub struct VerbsArgs {
    /// A verb or an endpoint, such as `PUT` or `put-if-match`; without one, all as a table
    #[arg(value_name = "VERB|ENDPOINT")]
    pub endpoint: Option<String>,
    /// In one way alone: once, twice, lost, reverse or late
    #[arg(long, value_name = "WAY")]
    pub way: Option<String>,
    /// Begin in this state: one, none, three or done
    #[arg(long, value_name = "START")]
    pub from: Option<String>,
    /// Print JSON instead of text
    #[arg(long)]
    pub json: bool,
}
