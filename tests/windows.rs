//! How long a promise lasts: TTLs, leases, the provider's memory, and room in the store.

#[path = "common/settings.rs"]
mod settings;
#[path = "common/stories.rs"]
mod stories;
use idem_lab::sim::client::retry_horizon;
use idem_lab::sim::event::{Outcome, Why};
use idem_lab::sim::{Event, Property, Trace};
use settings::setting;
use stories::{play, verdict};

/// The instants and sites of one kind of event.
fn when(trace: &Trace, word: &str) -> Vec<(u64, String)> {
    let such = trace.entries.iter().filter(|entry| entry.event.word() == word);
    such.map(|entry| (entry.at, entry.site.show(trace.setting.intents()))).collect()
}

fn told(trace: &Trace) -> Option<Outcome> {
    trace.end().clients[0].told
}

// The TTL -------------------------------------------------------------------------------

/// D10: (n-1) timeouts, the waits between, less the work, and one millisecond.
const SMALLEST: u64 = 3 * 1_000 + (200 + 400 + 800) - 10 + 1;

#[test]
fn the_smallest_ttl_for_the_default_client_is_4391_ms() {
    assert_eq!(SMALLEST, 4_391);
    let after = |ttl: u64| {
        let ttl = format!("ttl={ttl}ms");
        (0..=3)
            .map(|lost| {
                verdict(&play(
                    "one-transaction",
                    &[&ttl, &format!("lost-replies={lost}")],
                    &lost_replies(lost),
                ))
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(after(SMALLEST), ["kept", "kept", "kept", "kept"]);
    assert_eq!(after(SMALLEST - 1), ["kept", "kept", "kept", "once"]);
}

/// The first so many replies die.
fn lost_replies(count: usize) -> String {
    let lost = (1..=count).map(|attempt| format!("pay/{attempt}/reply=lose"));
    lost.collect::<Vec<_>>().join(", ")
}

#[test]
fn the_largest_delay_is_part_of_the_smallest_ttl() {
    let plan = format!("{}, pay/4/request=delay:2s", lost_replies(3));
    let after = |ttl: u64| verdict(&play("one-transaction", &[&format!("ttl={ttl}ms")], &plan));
    assert_eq!(after(SMALLEST + 2_000), "kept");
    assert_eq!(after(SMALLEST + 1_999), "once");
}

#[test]
fn the_retry_horizon_is_enough_but_not_the_smallest() {
    let horizon = retry_horizon(&setting("one-transaction", &[]));
    assert_eq!(horizon, 5_400);
    assert!(horizon > SMALLEST);
}

#[test]
fn a_pause_before_the_claim_beats_any_ttl_made_from_the_client_alone() {
    let stalled = "pay/1/after-begin=pause:1m";
    assert_eq!(verdict(&play("one-transaction", &["ttl=5400ms"], stalled)), "once");
    assert_eq!(verdict(&play("one-transaction", &[], stalled)), "kept");
}

#[test]
fn counted_from_creation_a_ttl_ends_earlier_by_the_work() {
    let slow = ["work=500ms", "ttl-from=created"];
    let after = |ttl: &str| verdict(&play("claim", &[slow[0], slow[1], ttl], &lost_replies(3)));
    assert_eq!(after("ttl=4401ms"), "kept");
    assert_eq!(after("ttl=4400ms"), "once");
}

#[test]
fn a_record_expires_when_somebody_looks() {
    let trace = play("one-transaction", &["ttl=1s"], "pay/1/reply=lose");
    // Done at 110, too old from 1,110 on, found so by the claim of 1,300.
    assert_eq!(when(&trace, "expired"), [(1_300, "pay/2".to_owned())]);
    assert_eq!(verdict(&trace), "once");
}

#[test]
fn a_record_nobody_looks_for_expires_in_silence() {
    let trace = play("one-transaction", &["ttl=1s", "intents=2", "rate=0.1"], "");
    assert_eq!(when(&trace, "expired"), []);
    let end = trace.end();
    assert_eq!((end.store.len(), end.keys_stored(&trace.setting.knobs)), (2, 1));
}

#[test]
fn in_flight_records_never_expire() {
    let trace = play("claim", &["ttl=1s"], "pay/1/after-claim=crash");
    assert_eq!(when(&trace, "expired"), []);
    assert_eq!(verdict(&trace), "settles");
    assert_eq!(told(&trace), Some(Outcome::Unknown));
}

// The lease -----------------------------------------------------------------------------

#[test]
fn a_lease_that_ran_out_is_taken_over_with_the_next_token() {
    let trace = play("lease", &[], "pay/1/after-claim=crash");
    assert_eq!(verdict(&trace), "kept");
    let takeovers: Vec<u64> = trace
        .entries
        .iter()
        .filter(|entry| matches!(entry.event, Event::Ran { takeover: true, .. }))
        .map(|entry| entry.at)
        .collect();
    assert_eq!(takeovers, [1_300], "claimed at 100, run out from 1,100 on");
    let (_, record) = trace.end().store.iter().map(|(id, record)| (id, *record)).next().expect("one record");
    assert_eq!((record.token, record.intent), (2, 0));
}

#[test]
fn a_lease_holds_to_its_last_millisecond() {
    // The second try arrives at 1,300: 1,200 after the claim.
    let at = |lease: &str| {
        let trace = play("lease", &[lease], "pay/1/after-claim=crash");
        when(&trace, "answered").len()
    };
    assert_eq!(at("lease=1200ms"), 0, "run out: taken over");
    assert_eq!(at("lease=1201ms"), 1, "a millisecond left: 409");
}

#[test]
fn a_fenced_holder_that_stalled_loses_its_lease_and_nothing_else() {
    let trace = play("fenced", &[], "pay/1/after-claim=pause");
    assert_eq!(verdict(&trace), "kept");
    let lost =
        trace.entries.iter().find(|entry| matches!(entry.event, Event::Answered { why: Why::LostLease, .. }));
    // Stalled from 100 to 3,100, then the work.
    assert_eq!(lost.map(|entry| (entry.at, entry.site.attempt)), Some((3_110, 1)));
    assert_eq!(trace.end().ledger.balance(), 10);
}

#[test]
fn work_longer_than_the_lease_starves_a_fenced_server() {
    let trace = play("fenced", &["work=2s"], "");
    let lost = trace
        .entries
        .iter()
        .filter(|entry| matches!(entry.event, Event::Answered { why: Why::LostLease, .. }));
    assert_eq!(lost.count(), 3, "each try takes the claim from the one before");
    assert_eq!(told(&trace), Some(Outcome::Unknown));
    assert_eq!(trace.end().ledger.balance(), 10, "the last try has nobody after it");
    assert_eq!(verdict(&trace), "kept");
}

#[test]
fn without_a_lease_a_dead_holder_blocks_for_ever() {
    let trace = play("claim", &["attempts=20"], "pay/1/after-claim=crash");
    assert_eq!(verdict(&trace), "settles");
    assert_eq!(when(&trace, "answered").len(), 19, "409 to every other try");
    assert_eq!(told(&trace), Some(Outcome::Unknown));
    let broken = trace.verdict.broken_at(Property::Settles).map(|entry| trace.entries[entry as usize]);
    assert_eq!(broken.map(|entry| entry.event.word()), Some("crashed"));
}

// The provider's memory -----------------------------------------------------------------

#[test]
fn a_forwarded_key_protects_only_while_the_provider_remembers_it() {
    // Acted at 110; the retry calls at 1,310.
    let after = |ttl: &str| verdict(&play("foreign-forwarded", &[ttl], "pay/1/after-effect=crash"));
    assert_eq!(after("downstream-ttl=1201ms"), "kept");
    assert_eq!(after("downstream-ttl=1200ms"), "once");
}

#[test]
fn a_forwarded_key_must_be_one() {
    assert_eq!(verdict(&play("foreign-forwarded", &["key=none"], "pay/1/reply=lose")), "once");
}

// Room in the store ---------------------------------------------------------------------

#[test]
fn a_full_store_forgets_a_key_that_is_still_needed() {
    let busy = ["intents=2", "rate=2", "capacity=1"];
    let trace = play("one-transaction", &busy, "pay/1/reply=lose");
    // The second payment's commit at 610 evicts the first one's record; its retry comes at 1,300.
    assert_eq!(when(&trace, "evicted")[0], (610, "pay-2/1".to_owned()));
    assert_eq!(verdict(&trace), "once");
    assert_eq!(
        verdict(&play("one-transaction", &["intents=2", "rate=2", "capacity=2"], "pay/1/reply=lose")),
        "kept"
    );
}

#[test]
fn the_record_used_last_stays() {
    // The first payment's retry touches its record at 2,700; the third payment then evicts the second's.
    let busy = ["intents=3", "rate=0.7", "capacity=2"];
    let trace = play("one-transaction", &busy, "pay/1/reply=lose, pay/2/reply=lose");
    let kept: Vec<u32> = trace.end().store.iter().map(|(_, record)| record.intent).collect();
    assert_eq!(when(&trace, "evicted").len(), 1);
    assert_eq!(kept, [0, 2]);
}

#[test]
fn a_crash_takes_the_keys_from_memory_and_leaves_the_money() {
    let trace = play("one-transaction", &["store=memory"], "pay/1/after-commit=crash");
    assert_eq!(verdict(&trace), "once");
    assert_eq!(trace.end().store.len(), 1, "only the second try's");
    assert_eq!(trace.end().ledger.balance(), 20);
}
