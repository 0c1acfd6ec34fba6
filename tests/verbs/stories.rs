//! Stories a reviewer can read: what each endpoint answers, and what comes of it.

use idem_lab::verbs::part::listed;
use idem_lab::verbs::{Verdict, Way};

use super::{endpoint, statuses, story};

fn end(id: &str, way: Way) -> String {
    listed(story(id, way).end(), true).join("; ")
}

#[test]
fn put_creates_then_replaces_and_its_state_is_the_same() {
    let twice = story("put-if-absent", Way::Twice);
    assert_eq!(statuses(&twice), [201, 412]);
    assert_eq!(statuses(&story("put", Way::Twice)), [204, 204]);
    assert_eq!(end("put", Way::Once), "/orders/1  2 tea  v2");
    assert_eq!(end("put", Way::Twice), "/orders/1  2 tea  v3");
    assert!(story("put", Way::Twice).is_harmless());
}

#[test]
fn delete_answers_otherwise_the_second_time_and_that_is_no_harm() {
    let lost = story("delete", Way::Lost);
    assert_eq!(statuses(&lost), [204, 404]);
    assert!(lost.is_harmless() && lost.misleads());
    assert_eq!(Verdict::of(endpoint("delete")).replies, Some((204, 404)));
    assert_eq!(statuses(&story("delete-204", Way::Lost)), [204, 204]);
    assert!(!story("delete-204", Way::Lost).misleads());
}

#[test]
fn post_makes_one_more_each_time() {
    assert_eq!(end("post", Way::Lost), "/orders/1  2 tea  v1; /orders/2  2 tea  v1");
    assert_eq!(statuses(&story("post-id", Way::Lost)), [201, 200]);
    assert_eq!(end("post-id", Way::Lost), "/orders/a1  2 tea  v1");
}

#[test]
fn a_condition_makes_adding_harmless_and_its_retry_hears_412() {
    assert_eq!(end("patch-add", Way::Lost), "/orders/1  3 tea  v3");
    assert_eq!(end("patch-if-match", Way::Lost), "/orders/1  2 tea  v2");
    let lost = story("patch-if-match", Way::Lost);
    assert_eq!(statuses(&lost), [204, 412]);
    assert!(lost.misleads(), "it was done, and the client hears 412");
}

#[test]
fn idempotent_is_no_shield_against_a_newer_change() {
    for (id, undone) in [
        ("put", true),
        ("delete", true),
        ("delete-newest", true),
        ("patch-set", true),
        ("put-if-match", false),
        ("patch-if-match", false),
        ("put-if-absent", false),
        ("post-id", false),
        ("get", false),
        ("post", false),
    ] {
        let late = story(id, Way::Late);
        assert_eq!(late.undoes(), undone, "{id}: {}", listed(late.end(), true).join("; "));
    }
    assert_eq!(end("put", Way::Late), "/orders/1  2 tea  v4");
    assert_eq!(end("put-if-match", Way::Late), "/orders/1  4 coffee  v3");
    assert!(!story("post", Way::Late).is_harmless(), "the copy makes one more, and undoes nothing");
}

#[test]
fn in_reverse_the_older_request_wins_unless_it_says_what_it_knows() {
    assert_eq!(end("put", Way::Reverse), "/orders/1  2 tea  v3");
    assert!(!story("put", Way::Reverse).is_harmless() && !story("put", Way::Reverse).is_told());
    let guarded = story("put-if-match", Way::Reverse);
    assert_eq!(statuses(&guarded), [412, 204]);
    assert!(!guarded.is_harmless() && guarded.is_told(), "the newer is refused, and its sender told");
    assert_eq!(end("post", Way::Reverse), "/orders/1  4 coffee  v1; /orders/2  2 tea  v1");
}

#[test]
fn the_outcome_is_said_in_words() {
    let said = |id, way| story(id, way).outcome();
    assert_eq!(said("get", Way::Once), "nothing has changed");
    assert_eq!(said("put", Way::Twice), "the same as once");
    assert_eq!(said("put-appends", Way::Lost), "NOT the same as once");
    assert_eq!(said("put", Way::Late), "the newer change does NOT stand");
    assert_eq!(said("post", Way::Late), "the late copy did it ONCE MORE");
    assert_eq!(said("put-if-match", Way::Late), "the newer change stands");
    assert_eq!(said("put-if-match", Way::Reverse), "NOT the same as in order, and a caller is told");
}

#[test]
fn verdicts_are_sentences() {
    let verdict = |id| Verdict::of(endpoint(id));
    for (id, promise) in [
        ("get", "GET promises to be safe and idempotent: kept."),
        (
            "get-approves",
            "GET promises to be safe and idempotent: BROKEN, asking changes something (idempotent still).",
        ),
        (
            "get-takes",
            "GET promises to be safe and idempotent: BROKEN, asking changes something, each time anew.",
        ),
        ("put-appends", "PUT promises to be idempotent: BROKEN, twice is not once."),
        ("post", "POST promises nothing, and this code is neither safe nor idempotent."),
        ("post-search", "POST promises nothing, and this code is even safe."),
        ("patch-set", "PATCH promises nothing, and this code is idempotent all the same."),
    ] {
        assert_eq!(verdict(id).promise(), promise);
    }
    for (id, retry) in [
        ("put", "Client and proxy may send it again on their own; no harm comes of it."),
        (
            "get-approves",
            "A retry does no more than the first; but a safe verb is sent unasked too, and this one acts.",
        ),
        ("put-appends", "Client and proxy may send it again, going by the verb, and here that does harm."),
        ("patch-set", "A proxy must not send it again; a client that knows this endpoint may."),
        ("post", "Nobody may send it again unasked, unless the first surely never arrived."),
    ] {
        assert_eq!(verdict(id).retry(), retry);
    }
}
