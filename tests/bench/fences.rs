//! What a scratch database does not do, and where it stops: every refusal is a sentence.

use super::{tried, trouble};
use idem_lab::bench::{Case, Trial};

#[test]
fn nothing_outside_the_scratch_database_is_reached() {
    let file = std::env::temp_dir().join(format!("idem-bench-{}.db", std::process::id()));
    let path = file.display();
    for (sql, what) in [
        (format!("ATTACH '{path}' AS other"), "ATTACH"),
        ("ATTACH ':memory:' AS other".to_owned(), "ATTACH"),
        ("DETACH main".to_owned(), "DETACH"),
        (format!("VACUUM INTO '{path}'"), "ATTACH"),
        ("SELECT load_extension('m')".to_owned(), "load_extension()"),
        ("PRAGMA journal_mode = WAL".to_owned(), "PRAGMA journal_mode"),
        ("PRAGMA temp_store_directory = '/tmp'".to_owned(), "PRAGMA temp_store_directory"),
        ("PRAGMA writable_schema = ON".to_owned(), "PRAGMA writable_schema"),
        ("PRAGMA max_page_count = 100000".to_owned(), "PRAGMA max_page_count"),
        ("PRAGMA hard_heap_limit = 0".to_owned(), "PRAGMA hard_heap_limit"),
        ("SELECT * FROM pragma_database_list".to_owned(), "PRAGMA database_list"),
        ("CREATE TEMP TABLE t(x)".to_owned(), "temporary tables"),
        ("CREATE VIRTUAL TABLE t USING fts5(x)".to_owned(), "a virtual table (fts5)"),
        ("ANALYZE".to_owned(), "ANALYZE"),
    ] {
        let said = trouble(&sql);
        let want = format!("the bench refuses {what}: it is one scratch database in memory, without files");
        assert!(said.ends_with(&want), "{sql}: {said}");
    }
    assert!(!file.exists(), "a file was written");
}

#[test]
fn what_only_tells_is_allowed() {
    for sql in [
        "SELECT name FROM pragma_table_info('acct')",
        "PRAGMA foreign_keys",
        "SELECT sql FROM sqlite_schema",
        "SELECT json_extract('{\"a\": 1}', '$.a')",
        "CREATE TABLE t(x); CREATE INDEX i ON t(x); DROP INDEX i; ALTER TABLE t ADD y; DROP TABLE t",
        "SAVEPOINT s; UPDATE acct SET bal = 0; ROLLBACK TO s; RELEASE s",
    ] {
        assert!(tried(sql).verdict().is_idempotent(), "{sql}");
    }
}

#[test]
fn an_endless_query_is_stopped_at_the_same_step_every_time() {
    let endless = "the statement, number 1 (`WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM..`): \
                   it was stopped: it takes more steps than the bench gives a script";
    let sql = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n";
    assert_eq!(trouble(sql), endless);
    // The budget is counted in steps: what runs once runs always.
    let counted = |n: u32| {
        let sql = format!(
            "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < {n}) \
             SELECT count(*) FROM n"
        );
        Trial::run(&Case::typed(&sql, None)).is_ok()
    };
    assert!(counted(10_000) && !counted(1_000_000));
    let (mut runs, mut stops) = (10_000, 1_000_000);
    while stops - runs > 1 {
        let half = u32::midpoint(runs, stops);
        if counted(half) { runs = half } else { stops = half }
    }
    for _ in 0..3 {
        assert!(counted(runs) && !counted(stops));
    }
}

#[test]
fn triggers_and_views_do_not_run_for_ever_either() {
    let loops = "CREATE TABLE t(x); \
                 CREATE VIEW v AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) \
                 SELECT count(*) AS c FROM n;";
    let tried = Trial::run(&Case::typed("INSERT INTO t VALUES (1)", Some(loops)));
    let said = tried.expect_err("the view is endless").to_string();
    assert_eq!(said, "reading the tables: it was stopped: it takes more steps than the bench gives a script");
}

#[test]
fn sizes_are_bounded() {
    let rows = "INSERT INTO acct WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 300) \
                SELECT 'k' || x, x, 1 FROM n";
    for (sql, want) in [
        ("UPDATE acct SET bal = zeroblob(5000)", "a value or a row is longer than 4000 bytes"),
        ("SELECT randomblob(1000000000)", "a value or a row is longer than 4000 bytes"),
        ("SELECT printf('%2000000d', 1)", "a value or a row is longer than 4000 bytes"),
        (rows, "there are more than 200 rows; try it with a few"),
        (
            "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 300) SELECT x FROM n",
            "there are more than 200 rows; try it with a few",
        ),
        (&"SELECT 1;".repeat(41), "there are more than 40 statements"),
        (&format!("SELECT 1 -- {}", "x".repeat(4_000)), "it is longer than 4000 bytes"),
        ("SELECT ?1", "it has a parameter; write the value in its place"),
        ("SELECT 1 \0 DROP TABLE acct", "it holds a NUL character; leave it out"),
        (" -- nothing", "there is no statement; write one, such as UPDATE acct SET bal = 150"),
    ] {
        let said = trouble(sql);
        assert!(said.ends_with(&format!(": {want}")), "{sql}: {said}");
    }
    let full = "CREATE TABLE big(x); INSERT INTO big \
                WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 1000) \
                SELECT zeroblob(3900) FROM n; DELETE FROM big";
    assert!(trouble(full).ends_with(": the scratch database is full"), "{}", trouble(full));
}

#[test]
fn what_sqlite_says_is_told_with_the_statement_it_says_it_of() {
    for (sql, want) in [
        (
            "UPDAET acct",
            "the statement, number 1 (`UPDAET acct`): SQLite says: near \"UPDAET\": syntax error",
        ),
        (
            "BEGIN; UPDATE accounts SET bal = 1; COMMIT",
            "the statement, number 2 (`UPDATE accounts SET bal = 1; COMMIT`): SQLite says: \
             no such table: accounts",
        ),
        (
            "UPDATE acct SET bal = \"x\"",
            "the statement, number 1 (`UPDATE acct SET bal = \"x\"`): SQLite says: no such column: \"x\" - \
             should this be a string literal in single-quotes?",
        ),
        (
            "SELECT '\u{1b}[31m' FROM \u{1b}",
            "the statement, number 1 (`SELECT '\\u{1b}[31m' FROM \\u{1b}`): SQLite says: \
             unrecognized token: \"\\u{1b}\"",
        ),
    ] {
        assert_eq!(trouble(sql), want);
    }
}

#[test]
fn whose_statement_it_is_is_told() {
    let said = |case: &Case| Trial::run(case).expect_err("it cannot be run").to_string();
    let case = || Case::typed("UPDATE acct SET bal = 1", None);
    let setup = Case::typed("SELECT 1", Some("CREATE"));
    assert_eq!(said(&setup), "the setup, number 1 (`CREATE`): SQLite says: incomplete input");
    let mut start = case();
    start.starts.push(idem_lab::bench::Start { name: "odd".to_owned(), sql: "DELETE FROM b".to_owned() });
    let want = "the starting state `odd`, number 1 (`DELETE FROM b`): SQLite says: no such table: b";
    assert_eq!(said(&start), want);
    let between = Case { between: Some("DELETE FROM b".to_owned()), ..case() };
    let want = "what the other writer does, number 1 (`DELETE FROM b`): SQLite says: no such table: b";
    assert_eq!(said(&between), want);
    let again = Case { again: Some("DELETE FROM b".to_owned()), ..case() };
    let want = "the statement as it is sent again, number 1 (`DELETE FROM b`): SQLite says: no such table: b";
    assert_eq!(said(&again), want);
}
