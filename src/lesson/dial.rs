//! A dial: what a lesson lets the learner turn. A knob for all lanes, a knob for one
//! lane, a lane's recipe, or the order of its steps.

use crate::sim::fault::FAULTS;
use crate::sim::nearest::hint_or_see;
pub use crate::sim::recipe::{RECIPE, STEPS};
use crate::sim::scenario::ScenarioError;
use crate::sim::{Fault, KNOBS, Knob, RECIPES, Recipe, Scenario};

/// Something that can be turned, by its path: `key`, `keyed.ttl`, `keyed.recipe`,
/// `keyed.steps`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Dial {
    /// The lane it belongs to; none for a knob that all lanes share.
    pub lane: Option<String>,
    /// The knob's id, [`RECIPE`] or [`STEPS`].
    pub id: &'static str,
}

impl Dial {
    /// Reads a path. A bare `recipe` or `steps` is the last lane's: the one on the right.
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
        if let Some(id) = [RECIPE, STEPS].into_iter().find(|own| *own == id) {
            let last = || scenario.lanes.last().map(|lane| lane.name.clone());
            return Ok(Self { lane: lane.or_else(last), id });
        }
        let knob = Knob::find(id).ok_or_else(|| ScenarioError::Knob(id.to_owned()))?;
        if lane.is_some() && !knob.group.per_lane() {
            return Err(ScenarioError::Shared(knob));
        }
        Ok(Self { lane, id: knob.id })
    }

    /// The knob's row; none for a recipe or its steps.
    #[must_use]
    pub fn knob(&self) -> Option<&'static Knob> {
        Knob::find(self.id)
    }

    /// Turns it to a value, from text.
    ///
    /// # Errors
    /// Says what values it takes; nothing is changed.
    pub fn set(&self, scenario: &mut Scenario, text: &str) -> Result<(), ScenarioError> {
        let lane = self.index(scenario).and_then(|index| scenario.lanes.get_mut(index));
        match (self.id, lane) {
            (RECIPE, lane) => {
                let recipe = Recipe::find(text).ok_or_else(|| ScenarioError::Recipe(text.to_owned()))?;
                if let Some(lane) = lane {
                    lane.recipe = recipe.clone();
                }
            }
            (STEPS, Some(lane)) => {
                let steps = lane.recipe.order();
                let ordered = lane.recipe.ordered(text);
                lane.recipe = ordered.ok_or_else(|| ScenarioError::Steps { text: text.to_owned(), steps })?;
            }
            (STEPS, None) => {}
            _ => return scenario.set(&self.to_string(), text),
        }
        Ok(())
    }

    /// What it stands at, as text.
    #[must_use]
    pub fn value(&self, scenario: &Scenario) -> String {
        let lane = self.index(scenario);
        match (self.knob(), lane.and_then(|lane| scenario.lanes.get(lane))) {
            (Some(knob), _) => scenario.value(lane, knob).to_string(),
            (None, Some(lane)) if self.id == STEPS => lane.recipe.order(),
            (None, Some(lane)) => lane.recipe.id.to_string(),
            (None, None) => String::new(),
        }
    }

    /// Every value its key reaches, as text; none for steps, which take every order.
    #[must_use]
    pub fn rungs(&self, scenario: &Scenario) -> Vec<String> {
        match self.knob() {
            Some(knob) => knob.rungs(&scenario.recipes()).iter().map(ToString::to_string).collect(),
            None if self.id == STEPS => Vec::new(),
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
    /// Faults of one kind may be, by its word.
    Fault(&'static str),
}

impl Free {
    /// The word that frees the learner's own hand.
    pub const FAULTS: &'static str = "faults";

    /// Reads `faults`, one kind of them as in `faults.lose`, or a dial's path.
    ///
    /// # Errors
    /// Names the part that is wrong and the nearest valid ones.
    pub fn parse(text: &str, scenario: &Scenario) -> Result<Self, ScenarioError> {
        match text.split_once('.') {
            None if text == Self::FAULTS => Ok(Self::Faults),
            Some((Self::FAULTS, kind)) => {
                let row = FAULTS.iter().find(|row| row.word == kind);
                row.map(|row| Self::Fault(row.word)).ok_or_else(|| ScenarioError::Fault(kind.to_owned()))
            }
            _ => Dial::parse(text, scenario).map(Self::Dial),
        }
    }

    /// Whether it lets the learner strike such a fault.
    #[must_use]
    pub fn strikes(&self, fault: Fault) -> bool {
        match self {
            Self::Faults => true,
            Self::Fault(word) => *word == fault.word(),
            Self::Dial(_) => false,
        }
    }
}

impl std::fmt::Display for Free {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Dial(dial) => dial.fmt(f),
            Self::Faults => f.write_str(Self::FAULTS),
            Self::Fault(word) => write!(f, "{}.{word}", Self::FAULTS),
        }
    }
}

/// The words near a wrong one, for messages: knobs, and what else a scenario table knows.
#[must_use]
pub fn near(id: &str) -> String {
    let own = [RECIPE, STEPS, Free::FAULTS, "lanes", "intent", "skin", "preset"];
    let ids: Vec<&str> = KNOBS.iter().map(|knob| knob.id).chain(own).collect();
    hint_or_see(id, &ids, "idem knobs")
}
