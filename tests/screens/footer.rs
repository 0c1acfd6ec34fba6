//! The footer: at most four keys and `?`, each whole, and each does something.

use ratatui::style::Style;

use super::gallery::everywhere;
use super::screen::{Person, at};

/// Keys that may rest: those of a search that finds nothing.
const RESTING: [(&str, &str); 2] = [("knobs_not_found", "turn"), ("knobs_not_found", "choose")];

/// The keys the footer shows, as `(key, label)`, with what stands at its right end.
fn keys(person: &mut Person) -> (Vec<(String, String)>, String) {
    let last = person.size.1 - 1;
    let row = person.row(last);
    let (keys, right) = row.split_once("? help").unwrap_or((&row, ""));
    let words = keys.split("   ").map(str::trim).filter(|word| !word.is_empty());
    let pairs = words.map(|pair| {
        let (key, label) = pair.split_once("  ").unwrap_or((pair, ""));
        (key.to_owned(), label.trim().to_owned())
    });
    (pairs.collect(), format!("? help{right}"))
}

/// Whether a scene has a footer: a page to read covers it, and a notice takes its place.
fn has_footer(person: &mut Person) -> bool {
    person.model.notice.is_none() && person.row(person.size.1 - 1).contains("? help")
}

/// All that a key may change.
fn state(person: &mut Person) -> (String, bool, String) {
    let model = &person.model;
    let state = format!("{:?} {:?} {}", model.screens, model.motion, model.lab.fresh);
    (person.styles(), person.left, state)
}

#[test]
fn at_most_four_keys_and_help() {
    for (name, mut person) in everywhere() {
        if !has_footer(&mut person) {
            continue;
        }
        let (keys, right) = keys(&mut person);
        assert!((1..=4).contains(&keys.len()), "{name}: {keys:?}");
        assert!(keys.iter().all(|(_, label)| !label.is_empty()), "{name}: {keys:?}");
        assert_eq!(right, "? help   q quit", "{name}");
    }
}

#[test]
fn each_key_shown_does_something() {
    for (name, mut person) in everywhere() {
        if !has_footer(&mut person) {
            continue;
        }
        for (shown, label) in keys(&mut person).0 {
            // `← →` and `1-3` are several keys: one of them has to lead somewhere.
            let several: Vec<&str> = match shown.split_once('-') {
                Some(("1", _)) => vec!["1", "2"],
                _ => shown.split(' ').collect(),
            };
            // Under the veil there may be no other place: see the test below.
            let veiled =
                person.model.lab.veil.is_some() && ["beat", "turning point"].contains(&label.as_str());
            if veiled || RESTING.contains(&(name, label.as_str())) {
                continue;
            }
            let before = state(&mut person.clone());
            let does = |key: &&str| {
                let mut other = person.clone();
                other.tap(key);
                state(&mut other) != before
            };
            assert!(several.iter().any(does), "{name}: `{shown} {label}` does nothing");
        }
    }
}

#[test]
fn a_prediction_offers_no_key_that_leads_nowhere() {
    for place in ["lost-ack:bet", "lost-ack:other-silence", "lost-ack:give-up", "lost-ack:bet-keyed"] {
        let mut person = at(place);
        for (shown, label) in keys(&mut person).0 {
            let before = state(&mut person.clone());
            let does = |key: &str| state(person.clone().press(key)) != before;
            let several = shown.replace("1-3", "1");
            assert!(several.split(' ').any(does), "{place}: `{shown} {label}` does nothing");
        }
    }
}

#[test]
fn no_key_is_offered_only_to_be_refused() {
    for (name, mut person) in everywhere() {
        if !has_footer(&mut person) {
            continue;
        }
        for (shown, label) in keys(&mut person).0 {
            let Some(key) = shown.split(' ').next().filter(|key| !key.contains("1-")) else { continue };
            let mut other = person.clone();
            other.tap(key);
            let refused = other.model.notice.as_ref().is_some_and(|notice| notice.contains("is not free"));
            assert!(!refused, "{name}: `{shown} {label}`: {:?}", other.model.notice);
        }
    }
}

#[test]
fn where_a_knob_is_to_be_turned_its_key_moves_on() {
    let mut person = at("lost-ack:key-off");
    let first = keys(&mut person).0.swap_remove(0);
    assert_eq!(first.0, "k", "{}", person.row(23));
}

