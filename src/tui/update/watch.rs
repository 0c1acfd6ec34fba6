//! A watched lesson that changed: shown anew at the same stage, or what is wrong with it.

use super::home::open_lesson;
use crate::lesson::Lesson;
use crate::tui::model::{Model, Screen};

/// Takes a watched lesson as it is now. Without one, tells why over whatever is on screen.
pub fn reload(model: &mut Model, lesson: Result<Lesson, String>) {
    model.screens.retain(|screen| !matches!(screen, Screen::Complaints { .. }));
    let lesson = match lesson {
        Ok(lesson) => lesson,
        Err(text) => {
            model.motion.stop();
            model.screens.push(Screen::Complaints { text, scroll: 0 });
            return;
        }
    };
    // A stage left for the sandbox counts as the place one is at.
    let run = model.run.as_ref().or(model.left.as_ref().map(|(run, _)| run));
    let stage = run.map(|run| {
        let last = lesson.stages.len().saturating_sub(1);
        lesson.stage(&run.here().id).unwrap_or_else(|| run.stage.min(last))
    });
    let begun = stage.is_some() || model.shelf.is_empty();
    let title = lesson.title.clone();
    model.shelf = vec![lesson];
    if begun {
        // What lay over the old stage speaks of a story that is no more.
        model.screens.truncate(1);
        open_lesson(model, 0, stage);
    }
    model.notice = Some(format!("{title}: the file is proved, and shown as it is now."));
}
