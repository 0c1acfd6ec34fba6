//! What single keys do in places of their own: home, the menu of faults, the panel of
//! knobs, a stage that plays.

use idem_lab::sim::{KNOBS, Knob, RECIPES, Scenario, Value};
use idem_lab::tui::model::Screen;
use idem_lab::tui::update::open_sandbox;

use super::screen::{Person, at};

#[test]
fn at_home_there_is_no_way_back_but_the_way_out_is_told() {
    let mut person = at("home");
    person.press("Esc");
    assert!(!person.left, "Esc leaves the program");
    assert!(person.text().contains("q leaves"), "{}", person.text());
    person.press("q");
    assert!(person.left);
}

#[test]
fn where_faults_are_chosen_enter_strikes() {
    let mut person = at("lab");
    person.press("Right x");
    let row = person.row(23);
    assert!(row.starts_with("  Enter  strike"), "{row}");
    assert!(!row.contains("open"), "{row}");
}

#[test]
fn while_a_stage_plays_going_on_finishes_the_play_first() {
    let (mut waited, mut hurried) = (at("lost-ack:silence"), at("lost-ack:silence"));
    waited.press("Space");
    hurried.tap("Space");
    hurried.tick(33);
    hurried.tap("n");
    assert!(!hurried.model.motion.moves(), "it still plays");
    assert_eq!(hurried.styles(), waited.styles());
    hurried.press("n");
    assert_eq!(hurried.model.run.as_ref().map(|run| run.stage), Some(2));
}

/// The panel of knobs over a laboratory, on one knob.
fn panel(scenario: &Scenario, knob: &Knob) -> Person {
    let mut person = at("lab");
    open_sandbox(&mut person.model, scenario);
    let selected = KNOBS.iter().position(|row| row.id == knob.id).expect("it is a knob");
    person.model.screens.push(Screen::Panel { query: String::new(), selected });
    person
}

fn ttl(scenario: &Scenario, lane: Option<usize>) -> (Value, bool) {
    let knob = Knob::find("ttl").expect("it is a knob");
    let own = lane.is_some_and(|lane| scenario.lanes[lane].own.contains_key(knob.id));
    (scenario.value(lane, knob), own)
}

#[test]
fn a_lanes_own_value_is_turned_home_to_the_one_all_share() {
    let mut scenario = Scenario::laboratory();
    scenario.set("ttl", "30d").expect("a span");
    scenario.set("keyed.ttl", "1s").expect("a span");
    let mut person = panel(&scenario, Knob::find("ttl").expect("it is a knob"));
    let (shared, _) = ttl(&scenario, None);
    let lab = |person: &Person, lane| ttl(person.model.lab.scenario(), lane);
    assert_eq!(lab(&person, Some(1)), (ttl(&scenario, Some(1)).0, true));
    person.press("Backspace");
    assert_eq!(lab(&person, Some(1)), (shared, false), "the lane follows the others again");
    assert_eq!(lab(&person, None), (shared, false), "which stand as they were");
    person.press("Backspace");
    assert_eq!(lab(&person, None).0, ttl(&Scenario::laboratory(), None).0, "then all turn home");
    person.press("Backspace");
    assert!(person.text().contains("ttl is at its default already."), "{}", person.text());
    person.press("Esc u u");
    assert_eq!(*person.model.lab.scenario(), scenario, "two steps, none of them empty");
}

#[test]
fn the_recipe_keeps_its_place_among_the_knobs() {
    for turned in ["", "c c", "k k t t t"] {
        let mut person = at("lab");
        person.press(turned);
        for _ in &RECIPES {
            person.press("r");
            let recipe = &person.model.lab.traces()[1].setting.recipe.id;
            let row = person.clone().row(22);
            assert!(
                row.contains(&format!("r {recipe}")) || row.contains(&format!("r recipe {recipe}")),
                "{row}"
            );
        }
    }
}
