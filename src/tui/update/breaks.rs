//! The find-a-break screen's messages: turn what is searched, open what was found.

use super::found::{enter_room, show};
use crate::explore::Rank;
use crate::tui::breaks::{Breaks, FIELDS, Found, Row};
use crate::tui::cursor::Cursor;
use crate::tui::errand::Order;
use crate::tui::model::{Model, Screen};
use crate::tui::msg::{Effect, Msg};

/// Opens the screen on the present knobs: the right-hand lane of the sandbox, or the
/// defaults.
pub(super) fn open(model: &mut Model, from_lab: bool) -> Effect {
    if from_lab {
        let lane = model.lab.shown.last().copied().unwrap_or(0);
        model.breaks = Breaks::of(model.lab.scenario(), lane);
    }
    enter_room(model, Screen::Breaks, from_lab);
    search(model)
}

fn search(model: &mut Model) -> Effect {
    model.breaks.running = true;
    Effect::Errand(Order::Search)
}

pub(super) fn on_breaks(model: &mut Model, msg: Msg) -> Effect {
    let rows = FIELDS.len() + model.breaks.rows().len();
    let breaks = &mut model.breaks;
    match msg {
        Msg::Down => breaks.selected = (breaks.selected + 1) % rows,
        Msg::Up => breaks.selected = (breaks.selected + rows - 1) % rows,
        Msg::More if breaks.turn(false) => return search(model),
        Msg::Less if breaks.turn(true) => return search(model),
        Msg::Open if breaks.selected >= FIELDS.len() => open_story(model),
        Msg::Open if !breaks.rows().is_empty() => breaks.selected = FIELDS.len(),
        Msg::Back => {
            model.screens.pop();
            model.breaks.running = false;
            return Effect::Errand(Order::Stop);
        }
        _ => return Effect::Idle,
    }
    Effect::None
}

/// Opens what was found, paused before the event that breaks the property.
fn open_story(model: &mut Model) {
    let Some(scenario) = model.breaks.story() else { return };
    let found = model.breaks.chosen().map(|row| match row {
        Row::Finding(finding) | Row::Rank(Rank { finding, .. }) => {
            (finding.at, format!("{} breaks at the next beat.", finding.property.row().id))
        }
        Row::Order(_) => (0, "These steps, in this order: x strikes, v moves a step.".to_owned()),
    });
    show(model, &scenario, scenario.lanes.len().saturating_sub(1));
    if let Some((at, notice)) = found {
        let beats = &model.lab.experiment.beats;
        let before = if at == 0 { Cursor::at(0) } else { Cursor::at(at).previous_beat(beats) };
        model.lab.go(before);
        model.notice = Some(notice);
    }
}

/// A search has come further.
pub(super) fn news(model: &mut Model, found: Found, over: bool) {
    let rows = |breaks: &Breaks| FIELDS.len() + breaks.rows().len();
    model.breaks.found = found;
    model.breaks.running = !over;
    model.breaks.selected = model.breaks.selected.min(rows(&model.breaks) - 1);
}
