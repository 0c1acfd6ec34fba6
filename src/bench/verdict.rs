//! The verdict of a trial: is twice the same as once, is it answered the same, and does a
//! late duplicate leave another writer's change alone? All of it computed.

use super::state::State;
use super::trap::Trap;
use super::trial::{Late, Trial};

/// What a late duplicate does to what another writer changed; the worst last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// Nothing: everything is as the other writer left it.
    Kept,
    /// It acts once more, beside it.
    Beside,
    /// It changes what the other writer wrote.
    Changed,
    /// It brings back the state from before: the change is lost.
    Undone,
}

impl Fate {
    /// The fate in one word, as JSON and lessons write it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Beside => "beside",
            Self::Changed => "changed",
            Self::Undone => "undone",
        }
    }

    /// What became of the other writer's change.
    fn of(late: &Late) -> Self {
        if late.after_late.same(&late.after_other) {
            Self::Kept
        } else if late.after_late.same(&late.after_one) {
            Self::Undone
        } else if has_all(&late.after_late, &late.after_other, &late.after_one) {
            Self::Beside
        } else {
            Self::Changed
        }
    }
}

/// Whether what the other writer changed, from `before` to `after`, still stands: the rows
/// it wrote are there, and those it took away are not.
fn has_all(now: &State, after: &State, before: &State) -> bool {
    after.tables.iter().all(|table| {
        let count = |state: &State, row| {
            let rows = state.table(&table.name).map(|table| &table.rows);
            rows.map_or(0, |rows| rows.iter().filter(|known| *known == row).count())
        };
        let old = before.table(&table.name).map(|table| table.rows.as_slice()).unwrap_or_default();
        table.rows.iter().chain(old).all(|row| {
            let (was, is) = (count(before, row), count(after, row));
            // Rows it did not touch are not its own.
            was == is || if is > was { count(now, row) >= is } else { count(now, row) <= is }
        })
    })
}

/// What a trial shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The starting states from which a second run changes the state again.
    pub changed_again: Vec<usize>,
    /// The starting states from which the second run is answered otherwise.
    pub answered_otherwise: Vec<usize>,
    /// What becomes of another writer's change, at worst, and in which of the late
    /// stories; none where no other writer changes anything.
    pub fate: Option<(Fate, usize)>,
    /// The traps it sets, each with a starting state that shows it.
    pub traps: Vec<(Trap, usize)>,
}

impl Verdict {
    pub(super) fn of(trial: &Trial) -> Self {
        let stories = || trial.stories.iter().enumerate();
        let changed_again = stories().filter(|(_, story)| !story.after_two.same(&story.after_one));
        let otherwise = stories().filter(|(_, story)| !story.second.says(&story.first));
        let fates = trial.late.iter().enumerate().map(|(index, late)| (Fate::of(late), index));
        Self {
            changed_again: changed_again.map(|(index, _)| index).collect(),
            answered_otherwise: otherwise.map(|(index, _)| index).collect(),
            // Of equal fates the first is told.
            fate: fates.max_by_key(|(fate, index)| (*fate, std::cmp::Reverse(*index))),
            traps: Trap::of(trial),
        }
    }

    /// Whether two runs leave what one leaves, from every starting state.
    #[must_use]
    pub const fn is_idempotent(&self) -> bool {
        self.changed_again.is_empty()
    }

    /// Whether the second run is answered as the first, from every starting state.
    #[must_use]
    pub const fn is_answered_alike(&self) -> bool {
        self.answered_otherwise.is_empty()
    }

    /// Whether a late duplicate leaves another writer's change alone; none where no other
    /// writer changes anything.
    #[must_use]
    pub fn keeps_others(&self) -> Option<bool> {
        self.fate.map(|(fate, _)| fate == Fate::Kept)
    }

    /// Whether it sets this trap.
    #[must_use]
    pub fn has(&self, trap: Trap) -> bool {
        self.traps.iter().any(|(known, _)| *known == trap)
    }
}
