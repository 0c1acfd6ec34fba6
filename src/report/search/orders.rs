//! Every order of a recipe's steps, in words: those that nothing within the bounds
//! breaks, and what became of the others.

use std::io::{self, Write};

use super::bounds::{self, counted};
use crate::explore::{Bounds, Rank, Trial};
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
    let rows = Rank::all(trials).into_iter().flat_map(|rank| {
        let setting = Setting { recipe: rank.trial.recipe.clone(), ..setting.clone() };
        let code = replay::code(&setting, rank.finding).map(|code| format!("  {}", replay::lab(&code)));
        [broken(&rank), format!("  {}", example(&rank))].into_iter().chain(code)
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

/// `broken by 1 fault: 16 orders`
#[must_use]
pub fn broken(rank: &Rank<'_>) -> String {
    let by = match rank.faults {
        0 => bounds::UNSTRUCK.to_owned(),
        faults => counted(faults as u64, "fault"),
    };
    format!("broken by {by}: {}", counted(rank.orders as u64, "order"))
}

/// `such as effect, reply: once`
#[must_use]
pub fn example(rank: &Rank<'_>) -> String {
    format!("such as {}: {}", rank.trial.recipe.order(), rank.finding.property.row().id)
}
