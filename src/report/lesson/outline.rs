//! A stage laid out for the page: its text, its choices with the computed answer, its
//! hints filled from the run it opens with, its solution.
//!
//! The one place that knows every kind of stage on paper.

use super::change::changes;
use crate::lesson::predict::When;
use crate::lesson::sql::{self, SqlStage};
use crate::lesson::sweep::{self, SweepStage};
use crate::lesson::verbs::{Task, VerbStage};
use crate::lesson::{Challenge, Free, Kind, Lesson, Predict, Prose, Stage, Turn, stage};
use crate::sim::time::show_instant;
use crate::sim::{Experiment, Scenario};
use crate::sweep::FIGURES;
use crate::verbs::Reading;

/// A stage on paper.
#[derive(Debug)]
pub(super) struct Outline {
    /// The stage's id.
    pub(super) id: String,
    /// What it is, in a few words: `predict naive.balance at the end`.
    pub(super) kind: String,
    /// What changes at it, and how it opens.
    pub(super) facts: Vec<String>,
    /// The lens it opens with: of use on a screen alone.
    pub(super) lens: Option<&'static str>,
    /// What the learner reads.
    pub(super) text: Prose,
    /// What the learner may answer.
    pub(super) choices: Vec<Choice>,
    /// What comes out afterwards, by name: hints, the solution, what to make of it, notes.
    pub(super) after: Vec<(String, Prose)>,
}

/// One answer to choose.
#[derive(Debug)]
pub(super) struct Choice {
    /// The key that takes it.
    pub(super) number: usize,
    /// The answer, as shown.
    pub(super) shown: String,
    /// Whether the simulator computes it.
    pub(super) right: bool,
    /// What is replied to it.
    pub(super) reply: Option<Prose>,
}

/// What a lesson opens with, one line a fact.
pub(super) fn opening(lesson: &Lesson) -> Vec<String> {
    let bare = Scenario { lanes: Vec::new(), ..Scenario::default() };
    changes(&bare, &lesson.scenario)
}

/// Every stage, in order.
pub(super) fn stages(lesson: &Lesson) -> Vec<Outline> {
    let before = std::iter::once(None).chain(lesson.stages.iter().map(Some));
    let pairs = before.zip(&lesson.stages);
    pairs.map(|(before, stage)| outline(lesson, before, stage)).collect()
}

fn outline(lesson: &Lesson, before: Option<&Stage>, stage: &Stage) -> Outline {
    let mut outline = Outline {
        id: stage.id.clone(),
        kind: stage.kind.word().to_owned(),
        facts: facts(lesson, before, stage),
        lens: stage::LENSES.iter().find(|(lens, _)| Some(*lens) == stage.lens).map(|(_, word)| *word),
        text: Prose::default(),
        choices: Vec::new(),
        after: Vec::new(),
    };
    let run = Experiment::run(&stage.drawn());
    match &stage.kind {
        Kind::Say(say) | Kind::Recap(say) => outline.text = say.clone(),
        Kind::Play(play) => {
            outline.kind = format!("play until {} ({})", play.until, show_instant(stage.ends));
            outline.text = play.say.clone().unwrap_or_default();
        }
        Kind::Predict(predict) => predicted(&mut outline, predict, &run),
        Kind::Turn(turn) => turned(&mut outline, turn),
        Kind::Challenge(challenge) => challenged(&mut outline, challenge, &run),
        Kind::Verbs(verbs) => on_the_bench(&mut outline, verbs),
        Kind::Sql(sql) => on_the_sql_bench(&mut outline, sql),
        Kind::Sweep(sweep) => on_a_chart(&mut outline, sweep, &stage.drawn()),
    }
    if let Some(notes) = &stage.notes {
        outline.after.push(("notes for a presenter".to_owned(), notes.clone()));
    }
    outline
}

