//! Stages on the verb bench: every name is resolved, and what is claimed is computed.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;

use super::predict::CHOICES;
use super::replies::{Answers, written};
use super::text::{Room, measure, measure_some, row};
use crate::lesson::complaint::Complaints;
use crate::lesson::format::{RawVerbs, Text, Tree};
use crate::lesson::prose::Prose;
use crate::lesson::verbs::{Ask, Find, Pick, Task, VerbStage};
use crate::sim::nearest::hint;
use crate::verbs::question::{MEASURES, QuestionError};
use crate::verbs::{CLAIMS, Claim, Endpoint, Question, Reading, STARTS, Start, WAYS, Way};

/// Reads and proves a stage on the bench; none if its task does not read.
pub(super) fn verbs(raw: &Spanned<RawVerbs>, complaints: &mut Complaints) -> Option<VerbStage> {
    let stage = raw.get_ref();
    let before = complaints.list.len();
    let show = shown(&stage.show, complaints);
    let way = named(stage.way.as_ref(), "way", &WAYS.each_ref().map(|row| row.word), complaints);
    let way = way.and_then(|word| Way::find(&word)).unwrap_or(Way::Once);
    let starts = STARTS.each_ref().map(|start| start.id);
    let from = named(stage.from.as_ref(), "starting state", &starts, complaints);
    let from = from.and_then(|id| Start::find(&id));
    let sound = complaints.list.len() == before;
    let task = task(raw, complaints)?;
    let verbs = VerbStage { show, way, from, task };
    if sound && complaints.list.len() == before {
        prove(stage, &verbs, complaints);
    }
    Some(verbs)
}

/// The endpoints shown.
fn shown(list: &Spanned<Vec<Text>>, complaints: &mut Complaints) -> Vec<&'static Endpoint> {
    let ids = Question::endpoints();
    let mut show: Vec<&'static Endpoint> = Vec::new();
    for text in list.get_ref() {
        match Endpoint::find(text.get_ref()) {
            Some(endpoint) if show.contains(&endpoint) => {
                complaints.add(text.span(), "the same endpoint twice", "shown before", "show each once");
            }
            Some(endpoint) => show.push(endpoint),
            None => no_endpoint(text.get_ref(), text.span(), &ids, complaints),
        }
    }
    if list.get_ref().is_empty() {
        let help = "name endpoints as `idem verbs` lists them, such as [\"put\"]";
        complaints.add(list.span(), "no endpoint is shown", "an empty list", help);
    }
    show
}

fn no_endpoint(id: &str, span: Range<usize>, ids: &[&str], complaints: &mut Complaints) {
    let what = format!("no endpoint is called `{id}`{}", hint(id, ids));
    complaints.add(span, what, "no such endpoint", "`idem verbs` lists them");
}

/// A word of a table; none if it is left out or not in it.
fn named(text: Option<&Text>, what: &str, known: &[&str], complaints: &mut Complaints) -> Option<String> {
    let text = text?;
    let word = text.get_ref();
    if !known.contains(&word.as_str()) {
        let said = format!("no {what} is called `{word}`{}", hint(word, known));
        complaints.add(
            text.span(),
            said,
            format!("no such {what}"),
            format!("write one of {}", known.join(", ")),
        );
        return None;
    }
    Some(word.clone())
}

/// The one thing to be done.
fn task(raw: &Spanned<RawVerbs>, complaints: &mut Complaints) -> Option<Task> {
    let stage = raw.get_ref();
    let have = [
        ("say", stage.say.is_some()),
        ("about", stage.about.is_some()),
        ("pick", stage.pick.is_some()),
        ("find", stage.find.is_some()),
    ];
    let named: Vec<&str> = have.iter().filter(|(_, has)| *has).map(|(word, _)| *word).collect();
    let [word] = named.as_slice() else {
        let help = "write one of: say; ask and about; ask and pick; ask and find";
        let label = if named.is_empty() { "nothing to do".to_owned() } else { named.join(" and ") };
        complaints.add(raw.span(), "a stage on the bench has one task", label, help);
        return None;
    };
    if *word == "say" {
        return stage.say.as_ref().map(|say| Task::Look(measure(say, Room::SAY, complaints)));
    }
    let Some(ask) = &stage.ask else {
        let help = "add `ask = \"..\"`: what the learner is to do";
        complaints.add(raw.span(), "the key `ask` is missing", "nothing is asked", help);
        return None;
    };
    let ask = measure(ask, Room::ASK, complaints);
    match *word {
        "about" => about(raw, ask, complaints).map(Task::Ask),
        "pick" => pick(raw, ask, complaints).map(Task::Pick),
        _ => find(raw, ask, complaints).map(Task::Find),
    }
}

