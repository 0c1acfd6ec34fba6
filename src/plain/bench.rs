//! The verb bench of a stage in lines: its endpoints, the stories looked at, and what was
//! typed to turn it.

use crate::lesson::Kind;
use crate::sim::nearest::hint;
use crate::tui::run::Run;
use crate::tui::verbs::{Show, VerbBench};
use crate::verbs::part::listed;
use crate::verbs::{STARTS, Start, Step, Story, WAYS, Way};

/// What the screen would show of the bench here; nothing where the stage has none.
pub(super) fn told(run: &Run) -> Vec<String> {
    // A recap looks back on a bench that was told.
    let Some(bench) = run.ground.verbs().filter(|_| !matches!(run.here().kind, Kind::Recap(_))) else {
        return Vec::new();
    };
    let mut lines = Vec::new();
    let several = bench.endpoints.len() > 1;
    for (endpoint, marked) in bench.endpoints.iter().zip(&bench.marks).filter(|_| several) {
        let mark = match (run.frees_marks(), *marked) {
            (false, _) => "",
            (true, true) => ", marked",
            (true, false) => ", not marked",
        };
        lines.push(format!("{}: {}{mark}", endpoint.id, endpoint.title));
    }
    let begins = listed(&bench.start().server(), true);
    let begins = if begins.is_empty() { "no orders".to_owned() } else { begins.join("; ") };
    lines.push(format!("It begins with {begins}."));
    let once = Some(Way::Once).filter(|once| run.shows() != Show::Requests && bench.way != *once);
    for way in once.into_iter().chain([bench.way]) {
        let story = bench.story(way);
        lines.push(format!("{}, {}:", bench.endpoint().title, way.row().label));
        lines.extend(story.steps.iter().map(|step| of_step(step, run.shows())));
        if run.shows() != Show::Requests {
            lines.push(end(&story));
        }
    }
    lines
}

/// A request and its reply; no reply while that is asked.
fn of_step(step: &Step, show: Show) -> String {
    let who = if step.delivery.what.word().is_empty() { "" } else { ": " };
    let request = format!("  {}{who}{}", step.delivery.what.word(), step.request.whole().replace('\n', ", "));
    let heard = step.delivery.silence();
    match (show, heard) {
        (Show::Requests, None) => request,
        (Show::Requests, Some(silence)) => format!("{request}; the reply is {silence}"),
        (_, None) => {
            format!("{request}; it hears {} {}", step.reply.line(), step.reply.text).trim_end().to_owned()
        }
        (_, Some(silence)) => format!("{request}; {} is {silence}", step.reply.line()),
    }
}

fn end(story: &Story) -> String {
    let orders = listed(story.end(), true);
    let orders = if orders.is_empty() { "no orders".to_owned() } else { orders.join("; ") };
    let outcome =
        if story.way == Way::Once { String::new() } else { format!(" Outcome: {}.", story.outcome()) };
    format!("  At the end: {orders}.{outcome}")
}

/// Turns the bench: `mark put`, `put late`, `from three`.
///
/// # Errors
/// What does not read, and the nearest names.
pub(super) fn turn(run: &mut Run, what: &str, value: &str) -> Result<(), String> {
    let marks = run.frees_marks();
    let Some(bench) = run.ground.verbs_mut() else { return Ok(()) };
    match what {
        "mark" if !marks => return Err("Nothing is to be marked at this stage.".to_owned()),
        "mark" => {
            bench.selected = endpoint(bench, value)?;
            bench.mark();
            run.judged = false;
        }
        "from" => {
            let names = STARTS.each_ref().map(|start| start.id);
            let unknown = || format!("No starting state is called `{value}`{}", hint(value, &names));
            bench.start = Some(Start::find(value).ok_or_else(unknown)?);
        }
        id => {
            let index = endpoint(bench, id)?;
            let words = WAYS.each_ref().map(|row| row.word);
            let unknown = || format!("No way is called `{value}`; the ways are {}.", words.join(", "));
            bench.way = Way::find(value).ok_or_else(unknown)?;
            bench.selected = index;
        }
    }
    Ok(())
}

/// The endpoint of this id, as an index.
fn endpoint(bench: &VerbBench, id: &str) -> Result<usize, String> {
    let ids: Vec<&str> = bench.endpoints.iter().map(|endpoint| endpoint.id).collect();
    let found = ids.iter().position(|known| *known == id);
    found.ok_or_else(|| format!("No endpoint here is called `{id}`{}", hint(id, &ids)))
}
