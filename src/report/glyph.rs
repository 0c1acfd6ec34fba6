//! The marks a text diagram is drawn with: what each means, and its stand-in for
//! terminals and fonts that know ASCII only.

use std::borrow::Cow;

/// A mark's row.
#[derive(Debug)]
pub struct GlyphRow {
    /// The mark.
    pub glyph: char,
    /// Its stand-in.
    pub ascii: char,
    /// What it means; empty for lines and arrows, which need no legend.
    pub meaning: &'static str,
}

const fn row(glyph: char, ascii: char, meaning: &'static str) -> GlyphRow {
    GlyphRow { glyph, ascii, meaning }
}

/// A customer means something.
pub const MEANT: char = '●';
/// A durable effect.
pub const EFFECT: char = '■';
/// An effect that waits for a commit.
pub const HELD_EFFECT: char = '□';
/// A key record that is done and durable.
pub const RECORD: char = '◆';
/// A key record in flight, or written and waiting for a commit.
pub const HELD_RECORD: char = '◇';
/// A stored reply again.
pub const REPLAY: char = '↺';
/// A handler that refuses.
pub const REFUSED: char = '⊘';
/// A message lost.
pub const LOST: char = '✗';
/// A timeout.
pub const TIMEOUT: char = '◔';
/// A crash.
pub const CRASH: char = '✷';
/// A pause.
pub const PAUSE: char = '‖';
/// A reply that nobody listens for.
pub const UNHEARD: [char; 2] = ['◁', '▷'];
/// A property that breaks here.
pub const BREAKS: char = '▲';
/// The customer is told success.
pub const TOLD_SUCCESS: char = '⊕';
/// The customer is told error.
pub const TOLD_ERROR: char = '⊗';
/// The customer is told that nobody knows.
pub const TOLD_UNKNOWN: char = '?';
/// Only the left lane's client.
pub const LEFT_ONLY: char = '‹';
/// Only the right lane's client.
pub const RIGHT_ONLY: char = '›';
/// A server that is down.
pub const DOWN: char = '╎';

/// Every mark, in the order of a legend. What the screen draws too has the same shapes.
pub const GLYPHS: [GlyphRow; 33] = [
    row(MEANT, '*', "payment meant"),
    row(EFFECT, '#', "durable effect"),
    row(HELD_EFFECT, 'o', "effect waiting for a commit"),
    row(RECORD, 'K', "key done"),
    row(HELD_RECORD, 'k', "key in flight"),
    row(REPLAY, 'R', "stored reply again"),
    row(REFUSED, '%', "refused"),
    row(LOST, 'x', "lost"),
    row(TIMEOUT, 'T', "timeout"),
    row(CRASH, '!', "crash"),
    row(DOWN, '.', "server down"),
    row(PAUSE, '=', "handler paused"),
    row(UNHEARD[0], '(', "arrives unheard"),
    row(UNHEARD[1], ')', "arrives unheard"),
    row(BREAKS, '^', "property breaks"),
    row(TOLD_SUCCESS, 'Y', "told success"),
    row(TOLD_ERROR, 'N', "told error"),
    row(LEFT_ONLY, '{', "left lane only"),
    row(RIGHT_ONLY, '}', "right lane only"),
    row('│', '|', ""),
    row('─', '-', ""),
    row('┼', '+', ""),
    row('├', '|', ""),
    row('┤', '|', ""),
    row('◄', '<', ""),
    row('►', '>', ""),
    row('◂', '<', ""),
    row('▸', '>', ""),
    row('…', '_', ""),
    row('×', 'x', ""),
    row(TOLD_UNKNOWN, '?', ""),
    row('█', '#', ""),
    row('±', '+', ""),
];

/// A line as it is printed: trailing blanks dropped, and in ASCII if only that is known.
#[must_use]
pub fn printed(line: &str, ascii: bool) -> Cow<'_, str> {
    let line = line.trim_end();
    if !ascii || line.is_ascii() {
        return Cow::Borrowed(line);
    }
    let stand_in = |c: char| GLYPHS.iter().find(|row| row.glyph == c).map_or('?', |row| row.ascii);
    Cow::Owned(line.chars().map(|c| if c.is_ascii() { c } else { stand_in(c) }).collect())
}
