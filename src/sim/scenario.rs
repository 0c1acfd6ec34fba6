//! A scenario: what is meant, which knobs are set, what the weather plans, which lanes
//! run. Resolved for one lane it is a `Setting`, the whole input of one run.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::chance::MILLION;
use super::fault::{FAULTS, Fault, FaultPlan};
use super::intent::Intent;
use super::knob::{KNOBS, Knob, Knobs, Value, Words};
use super::nearest::{hint, hint_or_see};
use super::recipe::{RECIPES, Recipe};
use super::site::{Place, Site};
use super::skin::Skin;

/// One server design under test: a recipe, and the system knobs it sets for itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lane {
    /// The name in expressions, knob paths and output.
    pub name: String,
    /// How its server handles a request.
    pub recipe: Recipe,
    /// System knobs that differ from the scenario's, by knob id.
    pub own: BTreeMap<&'static str, Value>,
}

impl Lane {
    /// A lane with no knobs of its own.
    #[must_use]
    pub fn new(name: &str, recipe: &Recipe) -> Self {
        Self { name: name.to_owned(), recipe: recipe.clone(), own: BTreeMap::new() }
    }

    /// Reads one `[NAME=]RECIPE` after another; a second lane of one name gets `-2`.
    ///
    /// # Errors
    /// An unknown recipe, a name that is no name, the same written name twice, no lane.
    pub fn parse_all<'a>(texts: impl IntoIterator<Item = &'a str>) -> Result<Vec<Self>, ScenarioError> {
        let mut lanes: Vec<Self> = Vec::new();
        for text in texts {
            let (name, id) = text.split_once('=').map_or((None, text), |(name, id)| (Some(name), id));
            let recipe = Recipe::find(id).ok_or_else(|| ScenarioError::Recipe(id.to_owned()))?;
            let taken = |name: &str| lanes.iter().any(|lane| lane.name == name);
            let name = match name {
                Some(name) if !is_name(name) => return Err(ScenarioError::LaneName(name.to_owned())),
                Some(name) if taken(name) => return Err(ScenarioError::LaneTwice(name.to_owned())),
                Some(name) => name.to_owned(),
                None => {
                    let numbered = (2_u32..).map(|n| format!("{id}-{n}"));
                    let mut names = std::iter::once(id.to_owned()).chain(numbered);
                    names.find(|name| !taken(name)).unwrap_or_default()
                }
            };
            lanes.push(Self::new(&name, recipe));
        }
        if lanes.is_empty() { Err(ScenarioError::NoLane) } else { Ok(lanes) }
    }
}

/// Whether a text is a name: lower-case letters, digits and dashes, from a letter on.
#[must_use]
pub fn is_name(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.len() <= 32
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// Everything a story is made from. The same scenario always gives the same traces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scenario {
    /// The knobs all lanes share.
    pub knobs: Knobs,
    /// Intents written out one by one, instead of those the workload knobs generate.
    pub listed: Option<Vec<Intent>>,
    /// What the learner, a lesson or a code planned.
    pub plan: FaultPlan,
    /// The servers compared.
    pub lanes: Vec<Lane>,
    /// The words it is told in; the story itself is the same in all.
    pub skin: Skin,
}

impl Default for Scenario {
    /// The bare default: nothing goes wrong, a naive lane and a keyed one.
    fn default() -> Self {
        let lanes = Lane::parse_all(["naive", "keyed=one-transaction"]).unwrap_or_default();
        Self { knobs: Knobs::default(), listed: None, plan: FaultPlan::default(), lanes, skin: Skin::Http }
    }
}

impl Scenario {
    /// The scenario the laboratory opens on: the first reply is lost.
    #[must_use]
    pub fn laboratory() -> Self {
        let mut scenario = Self::default();
        scenario.plan.set(Site::attempt(0, 1).at(Place::Reply), Fault::Lose);
        scenario
    }

    /// The intents, listed or generated, and after them those asked for once more.
    #[must_use]
    pub fn intents(&self) -> Vec<Intent> {
        let mut intents = self.meant();
        for index in 0..intents.len().min(self.knobs.resend as usize) {
            let first = &intents[index];
            let (mut name, at) = (format!("{}-again", first.name), first.at + self.knobs.resend_by);
            // Only names somebody wrote can be taken.
            while self.listed.is_some() && intents.iter().any(|other| other.name == name) {
                name.push_str("-again");
            }
            intents.push(Intent { name, at, ..intents[index].clone() });
        }
        intents
    }

