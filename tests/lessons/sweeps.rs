//! Stages on a sweep: what is played for them, what stays hidden, which answers pass, and
//! what is refused.

use idem_lab::lesson::sweep::SweepStage;
use idem_lab::lesson::{Kind, Shelf, check};
use idem_lab::sim::Scenario;

use super::super::screen::at;
use super::super::{lesson, stage};

fn chart(lesson_id: &str, id: &str) -> (SweepStage, Scenario) {
    let stage = stage(&lesson(lesson_id), id);
    let Kind::Sweep(sweep) = &stage.kind else { panic!("{id} is a chart") };
    (SweepStage::clone(sweep), stage.drawn())
}

const ASKED: [(&str, &str, &str); 3] =
    [("how-long", "doubles", "0"), ("how-long", "rows", "80"), ("try-it", "curve", "20")];

#[test]
fn the_sweep_answers_each_question_and_each_choice_has_a_reply() {
    for (lesson, id, want) in ASKED {
        let (sweep, scenario) = chart(lesson, id);
        let answer = sweep.answer(&scenario).map(|answer| answer.to_string());
        assert_eq!(answer.as_deref(), Some(want), "{id}");
        let ask = sweep.asks().expect("it asks");
        assert!(ask.choices.iter().all(|choice| ask.reply(*choice).is_some()), "{id}");
    }
}

#[test]
fn what_is_asked_about_is_neither_drawn_nor_told_before_it_is_answered() {
    for (lesson, id, _) in ASKED {
        let place = format!("{lesson}:{id}");
        let (mut person, mut before) = (at(&place), at(&place));
        let rows = |person: &super::super::screen::Person| {
            person.model.run.as_ref().map_or(0, |run| run.chart_rows().len())
        };
        let asked = chart(lesson, id).0.asks().expect("it asks").point;
        assert_eq!(rows(&person), asked, "{place}");
        // Whatever the sums of the hidden points are, the picture is the same.
        let run = person.model.run.as_mut().expect("a lesson");
        let chart = run.ground.chart_mut().expect("a chart");
        for sums in &mut chart.table.sums[asked..] {
            sums.clear();
        }
        assert_eq!(person.text(), before.text(), "{place}");
        person = before;
        person.press("1");
        assert_eq!(rows(&person), asked, "{place}: a choice is no answer yet");
        person.press("s");
        assert!(rows(&person) > asked, "{place}");
    }
}

#[test]
fn keys_of_the_laboratory_do_nothing_on_a_chart() {
    let mut person = at("try-it:curve");
    let before = person.text();
    for key in ["Space", "Right", "End", "Tab", "x", "t", "K", "e", "w", "u", "s", "9"] {
        person.press(key);
        assert_eq!(person.text(), before, "{key}");
    }
}

/// A lesson with one stage on a sweep, as given.
fn refusal(sweep: &str) -> String {
    let lesson = std::fs::read_to_string(super::super::file("tiny.toml")).expect("it can be read");
    let stage = format!("[[stage]]\nid = \"chart\"\n[stage.sweep]\n{sweep}\n\n[[stage]]\nid = \"mend\"\n");
    let source = lesson.replacen("[[stage]]\nid = \"mend\"\n", &stage, 1);
    check(&source, "tiny.toml", &Shelf::ids()).err().map_or_else(String::new, |error| error.to_string())
}

#[test]
fn a_chart_that_cannot_be_played_or_answered_is_refused_with_what_to_do() {
    let good = "vary = \"lose-reply=0,0.5\"\nfigure = \"mean_balance\"\ntrials = 100\nask = \"?\"\n\
                at = \"0\"\nlane = \"keyed\"\nchoices = [10, 20]\nwrong = { 20 = \"no\" }";
    assert_eq!(refusal(good), "", "the good one they are made from loads");
    let bad = [
        ("lose-reply=0,0.5", "losereply=0,0.5", "unknown knob `losereply`; did you mean `lose-reply`?"),
        ("lose-reply=0,0.5", "lose-reply=0", "a chart has 2 to 12 points"),
        ("mean_balance", "mean_balanse", "no figure is called `mean_balanse`; did you mean `mean_balance`"),
        ("trials = 100", "trials = 0", "a point plays 1 to 20000 payments"),
        ("trials = 100", "trials = 30000", "a point plays 1 to 20000 payments"),
        ("ask = \"?\"", "ask = \"?\"\nsay = \"!\"", "a sweep is looked at, or asked about"),
        ("at = \"0\"\n", "", "the key `at` is missing"),
        ("at = \"0\"", "at = \"0.7\"", "no point is at `0.7`"),
        ("lane = \"keyed\"", "lane = \"keyd\"", "no lane is named `keyd`; did you mean `keyed`?"),
        ("choices = [10, 20]", "choices = [10]", "a question has 2 to 6 choices"),
        ("choices = [10, 20]", "choices = [10, 20, \"x\"]", "`x` is no amount"),
        ("choices = [10, 20]", "choices = [9, 11]", "no choice is clearly the right one"),
        ("wrong = { 20 = \"no\" }", "wrong = {}", "the wrong answer 20 has no reply"),
        ("wrong = { 20 = \"no\" }", "wrong = { 20 = \"no\", 10 = \"no\" }", "10 is the right answer"),
        ("mean_balance", "keys_mean", "the figure has no value at this point"),
    ];
    for (from, to, want) in bad {
        assert!(good.contains(from), "{from}");
        let said = refusal(&good.replacen(from, to, 1));
        assert!(said.contains(want), "{to}:\n{said}");
        assert!(said.contains("help:"), "{to}:\n{said}");
    }
}

#[test]
fn on_paper_a_chart_is_what_it_is_on_screen() {
    let mut page = Vec::new();
    idem_lab::report::lesson::write(&lesson("how-long"), false, &mut page).expect("it can be written");
    let page = String::from_utf8(page).expect("it is text");
    for line in ["predict doubles of keyed at 5s, by a chart", "ttl=1s,2s,3s,4s,5s,8s, 20 weathers a point"] {
        assert!(page.contains(line), "{line}:\n{page}");
    }
}
