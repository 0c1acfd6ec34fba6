//! Stages on the SQL bench: every case and question is resolved, and what is claimed is
//! run on the database.

use std::ops::Range;

use toml::Spanned;

use super::predict::CHOICES;
use super::replies::{Answers, Written, written};
use super::text::{Room, measure, measure_some, row};
use super::verbs::replies;
use crate::bench::{Case, Question, Shelf, Trial};
use crate::lesson::complaint::Complaints;
use crate::lesson::format::{RawSql, Text, Tree};
use crate::lesson::predict::in_a_row;
use crate::lesson::prose::Prose;
use crate::lesson::sql::{Ask, Goal, SqlStage, Task, Write};
use crate::sim::nearest::hint;

/// The statement that changes nothing: it must not pass.
const IDLE: &str = "SELECT 1";

/// Reads and proves a stage on the bench; none if its task does not read.
pub(super) fn sql(raw: &Spanned<RawSql>, complaints: &mut Complaints) -> Option<SqlStage> {
    let stage = raw.get_ref();
    let show = shown(&stage.show, complaints);
    let case = show.first()?;
    let start = start(stage.start.as_ref(), case, complaints);
    let trial = Trial::run(case);
    let trial = trial.map_err(|trouble| refused(stage.show.span(), &trouble.to_string(), complaints)).ok()?;
    if stage.late && trial.late.iter().all(|late| late.start != start) {
        let help = "leave `late` out, or show a case in which another writer changes something";
        complaints.add(raw.span(), "there is no story of a late duplicate", "nothing to open with", help);
    }
    let task = task(raw, case, start, &trial, complaints)?;
    Some(SqlStage { show, start, late: stage.late, task })
}

/// The cases shown.
fn shown(list: &Spanned<Vec<Text>>, complaints: &mut Complaints) -> Vec<Case> {
    let shelf = match Shelf::shipped() {
        Ok(shelf) => shelf,
        Err(error) => {
            complaints.add(list.span(), error.to_string(), "", "mend the shelf first");
            return Vec::new();
        }
    };
    let ids: Vec<&str> = shelf.ids().collect();
    let mut show: Vec<Case> = Vec::new();
    for text in list.get_ref() {
        let id = text.get_ref();
        match shelf.find(id) {
            Some(case) if show.contains(case) => {
                complaints.add(text.span(), "the same case twice", "shown before", "show each once");
            }
            Some(case) => show.push(case.clone()),
            None => {
                let what = format!("no case is called `{id}`{}", hint(id, &ids));
                complaints.add(text.span(), what, "no such case", "`idem sql` lists them");
            }
        }
    }
    if list.get_ref().is_empty() {
        let help = "name cases as `idem sql` lists them, such as [\"s2\"]";
        complaints.add(list.span(), "no case is shown", "an empty list", help);
    }
    show
}

/// The starting state it opens with; the setup's own, where none is named.
fn start(text: Option<&Text>, case: &Case, complaints: &mut Complaints) -> usize {
    let Some(text) = text else { return 0 };
    let names: Vec<&str> = case.starts.iter().map(|start| start.name.as_str()).collect();
    let found = names.iter().position(|name| name == text.get_ref());
    if found.is_none() {
        let what =
            format!("no starting state is called `{}`{}", text.get_ref(), hint(text.get_ref(), &names));
        let help = format!("{} starts from: {}", case.id, names.join(", "));
        complaints.add(text.span(), what, "no such starting state", help);
    }
    found.unwrap_or(0)
}

fn refused(span: Range<usize>, why: &str, complaints: &mut Complaints) {
    complaints.add(span, format!("the bench does not run it: {why}"), "does not run", "write SQL that runs");
}

/// The one thing to be done.
fn task(
    raw: &Spanned<RawSql>,
    case: &Case,
    start: usize,
    trial: &Trial,
    complaints: &mut Complaints,
) -> Option<Task> {
    let stage = raw.get_ref();
    let have =
        [("say", stage.say.is_some()), ("about", stage.about.is_some()), ("write", stage.write.is_some())];
    let named: Vec<&str> = have.iter().filter(|(_, has)| *has).map(|(word, _)| *word).collect();
    let [word] = named.as_slice() else {
        let help = "write one of: say; ask and about; ask and write";
        let label = if named.is_empty() { "nothing to do".to_owned() } else { named.join(" and ") };
        complaints.add(raw.span(), "a stage on the SQL bench has one task", label, help);
        return None;
    };
    if let Some(say) = &stage.say {
        return Some(Task::Look(measure(say, Room::SAY, complaints)));
    }
    let Some(ask) = &stage.ask else {
        let help = "add `ask = \"..\"`: what the learner is to do";
        complaints.add(raw.span(), "the key `ask` is missing", "nothing is asked", help);
        return None;
    };
    let ask = measure(ask, Room::ASK, complaints);
    if *word == "about" {
        about(raw, ask, start, trial, complaints).map(Task::Ask)
    } else {
        write(raw, ask, case, trial, complaints).map(Task::Write)
    }
}

fn unread(text: &Text, complaints: &mut Complaints) {
    let what = format!("`{}` asks nothing of the bench", text.get_ref());
    let help = format!("begin with one of {}; such as twice.acct.bal", Question::words().join(", "));
    complaints.add(text.span(), what, "does not read", help);
}

