//! The rooms of the screen: what opens, with which look, lessons and progress.
//!
//! Loads everything before the terminal is touched, so that an error is a sentence on an
//! untouched screen.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use super::args::Look;
use super::error::CliError;
use super::{Done, Exit};
use super::{lesson, scenario};
use crate::lesson::Progress;
use crate::lesson::keeper::{Keeper, said};
use crate::lesson::shelf::ShelfError;
use crate::lesson::watch::Watch;
use crate::podium::{Seat, Speaker};
use crate::report::replay;
use crate::share::Shared;
use crate::sim::Scenario;
use crate::tui::app::Laboratory;
use crate::tui::model::{Model, Options};
use crate::tui::terminal::{self, Session, Signal};
use crate::tui::theme::{Depth, PALETTES, Theme};
use crate::tui::update::{open_bench, open_lesson, open_review, open_shared, reload};

/// What the screen opens on.
#[derive(Clone, Debug)]
pub enum Room {
    /// The home page.
    Home,
    /// A lesson, `LESSON[:STAGE]`; none: where the learner left off.
    Lesson(Option<String>),
    /// What is due again.
    Review,
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
pub fn open(room: &Room, look: &Look, lessons: Option<&Path>, out: &mut dyn Write) -> Done {
    theme(room, look)?;
    let (model, keeper) = set(room, look, lessons)?;
    open_on(model, keeper, look, out)
}

/// The same with what is open in a model.
///
/// # Errors
/// There is no screen, a palette does not load, or the terminal fails.
pub(super) fn open_on(model: Model, keeper: Option<Keeper>, look: &Look, out: &mut dyn Write) -> Done {
    let theme = theme(&Room::Home, look)?;
    show(Laboratory::new(model, theme, keeper), look, out)
}

/// Opens the screen on a lesson file, and shows it anew whenever it changes. What is done
/// in a draft is not kept.
///
/// # Errors
/// There is no screen or no such file, or the terminal fails. What is wrong with the lesson
/// is told on the screen.
pub fn watch(file: &Path, look: &Look, lessons: Option<&Path>, out: &mut dyn Write) -> Done {
    let theme = theme(&Room::Home, look)?;
    let (watch, lesson) = Watch::open(file, lesson::course(lessons)?.known());
    if let Err(error @ ShelfError::File { .. }) = &lesson {
        return Err(CliError::Lesson(error.to_string()));
    }
    let mut model = Model::new(Vec::new(), Progress::default(), options(look));
    reload(&mut model, lesson.map_err(|error| error.to_string()));
    show(Laboratory::new(model, theme, None).watching(Some(watch)), look, out)
}

/// The theme asked for, once there is a screen to see it on.
pub(super) fn theme(room: &Room, look: &Look) -> Result<Theme, CliError> {
    if !io::stdout().is_terminal() || !io::stdin().is_terminal() {
        return Err(if matches!(room, Room::Sql) { CliError::NoBench } else { CliError::NoTerminal });
    }
    Theme::load(&palette(look), Depth::detect()).map_err(|error| CliError::Theme(error.to_string()))
}

/// Runs the program on the screen until it is left.
fn show(mut app: Laboratory, look: &Look, out: &mut dyn Write) -> Done {
    if look.present {
        app = app.followed(Seat::usual().and_then(|seat| Speaker::open(&seat)));
    }
    let mut session = Session::open(terminal::Options { mouse: look.mouse })?;
    let ended = terminal::run(&mut session, &mut app)?;
    // The terminal is given back first: what is printed on it now stays.
    drop(session);
    if ended != Some(Signal::HangUp) {
        app.shared().iter().try_for_each(|code| writeln!(out, "{}", replay::lab(code)))?;
    }
    Ok(ended.map_or(Exit::Fine, |signal| Exit::Signal(signal.exit_code())))
}

/// The palette asked for.
fn palette(look: &Look) -> String {
    look.theme.clone().unwrap_or_else(|| PALETTES[0].0.to_owned())
}

/// How the screen is to look.
fn options(look: &Look) -> Options {
    Options {
        ascii: look.ascii,
        motion: !look.no_motion,
        palette: palette(look),
        mouse: look.mouse,
        present: look.present,
    }
}

/// A model with a room open, and what keeps its progress.
///
/// # Errors
/// A lesson or scenario does not load, or there is none of this name.
pub(super) fn set(
    room: &Room,
    look: &Look,
    lessons: Option<&Path>,
) -> Result<(Model, Option<Keeper>), CliError> {
    let shelf = lesson::open(lessons)?;
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
    let mut model = Model::new(shelf.lessons, progress, options(look));
    model.today = terminal::today();
    match room {
        Room::Home => {}
        Room::Sql => open_bench(&mut model),
        Room::Review => open_review(&mut model, rand::random_range(0..1_000_000)),
        Room::Lab(_) => open_shared(&mut model, &opened),
        Room::Lesson(_) => {
            let (index, stage) = place.unwrap_or_else(|| (model.next_lesson().unwrap_or(0), None));
            open_lesson(&mut model, index, stage);
        }
    }
    model.notice = trouble.or(model.notice);
    Ok((model, keeper))
}

/// The keeper of progress, and what there is to say about its file.
fn keeper() -> (Option<Keeper>, Option<String>) {
    let path = match Keeper::path() {
        Ok(path) => path,
        Err(trouble) => return (None, Some(trouble.to_string())),
    };
    let (keeper, kept) = Keeper::open(&path);
    (Some(keeper.on(terminal::today())), said(kept))
}
