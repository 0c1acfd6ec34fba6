//! The load lens: how many requests each lane's clients send over time, first tries and
//! retries in one bar, what came of them in numbers below it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use super::{Ui, cut, put, put_right};
use crate::glyph::Glyph;
use crate::sim::load::{Load, outages, over_time};
use crate::sim::time::{Ms, show_roughly};
use crate::sim::{Entry, Phrase, Trace};
use crate::tui::run::Run;

/// The rows lanes want beside the diagram: one, and each of several.
const HEIGHT: (u16, u16) = (12, 8);
/// The columns a lane's chart wants at the least: narrower ones stand one over the other.
const NARROW: u16 = 34;
/// The columns the numbers and words at the left take.
const LEFT: u16 = 11;
/// The fewest rows of bars.
const BARS: u16 = 2;
/// The shortest span of one bar.
const SHORTEST: Ms = 10;

/// The rows it wants beside the diagram, where there is room for one lane in a row.
#[must_use]
pub fn height(ui: &Ui<'_>) -> u16 {
    match u16::try_from(ui.model.lab.traces().len()) {
        Ok(lanes) if lanes > 1 => HEIGHT.1 * lanes,
        _ => HEIGHT.0,
    }
}

/// Draws the load of the lanes shown, side by side where there is room for that.
pub fn draw(ui: &Ui<'_>, area: Rect, buf: &mut Buffer) {
    let traces = ui.model.lab.traces();
    let shares = vec![Constraint::Fill(1); traces.len().max(1)];
    let side_by_side = area.width >= NARROW * u16::try_from(traces.len()).unwrap_or(1);
    let areas = if side_by_side { Layout::horizontal(shares).spacing(2) } else { Layout::vertical(shares) };
    let areas = areas.split(area);
    for (lane, (trace, area)) in traces.into_iter().zip(areas.iter()).enumerate() {
        if area.width > LEFT + 4 && area.height > BARS {
            one(ui, trace, lane, *area, buf);
        }
    }
}

/// One lane's story as far as it may be seen.
struct Story<'t> {
    trace: &'t Trace,
    lane: usize,
    /// The entries that may be measured, and those that may be drawn.
    open: &'t [Entry],
    shown: &'t [Entry],
    /// The instant drawn, and the last that may be measured.
    now: Ms,
    last: Ms,
    /// The time a bar stands for.
    span: Ms,
}

impl<'t> Story<'t> {
    fn new(ui: &Ui<'_>, trace: &'t Trace, lane: usize, bars: u16) -> Self {
        let lab = &ui.model.lab;
        // Nothing of what a veil hides is measured, not even the length of the story.
        let last = lab.open_beats().last().copied().unwrap_or(0);
        let open = &trace.entries[..trace.entries_by(last)];
        let past = &trace.entries[..lab.cursor.entries(trace).min(trace.entries.len())];
        // What is asked or played is drawn no further than its time. Else the whole story
        // is, dimly where it is still to come, so that a turned knob is answered at once.
        let is_watched = ui.model.run.as_ref().is_some_and(Run::is_watching);
        let shown = if lab.veil.is_none() && !is_watched { open } else { past };
        Self { trace, lane, open, shown, now: ui.drawn.min(last), last, span: span_of(last, bars) }
    }

    /// The instant up to which the line below the bars may be drawn.
    fn seen(&self) -> Ms {
        if self.shown.len() == self.open.len() { self.last } else { self.now }
    }

    /// The style of a bar: dim where it is still to come.
    fn style(&self, ui: &Ui<'_>, bar: usize, style: Style) -> Style {
        if bar as u64 * self.span > self.now { ui.theme.dim() } else { style }
    }

    fn title(&self) -> String {
        let load = Load::of(self.shown);
        let lane = &self.trace.setting.lane;
        format!("{lane}: {} first + {} again: +{} %", load.first, load.retries, load.extra())
    }
}

fn one(ui: &Ui<'_>, trace: &Trace, lane: usize, area: Rect, buf: &mut Buffer) {
    let chart = Rect { x: area.x + LEFT, width: area.width - LEFT, ..area };
    let bars = usize::from(chart.width);
    let story = Story::new(ui, trace, lane, chart.width);
    let title = cut(ui, &story.title(), area.width.saturating_sub(1));
    put(buf, area, area.x + 1, area.y, &title, ui.theme.lane(lane));

    // What came of the requests, where any row of it is to be said in this story.
    let whole = over_time(story.open, story.span, bars);
    let is_told = |row: &Row| whole.iter().any(|load| (row.of)(load) > 0);
    let counted: Vec<Row> = rows(ui, trace.setting.skin).into_iter().filter(is_told).collect();
    let below = u16::try_from(counted.len()).unwrap_or(0) + 2;
    let plot = Rect { y: area.y + 1, height: area.height.saturating_sub(1 + below).max(BARS), ..chart };
    let most = whole.iter().map(Load::sent).max().unwrap_or(0).max(1);
    put_right(buf, area, plot.x - 1, plot.y, &most.to_string(), ui.theme.dim());
    put_right(buf, area, plot.x - 1, plot.bottom().saturating_sub(1), "sent", ui.theme.dim());
    let loads = over_time(story.shown, story.span, bars);
    for ((place, load), x) in loads.iter().enumerate().zip(plot.x..) {
        bar(ui, &story, (place, load), most, Rect { x, width: 1, ..plot }, buf);
    }
    axis(ui, &story, Rect { y: plot.bottom(), height: 1, ..chart }, buf);
    for (row, y) in counted.iter().zip(plot.bottom() + 1..) {
        let name = cut(ui, &format!("{} {}", ui.glyphs.get(row.glyph), row.name), LEFT - 2);
        put(buf, area, area.x + 1, y, &name, row.style);
        for ((place, load), x) in loads.iter().enumerate().zip(plot.x..) {
            put(buf, area, x, y, &digit((row.of)(load)), story.style(ui, place, row.style));
        }
    }
    let y = plot.bottom() + below - 1;
    let is_many = counted.iter().any(|row| loads.iter().any(|load| (row.of)(load) > 9));
    legend(ui, &story, is_many, Rect { y, height: 1, ..area }, buf);
}

