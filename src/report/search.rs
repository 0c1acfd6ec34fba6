//! A search in writing: what was searched, what breaks, and what was not looked at.
//!
//! It never says more than the search does: within these bounds, so many plans.
//!
//! | file | noun |
//! |---|---|
//! | `bounds` | how far the search went, in words and as JSON |
//! | `horizons` | what no story outlived, and so was not searched |
//! | `orders` | every order of a recipe's steps, in words |
//! | `document` | `idem explore --json` |

pub mod bounds;
pub mod document;
pub mod horizons;
pub mod orders;

use std::io::{self, Write};

use self::bounds::{counted, within};
use super::cell::{COLUMNS, hang};
use super::printed::printed;
use super::replay;
use crate::explore::{Exploration, Finding};
use crate::sim::client::UNLIMITED_CUT;
use crate::sim::time::show_instant;
use crate::sim::{PROPERTIES, Setting};

/// Writes a search for people.
///
/// # Errors
/// Whatever the writer says.
pub fn write(search: &Exploration, ascii: bool, out: &mut dyn Write) -> io::Result<()> {
    let (setting, tally) = (search.setting(), search.tally());
    let mut lines = vec![format!("{}: {}", setting.recipe.name(), setting.recipe.order()), String::new()];
    if tally.is_clean() {
        lines.extend(hang(&format!("no violation in {}", within(search)), COLUMNS));
    } else {
        lines.extend(hang(&broken(search), COLUMNS));
        lines.push(String::new());
        for finding in tally.findings() {
            lines.extend(hang(&sentence(setting, finding), COLUMNS));
            // A line to copy is one line, however long.
            let command = replay::command(setting, &finding.plan);
            lines.extend(command.map(|command| format!("  {command}")));
            lines.extend(replay::code(setting, finding).map(|code| format!("  {}", replay::lab(&code))));
        }
        lines.push(String::new());
        lines.extend(hang(&format!("searched: {}", within(search)), COLUMNS));
    }
    lines.extend(hang(&bounds::others(setting), COLUMNS));
    lines.extend(notes(search).iter().flat_map(|note| hang(note, COLUMNS)));
    lines.iter().try_for_each(|line| writeln!(out, "{}", printed(line, ascii)))
}

/// Which properties break, and in how many plans each.
fn broken(search: &Exploration) -> String {
    let tally = search.tally();
    let counts = PROPERTIES.iter().map(|row| (row.id, tally.violations(row.property)));
    let (broken, kept): (Vec<_>, Vec<_>) = counts.partition(|(_, plans)| *plans > 0);
    let broken: Vec<String> = broken.iter().map(|(id, plans)| format!("{id} in {plans}")).collect();
    let kept: Vec<&str> = kept.iter().map(|(id, _)| *id).collect();
    let kept = if kept.is_empty() { String::new() } else { format!("; {} in none", kept.join(", ")) };
    format!("broken: of {}, {}{kept}", counted(tally.plans, "plan"), broken.join(", "))
}

/// A finding: the plan, and what it does.
fn sentence(setting: &Setting, finding: &Finding) -> String {
    let Finding { property, plan, entry, at } = finding;
    let row = property.row();
    let by = bounds::by(plan, setting);
    format!("{}, by {by}, first at entry {entry}, {}: {}", row.id, show_instant(*at), row.broken)
}

/// What the counts do not show, and what the search did not look at.
fn notes(search: &Exploration) -> Vec<String> {
    let (setting, tally) = (search.setting(), search.tally());
    let mut notes = shortfalls(search);
    notes.extend(tally.never_outlived().iter().map(|horizon| horizons::never_outlived(*horizon, setting)));
    notes
}

/// What falls short of serving everybody, though it breaks no property.
#[must_use]
pub fn shortfalls(search: &Exploration) -> Vec<String> {
    let tally = search.tally();
    let mut notes = Vec::new();
    if !tally.serves {
        notes.push("not served: even when nothing strikes, not every customer is told success".to_owned());
    }
    if tally.unknown > 0 {
        let plans = counted(tally.unknown, "plan");
        notes.push(format!(
            "unknown: in {plans} a customer is told that nobody knows, which breaks no property"
        ));
    }
    if tally.cut > 0 {
        let plans = counted(tally.cut, "plan");
        notes.push(format!("cut: {plans} ended after {UNLIMITED_CUT} attempts of an unlimited client"));
    }
    notes
}
