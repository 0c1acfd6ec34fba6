//! Review: ideas that are due again, asked as predictions in a story that is not the one
//! they were learned in.
//!
//! What is due follows from the days in progress. The amounts are other ones, and so is
//! the weather; every right answer is computed anew. Must not know a clock or a screen.

use super::progress::{Practice, Progress, Standing};
use super::prose::Prose;
use super::{Kind, Lesson, Predict, Stage};
use crate::sim::expr::Answer;
use crate::sim::intent::AMOUNT_MAX;
use crate::sim::{Experiment, Knob, Scenario, Value};

/// The id of the sheet that asks; no lesson can have it, since it is no name.
pub const SHEET: &str = "~review";

/// After how many days an idea is due again, by how often in a row it was answered right.
pub const INTERVALS: [u64; 4] = [1, 3, 7, 21];

/// The most questions of one sheet: a few minutes.
pub const QUESTIONS: usize = 5;

/// By how much amounts may be multiplied; the number is the variant's.
const FACTORS: std::ops::RangeInclusive<u64> = 2..=9;

/// An idea that can be asked again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Idea {
    /// The lesson, by its index.
    pub lesson: usize,
    /// The stage that asks, by its index.
    pub stage: usize,
    /// The day from which on it is due.
    pub due: u64,
}

/// Every idea of the lessons that were read to their end, the longest due first.
#[must_use]
pub fn ideas(lessons: &[Lesson], progress: &Progress) -> Vec<Idea> {
    let mut ideas = Vec::new();
    for (index, lesson) in lessons.iter().enumerate() {
        if matches!(progress.standing(lesson), Standing::New | Standing::Here(_)) {
            continue;
        }
        for (stage, asked) in lesson.stages.iter().enumerate() {
            let done = progress.done(&lesson.id, &asked.id);
            if let (Kind::Predict(_), Some(done)) = (&asked.kind, done) {
                // Done before days were kept: due at once.
                let due = done.practice.map_or(0, Practice::due);
                ideas.push(Idea { lesson: index, stage, due });
            }
        }
    }
    ideas.sort_by_key(|idea| (idea.due, idea.lesson, idea.stage));
    ideas
}

/// How many ideas are due on a day.
#[must_use]
pub fn due(lessons: &[Lesson], progress: &Progress, today: u64) -> usize {
    ideas(lessons, progress).iter().filter(|idea| idea.due <= today).count()
}

/// What there is to say where nothing is due.
#[must_use]
pub fn nothing_due(lessons: &[Lesson], progress: &Progress, today: u64) -> String {
    let next = ideas(lessons, progress).into_iter().map(|idea| idea.due).min();
    match next.map(|next| next.saturating_sub(today)) {
        None => "Nothing to review yet: do a lesson to its end first.".to_owned(),
        Some(0 | 1) => "Nothing is due today; something is tomorrow.".to_owned(),
        Some(days) => format!("Nothing is due today; something is in {days} days."),
    }
}

/// A sheet of questions about what is due; none where nothing is. `salt` chooses among the
/// variants, and never the one that was shown last.
#[must_use]
pub fn sheet(lessons: &[Lesson], progress: &Progress, today: u64, salt: u64) -> Option<Lesson> {
    let due = ideas(lessons, progress).into_iter().filter(|idea| idea.due <= today);
    let ask = |idea: Idea| {
        let lesson = &lessons[idea.lesson];
        let stage = &lesson.stages[idea.stage];
        let last = progress.done(&lesson.id, &stage.id)?.practice.map(|practice| u64::from(practice.variant));
        let number = salt.wrapping_add(idea.stage as u64);
        let factor = variant(number, last);
        let asked = varied(stage, factor, number)?;
        Some(Stage { id: named(&lesson.id, &stage.id, factor), ..asked })
    };
    let stages: Vec<Stage> = due.filter_map(ask).take(QUESTIONS).collect();
    let first = stages.first()?.scenario.clone();
    Some(Lesson {
        id: SHEET.to_owned(),
        title: "Review".to_owned(),
        needs: Vec::new(),
        teaches: Vec::new(),
        sources: Vec::new(),
        next: Vec::new(),
        scenario: first,
        stages,
    })
}

