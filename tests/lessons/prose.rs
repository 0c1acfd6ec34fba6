//! The markdown subset: what it reads, how it wraps, what it refuses.

use idem_lab::lesson::prose::{Flaw, Ink, Prose, fits, flaw, harmless, rows};
use proptest::prelude::*;
use unicode_width::UnicodeWidthStr as _;

fn wrapped(text: &str, cols: usize) -> Vec<String> {
    let lines = Prose::parse(text).wrap(cols);
    lines.iter().map(|line| line.iter().map(|span| span.text.as_str()).collect()).collect()
}

#[test]
fn marks_become_inks() {
    let line = Prose::parse("a **b c** `d` e").wrap(78).remove(0);
    let spans: Vec<_> = line.iter().map(|span| (span.text.as_str(), span.ink)).collect();
    let plain = Ink::Plain;
    assert_eq!(spans, [("a ", plain), ("b c", Ink::Bold), (" ", plain), ("d", Ink::Code), (" e", plain)]);
}

#[test]
fn lines_join_and_blank_lines_part() {
    assert_eq!(
        wrapped("one\ntwo\n\nthree\n- four\n  five\n- six", 78),
        ["one two", "three", "• four five", "• six"]
    );
}

#[test]
fn bullets_hang_and_long_words_break() {
    assert_eq!(wrapped("- aaa bbb ccc", 9), ["• aaa bbb", "  ccc"]);
    assert_eq!(wrapped("abcdefghij", 4), ["abcd", "efgh", "ij"]);
    assert_eq!(wrapped("日本語日本", 4), ["日本", "語日", "本"]);
}

#[test]
fn a_number_and_its_unit_stay_together() {
    assert_eq!(wrapped("again at 1.200 s.", 16), ["again at", "1.200 s."]);
    assert_eq!(wrapped("again at 1.200 s.", 17), ["again at 1.200 s."]);
    assert_eq!(wrapped("in 40 ms, or not", 6), ["in", "40 ms,", "or not"]);
    assert_eq!(wrapped("one s", 4), ["one", "s"]);
}

#[test]
fn an_unclosed_mark_stays_and_is_a_flaw() {
    assert_eq!(wrapped("a **b", 78), ["a **b"]);
    assert_eq!(flaw("a **b"), Some(Flaw::Unclosed("**")));
    assert_eq!(flaw("`a"), Some(Flaw::Unclosed("`")));
    assert_eq!(flaw("2 * 3 * 4"), None);
    assert_eq!(flaw("a\u{1b}[2J"), Some(Flaw::Control('\u{1b}')));
    assert_eq!(flaw("a\u{202e}b"), Some(Flaw::Control('\u{202e}')));
}

#[test]
fn a_text_fits_or_not() {
    let five = "word ".repeat(5 * 15);
    assert_eq!(rows(&five, 78), 5);
    assert!(fits(&five, 5, 78));
    assert!(!fits(&format!("{five} more"), 5, 78) || rows(&format!("{five} more"), 78) <= 5);
    assert!(!fits(&"word ".repeat(6 * 15), 5, 78));
    assert!(fits("", 0, 78));
}

proptest! {
    #![proptest_config(crate::cases::cases(256))]

    #[test]
    fn no_row_is_too_wide_and_no_word_is_lost(text in "[a-zé日`* \n-]{0,200}", cols in 8_usize..90) {
        let rows = wrapped(&text, cols);
        prop_assert!(rows.iter().all(|row| row.width() <= cols), "{rows:?}");
        let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
        prop_assert_eq!(letters(&rows.concat()), letters(&text));
    }

    #[test]
    fn nothing_harmful_comes_through(text in any::<String>()) {
        let rows = wrapped(&text, 40);
        prop_assert!(rows.iter().all(|row| harmless(row) == *row));
    }
}
