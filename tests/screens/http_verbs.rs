//! The lesson on verbs, from its first screen to its last, by keys alone; and the laws of
//! its bench.

use idem_lab::lesson::progress::Standing;

use super::picture;
use super::screen::{Person, at};

/// What somebody presses in each stage, in order; the last key leaves the stage.
const WAY: [(&str, &str); 13] = [
    ("order", "n"),
    ("bet-post", "2 s n"),
    ("bet-put", "2 u n"),
    ("same-wish", "n"),
    ("bet-delete", "1 s n"),
    ("bet-counter", "1 s n"),
    ("bet-approve", "2 s n"),
    ("eight", "Down Down Up n"),
    ("bet-match", "3 s n"),
    ("undone", "Right Right Down Up n"),
    ("proxy", "Space Down Space n Up Space Down Down Down Space Down Space n n"),
    ("believed", "Down Space Down Down Down Space n n"),
    ("recap", "n"),
];

fn stage_of(person: &Person) -> Option<String> {
    person.model.run.as_ref().map(|run| run.here().id.clone())
}

fn standing(person: &Person) -> Standing {
    let lesson = person.model.shelf.iter().find(|lesson| lesson.id == "http-verbs").expect("it ships");
    person.model.progress.standing(lesson)
}

#[test]
fn from_the_first_stage_to_the_end_key_by_key() {
    let mut person = at("http-verbs");
    let mut told = Vec::new();
    for (index, (stage, keys)) in WAY.into_iter().enumerate() {
        assert_eq!(stage_of(&person).as_deref(), Some(stage));
        for key in keys.split(' ') {
            told.push(format!("---- {stage}\n{}\n---- {key}", person.text()));
            person.press(key);
        }
        if index + 1 < WAY.len() {
            assert_eq!(standing(&person), Standing::Here(index + 1), "after {stage}");
        }
    }
    assert_eq!(standing(&person), Standing::Done);
    picture("http_verbs_from_start_to_end", "http-verbs: what each stage asks", &told.join("\n"));
}

#[test]
fn no_stage_but_a_free_one_is_passed_by_going_on_alone() {
    for (stage, keys) in WAY {
        let mut person = at(&format!("http-verbs:{stage}"));
        person.press("n n n n n n");
        let passed = person.model.progress.done("http-verbs", stage).is_some();
        let free = ["order", "same-wish", "eight", "recap"].contains(&stage);
        assert_eq!(passed, free, "{stage}: {keys}");
    }
}

#[test]
fn while_a_question_is_open_nothing_shows_what_comes_of_it() {
    for (stage, secret) in [
        ("bet-post", ["/orders/2", "201"]),
        ("bet-put", ["/orders/1  2 tea", "204 No"]),
        ("bet-delete", ["404 Not", "204 No"]),
        ("bet-counter", ["seen 2x", "kept"]),
        ("bet-approve", ["approved", "BROKEN"]),
        ("bet-match", ["◄ 412", "v2"]),
    ] {
        let mut person = at(&format!("http-verbs:{stage}"));
        for keys in ["", "Left Right Up Down x Space Tab e", "1", "Left Right Up Down x Space Tab End"] {
            person.press(keys);
            for size in super::screen::SIZES {
                let text = person.text_at(size);
                // The question itself may name a status.
                let picture = text.split("What do you think?").next().unwrap_or_default();
                for secret in secret {
                    assert!(!picture.contains(secret), "{stage}, {keys}: {secret}\n{text}");
                }
            }
        }
        person.press("s");
        assert!(person.text().contains("You said"), "{stage}:\n{}", person.text());
    }
}

#[test]
fn a_pick_tells_what_is_wrong_and_can_be_mended() {
    let mut person = at("http-verbs:proxy");
    person.press("Space n");
    let text = person.text();
    assert!(text.contains("4 of 5 not as the bench computes it"), "{text}");
    assert!(text.contains("PATCH that sets:"), "{text}");
    person.press("Space Down Space Down Down Space Down Space n");
    assert!(person.text().contains("PASSED"), "{}", person.text());
    person.press("Space");
    assert!(!person.text().contains("PASSED"), "another mark is judged anew:\n{}", person.text());
}

#[test]
fn the_bench_keeps_its_place_and_the_whole_bench_comes_back() {
    let mut person = at("http-verbs:undone");
    person.press("Right Down");
    let before = person.styles();
    person.press("e");
    assert!(person.text().contains("Verb bench"), "{}", person.text());
    person.press("Down Right s x");
    assert_eq!(person.press("Esc").styles(), before);
    let mut home = at("home");
    home.press("Up Enter");
    assert!(home.text().contains("Verb bench"), "{}", home.text());
    home.press("Down Down");
    let there = home.text();
    home.press("Esc Enter");
    assert_eq!(home.text(), there, "it is as it was left");
}

#[test]
fn every_endpoint_way_and_start_is_drawn_at_every_size() {
    let mut person = at("verbs");
    for _ in 0..20 {
        for _ in 0..5 {
            for size in [(80, 24), (120, 36), (60, 16), (200, 60)] {
                let text = person.text_at(size);
                assert!(text.contains("promises"), "{text}");
                assert!(text.contains("once"), "{text}");
            }
            person.press("Right");
        }
        person.press("Down s");
    }
}

#[test]
fn what_twice_leaves_is_thought_out_before_it_is_shown() {
    let mut person = at("same-again:sort");
    let ways = |person: &mut Person| {
        let screen = person.text();
        ["twice", "reply lost"].map(|way| screen.contains(&format!("│ {way}")))
    };
    assert_eq!(ways(&mut person), [false; 2], "as it opens");
    person.press("Right Right");
    assert_eq!(ways(&mut person), [false; 2], "no key shows it either");
    person.press("n");
    assert!(ways(&mut person).contains(&true), "judged, it may be looked at:\n{}", person.text());
}
