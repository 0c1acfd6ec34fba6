//! Offers: every value can be taken, the one the story opens with among them.

use toml::Spanned;

use super::scene::Scene;
use crate::lesson::complaint::Complaints;
use crate::lesson::dial::{Dial, Free};
use crate::lesson::format::{Text, Tree};
use crate::lesson::offer::Offer;
use crate::lesson::setup::path_complaint;
use crate::lesson::stage::Kind;

/// Reads a stage's table of offers.
pub(super) fn offers(raw: &Spanned<Tree>, scene: &Scene, complaints: &mut Complaints) -> Vec<Offer> {
    let Tree::Table(table) = raw.get_ref() else {
        let help = "write offer = { recipe = [\"foreign\", \"foreign-forwarded\"] }";
        complaints.add(raw.span(), "this is no table of offers", "a table belongs here", help);
        return Vec::new();
    };
    table.iter().filter_map(|(key, values)| offer(key, values, scene, complaints)).collect()
}

fn offer(key: &Text, values: &Spanned<Tree>, scene: &Scene, complaints: &mut Complaints) -> Option<Offer> {
    let path = key.get_ref();
    let dial = Dial::parse(path, &scene.scenario);
    let dial = dial.map_err(|error| path_complaint(&error, path, key.span(), complaints)).ok()?;
    let Tree::List(items) = values.get_ref() else {
        let help = format!("write {path} = [..] with the values to choose from");
        complaints.add(values.span(), "this is no list of values", "", help);
        return None;
    };
    let before = complaints.list.len();
    let values_read = items.iter().filter_map(|item| value(&dial, item, scene, complaints)).collect();
    let offer = Offer { dial, values: values_read };
    if complaints.list.len() > before {
        return None;
    }
    let now = offer.dial.value(&scene.scenario);
    if !offer.values.contains(&now) {
        let what = format!("`{}` stands at {now}, which is not offered", offer.dial);
        complaints.add(values.span(), what, "no way back to it", format!("add \"{now}\""));
    }
    if offer.values.len() < 2 {
        let what = format!("there is nothing to choose for `{}`", offer.dial);
        complaints.add(values.span(), what, "one value", "offer two or more, or free nothing");
    }
    Some(offer)
}

/// A value as its knob writes it.
fn value(dial: &Dial, item: &Spanned<Tree>, scene: &Scene, complaints: &mut Complaints) -> Option<String> {
    let text = if let Tree::Leaf(text) = item.get_ref() { text.as_str() } else { "a list or table" };
    let mut turned = scene.scenario.clone();
    match dial.set(&mut turned, text) {
        Ok(()) => Some(dial.value(&turned)),
        Err(error) => {
            let help = format!("offer values that `{dial}` takes");
            complaints.add(item.span(), error.to_string(), "cannot be offered", help);
            None
        }
    }
}

/// Complains of an offer for what is not free.
pub(super) fn freed(raw: &Spanned<Tree>, offers: &[Offer], kind: &Kind, complaints: &mut Complaints) {
    for offer in offers.iter().filter(|offer| !kind.free().contains(&Free::Dial(offer.dial.clone()))) {
        let what = format!("`{}` is offered and is not free", offer.dial);
        complaints.add(raw.span(), what, "nobody can take it", format!("add \"{}\" to `free`", offer.dial));
    }
}
