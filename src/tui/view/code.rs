//! The handler lens: each recipe as code, the running line lit, the gaps marked.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::{Modifier, Style};

use unicode_width::UnicodeWidthStr;

use super::{Ui, cut, put};
use crate::glyph::Glyph;
use crate::sim::event::{Event, Why};
use crate::sim::id::HandlerId;
use crate::sim::job::{Work, runs};
use crate::sim::knob::Keep;
use crate::sim::recipe::{How, Step};
use crate::sim::time::show_span;
use crate::sim::{Entry, Phrase, Place, Setting, Site, Trace};
use crate::tui::narrate::handler_name;

/// The rows the longest recipe shown needs.
#[must_use]
pub fn height(ui: &Ui<'_>) -> u16 {
    let traces = ui.model.lab.traces();
    let lines = traces.iter().map(|trace| trace.setting.recipe.steps.len() + 3).max().unwrap_or(0);
    let stacked: usize = traces.iter().map(|trace| trace.setting.recipe.steps.len() + 3).sum();
    u16::try_from(if is_narrow(ui) { stacked } else { lines }).unwrap_or(u16::MAX)
}

/// Beside the diagram the two handlers stand one over the other.
fn is_narrow(ui: &Ui<'_>) -> bool {
    ui.model.size.0 >= super::WIDE.0 && ui.model.size.1 >= super::WIDE.1
}

/// Draws the handlers of the lanes shown.
pub fn draw(ui: &Ui<'_>, area: Rect, buf: &mut Buffer) {
    let traces = ui.model.lab.traces();
    let areas: Vec<Rect> = if traces.len() < 2 {
        vec![area]
    } else if is_narrow(ui) {
        let first = u16::try_from(traces[0].setting.recipe.steps.len() + 3).unwrap_or(0);
        Layout::vertical([Constraint::Length(first), Constraint::Fill(1)]).split(area).to_vec()
    } else {
        Layout::horizontal([Constraint::Fill(1), Constraint::Fill(1)]).spacing(2).split(area).to_vec()
    };
    for (lane, (trace, area)) in traces.into_iter().zip(areas).enumerate() {
        handler(ui, trace, lane, area, buf);
    }
}

/// How far the handler shown has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    /// It waits, or works, at this step.
    Running(usize),
    /// It answered early at this step.
    Answered(usize, Why),
    /// It stands still in the gap after this step; none: after receiving.
    Paused(Option<usize>),
    /// The process died in the gap after this step.
    Crashed(Option<usize>),
    /// It is through.
    Through,
    /// No request has come yet.
    Idle,
}

fn handler(ui: &Ui<'_>, trace: &Trace, lane: usize, area: Rect, buf: &mut Buffer) {
    let steps = &trace.setting.recipe.steps;
    let past = &trace.entries[..ui.model.lab.cursor.entries(trace)];
    let shown = latest(past);
    let at = shown.map_or(At::Idle, |id| progress(trace, past, id));
    let name = shown.map_or_else(
        || format!("no {} yet", trace.setting.skin.say(Phrase::Request)),
        |id| {
            let site = id.site();
            format!("handler {}", handler_name(&trace.setting, site))
        },
    );
    let skin = trace.setting.skin;
    let lane_runs = format!("{}: {}", trace.setting.lane, trace.setting.recipe.title(skin));
    let both = format!("{lane_runs}   {name}");
    // That nothing has come yet is seen in the lines as well.
    let fits = shown.is_some() || both.width() < usize::from(area.width);
    let title = if fits { both } else { lane_runs };
    put(buf, area, area.x + 1, area.y, &cut(ui, &title, area.width.saturating_sub(1)), ui.theme.lane(lane));
    let mut y = area.y + 1;
    let gap_here = |step: Option<usize>| gap_mark(ui, trace, at, shown, step);
    line(ui, area, y, [skin.say(Phrase::OnRequest), ""], Style::new(), Some(gap_here(None)), buf);
    for (index, step) in steps.iter().enumerate() {
        y += 1;
        let recipe = &trace.setting.recipe;
        let last = !recipe.gaps().chain(recipe.relay_gaps()).any(|gap| gap == step.gap());
        let lit = at == At::Running(index) || matches!(at, At::Answered(step, _) if step == index);
        let relay = if runs(steps, *step, None) { "" } else { "relay: " };
        let text = format!("  {relay}{}", code(&trace.setting, *step));
        let answer = match at {
            At::Answered(step, why) if step == index => format!("  = {}", why.word()),
            _ => String::new(),
        };
        let style = if lit { ui.theme.code_now() } else { Style::new() };
        let style = if is_done(at, index) { ui.theme.dim() } else { style };
        let mark = (!last).then(|| gap_here(Some(index)));
        if lit {
            put(buf, area, area.x, y, ui.glyphs.get(Glyph::Selected), ui.theme.accent());
        }
        line(ui, area, y, [&text, &answer], style, mark, buf);
    }
}

