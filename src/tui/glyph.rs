//! Every glyph that is drawn, one row each: its name, its shape in Unicode and in ASCII,
//! and what it means. The help page is this table.
//!
//! Every shape is one cell wide and none is an emoji, so that columns line up everywhere
//! (a terminal set up for East Asian text may draw lines and blocks two cells wide:
//! `--ascii` is for it too). Knows no colour and no place on the screen.

/// Where a glyph is met; within one place no two look alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Between and on the lifelines.
    Diagram,
    /// On the timeline under the diagram.
    Timeline,
    /// In lists, bars, counters and text.
    Page,
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

/// Declares each glyph once: name, place, Unicode, ASCII, meaning.
macro_rules! glyphs {
    ($($place:ident { $($name:ident $unicode:literal $ascii:literal $meaning:literal,)+ })+) => {
        /// The name of a glyph.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Glyph {
            $($(#[doc = $meaning] $name,)+)+
        }

        /// Every glyph, in the order of the enum.
        pub const GLYPHS: &[Row] = &[$($(Row {
            name: Glyph::$name,
            place: Place::$place,
            unicode: $unicode,
            ascii: $ascii,
            meaning: $meaning,
        },)+)+];
    };
}

glyphs! {
    Diagram {
        Lifeline "│" "|" "a client or a server; its time runs down",
        Wire "─" "-" "the way a message takes",
        Left "◄" "<" "a message arrives on the left",
        Right "►" ">" "a message arrives on the right",
        Crossing "┼" "+" "a message passes a lifeline, or leaves the client both ways",
        Envelope "◉" "@" "a message in flight",
        Lost "✗" "x" "a message died here; nobody is told",
        Effect "■" "#" "an effect that lasts: the money has moved",
        EffectPending "□" "o" "an effect inside an open transaction: it may yet vanish",
        Key "◆" "K" "a key record that lasts",
        KeyPending "◇" "k" "a key claimed, its work still in flight",
        Replay "↺" "R" "the stored reply, sent again; nothing was done twice",
        Working "⋯" ":" "the handler is at work",
        Crash "✷" "!" "the server process died",
        Down "╎" "." "the server is down",
        Restart "↥" "^" "the server is up again",
        Paused "‖" "=" "the handler stopped for a while, and keeps its locks",
        Refused "⊘" "%" "refused: 409 in flight, 412 no row, 422 other body",
        Step "•" "," "a step of a handler",
        Timeout "◔" "T" "the client gave up waiting: did it work?",
        ToldSuccess "⊕" "Y" "the client was told it worked",
        ToldError "⊗" "N" "the client was told it failed",
        ToldUnknown "?" "?" "the client gave up and does not know",
        OnlyLeft "‹" "{" "only the left-hand server has this",
        OnlyRight "›" "}" "only the right-hand server has this",
        Late "…" "_" "a message the network is slow with",
        WireLate "┈" "~" "the way of a late message, or of a second copy",
    }
    Timeline {
        Beat "●" "o" "an instant at which something happens",
        Turning "◈" "*" "here the two lanes part: what is charged, or what the client lives through",
        Past "━" "=" "already lived",
        Future "┄" "." "still to come",
        Now "▲" "^" "now",
    }
    Page {
        Holds "✓" "v" "the promise holds, or the lesson is done",
        Broken "✘" "x" "the promise is broken",
        Unlit "○" "o" "not yet known, or not yet begun",
        Selected "▸" ">" "the one the cursor is on",
        Bullet "•" "*" "an item",
        Rule "─" "-" "a divider",
        Divider "│" "|" "a divider between two panes",
        Gap "╌" "~" "a gap between two steps, where a crash may strike",
        BarFull "█" "#" "the part of a span that has passed, or a share",
        BarEmpty "░" "." "the rest of it",
        BarMark "┃" "!" "the last moment at which the client may still retry",
        Above "↑" "^" "there is more above",
        Below "↓" "," "there is more below",
        More "…" "_" "the text is longer than its room",
        Within "±" "+" "give or take so much: half of a 95 % interval",
    }
}

impl Glyph {
    /// The glyph's row.
    #[must_use]
    pub fn row(self) -> &'static Row {
        &GLYPHS[self as usize]
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
                assert!(!together || row.ascii != other.ascii, "{a:?} and {b:?} under --ascii");
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
