//! Stages on a sweep: the axis and the figure resolve, and what is asked is played.

use std::ops::Range;

use toml::Spanned;

use super::predict::CHOICES;
use super::replies::{Answers, written};
use super::scene::Scene;
use super::text::{Room, measure, measure_some, row};
use super::verbs::replies;
use crate::lesson::complaint::Complaints;
use crate::lesson::format::{RawSweep, Text, Tree};
use crate::lesson::sweep::{Amount, Ask, PLAYED_MAX, POINTS, SweepStage, Task};
use crate::sim::nearest::hint;
use crate::sweep::{Axis, FIGURES, Figure, Grid};

/// Reads and proves a stage on a sweep; none if it does not read.
pub(super) fn sweep(
    raw: &Spanned<RawSweep>,
    scene: &Scene,
    complaints: &mut Complaints,
) -> Option<SweepStage> {
    let stage = raw.get_ref();
    let grid = grid(stage, scene, complaints);
    let figure = figure(&stage.figure, complaints);
    let trials = *stage.trials.get_ref();
    let task = match (&stage.say, &stage.ask) {
        (Some(say), None) => Some(Task::Look(measure(say, Room::SAY, complaints))),
        (None, Some(ask)) => {
            grid.as_ref().and_then(|grid| self::ask(raw, ask, grid, complaints)).map(Task::Ask)
        }
        _ => {
            let help = "write either `say`, or `ask` with `at`, `choices` and `wrong`";
            complaints.add(raw.span(), "a sweep is looked at, or asked about", "", help);
            None
        }
    };
    let sweep = SweepStage { vary: stage.vary.get_ref().clone(), figure: figure?, trials, task: task? };
    grid?;
    if let Some(ask) = sweep.asks() {
        let span = stage.choices.as_ref().map_or_else(|| raw.span(), Spanned::span);
        row(span, &ask.choices_row(sweep.unit()), Room::CHOICES, complaints);
        if scene.sound {
            prove(raw, &sweep, ask, scene, complaints);
        }
    }
    Some(sweep)
}

/// The points that are played: few enough for a chart, and for an answer at once.
fn grid(raw: &RawSweep, scene: &Scene, complaints: &mut Complaints) -> Option<Grid> {
    let refuse = |what: String, complaints: &mut Complaints| {
        let help = "write a knob and its values, `ttl=1s,5s,1h` or `lose-reply=0:0.9:0.1`";
        complaints.add(raw.vary.span(), what, "cannot be varied so", help);
    };
    let axis = Axis::parse(raw.vary.get_ref());
    let axis = axis.map_err(|error| refuse(error.to_string(), complaints)).ok()?;
    let grid = Grid::new(scene.scenario.clone(), vec![axis], *raw.trials.get_ref());
    let grid = grid.map_err(|error| refuse(error.to_string(), complaints)).ok()?;
    let points = grid.points.len();
    if !POINTS.contains(&points) {
        let what = format!("a chart has {} to {} points", POINTS.start(), POINTS.end());
        complaints.add(raw.vary.span(), what, format!("{points} here"), "name fewer or more values");
        return None;
    }
    let most = grid.points.iter().map(|point| point.scenario.intents().len() as u64).max().unwrap_or(1);
    if grid.trials == 0 || grid.trials.saturating_mul(most) > PLAYED_MAX {
        let what = format!("a point plays 1 to {PLAYED_MAX} payments");
        let label = format!("{} trials of {most} here", grid.trials);
        complaints.add(raw.trials.span(), what, label, "so that the chart comes at once: change `trials`");
        return None;
    }
    Some(grid)
}

fn figure(text: &Text, complaints: &mut Complaints) -> Option<usize> {
    let found = Figure::find(text.get_ref());
    if found.is_none() {
        let ids = FIGURES.each_ref().map(|figure| figure.id);
        let what = format!("no figure is called `{}`{}", text.get_ref(), hint(text.get_ref(), &ids));
        complaints.add(text.span(), what, "no such figure", format!("the figures are {}", ids.join(", ")));
    }
    found
}

