//! Every plan of at most so many faults, told as stories.

use std::collections::BTreeSet;

use idem_lab::sim::fault::FAULTS;
use idem_lab::sim::{FaultPlan, Setting, Trace, simulate};

/// Every story with at most so many faults, each plan once: the calm one, then one more
/// fault at every site the shorter stories reached.
pub(crate) fn stories(setting: &Setting, faults: usize) -> Vec<Trace> {
    let mut told = vec![simulate(setting, &FaultPlan::default())];
    let mut known: BTreeSet<FaultPlan> = told.iter().map(|trace| trace.struck.clone()).collect();
    let mut shorter = 0..told.len();
    for _ in 0..faults {
        for index in shorter.clone() {
            for plan in one_more(&told[index]) {
                let trace = simulate(setting, &plan);
                // A fault that keeps another from striking is a shorter plan told before.
                if trace.struck == plan && known.insert(plan) {
                    told.push(trace);
                }
            }
        }
        shorter = shorter.end..told.len();
    }
    told
}

/// The plan that struck, with one fault more at any site the story asked about.
fn one_more(trace: &Trace) -> Vec<FaultPlan> {
    let free = trace.asked.iter().filter(|site| trace.struck.get(**site).is_none());
    let plans = free.flat_map(|site| {
        let fitting = FAULTS.iter().filter(|row| row.searched && row.fault.fits(site.place));
        fitting.map(|row| {
            let mut plan = trace.struck.clone();
            plan.set(*site, row.fault);
            plan
        })
    });
    plans.collect()
}
