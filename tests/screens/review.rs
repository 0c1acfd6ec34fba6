//! Review on the screen: home counts what is due, and opens a sheet of it.

use super::screen::{Person, Start};
use idem_lab::lesson::Kind;
use idem_lab::tui::model::Screen;
use idem_lab::tui::msg::{Effect, Msg};
use idem_lab::tui::room::{ROOMS, Room};
use idem_lab::tui::update::open_review;

/// Home, with the first lesson done on day 100, on another day.
fn home(today: u64) -> Person {
    let mut person = Start::after(usize::MAX).at("home");
    let lesson = person.model.shelf[0].clone();
    for stage in lesson.stages.iter().filter(|stage| matches!(stage.kind, Kind::Predict(_))) {
        person.model.progress.practise(&lesson.id, &stage.id, true, 100, 0);
    }
    person.model.today = today;
    person
}

#[test]
fn home_counts_what_is_due() {
    assert!(!home(100).text_at((120, 40)).contains(" due"));
    let text = home(101).text_at((120, 40));
    assert!(text.lines().any(|row| row.contains("Review") && row.contains("4 due")), "{text}");
}

#[test]
fn a_sheet_is_asked_and_each_answer_is_written_down_as_practice() {
    let mut person = home(200);
    open_review(&mut person.model, 3);
    let text = person.text();
    assert!(text.contains(" Review ") && text.contains("stage 1/4"), "{text}");
    person.press("2 s");
    let effect = person.ask(Msg::Forward);
    let Effect::Practised { lesson, stage, right, variant } = effect else { panic!("{effect:?}") };
    assert_eq!((lesson.as_str(), stage.as_str(), right), ("lost-ack", "bet", true));
    assert!(person.text().contains("stage 2/4"), "{}", person.text());
    let done = person.model.progress.done("lost-ack", "bet").and_then(|done| done.practice);
    let done = done.expect("it is noted");
    assert_eq!((done.day, done.step, u64::from(done.variant)), (200, 1, variant));
    assert_eq!(person.model.progress.count(Some("~review")), 0, "the sheet is no lesson");
    // The next sheet on that day leaves it out.
    person.press("Esc");
    open_review(&mut person.model, 3);
    assert!(person.text().contains("stage 1/3"), "{}", person.text());
}

#[test]
fn two_sheets_in_a_row_never_show_one_picture() {
    for salt in 0..20 {
        let mut person = home(200);
        // Only one idea is due.
        for stage in ["other-silence", "give-up", "bet-keyed"] {
            person.model.progress.practise("lost-ack", stage, true, 9_999, 0);
        }
        open_review(&mut person.model, salt);
        let first = person.model.lab.scenario().clone();
        person.press("2 s n Esc");
        person.model.today = 300;
        for again in 0..8 {
            let mut next = person.clone();
            open_review(&mut next.model, again);
            assert!(next.model.run.is_some(), "it is due again");
            assert_ne!(next.model.lab.scenario().knobs.amount, first.knobs.amount, "{salt} {again}");
        }
    }
}

#[test]
fn where_nothing_is_due_home_says_so() {
    let mut person = home(100);
    open_review(&mut person.model, 1);
    assert!(person.text().contains("Nothing is due today; something is tomorrow."), "{}", person.text());
    assert!(person.model.run.is_none());
}

#[test]
fn its_row_on_home_opens_it() {
    let mut person = home(200);
    let row = ROOMS.iter().position(|row| row.room == Room::Review).expect("it is a room");
    let selected = person.model.shelf.len() + row;
    person.model.screens = vec![Screen::Home { selected }];
    person.press("Enter");
    assert!(person.text().contains("stage 1/4"), "{}", person.text());
}
