//! A classroom's messages: a clicker's keys, the count of hands, the dark screen, and
//! what only a presenter may ask for.

use super::home::enter;
use super::lesson::{forward, on_lesson};
use super::time::{play, step_to};
use super::verbs::on_stage;
use crate::lesson::Kind;
use crate::tui::cursor::Cursor;
use crate::tui::model::{Model, Screen};
use crate::tui::msg::{Effect, Msg};
use crate::tui::run::Phase;
use crate::tui::vote::{MOST, Voted};

/// Answers what is a classroom's; none where the message is somebody else's.
pub(super) fn on_class(model: &mut Model, msg: Msg) -> Option<Effect> {
    match msg {
        Msg::Blank => blank(model),
        Msg::HideText => model.hidden = !model.hidden,
        _ if !matches!(model.top(), Screen::Lab) => return None,
        Msg::ClickOn => return Some(click_on(model)),
        Msg::ClickBack => return Some(click_back(model)),
        Msg::Restart => restart(model),
        Msg::Vote => put_to_the_vote(model),
        Msg::Choose(_) | Msg::Undo | Msg::Tally | Msg::VoteAgain => return vote(model, msg),
        _ => return None,
    }
    Some(Effect::None)
}

/// Darkens the screen. Time stands still meanwhile.
fn blank(model: &mut Model) {
    model.motion.stop();
    model.screens.push(Screen::Blank);
}

/// In the dark, the next key brings the light back.
pub(super) fn on_blank(model: &mut Model, msg: Msg) -> Effect {
    if !matches!(msg, Msg::Back) {
        return Effect::Idle;
    }
    model.screens.pop();
    Effect::None
}

/// Whatever is next: a beat of a play, the outcome, the next stage.
fn click_on(model: &mut Model) -> Effect {
    let Some(run) = &model.run else { return Effect::Idle };
    match run.phase {
        Phase::Counting => after_the_vote(model),
        Phase::Asking => {
            model.notice =
                Some("Time waits for an answer: choose one, or v counts the room's hands.".to_owned());
        }
        Phase::Chosen(_) => {
            model.notice = Some("Time waits: s if the answer is sure, u if it is a guess.".to_owned());
        }
        _ if run.ground.verbs().is_some() => return on_stage(model, Msg::Forward),
        _ if matches!(run.here().kind, Kind::Play(_)) && !run.stand(&model.lab).holds => {
            let from = model.motion.travel.map_or(model.lab.cursor, |travel| travel.to);
            step_to(model, from.next_beat(&model.lab.experiment.beats));
        }
        _ => return forward(model),
    }
    Effect::None
}

/// A beat of a play back, or the stage before.
fn click_back(model: &mut Model) -> Effect {
    let Some(run) = &model.run else { return Effect::Idle };
    let opens = run.here().opens;
    if matches!(run.here().kind, Kind::Play(_)) && model.lab.cursor.at > opens {
        model.motion.stop();
        let before = model.lab.cursor.previous_beat(&model.lab.experiment.beats);
        model.lab.go(if before.at < opens { Cursor::at(opens) } else { before });
        return Effect::None;
    }
    on_lesson(model, Msg::Backward)
}

/// The stage from its beginning, whatever kind it is.
fn restart(model: &mut Model) {
    let Some(run) = &mut model.run else { return };
    run.votes.remove(&run.stage);
    let lab = run.reset();
    enter(model, lab);
    model.notice = Some("This stage begins again.".to_owned());
}

/// Counts hands, or lets the presenter answer.
fn put_to_the_vote(model: &mut Model) {
    let Some(run) = &mut model.run else { return };
    match run.phase {
        Phase::Counting => run.phase = Phase::Asking,
        _ => run.ask_the_room(),
    }
    run.warned = false;
}

/// What changes the count; none where no hands are counted.
fn vote(model: &mut Model, msg: Msg) -> Option<Effect> {
    let run = model.run.as_mut()?;
    let answers = run.choices();
    let vote = run.counting()?;
    let voted = match msg {
        Msg::Choose(number) => match usize::from(number).checked_sub(1) {
            Some(answer) if answer < answers => vote.count(answer),
            _ => return Some(Effect::Idle),
        },
        Msg::Undo => vote.take_back(),
        Msg::VoteAgain => vote.again(),
        Msg::Tally => {
            vote.shown = !vote.shown;
            Voted::Done
        }
        _ => return None,
    };
    run.warned = false;
    model.notice = match voted {
        Voted::Done => None,
        Voted::NoHand => Some(format!("No hand is counted yet: 1-{answers} count one.")),
        Voted::Twice => Some("The room has voted twice. PgDn shows both votes, then runs.".to_owned()),
        Voted::Full => Some(format!("{MOST} hands are the most one vote can have.")),
    };
    Some(Effect::None)
}

/// After a vote: the tally, then the outcome. Without a hand it asks once whether that is meant.
fn after_the_vote(model: &mut Model) {
    let Some(run) = &mut model.run else { return };
    let (answers, warned) = (run.choices(), run.warned);
    let Some(vote) = run.counting() else { return };
    if vote.hands() == 0 && !warned {
        run.warned = true;
        model.notice =
            Some(format!("No hand is counted yet: 1-{answers} count one. Once more runs without a vote."));
        return;
    }
    if vote.hands() > 0 && !vote.shown {
        vote.shown = true;
        return;
    }
    model.lab.veil = None;
    if run.is_timeless() {
        // No time passes on a bench: the outcome is there at once.
        run.phase = Phase::Revealed;
    } else {
        run.phase = Phase::Polled;
        play(model);
    }
}
