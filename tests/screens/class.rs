//! A classroom: what a projector shows, a clicker's keys, and a room that votes.

use idem_lab::lesson::Kind;
use idem_lab::lesson::progress::Standing;
use idem_lab::tui::model::Options;
use idem_lab::tui::run::{Phase, Run};
use idem_lab::tui::update::open_review;

use super::picture;
use super::screen::{Person, SIZES, Start, at, shelf};

fn presenting(place: &str) -> Person {
    Start::presenting().at(place)
}

fn run(person: &Person) -> &Run {
    person.model.run.as_ref().expect("a lesson")
}

/// Whether what the stage asks for is so.
fn holds(person: &Person) -> bool {
    run(person).stand(&person.model.lab).holds
}

fn stage(person: &Person) -> Option<&str> {
    person.model.run.as_ref().map(|run| run.here().id.as_str())
}

fn tallies(person: &Person) -> Vec<Vec<usize>> {
    let run = run(person);
    run.vote().map(|vote| vote.tallies(run.choices())).unwrap_or_default()
}

/// Every stage of every lesson, as `lost-ack:bet`.
fn everywhere() -> Vec<String> {
    let places = |lesson: &idem_lab::lesson::Lesson| {
        let stages = lesson.stages.iter().map(|stage| format!("{}:{}", lesson.id, stage.id));
        stages.collect::<Vec<_>>()
    };
    shelf().lessons.iter().flat_map(places).collect()
}

/// A picture at both sizes.
fn pictured(name: &str, about: &str, mut person: Person) {
    for size in SIZES {
        let text = person.resize(size).text();
        picture(&format!("class_{name}_{}", size.0), about, &text);
    }
}

#[test]
fn a_wall_shows_the_story_in_large_digits() {
    pictured("silence", "--present, lost-ack:silence: Space", {
        let mut person = presenting("lost-ack:silence");
        person.press("Space");
        person
    });
    pictured("recap", "--present, lost-ack:recap", presenting("lost-ack:recap"));
    pictured("sandbox", "--present, lab: End", {
        let mut person = presenting("lab");
        person.press("End");
        person
    });
    pictured("challenge", "--present, lost-ack:forty: End x Enter", {
        let mut person = presenting("lost-ack:forty");
        person.press("End x Enter");
        person
    });
    pictured("lens", "--present, lost-ack:recap: Tab", {
        let mut person = presenting("lost-ack:recap");
        person.press("Tab");
        person
    });
}

#[test]
fn words_are_hidden_and_the_picture_has_their_room() {
    let mut person = presenting("lost-ack:recap");
    person.press("H");
    pictured("without_words", "--present, lost-ack:recap: H", person.clone());
    for size in SIZES {
        let hidden = person.text_at(size);
        assert!(!hidden.contains("uncertain once"), "{hidden}");
        let shown = presenting("lost-ack:recap").text_at(size);
        assert!(shown.contains("uncertain once"), "{shown}");
    }
    person.press("H");
    assert_eq!(person.text(), presenting("lost-ack:recap").text());
}

#[test]
fn a_vote_from_the_first_hand_to_the_outcome() {
    let mut person = presenting("lost-ack:bet");
    pictured("vote_open", "--present, lost-ack:bet", person.clone());
    person.press("1 1 1 1 2 2 2 2 2 2 3");
    pictured("vote_hidden", "--present, lost-ack:bet: hands 1 1 1 1 2 2 2 2 2 2 3", person.clone());
    person.press("PgDn");
    pictured("vote_shown", "the same: PgDn", person.clone());
    person.press("a 2 2 2 2 2 2 2 2 2 1 1 PgDn");
    pictured("vote_twice", "the same: a, hands 2 (nine) 1 1, PgDn", person.clone());
    person.press("PgDn");
    pictured("vote_revealed", "the same: PgDn", person);
    let mut bench = presenting("http-verbs:bet-post");
    bench.press("1 2 2 PgDn PgDn");
    pictured("vote_on_the_bench", "--present, http-verbs:bet-post: 1 2 2 PgDn PgDn", bench);
    let mut ascii =
        Start { options: Options { present: true, ascii: true, ..Default::default() }, ..Start::default() }
            .at("lost-ack:bet");
    ascii.press("1 1 2 2 2 PgDn a 2 2 2 2 PgDn PgDn");
    pictured("vote_ascii", "--present --ascii, lost-ack:bet: two votes, revealed", ascii);
}

