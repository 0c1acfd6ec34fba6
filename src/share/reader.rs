//! A scenario from a tape. Nothing is taken that a flag or a file would not be.

use super::error::ShareError;
use super::tape::{Reel, Word};
use super::{Moment, Shared};
use crate::sim::intent::{AMOUNT_MAX, CUSTOMERS_MAX};
use crate::sim::knob::Words;
use crate::sim::scenario::is_name;
use crate::sim::skin::Skin;
use crate::sim::time::SPAN_MAX;
use crate::sim::{
    Fault, FaultPlan, Intent, Knob, Knobs, Lane, Place, RECIPES, Recipe, Scenario, Site, Step, Value,
};

pub(super) fn read(body: &[u8]) -> Result<Shared, ShareError> {
    let mut reel = Reel(body);
    let mut shared = Shared::new(Scenario {
        knobs: knobs(&mut reel)?,
        listed: intents(&mut reel)?,
        plan: plan(&mut reel)?,
        lanes: lanes(&mut reel)?,
        skin: Skin::Http,
    });
    if let Some(at) = reel.option()? {
        let sub = reel.option()?;
        let sub = sub.map(|sub| u32::try_from(sub).map_err(|_| ShareError::Empty)).transpose()?;
        shared.moment = Some(Moment { at, sub });
    }
    if !reel.0.is_empty() {
        let word = reel.word()?;
        shared.scenario.skin = Skin::of(word.text("skin")?).ok_or_else(|| word.unknown("skin"))?;
    }
    if reel.0.is_empty() { Ok(shared) } else { Err(ShareError::Empty) }
}

fn knobs(reel: &mut Reel<'_>) -> Result<Knobs, ShareError> {
    let mut knobs = Knobs::default();
    for _ in 0..reel.number()? {
        let (knob, value) = knob(reel)?;
        (knob.put)(&mut knobs, value);
    }
    Ok(knobs)
}

/// A knob and a value it takes.
fn knob(reel: &mut Reel<'_>) -> Result<(&'static Knob, Value), ShareError> {
    let id = reel.word()?;
    let knob = Knob::find(id.text("knob")?).ok_or_else(|| id.unknown("knob"))?;
    let written = match reel.number()? {
        0 => reel.word()?.text("word")?.to_owned(),
        1 => Value::Span(reel.number()?).to_string(),
        2 => Value::Forever.to_string(),
        3 => Value::Rate(reel.small()?).to_string(),
        4 => Value::PerSecond(reel.number()?).to_string(),
        5 => Value::Count(reel.number()?).to_string(),
        6 => Value::Unlimited.to_string(),
        _ => return Err(ShareError::Empty),
    };
    let value = knob.kind.parse(&written);
    value.map(|value| (knob, value)).ok_or(ShareError::Value { knob, value: written })
}

fn intents(reel: &mut Reel<'_>) -> Result<Option<Vec<Intent>>, ShareError> {
    let Some(count) = reel.option()? else { return Ok(None) };
    let mut listed: Vec<Intent> = Vec::new();
    for index in 0..u32::try_from(count).map_err(|_| ShareError::Empty)? {
        let name = match reel.word()?.text("intent")? {
            "" => Intent::generated_name(index),
            name => name.to_owned(),
        };
        let intent = Intent { name, customer: reel.small()?, amount: reel.number()?, at: reel.number()? };
        let is_new = is_name(&intent.name) && listed.iter().all(|other| other.name != intent.name);
        let is_fair = (1..=AMOUNT_MAX).contains(&intent.amount) && intent.customer < CUSTOMERS_MAX;
        if !is_new || !is_fair || intent.at > SPAN_MAX {
            return Err(ShareError::Empty);
        }
        listed.push(intent);
    }
    Ok(Some(listed))
}

fn plan(reel: &mut Reel<'_>) -> Result<FaultPlan, ShareError> {
    let mut plan = FaultPlan::default();
    for _ in 0..reel.number()? {
        let intent = reel.small()?;
        let tried: u32 = reel.small()?;
        let attempt = u16::try_from(tried / 2).map_err(|_| ShareError::Empty)?;
        let copy = tried % 2 == 1;
        let word = reel.word()?;
        let place = Place::parse(word.text("site")?).ok_or_else(|| word.unknown("site"))?;
        let word = reel.word()?;
        let fault = Fault::parse(word.text("fault")?).ok_or_else(|| word.unknown("fault"))?;
        let site = Site { intent, attempt, copy, place };
        if !fault.fits(place) || !site.is_real() {
            return Err(ShareError::Empty);
        }
        plan.set(site, fault);
    }
    Ok(plan)
}

fn lanes(reel: &mut Reel<'_>) -> Result<Vec<Lane>, ShareError> {
    let count = reel.number()?;
    if count == 0 {
        return Ok(Scenario::default().lanes);
    }
    let mut lanes: Vec<Lane> = Vec::new();
    for _ in 0..count {
        let name = reel.word()?.text("lane")?;
        if !is_name(name) || lanes.iter().any(|lane| lane.name == name) {
            return Err(ShareError::Empty);
        }
        let id = reel.word()?;
        let recipe = Recipe::find(id.text("recipe")?).ok_or_else(|| id.unknown("recipe"))?;
        let mut lane = Lane::new(name, recipe);
        let head = reel.number()?;
        if head % 2 == 1 {
            lane.recipe = recipe.reordered(steps(reel)?);
        }
        for _ in 0..head / 2 {
            let (knob, value) = knob(reel)?;
            if !knob.group.per_lane() {
                return Err(ShareError::Empty);
            }
            lane.own.insert(knob.id, value);
        }
        lanes.push(lane);
    }
    Ok(lanes)
}

/// A list of steps: each kind at most once, and one of them the effect.
fn steps(reel: &mut Reel<'_>) -> Result<Vec<Step>, ShareError> {
    let mut steps: Vec<Step> = Vec::new();
    for _ in 0..reel.number()? {
        let word = reel.word()?;
        let step = step(word)?;
        if steps.iter().any(|other| other.gap() == step.gap()) {
            return Err(ShareError::Empty);
        }
        steps.push(step);
    }
    let has_effect = steps.iter().any(|step| matches!(step, Step::Effect(_)));
    if has_effect { Ok(steps) } else { Err(ShareError::Empty) }
}

/// The step written so, among all that any recipe has.
fn step(word: Word<'_>) -> Result<Step, ShareError> {
    let text = word.text("step")?;
    let mut known = RECIPES.iter().flat_map(|recipe| recipe.steps.iter());
    known.find(|step| step.to_string() == text).copied().ok_or_else(|| word.unknown("step"))
}
