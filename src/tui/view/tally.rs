//! The tally of a vote: an answer a row, a vote a column, in numbers, shares and bars.

use unicode_width::UnicodeWidthStr;

use crate::glyph::{Glyph, Glyphs};
use crate::lesson::prose::{Ink, Line, Span};
use crate::tui::lab::Lab;
use crate::tui::run::{Phase, Run};

/// The longest bar, in columns.
const BAR: usize = 24;
/// What stands before a bar: hands and their share.
const NUMBERS: usize = 11;
/// What stands between two votes.
const BETWEEN: usize = 3;

/// The rows: what was voted on when, then the answers. Once the outcome is known, the
/// right one is marked.
#[must_use]
pub fn lines(glyphs: Glyphs, run: &Run, lab: &Lab, cols: usize) -> Vec<Line> {
    let answers = run.answers();
    let Some(vote) = run.vote() else { return Vec::new() };
    let tallies = vote.tallies(answers.len());
    let right = (run.phase == Phase::Revealed).then(|| run.right_answer(lab)).flatten();
    let widest = answers.iter().map(|answer| answer.width()).max().unwrap_or(0);
    // A mark, `1) `, the answer.
    let label = 2 + 3 + widest + 2;
    let each = cols.saturating_sub(label) / tallies.len().max(1);
    let bar = each.saturating_sub(NUMBERS + BETWEEN).clamp(1, BAR);
    let column = NUMBERS + bar + BETWEEN;
    let words = ["first vote", "second vote"];
    let heads = tallies.iter().zip(words).map(|(tally, word)| {
        let hands: usize = tally.iter().sum();
        let plural = if hands == 1 { "" } else { "s" };
        format!("{:<column$}", format!("{word}: {hands} hand{plural}"))
    });
    let head = format!("{:label$}{}", "", heads.collect::<String>());
    let mut lines = vec![vec![span(head.trim_end().to_owned(), Ink::Code)]];
    for (index, answer) in answers.iter().enumerate() {
        let (mark, ink) = match right {
            Some(right) if right == index => (glyphs.get(Glyph::Holds), Ink::Bold),
            _ => (" ", Ink::Plain),
        };
        let room = label - 5;
        let blanks = " ".repeat(room.saturating_sub(answer.width()));
        let votes = tallies.iter().map(|tally| of_vote(glyphs, tally, index, bar));
        let text = format!("{mark} {}) {answer}{blanks}{}", index + 1, votes.collect::<String>());
        lines.push(vec![span(text.trim_end().to_owned(), ink)]);
    }
    lines
}

/// One answer in one vote: ` 12   50 % ██████      `.
fn of_vote(glyphs: Glyphs, tally: &[usize], answer: usize, bar: usize) -> String {
    let total = tally.iter().sum::<usize>();
    let hands = tally.get(answer).copied().unwrap_or(0);
    let share = |whole: usize| (hands * whole + total / 2).checked_div(total).unwrap_or(0);
    let full = share(bar);
    let drawn = glyphs.get(Glyph::BarFull).repeat(full) + &glyphs.get(Glyph::BarEmpty).repeat(bar - full);
    format!("{hands:>3} {:>4} %  {drawn}{:BETWEEN$}", share(100), "")
}

const fn span(text: String, ink: Ink) -> Span {
    Span { text, ink }
}
