//! The cue: what a presenter's second terminal is told of what is on screen. A pure
//! function of the model.

use super::model::{Model, Screen};
use super::run::Run;
use crate::podium::page::{Next, Page, Stage};
use crate::sim::Phrase;

/// The page that stands before the presenter now.
#[must_use]
pub fn page(model: &Model) -> Page {
    let whole = model.screens.iter().rev().find(|screen| screen.is_whole() && **screen != Screen::Blank);
    let blank = if *model.top() == Screen::Blank { "(the screen is blank) " } else { "" };
    let place = match whole {
        Some(Screen::Lab) => match model.run.as_ref() {
            Some(run) => return lesson(model, run, blank),
            None => model.lab.scenario().skin.say(Phrase::Laboratory),
        },
        Some(Screen::Breaks) => "Find a break",
        Some(Screen::TradeOffs) => "Trade-offs",
        Some(Screen::Bench) => "SQL bench",
        Some(Screen::Verbs) => "Verb bench",
        _ => "Home",
    };
    // A stage left for another room is what one comes back to.
    let left = model.run.as_ref().or(model.left.as_ref().map(|(run, _)| run));
    let from = left
        .map_or_else(String::new, |run| format!(", from stage {} of {}", run.stage + 1, run.lesson.title));
    Page { place: format!("{blank}{place}{from}"), ..Page::default() }
}

/// The page of a lesson's stage.
fn lesson(model: &Model, run: &Run, blank: &str) -> Page {
    let count = |index: usize| u32::try_from(index).unwrap_or(u32::MAX);
    let (lesson, here) = (&run.lesson, run.here());
    let number = model.shelf.iter().position(|known| known.id == lesson.id);
    let title = number.map_or(lesson.title.clone(), |index| format!("{} {}", index + 1, lesson.title));
    let next = lesson.stages.get(run.stage + 1);
    Page {
        place: format!("{blank}{title}"),
        stage: Some(Stage {
            id: here.id.clone(),
            kind: here.kind.word().to_owned(),
            number: count(run.stage + 1),
            of: count(lesson.stages.len()),
        }),
        notes: here.notes.as_ref().map(crate::lesson::Prose::plain).unwrap_or_default(),
        next: next.map(|next| Next { id: next.id.clone(), kind: next.kind.word().to_owned() }),
        votes: votes(run),
    }
}

/// The hands of the room, whether it sees them or not.
fn votes(run: &Run) -> Vec<String> {
    let answers = run.answers();
    let tallies = run.vote().map(|vote| vote.tallies(answers.len())).unwrap_or_default();
    let row = |(tally, word): (&Vec<usize>, &str)| {
        let each = answers.iter().zip(tally).enumerate();
        let each = each.map(|(index, (answer, hands))| format!("{}) {answer}: {hands}", index + 1));
        format!("{word}: {}", each.collect::<Vec<_>>().join("   "))
    };
    let begun = tallies.iter().any(|tally| tally.iter().any(|hands| *hands > 0));
    if begun { tallies.iter().zip(["first vote", "second vote"]).map(row).collect() } else { Vec::new() }
}
