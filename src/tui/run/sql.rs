//! A stage on the SQL bench, under way: what it says, how it stands, what may be edited.

use super::words::answered;
use super::{Ground, Phase, Run};
use crate::lesson::Kind;
use crate::lesson::progress::Prediction;
use crate::lesson::prose::{Ink, Line, Span};
use crate::lesson::sql::{SqlStage, Task};
use crate::tui::desk::{Desk, Told};
use crate::tui::field::rows;

impl Desk {
    /// The bench a stage opens with.
    pub(super) fn of(stage: &SqlStage) -> Self {
        let mut desk = Self::new(stage.show.clone());
        desk.start = stage.start;
        desk.told = if stage.late { Told::Late } else { Told::Twice };
        desk
    }

    /// The same, with the statement that a stage asked for written.
    pub(super) fn solved(stage: &SqlStage) -> Self {
        let mut desk = Self::of(stage);
        if let Some(write) = stage.writes() {
            desk.write(&write.solution);
        }
        desk
    }
}

impl Run {
    /// The stage on the bench and the bench, where this is one.
    #[must_use]
    pub fn sql(&self) -> Option<(&SqlStage, &Desk)> {
        match (&self.here().kind, &self.ground) {
            (Kind::Sql(stage), Ground::Sql(desk)) => Some((stage, desk)),
            _ => None,
        }
    }

    /// Whether the statement may be edited.
    #[must_use]
    pub fn frees_sql(&self) -> bool {
        self.sql().is_some_and(|(stage, _)| stage.writes().is_some())
    }

    /// Whether what comes of the statement is not told yet.
    #[must_use]
    pub const fn hides_outcome(&self) -> bool {
        self.is_asking()
    }

    /// Whether the task is done.
    pub(super) fn sql_done(&self) -> bool {
        let Some((stage, desk)) = self.sql() else { return false };
        match &stage.task {
            Task::Look(_) => true,
            Task::Ask(_) => self.is_told(),
            Task::Write(write) => self.done || desk.tried.as_ref().is_ok_and(|trial| write.passes(trial)),
        }
    }

    /// What was predicted on the bench, once it is answered.
    pub(super) fn sql_prediction(&self) -> Option<Prediction> {
        let ((stage, _), Phase::Answered(choice, sure)) = (self.sql()?, self.phase) else { return None };
        let ask = stage.asks()?;
        let choice = ask.choices.get(choice)?;
        Some(Prediction { choice: choice.clone(), sure, right: *choice == ask.answer })
    }

    /// The line over the text.
    pub(super) fn sql_status(&self, stage: &SqlStage, desk: &Desk) -> String {
        match &stage.task {
            Task::Look(_) => String::new(),
            Task::Ask(ask) => match self.phase {
                Phase::Answered(choice, sure) => {
                    let said = ask.choices.get(choice).map_or("", String::as_str);
                    answered(said, sure, &ask.answer)
                }
                Phase::Counting => self.counted(),
                Phase::Revealed => self.revealed(&ask.answer),
                _ => "What do you think?".to_owned(),
            },
            Task::Write(write) => {
                let before = self.before(self.sql_done(), Some(write.hints.len()));
                let row = match &desk.tried {
                    Ok(trial) => write.row(trial),
                    Err(_) => "it does not run".to_owned(),
                };
                format!("{before}{row}")
            }
        }
    }

    /// The text of the stage, as rows.
    pub(super) fn sql_text(&self, stage: &SqlStage, cols: usize) -> Vec<Line> {
        match &stage.task {
            Task::Look(say) => say.wrap(cols),
            Task::Ask(ask) => {
                let told = match self.phase {
                    Phase::Answered(choice, _) => ask.choices.get(choice),
                    Phase::Revealed => Some(&ask.answer),
                    _ => None,
                };
                if let Some(choice) = told {
                    return ask.reply(choice).map(|reply| reply.wrap(cols)).unwrap_or_default();
                }
                let mut lines = ask.ask.wrap(cols);
                lines.extend(self.choices_line());
                lines
            }
            Task::Write(write) if self.sql_done() => write.right.wrap(cols),
            Task::Write(write) => match self.hints {
                0 => write.ask.wrap(cols),
                n if n <= write.hints.len() => write.hints[n - 1].wrap(cols),
                _ => code(&write.solution, cols),
            },
        }
    }
}

/// SQL as rows of so many columns.
fn code(sql: &str, cols: usize) -> Vec<Line> {
    let rows = rows(sql, cols).into_iter();
    rows.map(|row| vec![Span { text: sql[row].trim_end().to_owned(), ink: Ink::Code }]).collect()
}
