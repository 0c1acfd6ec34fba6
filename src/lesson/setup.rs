//! A scenario table, read key by key through the knob table: never a second struct.
//!
//! `preset`, `skin`, `lanes`, `intent` and `faults` are its own; every other key is a knob, `lane.knob` or
//! `lane.recipe`. Each key replaces what stood under it.

mod intents;

use std::ops::Range;

use toml::Spanned;

use super::complaint::Complaints;
use super::dial::{Dial, near};
use super::format::{Text, Tree};
use crate::sim::client::UNLIMITED_CUT;
use crate::sim::fault::{FAULTS, PlanError, words};
use crate::sim::scenario::ScenarioError;
use crate::sim::{Fault, FaultPlan, Lane, Preset, Scenario, Site, Value};

/// The most tries a lesson's story may come to: more is no story to look at.
const TRIES_MAX: u64 = 10_000;

/// What one key of a table changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Touched {
    Preset,
    Skin,
    Lanes,
    Intents,
    Faults,
    Dial(Dial),
}

/// A change, with the places of its key and its value.
#[derive(Clone, Debug)]
pub(super) struct Touch {
    pub(super) what: Touched,
    pub(super) key: Range<usize>,
    pub(super) value: Range<usize>,
}

/// Reads a scenario table into a scenario short enough to look at, and says what it
/// touched.
pub(super) fn read(tree: &Spanned<Tree>, scenario: &mut Scenario, complaints: &mut Complaints) -> Vec<Touch> {
    let touches = read_unbounded(tree, scenario, complaints);
    bound(tree.span(), scenario, complaints);
    touches
}

/// Reads a scenario table of any length.
pub(super) fn read_unbounded(
    tree: &Spanned<Tree>,
    scenario: &mut Scenario,
    complaints: &mut Complaints,
) -> Vec<Touch> {
    let Tree::Table(table) = tree.get_ref() else {
        let help = "write `{ key = \"none\" }` or a table of its own";
        complaints.add(tree.span(), "this is no table of knobs", "a table belongs here", help);
        return Vec::new();
    };
    let mut touches = Vec::new();
    // A preset first: what else is written changes it.
    for (key, value) in table.iter().filter(|(key, _)| key.get_ref() == "preset") {
        preset(value, scenario, complaints);
        touches.push(Touch { what: Touched::Preset, key: key.span(), value: value.span() });
    }
    for (key, value) in table.iter().filter(|(key, _)| key.get_ref() == "skin") {
        skin(value, scenario, complaints);
        touches.push(Touch { what: Touched::Skin, key: key.span(), value: value.span() });
    }
    // Lanes first, since knobs name them; intents before faults, since sites name them.
    for (key, value) in table.iter().filter(|(key, _)| key.get_ref() == "lanes") {
        lanes(value, scenario, complaints);
        touches.push(Touch { what: Touched::Lanes, key: key.span(), value: value.span() });
    }
    for (key, value) in table.iter().filter(|(key, _)| key.get_ref() == "intent") {
        scenario.listed = intents::read(value, complaints).or(scenario.listed.take());
        touches.push(Touch { what: Touched::Intents, key: key.span(), value: value.span() });
    }
    for (key, value) in table {
        match (key.get_ref().as_str(), value.get_ref()) {
            ("preset" | "skin" | "lanes" | "intent" | "faults", _) => {}
            (lane, Tree::Table(own)) => {
                for (knob, value) in own {
                    let path = format!("{lane}.{}", knob.get_ref());
                    touches.extend(dial(&path, knob.span(), value, scenario, complaints));
                }
            }
            (path, _) => touches.extend(dial(path, key.span(), value, scenario, complaints)),
        }
    }
    for (key, value) in table.iter().filter(|(key, _)| key.get_ref() == "faults") {
        faults(value, scenario, complaints);
        touches.push(Touch { what: Touched::Faults, key: key.span(), value: value.span() });
    }
    touches
}

fn preset(value: &Spanned<Tree>, scenario: &mut Scenario, complaints: &mut Complaints) {
    let text = if let Tree::Leaf(text) = value.get_ref() { text.as_str() } else { "" };
    match Preset::find(text) {
        Ok(preset) => *scenario = Scenario { skin: scenario.skin, ..preset.scenario() },
        Err(error) => {
            let help = "`idem presets` lists them";
            complaints.add(value.span(), error.to_string(), "", help);
        }
    }
}

fn skin(value: &Spanned<Tree>, scenario: &mut Scenario, complaints: &mut Complaints) {
    let text = if let Tree::Leaf(text) = value.get_ref() { text.as_str() } else { "" };
    if let Err(error) = scenario.tell_as(text) {
        let help = "write skin = \"http\" or skin = \"queue\": the words it is told in";
        complaints.add(value.span(), error.to_string(), "", help);
    }
}

fn lanes(value: &Spanned<Tree>, scenario: &mut Scenario, complaints: &mut Complaints) {
    let texts = leaves(value, "a list of recipes such as [\"naive\", \"keyed=one-transaction\"]", complaints);
    let lanes = Lane::parse_all(texts.iter().map(|text| text.get_ref().as_str()));
    match lanes {
        Ok(lanes) => scenario.lanes = lanes,
        Err(error) => {
            // Point at the first lane with which the list does not read.
            let reads =
                |n: &usize| Lane::parse_all(texts[..=*n].iter().map(|text| text.get_ref().as_str())).is_err();
            let span = (0..texts.len()).find(reads).map_or(value.span(), |n| texts[n].span());
            let help = "write each lane as RECIPE or NAME=RECIPE; `idem recipes` lists them";
            complaints.add(span, error.to_string(), "", help);
        }
    }
}

