//! The lenses: other views of the same story, one at a time, or beside the diagram.

use crate::lesson::stage;

/// Which view has the diagram's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lens {
    /// The mirror diagram itself.
    Diagram,
    /// The recipe as code, the running line lit.
    Handler,
    /// The key records, and how long they live.
    Keys,
    /// The worlds that look the same to the client.
    Knows,
    /// The latest messages, as they are on the wire.
    Wire,
    /// What was charged.
    Ledger,
    /// How many requests are sent when.
    Load,
    /// What led to what.
    Why,
}

/// A lens's row.
#[derive(Debug)]
pub struct LensRow {
    /// Which.
    pub lens: Lens,
    /// The word for it, also in lesson files.
    pub word: &'static str,
    /// One line of what it shows.
    pub gloss: &'static str,
}

/// Every lens, in the order Tab goes through them.
pub const LENSES: [LensRow; 8] = [
    LensRow { lens: Lens::Diagram, word: "diagram", gloss: "one client, one weather, two servers" },
    LensRow { lens: Lens::Handler, word: "handler", gloss: "the recipe, and where it may crash" },
    LensRow { lens: Lens::Keys, word: "keys", gloss: "what the server remembers, how long" },
    LensRow { lens: Lens::Knows, word: "knows", gloss: "worlds the client cannot tell apart" },
    LensRow { lens: Lens::Wire, word: "wire", gloss: "the latest request, and the reply to it" },
    LensRow { lens: Lens::Ledger, word: "ledger", gloss: "the charges that really happened" },
    LensRow { lens: Lens::Load, word: "load", gloss: "requests sent over time, and retries" },
    LensRow { lens: Lens::Why, word: "why", gloss: "what led here, and what did not change" },
];

impl Lens {
    /// Its row.
    #[must_use]
    pub fn row(self) -> &'static LensRow {
        &LENSES[self as usize]
    }

    /// The next one, or the one before.
    #[must_use]
    pub const fn turned(self, back: bool) -> Self {
        let step = if back { LENSES.len() - 1 } else { 1 };
        LENSES[(self as usize + step) % LENSES.len()].lens
    }
}

impl From<stage::Lens> for Lens {
    fn from(lens: stage::Lens) -> Self {
        match lens {
            stage::Lens::Handler => Self::Handler,
            stage::Lens::Keys => Self::Keys,
            stage::Lens::Knows => Self::Knows,
            stage::Lens::Ledger => Self::Ledger,
            stage::Lens::Why => Self::Why,
            stage::Lens::Wire => Self::Wire,
            stage::Lens::Load => Self::Load,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lessons_name_each_lens_by_its_word() {
        for (lens, word) in stage::LENSES {
            assert_eq!(Lens::from(lens).row().word, word);
        }
        assert_eq!(stage::LENSES.len() + 1, LENSES.len(), "the diagram is where a stage names none");
    }

    #[test]
    fn rows_stand_in_the_order_of_the_lenses_and_fit_beside_the_diagram() {
        for (index, row) in LENSES.iter().enumerate() {
            assert_eq!(row.lens as usize, index);
            assert!(row.word.len() + row.gloss.len() <= 43, "{}: its title is cut", row.word);
        }
    }
}
