//! Random scenarios: every knob, shipped and shuffled recipes, plans, rates, listed intents.
//!
//! Values lean towards the ladders (the values that bite) and stay small enough that a
//! story is short. Shrinking leads home: to defaults, one lane, no plan.

use std::collections::BTreeMap;

use idem_lab::sim::chance::MILLION;
use idem_lab::sim::fault::FAULTS;
use idem_lab::sim::knob::Kind;
use idem_lab::sim::site::PLACES;
use idem_lab::sim::{
    Fault, FaultPlan, Intent, KNOBS, Knob, Knobs, Lane, RECIPES, Recipe, Scenario, Site, Step, Value,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// Any scenario with up to three lanes.
pub(crate) fn scenario() -> impl Strategy<Value = Scenario> {
    (knobs(), lanes(), plan(), listed()).prop_map(|(knobs, lanes, plan, listed)| Scenario {
        knobs,
        listed,
        plan,
        lanes,
        ..Scenario::default()
    })
}

/// A value a knob may take.
pub(crate) fn value(knob: &'static Knob) -> BoxedStrategy<Value> {
    let rungs = select(knob.rungs(&RECIPES.iter().collect::<Vec<_>>()));
    match knob.kind {
        Kind::Words(_) => rungs.boxed(),
        Kind::Span { min, .. } => prop_oneof![rungs, (min..=3_000).prop_map(Value::Span)].boxed(),
        Kind::Rate => {
            prop_oneof![4 => Just(0), 2 => 0..=MILLION / 3, 1 => 0..=MILLION].prop_map(Value::Rate).boxed()
        }
        Kind::PerSecond => {
            prop_oneof![rungs, (1..=1_000 * u64::from(MILLION)).prop_map(Value::PerSecond)].boxed()
        }
        Kind::Count { .. } if knob.id == "seed" => {
            prop_oneof![rungs, any::<u64>().prop_map(Value::Count)].boxed()
        }
        Kind::Count { min, unlimited, .. } => {
            let few = (min..=min + 5).prop_map(Value::Count);
            // Unlimited tries under heavy loss make long stories, so they are rarer.
            if unlimited { prop_oneof![40 => few, 1 => Just(Value::Unlimited)].boxed() } else { few.boxed() }
        }
    }
}

/// All knobs, each at any value.
pub(crate) fn knobs() -> impl Strategy<Value = Knobs> {
    KNOBS.iter().map(value).collect::<Vec<_>>().prop_map(|values| {
        let mut knobs = Knobs::default();
        for (knob, value) in KNOBS.iter().zip(values) {
            (knob.put)(&mut knobs, value);
        }
        knobs
    })
}

/// One to three lanes, some with knobs of their own.
fn lanes() -> impl Strategy<Value = Vec<Lane>> {
    let lane = (recipe(), option::of(own()));
    vec(lane, 1..=3).prop_map(|lanes| {
        let named = lanes.into_iter().zip(["left", "right", "third"]);
        named
            .map(|((recipe, own), name)| Lane {
                own: own.into_iter().collect::<BTreeMap<_, _>>(),
                ..Lane::new(name, &recipe)
            })
            .collect()
    })
}

/// A shipped recipe, or one that a learner took apart: any order, some steps dropped.
fn recipe() -> impl Strategy<Value = Recipe> {
    let shipped = select(&RECIPES[..]);
    let edited = (shipped.clone(), any::<[Index; 8]>(), any::<u8>()).prop_map(|(recipe, picks, kept)| {
        let mut left = recipe.steps.to_vec();
        let mut steps = Vec::new();
        for pick in picks.iter().take(recipe.steps.len()) {
            let step = left.remove(pick.index(left.len()));
            if matches!(step, Step::Effect(_)) || kept >> left.len() & 1 == 0 {
                steps.push(step);
            }
        }
        recipe.reordered(steps)
    });
    prop_oneof![3 => shipped, 1 => edited]
}

/// A system knob that one lane sets for itself.
fn own() -> impl Strategy<Value = (&'static str, Value)> {
    let system: Vec<_> = KNOBS.iter().filter(|knob| knob.group.per_lane()).collect();
    select(system).prop_flat_map(|knob| (Just(knob.id), value(knob)))
}

/// Up to eight planned faults, `none` and spans among them.
pub(crate) fn plan() -> impl Strategy<Value = FaultPlan> {
    vec(strike(), 0..=8).prop_map(|strikes| strikes.into_iter().collect())
}

/// One fault at a site it fits.
fn strike() -> impl Strategy<Value = (Site, Fault)> {
    (site(), any::<Index>(), option::of(0..=3_000_u64)).prop_map(|(site, pick, span)| {
        let fitting = FAULTS.iter().map(|row| row.fault).filter(|fault| fault.fits(site.place));
        let choices: Vec<Fault> = fitting.chain([Fault::None]).collect();
        (site, choices[pick.index(choices.len())].with_span(span))
    })
}

/// A site near the beginning of a story, where a plan is likely to meet it.
pub(crate) fn site() -> impl Strategy<Value = Site> {
    (0..3_u32, 1..=3_u16, any::<bool>(), select(&PLACES[..])).prop_map(
        |(intent, attempt, copy, (place, word))| {
            // The network's copy has no request of its own.
            let copy = copy && word != "request";
            Site { intent, attempt, copy, place }
        },
    )
}

/// Sometimes the intents are written out, with names, customers, amounts and times.
fn listed() -> impl Strategy<Value = Option<Vec<Intent>>> {
    let intent = (0..3_u32, 1..=30_u64, 0..=3_000_u64);
    option::weighted(0.2, vec(intent, 1..=5)).prop_map(|listed| {
        let named = |(n, (customer, amount, at))| Intent { name: format!("order-{n}"), customer, amount, at };
        listed.map(|intents| intents.into_iter().enumerate().map(named).collect())
    })
}
