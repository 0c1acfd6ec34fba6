//! The row of keys: at most four, each whole, the one that moves on first and marked.
//!
//! Which of the table's rows lead somewhere is said in `leads`, which come first in `rank`.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::leads::leads;
use super::rank::{dials, onward, rank};
use crate::tui::keymap::{Binding, Chord, Scope, bindings};
use crate::tui::model::Screen;
use crate::tui::msg::Msg;
use crate::tui::run::Run;
use crate::tui::view::{Ui, put, put_right};

/// How many keys stand in the row.
const PLACES: usize = 4;

/// A key as the row shows it.
pub(super) struct Key {
    /// What it asks for.
    pub(super) msg: Msg,
    /// How it is written.
    pub(super) chord: String,
    /// What it does, in a word or two.
    pub(super) label: String,
}

/// Draws at most four keys, and how to get help and away.
pub(super) fn draw(ui: &Ui<'_>, area: Rect, buf: &mut Buffer) {
    let scope = ui.model.scope();
    // Where letters are typed, q and ? are letters too.
    let away = match scope {
        Scope::Panel | Scope::Write | Scope::Vary => "F1 help   Ctrl-c quit ",
        _ => "? help   q quit ",
    };
    let room = usize::from(area.right()).saturating_sub(away.width());
    let onward = onward(ui, scope);
    let mut x = area.x + 1;
    for Key { msg, chord, label } in keys(ui, scope).into_iter().take(PLACES) {
        let chord = format!(" {chord} ");
        if usize::from(x) + chord.width() + label.width() + 2 > room {
            break;
        }
        let style = if onward == Some(msg) { ui.theme.selection() } else { ui.theme.accent() };
        put(buf, area, x, area.y, &chord, style);
        x += u16::try_from(chord.width()).unwrap_or(0);
        put(buf, area, x, area.y, &format!(" {label}"), ui.theme.text());
        x += u16::try_from(label.width()).unwrap_or(0) + 3;
    }
    put_right(buf, area, area.right(), area.y, away, ui.theme.dim());
}

/// The keys that lead somewhere here, the most useful first.
fn keys(ui: &Ui<'_>, scope: Scope) -> Vec<Key> {
    let mut keys = dials(ui, scope);
    for binding in bindings(scope, ui.model.options.present) {
        let named = keys.iter().any(|key| key.msg == binding.msg);
        if let (false, Some(chord)) = (named || binding.label.is_empty(), binding.keys.first())
            && leads(ui, scope, binding)
        {
            let (chord, label) = (written(ui, scope, binding, *chord), label(ui, scope, binding));
            keys.push(Key { msg: binding.msg, chord, label });
        }
    }
    let rank = rank(ui, scope);
    keys.sort_by_key(|key| rank(key.msg));
    keys
}

/// The key as it is written here; of several that belong together, all of them.
fn written(ui: &Ui<'_>, scope: Scope, binding: &Binding, chord: Chord) -> String {
    let ascii = ui.glyphs.is_ascii();
    let chord = chord.show(ascii);
    match binding.msg {
        Msg::Choose(_) => format!("1-{}", ui.model.run.as_ref().map_or(0, Run::choices)),
        Msg::Next if ascii => format!("Left {chord}"),
        Msg::Next => format!("← {chord}"),
        Msg::Down if scope == Scope::Steps && ascii => format!("Up {chord}"),
        Msg::Down if scope == Scope::Steps => format!("↑ {chord}"),
        _ => chord,
    }
}

/// What a key does here: the table's word, or a closer one for how things stand.
fn label(ui: &Ui<'_>, scope: Scope, binding: &Binding) -> String {
    let run = ui.model.run.as_ref();
    let held = matches!(ui.model.top(), Screen::Steps(table) if table.held);
    let unjudged = run.is_some_and(|run| run.frees_marks() && !run.may_go_on(&ui.stand));
    let label = match (binding.msg, scope) {
        (Msg::Play, _) if ui.model.motion.playing => "pause",
        (Msg::Open, Scope::Steps) if held => "put down",
        (Msg::Down, Scope::Steps) if held => "carry",
        (Msg::Reset, Scope::Steps) if run.is_some() => "as opened",
        (Msg::Back, Scope::Write) => "done",
        (Msg::Forward, Scope::VerbStage) if unjudged => "judge",
        (Msg::Hint, Scope::Lesson | Scope::SqlStage) => match run.map_or(0, |run| run.hints) {
            0 => binding.label,
            1 | 2 => "next hint",
            _ => "the answer",
        },
        _ => binding.label,
    };
    label.to_owned()
}
