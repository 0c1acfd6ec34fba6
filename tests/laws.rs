//! The laws: what holds in every story, whatever the knobs, the recipe and the weather.

use std::cell::Cell;
use std::collections::BTreeSet;

use idem_lab::sim::recipe::How;
use idem_lab::sim::verdict::Judge;
use idem_lab::sim::{
    Engine, Event, Experiment, Fault, FaultPlan, Nemesis, PROPERTIES, Property, Recorder, Scenario, Site,
    Step, Trace, Verdict, Weather, World, simulate,
};
use proptest::prelude::*;
use proptest::sample::Index;

#[path = "common/cases.rs"]
mod cases;
#[path = "common/scenarios.rs"]
mod scenarios;
use cases::cases;
use scenarios::scenario;

/// Every lane's story.
fn stories(scenario: &Scenario) -> Vec<Trace> {
    Experiment::run(scenario).traces
}

/// What struck at a site that was asked.
fn fate(trace: &Trace, site: Site) -> Fault {
    trace.struck.get(site).unwrap_or(Fault::None)
}

/// Tells of the world after each entry, as the engine saw it while it wrote.
fn live(trace: &Trace, mut watch: impl FnMut(u32, &World)) {
    Engine::new(&trace.setting).run(&trace.struck, |_, world| watch(world.entries - 1, world));
}

/// The first entry after which the world is such.
fn first_entry(trace: &Trace, such: impl Fn(&World) -> bool) -> Option<u32> {
    let mut first = None;
    live(trace, |index, world| {
        if first.is_none() && such(world) {
            first = Some(index);
        }
    });
    first
}

/// The verdict after each entry.
fn verdicts(trace: &Trace) -> Vec<Verdict> {
    let (mut judge, mut verdicts) = (Judge::default(), Vec::new());
    Engine::new(&trace.setting).run(&trace.struck, |entry, world| {
        judge.watch(&trace.setting, entry, world);
        verdicts.push(judge.verdict());
    });
    verdicts
}

/// Whether every effect of a recipe adds an amount, so that money counts effects.
fn adds_up(trace: &Trace) -> bool {
    let absolute = |step: &Step| matches!(step, Step::Effect(How::Set | How::Swap));
    !trace.setting.recipe.steps.iter().any(absolute)
}

// One input, one story ------------------------------------------------------------------

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn the_same_input_gives_the_same_story(scenario in scenario()) {
        prop_assert_eq!(Experiment::run(&scenario), Experiment::run(&scenario));
    }

    #[test]
    fn an_engine_runs_afresh_each_time(scenario in scenario()) {
        let plan = scenario.weather_plan();
        for setting in scenario.settings() {
            let mut engine = Engine::new(&setting);
            let mut told = || {
                let mut entries = Vec::new();
                let cut = engine.run(Weather::new(&setting.knobs, &plan), |entry, _| entries.push(*entry));
                (entries, cut, engine.world().clone())
            };
            prop_assert_eq!(told(), told());
        }
    }

    #[test]
    fn the_faults_that_struck_replay_the_story_without_chance(scenario in scenario()) {
        for trace in stories(&scenario) {
            let again = simulate(&trace.setting, &trace.struck);
            prop_assert_eq!(&again.entries, &trace.entries);
            prop_assert_eq!(again.verdict, trace.verdict);
            prop_assert_eq!(again.struck, trace.struck);
            prop_assert_eq!(again.asked, trace.asked);
        }
    }

    #[test]
    fn the_entries_fold_into_the_world_the_engine_saw(scenario in scenario(), pick in any::<Index>()) {
        for trace in stories(&scenario) {
            let (picked, last) = (pick.index(trace.entries.len()), trace.entries.len() - 1);
            let mut seen = Vec::new();
            live(&trace, |index, world| {
                if [picked, last].contains(&(index as usize)) {
                    seen.push(world.clone());
                }
            });
            prop_assert_eq!(Some(&trace.world_at(picked + 1)), seen.first());
            prop_assert_eq!(Some(&trace.end()), seen.last());
        }
    }
}

/// One of the weather's rates.
type Rate = fn(&mut Scenario) -> &mut u32;

