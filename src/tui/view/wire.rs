//! The wire lens: the latest request and the reply to it, side by side or one over the
//! other; a block for each lane whose messages differ. `message` holds their words.

mod message;

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;

use self::message::{KEYED, REPLY, REQUEST, is_put, message};
use super::{Ui, cut, put, sheet};
use crate::sim::event::{Arrival, Event};
use crate::sim::id::HandlerId;
use crate::sim::wire::Leg;
use crate::sim::{Entry, Phrase, Site, Skin, Trace};
use crate::tui::narrate::handler_name;

/// So wide that no header is cut.
const COLUMNS: u16 = 36;

/// The rows it wants at a width.
#[must_use]
pub fn height(ui: &Ui<'_>, width: u16) -> u16 {
    let stacked = 1 + REQUEST + 1 + REPLY;
    let others = u16::try_from(blocks(ui).len()).unwrap_or(1).saturating_sub(1);
    match (others, width >= 2 * COLUMNS) {
        (0, true) => 1 + REQUEST,
        (_, true) => stacked,
        (others, false) => stacked + others,
    }
}

/// A request and the reply to it, in one lane.
#[derive(Clone, Copy)]
struct Exchange<'m> {
    trace: &'m Trace,
    request: Option<&'m Entry>,
    reply: Option<&'m Entry>,
}

impl<'m> Exchange<'m> {
    /// What one handler was sent and sent, as far as the cursor goes; none where that is
    /// nothing.
    fn of(past: &'m [Entry], trace: &'m Trace, handler: HandlerId) -> Option<Self> {
        let sent = |leg| {
            let mut found = past.iter();
            found.find(|entry| entry.site.handler() == handler && leg_of(entry) == Some(leg))
        };
        let (request, reply) = (sent(Leg::Request), sent(Leg::Reply));
        (request.is_some() || reply.is_some()).then_some(Self { trace, request, reply })
    }

    fn sent(&self, leg: Leg) -> Option<&'m Entry> {
        match leg {
            Leg::Request => self.request,
            Leg::Reply => self.reply,
        }
    }

    /// The handler's name, and that it is served a copy.
    fn name(&self) -> String {
        let Some(entry) = self.request.or(self.reply) else { return String::new() };
        let copy = if entry.site.copy { ", a second copy" } else { "" };
        format!("{}{copy}", handler_name(&self.trace.setting, entry.site))
    }
}

/// One block: the lanes it speaks of, and its lines.
struct Block {
    lanes: Vec<(usize, String)>,
    name: String,
    halves: [Vec<String>; 2],
}

impl Block {
    /// Whose messages these are.
    fn title(&self) -> String {
        let lanes: Vec<&str> = self.lanes.iter().map(|(_, name)| name.as_str()).collect();
        format!("{}: {}", lanes.join(" and "), self.name)
    }

    /// The title and what was asked and answered, in a line.
    fn line(&self) -> String {
        let first = self.halves.each_ref().map(|half| half.first().map_or("", String::as_str));
        let [asked, answered] = first.map(|line| line.trim_start_matches("HTTP/1.1 "));
        format!("{}  {}, {answered}", self.title(), asked.trim_end_matches(" HTTP/1.1"))
    }

    fn style(&self, ui: &Ui<'_>) -> Style {
        match self.lanes.as_slice() {
            [(lane, _)] => ui.theme.lane(*lane),
            _ => ui.theme.client(),
        }
    }
}

/// The way a message goes that an entry sends. The network's second copy is a request of
/// its own: it is seen where it arrives.
const fn leg_of(entry: &Entry) -> Option<Leg> {
    match entry.event {
        Event::Attempted { .. } => Some(Leg::Request),
        Event::Arrived(Arrival::Request) if entry.site.copy => Some(Leg::Request),
        Event::Replied { .. } => Some(Leg::Reply),
        _ => None,
    }
}

/// In each lane shown: what is pointed at, or what was last under way.
fn exchanges<'m>(ui: &Ui<'m>) -> Vec<(usize, Exchange<'m>)> {
    let lab = &ui.model.lab;
    let pointed = lab.pointed.filter(|site| Leg::of(site.place).is_some()).map(Site::handler);
    let found = lab.traces().into_iter().enumerate().filter_map(|(lane, trace)| {
        let past = &trace.entries[..lab.cursor.entries(trace)];
        let last =
            || past.iter().rev().find(|entry| leg_of(entry).is_some()).map(|entry| entry.site.handler());
        let there = pointed.and_then(|handler| Exchange::of(past, trace, handler));
        let exchange = there.or_else(|| Exchange::of(past, trace, last()?))?;
        Some((lane, exchange))
    });
    found.collect()
}

/// The blocks: lanes in which the same was said share one.
fn blocks(ui: &Ui<'_>) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for (lane, exchange) in exchanges(ui) {
        let lines = |leg| {
            let sent = exchange.sent(leg);
            sent.map_or_else(|| vec![nothing(ui, leg, true)], |entry| message(exchange.trace, entry))
        };
        let (name, halves) = (exchange.name(), [Leg::Request, Leg::Reply].map(lines));
        let lane = (lane, exchange.trace.setting.lane.clone());
        match blocks.iter_mut().find(|block| block.name == name && block.halves == halves) {
            Some(block) => block.lanes.push(lane),
            None => blocks.push(Block { lanes: vec![lane], name, halves }),
        }
    }
    blocks
}

