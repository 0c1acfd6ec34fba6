//! A scenario onto a tape. What is at its default is left out.
//!
//! ```text
//! knobs     count, then id and value of each
//! intents   0: as the knobs make them; else 1 + count, then name, customer, amount, at
//! plan      count, then intent, 2 * try + copy, place, fault
//! lanes     0: the usual two; else count, then name, recipe, 2 * own knobs + edited,
//!           the steps where edited, id and value of each own knob
//! moment    0: the beginning; else 1 + instant, then 0 or 1 + entries of it
//! skin      nothing: the usual words; else the skin's name
//! ```

use super::tape::Tape;
use super::{Moment, Shared};
use crate::sim::knob::Words;
use crate::sim::skin::Skin;
use crate::sim::{FaultPlan, Intent, Knob, Knobs, Lane, Recipe, Scenario, Value};

pub(super) fn write(shared: &Shared) -> Vec<u8> {
    let Shared { scenario, moment } = shared;
    let mut tape = Tape::default();
    knobs(&mut tape, &scenario.knobs);
    intents(&mut tape, scenario.listed.as_deref());
    plan(&mut tape, &scenario.plan);
    lanes(&mut tape, &scenario.lanes);
    tape.option(moment.map(|moment| moment.at));
    if let Some(Moment { sub, .. }) = moment {
        tape.option(sub.map(u64::from));
    }
    if scenario.skin != Skin::Http {
        tape.word(scenario.skin.word());
    }
    tape.0
}

fn knobs(tape: &mut Tape, knobs: &Knobs) {
    let turned: Vec<(&Knob, Value)> = knobs.turned().collect();
    tape.count(turned.len());
    for (knob, turned) in turned {
        tape.word(knob.id);
        value(tape, turned);
    }
}

fn value(tape: &mut Tape, value: Value) {
    let (kind, number) = match value {
        Value::Word(word) => {
            tape.number(0_u8);
            return tape.word(word);
        }
        Value::Span(span) => (1_u8, Some(span)),
        Value::Forever => (2, None),
        Value::Rate(ppm) => (3, Some(u64::from(ppm))),
        Value::PerSecond(millionths) => (4, Some(millionths)),
        Value::Count(count) => (5, Some(count)),
        Value::Unlimited => (6, None),
    };
    tape.number(kind);
    if let Some(number) = number {
        tape.number(number);
    }
}

fn intents(tape: &mut Tape, listed: Option<&[Intent]>) {
    tape.option(listed.map(|listed| listed.len() as u64));
    for (index, intent) in (0..).zip(listed.unwrap_or_default()) {
        // A name that adds nothing is left out.
        let is_usual = intent.name == Intent::generated_name(index);
        tape.word(if is_usual { "" } else { &intent.name });
        tape.number(intent.customer);
        tape.number(intent.amount);
        tape.number(intent.at);
    }
}

fn plan(tape: &mut Tape, plan: &FaultPlan) {
    tape.count(plan.len());
    for (site, fault) in plan.iter() {
        tape.number(site.intent);
        tape.number(u64::from(site.attempt) * 2 + u64::from(site.copy));
        tape.word(site.place.word());
        tape.word(&fault.to_string());
    }
}

fn lanes(tape: &mut Tape, lanes: &[Lane]) {
    if lanes == Scenario::default().lanes {
        return tape.number(0_u8);
    }
    tape.count(lanes.len());
    for Lane { name, recipe, own } in lanes {
        let is_edited = Recipe::find(&recipe.id).is_none_or(|shipped| shipped.steps != recipe.steps);
        tape.word(name);
        tape.word(&recipe.id);
        tape.number(own.len() as u64 * 2 + u64::from(is_edited));
        if is_edited {
            tape.count(recipe.steps.len());
            recipe.steps.iter().for_each(|step| tape.word(&step.to_string()));
        }
        for (id, own) in own {
            tape.word(id);
            value(tape, *own);
        }
    }
}
