//! The last two rows: the knobs within reach, and at most four keys and `?`.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use unicode_width::UnicodeWidthStr;

use super::desk::most_scroll;
use super::{Ui, cut, put, put_right};
use crate::lesson::dial::{RECIPE, STEPS};
use crate::lesson::{Kind, Prose};
use crate::sim::{KNOBS, Knob, Knobs};
use crate::tui::breaks::FIELDS;
use crate::tui::desk::Desk;
use crate::tui::keymap::{Binding, Scope, bindings};
use crate::tui::model::Screen;
use crate::tui::msg::Msg;
use crate::tui::run::Run;

/// The knobs that come first in the sandbox, where there is no lesson to choose them.
const FIRST: [&str; 3] = ["key", "ttl", "crash"];

/// The key that opens the panel of all knobs.
const PANEL: char = 'K';

/// Draws the knobs that can be turned by key.
pub fn knobs(ui: &Ui<'_>, area: Rect, buf: &mut Buffer) {
    let lab = &ui.model.lab;
    let still = match ui.model.scope() {
        Scope::Predict | Scope::Confidence => "Time stands still until you answer.",
        Scope::Vote => "Time stands still until the room has voted.",
        _ => "",
    };
    if !still.is_empty() {
        put(buf, area, area.x + 1, area.y, still, ui.theme.dim());
        return;
    }
    // Where a lesson frees it, a knob without a key of its own is turned in the panel.
    let lesson = ui.model.run.is_some();
    let free = |knob: &&Knob| (lesson || knob.key.is_some()) && ui.model.frees(knob);
    let first = FIRST.iter().filter_map(|id| Knob::find(id)).filter(free);
    let rest = KNOBS.iter().filter(free).filter(|knob| !FIRST.contains(&knob.id));
    let mut x = area.x + 1;
    for knob in first {
        x = one(ui, knob, x, area, buf);
    }
    if ui.model.run.as_ref().is_none_or(|run| run.frees("recipe"))
        && let Some(trace) = lab.traces().last()
    {
        // A long name keeps its place: first the word goes, then the name's end.
        let recipe = trace.setting.recipe.title(trace.setting.skin);
        let room = area.right().saturating_sub(x + 2);
        let text = format!("recipe {recipe}");
        let text = if text.width() > usize::from(room) { cut(ui, recipe, room) } else { text };
        x = word(ui, 'r', &text, false, x, area, buf);
    }
    if ui.model.run.as_ref().is_some_and(|run| run.frees(STEPS)) {
        x = word(ui, 'v', "the steps of the handler", false, x, area, buf);
    }
    for knob in rest {
        x = one(ui, knob, x, area, buf);
    }
    if x == area.x + 1 {
        let up_down = if ui.glyphs.is_ascii() { "Up and Down" } else { "↑ ↓" };
        let text = if ui.model.run.as_ref().is_some_and(Run::frees_faults) {
            format!("{up_down} point at a message or a gap, x strikes it, u takes it back.")
        } else {
            "No knob is free at this stage; e takes the story to the sandbox.".to_owned()
        };
        put(buf, area, x, area.y, &text, ui.theme.dim());
    }
}

fn one(ui: &Ui<'_>, knob: &'static Knob, x: u16, area: Rect, buf: &mut Buffer) -> u16 {
    let lab = &ui.model.lab;
    let own = lab
        .shown
        .iter()
        .rev()
        .copied()
        .find(|lane| lab.scenario().lanes.get(*lane).is_some_and(|lane| lane.own.contains_key(knob.id)));
    let value = lab.scenario().value(own, knob);
    let turned = value != (knob.get)(&Knobs::default());
    let label = lab.scenario().skin.label(knob);
    word(ui, knob.key.unwrap_or(PANEL), &format!("{label} {value}"), turned, x, area, buf)
}

