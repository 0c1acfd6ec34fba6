//! A watched lesson: shown anew at the stage one is at, and told on the screen while it is
//! wrong.

use idem_lab::lesson::{Lesson, check};
use idem_lab::tui::model::Screen;
use idem_lab::tui::update::reload;

use super::picture;
use super::screen::{Person, SIZES, Start};

const TINY: &str = include_str!("../lessons/tiny.toml");

/// The lesson in a text, or what is wrong with it, as the file's watcher hands it over.
fn read(text: &str) -> Result<Lesson, String> {
    check(text, "tiny.toml", &[]).map_err(|complaints| complaints.to_string())
}

/// A person who watches a lesson.
fn watching() -> Person {
    let mut person = Start::default().at("home");
    person.model.shelf.clear();
    reload(&mut person.model, read(TINY));
    person
}

#[test]
fn a_change_is_shown_at_the_same_stage() {
    let mut person = watching();
    person.press("n n");
    assert!(person.text().contains("What will naive charge?"), "{}", person.text());
    let mut changed = TINY.replace("What will naive charge?", "How much will it be?");
    // A stage before it moves it along: it is found by its id.
    changed = changed.replacen("[[stage]]", "[[stage]]\nid = \"first\"\nsay = \"Hello.\"\n\n[[stage]]", 1);
    reload(&mut person.model, read(&changed));
    let text = person.text();
    assert!(text.contains("How much will it be?") && !text.contains("What will naive"), "{text}");
    // Without that stage, the place in the row counts.
    reload(&mut person.model, read(&TINY.replace("id = \"bet\"", "id = \"ask\"")));
    assert_eq!(person.model.run.as_ref().map(|run| run.here().id.clone()), Some("off".to_owned()));
}

#[test]
fn what_is_wrong_lies_over_the_screen_until_it_is_mended() {
    let mut person = watching();
    reload(&mut person.model, read(&TINY.replace("choices = [10, 20]", "choices = [10, 30]")));
    for size in SIZES {
        person.resize(size);
        let text = person.text();
        assert!(text.contains("the right answer is not among the choices"), "{text}");
        assert!(text.contains("tiny.toml:20:11"), "{text}");
        picture(&format!("complaints_{}", size.0), "a watched lesson that does not load", &text);
    }
    // Only the latest is told.
    reload(&mut person.model, read("format = 1\n"));
    let pages = person.model.screens.iter().filter(|screen| matches!(screen, Screen::Complaints { .. }));
    assert_eq!(pages.count(), 1);
    reload(&mut person.model, read(TINY));
    assert!(!person.text().contains("does not load"), "{}", person.text());
    assert!(person.text().contains("the file is proved"), "{}", person.text());
}

#[test]
fn a_lesson_that_is_wrong_at_first_opens_once_it_is_mended() {
    let mut person = Start::default().at("home");
    person.model.shelf.clear();
    reload(&mut person.model, read("nonsense"));
    assert!(person.text().contains("this is no TOML"), "{}", person.text());
    person.press("Esc");
    reload(&mut person.model, read(TINY));
    assert!(person.text().contains("Tiny"), "{}", person.text());
    assert!(person.model.run.is_some());
}

#[test]
fn long_complaints_are_scrolled() {
    let mut person = watching();
    let wrong = TINY.replace("[[stage]]\nid", "[[stage]]\nnope = 1\nid");
    reload(&mut person.model, read(&wrong));
    let first = person.text();
    assert!(first.contains("Down or Space for more"), "{first}");
    person.press("Space Space Space Space Space Space Space Space");
    let last = person.text();
    assert!(last != first && !last.contains("for more"), "{last}");
    person.press("Esc");
    assert!(!person.text().contains("does not load"));
}