    /// What is meant, each once: the intents, listed or generated.
    #[must_use]
    pub fn meant(&self) -> Vec<Intent> {
        self.listed.clone().unwrap_or_else(|| {
            let knobs = &self.knobs;
            let intent = |index: u32| Intent {
                name: Intent::generated_name(index),
                customer: index % knobs.customers.max(1),
                amount: u64::from(knobs.amount),
                at: u64::from(index) * 1_000 * u64::from(MILLION) / knobs.rate.max(1),
            };
            (0..knobs.intents).map(intent).collect()
        })
    }

    /// The plan the weather follows: what the short knobs write, then the plan itself,
    /// which wins.
    #[must_use]
    pub fn weather_plan(&self) -> FaultPlan {
        let reply = |attempt| (Site::attempt(0, attempt).at(Place::Reply), Fault::Lose);
        let crash = self.knobs.crash.map(|gap| (Site::attempt(0, 1).at(gap), Fault::Crash(None)));
        let written = (1..=self.knobs.lost_replies).map(reply).chain(crash);
        written.chain(self.plan.iter()).collect()
    }

    /// The recipes of the lanes, in order.
    #[must_use]
    pub fn recipes(&self) -> Vec<&Recipe> {
        self.lanes.iter().map(|lane| &lane.recipe).collect()
    }

    /// A knob as one lane sees it.
    #[must_use]
    pub fn value(&self, lane: Option<usize>, knob: &Knob) -> Value {
        let own = lane.and_then(|lane| self.lanes.get(lane)).and_then(|lane| lane.own.get(knob.id));
        own.copied().unwrap_or_else(|| (knob.get)(&self.knobs))
    }

    /// Sets a knob by its path, `ttl` or `keyed.ttl`, from text.
    ///
    /// # Errors
    /// Names the part that is wrong and the nearest valid ones; nothing is changed.
    pub fn set(&mut self, path: &str, text: &str) -> Result<(), ScenarioError> {
        let (lane, id) = path.split_once('.').map_or((None, path), |(lane, id)| (Some(lane), id));
        let knob = Knob::find(id).ok_or_else(|| ScenarioError::Knob(id.to_owned()))?;
        let value = knob.kind.parse(text);
        let value = value.ok_or_else(|| ScenarioError::Value { knob, text: text.to_owned() })?;
        let Some(name) = lane else {
            (knob.put)(&mut self.knobs, value);
            return Ok(());
        };
        let names = || self.lanes.iter().map(|lane| lane.name.clone()).collect();
        let index = self.lanes.iter().position(|lane| lane.name == name);
        let index = index.ok_or_else(|| ScenarioError::Lane { text: name.to_owned(), known: names() })?;
        if !knob.group.per_lane() {
            return Err(ScenarioError::Shared(knob));
        }
        self.lanes[index].own.insert(knob.id, value);
        Ok(())
    }

    /// Tells it in other words.
    ///
    /// # Errors
    /// There are no such words.
    pub fn tell_as(&mut self, text: &str) -> Result<(), ScenarioError> {
        self.skin = Skin::of(text).ok_or_else(|| ScenarioError::Skin(text.to_owned()))?;
        Ok(())
    }

    /// The settings of all lanes, in order.
    #[must_use]
    pub fn settings(&self) -> Vec<Setting> {
        let workload = Arc::new(Workload::new(self.intents(), self.meant().len()));
        let setting = |lane| Setting::new(self.knobs, lane, Arc::clone(&workload));
        self.lanes.iter().map(|lane| Setting { skin: self.skin, ..setting(lane) }).collect()
    }
}

/// The intents, with what is worth computing once for all lanes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workload {
    /// The intents, by index.
    pub intents: Vec<Intent>,
    /// For each intent: the sum of this customer's amounts up to and with it.
    pub targets: Vec<u64>,
    /// For each intent: how many intents this customer had before it.
    pub earlier: Vec<u32>,
    /// For each intent: which of its customer's askings it is, from 1; those asked for
    /// once more come last.
    pub ordinal: Vec<u32>,
    /// For each intent: the one that is meant by it; itself, unless it is asked for once
    /// more under a key of its own.
    pub means: Vec<u32>,
    /// How many are meant: the rest ask for the first of them once more, in order.
    pub meant: usize,
    /// The intents' indices in the order they start.
    pub order: Vec<u32>,
    /// How many customers there are.
    pub customers: usize,
}