/// Writes `k key per-intent`, whole or not at all. Returns where the next one goes.
fn word(ui: &Ui<'_>, key: char, text: &str, turned: bool, x: u16, area: Rect, buf: &mut Buffer) -> u16 {
    let width = u16::try_from(text.width()).unwrap_or(u16::MAX).saturating_add(2);
    if x.saturating_add(width) > area.right() {
        return x;
    }
    put(buf, area, x, area.y, &key.to_string(), ui.theme.accent());
    let style = if turned { ui.theme.text().add_modifier(Modifier::BOLD) } else { ui.theme.dim() };
    put(buf, area, x + 2, area.y, text, style);
    x + width + 3
}

/// Draws at most four keys and `?`; the one that moves on is marked.
pub fn draw(ui: &Ui<'_>, area: Rect, buf: &mut Buffer) {
    let model = ui.model;
    if let Some(notice) = &model.notice {
        return tell(ui, notice, area, buf);
    }
    let scope = model.scope();
    let onward = onward(ui, scope);
    let labelled = bindings(scope, model.options.present).filter(|binding| !binding.label.is_empty());
    let useful = labelled.filter(|binding| match binding.msg {
        Msg::Help | Msg::Quit => false,
        _ if scope == Scope::Vote => counts(ui, binding),
        Msg::Vote => model.options.present || votes(ui),
        // The client's own tries alone make one TTL.
        Msg::Median if scope == Scope::Adviser => model.tradeoffs.adviser.usual,
        Msg::More if scope == Scope::Breaks => model.breaks.selected < FIELDS.len(),
        Msg::Open if scope == Scope::Breaks => !model.breaks.rows().is_empty(),
        // Home has no level before it.
        Msg::Back => scope != Scope::Home,
        // What is found or judged on the bench has its own words.
        Msg::Hint if scope == Scope::VerbStage => {
            let rests = |run: &Run| run.judged || run.may_go_on(&model.lab);
            wants_hint(ui) && !bench(ui).is_some_and(rests)
        }
        Msg::Hint if scope == Scope::SqlStage => {
            wants_hint(ui) && model.run.as_ref().is_some_and(|run| !run.may_go_on(&model.lab))
        }
        Msg::Hint => wants_hint(ui),
        _ if scope == Scope::SqlStage => on_desk(ui, binding.msg),
        _ if scope == Scope::VerbStage => on_bench(ui, binding.msg),
        // A question on the bench has no beats and no lenses.
        Msg::NextLens | Msg::Next
            if matches!(scope, Scope::Predict | Scope::Confidence)
                && model.run.as_ref().is_some_and(Run::is_timeless) =>
        {
            false
        }
        Msg::Backward => model.run.as_ref().is_some_and(|run| run.stage > 0),
        // Nothing lies ahead of a veil.
        Msg::NextTurn | Msg::PreviousTurn => model.lab.veil.is_none(),
        Msg::Next if scope == Scope::Bench => has_starts(ui),
        Msg::Next if scope != Scope::Verbs => model.lab.open_beats().len() > 1,
        Msg::Play if scope == Scope::Lesson => !is_at_veil(ui),
        // A message has no rows to choose from.
        Msg::Down | Msg::PageDown if matches!(model.top(), Screen::Message | Screen::Share { .. }) => false,
        Msg::Strike | Msg::Down if scope == Scope::Lesson => wants_strike(ui),
        Msg::Recipe | Msg::Weather | Msg::Undo | Msg::Redo | Msg::Reset if scope == Scope::Lesson => {
            wants_hint(ui)
        }
        _ => true,
    });
    let mut shown: Vec<_> = useful.collect();
    // The key that moves on comes first; in a challenge, what it is made of.
    let made_of = match bench(ui) {
        Some(run) if run.frees_marks() => ["endpoint", "go on"],
        Some(run) if run.frees_ways() => ["endpoint", "hint"],
        None if wants_strike(ui) => ["point", "hint"],
        _ => [""; 2],
    };
    shown.sort_by_key(|binding| match binding.label {
        label if label == onward => 0,
        label if made_of.contains(&label) || label == "vote" => 1,
        _ => 2,
    });
    // Where letters are typed, q and ? are letters too.
    let away = if matches!(scope, Scope::Panel | Scope::Write) {
        "F1 help   Ctrl-c quit "
    } else {
        "? help   q quit "
    };
    let room = area.right().saturating_sub(u16::try_from(away.width()).unwrap_or(0));
    let mut x = area.x + 1;
    let mut places = 4;
    if let Some((key, label)) = to_turn(ui).filter(|_| scope == Scope::Lesson) {
        let text = format!(" {key} ");
        put(buf, area, x, area.y, &text, ui.theme.selection());
        put(buf, area, x + 4, area.y, &label, ui.theme.text());
        x += 6 + u16::try_from(label.width()).unwrap_or(0);
        places = 3;
    }
    for binding in shown.into_iter().take(places) {
        let Some(chord) = binding.keys.first() else { continue };
        let (key, label) = match binding.msg {
            Msg::Choose(_) => (format!("1-{}", choices(ui)), binding.label),
            Msg::Play if model.motion.playing => (chord.show(ui.glyphs.is_ascii()), "pause"),
            Msg::Next => {
                let back = if ui.glyphs.is_ascii() { "Left" } else { "←" };
                (format!("{back} {}", chord.show(ui.glyphs.is_ascii())), binding.label)
            }
            _ => (chord.show(ui.glyphs.is_ascii()), binding.label),
        };
        let marked = binding.label == onward && places == 4;
        let style = if marked { ui.theme.selection() } else { ui.theme.accent() };
        let text = format!(" {key} ");
        let end = usize::from(x) + text.width() + label.width() + 2;
        if end > usize::from(room) {
            break;
        }
        put(buf, area, x, area.y, &text, style);
        x += u16::try_from(text.width()).unwrap_or(0);
        put(buf, area, x, area.y, &format!(" {label}"), ui.theme.text());
        x += u16::try_from(label.width()).unwrap_or(0) + 3;
    }
    put_right(buf, area, area.right(), area.y, away, ui.theme.dim());
}

