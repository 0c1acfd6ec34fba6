//! A lesson's messages: on and back, choices, hints, to the sandbox and home again.

use super::home::{back_home, enter};
use super::time::{play, settle};
use crate::lesson::Prediction;
use crate::lesson::review;
use crate::tui::cursor::Cursor;
use crate::tui::model::{Model, Screen};
use crate::tui::msg::{Effect, Msg};
use crate::tui::run::Phase;

pub(super) fn on_lesson(model: &mut Model, msg: Msg) -> Effect {
    if matches!(msg, Msg::Sandbox) {
        to_sandbox_or_back(model);
        return Effect::None;
    }
    let Some(run) = &mut model.run else { return Effect::Idle };
    match msg {
        Msg::Forward => return forward(model),
        Msg::Backward => {
            if let Some(lab) = run.backward() {
                enter(model, lab);
            }
        }
        Msg::Choose(number) => {
            let index = usize::from(number) - 1;
            let open = matches!(run.phase, Phase::Asking | Phase::Chosen(_));
            if open && index < run.choices() {
                run.phase = Phase::Chosen(index);
            }
        }
        Msg::Sure | Msg::Unsure => {
            if let Phase::Chosen(choice) = run.phase {
                let sure = matches!(msg, Msg::Sure);
                model.lab.veil = None;
                if run.is_timeless() {
                    // No time passes on a bench: the outcome is there at once.
                    run.phase = Phase::Answered(choice, sure);
                } else {
                    run.phase = Phase::Running(choice, sure);
                    play(model);
                }
            }
        }
        Msg::Hint if run.has_hints() => {
            run.hints = (run.hints + 1).min(4);
            model.lab.fresh = false;
        }
        _ => return Effect::Idle,
    }
    Effect::None
}

pub(super) fn forward(model: &mut Model) -> Effect {
    let Some(run) = &mut model.run else { return Effect::Idle };
    let until = model.motion.playing && run.plays_to(&model.lab).is_some_and(|at| at > model.lab.cursor.at);
    if run.is_watching() || until {
        // Somebody in a hurry: the end of the play, or the outcome, at once.
        if let Some(at) = run.plays_to(&model.lab) {
            model.lab.go(Cursor::at(at));
        }
        model.motion.stop();
        settle(model);
        return Effect::None;
    }
    let done = run.may_go_on(&run.stand(&model.lab));
    if !done && !run.warned {
        run.warned = true;
        if run.plays_to(&model.lab).is_some() {
            run.warned = false;
            play(model);
        } else {
            let hint = if run.has_hints() { "; h gives a hint" } else { "" };
            model.notice = Some(format!("Not done yet. n again leaves it for later{hint}."));
        }
        return Effect::None;
    }
    let (lesson, stage) = (run.lesson.id.clone(), run.here().id.clone());
    let prediction = run.prediction(&model.lab);
    let next = run.forward();
    let save = done.then(|| mark(model, lesson, stage, prediction));
    match next {
        Some(lab) => enter(model, lab),
        None => back_home(model),
    }
    save.unwrap_or(Effect::None)
}

/// Writes a task down as done as soon as it is: what is tried then takes nothing back.
pub fn keep(model: &mut Model) -> Option<Effect> {
    let run = model.run.as_mut()?;
    let (lesson, stage) = (run.lesson.id.clone(), run.here().id.clone());
    run.keep(&model.lab).then(|| mark(model, lesson, stage, None))
}

/// Marks a stage as done, or an idea as practised.
fn mark(model: &mut Model, lesson: String, stage: String, prediction: Option<Prediction>) -> Effect {
    if lesson == review::SHEET {
        let Some((lesson, stage, variant)) = review::parts(&stage) else { return Effect::None };
        // What a room was asked, nobody has practised.
        let Some(Prediction { right, .. }) = prediction else { return Effect::None };
        model.progress.practise(lesson, stage, right, model.today, variant);
        return Effect::Practised { lesson: lesson.to_owned(), stage: stage.to_owned(), right, variant };
    }
    model.progress.learn(&lesson, &stage, prediction.clone(), model.today);
    Effect::Save { lesson, stage, prediction }
}

/// From a lesson's stage to the sandbox with the same story, and back to the very place.
fn to_sandbox_or_back(model: &mut Model) {
    model.motion.stop();
    if let Some((run, lab)) = model.left.take() {
        model.run = Some(run);
        model.lab = *lab;
        // Whatever was opened above the sandbox stays behind.
        if let Some(at) = model.screens.iter().position(|screen| *screen == Screen::Lab) {
            model.screens.truncate(at + 1);
        }
    } else if let Some(run) = model.run.take() {
        model.opened = model.lab.scenario().clone();
        model.left = Some((run, Box::new(model.lab.clone())));
        // There is no task here, and nothing left to give away.
        (model.lab.veil, model.lab.ends) = (None, false);
    }
}
