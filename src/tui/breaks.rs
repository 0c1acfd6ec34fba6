//! The state of the find-a-break screen: what is searched, how far it has come, and which
//! row is chosen. Knows nothing of drawing or threads.

use crate::explore::{Bounds, Exploration, Finding, Rank, Trial};
use crate::sim::{FaultPlan, Knob, Lane, RECIPES, Recipe, Scenario, Setting};

/// The most faults this screen searches for: more do not end while one looks on.
pub const FAULTS_MAX: usize = 4;

/// What can be turned here, from top to bottom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Which recipe.
    Recipe,
    /// How many faults at most.
    Faults,
    /// A knob of the scenario, by id, with a gloss that fits one row.
    Knob(&'static str, &'static str),
    /// The steps as written, or every order of them.
    Orders,
}

/// Every field.
pub const FIELDS: [Field; 7] = [
    Field::Recipe,
    Field::Faults,
    Field::Knob("attempts", "tries before the client gives up"),
    Field::Knob("intents", "payments meant; two may meet each other"),
    Field::Knob("timeout", "below twice the latency tries overlap"),
    Field::Knob("key", "what the client sends as its key"),
    Field::Orders,
];

/// What the search has come to.
#[derive(Clone, Debug, Default)]
pub enum Found {
    /// Nothing yet.
    #[default]
    Nothing,
    /// Plans were told.
    Plans(Box<Exploration>),
    /// Orders of steps were tried.
    Orders(Vec<Trial>),
}

/// The find-a-break screen.
#[derive(Clone, Debug)]
pub struct Breaks {
    /// What is searched: the knobs and the one lane, without weather.
    pub scenario: Scenario,
    /// The most faults in one story.
    pub faults: usize,
    /// Whether every order of the steps is tried.
    pub orders: bool,
    /// What it has come to.
    pub found: Found,
    /// Whether it is still under way.
    pub running: bool,
    /// The row chosen: a field, then what was found.
    pub selected: usize,
}

impl Default for Breaks {
    fn default() -> Self {
        let recipe = Recipe::find("effect-then-key").unwrap_or(&RECIPES[0]);
        let lanes = vec![Lane::new("keyed", recipe)];
        Self {
            scenario: Scenario { lanes, ..Scenario::default() },
            faults: 1,
            orders: false,
            found: Found::Nothing,
            running: false,
            selected: 0,
        }
    }
}

impl Breaks {
    /// The search of what one lane of a scenario does: its own knobs for all, and no
    /// weather, since a search tries it all.
    #[must_use]
    pub fn of(scenario: &Scenario, lane: usize) -> Self {
        let Some(setting) = scenario.settings().into_iter().nth(lane) else { return Self::default() };
        let knobs = setting.knobs.calm();
        let lanes = vec![Lane::new(&setting.lane, &setting.recipe)];
        let scenario = Scenario { knobs, lanes, plan: FaultPlan::default(), ..scenario.clone() };
        Self { scenario, ..Self::default() }
    }

    /// What is searched.
    #[must_use]
    pub fn setting(&self) -> Setting {
        self.scenario.settings().remove(0)
    }

    /// How far.
    #[must_use]
    pub const fn bounds(&self) -> Bounds {
        Bounds::faults(self.faults)
    }

    /// The recipe searched.
    #[must_use]
    pub fn recipe(&self) -> &Recipe {
        self.scenario.lanes.first().map_or(&RECIPES[0], |lane| &lane.recipe)
    }

    /// Turns the field chosen; false where the row is none.
    pub fn turn(&mut self, back: bool) -> bool {
        let Some(field) = FIELDS.get(self.selected) else { return false };
        match field {
            Field::Recipe => {
                let now = RECIPES.iter().position(|recipe| recipe.id == self.recipe().id).unwrap_or(0);
                let step = if back { RECIPES.len() - 1 } else { 1 };
                let next = &RECIPES[(now + step) % RECIPES.len()];
                self.scenario.lanes = vec![Lane::new("keyed", next)];
            }
            Field::Faults => {
                let step = if back { FAULTS_MAX } else { 1 };
                self.faults = (self.faults + step) % (FAULTS_MAX + 1);
            }
            Field::Knob(id, _) => {
                let Some(knob) = Knob::find(id) else { return false };
                let now = (knob.get)(&self.scenario.knobs);
                let next = knob.turned(now, &[], back);
                (knob.put)(&mut self.scenario.knobs, next);
            }
            Field::Orders => self.orders = !self.orders,
        }
        self.found = Found::Nothing;
        true
    }

    /// What was found, a row each that can be opened.
    #[must_use]
    pub fn rows(&self) -> Vec<Row<'_>> {
        match &self.found {
            Found::Nothing => Vec::new(),
            Found::Plans(search) => search.tally().findings().map(Row::Finding).collect(),
            Found::Orders(trials) => {
                let sound = trials.iter().filter(|trial| trial.is_sound()).map(Row::Order);
                sound.chain(Rank::all(trials).into_iter().map(Row::Rank)).collect()
            }
        }
    }

    /// The row chosen, where it is one that was found.
    #[must_use]
    pub fn chosen(&self) -> Option<Row<'_>> {
        self.rows().into_iter().nth(self.selected.checked_sub(FIELDS.len())?)
    }

    /// The story of the row chosen: the recipe beside a naive server, unless it is one.
    #[must_use]
    pub fn story(&self) -> Option<Scenario> {
        let mut scenario = self.scenario.clone();
        match self.chosen()? {
            Row::Finding(finding) => scenario.plan = finding.plan.clone(),
            Row::Order(trial) => scenario.lanes[0].recipe = trial.recipe.clone(),
            Row::Rank(rank) => {
                scenario.lanes[0].recipe = rank.trial.recipe.clone();
                scenario.plan = rank.finding.plan.clone();
            }
        }
        if let Some(naive) = Recipe::find("naive").filter(|naive| naive.id != scenario.lanes[0].recipe.id) {
            "keyed".clone_into(&mut scenario.lanes[0].name);
            scenario.lanes.insert(0, Lane::new("naive", naive));
        }
        Some(scenario)
    }
}

/// Something found.
#[derive(Clone, Copy, Debug)]
pub enum Row<'b> {
    /// A shortest plan that breaks a property.
    Finding(&'b Finding),
    /// An order of steps that nothing breaks.
    Order(&'b Trial),
    /// The orders that equally few faults break.
    Rank(Rank<'b>),
}
