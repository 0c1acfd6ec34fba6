//! The program itself in a terminal, as somebody meets it who starts `idem`.

#![cfg(unix)]

#[path = "binary/bytes.rs"]
mod bytes;
#[path = "common/pty.rs"]
mod pty;

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use pty::{Launch, Pty};

/// Where a test keeps its progress: a folder of its own, empty at first.
struct Home(PathBuf);

impl Home {
    fn new(name: &str) -> Self {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("idem-{name}"));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a folder");
        Self(folder)
    }

    fn progress(&self) -> PathBuf {
        self.0.join("progress.toml")
    }

    /// The program with these arguments, written as one line.
    fn idem(&self, args: &str) -> Launch {
        let launch = Launch::new(env!("CARGO_BIN_EXE_idem")).args(args.split_whitespace());
        launch.env("IDEM_PROGRESS", self.progress())
    }
}

/// Starts it and waits for a text on its first whole frame.
fn shows(launch: Launch, text: &str) -> Pty {
    let pty = launch.start();
    pty.wait_text(text);
    pty.wait_frame();
    pty
}

/// Waits for the end, and checks how it came and that the terminal is given back.
fn ends(mut pty: Pty, code: u32) -> Pty {
    assert_eq!(pty.exit().exit_code(), code, "the screen is:\n{}", pty.text());
    pty.assert_restored();
    pty
}

fn quits(mut pty: Pty) -> Pty {
    pty.send("q");
    ends(pty, 0)
}

/// Waits for a line with both words: a lane beside its money, a stage beside its number.
fn wait_row(pty: &Pty, word: &str, other: &str) {
    let both = |screen: &vt100::Screen| {
        screen.contents().lines().any(|row| row.contains(word) && row.contains(other))
    };
    pty.wait(&format!("a row with {word} and {other}"), both);
}

#[test]
fn home_is_drawn_and_left_with_q() {
    let home = Home::new("home");
    let pty = shows(home.idem(""), "The lost ACK");
    assert!(pty.screen().alternate_screen() && pty.screen().hide_cursor());
    assert_eq!(quits(pty).text(), "");
    assert!(!home.progress().exists(), "nothing was done, nothing is written");
}

#[test]
fn one_key_from_the_first_screen_to_the_double_charge() {
    let home = Home::new("space");
    let mut pty = shows(home.idem(""), "Space plays");
    pty.send(" ");
    wait_row(&pty, "NAIVE", "$20");
    wait_row(&pty, "KEYED", "$10");
    quits(pty);
}

#[test]
fn a_lesson_is_answered_kept_and_gone_on_with() {
    let home = Home::new("lesson");
    let mut pty = shows(home.idem("learn lost-ack --no-motion"), "stage 1/");
    pty.send("n");
    pty.wait_text("stage 2/");
    // The play stage: n plays up to the timeout, and then goes on.
    pty.send("n");
    pty.wait_text("timeout: did it work?");
    pty.send("n");
    pty.wait_text("stage 3/");
    pty.send("2");
    pty.wait_text("2) $20 <");
    pty.send("s");
    pty.wait_text("You said $20, sure. It is $20.");
    pty.send("n");
    pty.wait_text("stage 4/");
    quits(pty);
    let kept = fs::read_to_string(home.progress()).expect("progress is written");
    for wanted in ["lost-ack", "pay", "silence", "bet", "\"20\""] {
        assert!(kept.contains(wanted), "{wanted} is not in:\n{kept}");
    }
    let pty = shows(home.idem("learn"), "stage 4/");
    quits(pty);
    let mut pty = shows(home.idem(""), "here: stage 4 of");
    pty.send("\r");
    pty.wait_text("stage 4/");
    quits(pty);
}

