//! Every lesson that ships, played from its first stage to its last by keys at 80x24: once
//! with right answers and every challenge solved, once with wrong ones and none. A lesson
//! that is put on the shelf is played without a line here.

use idem_lab::lesson::dial::{RECIPE, STEPS};
use idem_lab::lesson::progress::Standing;
use idem_lab::lesson::prose::COLS;
use idem_lab::lesson::sql::SqlStage;
use idem_lab::lesson::sweep::SweepStage;
use idem_lab::lesson::verbs::{Task, VerbStage};
use idem_lab::lesson::{Challenge, Dial, Kind, Lesson, Predict, Stage};
use idem_lab::sim::{Fault, Scenario, Site};
use idem_lab::tui::model::Screen;

use super::super::screen::{Person, at, shelf};

/// How a learner fares.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fares {
    Well,
    Badly,
}

/// The lessons on the shelf; where the verb bench is to be turned until something is found,
/// a lesson is played by hand, in `screens/http_verbs.rs`.
fn played_in_the_laboratory() -> impl Iterator<Item = Lesson> {
    let finds =
        |stage: &Stage| matches!(&stage.kind, Kind::Verbs(verbs) if matches!(verbs.task, Task::Find(_)));
    shelf().lessons.into_iter().filter(move |lesson| !lesson.stages.iter().any(finds))
}

#[test]
fn every_lesson_is_played_to_its_end_with_right_answers() {
    for lesson in played_in_the_laboratory() {
        let person = played(&lesson.id, Fares::Well);
        assert_eq!(person.model.progress.standing(&lesson), Standing::Done, "{}", lesson.id);
    }
}

#[test]
fn every_lesson_can_be_left_at_its_end_with_wrong_answers_and_nothing_solved() {
    for lesson in played_in_the_laboratory() {
        let person = played(&lesson.id, Fares::Badly);
        for stage in &lesson.stages {
            let done = person.model.progress.done(&lesson.id, &stage.id).is_some();
            let skipped = match &stage.kind {
                Kind::Turn(_) | Kind::Challenge(_) => true,
                Kind::Sql(sql) => sql.writes().is_some(),
                Kind::Verbs(verbs) => matches!(verbs.task, Task::Pick(_)),
                _ => false,
            };
            assert_eq!(done, !skipped, "{}:{}", lesson.id, stage.id);
        }
    }
}

/// Plays a lesson from its first stage until home is on screen.
fn played(id: &str, fares: Fares) -> Person {
    let mut person = at(id);
    let stages = person.model.run.as_ref().expect("a lesson").lesson.stages.clone();
    for (index, stage) in stages.iter().enumerate() {
        let place = format!("{id}:{}", stage.id);
        assert_eq!(person.model.run.as_ref().map(|run| run.stage), Some(index), "{place}");
        reads_whole(&mut person, &place);
        if matches!(stage.kind, Kind::Turn(_) | Kind::Challenge(_)) {
            counts_the_end(&mut person, &place);
        }
        match (&stage.kind, fares) {
            (Kind::Verbs(verbs), _) => on_the_bench(&mut person, verbs, fares, &place),
            (Kind::Sweep(sweep), _) => on_a_chart(&mut person, sweep, stage, fares, &place),
            (Kind::Say(_) | Kind::Recap(_), _) => {}
            (Kind::Sql(sql), _) => on_the_sql_bench(&mut person, sql, fares, &place),
            (Kind::Play(_), _) => _ = person.press("Space"),
            (Kind::Predict(predict), _) => answer(&mut person, predict, fares, &place),
            (Kind::Turn(turn), Fares::Well) => {
                by_dial(&mut person, &turn.dial, &turn.to, &place);
                assert!(person.text().contains("Done."), "{place}:\n{}", person.text());
                counts_the_end(&mut person, &place);
            }
            (Kind::Challenge(challenge), Fares::Well) => {
                solve(&mut person, challenge, stage, &place);
                counts_the_end(&mut person, &place);
            }
            (Kind::Turn(_), Fares::Badly) => passes_by(&mut person, &place),
            (Kind::Challenge(_), Fares::Badly) => {
                person.press("h h h h");
                assert!(person.text().contains("the worked answer"), "{place}:\n{}", person.text());
                passes_by(&mut person, &place);
            }
        }
        reads_whole(&mut person, &place);
        person.press("n");
    }
    assert!(matches!(person.model.top(), Screen::Home { .. }), "{id} ends at home:\n{}", person.text());
    person
}

/// Looks, answers, or marks endpoints on the verb bench.
fn on_the_bench(person: &mut Person, stage: &VerbStage, fares: Fares, place: &str) {
    match &stage.task {
        Task::Look(_) => {}
        Task::Find(_) => panic!("{place} is played by hand"),
        Task::Ask(ask) => {
            let right = stage.answer();
            let shown = ask.choices.iter().map(|choice| (choice.to_string(), Some(*choice) == right));
            choose_each(person, shown, fares, place);
        }
        Task::Pick(pick) if fares == Fares::Well => {
            for endpoint in &stage.show {
                if pick.belongs(endpoint) {
                    person.press("Space");
                }
                person.press("Down");
            }
            person.press("n");
            assert!(person.text().contains("PASSED"), "{place}:\n{}", person.text());
        }
        Task::Pick(_) => {
            person.press("n");
            assert!(person.text().contains("not as the bench computes it"), "{place}:\n{}", person.text());
            passes_by(person, place);
        }
    }
}

