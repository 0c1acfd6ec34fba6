//! A lesson's stage on a sweep: the chart, its text, and nothing of what is asked about.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Ui, cut, footer, header, plot, put};
use crate::glyph::Glyph;
use crate::lesson::sweep::Task;
use crate::sweep::FIGURES;
use crate::tui::run::Run;

/// Draws the stage.
pub fn stage(ui: &Ui<'_>, run: &Run, wanted: u16, area: Rect, buf: &mut Buffer) {
    let Some((stage, chart)) = run.sweep() else { return };
    let table = &chart.table;
    header::draw(ui, Rect { height: 1, ..area }, buf);
    let text = wanted.max(5).min(area.height / 2);
    let rule = area.bottom().saturating_sub(text + 2);
    let axis = table.grid.axes.first().map_or("", |axis| axis.path.as_str());
    let (label, gloss) = FIGURES.get(stage.figure).map_or(("", ""), |figure| (figure.label, figure.gloss));
    let played = if chart.over { "" } else { ", being played" };
    let trials = table.grid.trials;
    let title = format!("{label} against {axis}, {trials} weathers a point{played}: {gloss}");
    put(buf, area, area.x + 1, area.y + 1, &cut(ui, &title, area.width.saturating_sub(2)), ui.theme.accent());
    let picture = Rect { y: area.y + 2, height: rule.saturating_sub(area.y + 2), ..area };
    let open = run.open_points();
    let chosen = match &stage.task {
        Task::Ask(ask) => ask.point,
        Task::Look(_) => table.grid.points.len().saturating_sub(1),
    };
    plot::draw(ui, table, stage.figure, (chosen, open), picture, buf);
    put(buf, area, area.x, rule, &ui.glyphs.line(Glyph::Rule, area.width), ui.theme.rule());
    super::text::draw(ui, Rect { y: rule + 1, height: text, ..area }, buf);
    footer::draw(ui, Rect { y: area.bottom() - 1, height: 1, ..area }, buf);
}
