//! One endpoint, every way laid out: what arrives, what is answered, what is there then.

use std::io::{self, Write};

use super::start_of;
use crate::glyph::Glyph;
use crate::report::cell::{COLUMNS, hang, left};
use crate::report::printed::printed;
use crate::verbs::part::{books, listed};
use crate::verbs::{Endpoint, Start, Step, Story, Verdict, WAYS, Way};

/// The columns of the margin, the request and the reply; the state has the rest.
const WIDTHS: [usize; 3] = [7, 30, 30];

/// Writes an endpoint for people, in one way or in all.
///
/// # Errors
/// Whatever the writer says.
pub fn write(
    endpoint: &'static Endpoint,
    way: Option<Way>,
    from: Option<&'static Start>,
    ascii: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let start = start_of(endpoint, from);
    let mut lines = head(endpoint);
    lines.push(format!("it begins where {}:", start.gloss));
    lines.extend(listed(&start.server(), true).iter().map(|order| format!("  {order}")));
    for row in WAYS.iter().filter(|row| way.is_none_or(|way| way == row.way)) {
        lines.push(String::new());
        lines.push(format!("{}: {}", row.label, row.gloss));
        lines.extend(story(&Story::tell(endpoint, row.way, start.server())));
    }
    lines.push(String::new());
    lines.extend(others(endpoint));
    lines.iter().try_for_each(|line| writeln!(out, "{}", printed(line, ascii)))
}

fn head(endpoint: &'static Endpoint) -> Vec<String> {
    let verdict = Verdict::of(endpoint);
    let yes = |yes| if yes { "yes" } else { "no" };
    let replies = verdict.replies.map_or_else(
        || "the second reply has the status of the first".to_owned(),
        |(first, second)| format!("the second reply may have another status: {first}, then {second}"),
    );
    let mut lines = vec![format!("{}: {}", endpoint.id, endpoint.title)];
    for text in [
        format!("a caller asks for: {}", endpoint.asks),
        format!("the code: {}", endpoint.does),
        verdict.promise(),
        format!(
            "Computed over {} starting states: safe {}, idempotent {}; {replies}.",
            verdict.states,
            yes(verdict.is_safe()),
            yes(verdict.is_idempotent()),
        ),
        verdict.retry().to_owned(),
    ] {
        lines.extend(hang(&text, COLUMNS));
    }
    lines
}

fn state(server: &crate::verbs::Server) -> Vec<String> {
    let orders = listed(server, true);
    if orders.is_empty() { vec!["no orders".to_owned()] } else { orders }
}

/// The steps in three columns, and what came of them.
fn story(story: &Story) -> Vec<String> {
    let mut lines: Vec<String> = story.steps.iter().flat_map(step).collect();
    let said = if story.misleads() { "; the caller hears an error although it was done" } else { "" };
    lines.extend(hang(&format!("  = {}{said} ({})", story.outcome(), books(story.end())), COLUMNS));
    lines
}

fn step(step: &Step) -> Vec<String> {
    let mut request = vec![step.request.line()];
    request.extend(step.request.rest().into_iter().map(|line| format!("  {line}")));
    let lost = step
        .delivery
        .silence()
        .map_or_else(String::new, |silence| format!("  {} {silence}", Glyph::Lost.row().unicode));
    let mut reply = vec![format!("{}{lost}", step.reply.line())];
    if !step.reply.text.is_empty() {
        reply.push(format!("  {}", step.reply.text));
    }
    let state = state(&step.after);
    let rows = request.len().max(reply.len()).max(state.len());
    let cell = |lines: &[String], row: usize| lines.get(row).cloned().unwrap_or_default();
    let line = |row| {
        let margin = if row == 0 { format!("  {}", step.delivery.what.word()) } else { String::new() };
        let [margin_width, request_width, reply_width] = WIDTHS;
        left(&margin, margin_width)
            + " "
            + &left(&cell(&request, row), request_width)
            + &left(&cell(&reply, row), reply_width)
            + &cell(&state, row)
    };
    (0..rows).map(line).collect()
}

/// The other endpoints of the same verb.
fn others(endpoint: &Endpoint) -> Vec<String> {
    let others = Endpoint::of(endpoint.verb()).filter(|other| other.id != endpoint.id);
    let others: Vec<&str> = others.map(|other| other.id).collect();
    if others.is_empty() {
        return vec![format!("no other endpoint here has the verb {}", endpoint.verb().word())];
    }
    hang(&format!("other endpoints with {}: {}", endpoint.verb().word(), others.join(", ")), COLUMNS)
}
