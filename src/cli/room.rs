//! The rooms of the screen: what opens, with which look, lessons and progress.
//!
//! Loads everything before the terminal is touched, so that an error is a sentence on an
//! untouched screen.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

use super::args::Look;
use super::error::CliError;
use super::scenario;
use super::{Done, Exit};
use crate::lesson::Shelf;
use crate::lesson::keeper::{Keeper, Kept};
use crate::report::replay;
use crate::share::Shared;
use crate::sim::Scenario;
use crate::tui::app::Laboratory;
use crate::tui::model::{Model, Options};
use crate::tui::terminal::{self, Session, Signal};
use crate::tui::theme::{Depth, PALETTES, Theme};
use crate::tui::update::{open_bench, open_lesson, open_shared};

/// What the screen opens on.
#[derive(Clone, Debug)]
pub enum Room {
    /// The home page.
    Home,
    /// A lesson, `LESSON[:STAGE]`; none: where the learner left off.
    Lesson(Option<String>),
    /// The sandbox, on a scenario file, a share code or the lost ACK.
    Lab(Option<PathBuf>),
    /// The SQL bench.
    Sql,
}

/// Opens the screen on a room, and returns when it is left. Then what was shared is
/// printed once more, for terminals that have no clipboard.
///
/// # Errors
/// There is no screen (said without a single escape code), a palette or lesson does not
/// load, or the terminal fails.
pub fn open(room: &Room, look: &Look, out: &mut dyn Write) -> Done {
    if !io::stdout().is_terminal() || !io::stdin().is_terminal() {
        return Err(if matches!(room, Room::Sql) { CliError::NoBench } else { CliError::NoTerminal });
    }
    let palette = look.theme.clone().unwrap_or_else(|| PALETTES[0].0.to_owned());
    let theme = Theme::load(&palette, Depth::detect()).map_err(|error| CliError::Theme(error.to_string()))?;
    let shelf = Shelf::shipped().map_err(|error| CliError::Lesson(error.to_string()))?;
    let opened = match room {
        Room::Lab(Some(source)) => scenario::open(source)?,
        _ => Shared::new(Scenario::laboratory()),
    };
    let place = match room {
        Room::Lesson(Some(text)) => {
            let (lesson, stage) = shelf.find(text).map_err(|error| CliError::Lesson(error.to_string()))?;
            let index = shelf.lessons.iter().position(|known| known.id == lesson.id);
            index.map(|index| (index, stage))
        }
        _ => None,
    };
    let (keeper, trouble) = keeper();
    let progress = keeper.as_ref().map(|keeper| keeper.progress().clone()).unwrap_or_default();
    let options = Options { ascii: look.ascii, motion: !look.no_motion, palette, mouse: look.mouse };
    let mut model = Model::new(shelf.lessons, progress, options);
    match room {
        Room::Home => {}
        Room::Sql => open_bench(&mut model),
        Room::Lab(_) => open_shared(&mut model, &opened),
        Room::Lesson(_) => {
            let (index, stage) = place.unwrap_or_else(|| (model.next_lesson().unwrap_or(0), None));
            open_lesson(&mut model, index, stage);
        }
    }
    model.notice = trouble;
    let mut app = Laboratory::new(model, theme, keeper);
    let mut session = Session::open(terminal::Options { mouse: look.mouse })?;
    let ended = terminal::run(&mut session, &mut app)?;
    // The terminal is given back first: what is printed on it now stays.
    drop(session);
    if ended != Some(Signal::HangUp) {
        app.shared().iter().try_for_each(|code| writeln!(out, "{}", replay::lab(code)))?;
    }
    Ok(ended.map_or(Exit::Fine, |signal| Exit::Signal(signal.exit_code())))
}

/// The keeper of progress, and what there is to say about its file.
fn keeper() -> (Option<Keeper>, Option<String>) {
    let path = match Keeper::path() {
        Ok(path) => path,
        Err(trouble) => return (None, Some(trouble.to_string())),
    };
    let (keeper, kept) = Keeper::open(&path);
    (Some(keeper), said(kept))
}

fn said(kept: Kept) -> Option<String> {
    match kept {
        Ok(None) => None,
        Ok(Some(aside)) => Some(aside.to_string()),
        Err(trouble) => Some(trouble.to_string()),
    }
}
