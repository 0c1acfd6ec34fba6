//! A scratch database, fenced in: memory only, no files, no extensions, and bounds on
//! steps, sizes and rows that depend on no clock.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use rusqlite::config::DbConfig;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::limits::Limit;
use rusqlite::{Connection, Error, ErrorCode};

use super::seeded::{Seeded, said};
use super::trouble::{Part, Trouble, Why};
use super::value::shown;

/// The longest script, in bytes.
pub const SQL_MAX: usize = 4_000;
/// The most statements of a script.
pub const STATEMENTS_MAX: usize = 40;
/// The longest value or row, in bytes.
pub const LENGTH_MAX: usize = 4_000;
/// The most rows that are returned, or held by all tables together.
pub const ROWS_MAX: usize = 200;

/// The bounds `SQLite` itself is told.
const LIMITS: [(Limit, usize); 11] = [
    (Limit::SQLITE_LIMIT_LENGTH, LENGTH_MAX),
    (Limit::SQLITE_LIMIT_SQL_LENGTH, SQL_MAX),
    (Limit::SQLITE_LIMIT_COLUMN, 32),
    (Limit::SQLITE_LIMIT_EXPR_DEPTH, 60),
    (Limit::SQLITE_LIMIT_COMPOUND_SELECT, 20),
    (Limit::SQLITE_LIMIT_VDBE_OP, 20_000),
    (Limit::SQLITE_LIMIT_FUNCTION_ARG, 20),
    (Limit::SQLITE_LIMIT_ATTACHED, 0),
    (Limit::SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 100),
    (Limit::SQLITE_LIMIT_TRIGGER_DEPTH, 10),
    (Limit::SQLITE_LIMIT_WORKER_THREADS, 0),
];

/// What is set before anybody's statement runs. The heap is shared by all databases of the
/// program, so its bound is far above what one of them may fill.
const OPENING: &str = "PRAGMA temp_store = MEMORY;
PRAGMA max_page_count = 128;
PRAGMA foreign_keys = ON;
PRAGMA hard_heap_limit = 100000000;";

/// How many steps of `SQLite`'s machine pass between two looks at the budget.
const STEPS_A_TICK: i32 = 1_000;
/// How many looks a script gets.
const TICKS_MAX: u32 = 500;

/// Pragmas that only tell.
const TELLING: [&str; 7] = [
    "table_info",
    "table_xinfo",
    "table_list",
    "index_list",
    "index_info",
    "foreign_key_list",
    "foreign_key_check",
];

/// Functions that reach outside, or into the library.
const OUTSIDE: [&str; 4] = ["load_extension", "fts3_tokenizer", "sqlite_log", "sqlite_compileoption_get"];

/// A database to scratch on.
#[derive(Debug)]
pub struct Scratch {
    pub(super) connection: Connection,
    fence: Arc<Fence>,
    seeded: Arc<Seeded>,
}

/// What the callbacks and their owner share.
#[derive(Debug, Default)]
struct Fence {
    ticks: AtomicU32,
    refused: Mutex<Option<String>>,
    /// The tables that the statements write themselves, without triggers.
    written: Mutex<BTreeSet<String>>,
}

impl Scratch {
    /// An empty database, with chance from a seed.
    ///
    /// # Errors
    /// Whatever `SQLite` says.
    pub fn open(seed: u64) -> Result<Self, Trouble> {
        let fence = Arc::new(Fence::default());
        let seeded = Seeded::new(seed);
        fenced(&fence, &seeded)
            .map(|connection| Self { connection, fence, seeded })
            .map_err(|error| Trouble::new(Part::Bench, Why::Said(said(&error))))
    }

    /// A fresh budget of steps, for the next script.
    pub(super) fn refill(&self) {
        self.fence.ticks.store(0, Ordering::Relaxed);
        if let Ok(mut refused) = self.fence.refused.lock() {
            *refused = None;
        }
        if let Ok(mut written) = self.fence.written.lock() {
            written.clear();
        }
    }

    /// The tables written since, by statements and not by triggers.
    pub(super) fn written(&self) -> Vec<String> {
        let written = self.fence.written.lock().map(|written| written.iter().cloned().collect());
        written.unwrap_or_default()
    }

    /// Other chance, at another time.
    pub(super) fn reseed(&self, seed: u64) {
        self.seeded.reseed(seed);
    }

    /// An hour passes on the bench.
    pub(super) fn pass(&self) {
        self.seeded.pass();
    }