// Sites and weather ---------------------------------------------------------------------

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn no_site_is_asked_twice(scenario in scenario()) {
        let plan = scenario.weather_plan();
        for setting in scenario.settings() {
            let mut recorder = Recorder::new(Weather::new(&setting.knobs, &plan));
            Engine::new(&setting).run(&mut recorder, |_, _| {});
            let once: BTreeSet<Site> = recorder.asked.iter().copied().collect();
            prop_assert_eq!(once.len(), recorder.asked.len());
        }
    }

    #[test]
    fn lanes_meet_equal_fates_at_shared_sites(scenario in scenario()) {
        let stories = stories(&scenario);
        for (left, right) in stories.iter().flat_map(|left| stories.iter().map(move |right| (left, right))) {
            for site in left.asked.intersection(&right.asked) {
                prop_assert_eq!(fate(left, *site), fate(right, *site), "{:?}", site);
            }
        }
    }

    #[test]
    fn a_higher_rate_keeps_every_fault_of_its_kind(
        scenario in scenario(), kind in 0..6_usize, rise in 0..=1_000_000_u32,
    ) {
        let rates: [(&str, Rate); 6] = [
            ("lose", |scenario| &mut scenario.knobs.lose_request),
            ("lose", |scenario| &mut scenario.knobs.lose_reply),
            ("duplicate", |scenario| &mut scenario.knobs.duplicate),
            ("delay", |scenario| &mut scenario.knobs.delay),
            ("crash", |scenario| &mut scenario.knobs.crash_rate),
            ("pause", |scenario| &mut scenario.knobs.pause_rate),
        ];
        let (word, rate) = rates[kind];
        let mut stormier = scenario.clone();
        let rate = rate(&mut stormier);
        *rate = (*rate).max(rise);
        for (calm, storm) in stories(&scenario).iter().zip(stories(&stormier)) {
            let shared = calm.struck.iter().filter(|(site, _)| storm.asked.contains(site));
            for (site, fault) in shared.filter(|(_, fault)| fault.word() == word) {
                prop_assert_eq!(fate(&storm, site), fault, "{:?}", site);
            }
        }
    }

    #[test]
    fn a_fault_changes_nothing_before_it_strikes(scenario in scenario(), pick in any::<Index>()) {
        for trace in stories(&scenario) {
            // Asked when so many entries were written.
            let written = Cell::new(0);
            let mut asked: Vec<(Site, usize)> = Vec::new();
            let nemesis = Asking { plan: &trace.struck, ask: |site| asked.push((site, written.get())) };
            Engine::new(&trace.setting).run(nemesis, |_, _| written.set(written.get() + 1));

            let (site, before) = asked[pick.index(asked.len())];
            let mut plan = trace.struck.clone();
            plan.set(site, if site.place.is_gap() { Fault::Crash(None) } else { Fault::Lose });
            let changed = simulate(&trace.setting, &plan);
            prop_assert!(trace.first_divergence(&changed).is_none_or(|first| first >= before));
        }
    }

    #[test]
    fn unstruck_is_planned_but_never_asked(scenario in scenario()) {
        let experiment = Experiment::run(&scenario);
        for trace in &experiment.traces {
            let unstruck = trace.unstruck(&experiment.plan);
            let unstruck: BTreeSet<Site> = unstruck.into_iter().map(|(site, _)| site).collect();
            for (site, fault) in experiment.plan.iter() {
                prop_assert_ne!(unstruck.contains(&site), trace.asked.contains(&site));
                if trace.asked.contains(&site) {
                    prop_assert_eq!(fate(trace, site), fault, "the plan beats chance");
                }
            }
            prop_assert!(trace.struck.iter().all(|(site, _)| trace.asked.contains(&site)));
        }
    }
}

/// A plan that tells of every site it is asked about.
struct Asking<'p, A> {
    plan: &'p FaultPlan,
    ask: A,
}

impl<A: FnMut(Site)> Nemesis for Asking<'_, A> {
    fn strike(&mut self, site: Site) -> Fault {
        (self.ask)(site);
        self.plan.get(site).unwrap_or(Fault::None)
    }
}

