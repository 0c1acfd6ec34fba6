//! What authors are told: lessons printed, begun, proved many at once, and the format.

use idem_lab::lesson::Shelf;

use super::golden::{golden_text, pin};
use super::{Desk, idem, printed};

/// A small lesson that is proved, with another id and title.
fn tiny(id: &str) -> String {
    let text = include_str!("../lessons/tiny.toml");
    text.replacen("id = \"tiny\"", &format!("id = \"{id}\""), 1)
}

/// Every stage of every lesson: its text, its choices with the answer that is computed, its
/// hints as its own run fills them, its solution.
#[test]
fn each_lesson_as_text() {
    for (number, id) in (1..).zip(Shelf::ids()) {
        let line = format!("lesson show {id}");
        golden_text(&format!("lesson_{number:02}_{id}"), &line, &printed(&line));
    }
}

#[test]
fn the_first_lesson_as_text() {
    assert_eq!(printed("lesson show 1"), printed("lesson show lost-ack"));
    assert!(printed("lesson show 1 --ascii").is_ascii());
}

#[test]
fn the_first_lesson_as_a_handout() {
    let handout = printed("lesson show lost-ack --markdown");
    pin("lesson_handout", "lesson show lost-ack --markdown", &handout);
    let (questions, answers) = handout.split_once("\n# Answers\n").expect("the answers are the last part");
    // What the class is given holds no reply, no hint and no solution.
    for told in [
        "The simulator computes",
        "That is what the customer meant",
        "Hint 1",
        "`pay/3/reply = lose`",
        "keyed.once is broken",
    ] {
        assert!(!questions.contains(told) && answers.contains(told), "{told}");
    }
}

#[test]
fn a_file_is_shown_like_a_lesson_of_the_shelf() {
    let desk = Desk::new("show");
    desk.put("mine.toml", &tiny("mine"));
    assert!(desk.prints("lesson show mine.toml").starts_with("Tiny (mine)\n"));
    desk.put("bad.toml", &tiny("mine").replace("until = \"timed-out", "until = \"timed-uot"));
    assert_eq!(
        desk.refuses("lesson show bad.toml"),
        "idem: error: `timed-uot`: no event has this name; did you mean `timed-out`?\n  --> \
         bad.toml:12:19\n   |\n12 | play = { until = \"timed-uot in naive\" }\n   |                   ^^^^^^^^^ \
         does not read\n   |\n   = help: the lanes shown here are naive, keyed\n"
    );
    assert_eq!(
        desk.refuses("lesson show none.toml"),
        "idem: cannot read none.toml: No such file or directory (os error 2)\n"
    );
    assert_eq!(
        desk.refuses("lesson show lost-akc"),
        "idem: there is no lesson `lost-akc`; did you mean `lost-ack`? (or its number, 1 to 16)\n"
    );
    assert_eq!(
        desk.refuses("lesson show lost-ack:bet"),
        "idem: lost-ack:bet: a lesson is shown whole; write `idem lesson show lost-ack`\n"
    );
}

#[test]
fn a_new_lesson_is_proved_as_it_stands_and_overwrites_nothing() {
    let desk = Desk::new("new");
    desk.put("04-other.toml", "");
    assert_eq!(
        desk.prints("lesson new my-own"),
        "05-my-own.toml is written, and proved as it stands. Change it, and then:\n  idem lesson check \
         05-my-own.toml\n  idem learn --watch 05-my-own.toml\n"
    );
    assert_eq!(desk.prints("lesson check 05-my-own.toml"), "05-my-own.toml: my-own is proved, 6 stages\n");
    let written = desk.text("05-my-own.toml");
    assert!(written.contains("title = \"My own\""));
    assert_eq!(
        desk.refuses("lesson new my-own"),
        "idem: 05-my-own.toml is here already; nothing was written. Choose another id\n"
    );
    assert_eq!(desk.text("05-my-own.toml"), written);
    assert!(desk.prints("lesson new own --title Own").starts_with("06-own.toml is written"));
    assert!(desk.text("06-own.toml").contains("title = \"Own\""));
    assert_eq!(
        desk.refuses("lesson new My-own"),
        "idem: `My-own` is no id of a lesson: use lower-case letters, digits and dashes, from a letter on, \
         at most 32\n"
    );
}