/// Looks at a chart, or answers what is asked of a point.
fn on_a_chart(person: &mut Person, sweep: &SweepStage, stage: &Stage, fares: Fares, place: &str) {
    let Some(ask) = sweep.asks() else { return };
    let right = sweep.answer(&stage.drawn());
    let shown = ask.choices.iter().map(|choice| (choice.shown(sweep.unit()), Some(*choice) == right));
    choose_each(person, shown, fares, place);
}

/// Looks, answers, or writes the statement letter by letter.
fn on_the_sql_bench(person: &mut Person, stage: &SqlStage, fares: Fares, place: &str) {
    if let Some(ask) = stage.asks() {
        let shown = |choice: &String| (choice.clone(), *choice == ask.answer);
        return choose_each(person, ask.choices.iter().map(shown), fares, place);
    }
    let Some(write) = stage.writes() else { return };
    for said in ["hint 1 of 3", "hint 2 of 3", "hint 3 of 3", "the worked answer"] {
        person.press("h");
        assert!(person.text().contains(said), "{place}: {said}\n{}", person.text());
        reads_whole(person, place);
    }
    if fares == Fares::Badly {
        return passes_by(person, place);
    }
    assert!(!person.text().contains("PASSED"), "{place} waits for an answer");
    person.press("w Ctrl-u");
    for letter in write.solution.chars() {
        match letter {
            ' ' => person.tap("Space"),
            '\n' => person.tap("Ctrl-o"),
            letter => person.tap(&letter.to_string()),
        };
    }
    person.press("Enter");
    assert!(person.text().contains("PASSED"), "{place}:\n{}", person.text());
}

/// What is counted on screen is what the whole story comes to: whoever changes it sees the
/// answer in the same frame.
fn counts_the_end(person: &mut Person, place: &str) {
    let lab = &person.model.lab;
    let balances: Vec<String> = lab
        .traces()
        .iter()
        .map(|trace| format!("{} ${}", trace.setting.lane.to_uppercase(), trace.end().ledger.balance()))
        .collect();
    let screen = person.text();
    for balance in balances {
        let mut ends =
            screen.match_indices(&balance).map(|(at, _)| screen[at + balance.len()..].chars().next());
        let whole = ends.any(|next| next.is_none_or(|next| !next.is_ascii_digit()));
        assert!(whole, "{place}: `{balance}` is not counted:\n{screen}");
    }
}

/// Somebody who leaves it for later is warned once.
fn passes_by(person: &mut Person, place: &str) {
    person.press("n");
    assert!(person.text().contains("Not done yet"), "{place}:\n{}", person.text());
}

/// Every row of the text is on screen, down to the last word.
fn reads_whole(person: &mut Person, place: &str) {
    let run = person.model.run.as_ref().expect("a lesson");
    let rows = run.text(&person.model.lab, &run.stand(&person.model.lab), COLS);
    let screen = person.text();
    // What a change did stands where the text stood, until somebody moves on.
    if person.model.lab.fresh {
        return;
    }
    for row in rows {
        let row: String = row.iter().map(|span| span.text.as_str()).collect();
        assert!(screen.contains(row.trim_end()), "{place}: `{row}` is not on screen:\n{screen}");
    }
}

/// Chooses the right answer, sure of it, or each wrong one in turn and the last unsure.
fn answer(person: &mut Person, predict: &Predict, fares: Fares, place: &str) {
    let right = predict.answer(&person.model.lab.experiment);
    let choices = predict.choices.iter().map(|choice| (predict.shown(choice), *choice == right));
    choose_each(person, choices, fares, place);
    let screen = person.text();
    assert_eq!(screen.contains("Shown: "), fares == Fares::Badly, "{place}:\n{screen}");
}

/// Of choices as shown, each with whether it is right: the right one, or each wrong one.
fn choose_each(
    person: &mut Person,
    choices: impl Iterator<Item = (String, bool)>,
    fares: Fares,
    place: &str,
) {
    let choices: Vec<(String, bool)> = choices.collect();
    let right = choices.iter().find(|(_, right)| *right).expect("one is right").0.clone();
    let before = person.clone();
    let taken = choices.iter().enumerate().filter(|(_, (_, right))| *right == (fares == Fares::Well));
    for (index, (choice, _)) in taken {
        *person = before.clone();
        let sure = if fares == Fares::Well { "s" } else { "u" };
        person.press(&format!("{} {sure}", index + 1));
        let screen = person.text();
        let (said, outcome) = (format!("You said {choice},"), format!("It is {right}."));
        assert!(screen.contains(&said) && screen.contains(&outcome), "{place}:\n{screen}");
        reads_whole(person, place);
    }
}

