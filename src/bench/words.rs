//! A trial in sentences. Every number in them is read from the trial.

use super::script::{Reply, Run};
use super::state::State;
use super::trial::{Story, Trial};
use super::value::shown;
use super::verdict::Fate;

/// How an answer is to be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// All is well.
    Well,
    /// It is not.
    Ill,
    /// It breaks no promise, and a client has to know it.
    Notable,
    /// It was not asked.
    Unasked,
}

/// An answer to one of the bench's questions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The question.
    pub question: &'static str,
    /// How the answer is to be taken.
    pub mark: Mark,
    /// The answer.
    pub says: String,
}

/// The three questions, answered.
#[must_use]
pub fn answers(trial: &Trial) -> [Answer; 3] {
    let verdict = trial.verdict();
    [
        Answer {
            question: "Twice as once?",
            mark: if verdict.is_idempotent() { Mark::Well } else { Mark::Ill },
            says: state_answer(trial, &verdict.changed_again),
        },
        Answer {
            question: "Same reply?",
            mark: if verdict.is_answered_alike() { Mark::Well } else { Mark::Notable },
            says: reply_answer(trial, &verdict.answered_otherwise),
        },
        Answer {
            question: "A late duplicate?",
            mark: match verdict.keeps_others() {
                Some(true) => Mark::Well,
                Some(false) => Mark::Ill,
                None => Mark::Unasked,
            },
            says: late_answer(trial, verdict.fate),
        },
    ]
}

/// From how many starting states something holds.
fn from(trial: &Trial, which: &[usize]) -> String {
    let all = trial.stories.len();
    let name = |index: usize| trial.stories.get(index).map_or(String::new(), |story| shown(&story.start));
    match which {
        _ if all == 1 => String::new(),
        [one] => format!(", from `{}`", name(*one)),
        several if several.len() == all && all == 2 => ", from both starting states".to_owned(),
        several if several.len() == all => format!(", from all {all} starting states"),
        several => format!(", from {} of {all} starting states", several.len()),
    }
}

fn state_answer(trial: &Trial, changed: &[usize]) -> String {
    let all: Vec<usize> = (0..trial.stories.len()).collect();
    let Some(story) = changed.first().and_then(|index| trial.stories.get(*index)) else {
        return format!("Yes{}: the second run changes nothing.", from(trial, &all));
    };
    let change = change(&story.after_one, &story.after_two, "after one run", "after two");
    format!("No{}: {change}.", from(trial, changed))
}

fn reply_answer(trial: &Trial, otherwise: &[usize]) -> String {
    let Some(story) = otherwise.first().and_then(|index| trial.stories.get(*index)) else {
        let said = trial.stories.first().map(|story| reply(&story.first)).unwrap_or_default();
        return format!("Yes: {said}, both times.");
    };
    format!("No{}: {}.", from(trial, otherwise), replies(story))
}

/// What the two runs answer, where they differ.
fn replies(story: &Story) -> String {
    let (first, second) = (reply(&story.first), reply(&story.second));
    if first == second {
        let values = story.first.replies.iter().zip(&story.second.replies).find(|(one, two)| !one.says(two));
        if let Some((one, two)) = values {
            let (one, two) = (rows(&one.returned), rows(&two.returned));
            return format!("it returns {one}, then {two}");
        }
    }
    format!("{first}, then {second}")
}

fn late_answer(trial: &Trial, fate: Option<(Fate, usize)>) -> String {
    let Some((fate, index)) = fate else { return "Not asked: no other writer changes anything.".to_owned() };
    let Some(late) = trial.late.get(index) else { return String::new() };
    // Of what the duplicate changes, rather what the other writer has written.
    let theirs = late.after_one.differing(&late.after_other);
    let differing = late.after_other.differing(&late.after_late);
    let name = differing.iter().find(|name| theirs.contains(name)).or_else(|| differing.first());
    let (when, then) = ("after the other writer", "after the duplicate");
    let moved = name
        .map_or(String::new(), |name| table_change(name, &late.after_other, &late.after_late, when, then));
    match fate {
        Fate::Kept => {
            let theirs = change(&late.after_one, &late.after_other, "before it", "after");
            format!("It changes nothing: the other writer's change stands ({theirs}).")
        }
        Fate::Beside => format!("It acts once more, beside the other writer's change: {moved}."),
        Fate::Changed => format!("It acts on what the other writer wrote: {moved}."),
        Fate::Undone => format!("It undoes the other writer's change: {moved}."),
    }
}

/// What a client is told by a run, statement by statement: `1 row`, `1 row, returns (1)`,
/// or what `SQLite` said.
#[must_use]
pub fn reply(run: &Run) -> String {
    let mut parts: Vec<String> = run.replies.iter().filter_map(one_reply).collect();
    if run.left_open {
        let last = parts.pop().unwrap_or_else(|| "done".to_owned());
        parts.push(format!("{last}, a transaction left open"));
    }
    if parts.is_empty() { "done".to_owned() } else { parts.join(" and ") }
}

/// What one statement answers; none where it only says that it is done.
fn one_reply(reply: &Reply) -> Option<String> {
    if let Some(error) = &reply.error {
        return Some(shown(error));
    }
    let counted = reply.rows.map(|rows| format!("{rows} {}", if rows == 1 { "row" } else { "rows" }));
    let returns = (!reply.columns.is_empty()).then(|| format!("returns {}", rows(&reply.returned)));
    let parts: Vec<String> = counted.into_iter().chain(returns).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// Rows returned: the first, and how many more.
fn rows(returned: &[Vec<super::value::Value>]) -> String {
    let Some(first) = returned.first() else { return "nothing".to_owned() };
    let cells: Vec<String> = first.iter().map(ToString::to_string).collect();
    let more = if returned.len() > 1 { format!(" and {} more", returned.len() - 1) } else { String::new() };
    format!("({}){more}", cells.join(", "))
}

/// The first thing that differs between two states: `acct.bal is 110 after one run and 120
/// after two`.
#[must_use]
pub fn change(one: &State, two: &State, when: &str, then: &str) -> String {
    let differing = one.differing(two);
    let name = differing.first();
    name.map_or_else(|| "nothing differs".to_owned(), |name| table_change(name, one, two, when, then))
}

fn table_change(name: &str, one: &State, two: &State, when: &str, then: &str) -> String {
    let (Some(before), Some(after)) = (one.table(name), two.table(name)) else {
        return format!("{} is made otherwise", shown(name));
    };
    let table = shown(name);
    let (had, has) = (before.rows.len(), after.rows.len());
    if had != has {
        let noun = if had == 1 { "row" } else { "rows" };
        return format!("{table} has {had} {noun} {when} and {has} {then}");
    }
    let cells = |row: usize| before.rows[row].iter().zip(&after.rows[row]).enumerate();
    let differs = (0..had).find_map(|row| cells(row).find(|(_, (was, is))| was != is));
    match differs {
        Some((column, (was, is))) => {
            let column = before.columns.get(column).map(|name| shown(name)).unwrap_or_default();
            format!("{table}.{column} is {was} {when} and {is} {then}")
        }
        None => format!("{table} differs {then}"),
    }
}
