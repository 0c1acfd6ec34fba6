//! The traps: what a client or a reviewer would read wrongly. Each is a row, found by
//! looking at a trial.

use super::trial::{Story, Trial};

/// One trap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trap {
    /// The second run reports no rows, though the work is done.
    NoRows,
    /// The second run returns no row, though the first did.
    NothingReturned,
    /// The second run fails, though the work is done.
    ErrorThoughDone,
    /// It acts twice, and answers as if it had not.
    Silent,
    /// It does nothing even the first time, and says so by no more than 0 rows.
    Swallowed,
    /// What it writes is the same, and what a trigger or a cascade writes is not.
    Elsewhere,
    /// A statement in it finds the work done, and the rest runs all the same.
    Unheeded,
    /// It comes out by chance, or by the clock.
    ByChance,
    /// It leaves a transaction open.
    LeftOpen,
}

/// A trap's row.
#[derive(Debug)]
pub struct TrapRow {
    /// Which.
    pub trap: Trap,
    /// Its id.
    pub id: &'static str,
    /// What it is, in a sentence.
    pub says: &'static str,
    /// Whether a story shows it.
    shows: fn(&Story) -> bool,
    /// Which stories count.
    counts: Counts,
}

/// Which stories of a trial show a trap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Counts {
    /// Any of them.
    Any,
    /// Only that from the setup's own state: elsewhere it may be what was meant.
    First,
    /// All of those in which it acts twice: what one of them tells is no secret.
    EachThatActsTwice,
}

/// Every trap.
pub static TRAPS: [TrapRow; 9] = [
    TrapRow {
        trap: Trap::NoRows,
        id: "no-rows",
        says: "The second run reports 0 rows although the work is done: 0 rows does not mean failed.",
        shows: |story| {
            is_done(story)
                && story.first.rows() > 0
                && story.second.error().is_none()
                && story.second.rows() == 0
        },
        counts: Counts::Any,
    },
    TrapRow {
        trap: Trap::NothingReturned,
        id: "nothing-returned",
        says: "The first run returns a row and the second returns none: whoever counts on the row must look it up.",
        shows: |story| {
            story.first.returned() > 0 && story.second.returned() == 0 && story.second.error().is_none()
        },
        counts: Counts::Any,
    },
    TrapRow {
        trap: Trap::ErrorThoughDone,
        id: "error-though-done",
        says: "The second run fails although the work is done: the error says already there, not undone.",
        shows: |story| is_done(story) && story.first.error().is_none() && story.second.error().is_some(),
        counts: Counts::Any,
    },
    TrapRow {
        trap: Trap::Silent,
        id: "silent",
        says: "It acts twice and answers the same both times: no reply tells that it ran twice.",
        shows: |story| acts_twice(story) && story.second.says(&story.first),
        counts: Counts::EachThatActsTwice,
    },
    TrapRow {
        trap: Trap::Swallowed,
        id: "swallowed",
        says: "Even the first run does nothing, without an error: only its 0 rows say so.",
        shows: |story| {
            let counts = story.first.replies.iter().any(|reply| reply.rows.is_some());
            counts
                && story.first.rows() == 0
                && story.first.error().is_none()
                && story.after_one.same(&story.before)
        },
        counts: Counts::First,
    },
    TrapRow {
        trap: Trap::Elsewhere,
        id: "elsewhere",
        says: "The table it writes is the same after two runs; what a trigger writes for it is not.",
        shows: |story| {
            let again = story.after_one.differing(&story.after_two);
            !again.is_empty() && !story.second.writes.iter().any(|table| again.contains(table))
        },
        counts: Counts::Any,
    },
    TrapRow {
        trap: Trap::Unheeded,
        id: "unheeded",
        says: "The second time its first part says already there, and nobody looks: the rest runs all the same.",
        shows: |story| acts_twice(story) && finds_it_done(story),
        counts: Counts::Any,
    },
    TrapRow {
        trap: Trap::ByChance,
        id: "by-chance",
        says: "What it writes depends on chance or on the clock: make the value once, before the first try.",
        shows: |story| story.by_chance,
        counts: Counts::Any,
    },
    TrapRow {
        trap: Trap::LeftOpen,
        id: "left-open",
        says: "It leaves a transaction open, which is rolled back when the client goes: say ROLLBACK, or COMMIT.",
        shows: |story| story.first.left_open || story.second.left_open,
        counts: Counts::Any,
    },
];

/// Whether the second run changes the state again.
fn acts_twice(story: &Story) -> bool {
    !story.after_two.same(&story.after_one)
}

/// Whether the first run did something, and the second found it done.
fn is_done(story: &Story) -> bool {
    !story.after_one.same(&story.before) && !acts_twice(story)
}

/// Whether one of several statements did something the first time, and found it done the
/// second.
fn finds_it_done(story: &Story) -> bool {
    let pairs = story.first.replies.iter().zip(&story.second.replies);
    let mut done = pairs.map(|(one, two)| one.rows > Some(0) && (two.rows == Some(0) || two.error.is_some()));
    story.second.replies.len() > 1 && done.any(|done| done)
}

impl Trap {
    /// The traps a trial shows, each with the first starting state that shows it.
    #[must_use]
    pub fn of(trial: &Trial) -> Vec<(Self, usize)> {
        let shown = |row: &TrapRow| {
            let at = trial.stories.iter().position(|story| (row.shows)(story))?;
            let counts = match row.counts {
                Counts::Any => true,
                Counts::First => at == 0,
                Counts::EachThatActsTwice => {
                    trial.stories.iter().filter(|story| acts_twice(story)).all(row.shows)
                }
            };
            counts.then_some((row.trap, at))
        };
        TRAPS.iter().filter_map(shown).collect()
    }

    /// Its row.
    #[must_use]
    pub fn row(self) -> &'static TrapRow {
        TRAPS.iter().find(|row| row.trap == self).unwrap_or(&TRAPS[0])
    }
}