/// Reads the hints, then does what the worked answer says.
fn solve(person: &mut Person, challenge: &Challenge, stage: &Stage, place: &str) {
    for said in ["hint 1 of 3", "hint 2 of 3", "hint 3 of 3", "the worked answer"] {
        person.press("h");
        assert!(person.text().contains(said), "{place}: {said}\n{}", person.text());
        reads_whole(person, place);
    }
    assert!(!person.text().contains("PASSED"), "{place} waits for an answer");
    by_keys(person, &challenge.solution.scenario, &stage.drawn(), place);
    assert!(person.text().contains("PASSED"), "{place}:\n{}", person.text());
}

/// Comes from one scenario to another by keys: dials first, then faults as they are met.
fn by_keys(person: &mut Person, solved: &Scenario, opening: &Scenario, place: &str) {
    let lanes = opening.lanes.iter().map(|lane| format!("{}.", lane.name));
    let ids = idem_lab::sim::KNOBS.iter().map(|knob| knob.id).chain([RECIPE, STEPS]);
    let ids: Vec<&str> = ids.collect();
    for lane in std::iter::once(String::new()).chain(lanes) {
        for id in &ids {
            let Ok(dial) = Dial::parse(&format!("{lane}{id}"), solved) else { continue };
            let to = dial.value(solved);
            if dial.value(person.model.lab.scenario()) != to {
                by_dial(person, &dial, &to, place);
            }
        }
    }
    for (site, fault) in solved.plan.iter() {
        if opening.plan.get(site) != Some(fault) {
            strike(person, site, fault, place);
        }
    }
}

/// Turns a dial by its key, or in the panel if it has none, until it stands at a value.
fn by_dial(person: &mut Person, dial: &Dial, to: &str, place: &str) {
    let stands = |person: &Person| dial.value(person.model.lab.scenario()) == to;
    let key = match (dial.knob(), dial.id) {
        (Some(knob), _) => knob.key,
        (None, RECIPE) if is_left(person, dial) => Some('R'),
        (None, RECIPE) => Some('r'),
        (None, _) => return in_order(person, dial, to, place),
    };
    if key.is_none() {
        person.press("K");
        for letter in dial.id.chars() {
            person.tap(&letter.to_string());
        }
    }
    let key = key.map_or("Enter".to_owned(), String::from);
    for _ in 0..40 {
        if stands(person) {
            break;
        }
        person.press(&key);
    }
    assert!(stands(person), "{place}: {dial} never comes to {to}:\n{}", person.text());
    if matches!(person.model.top(), Screen::Panel { .. }) {
        person.press("Esc");
    }
}

/// Whether a dial belongs to the left of two lanes.
fn is_left(person: &Person, dial: &Dial) -> bool {
    let lanes = &person.model.lab.scenario().lanes;
    let index = lanes.iter().position(|lane| Some(&lane.name) == dial.lane.as_ref());
    let shown = &person.model.lab.shown;
    shown.len() > 1 && shown.first().copied() == index
}

/// Takes the right-hand handler apart and carries each step to its line.
fn in_order(person: &mut Person, dial: &Dial, to: &str, place: &str) {
    assert_eq!(dial.id, STEPS, "{place}");
    let steps = |scenario: &Scenario| {
        let lane = scenario.lanes.iter().find(|lane| Some(&lane.name) == dial.lane.as_ref());
        lane.map(|lane| lane.recipe.steps.to_vec()).unwrap_or_default()
    };
    let mut wanted = person.model.lab.scenario().clone();
    dial.set(&mut wanted, to).expect("an order of its steps");
    person.press("v");
    for (line, step) in steps(&wanted).into_iter().enumerate() {
        let now = steps(person.model.lab.scenario());
        let from = now.iter().skip(line).position(|known| *known == step).expect("it is one of them");
        choose(person, line + from);
        person.press("Enter");
        for _ in 0..from {
            person.press("Up");
        }
        person.press("Enter");
    }
    person.press("Esc");
    assert_eq!(steps(person.model.lab.scenario()), steps(&wanted), "{place}:\n{}", person.text());
}

/// Chooses a line of the step table.
fn choose(person: &mut Person, line: usize) {
    for _ in 0..20 {
        match person.model.top() {
            Screen::Steps(table) if table.at != line => _ = person.press("Down"),
            _ => return,
        }
    }
}

/// Points at a site and strikes it.
fn strike(person: &mut Person, site: Site, fault: Fault, place: &str) {
    // The first press points at the latest site, each other at the one before: at a task
    // the whole story is drawn, so all of them are within reach.
    person.press("Up");
    for _ in 0..person.model.sites().len() {
        if person.model.lab.pointed == Some(site) {
            break;
        }
        person.press("Up");
    }
    let pointed = person.model.lab.pointed;
    assert_eq!(pointed, Some(site), "{place}:\n{}", person.text());
    let may = person.model.strikes(site);
    let row = may.iter().position(|known| known.word() == fault.word()).expect("it may strike there");
    person.press("x");
    for _ in 0..row {
        person.press("Down");
    }
    person.press("Enter");
    assert_eq!(person.model.lab.struck(site).map(Fault::word), Some(fault.word()), "{place}");
}
