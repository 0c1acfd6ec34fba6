//! The command line from outside: the real binary, whole messages, exit codes, golden
//! texts and the JSON contract.
//!
//! A golden text is reviewed and committed under `tests/snapshots`; `INSTA_UPDATE=no`
//! compares and never writes.

#[path = "cli/authors.rs"]
mod authors;
#[path = "cli/contract.rs"]
mod contract;
#[path = "cli/explore.rs"]
mod explore;
#[path = "cli/golden.rs"]
mod golden;
#[path = "cli/messages.rs"]
mod messages;
#[path = "cli/plain.rs"]
mod plain;
#[path = "cli/progress.rs"]
mod progress;
#[path = "cli/promises.rs"]
mod promises;
#[path = "cli/review.rs"]
mod review;
#[path = "cli/share.rs"]
mod share;
#[path = "cli/sql.rs"]
mod sql;
#[path = "cli/verbs.rs"]
mod verbs;

use std::io::Write as _;
use std::path::PathBuf;
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

/// A folder of a test's own, where the binary runs and keeps its progress.
struct Desk(PathBuf);

impl Desk {
    fn new(name: &str) -> Self {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("idem-desk-{name}"));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).expect("a folder");
        Self(folder)
    }

    fn put(&self, name: &str, text: &str) {
        std::fs::write(self.0.join(name), text).expect("it is written");
    }

    fn text(&self, name: &str) -> String {
        std::fs::read_to_string(self.0.join(name)).expect("it is there")
    }

    /// Runs the binary here, with these lines typed.
    fn types(&self, args: &str, lines: &str) -> Ended {
        let mut command = binary();
        command.args(args.split_whitespace()).current_dir(&self.0);
        command.env("IDEM_PROGRESS", self.0.join("progress.toml"));
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the binary runs");
        // It may have seen enough before it has read all.
        let _ = child.stdin.take().expect("a pipe").write_all(lines.as_bytes());
        let output = child.wait_with_output().expect("it ends");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("it writes UTF-8");
        Ended { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }

    /// The same with nothing to read.
    fn runs(&self, args: &str) -> Ended {
        self.types(args, "")
    }

    /// What it prints, where all goes well.
    fn prints(&self, args: &str) -> String {
        let ended = self.runs(args);
        assert_eq!((ended.code, ended.err.as_str()), (Some(0), ""), "idem {args}");
        ended.out
    }

    /// What it refuses with.
    fn refuses(&self, args: &str) -> String {
        let ended = self.runs(args);
        assert_eq!((ended.code, ended.out.as_str()), (Some(2), ""), "idem {args}: {}", ended.err);
        ended.err
    }
}
