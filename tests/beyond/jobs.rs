//! What is done behind a reply: relay and completer, their laws and their stories.

use idem_lab::sim::event::Arrival;
use idem_lab::sim::store::State;
use idem_lab::sim::{Engine, Event, Experiment, RECIPES, Recipe, Setting, Trace, Weather, simulate};
use proptest::prelude::*;

use super::plans::stories;
use super::scenarios::scenario;
use super::settings::setting;
use super::stories::{plan, play, verdict};

/// Whether a lane's recipe is a shipped one, as it is written.
fn is_shipped(setting: &Setting) -> bool {
    RECIPES.contains(&setting.recipe)
}

/// A story in weather of every kind, under a seed.
fn in_the_rain(recipe: &str, seed: u64) -> Trace {
    let seed = format!("seed={seed}");
    let rates = ["lose-request=0.2", "lose-reply=0.2", "duplicate=0.2", "delay=0.2"];
    let turns: Vec<&str> =
        rates.into_iter().chain(["crash-rate=0.1", "pause-rate=0.1", "intents=3", &seed]).collect();
    let setting = setting(recipe, &turns);
    let calm = plan("", &setting);
    simulate(&setting, Weather::new(&setting.knobs, &calm))
}

#[test]
fn forwarding_recipes_keep_every_promise_in_all_weather_while_the_provider_remembers() {
    for recipe in ["outbox-forwarded", "recovery-points"] {
        let traces: Vec<Trace> = (0..300).map(|seed| in_the_rain(recipe, seed)).collect();
        for trace in &traces {
            assert_eq!(verdict(trace), "kept", "{recipe}: seed {}", trace.setting.knobs.seed);
        }
        let crashed = traces.iter().filter(|trace| trace.crashes() > 0).count();
        assert!(crashed > 100, "{recipe}: only {crashed} stories met a crash");
    }
    let doubled = (0..300).filter(|seed| verdict(&in_the_rain("outbox", *seed)).contains("once")).count();
    assert!(doubled > 20, "without a key the same weather doubles: {doubled}");
}

#[test]
fn an_outbox_sends_again_when_its_relay_dies_before_the_mark() {
    let broken = |recipe: &str| -> Vec<String> {
        let setting = setting(recipe, &[]);
        let told = stories(&setting, 1).into_iter().filter(|trace| verdict(trace) != "kept");
        told.map(|trace| format!("{} {}", trace.struck.show(setting.intents()), verdict(&trace))).collect()
    };
    assert_eq!(broken("outbox"), ["pay/r1/after-effect=crash once"]);
    assert_eq!(broken("outbox-forwarded"), [""; 0]);
    assert_eq!(broken("recovery-points"), [""; 0]);
}

#[test]
fn a_row_marked_before_it_is_sent_is_lost() {
    let mut setting = setting("outbox-forwarded", &[]);
    let order = "begin, claim, outbox, record, commit, reply, mark, effect";
    setting.recipe = setting.recipe.ordered(order).expect("an order of its steps");
    let plan = plan("pay/r1/after-mark=crash", &setting);
    let trace = simulate(&setting, &plan);
    assert_eq!((verdict(&trace).as_str(), trace.end().ledger.effects_of(0)), ("honest", 0));
}

#[test]
fn a_relay_that_comes_after_the_provider_forgot_doubles_a_row_sent_before() {
    let faults = "pay/r1/after-effect=crash";
    let late = play("outbox-forwarded", &["relay=25h"], faults);
    assert_eq!(verdict(&late), "once");
    assert_eq!(verdict(&play("outbox-forwarded", &["relay=23h"], faults)), "kept");
}

/// What is charged when nobody asks again and a completer comes after so long.
fn completed(recipe: &str, after: &str, gap: &str) -> (u64, String) {
    let wait = format!("completer={after}");
    let trace = play(recipe, &["attempts=1", &wait], &format!("pay/1/{gap}=crash"));
    (trace.end().ledger.balance(), verdict(&trace))
}

