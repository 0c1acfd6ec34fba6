//! A message's half of a row: its way, how far it is, how it ended, what it says.

use ratatui::buffer::Buffer;
use ratatui::style::{Modifier, Style};
use unicode_width::UnicodeWidthStr;

use super::{Columns, is_at};
use crate::glyph::Glyph;
use crate::sim::event::{Arrival, Event};
use crate::sim::knob::KeyPolicy;
use crate::sim::recipe::How;
use crate::sim::time::Ms;
use crate::sim::wire::Leg;
use crate::sim::{Phrase, Step, Trace};
use crate::tui::narrate::status_words;
use crate::tui::rows::{Fate, Half, Row};
use crate::tui::view::{Ui, put};

/// One lane's message in one row.
pub(super) struct Message<'u> {
    pub(super) ui: &'u Ui<'u>,
    pub(super) trace: &'u Trace,
    /// Which lane it is in, from the left.
    pub(super) lane: usize,
    pub(super) row: &'u Row,
    pub(super) half: Half,
    pub(super) leg: Leg,
    /// How many entries of the lane are in the past.
    pub(super) past: usize,
}

/// How many cells of the way come before its words.
const BEFORE_WORDS: u16 = 2;

/// How much of the way is drawn, what ends it, and how it looks.
struct Way {
    tip: u16,
    /// Whether the message is still on its way.
    moves: bool,
    /// What is at the tip; an arrow head where it arrived.
    end: Option<Glyph>,
    style: Style,
}

