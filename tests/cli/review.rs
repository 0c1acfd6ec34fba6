//! Review in lines: what is due is asked in another story, and comes back later or sooner.

use super::Desk;

const ASKED: [&str; 4] = ["bet", "other-silence", "give-up", "bet-keyed"];

/// A desk at which the first lesson was done on a day long ago.
fn learned(name: &str) -> Desk {
    let desk = Desk::new(name);
    let shelf = idem_lab::lesson::Shelf::shipped().expect("the lessons load");
    let stages = shelf.lessons[0].stages.iter().map(|stage| {
        let asked = ASKED.contains(&stage.id.as_str());
        let practice = if asked { "practice = { day = 7, step = 0, variant = 0 }\n" } else { "" };
        format!("[lesson.lost-ack.{}]\n{practice}", stage.id)
    });
    let text = format!("format = 2\n{}", stages.collect::<Vec<_>>().concat());
    desk.put("progress.toml", &text);
    desk
}

#[test]
fn what_is_due_is_asked_in_another_story_and_remembered() {
    let desk = learned("review");
    // The right answers stand where they stand in the lesson; the last one is wrong.
    let ended = desk.types("review --plain", "2 s\n\n2 u\n\n3 s\n\n1 s\n\n");
    assert_eq!((ended.code, ended.err.as_str()), (Some(0), ""), "{}", ended.out);
    let out = ended.out;
    assert!(out.starts_with("Review: 4 ideas due again, in other stories.\n"), "{out}");
    for stage in ASKED {
        assert!(out.contains(&format!("{stage} of lost-ack: a question.")), "{stage}: {out}");
    }
    assert!(!out.contains("1) $10 "), "the amounts are other ones: {out}");
    assert!(!out.contains("means to pay $10,"), "the amounts are other ones: {out}");
    let verdicts: Vec<bool> = out
        .lines()
        .filter_map(|line| line.strip_prefix("You said "))
        .map(|line| {
            let (said, is) = line.split_once(". It is ").expect("both are told");
            said.split(',').next() == is.split('.').next()
        })
        .collect();
    assert_eq!(verdicts, [true, true, true, false], "{out}");
    let kept = desk.text("progress.toml");
    assert_eq!(kept.matches("step = 1\n").count(), 3, "{kept}");
    assert_eq!(kept.matches("step = 0\n").count(), 1, "{kept}");
    assert!(!kept.contains("day = 7\n") && !kept.contains("variant = 0\n"), "{kept}");
    assert!(!kept.contains("review"), "the sheet itself is no lesson: {kept}");
    assert_eq!(desk.prints("review"), "Nothing is due today; something is tomorrow.\n");
}

#[test]
fn without_a_lesson_done_there_is_nothing_to_review() {
    let desk = Desk::new("review-new");
    assert_eq!(desk.prints("review"), "Nothing to review yet: do a lesson to its end first.\n");
    assert_eq!(desk.prints("review --plain"), desk.prints("review"));
}

#[test]
fn with_something_due_a_screen_is_needed() {
    let desk = learned("review-pipe");
    assert!(desk.refuses("review").starts_with("idem: standard output is no terminal"));
}

#[test]
fn what_is_learned_today_is_due_tomorrow() {
    let desk = Desk::new("review-today");
    let ended = desk.types("learn --plain lost-ack:bet", "2 s\n\nq\n");
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    let kept = desk.text("progress.toml");
    assert!(kept.contains("[lesson.lost-ack.bet.practice]"), "{kept}");
    assert!(kept.contains("step = 0\nvariant = 0\n"), "{kept}");
}
