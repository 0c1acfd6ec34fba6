//! The knows lens: the worlds that look the same to the client at the cursor, by what
//! became of its request, and what each of them charged.
//!
//! A row is a fate, a column a lane: one client, and what the answer to its doubt hangs
//! on. Counts are ways it can have come about, never odds. Knows nothing of how they are
//! found.

mod words;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use self::words::{columns, dollars, latest, reach, sentence, sights};
use super::{Ui, cut, put, put_right};
use crate::sim::knowledge::fate::FATES;
use crate::sim::knowledge::{Fate, Group, Knowledge, knowledge};
use crate::sim::{Site, Trace};
use crate::tui::glyph::Glyph;

/// The rows it wants beside the diagram.
pub const HEIGHT: u16 = 12;
/// Below so many rows the fates come first: no bounds, and no heads over a single lane.
const CRAMPED: u16 = 8;

/// The columns of a fate's words.
const WORDS: u16 = 32;
/// The columns a lane has between itself and the next.
const GAP: u16 = 3;
/// The columns of a lane with a bar, and with the number alone; else it has the amount.
const WITH_BAR: u16 = 20;
const WITH_WAYS: u16 = 13;
const WITH_AMOUNT: u16 = 8;
/// The columns of an amount.
const AMOUNT: u16 = 6;
/// How long a bar may be.
const BAR: u16 = 7;

/// What the client knows in one lane, now and one beat ago.
struct Column<'t> {
    trace: &'t Trace,
    now: Knowledge,
    before: Knowledge,
}

impl Column<'_> {
    /// Whether this was possible a beat ago, and the client has seen since that it is not.
    /// Where fewer plans were tried than before, nothing is said to be ruled out.
    fn rules_out(&self, fate: Fate) -> bool {
        let (now, before) = (self.now.bounds, self.before.bounds);
        let as_far = now.faults >= before.faults && now.losses >= before.losses;
        as_far && self.now.group(fate).is_none() && self.before.group(fate).is_some()
    }

    /// What is left to doubt, as a clause.
    fn doubt(&self) -> &'static str {
        match self.now.groups.len() {
            0 => "more must have gone wrong than was tried",
            1 if self.now.seen.len() == 1 && self.before.seen.is_empty() => "no doubt yet",
            1 => "only one is left",
            _ => "it cannot tell these apart",
        }
    }
}

/// Draws what the client knows in the lanes shown.
pub fn draw(ui: &Ui<'_>, area: Rect, buf: &mut Buffer) {
    let Some(intent) = under_cursor(ui) else {
        put(buf, area, area.x + 1, area.y, "nobody has asked for anything yet", ui.theme.dim());
        return;
    };
    let lab = &ui.model.lab;
    let previous = lab.cursor.previous_beat(&lab.experiment.beats).at;
    let column = |trace| {
        let now = knowledge(trace, lab.cursor.at, intent);
        let first = previous == lab.cursor.at;
        let before = if first { Knowledge::default() } else { knowledge(trace, previous, intent) };
        Column { trace, now, before }
    };
    let columns: Vec<Column<'_>> = lab.traces().into_iter().map(column).collect();
    let mut pane = Pane { ui, area, y: area.y, columns };
    pane.seen(intent, buf);
    pane.doubt(buf);
    let cramped = area.height < CRAMPED;
    if !cramped || pane.columns.len() > 1 {
        pane.heads(buf);
    }
    pane.fates(u16::from(!cramped), buf);
    if !cramped {
        pane.bounds(intent, buf);
    }
}

/// The intent the lens follows: the one pointed at, or that of the latest entry.
fn under_cursor(ui: &Ui<'_>) -> Option<u32> {
    let lab = &ui.model.lab;
    let latest = |trace: &Trace| {
        let past = lab.cursor.entries(trace);
        past.checked_sub(1)
            .and_then(|index| trace.entries.get(index))
            .map(|entry| (entry.at, entry.site.intent))
    };
    let latest = lab.traces().into_iter().rev().filter_map(latest).max_by_key(|(at, _)| *at);
    lab.pointed.map(|site| site.intent).or(latest.map(|(_, intent)| intent))
}

/// The pane, filled from the top.
struct Pane<'u, 'm> {
    ui: &'u Ui<'m>,
    area: Rect,
    y: u16,
    columns: Vec<Column<'u>>,
}