#[test]
fn nothing_of_the_tally_or_the_outcome_shows_before_its_time() {
    let mut one = presenting("lost-ack:bet");
    let mut two = presenting("lost-ack:bet");
    one.press("1 1 1 2");
    two.press("3 2 2 2");
    for size in SIZES {
        assert_eq!(one.text_at(size), two.text_at(size), "four hands look like four hands");
    }
    one.press("t");
    assert!(one.text().contains("75 %"), "{}", one.text());
    let veil = one.model.lab.veil.expect("the question is open");
    one.press("End ] Right");
    assert!(one.model.lab.cursor.at <= veil);
    one.press("t");
    assert!(!one.text().contains("75 %"), "{}", one.text());
}

#[test]
fn hands_are_never_lost() {
    let mut person = presenting("lost-ack:bet");
    person.press("1 2 2 3 u");
    assert_eq!(tallies(&person), [[1, 2, 0]]);
    person.press("t t Tab Shift-Tab H H b x ? Esc Home End 4 9");
    assert_eq!(tallies(&person), [[1, 2, 0]], "looking changes nothing, nor does a number that is no answer");
    person.press("a u");
    assert_eq!(tallies(&person), [[1, 2, 0]], "a second vote begun by mistake");
    person.press("a 2 2 2 Backspace");
    assert_eq!(tallies(&person), [[1, 2, 0], [0, 2, 0]]);
    person.press("p n");
    person.press("n n");
    assert_eq!(
        (stage(&person), tallies(&person)),
        (Some("bet"), vec![vec![1, 2, 0], vec![0, 2, 0]]),
        "to the stage before and back"
    );
    person.press("v v");
    assert_eq!(tallies(&person), [[1, 2, 0], [0, 2, 0]], "own answer and back");
    person.press("Z");
    assert_eq!(tallies(&person), [[0, 0, 0]], "but the stage can be begun anew");
}

#[test]
fn a_vote_is_nobodys_guess() {
    for hands in ["1", "2", "3"] {
        let mut person = presenting("lost-ack:bet");
        person.press(&format!("{hands} PgDn PgDn"));
        assert_eq!(run(&person).phase, Phase::Revealed);
        assert!(person.text().contains("It is $20."), "{}", person.text());
        person.press("PgDn");
        let done = person.model.progress.done("lost-ack", "bet").expect("the stage is done");
        assert_eq!((&done.prediction, &done.practice), (&None, &None), "{hands}");
    }
}

#[test]
fn in_review_a_vote_practises_nothing() {
    let mut person = presenting("home");
    for stage in &person.model.shelf[0].stages {
        person.model.progress.mark("lost-ack", &stage.id, None);
    }
    person.model.progress.practise("lost-ack", "bet", true, 100, 0);
    person.model.today = 200;
    open_review(&mut person.model, 3);
    person.press("1 PgDn PgDn");
    assert_eq!(run(&person).phase, Phase::Revealed);
    let before = person.model.progress.clone();
    person.press("n");
    assert_eq!(person.model.progress, before);
}

#[test]
fn without_a_hand_it_is_asked_once_whether_that_is_meant() {
    let mut person = presenting("lost-ack:bet");
    person.press("PgDn");
    let notice = "No hand is counted yet: 1-3 count one. Once more runs without a vote.";
    assert_eq!(person.model.notice.as_deref(), Some(notice));
    person.press("PgDn");
    assert_eq!(run(&person).phase, Phase::Revealed);
    assert!(person.text().contains(" It is $20. "), "{}", person.text());
}

#[test]
fn a_learner_may_count_hands_and_a_presenter_may_answer() {
    let mut learner = at("lost-ack:bet");
    assert!(learner.text().contains(" v  vote"), "this stage is made for it:\n{}", learner.text());
    learner.press("v 2 2 n n");
    assert_eq!((run(&learner).phase, tallies(&learner)), (Phase::Revealed, vec![vec![0, 2, 0]]));
    let mut presenter = presenting("lost-ack:bet");
    presenter.press("v 1 s n");
    let done = presenter.model.progress.done("lost-ack", "bet").expect("done");
    assert!(done.prediction.as_ref().is_some_and(|said| !said.right), "their own answer is kept");
}

/// A lesson gone through with a clicker, and on the keyboard what a clicker cannot do.
#[test]
fn a_clicker_leads_through_the_first_lesson() {
    let mut person = presenting("lost-ack");
    let mut told = Vec::new();
    for presses in 1.. {
        let here = stage(&person).map(str::to_owned);
        told.push(format!("{presses}: {}", here.as_deref().unwrap_or("home")));
        match here.as_deref() {
            None => break,
            Some("key-off") if !holds(&person) => person.press("k"),
            Some("forty" | "charged-unknown") if !holds(&person) => person.press("End x Enter"),
            Some(_) if run(&person).phase == Phase::Counting && tallies(&person)[0] == [0, 0, 0] => {
                person.press("1 2 2")
            }
            Some(_) => person.press("PgDn"),
        };
        assert!(presses < 100, "it leads nowhere:\n{}", told.join("\n"));
    }
    assert_eq!(person.model.progress.standing(&person.model.shelf[0]), Standing::Done);
    picture(
        "class_clicker",
        "lost-ack from start to end: PgDn, hands and tasks; where each press was made",
        &told.join("\n"),
    );
}

