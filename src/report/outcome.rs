//! What became of one lane: the balance, what the customers were told, which promises
//! held, which planned faults never struck and why.
//!
//! The JSON document and the text summary are written from this one account.

use serde::{Serialize, Serializer};

use crate::sim::event::Outcome as Told;
use crate::sim::time::Ms;
use crate::sim::{Fault, FaultPlan, Intent, PROPERTIES, Site, Trace, Verdict};

/// One lane's account, in the order of the JSON contract.
#[derive(Debug, Serialize)]
pub struct Outcome<'t> {
    /// The lane's name.
    pub lane: &'t str,
    /// Its recipe's id.
    pub recipe: &'t str,
    /// What all customers were charged together.
    pub balance: u64,
    /// Durable effects, one number an intent.
    pub effects: Vec<u32>,
    /// What each intent's customer was told; none if never told.
    pub told: Vec<Option<&'static str>>,
    /// Tries made, one number an intent.
    pub attempts: Vec<u16>,
    /// Key records unexpired at the end.
    pub keys_stored: usize,
    /// Which promises held.
    pub properties: Properties,
    /// Which broke, and where first.
    pub broken: Vec<Broken>,
    /// Planned faults this lane never met.
    pub unstruck: Vec<Unstruck>,
    /// How often the server process died.
    pub crashes: usize,
    /// Whether the story was cut short.
    pub cut: bool,
    /// Exactly the faults that struck; replayed alone they give this story again.
    pub struck: Vec<Planned>,
    /// The steps of its handler.
    pub steps: Vec<String>,
    /// Whether those are not the shipped recipe's.
    pub edited: bool,
}

/// A verdict, written as an object with one boolean a property.
#[derive(Debug)]
pub struct Properties(Verdict);

impl Serialize for Properties {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let rows = PROPERTIES.iter();
        serializer.collect_map(rows.map(|row| (row.id, self.0.broken_at(row.property).is_none())))
    }
}

/// One broken promise.
#[derive(Debug, Serialize)]
pub struct Broken {
    /// The property's id.
    pub property: &'static str,
    /// The entry at which it first broke.
    pub entry: u32,
    /// That entry's instant.
    pub at_ms: Ms,
}

/// One entry of a fault plan, as text.
#[derive(Debug, Serialize)]
pub struct Planned {
    /// Where.
    pub site: String,
    /// What.
    pub fault: String,
}

impl Planned {
    /// A plan's entries, sorted by site.
    #[must_use]
    pub fn all(plan: &FaultPlan, intents: &[Intent]) -> Vec<Self> {
        plan.iter().map(|entry| Self::new(entry, intents)).collect()
    }

    /// As `--fault` takes it.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{}={}", self.site, self.fault)
    }

    fn new((site, fault): (Site, Fault), intents: &[Intent]) -> Self {
        Self { site: site.show(intents), fault: fault.to_string() }
    }
}

/// A planned fault that never struck.
#[derive(Debug, Serialize)]
pub struct Unstruck {
    /// What was planned.
    #[serde(flatten)]
    pub planned: Planned,
    /// Why it never struck, in words.
    pub why: String,
}

impl<'t> Outcome<'t> {
    /// The account of a finished story under the plan its weather followed.
    #[must_use]
    pub fn new(trace: &'t Trace, plan: &FaultPlan) -> Self {
        let (setting, end) = (&trace.setting, trace.end());
        let broken = trace.verdict.broken().into_iter().map(|(property, entry)| Broken {
            property: property.row().id,
            entry,
            at_ms: trace.entries.get(entry as usize).map_or(0, |entry| entry.at),
        });
        let unstruck = trace.unstruck(plan).into_iter().map(|entry| Unstruck {
            planned: Planned::new(entry, setting.intents()),
            why: why_unstruck(trace, entry.0),
        });
        Self {
            lane: &setting.lane,
            recipe: &setting.recipe.id,
            edited: setting.recipe.is_edited(),
            steps: setting.recipe.steps.iter().map(ToString::to_string).collect(),
            balance: end.ledger.balance(),
            told: end.clients.iter().map(|client| client.told.map(Told::word)).collect(),
            attempts: end.clients.iter().map(|client| client.attempts).collect(),
            keys_stored: end.keys_stored(&setting.knobs),
            properties: Properties(trace.verdict),
            broken: broken.collect(),
            unstruck: unstruck.collect(),
            crashes: trace.crashes(),
            cut: trace.cut,
            struck: Planned::all(&trace.struck, setting.intents()),
            effects: end.ledger.effects,
        }
    }
}

fn why_unstruck(trace: &Trace, site: Site) -> String {
    let recipe = &trace.setting.recipe;
    if site.place.is_gap() && !recipe.gaps().any(|gap| gap == site.place) {
        format!("{} has no such gap", recipe.id)
    } else {
        "the story never reached it".to_owned()
    }
}
