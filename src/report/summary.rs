//! What came of it, in a table with one column a lane, and the sentences below it: what
//! broke and where first, what was planned, what never struck.
//!
//! Long lists are cut and say so; the JSON document has them whole.

use std::io::{self, Write};

use super::cell::{COLUMNS, hang, left, width};
use super::outcome::{Outcome, Planned};
use super::printed::printed;
use crate::sim::client::UNLIMITED_CUT;
use crate::sim::engine::ENTRIES_MAX;
use crate::sim::knob::Group;
use crate::sim::time::show_instant;
use crate::sim::{Experiment, KNOBS, Knobs, Phrase, Property, Recipe, Skin};

/// How much of a long list is shown.
const SHOWN: usize = 8;

/// Writes the summary of an experiment.
///
/// # Errors
/// Whatever the writer says.
pub fn write(experiment: &Experiment, ascii: bool, out: &mut dyn Write) -> io::Result<()> {
    let outcomes = experiment.traces.iter().map(|trace| Outcome::new(trace, &experiment.plan));
    let outcomes: Vec<Outcome> = outcomes.collect();
    let mut lines = table(&outcomes, experiment.meant(), experiment.scenario.skin);
    lines.push(String::new());
    for (name, text) in sentences(experiment, &outcomes) {
        lines.extend(hang(&format!("{name}: {text}"), COLUMNS));
    }
    for line in lines {
        writeln!(out, "{}", printed(&line, ascii))?;
    }
    Ok(())
}

/// The table, in as many blocks of lanes as the columns need.
fn table(outcomes: &[Outcome], meant: u64, skin: Skin) -> Vec<String> {
    let columns: Vec<Vec<String>> = outcomes.iter().map(|outcome| column(outcome, meant, skin)).collect();
    let (told, tries) = (skin.say(Phrase::ToldHead), skin.say(Phrase::Tries));
    let keys = format!("{} stored", skin.say(Phrase::Keys));
    let heads = ["", "recipe", "meant", "balance", "effects", told, tries, &keys, "broken"];
    let head_width = heads.iter().map(|head| width(head)).max().unwrap_or(0) + 2;
    let wide = |lane: usize| columns[lane].iter().map(|cell| width(cell)).max().unwrap_or(0) + 3;
    let mut blocks: Vec<Vec<usize>> = Vec::new();
    let mut used = 0;
    for lane in 0..columns.len() {
        used += wide(lane);
        match blocks.last_mut() {
            Some(block) if used <= COLUMNS => block.push(lane),
            _ => {
                blocks.push(vec![lane]);
                used = head_width + wide(lane);
            }
        }
    }
    let mut lines = Vec::new();
    for block in blocks {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        for (row, head) in heads.iter().enumerate() {
            let cells = block.iter().map(|lane| left(&columns[*lane][row], wide(*lane)));
            lines.push(left(head, head_width) + &cells.collect::<String>());
        }
    }
    lines
}

/// One lane's column, a cell a row.
fn column(outcome: &Outcome, meant: u64, skin: Skin) -> Vec<String> {
    let off = match outcome.balance.abs_diff(meant) {
        0 => String::new(),
        off if outcome.balance > meant => format!(" (${off} too much)"),
        off => format!(" (${off} too little)"),
    };
    let broken: Vec<&str> = outcome.broken.iter().map(|broken| broken.property).collect();
    let told = outcome.told.iter().map(|told| skin.answer(told.unwrap_or("nothing")));
    let recipe = Recipe::find(outcome.recipe).map_or(outcome.recipe, |recipe| skin.recipe(recipe));
    let edited = if outcome.edited { ", edited" } else { "" };
    vec![
        outcome.lane.to_owned(),
        format!("{recipe}{edited}"),
        format!("${meant}"),
        format!("${}{off}", outcome.balance),
        tally(outcome.effects.iter().map(ToString::to_string)),
        tally(told.map(str::to_owned)),
        tally(outcome.attempts.iter().map(ToString::to_string)),
        outcome.keys_stored.to_string(),
        if broken.is_empty() { "nothing".to_owned() } else { broken.join(", ") },
    ]
}

