//! `idem run --json`: one experiment as a JSON document.
//!
//! The shape is a contract, version 1: add fields, rename none. Entries are written one
//! by one as they are read from the traces, so that a long story needs no second copy.

use std::io::{self, Write};

use serde::{Serialize, Serializer};

use super::entry::EntryRow;
use super::outcome::{Outcome, Planned};
use super::values::Values;
use crate::sim::knob::Words;
use crate::sim::time::Ms;
use crate::sim::{Experiment, KNOBS, Scenario};

/// Writes an experiment as one line of JSON.
///
/// # Errors
/// Whatever the writer says.
pub fn write(experiment: &Experiment, out: &mut dyn Write) -> io::Result<()> {
    let intents = experiment.scenario.intents();
    let document = Document {
        format: 1,
        scenario: ScenarioRow::new(&experiment.scenario),
        seed: experiment.scenario.knobs.seed,
        meant: experiment.meant(),
        plan: Planned::all(&experiment.plan, &intents),
        lanes: experiment.traces.iter().map(|trace| Outcome::new(trace, &experiment.plan)).collect(),
        events: Entries(experiment),
    };
    serde_json::to_writer(&mut *out, &document)?;
    writeln!(out)
}

#[derive(Serialize)]
struct Document<'e> {
    format: u32,
    scenario: ScenarioRow<'e>,
    seed: u64,
    meant: u64,
    plan: Vec<Planned>,
    lanes: Vec<Outcome<'e>>,
    events: Entries<'e>,
}

/// What the stories were made from.
#[derive(Serialize)]
struct ScenarioRow<'e> {
    skin: &'static str,
    knobs: Values,
    intents: Vec<IntentRow>,
    lanes: Vec<LaneRow<'e>>,
}

#[derive(Serialize)]
struct IntentRow {
    name: String,
    customer: u32,
    amount: u64,
    at_ms: Ms,
    /// Whether an earlier intent is asked for once more.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    again: bool,
}

#[derive(Serialize)]
struct LaneRow<'e> {
    lane: &'e str,
    recipe: &'e str,
    knobs: Values,
}

impl<'e> ScenarioRow<'e> {
    fn new(scenario: &'e Scenario) -> Self {
        let (intents, meant) = (scenario.intents().into_iter(), scenario.meant().len());
        let lanes = scenario.lanes.iter();
        Self {
            skin: scenario.skin.word(),
            knobs: Values(KNOBS.iter().map(|knob| (knob.id, (knob.get)(&scenario.knobs))).collect()),
            intents: intents
                .enumerate()
                .map(|(index, intent)| IntentRow {
                    name: intent.name,
                    customer: intent.customer,
                    amount: intent.amount,
                    at_ms: intent.at,
                    again: index >= meant,
                })
                .collect(),
            lanes: lanes
                .map(|lane| LaneRow {
                    lane: &lane.name,
                    recipe: &lane.recipe.id,
                    knobs: Values(lane.own.iter().map(|(id, value)| (*id, *value)).collect()),
                })
                .collect(),
        }
    }
}

/// Every entry of every lane, lane by lane.
struct Entries<'e>(&'e Experiment);

impl Serialize for Entries<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.traces.iter().flat_map(|trace| {
            let entries = trace.entries.iter().enumerate();
            entries.map(|(index, entry)| EntryRow::new(&trace.setting, index, entry))
        }))
    }
}
