//! A lesson in numbered lines: the whole of the first one, typed right and typed wrong.

use super::Desk;
use super::golden::pin;

/// Types these lines to a lesson, and hands over what was printed.
fn walked(desk: &Desk, args: &str, lines: &[&str]) -> String {
    let ended = desk.types(&format!("learn --plain {args}"), &(lines.join("\n") + "\n"));
    assert_eq!((ended.code, ended.err.as_str()), (Some(0), ""), "{}", ended.out);
    for c in ended.out.chars() {
        assert!(c == '\n' || !c.is_control(), "a control character: {c:?}");
    }
    ended.out
}

/// Every stage of the first lesson, answered right.
const RIGHT: [&str; 26] = [
    "",
    "",
    "", // pay; silence plays, and goes on
    "2 sure",
    "", // bet
    "2s",
    "", // other-silence
    "",
    "", // same-silence
    "3",
    "u",
    "", // give-up
    "", // key
    "2 s",
    "", // bet-keyed
    "key none",
    "", // key-off
    "pay/1/reply lose",
    "pay/2/reply=lose",
    "pay/3/reply = lose",
    "", // forty
    "pay/1/reply lose",
    "pay/2/request lose",
    "pay/3/request lose",
    "pay/4/request lose",
    "", // charged-unknown
];

#[test]
fn the_first_lesson_answered_right() {
    let desk = Desk::new("right");
    let mut lines = RIGHT.to_vec();
    lines.push("");
    let out = walked(&desk, "lost-ack", &lines);
    pin("plain_right", "learn --plain lost-ack", &out);
    assert!(out.contains("That was the last stage."), "{out}");
    assert!(desk.prints("progress").contains("lost-ack           done"), "{}", desk.prints("progress"));
    assert!(desk.prints("progress").contains("predicted 4 of 4 right"));
}

#[test]
fn the_first_lesson_answered_wrong() {
    let desk = Desk::new("wrong-answers");
    let lines = [
        "?",
        "what",
        "p",
        "",
        "story",
        "",
        "", // pay, silence
        "",
        "7",
        "1 maybe",
        "1 sure",
        "sites",
        "story",
        "", // bet
        "3 u",
        "",
        "",
        "", // other-silence, same-silence
        "2",
        "s",
        "",
        "", // give-up, key
        "1 s",
        "", // bet-keyed
        "",
        "ttl 1h",
        "key nothing",
        "key per-attempt",
        "key none",
        "u",
        "key none",
        "z",
        "p",
        "1 u",
        "",
        "",
        "", // key-off left for later
        "h",
        "h",
        "h",
        "h",
        "sites",
        "pay/9/reply lose",
        "pay/1/reply crash",
        "pay/1/reply lose",
        "story",
        "q",
    ];
    let out = walked(&desk, "1", &lines);
    pin("plain_wrong", "learn --plain 1", &out);
    assert!(desk.prints("progress").contains("here: stage"), "{}", desk.prints("progress"));
}

#[test]
fn the_end_of_the_input_ends_politely_and_keeps_what_is_done() {
    let desk = Desk::new("eof");
    let ended = desk.types("learn --plain lost-ack", "\n\n\n2 sure\n\n");
    assert_eq!((ended.code, ended.err.as_str()), (Some(0), ""));
    assert!(ended.out.ends_with("> \nThe input has ended; what is done is kept.\n"), "{}", ended.out);
    assert!(desk.prints("progress").contains("here: stage 4 of 12"));
    // A line that nothing ends is read too; and the lesson goes on where it was left.
    let ended = desk.types("learn --plain", "2 sure");
    assert!(ended.out.contains("Stage 4 of 12, other-silence"), "{}", ended.out);
    assert!(ended.out.contains("You said $10, sure. It is $10."), "{}", ended.out);
}

#[test]
fn a_stage_can_be_opened_and_ascii_is_kept() {
    let desk = Desk::new("stage");
    let out = walked(&desk, "lost-ack:forty --ascii", &["sites", "q"]);
    assert!(out.is_ascii());
    assert!(out.contains("Stage 10 of 12, forty: a task."), "{out}");
    assert!(out.contains("pay/1/reply: lose, none"), "{out}");
    assert_eq!(
        desk.refuses("learn --plain lost-ack:fourty"),
        "idem: lesson `lost-ack` has no stage `fourty`; did you mean `forty`? (or its number, 1 to 12)\n"
    );
}

#[test]
fn every_stage_of_every_lesson_can_be_walked_to_and_left() {
    let desk = Desk::new("every");
    let shelf = idem_lab::lesson::Shelf::shipped().expect("the lessons load");
    for lesson in &shelf.lessons {
        for stage in &lesson.stages {
            let place = format!("{}:{}", lesson.id, stage.id);
            let out = walked(&desk, &place, &["?", "h", "1 s", "sites", "story", "p", "q"]);
            assert!(out.contains(&format!("{}: ", stage.id)), "{place}: {out}");
        }
    }
}

#[test]
fn what_is_typed_cannot_move_the_cursor() {
    let desk = Desk::new("control");
    let out = walked(&desk, "lost-ack:forty", &["\u{1b}[2J", "pay/\u{1b}[2J/x lose", "\u{202e} x", "q"]);
    assert!(out.contains("> \\u{1b}[2J"), "{out}");
}

#[test]
fn a_chart_is_told_in_rows_and_what_is_asked_about_only_afterwards() {
    let said = walked(&Desk::new("chart"), "how-long:doubles", &["2 u", "q"]);
    let (asked, answered) = said.split_once("You said 6 %, unsure. It is 0 %.").expect("it is answered");
    for row in ["ttl 1s: doubles keyed 48.7 %", "ttl 4s: doubles keyed 12.8 %"] {
        assert!(asked.contains(row) && answered.contains(row), "{row}:\n{said}");
    }
    for row in ["ttl 5s: doubles keyed 0 (<", "ttl 8s: doubles keyed 0 (<"] {
        assert!(!asked.contains(row) && answered.contains(row), "{row}:\n{said}");
    }
    assert!(!said.contains("The story"), "a chart has many stories, and tells none:\n{said}");
}

#[test]
fn endpoints_are_marked_and_judged_in_lines() {
    let desk = Desk::new("plain-verbs");
    let lines = [
        "?",
        "mark pot",
        "put lat",
        "from nowhere",
        "put late",
        "from three",
        "mark put",
        "mark delete",
        "", // judged: one is missing
        "mark get-counted",
        "", // judged: all right
        "",
        "q",
    ];
    let out = walked(&desk, "http-verbs:proxy", &lines);
    pin("plain_verbs", "learn --plain http-verbs:proxy", &out);
    let told = [
        "No endpoint here is called `pot`; did you mean `put`?",
        "No way is called `lat`; the ways are once, twice, lost, reverse, late.",
        "1 of 5 not as the bench computes it",
        "PASSED  all as the bench computes it",
        "Stage 12 of 13",
    ];
    for told in told {
        assert!(out.contains(told), "{told}:\n{out}");
    }
}

#[test]
fn a_statement_is_typed_and_judged_in_lines() {
    let desk = Desk::new("plain-sql");
    let lines =
        ["UPDATE acts SET bal = 1", "SELECT 1", "h", "UPDATE acct SET bal = 150 WHERE id = 'a'", "", "q"];
    let out = walked(&desk, "in-the-database:undo", &lines);
    pin("plain_sql", "learn --plain in-the-database:undo", &out);
    let told = ["no such table: acts", "late is kept, wanted undone", "PASSED", "Stage 14 of 14"];
    for told in told {
        assert!(out.contains(told), "{told}:\n{out}");
    }
}
