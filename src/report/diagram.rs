//! One or two stories as a sequence diagram in plain text.
//!
//! Time runs down. Two lanes mirror each other with their client in the middle, so that
//! what differs is what the servers do; one lane stands beside its client. A message
//! leaves with one half of its arrow and arrives, if it does, with the other.

mod frame;
mod line;
mod names;
mod teller;

use std::collections::BTreeSet;
use std::io::{self, Write};

use self::frame::{Frame, Row};
use self::line::{Line, pair};
use self::teller::Teller;
use super::cell::{COLUMNS, flow, width};
use super::printed::printed;
use crate::glyph::LEGEND;
use crate::sim::time::show_instant;
use crate::sim::{Experiment, Phrase, Skin, Trace};

/// Writes the diagram of an experiment of one lane or two; of more, the first two.
///
/// # Errors
/// Whatever the writer says.
pub fn write(experiment: &Experiment, ascii: bool, out: &mut dyn Write) -> io::Result<()> {
    let (left, right) = match experiment.traces.as_slice() {
        [] => return Ok(()),
        [only] => (None, only),
        [left, right, ..] => (Some(left), right),
    };
    let widest = experiment.beats.iter().map(|at| width(&show_instant(*at))).max().unwrap_or(0);
    let frame = Frame::new(left.is_some(), widest);
    let skin = experiment.scenario.skin;
    let mut page = Page { ascii, skin, seen: BTreeSet::new(), out };
    let lanes = [left, Some(right)].map(|trace| trace.map_or("", |trace| &trace.setting.lane));
    page.line(&frame.names([lanes[0], skin.say(Phrase::Client), lanes[1]]))?;
    let recipes = [left, Some(right)].map(|trace| trace.map_or_else(String::new, recipe));
    if recipes.iter().any(|recipe| !recipe.is_empty()) {
        page.line(&frame.names([&recipes[0], "", &recipes[1]]))?;
    }
    let mut left = left.map(|trace| Teller::new(trace, frame.note_columns()));
    let mut right = Teller::new(right, frame.note_columns());
    let mut down = [false; 2];
    for &at in &experiment.beats {
        let shown = show_instant(at);
        let left_lines = left.as_mut().map_or_else(Vec::new, |left| left.instant(at));
        let rows = pair(left_lines, right.instant(at));
        for (index, (l, r)) in rows.iter().enumerate() {
            for (down, line) in down.iter_mut().zip([l, r]) {
                *down = line.as_ref().map_or(*down, |line: &Line| line.down);
            }
            let at = (index == 0).then_some(shown.as_str());
            page.line(&frame.draw(&Row { at, lines: [l.as_ref(), r.as_ref()], down }))?;
        }
    }
    page.legend()
}

/// The recipe's name, where the lane has another or the steps are its own.
fn recipe(trace: &Trace) -> String {
    let recipe = &trace.setting.recipe;
    let name = trace.setting.skin.recipe(recipe);
    match recipe.is_edited() {
        true => format!("{name}, edited"),
        false if name == trace.setting.lane => String::new(),
        false => name.to_owned(),
    }
}

/// Where lines go, and which marks have been used on the way.
struct Page<'o> {
    ascii: bool,
    skin: Skin,
    seen: BTreeSet<char>,
    out: &'o mut dyn Write,
}

impl Page<'_> {
    fn line(&mut self, text: &str) -> io::Result<()> {
        self.seen.extend(text.chars().filter(|c| !c.is_ascii()));
        writeln!(self.out, "{}", printed(text, self.ascii))
    }

    /// What the marks above mean.
    fn legend(&mut self) -> io::Result<()> {
        let mut meanings: Vec<(String, &str)> = Vec::new();
        for row in LEGEND.iter().filter(|row| self.seen.contains(&row.glyph.mark())) {
            let (glyph, means) = (row.glyph, if self.skin == Skin::Queue { row.queue } else { row.meaning });
            match meanings.last_mut() {
                // A mark that points both ways is explained once.
                Some((glyphs, meaning)) if *meaning == means => glyphs.push(glyph.mark()),
                _ => meanings.push((glyph.mark().to_string(), means)),
            }
        }
        let meanings: Vec<String> =
            meanings.iter().map(|(mark, meaning)| format!("{mark} {meaning}")).collect();
        writeln!(self.out)?;
        for line in flow(meanings.iter().map(String::as_str), "   ", COLUMNS) {
            writeln!(self.out, "{}", printed(&line, self.ascii))?;
        }
        writeln!(self.out)
    }
}
