//! `idem explore --json`: a search as a JSON document.
//!
//! The shape is a contract: add fields, rename none.

use std::io::{self, Write};

use serde::{Serialize, Serializer};

use super::bounds::BoundsRow;
use crate::explore::{Exploration, Finding, Tally, Trial};
use crate::report::outcome::Planned;
use crate::report::replay;
use crate::sim::time::Ms;
use crate::sim::{PROPERTIES, Setting};

/// Writes a search, and the trials of other orders if there were any, as one line.
///
/// # Errors
/// Whatever the writer says.
pub fn write(search: &Exploration, trials: Option<&[Trial]>, out: &mut dyn Write) -> io::Result<()> {
    let (setting, tally) = (search.setting(), search.tally());
    let replayed = |finding: &Finding| {
        let run = replay::command(setting, &finding.plan);
        FindingRow { run, ..FindingRow::new(setting, finding) }
    };
    let document = Document {
        recipe: &setting.recipe.id,
        bounds: BoundsRow::new(setting, search.bounds()),
        plans: tally.plans,
        violations: Violations(tally),
        findings: tally.findings().map(replayed).collect(),
        complete: search.is_exhausted(),
        serves: tally.serves,
        unknown: tally.unknown,
        cut: tally.cut,
        never_outlived: tally.never_outlived().iter().map(|horizon| horizon.knob()).collect(),
        orders: trials.map(|trials| trials.iter().map(|trial| TrialRow::new(setting, trial)).collect()),
    };
    serde_json::to_writer(&mut *out, &document)?;
    writeln!(out)
}

#[derive(Serialize)]
struct Document<'s> {
    recipe: &'s str,
    bounds: BoundsRow,
    plans: u64,
    violations: Violations<'s>,
    findings: Vec<FindingRow>,
    /// Whether every plan within the bounds was told.
    complete: bool,
    serves: bool,
    unknown: u64,
    cut: u64,
    never_outlived: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    orders: Option<Vec<TrialRow>>,
}

/// For each property: how many plans break it.
struct Violations<'s>(&'s Tally);

impl Serialize for Violations<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(PROPERTIES.iter().map(|row| (row.id, self.0.violations(row.property))))
    }
}

#[derive(Serialize)]
struct FindingRow {
    property: &'static str,
    plan: Vec<Planned>,
    entry: u32,
    at_ms: Ms,
    /// The command that tells the story; none where no command can.
    #[serde(skip_serializing_if = "Option::is_none")]
    run: Option<String>,
    /// The share code that opens it; none where it would be longer than a line.
    code: Option<String>,
}

impl FindingRow {
    fn new(setting: &Setting, finding: &Finding) -> Self {
        Self {
            property: finding.property.row().id,
            plan: Planned::all(&finding.plan, setting.intents()),
            entry: finding.entry,
            at_ms: finding.at,
            run: None,
            code: replay::code(setting, finding),
        }
    }
}

#[derive(Serialize)]
struct TrialRow {
    steps: Vec<String>,
    plans: u64,
    serves: bool,
    unknown: u64,
    finding: Option<FindingRow>,
}

impl TrialRow {
    fn new(setting: &Setting, trial: &Trial) -> Self {
        let setting = &Setting { recipe: trial.recipe.clone(), ..setting.clone() };
        Self {
            steps: trial.recipe.steps.iter().map(ToString::to_string).collect(),
            plans: trial.plans,
            serves: trial.serves,
            unknown: trial.unknown,
            finding: trial.finding.as_ref().map(|finding| FindingRow::new(setting, finding)),
        }
    }
}
