//! Every recipe's row: which single fault breaks which promise, site by site.
//!
//! A table lists every plan of at most one fault that breaks something at the defaults,
//! with the broken promises, earliest first. What a table does not list is kept.

use idem_lab::sim::RECIPES;

#[path = "common/plans.rs"]
mod plans;
#[path = "common/settings.rs"]
mod settings;
#[path = "common/stories.rs"]
mod stories;
use plans::stories;
use settings::setting;
use stories::{play, verdict};

/// Tells every story of at most one fault and compares those that break a promise.
fn breaks(recipe: &str, turns: &[&str], table: &[(&str, &str)]) {
    let setting = setting(recipe, turns);
    let told = stories(&setting, 1);
    let lines = told.iter().map(|trace| (trace.struck.show(setting.intents()), verdict(trace)));
    let broken: Vec<(String, String)> = lines.filter(|(_, verdict)| verdict != "kept").collect();
    let broken: Vec<(&str, &str)> = broken.iter().map(|(plan, verdict)| (&**plan, &**verdict)).collect();
    assert_eq!(broken, table, "{recipe} {turns:?}");
}

// The illness and its half cures --------------------------------------------------------

#[test]
fn naive_doubles_whenever_anything_is_tried_or_delivered_twice() {
    breaks(
        "naive",
        &[],
        &[
            ("pay/1/request=delay", "once consistent"),
            ("pay/1/request=duplicate", "once consistent"),
            ("pay/1/reply=lose", "once"),
            ("pay/1/reply=delay", "once consistent"),
            ("pay/1/after-receive=pause", "once consistent"),
            ("pay/1/after-effect=crash", "once"),
            ("pay/1/after-effect=pause", "once consistent"),
        ],
    );
}

#[test]
fn effect_then_key_doubles_after_a_crash_and_when_overtaken() {
    breaks(
        "effect-then-key",
        &[],
        &[
            ("pay/1/request=duplicate", "once consistent"),
            ("pay/1/after-lookup=pause", "once consistent"),
            ("pay/1/after-effect=crash", "once"),
            ("pay/1/after-effect=pause", "once consistent"),
        ],
    );
}

#[test]
fn key_then_effect_confirms_what_never_happened() {
    breaks(
        "key-then-effect",
        &[],
        &[
            ("pay/1/after-lookup=pause", "once consistent"),
            ("pay/1/after-record=crash", "honest"),
            ("pay/1/after-record=pause", "honest"),
        ],
    );
}

#[test]
fn claim_is_stuck_for_ever_when_its_holder_dies() {
    breaks("claim", &[], &[("pay/1/after-claim=crash", "settles"), ("pay/1/after-effect=crash", "settles")]);
}

#[test]
fn lease_doubles_after_a_crash_and_under_a_paused_holder() {
    breaks(
        "lease",
        &[],
        &[
            ("pay/1/after-claim=pause", "once consistent"),
            ("pay/1/after-effect=crash", "once"),
            ("pay/1/after-effect=pause", "once consistent"),
        ],
    );
}

// The cures -----------------------------------------------------------------------------

#[test]
fn fenced_keeps_every_promise() {
    breaks("fenced", &[], &[]);
}

#[test]
fn one_transaction_keeps_every_promise() {
    breaks("one-transaction", &[], &[]);
}

#[test]
fn one_transaction_doubles_when_a_crash_takes_the_keys() {
    breaks("one-transaction", &["store=memory"], &[("pay/1/after-commit=crash", "once")]);
}

#[test]
fn ledger_row_keeps_every_promise() {
    breaks("ledger-row", &[], &[]);
}

/// The recipes that promise once, under every plan of so many faults.
fn keeps_every_promise(recipe: &str, faults: usize, plans: usize) {
    let setting = setting(recipe, &["attempts=3"]);
    let told = stories(&setting, faults);
    assert_eq!(told.len(), plans, "{recipe}: plans of at most {faults} faults");
    for trace in told {
        assert_eq!(verdict(&trace), "kept", "{recipe}: {}", trace.struck.show(setting.intents()));
    }
}

#[test]
fn fenced_keeps_every_promise_under_any_three_faults() {
    keeps_every_promise("fenced", 3, 4_794);
}

#[test]
fn one_transaction_keeps_every_promise_under_any_three_faults() {
    keeps_every_promise("one-transaction", 3, 5_142);
}

#[test]
fn foreign_forwarded_keeps_every_promise_under_any_three_faults() {
    keeps_every_promise("foreign-forwarded", 3, 2_538);
}

#[test]
fn ledger_row_keeps_every_promise_under_any_three_faults() {
    keeps_every_promise("ledger-row", 3, 1_215);
}