/// What is new at a stage: the scenario, the lanes shown.
fn facts(lesson: &Lesson, before: Option<&Stage>, stage: &Stage) -> Vec<String> {
    let scenario = before.map_or(&lesson.scenario, |before| &before.scenario);
    let mut facts = changes(scenario, &stage.scenario);
    let all: Vec<usize> = (0..lesson.scenario.lanes.len()).collect();
    let shown = before.map_or(&all, |before| &before.shown);
    if *shown != stage.shown {
        let names: Vec<String> = stage.drawn().lanes.into_iter().map(|lane| lane.name).collect();
        facts.push(format!("shows {}", names.join(" and ")));
    }
    facts
}

fn predicted(outline: &mut Outline, predict: &Predict, run: &Experiment) {
    let at = match &predict.at {
        When::End => "at the end".to_owned(),
        When::Until(until) => format!("at {until}"),
    };
    let vote = if predict.vote { ", put to the vote" } else { "" };
    let instant = show_instant(predict.instant(run));
    outline.kind = format!("predict {} {at} ({instant}){vote}", predict.about);
    outline.text = predict.ask.clone();
    let right = predict.answer(run);
    let choice = |(index, choice): (usize, &crate::sim::expr::Answer)| Choice {
        number: index + 1,
        shown: predict.shown(choice),
        right: *choice == right,
        reply: if *choice == right { predict.right.clone() } else { predict.wrong.get(choice).cloned() },
    };
    outline.choices = predict.choices.iter().enumerate().map(choice).collect();
}

/// A stage on a sweep: its chart, and what is computed of the point asked about.
fn on_a_chart(outline: &mut Outline, stage: &SweepStage, scenario: &Scenario) {
    let figure = FIGURES.get(stage.figure).map_or("", |figure| figure.label);
    outline.kind = format!("chart of {figure}");
    outline.facts.push(format!("{}, {} weathers a point", stage.vary, stage.trials));
    match &stage.task {
        sweep::Task::Look(say) => outline.text = say.clone(),
        sweep::Task::Ask(ask) => {
            outline.text = ask.ask.clone();
            let right = stage.answer(scenario);
            if let Some(grid) = stage.grid(scenario) {
                let values = grid.points.get(ask.point).and_then(|point| point.values.first());
                let at = values.map_or_else(String::new, ToString::to_string);
                let lane = grid.lanes().get(ask.lane).copied().unwrap_or_default().to_owned();
                outline.kind = format!("predict {figure} of {lane} at {at}, by a chart");
            }
            let choice = |(index, choice): (usize, &sweep::Amount)| Choice {
                number: index + 1,
                shown: choice.shown(stage.unit()),
                right: Some(*choice) == right,
                reply: ask.reply(*choice).cloned(),
            };
            outline.choices = ask.choices.iter().enumerate().map(choice).collect();
        }
    }
}

/// A stage on the verb bench: its task, and what the bench computes of it.
fn on_the_bench(outline: &mut Outline, verbs: &VerbStage) {
    let shown: Vec<&str> = verbs.show.iter().map(|endpoint| endpoint.id).collect();
    "verb bench".clone_into(&mut outline.kind);
    outline.facts.push(format!("shows {}, {}", shown.join(", "), verbs.way.row().label));
    match &verbs.task {
        Task::Look(text) => outline.text = text.clone(),
        Task::Ask(ask) => {
            outline.text = ask.ask.clone();
            let right = verbs.answer();
            let choice = |(index, choice): (usize, &Reading)| Choice {
                number: index + 1,
                shown: choice.to_string(),
                right: Some(*choice) == right,
                reply: ask.reply(*choice).cloned(),
            };
            outline.choices = ask.choices.iter().enumerate().map(choice).collect();
        }
        Task::Pick(pick) => {
            outline.text = pick.ask.clone();
            let belong = verbs.show.iter().filter(|endpoint| pick.belongs(endpoint));
            let belong: Vec<&str> = belong.map(|endpoint| endpoint.id).collect();
            outline.after.push(("to be marked".to_owned(), Prose::parse(&belong.join(", "))));
            outline.after.push(("once they are marked".to_owned(), pick.right.clone()));
        }
        Task::Find(find) => {
            outline.text = find.ask.clone();
            outline.after.push(("once it is found".to_owned(), find.right.clone()));
        }
    }
}