impl Pane<'_, '_> {
    /// Whether there is room for whole sentences.
    const fn roomy(&self) -> bool {
        self.area.width >= WORDS + WITH_BAR + GAP + WITH_BAR
    }

    /// How wide the column of a lane is.
    fn width(&self) -> u16 {
        let lanes = u16::try_from(self.columns.len()).unwrap_or(u16::MAX).max(1);
        let share = self.area.width.saturating_sub(WORDS + GAP * (lanes - 1)) / lanes;
        [WITH_BAR, WITH_WAYS].into_iter().find(|width| share >= *width).unwrap_or(WITH_AMOUNT)
    }

    /// Where the column of a lane begins; past the last lane, where the examples do.
    fn lane(&self, lane: usize) -> u16 {
        let width = self.width();
        // Where every column counts, the gaps go first.
        let (words, gap) = if width == WITH_AMOUNT { (WORDS - 2, 0) } else { (WORDS, GAP) };
        let before = u16::try_from(lane).unwrap_or(u16::MAX).saturating_mul(width + gap);
        self.area.x.saturating_add(words).saturating_add(before)
    }

    fn line(&mut self, text: &str, style: Style, buf: &mut Buffer) {
        let text = cut(self.ui, text, self.area.width.saturating_sub(1));
        put(buf, self.area, self.area.x + 1, self.y, &text, style);
        self.y += 1;
    }

    /// What the client has seen; lane by lane once it has seen different things.
    fn seen(&mut self, intent: u32, buf: &mut Buffer) {
        let Some(first) = self.columns.first() else { return };
        let name = Site::intent(intent).show(first.trace.setting.intents());
        let alike = self.columns.iter().all(|column| sights(&column.now) == sights(&first.now));
        let head =
            if self.roomy() { format!("What the client of {name} has seen: ") } else { format!("{name}: ") };
        let shown = if alike { 1 } else { self.columns.len() };
        let lines: Vec<String> = (0..shown)
            .map(|lane| {
                let column = &self.columns[lane];
                let head = if alike { head.clone() } else { format!("{} saw: ", column.trace.setting.lane) };
                let room = usize::from(self.area.width.saturating_sub(1)).saturating_sub(head.width());
                head + &latest(&sights(&column.now), self.ui.glyphs.get(Glyph::More), room)
            })
            .collect();
        for (lane, line) in lines.iter().enumerate() {
            let style = if alike { self.ui.theme.client() } else { self.ui.theme.lane(lane) };
            self.line(line, style, buf);
        }
    }

    /// What that leaves to doubt.
    fn doubt(&mut self, buf: &mut Buffer) {
        let Some(first) = self.columns.first().map(Column::doubt) else { return };
        let strong = self.ui.theme.strong();
        if self.columns.iter().all(|column| column.doubt() == first) {
            self.line(&sentence(first), strong, buf);
            return;
        }
        let by_lane = |column: &Column<'_>| format!("{}: {}.", column.trace.setting.lane, column.doubt());
        let lines: Vec<String> = self.columns.iter().map(by_lane).collect();
        if self.roomy() {
            self.line(&lines.join(" "), strong, buf);
        } else {
            for line in &lines {
                self.line(line, strong, buf);
            }
        }
    }

    /// The columns' heads.
    fn heads(&mut self, buf: &mut Buffer) {
        let dim = self.ui.theme.dim();
        put(buf, self.area, self.area.x + 1, self.y, "what may have happened", dim);
        for (index, column) in self.columns.iter().enumerate() {
            let (x, width) = (self.lane(index), self.width());
            let ways = if width == WITH_AMOUNT { "" } else { "ways" };
            let room = width.saturating_sub(1 + columns(ways));
            let lane = cut(self.ui, &column.trace.setting.lane, room);
            put(buf, self.area, x, self.y, &lane, self.ui.theme.lane(index));
            put_right(buf, self.area, x + width, self.y, ways, dim);
        }
        if self.shows_example() {
            put(buf, self.area, self.lane(1), self.y, "for example", dim);
        }
        self.y += 1;
    }

    /// Whether there is room for an example of each fate.
    fn shows_example(&self) -> bool {
        self.roomy() && self.columns.len() == 1
    }