/// Draws what each lane shown was last sent, and what it answered to that.
pub fn draw(ui: &Ui<'_>, area: Rect, buf: &mut Buffer) {
    let blocks = blocks(ui);
    if blocks.is_empty() {
        put(buf, area, area.x + 1, area.y, &nothing(ui, Leg::Request, false), ui.theme.text());
    }
    if area.width >= 2 * COLUMNS {
        let areas = Layout::horizontal(blocks.iter().map(|_| Constraint::Fill(1))).spacing(2).split(area);
        for (block, area) in blocks.iter().zip(areas.iter()) {
            one(ui, block, *area, buf);
        }
    } else if let Some((last, others)) = blocks.split_last() {
        // There is room for one lane's, the right-hand one; of another, a line.
        let others = others.iter().zip(area.top()..area.bottom());
        let mut below = area;
        for (block, y) in others {
            let text = cut(ui, &block.line(), area.width.saturating_sub(1));
            put(buf, area, area.x + 1, y, &text, block.style(ui));
            below = Rect { y: y + 1, height: area.bottom() - (y + 1), ..area };
        }
        one(ui, last, below, buf);
    }
}

fn one(ui: &Ui<'_>, block: &Block, area: Rect, buf: &mut Buffer) {
    let width = area.width.saturating_sub(1);
    put(buf, area, area.x + 1, area.y, &cut(ui, &block.title(), width), block.style(ui));
    let below = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    let [request, reply] = &block.halves;
    if area.width >= 2 * COLUMNS {
        let halves: [Rect; 2] = Layout::horizontal([Constraint::Fill(1); 2]).spacing(2).areas(below);
        write(ui, request, halves[0], buf);
        write(ui, reply, halves[1], buf);
    } else {
        write(ui, request, below, buf);
        let rows = u16::try_from(request.len() + 1).unwrap_or(u16::MAX).min(below.height);
        write(ui, reply, Rect { y: below.y + rows, height: below.height - rows, ..below }, buf);
    }
}

fn write(ui: &Ui<'_>, lines: &[String], area: Rect, buf: &mut Buffer) {
    for (line, text) in lines.iter().take(usize::from(area.height)).enumerate() {
        let y = area.y + u16::try_from(line).unwrap_or(0);
        let text = cut(ui, text, area.width.saturating_sub(1));
        put(buf, area, area.x + 1, y, &text, style(ui, line, &text));
    }
}

/// Lays one message open over everything.
pub fn overlay(ui: &Ui<'_>, area: Rect, buf: &mut Buffer) {
    let latest = exchanges(ui).into_iter().map(|(_, exchange)| exchange);
    let latest = latest.max_by_key(|exchange| exchange.reply.or(exchange.request).map(|entry| entry.at));
    let pointed = ui.model.lab.pointed.and_then(|site| Leg::of(site.place));
    let found = latest.and_then(|exchange| {
        let entry = pointed.and_then(|leg| exchange.sent(leg)).or(exchange.reply).or(exchange.request)?;
        Some((exchange.trace, entry))
    });
    let mut lines =
        found.map_or_else(|| vec![nothing(ui, Leg::Request, false)], |(trace, entry)| message(trace, entry));
    lines.push(String::new());
    lines.extend(found.map(|(trace, entry)| said(trace, entry)).unwrap_or_default());
    let height = u16::try_from(lines.len() + 2).unwrap_or(u16::MAX);
    let inner = sheet(ui, area, (72, height), "on the wire", buf);
    for (line, text) in lines.iter().take(usize::from(inner.height)).enumerate() {
        let y = inner.y + u16::try_from(line).unwrap_or(0);
        put(buf, inner, inner.x, y, &cut(ui, text, inner.width), style(ui, line, text));
    }
}

fn style(ui: &Ui<'_>, line: usize, text: &str) -> Style {
    match line {
        0 => ui.theme.accent(),
        _ if KEYED.iter().any(|name| text.starts_with(name)) => ui.theme.key(),
        _ => ui.theme.text(),
    }
}

/// That nothing went this way yet, at all or in answer to the request shown.
fn nothing(ui: &Ui<'_>, leg: Leg, to_it: bool) -> String {
    let skin = ui.model.lab.scenario().skin;
    let phrase = if leg == Leg::Request { Phrase::Request } else { Phrase::Reply };
    format!("No {}{} yet.", skin.say(phrase), if to_it { " to it" } else { " has been sent" })
}

/// What there is to notice.
fn said(trace: &Trace, entry: &Entry) -> Vec<String> {
    let name = handler_name(&trace.setting, entry.site);
    let (skin, lane) = (trace.setting.skin, &trace.setting.lane);
    let say = |phrase| skin.say(phrase);
    let (server, reply, attempt) = (say(Phrase::Server), say(Phrase::Reply), say(Phrase::Try));
    match entry.event {
        Event::Replied { replayed: true, .. } => vec![
            format!("{name} in {lane}: the stored {reply}, sent again and marked as a replay."),
            format!("The receipt is the first {attempt}'s: nothing was {} this time.", say(Phrase::Charged)),
        ],
        Event::Replied { .. } => vec![format!("{name} in {lane}: the {server}'s answer to this {attempt}.")],
        Event::Arrived(_) => {
            let request = say(Phrase::Request);
            vec![format!("{name}: the network's second copy of a {request}, word for word the same.")]
        }
        Event::Attempted { key: None, .. } if is_put(&trace.setting) => {
            vec![format!("{name}: no key. It says what is to be there, and a retry says the same.")]
        }
        Event::Attempted { key: None, .. } => {
            let key = say(Phrase::Key);
            vec![format!("{name}: without a {key} the {server} cannot tell a retry from a second payment.")]
        }
        _ if entry.site.attempt > 1 => {
            let key = say(Phrase::Key);
            vec![format!("{name}: a retry. The body is the same; look whether the {key} is.")]
        }
        _ if skin == Skin::Queue => {
            vec![format!("{name}: the first {attempt}. Until it is acked, the broker will deliver it again.")]
        }
        _ => vec![format!("{name}: the first try. 201 in a reply means: created, done.")],
    }
}
