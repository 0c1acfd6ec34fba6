//! The signs: each is explained, `--ascii` is ASCII everywhere, and no cell holds what a
//! terminal would obey.

use std::collections::BTreeSet;

use idem_lab::glyph::{GLYPHS, Place, Row};
use idem_lab::tui::keymap;

use super::gallery::{SCENES, both, everywhere, stage};
use super::picture;
use super::screen::{SIZES, Start, at};

/// What frames a page, and what large digits are made of: shapes, not signs.
const SHAPES: &str = "╭╮╰╯▀▄█▌▐▖▗▘▙▚▛▜▝▞▟";

/// What is drawn on a screen.
fn drawn() -> impl Iterator<Item = &'static Row> {
    GLYPHS.iter().filter(|row| row.place != Place::Report)
}

#[test]
fn every_sign_on_any_screen_is_explained_by_help() {
    let signs = drawn().map(|row| row.unicode);
    let keys = keymap::all().flat_map(|row| row.keys).map(|key| key.show(false));
    let known: BTreeSet<char> =
        signs.flat_map(str::chars).chain(keys.collect::<String>().chars()).chain(SHAPES.chars()).collect();
    for (name, person) in everywhere() {
        for size in SIZES {
            let text = person.text_at(size);
            let unknown: BTreeSet<char> =
                text.chars().filter(|c| !c.is_ascii() && !known.contains(c)).collect();
            assert_eq!(unknown, BTreeSet::new(), "{name} at {size:?}:\n{text}");
        }
    }
}

/// All that help says about a place, scrolled through.
fn help(start: Start, place: &str) -> Vec<String> {
    let mut person = start.at(place);
    person.press("?");
    let mut read: Vec<String> = Vec::new();
    for _ in 0..160 {
        let text = person.text();
        let lines = text.lines().map(str::trim).filter(|line| !read.iter().any(|known| known == line));
        let fresh: Vec<String> = lines.map(str::to_owned).collect();
        read.extend(fresh);
        person.press("Down");
    }
    read
}

#[test]
fn help_shows_every_sign_with_its_meaning() {
    for start in [Start::default(), Start::ascii()] {
        let ascii = start.options.ascii;
        let read = help(start, "lab").join("\n");
        for row in drawn() {
            let shape = if ascii { row.ascii } else { row.unicode };
            let meaning: String = row.meaning.chars().take(50).collect();
            let line = format!("{shape}  {meaning}");
            assert!(read.contains(&line), "help does not say: {line}");
        }
    }
}

#[test]
fn help_cuts_no_sentence() {
    for place in ["home", "lab", "lost-ack:bet", "lost-ack:forty"] {
        let cut: Vec<String> =
            help(Start::default(), place).into_iter().filter(|line| line.ends_with("… │")).collect();
        assert_eq!(cut, [""; 0], "{place}");
    }
}

#[test]
fn a_page_scrolled_to_its_end_comes_back_with_the_next_key() {
    for (place, keys) in [("lab", "?"), ("lost-ack:bet", "?")] {
        let mut person = at(place);
        person.press(keys);
        for _ in 0..150 {
            person.press("Down");
        }
        let (end, mut back) = (person.text(), person.clone());
        assert_ne!(end, back.press("Up").text(), "{place}: {keys}: the first Up does nothing\n{end}");
    }
}

#[test]
fn an_open_message_stays_in_its_box() {
    let mut person = at("lab");
    person.press("End Enter Down Down Down Down Down Down Down Down");
    assert!(person.text().contains("receipt"), "{}", person.text());
}

#[test]
fn with_ascii_every_cell_of_every_screen_is_ascii() {
    for scene in SCENES {
        let mut person = stage(Start::ascii(), *scene);
        for size in [SIZES[0], SIZES[1], (60, 16), (59, 15)] {
            person.resize(size);
            let cells = person.cells();
            let strange = cells.content().iter().find(|cell| !cell.symbol().is_ascii());
            assert!(strange.is_none(), "{} at {size:?}: {strange:?}\n{}", scene.0, person.text());
        }
    }
}

#[test]
fn no_cell_holds_a_control_character() {
    for (name, mut person) in everywhere() {
        let cells = person.cells();
        let control = cells.content().iter().find(|cell| cell.symbol().chars().any(char::is_control));
        assert!(control.is_none(), "{name}: {control:?}");
    }
}

#[test]
fn ascii_in_pictures() {
    let shown = [
        ("home", ""),
        ("lab", "End"),
        ("lab", "End Tab Tab"),
        ("lab", "Right Right Right Down x"),
        ("lab", "K"),
        ("lab", "?"),
        ("lost-ack:bet", "2"),
        ("lost-ack:forty", ""),
    ];
    for (number, (place, keys)) in (1..).zip(shown) {
        let mut person = Start::ascii().at(place);
        person.press(keys);
        picture(&format!("ascii_{number}"), &format!("--ascii {place}: {keys}"), &both(&person));
    }
}

#[test]
fn no_motion_in_pictures() {
    let mut person = Start::still().at("lab");
    person.tap("Space");
    person.tick(250);
    picture("no_motion_playing", "--no-motion lab: Space, on the way", &both(&person));
}

#[test]
fn both_ways_to_write_an_arrow_are_keys() {
    for binding in keymap::all() {
        for key in binding.keys {
            let [words, signs] = [true, false].map(|ascii| super::screen::event(&key.show(ascii)));
            assert_eq!(words, signs);
        }
    }
    assert_eq!(at("lab").press("→").text(), at("lab").press("Right").text());
}
