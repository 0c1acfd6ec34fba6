//! The timeline: one dot a beat, a sign at each turning point, and where the cursor is.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Ui, put, put_right};
use crate::glyph::Glyph;
use crate::sim::time::Ms;
use crate::sim::{Event, Trace};
use crate::tui::theme::Theme;

/// The most cells between two beats.
const STEP: usize = 4;

/// How many columns the count at the right may take.
const COUNT: u16 = 18;

/// Draws the timeline at the cursor.
pub fn draw(ui: &Ui<'_>, area: Rect, buf: &mut Buffer) {
    let lab = &ui.model.lab;
    // Under a veil the timeline tells nothing of what comes, not even how much.
    let beats = lab.open_beats();
    let now = lab.cursor.beat(beats);
    let cells = cells(area, beats.len());
    let drawn = if lab.veil.is_some() { room(area) } else { cells };
    for cell in 0..drawn {
        let x = area.x + 1 + u16::try_from(cell).unwrap_or(0);
        let past = cell <= at_cell(now, beats.len(), cells);
        let line = if past { Glyph::Past } else { Glyph::Future };
        let style = if past { ui.theme.text() } else { ui.theme.dim() };
        put(buf, area, x, area.y, ui.glyphs.get(line), style);
    }
    let fresh = first_fresh(ui);
    let parting = lab.experiment.parting(0, 1);
    for (index, beat) in beats.iter().enumerate() {
        let x = area.x + 1 + u16::try_from(at_cell(index, beats.len(), cells)).unwrap_or(0);
        let mut sign = sign(ui, *beat);
        if sign == Glyph::Beat && parting == Some(*beat) {
            sign = Glyph::Turning;
        }
        let crowded = beats.len() > cells && sign == Glyph::Beat;
        if crowded {
            continue;
        }
        let mut style = if index <= now { ui.theme.text() } else { ui.theme.dim() };
        if sign != Glyph::Beat {
            style = ui.theme.warn();
        }
        if fresh.is_some_and(|fresh| *beat >= fresh) {
            style = Theme::changed(style);
        }
        put(buf, area, x, area.y, ui.glyphs.get(sign), style);
    }
    let x = area.x + 1 + u16::try_from(at_cell(now, beats.len(), cells)).unwrap_or(0);
    put(buf, area, x, area.y, ui.glyphs.get(Glyph::Now), ui.theme.accent());
    let sub = lab.cursor.sub.map_or(String::new(), |sub| format!(".{sub}"));
    let total = if lab.veil.is_some() { "?".to_owned() } else { beats.len().to_string() };
    let count = format!(" beat {}{sub}/{total} ", now + 1);
    put_right(buf, area, area.right(), area.y, &count, ui.theme.dim());
}

/// How many columns the line may take.
fn room(area: Rect) -> usize {
    usize::from(area.width.saturating_sub(COUNT)).max(1)
}

/// How many columns so many beats take.
fn cells(area: Rect, beats: usize) -> usize {
    if beats <= 1 { 1 } else { ((beats - 1) * STEP + 1).min(room(area)) }
}

/// The beat at a cell of the timeline, for a click.
#[must_use]
pub fn beat_at(area: Rect, x: u16, beats: usize) -> Option<usize> {
    let cells = cells(area, beats);
    let cell = usize::from(x.checked_sub(area.x + 1)?);
    if cell >= cells || beats == 0 {
        return None;
    }
    (0..beats).min_by_key(|beat| at_cell(*beat, beats, cells).abs_diff(cell))
}

fn at_cell(index: usize, beats: usize, cells: usize) -> usize {
    if beats <= 1 { 0 } else { index * (cells - 1) / (beats - 1) }
}

/// The sign of a beat: its most telling event in any lane shown.
fn sign(ui: &Ui<'_>, beat: Ms) -> Glyph {
    let lab = &ui.model.lab;
    let mut sign = Glyph::Beat;
    for trace in lab.traces() {
        for index in trace.instant(beat) {
            let told = sign_of(trace, index);
            if rank(told) > rank(sign) {
                sign = told;
            }
        }
    }
    sign
}

fn sign_of(trace: &Trace, index: usize) -> Glyph {
    let broken = trace.verdict.broken().iter().any(|(_, entry)| *entry as usize == index);
    match trace.entries[index].event {
        _ if broken => Glyph::Broken,
        Event::Crashed { .. } => Glyph::Crash,
        Event::Paused { .. } => Glyph::Paused,
        Event::Lost { .. } => Glyph::Lost,
        Event::TimedOut { .. } => Glyph::Timeout,
        _ => Glyph::Beat,
    }
}

const fn rank(glyph: Glyph) -> u8 {
    match glyph {
        Glyph::Broken => 5,
        Glyph::Crash => 4,
        Glyph::Paused => 3,
        Glyph::Lost => 2,
        Glyph::Timeout => 1,
        _ => 0,
    }
}

/// The first instant that the latest change made different.
fn first_fresh(ui: &Ui<'_>) -> Option<Ms> {
    let lab = &ui.model.lab;
    let ghost = lab.ghost.as_ref()?;
    let lanes = lab.shown.iter().filter_map(|lane| {
        let (old, new) = (ghost.traces.get(*lane)?, lab.experiment.traces.get(*lane)?);
        let first = old.first_divergence(new)?;
        new.entries.get(first).map(|entry| entry.at)
    });
    lanes.min()
}
