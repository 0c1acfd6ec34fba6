//! Turns and challenges: what a learner does is answered, and what is done stays done.

use idem_lab::lesson::Kind;
use idem_lab::sim::Fault;
use idem_lab::sim::time::Ms;
use idem_lab::tui::keymap;
use idem_lab::tui::msg::Effect;
use idem_lab::tui::update::update;

use super::screen::{Person, at, event, shelf};

fn stage(person: &Person) -> String {
    person.model.run.as_ref().map_or_else(String::new, |run| run.here().id.clone())
}

fn is_saved(person: &Person, lesson: &str, stage: &str) -> bool {
    person.model.progress.done(lesson, stage).is_some()
}

/// The heading over the text: what stands in the rule above it.
fn heading(person: &mut Person) -> String {
    let text = person.text();
    let mut rules =
        text.lines().filter(|row| row.starts_with("──") && row.ends_with("──") && row.contains(' '));
    rules.next_back().unwrap_or_default().trim_matches('─').trim().to_owned()
}

/// The places of every challenge on the shelf.
fn challenges() -> Vec<String> {
    let place = |lesson: &idem_lab::lesson::Lesson| {
        let stages = lesson.stages.iter().filter(|stage| matches!(stage.kind, Kind::Challenge(_)));
        stages.map(|stage| format!("{}:{}", lesson.id, stage.id)).collect::<Vec<_>>()
    };
    shelf().lessons.iter().flat_map(place).collect()
}

#[test]
fn a_task_done_once_is_written_down_at_once_and_stays_done() {
    for (lesson, task, solve, spoil, said) in [
        ("lost-ack", "key-off", "k", "k", "Done before; not as it stands now."),
        ("same-again", "version", "r", "r", "Done before; not as it stands now."),
        ("lost-ack", "forty", "x Enter x Enter x Enter", "u", "passed before; now"),
    ] {
        let mut person = at(&format!("{lesson}:{task}"));
        person.press(solve);
        assert!(is_saved(&person, lesson, task), "{task}:\n{}", person.text());
        let heading_then = heading(&mut person);
        assert!(heading_then.starts_with("Done.") || heading_then.starts_with("PASSED"), "{heading_then}");
        person.press(spoil);
        assert!(heading(&mut person).starts_with(said), "{task}:\n{}", person.text());
        person.press("n");
        assert_ne!(stage(&person), task, "n goes on:\n{}", person.text());
    }
}

#[test]
fn the_key_that_solves_a_task_asks_to_save_it() {
    let mut person = at("lost-ack:key-off");
    let msg = keymap::msg(person.model.scope(), false, &event("k")).expect("a key");
    let effect = update(&mut person.model, msg);
    assert!(matches!(&effect, Effect::Save { stage, .. } if stage == "key-off"), "{effect:?}");
    // Once is enough: what follows asks for nothing.
    let effect = update(&mut person.model, msg);
    assert_eq!(effect, Effect::None);
}

#[test]
fn no_heading_of_a_task_is_cut() {
    for place in challenges() {
        for keys in ["", "h", "h h h", "h h h h", "r", "x Enter", "t", "k"] {
            let mut person = at(&place);
            person.press(keys);
            for size in [(80, 24), (60, 16)] {
                person.resize(size);
                let heading = heading(&mut person);
                assert!(!heading.contains('…'), "{place}, {keys}: {heading}");
            }
        }
    }
}

#[test]
fn a_hint_is_named_only_where_it_stands() {
    let mut person = at("lost-ack:forty");
    person.press("h h");
    assert!(heading(&mut person).starts_with("hint 2 of 3"), "{}", person.text());
    person.press("x Enter");
    assert!(heading(&mut person).starts_with("goal: "), "what changed stands there:\n{}", person.text());
    person.press("Left End");
    assert!(heading(&mut person).starts_with("hint 2 of 3"), "{}", person.text());
    person.press("x Enter x Enter");
    assert!(heading(&mut person).starts_with("PASSED"), "{}", person.text());
}

