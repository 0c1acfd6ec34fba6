//! The veil: while a prediction is open, nothing after its beat is drawn and nothing
//! leads past it.

use idem_lab::sim::fault::FAULTS;
use idem_lab::sim::time::Ms;
use idem_lab::sim::{Experiment, Fault, Scenario, Site};
use idem_lab::tui::cursor::Cursor;
use idem_lab::tui::lab::Lab;
use idem_lab::tui::lens::LENSES;

use super::screen::{Person, SIZES, at, shelf};

/// The stages of the first lesson that ask for a prediction.
fn predictions() -> Vec<String> {
    let lesson = &shelf().lessons[0];
    let asks = lesson.stages.iter().filter(|stage| {
        let person = at(&format!("{}:{}", lesson.id, stage.id));
        person.model.run.as_ref().is_some_and(|run| run.choices() > 0)
    });
    asks.map(|stage| format!("{}:{}", lesson.id, stage.id)).collect()
}

/// A prediction over another story, with its veil at an instant.
fn asking(scenario: &Scenario, veil: Ms) -> Person {
    let mut person = at("lost-ack:bet-keyed");
    person.model.lab = Lab::new(scenario, vec![0, 1]);
    person.model.lab.veil = Some(veil);
    person.model.lab.go(Cursor::at(veil));
    person
}

/// Whether two stories are one up to an instant.
fn same_until(one: &Experiment, other: &Experiment, at: Ms) -> bool {
    let mut lanes = one.traces.iter().zip(&other.traces);
    lanes.all(|(a, b)| a.entries[..a.entries_by(at)] == b.entries[..b.entries_by(at)])
}

/// The faults that fit at a site.
fn fitting(site: Site) -> impl Iterator<Item = Fault> {
    FAULTS.iter().map(|row| row.fault).filter(move |fault| fault.fits(site.place))
}

#[test]
fn there_are_predictions_to_veil() {
    assert_eq!(predictions().len(), 4);
}

/// Compares what a prediction shows of two stories that part only after its veil, over
/// many stories, veils and lenses.
fn assert_veiled(shown: impl Fn(&Person, (u16, u16)) -> String) {
    let base = Scenario::laboratory();
    let known = Experiment::run(&base);
    let sites: Vec<Site> = known.traces.iter().flat_map(|trace| trace.asked.iter().copied()).collect();
    let mut compared = 0;
    for (beat, veil) in known.beats.iter().enumerate() {
        for (number, site) in sites.iter().enumerate() {
            for fault in fitting(*site) {
                let mut other = base.clone();
                other.plan.set(*site, fault);
                if !same_until(&known, &Experiment::run(&other), *veil) {
                    continue;
                }
                // Every lens is met with every site at some beat, and the other way round.
                let lens = LENSES[(beat + number) % LENSES.len()].lens;
                let [one, two] = [&base, &other].map(|scenario| {
                    let mut person = asking(scenario, *veil);
                    person.model.lens = lens;
                    person
                });
                for size in &SIZES[..if number % 4 == 0 { 2 } else { 1 }] {
                    let [one, two] = [&one, &two].map(|person| shown(person, *size));
                    assert_eq!(one, two, "{fault} at {site:?} shows at {veil} ms, {lens:?}, {size:?}");
                    compared += 1;
                }
            }
        }
    }
    assert!(compared > 100, "{compared} screens were compared");
}

/// Whether a row of the screen is the timeline.
fn is_timeline(row: &&str) -> bool {
    row.contains(" beat ") && row.trim_end().ends_with("/?")
}

#[test]
fn two_stories_that_part_after_the_veil_look_the_same_under_it() {
    assert_veiled(|person, size| {
        let text = person.text_at(size);
        let rows: Vec<&str> = text.lines().filter(|row| !is_timeline(row)).collect();
        rows.join("\n")
    });
}

#[test]
fn the_timeline_does_not_tell_how_much_comes_after_the_veil() {
    assert_veiled(|person, size| {
        let text = person.text_at(size);
        text.lines().find(is_timeline).expect("a timeline").to_owned()
    });
}

#[test]
fn no_key_leads_past_the_veil() {
    let ways = [
        "Right Right Right",
        "End",
        "] ] ]",
        "PgDn",
        "Space",
        "Home End",
        "Tab Right Right Right",
        "n",
        "Enter",
    ];
    for place in predictions() {
        for lens in ["", "Tab", "Shift-Tab"] {
            for way in ways {
                let mut person = at(&place);
                let veil = person.model.lab.veil.expect("a prediction is open");
                person.press(lens);
                for key in way.split_whitespace() {
                    person.tap(key);
                    assert!(
                        person.model.motion.drawn(person.model.lab.cursor) <= veil,
                        "{place}: {lens} {way}"
                    );
                    person.settle();
                    assert!(person.model.lab.cursor.at <= veil, "{place}: {lens} {way}");
                }
                assert_eq!(person.model.lab.veil, Some(veil), "{place}: {way} lifts the veil");
            }
        }
    }
}

#[test]
fn no_click_leads_past_the_veil() {
    for place in predictions() {
        for size in SIZES {
            let mut person = at(&place);
            let veil = person.model.lab.veil.expect("a prediction is open");
            person.resize(size);
            for row in 0..size.1 {
                for column in 0..size.0 {
                    person.click(column, row);
                    assert!(person.model.lab.cursor.at <= veil, "{place}: a click on {column}, {row}");
                }
            }
        }
    }
}

#[test]
fn nothing_is_turned_struck_or_taken_away_before_the_answer() {
    for place in predictions() {
        for key in ["k", "t", "c", "r", "R", "K", "x", "w", "z", "e", "i", "Ctrl-r", "h", "Down"] {
            let mut person = at(&place);
            let (scenario, text) = (person.model.lab.scenario().clone(), person.text());
            person.press(key);
            assert_eq!(*person.model.lab.scenario(), scenario, "{place}: {key}");
            assert_eq!(person.text(), text, "{place}: {key} does something");
        }
    }
}

#[test]
fn an_answer_lifts_the_veil_and_not_before_it_is_sure_or_unsure() {
    for place in predictions() {
        for sure in ["s", "u"] {
            let mut person = at(&place);
            person.press(sure);
            assert!(person.model.lab.veil.is_some(), "{place}: {sure} without a choice");
            person.press("1").press("2");
            assert!(person.model.lab.veil.is_some(), "{place}: a choice alone");
            person.press(sure);
            assert!(person.model.lab.veil.is_none(), "{place}: {sure}");
            assert!(person.text().contains("You said"), "{place}: {sure}\n{}", person.text());
        }
    }
}

#[test]
fn a_stage_begun_again_asks_again() {
    for place in predictions() {
        let mut person = at(&place);
        let text = person.text();
        person.press("1 s z");
        assert!(person.model.lab.veil.is_some(), "{place}: the veil is back");
        assert_eq!(person.text(), text, "{place}");
    }
}
