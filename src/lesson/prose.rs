//! Prose: the small markdown subset lessons are written in, as spans of data.
//!
//! `**bold**`, `` `code` ``, bullets (`- `) and paragraphs (a blank line). Line ends inside
//! a paragraph are spaces. Must not know a colour, a pane or a terminal.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// How many columns a lesson's text has at 80x24.
pub const COLS: usize = 78;
/// How many rows it has.
pub const ROWS: usize = 5;

/// What a bullet opens with; the lines under it are set in by as much.
pub const BULLET: &str = "• ";

/// How a span is to look; the theme knows how that is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// As it is.
    Plain,
    /// What matters most.
    Bold,
    /// A name from the model: a knob, a site, a status.
    Code,
    /// The mark of a bullet, or the indent under one.
    Bullet,
}

/// A run of text in one ink.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The text; no line end, no control character.
    pub text: String,
    /// How it is to look.
    pub ink: Ink,
}

/// One row of text.
pub type Line = Vec<Span>;

/// A text as paragraphs and bullets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prose {
    blocks: Vec<Block>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Block {
    bullet: bool,
    spans: Line,
}

/// What is wrong with a text as written. It is shown all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// `**` or a backtick that nothing closes.
    Unclosed(&'static str),
    /// A character that moves the cursor or turns the direction of writing.
    Control(char),
}

impl Prose {
    /// Reads a text. Every text reads; what is odd about it is [`flaw`]'s matter.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let block = |(bullet, text): (bool, String)| Block { bullet, spans: spans(&text).0 };
        Self { blocks: blocks(text).into_iter().map(block).collect() }
    }

    /// The text in rows of at most so many columns. A word that is wider is broken.
    #[must_use]
    pub fn wrap(&self, cols: usize) -> Vec<Line> {
        self.blocks.iter().flat_map(|block| block.wrap(cols.max(4))).collect()
    }

    /// The same with every span's text changed.
    #[must_use]
    pub fn map(&self, change: impl Fn(&str) -> String) -> Self {
        let mut prose = self.clone();
        for span in prose.blocks.iter_mut().flat_map(|block| &mut block.spans) {
            span.text = change(&span.text);
        }
        prose
    }

    /// Its paragraphs and bullets, each a text of its own; true for a bullet.
    #[must_use]
    pub fn blocks(&self) -> Vec<(bool, Self)> {
        let alone = |block: &Block| (block.bullet, Self { blocks: vec![block.clone()] });
        self.blocks.iter().map(alone).collect()
    }

    /// The text in plain rows of at most so many columns: no ink, a dash for a bullet, and a
    /// blank row between paragraphs. For paper, pipes and voices.
    #[must_use]
    pub fn rows(&self, cols: usize) -> Vec<String> {
        let mut rows = Vec::new();
        for (bullet, block) in self.blocks() {
            if !bullet && !rows.is_empty() {
                rows.push(String::new());
            }
            for line in block.wrap(cols) {
                let row: String = line.iter().map(|span| span.text.as_str()).collect();
                rows.push(row.strip_prefix(BULLET).map_or(row.clone(), |rest| format!("- {rest}")));
            }
        }
        rows
    }

    /// The text without any ink, a paragraph or bullet a line.
    #[must_use]
    pub fn plain(&self) -> String {
        let line = |block: &Block| {
            let text: String = block.spans.iter().map(|span| span.text.as_str()).collect();
            if block.bullet { format!("- {text}") } else { text }
        };
        self.blocks.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    /// Whether there is nothing to read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }
}

impl Block {
    fn wrap(&self, cols: usize) -> Vec<Line> {
        let indent = if self.bullet { BULLET.width() } else { 0 };
        let mut lines: Vec<Line> = Vec::new();
        let (mut line, mut used) = (Line::new(), 0);
        for Word { gap, pieces } in words(&self.spans) {
            let width: usize = pieces.iter().map(|(piece, _)| piece.width()).sum();
            if used > 0 && used + 1 + width > cols - indent {
                lines.push(std::mem::take(&mut line));
                used = 0;
            } else if used > 0 {
                add(&mut line, " ", gap);
                used += 1;
            }
            for (piece, ink) in pieces {
                if used > 0 && used + piece.width() > cols - indent {
                    lines.push(std::mem::take(&mut line));
                    used = 0;
                }
                add(&mut line, piece, ink);
                used += piece.width();
            }
        }
        if !line.is_empty() {
            lines.push(line);
        }
        if self.bullet {
            for (n, line) in lines.iter_mut().enumerate() {
                let text = if n == 0 { BULLET.to_owned() } else { " ".repeat(indent) };
                line.insert(0, Span { text, ink: Ink::Bullet });
            }
        }
        lines
    }
}

/// What follows a number and stays with it.
const UNITS: [&str; 2] = ["s", "ms"];

/// A word, in graphemes, with the ink of the space before it.
struct Word<'t> {
    gap: Ink,
    pieces: Vec<(&'t str, Ink)>,
}

