//! The verdict in words: three answers, the traps, and the lesson of it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::{Ui, put};
use super::tables::Piece;
use super::{Ink, spelled};
use crate::bench::words::{self, Mark};
use crate::glyph::{Glyph, Glyphs};
use crate::tui::desk::Desk;
use crate::tui::field::rows;
use crate::tui::model::Model;

/// The columns of the mark.
const MARK: u16 = 2;

/// A row of the verdict: a mark, the words, and what they are.
struct Said {
    mark: Option<(Glyph, Ink)>,
    text: String,
    ink: Ink,
}

/// How many rows it wants.
pub(super) fn height(model: &Model, desk: &Desk, columns: u16) -> u16 {
    u16::try_from(lines(model, desk, columns).len()).unwrap_or(u16::MAX)
}

/// Everything there is to say, in rows of so many columns.
fn lines(model: &Model, desk: &Desk, columns: u16) -> Vec<Said> {
    let mut lines = Vec::new();
    let mut say = |mark: Option<(Glyph, Ink)>, text: &str, ink: Ink| {
        let flat = text.replace('\n', " ");
        for (row, range) in rows(&flat, usize::from(columns.saturating_sub(MARK))).into_iter().enumerate() {
            let mark = mark.filter(|_| row == 0);
            lines.push(Said { mark, text: flat[range].trim_end().to_owned(), ink });
        }
    };
    let trial = match &desk.tried {
        Ok(trial) => trial,
        Err(trouble) => {
            let text = format!("It does not run. {}.", capital(&trouble.to_string()));
            say(Some((Glyph::Broken, Ink::Bad)), &text, Ink::Plain);
            return lines;
        }
    };
    for answer in words::answers(trial) {
        let mark = match answer.mark {
            Mark::Well => (Glyph::Holds, Ink::Good),
            Mark::Ill => (Glyph::Broken, Ink::Bad),
            Mark::Notable => (Glyph::Bullet, Ink::Warn),
            Mark::Unasked => (Glyph::Unlit, Ink::Dim),
        };
        say(Some(mark), &format!("{} {}", answer.question, answer.says), Ink::Plain);
    }
    for (trap, _) in &trial.verdict().traps {
        say(Some((Glyph::Bullet, Ink::Warn)), trap.row().says, Ink::Warn);
    }
    // A lesson has words of its own.
    if let Some(case) = desk.case().filter(|_| !model.is_in_stage() && !desk.is_edited(desk.selected)) {
        for text in [Some(&case.learn), case.note.as_ref()].into_iter().flatten() {
            say(None, text, Ink::Dim);
        }
    }
    lines
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().collect::<String>() + letters.as_str())
}

/// The same, as pieces that follow the tables.
pub(super) fn pieces(model: &Model, desk: &Desk, columns: u16) -> Vec<Vec<Piece>> {
    let glyphs = Glyphs::new(model.options.ascii);
    let lines = lines(model, desk, columns).into_iter();
    lines
        .map(|line| {
            let mark = line.mark.map(|(glyph, ink)| (0, glyphs.get(glyph).to_owned(), ink));
            mark.into_iter().chain([(usize::from(MARK), line.text, line.ink)]).collect()
        })
        .collect()
}

/// Draws as much of it as there is room for.
pub(super) fn draw(ui: &Ui<'_>, desk: &Desk, area: Rect, buf: &mut Buffer) {
    let lines = lines(ui.model, desk, area.width);
    for (line, y) in lines.iter().zip(area.top()..area.bottom()) {
        if let Some((glyph, ink)) = line.mark {
            put(buf, area, area.x, y, ui.glyphs.get(glyph), ink.style(ui));
        }
        put(buf, area, area.x + MARK, y, &spelled(ui, &line.text), line.ink.style(ui));
    }
    if lines.len() > usize::from(area.height) {
        let corner = area.right().saturating_sub(1);
        put(buf, area, corner, area.bottom().saturating_sub(1), ui.glyphs.get(Glyph::Below), ui.theme.warn());
    }
}