#[test]
fn a_folder_is_a_course_in_the_order_of_its_names() {
    let desk = Desk::new("course");
    desk.put(
        "02-b.toml",
        &tiny("b").replace("title = \"Tiny\"", "title = \"Bee\"\nneeds = [\"a\", \"lost-ack\"]"),
    );
    desk.put("01-a.toml", &tiny("a").replace("Tiny", "Ay"));
    desk.put(".03-c.toml", "an editor's own");
    desk.put("notes.md", "no lesson");
    assert_eq!(desk.prints("lesson list --lessons ."), " 1  a                Ay\n 2  b                Bee\n");
    assert_eq!(desk.prints("--lessons . lesson list"), desk.prints("lesson list --lessons ."));
    assert!(desk.prints("lesson show b --lessons .").starts_with("Bee (b)\n"));
    assert_eq!(
        desk.prints("lesson check --lessons ."),
        "./01-a.toml: a is proved, 5 stages\n./02-b.toml: b is proved, 5 stages\n"
    );
    // A file of the course may need its neighbours.
    assert_eq!(desk.prints("lesson check 02-b.toml --lessons ."), "02-b.toml: b is proved, 5 stages\n");
    assert!(desk.prints("progress --lessons .").starts_with(" 1  a                  new\n 2  b"));
}

#[test]
fn problems_are_told_file_by_file_and_none_hides_another() {
    let desk = Desk::new("wrong");
    desk.put("1.toml", &tiny("one").replace("choices = [10, 20]", "choices = [10, 30]"));
    desk.put("2.toml", &tiny("two"));
    desk.put("3.toml", &tiny("two").replace("title = \"Tiny\"", "tilte = \"Tiny\""));
    let ended = desk.runs("lesson check --lessons .");
    assert_eq!((ended.code, ended.err.as_str()), (Some(1), ""));
    let heads: Vec<&str> =
        ended.out.lines().filter(|line| line.starts_with("error") || line.contains("-->")).collect();
    assert_eq!(
        heads,
        [
            "error: the right answer is not among the choices",
            "  --> ./1.toml:20:11",
            "error: the wrong answer 30 has no reply",
            "  --> ./1.toml:20:16",
            "error: another lesson here has the id `two` too",
            " --> ./2.toml:2:6",
            "error: unknown key `tilte`",
            " --> ./3.toml:3:1",
        ]
    );
    // The same opens nothing, and says why in full.
    let refused = desk.refuses("lesson list --lessons .");
    for head in heads {
        assert!(refused.contains(head), "{head}: {refused}");
    }
    // A file that cannot be read hides none that can.
    let ended = desk.runs("lesson check missing.toml 2.toml");
    assert_eq!(ended.code, Some(2));
    assert_eq!(ended.out, "2.toml: two is proved, 5 stages\n");
    assert_eq!(ended.err, "idem: cannot read missing.toml: No such file or directory (os error 2)\n");
}

#[test]
fn a_folder_that_is_none_is_told() {
    let desk = Desk::new("empty");
    assert_eq!(
        desk.refuses("lesson list --lessons nowhere"),
        "idem: cannot read nowhere: No such file or directory (os error 2)\n"
    );
    assert_eq!(
        desk.refuses("lesson list --lessons ."),
        "idem: there are no lesson files (*.toml) in .; `idem lesson new ID` writes one\n"
    );
    assert_eq!(
        desk.refuses("--lessons . run"),
        "idem: --lessons goes with `idem`, `learn`, `review`, `lesson` and `progress`; this command reads no lessons\n"
    );
}

#[test]
fn the_schema_is_json_with_every_knob() {
    let schema: serde_json::Value = serde_json::from_str(&printed("lesson schema")).expect("it is JSON");
    let knobs = &schema["$defs"]["scenario"]["properties"];
    assert!(knobs["ttl"]["description"].as_str().is_some_and(|words| words.contains("24h")), "{knobs}");
    assert_eq!(idem(["lesson", "schema", "x"]).code, Some(2));
}