fn words(spans: &[Span]) -> Vec<Word<'_>> {
    let mut words: Vec<Word<'_>> = Vec::new();
    let mut gap = Some(Ink::Plain);
    for span in spans {
        for piece in span.text.graphemes(true) {
            match (piece == " ", gap) {
                (true, _) => gap = Some(span.ink),
                (false, Some(ink)) => {
                    words.push(Word { gap: ink, pieces: vec![(piece, span.ink)] });
                    gap = None;
                }
                (false, None) => {
                    if let Some(word) = words.last_mut() {
                        word.pieces.push((piece, span.ink));
                    }
                }
            }
        }
    }
    with_units(words)
}

/// A number and its unit are one word: `1.200 s` is not broken at its blank.
fn with_units(words: Vec<Word<'_>>) -> Vec<Word<'_>> {
    let mut whole: Vec<Word<'_>> = Vec::new();
    for word in words {
        match whole.last_mut() {
            Some(number) if number.ends_in_a_digit() && word.is_a_unit() => {
                number.pieces.push((" ", word.gap));
                number.pieces.extend(word.pieces);
            }
            _ => whole.push(word),
        }
    }
    whole
}

impl Word<'_> {
    fn ends_in_a_digit(&self) -> bool {
        self.pieces.last().is_some_and(|(piece, _)| piece.bytes().all(|byte| byte.is_ascii_digit()))
    }

    fn is_a_unit(&self) -> bool {
        let text: String = self.pieces.iter().map(|(piece, _)| *piece).collect();
        UNITS.contains(&text.trim_end_matches(|c: char| c.is_ascii_punctuation()))
    }
}

fn add(line: &mut Line, text: &str, ink: Ink) {
    match line.last_mut() {
        Some(last) if last.ink == ink => last.text.push_str(text),
        _ => line.push(Span { text: text.to_owned(), ink }),
    }
}

/// The paragraphs and bullets (`true`) of a text, each in one line.
fn blocks(text: &str) -> Vec<(bool, String)> {
    let mut blocks: Vec<(bool, String)> = Vec::new();
    let mut open = false;
    for line in text.lines().map(str::trim) {
        let (bullet, line) = line.strip_prefix("- ").map_or((false, line), |rest| (true, rest.trim()));
        match blocks.last_mut() {
            _ if line.is_empty() => open = false,
            Some((_, block)) if open && !bullet => {
                block.push(' ');
                block.push_str(line);
            }
            _ => {
                blocks.push((bullet, line.to_owned()));
                open = true;
            }
        }
    }
    blocks
}

/// Reads the marks within one block. A mark that nothing closes stays as written, and is
/// returned.
fn spans(text: &str) -> (Line, Option<&'static str>) {
    let (mut line, mut unclosed) = (Line::new(), None);
    let mut rest = text;
    while let Some(at) = rest.find(['*', '`']) {
        let (mark, ink) = if rest[at..].starts_with("**") {
            ("**", Ink::Bold)
        } else if rest[at..].starts_with('`') {
            ("`", Ink::Code)
        } else {
            ("*", Ink::Plain)
        };
        let (before, after) = (&rest[..at], &rest[at + mark.len()..]);
        if !before.is_empty() {
            add(&mut line, &harmless(before), Ink::Plain);
        }
        if let Some(end) = after.find(mark).filter(|end| *end > 0 && ink != Ink::Plain) {
            add(&mut line, &harmless(&after[..end]), ink);
            rest = &after[end + mark.len()..];
        } else {
            add(&mut line, mark, Ink::Plain);
            unclosed = unclosed.or((ink != Ink::Plain).then_some(mark));
            rest = after;
        }
    }
    if !rest.is_empty() {
        add(&mut line, &harmless(rest), Ink::Plain);
    }
    (line, unclosed)
}

/// What is wrong with a text as written, if anything.
#[must_use]
pub fn flaw(text: &str) -> Option<Flaw> {
    if let Some(control) = text.chars().find(|c| *c != '\n' && is_harmful(*c)) {
        return Some(Flaw::Control(control));
    }
    blocks(text).iter().find_map(|(_, block)| spans(block).1).map(Flaw::Unclosed)
}

/// How many rows a text needs in so many columns.
#[must_use]
pub fn rows(text: &str, cols: usize) -> usize {
    Prose::parse(text).wrap(cols).len()
}

/// Whether a text fits so many rows of so many columns.
#[must_use]
pub fn fits(text: &str, rows: usize, cols: usize) -> bool {
    self::rows(text, cols) <= rows
}

/// Whether a character could move the cursor, colour the screen or turn the writing.
#[must_use]
pub fn is_harmful(c: char) -> bool {
    c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The text with every harmful character shown as U+FFFD, so that nothing a file says
/// reaches the terminal as a command.
#[must_use]
pub fn harmless(text: &str) -> String {
    text.chars().map(|c| if is_harmful(c) { '\u{fffd}' } else { c }).collect()
}