#[test]
fn the_plan_that_breaks_a_server_is_told_in_full() {
    let mut person = at("two-at-once:mend");
    let mut told = 0;
    for _ in 0..20 {
        for keys in ["r", "Left"] {
            person.press(keys);
            let run = person.model.run.as_ref().expect("a lesson");
            let stand = run.stand(&person.model.lab);
            let by =
                stand.judgement.and_then(|judgement| judgement.searched().and_then(|goal| goal.by.clone()));
            let text = person.text();
            let row = text.lines().find(|row| row.contains("The search: ")).unwrap_or_default();
            if let Some(by) = by {
                assert!(row.contains(&format!(" by {by}.")), "{keys}:\n{text}");
                told += 1;
            }
        }
    }
    assert!(told > 10, "{told} plans were told");
}

#[test]
fn a_crash_in_a_gap_that_the_server_has_not_says_so() {
    let mut person = at("in-the-wild:postmortem-1");
    person.press("c c c r");
    let text = person.text();
    assert!(text.contains("cannot strike: effect-then-key has no such step."), "{text}");
    assert!(!text.contains("is the same."), "{text}");
}

#[test]
fn a_server_that_heeds_no_key_is_told_to_do_the_same() {
    let mut person = at("lost-ack:key-off");
    person.press("k");
    let answer = person.model.lab.answer.clone().expect("something changed");
    assert!(
        answer.changed.contains("naive is sent another key, or none, and ends the same: $20"),
        "{answer:?}"
    );
}

#[test]
fn what_is_still_to_come_is_said_in_dollars() {
    let mut person = at("lab");
    person.press("i i Home");
    let mut seen = false;
    for _ in 0..person.beats() {
        let text = person.text();
        let row = text.lines().find(|row| row.contains("MEANT")).unwrap_or_default().to_owned();
        assert!(!row.contains("$10 not charged yet"), "{text}");
        seen |= row.contains("to come");
        person.press("Right");
    }
    assert!(seen, "some was charged and more was to come");
}

#[test]
fn a_lesson_read_to_its_end_with_tasks_left_says_so_and_leads_to_the_first() {
    let mut person = at("lost-ack");
    person.press("n Space n 1 s n 2 u n n n 3 s n n 3 s n");
    person.press("n n n n n n n");
    let text = person.text();
    assert!(text.contains("◐  1 The lost ACK") && text.contains("read, 3 left to do"), "{text}");
    person.press("Enter");
    assert_eq!(stage(&person), "key-off");
    // A newcomer is led on all the same.
    assert_eq!(person.model.next_lesson(), Some(1));
}

#[test]
fn where_only_losses_are_free_only_messages_are_pointed_at_and_lost() {
    let mut person = at("lost-ack:forty");
    for _ in 0..12 {
        person.press("Up");
        let site = person.model.lab.pointed.expect("there is a message");
        assert!(!site.place.is_gap(), "{site:?}");
        let strikes: Vec<&str> = person.model.strikes(site).into_iter().map(Fault::word).collect();
        assert_eq!(strikes, ["lose", "none"]);
    }
    assert!(person.text().contains("point at a message, x strikes it"), "{}", person.text());
    assert!(at("two-at-once:stuck").text().contains("point at a message or a gap"));
}

#[test]
fn a_task_in_the_sandbox_keeps_its_moment() {
    let mut person = at("lost-ack:key-off");
    person.press("e Home Right Right");
    let moment: Ms = person.model.lab.cursor.at;
    person.press("k");
    assert_eq!(person.model.lab.cursor.at, moment, "the sandbox keeps it");
    person.press("e k");
    assert_eq!(
        Some(&person.model.lab.cursor.at),
        person.model.lab.experiment.beats.last(),
        "the stage does not"
    );
}
