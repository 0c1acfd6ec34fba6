//! `idem verbs --json`: endpoints, ways and verdicts as data.
//!
//! The shape is a contract: add fields, rename none.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::start_of;
use crate::report::page::json;
use crate::verbs::{Endpoint, Server, Start, Step, Story, Verdict, WAYS, Way};

/// Writes endpoints as JSON, in one way or in all.
///
/// # Errors
/// Whatever the writer says.
pub fn write(
    endpoints: &[&'static Endpoint],
    way: Option<Way>,
    from: Option<&'static Start>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let rows: Vec<EndpointRow> =
        endpoints.iter().map(|endpoint| EndpointRow::new(endpoint, way, from)).collect();
    json(&rows, out)
}

#[derive(Serialize)]
struct EndpointRow {
    id: &'static str,
    verb: &'static str,
    title: &'static str,
    asks: &'static str,
    does: &'static str,
    promised: Promised,
    safe: bool,
    idempotent: bool,
    kept: bool,
    /// Whether a proxy may send it again on its own.
    proxy: bool,
    /// Whether a client that knows the endpoint may.
    client: bool,
    /// How many starting states that was tried in.
    states: usize,
    start: &'static str,
    ways: Vec<StoryRow>,
}

#[derive(Serialize)]
struct Promised {
    safe: bool,
    idempotent: bool,
}

impl EndpointRow {
    fn new(endpoint: &'static Endpoint, way: Option<Way>, from: Option<&'static Start>) -> Self {
        let verdict = Verdict::of(endpoint);
        let promised = endpoint.verb().row();
        let start = start_of(endpoint, from);
        let ways = WAYS.iter().filter(|row| way.is_none_or(|way| way == row.way));
        let story = |way| StoryRow::new(&Story::tell(endpoint, way, start.server()));
        Self {
            id: endpoint.id,
            verb: endpoint.verb().word(),
            title: endpoint.title,
            asks: endpoint.asks,
            does: endpoint.does,
            promised: Promised { safe: promised.safe, idempotent: promised.idempotent },
            safe: verdict.is_safe(),
            idempotent: verdict.is_idempotent(),
            kept: verdict.is_kept(),
            proxy: verdict.proxy_may_retry(),
            client: verdict.client_may_retry(),
            states: verdict.states,
            start: start.id,
            ways: ways.map(|row| story(row.way)).collect(),
        }
    }
}

#[derive(Serialize)]
struct StoryRow {
    way: &'static str,
    steps: Vec<StepRow>,
    harmless: bool,
    misleads: bool,
    undone: bool,
    outcome: &'static str,
}

impl StoryRow {
    fn new(story: &Story) -> Self {
        Self {
            way: story.way.row().word,
            steps: story.steps.iter().map(StepRow::new).collect(),
            harmless: story.is_harmless(),
            misleads: story.misleads(),
            undone: story.undoes(),
            outcome: story.outcome(),
        }
    }
}

#[derive(Serialize)]
struct StepRow {
    request: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    condition: Option<String>,
    #[serde(skip_serializing_if = "str::is_empty")]
    body: &'static str,
    status: u16,
    heard: bool,
    state: StateRow,
}

impl StepRow {
    fn new(step: &Step) -> Self {
        Self {
            request: step.request.line(),
            condition: step.request.condition.map(crate::verbs::Condition::header),
            body: step.request.body,
            status: step.reply.status,
            heard: step.delivery.heard,
            state: StateRow::new(&step.after),
        }
    }
}

/// A state; what callers ask about first.
#[derive(Serialize)]
struct StateRow {
    orders: BTreeMap<String, String>,
    versions: BTreeMap<String, u32>,
    next: u32,
    hits: u32,
    log: u32,
}

impl StateRow {
    fn new(server: &Server) -> Self {
        let orders = server.orders.iter();
        Self {
            orders: orders.clone().map(|(name, held)| (name.to_string(), held.order.to_string())).collect(),
            versions: orders.map(|(name, held)| (name.to_string(), held.version)).collect(),
            next: server.next,
            hits: server.hits,
            log: server.log,
        }
    }
}
