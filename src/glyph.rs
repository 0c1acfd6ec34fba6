//! Every glyph that is drawn or printed, one row each: its name, its shape in Unicode and
//! in ASCII, and what it means. The help page and the text diagram's legend are this table.
//!
//! Every shape is one cell wide and none is an emoji, so that columns line up everywhere
//! (a terminal set up for East Asian text may draw lines and blocks two cells wide:
//! `--ascii` is for it too). Knows no colour and no place on the screen.

use Place::{Diagram, Page, Report, Timeline};

/// Where a glyph is met; within one place no two look alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Between and on the lifelines.
    Diagram,
    /// On the timeline under the diagram.
    Timeline,
    /// In lists, bars, counters and text.
    Page,
    /// In diagrams printed as text, beside those of the screen's.
    Report,
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// The glyph's name.
    pub name: Glyph,
    /// Where it is met.
    pub place: Place,
    /// Its usual shape.
    pub unicode: &'static str,
    /// Its shape under `--ascii`.
    pub ascii: &'static str,
    /// What it means to a learner.
    pub meaning: &'static str,
}

/// The name of a glyph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the rows of `GLYPHS` say what each means")]
pub enum Glyph {
    Lifeline,
    Wire,
    Left,
    Right,
    Crossing,
    Envelope,
    Lost,
    Effect,
    EffectPending,
    Key,
    KeyPending,
    Replay,
    Working,
    Crash,
    Down,
    Restart,
    Paused,
    Refused,
    Reset,
    Step,
    Timeout,
    ToldSuccess,
    ToldError,
    ToldUnknown,
    OnlyLeft,
    OnlyRight,
    Late,
    WireLate,
    Beat,
    Turning,
    Past,
    Future,
    Now,
    Holds,
    Broken,
    RuledOut,
    Unlit,
    Partly,
    Real,
    Selected,
    Bullet,
    Rule,
    Divider,
    Gap,
    BarFull,
    BarEmpty,
    BarMark,
    Again,
    Above,
    Below,
    More,
    Within,
    Meant,
    UnheardLeft,
    UnheardRight,
    Breaks,
    ForkRight,
    ForkLeft,
    TipLeft,
    TipRight,
    Times,
}

const fn row(
    name: Glyph,
    place: Place,
    unicode: &'static str,
    ascii: &'static str,
    meaning: &'static str,
) -> Row {
    Row { name, place, unicode, ascii, meaning }
}