/// Tells a notice over as many of the last rows as it takes.
fn tell(ui: &Ui<'_>, notice: &str, area: Rect, buf: &mut Buffer) {
    let lines = Prose::parse(notice).wrap(usize::from(area.width.saturating_sub(2)));
    let first = area.bottom().saturating_sub(u16::try_from(lines.len()).unwrap_or(1));
    for (y, line) in (first..).zip(&lines) {
        let row = Rect { x: area.x, y, width: area.width, height: 1 };
        put(buf, row, row.x, y, &" ".repeat(usize::from(row.width)), ui.theme.text());
        let text: String = line.iter().map(|span| span.text.as_str()).collect();
        put(buf, row, row.x + 1, y, &text, ui.theme.warn());
    }
}

/// The lesson, where it plays on the verb bench.
fn bench<'m>(ui: &Ui<'m>) -> Option<&'m Run> {
    ui.model.run.as_ref().filter(|run| run.bench.is_some())
}

/// Whether a key of a stage on the bench leads somewhere now.
fn on_bench(ui: &Ui<'_>, msg: Msg) -> bool {
    let Some(run) = bench(ui) else { return false };
    match msg {
        Msg::Next | Msg::Lose | Msg::Start => run.frees_ways(),
        Msg::Mark => run.frees_marks(),
        Msg::Down => run.bench.as_ref().is_some_and(|bench| bench.endpoints.len() > 1),
        Msg::Backward => run.stage > 0,
        _ => true,
    }
}

/// Whether a key of a stage on the SQL bench leads somewhere now.
fn on_desk(ui: &Ui<'_>, msg: Msg) -> bool {
    let Some((run, desk)) = ui.model.run.as_ref().zip(ui.model.desk()) else { return false };
    match msg {
        Msg::Edit(_) => run.frees_sql(),
        Msg::Next => has_starts(ui),
        Msg::NextLens => desk.case().is_some_and(|case| case.between.is_some()),
        Msg::Down => desk.cases.len() > 1,
        Msg::PageDown => most_scroll(ui.model) > 0,
        Msg::Backward => run.stage > 0,
        _ => true,
    }
}

