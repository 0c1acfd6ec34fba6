//! What a question and a task leave to the learner: nothing asked was on the picture
//! before, and no task is passed by one blind key.

use idem_lab::lesson::{Dial, Free, Kind, Lesson, Predict, Shelf, Stage};
use idem_lab::sim::{Experiment, Trace};

use super::super::{lesson, stage};

fn shelf() -> Vec<Lesson> {
    Shelf::shipped().unwrap_or_else(|complaints| panic!("{complaints}")).lessons
}

const fn prediction(stage: &Stage) -> Option<&Predict> {
    match &stage.kind {
        Kind::Predict(predict) => Some(predict),
        _ => None,
    }
}

/// The story of the lane a prediction asks about, where it asks about one.
fn asked<'e>(predict: &Predict, run: &'e Experiment) -> Option<&'e Trace> {
    let lane = predict.about.lane()?;
    run.traces.iter().find(|trace| trace.setting.lane == lane)
}

/// Where a prediction is answered its whole story is drawn. What the next one asks must not
/// be in that picture.
#[test]
fn no_prediction_shows_what_a_later_one_asks() {
    for lesson in shelf() {
        let predicts = || lesson.stages.iter().filter_map(|stage| Some((stage, prediction(stage)?)));
        for ((before, _), (stage, predict)) in predicts().zip(predicts().skip(1)) {
            let (seen, run) = (Experiment::run(&before.drawn()), Experiment::run(&stage.drawn()));
            let Some(story) = asked(predict, &run) else { continue };
            let shown = seen.traces.iter().any(|trace| trace.entries == story.entries);
            assert!(!shown, "{}:{} shows what {} asks", lesson.id, before.id, stage.id);
        }
    }
}

/// Which values of the one dial a task frees pass it, of all its key comes to; the first is
/// what its first press comes to.
fn passing(id: &str, task: &str) -> (Vec<String>, Vec<String>) {
    let stage = stage(&lesson(id), task);
    let Kind::Challenge(challenge) = &stage.kind else { panic!("{task} is a challenge") };
    let [Free::Dial(dial)] = challenge.free.as_slice() else { panic!("{task} frees one dial") };
    let rungs = dial.rungs(&stage.drawn());
    let passes = |dial: &Dial, value: &str| {
        let mut scenario = stage.drawn();
        dial.set(&mut scenario, value).expect("it takes the value");
        challenge.judge(&Experiment::run(&scenario)).passed()
    };
    let passing = rungs.iter().filter(|value| passes(dial, value)).cloned().collect();
    (rungs, passing)
}

#[test]
fn only_a_key_for_the_intent_passes_where_keys_are_chosen() {
    for (id, task) in [("the-key", "exactly-two"), ("whose-key", "mend-client")] {
        let (rungs, passing) = passing(id, task);
        assert!(rungs.len() > 6, "{id}:{task}: every policy is tried");
        assert_eq!(passing, ["per-intent"], "{id}:{task}");
    }
}

#[test]
fn the_phone_is_not_mended_by_the_first_press() {
    let (rungs, passing) = passing("how-long", "phone");
    assert_eq!(passing, ["30d"]);
    let now = rungs.iter().position(|value| value == "1s").expect("it opens at a second");
    assert_ne!(rungs[(now + 1) % rungs.len()], "30d", "{rungs:?}");
}
