//! From the file as written to a lesson that is true.
//!
//! Every name is resolved, every text measured, and every claim simulated: predictions
//! hold the computed answer, plays are reached, turns change what they say, challenges fail
//! at the start and pass with their solution. Several complaints are collected at once.

mod challenge;
mod offer;
mod predict;
mod replies;
mod scene;
mod sql;
mod stage;
mod sweep;
mod text;
mod turn;
mod verbs;

use std::collections::BTreeSet;
use std::ops::Range;

use toml::Spanned;

use super::complaint::Complaints;
use super::format::{self, FORMAT, Head, Raw, Text};
use super::prose::COLS;
use super::{Lesson, Stage, setup};
use crate::sim::Scenario;
use crate::sim::nearest::hint;
use crate::sim::scenario::is_name;
use text::Room;
pub use text::TITLE_COLS;

/// Reads a lesson and proves it. `origin` is the file's name for messages; `known` holds
/// the ids other lessons have.
///
/// # Errors
/// Everything that is wrong with it.
pub fn check(source: &str, origin: &str, known: &[String]) -> Result<Lesson, Box<Complaints>> {
    let mut complaints = Complaints::new(origin, source);
    let lesson = format::read(source, &mut complaints).map(|raw| {
        let lesson = lesson(&raw, known, &mut complaints);
        whole(&raw, &lesson, &mut complaints);
        lesson
    });
    complaints.settle(lesson)
}

/// The id a file gives itself, whatever else is wrong with it.
#[must_use]
pub fn id_of(source: &str) -> Option<String> {
    let table = toml::de::DeTable::parse(source).ok()?.into_inner();
    table.get("id")?.get_ref().as_str().map(str::to_owned)
}

fn lesson(raw: &Raw, known: &[String], complaints: &mut Complaints) -> Lesson {
    let head = &raw.head;
    heading(head, known, complaints);
    let mut scenario = Scenario::default();
    let before = complaints.list.len();
    if let Some(table) = &head.scenario {
        setup::read(table, &mut scenario, complaints);
    }
    let sound = raw.complete && complaints.list.len() == before;
    let texts = |list: &[Text]| list.iter().map(|text| text.get_ref().clone()).collect();
    let mut lesson = Lesson {
        id: head.id.get_ref().clone(),
        title: head.title.get_ref().clone(),
        needs: texts(&head.needs),
        teaches: texts(head.teaches.get_ref()),
        sources: texts(head.sources.get_ref()),
        next: texts(&head.next),
        scenario,
        stages: Vec::new(),
    };
    let mut walk = stage::Walk::new(&lesson.scenario, sound);
    for raw in &raw.stages {
        lesson.stages.extend(walk.stage(raw, complaints));
    }
    lesson
}

/// Whether a file is in the format this reads.
pub(super) fn known_format(written: &Spanned<u64>, what: &str, complaints: &mut Complaints) {
    let format = *written.get_ref();
    if format != FORMAT {
        let what = format!("this {what} is written in format {format}");
        let help = format!("write `format = {FORMAT}`, or read it with a newer idem");
        complaints.add(written.span(), what, format!("only format {FORMAT} is known here"), help);
    }
}

/// What stands before the first stage.
fn heading(head: &Head, known: &[String], complaints: &mut Complaints) {
    known_format(&head.format, "lesson", complaints);
    name(&head.id, complaints);
    text::measure(&head.title, Room::TITLE, complaints);
    for text in head.teaches.get_ref() {
        text::measure(text, Room::TEACHES, complaints);
    }
    for text in head.sources.get_ref() {
        text::measure(text, Room::SOURCE, complaints);
    }
    for text in &head.next {
        text::measure(text, Room::SOURCE, complaints);
    }
    if head.teaches.get_ref().is_empty() {
        let help = "say in a line what the learner understands at the end";
        complaints.add(head.teaches.span(), "the lesson teaches nothing", "no line here", help);
    }
    if head.sources.get_ref().is_empty() {
        let help = "name where its facts come from, such as \"RFC 9110, section 9.2.2\"";
        complaints.add(head.sources.span(), "the lesson has no sources", "no source here", help);
    }
    if known.iter().filter(|id| *id == head.id.get_ref()).count() > 1 {
        let what = format!("another lesson here has the id `{}` too", head.id.get_ref());
        complaints.add(head.id.span(), what, "progress is kept by this", "give each lesson an id of its own");
    }
    let ids: Vec<&str> = known.iter().map(String::as_str).filter(|id| id != head.id.get_ref()).collect();
    for need in &head.needs {
        let id = need.get_ref();
        if id == head.id.get_ref() {
            complaints.add(need.span(), "the lesson needs itself", "its own id", "name a lesson before it");
        } else if !ids.contains(&id.as_str()) {
            let what = format!("no lesson has the id `{id}`{}", hint(id, &ids));
            complaints.add(need.span(), what, "no such lesson", "name a lesson of the shelf by its id");
        }
    }
}

/// An id: progress is kept by it, and it is typed in commands.
fn name(id: &Text, complaints: &mut Complaints) {
    if !is_name(id.get_ref()) {
        let what = format!("`{}` is no id", id.get_ref());
        let help = "use lower-case letters, digits and dashes, from a letter on, at most 32";
        complaints.add(id.span(), what, "progress is kept by this", help);
    }
}

/// What is asked of the lesson as a whole.
fn whole(raw: &Raw, lesson: &Lesson, complaints: &mut Complaints) {
    let mut ids = BTreeSet::new();
    for stage in &raw.stages {
        let id = &stage.get_ref().id;
        if !ids.insert(id.get_ref()) {
            let what = format!("two stages have the id `{}`", id.get_ref());
            complaints.add(id.span(), what, "used before", "give each stage an id of its own");
        }
    }
    let Some((last, before)) = raw.stages.split_last() else { return };
    let early = before.iter().filter_map(|stage| stage.get_ref().recap.as_ref());
    for recap in early {
        let help = "move this stage to the end; use `say` for what comes before";
        complaints.add(recap.span(), "the recap is not the last stage", "stages follow it", help);
    }
    if last.get_ref().recap.is_none() {
        let help = "end with recap = \"..\": what was learned, in three sentences";
        complaints.add(last.span(), "the lesson has no recap at its end", "the last stage", help);
    }
    let under = lesson.colophon().wrap(COLS).len();
    if under > Room::UNDER_RECAP {
        let most = Room::UNDER_RECAP;
        let what =
            format!("what stands under the recap needs {under} rows of {COLS} columns, there are {most}");
        complaints.add(raw.head.sources.span(), what, "with `next`", "name fewer, or name them shorter");
    }
    // Stages that did not read say nothing about what the lesson does.
    if raw.complete && raw.stages.len() == lesson.stages.len() {
        acts(last.span(), &lesson.stages, complaints);
    }
}

/// A lesson is never only watched: it asks, and it lets do.
fn acts(span: Range<usize>, stages: &[Stage], complaints: &mut Complaints) {
    let asks = stages.iter().any(|stage| stage.kind.asks());
    let lets = stages.iter().any(|stage| stage.kind.lets_act());
    if !asks {
        let help = "add a stage with predict = { ask = \"..\", about = \"..\", at = \"end\", .. }";
        complaints.add(span.clone(), "the lesson asks nothing", "no stage before this predicts", help);
    }
    if !lets {
        let help = "add a stage with turn = { .. } or challenge = { .. }";
        let label = "no stage before this lets the learner act";
        complaints.add(span, "the lesson is only watched", label, help);
    }
}