/// One item an intent: as it is when there are few, else how many intents had each.
fn tally(items: impl Iterator<Item = String>) -> String {
    let items: Vec<String> = items.collect();
    if items.len() <= 4 {
        return items.join(", ");
    }
    let mut counts = std::collections::BTreeMap::<&str, usize>::new();
    for item in &items {
        *counts.entry(item).or_default() += 1;
    }
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let shown = counts.iter().take(3).map(|(item, count)| format!("{item} ×{count}"));
    let more = if counts.len() > 3 { ", …" } else { "" };
    shown.collect::<Vec<_>>().join(", ") + more
}

/// What is worth a sentence, with what it is about.
fn sentences(experiment: &Experiment, outcomes: &[Outcome]) -> Vec<(String, String)> {
    let mut said = Vec::new();
    let skin = experiment.scenario.skin;
    for outcome in outcomes {
        for broken in &outcome.broken {
            let row = Property::find(broken.property).map_or("", |property| skin.broken(property));
            let at = show_instant(broken.at_ms);
            let text = format!("{}, first at entry {}, {at}: {row}", broken.property, broken.entry);
            said.push((format!("broken in {}", outcome.lane), text));
        }
    }
    for trace in experiment.traces.iter().filter(|trace| trace.cut) {
        let text = if trace.entries.len() < ENTRIES_MAX as usize {
            let client = skin.say(Phrase::Client);
            format!("a {client} without a bound on its tries stops at {UNLIMITED_CUT}")
        } else {
            format!("a story has at most {ENTRIES_MAX} entries")
        };
        said.push((format!("cut in {}", trace.setting.lane), text));
    }
    for trace in experiment.traces.iter().filter(|trace| trace.setting.recipe.is_edited()) {
        said.push((format!("steps of {}", trace.setting.lane), trace.setting.recipe.order()));
    }
    said.push(("knobs".to_owned(), turned(experiment)));
    let intents = experiment.scenario.intents();
    let planned = Planned::all(&experiment.plan, &intents);
    said.push(("plan".to_owned(), list(planned.iter().map(Planned::text))));
    for (outcome, trace) in outcomes.iter().zip(&experiment.traces) {
        let chance = trace.struck.iter().any(|(site, _)| experiment.plan.get(site).is_none());
        if chance {
            let struck = list(outcome.struck.iter().map(Planned::text));
            said.push((format!("struck in {}", outcome.lane), struck));
        }
    }
    for outcome in outcomes {
        for unstruck in outcome.unstruck.iter().take(SHOWN) {
            let text = format!("{} in {}: {}", unstruck.planned.text(), outcome.lane, unstruck.why);
            said.push(("never struck".to_owned(), text));
        }
        if let Some(more) = outcome.unstruck.len().checked_sub(SHOWN + 1) {
            said.push(("never struck".to_owned(), format!("{} more in {}", more + 1, outcome.lane)));
        }
    }
    said
}

/// The knobs that are not at their defaults, lane by lane.
fn turned(experiment: &Experiment) -> String {
    let scenario = &experiment.scenario;
    let bare = Knobs::default();
    let shared = KNOBS.iter().filter(|knob| (knob.get)(&scenario.knobs) != (knob.get)(&bare));
    let shared = shared.map(|knob| format!("{}={}", knob.id, (knob.get)(&scenario.knobs)));
    let own = scenario
        .lanes
        .iter()
        .flat_map(|lane| lane.own.iter().map(move |(id, value)| format!("{}.{id}={value}", lane.name)));
    let all: Vec<String> = shared.chain(own).collect();
    let rated = KNOBS.iter().any(|knob| {
        knob.group == Group::Weather && knob.id != "seed" && (knob.get)(&scenario.knobs) != (knob.get)(&bare)
    });
    let seed = scenario.knobs.seed;
    match (all.is_empty(), rated) {
        (true, _) => "all at their defaults".to_owned(),
        (false, true) if seed == bare.seed => format!("{} seed={seed}", all.join(" ")),
        (false, _) => all.join(" "),
    }
}

/// A list in words: nothing, all of it, or its beginning and how many more.
fn list(items: impl ExactSizeIterator<Item = String>) -> String {
    let count = items.len();
    let shown = items.take(SHOWN).collect::<Vec<_>>().join(", ");
    match count.checked_sub(SHOWN) {
        _ if count == 0 => "nothing".to_owned(),
        None | Some(0) => shown,
        Some(more) => format!("{shown}, and {more} more"),
    }
}