/// Whether the case at hand starts from several states.
fn has_starts(ui: &Ui<'_>) -> bool {
    ui.model.desk().and_then(Desk::case).is_some_and(|case| case.starts.len() > 1)
}

/// The knob a stage asks to be turned, by its key, while it is not.
fn to_turn(ui: &Ui<'_>) -> Option<(char, String)> {
    let run = ui.model.run.as_ref()?;
    let Kind::Turn(turn) = &run.here().kind else { return None };
    let key = match turn.dial.knob() {
        Some(knob) => knob.key.unwrap_or(PANEL),
        None => (turn.dial.id == RECIPE).then_some('r')?,
    };
    (!turn.is_done(&ui.model.lab.experiment)).then(|| (key, format!("turn {}", turn.dial.id)))
}

/// Whether the cursor stands where the veil begins.
fn is_at_veil(ui: &Ui<'_>) -> bool {
    ui.model.lab.veil.is_some_and(|veil| ui.model.lab.cursor.at >= veil)
}

/// The label of the key that moves on.
fn onward(ui: &Ui<'_>, scope: Scope) -> &'static str {
    match scope {
        Scope::Vote if hands(ui) == 0 => "count",
        Scope::Lesson if ui.model.run.as_ref().is_some_and(|run| !run.may_go_on(&ui.model.lab)) => {
            if matches!(ui.model.top(), Screen::Lab) && wants_strike(ui) { "strike" } else { "play" }
        }
        Scope::Lesson | Scope::Chart | Scope::Vote => "go on",
        Scope::Predict => "choose",
        Scope::Confidence => "sure",
        Scope::Blank | Scope::Notes => "",
        Scope::Lab => "play",
        Scope::Home | Scope::Presets => "open",
        Scope::Strike => "strike",
        Scope::Panel | Scope::Breaks => "turn",
        Scope::TradeOffs => "point",
        Scope::Adviser => "rate",
        Scope::Steps => "pick up",
        Scope::Bench => "edit",
        Scope::Write => "run",
        Scope::Reading => "back",
        Scope::Verbs => "way",
        Scope::VerbStage => match bench(ui) {
            Some(run) if run.frees_marks() && !run.judged => "mark",
            Some(run) if !run.frees_marks() && !run.may_go_on(&ui.model.lab) => "way",
            _ => "go on",
        },
        Scope::SqlStage => match &ui.model.run {
            Some(run) if run.frees_sql() && !run.may_go_on(&ui.model.lab) => "write",
            _ => "go on",
        },
        Scope::Confirm => "no",
    }
}

fn wants_strike(ui: &Ui<'_>) -> bool {
    ui.model.run.as_ref().is_some_and(super::super::run::Run::frees_faults)
}

fn wants_hint(ui: &Ui<'_>) -> bool {
    ui.model.run.as_ref().is_some_and(super::super::run::Run::has_hints)
}

/// Whether the lesson says that a class votes on this question.
fn votes(ui: &Ui<'_>) -> bool {
    let kind = ui.model.run.as_ref().map(|run| &run.here().kind);
    matches!(kind, Some(Kind::Predict(predict)) if predict.vote)
}

/// The hands counted in the vote under way.
fn hands(ui: &Ui<'_>) -> usize {
    ui.model.run.as_ref().and_then(Run::vote).map_or(0, crate::tui::vote::Vote::hands)
}

/// Whether a key of the vote leads somewhere now; others give way to them.
fn counts(ui: &Ui<'_>, binding: &Binding) -> bool {
    let second = ui.model.run.as_ref().and_then(Run::vote).is_some_and(crate::tui::vote::Vote::is_second);
    binding.scopes == [Scope::Vote]
        && match binding.msg {
            Msg::VoteAgain => hands(ui) > 0 && !second,
            Msg::Undo => hands(ui) > 0 || second,
            _ => true,
        }
}

fn choices(ui: &Ui<'_>) -> usize {
    ui.model.run.as_ref().map_or(0, super::super::run::Run::choices)
}
