//! A question about a trial, as lessons write it, and the answer that was computed.
//!
//! Either a word of the verdict, or what a state holds: `twice.acct.bal` is the value in
//! the first row, `twice.acct` the number of rows.

use std::fmt;

use super::state::State;
use super::trial::Trial;
use super::words;

/// What a word of the verdict asks.
#[derive(Debug)]
pub struct Word {
    /// The word.
    pub word: &'static str,
    /// What it asks, and how it is answered.
    pub help: &'static str,
    /// The answer, from a starting state; none where there is no such story.
    answer: fn(&Trial, usize) -> Option<String>,
}

/// The words.
pub static QUESTIONS: [Word; 6] = [
    Word {
        word: "idempotent",
        help: "whether two runs leave what one leaves, from every starting state: yes or no",
        answer: |trial, _| Some(yes(trial.verdict().is_idempotent())),
    },
    Word {
        word: "same-reply",
        help: "whether both runs are answered alike, from every starting state: yes or no",
        answer: |trial, _| Some(yes(trial.verdict().is_answered_alike())),
    },
    Word {
        word: "late",
        help: "what a late duplicate does to another writer's change: kept, beside, changed or undone",
        answer: |trial, _| trial.verdict().fate.map(|(fate, _)| fate.word().to_owned()),
    },
    Word {
        word: "first-reply",
        help: "what the first run answers, such as 1 row",
        answer: |trial, start| trial.stories.get(start).map(|story| words::reply(&story.first)),
    },
    Word {
        word: "second-reply",
        help: "what the second run answers",
        answer: |trial, start| trial.stories.get(start).map(|story| words::reply(&story.second)),
    },
    Word {
        word: "duplicate-reply",
        help: "what a late duplicate is answered",
        answer: |trial, start| {
            let late = trial.late.iter().find(|late| late.start == start);
            late.map(|late| words::reply(&late.duplicate))
        },
    },
];

/// A moment at which the tables are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Moment {
    Before,
    Once,
    Twice,
    Other,
    Late,
}

/// The moments' words.
const MOMENTS: [(Moment, &str); 5] = [
    (Moment::Before, "before"),
    (Moment::Once, "once"),
    (Moment::Twice, "twice"),
    (Moment::Other, "other"),
    (Moment::Late, "late"),
];

/// A question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// As it is written.
    text: String,
    asks: Asks,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Asks {
    /// A word of the table, as an index.
    Word(usize),
    /// What a table holds: a column of its first row, or how many rows.
    Holds(Moment, String, Option<String>),
}

impl Asks {
    /// Reads `twice.acct.bal` or `twice.acct`.
    fn place(text: &str) -> Option<Self> {
        let mut parts = text.split('.');
        let (first, table, column) = (parts.next()?, parts.next()?, parts.next());
        let (moment, _) = MOMENTS.iter().find(|(_, word)| *word == first)?;
        let whole = parts.next().is_none() && !table.is_empty() && column != Some("");
        whole.then(|| Self::Holds(*moment, table.to_owned(), column.map(str::to_owned)))
    }
}

impl Question {
    /// Reads a question; none if it is neither a word nor a place in a state.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let word = QUESTIONS.iter().position(|row| row.word == text).map(Asks::Word);
        let asks = word.or_else(|| Asks::place(text))?;
        Some(Self { text: text.to_owned(), asks })
    }

    /// What a question may begin with.
    #[must_use]
    pub fn words() -> Vec<&'static str> {
        QUESTIONS.iter().map(|row| row.word).chain(MOMENTS.iter().map(|(_, word)| *word)).collect()
    }

    /// Its answer, from a starting state; none where there is no such story, table or
    /// column.
    #[must_use]
    pub fn answer(&self, trial: &Trial, start: usize) -> Option<String> {
        let (moment, name, column) = match &self.asks {
            Asks::Word(word) => return QUESTIONS.get(*word).and_then(|row| (row.answer)(trial, start)),
            Asks::Holds(moment, table, column) => (*moment, table, column),
        };
        let table = state(trial, start, moment)?.table(name)?;
        let Some(column) = column else { return Some(table.rows.len().to_string()) };
        let index = table.columns.iter().position(|known| known == column)?;
        Some(table.rows.first()?.get(index)?.to_string())
    }
}

impl fmt::Display for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

fn yes(is: bool) -> String {
    if is { "yes" } else { "no" }.to_owned()
}

fn state(trial: &Trial, start: usize, moment: Moment) -> Option<&State> {
    let story = trial.stories.get(start)?;
    let late = || trial.late.iter().find(|late| late.start == start);
    match moment {
        Moment::Before => Some(&story.before),
        Moment::Once => Some(&story.after_one),
        Moment::Twice => Some(&story.after_two),
        Moment::Other => late().map(|late| &late.after_other),
        Moment::Late => late().map(|late| &late.after_late),
    }
}