// Entries -------------------------------------------------------------------------------

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn causes_come_earlier_and_only_intents_have_none(scenario in scenario()) {
        for trace in stories(&scenario) {
            for (index, entry) in trace.entries.iter().enumerate() {
                let intended = matches!(entry.event, Event::Intended { .. });
                prop_assert_eq!(entry.cause.is_none(), intended);
                prop_assert!(entry.cause.is_none_or(|cause| (cause as usize) < index));
                let cause = entry.cause.map(|cause| trace.entries[cause as usize]);
                prop_assert!(cause.is_none_or(|cause| cause.at <= entry.at));
            }
        }
    }

    #[test]
    fn instants_never_go_backwards(scenario in scenario()) {
        let experiment = Experiment::run(&scenario);
        for trace in &experiment.traces {
            prop_assert!(trace.entries.is_sorted_by_key(|entry| entry.at));
            prop_assert!(trace.entries.iter().all(|entry| experiment.beats.binary_search(&entry.at).is_ok()));
        }
        prop_assert!(experiment.beats.is_sorted_by(|one, next| one < next));
    }

    #[test]
    fn a_told_client_never_attempts_again(scenario in scenario()) {
        for trace in stories(&scenario) {
            let mut told = BTreeSet::new();
            for entry in &trace.entries {
                match entry.event {
                    Event::Told { .. } => prop_assert!(told.insert(entry.site.intent), "told twice"),
                    Event::Attempted { .. } => prop_assert!(!told.contains(&entry.site.intent)),
                    _ => {}
                }
            }
        }
    }

    #[test]
    fn every_story_ends_with_everybody_told_and_nothing_under_way(scenario in scenario()) {
        for trace in stories(&scenario) {
            let end = trace.end();
            prop_assert!(end.clients.iter().all(|client| client.told.is_some()));
            prop_assert_eq!(end.wire.iter().count(), 0);
            prop_assert!(end.server.handlers.is_empty());
            prop_assert_eq!(end.server.down_until, None);
            let unlimited = trace.setting.knobs.attempts.is_none();
            // A job that never comes to its end is cut too.
            let jobs = trace.setting.knobs.completer.is_some() || trace.setting.recipe.has_outbox();
            prop_assert!(unlimited || jobs || !trace.cut);
        }
    }
}

// Money ---------------------------------------------------------------------------------

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn every_dollar_is_an_effect(scenario in scenario()) {
        for trace in stories(&scenario).into_iter().filter(adds_up) {
            let ledger = trace.end().ledger;
            let amount = |intent: u32| trace.setting.intent(intent).amount;
            let rows: u64 = ledger.rows.iter().map(|row| amount(row.handler.intent)).sum();
            let effects: u64 = (0..).zip(&ledger.effects).map(|(i, n)| u64::from(*n) * amount(i)).sum();
            prop_assert_eq!(ledger.balance(), rows);
            prop_assert_eq!(ledger.balance(), effects);
        }
    }

    #[test]
    fn every_effect_is_a_row_and_rows_never_go(scenario in scenario()) {
        for trace in stories(&scenario) {
            let (mut rows_before, mut held) = (0, true);
            live(&trace, |_, world| {
                let rows = world.ledger.rows.len();
                let effects: u32 = world.ledger.effects.iter().sum();
                held &= rows == effects as usize && rows >= rows_before;
                rows_before = rows;
            });
            prop_assert!(held);
            prop_assert!(trace.end().ledger.rows.is_sorted_by_key(|row| row.at));
        }
    }

    #[test]
    fn what_is_meant_is_what_the_intents_say(scenario in scenario()) {
        let experiment = Experiment::run(&scenario);
        for trace in &experiment.traces {
            prop_assert_eq!(trace.end().meant, experiment.meant());
        }
    }
}

// Verdicts ------------------------------------------------------------------------------

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn broken_stays_broken_from_the_first_entry_on(scenario in scenario()) {
        for trace in stories(&scenario) {
            let verdicts = verdicts(&trace);
            for row in &PROPERTIES {
                let broken = trace.verdict.broken_at(row.property);
                for (index, verdict) in (0..).zip(&verdicts) {
                    let by_now = broken.filter(|first| *first <= index);
                    prop_assert_eq!(verdict.broken_at(row.property), by_now, "{}", row.id);
                    prop_assert_eq!(trace.verdict.holds(row.property, index as usize + 1), by_now.is_none());
                }
            }
        }
    }

    #[test]
    fn once_breaks_exactly_where_a_second_effect_lands(scenario in scenario()) {
        for trace in stories(&scenario) {
            let doubled = |world: &World| world.ledger.effects.iter().any(|n| *n > 1);
            prop_assert_eq!(trace.verdict.broken_at(Property::Once), first_entry(&trace, doubled));
        }
    }

    #[test]
    fn honest_breaks_exactly_where_a_told_client_was_told_wrong(scenario in scenario()) {
        use idem_lab::sim::event::Outcome;
        for trace in stories(&scenario) {
            let lied = |world: &World| {
                (0..).zip(&world.clients).any(|(asking, client)| {
                    let effects = world.ledger.effects_of(trace.setting.means(asking));
                    match client.told {
                        Some(Outcome::Success) => {
                            let owes = |intent| world.server.owes(intent);
                            effects == 0 && !owes(asking) && !owes(trace.setting.means(asking))
                        }
                        Some(Outcome::Error) => effects > 0,
                        Some(Outcome::Unknown) | None => false,
                    }
                })
            };
                        prop_assert_eq!(trace.verdict.broken_at(Property::Honest), first_entry(&trace, lied));
        }
    }
}
