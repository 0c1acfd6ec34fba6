//! Predictions: the simulator's answer must be among the choices, and every other choice
//! must be answered kindly.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;

use super::replies::{Answers, Written};
use super::scene::Scene;
use super::text::{Room, measure, measure_some, row};
use crate::lesson::complaint::Complaints;
use crate::lesson::format::{RawPredict, Text, Tree};
use crate::lesson::predict::{Predict, When};
use crate::lesson::prose::Prose;
use crate::sim::expr::{Answer, Question, Until};
use crate::sim::nearest::hint;
use crate::sim::time::Ms;

/// How many choices a question may have: one digit key each, and few enough to weigh.
pub(super) const CHOICES: std::ops::RangeInclusive<usize> = 2..=6;

pub(super) fn predict(raw: &RawPredict, scene: &Scene, complaints: &mut Complaints) -> Option<Predict> {
    let ask = measure(&raw.ask, Room::ASK, complaints);
    let right = measure_some(raw.right.as_ref(), Room::REPLY, complaints);
    let about = Question::parse(raw.about.get_ref(), &scene.lanes());
    let about = about.map_err(|error| scene.unread(raw.about.span(), &error, complaints)).ok();
    let at = when(&raw.at, scene, complaints);
    let about = about?;
    let choices = choices(&raw.choices, &about, complaints);
    let wrong = replies(&raw.wrong, &about, complaints);
    let predict = Predict {
        ask,
        about,
        at: at?,
        from: scene.opens,
        choices: choices.iter().map(|(answer, _)| answer.clone()).collect(),
        wrong: wrong.iter().map(|(answer, (_, reply))| (answer.clone(), reply.clone())).collect(),
        right,
        vote: raw.vote,
        skin: scene.scenario.skin,
    };
    row(raw.choices.span(), &predict.choices_row(), Room::CHOICES, complaints);
    if scene.sound {
        prove(raw, &predict, &choices, &wrong, scene, complaints);
    }
    Some(predict)
}

fn when(text: &Text, scene: &Scene, complaints: &mut Complaints) -> Option<When> {
    let (when, earlier): (When, Option<Ms>) = if text.get_ref() == "end" {
        (When::End, Some(scene.end()))
    } else {
        let until = Until::parse(text.get_ref(), &scene.lanes());
        let until = until.map_err(|error| scene.unread(text.span(), &error, complaints)).ok()?;
        let earlier = until.find(&scene.run, 0).map(|(_, entry)| entry.at);
        (When::Until(until), earlier)
    };
    if scene.sound && when.instant(&scene.run, scene.opens).is_none() {
        scene.unreached(text, earlier, complaints);
        return None;
    }
    Some(when)
}

/// An answer as written, if the question can have it.
fn answer(text: &str, about: &Question) -> Option<Answer> {
    if let Some(word) = about.words().iter().find(|word| **word == text) {
        return Some(Answer::Word(word));
    }
    let number = about.words().is_empty().then(|| text.parse().ok()).flatten();
    number.map(Answer::Number)
}

/// Complains of an answer the question cannot have.
fn odd(text: &str, span: Range<usize>, about: &Question, complaints: &mut Complaints) {
    let words = about.words();
    let (near, help) = if words.is_empty() {
        (String::new(), "write whole numbers".to_owned())
    } else {
        (hint(text, words), format!("it may be {}", words.join(", ")))
    };
    complaints.add(span, format!("`{text}` is no answer to `{about}`{near}"), "no answer", help);
}

type Choices = Vec<Written<Answer>>;
type Replies = BTreeMap<Answer, (Range<usize>, Prose)>;

fn choices(raw: &Spanned<Vec<Spanned<Tree>>>, about: &Question, complaints: &mut Complaints) -> Choices {
    let mut choices = Choices::new();
    for choice in raw.get_ref() {
        let text = if let Tree::Leaf(text) = choice.get_ref() { text.as_str() } else { "a list or table" };
        match answer(text, about) {
            Some(answer) if choices.iter().any(|(other, _)| *other == answer) => {
                complaints.add(
                    choice.span(),
                    "the same choice twice",
                    "chosen before",
                    "offer each choice once",
                );
            }
            Some(answer) => choices.push((answer, choice.span())),
            None => odd(text, choice.span(), about, complaints),
        }
    }
    if !CHOICES.contains(&raw.get_ref().len()) {
        let what = format!("a question has {} to {} choices", CHOICES.start(), CHOICES.end());
        complaints.add(raw.span(), what, format!("{} here", raw.get_ref().len()), "add or drop some");
    }
    choices
}

fn replies(raw: &Spanned<Tree>, about: &Question, complaints: &mut Complaints) -> Replies {
    let mut replies = Replies::new();
    let Tree::Table(table) = raw.get_ref() else {
        let help = "write wrong = { 10 = \"..\", 30 = \"..\" }";
        complaints.add(raw.span(), "this is no table of replies", "a table belongs here", help);
        return replies;
    };
    for (key, value) in table {
        let Tree::Leaf(text) = value.get_ref() else {
            complaints.add(value.span(), "a reply is a text", "", "write it in quotes");
            continue;
        };
        let text = Spanned::new(value.span(), text.clone());
        let reply = measure(&text, Room::REPLY, complaints);
        match answer(key.get_ref(), about) {
            Some(answer) => _ = replies.insert(answer, (key.span(), reply)),
            None => odd(key.get_ref(), key.span(), about, complaints),
        }
    }
    replies
}

/// The answer is computed; the choices must hold it and every other one its reply.
fn prove(
    raw: &RawPredict,
    predict: &Predict,
    choices: &[Written<Answer>],
    wrong: &Replies,
    scene: &Scene,
    complaints: &mut Complaints,
) {
    let right = predict.answer(&scene.run);
    let computed = format!("the simulator computes {right}");
    let wrong: Vec<Written<Answer>> =
        wrong.iter().map(|(answer, (span, _))| (answer.clone(), span.clone())).collect();
    let answers =
        Answers { choices, list: raw.choices.span(), wrong: &wrong, right: &right, computed: &computed };
    answers.hold_right(complaints);
    answers.hold_replies(Answer::to_string, complaints);
}
