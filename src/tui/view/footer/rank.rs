//! Which keys come first: the one that moves on, then what a task is made of.

use super::PANEL;
use super::keys::Key;
use crate::lesson::dial::{RECIPE, STEPS};
use crate::lesson::{Dial, Free, Kind};
use crate::tui::desk::Sheet;
use crate::tui::keymap::Scope;
use crate::tui::msg::Msg;
use crate::tui::run::Run;
use crate::tui::view::Ui;
use crate::tui::vote::Vote;

/// The dials named one by one; where more are free, the panel stands for all of them.
const DIALS: usize = 2;

/// What the panel's key does, where it turns more than one.
const KNOBS: &str = "knobs";

/// The place of a key in the row, by what it asks for.
pub(super) fn rank(ui: &Ui<'_>, scope: Scope) -> impl Fn(Msg) -> u8 {
    let (onward, made_of) = (onward(ui, scope), made_of(ui, scope));
    move |msg| match msg {
        _ if onward == Some(msg) => 0,
        _ if made_of.contains(&msg) => 1,
        _ => 2,
    }
}

/// What the key that moves on asks for.
pub(super) fn onward(ui: &Ui<'_>, scope: Scope) -> Option<Msg> {
    let run = ui.model.run.as_ref();
    let done = run.is_none_or(|run| run.may_go_on(&ui.stand));
    Some(match scope {
        Scope::Blank | Scope::Notes => return None,
        Scope::Lesson if !done => match dials(ui, scope).first() {
            _ if run.is_some_and(Run::frees_faults) => Msg::Strike,
            Some(key) => key.msg,
            None => Msg::Play,
        },
        Scope::VerbStage if !done && run.is_some_and(Run::frees_marks) => Msg::Mark,
        Scope::VerbStage if !done => Msg::Next,
        Scope::SqlStage if !done => Msg::Edit(Sheet::Statement),
        Scope::Lesson | Scope::Chart | Scope::VerbStage | Scope::SqlStage => Msg::Forward,
        Scope::Vote if run.and_then(Run::vote).map_or(0, Vote::hands) == 0 => Msg::Choose(1),
        Scope::Vote => Msg::ClickOn,
        Scope::Predict => Msg::Choose(1),
        Scope::Confidence => Msg::Sure,
        Scope::Lab => Msg::Play,
        Scope::Home | Scope::Presets | Scope::Strike | Scope::Steps | Scope::Write | Scope::Vary => Msg::Open,
        Scope::Own => Msg::Vary,
        Scope::Panel | Scope::Breaks | Scope::TradeOffs | Scope::Adviser => Msg::More,
        Scope::Bench => Msg::Edit(Sheet::Statement),
        Scope::Reading | Scope::Confirm => Msg::Back,
        Scope::Verbs => Msg::Next,
    })
}

/// What a task is done with, and what helps with it.
fn made_of(ui: &Ui<'_>, scope: Scope) -> Vec<Msg> {
    let run = ui.model.run.as_ref();
    match scope {
        Scope::Lesson => {
            let dials = dials(ui, scope).into_iter().map(|key| key.msg);
            dials.chain([Msg::Strike, Msg::Down, Msg::Hint]).collect()
        }
        Scope::VerbStage if run.is_some_and(Run::frees_marks) => vec![Msg::Forward, Msg::Hint, Msg::Down],
        Scope::VerbStage if run.is_some_and(Run::frees_ways) => vec![Msg::Down, Msg::Hint],
        Scope::SqlStage => vec![Msg::Hint],
        Scope::Steps => vec![Msg::Down],
        Scope::Write => vec![Msg::Back],
        Scope::Predict | Scope::Confidence => vec![Msg::Vote],
        _ => Vec::new(),
    }
}

/// The keys of the dials a stage is about, while it is not done.
pub(super) fn dials(ui: &Ui<'_>, scope: Scope) -> Vec<Key> {
    let run = ui.model.run.as_ref().filter(|run| scope == Scope::Lesson && !run.may_go_on(&ui.stand));
    let Some(run) = run else { return Vec::new() };
    if let Kind::Turn(turn) = &run.here().kind {
        return vec![key(ui, &turn.dial)];
    }
    let mut keys: Vec<Key> = Vec::new();
    for free in run.here().kind.free() {
        let Free::Dial(dial) = free else { continue };
        let key = key(ui, dial);
        match keys.iter_mut().find(|known| known.msg == key.msg) {
            // One key for several: the panel.
            Some(known) => KNOBS.clone_into(&mut known.label),
            None => keys.push(key),
        }
    }
    if keys.len() > DIALS {
        keys.truncate(1);
        keys.push(Key { msg: Msg::Panel, chord: PANEL.to_string(), label: KNOBS.to_owned() });
    }
    keys
}

/// The key that turns a dial.
fn key(ui: &Ui<'_>, dial: &Dial) -> Key {
    let (msg, chord) = match (dial.knob(), dial.id) {
        (Some(knob), "seed") if knob.key.is_none() => (Msg::Weather, 'w'),
        (Some(knob), _) => knob.key.map_or((Msg::Panel, PANEL), |key| (Msg::Turn(knob), key)),
        (None, RECIPE) if is_left(ui, dial) => (Msg::LeftRecipe, 'R'),
        (None, RECIPE) => (Msg::Recipe, 'r'),
        (None, _) => (Msg::Steps, 'v'),
    };
    let label = match (msg, dial.id) {
        (Msg::Weather, _) => "new weather".to_owned(),
        (_, STEPS) => STEPS.to_owned(),
        (_, id) => format!("turn {id}"),
    };
    Key { msg, chord: chord.to_string(), label }
}

/// Whether a dial belongs to the left of two lanes.
fn is_left(ui: &Ui<'_>, dial: &Dial) -> bool {
    let lab = &ui.model.lab;
    let lane = lab.scenario().lanes.iter().position(|lane| Some(&lane.name) == dial.lane.as_ref());
    lab.shown.len() > 1 && lab.shown.first().copied() == lane
}
