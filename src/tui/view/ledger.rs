//! The ledger lens: the charges that really happened, in order.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};

use super::{Ui, cut, put};
use crate::glyph::Glyph;
use crate::sim::recipe::How;
use crate::sim::time::show_instant;
use crate::sim::{Phrase, Trace};
use crate::tui::narrate::handler_name;

/// From this width on two ledgers stand side by side with no amount cut.
const BESIDE: u16 = 56;

/// The rows a lane needs for a handful of charges, and its title.
fn rows(ui: &Ui<'_>, trace: &Trace) -> u16 {
    let charges = trace.world_at(ui.model.lab.cursor.entries(trace)).ledger.rows.len();
    u16::try_from(charges).unwrap_or(u16::MAX).clamp(1, 8) + 1
}

/// The rows it needs at a width.
#[must_use]
pub fn height(ui: &Ui<'_>, width: u16) -> u16 {
    let rows = ui.model.lab.traces().into_iter().map(|trace| rows(ui, trace));
    1 + if width < BESIDE { rows.sum() } else { rows.max().unwrap_or(0) }
}

/// Draws the ledgers of the lanes shown, side by side where there is room.
pub fn draw(ui: &Ui<'_>, area: Rect, buf: &mut Buffer) {
    let traces = ui.model.lab.traces();
    let areas = if area.width < BESIDE {
        Layout::vertical(traces.iter().map(|trace| Constraint::Length(rows(ui, trace)))).split(area)
    } else {
        Layout::horizontal(traces.iter().map(|_| Constraint::Fill(1))).spacing(2).split(area)
    };
    for (lane, (trace, area)) in traces.into_iter().zip(areas.iter()).enumerate() {
        one(ui, trace, lane, *area, buf);
    }
}

fn one(ui: &Ui<'_>, trace: &Trace, lane: usize, area: Rect, buf: &mut Buffer) {
    let world = trace.world_at(ui.model.lab.cursor.entries(trace));
    let charged = trace.setting.skin.say(Phrase::Charged);
    let title =
        format!("{}: ${} {charged}, ${} meant", trace.setting.lane, world.ledger.balance(), world.meant);
    put(buf, area, area.x + 1, area.y, &cut(ui, &title, area.width.saturating_sub(1)), ui.theme.lane(lane));
    let room = usize::from(area.height.saturating_sub(1));
    let rows = &world.ledger.rows;
    if rows.is_empty() {
        put(buf, area, area.x + 2, area.y + 1, &format!("nothing {charged} yet"), ui.theme.dim());
    }
    let mut seen = std::collections::BTreeMap::new();
    let counted: Vec<_> = rows
        .iter()
        .map(|row| {
            let times = seen.entry(row.handler.intent).or_insert(0_u32);
            *times += 1;
            (row, *times)
        })
        .collect();
    for (line, (row, times)) in counted.iter().skip(rows.len().saturating_sub(room)).enumerate() {
        let y = area.y + 1 + u16::try_from(line).unwrap_or(0);
        let id = row.handler;
        let site = id.site();
        let by = match row.how {
            How::Call { .. } => " at the provider",
            How::Set | How::Swap => " set",
            How::Add | How::Row => "",
        };
        let again =
            if *times > 1 { format!("  {} again", ui.glyphs.get(Glyph::Broken)) } else { String::new() };
        let text = format!(
            "{} {}  {}{by}  ${}{again}",
            ui.glyphs.get(Glyph::Effect),
            show_instant(row.at),
            handler_name(&trace.setting, site),
            row.balance
        );
        let style = if *times > 1 { ui.theme.bad() } else { ui.theme.text() };
        put(buf, area, area.x + 2, y, &cut(ui, &text, area.width.saturating_sub(2)), style);
    }
}
