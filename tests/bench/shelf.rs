//! Every case of the shelf: states and row counts as they are known, and all verdicts as a
//! table that a reviewer can read.

use std::fmt::Write;

use idem_lab::bench::{Fate, Run, Shelf, State, Trap, Trial, words};

fn shelf() -> Shelf {
    Shelf::shipped().expect("the shelf reads")
}

fn trial(id: &str) -> Trial {
    Trial::run(shelf().find(id).expect("the case is there")).expect("it runs")
}

/// The one row of a table, as it is shown: `a 150 1`.
fn rows(state: &State, table: &str) -> Vec<String> {
    let table = state.table(table).expect("the table is there");
    table.rows.iter().map(|row| row.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")).collect()
}

/// Row counts as they are written: `1`, `0`, `1+1`, `UNIQUE` for that error.
fn count(run: &Run) -> String {
    let reply = |reply: &idem_lab::bench::Reply| match (&reply.error, reply.rows) {
        (Some(error), _) => error.split_whitespace().next().map(str::to_owned),
        (None, rows) => rows.map(|rows| rows.to_string()),
    };
    run.replies.iter().filter_map(reply).collect::<Vec<_>>().join("+")
}

/// From the setup's own state: a table's rows after one run and after two, and the row
/// counts of both.
#[test]
fn what_one_run_and_two_leave_is_what_is_known() {
    type Known = (&'static str, &'static str, &'static [&'static str], &'static [&'static str], &'static str);
    let known: [Known; 45] = [
        ("s1", "acct", &["a 150 1"], &["a 150 1"], "1/1"),
        ("s2", "acct", &["a 110 1"], &["a 120 1"], "1/1"),
        ("s3", "acct", &["a 150 1"], &["a 150 1"], "1/1"),
        ("s4", "acct", &["a 5"], &["a 5"], "1/1"),
        ("s4b", "acct", &["a 0"], &["a 1"], "1/1"),
        ("s5", "acct", &["a 100 1", "b 0 1"], &["a 100 1", "b 0 1"], "1/UNIQUE"),
        ("s6", "o", &["1 coffee"], &["1 coffee", "2 coffee"], "1/1"),
        ("s7", "o", &["1 k1 coffee"], &["1 k1 coffee"], "1/0"),
        ("s7b", "o", &["1 k0 mug"], &["1 k0 mug"], "0/0"),
        ("s7c", "o", &[], &[], "0/0"),
        ("s7d", "o", &[], &[], "NOT/NOT"),
        ("s8", "o", &["1 k1 coffee"], &["1 k1 coffee"], "1/1"),
        ("s9", "acct", &["a 10 1"], &["a 10 1"], "1/1"),
        ("s10", "acct", &["a 110 1"], &["a 120 1"], "1/1"),
        ("s11", "doc", &["d new 1"], &["d new 2"], "1/1"),
        ("s11b", "doc", &["d new 1"], &["d new 1"], "1/0"),
        ("s12", "p", &["2 k1 x"], &["3 k1 x"], "1/1"),
        ("s12", "child", &[], &[], "1/1"),
        ("s13", "acct", &["a 90 2"], &["a 90 2"], "1/0"),
        ("s14", "o", &["1 paid"], &["1 paid"], "1/0"),
        ("s15", "acct", &["a 90 1"], &["a 90 1"], "1/0"),
        ("s15b", "acct", &["a 90 2"], &["a 90 2"], "1/0"),
        ("s16", "acct", &[], &[], "1/0"),
        ("s16b", "acct", &[], &[], "1/0"),
        ("s16c", "acct", &[], &[], "1/0"),
        ("s16d", "o", &["1 tea", "2 mug"], &["1 tea"], "1/1"),
        ("s16e", "acct", &["a 1000"], &["a 1000"], "1/1"),
        ("s17", "acct", &["a 150 1"], &["a 150 1"], "1/1"),
        ("s18", "t", &["a 10 7"], &["a 10 7"], "1/0"),
        ("s18b", "t", &["a 5 8"], &["a 5 8"], "0/0"),
        ("s19", "led", &["k1 a 10"], &["k1 a 10"], "1/0"),
        ("s19", "balance", &["a 10"], &["a 10"], "1/0"),
        ("s20", "acct", &["a 110 1"], &["a 110 1"], "1+1/UNIQUE"),
        ("s20b", "acct", &["a 110 1"], &["a 120 1"], "1+1/0+1"),
        ("s20c", "acct", &["a 110 1"], &["a 110 1"], "1+1/0+0"),
        ("s20d", "acct", &["a 110 1"], &["a 120 1"], "1+1/UNIQUE+1"),
        ("s21", "o", &["1 NULL coffee"], &["1 NULL coffee", "2 NULL coffee"], "1/1"),
        ("s21b", "o", &["1 k1 coffee"], &["1 k1 coffee"], "1/0"),
        ("s22", "idem", &["ABC"], &["ABC", "abc"], "1/1"),
        ("s23", "doc", &["d new 2026-01-01 09:00:00"], &["d new 2026-01-01 10:00:00"], "1/1"),
        ("s24", "o", &["1 k1 coffee"], &["1 k1 coffee"], "1/1"),
        ("s24", "audit", &["k1 written"], &["k1 written", "k1 written"], "1/1"),
        ("s25", "s", &["a '92329250'"], &["a 71852C2C"], "1/1"),
        ("etl", "daily", &["mon 120", "tue 30"], &["mon 240", "tue 60"], "2/2"),
        ("s26", "idem", &["k1 INPROGRESS 1030 9000 2"], &["k1 INPROGRESS 1030 9000 2"], "1/0"),
    ];
    for (id, table, once, twice, counts) in known {
        let trial = trial(id);
        let story = &trial.stories[0];
        assert_eq!(rows(&story.after_one, table), once, "{id}: {table} after one run");
        assert_eq!(rows(&story.after_two, table), twice, "{id}: {table} after two");
        assert_eq!(format!("{}/{}", count(&story.first), count(&story.second)), counts, "{id}");
    }
    let tried = |id: &str| known.iter().any(|(known, ..)| *known == id);
    assert_eq!(shelf().ids().filter(|id| !tried(id)).collect::<Vec<_>>(), [""; 0], "every case is known");
}

