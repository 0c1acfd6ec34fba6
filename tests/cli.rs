//! The command line from outside: the real binary, whole messages, exit codes, golden
//! texts and the JSON contract.
//!
//! A golden text is reviewed and committed under `tests/snapshots`; `INSTA_UPDATE=no`
//! compares and never writes.

#[path = "cli/contract.rs"]
mod contract;
#[path = "cli/explore.rs"]
mod explore;
#[path = "cli/golden.rs"]
mod golden;
#[path = "cli/messages.rs"]
mod messages;
#[path = "cli/promises.rs"]
mod promises;
#[path = "cli/share.rs"]
mod share;
#[path = "cli/sql.rs"]
mod sql;
#[path = "cli/verbs.rs"]
mod verbs;

use std::process::{Command, Stdio};

/// How a run of the binary ended.
#[derive(Debug, PartialEq, Eq)]
struct Ended {
    code: Option<i32>,
    out: String,
    err: String,
}

/// The binary, with nothing of the caller's terminal about it.
fn binary() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_idem"));
    command.stdin(Stdio::null()).env_remove("COLUMNS").env_remove("NO_COLOR");
    command
}

/// Runs the binary with these arguments.
fn idem<'a>(args: impl IntoIterator<Item = &'a str>) -> Ended {
    let output = binary().args(args).output().expect("the binary runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("it writes UTF-8");
    Ended { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

/// Runs the binary with arguments written as one line, and hands over what it printed.
fn printed(line: &str) -> String {
    let ended = idem(line.split_whitespace());
    assert_eq!((ended.code, ended.err.as_str()), (Some(0), ""), "idem {line}");
    ended.out
}
