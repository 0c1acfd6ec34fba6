//! From flags to a scenario: lanes first, then the seed, the knobs, and the faults; or,
//! for a search, to one lane's setting.
//!
//! Faults come last because their sites name intents, and knobs make intents.

use std::path::Path;

use super::args::{ExploreArgs, RunArgs};
use super::error::{CliError, FlagError};
use super::quote::printable;
use crate::lesson::sheet;
use crate::share::{self, Shared};
use crate::sim::knob::Kind;
use crate::sim::scenario::ScenarioError;
use crate::sim::{FaultPlan, Knob, Lane, Preset, Recipe, Scenario, Setting, Value};

/// The scenario these flags describe.
///
/// # Errors
/// Names the flag, its text and what is wrong with it; the first wrong one in the order
/// they are read.
pub fn read(args: &RunArgs) -> Result<Scenario, CliError> {
    let mut scenario = start(args.preset.as_deref(), args.source.as_deref())?.unwrap_or_default();
    if let Some(skin) = &args.skin {
        scenario.tell_as(skin).map_err(|why| wrong("skin", skin, why.into()))?;
    }
    apply(&mut scenario, &args.lanes, args.seed.as_deref(), &args.set, &args.fault)?;
    Ok(scenario)
}

/// The scenario of a preset, a file or a code; none where none is named.
///
/// # Errors
/// There is no such preset, the code is refused, or the file cannot be read or is wrong.
pub fn start(preset: Option<&str>, source: Option<&Path>) -> Result<Option<Scenario>, CliError> {
    match (preset, source) {
        (Some(id), _) => {
            let preset = Preset::find(id).map_err(|why| wrong("preset", id, why.into()))?;
            Ok(Some(preset.scenario()))
        }
        (None, Some(source)) => open(source).map(|shared| Some(shared.scenario)),
        (None, None) => Ok(None),
    }
}

/// Applies what flags say of a scenario: lanes, seed, knobs, faults.
///
/// # Errors
/// Names the flag, its text and what is wrong with it.
pub fn apply(
    scenario: &mut Scenario,
    lanes: &[String],
    seed: Option<&str>,
    set: &[String],
    fault: &[String],
) -> Result<(), CliError> {
    if !lanes.is_empty() {
        let text = lanes.join(",");
        let read = Lane::parse_all(text.split(',').map(str::trim));
        scenario.lanes = read.map_err(|why| wrong("lanes", &text, why.into()))?;
    }
    if let Some(seed) = seed {
        scenario.set("seed", seed).map_err(|why| wrong("seed", seed, why.into()))?;
    }
    for text in set {
        let (path, value) = halves("set", text, "KNOB=VALUE", "ttl=1h")?;
        scenario.set(path, value).map_err(|why| wrong("set", text, why.into()))?;
    }
    let intents = if fault.is_empty() { Vec::new() } else { scenario.intents() };
    for text in fault {
        let (site, fault) = halves("fault", text, "SITE=FAULT", "pay/1/reply=lose")?;
        let entry = FaultPlan::entry(site, fault, &intents);
        let entry = entry.map_err(|why| wrong("fault", text, FlagError::plan(why, site, &intents)));
        let (site, fault) = entry?;
        scenario.plan.set(site, fault);
    }
    Ok(())
}

/// The one lane these flags want searched.
///
/// # Errors
/// Names what is wrong; also knobs that say what strikes, since a search tries it all.
pub fn searched(args: &ExploreArgs) -> Result<Setting, CliError> {
    let given = start(args.start.preset.as_deref(), args.start.from.as_deref())?;
    let mut scenario = alone(given, args.recipe.as_deref())?;
    let mut is_set = false;
    for text in &args.set {
        let (path, value) = halves("set", text, "KNOB=VALUE", "ttl=1h")?;
        is_set |= path == "attempts";
        scenario.set(path, value).map_err(|why| wrong("set", text, why.into()))?;
        if let Some(knob) = Knob::find(path).filter(|knob| knob.strikes()) {
            return Err(wrong("set", text, FlagError::Searched(knob)));
        }
    }
    if let Some(text) = &args.attempts {
        if is_set {
            return Err(wrong("attempts", text, FlagError::Twice("attempts")));
        }
        scenario.set("attempts", text).map_err(|why| wrong("attempts", text, why.into()))?;
    }
    Ok(scenario.settings().remove(0))
}

/// One lane of a scenario with its own knobs for all, and nothing that strikes: the lane of
/// this name, else this recipe under the same knobs, else the last lane.
fn alone(given: Option<Scenario>, name: Option<&str>) -> Result<Scenario, CliError> {
    let named = |name: &str| given.as_ref()?.lanes.iter().find(|lane| lane.name == name).cloned();
    let made = |name: &str| Recipe::find(name).map(|recipe| Lane::new(&recipe.id, recipe));
    let lane = match name {
        Some(name) => named(name).or_else(|| made(name)),
        None => given.as_ref().and_then(|given| given.lanes.last().cloned()),
    };
    let mut scenario = given.unwrap_or_default();
    let name = name.unwrap_or_default();
    let lane = lane.ok_or_else(|| CliError::Recipe(ScenarioError::Recipe(name.to_owned())))?;
    scenario.lanes = vec![lane];
    flattened(&mut scenario);
    (scenario.knobs, scenario.plan) = (scenario.knobs.calm(), FaultPlan::default());
    Ok(scenario)
}

/// The last lane's own knobs become everybody's.
pub fn flattened(scenario: &mut Scenario) {
    if let Some(setting) = scenario.settings().last() {
        scenario.knobs = setting.knobs;
    }
    for lane in &mut scenario.lanes {
        lane.own.clear();
    }
}

/// Reads a whole number.
///
/// # Errors
/// Says which numbers would do.
pub fn number(flag: &'static str, text: &str, min: u64, max: u64) -> Result<u64, CliError> {
    let kind = Kind::Count { min, max, unlimited: false };
    match kind.parse(text) {
        Some(Value::Count(number)) => Ok(number),
        _ => Err(wrong(flag, text, FlagError::Number(kind))),
    }
}

/// Reads a share code, or a scenario file.
///
/// # Errors
/// Why the code is refused; or the file cannot be read, or everything that is wrong with
/// it, each at its place.
pub fn open(source: &Path) -> Result<Shared, CliError> {
    match source.to_str().filter(|text| share::is_code(text)) {
        Some(code) => Shared::read(code).map_err(CliError::Code),
        None => file(source).map(Shared::new),
    }
}

fn file(path: &Path) -> Result<Scenario, CliError> {
    let name = printable(&path.display().to_string());
    let source = std::fs::read_to_string(path);
    let source =
        source.map_err(|error| CliError::File(format!("cannot read the scenario file {name}: {error}")))?;
    sheet::read(&source, &name).map_err(|complaints| CliError::File(complaints.to_string()))
}

/// The two halves of a flag's text, around its `=`.
///
/// # Errors
/// There is none: says what the flag takes.
pub fn halves<'t>(
    flag: &'static str,
    text: &'t str,
    shape: &'static str,
    example: &'static str,
) -> Result<(&'t str, &'t str), CliError> {
    text.split_once('=').ok_or_else(|| wrong(flag, text, FlagError::NoEquals { flag, shape, example }))
}

/// A flag whose text means nothing.
#[must_use]
pub fn wrong(flag: &'static str, text: &str, why: FlagError) -> CliError {
    CliError::Flag { flag, text: text.to_owned(), why: Box::new(why) }
}
