//! The lessons that ship, and lessons that must not load.

use idem_lab::lesson::Shelf;

#[test]
fn the_shipped_lessons_check_clean() {
    if let Err(complaints) = Shelf::shipped() {
        panic!("{complaints}");
    }
}
