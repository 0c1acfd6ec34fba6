//! A lesson's stage on a sweep: the chart, its text, and nothing of what is asked about.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::stage;
use super::{Ui, cut, plot, put};
use crate::lesson::sweep::Task;
use crate::sweep::FIGURES;
use crate::tui::run::Run;

/// Draws the stage.
pub fn stage(ui: &Ui<'_>, run: &Run, wanted: u16, area: Rect, buf: &mut Buffer) {
    let Some((sweep, chart)) = run.sweep() else { return };
    let table = &chart.table;
    let place = stage::framed(ui, wanted, area, buf);
    let axis = table.grid.axes.first().map_or("", |axis| axis.path.as_str());
    let (label, gloss) = FIGURES.get(sweep.figure).map_or(("", ""), |figure| (figure.label, figure.gloss));
    let played = if chart.over { "" } else { ", being played" };
    let trials = table.grid.trials;
    let title = format!("{label} against {axis}, {trials} weathers a point{played}: {gloss}");
    put(buf, area, area.x + 1, area.y + 1, &cut(ui, &title, area.width.saturating_sub(2)), ui.theme.accent());
    let picture = Rect { y: place.y + 1, height: place.height.saturating_sub(1), ..place };
    let open = run.open_points();
    let chosen = match &sweep.task {
        Task::Ask(ask) => ask.point,
        Task::Look(_) => table.grid.points.len().saturating_sub(1),
    };
    plot::draw(ui, table, sweep.figure, (chosen, open), picture, buf);
}
