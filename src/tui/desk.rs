//! The SQL bench on screen: the cases, the one at hand as it is edited, and its trial.
//!
//! Every change runs the case anew, so what is drawn is always of what is written.

use super::field::Field;
use crate::bench::scratch::SQL_MAX;
use crate::bench::{Case, Shelf, ShelfError, Trial, Trouble};

/// A text of a case that can be edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// The statement.
    Statement,
    /// What another writer does.
    Between,
    /// What makes the tables.
    Setup,
}

impl Sheet {
    /// The text's name.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Statement => "the statement",
            Self::Between => "another writer, before a late duplicate",
            Self::Setup => "the tables",
        }
    }
}

/// Which story is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// Once and twice.
    Twice,
    /// Once, another writer, and late.
    Late,
}

/// The bench on screen.
#[derive(Clone, Debug)]
pub struct Desk {
    /// The cases as they ship.
    shelf: Vec<Case>,
    /// The cases as they are here.
    pub cases: Vec<Case>,
    /// The case at hand.
    pub selected: usize,
    /// Its starting state.
    pub start: usize,
    /// The story told.
    pub told: Told,
    /// How far the tables are scrolled.
    pub scroll: usize,
    /// What came of it.
    pub tried: Result<Trial, Trouble>,
    /// The text under way, and which it is.
    pub field: Option<(Sheet, Field)>,
}

impl Desk {
    /// The bench with its first case.
    ///
    /// # Errors
    /// The shelf cannot be read.
    pub fn open() -> Result<Self, ShelfError> {
        Ok(Self::new(Shelf::shipped()?.cases))
    }

    /// The bench with these cases.
    #[must_use]
    pub fn new(cases: Vec<Case>) -> Self {
        let tried = cases.first().map_or_else(|| Ok(Trial::default()), Trial::run);
        Self {
            shelf: cases.clone(),
            cases,
            selected: 0,
            start: 0,
            told: Told::Twice,
            scroll: 0,
            tried,
            field: None,
        }
    }

    /// The case at hand.
    #[must_use]
    pub fn case(&self) -> Option<&Case> {
        self.cases.get(self.selected)
    }

    /// Whether a case is no longer as it ships.
    #[must_use]
    pub fn is_edited(&self, index: usize) -> bool {
        self.cases.get(index) != self.shelf.get(index)
    }

    /// Takes the case this many rows on, round and round.
    pub fn step(&mut self, by: isize) {
        let last = self.cases.len().saturating_sub(1);
        self.take_case(match self.selected.checked_add_signed(by) {
            None => last,
            Some(row) if row > last => 0,
            Some(row) => row,
        });
    }

    /// Takes the case of this row, from its first starting state.
    fn take_case(&mut self, row: usize) {
        self.selected = row;
        self.field = None;
        self.start = 0;
        self.run();
    }

    /// Takes the case of this id, if there is one.
    pub fn select(&mut self, id: &str) {
        if let Some(index) = self.cases.iter().position(|case| case.id == id) {
            self.take_case(index);
        }
    }

    /// Runs the case anew.
    fn run(&mut self) {
        if let Some(case) = self.case() {
            self.tried = Trial::run(case);
        }
        self.scroll = 0;
    }

    /// The next starting state, or the one before.
    pub fn turn_start(&mut self, back: bool) {
        let all = self.case().map_or(1, |case| case.starts.len()).max(1);
        self.start = (self.start + if back { all - 1 } else { 1 }) % all;
        self.scroll = 0;
    }

    /// The other story.
    pub const fn turn_story(&mut self) {
        self.told = match self.told {
            Told::Twice => Told::Late,
            Told::Late => Told::Twice,
        };
        self.scroll = 0;
    }

    /// Opens a text; a draft of it that was left goes on.
    pub fn edit(&mut self, sheet: Sheet) {
        if self.field.as_ref().is_some_and(|(known, _)| *known == sheet) {
            return;
        }
        let Some(case) = self.case() else { return };
        let text = match sheet {
            Sheet::Statement => case.statement.as_str(),
            Sheet::Between => case.between.as_deref().unwrap_or_default(),
            Sheet::Setup => case.setup.as_str(),
        };
        self.field = Some((sheet, Field::new(text, SQL_MAX)));
    }

    /// Takes the text under way over, and runs the case. Says whether it ran.
    pub fn take(&mut self) -> bool {
        let Some((sheet, field)) = self.field.clone() else { return true };
        let Some(case) = self.cases.get_mut(self.selected) else { return true };
        let text = field.text().trim_end().to_owned();
        match sheet {
            Sheet::Statement => case.statement = text,
            Sheet::Between => case.between = Some(text).filter(|text| !text.trim().is_empty()),
            Sheet::Setup if text != case.setup => {
                case.setup = text;
                // The other starting states were made for the tables as they were.
                case.starts.truncate(1);
                self.start = 0;
            }
            Sheet::Setup => {}
        }
        self.run();
        if self.tried.is_ok() {
            self.field = None;
        }
        self.tried.is_ok()
    }

    /// Puts another statement in the place of the case's, and runs it.
    pub fn write(&mut self, statement: &str) {
        if let Some(case) = self.cases.get_mut(self.selected) {
            statement.clone_into(&mut case.statement);
        }
        self.run();
    }

    /// The case as it ships. Says whether that changed anything.
    pub fn reset(&mut self) -> bool {
        let changed = self.is_edited(self.selected) || self.field.is_some();
        if let (Some(case), Some(own)) = (self.cases.get_mut(self.selected), self.shelf.get(self.selected)) {
            case.clone_from(own);
        }
        self.field = None;
        self.start = 0;
        self.run();
        changed
    }
}
