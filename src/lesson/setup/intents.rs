//! Intents written out one by one: `[[scenario.intent]]`.

use toml::Spanned;

use crate::lesson::complaint::Complaints;
use crate::lesson::format::{Text, Tree};
use crate::sim::Intent;
use crate::sim::intent::{AMOUNT_MAX, CUSTOMERS_MAX};
use crate::sim::scenario::is_name;
use crate::sim::time::parse_span;

/// The keys of an intent, with what each takes.
const KEYS: [(&str, &str); 4] = [
    ("name", "a name of its own: lower-case letters, digits and dashes"),
    ("customer", "a customer from 0 to 999"),
    ("amount", "whole dollars from 1 to 1000000"),
    ("at", "when it starts, a span such as 250ms or 5s"),
];

const SHAPE: &str = "write [[scenario.intent]] with any of name, customer, amount, at";

/// Reads a list of intents; none if there is not one.
pub(super) fn read(value: &Spanned<Tree>, complaints: &mut Complaints) -> Option<Vec<Intent>> {
    let Tree::List(items) = value.get_ref() else {
        complaints.add(value.span(), "this is no list of intents", "", SHAPE);
        return None;
    };
    let mut list: Vec<Intent> = Vec::new();
    for (index, item) in (0..).zip(items) {
        let mut intent = Intent { name: Intent::generated_name(index), customer: 0, amount: 10, at: 0 };
        let Tree::Table(fields) = item.get_ref() else {
            complaints.add(item.span(), "this is no intent", "", SHAPE);
            continue;
        };
        for (key, value) in fields {
            field(&mut intent, key, value, complaints);
        }
        if list.iter().any(|other| other.name == intent.name) {
            let what = format!("two intents are named `{}`", intent.name);
            complaints.add(item.span(), what, "sites could not tell them apart", "give each its own name");
        }
        list.push(intent);
    }
    Some(list).filter(|list| !list.is_empty())
}

fn field(intent: &mut Intent, key: &Text, value: &Spanned<Tree>, complaints: &mut Complaints) {
    let name = key.get_ref().as_str();
    let Some((_, takes)) = KEYS.iter().find(|(known, _)| *known == name) else {
        complaints.add(key.span(), format!("unknown key `{name}`"), "no such key of an intent", SHAPE);
        return;
    };
    let text = if let Tree::Leaf(text) = value.get_ref() { text.as_str() } else { "" };
    let good = match name {
        "name" => put(&mut intent.name, Some(text.to_owned()).filter(|name| is_name(name))),
        "customer" => put(&mut intent.customer, text.parse().ok().filter(|n| *n < CUSTOMERS_MAX)),
        "amount" => put(&mut intent.amount, text.parse().ok().filter(|n| (1..=AMOUNT_MAX).contains(n))),
        _ => put(&mut intent.at, parse_span(text)),
    };
    if !good {
        complaints.add(
            value.span(),
            format!("this is no `{name}` of an intent"),
            "",
            format!("write {takes}"),
        );
    }
}

fn put<T>(field: &mut T, value: Option<T>) -> bool {
    value.map(|value| *field = value).is_some()
}
