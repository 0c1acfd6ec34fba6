//! The laws of what was added to the pinned rules: at its default each leaves no trace,
//! and beyond it keeps what it says.

use idem_lab::sim::event::{LostWhy, Outcome, Status, Why};
use idem_lab::sim::load::{Load, TENTH, busiest, over_time};
use idem_lab::sim::{Engine, Event, Experiment, Fault, FaultPlan, Knob, Knobs, Scenario, Step, Trace, World};
use proptest::prelude::*;

#[path = "common/cases.rs"]
mod cases;
#[path = "common/plans.rs"]
mod plans;
#[path = "common/scenarios.rs"]
mod scenarios;
#[path = "common/settings.rs"]
mod settings;
#[path = "common/stories.rs"]
mod stories;

#[path = "beyond/jobs.rs"]
mod jobs;

use cases::cases;
use scenarios::scenario;

/// The knobs that came after the pinned ones.
const ADDED: [&str; 9] =
    ["key-bits", "reset", "checkpoint", "resend", "resend-by", "slots", "budget", "completer", "relay"];

/// Tells of the world after each entry, as the engine saw it while it wrote.
fn live(trace: &Trace, mut watch: impl FnMut(&World)) {
    Engine::new(&trace.setting).run(&trace.struck, |_, world| watch(world));
}

/// The same scenario as the pinned rules know it.
fn pinned(mut scenario: Scenario) -> Scenario {
    for knob in ADDED.map(|id| Knob::find(id).expect("a knob")) {
        (knob.put)(&mut scenario.knobs, (knob.get)(&Knobs::default()));
        for lane in &mut scenario.lanes {
            lane.own.remove(knob.id);
        }
    }
    let old = scenario.plan.iter().filter(|(_, fault)| *fault != Fault::Reset);
    scenario.plan = old.collect::<FaultPlan>();
    scenario
}

proptest! {
    #![proptest_config(cases(150))]

    #[test]
    fn at_its_default_nothing_added_leaves_a_trace(scenario in scenario()) {
        for trace in Experiment::run(&pinned(scenario)).traces {
            let added = trace.entries.iter().find(|entry| matches!(
                entry.event,
                Event::Reset { .. }
                    | Event::Lost { why: LostWhy::Reset }
                    | Event::Ran { step: Step::Reply, .. }
                    | Event::Answered { why: Why::Busy, .. }
            ) || (!trace.setting.recipe.has_outbox()
                && matches!(entry.event, Event::Woke { .. } | Event::Replied { status: Status::Accepted, .. })));
            prop_assert_eq!(added, None);
            let means = &trace.setting.workload.means;
            prop_assert!((0..).zip(means).all(|(index, means)| index == *means));
        }
    }

    #[test]
    fn a_reset_is_heard_by_whoever_still_listens_and_by_nobody_else(scenario in scenario()) {
        for trace in Experiment::run(&scenario).traces {
            for (index, entry) in trace.entries.iter().enumerate() {
                let reset = matches!(entry.event, Event::Lost { why: LostWhy::Reset });
                let client = trace.world_at(index).clients[entry.site.intent as usize];
                let next = trace.entries.get(index + 1).map(|next| (next.at, next.event));
                let heard = matches!(next, Some((at, Event::Reset { .. })) if at == entry.at);
                prop_assert_eq!(heard, reset && client.open == Some(entry.site.attempt), "entry {}", index);
                // A test of every entry of a long story would take its square.
                if index > 300 { break }
            }
        }
    }

    #[test]
    fn no_more_handlers_work_than_there_are_slots(scenario in scenario()) {
        for trace in Experiment::run(&scenario).traces {
            let slots = trace.setting.knobs.slots.map_or(usize::MAX, |slots| slots as usize);
            let mut most = 0;
            let mut arrived = 0;
            live(&trace, |world| {
                let working = world.server.serving();
                // The one that just arrived has not been refused yet.
                arrived = if working > slots { arrived + 1 } else { 0 };
                most = most.max(working);
                assert!(working <= slots.saturating_add(1) && arrived <= 2, "{working} at {slots} slots");
            });
        }
    }

    #[test]
    fn retries_stay_within_their_budget(scenario in scenario()) {
        for trace in Experiment::run(&scenario).traces {
            let Some(percent) = trace.setting.knobs.budget else { continue };
            live(&trace, |world| {
                assert!(world.retries * 100 <= world.tried * u64::from(percent), "{} of {}", world.retries, world.tried);
            });
        }
    }

    #[test]
    fn fewer_than_a_checkpoint_ever_wait(scenario in scenario()) {
        for trace in Experiment::run(&scenario).traces {
            let checkpoint = trace.setting.knobs.checkpoint as usize;
            let (mut at, mut held) = (0, 0);
            live(&trace, |world| {
                assert!(world.now == at || held < checkpoint, "{held} wait past their instant");
                (at, held) = (world.now, world.server.held.len());
                assert!(held <= checkpoint);
            });
        }
    }

    #[test]
    fn what_is_asked_for_once_more_adds_nothing_to_what_is_meant(scenario in scenario()) {
        let once = { let mut once = scenario.clone(); once.knobs.resend = 0; once };
        let (again, once) = (Experiment::run(&scenario), Experiment::run(&once));
        prop_assert_eq!(again.meant(), once.meant());
        for trace in &again.traces {
            let end = trace.end();
            prop_assert!(trace.cut || end.meant == again.meant());
            let meant = scenario.meant().len();
            prop_assert!(end.ledger.effects.iter().skip(meant).all(|effects| *effects == 0));
            for (index, client) in (0..).zip(&end.clients) {
                let means = trace.setting.means(index);
                // A relay that never marks its row owes for ever what the provider took for done.
                let owed = end.server.owes(index) || end.server.owes(means);
                let done = end.ledger.effects_of(means) > 0 || owed;
                let honest = trace.verdict.broken_at(idem_lab::sim::Property::Honest).is_none();
                prop_assert!(!honest || client.told != Some(Outcome::Success) || done);
            }
        }
    }
}

proptest! {
    #![proptest_config(cases(150))]

    #[test]
    fn the_load_is_what_the_clients_sent_however_it_is_cut(scenario in scenario(), span in 1_u64..5_000) {
        for trace in Experiment::run(&scenario).traces {
            let whole = Load::of(&trace.entries);
            let world = trace.end();
            let first = world.clients.iter().filter(|client| client.attempts > 0).count() as u64;
            let told = |outcome| world.clients.iter().filter(|client| client.told == Some(outcome)).count();
            prop_assert_eq!((whole.first, whole.sent()), (first, world.attempts()));
            prop_assert_eq!(whole.success, told(Outcome::Success) as u64);
            prop_assert_eq!(whole.unknown, told(Outcome::Unknown) as u64);
            let last = trace.entries.last().map_or(0, |entry| entry.at);
            let count = usize::try_from(last / span + 1).unwrap_or(usize::MAX);
            if count < 100_000 {
                let parts = over_time(&trace.entries, span, count);
                let sum = |of: fn(&Load) -> u64| parts.iter().map(of).sum::<u64>();
                prop_assert_eq!(sum(Load::sent), whole.sent());
                prop_assert_eq!(sum(|load| load.refused), whole.refused);
                if span == TENTH {
                    prop_assert_eq!(parts.iter().map(Load::sent).max(), Some(busiest(&trace.entries)));
                }
            }
            let tenths = last / TENTH + 1;
            prop_assert!(busiest(&trace.entries) * tenths >= whole.sent());
            prop_assert!(busiest(&trace.entries) <= whole.sent());
        }
    }
}
