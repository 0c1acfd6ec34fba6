//! Styles: one dump a palette, and what is left without colour.

use idem_lab::tui::theme::{Depth, PALETTES};
use ratatui::style::{Color, Modifier};

use super::gallery::{SCENES, stage};
use super::picture;
use super::screen::{Person, Start, styled};

/// A screen with much on it: both lanes, a broken promise, a site pointed at.
fn busy(palette: &str, depth: Depth) -> Person {
    let mut person = Start::palette(palette, depth).at("lab");
    person.press("t t t End Down Up");
    person
}

#[test]
fn every_palette_in_styles() {
    for (name, _) in PALETTES {
        let name = name.replace('-', "_");
        let mut person = busy(&name.replace('_', "-"), Depth::Sixteen);
        picture(&format!("styles_{name}"), &format!("--theme {name}"), &person.styles());
    }
}

#[test]
fn without_colour_in_styles() {
    let mut person = busy("default", Depth::Mono);
    picture("styles_without_colour", "NO_COLOR", &person.styles());
    let mut person = Start::palette("default", Depth::Mono).at("lost-ack:bet");
    picture("styles_without_colour_lesson", "NO_COLOR", &person.press("2").styles());
    let mut person = Start::palette("default", Depth::Mono).at("lab");
    picture("styles_without_colour_knobs", "NO_COLOR", &person.press("t K").styles());
}

#[test]
fn lenses_in_styles() {
    let mut person = Start::default().at("lab");
    picture(
        "styles_handler",
        "lab: the handler lens in a gap",
        &person.press("Tab Right Right Right Down").styles(),
    );
}

#[test]
fn without_colour_no_cell_has_any() {
    for (index, (name, _)) in PALETTES.into_iter().enumerate() {
        for scene in SCENES.iter().skip(index).step_by(PALETTES.len()) {
            let mut person = stage(Start::palette(name, Depth::Mono), *scene);
            let cells = person.cells();
            let painted =
                cells.content().iter().find(|cell| cell.fg != Color::Reset || cell.bg != Color::Reset);
            assert!(painted.is_none(), "{name}, {}: {painted:?}", scene.0);
        }
    }
}

#[test]
fn without_colour_modifiers_still_tell() {
    for scene in SCENES {
        let mut person = stage(Start::palette("default", Depth::Mono), *scene);
        let cells = person.cells();
        let marked = cells.content().iter().any(|cell| cell.modifier.contains(Modifier::REVERSED));
        let (name, styles) = (scene.0, styled(&cells));
        let footer = !person.text().contains("Esc closes") && person.model.notice.is_none();
        assert!(marked || !footer, "{name}: the key that moves on is not marked\n{styles}");
    }
}

#[test]
fn the_palette_key_goes_through_all_and_back() {
    let mut person = Start::default().at("lab");
    person.press("End");
    let first = person.styles();
    let mut seen = vec![first.clone()];
    for _ in 1..PALETTES.len() {
        // A key without a meaning here takes the notice away.
        person.press("P").press("Home End");
        seen.push(person.styles());
    }
    person.press("P").press("Home End");
    assert_eq!(person.styles(), first);
    for (index, styles) in seen.iter().enumerate() {
        assert!(!seen[..index].contains(styles), "{} looks like another", PALETTES[index].0);
    }
}
