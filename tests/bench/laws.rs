//! What holds of every trial: the same every time, and each question answered by what is
//! there.

use super::tried;
use idem_lab::bench::{Case, Fate, Trap, Trial};
use proptest::prelude::*;

fn shown(trial: &Trial) -> String {
    format!("{trial:?}")
}

#[test]
fn a_trial_is_the_same_every_time() {
    for sql in [
        "UPDATE acct SET bal = random()",
        "UPDATE acct SET bal = hex(randomblob(8)), ver = unixepoch()",
        "INSERT INTO acct VALUES (datetime(), CURRENT_DATE, strftime('%s', 'now', '+1 day'))",
    ] {
        assert_eq!(shown(&tried(sql)), shown(&tried(sql)), "{sql}");
        assert!(tried(sql).verdict().has(Trap::ByChance), "{sql}");
    }
}

#[test]
fn the_clock_moves_an_hour_from_run_to_run_and_stands_still_within_one() {
    for now in ["datetime('now')", "datetime()", "CURRENT_TIMESTAMP", "strftime('%F %T', ' NOW ')"] {
        let trial = tried(&format!("UPDATE acct SET ver = {now} || ' ' || ({now} = {now})"));
        let line = |state: &idem_lab::bench::State| state.line();
        assert_eq!(line(&trial.stories[0].after_one), "acct: (a, 100, 2026-01-01 09:00:00 1)", "{now}");
        assert_eq!(line(&trial.stories[0].after_two), "acct: (a, 100, 2026-01-01 10:00:00 1)", "{now}");
    }
    // An instant of one's own is no clock.
    let trial = tried("UPDATE acct SET ver = datetime(1000, 'unixepoch')");
    assert_eq!(trial.stories[0].after_two.line(), "acct: (a, 100, 1970-01-01 00:16:40)");
    assert_eq!(trial.verdict().traps, []);
}

#[test]
fn a_default_of_now_is_the_bench_s_now() {
    let setup = "CREATE TABLE t(k TEXT, at TEXT DEFAULT CURRENT_TIMESTAMP)";
    let trial = Trial::run(&Case::typed("INSERT INTO t(k) VALUES ('a')", Some(setup))).expect("it runs");
    assert_eq!(trial.stories[0].after_one.line(), "t: (a, 2026-01-01 09:00:00)");
}

#[test]
fn the_order_of_rows_is_no_part_of_a_state() {
    let setup = "CREATE TABLE t(k TEXT); INSERT INTO t VALUES ('a'), ('b');";
    let sql = "DELETE FROM t WHERE k = 'a'; INSERT INTO t VALUES ('a')";
    let trial = Trial::run(&Case::typed(sql, Some(setup))).expect("it runs");
    let story = &trial.stories[0];
    assert_eq!(story.before.line(), "t: (a) (b)");
    assert_eq!(story.after_one.line(), "t: (b) (a)");
    assert!(story.before.same(&story.after_one));
}

#[test]
fn how_tables_are_made_is_part_of_a_state() {
    let trial = tried("CREATE INDEX by_bal ON acct(bal)");
    assert!(!trial.stories[0].before.same(&trial.stories[0].after_one));
    assert!(trial.verdict().is_idempotent() && trial.verdict().has(Trap::ErrorThoughDone));
}

#[test]
fn an_integer_a_real_and_a_text_are_three_values() {
    let setup = "CREATE TABLE t(x); INSERT INTO t VALUES (1);";
    for sql in ["UPDATE t SET x = 1.0", "UPDATE t SET x = '1'", "UPDATE t SET x = x'31'"] {
        let trial = Trial::run(&Case::typed(sql, Some(setup))).expect("it runs");
        assert!(!trial.stories[0].before.same(&trial.stories[0].after_one), "{sql}");
    }
}

proptest! {
    #![proptest_config(crate::cases::cases(64))]

    /// Sets, adds and multiplications, from any balance: the verdict is what arithmetic says.
    #[test]
    fn verdicts_agree_with_arithmetic(bal in -5_i64..5, factor in -2_i64..3, plus in -2_i64..3, theirs in -5_i64..5) {
        let f = |x: i64| x * factor + plus;
        let setup = format!("CREATE TABLE t(x INTEGER); INSERT INTO t VALUES ({bal});");
        let mut case = Case::typed(&format!("UPDATE t SET x = x * {factor} + {plus}"), Some(&setup));
        case.between = Some(format!("UPDATE t SET x = {theirs}"));
        let verdict = Trial::run(&case).expect("it runs").verdict();
        prop_assert_eq!(verdict.is_idempotent(), f(f(bal)) == f(bal));
        prop_assert!(verdict.is_answered_alike());
        let fate = (f(bal) != theirs).then(|| match f(theirs) {
            end if end == theirs => Fate::Kept,
            end if end == f(bal) => Fate::Undone,
            _ => Fate::Changed,
        });
        prop_assert_eq!(verdict.fate.map(|(fate, _)| fate), fate);
    }

    /// Whatever is typed, there is an answer or a sentence, and nothing a terminal obeys.
    #[test]
    fn any_text_is_answered(sql in "(?s)[ -~\u{1b}\n;'\"()]{0,60}") {
        match Trial::run(&Case::typed(&sql, None)) {
            Ok(trial) => for answer in idem_lab::bench::words::answers(&trial) {
                prop_assert!(!answer.says.chars().any(char::is_control), "{}", answer.says);
            },
            Err(trouble) => {
                let said = trouble.to_string();
                prop_assert!(!said.chars().any(char::is_control), "{said}");
            }
        }
    }
}