/// What came of requests, as a row of numbers.
struct Row {
    glyph: Glyph,
    name: &'static str,
    style: Style,
    of: fn(&Load) -> u64,
}

fn rows(ui: &Ui<'_>, skin: crate::sim::Skin) -> [Row; 3] {
    [
        Row {
            glyph: Glyph::ToldSuccess,
            name: skin.say(Phrase::Success),
            style: ui.theme.verdict(true),
            of: |load| load.success,
        },
        Row {
            glyph: Glyph::ToldUnknown,
            name: skin.say(Phrase::Unknown),
            style: ui.theme.warn(),
            of: |load| load.unknown,
        },
        Row {
            glyph: Glyph::Refused,
            name: skin.say(Phrase::Busy),
            style: ui.theme.warn(),
            of: |load| load.refused,
        },
    ]
}

/// One bar: first tries at its foot, retries on top of them.
fn bar(
    ui: &Ui<'_>,
    story: &Story<'_>,
    (place, load): (usize, &Load),
    most: u64,
    column: Rect,
    buf: &mut Buffer,
) {
    let cells = |count: u64| {
        let cells = (count * u64::from(column.height)).div_ceil(most);
        u16::try_from(cells).unwrap_or(column.height).min(column.height)
    };
    let high = cells(load.sent());
    // Whoever was sent at all is seen, however few beside the others.
    let again = cells(load.retries).min(high.saturating_sub(u16::from(load.first > 0)));
    let again = again.max(u16::from(load.retries > 0));
    for step in 0..high {
        let (glyph, style) = if step >= high - again {
            (Glyph::Again, ui.theme.warn())
        } else {
            (Glyph::BarFull, ui.theme.lane(story.lane))
        };
        let y = column.bottom() - 1 - step;
        put(buf, column, column.x, y, ui.glyphs.get(glyph), story.style(ui, place, style));
    }
}

/// The line below the bars, as far as time has come; broken where the server is down.
fn axis(ui: &Ui<'_>, story: &Story<'_>, area: Rect, buf: &mut Buffer) {
    let (now, span, seen) = (story.now, story.span, story.seen());
    let down = outages(story.shown, seen);
    for (x, from) in (area.x..area.right()).zip((0_u64..).map(|place| place.saturating_mul(span))) {
        if from > seen {
            break;
        }
        let is_down = down.iter().any(|(begin, end)| *begin < from + span && *end > from);
        let (glyph, style) = match (is_down, from > now, from + span > now) {
            (_, false, true) => (Glyph::Now, ui.theme.accent()),
            (true, true, _) => (Glyph::Down, ui.theme.dim()),
            (true, false, _) => (Glyph::Down, ui.theme.bad()),
            (false, true, _) => continue,
            (false, false, _) => (Glyph::Rule, ui.theme.rule()),
        };
        put(buf, area, x, area.y, ui.glyphs.get(glyph), style);
    }
}

fn legend(ui: &Ui<'_>, story: &Story<'_>, is_many: bool, area: Rect, buf: &mut Buffer) {
    let end = show_roughly(story.span.saturating_mul(u64::from(area.width - LEFT)));
    let room = area.right().saturating_sub(u16::try_from(end.width()).unwrap_or(0) + 1);
    put_right(buf, area, area.right(), area.y, &end, ui.theme.dim());
    let mut x = area.x + 1;
    let sign = |glyph: Glyph, word: &str| format!("{} {word}", ui.glyphs.get(glyph));
    let down = outages(story.shown, story.seen());
    let texts = [
        Some(sign(Glyph::BarFull, "first")),
        Some(sign(Glyph::Again, "again")),
        (!down.is_empty()).then(|| sign(Glyph::Down, "down")),
        Some(format!("a bar: {}", show_roughly(story.span))),
        is_many.then(|| "+ ten or more".to_owned()),
    ];
    for text in texts.into_iter().flatten() {
        let columns = u16::try_from(text.width()).unwrap_or(0);
        if x + columns <= room {
            put(buf, area, x, area.y, &text, ui.theme.dim());
            x += columns + 2;
        }
    }
}

/// The shortest round span of which so many bars hold the whole story.
fn span_of(last: Ms, bars: u16) -> Ms {
    let least = last / u64::from(bars.max(1)) + 1;
    let mut scale = SHORTEST;
    loop {
        for step in [1, 2, 3, 4, 5, 6, 8] {
            if step * scale >= least {
                return step * scale;
            }
        }
        scale = scale.saturating_mul(10);
    }
}

/// A number of one column: from ten on it is only "many".
fn digit(count: u64) -> String {
    match count {
        0 => String::new(),
        1..=9 => count.to_string(),
        _ => "+".to_owned(),
    }
}
