//! The search for a break, from inside: that it tries everything once, finds what is
//! there, and says what it did not look at.

#[path = "common/cases.rs"]
mod cases;
#[path = "common/plans.rs"]
mod plans;
#[path = "common/settings.rs"]
mod settings;

#[path = "explore/counts.rs"]
mod counts;
#[path = "explore/findings.rs"]
mod findings;
#[path = "explore/odometer.rs"]
mod odometer;
#[path = "explore/orders.rs"]
mod orders;

use idem_lab::explore::{Bounds, Exploration, Tally};
use idem_lab::sim::{PROPERTIES, Setting};

/// A search of every plan of at most so many faults, when it is over.
fn search(setting: &Setting, faults: usize) -> Exploration {
    let search = Exploration::run(setting.clone(), Bounds::faults(faults));
    assert!(search.is_exhausted());
    search
}

/// How many plans break what: `once 7, consistent 5`, or `none`.
fn violations(tally: &Tally) -> String {
    let broken = PROPERTIES.iter().map(|row| (row.id, tally.violations(row.property)));
    let broken = broken.filter(|(_, plans)| *plans > 0).map(|(id, plans)| format!("{id} {plans}"));
    let broken: Vec<String> = broken.collect();
    if broken.is_empty() { "none".to_owned() } else { broken.join(", ") }
}
