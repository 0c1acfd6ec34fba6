//! Find a break and the step table say what the command line says: who is not served, which
//! knobs decide it, and how few faults break an order.

use idem_lab::sim::{Lane, Recipe, Scenario};
use idem_lab::tui::update::open_sandbox;
use ratatui::style::Style;

use super::gallery::both;
use super::picture;
use super::screen::{Person, at};

/// A person in the sandbox of one recipe, with these knobs.
fn with(recipe: &Recipe, knobs: &[(&str, &str)]) -> Person {
    let lanes = vec![Lane::new("keyed", recipe)];
    let mut scenario = Scenario { lanes, ..Scenario::default() };
    for (path, value) in knobs {
        scenario.set(path, value).expect("a knob");
    }
    let mut person = at("home");
    open_sandbox(&mut person.model, &scenario);
    person
}

fn recipe(id: &str) -> &'static Recipe {
    Recipe::find(id).expect("a recipe")
}

/// The style of the row that holds a text.
fn style(person: &mut Person, text: &str) -> Style {
    let screen = person.text();
    let row =
        screen.lines().position(|line| line.contains(text)).unwrap_or_else(|| panic!("{text}\n{screen}"));
    let (cells, y) = (person.cells(), u16::try_from(row).expect("a row"));
    cells[(3, y)].style()
}

#[test]
fn what_serves_nobody_is_said_before_what_it_keeps() {
    let mut person = with(recipe("fenced"), &[("work", "3s")]);
    person.press("F");
    picture("breaks_of_what_serves_nobody", "fenced, work=3s: F", &both(&person));
    let text = person.text();
    let (not, unknown) = (text.find("not served: even when").expect("said"), text.find("unknown: in "));
    let kept = text.find("kept in every plan").expect("said");
    assert!(unknown.is_some_and(|at| not < at && at < kept), "{text}");
    // The same sentence of a server that serves has another colour.
    let silent = style(&mut person, "kept in every plan");
    let mut serving = with(recipe("fenced"), &[]);
    serving.press("F");
    assert!(!serving.text().contains("not served"), "{}", serving.text());
    assert_ne!(silent, style(&mut serving, "kept in every plan"));
}

#[test]
fn what_is_left_out_is_said_on_opening_and_in_a_code() {
    let lanes = Lane::parse_all(["a=naive", "b=fenced", "c=one-transaction"]).expect("lanes");
    let mut scenario = Scenario { lanes, ..Scenario::default() };
    scenario.set("intents", "1000000").expect("a knob");
    scenario.set("rate", "1000").expect("a knob");
    let mut person = at("home");
    open_sandbox(&mut person.model, &scenario);
    let said = "2,000 of 1,000,000 intents are shown; lane c is not drawn; `idem run` tells all.";
    assert_eq!(person.model.notice.as_deref(), Some(said));
    person.press("Y");
    let text = person.text();
    assert!(
        text.contains("It carries the 2,000 intents shown, not the 1,000,000 that were opened."),
        "{text}"
    );
    assert!(text.contains("It carries what is not drawn too: c."), "{text}");
    let carried = person.model.lab.shared().scenario;
    assert_eq!((carried.lanes.len(), carried.knobs.intents), (3, 2_000));
    let mut usual = at("lab");
    usual.press("Y");
    assert!(usual.model.notice.is_none() && !usual.text().contains("It carries"), "{}", usual.text());
}

#[test]
fn knobs_off_their_defaults_are_among_the_bounds() {
    let mut person = with(recipe("one-transaction"), &[("store", "memory"), ("fingerprint", "off")]);
    person.press("F");
    picture("breaks_with_knobs_off_their_defaults", "store=memory, fingerprint=off: F", &both(&person));
    assert!(
        person.text().replace("\n ", " ").contains("knobs: fingerprint=off store=memory"),
        "{}",
        person.text()
    );
    person.press("Down Down Down Down Down Down Right");
    assert!(
        person.text().replace("\n ", " ").contains("knobs: fingerprint=off store=memory"),
        "{}",
        person.text()
    );
    let mut bare = with(recipe("one-transaction"), &[]);
    bare.press("F");
    assert!(!bare.text().contains("knobs:"), "{}", bare.text());
}

#[test]
fn orders_that_break_are_counted_and_one_of_them_opens() {
    let mut person = with(recipe("effect-then-key"), &[]);
    person.press("F Down Down Down Down Down Down Right");
    let text = person.text();
    assert!(text.contains("broken by 1 fault: ") && text.contains("such as "), "{text}");
    person.press("Down Enter");
    let model = &person.model;
    let broken = model.lab.experiment.traces.last().expect("a lane").verdict.broken();
    let (property, entry) = broken.first().expect("it breaks");
    let at = model.lab.experiment.traces.last().expect("a lane").entries[*entry as usize].at;
    assert!(model.lab.cursor.at < at, "paused before it breaks");
    let said = format!("{} breaks at the next beat.", property.row().id);
    assert_eq!(model.notice.as_deref(), Some(said.as_str()));
}

#[test]
fn a_handler_that_needs_no_fault_to_break_says_so() {
    let own = recipe("effect-then-key");
    let mut steps = own.steps.to_vec();
    steps.rotate_right(1);
    let mut person = with(&own.reordered(steps), &[("intents", "2"), ("key", "shared")]);
    person.press("v");
    let text = person.text();
    assert!(text.contains("honest by no fault at") && !text.contains("by ;"), "{text}");
    picture("steps_broken_by_nothing", "reply first, one key for all: v", &both(&person));
}

#[test]
fn a_sandbox_left_from_a_lesson_leads_back_to_it_from_however_deep() {
    for (keys, screens) in [("Esc Esc Esc", 2), ("e", 2), ("T Enter e", 2)] {
        let mut person = at("lost-ack:key-off");
        person.press("e F Right Enter Enter");
        assert!(person.model.run.is_none() && person.model.screens.len() > 2);
        person.press(keys);
        assert!(person.model.run.is_some(), "{keys}: the lesson goes on");
        assert_eq!(person.model.screens.len(), screens, "{keys}: {:?}", person.model.screens);
    }
}