/// The variant a number chooses; another one than the last.
fn variant(number: u64, last: Option<u64>) -> u64 {
    let others: Vec<u64> = FACTORS.filter(|factor| Some(*factor) != last).collect();
    others[usize::try_from(number % others.len() as u64).unwrap_or(0)]
}

/// A question's name on the sheet: lesson, stage and variant.
fn named(lesson: &str, stage: &str, variant: u64) -> String {
    format!("{lesson}/{stage}/{variant}")
}

/// The lesson, stage and variant that a question's name speaks of.
#[must_use]
pub fn parts(name: &str) -> Option<(&str, &str, u64)> {
    let mut parts = name.split('/');
    let (lesson, stage, variant) = (parts.next()?, parts.next()?, parts.next()?);
    Some((lesson, stage, variant.parse().ok()?))
}

/// The stage in another story: every amount so many times as large, and in the weather of
/// another seed where chance has a say. None where that is no such question any more.
fn varied(stage: &Stage, factor: u64, seed: u64) -> Option<Stage> {
    let Kind::Predict(predict) = &stage.kind else { return None };
    let scenario = scaled(&stage.scenario, factor)?;
    let predict = Predict {
        ask: dollars(&predict.ask, factor),
        choices: predict.choices.iter().map(|choice| answer(predict, choice, factor)).collect(),
        wrong: predict
            .wrong
            .iter()
            .map(|(choice, reply)| (answer(predict, choice, factor), dollars(reply, factor)))
            .collect(),
        right: predict.right.as_ref().map(|right| dollars(right, factor)),
        ..predict.clone()
    };
    let asked = |seed: u64| {
        let mut scenario = scenario.clone();
        scenario.knobs.seed = seed;
        let stage = Stage { scenario, kind: Kind::Predict(predict.clone()), ..stage.clone() };
        let run = Experiment::run(&stage.drawn());
        // The replies were written for one right answer: another weather must keep it.
        let right = predict.answer(&run);
        let kept = predict.choices.contains(&right) && !predict.wrong.contains_key(&right);
        (kept && predict.at.instant(&run, stage.opens).is_some()).then_some(stage)
    };
    asked(seed % 1_000_000).or_else(|| asked(scenario.knobs.seed))
}

/// The scenario with every amount so many times as large.
fn scaled(scenario: &Scenario, factor: u64) -> Option<Scenario> {
    let mut scaled = scenario.clone();
    let amount = Knob::find("amount")?;
    if let Value::Count(now) = (amount.get)(&scenario.knobs) {
        let value = now.checked_mul(factor).filter(|value| *value <= AMOUNT_MAX)?;
        (amount.put)(&mut scaled.knobs, Value::Count(value));
    }
    for intent in scaled.listed.iter_mut().flatten() {
        intent.amount = intent.amount.checked_mul(factor).filter(|value| *value <= AMOUNT_MAX)?;
    }
    Some(scaled)
}

/// A choice in the other story: dollars are so many times as many.
fn answer(predict: &Predict, choice: &Answer, factor: u64) -> Answer {
    match choice {
        Answer::Number(number) if predict.asks_dollars() => Answer::Number(number.saturating_mul(factor)),
        choice => choice.clone(),
    }
}

