//! What can be typed: one table, read by the reader of lines and by its help.

use crate::tui::run::{Phase, Run};

/// Where a word means something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A question waits for its answer.
    Asked,
    /// An answer waits for sure or unsure.
    Chosen,
    /// The story may be changed.
    Free,
    /// A statement may be written.
    Written,
    /// The verb bench may be turned, or marked.
    Turned,
    /// There is only something to read.
    Reading,
}

impl Place {
    /// Where a run is.
    pub(super) fn of(run: &Run) -> Self {
        match run.phase {
            Phase::Asking => Self::Asked,
            Phase::Chosen(_) => Self::Chosen,
            _ if run.frees_sql() => Self::Written,
            _ if run.verbs().is_some() && run.frees_ways() => Self::Turned,
            _ if run.here().kind.free().is_empty() => Self::Reading,
            _ => Self::Free,
        }
    }
}

const ALL: &[Place] =
    &[Place::Asked, Place::Chosen, Place::Free, Place::Written, Place::Turned, Place::Reading];
const TURNED: &[Place] = &[Place::Turned];
const RESET: &[Place] = &[Place::Free, Place::Written];
const ASKABLE: &[Place] = &[Place::Free, Place::Written, Place::Turned];
const ASKED: &[Place] = &[Place::Asked, Place::Chosen];

/// What a line asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Typed {
    /// On to what comes next.
    On,
    /// Back to the stage before.
    Back,
    /// Leave.
    Quit,
    /// What can be typed here.
    Help,
    /// The whole story, as far as it may be told.
    Story,
    /// Where faults may strike.
    Sites,
    /// The next hint.
    Hint,
    /// Take the latest change back.
    Undo,
    /// Back to how the stage opened.
    Reset,
    /// An answer, with sure or unsure where that was typed too.
    Choose(u8, Option<bool>),
    /// Sure or unsure.
    Confident(bool),
    /// Turn a knob to a value, or strike at a site.
    Change(String, String),
    /// Run a statement in the place of the one there.
    Statement(String),
    /// Nothing that means anything here.
    Unread,
}

/// A word's row.
#[derive(Debug)]
pub struct Word {
    /// What may be typed for it; nothing where its shape is read by hand.
    pub typed: &'static [&'static str],
    /// How help shows it.
    pub shown: &'static str,
    /// What it does, in a line.
    pub help: &'static str,
    /// Where it means something.
    pub places: &'static [Place],
    /// What it asks for, where the word alone says so.
    what: Option<Typed>,
}

const fn word(
    typed: &'static [&'static str],
    shown: &'static str,
    help: &'static str,
    places: &'static [Place],
    what: Option<Typed>,
) -> Word {
    Word { typed, shown, help, places, what }
}

/// Everything that can be typed, in the order of help.
pub static WORDS: [Word; 18] = [
    word(&["", "n", "next"], "Enter or n", "go on to what comes next", ALL, Some(Typed::On)),
    word(&[], "1 s", "answer 1, and sure; u for unsure, nothing to be asked", ASKED, None),
    word(&["s", "sure"], "s", "the answer is sure", &[Place::Chosen], Some(Typed::Confident(true))),
    word(&["u", "unsure"], "u", "the answer is a guess", &[Place::Chosen], Some(Typed::Confident(false))),
    word(&[], "key none", "turn a knob to a value", &[Place::Free], None),
    word(&[], "pay/1/reply lose", "strike at a site; none clears it", &[Place::Free], None),
    word(&[], "UPDATE ..", "run a statement in the place of this one", &[Place::Written], None),
    word(&[], "mark put", "mark an endpoint, or take its mark away", TURNED, None),
    word(&[], "put late", "ask an endpoint in a way: once, twice, lost, reverse, late", TURNED, None),
    word(&[], "from three", "begin with another state: one, none, three, done", TURNED, None),
    word(&["sites"], "sites", "list where faults may strike, and which", &[Place::Free], Some(Typed::Sites)),
    word(&["u", "undo"], "u", "take the latest change back", &[Place::Free], Some(Typed::Undo)),
    word(&["z", "reset"], "z", "back to how this stage opened", RESET, Some(Typed::Reset)),
    word(&["h", "hint"], "h", "the next of three hints, then an answer", ASKABLE, Some(Typed::Hint)),
    word(&["story"], "story", "tell the story again from its start", ALL, Some(Typed::Story)),
    word(&["p", "back"], "p", "back to the stage before", ALL, Some(Typed::Back)),
    word(&["?", "help"], "?", "what can be typed here", ALL, Some(Typed::Help)),
    word(&["q", "quit"], "q", "leave; what is done is kept", ALL, Some(Typed::Quit)),
];

