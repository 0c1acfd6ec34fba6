//! Every endpoint in every way, one row each: the statuses, and the verdict.

use std::io::{self, Write};

use super::start_of;
use crate::report::cell::{COLUMNS, hang, left};
use crate::report::printed::printed;
use crate::verbs::{Endpoint, Start, Story, Verdict, WAYS, Way};

/// The columns of the endpoint's id.
const ID: usize = 15;
/// The columns of each way, in the order of the table.
const CELLS: [usize; WAYS.len()] = [5, 9, 10, 10, 13];
/// The columns of each verdict, and their heads.
const VERDICTS: [(&str, usize); 4] = [("safe", 4), ("idempotent", 10), ("promise", 7), ("retry", 6)];

/// Marks a story whose end is not as if nothing had gone wrong.
const HARM: char = '!';

/// Writes the table for people.
///
/// # Errors
/// Whatever the writer says.
pub fn write(
    endpoints: &[&'static Endpoint],
    from: Option<&'static Start>,
    ascii: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let heads = WAYS.iter().map(|row| row.label.to_owned()).collect();
    let mut lines = vec![row("endpoint", heads, VERDICTS.map(|(head, _)| head.to_owned()).to_vec())];
    for endpoint in endpoints {
        let start = start_of(endpoint, from);
        let cell = |way| cell(&Story::tell(endpoint, way, start.server()));
        let cells = WAYS.iter().map(|row| cell(row.way)).collect();
        lines.push(row(endpoint.id, cells, judged(Verdict::of(endpoint))));
    }
    lines.push(String::new());
    lines.extend(legend(from));
    lines.iter().try_for_each(|line| writeln!(out, "{}", printed(line, ascii)))
}

fn row(id: &str, cells: Vec<String>, verdicts: Vec<String>) -> String {
    let widths = CELLS.into_iter().chain(VERDICTS.map(|(_, width)| width));
    let cells = cells.into_iter().chain(verdicts).zip(widths).map(|(text, width)| left(&text, width));
    left(id, ID) + " " + &cells.collect::<Vec<_>>().join(" ")
}

/// The statuses in order of arrival.
fn cell(story: &Story) -> String {
    let statuses: Vec<String> = story.steps.iter().map(|step| step.reply.status.to_string()).collect();
    let harm = if story.is_harmless() { String::new() } else { HARM.to_string() };
    statuses.join(" ") + &harm
}

fn judged(verdict: &Verdict) -> Vec<String> {
    let yes = |yes| if yes { "yes" } else { "no" }.to_owned();
    let promised = verdict.endpoint.verb().row();
    let kept = match (verdict.is_kept(), promised.idempotent) {
        (_, false) => "none",
        (true, true) => "kept",
        (false, true) => "BROKEN",
    };
    let retry = match (verdict.proxy_may_retry(), verdict.is_idempotent()) {
        (true, true) => "proxy",
        (true, false) => "proxy!",
        (false, true) => "client",
        (false, false) => "nobody",
    };
    vec![yes(verdict.is_safe()), yes(verdict.is_idempotent()), kept.to_owned(), retry.to_owned()]
}

fn legend(from: Option<&'static Start>) -> Vec<String> {
    let ways = WAYS.iter().filter(|row| row.way != Way::Once);
    let ways = ways.map(|row| format!("{}: {}, compared with {}", row.label, row.gloss, row.fair));
    let begins = from.map_or_else(
        || "each endpoint begins in the state that shows it best".to_owned(),
        |start| format!("all begin where {}", start.gloss),
    );
    let states = crate::verbs::start::every().len();
    let mut texts = vec![
        format!("statuses in the order in which requests arrive; {begins}"),
        format!("{HARM}: what callers ask about is not as if nothing had gone wrong"),
    ];
    texts.extend(ways);
    texts.push(format!(
        "safe, idempotent: computed, asking once and twice in each of {states} starting states"
    ));
    texts.push("promise: what RFC 9110 9.2 promises of the verb, kept by this code or not".to_owned());
    texts.push(
        "retry: who may send it again unasked; a proxy goes by the verb alone (proxy!: and does harm), a client \
         may know the endpoint"
            .to_owned(),
    );
    texts.push("`idem verbs ENDPOINT` lays one out step by step".to_owned());
    texts.iter().flat_map(|text| hang(text, COLUMNS)).collect()
}
