//! The step table: a lane's handler taken apart, with what any single fault does to it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Ui, cut, put, sheet};
use crate::glyph::Glyph;
use crate::lesson::Survives;
use crate::report::cell::wrap;
use crate::report::search::bounds as words;
use crate::tui::run::Run;
use crate::tui::steps::{Steps, verdict};

/// Draws the table.
pub fn draw(ui: &Ui<'_>, table: Steps, area: Rect, buf: &mut Buffer) {
    let scenario = ui.model.lab.scenario();
    let Some(lane) = scenario.lanes.get(table.lane) else { return };
    let steps = &lane.recipe.steps;
    let title = format!("{}: the steps of {}", lane.name, lane.recipe.id);
    let height = u16::try_from(steps.len() + 9).unwrap_or(u16::MAX);
    let inner = sheet(ui, area, (62, height), &title, buf);
    put(buf, inner, inner.x, inner.y, "on request(key, body):", ui.theme.dim());
    for (row, step) in steps.iter().enumerate() {
        let here = row == table.at;
        let hand = match (here, table.held) {
            (true, true) => ui.glyphs.get(Glyph::Envelope),
            (true, false) => ui.glyphs.get(Glyph::Selected),
            (false, _) => " ",
        };
        let style = if here { ui.theme.selection() } else { ui.theme.text() };
        let y = inner.y + 1 + u16::try_from(row).unwrap_or(0);
        put(buf, inner, inner.x, y, &format!("{hand} {:>2}  {step}", row + 1), style);
    }
    // A challenge has bounds of its own; else any single fault may strike.
    let survives = ui.model.run.as_ref().and_then(Run::survives);
    let bounds = survives.filter(|survives| survives.lane == lane.name).map(Survives::bounds);
    let bounds = bounds.unwrap_or_default();
    let search = verdict(scenario, table.lane, bounds);
    let tally = search.tally();
    let width = usize::from(inner.width);
    let (said, style) = if !tally.serves {
        ("it does not even answer success when nothing strikes".to_owned(), ui.theme.bad())
    } else if tally.is_clean() {
        let plans = words::counted(tally.plans, "plan");
        let faults = words::faults(bounds);
        (format!("{} no violation in {plans} of {faults}", ui.glyphs.get(Glyph::Holds)), ui.theme.good())
    } else {
        let broken: Vec<String> = tally
            .findings()
            .map(|finding| {
                format!("{} by {}", finding.property.row().id, words::by(&finding.plan, search.setting()))
            })
            .collect();
        (format!("{} {}", ui.glyphs.get(Glyph::Broken), broken.join("; ")), ui.theme.bad())
    };
    let first = inner.y + 2 + u16::try_from(steps.len()).unwrap_or(0);
    for (y, line) in (first..).zip(wrap(&said, width).iter().take(4)) {
        put(buf, inner, inner.x, y, line, style);
    }
    let keys = if table.held {
        "the arrows carry it, Enter puts it down"
    } else {
        "Enter picks up, x drops, z as shipped, Esc closes"
    };
    put(buf, inner, inner.x, inner.bottom().saturating_sub(1), &cut(ui, keys, inner.width), ui.theme.dim());
}
