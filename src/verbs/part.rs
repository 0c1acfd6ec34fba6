//! The parts of a state, and which of them a caller asks about.
//!
//! RFC 9110 9.2.1 and 9.2.2: safe and idempotent speak of what was *requested*. A server
//! may keep a log, count visits or number its revisions; that is its own affair. So a
//! counter breaks no promise, and an approval does.

use super::server::Server;

/// A part of a state.
#[derive(Debug)]
pub struct Part {
    /// Its name.
    pub id: &'static str,
    /// Whether a caller asks about it; otherwise it is the server's own.
    pub requested: bool,
    /// What it is.
    pub gloss: &'static str,
    /// Its value, to be shown.
    pub value: fn(&Server) -> String,
    /// Whether two states are alike in it.
    pub same: fn(&Server, &Server) -> bool,
}

/// Every part.
pub const PARTS: [Part; 5] = [
    Part {
        id: "orders",
        requested: true,
        gloss: "which orders there are, and what is in them",
        value: |server| listed(server, false).join("; "),
        same: |one, other| {
            one.orders.len() == other.orders.len()
                && one.orders.iter().all(|(name, held)| {
                    other.orders.get(name).is_some_and(|theirs| theirs.order == held.order)
                })
        },
    },
    Part {
        id: "versions",
        requested: false,
        gloss: "the revision number of each order, sent as its entity tag",
        value: |server| listed(server, true).join("; "),
        same: |one, other| {
            let versions =
                |server: &Server| -> Vec<u32> { server.orders.values().map(|held| held.version).collect() };
            versions(one) == versions(other)
        },
    },
    Part {
        id: "next",
        requested: false,
        gloss: "the number the next order gets",
        value: |server| server.next.to_string(),
        same: |one, other| one.next == other.next,
    },
    Part {
        id: "hits",
        requested: false,
        gloss: "how often a counted page was looked at",
        value: |server| server.hits.to_string(),
        same: |one, other| one.hits == other.hits,
    },
    Part {
        id: "log",
        requested: false,
        gloss: "how many requests came, carried out or refused",
        value: |server| server.log.to_string(),
        same: |one, other| one.log == other.log,
    },
];

/// The orders, one a line: `/orders/1  2 tea`, and `v3` where versions are asked for.
#[must_use]
pub fn listed(server: &Server, versions: bool) -> Vec<String> {
    let line = |(name, held): (&super::order::Name, &super::server::Held)| {
        let version = if versions { format!("  v{}", held.version) } else { String::new() };
        format!("{name}  {}{version}", held.order)
    };
    server.orders.iter().map(line).collect()
}

/// Whether two states are alike in all that a caller asks about.
#[must_use]
pub fn alike(one: &Server, other: &Server) -> bool {
    PARTS.iter().filter(|part| part.requested).all(|part| (part.same)(one, other))
}

/// What only the server itself cares about, in one line.
#[must_use]
pub fn books(server: &Server) -> String {
    let own = PARTS.iter().filter(|part| !part.requested && part.id != "versions");
    own.map(|part| format!("{} {}", part.id, (part.value)(server))).collect::<Vec<_>>().join(", ")
}
