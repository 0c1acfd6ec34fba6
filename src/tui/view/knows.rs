//! The knows lens: the worlds that look the same to the client at the cursor, by what
//! became of its request, and what each of them charged.
//!
//! A row is a fate, a column a lane: one client, and what the answer to its doubt hangs
//! on. The client sees the list; the learner also sees which of it is real. Counts are ways
//! it can have come about, never odds, so nothing is drawn as long as they are many. Knows
//! nothing of how they are found.

mod words;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use self::words::{columns, dollars, doubt, faults, latest, reach, sentence, sights};
use super::{Ui, cut, put, put_right};
use crate::glyph::Glyph;
use crate::sim::knowledge::fate::FATES;
use crate::sim::knowledge::{Fate, Group, Knowledge, knowledge, really};
use crate::sim::{Site, Trace};

/// The rows it wants beside the diagram.
pub const HEIGHT: u16 = 12;
/// Below so many rows the fates come first: no bounds, and no heads over a single lane.
const CRAMPED: u16 = 8;

/// The columns of a fate's words.
const WORDS: u16 = 27;
/// The columns a lane has between itself and the next.
const GAP: u16 = 2;
/// The columns of a lane with the number of ways; else it has the amount alone.
const WITH_WAYS: u16 = 12;
const WITH_AMOUNT: u16 = 9;
/// The columns of an amount.
const AMOUNT: u16 = 6;
/// Where there is so much room behind the lanes, each fate has an example.
const EXAMPLE: u16 = 18;

/// What the client knows in one lane, now and one beat ago.
struct Column<'t> {
    trace: &'t Trace,
    now: Knowledge,
    before: Knowledge,
    /// What the client may not know.
    real: Fate,
}

