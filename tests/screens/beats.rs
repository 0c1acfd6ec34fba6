//! The view is a function of the model: forwards and backwards show the same pictures,
//! time changes nothing that stands still, and motion only fills what lies between.

use idem_lab::tui::msg::Effect;

use super::gallery::{SCENES, everywhere, stage};
use super::screen::{Person, SIZES, Start, at};

/// Stories to walk through: how to come to their first beat.
const STORIES: [&str; 7] = [
    "",
    "Tab",
    "c c c c",
    "i",
    "d d Shift-Tab",
    "r r r r r r r r r r r r Right Down x Down Enter",
    "Right x Down Down Enter Tab Tab",
];

/// Walks with one key until nothing changes, and keeps every screen on the way.
fn walk(person: &mut Person, key: &str) -> Vec<String> {
    let mut seen = vec![person.styles()];
    loop {
        let before = person.model.lab.cursor;
        person.press(key);
        if person.model.lab.cursor == before {
            return seen;
        }
        seen.push(person.styles());
    }
}

#[test]
fn a_beat_looks_the_same_from_both_sides() {
    for story in STORIES {
        let mut person = at("lab");
        person.press(story).press("Home");
        walk(&mut person, "Left");
        let there = walk(&mut person, "Right");
        let mut back = walk(&mut person, "Left");
        back.reverse();
        assert!(there.len() > 5, "{story}: a story has beats");
        assert_eq!(there.len(), back.len(), "{story}: as many steps back");
        for (step, (there, back)) in there.iter().zip(&back).enumerate() {
            assert_eq!(there, back, "{story}: step {step}");
        }
    }
}

#[test]
fn the_beats_end_where_the_end_key_goes() {
    for story in STORIES {
        let (mut walked, mut jumped) = (at("lab"), at("lab"));
        walked.press(story).press("Home");
        let last = walk(&mut walked, "Right").pop();
        assert_eq!(last, Some(jumped.press(story).press("End").styles()), "{story}");
    }
}

#[test]
fn nothing_comes_before_where_the_home_key_goes() {
    for lens in ["", "Tab", "Shift-Tab"] {
        let mut person = at("lab");
        person.press(lens).press("End Home");
        let first = person.styles();
        walk(&mut person, "Left");
        assert_eq!(person.styles(), first, "after `{lens}`");
        // From the end it is as far back as it goes.
        person.press("End");
        walk(&mut person, "Left");
        assert_eq!(person.styles(), first, "after `{lens}`, step by step");
    }
}

/// The letters of each row with a message on its way.
fn under_way(person: &mut Person) -> Vec<String> {
    let text = person.text();
    let rows = text.lines().filter(|row| row.contains('◉'));
    rows.map(|row| row.chars().filter(|c| c.is_alphanumeric() || *c == '$').collect()).collect()
}

#[test]
fn a_message_on_its_way_and_its_words_are_seen_in_every_frame() {
    for story in ["", "d d", "k", "R R R c c c"] {
        for size in SIZES {
            let mut person = at("lab");
            person.resize(size).press(story).press("Home");
            for _ in 1..person.beats() {
                let lab = &person.model.lab;
                let wires = lab.traces().into_iter().map(|trace| {
                    let world = trace.world_at(lab.cursor.entries(trace));
                    world.wire.iter().count()
                });
                let sent: usize = wires.sum();
                let words = under_way(&mut person);
                person.tap("Right");
                while person.model.motion.moves() {
                    let seen = person.text().matches('◉').count();
                    assert_eq!(seen, sent, "{story}\n{}", person.text());
                    assert_eq!(under_way(&mut person), words, "{story}\n{}", person.text());
                    person.tick(33);
                }
            }
        }
    }
}

#[test]
fn played_or_stepped_the_end_is_the_same() {
    let (mut played, mut stepped) = (at("lab"), at("lab"));
    played.press("Space");
    walk(&mut stepped, "Right");
    assert_eq!(played.styles(), stepped.styles());
}

#[test]
fn what_stands_still_asks_for_no_frame_and_does_not_change() {
    for (name, mut person) in everywhere() {
        let before = person.styles();
        for ms in [1, 33, 10_000] {
            assert_eq!(person.tick(ms), Effect::Idle, "{name}");
        }
        assert_eq!(before, person.styles(), "{name}");
    }
}

#[test]
fn with_motion_off_a_step_is_a_jump() {
    let mut person = Start::still().at("lab");
    for _ in 0..person.beats() {
        person.tap("Right");
        assert!(!person.model.motion.moves());
        let before = person.styles();
        person.tick(33);
        assert_eq!(before, person.styles());
    }
}

#[test]
fn with_motion_off_nothing_is_drawn_between_two_played_beats() {
    let mut person = Start::still().at("lab");
    person.tap("Space");
    let mut shown = 0;
    while person.model.motion.moves() {
        let (at, before) = (person.model.lab.cursor, person.styles());
        let effect = person.tick(33);
        if person.model.lab.cursor == at {
            assert_eq!(before, person.styles(), "a frame between two beats");
            assert_eq!(effect, Effect::Idle, "a frame is asked for though nothing changed");
        } else {
            shown += 1;
        }
    }
    assert_eq!(shown + 1, person.beats());
}

#[test]
fn with_motion_off_every_scene_rests_on_the_same_picture() {
    for (scene, (_, mut moving)) in SCENES.iter().zip(everywhere()) {
        let mut still = stage(Start::still(), *scene);
        assert_eq!(moving.styles(), still.styles(), "{}", scene.0);
    }
}

#[test]
fn what_is_taken_back_or_made_again_is_named() {
    for (keys, back, again) in [
        ("k", "Undone: key none -> per-intent;", "Done again: key per-intent -> none;"),
        ("R", "Undone: naive recipe effect-then-key -> naive;", "Done again: naive recipe naive ->"),
        ("Right x Enter", "Undone: lose at pay/1/request;", "Done again: lose at pay/1/request;"),
        ("w", "Undone: new weather: seed 4711 -> 8;", "Done again: new weather: seed 8 -> 4711;"),
        ("t z", "Undone: Reset;", "Done again: Reset;"),
    ] {
        let mut person = at("lab");
        person.press(keys).press("u");
        assert!(person.text().contains(back), "{keys}\n{}", person.text());
        person.press("Ctrl-r");
        assert!(person.text().contains(again), "{keys}\n{}", person.text());
    }
}

#[test]
fn what_changes_nothing_is_nothing_to_take_back() {
    for keys in ["z", "K Backspace Esc", "K Down Down Backspace Backspace Esc"] {
        let mut person = at("lab");
        person.press(keys).press("u");
        assert!(person.text().contains("There is no change to take back."), "{keys}\n{}", person.text());
    }
}

#[test]
fn changes_taken_back_and_made_again_lead_to_the_same_story() {
    for keys in ["c", "t t t", "r", "R", "k k", "i i", "m", "Right x Enter"] {
        let mut person = at("lab");
        let before = person.model.lab.scenario().clone();
        person.press(keys);
        let after = person.model.lab.scenario().clone();
        assert_ne!(before, after, "{keys}");
        let mut undone = 0;
        while *person.model.lab.scenario() != before && undone < 9 {
            person.press("u");
            undone += 1;
        }
        assert_eq!(*person.model.lab.scenario(), before, "{keys}: undone");
        for _ in 0..undone {
            person.press("Ctrl-r");
        }
        assert_eq!(*person.model.lab.scenario(), after, "{keys}: done again");
    }
}
