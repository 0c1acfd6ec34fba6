//! Every order of a recipe's steps, in words: those that nothing within the bounds
//! breaks, and what became of the others.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::bounds::{self, counted};
use crate::explore::{Bounds, Finding, Trial};
use crate::report::cell::{COLUMNS, hang};
use crate::report::printed::printed;
use crate::report::replay;
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
    let own = setting.recipe.order();
    let mut lines = vec![
        format!("{}: {} of {own}", setting.recipe.name(), counted(trials.len() as u64, "order")),
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
    lines.extend(others(setting, trials));
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
        format!("  {}  ({}{unknown})", trial.recipe.order(), counted(trial.plans, "plan"))
    };
    std::iter::once(heading).chain(sound.iter().map(line)).collect()
}

/// How many orders need how many faults to break, with the first of them to look at, and
/// how many never serve.
fn others(setting: &Setting, trials: &[Trial]) -> Vec<String> {
    let broken = trials.iter().filter_map(|trial| Some((trial, trial.finding.as_ref()?)));
    let mut by_faults: BTreeMap<usize, Vec<(&Trial, &Finding)>> = BTreeMap::new();
    for (trial, finding) in broken {
        by_faults.entry(finding.plan.len()).or_default().push((trial, finding));
    }
    let rows = by_faults.iter().flat_map(|(faults, orders)| {
        let by = if *faults == 0 { "no fault at all".to_owned() } else { counted(*faults as u64, "fault") };
        let count = format!("broken by {by}: {}", counted(orders.len() as u64, "order"));
        let first = orders.first().into_iter().flat_map(|(trial, finding)| example(setting, trial, finding));
        std::iter::once(count).chain(first)
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

/// One order that breaks: its steps, what breaks, and the command that opens it.
fn example(setting: &Setting, trial: &Trial, finding: &Finding) -> Vec<String> {
    let setting = Setting { recipe: trial.recipe.clone(), ..setting.clone() };
    let said = format!("  such as {}: {}", trial.recipe.order(), finding.property.row().id);
    let code = replay::code(&setting, finding).map(|code| format!("  {}", replay::lab(&code)));
    std::iter::once(said).chain(code).collect()
}