#[test]
fn a_watched_lesson_follows_its_file_and_draws_nothing_while_it_rests() {
    let home = Home::new("watch");
    let file = home.0.join("draft.toml");
    let tiny = include_str!("lessons/tiny.toml");
    fs::write(&file, tiny).expect("a file");
    let mut pty = shows(home.idem(&format!("learn --no-motion --watch {}", file.display())), "stage 1/5");
    pty.send("n");
    pty.wait_text("timeout: did it work?");
    pty.send("n");
    pty.wait_text("What will naive charge?");
    pty.wait_frame();
    let drawn = pty.raw().len();
    // It looks at the file meanwhile, several times.
    thread::sleep(Duration::from_millis(1_500));
    assert_eq!(pty.raw().len(), drawn, "nothing changed, and something was drawn");
    fs::write(&file, tiny.replace("What will naive charge?", "How much, at the end?")).expect("a file");
    pty.wait_text("How much, at the end?");
    fs::write(&file, tiny.replace("choices = [10, 20]", "choices = [10]")).expect("a file");
    pty.wait_text("the right answer is not among the choices");
    fs::write(&file, tiny).expect("a file");
    pty.wait_text("What will naive charge?");
    quits(pty);
    assert!(!home.progress().exists(), "what is done in a draft is not kept");
}

#[test]
fn a_broken_progress_file_is_set_aside_and_named() {
    let home = Home::new("broken");
    fs::write(home.progress(), "this is = = no progress").expect("a file");
    let pty = shows(home.idem(""), "your progress could not be read");
    let others = fs::read_dir(&home.0).expect("the folder").flatten();
    let aside = others
        .map(|entry| entry.path())
        .find(|path| fs::read_to_string(path).is_ok_and(|text| text == "this is = = no progress"));
    let aside = aside.expect("the file is kept");
    assert_ne!(aside, home.progress(), "under another name");
    quits(pty);
}

#[test]
fn a_broken_progress_file_is_named_where_it_can_be_read() {
    let home = Home::new("broken-name");
    fs::write(home.progress(), "this is = = no progress").expect("a file");
    let pty = shows(home.idem(""), "your progress could not be read");
    let others = fs::read_dir(&home.0).expect("the folder").flatten();
    let names = others.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let aside: Vec<String> =
        names.filter(|name| name.starts_with("progress") && name != "progress.toml").collect();
    let text = pty.text().replace('\n', "");
    quits(pty);
    assert!(aside.iter().any(|name| text.contains(name.as_str())), "none of {aside:?} is in:\n{text}");
}

#[test]
fn too_small_and_back_keeps_the_beat() {
    let home = Home::new("resize");
    let mut pty = shows(home.idem("lab --no-motion"), "beat 1/10");
    for beat in ["beat 2/10", "beat 3/10", "beat 4/10"] {
        pty.send("\x1b[C");
        pty.wait_text(beat);
    }
    pty.resize(40, 10);
    pty.wait_text("idem needs 60x16; here: 40x10");
    pty.resize(80, 24);
    pty.wait_text("beat 4/10");
    pty.wait_text("NAIVE $10");
    pty.resize(120, 36);
    pty.wait_text("beat 4/10");
    quits(pty);
}

/// A key may arrive in the very moment of a resize: neither may be lost.
#[test]
fn a_key_pressed_with_a_resize_is_answered() {
    let home = Home::new("resize-key");
    let mut pty = shows(home.idem("lab --no-motion"), "beat 1/10");
    for round in 0..40 {
        let (size, key, beat) = if round % 2 == 0 {
            ((100, 30), "\x1b[C", "beat 2/10")
        } else {
            ((80, 24), "\x1b[D", "beat 1/10")
        };
        pty.resize(size.0, size.1);
        pty.send(key);
        pty.wait_text(beat);
    }
    quits(pty);
}

#[test]
fn stops_with_control_z_and_comes_back_to_the_place() {
    let home = Home::new("stop");
    let mut pty = shows(home.idem("lab --no-motion"), "beat 1/10");
    pty.send("\x1b[F");
    pty.wait_text("beat 10/10");
    pty.send("\x1a");
    pty.wait_stopped();
    pty.assert_restored();
    assert!(!pty.is_raw());
    let before = pty.count("Laboratory");
    pty.signal("CONT");
    pty.wait("the screen again", |screen| {
        screen.alternate_screen() && screen.contents().contains("beat 10/10")
    });
    assert!(pty.count("Laboratory") > before, "all is painted again");
    assert!(pty.is_raw());
    quits(pty);
}

#[test]
fn a_signal_ends_it_in_order_also_in_the_middle_of_a_move() {
    let home = Home::new("signal");
    let mut pty = shows(home.idem("lab"), "beat 1/10");
    pty.send(" ");
    pty.wait_text("playing");
    pty.signal("TERM");
    assert_eq!(ends(pty, 143).text(), "");
}

