//! Sizes: what matters stays on small screens, and no size loses the place.

use super::gallery::everywhere;
use super::screen::{SIZES, at};
use idem_lab::tui::lens::{LENSES, Lens, LensRow};
use idem_lab::tui::model::Screen;
use idem_lab::tui::room::ROOMS;

#[test]
fn from_the_smallest_size_on_header_picture_counters_and_footer_stay() {
    for (place, title) in [("lab", "Laboratory"), ("lost-ack:silence", "1 The lost ACK")] {
        let mut person = at(place);
        person.press("] ]");
        for height in 16..=24 {
            for width in (60..=80).step_by(4) {
                let text = person.text_at((width, height));
                let lines: Vec<&str> = text.lines().collect();
                let told = format!("{place} at {width}x{height}:\n{text}");
                assert!(lines[0].starts_with(&format!(" {title}")), "the header of {told}");
                assert!(lines[0].ends_with("t 1.000 s"), "the time of {told}");
                assert!(lines[1].contains("client") && lines[1].contains("naive"), "the names of {told}");
                assert!(text.contains("charge $10"), "the diagram of {told}");
                assert!(text.contains("timeout: did it work?"), "the latest row of {told}");
                assert!(text.contains("NAIVE $10") && text.contains("MEANT $10"), "the counters of {told}");
                assert!(text.contains("beat 5/"), "the timeline of {told}");
                assert!(lines[lines.len() - 1].contains("? help"), "the footer of {told}");
            }
        }
    }
}

#[test]
fn the_money_of_both_lanes_stays_whatever_the_verdicts() {
    for keys in ["End", "t t t End", "k End", "r r r r r c c End"] {
        let mut person = at("lab");
        person.press(keys);
        let money = |text: &str| {
            let row = text.lines().find(|line| line.contains("MEANT")).expect("the counters");
            let found = row.split_once("KEYED $").map(|(_, rest)| rest.split(' ').next().map(str::to_owned));
            found.flatten()
        };
        let wide = money(&person.text_at((140, 24)));
        assert!(wide.is_some(), "{keys}: where there is room, there is money");
        for width in 60..=80 {
            let text = person.text_at((width, 24));
            assert_eq!(money(&text), wide, "{keys} at {width}:\n{text}");
        }
    }
}

#[test]
fn every_row_of_home_is_in_sight_when_it_is_chosen_at_any_height() {
    let mut person = at("home");
    let lessons = person.model.shelf.iter().map(|lesson| lesson.title.clone()).collect::<Vec<_>>();
    let rooms = ROOMS.iter().map(|row| row.label.to_owned());
    for label in lessons.into_iter().chain(rooms) {
        for height in 16..=36 {
            let text = person.text_at((60, height));
            assert!(text.contains(&format!(" {label}")), "{label} at {height}:\n{text}");
            assert!(text.contains("Space plays the lost ACK"), "{label} at {height}:\n{text}");
        }
        person.press("Down");
    }
}

#[test]
fn below_the_smallest_size_one_line_says_what_is_needed() {
    for size in [(59, 16), (60, 15), (40, 10), (28, 1)] {
        let mut person = at("lab");
        let text = person.resize(size).text();
        let said = text.trim();
        assert_eq!(said, format!("idem needs 60x16; here: {}x{}", size.0, size.1));
        let above = text.lines().take_while(|line| line.is_empty()).count();
        assert_eq!(above, usize::from(size.1 / 2), "it stands in the middle");
    }
}

#[test]
fn no_size_is_too_small_to_be_drawn() {
    for (_, person) in everywhere().step_by(15) {
        for width in (1..=140).step_by(9) {
            for height in (1..=50).step_by(6) {
                person.text_at((width, height));
            }
        }
    }
}

#[test]
fn another_size_and_back_keeps_the_place() {
    for (name, mut person) in everywhere().step_by(3) {
        let (before, cursor) = (person.styles(), person.model.lab.cursor);
        for size in [(120, 36), (60, 16), (10, 3), (1, 1), (200, 60), SIZES[0]] {
            person.resize(size).text();
            assert_eq!(person.model.lab.cursor, cursor, "{name} at {size:?}");
        }
        assert_eq!(person.styles(), before, "{name}");
    }
}

#[test]
fn a_click_on_the_timeline_goes_to_the_beat_under_it() {
    for story in ["", "i", "i i", "i i i"] {
        for size in SIZES {
            let mut person = at("lab");
            person.press(story).resize(size).press("End");
            let text = person.text();
            let (row, line) =
                (0..).zip(text.lines()).find(|(_, line)| line.contains("beat ")).expect("a timeline");
            let signs = (0..).zip(line.chars()).filter(|(_, sign)| "●✗◔✘✷▲".contains(*sign));
            let columns: Vec<u16> = signs.map(|(column, _)| column).collect();
            assert_eq!(columns.len(), person.beats(), "{story} at {size:?}: {line}");
            for (beat, column) in columns.into_iter().enumerate() {
                person.click(column, row);
                let here = person.model.lab.cursor.beat(&person.model.lab.experiment.beats);
                assert_eq!(here, beat, "{story} at {size:?}: a click on column {column} of\n{line}");
            }
        }
    }
}

#[test]
fn on_a_wide_screen_two_lenses_stand_whole_beside_the_diagram() {
    for story in ["", "End", "Right Right Right Right", "c c c End"] {
        for lens in &LENSES {
            let mut person = at("lab");
            person.press(story);
            person.model.lens = lens.lens;
            let text = person.text_at(SIZES[1]);
            let shown = |row: &&LensRow| text.contains(&format!("{}  {}", row.word, row.gloss));
            let shown: Vec<&str> = LENSES.iter().filter(shown).map(|row| row.word).collect();
            assert!(shown.len() >= 2, "{story}, {}: {shown:?}\n{text}", lens.word);
            assert!(lens.lens == Lens::Diagram || shown.contains(&lens.word), "{shown:?}\n{text}");
        }
    }
}

#[test]
fn no_text_promises_more_than_a_key_shows() {
    for (name, mut person) in everywhere() {
        // A stage on the SQL bench scrolls; its own law is below.
        if *person.model.top() != Screen::Lab || person.model.desk().is_some() {
            continue;
        }
        for size in SIZES {
            person.resize(size);
            let text = person.text();
            assert!(!text.lines().any(|row| row.ends_with('↓')), "{name}:\n{text}");
        }
    }
}

#[test]
fn a_stage_on_the_sql_bench_shows_all_of_it_to_who_goes_on() {
    for (name, mut person) in everywhere() {
        let in_stage = *person.model.top() == Screen::Lab && person.model.desk().is_some();
        if !in_stage {
            continue;
        }
        for size in SIZES {
            person.resize(size);
            let mut seen = person.text();
            for _ in 0..8 {
                person.press("Space");
                seen = person.text() + &seen;
            }
            let told = ["A late duplicate?", "What do you think?", "does not run"];
            assert!(told.iter().any(|told| seen.contains(told)), "{name} at {size:?}:\n{seen}");
        }
    }
}

#[test]
fn on_the_smallest_screen_the_numbers_of_a_chart_stay_whole() {
    let mut person = at("lab");
    person.press("T Right Right").resize((60, 16));
    let text = person.text();
    for whole in ["naive  ", "keyed  ", "lose-reply=0.2"] {
        assert!(text.contains(whole), "{whole}: {text}");
    }
    assert!(!text.contains("$$"), "{text}");
}
