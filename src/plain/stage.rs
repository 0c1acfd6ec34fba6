//! A stage's words: its heading, its text, its choices, and what to type.

use super::dial;
use crate::lesson::challenge::plural;
use crate::lesson::prose::{BULLET, COLS};
use crate::lesson::review;
use crate::lesson::{Kind, Lesson};
use crate::tui::lab::Lab;
use crate::tui::run::{Phase, Run, Stand};

/// `The lost ACK (lost-ack), 12 stages.`
pub(super) fn title(lesson: &Lesson) -> String {
    let stages = lesson.stages.len();
    if lesson.id == review::SHEET {
        return format!("{}: {} due again, in other stories.", lesson.title, plural(stages, "idea"));
    }
    format!("{} ({}), {stages} stages.", lesson.title, lesson.id)
}

/// `Stage 3 of 12, bet: a question.`
pub(super) fn heading(run: &Run) -> String {
    let kind = match &run.here().kind {
        Kind::Say(_) => "a word before",
        Kind::Play(_) => "the story goes on",
        Kind::Predict(_) => "a question",
        Kind::Turn(_) => "a knob to turn",
        Kind::Challenge(_) => "a task",
        Kind::Verbs(verbs) if verbs.asks().is_some() => "a question about the verb bench",
        Kind::Verbs(_) => "a task on the verb bench",
        Kind::Sql(sql) if sql.asks().is_some() => "a question about the SQL bench",
        Kind::Sql(sql) if sql.writes().is_some() => "a statement to write",
        Kind::Sql(_) => "a look at the SQL bench",
        Kind::Sweep(sweep) if sweep.asks().is_some() => "a question about a chart",
        Kind::Sweep(_) => "a chart",
        Kind::Recap(_) => "what was learned",
    };
    let id = &run.here().id;
    // A question of review is named after the stage it comes from.
    let name = review::parts(id).map_or(id.clone(), |(lesson, stage, _)| format!("{stage} of {lesson}"));
    format!("Stage {} of {}, {name}: {kind}.", run.stage + 1, run.lesson.stages.len())
}

/// What the screen would say here, in rows.
pub(super) fn text(run: &Run, lab: &Lab, stand: &Stand) -> Vec<String> {
    if let (Kind::Predict(predict), Phase::Asking | Phase::Chosen(_)) = (&run.here().kind, run.phase) {
        return predict.ask.rows(COLS);
    }
    let row = |line: crate::lesson::prose::Line| -> String {
        let row: String = line.iter().map(|span| span.text.as_str()).collect();
        row.strip_prefix(BULLET).map_or(row.clone(), |rest| format!("- {rest}"))
    };
    let text = match (&run.here().kind, run.phase) {
        (Kind::Sweep(sweep), Phase::Asking | Phase::Chosen(_)) => {
            sweep.asks().map(|ask| ask.ask.rows(COLS)).unwrap_or_default()
        }
        _ => run.text(lab, stand, COLS).into_iter().map(row).collect(),
    };
    run.chart_rows().into_iter().chain(text).collect()
}

/// What is said of a stage once it is done; nothing where only its task stands there.
pub(super) fn outcome(run: &Run, lab: &Lab, stand: &Stand) -> Vec<String> {
    let said = match &run.here().kind {
        Kind::Turn(turn) => turn.debrief.is_some(),
        Kind::Challenge(challenge) => challenge.debrief.is_some(),
        Kind::Say(_)
        | Kind::Play(_)
        | Kind::Predict(_)
        | Kind::Verbs(_)
        | Kind::Sql(_)
        | Kind::Sweep(_)
        | Kind::Recap(_) => true,
    };
    if said { text(run, lab, stand) } else { Vec::new() }
}

/// The answers, one a line.
pub(super) fn choices(run: &Run) -> Vec<String> {
    let choices: Vec<String> = match &run.here().kind {
        Kind::Predict(predict) => predict.choices.iter().map(|choice| predict.shown(choice)).collect(),
        Kind::Sweep(sweep) => {
            let choices = sweep.asks().map(|ask| ask.choices.as_slice()).unwrap_or_default();
            choices.iter().map(|choice| choice.shown(sweep.unit())).collect()
        }
        _ => Vec::new(),
    };
    choices.iter().enumerate().map(|(index, choice)| format!("  {}) {choice}", index + 1)).collect()
}

/// What to type now.
pub(super) fn invitation(run: &Run, lab: &Lab, stand: &Stand) -> Vec<String> {
    let on = "Enter goes on.".to_owned();
    match &run.here().kind {
        _ if run.may_go_on(stand) => vec![on],
        Kind::Say(_) | Kind::Recap(_) => vec![on],
        Kind::Play(_) => vec!["Enter plays.".to_owned()],
        Kind::Predict(_) | Kind::Verbs(_) | Kind::Sql(_) | Kind::Sweep(_)
            if matches!(run.phase, Phase::Chosen(_)) =>
        {
            vec!["Are you sure? Type s for sure, u for unsure.".to_owned()]
        }
        Kind::Verbs(verbs) if verbs.asks().is_none() => {
            let mark = if run.frees_marks() { "Type mark and an endpoint; Enter judges. " } else { "" };
            let example = verbs.show.first().map_or("put", |endpoint| endpoint.id);
            vec![
                format!("{mark}Type an endpoint and a way to look at it ({example} late), h for a hint."),
                "The ways are once, twice, lost, reverse, late; from three begins with three orders."
                    .to_owned(),
            ]
        }
        Kind::Sql(sql) if sql.asks().is_none() => {
            vec!["Type the statement in one line; h gives a hint.".to_owned()]
        }
        Kind::Predict(_) | Kind::Verbs(_) | Kind::Sql(_) | Kind::Sweep(_) => {
            vec![format!("Type a number from 1 to {}, then s for sure or u for unsure: 1 s", run.choices())]
        }
        Kind::Turn(turn) => {
            let free = turn.dial.value(lab.scenario());
            let to = turn.dial.rungs(lab.scenario()).join(", ");
            vec![format!("Type a knob and its value: {} ({free} now; {to}).", turn.dial)]
        }
        Kind::Challenge(challenge) => {
            let dials = challenge.free.iter().filter_map(dial);
            let knob = |dial: &crate::lesson::Dial| {
                let (now, to) = (dial.value(lab.scenario()), dial.rungs(lab.scenario()).join(", "));
                format!("Type a knob and its value: {dial} ({now} now; {to}).")
            };
            let mut lines: Vec<String> = dials.map(knob).collect();
            if run.frees_faults() {
                let line = "Type a site and its fault, such as pay/1/reply lose; sites lists them.";
                lines.push(line.to_owned());
            }
            lines.push("story tells what happens now, h gives a hint.".to_owned());
            lines
        }
    }
}