/// A text in the other story: every `$10` is so many times as much.
fn dollars(text: &Prose, factor: u64) -> Prose {
    text.map(|text| {
        let mut pieces = text.split('$');
        let mut told = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let digits = piece.len() - piece.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let (number, rest) = piece.split_at(digits);
            told.push('$');
            match number.parse::<u64>().ok().and_then(|number| number.checked_mul(factor)) {
                Some(number) => told.push_str(&number.to_string()),
                None => told.push_str(number),
            }
            told.push_str(rest);
        }
        told
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::Shelf;
    use crate::lesson::progress::Prediction;

    fn lessons() -> Vec<Lesson> {
        Shelf::shipped().expect("they load").lessons
    }

    /// Everything done on day 100, each prediction right.
    fn done(lessons: &[Lesson]) -> Progress {
        let mut progress = Progress::default();
        for lesson in lessons {
            for stage in &lesson.stages {
                let right = Prediction { choice: "x".to_owned(), sure: true, right: true };
                let asks = matches!(stage.kind, Kind::Predict(_));
                progress.mark(&lesson.id, &stage.id, asks.then_some(right));
                if asks {
                    progress.practise(&lesson.id, &stage.id, true, 100, 0);
                }
            }
        }
        progress
    }

    #[test]
    fn an_idea_comes_back_later_each_time_it_is_right_and_soon_when_it_is_wrong() {
        let mut progress = Progress::default();
        let mut next = |right: bool, day: u64| {
            progress.practise("lost-ack", "bet", right, day, 2);
            progress.done("lost-ack", "bet").and_then(|done| done.practice).map(Practice::due)
        };
        assert_eq!(next(true, 100), Some(101), "learned");
        assert_eq!(next(true, 101), Some(104));
        assert_eq!(next(true, 104), Some(111));
        assert_eq!(next(true, 111), Some(132));
        assert_eq!(next(true, 132), Some(153), "and so on");
        assert_eq!(next(false, 153), Some(154));
        assert_eq!(next(true, 154), Some(157));
    }

    #[test]
    fn only_what_is_done_and_due_is_asked() {
        let lessons = lessons();
        let progress = done(&lessons);
        assert_eq!(sheet(&lessons, &progress, 100, 1), None, "not on the day it was learned");
        let all = due(&lessons, &progress, 101);
        assert!(all >= 4, "{all}");
        let sheet = sheet(&lessons, &progress, 101, 1).expect("there is one");
        assert_eq!(sheet.stages.len(), all.min(QUESTIONS));
        let mut begun = Progress::default();
        begun.mark("lost-ack", "bet", None);
        assert_eq!(due(&lessons, &begun, 999), 0, "the lesson is not done");
    }

    #[test]
    fn every_question_in_every_variant_has_its_computed_answer_and_a_reply_to_each_other() {
        let lessons = lessons();
        let stages = lessons.iter().flat_map(|lesson| &lesson.stages);
        for stage in stages.filter(|stage| matches!(stage.kind, Kind::Predict(_))) {
            for (factor, seed) in FACTORS.zip(1_000..) {
                let Some(varied) = varied(stage, factor, seed) else { continue };
                let Kind::Predict(predict) = &varied.kind else { panic!("it asks") };
                let run = Experiment::run(&varied.drawn());
                let right = predict.answer(&run);
                assert!(predict.choices.contains(&right), "{}: {right}", stage.id);
                for choice in predict.choices.iter().filter(|choice| **choice != right) {
                    assert!(predict.wrong.contains_key(choice), "{}: {choice}", stage.id);
                }
            }
        }
    }

    #[test]
    fn amounts_are_other_ones_in_story_choices_and_texts_alike() {
        let lessons = lessons();
        let bet = &lessons[0].stages[lessons[0].stage("bet").expect("it is there")];
        let varied = varied(bet, 3, 1).expect("it varies");
        let Kind::Predict(predict) = &varied.kind else { panic!("it asks") };
        assert_eq!(predict.choices_row(), "1) $30      2) $60      3) $90");
        let right = predict.right.as_ref().map(Prose::plain).unwrap_or_default();
        assert!(right.starts_with("It is $60."), "{right}");
        assert_eq!(predict.answer(&Experiment::run(&varied.drawn())), Answer::Number(60));
    }

    #[test]
    fn the_same_picture_never_comes_twice_in_a_row() {
        for last in FACTORS {
            for number in 0..40 {
                assert_ne!(variant(number, Some(last)), last);
            }
        }
        assert_eq!(parts("lost-ack/bet/7"), Some(("lost-ack", "bet", 7)));
        assert_eq!(parts("lost-ack"), None);
    }
}
