//! The real terminal, from the outside: a small app in a pty is drawn, driven, stopped,
//! resized, killed and hung up, and the terminal is given back every time.

#![cfg(unix)]

#[path = "common/pty.rs"]
mod pty;

use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use pty::{Launch, Pty, asked, example, patiently, wait_exit};

/// Begins a frame; there is one in every frame.
const FRAME: &str = "\x1b[?2026h";

fn launch() -> Launch {
    Launch::new(example("shell"))
}

/// The app with its first frame drawn.
fn started(launch: Launch) -> Pty {
    let pty = launch.start();
    pty.wait_text("count 0.");
    pty.wait_frame();
    pty
}

/// Waits for the end and checks how it came and what it left.
fn ends(mut pty: Pty, code: u32) -> Pty {
    assert_eq!(pty.exit().exit_code(), code, "the screen is:\n{}", pty.text());
    pty.assert_restored();
    pty
}

#[test]
fn draws_on_a_screen_of_its_own_and_gives_it_back() {
    let mut pty = started(launch());
    let screen = pty.screen();
    assert!(screen.alternate_screen() && screen.hide_cursor());
    assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    assert!(pty.is_raw());
    pty.send("++");
    pty.wait_text("count 2.");
    pty.send("q");
    assert_eq!(ends(pty, 0).text(), "");
}

#[test]
fn keys_are_a_line_again_afterwards() {
    // A shell keeps the terminal open after the app, so that its modes can be seen.
    let script = "\"$0\"; echo ended; read line; echo \"read $line\"";
    let mut pty = started(Launch::new("sh").args(["-c", script]).args([example("shell")]));
    assert!(pty.is_raw());
    pty.send("q");
    pty.wait_text("ended");
    assert!(!pty.is_raw());
    pty.send("a line\r");
    pty.wait_text("read a line");
    ends(pty, 0);
}

#[test]
fn a_panic_is_readable() {
    let mut pty = started(launch().args(["--mouse"]));
    pty.send("p");
    let pty = ends(pty, 101);
    assert!(pty.text().contains("the shell panicked as told"), "{}", pty.text());
}

#[test]
fn a_panic_elsewhere_ends_the_app_readably() {
    let mut pty = started(launch().args(["--mouse"]));
    pty.send("w");
    let text = ends(pty, 2).text();
    assert!(text.contains("a worker panicked as told"), "{text}");
    assert!(text.contains("error: a part of the program panicked"), "{text}");
}

#[test]
fn a_panic_elsewhere_ends_even_an_app_that_rests() {
    let mut pty = started(launch());
    pty.send("W");
    assert!(ends(pty, 2).text().contains("a worker panicked as told"));
}

#[test]
fn an_error_is_readable() {
    let mut pty = started(launch().args(["--mouse"]));
    pty.send("e");
    assert_eq!(ends(pty, 2).text(), "error: the shell failed as told");
}

#[test]
fn signals_end_it_in_order() {
    for (name, code) in [("TERM", 143), ("HUP", 129), ("INT", 130), ("QUIT", 131)] {
        let pty = started(launch().args(["--mouse"]));
        pty.signal(name);
        assert_eq!(ends(pty, code).text(), "", "after SIG{name}");
    }
}

#[test]
fn control_c_is_a_key() {
    let mut pty = started(launch());
    pty.send("\x03");
    ends(pty, 0);
}