impl Typed {
    /// Reads a line.
    pub(super) fn read(line: &str, place: Place) -> Self {
        let line = line.trim();
        let holds = |word: &&Word| word.places.contains(&place);
        let found = WORDS.iter().filter(holds).find(|word| word.typed.contains(&line));
        if let Some(what) = found.and_then(|word| word.what.clone()) {
            return what;
        }
        match place {
            Place::Asked | Place::Chosen => choose(line),
            Place::Free | Place::Turned => change(line),
            Place::Written => Self::Statement(line.to_owned()),
            Place::Reading => Self::Unread,
        }
    }
}

/// `2`, `2 s`, `2 sure`, `2u`.
fn choose(line: &str) -> Typed {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, rest) = line.split_at(digits);
    let sure = match rest.trim() {
        "" => None,
        "s" | "sure" => Some(true),
        "u" | "unsure" => Some(false),
        _ => return Typed::Unread,
    };
    number.parse().map_or(Typed::Unread, |number| Typed::Choose(number, sure))
}

/// `key none`, `key=none`, `pay/1/reply = lose`.
fn change(line: &str) -> Typed {
    let halves = line.split_once('=').or_else(|| line.split_once(char::is_whitespace));
    match halves.map(|(what, value)| (what.trim(), value.trim())) {
        Some((what, value)) if !what.is_empty() && !value.is_empty() => {
            Typed::Change(what.to_owned(), value.to_owned())
        }
        _ => Typed::Unread,
    }
}

/// What can be typed here, one row a word.
pub(super) fn help(place: Place) -> Vec<String> {
    let rows = WORDS.iter().filter(|word| word.places.contains(&place));
    rows.map(|word| format!("  {:<18} {}", word.shown, word.help)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_as_they_are_meant() {
        let read = |line, place| Typed::read(line, place);
        assert_eq!(read(" 2 sure ", Place::Asked), Typed::Choose(2, Some(true)));
        assert_eq!(read("2u", Place::Chosen), Typed::Choose(2, Some(false)));
        assert_eq!(read("3", Place::Asked), Typed::Choose(3, None));
        assert_eq!(read("u", Place::Chosen), Typed::Confident(false));
        assert_eq!(read("u", Place::Free), Typed::Undo);
        for line in ["key none", "key=none", "key = none", "key\tnone"] {
            assert_eq!(read(line, Place::Free), Typed::Change("key".to_owned(), "none".to_owned()));
        }
        assert_eq!(read("", Place::Reading), Typed::On);
        for (line, place) in [("u", Place::Asked), ("key none", Place::Reading), ("9999", Place::Asked)] {
            assert_eq!(read(line, place), Typed::Unread, "{line}");
        }
        assert_eq!(read("key", Place::Free), Typed::Unread);
    }

    #[test]
    fn no_word_means_two_things_in_one_place() {
        for place in ALL {
            let mut seen: Vec<&str> = Vec::new();
            for typed in WORDS.iter().filter(|word| word.places.contains(place)).flat_map(|word| word.typed) {
                assert!(!seen.contains(typed), "{typed:?} in {place:?}");
                seen.push(typed);
            }
        }
    }
}