/// Every glyph, in the order of the enum.
pub const GLYPHS: &[Row] = &[
    row(Glyph::Lifeline, Diagram, "│", "|", "a client or a server; its time runs down"),
    row(Glyph::Wire, Diagram, "─", "-", "the way a message takes"),
    row(Glyph::Left, Diagram, "◄", "<", "a message arrives on the left"),
    row(Glyph::Right, Diagram, "►", ">", "a message arrives on the right"),
    row(Glyph::Crossing, Diagram, "┼", "+", "a message passes a lifeline, or leaves the client both ways"),
    row(Glyph::Envelope, Diagram, "◉", "@", "a message in flight"),
    row(Glyph::Lost, Diagram, "✗", "x", "a message died here; nobody is told"),
    row(Glyph::Effect, Diagram, "■", "#", "an effect that lasts: the money has moved"),
    row(Glyph::EffectPending, Diagram, "□", "o", "an effect inside an open transaction: it may yet vanish"),
    row(Glyph::Key, Diagram, "◆", "K", "a key record that lasts"),
    row(Glyph::KeyPending, Diagram, "◇", "k", "a key claimed, its work still in flight"),
    row(Glyph::Replay, Diagram, "↺", "R", "the stored reply, sent again; nothing was done twice"),
    row(Glyph::Working, Diagram, "⋯", ":", "the handler is at work"),
    row(Glyph::Crash, Diagram, "✷", "!", "the server process died"),
    row(Glyph::Down, Diagram, "╎", ".", "the server is down"),
    row(Glyph::Restart, Diagram, "↥", "^", "the server is up again"),
    row(Glyph::Paused, Diagram, "‖", "=", "the handler stopped for a while, and keeps its locks"),
    row(Glyph::Refused, Diagram, "⊘", "%", "refused: 409 in flight, 412 no row, 422 other body, 503 busy"),
    row(
        Glyph::Reset,
        Diagram,
        "↯",
        "/",
        "the connection was reset: the client knows as little as after silence",
    ),
    row(Glyph::Step, Diagram, "•", ",", "a step of a handler"),
    row(Glyph::Timeout, Diagram, "◔", "T", "the client gave up waiting: did it work?"),
    row(Glyph::ToldSuccess, Diagram, "⊕", "Y", "the client was told it worked"),
    row(Glyph::ToldError, Diagram, "⊗", "N", "the client was told it failed"),
    row(Glyph::ToldUnknown, Diagram, "?", "?", "the client gave up and does not know"),
    row(Glyph::OnlyLeft, Diagram, "‹", "{", "only the left-hand server has this"),
    row(Glyph::OnlyRight, Diagram, "›", "}", "only the right-hand server has this"),
    row(Glyph::Late, Diagram, "…", "_", "a message the network is slow with"),
    row(Glyph::WireLate, Diagram, "┈", "~", "the way of a late message, or of a second copy"),
    row(Glyph::Beat, Timeline, "●", "o", "an instant at which something happens"),
    row(
        Glyph::Turning,
        Timeline,
        "◈",
        "*",
        "here the two lanes part: what is charged, or what the client lives through",
    ),
    row(Glyph::Past, Timeline, "━", "=", "already lived"),
    row(Glyph::Future, Timeline, "┄", ".", "still to come"),
    row(Glyph::Now, Timeline, "▲", "^", "now"),
    row(Glyph::Holds, Page, "✓", "v", "the promise holds, or the lesson is done"),
    row(Glyph::Broken, Page, "✘", "x", "the promise is broken"),
    row(Glyph::RuledOut, Page, "✗", "/", "ruled out: the client has seen what does not go with it"),
    row(Glyph::Unlit, Page, "○", "o", "not yet known, or not yet begun"),
    row(Glyph::Partly, Page, "◐", "(", "read to its end, with questions or tasks left"),
    row(Glyph::Real, Page, "●", "@", "what really happened, though the client cannot see it"),
    row(Glyph::Selected, Page, "▸", ">", "the one the cursor is on"),
    row(Glyph::Bullet, Page, "•", "*", "an item"),
    row(Glyph::Rule, Page, "─", "-", "a divider"),
    row(Glyph::Divider, Page, "│", "|", "a divider between two panes"),
    row(Glyph::Gap, Page, "╌", "~", "a gap between two steps, where a crash may strike"),
    row(Glyph::BarFull, Page, "█", "#", "the part of a span that has passed, or a share"),
    row(Glyph::BarEmpty, Page, "░", ".", "the rest of it"),
    row(Glyph::BarMark, Page, "┃", "!", "the last moment at which the client may still retry"),
    row(Glyph::Again, Page, "▒", "=", "requests sent again, in the load"),
    row(Glyph::Above, Page, "↑", "^", "there is more above"),
    row(Glyph::Below, Page, "↓", ",", "there is more below"),
    row(Glyph::More, Page, "…", "_", "the text is longer than its room"),
    row(Glyph::Within, Page, "±", "+", "give or take so much: half of a 95 % interval"),
    row(Glyph::Meant, Report, "●", "*", "payment meant"),
    row(Glyph::UnheardLeft, Report, "◁", "(", "arrives unheard"),
    row(Glyph::UnheardRight, Report, "▷", ")", "arrives unheard"),
    row(Glyph::Breaks, Report, "▲", "^", "property breaks"),
    row(Glyph::ForkRight, Report, "├", "|", "a message leaves the server to the right"),
    row(Glyph::ForkLeft, Report, "┤", "|", "a message leaves the server to the left"),
    row(Glyph::TipLeft, Report, "◂", "<", "a message leaves to the left"),
    row(Glyph::TipRight, Report, "▸", ">", "a message leaves to the right"),
    row(Glyph::Times, Report, "×", "x", "times, in a summary"),
];

/// A mark that a text diagram explains below itself, in few words.
#[derive(Clone, Copy, Debug)]
pub struct Explained {
    /// The mark.
    pub glyph: Glyph,
    /// What it means.
    pub meaning: &'static str,
    /// What it means where a queue delivers.
    pub queue: &'static str,
}

const fn explained(glyph: Glyph, meaning: &'static str, queue: &'static str) -> Explained {
    Explained { glyph, meaning, queue }
}

/// The marks a text diagram explains below itself, in that order.
pub const LEGEND: &[Explained] = &[
    explained(Glyph::Meant, "payment meant", "message published"),
    explained(Glyph::Effect, "durable effect", "durable effect"),
    explained(Glyph::EffectPending, "effect waiting for a commit", "effect waiting for a commit"),
    explained(Glyph::Key, "key done", "id done"),
    explained(Glyph::KeyPending, "key in flight", "id in flight"),
    explained(Glyph::Replay, "stored reply again", "stored ack again"),
    explained(Glyph::Refused, "refused", "not acked"),
    explained(Glyph::Lost, "lost", "lost"),
    explained(Glyph::Timeout, "timeout", "visibility over"),
    explained(Glyph::Reset, "connection reset", "connection reset"),
    explained(Glyph::Crash, "crash", "crash"),
    explained(Glyph::Down, "server down", "consumer down"),
    explained(Glyph::Paused, "handler paused", "handler paused"),
    explained(Glyph::UnheardLeft, "arrives unheard", "arrives unheard"),
    explained(Glyph::UnheardRight, "arrives unheard", "arrives unheard"),
    explained(Glyph::Breaks, "property breaks", "property breaks"),
    explained(Glyph::ToldSuccess, "told success", "acked"),
    explained(Glyph::ToldError, "told error", "rejected"),
    explained(Glyph::OnlyLeft, "left lane only", "left lane only"),
    explained(Glyph::OnlyRight, "right lane only", "right lane only"),
];