#[test]
fn a_completer_charges_twice_once_the_provider_forgot_and_never_after_a_point() {
    let kept = |balance| (balance, "kept".to_owned());
    let doubled = (20, "once".to_owned());
    for recipe in ["foreign-forwarded", "recovery-points"] {
        assert_eq!(completed(recipe, "12h", "after-effect"), kept(10), "{recipe}");
        assert_eq!(completed(recipe, "48h", "after-effect"), doubled, "{recipe}");
        assert_eq!(completed(recipe, "48h", "after-claim"), kept(10), "{recipe}");
    }
    assert_eq!(completed("recovery-points", "48h", "after-point"), kept(10));
    assert_eq!(completed("foreign", "12h", "after-effect"), doubled);
    // Nobody may finish a claim without a lease: its holder could still be at work.
    assert_eq!(completed("claim", "12h", "after-claim"), (0, "settles".to_owned()));
}

/// A completer that finds its claim held by another's open transaction leaves no entry, and
/// looks again once that transaction has died.
#[test]
fn a_completer_comes_back_for_what_a_dead_transaction_held() {
    let told = |plan: &str| {
        let trace = play("fenced", &["completer=1s", "attempts=1"], plan);
        let woken = trace.entries.iter().filter(|entry| matches!(entry.event, Event::Woke { .. }));
        let end = trace.end();
        assert!(end.store.iter().all(|(_, record)| record.state == State::Done), "{:?}", end.store);
        (woken.map(|entry| entry.at).collect::<Vec<_>>(), end.ledger.balance())
    };
    let holds = "pay/1/after-claim=pause:9s, pay/r1/after-record=pause";
    assert_eq!(told(holds), (vec![1_100], 10), "the first run holds the claim until it commits");
    // At 2.6 s the process dies, at 3.1 s it is up, and a second later somebody looks.
    let dies = "pay/1/after-claim=pause:2500ms, pay/r1/after-record=pause, pay/1/after-begin=crash";
    assert_eq!(told(dies), (vec![1_100, 4_100], 10));
}

#[test]
fn a_retry_goes_on_from_the_recovery_point() {
    let trace = play("recovery-points", &[], "pay/1/after-point=crash");
    let second =
        trace.entries.iter().filter(|entry| entry.site.attempt == 2 || entry.site.run_number().is_some());
    let steps: Vec<String> = second
        .filter_map(|entry| match entry.event {
            Event::Ran { step, takeover, rows, .. } => Some(format!("{step} {takeover} {rows:?}")),
            _ => None,
        })
        .collect();
    assert_eq!(steps, ["claim+lease true Some(1)", "record false None"]);
}