impl Workload {
    /// Computes the sums and the order. The first `meant` intents are meant, each once;
    /// the others ask for them once more, in the same order.
    #[must_use]
    pub fn new(intents: Vec<Intent>, meant: usize) -> Self {
        let mut sums: BTreeMap<u32, (u64, u32)> = BTreeMap::new();
        let (mut targets, mut earlier) = (Vec::new(), Vec::new());
        let (mut ordinal, mut means) = (Vec::new(), Vec::new());
        for (index, (number, intent)) in (0..).zip(&intents).enumerate() {
            let (sum, count) = sums.entry(intent.customer).or_default();
            if let Some(first) = index.checked_sub(meant) {
                targets.push(targets[first]);
                earlier.push(earlier[first]);
                means.push(means[first]);
            } else {
                *sum += intent.amount;
                targets.push(*sum);
                earlier.push(*count);
                means.push(number);
            }
            *count += 1;
            ordinal.push(*count);
        }
        let mut order: Vec<u32> = (0..).take(intents.len()).collect();
        order.sort_by_key(|index| (intents[*index as usize].at, *index));
        let customers = sums.keys().max().map_or(0, |most| *most as usize + 1);
        Self { intents, targets, earlier, ordinal, means, meant, order, customers }
    }
}

/// One lane's whole input: the workload, its knobs and its recipe.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The lane's name.
    pub lane: String,
    /// The scenario's knobs, with the lane's own over them.
    pub knobs: Knobs,
    /// How the server handles a request.
    pub recipe: Recipe,
    /// What is meant; shared by all lanes.
    pub workload: Arc<Workload>,
    /// The words it is told in; the engine reads none of them.
    pub skin: Skin,
}

impl Setting {
    /// Resolves a lane.
    #[must_use]
    pub fn new(mut knobs: Knobs, lane: &Lane, workload: Arc<Workload>) -> Self {
        for (id, value) in &lane.own {
            if let Some(knob) = Knob::find(id) {
                (knob.put)(&mut knobs, *value);
            }
        }
        Self { lane: lane.name.clone(), knobs, recipe: lane.recipe.clone(), workload, skin: Skin::Http }
    }

    /// The intents, by index.
    #[must_use]
    pub fn intents(&self) -> &[Intent] {
        &self.workload.intents
    }

    /// The intent that is meant by one: itself, unless it is asked for once more.
    #[must_use]
    pub fn means(&self, index: u32) -> u32 {
        self.workload.means[index as usize]
    }

    /// One intent. The model only ever asks for one that exists.
    #[must_use]
    pub fn intent(&self, index: u32) -> &Intent {
        &self.workload.intents[index as usize]
    }
}

/// Why a scenario cannot be built as written.
#[derive(Clone, Debug, thiserror::Error)]
pub enum ScenarioError {
    /// No knob has this id.
    #[error("unknown knob `{}`{}", .0, hint_or_see(.0, &KNOBS.each_ref().map(|knob| knob.id), "idem knobs"))]
    Knob(String),
    /// The knob takes no such value.
    #[error("`{text}` is no value for `{}`: write {}{}", knob.id, knob.kind.describe(), ladder(knob))]
    Value {
        /// The knob.
        knob: &'static Knob,
        /// The value as written.
        text: String,
    },
    /// A knob that all lanes share was set for one.
    #[error("`{}` is {}: all lanes share it, set it without a lane", .0.id, .0.group.word())]
    Shared(&'static Knob),
    /// No lane has this name.
    #[error("no lane is named `{text}`{}", hint(text, &known.iter().map(String::as_str).collect::<Vec<_>>()))]
    Lane {
        /// The name as written.
        text: String,
        /// The lanes there are.
        known: Vec<String>,
    },
    /// No recipe has this id.
    #[error("unknown recipe `{}`{}", .0, hint_or_see(.0, &RECIPES.each_ref().map(|recipe| &*recipe.id), "idem recipes"))]
    Recipe(String),
    /// No fault has this name.
    #[error("no fault is called `{}`{}", .0, hint_or_see(.0, &FAULTS.each_ref().map(|row| row.word), "idem faults"))]
    Fault(String),
    /// No skin has this name.
    #[error("`{}` is no skin{}", .0, hint(.0, &Skin::ALL.iter().map(|(_, word)| *word).collect::<Vec<_>>()))]
    Skin(String),
    /// The steps of a recipe are not all there, once each.
    #[error("`{text}` is no order of the steps {steps}: write each of them once")]
    Steps {
        /// The order as written.
        text: String,
        /// The steps there are.
        steps: String,
    },
    /// A lane's name that cannot be one.
    #[error("`{0}` is no lane name: use lower-case letters, digits and dashes, from a letter on")]
    LaneName(String),
    /// Two lanes were given one name.
    #[error("two lanes are named `{0}`: give each its own name, NAME=RECIPE")]
    LaneTwice(String),
    /// No lane at all.
    #[error("there is no lane: name at least one recipe")]
    NoLane,
}

fn ladder(knob: &Knob) -> String {
    if knob.ladder.is_empty() { String::new() } else { format!(" (for example {})", knob.ladder.join(", ")) }
}