impl Glyph {
    /// The glyph's row.
    #[must_use]
    pub fn row(self) -> &'static Row {
        &GLYPHS[self as usize]
    }

    /// Its usual shape, as a character.
    #[must_use]
    pub fn mark(self) -> char {
        self.row().unicode.chars().next().unwrap_or(' ')
    }
}

/// The shapes in use: Unicode or ASCII.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Glyphs {
    ascii: bool,
}

impl Glyphs {
    /// The shapes of one of the two sets.
    #[must_use]
    pub const fn new(ascii: bool) -> Self {
        Self { ascii }
    }

    /// Whether only ASCII is drawn.
    #[must_use]
    pub const fn is_ascii(self) -> bool {
        self.ascii
    }

    /// The shape of one glyph, one cell wide.
    #[must_use]
    pub fn get(self, name: Glyph) -> &'static str {
        let row = name.row();
        if self.ascii { row.ascii } else { row.unicode }
    }

    /// The glyph `width` times over.
    #[must_use]
    pub fn line(self, name: Glyph, width: u16) -> String {
        self.get(name).repeat(usize::from(width))
    }

    /// Every shape with its row, for the help page.
    pub fn iter(self) -> impl Iterator<Item = (&'static str, &'static Row)> {
        GLYPHS.iter().map(move |row| (self.get(row.name), row))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn rows_stand_in_the_order_of_the_names_and_each_has_a_meaning() {
        for (index, row) in GLYPHS.iter().enumerate() {
            assert_eq!(row.name as usize, index, "{:?}", row.name);
            assert!(!row.meaning.is_empty(), "{:?}", row.name);
        }
    }

    #[test]
    fn what_is_printed_has_one_stand_in() {
        let printed = || GLYPHS.iter().filter(|row| matches!(row.place, Diagram | Report));
        for (index, row) in printed().enumerate() {
            let twin = printed().take(index).find(|other| other.unicode == row.unicode);
            assert!(twin.is_none(), "{:?} and {twin:?}", row.name);
        }
        for row in LEGEND {
            let is_told = !row.meaning.is_empty() && !row.queue.is_empty();
            assert!(printed().any(|known| known.name == row.glyph) && is_told, "{row:?}");
        }
    }

    #[test]
    fn every_shape_is_one_character_in_one_cell() {
        for row in GLYPHS {
            for shape in [row.unicode, row.ascii] {
                assert_eq!(shape.chars().count(), 1, "{:?}: no variation selectors", row.name);
                assert_eq!(shape.width(), 1, "{:?}", row.name);
            }
            let printable = row.ascii.bytes().all(|byte| byte.is_ascii_graphic());
            assert!(printable, "{:?}", row.name);
        }
    }

    #[test]
    fn no_two_glyphs_of_one_place_look_alike() {
        for (index, row) in GLYPHS.iter().enumerate() {
            for other in &GLYPHS[..index] {
                let (a, b) = (row.name, other.name);
                let together = row.place == other.place;
                assert!(!together || row.unicode != other.unicode, "{a:?} and {b:?}");
                // Forks are lines, and there is only one upright line in ASCII.
                let forks = a == Glyph::ForkLeft && b == Glyph::ForkRight;
                assert!(!together || forks || row.ascii != other.ascii, "{a:?} and {b:?} under --ascii");
            }
        }
    }

    #[test]
    fn no_shape_may_be_drawn_as_an_emoji() {
        // The emoji among the geometric shapes, dingbats and symbols one is tempted by.
        let emoji = "▪▫▶◀◻◼◽◾☑☠☮☹☺♥♦♠♣⚠⚡⚪⚫✂✈✉✏✔✖✨✳✴❄❇❌❗❤➕➖➡⬅⬆⬇⬛⬜⭐⭕‼⁉↔↕↩↪⏸⏱⏳©®";
        for row in GLYPHS {
            assert!(!emoji.contains(row.unicode), "{:?}", row.name);
        }
    }

    #[test]
    fn the_set_in_use_decides_the_shape() {
        assert_eq!(Glyphs::new(false).get(Glyph::Lost), "✗");
        assert_eq!(Glyphs::new(true).line(Glyph::Wire, 3), "---");
        assert!(Glyphs::new(true).iter().all(|(shape, row)| shape == row.ascii));
    }
}