fn about(raw: &Spanned<RawVerbs>, ask: Prose, complaints: &mut Complaints) -> Option<Ask> {
    let stage = raw.get_ref();
    let text = stage.about.as_ref()?;
    let about = question(text, complaints)?;
    let mut choices: Vec<Reading> = Vec::new();
    let empty = Spanned::new(raw.span(), Vec::new());
    let list = stage.choices.as_ref().unwrap_or(&empty);
    for choice in list.get_ref() {
        let written = if let Tree::Leaf(text) = choice.get_ref() { text.as_str() } else { "a list or table" };
        match Reading::parse(written) {
            Some(reading) if choices.contains(&reading) => {
                complaints.add(choice.span(), "the same choice twice", "chosen before", "offer each once");
            }
            Some(reading) => choices.push(reading),
            None => odd(written, choice.span(), complaints),
        }
    }
    if !CHOICES.contains(&choices.len()) {
        let what = format!("a question has {} to {} choices", CHOICES.start(), CHOICES.end());
        complaints.add(list.span(), what, format!("{} here", choices.len()), "add or drop some in `choices`");
    }
    let mut wrong = BTreeMap::new();
    for (key, span, reply) in replies(stage.wrong.as_ref(), complaints) {
        match Reading::parse(&key) {
            Some(reading) => _ = wrong.insert(reading, reply),
            None => odd(&key, span, complaints),
        }
    }
    let right = measure_some(stage.right.as_ref(), Room::REPLY, complaints);
    let ask = Ask { ask, about, choices, wrong, right };
    row(list.span(), &ask.choices_row(), Room::CHOICES, complaints);
    Some(ask)
}

fn odd(text: &str, span: Range<usize>, complaints: &mut Complaints) {
    let help = "write whole numbers, or \"yes\" and \"no\"";
    complaints.add(span, format!("`{text}` is no answer"), "no answer", help);
}

fn question(text: &Text, complaints: &mut Complaints) -> Option<Question> {
    let error = match Question::parse(text.get_ref()) {
        Ok(question) => return Some(question),
        Err(error) => error,
    };
    let words = Question::words();
    match error {
        QuestionError::Shape => {
            let help = format!("write ENDPOINT.WORD, where WORD is one of {}", words.join(", "));
            complaints.add(text.span(), "this is no question", "does not read", help);
        }
        QuestionError::Endpoint(id) => no_endpoint(&id, text.span(), &Question::endpoints(), complaints),
        QuestionError::Word(word) => {
            let what = format!("nothing is measured by `{word}`{}", hint(&word, &words));
            complaints.add(text.span(), what, "no such word", format!("it may be {}", words.join(", ")));
        }
    }
    None
}

/// The replies as written: key, its place, text.
pub(super) fn replies(
    raw: Option<&Spanned<Tree>>,
    complaints: &mut Complaints,
) -> Vec<(String, Range<usize>, Prose)> {
    let Some(raw) = raw else { return Vec::new() };
    let Tree::Table(table) = raw.get_ref() else {
        let help = "write a table, one reply to each wrong answer";
        complaints.add(raw.span(), "this is no table of replies", "a table belongs here", help);
        return Vec::new();
    };
    let mut replies = Vec::new();
    for (key, value) in table {
        if let Tree::Leaf(text) = value.get_ref() {
            let text = Spanned::new(value.span(), text.clone());
            replies.push((key.get_ref().clone(), key.span(), measure(&text, Room::REPLY, complaints)));
        } else {
            complaints.add(value.span(), "a reply is a text", "", "write it in quotes");
        }
    }
    replies
}

/// What is said when the task is done.
fn done(raw: &Spanned<RawVerbs>, complaints: &mut Complaints) -> Option<Prose> {
    let right = measure_some(raw.get_ref().right.as_ref(), Room::REPLY, complaints);
    if right.is_none() {
        let help = "add `right = \"..\"`: what to make of it, once it is done";
        complaints.add(raw.span(), "the key `right` is missing", "nothing is said at the end", help);
    }
    right
}

