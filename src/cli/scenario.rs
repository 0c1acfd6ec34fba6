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
    let mut scenario = match (&args.preset, args.source.as_deref()) {
        (Some(id), _) => Preset::find(id).map_err(|why| wrong("preset", id, why.into()))?.scenario(),
        (None, Some(source)) => open(source)?.scenario,
        (None, None) => Scenario::default(),
    };
    if let Some(skin) = &args.skin {
        scenario.tell_as(skin).map_err(|why| wrong("skin", skin, why.into()))?;
    }
    apply(&mut scenario, &args.lanes, args.seed.as_deref(), &args.set, &args.fault)?;
    Ok(scenario)
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
    let recipe = Recipe::find(&args.recipe);
    let recipe = recipe.ok_or_else(|| CliError::Recipe(ScenarioError::Recipe(args.recipe.clone())))?;
    let mut scenario = Scenario { lanes: vec![Lane::new(&recipe.id, recipe)], ..Scenario::default() };
    for text in &args.set {
        let (path, value) = halves("set", text, "KNOB=VALUE", "ttl=1h")?;
        scenario.set(path, value).map_err(|why| wrong("set", text, why.into()))?;
        if let Some(knob) = Knob::find(path).filter(|knob| knob.strikes()) {
            return Err(wrong("set", text, FlagError::Searched(knob)));
        }
    }
    if let Some(text) = &args.attempts {
        scenario.set("attempts", text).map_err(|why| wrong("attempts", text, why.into()))?;
    }
    Ok(scenario.settings().remove(0))
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

fn halves<'t>(
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
