//! A case of the SQL bench in writing: what is run, what it leaves, and what that shows.
//!
//! | file | noun |
//! |---|---|
//! | `document` | a trial as a JSON document |
//! | `list` | the shelf, with a verdict a line |

pub mod document;
pub mod list;

use std::io::{self, Write};

use super::cell::{COLUMNS, clip, hang, left, width};
use super::printed::printed;
use crate::bench::grid::{GridLine, LineKind, blocks};
use crate::bench::value::{shown, shown_lines};
use crate::bench::{Case, Late, State, Story, Trial, words};

/// The gap between two blocks.
const GAP: usize = 3;

/// Writes a case: what would be run, without running it.
///
/// # Errors
/// Whatever the writer says.
pub fn write_case(case: &Case, ascii: bool, out: &mut dyn Write) -> io::Result<()> {
    let mut lines = Vec::new();
    heading(case, &mut lines);
    sql("the setup", &case.setup, &mut lines);
    for start in case.starts.iter().filter(|start| !start.sql.is_empty()) {
        sql(&format!("or from `{}`", shown(&start.name)), &start.sql, &mut lines);
    }
    statements(case, &mut lines);
    lessons(case, &mut lines);
    write_lines(&lines, ascii, out)
}

/// Writes a trial: the tables before, after one run and after two, and the verdict.
///
/// # Errors
/// Whatever the writer says.
pub fn write(case: &Case, trial: &Trial, ascii: bool, out: &mut dyn Write) -> io::Result<()> {
    let mut lines = Vec::new();
    heading(case, &mut lines);
    statements(case, &mut lines);
    for story in &trial.stories {
        story_lines(story, &mut lines);
    }
    let told = trial.verdict().fate.and_then(|(_, index)| trial.late.get(index));
    if let Some(late) = told {
        late_lines(trial, late, &mut lines);
    }
    for answer in words::answers(trial) {
        lines.extend(hang(&format!("{} {}", answer.question, answer.says), COLUMNS));
    }
    for (trap, _) in &trial.verdict().traps {
        lines.extend(hang(&format!("Trap: {}", trap.row().says), COLUMNS));
    }
    if !case.learn.is_empty() {
        lines.push(String::new());
    }
    lessons(case, &mut lines);
    write_lines(&lines, ascii, out)
}

fn write_lines(lines: &[String], ascii: bool, out: &mut dyn Write) -> io::Result<()> {
    lines.iter().try_for_each(|line| writeln!(out, "{}", printed(line, ascii)))
}

fn heading(case: &Case, lines: &mut Vec<String>) {
    if !case.id.is_empty() {
        lines.push(format!("{}: {}", case.id, case.title));
        lines.push(String::new());
    }
}

fn statements(case: &Case, lines: &mut Vec<String>) {
    let careless = if case.careless { ", by a client that goes on after an error" } else { "" };
    sql(&format!("the statement{careless}"), &case.statement, lines);
    if let Some(again) = &case.again {
        sql("the second time", again, lines);
    }
    if let Some(between) = &case.between {
        sql("another writer, before a late duplicate", between, lines);
    }
}

fn lessons(case: &Case, lines: &mut Vec<String>) {
    lines.extend(hang(&case.learn, COLUMNS));
    lines.extend(case.note.iter().flat_map(|note| hang(&format!("Note: {note}"), COLUMNS)));
}

fn sql(title: &str, sql: &str, lines: &mut Vec<String>) {
    lines.push(format!("{title}:"));
    lines.extend(shown_lines(sql).lines().map(|line| format!("  {line}")));
    lines.push(String::new());
}

fn story_lines(story: &Story, lines: &mut Vec<String>) {
    lines.push(format!("from `{}`", shown(&story.start)));
    let states = [&story.before, &story.after_one, &story.after_two];
    side_by_side(["before", "after one run", "after two runs"], states, lines);
    lines.extend(hang(&format!("first run:  {}", words::reply(&story.first)), COLUMNS));
    lines.extend(hang(&format!("second run: {}", words::reply(&story.second)), COLUMNS));
    lines.push(String::new());
}

fn late_lines(trial: &Trial, late: &Late, lines: &mut Vec<String>) {
    let start = trial.stories.get(late.start).map_or("", |story| story.start.as_str());
    lines.push(format!("a late duplicate, from `{}`", shown(start)));
    let states = [&late.after_one, &late.after_other, &late.after_late];
    side_by_side(["after one run", "after the other writer", "after the duplicate"], states, lines);
    lines.extend(hang(&format!("other writer: {}", words::reply(&late.between)), COLUMNS));
    lines.extend(hang(&format!("duplicate:    {}", words::reply(&late.duplicate)), COLUMNS));
    lines.push(String::new());
}

/// Three states side by side; a row that the state at its left does not have has a star.
fn side_by_side(titles: [&str; 3], states: [&State; 3], lines: &mut Vec<String>) {
    let blocks = blocks(&states);
    let most = (COLUMNS - 2 - 2 * GAP) / 3;
    let texts: Vec<Vec<String>> = blocks.iter().map(|block| block.iter().map(marked).collect()).collect();
    let wide: Vec<usize> = texts
        .iter()
        .zip(titles)
        .map(|(block, title)| {
            let widest = block.iter().map(|line| width(line)).max().unwrap_or(0);
            widest.max(width(title) + 2).min(most)
        })
        .collect();
    let row = |cells: [&str; 3]| {
        let cells = cells.iter().zip(&wide).map(|(cell, wide)| left(&clip(cell, *wide), *wide));
        cells.collect::<Vec<_>>().join(&" ".repeat(GAP))
    };
    lines.push(row(titles.map(|title| format!("  {title}")).each_ref().map(String::as_str)));
    for index in 0..texts.iter().map(Vec::len).max().unwrap_or(0) {
        let cell = |block: usize| texts[block].get(index).map_or("", String::as_str);
        lines.push(row([cell(0), cell(1), cell(2)]));
    }
}

fn marked(line: &GridLine) -> String {
    match line.kind {
        LineKind::Changed => format!("* {}", line.text),
        _ if line.text.is_empty() => String::new(),
        _ => format!("  {}", line.text),
    }
}
