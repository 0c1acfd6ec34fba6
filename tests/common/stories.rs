//! Stories told in a line: a recipe, some knobs turned, a plan written out, and what broke.

#![allow(dead_code, reason = "each test file uses its own part of the harness")]

use idem_lab::sim::{FaultPlan, Setting, Trace, simulate};

use super::settings::setting;

/// A plan as it is written: `pay/1/reply=lose, pay/2/after-effect=crash:2s`.
pub(crate) fn plan(text: &str, setting: &Setting) -> FaultPlan {
    let entries = text.split(',').map(str::trim).filter(|entry| !entry.is_empty());
    let read = |entry: &str| {
        let (site, fault) = entry.split_once('=').expect("an entry is SITE=FAULT");
        FaultPlan::entry(site, fault, setting.intents()).unwrap_or_else(|error| panic!("{entry}: {error}"))
    };
    entries.map(read).collect()
}

/// One lane's story under a plan and nothing else.
pub(crate) fn play(recipe: &str, turns: &[&str], faults: &str) -> Trace {
    let setting = setting(recipe, turns);
    let plan = plan(faults, &setting);
    let trace = simulate(&setting, &plan);
    assert_eq!(trace.unstruck(&plan), [], "{recipe}: all of `{faults}` is met");
    trace
}

/// The broken properties' ids, earliest first; `kept` when none is.
pub(crate) fn verdict(trace: &Trace) -> String {
    let broken: Vec<&str> = trace.verdict.broken().iter().map(|(property, _)| property.row().id).collect();
    if broken.is_empty() { "kept".to_owned() } else { broken.join(" ") }
}
