//! `idem explore`: drives a search to its end, shows how far it is, and writes what it
//! found.

use std::io::Write;

use super::args::ExploreArgs;
use super::error::CliError;
use super::gauge::Gauge;
use super::scenario::{number, searched};
use super::{Done, Exit};
use crate::explore::{Bounds, Exploration, Orders, Progress, Trial};
use crate::report::search;
use crate::report::search::bounds::counted;
use crate::sim::Setting;

/// The most faults that can be asked for: far beyond what ends in a lifetime.
const FAULTS_MAX: u64 = 20;

/// How many slices pass between two signs of life.
const SLICES_SHOWN: u64 = 64;

/// Searches, and writes what was found.
///
/// # Errors
/// A flag that does not read, or a writer that fails.
pub fn explore(args: &ExploreArgs, ascii: bool, out: &mut dyn Write) -> Done {
    let setting = searched(args)?;
    let bounds = bounds(args)?;
    let found = if args.orders {
        let trials = trials(&setting, bounds);
        if args.json {
            let search = run(setting, bounds);
            search::document::write(&search, Some(&trials), out)?;
        } else {
            search::orders::write(&setting, bounds, &trials, ascii, out)?;
        }
        trials.first().is_some_and(|own| own.finding.is_some())
    } else {
        let search = run(setting, bounds);
        if args.json {
            search::document::write(&search, None, out)?;
        } else {
            search::write(&search, ascii, out)?;
        }
        !search.tally().is_clean()
    };
    Ok(if found { Exit::Found } else { Exit::Fine })
}

fn bounds(args: &ExploreArgs) -> Result<Bounds, CliError> {
    let faults = args.faults.as_deref().map(|text| number("faults", text, 0, FAULTS_MAX)).transpose()?;
    let limit = args.limit.as_deref().map(|text| number("limit", text, 1, u64::MAX)).transpose()?;
    let bare = Bounds::default();
    let faults = faults.and_then(|faults| usize::try_from(faults).ok()).unwrap_or(bare.faults);
    Ok(Bounds { faults, limit, ..bare })
}

fn run(setting: Setting, bounds: Bounds) -> Exploration {
    let mut gauge = Gauge::new();
    let mut search = Exploration::new(setting, bounds);
    for (slice, Progress { plans, faults }) in (1..).zip(search.by_ref()) {
        if slice % SLICES_SHOWN == 0 {
            gauge.show(&format!("{plans} plans, at {}", counted(faults as u64, "fault")));
        }
    }
    search
}

/// Every order of the setting's recipe, each tried until it breaks.
fn trials(setting: &Setting, bounds: Bounds) -> Vec<Trial> {
    let mut gauge = Gauge::new();
    let trial = |(tried, order)| {
        gauge.show(&format!("{tried} orders"));
        Trial::new(setting, order, bounds)
    };
    Orders::new(&setting.recipe).enumerate().map(trial).collect()
}
