//! `idem verbs`: what was named, found in the tables of the verb bench.

use std::io::Write;

use super::args::VerbsArgs;
use super::error::CliError;
use super::{Done, fine};
use crate::report::verbs::{document, steps, table};
use crate::sim::nearest::hint;
use crate::verbs::{ENDPOINTS, Endpoint, STARTS, Start, VERBS, Verb, WAYS, Way};

/// Writes the table, or one endpoint laid out.
///
/// # Errors
/// A name that is none, with the nearest that are; or a writer that fails.
pub fn verbs(args: &VerbsArgs, ascii: bool, out: &mut dyn Write) -> Done {
    let named = args.endpoint.as_deref().map(endpoint).transpose()?;
    let way = args.way.as_deref().map(way).transpose()?;
    let from = args.from.as_deref().map(start).transpose()?;
    let all: Vec<&'static Endpoint> = match named {
        Some(endpoint) => vec![endpoint],
        None => ENDPOINTS.iter().collect(),
    };
    fine(match named {
        _ if args.json => document::write(&all, way, from, out),
        Some(endpoint) => steps::write(endpoint, way, from, ascii, out),
        None => table::write(&all, from, ascii, out),
    })
}

/// An endpoint by its id, or the plain one of a verb.
fn endpoint(text: &str) -> Result<&'static Endpoint, CliError> {
    let of_verb = || Verb::find(text).and_then(|verb| Endpoint::of(verb).next());
    // `PUT` is a verb, `put` the endpoint: they mean the same.
    let found = Endpoint::find(text).or_else(of_verb);
    found.ok_or_else(|| {
        let verbs = VERBS.iter().map(|row| row.word);
        let names: Vec<&str> = ENDPOINTS.iter().map(|endpoint| endpoint.id).chain(verbs).collect();
        CliError::Verbs(format!("no verb or endpoint is called `{text}`{}", hint(text, &names)))
    })
}

fn way(text: &str) -> Result<Way, CliError> {
    Way::find(text).ok_or_else(|| {
        let near = hint(text, &WAYS.each_ref().map(|row| row.word));
        CliError::Verbs(format!("--way {text}: there is no such way{near}"))
    })
}

fn start(text: &str) -> Result<&'static Start, CliError> {
    Start::find(text).ok_or_else(|| {
        let near = hint(text, &STARTS.each_ref().map(|start| start.id));
        CliError::Verbs(format!("--from {text}: there is no such starting state{near}"))
    })
}