fn ask(raw: &Spanned<RawSweep>, text: &Text, grid: &Grid, complaints: &mut Complaints) -> Option<Ask> {
    let stage = raw.get_ref();
    let ask = measure(text, Room::ASK, complaints);
    let right = measure_some(stage.right.as_ref(), Room::REPLY, complaints);
    let point = point(raw, grid, complaints);
    let lane = lane(stage.lane.as_ref(), grid, complaints);
    let choices = choices(raw, complaints);
    let mut wrong = std::collections::BTreeMap::new();
    for (key, span, reply) in replies(stage.wrong.as_ref(), complaints) {
        match Amount::parse(&key) {
            Some(amount) => _ = wrong.insert(amount, reply),
            None => no_amount(&key, span, complaints),
        }
    }
    Some(Ask { ask, point: point?, lane: lane?, choices: choices?, wrong, right })
}

fn no_amount(text: &str, span: Range<usize>, complaints: &mut Complaints) {
    let help = "write a number without its unit: dollars, percent, so many, milliseconds";
    complaints.add(span, format!("`{text}` is no amount"), "no answer", help);
}

fn point(raw: &Spanned<RawSweep>, grid: &Grid, complaints: &mut Complaints) -> Option<usize> {
    let values: Vec<String> =
        grid.points.iter().filter_map(|point| point.values.first()).map(ToString::to_string).collect();
    let Some(at) = &raw.get_ref().at else {
        let help = "add `at = \"..\"`: the value asked about";
        complaints.add(raw.span(), "the key `at` is missing", "which point is asked about?", help);
        return None;
    };
    let found = values.iter().position(|value| value == at.get_ref());
    if found.is_none() {
        let what = format!("no point is at `{}`", at.get_ref());
        complaints.add(at.span(), what, "not on the axis", format!("the points are {}", values.join(", ")));
    }
    found
}

fn lane(text: Option<&Text>, grid: &Grid, complaints: &mut Complaints) -> Option<usize> {
    let lanes = grid.lanes();
    let Some(text) = text else { return Some(lanes.len().saturating_sub(1)) };
    let found = lanes.iter().position(|lane| *lane == text.get_ref());
    if found.is_none() {
        let what = format!("no lane is named `{}`{}", text.get_ref(), hint(text.get_ref(), &lanes));
        let help = format!("the lanes shown here are {}", lanes.join(", "));
        complaints.add(text.span(), what, "no such lane", help);
    }
    found
}

fn choices(raw: &Spanned<RawSweep>, complaints: &mut Complaints) -> Option<Vec<Amount>> {
    let Some(list) = &raw.get_ref().choices else {
        let help = "add `choices = [..]`: what may be said";
        complaints.add(raw.span(), "the key `choices` is missing", "nothing to choose from", help);
        return None;
    };
    let mut choices = Vec::new();
    for choice in list.get_ref() {
        let text = if let Tree::Leaf(text) = choice.get_ref() { text.as_str() } else { "a list or table" };
        match Amount::parse(text) {
            Some(amount) if choices.contains(&amount) => {
                let help = "offer each choice once";
                complaints.add(choice.span(), "the same choice twice", "chosen before", help);
            }
            Some(amount) => choices.push(amount),
            None => no_amount(text, choice.span(), complaints),
        }
    }
    if !CHOICES.contains(&list.get_ref().len()) {
        let what = format!("a question has {} to {} choices", CHOICES.start(), CHOICES.end());
        complaints.add(list.span(), what, format!("{} here", list.get_ref().len()), "add or drop some");
    }
    Some(choices)
}

/// The point asked about is played: one choice must be meant by it, and no other answered
/// as if it were.
fn prove(raw: &Spanned<RawSweep>, sweep: &SweepStage, ask: &Ask, scene: &Scene, complaints: &mut Complaints) {
    let span = raw.get_ref().choices.as_ref().map_or_else(|| raw.span(), Spanned::span);
    let Some(mean) = sweep.measured(&scene.scenario) else {
        let help = "ask about another figure, or another point";
        complaints.add(span, "the figure has no value at this point", "nothing to ask", help);
        return;
    };
    let computed = format!("the sweep computes {mean:.3}");
    let Some(right) = ask.nearest(mean).filter(|_| ask.is_clear(mean)) else {
        let help = "offer a choice near to it, and the others farther away";
        complaints.add(span, "no choice is clearly the right one", computed, help);
        return;
    };
    let wrong = raw.get_ref().wrong.as_ref().map_or_else(|| span.clone(), Spanned::span);
    let (choices, wrong) =
        (written(ask.choices.iter().copied(), &span), written(ask.wrong.keys().copied(), &wrong));
    let answers =
        Answers { choices: &choices, list: span, wrong: &wrong, right: &right, computed: &computed };
    answers.hold_replies(Amount::to_string, complaints);
}
