//! The TTL adviser's answer: a table, what the simulator confirms, the commands that tell
//! the stories, and one line to paste into a design review.

use std::io::{self, Write};

use serde::Serialize;

use super::cell::{COLUMNS, aligned, clip, hang, width};
use super::replay;
use crate::advise::{Advice, Ask, Rung, Yours};
use crate::report::printed::printed;
use crate::sim::Knobs;
use crate::sim::knob::Jitter;
use crate::sim::time::{Ms, show_roughly, show_span};

/// Writes the answer for people.
///
/// # Errors
/// Whatever the writer says.
pub fn write(ask: &Ask, advice: &Advice, ascii: bool, out: &mut dyn Write) -> io::Result<()> {
    let mut lines = hang(&client(ask, advice), COLUMNS);
    lines.push(String::new());
    lines.extend(table(advice, COLUMNS));
    lines.push(String::new());
    for note in notes(ask, advice) {
        lines.extend(hang(&note, COLUMNS));
    }
    for rung in &advice.rungs {
        lines.push(String::new());
        lines.extend(hang(&confirmed(rung), COLUMNS));
        // A line to copy is one line, however long.
        lines.extend(command(rung).map(|command| format!("  {command}")));
    }
    lines.push(String::new());
    lines.push("for the design review:".to_owned());
    lines.extend(advice.rungs.last().map(|rung| format!("  {}", review(ask, advice, rung))));
    lines.iter().try_for_each(|line| writeln!(out, "{}", printed(line, ascii)))
}

/// The client, in a sentence.
fn client(ask: &Ask, advice: &Advice) -> String {
    let Knobs { attempts, timeout, .. } = ask.knobs;
    let tries = attempts.map_or_else(String::new, |n| tries(n.into()));
    format!(
        "a client with {tries} of {} gives up after {} at the latest (its retry horizon)",
        show_span(timeout),
        show_roughly(advice.horizon)
    )
}

/// What every rung covers.
const OWN_TRIES: &str = "its own tries";

/// What a rung covers, in a word.
fn covered(rung: &Rung) -> &str {
    rung.covers.as_ref().map_or(OWN_TRIES, |late| &late.name)
}

/// The table: a row a TTL, under a heading. Where there are fewer columns than it takes,
/// the names are cut, never the numbers.
#[must_use]
pub fn table(advice: &Advice, columns: usize) -> Vec<String> {
    let head = ["covers", "set TTL to", "rows", "bytes", "$ at risk / 1M"].map(str::to_owned).to_vec();
    let row = |rung: &Rung| {
        vec![
            covered(rung).to_owned(),
            show_span(rung.set_to),
            grouped(rung.rows),
            bytes(rung.bytes),
            rung.at_risk.map_or_else(|| "-".to_owned(), |dollars| format!("${}", grouped(dollars))),
        ]
    };
    let mut rows: Vec<Vec<String>> = std::iter::once(head).chain(advice.rungs.iter().map(row)).collect();
    let wide = |rows: &[Vec<String>]| aligned(rows, 0, "   ").first().map_or(0, |line| width(line));
    let over = wide(&rows).saturating_sub(columns);
    let names = rows.iter().filter_map(|row| row.first()).map(|name| width(name)).max().unwrap_or(0);
    for name in rows.iter_mut().filter_map(|row| row.first_mut()) {
        *name = clip(name, names.saturating_sub(over).max(1));
    }
    aligned(&rows, 0, "   ")
}

