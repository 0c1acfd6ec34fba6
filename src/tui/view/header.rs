//! The header: where one is, whether time stands still, and what time it is.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Ui, cut, put, put_right};
use crate::sim::Phrase;
use crate::sim::time::show_instant;
use crate::tui::motion::SPEEDS;
use crate::tui::run::Run;

/// Draws the header.
pub fn draw(ui: &Ui<'_>, area: Rect, buf: &mut Buffer) {
    let model = ui.model;
    let title = match &model.run {
        Some(run) => {
            let lesson = &run.lesson;
            let number = model.shelf.iter().position(|known| known.id == lesson.id);
            // A sheet of review is on no shelf.
            number.map_or(lesson.title.clone(), |index| format!("{} {}", index + 1, lesson.title))
        }
        None if model.left.is_some() => "Sandbox, from the lesson (e goes back)".to_owned(),
        None => model.lab.scenario().skin.say(Phrase::Laboratory).to_owned(),
    };
    let stage = model
        .run
        .as_ref()
        .map_or(String::new(), |run| format!("stage {}/{}   ", run.stage + 1, run.lesson.stages.len()));
    let state = if model.motion.playing { "playing" } else { "paused" };
    let speed = match SPEEDS[model.motion.speed] {
        10 => String::new(),
        tenths => format!(" x{}.{}", tenths / 10, tenths % 10),
    };
    let seed = model.lab.scenario().knobs.seed;
    let seed = if seed == 8 { String::new() } else { format!("seed {seed}   ") };
    let on_bench = model.run.as_ref().is_some_and(Run::is_timeless);
    let right = if on_bench {
        stage.trim_end().to_owned() + " "
    } else {
        format!("{seed}{stage}{state}{speed}   t {} ", show_instant(ui.drawn))
    };
    let room = area.width.saturating_sub(u16::try_from(right.len()).unwrap_or(0) + 2);
    put(buf, area, area.x + 1, area.y, &cut(ui, &title, room), ui.theme.accent());
    put_right(buf, area, area.right(), area.y, &right, ui.theme.dim());
}