#[test]
fn a_code_is_shown_copied_and_printed_once_when_the_program_is_left() {
    let home = Home::new("share");
    let mut pty = shows(home.idem("lab --no-motion"), "beat 1/10");
    pty.send("\x1b[F");
    pty.wait_text("beat 10/10");
    for _ in 0..2 {
        pty.send("Y");
        pty.wait_text("idem1-");
        pty.send("\x1b");
        pty.wait("the page closed", |screen| !screen.contents().contains("idem1-"));
    }
    assert_eq!(pty.count("\x1b]52;c;"), 2, "copied each time");
    let text = quits(pty).text();
    let code = text.trim().strip_prefix("idem lab ").expect("one line is left");
    assert!(code.starts_with("idem1-") && !code.contains(char::is_whitespace), "{text}");
    let mut again = shows(home.idem(&format!("lab {code}")), "beat 10/10");
    again.send("q");
    assert_eq!(ends(again, 0).text(), "");
    let run =
        |args: &[&str]| Command::new(env!("CARGO_BIN_EXE_idem")).args(args).output().expect("it runs").stdout;
    assert_eq!(run(&["run", code]), run(&["run", "--fault", "pay/1/reply=lose"]));
}

#[test]
fn control_c_leaves_from_a_text_field() {
    let home = Home::new("field");
    let mut pty = shows(home.idem("lab"), "beat 1/10");
    pty.send("K");
    pty.wait_text("type to search");
    pty.send("q");
    pty.wait_text("search: q");
    pty.send("\x03");
    ends(pty, 0);
}

#[test]
fn at_rest_nothing_is_written() {
    for args in ["", "lab", "learn lost-ack:bet"] {
        let home = Home::new(&format!("idle-{}", args.replace([' ', ':'], "-")));
        let pty = shows(home.idem(args), "? help");
        let before = pty.raw().len();
        thread::sleep(Duration::from_millis(700));
        assert_eq!(pty.raw().len(), before, "idem {args}: bytes without a change");
        quits(pty);
    }
}

#[test]
fn after_a_story_is_played_all_is_at_rest_again() {
    let home = Home::new("rest");
    let mut pty = shows(home.idem("lab"), "beat 1/10");
    // At four times the speed.
    pty.send("++ ");
    pty.wait_text("beat 10/10");
    pty.wait_text("paused");
    pty.wait_frame();
    let before = pty.raw().len();
    thread::sleep(Duration::from_millis(500));
    assert_eq!(pty.raw().len(), before, "bytes while all is still");
    quits(pty);
}

#[test]
fn the_mouse_is_off_unless_asked_for() {
    let home = Home::new("mouse");
    let off = |screen: &vt100::Screen| screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None;
    let mut pty = shows(home.idem("lab"), "beat 1/10");
    assert!(off(&pty.screen()));
    pty.send("M");
    pty.wait_text("The mouse is on");
    pty.wait("the mouse", |screen| !off(screen));
    // A click on the last beat of the timeline, in the third row from below.
    pty.send("\x1b[<0;38;22M\x1b[<0;38;22m");
    pty.wait_text("beat 10/10");
    quits(pty);
}

#[test]
fn without_a_terminal_it_says_one_sentence_and_no_escape_code() {
    for args in ["", "lab", "learn lost-ack"] {
        let home = Home::new(&format!("pipe-{}", args.replace(' ', "-")));
        let mut command = Command::new(env!("CARGO_BIN_EXE_idem"));
        command.args(args.split_whitespace()).env("IDEM_PROGRESS", home.progress());
        let run = command.stdin(Stdio::null()).output().expect("it runs");
        assert_eq!(run.status.code(), Some(2), "idem {args}");
        assert_eq!(run.stdout, b"", "idem {args}");
        let said = String::from_utf8(run.stderr).expect("text");
        assert_eq!(said.trim_end().lines().count(), 1, "one sentence: {said}");
        assert!(said.contains("no terminal") && said.contains("idem run"), "{said}");
        assert!(!said.contains('\x1b'), "{said:?}");
    }
}

#[test]
fn a_dumb_terminal_gets_a_sentence() {
    let home = Home::new("dumb");
    let pty = ends(home.idem("").env("TERM", "dumb").start(), 2);
    assert_eq!(pty.count("\x1b"), 0, "{}", pty.text());
    assert!(pty.text().contains("TERM=dumb"), "{}", pty.text());
}
