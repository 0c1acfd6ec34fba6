//! The text: what the lesson says, or in the sandbox what the latest change did and what
//! happens at the cursor.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use unicode_width::UnicodeWidthStr;

use super::why::here;
use super::{Ui, put, tally};
use crate::glyph::{Glyph, Glyphs};
use crate::lesson::prose::{Ink, Line, Prose};
use crate::sim::Fault;
use crate::tui::model::Model;
use crate::tui::narrate::sentence;
use crate::tui::run::{Run, Stand};

/// The columns of the rule that show on either side of a heading.
const MARGINS: u16 = 4;

/// Draws the text, and its heading into the rule above it.
pub fn draw(ui: &Ui<'_>, area: Rect, buf: &mut Buffer) {
    let width = usize::from(area.width.saturating_sub(2));
    let (heading, lines) = match &ui.model.run {
        Some(run) if run.frees_faults() && ui.model.lab.pointed.is_some() => {
            (pointed(ui), words(ui.model, run, &ui.stand, ui.glyphs, width))
        }
        Some(run) if ui.model.lab.fresh && !ui.stand.holds && !is_hidden(ui.model) => {
            let breaks = run.counter_example(&ui.stand).into_iter().flat_map(|prose| prose.wrap(width));
            (status(ui, run, area), answer(ui, width).into_iter().chain(breaks).collect())
        }
        Some(run) => (status(ui, run, area), words(ui.model, run, &ui.stand, ui.glyphs, width)),
        None if is_hidden(ui.model) => (pointed(ui), Vec::new()),
        None => (pointed(ui), sandbox(ui, width)),
    };
    let mut area = area;
    if !heading.is_empty() {
        let ruled = area.y > 0
            && buf.cell((area.x, area.y - 1)).is_some_and(|cell| cell.symbol() == ui.glyphs.get(Glyph::Rule));
        let y = if ruled { area.y - 1 } else { area.y };
        let text = super::cut(ui, &format!(" {heading} "), area.width.saturating_sub(MARGINS));
        let line = Rect { y, height: 1, ..area };
        put(buf, line, area.x + 2, y, &text, ui.theme.accent());
        if !ruled {
            area = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        }
    }
    for (row, line) in lines.iter().take(usize::from(area.height)).enumerate() {
        let y = area.y + u16::try_from(row).unwrap_or(0);
        prose_line(ui, line, area.x + 1, y, area, buf);
    }
    if lines.len() > usize::from(area.height) {
        // The last row that shows says that the text is longer.
        let more = ui.glyphs.get(Glyph::More);
        let last = area.bottom().saturating_sub(1);
        let end = lines.get(usize::from(area.height).saturating_sub(1)).map_or(0, columns);
        let x = (area.x + 1 + end).min(area.right().saturating_sub(1));
        put(buf, area, x, last, more, ui.theme.dim());
    }
}

/// How the stage stands, in as many words as fit into the rule with a blank on either side.
fn status(ui: &Ui<'_>, run: &Run, area: Rect) -> String {
    run.status(&ui.model.lab, &ui.stand, usize::from(area.width.saturating_sub(MARGINS + 2)))
}

/// What is said at a stage. A presenter may hide it: then only what is to be chosen from
/// stands there, and the tally of a vote.
#[must_use]
pub fn words(model: &Model, run: &Run, stand: &Stand, glyphs: Glyphs, cols: usize) -> Vec<Line> {
    let mut lines = if is_hidden(model) {
        run.choices_line().into_iter().collect()
    } else {
        run.text(&model.lab, stand, cols)
    };
    if run.shows_tally() {
        lines.extend(tally::lines(glyphs, run, &model.lab, cols));
    }
    lines
}

/// Whether the words are hidden from the room.
const fn is_hidden(model: &Model) -> bool {
    model.options.present && model.hidden
}

fn columns(line: &Line) -> u16 {
    let width = line.iter().map(|span| span.text.width()).sum::<usize>();
    u16::try_from(width).unwrap_or(u16::MAX)
}

/// Draws one row of prose.
pub fn prose_line(ui: &Ui<'_>, line: &Line, x: u16, y: u16, area: Rect, buf: &mut Buffer) {
    let mut x = x;
    for span in line {
        let style = match span.ink {
            Ink::Plain | Ink::Bullet => ui.theme.text(),
            Ink::Bold => ui.theme.text().add_modifier(Modifier::BOLD),
            Ink::Code => ui.theme.code(),
        };
        let text = if ui.glyphs.is_ascii() { span.text.replace('•', "*") } else { span.text.clone() };
        put(buf, area, x, y, &text, style);
        x += u16::try_from(text.width()).unwrap_or(0);
    }
}

/// What the learner points at, and what may strike there.
fn pointed(ui: &Ui<'_>) -> String {
    let lab = &ui.model.lab;
    let Some(site) = lab.pointed else { return String::new() };
    let faults = ui.model.strikes(site).into_iter().filter(|fault| *fault != Fault::None);
    let may: Vec<&str> = faults.map(Fault::word).collect();
    let force = match lab.struck(site) {
        Some(fault) => format!("now: {fault}"),
        None => "now: nothing".to_owned(),
    };
    format!("{}: {force}; x strikes ({})", site.show(&lab.scenario().intents()), may.join(", "))
}

/// What the latest change did, and what it did not.
fn answer(ui: &Ui<'_>, width: usize) -> Vec<Line> {
    let answer = ui.model.lab.answer.iter();
    answer
        .flat_map(|answer| [plain(&answer.changed, width), plain(&answer.unchanged, width)])
        .flatten()
        .collect()
}

fn sandbox(ui: &Ui<'_>, width: usize) -> Vec<Line> {
    let lab = &ui.model.lab;
    let never: Vec<String> = lab
        .traces()
        .into_iter()
        .flat_map(|trace| {
            let unstruck = trace.unstruck(&lab.experiment.plan).into_iter();
            let real = unstruck.filter(|(_, fault)| *fault != Fault::None);
            let said = real.map(|(site, fault)| {
                format!(
                    "{fault} at {} never struck in {}",
                    site.show(trace.setting.intents()),
                    trace.setting.lane
                )
            });
            said.collect::<Vec<_>>()
        })
        .collect();
    let mut changed = answer(ui, width);
    changed.extend(never.first().into_iter().flat_map(|text| plain(text, width)).take(1));
    let mut happens = Vec::new();
    let stories: Vec<(String, Vec<String>)> = lab
        .traces()
        .into_iter()
        .map(|trace| {
            let said = here(ui, trace).iter().map(|entry| sentence(trace, entry)).collect();
            (trace.setting.lane.clone(), said)
        })
        .collect();
    match stories.as_slice() {
        // What both lanes share is said once.
        [(_, left), (_, right)] if left == right => happens.extend(plain(&capital(&left.join("; ")), width)),
        stories => {
            for (lane, said) in stories.iter().filter(|(_, said)| !said.is_empty()) {
                happens.extend(plain(&format!("{lane}: {}", said.join("; ")), width));
            }
        }
    }
    // Whoever has moved on since the change asks what happens here; the rest may be cut.
    if lab.fresh { [changed, happens].concat() } else { [happens, changed].concat() }
}

fn plain(text: &str, width: usize) -> Vec<Line> {
    // Lane and intent names hold no markdown, so the text is its own prose.
    Prose::parse(text).wrap(width)
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().collect::<String>() + letters.as_str())
}

/// A heading in the accent of its pane.
#[must_use]
pub fn heading(ui: &Ui<'_>) -> Style {
    ui.theme.title()
}
