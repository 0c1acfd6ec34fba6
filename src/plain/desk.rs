//! The SQL bench of a stage in lines: the statement, what the tables hold, what was
//! answered.

use crate::bench::value::{shown, shown_lines};
use crate::bench::{Case, Late, State, Story, Trial, words};
use crate::lesson::Kind;
use crate::tui::desk::{Desk, Told};
use crate::tui::run::Run;

/// What the screen would show of the bench here; nothing where the stage has none.
pub(super) fn told(run: &Run) -> Vec<String> {
    // A recap looks back on a bench that was told.
    let Some(desk) = run.ground.sql().filter(|_| !matches!(run.here().kind, Kind::Recap(_))) else {
        return Vec::new();
    };
    let mut lines = Vec::new();
    for (index, case) in desk.cases.iter().enumerate() {
        let tried = if index == desk.selected { desk.tried.clone() } else { Trial::run(case) };
        statement(case, &mut lines);
        match tried {
            Ok(trial) => outcome(run, desk, case, &trial, &mut lines),
            Err(trouble) => lines.push(format!("It does not run: {trouble}.")),
        }
    }
    lines
}

fn statement(case: &Case, lines: &mut Vec<String>) {
    lines.push("The statement:".to_owned());
    let again = case.again.iter().map(|again| format!("the second time: {again}"));
    for sql in std::iter::once(case.statement.clone()).chain(again) {
        lines.extend(shown_lines(&sql).lines().map(|line| format!("  {line}")));
    }
}

fn outcome(run: &Run, desk: &Desk, case: &Case, trial: &Trial, lines: &mut Vec<String>) {
    let Some(story) = trial.stories.get(desk.start).or_else(|| trial.stories.first()) else { return };
    let late = trial.late.iter().find(|late| late.start == desk.start).filter(|_| desk.told == Told::Late);
    holds("before", &story.before, lines);
    if run.hides_outcome() {
        if let (Some(_), Some(between)) = (late, &case.between) {
            lines.push("After the first run another writer, and then a late duplicate:".to_owned());
            lines.extend(shown_lines(between).lines().map(|line| format!("  {line}")));
        }
        return;
    }
    match late {
        Some(late) => late_lines(late, lines),
        None => twice(story, lines),
    }
    let answers = words::answers(trial).into_iter();
    lines.extend(answers.map(|answer| format!("{} {}", answer.question, answer.says)));
    lines.extend(trial.verdict().traps.iter().map(|(trap, _)| format!("Trap: {}", trap.row().says)));
}

fn twice(story: &Story, lines: &mut Vec<String>) {
    holds("after one run", &story.after_one, lines);
    holds("after two runs", &story.after_two, lines);
    lines.push(format!("First run: {}.", words::reply(&story.first)));
    lines.push(format!("Second run: {}.", words::reply(&story.second)));
}

fn late_lines(late: &Late, lines: &mut Vec<String>) {
    holds("after one run", &late.after_one, lines);
    holds("after the other writer", &late.after_other, lines);
    holds("after the late duplicate", &late.after_late, lines);
    lines.push(format!("The duplicate is answered: {}.", words::reply(&late.duplicate)));
}

/// `before, acct: id 'a', bal 100, ver 1`, one line a table.
fn holds(when: &str, state: &State, lines: &mut Vec<String>) {
    for table in &state.tables {
        let row = |row: &Vec<crate::bench::Value>| {
            let cells = table.columns.iter().zip(row).map(|(name, value)| format!("{} {value}", shown(name)));
            cells.collect::<Vec<_>>().join(", ")
        };
        let rows: Vec<String> = table.rows.iter().map(row).collect();
        let rows = if rows.is_empty() { "no row".to_owned() } else { rows.join("; ") };
        lines.push(format!("{when}, {}: {rows}", shown(&table.name)));
    }
}
