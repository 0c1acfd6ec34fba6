//! The laboratory's state: one experiment, one cursor, and every change that led here.
//!
//! A change re-runs all lanes and keeps the simulated time. It knows nothing of screens,
//! keys or drawing.

mod answer;

use std::fmt::Display;

pub use self::answer::Answer;

use super::cursor::Cursor;
use crate::lesson::Offer;
use crate::share::{Moment, Shared};
use crate::sim::event::{Arrival, Event};
use crate::sim::knob::{Knob, Words};
use crate::sim::site::PLACES;
use crate::sim::time::Ms;
use crate::sim::{
    Entry, Experiment, Fault, Knobs, Lane, Place, Preset, RECIPES, Recipe, Scenario, Site, Trace, Value,
};

/// The most intents a story may have on screen; longer runs belong to `idem run`.
pub const INTENTS_MAX: u32 = 2_000;

/// One laboratory.
#[derive(Clone, Debug)]
pub struct Lab {
    /// The stories on screen.
    pub experiment: Experiment,
    /// The stories before the latest change.
    pub ghost: Option<Experiment>,
    /// What the latest change did.
    pub answer: Option<Answer>,
    /// Whether the learner has not moved on since that change.
    pub fresh: bool,
    /// The moment shown.
    pub cursor: Cursor,
    /// Nothing after this instant may be shown or scrubbed to, while it is set.
    pub veil: Option<Ms>,
    /// Whether a change is answered by the end of the new story, rather than by the moment
    /// looked at.
    pub ends: bool,
    /// The lanes drawn: one or two.
    pub shown: Vec<usize>,
    /// The site the learner points at.
    pub pointed: Option<Site>,
    past: Vec<Step>,
    future: Vec<Step>,
}

/// A change that was made, or taken back, and where the other way leads.
#[derive(Clone, Debug)]
struct Step {
    scenario: Scenario,
    change: Change,
}

/// A change in words: what it did, and what taking it back does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    there: String,
    back: String,
}

impl Change {
    /// From one value to another; taken back it is the other way round.
    #[must_use]
    pub fn turn(what: &str, from: &dyn Display, to: &dyn Display) -> Self {
        Self { there: format!("{what} {from} -> {to}"), back: format!("{what} {to} -> {from}") }
    }

    /// What has one name, both ways.
    #[must_use]
    pub fn named(what: &str) -> Self {
        Self { there: what.to_owned(), back: what.to_owned() }
    }
}

impl Lab {
    /// Opens a scenario at its first beat, paused.
    #[must_use]
    pub fn new(scenario: &Scenario, shown: Vec<usize>) -> Self {
        let experiment = Experiment::run(&within_bounds(scenario));
        let cursor = Cursor::at(experiment.beats.first().copied().unwrap_or(0));
        let shown = if shown.is_empty() { (0..experiment.traces.len().min(2)).collect() } else { shown };
        Self {
            experiment,
            ghost: None,
            answer: None,
            fresh: false,
            cursor,
            veil: None,
            ends: false,
            shown,
            pointed: None,
            past: Vec::new(),
            future: Vec::new(),
        }
    }

    /// What the stories are made from.
    #[must_use]
    pub const fn scenario(&self) -> &Scenario {
        &self.experiment.scenario
    }

    /// The stories drawn, in order.
    #[must_use]
    pub fn traces(&self) -> Vec<&Trace> {
        self.shown.iter().filter_map(|lane| self.experiment.traces.get(*lane)).collect()
    }

    /// The beats up to which the learner may go.
    #[must_use]
    pub fn open_beats(&self) -> &[Ms] {
        let beats = &self.experiment.beats;
        let open = self.veil.map_or(beats.len(), |veil| beats.partition_point(|beat| *beat <= veil));
        &beats[..open]
    }

    /// Moves the cursor, never past the veil.
    pub fn go(&mut self, cursor: Cursor) {
        self.fresh = false;
        self.cursor = match self.veil {
            Some(veil) if cursor.at > veil => Cursor::at(veil),
            _ => cursor,
        };
    }

    /// What a share code carries of this: the stories, and the moment looked at.
    #[must_use]
    pub fn shared(&self) -> Shared {
        let sub = self.cursor.sub.and_then(|sub| u32::try_from(sub).ok());
        let moment = Some(Moment { at: self.cursor.at, sub });
        Shared { scenario: self.scenario().clone(), moment }
    }

    /// Goes to the moment of a share code, as far as the stories have it.
    pub fn visit(&mut self, moment: Moment) {
        let last = self.experiment.beats.last().copied().unwrap_or(0);
        let sub = moment.sub.and_then(|sub| usize::try_from(sub).ok());
        let cursor = Cursor { at: moment.at.min(last), sub };
        self.go(cursor.within(&self.experiment, &self.shown));
    }

