//! Whether a key leads somewhere now: one that would only be refused is not offered.

use super::super::desk::most_scroll;
use crate::lesson::Kind;
use crate::tui::breaks::FIELDS;
use crate::tui::desk::Desk;
use crate::tui::keymap::{Binding, Scope};
use crate::tui::model::Screen;
use crate::tui::msg::Msg;
use crate::tui::run::Run;
use crate::tui::view::Ui;
use crate::tui::vote::Vote;

/// The most hints there are to ask for, the worked answer among them.
const HINTS: usize = 4;

/// Whether a row of the key table leads somewhere here.
pub(super) fn leads(ui: &Ui<'_>, scope: Scope, binding: &Binding) -> bool {
    let msg = binding.msg;
    match scope {
        _ if matches!(msg, Msg::Help | Msg::Quit) => false,
        Scope::Lesson | Scope::Chart | Scope::Predict | Scope::Confidence => at_stage(ui, scope, msg),
        Scope::VerbStage => on_bench(ui, msg),
        Scope::SqlStage => on_desk(ui, msg),
        Scope::Vote => counts(ui, binding),
        _ => in_room(ui, scope, msg),
    }
}

/// In a room of its own, or in what lies over the laboratory.
fn in_room(ui: &Ui<'_>, scope: Scope, msg: Msg) -> bool {
    let model = ui.model;
    match (msg, scope) {
        // The client's own tries alone make one TTL; one that never gives up has none.
        (Msg::Median, Scope::Adviser) => model.tradeoffs.adviser.rungs() > 1,
        (Msg::Open, Scope::Adviser) => model.tradeoffs.adviser.rungs() > 0,
        (Msg::More, Scope::Breaks) => model.breaks.selected < FIELDS.len(),
        (Msg::Open, Scope::Breaks) => !model.breaks.rows().is_empty(),
        // Home has no level before it.
        (Msg::Back, Scope::Home) => false,
        (Msg::Next, Scope::Bench) => has_starts(ui),
        (Msg::Next, Scope::Lab) => has_beats(ui),
        // A message has no rows to choose from.
        (Msg::Down | Msg::PageDown, _) => !matches!(model.top(), Screen::Message | Screen::Share { .. }),
        _ => true,
    }
}

/// At a lesson's stage in the laboratory, or at a question.
fn at_stage(ui: &Ui<'_>, scope: Scope, msg: Msg) -> bool {
    let model = ui.model;
    let Some(run) = &model.run else { return true };
    match msg {
        Msg::Vote => model.options.present || votes(run),
        Msg::Backward => run.stage > 0,
        // Nothing lies ahead of a veil.
        Msg::NextTurn | Msg::PreviousTurn => model.lab.veil.is_none(),
        // A question on a bench has no beats and no lenses.
        Msg::NextLens => scope == Scope::Lesson || !run.is_timeless(),
        Msg::Next => (scope == Scope::Lesson || !run.is_timeless()) && has_beats(ui),
        Msg::Play => model.lab.veil.is_none_or(|veil| model.lab.cursor.at < veil),
        Msg::Hint => hints(ui, run),
        Msg::Strike | Msg::Down => run.frees_faults(),
        Msg::Undo | Msg::Redo | Msg::Reset => run.has_hints(),
        // What is free has a key of its own in the row.
        Msg::Recipe | Msg::Weather => false,
        _ => true,
    }
}

/// Whether the next hint says anything new.
fn hints(ui: &Ui<'_>, run: &Run) -> bool {
    run.has_hints() && run.hints < HINTS && !run.may_go_on(&ui.stand)
}

/// At a stage on the verb bench.
fn on_bench(ui: &Ui<'_>, msg: Msg) -> bool {
    let Some(run) = &ui.model.run else { return false };
    match msg {
        Msg::Hint => run.has_hints() && !run.may_go_on(&ui.stand),
        Msg::Next | Msg::Lose | Msg::Start => run.frees_ways(),
        Msg::Mark => run.frees_marks(),
        Msg::Down => run.ground.verbs().is_some_and(|bench| bench.endpoints.len() > 1),
        Msg::Backward => run.stage > 0,
        _ => true,
    }
}

/// At a stage on the SQL bench.
fn on_desk(ui: &Ui<'_>, msg: Msg) -> bool {
    let Some((run, desk)) = ui.model.run.as_ref().zip(ui.model.desk()) else { return false };
    match msg {
        Msg::Hint => hints(ui, run),
        Msg::Edit(_) => run.frees_sql(),
        Msg::Next => has_starts(ui),
        Msg::NextLens => desk.case().is_some_and(|case| case.between.is_some()),
        Msg::Down => desk.cases.len() > 1,
        Msg::PageDown => most_scroll(ui.model) > 0,
        Msg::Backward => run.stage > 0,
        _ => true,
    }
}

/// Whether a key of the vote leads somewhere now; others give way to them.
fn counts(ui: &Ui<'_>, binding: &Binding) -> bool {
    let vote = ui.model.run.as_ref().and_then(Run::vote);
    let (hands, second) = (vote.map_or(0, Vote::hands), vote.is_some_and(Vote::is_second));
    binding.scopes == [Scope::Vote]
        && match binding.msg {
            Msg::VoteAgain => hands > 0 && !second,
            Msg::Undo => hands > 0 || second,
            _ => true,
        }
}

/// Whether the lesson says that a class votes on this question.
fn votes(run: &Run) -> bool {
    matches!(&run.here().kind, Kind::Predict(predict) if predict.vote)
}

/// Whether there is another beat to go to.
fn has_beats(ui: &Ui<'_>) -> bool {
    ui.model.lab.open_beats().len() > 1
}

/// Whether the case at hand starts from several states.
fn has_starts(ui: &Ui<'_>) -> bool {
    ui.model.desk().and_then(Desk::case).is_some_and(|case| case.starts.len() > 1)
}