impl Message<'_> {
    /// Draws it between the client and its server.
    pub(super) fn draw(&self, columns: &Columns, y: u16, buf: &mut Buffer) {
        let (client, server) = (columns.client, columns.servers[self.lane]);
        let (from, to) = if self.leg == Leg::Request { (client, server) } else { (server, client) };
        let rightwards = from < to;
        let length = from.abs_diff(to).saturating_sub(1);
        let Way { tip, moves, end, style } = self.way(length);
        let style = if self.is_pointed_at() { style.add_modifier(Modifier::REVERSED) } else { style };
        let glyphs = self.ui.glyphs;
        let line = glyphs.get(if self.half.late { Glyph::WireLate } else { Glyph::Wire });
        let cell = |step: u16| if rightwards { from + 1 + step } else { (from - 1).saturating_sub(step) };
        let room = usize::from(length).saturating_sub(4);
        let label: String = format!(" {} ", self.label(room)).chars().take(room).collect();
        let width = u16::try_from(label.chars().count()).unwrap_or(0);
        // What is on its way passes its words at a step; what died lies beyond them.
        let beyond = BEFORE_WORDS + width;
        let comes = moves && tip < BEFORE_WORDS + width / 2;
        let tip = if comes { tip.min(BEFORE_WORDS - 1) } else { tip.max(beyond) };
        let tip = tip.min(length.saturating_sub(1));
        for step in 0..tip {
            put(buf, columns.area, cell(step), y, line, style);
        }
        for (letter, symbol) in (0..width).zip(label.chars()) {
            let step = if rightwards { letter } else { width - 1 - letter } + BEFORE_WORDS;
            put(buf, columns.area, cell(step), y, symbol.encode_utf8(&mut [0; 4]), style);
        }
        let head = if rightwards { Glyph::Right } else { Glyph::Left };
        put(buf, columns.area, cell(tip), y, glyphs.get(end.unwrap_or(head)), style);
    }

    /// The way at the instant drawn. A fate shows once its entry is in the past.
    fn way(&self, length: u16) -> Way {
        let theme = self.ui.theme;
        let way = |tip, end, style| Way { tip, moves: false, end, style };
        if self.half.late {
            return match self.half.fate {
                Some((_, Fate::Down)) => way(length, Some(Glyph::Lost), theme.bad()),
                _ => way(length, None, theme.dim()),
            };
        }
        match self.fate() {
            Some(Fate::Arrived) => way(length, None, theme.lane(self.lane)),
            Some(Fate::Lost) => way(length / 2, Some(Glyph::Lost), theme.bad()),
            Some(Fate::Down) => way(length, Some(Glyph::Lost), theme.bad()),
            Some(Fate::Late) => way(length * 2 / 3, Some(Glyph::Late), theme.dim()),
            None => {
                let latency = self.trace.setting.knobs.latency;
                let by = self.slowed_by();
                let gone = self.ui.drawn.saturating_sub(self.sent());
                let due = (latency + by.unwrap_or(0)).max(1);
                let tip = u16::try_from(u64::from(length) * gone.min(due) / due).unwrap_or(length);
                let style = theme.lane(self.lane).add_modifier(Modifier::BOLD);
                let (end, style) = match by {
                    Some(_) => (Glyph::Late, theme.warn()),
                    None => (Glyph::Envelope, style),
                };
                Way { tip, moves: true, end: Some(end), style }
            }
        }
    }

    fn sent(&self) -> Ms {
        self.trace.entries[self.half.first].at
    }

    /// How it ended, as far as the cursor has come.
    fn fate(&self) -> Option<Fate> {
        let (at, fate) = self.half.fate?;
        let latest = self.past.checked_sub(1).and_then(|index| self.trace.entries.get(index));
        latest.is_some_and(|entry| entry.at >= at).then_some(fate)
    }

    /// By how much the network is late with it, once that is known.
    fn slowed_by(&self) -> Option<Ms> {
        let next = self.half.first + 1;
        let entry = self.trace.entries.get(next).filter(|_| next < self.past)?;
        match entry.event {
            Event::Delayed { by } if entry.site.place == self.leg.place() => Some(by),
            _ => None,
        }
    }

    fn is_pointed_at(&self) -> bool {
        let pointed = self.ui.model.lab.pointed;
        pointed.is_some_and(|site| site.place == self.leg.place() && is_at(self.row, site))
    }

    /// What it says, in a few words; the intent's name gives way where all does not fit.
    fn label(&self, room: usize) -> String {
        let setting = &self.trace.setting;
        let skin = setting.skin;
        let key = skin.say(Phrase::ShortKey);
        let intent = setting.intent(self.row.who.intent);
        let many = setting.intents().len() > 1;
        let name = if many { format!("{} ", intent.name) } else { String::new() };
        let late = match (self.half.late, self.half.copy) {
            (false, _) => "",
            (true, true) => "copy: ",
            (true, false) => "late: ",
        };
        let said = match self.trace.entries[self.half.first].event {
            Event::Replied { status, replayed, .. } => status_words(skin, status, replayed) + self.unheard(),
            Event::Arrived(Arrival::Reply { status, replayed, heard, .. }) => {
                status_words(skin, status, replayed) + if heard { "" } else { ", unheard" }
            }
            _ if self.row.who.attempt == 1 => self.asked(),
            _ => match setting.knobs.key {
                _ if !setting.recipe.uses_keys() => format!("{} again", self.asked()),
                KeyPolicy::None => format!("again, no {key}"),
                KeyPolicy::PerAttempt => format!("again, new {key}"),
                _ => format!("again, same {key}"),
            },
        };
        let whole = format!("{late}{name}{said}");
        if whole.width() + 2 <= room { whole } else { format!("{late}{said}") }
    }

    /// What a request asks for: to charge an amount, or where the server sets the balance,
    /// what it is set to.
    fn asked(&self) -> String {
        let setting = &self.trace.setting;
        let sets = |step: &Step| matches!(step, Step::Effect(How::Set | How::Swap));
        let target = setting.workload.targets.get(self.row.who.intent as usize);
        if let Some(target) = target.filter(|_| setting.recipe.steps.iter().any(sets)) {
            return format!("set to ${target}");
        }
        let asks = setting.skin.say(Phrase::Asks);
        format!("{asks} ${}", setting.intent(self.row.who.intent).amount)
    }

    /// Whether a reply that arrived found nobody listening; said only once it arrived.
    fn unheard(&self) -> &'static str {
        let (Some(Fate::Arrived), Some((at, _))) = (self.fate(), self.half.fate) else { return "" };
        let who = self.trace.entries[self.half.first].site.handler();
        let mut here = self.trace.entries[self.trace.instant(at)].iter();
        let unheard = here.any(|entry| {
            entry.site.handler() == who
                && matches!(entry.event, Event::Arrived(Arrival::Reply { heard: false, .. }))
        });
        if unheard { ", unheard" } else { "" }
    }
}
