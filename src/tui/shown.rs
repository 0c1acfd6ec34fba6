//! What of a scenario the screen does not show: payments beyond those a story may have
//! here, and lanes beyond those drawn. In words, since nothing is left out silently.

use super::lab::{INTENTS_MAX, Lab};
use crate::report::advice::grouped;
use crate::sim::Scenario;

/// How many payments are shown of how many, where those are not all.
fn cut_short(lab: &Lab, opened: &Scenario) -> Option<(String, String)> {
    let (shown, asked) = (lab.scenario().knobs.intents, opened.knobs.intents);
    let cut = opened.listed.is_none() && shown == INTENTS_MAX && asked > shown;
    cut.then(|| (grouped(u64::from(shown)), grouped(u64::from(asked))))
}

/// The lanes that play and are not drawn.
fn undrawn(lab: &Lab) -> Vec<&str> {
    let lanes = lab.scenario().lanes.iter().enumerate();
    lanes.filter(|(index, _)| !lab.shown.contains(index)).map(|(_, lane)| lane.name.as_str()).collect()
}

/// What is left out of a scenario as it is opened.
#[must_use]
pub fn left_out(lab: &Lab, opened: &Scenario) -> Option<String> {
    let mut said = Vec::new();
    if let Some((shown, asked)) = cut_short(lab, opened) {
        said.push(format!("{shown} of {asked} intents are shown"));
    }
    match undrawn(lab).as_slice() {
        [] => {}
        [lane] => said.push(format!("lane {lane} is not drawn")),
        lanes => said.push(format!("lanes {} are not drawn", lanes.join(", "))),
    }
    (!said.is_empty()).then(|| format!("{}; `idem run` tells all.", said.join("; ")))
}

/// What a code of the laboratory leaves out, or carries though it is not drawn.
#[must_use]
pub fn shared(lab: &Lab, opened: &Scenario) -> Vec<String> {
    let cut = cut_short(lab, opened).map(|(shown, asked)| {
        format!("It carries the {shown} intents shown, not the {asked} that were opened.")
    });
    let lanes = undrawn(lab);
    let lanes =
        (!lanes.is_empty()).then(|| format!("It carries what is not drawn too: {}.", lanes.join(", ")));
    cut.into_iter().chain(lanes).collect()
}
