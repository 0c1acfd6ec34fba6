//! What is written to a terminal, byte by byte: colours, signs, and nothing else.

use super::pty::Launch;
use super::{Home, quits, shows, wait_row};

/// The bytes without their escape sequences.
fn plain(raw: &[u8]) -> Vec<u8> {
    let mut rest = raw;
    let mut plain = Vec::new();
    while let Some((byte, after)) = rest.split_first() {
        rest = after;
        if *byte != 0x1b {
            plain.push(*byte);
            continue;
        }
        let skip = match rest.first() {
            Some(b'[') => 2 + rest[1..].iter().take_while(|byte| matches!(byte, 0x20..=0x3f)).count(),
            Some(b']') => 1 + rest.iter().take_while(|byte| !matches!(byte, 0x07 | 0x1b)).count(),
            _ => 1,
        };
        rest = &rest[skip.min(rest.len())..];
    }
    plain
}

/// The colours set by escape sequences: every parameter of a style that is one.
fn colours(raw: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(raw);
    let sequences = text.split("\x1b[").skip(1).filter_map(|rest| {
        let end = rest.find(|c: char| !(c.is_ascii_digit() || c == ';' || c == ':'))?;
        rest[end..].starts_with('m').then(|| &rest[..end])
    });
    let parameters = sequences.flat_map(|parameters| parameters.split([';', ':']));
    let is_colour =
        |number: &str| matches!(number.parse::<u16>(), Ok(30..=38 | 40..=48 | 90..=97 | 100..=107));
    parameters.filter(|number| is_colour(number)).map(str::to_owned).collect()
}

#[test]
fn without_colour_no_colour_is_written_and_the_marked_row_still_shows() {
    let home = Home::new("colour");
    let run = |launch: Launch| {
        let mut pty = shows(launch, "The lost ACK");
        let marked = (0..24).any(|row| pty.screen().cell(row, 4).is_some_and(vt100::Cell::inverse));
        pty.send(" ");
        wait_row(&pty, "NAIVE", "$20");
        (colours(&quits(pty).raw()), marked)
    };
    let (with, _) = run(home.idem(""));
    assert!(!with.is_empty(), "otherwise there is colour");
    for (name, value) in [("NO_COLOR", "1"), ("CLICOLOR", "0")] {
        let (without, marked) = run(home.idem("").env(name, value));
        assert_eq!(without, [""; 0], "{name}={value}");
        assert!(marked, "{name}={value}: the chosen row is reversed");
    }
}

#[test]
fn with_ascii_only_ascii_is_written() {
    let home = Home::new("ascii");
    let mut pty = shows(home.idem("--ascii"), "The lost ACK");
    pty.send(" ");
    wait_row(&pty, "NAIVE", "$20");
    pty.send("\x1b[F");
    pty.wait_text("beat 10/10");
    for (key, text) in [("K", "type to search"), ("\x1b", "beat 10/10"), ("?", "Keys here")] {
        pty.send(key);
        pty.wait_text(text);
    }
    pty.send("\x1b");
    pty.resize(130, 40);
    pty.wait_text("retries 1");
    let pty = quits(pty);
    let strange: Vec<u8> = plain(&pty.raw()).into_iter().filter(|byte| !byte.is_ascii()).collect();
    assert_eq!(String::from_utf8_lossy(&strange), "");
}

#[test]
fn colours_and_plain_text_are_told_apart() {
    let raw = b"\x1b[?2026h\x1b[1;31mred\x1b[0m \x1b[38;5;6mcyan\x1b]52;c;aGk=\x07\x1b[12;30Hend";
    assert_eq!(colours(raw), ["31", "38"]);
    assert_eq!(String::from_utf8_lossy(&plain(raw)), "red cyanend");
}