/// A stage on the SQL bench: its statement, its task, and what the database gives.
fn on_the_sql_bench(outline: &mut Outline, stage: &SqlStage) {
    "SQL bench".clone_into(&mut outline.kind);
    let shown: Vec<&str> = stage.show.iter().map(|case| case.id.as_str()).collect();
    outline.facts.push(format!("shows {}", shown.join(", ")));
    outline.facts.extend(stage.show.first().map(|case| flat(&case.statement)));
    match &stage.task {
        sql::Task::Look(text) => outline.text = text.clone(),
        sql::Task::Ask(ask) => {
            outline.kind = format!("SQL bench, predict {}", ask.about);
            outline.text = ask.ask.clone();
            let choice = |(index, choice): (usize, &String)| Choice {
                number: index + 1,
                shown: choice.clone(),
                right: *choice == ask.answer,
                reply: ask.reply(choice).cloned(),
            };
            outline.choices = ask.choices.iter().enumerate().map(choice).collect();
        }
        sql::Task::Write(write) => {
            outline.text = write.ask.clone();
            let goals: Vec<String> = write.goals.iter().map(ToString::to_string).collect();
            outline.facts.push(format!("goal: {}", goals.join(", ")));
            for (number, hint) in (1..).zip(&write.hints) {
                outline.after.push((format!("hint {number}"), hint.clone()));
            }
            outline.after.push(("one solution".to_owned(), bullets(&[flat(&write.solution)])));
            outline.after.push(("once it is passed".to_owned(), write.right.clone()));
        }
    }
}

/// SQL in one line.
fn flat(sql: &str) -> String {
    sql.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn turned(outline: &mut Outline, turn: &Turn) {
    outline.kind = format!("turn {} to {}", turn.dial, turn.to);
    outline.text = turn.say.clone();
    if turn.free.len() > 1 {
        outline.facts.push(free(&turn.free));
    }
    outline.after.push(("what then holds".to_owned(), bullets(&turn.expect)));
    outline.after.extend(turn.debrief.clone().map(|debrief| ("once it is turned".to_owned(), debrief)));
}

fn challenged(outline: &mut Outline, challenge: &Challenge, run: &Experiment) {
    outline.text = challenge.ask.clone();
    let goals = challenge.goal.iter().map(ToString::to_string);
    let goals: Vec<String> = goals.chain(challenge.survives.iter().map(ToString::to_string)).collect();
    outline.facts.push(format!("goal: {}", goals.join(", ")));
    outline.facts.extend(challenge.faults.map(|most| format!("faults: at most {most}")));
    outline.facts.push(free(&challenge.free));
    let found = challenge.judge(run).found();
    for (number, hint) in (1..).zip(&challenge.hints) {
        outline.after.push((format!("hint {number}, as the stage opens"), hint.fill(run, &found)));
    }
    let solved = Experiment::run(&challenge.solution.scenario);
    outline.after.push(("one solution".to_owned(), bullets(&challenge.solution.lines)));
    let debrief =
        challenge.debrief.as_ref().map(|debrief| debrief.fill(&solved, &challenge.judge(&solved).found()));
    outline.after.extend(debrief.map(|debrief| ("once it is passed".to_owned(), debrief)));
}

/// Items of the model, a bullet each.
fn bullets(items: &[impl std::fmt::Display]) -> Prose {
    let items: Vec<String> = items.iter().map(|item| format!("- `{item}`")).collect();
    Prose::parse(&items.join("\n"))
}

/// What may be turned or struck, in words.
fn free(free: &[Free]) -> String {
    format!("free: {}", free.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))
}