// The effect is elsewhere ---------------------------------------------------------------

#[test]
fn foreign_doubles_like_a_lease() {
    breaks(
        "foreign",
        &[],
        &[
            ("pay/1/after-claim=pause", "once consistent"),
            ("pay/1/after-effect=crash", "once"),
            ("pay/1/after-effect=pause", "once consistent"),
        ],
    );
}

#[test]
fn foreign_forwarded_keeps_every_promise() {
    breaks("foreign-forwarded", &[], &[]);
}

#[test]
fn foreign_forwarded_doubles_when_the_provider_forgets_first() {
    breaks(
        "foreign-forwarded",
        &["downstream-ttl=1s"],
        &[
            ("pay/1/after-claim=pause", "once consistent"),
            ("pay/1/after-effect=crash", "once"),
            ("pay/1/after-effect=pause", "once consistent"),
        ],
    );
}

#[test]
fn foreign_query_doubles_when_it_stalls_between_question_and_deed() {
    breaks("foreign-query", &[], &[("pay/1/after-query=pause", "once consistent")]);
}

// Idempotent by nature ------------------------------------------------------------------

#[test]
fn set_keeps_every_promise_while_nobody_else_writes() {
    breaks("set", &[], &[]);
}

#[test]
fn set_is_undone_by_a_late_duplicate_once_somebody_else_wrote() {
    let trace = play("set", &["intents=2"], "pay/1/request=duplicate:2s");
    assert_eq!(verdict(&trace), "once");
    assert_eq!(trace.end().ledger.balance(), 10, "the newer payment is gone");
    assert_eq!(trace.end().meant, 20);
}

#[test]
fn compare_and_set_tells_no_row_though_it_is_done() {
    breaks(
        "compare-and-set",
        &[],
        &[
            ("pay/1/reply=lose", "honest"),
            ("pay/1/reply=delay", "honest"),
            ("pay/1/after-effect=crash", "honest"),
            ("pay/1/after-effect=pause", "honest"),
        ],
    );
}

#[test]
fn ack_then_effect_loses_what_it_confirmed() {
    breaks(
        "ack-then-effect",
        &[],
        &[
            ("pay/1/request=delay", "once consistent"),
            ("pay/1/request=duplicate", "once consistent"),
            ("pay/1/reply=lose", "once"),
            ("pay/1/reply=delay", "once consistent"),
            ("pay/1/after-receive=pause", "once consistent"),
            ("pay/1/after-reply=crash", "honest"),
            ("pay/1/after-reply=pause", "honest"),
        ],
    );
}

// Edited recipes ------------------------------------------------------------------------

/// The query found the last step done, and the handler stalls with nothing left to do.
#[test]
fn a_handler_that_wakes_with_nothing_left_to_do_rolls_its_transaction_back() {
    use idem_lab::sim::recipe::How;
    use idem_lab::sim::{Step, simulate};
    let mut setting = setting("foreign-query", &["attempts=2"]);
    let call = Step::Effect(How::Call { forwarded: false });
    setting.recipe = setting.recipe.reordered(vec![Step::Begin, Step::Query, call]);
    let trace = simulate(&setting, &stories::plan("pay/2/after-query=pause", &setting));
    let last = trace.entries.last().map(|entry| (entry.event.word(), entry.site.attempt));
    assert_eq!(last, Some(("rolled-back", 2)));
    assert!(trace.end().server.handlers.is_empty());
}

// Impatience alone ----------------------------------------------------------------------

/// A client that asks again before the work can be done overtakes itself: no fault needed.
#[test]
fn what_a_timeout_shorter_than_the_work_breaks_without_any_fault() {
    let impatient = ["timeout=205ms", "work=2s"];
    let rows = RECIPES.each_ref().map(|recipe| (&*recipe.id, verdict(&play(&recipe.id, &impatient, ""))));
    let rows = rows.each_ref().map(|(recipe, verdict)| (*recipe, verdict.as_str()));
    assert_eq!(
        rows,
        [
            ("naive", "once consistent"),
            ("effect-then-key", "once consistent"),
            ("key-then-effect", "honest"),
            ("claim", "kept"),
            ("lease", "once consistent"),
            ("fenced", "kept"),
            ("one-transaction", "kept"),
            ("foreign", "once consistent"),
            ("foreign-forwarded", "kept"),
            ("foreign-query", "once consistent"),
            ("set", "kept"),
            ("compare-and-set", "kept"),
            ("ledger-row", "kept"),
            ("ack-then-effect", "honest"),
            ("recovery-points", "kept"),
            ("outbox", "kept"),
            ("outbox-forwarded", "kept"),
        ]
    );
}
