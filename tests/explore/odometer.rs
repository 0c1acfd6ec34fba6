//! The odometer: every plan once, shortest first, none missed.

use std::collections::BTreeSet;

use idem_lab::explore::{Kinds, Odometer};
use idem_lab::sim::fault::FAULTS;
use idem_lab::sim::site::PLACES;
use idem_lab::sim::{Engine, Fault, FaultPlan, Nemesis, Place, Recorder, Setting, Site, simulate};

use super::settings::setting;

/// Every plan in the order the odometer tells them, from stories told by hand.
fn plans(faults: usize, mut tell: impl FnMut(&mut Odometer)) -> Vec<FaultPlan> {
    let (mut odometer, mut plans) = (Odometer::new(faults, Kinds::SEARCHED), Vec::new());
    loop {
        tell(&mut odometer);
        if odometer.is_whole() {
            plans.push(odometer.plan());
        }
        if !odometer.turn() {
            return plans;
        }
    }
}

/// Every plan of a setting. What is planned strikes, and nothing else does.
fn plans_of(setting: &Setting, faults: usize) -> Vec<FaultPlan> {
    let mut engine = Engine::new(setting);
    plans(faults, |odometer| {
        let mut recorder = Recorder::new(&mut *odometer);
        engine.run(&mut recorder, |_, _| {});
        let struck = recorder.struck;
        assert_eq!(struck, odometer.plan());
    })
}

fn choose(n: usize, k: usize) -> usize {
    (0..k).fold(1, |product, i| product * (n - i) / (i + 1))
}

#[test]
fn a_toy_story_has_as_many_plans_as_the_formula_says() {
    // A story of m messages and g gaps, whatever strikes: with a message struck in three
    // ways and a gap in two, there are sum over i + j <= k of C(m,i) 3^i C(g,j) 2^j plans.
    for (messages, gaps) in [(0_u16, 0_u16), (1, 0), (2, 3), (3, 3)] {
        let toy = |odometer: &mut Odometer| {
            for attempt in 1..=messages {
                odometer.strike(Site::attempt(0, attempt).at(Place::Request));
            }
            for attempt in 1..=gaps {
                odometer.strike(Site::attempt(0, attempt).at(Place::AfterEffect));
            }
        };
        let (m, g) = (usize::from(messages), usize::from(gaps));
        for k in 0_usize..=7 {
            let pairs = (0..=m.min(k)).flat_map(|i| (0..=g.min(k - i)).map(move |j| (i, j)));
            let ways = |(i, j): (usize, usize)| {
                choose(m, i)
                    * 3_usize.pow(u32::try_from(i).unwrap_or(0))
                    * choose(g, j)
                    * 2_usize.pow(u32::try_from(j).unwrap_or(0))
            };
            let want: usize = pairs.map(ways).sum();
            let told = plans(k, toy);
            let distinct: BTreeSet<&FaultPlan> = told.iter().collect();
            assert_eq!((told.len(), distinct.len()), (want, want), "{m} messages, {g} gaps, {k} faults");
        }
    }
}

/// Every set of at most so many faults at any site there could be, told, and kept if all
/// of it strikes. Knows nothing of the order in which sites are met.
fn by_force(setting: &Setting, tries: u16, faults: usize) -> BTreeSet<FaultPlan> {
    let attempts =
        (1..=tries).flat_map(|attempt| [false, true].map(|copy| Site { copy, ..Site::attempt(0, attempt) }));
    let sites = attempts.flat_map(|site| PLACES.map(|(place, _)| site.at(place)));
    let strikes: Vec<(Site, Fault)> = sites
        .flat_map(|site| {
            let fits = FAULTS.iter().filter(move |row| row.searched && row.fault.fits(site.place));
            fits.map(move |row| (site, row.fault))
        })
        .collect();
    let mut sets = vec![FaultPlan::default()];
    let mut known: BTreeSet<FaultPlan> = sets.iter().cloned().collect();
    for _ in 0..faults {
        let grown = sets.iter().flat_map(|plan| {
            strikes.iter().map(|(site, fault)| {
                let mut plan = plan.clone();
                plan.set(*site, *fault);
                plan
            })
        });
        let grown: BTreeSet<FaultPlan> = grown.collect();
        sets = grown.into_iter().filter(|plan| known.insert(plan.clone())).collect();
    }
    known.into_iter().filter(|plan| simulate(setting, plan).struck == *plan).collect()
}

#[test]
fn it_repeats_no_plan_and_misses_none() {
    for (recipe, turns, tries, faults) in [
        ("naive", &["attempts=2"][..], 2, 2),
        ("effect-then-key", &["attempts=2"], 2, 2),
        ("naive", &["attempts=1"], 1, 3),
        ("lease", &["attempts=2", "lease=10ms", "timeout=205ms"], 2, 2),
    ] {
        let setting = setting(recipe, turns);
        let told = plans_of(&setting, faults);
        let distinct: BTreeSet<FaultPlan> = told.iter().cloned().collect();
        assert_eq!(told.len(), distinct.len(), "{recipe} {turns:?}: none twice");
        assert_eq!(distinct, by_force(&setting, tries, faults), "{recipe} {turns:?}: none missed");
    }
}

#[test]
fn the_shortest_plans_come_first_and_the_calm_one_at_once() {
    let told = plans_of(&setting("one-transaction", &["attempts=2"]), 3);
    assert!(told[0].is_empty());
    assert!(told.is_sorted_by_key(FaultPlan::len));
}

#[test]
fn it_ends_where_no_plan_has_more_faults() {
    // One try, one message that dies or arrives: a story can meet only so many faults.
    let setting = setting("naive", &["attempts=1"]);
    let most = plans_of(&setting, 100);
    assert_eq!(most, plans_of(&setting, most.last().expect("the calm one").len()));
}

#[test]
fn with_few_kinds_it_tells_just_the_plans_that_are_made_of_them() {
    for words in [&["lose"][..], &["crash", "pause"], &["delay", "crash"]] {
        let kinds = Kinds::find(words.iter().copied()).expect("they are faults");
        let setting = setting("effect-then-key", &["work=10ms"]);
        let told = |kinds| {
            let (mut odometer, mut plans) = (Odometer::new(2, kinds), BTreeSet::new());
            loop {
                Engine::new(&setting).run(&mut odometer, |_, _| {});
                if odometer.is_whole() {
                    plans.insert(odometer.plan());
                }
                if !odometer.turn() {
                    return plans;
                }
            }
        };
        let is_made_of = |plan: &FaultPlan| plan.iter().all(|(_, fault)| words.contains(&fault.word()));
        let want: BTreeSet<FaultPlan> = told(Kinds::SEARCHED).into_iter().filter(is_made_of).collect();
        assert!(want.len() > 2, "{words:?}");
        assert_eq!(told(kinds), want, "{words:?}");
    }
    assert_eq!(Kinds::find(["lose", "loose"]), None);
}
