//! A plot: one figure over the points of a sweep, a mark a lane, theory as a dash, and
//! the interval as a bar where it is wider than the mark.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::{Ui, cut, put, put_right};
use crate::glyph::Glyph;
use crate::report::sweep::amount::amount;
use crate::sweep::figure::Unit;
use crate::sweep::{FIGURES, Table};

/// The columns the numbers at the left take.
const NUMBERS: u16 = 9;
/// The marks of the lanes, in order.
const MARKS: [Glyph; 4] = [Glyph::Beat, Glyph::Key, Glyph::Now, Glyph::Effect];

/// Draws the plot of a figure as far as its first `open` points; the one chosen is marked
/// below.
pub fn draw(
    ui: &Ui<'_>,
    table: &Table,
    figure: usize,
    (chosen, open): (usize, usize),
    area: Rect,
    buf: &mut Buffer,
) {
    let (Some(row), true) = (FIGURES.get(figure), area.height > 4 && area.width > NUMBERS + 4) else {
        return;
    };
    let grid = &table.grid;
    let (points, lanes) = (grid.points.len(), grid.lanes().len());
    let cells = || (0..points.min(open)).flat_map(|point| (0..lanes).map(move |lane| (point, lane)));
    let ends = |(point, lane)| {
        let measured = table.estimate(point, lane, figure);
        let high = measured.map(|found| found.mean + if found.half.is_nan() { 0.0 } else { found.half });
        [high, table.theory(point, lane, figure).map(|law| law.value)]
    };
    let most = cells().flat_map(ends).flatten().fold(0.0, f64::max);
    let most = if most > 0.0 { most } else { 1.0 };
    // An interval may reach beyond all there is; a share does not.
    let most = if row.unit == Unit::Share { most.min(1.0) } else { most };
    let plot = Rect { x: area.x + NUMBERS, y: area.y, width: area.width - NUMBERS, height: area.height - 3 };
    // Two numbers in one row would make a third.
    let half = (plot.height > 2).then_some((plot.y + plot.height / 2, most / 2.0));
    for (y, value) in [(plot.y, most), (plot.bottom() - 1, 0.0)].into_iter().chain(half) {
        put_right(buf, area, plot.x - 1, y, &amount(row.unit, value), ui.theme.dim());
    }
    for y in plot.top()..plot.bottom() {
        put(buf, area, plot.x - 1, y, ui.glyphs.get(Glyph::Divider), ui.theme.rule());
    }
    let level = |value: f64| y_of(plot, value / most);
    let column = |point: usize| {
        let step = f64::from(plot.width) / f64_of(points.max(1));
        plot.x + u16_of((f64_of(point) + 0.5) * step)
    };
    for (point, lane) in cells() {
        if let Some(law) = table.theory(point, lane, figure) {
            let dash = ui.glyphs.get(Glyph::Future).repeat(3);
            put(buf, plot, column(point).saturating_sub(1), level(law.value), &dash, ui.theme.dim());
        }
    }
    for (point, lane) in cells() {
        let Some(found) = table.estimate(point, lane, figure) else { continue };
        let style = ui.theme.lane(lane);
        // Lanes of one point stand side by side where there is room, so that none hides another.
        let x = if u16_of(f64_of(points)) * 4 < plot.width {
            column(point) + u16_of(f64_of(lane))
        } else {
            column(point)
        };
        if !found.half.is_nan() {
            let (high, low) = (level(found.mean + found.half), level((found.mean - found.half).max(0.0)));
            // An interval no higher than the mark itself would only look like another mark.
            for y in (high..=low).filter(|_| low - high >= 3) {
                put(buf, plot, x, y, ui.glyphs.get(Glyph::Divider), ui.theme.dim());
            }
        }
        let mark = MARKS.get(lane).copied().unwrap_or(Glyph::Bullet);
        put(buf, plot, x, level(found.mean), ui.glyphs.get(mark), style);
    }
    let rule = ui.glyphs.line(Glyph::Rule, plot.width);
    put(buf, area, plot.x, plot.bottom(), &rule, ui.theme.rule());
    put(buf, area, column(chosen), plot.bottom(), ui.glyphs.get(Glyph::Now), ui.theme.accent());
    labels(ui, table, chosen, &column, Rect { y: plot.bottom() + 1, height: 1, ..plot }, buf);
    let mut x = area.x + 1;
    let y = plot.bottom() + 2;
    for (lane, name) in grid.lanes().into_iter().enumerate() {
        let mark = ui.glyphs.get(MARKS.get(lane).copied().unwrap_or(Glyph::Bullet));
        let text = format!("{mark} {name}");
        put(buf, area, x, y, &text, ui.theme.lane(lane));
        x += u16::try_from(text.width()).unwrap_or(0) + 3;
    }
    let formula = (0..lanes)
        .filter(|_| chosen < open)
        .find_map(|lane| table.theory(chosen, lane, figure))
        .map(|law| law.formula);
    if let Some(formula) = formula {
        let text = format!("{} theory: {formula}", ui.glyphs.get(Glyph::Future));
        put(buf, area, x, y, &cut(ui, &text, area.right().saturating_sub(x)), ui.theme.dim());
    }
}

/// The values below the plot: those that fit, the one chosen always.
fn labels(
    ui: &Ui<'_>,
    table: &Table,
    chosen: usize,
    column: &dyn Fn(usize) -> u16,
    area: Rect,
    buf: &mut Buffer,
) {
    let points = table.grid.points.len();
    let label = |point: usize| {
        let values = table.grid.points.get(point).map(|point| point.values.iter().map(ToString::to_string));
        values.map_or_else(String::new, |values| values.collect::<Vec<_>>().join(" "))
    };
    let span = |point: usize| {
        let wide = u16::try_from(label(point).width()).unwrap_or(0);
        let from = column(point).saturating_sub(wide / 2).max(area.x).min(area.right().saturating_sub(wide));
        (from, from + wide)
    };
    let (from, until) = span(chosen);
    put(buf, area, from, area.y, &label(chosen), ui.theme.selection());
    let mut taken = vec![(from, until)];
    for point in (0..points).filter(|point| *point != chosen) {
        let (from, until) = span(point);
        if taken.iter().all(|(left, right)| until < *left || from > *right) {
            put(buf, area, from, area.y, &label(point), ui.theme.dim());
            taken.push((from, until));
        }
    }
}

/// The row of a share of the plot's height.
fn y_of(plot: Rect, share: f64) -> u16 {
    let rows = f64::from(plot.height.saturating_sub(1));
    let up = u16_of((share.clamp(0.0, 1.0) * rows).round());
    plot.bottom().saturating_sub(1 + up)
}

#[expect(clippy::cast_precision_loss, reason = "points on a screen are few")]
const fn f64_of(count: usize) -> f64 {
    count as f64
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "columns of a screen")]
const fn u16_of(value: f64) -> u16 {
    value.clamp(0.0, 65_535.0) as u16
}
