//! Wild input: whatever a file holds, it is a lesson or it is complained of.

use idem_lab::lesson::shelf::FILES;
use idem_lab::lesson::{Shelf, check};
use idem_lab::sim::KNOBS;
use proptest::prelude::*;

/// Checks a text and draws its complaints; neither may panic, nor hand a command on.
fn survive(source: &str) {
    if let Err(complaints) = check(source, "wild.toml", &Shelf::ids()) {
        assert!(!complaints.list.is_empty());
        let drawn = complaints.to_string();
        assert!(!drawn.contains(['\u{1b}', '\u{7}', '\u{9b}', '\u{202e}']), "{drawn:?}");
    }
}

/// Tokens that are likely to be read as something.
const TOKENS: [&str; 40] = [
    "\"",
    "\"\"\"",
    "=",
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    ",",
    ".",
    "\n",
    "#",
    "\\",
    "'",
    "**",
    "`",
    "{naive.balance}",
    "0",
    "-1",
    "9999999999999999999",
    "1e9",
    "inf",
    "true",
    "\"end\"",
    "\"naive\"",
    "\"keyed\"",
    "lanes = []",
    "intents = 1000000",
    "attempts = \"unlimited\"",
    "lose-reply = 1",
    "rate = 0.000001",
    "ttl = \"36500d\"",
    "latency = \"36500d\"",
    "amount = 1000000",
    "rewind = true",
    "show = []",
    "[[stage]]",
    "\u{202e}",
    "é",
];

proptest! {
    #![proptest_config(crate::cases::cases(96))]

    #[test]
    fn any_text_is_refused_or_read(source in any::<String>()) {
        survive(&source);
    }

    #[test]
    fn any_bytes_of_toml_are_refused_or_read(parts in prop::collection::vec(prop::sample::select(&TOKENS[..]), 0..40)) {
        survive(&parts.concat());
    }

    #[test]
    fn a_lesson_with_a_cut_and_a_token_put_in_is_refused_or_read(
        from in 0.0..1.0_f64, length in 0_usize..40, token in prop::sample::select(&TOKENS[..]),
    ) {
        let source = std::fs::read_to_string(super::super::file("tiny.toml")).expect("it can be read");
        survive(&mutated(&source, from, length, token));
    }

    #[test]
    fn a_shipped_lesson_with_a_line_moved_is_refused_or_read(from in 0_usize..300, to in 0_usize..300) {
        let mut lines: Vec<&str> = FILES[0].1.lines().collect();
        let line = lines.remove(from % lines.len());
        lines.insert(to % lines.len(), line);
        survive(&lines.join("\n"));
    }
}

fn mutated(source: &str, from: f64, length: usize, token: &str) -> String {
    let chars: Vec<char> = source.chars().collect();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a share of a length"
    )]
    let start = (from * chars.len() as f64) as usize;
    let end = (start + length).min(chars.len());
    chars[..start].iter().copied().chain(token.chars()).chain(chars[end..].iter().copied()).collect()
}

#[test]
fn every_knob_at_its_extremes_is_refused_or_read() {
    let tiny = std::fs::read_to_string(super::super::file("tiny.toml")).expect("it can be read");
    let extremes =
        ["0", "1", "1000000", "18446744073709551615", "0ms", "36500d", "forever", "unlimited", "-1", ""];
    for knob in &KNOBS {
        for value in extremes {
            let set = format!("{} = \"{value}\"\nfaults =", knob.id);
            survive(&tiny.replacen("faults =", &set, 1));
        }
    }
    let stormy =
        "attempts = 10000\nlose-reply = 1\nbackoff-base = \"36500d\"\nbackoff-cap = \"36500d\"\nfaults =";
    survive(&tiny.replacen("faults =", stormy, 1));
}

#[test]
fn control_characters_in_a_source_are_shown_as_marks() {
    for evil in ["\u{1b}[2J = 1", "format = 1 # \u{9b}2J\u{202e}", "id = \"\u{1b}\"", "\"\\u001b[2J\" = 1"] {
        survive(evil);
    }
}
