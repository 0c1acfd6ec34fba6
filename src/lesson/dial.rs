//! A dial: what a lesson lets the learner turn. A knob for all lanes, a knob for one
//! lane, or a lane's recipe.

use crate::sim::nearest::hint_or_see;
use crate::sim::scenario::ScenarioError;
use crate::sim::{KNOBS, Knob, RECIPES, Recipe, Scenario};

/// The word for a lane's recipe, where a knob's id would stand.
pub const RECIPE: &str = "recipe";

/// Something that can be turned, by its path: `key`, `keyed.ttl`, `keyed.recipe`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Dial {
    /// The lane it belongs to; none for a knob that all lanes share.
    pub lane: Option<String>,
    /// The knob's id, or [`RECIPE`].
    pub id: &'static str,
}

impl Dial {
    /// Reads a path. A bare `recipe` is the last lane's: the one on the right.
    ///
    /// # Errors
    /// Names the part that is wrong and the nearest valid ones.
    pub fn parse(path: &str, scenario: &Scenario) -> Result<Self, ScenarioError> {
        let (lane, id) = path.split_once('.').map_or((None, path), |(lane, id)| (Some(lane), id));
        if let Some(lane) = lane
            && !scenario.lanes.iter().any(|known| known.name == lane)
        {
            let known = scenario.lanes.iter().map(|lane| lane.name.clone()).collect();
            return Err(ScenarioError::Lane { text: lane.to_owned(), known });
        }
        let lane = lane.map(str::to_owned);
        if id == RECIPE {
            let last = || scenario.lanes.last().map(|lane| lane.name.clone());
            return Ok(Self { lane: lane.or_else(last), id: RECIPE });
        }
        let knob = Knob::find(id).ok_or_else(|| ScenarioError::Knob(id.to_owned()))?;
        if lane.is_some() && !knob.group.per_lane() {
            return Err(ScenarioError::Shared(knob));
        }
        Ok(Self { lane, id: knob.id })
    }

    /// The knob's row; none for a recipe.
    #[must_use]
    pub fn knob(&self) -> Option<&'static Knob> {
        Knob::find(self.id)
    }

    /// Turns it to a value, from text.
    ///
    /// # Errors
    /// Says what values it takes; nothing is changed.
    pub fn set(&self, scenario: &mut Scenario, text: &str) -> Result<(), ScenarioError> {
        if self.id != RECIPE {
            return scenario.set(&self.to_string(), text);
        }
        let recipe = Recipe::find(text).ok_or_else(|| ScenarioError::Recipe(text.to_owned()))?;
        if let Some(index) = self.index(scenario) {
            scenario.lanes[index].recipe = recipe.clone();
        }
        Ok(())
    }

    /// What it stands at, as text.
    #[must_use]
    pub fn value(&self, scenario: &Scenario) -> String {
        let lane = self.index(scenario);
        match (self.knob(), lane.and_then(|lane| scenario.lanes.get(lane))) {
            (Some(knob), _) => scenario.value(lane, knob).to_string(),
            (None, Some(lane)) => lane.recipe.id.to_string(),
            (None, None) => String::new(),
        }
    }

    /// Every value its key reaches, as text.
    #[must_use]
    pub fn rungs(&self, scenario: &Scenario) -> Vec<String> {
        match self.knob() {
            Some(knob) => knob.rungs(&scenario.recipes()).iter().map(ToString::to_string).collect(),
            None => RECIPES.iter().map(|recipe| recipe.id.to_string()).collect(),
        }
    }

    fn index(&self, scenario: &Scenario) -> Option<usize> {
        let name = self.lane.as_ref()?;
        scenario.lanes.iter().position(|lane| lane.name == *name)
    }
}

impl std::fmt::Display for Dial {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.lane {
            Some(lane) => write!(f, "{lane}.{}", self.id),
            None => f.write_str(self.id),
        }
    }
}

/// What a stage frees: a dial, or the learner's own hand on messages and gaps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Free {
    /// A dial may be turned.
    Dial(Dial),
    /// Faults may be struck and cleared.
    Faults,
}

impl Free {
    /// The word that frees the learner's own hand.
    pub const FAULTS: &'static str = "faults";

    /// Reads `faults` or a dial's path.
    ///
    /// # Errors
    /// Names the part that is wrong and the nearest valid ones.
    pub fn parse(text: &str, scenario: &Scenario) -> Result<Self, ScenarioError> {
        if text == Self::FAULTS { Ok(Self::Faults) } else { Dial::parse(text, scenario).map(Self::Dial) }
    }
}

/// The words near a wrong one, for messages: knobs, and what else a scenario table knows.
#[must_use]
pub fn near(id: &str) -> String {
    let own = [RECIPE, Free::FAULTS, "lanes", "intent"];
    let ids: Vec<&str> = KNOBS.iter().map(|knob| knob.id).chain(own).collect();
    hint_or_see(id, &ids, "idem knobs")
}