/// What bounds the answer.
#[must_use]
pub fn notes(ask: &Ask, advice: &Advice) -> Vec<String> {
    // Where no TTL helps, the one that is set covers nothing.
    let helps = advice.rungs.iter().all(|rung| rung.proof.holds);
    let mut notes: Vec<String> = helps.then(|| yours(advice)).into_iter().collect();
    if ask.skew > 0 {
        notes.push(format!("clocks that differ: {} are added to every TTL", show_span(ask.skew)));
    }
    if let Some(rung) = advice.rungs.iter().find(|rung| rung.outlives_provider) {
        let window = ask.knobs.downstream_ttl.map_or_else(String::new, show_span);
        notes.push(format!(
            "provider: it forgets a forwarded key after {window}, before this server does ({}); \
             a late retry that resumes here is new there. Keep the inner window the longer one, or ask before acting",
            covered(rung)
        ));
    }
    if let Some(rung) = advice.rungs.iter().find(|rung| !rung.is_held()) {
        let holds = rung.holds.map_or_else(String::new, show_roughly);
        let capacity = ask.knobs.capacity.map_or(0, u64::from);
        notes.push(format!(
            "capacity: {} rows at this rate are pushed out after {holds}; that, not the TTL, is what holds for {}",
            grouped(capacity),
            covered(rung)
        ));
    }
    if ask.knobs.jitter == Jitter::Decorrelated {
        notes.push(
            "decorrelated jitter: each wait may be three times the one before; the stories below hold the last \
             request back by what such waits add"
                .to_owned(),
        );
    }
    notes.push(
        "not covered: a handler that stalls before its claim can come later than any TTL made from the client \
         alone; a lease, a fence or one transaction does not shorten that"
            .to_owned(),
    );
    notes
}

/// What the TTL that is set now covers, and what it misses.
fn yours(advice: &Advice) -> String {
    let Yours { ttl, covers_tries, misses, at_risk } = &advice.yours;
    let ttl = ttl.map_or_else(|| "forever".to_owned(), show_span);
    let tries = (!covers_tries).then(|| OWN_TRIES.to_owned());
    let missed: Vec<String> = tries.into_iter().chain(misses.iter().cloned()).collect();
    if missed.is_empty() {
        return format!("the TTL set now, {ttl}, covers all of these");
    }
    let missed = missed.join(", ");
    format!("the TTL set now, {ttl}, misses {missed}: ${} per million payments at risk", grouped(*at_risk))
}

/// What the simulator says of a rung.
fn confirmed(rung: &Rung) -> String {
    let ttl = rung.proof.knobs.ttl.map_or_else(String::new, show_span);
    let name = covered(rung);
    match (rung.proof.holds, rung.proof.is_smallest) {
        (true, true) => {
            format!("{name}: confirmed, at {ttl} charged once; 1 ms less and it is charged twice:")
        }
        (true, false) if !rung.is_needed() => {
            format!(
                "{name}: no request comes after the work is done, so no stored reply is ever asked for: while \
                 the work lasts the key in flight answers, whatever the TTL"
            )
        }
        (true, false) => {
            format!("{name}: at {ttl} charged once, and 1 ms below as well; enough, though not the smallest:")
        }
        (false, _) => {
            format!(
                "{name}: NOT confirmed, at {ttl} it is charged twice, as at any other; no TTL helps here:"
            )
        }
    }
}

/// So many tries.
fn tries(count: u64) -> String {
    if count == 1 { "1 try".to_owned() } else { format!("{count} tries") }
}

/// One line to paste, or why there is none.
#[must_use]
pub fn review(ask: &Ask, advice: &Advice, rung: &Rung) -> String {
    if !rung.proof.holds {
        return format!("nothing to paste: no TTL keeps {} from charging twice.", covered(rung));
    }
    if !rung.is_needed() {
        return "nothing to paste: a TTL is not what protects this client.".to_owned();
    }
    if !rung.is_held() {
        return format!(
            "nothing to paste: the store pushes keys out after {}, before {}.",
            rung.holds.map_or_else(String::new, show_roughly),
            show_span(rung.set_to)
        );
    }
    let covers = match &rung.covers {
        None => String::new(),
        Some(late) => format!(" and {} up to {}", late.name, show_span(late.span)),
    };
    let risk = rung.at_risk.filter(|dollars| *dollars > 0).map_or_else(String::new, |dollars| {
        format!("; later ones put ${} per million payments at risk", grouped(dollars))
    });
    format!(
        "Idempotency keys: TTL {} (smallest {} ms) covers {} (horizon {}){covers}; {} rows, {} at {} a row{risk}.",
        show_span(rung.set_to),
        grouped(rung.ttl),
        tries(ask.knobs.attempts.map_or(0, u64::from)),
        show_roughly(advice.horizon),
        grouped(rung.rows),
        bytes(rung.bytes),
        bytes(ask.row_bytes),
    )
}