    /// The next or previous turning point.
    #[must_use]
    pub fn turning_point(&self, back: bool) -> Option<Ms> {
        let points = self.experiment.turning_points();
        if back {
            points.into_iter().rev().find(|point| *point < self.cursor.at)
        } else {
            points.into_iter().find(|point| *point > self.cursor.at)
        }
    }

    /// Takes another scenario: every lane is run anew under the same weather, and the
    /// cursor keeps its simulated time, or goes to the end where that is what counts. What
    /// changes nothing is nothing to take back.
    pub fn change(&mut self, scenario: &Scenario, change: Change) {
        let words = format!("{}:", change.there);
        if scenario != self.scenario() {
            self.past.push(Step { scenario: self.scenario().clone(), change });
            self.future.clear();
        }
        self.rerun(scenario, &words);
    }

    /// Takes back the latest change. Returns whether there was one.
    pub fn undo(&mut self) -> bool {
        let Some(Step { scenario, change }) = self.past.pop() else { return false };
        let words = format!("Undone: {};", change.back);
        self.future.push(Step { scenario: self.scenario().clone(), change });
        self.rerun(&scenario, &words);
        true
    }

    /// Makes an undone change again. Returns whether there was one.
    pub fn redo(&mut self) -> bool {
        let Some(Step { scenario, change }) = self.future.pop() else { return false };
        let words = format!("Done again: {};", change.there);
        self.past.push(Step { scenario: self.scenario().clone(), change });
        self.rerun(&scenario, &words);
        true
    }

    fn rerun(&mut self, scenario: &Scenario, what: &str) {
        let before = std::mem::replace(&mut self.experiment, Experiment::run(&within_bounds(scenario)));
        let end = Cursor::end(&self.experiment.beats);
        self.cursor = if self.ends { end } else { Cursor { at: self.cursor.at.min(end.at), ..self.cursor } };
        let lanes = self.experiment.traces.len();
        if before.traces.len() != lanes {
            // Other lanes than those that were drawn.
            self.shown = (0..lanes.min(2)).collect();
        }
        self.answer = Some(Answer::new(&before, &self.experiment, &self.shown, what));
        self.ghost = Some(before);
        self.fresh = true;
    }

    /// The lane shown that has a value of its own for a knob; the right one first.
    fn own(&self, knob: &Knob) -> Option<usize> {
        let has = |lane: &usize| {
            self.scenario().lanes.get(*lane).is_some_and(|lane| lane.own.contains_key(knob.id))
        };
        self.shown.iter().rev().copied().find(has)
    }

    /// Turns a knob to its next value, in the lane that has its own, else in all.
    /// A stage's offer stands in for its ladder.
    pub fn turn(&mut self, knob: &'static Knob, offer: Option<&Offer>, back: bool) {
        let own = self.own(knob);
        let recipes: Vec<_> = self.traces().iter().map(|trace| &trace.setting.recipe).collect();
        let now = self.scenario().value(own, knob);
        let offered = offer.and_then(|offer| offer.next(&now.to_string(), back));
        let offered = offered.and_then(|text| knob.kind.parse(text));
        let next = offered.unwrap_or_else(|| knob.turned(now, &recipes, back));
        self.put(knob, own, Some(next));
    }

    /// Turns a knob home: a lane's own value gives way to the one all share, and that to
    /// the default. Returns whether there was anything to turn.
    pub fn turn_home(&mut self, knob: &'static Knob, offer: Option<&Offer>) -> bool {
        let own = self.own(knob);
        // A stage that offers values has its home among them.
        let first = offer.and_then(|offer| offer.values.first());
        if let Some(first) = first.and_then(|text| knob.kind.parse(text)) {
            let moves = self.scenario().value(own, knob) != first;
            if moves {
                self.put(knob, own, Some(first));
            }
            return moves;
        }
        let home = (knob.get)(&Knobs::default());
        if own.is_none() && self.scenario().value(None, knob) == home {
            return false;
        }
        self.put(knob, own, own.is_none().then_some(home));
        true
    }

    /// Sets a knob in one lane, or in all; a lane without a value takes the one all share.
    fn put(&mut self, knob: &'static Knob, lane: Option<usize>, value: Option<Value>) {
        let mut scenario = self.scenario().clone();
        let now = scenario.value(lane, knob);
        let mut whose = String::new();
        match (lane.and_then(|lane| scenario.lanes.get_mut(lane)), value) {
            (Some(lane), value) => {
                whose = format!("{}.", lane.name);
                match value {
                    Some(value) => _ = lane.own.insert(knob.id, value),
                    None => _ = lane.own.remove(knob.id),
                }
            }
            (None, Some(value)) => (knob.put)(&mut scenario.knobs, value),
            (None, None) => {}
        }
        let next = scenario.value(lane, knob);
        let label = scenario.skin.label(knob);
        self.change(&scenario, Change::turn(&format!("{whose}{label}"), &now, &next));
    }