#[test]
fn stops_and_goes_on() {
    let mut pty = started(launch().args(["--mouse"]));
    pty.send("+");
    pty.wait_text("count 1.");
    pty.send("\x1a");
    pty.wait_stopped();
    pty.assert_restored();
    assert!(!pty.is_raw());
    pty.signal("CONT");
    pty.wait_text("resumed 1.");
    assert!(pty.text().contains("count 1."), "all is painted again: {}", pty.text());
    assert!(pty.is_raw() && pty.screen().hide_cursor());
    assert_ne!(pty.screen().mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    pty.send("+");
    pty.wait_text("count 2.");
    pty.send("q");
    ends(pty, 0);
}

#[test]
fn stops_politely_when_asked_from_outside() {
    let mut pty = started(launch());
    pty.signal("TSTP");
    pty.wait_stopped();
    pty.assert_restored();
    pty.signal("CONT");
    pty.wait_text("resumed 1.");
    pty.send("q");
    ends(pty, 0);
}

#[test]
fn repaints_after_a_stop_nobody_announced() {
    let mut pty = started(launch());
    pty.signal("STOP");
    pty.wait_stopped();
    pty.signal("CONT");
    pty.wait_text("resumed 1.");
    assert!(pty.text().contains("count 0."), "{}", pty.text());
    pty.send("q");
    ends(pty, 0);
}

#[test]
fn follows_the_size_of_the_screen() {
    let mut pty = started(launch().size(100, 30));
    pty.wait_text("size 100x30.");
    for (columns, rows) in [(70, 20), (140, 50), (20, 7), (80, 24)] {
        pty.resize(columns, rows);
        pty.wait_text(&format!("size {columns}x{rows}."));
    }
    for columns in 1..60 {
        pty.resize(columns, 1 + columns % 3);
    }
    pty.resize(90, 25);
    pty.wait_text("size 90x25.");
    pty.send("q");
    ends(pty, 0);
}

#[test]
fn an_idle_app_writes_nothing() {
    let mut pty = started(launch());
    let before = pty.raw().len();
    pty.send("zzz");
    // Longer than a session waits before it looks whether its terminal is still there.
    thread::sleep(Duration::from_millis(1500));
    assert_eq!(pty.raw().len(), before, "bytes without a change");
    pty.send("+");
    pty.wait_text("count 1.");
    assert_eq!(pty.count(FRAME), 2, "one frame a change");
    pty.send("q");
    ends(pty, 0);
}

#[test]
fn what_moves_is_drawn_until_it_rests() {
    let mut pty = started(launch());
    pty.send("t");
    pty.wait_text("ticks 5.");
    pty.send("+");
    pty.wait_text("count 1.");
    pty.send("t");
    pty.send("+");
    pty.wait_text("count 2.");
    pty.wait_frame();
    let before = pty.raw().len();
    thread::sleep(Duration::from_millis(300));
    assert_eq!(pty.raw().len(), before, "bytes while all is still");
    pty.send("q");
    ends(pty, 0);
}

#[test]
fn the_mouse_comes_and_goes() {
    let mut pty = started(launch());
    pty.send("m");
    pty.wait("the mouse", |screen| screen.mouse_protocol_mode() != vt100::MouseProtocolMode::None);
    pty.send("\x1b[<0;5;3M\x1b[<0;5;3m");
    pty.wait_text("last click 4,2.");
    pty.send("\x1b[<65;5;3M");
    pty.wait_text("last scroll down.");
    pty.send("m");
    pty.wait("no mouse", |screen| screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None);
    pty.send("q");
    ends(pty, 0);
}

#[test]
fn a_text_goes_to_the_clipboard() {
    let mut pty = started(launch());
    pty.send("cq");
    let pty = ends(pty, 0);
    assert_eq!(pty.count("\x1b]52;c;aWRlbQ==\x07"), 1);
}

#[test]
fn without_colour_what_is_selected_still_shows() {
    let selected = |environment: &[(&str, &str)]| {
        let launch = environment.iter().fold(launch(), |launch, (name, value)| launch.env(name, value));
        let mut pty = started(launch);
        let screen = pty.screen();
        let at = |row| screen.cell(row, 0).cloned().expect("a cell");
        pty.send("q");
        ends(pty, 0);
        (at(1).inverse(), at(2).fgcolor())
    };
    assert_eq!(selected(&[("NO_COLOR", "1")]), (true, vt100::Color::Default));
    assert_eq!(selected(&[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")]), (true, vt100::Color::Default));
    assert_eq!(selected(&[]), (true, vt100::Color::Idx(3)));
}

#[test]
fn a_closed_terminal_ends_it() {
    let pty = started(launch());
    let mut child = pty.hang_up("+");
    wait_exit(&mut *child);
}

/// Without a controlling terminal no signal tells that the terminal is gone.
#[cfg(target_os = "linux")]
#[test]
fn a_closed_terminal_ends_it_even_when_no_signal_comes() {
    let pty = Launch::new("setsid").args(["-w"]).args([example("shell")]).start();
    pty.wait_text("resumed 0.");
    let text = pty.text();
    let pid = text.split_once("pid ").and_then(|(_, rest)| rest.split_once('.'));
    let pid = pid.expect("the app shows its process").0.to_owned();
    let alive = || {
        let asked = Command::new("kill").args(["-0", &pid]).stderr(Stdio::null()).status();
        asked.expect("kill runs").success()
    };
    assert!(alive());
    let mut child = pty.hang_up("+");
    wait_exit(&mut *child);
    assert!(patiently(|| !alive()), "the app outlives its terminal");
}

#[test]
fn a_pipe_gets_no_escape_codes() {
    let run = Command::new(example("shell")).stdin(Stdio::null()).output().expect("it runs");
    assert_eq!(run.status.code(), Some(2));
    assert_eq!(run.stdout, b"");
    let said = String::from_utf8(run.stderr).expect("text");
    assert_eq!(
        said,
        "error: standard output is not a terminal; `idem run` tells the same story as plain text\n"
    );
}

#[test]
fn keys_from_a_pipe_are_refused() {
    let pty = Launch::new("sh").args(["-c", "\"$0\" </dev/null"]).args([example("shell")]).start();
    let text = ends(pty, 2).text();
    assert!(text.starts_with("error: standard input is not a terminal"), "{text}");
}

#[test]
fn a_dumb_terminal_is_refused() {
    let pty = ends(launch().env("TERM", "dumb").start(), 2);
    assert!(pty.text().contains("TERM=dumb"), "{}", pty.text());
    assert_eq!(pty.count("\x1b"), 0);
}

#[test]
fn the_harness_knows_a_question_when_it_sees_one() {
    let questions = ["\x1b[6n", "\x1b[?u", "\x1b[c", "\x1b[18t", "\x1b[?2026$p", "\x1b]11;?\x07", "\x1bP+q"];
    for question in questions {
        assert_eq!(asked(question.as_bytes()).len(), 1, "{question:?}");
    }
    assert!(asked(b"\x1b[?2026h\x1b[1;1H\x1b[31mtext?\x1b]52;c;aWRlbQ==\x07").is_empty());
}
