//! `idem sql`: texts, JSON, exit codes, and statements of one's own.

use std::io::Write;
use std::process::Stdio;

use serde_json::Value;

use super::golden::golden_text;
use super::{Ended, binary, idem, printed};

/// What a trial prints, and how it ends.
fn tried(args: &[&str], code: i32) -> String {
    let ended = idem(["sql"].iter().chain(args).copied());
    assert_eq!((ended.code, ended.err.as_str()), (Some(code), ""), "{args:?}");
    ended.out
}

fn refused(args: &[&str]) -> String {
    let Ended { code, out, err } = idem(["sql"].iter().chain(args).copied());
    assert_eq!((code, out.as_str()), (Some(2), ""), "{args:?}: {err}");
    err
}

#[test]
fn the_shelf_is_listed_with_its_verdicts() {
    golden_text("sql_list", "sql list", &printed("sql list"));
    let rows: Value = serde_json::from_str(&printed("sql list --json")).expect("it is JSON");
    assert_eq!(rows.as_array().map(Vec::len), Some(42));
    let s10 = rows.as_array().and_then(|rows| rows.iter().find(|row| row["id"] == "s10"));
    assert_eq!(
        s10.map(ToString::to_string).unwrap_or_default(),
        r#"{"id":"s10","idempotent":false,"late":"changed","same_reply":true,"title":"Upsert that adds","traps":["silent"]}"#
    );
}

#[test]
fn a_case_is_shown_as_it_is_written() {
    golden_text("sql_show", "sql show S18b", &printed("sql show S18b"));
}

#[test]
fn a_case_is_run_and_its_rows_are_seen() {
    golden_text("sql_adds", "sql run S10", &tried(&["run", "S10"], 1));
    golden_text("sql_transaction", "sql run s20", &tried(&["run", "s20"], 0));
    golden_text("sql_trigger", "sql run s24 --ascii", &tried(&["run", "s24", "--ascii"], 1));
}

#[test]
fn a_statement_of_one_s_own_is_run() {
    let line = "UPDATE acct SET bal = bal * 2";
    let args = ["try", line, "--start", "UPDATE acct SET bal = 0", "--between", "UPDATE acct SET bal = 7"];
    golden_text("sql_try", &args.join(" "), &tried(&args, 1));
    // One row that is not doubled is no proof.
    let from_zero = ["try", line, "--setup", "CREATE TABLE acct(bal); INSERT INTO acct VALUES (0)"];
    tried(&from_zero, 0);
    let careless = ["try", "INSERT INTO acct VALUES ('a', 0, 0); UPDATE acct SET ver = ver + 1"];
    let said = refused(&[careless[0], "--setup", "CREATE TABLE t(x)", "--", careless[1]]);
    assert!(said.contains("SQLite says: no such table: acct"), "{said}");
    assert!(
        tried(&[careless[0], "--careless", careless[1]], 1)
            .contains("acct.ver is 2 after one run and 3 after two")
    );
    tried(&careless, 0);
    let again =
        ["try", "INSERT INTO acct VALUES ('b', 1, 1)", "--again", "INSERT INTO acct VALUES ('B', 1, 1)"];
    assert!(tried(&again, 1).contains("acct has 2 rows after one run and 3 after two"));
}

/// The trial of a statement that is piped in.
fn piped(bytes: &[u8], args: &[&str]) -> Ended {
    let mut child = binary()
        .args(["sql", "try"])
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    // It may stop reading what is too long.
    let _ = child.stdin.take().expect("a pipe").write_all(bytes);
    let output = child.wait_with_output().expect("it ends");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("it writes UTF-8");
    Ended { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

#[test]
fn a_statement_is_read_from_standard_input() {
    let given = tried(&["try", "UPDATE acct SET bal = 150"], 0);
    for args in [&[][..], &["-"]] {
        let ended = piped(b"UPDATE acct SET bal = 150", args);
        assert_eq!((ended.code, ended.out), (Some(0), given.clone()));
    }
    let long = piped(&[b' '; 5_000], &[]);
    assert_eq!(
        (long.code, long.err.as_str()),
        (Some(2), "idem: the statement: it is longer than 4000 bytes\n")
    );
    let odd = piped(b"SELECT '\xff\x1b[31m' AS '\x1b]0;x\x07'", &[]);
    assert_eq!(odd.code, Some(0), "{}", odd.err);
    assert!(!odd.out.chars().any(|c| c.is_control() && c != '\n'), "{:?}", odd.out);
}

#[test]
fn what_cannot_be_run_is_told_whole() {
    for (args, want) in [
        (&["run", "s1O"][..], "there is no case `s1O`, perhaps `s1`; `idem sql list` lists them"),
        (&["show", "\u{1b}"], "there is no case `\\u{1b}`; `idem sql list` lists them"),
        (
            &["try", "UPDAET acct"],
            "the statement, number 1 (`UPDAET acct`): SQLite says: near \"UPDAET\": syntax error",
        ),
        (
            &["try", "ATTACH 'x.db' AS x"],
            "the statement, number 1 (`ATTACH 'x.db' AS x`): the bench refuses ATTACH: it is one scratch \
             database in memory, without files",
        ),
        (
            &["try", "UPDATE acct SET bal = 1", "--start", "DELETE FROM b"],
            "the starting state `start 1`, number 1 (`DELETE FROM b`): SQLite says: no such table: b",
        ),
        (
            &[],
            "standard output is no terminal; `idem sql list` lists the cases, `idem sql run CASE` runs one",
        ),
        (&["try"], "the statement: there is no statement; write one, such as UPDATE acct SET bal = 150"),
    ] {
        assert_eq!(refused(args), format!("idem: {want}\n"), "{args:?}");
    }
}

#[test]
fn the_json_of_a_trial_is_a_contract() {
    let out = tried(&["run", "s7", "--json"], 0);
    assert_eq!(out.lines().count(), 1, "one line");
    let document: Value = serde_json::from_str(&out).expect("it is JSON");
    let keys = |value: &Value| value.as_object().map(|map| map.keys().cloned().collect::<Vec<_>>().join(" "));
    for (value, want) in [
        (&document, "again between careless format id late setup sqlite statement stories title verdict"),
        (&document["verdict"], "idempotent late same_reply says traps"),
        (&document["stories"][0], "after_one after_two before by_chance first second start"),
        (&document["late"][0], "after_late after_one after_other between duplicate start"),
        (&document["stories"][0]["first"], "left_open replies"),
        (&document["stories"][0]["first"]["replies"][0], "columns error returned rows sql"),
        (&document["stories"][0]["before"][0], "columns rows table"),
    ] {
        let mut sorted: Vec<&str> = want.split(' ').collect();
        sorted.sort_unstable();
        let mut found: Vec<String> = keys(value).unwrap_or_default().split(' ').map(str::to_owned).collect();
        found.sort_unstable();
        assert_eq!(found, sorted);
    }
    assert_eq!(document["stories"][0]["after_two"][0]["rows"].to_string(), r#"[[1,"k1","coffee"]]"#);
    assert_eq!(document["stories"][0]["first"]["replies"][0]["returned"].to_string(), "[[1]]");
    assert_eq!(document["verdict"]["traps"].to_string(), r#"["no-rows","nothing-returned"]"#);
    let typed: Value = serde_json::from_str(&tried(&["try", "SELECT 1", "--json"], 0)).expect("it is JSON");
    assert_eq!((&typed["id"], &typed["verdict"]["late"]), (&Value::Null, &Value::Null));
}