    /// The fates that are possible, and those just ruled out while there is room; so many
    /// rows are left free below.
    fn fates(&mut self, below: u16, buf: &mut Buffer) {
        let room = usize::from(self.area.bottom().saturating_sub(self.y + below));
        let possible = |fate: Fate| self.columns.iter().any(|column| column.now.group(fate).is_some());
        let mut rows: Vec<Fate> = FATES.iter().map(|row| row.fate).collect();
        rows.retain(|fate| possible(*fate) || self.columns.iter().any(|column| column.rules_out(*fate)));
        while rows.len() > room
            && let Some(last) = rows.iter().rposition(|fate| !possible(*fate))
        {
            rows.remove(last);
        }
        let shown = if rows.len() > room { room.saturating_sub(1) } else { rows.len() };
        let hidden = rows.split_off(shown).len();
        for fate in rows {
            let words = cut(self.ui, fate.row().words, WORDS - 2);
            let style = if possible(fate) { self.ui.theme.text() } else { self.ui.theme.dim() };
            put(buf, self.area, self.area.x + 1, self.y, &words, style);
            for (lane, column) in self.columns.iter().enumerate() {
                match column.now.group(fate) {
                    Some(group) => self.group(lane, column, group, buf),
                    None if column.rules_out(fate) => self.ruled_out(lane, buf),
                    None => {}
                }
            }
            self.y += 1;
        }
        if hidden > 0 {
            self.line(&format!("and {hidden} more"), self.ui.theme.dim(), buf);
        }
    }

    /// One fate in one lane: what it charged, and in how many ways it may have come.
    fn group(&self, lane: usize, column: &Column<'_>, group: &Group, buf: &mut Buffer) {
        let (ui, area, y) = (self.ui, self.area, self.y);
        let (x, width) = (self.lane(lane), self.width());
        let alone = column.now.groups.len() == 1;
        let (sign, style) =
            if alone { (Glyph::Holds, ui.theme.good()) } else { (Glyph::Unlit, ui.theme.warn()) };
        put(buf, area, x, y, ui.glyphs.get(sign), style);
        let style = if group.fate == Fate::Twice { ui.theme.bad() } else { ui.theme.money() };
        put(buf, area, x + 2, y, &dollars(group.charged, AMOUNT.min(width - 3)), style);
        let (ways, all) = (group.worlds.len(), column.now.worlds().max(1));
        if width >= WITH_BAR {
            let bar = u16::try_from(ways * usize::from(BAR) / all).unwrap_or(BAR).max(1);
            put(buf, area, x + 9, y, &ui.glyphs.line(Glyph::BarFull, bar), ui.theme.dim());
        }
        if width >= WITH_WAYS {
            put_right(buf, area, x + width, y, &ways.to_string(), ui.theme.text());
        }
        if self.shows_example() {
            let plan = group.example().map(|plan| plan.show(column.trace.setting.intents()));
            let plan = plan.filter(|plan| !plan.is_empty()).unwrap_or("nothing went wrong".to_owned());
            let x = self.lane(1);
            put(buf, area, x, y, &cut(ui, &plan, area.right().saturating_sub(x)), ui.theme.dim());
        }
    }

    fn ruled_out(&self, lane: usize, buf: &mut Buffer) {
        let word = if self.width() == WITH_AMOUNT { "out" } else { "ruled out" };
        let text = format!("{} {word}", self.ui.glyphs.get(Glyph::RuledOut));
        put(buf, self.area, self.lane(lane), self.y, &text, self.ui.theme.dim());
    }

    /// How far was looked; lane by lane where that differs.
    fn bounds(&mut self, intent: u32, buf: &mut Buffer) {
        let Some(first) = self.columns.first() else { return };
        let name = Site::intent(intent).show(first.trace.setting.intents());
        let reach: Vec<String> = self.columns.iter().map(|column| reach(&column.now)).collect();
        let tried: Vec<String> =
            self.columns.iter().map(|column| column.now.bounds.tried.to_string()).collect();
        let text = if reach.iter().any(|one| *one != reach[0]) {
            format!("tried: {}", reach.join("; "))
        } else if self.roomy() {
            format!("{} worlds tried: all of {} on {name}'s sites.", tried.join(" and "), reach[0])
        } else {
            format!("tried: {}", reach[0])
        };
        let last = self.area.bottom().saturating_sub(1);
        self.y = if self.roomy() { last } else { self.y.min(last) };
        self.line(&text, self.ui.theme.dim(), buf);
    }
}