#[test]
fn the_key_that_moves_on_is_marked_and_comes_first() {
    for (place, keys, first) in [
        ("home", "", "Enter"),
        ("lab", "", "Space"),
        ("lost-ack:pay", "", "n"),
        ("lost-ack:silence", "", "Space"),
        ("lost-ack:silence", "Space", "n"),
        ("lost-ack:bet", "", "1-3"),
        ("lost-ack:bet", "2", "s"),
        ("lost-ack:bet", "2 s", "n"),
        ("lost-ack:key-off", "k", "n"),
        ("lost-ack:forty", "", "x"),
    ] {
        let mut person = at(place);
        person.press(keys);
        let cells = person.cells();
        let y = person.size.1 - 1;
        assert!(person.row(y).trim_start().starts_with(first), "{place}: {}", person.row(y));
        let [plain, marked] = [0, 2].map(|x| cells[(x, y)].style());
        assert_ne!(plain, marked, "{place}: {first} is marked");
        assert_ne!(marked, Style::new(), "{place}: {first} is marked");
    }
}

#[test]
fn a_task_names_what_it_is_done_with_and_the_way_to_a_hint() {
    for (place, keys, wanted) in [
        ("lost-ack:forty", "", "x=strike, ↓=point, h=hint, n=go on"),
        ("lost-ack:forty", "h", "x=strike, ↓=point, h=next hint, n=go on"),
        ("lost-ack:forty", "h h h", "x=strike, ↓=point, h=the answer, n=go on"),
        ("lost-ack:forty", "h h h h", "x=strike, ↓=point, n=go on"),
        ("same-again:mend", "", "r=turn recipe, h=hint, n=go on"),
        ("the-key:exactly-two", "", "k=turn key, h=hint, n=go on"),
        ("under-the-hood:order", "", "v=steps, h=hint, n=go on"),
        ("whose-key:break", "", "k=turn key, g=turn scope, h=hint, n=go on"),
        ("how-long:phone", "", "t=turn ttl, h=hint, n=go on"),
        ("retries-alone:survive", "", "a=turn attempts, K=knobs, h=hint, n=go on"),
        ("somebody-elses:inside", "", "K=knobs, h=hint, n=go on"),
        ("try-it:no-harm", "", "w=new weather, h=hint, n=go on"),
        ("same-again:mend", "v", "r=turn recipe, h=hint, n=go on"),
        ("same-again:sort", "", "Space=mark, n=judge, h=hint, ↓=endpoint"),
        ("same-again:sort", "Space n", "Space=mark, n=judge, h=hint, ↓=endpoint"),
        ("http-verbs:proxy", "Space n", "Space=mark, n=judge, h=hint, ↓=endpoint"),
        ("under-the-hood:order", "v", "Enter=pick up, ↑ ↓=choose, x=drop, z=as opened"),
        ("under-the-hood:order", "v Enter", "Enter=put down, ↑ ↓=carry, x=drop, z=as opened"),
        ("in-the-database:etl", "w", "Enter=run, Esc=done"),
    ] {
        let mut person = at(place);
        person.press(keys);
        person.model.notice = None;
        let row = person.row(23);
        let shown = wanted.replace('=', "  ").replace(", ", "   ");
        assert!(row.trim_start().starts_with(&shown), "{place}, {keys}: {row}");
    }
}

#[test]
fn on_the_smallest_screen_no_key_is_half_covered() {
    for (name, mut person) in everywhere() {
        if !has_footer(&mut person) {
            continue;
        }
        let wide = keys(&mut person).0;
        person.resize((60, 16));
        for (number, pair) in keys(&mut person).0.into_iter().enumerate() {
            assert_eq!(Some(&pair), wide.get(number), "{name}: {}", person.row(15));
        }
    }
}

#[test]
fn a_notice_lasts_until_the_next_key() {
    let mut person = at("lab");
    let before = person.text();
    person.press("u");
    assert!(person.text().contains("There is no change to take back."));
    person.tick(10_000);
    assert!(person.text().contains("There is no change to take back."), "time alone takes it away");
    person.press("Left");
    assert_eq!(person.text(), before);
}