/// A line of code, and what came of it: where both do not fit, the code is cut.
fn line(
    ui: &Ui<'_>,
    area: Rect,
    y: u16,
    [text, answer]: [&str; 2],
    style: Style,
    mark: Option<(String, Style)>,
    buf: &mut Buffer,
) {
    let marked = mark.as_ref().map_or(0, |(mark, _)| u16::try_from(mark.width()).unwrap_or(0) + 1);
    let room = area.width.saturating_sub(2 + marked);
    let code = room.saturating_sub(u16::try_from(answer.width()).unwrap_or(0));
    let text = format!("{}{answer}", cut(ui, text, code));
    put(buf, area, area.x + 2, y, &cut(ui, &text, room), style);
    if let Some((mark, style)) = mark {
        super::put_right(buf, area, area.right(), y, &mark, style);
    }
}

/// The gap after a step, where something struck or is pointed at: `✷ crash` .
fn gap_mark(
    ui: &Ui<'_>,
    trace: &Trace,
    at: At,
    shown: Option<HandlerId>,
    step: Option<usize>,
) -> (String, Style) {
    let gap = step.map_or(Place::AfterReceive, |index| trace.setting.recipe.steps[index].gap());
    let site = shown.map(|id| id.site().at(gap));
    let pointed = ui.model.lab.pointed.is_some_and(|pointed| site == Some(pointed));
    let reversed = |style: Style| if pointed { style.add_modifier(Modifier::REVERSED) } else { style };
    if at == At::Crashed(step) {
        return (format!("{} died here", ui.glyphs.get(Glyph::Crash)), reversed(ui.theme.bad()));
    }
    if at == At::Paused(step) {
        return (format!("{} stands still", ui.glyphs.get(Glyph::Paused)), reversed(ui.theme.warn()));
    }
    // What is planned is still to come: not under the veil of a prediction.
    let planned = site.filter(|_| ui.model.lab.veil.is_none());
    let planned = planned.and_then(|site| ui.model.lab.experiment.plan.get(site));
    match planned {
        Some(fault) if fault != crate::sim::Fault::None => {
            (format!("{fault} planned"), reversed(ui.theme.warn()))
        }
        _ if pointed => (format!("{} gap", ui.glyphs.get(Glyph::Gap)), reversed(ui.theme.accent())),
        _ => (ui.glyphs.get(Glyph::Gap).to_owned(), ui.theme.dim()),
    }
}

const fn is_done(at: At, index: usize) -> bool {
    match at {
        At::Running(step) | At::Answered(step, _) => index < step,
        At::Paused(Some(step)) | At::Crashed(Some(step)) => index <= step,
        At::Through => true,
        At::Paused(None) | At::Crashed(None) | At::Idle => false,
    }
}

/// The handler the latest server entry belongs to.
fn latest(past: &[Entry]) -> Option<HandlerId> {
    past.iter().rev().find(|entry| is_handlers(entry)).map(|entry| entry.site.handler())
}

const fn is_handlers(entry: &Entry) -> bool {
    matches!(
        entry.event,
        Event::Ran { .. }
            | Event::Answered { .. }
            | Event::Committed
            | Event::RolledBack
            | Event::Replied { .. }
            | Event::Crashed { .. }
            | Event::Paused { .. }
            | Event::Resumed
            | Event::Woke { .. }
            | Event::Arrived(crate::sim::event::Arrival::Request)
    )
}

