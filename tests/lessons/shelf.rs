//! The shelf: what ships, in order, found by id, number and stage.

use idem_lab::lesson::shelf::{FILES, ShelfError};
use idem_lab::lesson::{Shelf, check};

fn shelf() -> Shelf {
    Shelf::shipped().unwrap_or_else(|complaints| panic!("{complaints}"))
}

#[test]
fn every_lesson_file_ships_in_the_order_of_its_name() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("lessons");
    let entries = std::fs::read_dir(folder).expect("the folder is there");
    let names = entries.map(|entry| entry.expect("it can be listed").file_name());
    let mut names: Vec<_> = names.map(|name| name.to_string_lossy().into_owned()).collect();
    // The guide for authors lies beside them.
    names.retain(|name| name != "README.md");
    names.sort();
    assert_eq!(FILES.map(|(name, _)| name.to_owned()).to_vec(), names);
}

#[test]
fn every_lesson_loads_and_has_an_id_of_its_own() {
    let mut ids = Shelf::ids();
    assert_eq!(ids.len(), shelf().lessons.len());
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), FILES.len());
}

#[test]
fn a_lesson_needs_only_lessons_before_it() {
    let ids = Shelf::ids();
    for (index, lesson) in shelf().lessons.iter().enumerate() {
        for need in &lesson.needs {
            assert!(ids[..index].contains(need), "{} needs {need}, which comes later", lesson.id);
        }
    }
}

#[test]
fn a_lesson_is_found_by_id_by_number_and_by_stage() {
    let shelf = shelf();
    let found = |text| {
        let (lesson, stage) = shelf.find(text).expect("it is there");
        (lesson.id.as_str(), stage)
    };
    assert_eq!(found("lost-ack"), ("lost-ack", None));
    assert_eq!(found("1"), ("lost-ack", None));
    assert_eq!(found("lost-ack:bet"), ("lost-ack", Some(2)));
    assert_eq!(found("1:3"), ("lost-ack", Some(2)));
}

#[test]
fn a_wrong_name_is_told_the_nearest_ones() {
    let shelf = shelf();
    let error = |text| shelf.find(text).err().map(|error| error.to_string()).expect("there is none such");
    let count = FILES.len();
    let wanted =
        format!("there is no lesson `lost-akc`; did you mean `lost-ack`? (or its number, 1 to {count})");
    assert_eq!(error("lost-akc"), wanted);
    assert_eq!(
        error("1:bets"),
        "lesson `lost-ack` has no stage `bets`; did you mean `bet`? (or its number, 1 to 12)"
    );
    for text in ["", "0", "99", "1:0", "1:99", ":", "1:", "-1", "\u{1b}[31m"] {
        assert!(!error(text).contains('\u{1b}'), "{text:?}");
    }
}

#[test]
fn a_file_of_ones_own_is_loaded_or_refused_with_its_name() {
    assert_eq!(Shelf::open(&super::super::file("tiny.toml")).expect("it loads").id, "tiny");
    let missing = Shelf::open(std::path::Path::new("no/such/lesson.toml"));
    assert!(matches!(missing, Err(ShelfError::File { .. })));
    let wrong = Shelf::open(&super::super::file("bad/bad-id.toml"));
    let wrong = wrong.map_err(|error| error.to_string()).expect_err("it is bad");
    assert!(wrong.contains("bad-id.toml:2:6"), "{wrong}");
}

#[test]
fn complaints_are_coloured_only_if_asked() {
    let complaints =
        check("format = 1\nid = \"\\u001b[31m\"", "\u{1b}[2Jevil.toml", &[]).expect_err("it is bad");
    assert!(!complaints.to_string().contains('\u{1b}'));
    assert!(complaints.render(true).contains("\u{1b}["));
    assert!(!complaints.render(true).contains("\u{1b}[2J"));
}