    /// What is wrong, where `SQLite` stopped for a reason of the bench; none where what it
    /// said is an answer like any other.
    pub(super) fn bound(&self, error: &Error) -> Option<Why> {
        let (Error::SqliteFailure(error, _) | Error::SqlInputError { error, .. }) = error else {
            return None;
        };
        match error.code {
            ErrorCode::OperationInterrupted => Some(Why::Endless),
            ErrorCode::TooBig => Some(Why::TooBig),
            ErrorCode::DiskFull | ErrorCode::OutOfMemory => Some(Why::Full),
            ErrorCode::AuthorizationForStatementDenied => Some(self.refusal()),
            _ if self.has_refused() => Some(self.refusal()),
            _ => None,
        }
    }

    fn has_refused(&self) -> bool {
        self.fence.refused.lock().is_ok_and(|refused| refused.is_some())
    }

    fn refusal(&self) -> Why {
        let refused = self.fence.refused.lock().ok().and_then(|refused| refused.clone());
        Why::Refused(refused.unwrap_or_else(|| "this".to_owned()))
    }
}

fn fenced(fence: &Arc<Fence>, seeded: &Arc<Seeded>) -> rusqlite::Result<Connection> {
    let mut connection = Connection::open_in_memory()?;
    connection.execute_batch(OPENING)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    // A name in double quotes is a name: a misspelt column is told, not taken for a text.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
    for (limit, most) in LIMITS {
        connection.set_limit(limit, i32::try_from(most).unwrap_or(0))?;
    }
    seeded.install(&connection)?;
    let budget = Arc::clone(fence);
    connection.progress_handler(
        STEPS_A_TICK,
        Some(move || budget.ticks.fetch_add(1, Ordering::Relaxed) >= TICKS_MAX),
    )?;
    let guard = Arc::clone(fence);
    connection.authorizer(Some(move |context: AuthContext<'_>| {
        if let (None, Some(table), Ok(mut written)) =
            (context.accessor, table_written(&context.action), guard.written.lock())
        {
            written.insert(table.to_owned());
        }
        let Some(what) = refused(context.action) else { return Authorization::Allow };
        if let Ok(mut refused) = guard.refused.lock() {
            refused.get_or_insert(what);
        }
        Authorization::Deny
    }))?;
    Ok(connection)
}

/// The table an action writes to.
const fn table_written<'c>(action: &AuthAction<'c>) -> Option<&'c str> {
    match action {
        AuthAction::Insert { table_name }
        | AuthAction::Delete { table_name }
        | AuthAction::Update { table_name, .. } => Some(table_name),
        _ => None,
    }
}

/// What the bench refuses to do, in a word or two; none where it does it.
fn refused(action: AuthAction<'_>) -> Option<String> {
    match action {
        // Statements that only tables, indices, triggers and views are made of.
        AuthAction::CreateIndex { .. }
        | AuthAction::CreateTable { .. }
        | AuthAction::CreateTrigger { .. }
        | AuthAction::CreateView { .. }
        | AuthAction::Delete { .. }
        | AuthAction::DropIndex { .. }
        | AuthAction::DropTable { .. }
        | AuthAction::DropTrigger { .. }
        | AuthAction::DropView { .. }
        | AuthAction::Insert { .. }
        | AuthAction::Read { .. }
        | AuthAction::Select
        | AuthAction::Transaction { .. }
        | AuthAction::Update { .. }
        | AuthAction::AlterTable { .. }
        | AuthAction::Reindex { .. }
        | AuthAction::Savepoint { .. }
        | AuthAction::Recursive => None,
        AuthAction::Function { function_name } => OUTSIDE
            .iter()
            .any(|name| name.eq_ignore_ascii_case(function_name))
            .then(|| format!("{}()", shown(function_name))),
        AuthAction::Pragma { pragma_name, pragma_value } => {
            let tells = TELLING.iter().any(|name| name.eq_ignore_ascii_case(pragma_name));
            let asks = pragma_name.eq_ignore_ascii_case("foreign_keys") && pragma_value.is_none();
            (!tells && !asks).then(|| format!("PRAGMA {}", shown(pragma_name)))
        }
        AuthAction::Attach { .. } => Some("ATTACH".to_owned()),
        AuthAction::Detach { .. } => Some("DETACH".to_owned()),
        AuthAction::Analyze { .. } => Some("ANALYZE".to_owned()),
        AuthAction::CreateVtable { module_name, .. } => {
            Some(format!("a virtual table ({})", shown(module_name)))
        }
        AuthAction::CreateTempIndex { .. }
        | AuthAction::CreateTempTable { .. }
        | AuthAction::CreateTempTrigger { .. }
        | AuthAction::CreateTempView { .. }
        | AuthAction::DropTempIndex { .. }
        | AuthAction::DropTempTable { .. }
        | AuthAction::DropTempTrigger { .. }
        | AuthAction::DropTempView { .. } => Some("temporary tables".to_owned()),
        _ => Some("this".to_owned()),
    }
}
