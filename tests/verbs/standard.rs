//! What RFC 9110 9.2 and RFC 5789 say, written down here a second time and compared with
//! what is computed.

use idem_lab::verbs::{ENDPOINTS, Endpoint, VERBS, Verb, Verdict};

use super::verdict;

/// The standard's table: the plain endpoint of each verb, safe, idempotent.
const STANDARD: [(&str, bool, bool); 8] = [
    ("GET", true, true),
    ("HEAD", true, true),
    ("OPTIONS", true, true),
    ("TRACE", true, true),
    ("PUT", false, true),
    ("DELETE", false, true),
    ("POST", false, false),
    ("PATCH", false, false),
];

#[test]
fn the_promises_are_the_standards() {
    let rows = VERBS.each_ref().map(|row| (row.word, row.safe, row.idempotent));
    assert_eq!(rows, STANDARD);
    for row in &VERBS {
        assert_eq!((Verb::find(row.word), row.verb.row().word), (Some(row.verb), row.word));
    }
}

#[test]
fn the_plain_endpoint_of_each_verb_is_just_what_its_verb_promises() {
    for (word, safe, idempotent) in STANDARD {
        let verb = Verb::find(word).expect("a verb");
        // Setting is one thing PATCH may do, and idempotent; what it does not promise is shown by adding.
        let plain = if word == "PATCH" { Endpoint::find("patch-add") } else { Endpoint::of(verb).next() };
        let verdict = Verdict::of(plain.expect("each verb has one"));
        assert_eq!((verdict.is_safe(), verdict.is_idempotent()), (safe, idempotent), "{word}");
        assert!(verdict.is_kept(), "{word}");
        assert_eq!(verdict.proxy_may_retry(), idempotent, "{word}");
    }
}

/// Every endpoint: safe, idempotent, promise kept, proxy may, client may.
const TABLE: [(&str, &str); 22] = [
    ("get", "safe idempotent kept proxy client"),
    ("get-counted", "safe idempotent kept proxy client"),
    ("get-approves", "idempotent proxy client"),
    ("get-takes", "proxy client"),
    ("head", "safe idempotent kept proxy client"),
    ("options", "safe idempotent kept proxy client"),
    ("trace", "safe idempotent kept proxy client"),
    ("put", "idempotent kept proxy client"),
    ("put-if-match", "idempotent kept proxy client"),
    ("put-if-absent", "idempotent kept proxy client"),
    ("put-appends", "proxy client"),
    ("delete", "idempotent kept proxy client"),
    ("delete-204", "idempotent kept proxy client"),
    ("delete-newest", "proxy client"),
    ("post", "kept"),
    ("post-id", "idempotent kept client"),
    ("post-search", "safe idempotent kept client"),
    ("patch-set", "idempotent kept client"),
    ("patch-add", "kept"),
    ("patch-max", "idempotent kept client"),
    ("patch-toggle", "kept"),
    ("patch-if-match", "idempotent kept client"),
];

#[test]
fn each_endpoint_is_judged_as_an_expert_would() {
    let judged = ENDPOINTS.iter().map(|endpoint| {
        let verdict = Verdict::of(endpoint);
        let claims = idem_lab::verbs::CLAIMS.iter().filter(|claim| (claim.holds)(verdict));
        (endpoint.id, claims.map(|claim| claim.word).collect::<Vec<_>>().join(" "))
    });
    let judged: Vec<_> = judged.collect();
    let table = TABLE.map(|(id, claims)| (id, claims.to_owned()));
    assert_eq!(judged, table);
}

#[test]
fn a_broken_promise_is_shown_by_a_state_and_none_other_is() {
    for (id, orders) in [("get-takes", 1), ("put-appends", 0), ("delete-newest", 1)] {
        let start = verdict(id).unequal_from.as_ref().expect("twice is not once");
        assert!(start.orders.len() >= orders, "{id}");
    }
    let approves = verdict("get-approves");
    let start = approves.unsafe_from.as_ref().expect("it changes something");
    assert!(start.orders.values().any(|held| !held.order.approved));
    assert!(approves.unequal_from.is_none(), "approved twice is approved");
}

#[test]
fn counting_visits_and_numbering_revisions_break_nothing_and_are_seen() {
    let mut server = idem_lab::verbs::STARTS[0].server();
    let counted = super::endpoint("get-counted");
    let replies = [server.handle(&counted.request), server.handle(&counted.request)];
    assert_ne!(replies[0], replies[1], "the replies differ");
    assert_eq!((server.hits, server.log), (2, 2));
    let put = super::endpoint("put");
    let versions = [put, put].map(|put| {
        server.handle(&put.request);
        server.orders.values().map(|held| held.version).max()
    });
    assert_eq!(versions, [Some(2), Some(3)]);
    assert!(verdict("get-counted").is_kept() && verdict("put").is_kept());
}
