//! A lesson is reset from home: it asks first, and forgets only what was chosen.

use idem_lab::tui::keymap;
use idem_lab::tui::msg::Effect;
use idem_lab::tui::update::update;

use super::picture;
use super::screen::{Person, SIZES, Start, event};

/// Home, with four stages of the first lesson done.
fn home() -> Person {
    Start::after(4).at("home")
}

/// What a key asks of the outside.
fn effect(person: &mut Person, key: &str) -> Effect {
    let msg = keymap::msg(person.model.scope(), false, &event(key)).expect("the key means something");
    update(&mut person.model, msg)
}

#[test]
fn it_asks_first() {
    let mut person = home();
    for size in SIZES {
        person.resize(size);
        person.press("z");
        let text = person.text();
        assert!(text.contains("Forget 4 stages of The lost ACK?"), "{text}");
        picture(&format!("reset_asked_{}", size.0), "z at home", &text);
        person.press("n");
    }
    assert_eq!(person.model.progress.count(None), 4, "n keeps it");
    person.press("z Esc");
    assert_eq!(person.model.progress.count(None), 4, "Esc keeps it");
}

#[test]
fn yes_forgets_the_lesson_and_says_so() {
    let mut person = home();
    person.model.progress.mark("another", "first", None);
    person.press("z");
    let asked = effect(&mut person, "y");
    assert_eq!(asked, Effect::Forget { lesson: "lost-ack".to_owned() });
    assert_eq!(person.model.progress.count(Some("lost-ack")), 0);
    assert_eq!(person.model.progress.count(None), 1, "the others stay");
    let text = person.text();
    assert!(text.contains("The lost ACK is new again.") && text.contains("new"), "{text}");
}

#[test]
fn where_nothing_is_done_nothing_is_asked() {
    let mut person = Start::default().at("home");
    person.press("z");
    assert!(person.text().contains("Nothing of this lesson is done"), "{}", person.text());
    person.press("Up z");
    assert_eq!(person.model.screens.len(), 1, "a room has nothing to reset");
}
