//! Every order of a recipe's steps, in words: those that nothing within the bounds
//! breaks, and what became of the others.

use std::io::{self, Write};

use super::bounds::{self, counted};
use super::steps;
use crate::explore::{Bounds, Trial};
use crate::report::cell::{COLUMNS, hang};
use crate::report::printed::printed;
use crate::sim::Setting;

/// Writes the trials of a recipe's orders for people. Its own order is the first.
///
/// # Errors
/// Whatever the writer says.
pub fn write(
    setting: &Setting,
    bounds: Bounds,
    trials: &[Trial],
    ascii: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let own = steps(&setting.recipe);
    let mut lines = vec![
        format!("{}: {} of {own}", setting.recipe.id, counted(trials.len() as u64, "order")),
        String::new(),
    ];
    let plans = bounds
        .limit
        .map_or_else(|| "plans".to_owned(), |limit| format!("the first {} of those", counted(limit, "plan")));
    let with = bounds::with(setting, bounds);
    lines.extend(hang(&format!("each searched until it breaks: {plans} {with}"), COLUMNS));
    lines.extend(hang(&bounds::others(setting), COLUMNS));
    lines.push(String::new());
    lines.extend(sound(trials));
    lines.push(String::new());
    lines.extend(others(trials));
    lines.iter().try_for_each(|line| writeln!(out, "{}", printed(line, ascii)))
}

/// The orders worth proposing, a line each.
fn sound(trials: &[Trial]) -> Vec<String> {
    let sound: Vec<&Trial> = trials.iter().filter(|trial| trial.is_sound()).collect();
    let heading = format!("no violation: {}", counted(sound.len() as u64, "order"));
    let line = |trial: &&Trial| {
        let unknown = match trial.unknown {
            0 => String::new(),
            unknown => format!(", {unknown} of them end unknown"),
        };
        format!("  {}  ({}{unknown})", steps(&trial.recipe), counted(trial.plans, "plan"))
    };
    std::iter::once(heading).chain(sound.iter().map(line)).collect()
}

/// How many orders need how many faults to break, and how many never serve.
fn others(trials: &[Trial]) -> Vec<String> {
    let broken = trials.iter().filter_map(|trial| trial.finding.as_ref());
    let mut by_faults: Vec<usize> = Vec::new();
    for finding in broken {
        let faults = finding.plan.len();
        by_faults.resize(by_faults.len().max(faults + 1), 0);
        by_faults[faults] += 1;
    }
    let rows = by_faults.iter().enumerate().filter(|(_, orders)| **orders > 0).map(|(faults, orders)| {
        let by = if faults == 0 { "no fault at all".to_owned() } else { counted(faults as u64, "fault") };
        format!("broken by {by}: {}", counted(*orders as u64, "order"))
    });
    let silent = trials.iter().filter(|trial| !trial.serves && trial.finding.is_none()).count();
    let silent = (silent > 0).then(|| {
        let orders = counted(silent as u64, "order");
        format!(
            "broken by nothing, but not every customer is told success even when nothing strikes: {orders}"
        )
    });
    rows.chain(silent).collect()
}