    /// Gives a lane the next recipe (or the one before).
    pub fn next_recipe(&mut self, lane: usize, offer: Option<&Offer>, back: bool) {
        let Some(now) = self.scenario().lanes.get(lane) else { return };
        let index = RECIPES.iter().position(|recipe| recipe.id == now.recipe.id).unwrap_or(0);
        let step = if back { RECIPES.len() - 1 } else { 1 };
        let offered = offer.and_then(|offer| offer.next(&now.recipe.id, back)).and_then(Recipe::find);
        let next = offered.unwrap_or(&RECIPES[(index + step) % RECIPES.len()]);
        let skin = self.scenario().skin;
        let change =
            Change::turn(&format!("{} recipe", now.name), &now.recipe.title(skin), &skin.recipe(next));
        let mut scenario = self.scenario().clone();
        let own = scenario.lanes[lane].own.clone();
        let name = scenario.lanes[lane].name.clone();
        scenario.lanes[lane] = Lane { own, ..Lane::new(&name, next) };
        self.change(&scenario, change);
    }

    /// Plans a fault at a site, or with `none` that nothing strikes there.
    pub fn strike(&mut self, site: Site, fault: Fault) {
        let mut scenario = self.scenario().clone();
        let what = format!("{} at {}", fault, site.show(&scenario.intents()));
        scenario.plan.set(site, fault);
        self.change(&scenario, Change::named(&what));
    }

    /// Another weather: a fresh seed.
    pub fn reseed(&mut self, seed: u64) {
        let mut scenario = self.scenario().clone();
        let change = Change::turn("new weather: seed", &scenario.knobs.seed, &seed);
        scenario.knobs.seed = seed;
        self.change(&scenario, change);
    }

    /// Takes a preset's scenario, told as this one is, from its first beat.
    pub fn load(&mut self, preset: &Preset) {
        let scenario = Scenario { skin: self.scenario().skin, ..preset.scenario() };
        self.shown = (0..scenario.lanes.len().min(2)).collect();
        self.pointed = None;
        self.change(&scenario, Change::named(preset.label));
        self.cursor = Cursor::at(self.experiment.beats.first().copied().unwrap_or(0));
    }

    /// Tells the same stories in the other words.
    pub fn retell(&mut self) {
        let mut scenario = self.scenario().clone();
        scenario.skin = scenario.skin.other();
        let change = Change::named(&format!("told as {}", scenario.skin.word()));
        self.change(&scenario, change);
    }

    /// The sites one can point at: those the stories asked about so far, in their order.
    #[must_use]
    pub fn sites(&self) -> Vec<Site> {
        let mut sites: Vec<(Ms, usize, Site)> = Vec::new();
        for trace in self.traces() {
            let past = &trace.entries[..self.cursor.entries(trace)];
            for (index, entry) in past.iter().enumerate() {
                let here = PLACES.iter().map(|(place, _)| entry.site.at(*place));
                let asked = here.filter(|site| reaches(entry, *site) && trace.asked.contains(site));
                sites.extend(asked.map(|site| (entry.at, index, site)));
            }
        }
        sites.sort_unstable();
        let mut seen = std::collections::BTreeSet::new();
        sites.into_iter().map(|(.., site)| site).filter(|site| seen.insert(*site)).collect()
    }

    /// What the plan, or chance, has strike at a site in the lanes shown.
    #[must_use]
    pub fn struck(&self, site: Site) -> Option<Fault> {
        self.traces().iter().find_map(|trace| trace.struck.get(site))
    }
}

/// Whether an entry is the one at which a site was asked.
#[must_use]
pub fn reaches(entry: &Entry, site: Site) -> bool {
    if entry.site.at(site.place) != site {
        return false;
    }
    match (site.place, entry.event) {
        (Place::Request, Event::Attempted { .. })
        | (Place::Reply | Place::AfterReply, Event::Replied { .. })
        | (Place::AfterReceive, Event::Arrived(Arrival::Request))
        | (Place::AfterCommit, Event::Committed) => true,
        (place, Event::Ran { step, .. }) => step.gap() == place,
        _ => false,
    }
}

/// A scenario the screen can carry.
fn within_bounds(scenario: &Scenario) -> Scenario {
    let mut scenario = scenario.clone();
    scenario.knobs.intents = scenario.knobs.intents.min(INTENTS_MAX);
    scenario
}