impl Column<'_> {
    /// What its client has seen, in words.
    fn sights(&self) -> Vec<String> {
        sights(&self.now, self.trace.setting.skin)
    }

    /// Whether this was possible a beat ago, and the client has seen since that it is not.
    /// Where fewer plans were tried than before, nothing is said to be ruled out.
    fn rules_out(&self, fate: Fate) -> bool {
        let (now, before) = (self.now.bounds, self.before.bounds);
        let as_far = now.faults >= before.faults && now.losses >= before.losses;
        as_far && self.now.group(fate).is_none() && self.before.group(fate).is_some()
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
        Column { trace, now, before, real: really(trace, lab.cursor.at, intent) }
    };
    let columns: Vec<Column<'_>> = lab.traces().into_iter().map(column).collect();
    let mut pane = Pane { ui, area, y: area.y, columns };
    pane.seen(intent, buf);
    pane.doubt(intent, buf);
    let cramped = area.height < CRAMPED;
    if !cramped || pane.columns.len() > 1 {
        pane.heads(buf);
    }
    pane.fates(u16::from(!cramped), buf);
    if !cramped {
        pane.bounds(buf);
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
        self.area.width >= WORDS + 2 * (WITH_WAYS + GAP)
    }

    fn lanes(&self) -> u16 {
        u16::try_from(self.columns.len()).unwrap_or(u16::MAX).max(1)
    }

    /// How wide the column of a lane is, and how far it is to the next.
    fn width(&self) -> (u16, u16) {
        let share = self.area.width.saturating_sub(WORDS + GAP * (self.lanes() - 1)) / self.lanes();
        // Where every column counts, the gaps go first.
        if share >= WITH_WAYS { (WITH_WAYS, GAP) } else { (WITH_AMOUNT, 0) }
    }

    /// Where the column of a lane begins; past the last lane, where the examples do.
    fn lane(&self, lane: usize) -> u16 {
        let (width, gap) = self.width();
        let before = u16::try_from(lane).unwrap_or(u16::MAX).saturating_mul(width + gap);
        self.area.x.saturating_add(WORDS).saturating_add(before)
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
        let alike = self.columns.iter().all(|column| column.sights() == first.sights());
        let head =
            if self.roomy() { format!("What the client of {name} has seen: ") } else { format!("{name}: ") };
        let shown = if alike { 1 } else { self.columns.len() };
        let lines: Vec<String> = (0..shown)
            .map(|lane| {
                let column = &self.columns[lane];
                let head = if alike { head.clone() } else { format!("{} saw: ", column.trace.setting.lane) };
                let room = usize::from(self.area.width.saturating_sub(1)).saturating_sub(head.width());
                head + &latest(&column.sights(), self.ui.glyphs.get(Glyph::More), room)
            })
            .collect();
        for (lane, line) in lines.iter().enumerate() {
            let style = if alike { self.ui.theme.client() } else { self.ui.theme.lane(lane) };
            self.line(line, style, buf);
        }
    }

    /// What that leaves to doubt.
    fn doubt(&mut self, intent: u32, buf: &mut Buffer) {
        let last = if self.roomy() { " at the end" } else { "" };
        let clause =
            |column: &Column<'_>| doubt(&column.now, column.trace.setting.intent(intent).amount, last);
        let Some(first) = self.columns.first().map(clause) else { return };
        let strong = self.ui.theme.strong();
        if self.columns.iter().all(|column| clause(column) == first) {
            self.line(&sentence(&first), strong, buf);
            return;
        }
        let by_lane = |column: &Column<'_>| format!("{}: {}.", column.trace.setting.lane, clause(column));
        let lines: Vec<String> = self.columns.iter().map(by_lane).collect();
        let line = lines.join(" ");
        if columns(&line) < self.area.width {
            self.line(&line, strong, buf);
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
            let (x, (width, _)) = (self.lane(index), self.width());
            let ways = if width == WITH_AMOUNT { "" } else { "ways" };
            let room = width.saturating_sub(1 + columns(ways));
            let lane = cut(self.ui, &column.trace.setting.lane, room);
            put(buf, self.area, x, self.y, &lane, self.ui.theme.lane(index));
            put_right(buf, self.area, x + width, self.y, ways, dim);
        }
        if let Some(x) = self.example() {
            put(buf, self.area, x, self.y, "for example", dim);
        }
        self.y += 1;
    }

    /// Where an example of each fate begins, if there is room for one.
    fn example(&self) -> Option<u16> {
        let x = self.lane(self.columns.len());
        (x.saturating_add(EXAMPLE) <= self.area.right()).then_some(x)
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
            self.show_example(fate, buf);
            self.y += 1;
        }
        if hidden > 0 {
            self.line(&format!("and {hidden} more"), self.ui.theme.dim(), buf);
        }
    }

    /// One fate in one lane: whether it is the real one, what it charged, and in how many
    /// ways it may have come.
    fn group(&self, lane: usize, column: &Column<'_>, group: &Group, buf: &mut Buffer) {
        let (ui, area, y) = (self.ui, self.area, self.y);
        let (x, (width, _)) = (self.lane(lane), self.width());
        let (sign, style) = if column.now.groups.len() == 1 {
            (Glyph::Holds, ui.theme.good())
        } else if column.real == group.fate {
            (Glyph::Real, ui.theme.strong())
        } else {
            (Glyph::Unlit, ui.theme.warn())
        };
        put(buf, area, x, y, ui.glyphs.get(sign), style);
        let style = if group.fate == Fate::Twice { ui.theme.bad() } else { ui.theme.money() };
        put(buf, area, x + 2, y, &dollars(group.charged, AMOUNT), style);
        if width == WITH_WAYS {
            put_right(buf, area, x + width, y, &group.worlds.len().to_string(), ui.theme.text());
        }
    }

    /// The plainest world of a fate, from the first lane in which it is possible.
    fn show_example(&self, fate: Fate, buf: &mut Buffer) {
        let Some(x) = self.example() else { return };
        let plan = self.columns.iter().find_map(|column| {
            let plan = column.now.group(fate)?.example()?;
            Some(faults(plan, column.trace.setting.skin))
        });
        let Some(plan) = plan else { return };
        let plan = if plan.is_empty() { "nothing went wrong" } else { &plan };
        let room = self.area.right().saturating_sub(x);
        put(buf, self.area, x, self.y, &cut(self.ui, plan, room), self.ui.theme.dim());
    }

    fn ruled_out(&self, lane: usize, buf: &mut Buffer) {
        let word = if self.width().0 == WITH_AMOUNT { "out" } else { "ruled out" };
        let text = format!("{} {word}", self.ui.glyphs.get(Glyph::RuledOut));
        put(buf, self.area, self.lane(lane), self.y, &text, self.ui.theme.dim());
    }

    /// Which sign is the real one, how many worlds fit, and how far was looked.
    fn bounds(&mut self, buf: &mut Buffer) {
        let reach: Vec<String> = self.columns.iter().map(|column| reach(&column.now)).collect();
        let differ = reach.iter().any(|one| *one != reach[0]);
        let mut text = if differ {
            format!("tried: {}", reach.join("; "))
        } else {
            format!("tried: {}", reach.first().map_or("", String::as_str))
        };
        let fit: Vec<String> = self
            .columns
            .iter()
            .map(|column| format!("{} of {}", column.now.worlds(), column.now.bounds.tried))
            .collect();
        if self.roomy() {
            text = format!("{} worlds fit; {text}", fit.join(" and "));
        }
        let marked =
            |column: &Column<'_>| column.now.groups.len() > 1 && column.now.group(column.real).is_some();
        if self.columns.iter().any(marked) {
            text = format!("{} real   {text}", self.ui.glyphs.get(Glyph::Real));
        }
        let last = self.area.bottom().saturating_sub(1);
        self.y = if self.roomy() { last } else { self.y.min(last) };
        self.line(&text, self.ui.theme.dim(), buf);
    }
}