#[test]
fn returning_gives_ids_once_twice_or_never_again() {
    let returned = |id: &str| {
        let trial = trial(id);
        let runs = [&trial.stories[0].first, &trial.stories[0].second];
        runs.map(|run| run.replies.iter().flat_map(|reply| &reply.returned).cloned().collect::<Vec<_>>())
            .map(|rows| rows.iter().flatten().map(ToString::to_string).collect::<Vec<_>>().join(" "))
    };
    assert_eq!(returned("s6"), ["1", "2"]);
    assert_eq!(returned("s7"), ["1", ""]);
    assert_eq!(returned("s8"), ["1 coffee", "1 coffee"]);
    assert_eq!(returned("s26"), ["2", ""]);
}

#[test]
fn late_duplicates_do_to_another_writer_what_is_known() {
    for (id, fate) in [
        ("s3", Fate::Kept),
        ("s13", Fate::Kept),
        ("s15", Fate::Undone),
        ("s15b", Fate::Kept),
        ("s16b", Fate::Undone),
        ("s16c", Fate::Kept),
        ("s17", Fate::Undone),
        ("s19", Fate::Kept),
        ("s2", Fate::Changed),
        ("s6", Fate::Beside),
    ] {
        assert_eq!(trial(id).verdict().fate.map(|(fate, _)| fate), Some(fate), "{id}");
    }
}

#[test]
fn traps_stand_where_they_are_known() {
    for (id, trap) in [
        ("s2", Trap::Silent),
        ("s5", Trap::ErrorThoughDone),
        ("s7", Trap::NothingReturned),
        ("s7b", Trap::Swallowed),
        ("s7c", Trap::Swallowed),
        ("s10", Trap::Silent),
        ("s13", Trap::NoRows),
        ("s18b", Trap::Swallowed),
        ("s20", Trap::LeftOpen),
        ("s20b", Trap::Unheeded),
        ("s20d", Trap::Unheeded),
        ("s23", Trap::ByChance),
        ("s24", Trap::Elsewhere),
        ("s25", Trap::ByChance),
    ] {
        assert!(trial(id).verdict().has(trap), "{id}: {trap:?}");
    }
    for id in ["s1", "s3", "s4", "s7d", "s8", "s9", "s16e", "s17"] {
        assert_eq!(trial(id).verdict().traps, [], "{id}");
    }
    let told = trial("s20b").verdict();
    assert!(!told.is_answered_alike() && !told.has(Trap::Silent), "what one reply tells is no secret");
}

#[test]
fn all_verdicts() {
    let mut table = String::new();
    for case in &shelf().cases {
        let trial = Trial::run(case).unwrap_or_else(|trouble| panic!("{}: {trouble}", case.id));
        let _ = writeln!(table, "{}: {}", case.id, case.title);
        for story in &trial.stories {
            let states = [&story.before, &story.after_one, &story.after_two].map(State::line);
            let _ = writeln!(table, "  {}: {}", story.start, states.join(" -> "));
            let replies = [&story.first, &story.second].map(words::reply);
            let _ = writeln!(table, "    {}", replies.join(" / "));
        }
        for late in &trial.late {
            let states = [&late.after_one, &late.after_other, &late.after_late].map(State::line);
            let _ = writeln!(table, "  late: {}", states.join(" -> "));
        }
        for answer in words::answers(&trial) {
            let _ = writeln!(table, "  {} {}", answer.question, answer.says);
        }
        for (trap, start) in trial.verdict().traps {
            let _ = writeln!(table, "  trap {} from `{}`", trap.row().id, trial.stories[start].start);
        }
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("sql_verdicts", table));
}

#[test]
fn texts_of_the_shelf_are_short_sentences() {
    for case in &shelf().cases {
        assert!(case.title.chars().count() <= 40, "{}: its title is too long for a row", case.id);
        assert!(
            case.learn.ends_with('.') && case.learn.chars().count() <= 120,
            "{}: {}",
            case.id,
            case.learn
        );
        assert!(case.starts.len() > 1 || case.id == "s18b", "{}: one starting state shows little", case.id);
        assert!(case.starts.iter().all(|start| start.name.chars().count() <= 16), "{}", case.id);
        assert!(case.between.is_some(), "{}: nobody writes in between", case.id);
    }
}