fn about(
    raw: &Spanned<RawSql>,
    ask: Prose,
    start: usize,
    trial: &Trial,
    complaints: &mut Complaints,
) -> Option<Ask> {
    let stage = raw.get_ref();
    let text = stage.about.as_ref()?;
    let Some(about) = Question::parse(text.get_ref()) else {
        unread(text, complaints);
        return None;
    };
    let Some(answer) = about.answer(trial, start) else {
        let help = "ask what this case holds: its tables, its columns, its other writer";
        complaints.add(text.span(), "there is nothing of that kind in this case", "no answer", help);
        return None;
    };
    let choices = choices(raw, complaints);
    let list = stage.choices.as_ref().map_or_else(|| raw.span(), Spanned::span);
    if !CHOICES.contains(&choices.len()) {
        let what = format!("a question has {} to {} choices", CHOICES.start(), CHOICES.end());
        let label = format!("{} here", choices.len());
        complaints.add(list.clone(), what, label, "add or drop some in `choices`");
    }
    let computed = format!("the database gives {answer}");
    let replies = replies(stage.wrong.as_ref(), complaints);
    let keys: Vec<Written<String>> =
        replies.iter().map(|(choice, span, _)| (choice.clone(), span.clone())).collect();
    let offered = written(choices.iter().cloned(), &list);
    let answers =
        Answers { choices: &offered, list: list.clone(), wrong: &keys, right: &answer, computed: &computed };
    answers.hold_right(complaints);
    answers.hold_replies(|choice| format!("\"{choice}\""), complaints);
    let wrong = replies.into_iter().map(|(choice, _, reply)| (choice, reply)).collect();
    row(list, &in_a_row(choices.iter().cloned()), Room::CHOICES, complaints);
    let right = measure_some(stage.right.as_ref(), Room::REPLY, complaints);
    Some(Ask { ask, about, choices, answer, wrong, right })
}

/// The choices as written, each once.
fn choices(raw: &Spanned<RawSql>, complaints: &mut Complaints) -> Vec<String> {
    let mut choices: Vec<String> = Vec::new();
    for choice in raw.get_ref().choices.iter().flat_map(Spanned::get_ref) {
        match choice.get_ref() {
            Tree::Leaf(text) if choices.contains(text) => {
                complaints.add(choice.span(), "the same choice twice", "chosen before", "offer each once");
            }
            Tree::Leaf(text) => choices.push(text.clone()),
            Tree::List(_) | Tree::Table(_) => {
                complaints.add(choice.span(), "a list or a table is no answer", "no answer", "write a text");
            }
        }
    }
    choices
}

fn write(
    raw: &Spanned<RawSql>,
    ask: Prose,
    case: &Case,
    trial: &Trial,
    complaints: &mut Complaints,
) -> Option<Write> {
    let stage = raw.get_ref();
    let list = stage.write.as_ref()?;
    let mut goals = Vec::new();
    for text in list.get_ref() {
        if let Some(goal) = Goal::parse(text.get_ref()) {
            goals.push(goal);
        } else {
            let what = format!("`{}` is no goal", text.get_ref());
            let words = Question::words().join(", ");
            let help = format!("write for example \"twice.acct.bal is 110\"; begin with one of {words}");
            complaints.add(text.span(), what, "does not read", help);
        }
    }
    if list.get_ref().is_empty() {
        complaints.add(
            list.span(),
            "there is no goal",
            "an empty list",
            "write for example \"idempotent is yes\"",
        );
    }
    let mut needed = |what: &str, help: &str, text: Option<&Text>| {
        if text.is_none() {
            let say = format!("the key `{what}` is missing");
            complaints.add(raw.span(), say, "a statement is asked for", format!("add `{what} = ..`: {help}"));
        }
    };
    needed("solution", "a statement that passes", stage.solution.as_ref());
    needed("right", "what to make of it, once it is done", stage.right.as_ref());
    let (solution, right) = (stage.solution.as_ref()?, stage.right.as_ref()?);
    let right = measure(right, Room::REPLY, complaints);
    let written = stage.hints.as_ref();
    let texts = written.map(|hints| hints.get_ref().as_slice()).unwrap_or_default();
    let hints: Vec<Prose> = texts.iter().map(|hint| measure(hint, Room::HINT, complaints)).collect();
    let count = hints.len();
    let Ok(hints) = <[Prose; 3]>::try_from(hints) else {
        let span = written.map_or_else(|| raw.span(), Spanned::span);
        let help = "write three: a nudge, where to look, the next move";
        complaints.add(span, "a statement to write has three hints", format!("{count} here"), help);
        return None;
    };
    let write = Write { ask, goals, hints, solution: solution.get_ref().trim().to_owned(), right };
    if write.goals.len() == list.get_ref().len() && !write.goals.is_empty() {
        prove(solution, list.span(), &write, case, trial, complaints);
    }
    Some(write)
}

/// The statement that is there and the one that does nothing must fail, the solution pass.
fn prove(
    solution: &Text,
    goals: Range<usize>,
    write: &Write,
    case: &Case,
    trial: &Trial,
    complaints: &mut Complaints,
) {
    let with = |statement: &str| Trial::run(&Case { statement: statement.to_owned(), ..case.clone() });
    if write.passes(trial) {
        complaints.add(goals.clone(), "it passes by doing nothing", "so at the start", "ask for more");
    }
    if with(IDLE).is_ok_and(|trial| write.passes(&trial)) {
        let help = "ask for something that the statement has to do, such as \"once.acct.bal is 110\"";
        complaints.add(goals, format!("`{IDLE}` passes"), "a statement that does nothing", help);
    }
    match with(&write.solution) {
        Ok(solved) if write.passes(&solved) => {}
        Ok(solved) => {
            let label = write.row(&solved);
            complaints.add(solution.span(), "the solution does not pass", label, "mend it, or the goals");
        }
        Err(trouble) => refused(solution.span(), &trouble.to_string(), complaints),
    }
}