fn progress(trace: &Trace, past: &[Entry], id: HandlerId) -> At {
    let steps = &trace.setting.recipe.steps;
    let position = |wanted: Step| steps.iter().position(|step| *step == wanted);
    let gap_step = |place: Place| steps.iter().position(|step| step.gap() == place);
    let world = crate::sim::World::fold(&trace.setting, past);
    let mine = |entry: &&Entry| entry.site.handler() == id && is_handlers(entry);
    let entries: Vec<&Entry> = past.iter().filter(mine).collect();
    if let Some(Event::Answered { step, why }) =
        entries.iter().rev().map(|entry| entry.event).find(|event| matches!(event, Event::Answered { .. }))
    {
        return At::Answered(position(step).unwrap_or(0), why);
    }
    match (entries.last().map(|entry| (entry.event, entry.site)), world.server.handlers.get(&id)) {
        (Some((Event::Crashed { .. }, site)), _) => At::Crashed(gap_step(site.place)),
        (Some((Event::Paused { .. }, site)), _) => At::Paused(gap_step(site.place)),
        (_, Some(handler)) => At::Running(handler.next),
        // Gone, but not by its own crash: another handler's, or it is through.
        (Some((event, _)), None) => {
            let work = Site::attempt(id.intent, id.attempt).run_number().and_then(|_| work_of(past, id));
            let mut own = steps.iter().rev().filter(|step| runs(steps, **step, work));
            let last = own.next();
            let done = matches!(event, Event::Replied { .. } | Event::RolledBack)
                || matches!(event, Event::Ran { step, .. } if Some(&step) == last);
            if done { At::Through } else { At::Crashed(None) }
        }
        (None, None) => At::Idle,
    }
}

/// Which job a run is.
fn work_of(past: &[Entry], id: HandlerId) -> Option<Work> {
    past.iter().find_map(|entry| match entry.event {
        Event::Woke { job, .. } if entry.site.handler() == id => Some(job.work),
        _ => None,
    })
}

/// A step as a line of code.
#[must_use]
pub fn code(setting: &Setting, step: Step) -> String {
    let memory = if setting.knobs.store == Keep::Memory { " (memory)" } else { "" };
    let say = |phrase| setting.skin.say(phrase);
    let (key, reply) = (say(Phrase::ShortKey), say(Phrase::Reply));
    match step {
        Step::Begin => "begin transaction".to_owned(),
        Step::Lookup => format!("lookup {key}{memory}: {reply} if known"),
        Step::Claim { lease: false } => {
            format!("claim {key}{memory}: {} or {} if taken", say(Phrase::Conflict), say(Phrase::Replay))
        }
        Step::Claim { lease: true } => {
            format!("claim {key}{memory} for {}", show_span(setting.knobs.lease))
        }
        Step::Query => "ask provider: already done?".to_owned(),
        Step::Effect(How::Add) => "balance += amount".to_owned(),
        Step::Effect(How::Set) => "balance := total".to_owned(),
        Step::Effect(How::Swap) => "balance := total if version fits".to_owned(),
        Step::Effect(How::Row) => "insert ledger row by intent".to_owned(),
        Step::Effect(How::Call { forwarded: false }) => "provider.charge(amount)".to_owned(),
        Step::Effect(How::Call { forwarded: true }) => "provider.charge(amount, key)".to_owned(),
        Step::Record { fenced: false } => format!("record {reply} under {key}{memory}"),
        Step::Record { fenced: true } => format!("record {reply}{memory} if token is mine"),
        Step::Commit => "commit".to_owned(),
        Step::Point => format!("point{memory}: the call is made"),
        Step::Outbox => "insert row into outbox".to_owned(),
        Step::Mark => "mark the row as sent".to_owned(),
        Step::Reply if setting.recipe.has_outbox() => format!("{reply} {}", say(Phrase::Accepted)),
        Step::Reply => say(Phrase::ReplyLine).to_owned(),
    }
}
