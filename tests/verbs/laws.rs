//! Laws over every endpoint, way and state.

use std::collections::BTreeSet;

use idem_lab::verbs::part::{PARTS, alike};
use idem_lab::verbs::reply::STATUSES;
use idem_lab::verbs::start::every;
use idem_lab::verbs::{ENDPOINTS, Question, STARTS, Server, Start, Story, Verdict, WAYS, Way, What};
use proptest::prelude::*;

/// Every endpoint asked in every way from every starting state.
fn every_story() -> impl Iterator<Item = Story> {
    let asked = ENDPOINTS.iter().flat_map(|endpoint| WAYS.iter().map(move |row| (endpoint, row.way)));
    asked.flat_map(|(endpoint, way)| every().into_iter().map(move |start| Story::tell(endpoint, way, start)))
}

#[test]
fn every_request_is_answered_and_logged() {
    let known: BTreeSet<u16> = STATUSES.iter().map(|(status, _)| *status).collect();
    let mut met = BTreeSet::new();
    for story in every_story() {
        assert_eq!(story.steps.len(), story.way.deliveries().len());
        for (index, step) in story.steps.iter().enumerate() {
            assert!(known.contains(&step.reply.status), "{} {}", story.endpoint.id, step.reply.status);
            assert!(step.reply.line().len() > 4, "it has a name");
            assert_eq!(usize::try_from(step.after.log), Ok(index + 1));
            met.insert(step.reply.status);
        }
    }
    assert_eq!(met, known, "every status is answered somewhere");
}

#[test]
fn a_verdict_is_what_the_stories_show() {
    let mut harmed = BTreeSet::new();
    let mut changed = BTreeSet::new();
    for story in every_story() {
        let id = story.endpoint.id;
        if matches!(story.way, Way::Twice | Way::Lost) && !story.is_harmless() {
            harmed.insert(id);
        }
        if story.way == Way::Once && !alike(&story.start, story.end()) {
            changed.insert(id);
        }
    }
    for endpoint in &ENDPOINTS {
        let verdict = Verdict::of(endpoint);
        assert_eq!(verdict.is_idempotent(), !harmed.contains(endpoint.id), "{}", endpoint.id);
        assert_eq!(verdict.is_safe(), !changed.contains(endpoint.id), "{}", endpoint.id);
        assert!(verdict.is_idempotent() || !verdict.is_safe(), "{}: safe is idempotent", endpoint.id);
    }
}

#[test]
fn the_server_cannot_tell_a_retry_from_a_second_request() {
    for story in every_story().filter(|story| story.way == Way::Twice) {
        let lost = Story::tell(story.endpoint, Way::Lost, story.start.clone());
        let ends = |story: &Story| story.steps.iter().map(|step| step.after.clone()).collect::<Vec<_>>();
        assert_eq!(ends(&lost), ends(&story), "{}", story.endpoint.id);
        assert_eq!(lost.heard(), story.heard());
    }
}

#[test]
fn what_an_endpoint_is_shown_with_shows_what_is_wrong_with_it() {
    for endpoint in &ENDPOINTS {
        let start = Start::find(endpoint.start).expect("its start is there").server();
        let verdict = Verdict::of(endpoint);
        let twice = Story::tell(endpoint, Way::Twice, start.clone());
        assert_eq!(twice.is_harmless(), verdict.is_idempotent(), "{}", endpoint.id);
        let once = Story::tell(endpoint, Way::Once, start.clone());
        assert_eq!(alike(&start, once.end()), verdict.is_safe(), "{}", endpoint.id);
    }
}

#[test]
fn only_orders_are_asked_about() {
    let requested: Vec<&str> = PARTS.iter().filter(|part| part.requested).map(|part| part.id).collect();
    assert_eq!(requested, ["orders"]);
    let one = STARTS[0].server();
    for own in [
        Server { hits: 9, ..one.clone() },
        Server { log: 9, ..one.clone() },
        Server { next: 9, ..one.clone() },
    ] {
        assert!(own != one && alike(&own, &one));
        let differing = PARTS.iter().filter(|part| !(part.same)(&own, &one)).count();
        assert_eq!(differing, 1, "each part is one row");
    }
}

#[test]
fn names_are_unique_and_found() {
    let mut ids: Vec<&str> = Question::endpoints();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), ENDPOINTS.len());
    for row in &WAYS {
        assert_eq!(Way::find(row.word), Some(row.way));
        let round = (0..WAYS.len()).fold(row.way, |way, _| way.turned(false));
        assert_eq!((round, row.way.turned(false).turned(true)), (row.way, row.way));
    }
    for start in &STARTS {
        assert_eq!(start.turned(false).turned(true).id, start.id);
        assert!(every().contains(&start.server()), "{} is judged too", start.id);
    }
}

#[test]
fn every_question_has_an_answer_for_every_endpoint_and_way() {
    for endpoint in &ENDPOINTS {
        for word in Question::words() {
            let question = Question::parse(&format!("{}.{word}", endpoint.id)).expect("it reads");
            assert_eq!(question.to_string(), format!("{}.{word}", endpoint.id));
            for row in &WAYS {
                let story = Story::tell(endpoint, row.way, STARTS[0].server());
                let answer = question.answer(&story);
                let written = answer.to_string();
                assert_eq!(idem_lab::verbs::Reading::parse(&written), Some(answer));
            }
        }
    }
}

proptest! {
    #![proptest_config(crate::cases::cases(256))]

    /// However requests of all kinds follow each other, the server answers.
    #[test]
    fn any_sequence_of_requests_is_answered(picks in prop::collection::vec((0..ENDPOINTS.len(), 0..3usize), 0..60)) {
        let mut server = STARTS[1].server();
        for (index, what) in &picks {
            let what = [What::First, What::Newer, What::Other][*what];
            let reply = server.handle(idem_lab::verbs::way::request(&ENDPOINTS[*index], what));
            prop_assert!(reply.status >= 200 && reply.status < 500);
        }
        prop_assert_eq!(usize::try_from(server.log), Ok(picks.len()));
        prop_assert!(server.orders.values().all(|held| held.version >= 1 && !held.order.lines.is_empty()));
    }

    /// From whatever state such a sequence leads to, the idempotent are idempotent.
    #[test]
    fn verdicts_hold_in_states_nobody_wrote_down(picks in prop::collection::vec(0..ENDPOINTS.len(), 0..12)) {
        let mut server = STARTS[2].server();
        for index in picks {
            server.handle(&ENDPOINTS[index].request);
        }
        for endpoint in &ENDPOINTS {
            let verdict = Verdict::of(endpoint);
            let story = Story::tell(endpoint, Way::Twice, server.clone());
            prop_assert!(!verdict.is_idempotent() || story.is_harmless(), "{}", endpoint.id);
            let once = Story::tell(endpoint, Way::Once, server.clone());
            prop_assert!(!verdict.is_safe() || alike(&server, once.end()), "{}", endpoint.id);
        }
    }
}