fn pick(raw: &Spanned<RawVerbs>, ask: Prose, complaints: &mut Complaints) -> Option<Pick> {
    let stage = raw.get_ref();
    let words = CLAIMS.each_ref().map(|claim| claim.word);
    let claim = named(stage.pick.as_ref(), "claim", &words, complaints);
    let right = done(raw, complaints);
    let hint_text = measure_some(stage.hint.as_ref(), Room::HINT, complaints);
    let shown: Vec<&str> = stage.show.get_ref().iter().map(|text| text.get_ref().as_str()).collect();
    let mut wrong = BTreeMap::new();
    for (id, span, reply) in replies(stage.wrong.as_ref(), complaints) {
        if !shown.contains(&id.as_str()) {
            no_endpoint(&id, span, &shown, complaints);
        }
        wrong.insert(id, reply);
    }
    for text in stage.show.get_ref().iter().filter(|text| !wrong.contains_key(text.get_ref())) {
        let what = format!("`{}` has no reply for who marks it wrongly or misses it", text.get_ref());
        let help = format!("add to `wrong`: {} = \"what is so of it\"", text.get_ref());
        complaints.add(text.span(), what, "no reply in `wrong`", help);
    }
    let claim = Claim::find(&claim?)?.word;
    Some(Pick { ask, claim, right: right?, wrong, hint: hint_text })
}

fn find(raw: &Spanned<RawVerbs>, ask: Prose, complaints: &mut Complaints) -> Option<Find> {
    let stage = raw.get_ref();
    let text = stage.find.as_ref()?;
    let right = done(raw, complaints);
    let hint_text = measure_some(stage.hint.as_ref(), Room::HINT, complaints);
    let words = Question::words();
    let (word, wanted) = text.get_ref().split_once(" is ").unwrap_or((text.get_ref(), ""));
    let (word, wanted) = (words.iter().find(|known| **known == word), Reading::parse(wanted));
    let (Some(word), Some(wanted)) = (word, wanted) else {
        let help = format!("write for example \"undone is yes\"; what is measured: {}", words.join(", "));
        complaints.add(text.span(), "this cannot be found", "does not read", help);
        return None;
    };
    Some(Find { ask, word, wanted, right: right?, hint: hint_text })
}

/// What the file claims, compared with what the bench computes.
fn prove(raw: &RawVerbs, stage: &VerbStage, complaints: &mut Complaints) {
    match &stage.task {
        Task::Look(_) => {}
        Task::Ask(ask) => prove_ask(raw, ask, stage, complaints),
        Task::Pick(pick) => {
            let belong = stage.show.iter().filter(|endpoint| pick.belongs(endpoint)).count();
            if belong == 0 || belong == stage.show.len() {
                let label = format!("{belong} of {} are to be marked", stage.show.len());
                let help = "show some of which it is so, and some of which it is not";
                complaints.add(raw.show.span(), "there is nothing to tell apart", label, help);
            }
        }
        Task::Find(_) => {
            let Some(span) = raw.find.as_ref().map(Spanned::span) else { return };
            let found = |endpoint: &&'static Endpoint, way| stage.finds(&stage.story(endpoint, way));
            if stage.show.first().is_some_and(|endpoint| found(endpoint, stage.way)) {
                let help = "open with another endpoint or way";
                complaints.add(span, "it is found by doing nothing", "so at the start", help);
            } else if !stage.show.iter().any(|endpoint| WAYS.iter().any(|row| found(endpoint, row.way))) {
                let help = "show an endpoint of which it is so in some way";
                complaints.add(span, "it cannot be found here", "so in no way", help);
            }
        }
    }
}

fn prove_ask(raw: &RawVerbs, ask: &Ask, stage: &VerbStage, complaints: &mut Complaints) {
    let Some(about) = raw.about.as_ref().map(Spanned::span) else { return };
    if !stage.show.contains(&ask.about.endpoint) {
        let help = format!("add \"{}\" to `show`", ask.about.endpoint.id);
        complaints.add(about, "the endpoint asked about is not shown", "not in `show`", help);
        return;
    }
    let Some(right) = stage.answer() else { return };
    let is_number = |reading: &Reading| matches!(reading, Reading::Number(_));
    if right == Reading::Number(0) && MEASURES[..3].iter().any(|measure| measure.word == ask.about.word()) {
        let help = "choose a way with as many replies";
        complaints.add(about, "there is no such reply in this way", "nothing to ask", help);
        return;
    }
    let computed = format!("the bench computes {right}");
    let choices = raw.choices.as_ref().map_or(about.clone(), Spanned::span);
    if let Some(odd) = ask.choices.iter().find(|choice| is_number(choice) != is_number(&right)) {
        let what = format!("`{odd}` is no answer to `{}`", ask.about);
        complaints.add(choices, what, computed, "offer answers of one kind");
        return;
    }
    let wrong = written(ask.wrong.keys().copied(), &raw.wrong.as_ref().map_or(about, Spanned::span));
    let offered = written(ask.choices.iter().copied(), &choices);
    let answers =
        Answers { choices: &offered, list: choices, wrong: &wrong, right: &right, computed: &computed };
    answers.hold_right(complaints);
    answers.hold_replies(Reading::to_string, complaints);
}
