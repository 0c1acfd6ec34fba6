//! The first lesson, from its first screen to its last, by keys alone.

use idem_lab::lesson::progress::Standing;
use idem_lab::sim::Fault;
use idem_lab::tui::model::Screen;

use super::picture;
use super::screen::{Person, at};

/// What somebody presses in each stage, in order; the last key leaves the stage.
const WAY: [(&str, &str); 12] = [
    ("pay", "n"),
    ("silence", "Space n"),
    ("bet", "1 s n"),
    ("other-silence", "2 u n"),
    ("same-silence", "n n"),
    ("give-up", "3 s n"),
    ("key", "n"),
    ("bet-keyed", "3 s n"),
    ("key-off", "k n"),
    ("forty", "End x Enter End x Enter End x Enter n"),
    ("charged-unknown", "End x Enter End x Enter End x Enter End x Enter n"),
    ("recap", "n"),
];

fn stage_of(person: &Person) -> Option<String> {
    person.model.run.as_ref().map(|run| run.here().id.clone())
}

fn standing(person: &Person) -> Standing {
    person.model.progress.standing(&person.model.shelf[0])
}

#[test]
fn from_home_to_the_end_key_by_key() {
    let mut person = at("home");
    person.press("Enter");
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
    assert!(matches!(person.model.top(), Screen::Home { .. }), "the end leads home");
    told.push(person.text());
    picture("lesson_from_home_to_the_end", "home: Enter, then what each stage asks", &told.join("\n"));
}

#[test]
fn no_stage_but_a_free_one_is_passed_by_going_on_alone() {
    for (index, (stage, keys)) in WAY.into_iter().enumerate() {
        let mut person = at(&format!("lost-ack:{stage}"));
        person.press("n n n n n");
        let passed = person.model.progress.done("lost-ack", stage).is_some();
        let wants_more = keys.split(' ').any(|key| !["n", "Space"].contains(&key));
        assert_eq!(passed, !wants_more, "stage {}, {stage}", index + 1);
    }
}

#[test]
fn each_challenge_is_passed_by_its_worked_answer() {
    for (stage, rows) in [("forty", 3), ("charged-unknown", 4)] {
        let mut person = at(&format!("lost-ack:{stage}"));
        assert!(!person.text().contains("PASSED"), "{stage} waits for an answer");
        let plan: Vec<_> = {
            let lab = &mut person.model.lab;
            let run = person.model.run.as_ref().expect("a lesson");
            let idem_lab::lesson::Kind::Challenge(challenge) = &run.here().kind else {
                panic!("a challenge")
            };
            let plan: Vec<_> = challenge.solution.scenario.plan.iter().collect();
            for (site, fault) in &plan {
                lab.strike(*site, *fault);
            }
            plan
        };
        assert_eq!(plan.len(), rows, "{stage}");
        assert!(person.text().contains("PASSED"), "{stage}:\n{}", person.text());
    }
}

#[test]
fn a_challenge_passed_by_keys_says_so_and_can_be_undone() {
    for (stage, strikes) in [("forty", 3), ("charged-unknown", 4)] {
        let mut person = at(&format!("lost-ack:{stage}"));
        for _ in 0..strikes {
            assert!(!person.text().contains("PASSED"), "{stage} too early:\n{}", person.text());
            person.press("End x Enter");
        }
        assert!(person.text().contains("PASSED"), "{stage}:\n{}", person.text());
        let struck = person.model.lab.experiment.plan.iter().filter(|(_, fault)| *fault == Fault::Lose);
        assert_eq!(struck.count(), strikes, "{stage}");
        person.press("u");
        assert!(!person.text().contains("PASSED"), "{stage} undone:\n{}", person.text());
    }
}

#[test]
fn hints_come_one_at_a_time_and_end_with_the_answer() {
    for stage in ["forty", "charged-unknown"] {
        let mut person = at(&format!("lost-ack:{stage}"));
        for said in ["hint 1 of 3", "hint 2 of 3", "hint 3 of 3", "the worked answer", "the worked answer"] {
            person.press("h");
            assert!(person.text().contains(said), "{stage}: {said}\n{}", person.text());
        }
    }
}

#[test]
fn back_and_on_again_is_the_same_stage() {
    for (stage, _) in WAY.into_iter().skip(1) {
        let mut person = at(&format!("lost-ack:{stage}"));
        person.press("p");
        assert_ne!(stage_of(&person).as_deref(), Some(stage), "p leads back");
    }
    let mut first = at("lost-ack:pay");
    let text = first.text();
    assert_eq!(first.press("p").text(), text, "before the first stage there is none");
}

#[test]
fn the_sandbox_and_back_keeps_the_very_place() {
    for (stage, _) in WAY {
        let mut person = at(&format!("lost-ack:{stage}"));
        if person.model.lab.veil.is_some() {
            continue;
        }
        person.press("] Tab");
        let before = person.styles();
        person.press("e");
        assert_ne!(person.styles(), before, "{stage}: the sandbox is another place");
        for back in ["e", "Esc"] {
            let mut there = person.clone();
            there.press("c t End");
            there.press("r u");
            assert_eq!(there.press(back).styles(), before, "{stage}: back with {back}");
        }
    }
}

#[test]
fn leaving_for_home_comes_back_to_the_stage() {
    let mut person = at("home");
    person.press("Enter n Space n Esc");
    assert!(person.text().contains("here: stage 3 of 12"), "{}", person.text());
    person.press("Enter");
    assert_eq!(stage_of(&person).as_deref(), Some("bet"));
}

#[test]
fn a_prediction_stepped_to_its_end_meets_its_outcome() {
    for way in ["End", "Right Right Right Right Right Right", "] ] ] ] ]"] {
        let mut person = at("lost-ack:bet");
        person.press("2");
        person.tap("s");
        person.press(way);
        assert!(person.text().contains("You said $20, sure."), "{way}:\n{}", person.text());
    }
}

#[test]
fn a_reset_in_a_lesson_is_taken_back_by_undo() {
    let mut person = at("lost-ack:forty");
    person.press("End x Enter");
    let struck = person.model.lab.scenario().clone();
    person.press("z u");
    assert_eq!(*person.model.lab.scenario(), struck);
}

#[test]
fn a_wrong_belief_in_a_second_charge_is_shown_the_replay() {
    let mut person = at("lost-ack:bet-keyed");
    person.press("3 s");
    assert!(person.text().contains("replay ↺"), "{}", person.text());
    assert!(!person.text().contains("rolled back"), "nothing was charged that would be undone");
}