#[test]
fn a_clicker_takes_a_play_beat_by_beat_both_ways() {
    for mut person in [at("lost-ack:silence"), presenting("lost-ack:silence")] {
        let mut instants = vec![person.model.lab.cursor.at];
        while !holds(&person) {
            person.press("PgDn");
            instants.push(person.model.lab.cursor.at);
        }
        assert!(instants.len() > 2 && instants.is_sorted_by(|a, b| a < b), "{instants:?}");
        assert_eq!(stage(&person), Some("silence"));
        for instant in instants.iter().rev().skip(1) {
            person.press("PgUp");
            assert_eq!(person.model.lab.cursor.at, *instant);
        }
        person.press("PgUp");
        assert_eq!(stage(&person), Some("pay"), "from its first beat to the stage before");
        assert_eq!(stage(person.press("PgUp PgUp")), Some("pay"), "before the first there is none");
    }
}

#[test]
fn a_learners_clicker_does_not_answer_for_them() {
    let mut person = at("lost-ack:bet");
    person.press("PgDn");
    let notice = "Time waits for an answer: choose one, or v counts the room's hands.";
    assert_eq!(person.model.notice.as_deref(), Some(notice));
    person.press("2 PgDn");
    let notice = "Time waits: s if the answer is sure, u if it is a guess.";
    assert_eq!(person.model.notice.as_deref(), Some(notice));
    assert_eq!(run(&person).phase, Phase::Chosen(1));
}

#[test]
fn the_screen_goes_dark_and_comes_back_as_it_was() {
    for place in ["home", "lab", "lost-ack:silence", "lost-ack:bet", "http-verbs:eight", "verbs"] {
        for dark in ["b", "."] {
            for light in ["b", ".", "n", "q", "Enter", "Esc", "PgDn", "PgUp", "x", "Space"] {
                let mut person = presenting(place);
                let before = person.styles();
                person.press(dark);
                assert_eq!(person.text().trim(), "", "{place}: {dark}");
                person.press(light);
                assert!(!person.left, "{place}: {light} is swallowed");
                assert_eq!(person.styles(), before, "{place}: {dark} {light}");
            }
        }
    }
    let mut playing = at("lost-ack:silence");
    playing.tap("Space");
    playing.tap("b");
    let stands = playing.model.lab.cursor;
    playing.tick(5_000);
    assert_eq!(playing.model.lab.cursor, stands, "time stands still in the dark");
}

#[test]
fn every_stage_begins_again_with_one_key() {
    for place in everywhere() {
        let mut person = presenting(&place);
        let fresh = person.styles();
        person.press("1 k x Enter Space Right PgDn h r");
        if stage(&person) != place.split(':').nth(1) {
            continue;
        }
        person.press("Esc Z Z");
        if person.model.run.is_some() {
            person.press("Left");
            assert_eq!(person.styles(), fresh, "{place}");
        }
    }
}

#[test]
fn what_only_a_presenter_may_press_does_nothing_to_a_learner() {
    for place in ["lab", "lost-ack:pay", "lost-ack:bet", "http-verbs:eight"] {
        let mut person = at(place);
        let before = person.styles();
        person.press("H Z");
        assert_eq!(person.styles(), before, "{place}");
    }
}

#[test]
fn every_stage_reads_well_on_a_wall() {
    for place in everywhere() {
        let person = presenting(&place);
        let run = run(&person);
        for size in SIZES {
            let text = person.text_at(size);
            // The words fit: nothing says that they go on.
            let wanted = run.text(&person.model.lab, &run.stand(&person.model.lab), usize::from(size.0) - 2);
            let last: String = wanted
                .last()
                .map_or(String::new(), |line| line.iter().map(|span| span.text.as_str()).collect());
            assert!(text.contains(last.trim()), "{place} at {size:?}:\n{text}");
        }
        let asks = matches!(run.here().kind, Kind::Predict(_)) || run.choices() > 0;
        assert_eq!(run.phase == Phase::Counting, asks, "{place}: a question is put to the room");
    }
}

#[test]
fn a_room_that_voted_sees_no_more_of_the_load_than_a_learner() {
    let titles = |keys: &str| {
        let mut person = presenting("retries-alone:load");
        let text = person.press(keys).text();
        text.lines().filter(|row| row.contains("again: +")).map(str::to_owned).collect::<Vec<_>>()
    };
    let (answered, voted) = (titles("v 2 s"), titles("2 PgDn PgDn"));
    assert!(!answered.is_empty(), "the lens is open");
    assert_eq!(voted, answered);
}
