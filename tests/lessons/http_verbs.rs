//! The lesson on verbs: what the bench computes for it, and which answers pass.

use idem_lab::lesson::Kind;
use idem_lab::lesson::verbs::{Task, VerbStage};
use idem_lab::verbs::WAYS;

use super::super::{lesson, stage};

fn bench(id: &str) -> VerbStage {
    let Kind::Verbs(verbs) = stage(&lesson("http-verbs"), id).kind else { panic!("{id} is on the bench") };
    *verbs
}

#[test]
fn the_bench_answers_each_question() {
    let answer = |id| bench(id).answer().map(|answer| answer.to_string());
    for (id, want) in [
        ("bet-post", "2"),
        ("bet-put", "1"),
        ("bet-delete", "404"),
        ("bet-counter", "yes"),
        ("bet-approve", "no"),
        ("bet-match", "412"),
    ] {
        assert_eq!(answer(id).as_deref(), Some(want), "{id}");
    }
}

#[test]
fn each_choice_has_a_reply() {
    for id in ["bet-post", "bet-put", "bet-delete", "bet-counter", "bet-approve", "bet-match"] {
        let stage = bench(id);
        let ask = stage.asks().expect("it asks");
        assert!(ask.choices.iter().all(|choice| ask.reply(*choice).is_some()), "{id}");
    }
}

#[test]
fn a_newer_change_is_undone_by_the_late_copy_of_a_plain_put_alone() {
    let stage = bench("undone");
    let found: Vec<_> = stage
        .show
        .iter()
        .flat_map(|endpoint| WAYS.iter().map(move |row| (endpoint, row)))
        .filter(|(endpoint, row)| stage.finds(&stage.story(endpoint, row.way)))
        .map(|(endpoint, row)| (endpoint.id, row.word))
        .collect();
    assert_eq!(found, [("put", "late")]);
}

#[test]
fn picks_are_judged_by_the_bench() {
    for (id, right) in [
        ("proxy", [false, true, false, true, true].as_slice()),
        ("believed", &[false, true, false, false, true]),
    ] {
        let stage = bench(id);
        assert_eq!(stage.misses(right), [0; 0], "{id}");
        assert_eq!(stage.misses(&[]).len(), right.iter().filter(|mark| **mark).count(), "{id}");
        let Task::Pick(pick) = &stage.task else { panic!("{id} is a pick") };
        assert!(stage.show.iter().all(|endpoint| pick.wrong.contains_key(endpoint.id)), "{id}");
        for index in 0..right.len() {
            let mut marks = right.to_vec();
            marks[index] = !marks[index];
            assert_eq!(stage.misses(&marks), [index], "{id}");
        }
    }
}

#[test]
fn it_never_says_what_nobody_can_promise() {
    let file = idem_lab::lesson::shelf::FILES.iter().find(|(name, _)| name.contains("http-verbs"));
    let source = file.expect("it ships").1.to_lowercase();
    for phrase in ["exactly-once", "exactly once", "guarantee", "simply", "obviously"] {
        assert!(!source.contains(phrase), "{phrase}");
    }
}
