//! `idem advise`: from flags to the TTL adviser's question, and its answer.

use std::io::Write;

use super::args::AdviseArgs;
use super::error::CliError;
use super::scenario::{apply, flattened, number, start, wrong};
use super::{Done, Exit};
use crate::advise::{Ask, Lateness, Rung, advise};
use crate::report;
use crate::sim::knob::Kind;
use crate::sim::time::{SPAN_MAX, parse_span};

/// A stored key with its reply, where nothing else is said.
const ROW_BYTES: u64 = 1_000;

/// Answers which TTL is needed and what it costs.
///
/// # Errors
/// A flag that does not read, a client that never gives up, or a writer that fails.
pub fn answer(args: &AdviseArgs, ascii: bool, out: &mut dyn Write) -> Done {
    let given = start(args.start.preset.as_deref(), args.start.from.as_deref())?;
    let mut scenario = given.unwrap_or_default();
    flattened(&mut scenario);
    // The cure alone is asked about: there is no lane to have knobs of its own.
    scenario.lanes.clear();
    apply(&mut scenario, &[], None, &args.set, &[])?;
    let read = Lateness::parse_all(&args.late).map_err(|(text, why)| wrong("late", text, why.into()));
    let late = if args.usual { Ok(Lateness::usual()) } else { read };
    let skew = args.skew.as_deref().map(|text| {
        let kind = Kind::Span { min: 0, forever: false };
        parse_span(text).ok_or_else(|| wrong("skew", text, super::error::FlagError::Number(kind)))
    });
    let bytes = args.row_bytes.as_deref().map(|text| number("row-bytes", text, 1, SPAN_MAX)).transpose()?;
    let ask = Ask {
        knobs: scenario.knobs,
        late: late?,
        skew: skew.transpose()?.unwrap_or(0),
        row_bytes: bytes.unwrap_or(ROW_BYTES),
    };
    let advice = advise(&ask).ok_or(CliError::NoTtl)?;
    if args.json {
        report::advice::write_json(&ask, &advice, out)?;
    } else {
        report::advice::write(&ask, &advice, ascii, out)?;
    }
    let sound = advice.rungs.last().is_some_and(Rung::is_sound);
    Ok(if sound { Exit::Fine } else { Exit::Found })
}
