//! A program in a terminal of its own, driven from the outside like a person would:
//! keys go in, a screen and the raw bytes come out.
//!
//! The terminal answers nothing, so a program that asks it something hangs or fails; and
//! at the end of every run it is checked that nothing was asked.

#![allow(dead_code, unreachable_pub, reason = "each test file uses its own part of the harness")]

use std::ffi::OsStr;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};

/// How long to wait for what must happen. Generous: it only bounds a failing test.
const PATIENCE: Duration = Duration::from_secs(30);

/// What has come out so far.
struct Seen {
    raw: Vec<u8>,
    parser: vt100::Parser,
}

/// A program running in a terminal.
pub struct Pty {
    master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    seen: Arc<Mutex<Seen>>,
    reader: JoinHandle<()>,
    deaf: Arc<AtomicBool>,
}

/// What is to be run, and where.
#[derive(Clone, Debug)]
pub struct Launch {
    command: CommandBuilder,
    columns: u16,
    rows: u16,
}

impl Launch {
    /// A program in an 80x24 terminal, with an environment that asks for nothing.
    pub fn new(program: impl AsRef<OsStr>) -> Self {
        let mut command = CommandBuilder::new(program);
        command.env("TERM", "xterm-256color");
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLORTERM", "RUST_BACKTRACE"] {
            command.env_remove(name);
        }
        Self { command, columns: 80, rows: 24 }
    }

    /// Adds arguments.
    pub fn args<S: AsRef<OsStr>>(mut self, args: impl IntoIterator<Item = S>) -> Self {
        self.command.args(args);
        self
    }

    /// Sets a variable of the environment.
    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Sets the size of the terminal.
    pub fn size(self, columns: u16, rows: u16) -> Self {
        Self { columns, rows, ..self }
    }

    /// Starts it.
    pub fn start(self) -> Pty {
        let size = PtySize { rows: self.rows, cols: self.columns, ..PtySize::default() };
        let pair = native_pty_system().openpty(size).expect("a pty");
        let child = pair.slave.spawn_command(self.command).expect("the program starts");
        // The terminal must end with the program, so only the program may hold this side.
        drop(pair.slave);
        let parser = vt100::Parser::new(cells(self.rows), cells(self.columns), 0);
        let seen = Arc::new(Mutex::new(Seen { raw: Vec::new(), parser }));
        let deaf = Arc::new(AtomicBool::new(false));
        let from = pair.master.try_clone_reader().expect("a reader");
        let reader = thread::spawn({
            let (seen, deaf) = (Arc::clone(&seen), Arc::clone(&deaf));
            move || listen(from, &seen, &deaf)
        });
        let keys = pair.master.take_writer().expect("a writer");
        Pty { master: pair.master, keys, child, seen, reader, deaf }
    }
}

/// Copies what comes out until the program ends, or until somebody hangs up.
fn listen(mut from: impl Read, seen: &Mutex<Seen>, deaf: &AtomicBool) {
    let mut bytes = [0; 4096];
    while !deaf.load(Ordering::SeqCst) {
        // A terminal whose program has ended gives an error on Linux, nothing elsewhere.
        let Ok(count @ 1..) = from.read(&mut bytes) else { return };
        let mut seen = seen.lock().expect("no test panicked with the lock");
        seen.raw.extend_from_slice(&bytes[..count]);
        seen.parser.process(&bytes[..count]);
    }
}