/// The command that tells the story just below a TTL; none where there is no shorter one.
fn command(rung: &Rung) -> Option<String> {
    let story = rung.proof.below();
    replay::command(&story.settings().remove(0), &story.plan).filter(|_| rung.is_needed())
}

/// 86,400,000.
#[must_use]
pub fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut shown = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

/// Bytes in the largest unit that leaves a whole number before the point, rounded up: a
/// disk that is ordered must hold them.
fn bytes(n: u64) -> String {
    const UNITS: [(&str, u64); 4] =
        [("TB", 1_000_000_000_000), ("GB", 1_000_000_000), ("MB", 1_000_000), ("KB", 1_000)];
    let unit = UNITS.iter().find(|(_, scale)| n >= *scale);
    unit.map_or_else(
        || format!("{n} B"),
        |(name, scale)| {
            let tenths = n.div_ceil(scale / 10);
            let point = if tenths.is_multiple_of(10) { String::new() } else { format!(".{}", tenths % 10) };
            format!("{}{point} {name}", tenths / 10)
        },
    )
}

/// Writes the answer as one line of JSON.
///
/// # Errors
/// Whatever the writer says.
pub fn write_json(ask: &Ask, advice: &Advice, out: &mut dyn Write) -> io::Result<()> {
    let row = |rung: &Rung| RungRow {
        covers: rung.covers.as_ref().map(|late| late.name.clone()),
        span_ms: rung.covers.as_ref().map_or(0, |late| late.span),
        ttl_ms: rung.ttl,
        set_to_ms: rung.set_to,
        rows: rung.rows,
        bytes: rung.bytes,
        at_risk_per_million: rung.at_risk,
        holds_ms: rung.holds,
        outlives_provider: rung.outlives_provider,
        held: rung.is_held(),
        needed: rung.is_needed(),
        kept: rung.proof.holds,
        smallest: rung.proof.is_smallest,
        breaks: command(rung),
        review: review(ask, advice, rung),
    };
    let document = Document {
        horizon_ms: advice.horizon,
        skew_ms: ask.skew,
        yours: YoursRow {
            ttl_ms: advice.yours.ttl,
            covers_tries: advice.yours.covers_tries,
            misses: &advice.yours.misses,
            at_risk_per_million: advice.yours.at_risk,
        },
        rungs: advice.rungs.iter().map(row).collect(),
    };
    serde_json::to_writer(&mut *out, &document)?;
    writeln!(out)
}

#[derive(Serialize)]
struct Document<'a> {
    horizon_ms: Ms,
    skew_ms: Ms,
    yours: YoursRow<'a>,
    rungs: Vec<RungRow>,
}

#[derive(Serialize)]
struct YoursRow<'a> {
    ttl_ms: Option<Ms>,
    covers_tries: bool,
    misses: &'a [String],
    at_risk_per_million: u64,
}

#[derive(Serialize)]
struct RungRow {
    covers: Option<String>,
    span_ms: Ms,
    ttl_ms: Ms,
    set_to_ms: Ms,
    rows: u64,
    bytes: u64,
    at_risk_per_million: Option<u64>,
    holds_ms: Option<Ms>,
    outlives_provider: bool,
    /// Whether the store holds its rows that long.
    held: bool,
    /// Whether the key is ever asked for again once its work is done.
    needed: bool,
    kept: bool,
    smallest: bool,
    /// The command that tells the story which breaks a millisecond below.
    breaks: Option<String>,
    review: String,
}