/// The texts of a list; complains where it is none.
fn leaves(value: &Spanned<Tree>, wanted: &str, complaints: &mut Complaints) -> Vec<Text> {
    let leaf = |item: &Spanned<Tree>| match item.get_ref() {
        Tree::Leaf(text) => Some(Spanned::new(item.span(), text.clone())),
        _ => None,
    };
    let texts = match value.get_ref() {
        Tree::List(items) => items.iter().map(leaf).collect::<Option<Vec<_>>>(),
        _ => None,
    };
    texts.unwrap_or_else(|| {
        complaints.add(value.span(), "this is no list of words", "", format!("write {wanted}"));
        Vec::new()
    })
}

fn dial(
    path: &str,
    key: Range<usize>,
    value: &Spanned<Tree>,
    scenario: &mut Scenario,
    complaints: &mut Complaints,
) -> Option<Touch> {
    let dial = match Dial::parse(path, scenario) {
        Ok(dial) => dial,
        Err(error) => {
            path_complaint(&error, path, key, complaints);
            return None;
        }
    };
    let Tree::Leaf(text) = value.get_ref() else {
        complaints.add(
            value.span(),
            format!("`{path}` takes one value"),
            "",
            "write one value, not a list or table",
        );
        return None;
    };
    if let Err(error) = dial.set(scenario, text) {
        complaints.add(value.span(), error.to_string(), "", format!("give `{path}` a value it takes"));
        return None;
    }
    Some(Touch { what: Touched::Dial(dial), key, value: value.span() })
}

/// A path that names no dial.
pub(super) fn path_complaint(
    error: &ScenarioError,
    path: &str,
    span: Range<usize>,
    complaints: &mut Complaints,
) {
    let (what, label, help) = match error {
        ScenarioError::Knob(id) => {
            let what = format!("unknown knob `{id}`{}", near(id));
            (what, "no such knob", "`idem knobs` lists every knob".to_owned())
        }
        ScenarioError::Shared(knob) => {
            (error.to_string(), "shared by all lanes", format!("write `{}`", knob.id))
        }
        ScenarioError::Lane { .. } => {
            (error.to_string(), "no such lane", "name a lane of this scenario before the dot".to_owned())
        }
        ScenarioError::Fault(_) => {
            let words = FAULTS.each_ref().map(|row| row.word).join(", ");
            (error.to_string(), "no such fault", format!("the faults are {words}"))
        }
        error => (error.to_string(), "no such knob", format!("`{path}` is to name a knob")),
    };
    complaints.add(span, what, label, help);
}

/// Keeps a story short enough to look at, and a mistyped number from running for hours.
fn bound(span: Range<usize>, scenario: &mut Scenario, complaints: &mut Complaints) {
    let intents =
        scenario.listed.as_ref().map_or(u64::from(scenario.knobs.intents), |list| list.len() as u64);
    let intents = intents + intents.min(u64::from(scenario.knobs.resend));
    let most = |lane: &Lane| match (lane.own.get("attempts"), scenario.knobs.attempts) {
        (Some(Value::Count(n)), _) => *n,
        (Some(_), _) | (None, None) => u64::from(UNLIMITED_CUT),
        (None, Some(n)) => u64::from(n),
    };
    let tries = scenario.lanes.iter().map(most).max().unwrap_or(1).saturating_mul(intents);
    if tries > TRIES_MAX {
        let label = format!("{intents} intents may come to {tries} tries");
        let help = format!("keep `intents` times `attempts` within {TRIES_MAX}");
        complaints.add(span, "the story is too long for a lesson", label, help);
        scenario.knobs.intents = 1;
        scenario.listed = None;
    }
}

fn faults(value: &Spanned<Tree>, scenario: &mut Scenario, complaints: &mut Complaints) {
    let help = "write for example faults = { \"pay/1/reply\" = \"lose\" }";
    let Tree::Table(entries) = value.get_ref() else {
        complaints.add(value.span(), "this is no fault plan", "a table of sites belongs here", help);
        return;
    };
    let intents = scenario.intents();
    let mut plan = FaultPlan::default();
    for (site, fault) in entries {
        let Tree::Leaf(text) = fault.get_ref() else {
            complaints.add(fault.span(), "a site takes one fault", "", help);
            continue;
        };
        match FaultPlan::entry(site.get_ref(), text, &intents) {
            Ok((site, fault)) => plan.set(site, fault),
            Err(error @ PlanError::Site { .. }) => {
                let names: Vec<&str> = intents.iter().take(3).map(|intent| intent.name.as_str()).collect();
                let help = format!("a site is INTENT/TRY/PLACE; the intents here are {}", names.join(", "));
                complaints.add(site.span(), error.to_string(), "no such site", help);
            }
            Err(error) => {
                let place = Site::parse(site.get_ref(), &intents).map(|site| site.place);
                let fitting = place.map_or(Vec::new(), words).join(", ");
                complaints.add(fault.span(), error.to_string(), "", format!("here may strike: {fitting}"));
            }
        }
    }
    scenario.plan = plan;
}

/// The plan's entries that strike something.
pub(super) fn strikes(plan: &FaultPlan) -> impl Iterator<Item = (Site, Fault)> + '_ {
    plan.iter().filter(|(_, fault)| *fault != Fault::None)
}
