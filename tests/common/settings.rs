//! Scenarios and settings in a line: shipped recipes at the defaults, with some knobs turned.

use idem_lab::sim::{Lane, Scenario, Setting};

/// A scenario of these lanes with knobs turned: `&["ttl=1s", "keyed.lease=5s"]`.
pub(crate) fn scenario(lanes: &[&str], turns: &[&str]) -> Scenario {
    let lanes = Lane::parse_all(lanes.iter().copied()).expect("lanes of shipped recipes");
    let mut scenario = Scenario { lanes, ..Scenario::default() };
    for turn in turns {
        let (knob, value) = turn.split_once('=').expect("a turn is KNOB=VALUE");
        scenario.set(knob, value).unwrap_or_else(|error| panic!("{turn}: {error}"));
    }
    scenario
}

/// One lane's whole input.
pub(crate) fn setting(recipe: &str, turns: &[&str]) -> Setting {
    scenario(&[recipe], turns).settings().remove(0)
}