proptest! {
    #![proptest_config(super::cases(150))]

    #[test]
    fn what_stands_in_an_outbox_is_sent_in_the_end(scenario in scenario()) {
        for trace in Experiment::run(&scenario).traces {
            if is_shipped(&trace.setting) && !trace.cut {
                let end = trace.end();
                prop_assert!(end.server.outbox.is_empty());
                prop_assert!((0..).take(end.clients.len()).all(|intent| !end.server.owes(intent)));
            }
        }
    }

    #[test]
    fn the_key_of_a_site_is_what_its_handler_works_under(scenario in scenario()) {
        for trace in Experiment::run(&scenario).traces {
            Engine::new(&trace.setting).run(&trace.struck, |entry, world| {
                if let Some(handler) = world.handler(entry.site) {
                    assert_eq!(trace.key_at(entry.site), handler.key, "{entry:?}");
                }
            });
        }
    }

    #[test]
    fn a_completer_leaves_no_lease_behind(scenario in scenario()) {
        for trace in Experiment::run(&scenario).traces {
            if is_shipped(&trace.setting) && !trace.cut && trace.setting.knobs.completer.is_some() {
                let end = trace.end();
                let left = end.store.iter().find(|(_, record)| {
                    record.state == State::InFlight && record.lease_until.is_some()
                });
                prop_assert_eq!(left, None);
            }
        }
    }

    #[test]
    fn a_run_wakes_once_answers_nobody_and_is_struck_in_its_gaps_alone(scenario in scenario()) {
        for trace in Experiment::run(&scenario).traces {
            prop_assert!(trace.asked.iter().all(|site| site.run_number().is_none() || site.place.is_gap()));
            let mut woken = std::collections::BTreeSet::new();
            for entry in trace.entries.iter().filter(|entry| entry.site.run_number().is_some()) {
                let site = entry.site.at(idem_lab::sim::Place::None);
                if matches!(entry.event, Event::Woke { .. }) {
                    prop_assert!(woken.insert(site), "{:?} wakes twice", site);
                }
                prop_assert!(woken.contains(&site), "{:?} acts before it woke", entry);
                let answers = matches!(
                    entry.event,
                    Event::Replied { .. } | Event::Attempted { .. } | Event::Arrived(Arrival::Request)
                );
                prop_assert!(!answers, "{:?}", entry);
            }
        }
    }
}

/// One line an entry, from the first of a job on.
fn behind(trace: &Trace) -> Vec<String> {
    let woke = trace.entries.iter().position(|entry| matches!(entry.event, Event::Woke { .. }));
    let rows = trace.entries.iter().enumerate().skip(woke.unwrap_or(0));
    let line = |(index, entry): (usize, &idem_lab::sim::Entry)| {
        let what = match entry.event {
            Event::Woke { job, .. } => format!("woke {}", job.work.word()),
            Event::Ran { step, rows, .. } => {
                format!("ran {step} {}", rows.map_or(String::new(), |n| format!("rows={n}")))
            }
            Event::Crashed { until } => format!("crashed until={until}"),
            event => event.word().to_owned(),
        };
        let cause = entry.cause.map_or(String::new(), |cause| format!("<-{cause}"));
        format!("{index}{cause} {} {} {}", entry.at, entry.site.show(trace.setting.intents()), what.trim())
    };
    rows.map(line).collect()
}

#[test]
fn the_relays_story() {
    let want = [
        "11<-7 1100 pay/r1 woke relay",
        "12<-11 1110 pay/r1 ran effect(call) rows=1",
        "13<-12 1110 pay/r1/after-effect crashed until=1610",
        "14<-13 1610 pay/r1/after-effect restarted",
        "15<-13 2610 pay/r2 woke relay",
        "16<-15 2620 pay/r2 ran effect(call) rows=1",
        "17<-16 2620 pay/r2 ran mark",
    ];
    assert_eq!(behind(&play("outbox", &[], "pay/r1/after-effect=crash")), want);
}

#[test]
fn the_completers_story() {
    let turns = ["attempts=1", "completer=5s"];
    let want = [
        "10<-3 5100 pay/r1 woke completer",
        "11<-10 5100 pay/r1 ran claim+lease rows=1",
        "12<-11 5100 pay/r1 ran record",
    ];
    assert_eq!(behind(&play("recovery-points", &turns, "pay/1/after-point=crash")), want);
}

/// Every recipe has its word for each of its steps, and its own last step has no gap.
#[test]
fn the_gaps_of_handler_and_relay_are_told_apart() {
    let recipe = Recipe::find("outbox").expect("a recipe");
    let words = |gaps: Vec<idem_lab::sim::Place>| {
        gaps.into_iter().map(idem_lab::sim::Place::word).collect::<Vec<_>>()
    };
    let own = ["after-receive", "after-begin", "after-claim", "after-outbox", "after-record", "after-commit"];
    assert_eq!(words(recipe.gaps().collect()), own);
    assert_eq!(words(recipe.relay_gaps().collect()), ["after-effect"]);
}