impl Pty {
    /// Types.
    pub fn send(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).and_then(|()| self.keys.flush()).expect("keys arrive");
    }

    /// Waits until the screen is as wanted.
    pub fn wait(&self, what: &str, wanted: impl Fn(&vt100::Screen) -> bool) {
        let done = || wanted(self.seen().parser.screen());
        assert!(patiently(done), "{what} never came; the screen is:\n{}", self.text());
    }

    /// Waits until a text is on the screen.
    pub fn wait_text(&self, text: &str) {
        self.wait(text, |screen| screen.contents().contains(text));
    }

    /// The screen as it is now.
    pub fn screen(&self) -> vt100::Screen {
        self.seen().parser.screen().clone()
    }

    /// The text on the screen as it is now.
    pub fn text(&self) -> String {
        self.seen().parser.screen().contents()
    }

    /// Every byte that came out.
    pub fn raw(&self) -> Vec<u8> {
        self.seen().raw.clone()
    }

    /// How often a sequence came out.
    pub fn count(&self, sequence: &str) -> usize {
        self.seen().raw.windows(sequence.len()).filter(|window| *window == sequence.as_bytes()).count()
    }

    /// Waits until what came out last is the end of a frame.
    pub fn wait_frame(&self) {
        let whole = || self.seen().raw.ends_with(b"\x1b[?2026l");
        assert!(patiently(whole), "no frame came to its end; the screen is:\n{}", self.text());
    }

    /// Gives the terminal another size; the program is told.
    pub fn resize(&self, columns: u16, rows: u16) {
        self.seen().parser.set_size(cells(rows), cells(columns));
        let size = PtySize { rows, cols: columns, ..PtySize::default() };
        self.master.resize(size).expect("the terminal takes another size");
    }

    /// Sends a signal by its short name, `TERM`.
    pub fn signal(&self, name: &str) {
        let pid = self.pid().to_string();
        let status = Command::new("kill").args(["-s", name, &pid]).status().expect("kill runs");
        assert!(status.success(), "the program takes SIG{name}");
    }

    /// Waits until the program is stopped, as Ctrl-Z stops it.
    pub fn wait_stopped(&self) {
        let pid = self.pid().to_string();
        let stopped = || {
            let shown = Command::new("ps").args(["-o", "stat=", "-p", &pid]).output().expect("ps runs");
            shown.stdout.starts_with(b"T")
        };
        assert!(patiently(stopped), "the program never stopped; the screen is:\n{}", self.text());
    }

    /// Whether keys reach the program one by one, unechoed.
    pub fn is_raw(&self) -> bool {
        let modes = self.master.get_termios().expect("the terminal has modes");
        !format!("{:?}", modes.local_flags).contains("ICANON")
    }

    /// Closes the terminal under the program. It must write once more for that.
    pub fn hang_up(mut self, last_keys: &str) -> Box<dyn Child + Send + Sync> {
        self.deaf.store(true, Ordering::SeqCst);
        self.send(last_keys);
        self.reader.join().expect("the reader ends");
        self.child
    }

    /// Waits for the end of the program and of its output.
    pub fn exit(&mut self) -> ExitStatus {
        let status = wait_exit(&mut *self.child);
        assert!(patiently(|| self.reader.is_finished()), "the terminal never closed");
        assert_eq!(asked(&self.raw()), Vec::<String>::new(), "a terminal must not be asked anything");
        status
    }

    /// Checks that the terminal is as a shell wants it.
    pub fn assert_restored(&self) {
        let screen = self.screen();
        assert!(!screen.alternate_screen(), "still on the alternate screen");
        assert!(!screen.hide_cursor(), "the cursor is hidden");
        assert!(!screen.bracketed_paste(), "bracketed paste is on");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None, "the mouse is captured");
        assert!(!screen.bold() && !screen.inverse(), "a style is left on");
    }

    fn pid(&self) -> u32 {
        self.child.process_id().expect("the program runs")
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().expect("the reader did not panic")
    }
}

/// Waits for a program's end.
pub fn wait_exit(child: &mut (dyn Child + Send + Sync)) -> ExitStatus {
    let mut status = None;
    let ended = patiently(|| {
        status = child.try_wait().expect("the program can be waited for");
        status.is_some()
    });
    if !ended {
        let _ = child.kill();
    }
    status.expect("the program ends")
}

/// Looks again and again until something is so; false when patience ends first.
pub fn patiently(mut so: impl FnMut() -> bool) -> bool {
    let begun = Instant::now();
    while begun.elapsed() < PATIENCE {
        if so() {
            return true;
        }
        thread::sleep(Duration::from_millis(10));
    }
    so()
}

/// The example of that name, next to the tests. `cargo test` builds it; `cargo test --test
/// NAME` alone does not.
pub fn example(name: &str) -> PathBuf {
    let test = std::env::current_exe().expect("a test knows its path");
    let target = test.parent().and_then(Path::parent).expect("tests lie in target/PROFILE/deps");
    let path = target.join("examples").join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    assert!(path.exists(), "build the example first: cargo build --example {name}");
    path
}

/// The sequences in `raw` that a terminal would answer: reports of status, cursor,
/// attributes, modes, size, colours, capabilities.
pub fn asked(raw: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    for (start, _) in raw.iter().enumerate().filter(|(_, byte)| **byte == 0x1b) {
        let sequence = &raw[start + 1..];
        let (end, asks) = match sequence.first() {
            Some(b'[') => {
                let end = 1 + sequence[1..].iter().take_while(|byte| matches!(byte, 0x20..=0x3f)).count();
                let private = sequence[1..end].contains(&b'?');
                let asks = match sequence.get(end) {
                    Some(b'n' | b'c' | b't' | b'x') => true,
                    Some(b'u') => private,
                    Some(b'p') => sequence[1..end].contains(&b'$'),
                    _ => false,
                };
                (end, asks)
            }
            Some(b']') => {
                let end = sequence.iter().take_while(|byte| !matches!(byte, 0x07 | 0x1b)).count();
                (end, sequence[..end].contains(&b'?'))
            }
            Some(b'P' | b'Z') => (0, true),
            _ => (0, false),
        };
        if asks {
            let end = (end + 1).min(sequence.len());
            found.push(String::from_utf8_lossy(&sequence[..end]).into_owned());
        }
    }
    found
}

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).expect("a terminal has cells")
}
