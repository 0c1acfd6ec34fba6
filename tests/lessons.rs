//! The lessons that ship, lessons that must not load, and what learners may do with them.

use std::path::PathBuf;

use idem_lab::lesson::{Lesson, Shelf, Stage};

#[path = "common/cases.rs"]
mod cases;
#[path = "common/screen.rs"]
mod screen;

mod lessons {
    mod asked;
    mod bad;
    mod http_verbs;
    mod later;
    mod lost_ack;
    mod played;
    mod progress;
    mod prose;
    mod schema;
    mod shelf;
    mod sweeps;
    mod wide;
    mod wild;
}

/// A file of the test folder.
fn file(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/lessons").join(name)
}

/// A lesson that ships.
fn lesson(id: &str) -> Lesson {
    let shelf = Shelf::shipped().unwrap_or_else(|complaints| panic!("{complaints}"));
    shelf.lessons.into_iter().find(|lesson| lesson.id == id).expect("it is on the shelf")
}

/// One of its stages.
fn stage(lesson: &Lesson, id: &str) -> Stage {
    lesson.stages[lesson.stage(id).expect("the stage is there")].clone()
}
