//! How long stories take to run, fold and judge, and what they allocate, in figures of this machine.
//!
//! `cargo bench --bench stories`; the ratios that hold on any machine are in `ratios`.

use divan::counter::ItemsCount;
use divan::{AllocProfiler, Bencher, black_box};
use idem_lab::sim::{
    Engine, Experiment, FaultPlan, Lane, RECIPES, Scenario, Setting, Trace, Weather, World, simulate,
};

/// Counts what each story allocates.
#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

fn main() {
    divan::main();
}

/// So many payments at a busy service under changing weather, in one lane.
fn busy(recipe: &str, intents: u32) -> Setting {
    let lanes = Lane::parse_all([recipe]).expect("a recipe");
    let mut scenario = Scenario { lanes, ..Scenario::default() };
    let knobs = &mut scenario.knobs;
    (knobs.intents, knobs.customers, knobs.rate) = (intents, 10, 100_000_000);
    (knobs.lose_reply, knobs.duplicate) = (300_000, 50_000);
    scenario.settings().remove(0)
}

fn told(setting: &Setting) -> Trace {
    simulate(setting, Weather::new(&setting.knobs, &FaultPlan::default()))
}

/// The laboratory's opening: two lanes, one lost reply.
#[divan::bench]
fn laboratory(bencher: Bencher) {
    let scenario = Scenario::laboratory();
    bencher.bench(|| Experiment::run(black_box(&scenario)));
}

/// A hundred payments in each recipe.
#[divan::bench(args = RECIPES.iter().map(|recipe| recipe.id.as_ref()))]
fn hundred(bencher: Bencher, recipe: &str) {
    let setting = busy(recipe, 100);
    bencher.counter(ItemsCount::new(told(&setting).entries.len())).bench(|| told(black_box(&setting)));
}

/// A longer and longer day: run, judged and kept.
#[divan::bench(args = [100, 1_000, 10_000], sample_count = 10)]
fn kept(bencher: Bencher, intents: u32) {
    let setting = busy("one-transaction", intents);
    bencher.counter(ItemsCount::new(told(&setting).entries.len())).bench(|| told(black_box(&setting)));
}

/// The same without a judge and without a trace, in one engine that keeps its room.
#[divan::bench(args = [100, 1_000, 10_000], sample_count = 10)]
fn unwatched(bencher: Bencher, intents: u32) {
    let setting = busy("one-transaction", intents);
    let calm = FaultPlan::default();
    let mut engine = Engine::new(&setting);
    let entries = told(&setting).entries.len();
    bencher
        .counter(ItemsCount::new(entries))
        .bench_local(|| engine.run(Weather::new(&setting.knobs, &calm), |_, _| {}));
}

/// Time travel: the world after ten thousand entries, from the start.
#[divan::bench]
fn fold(bencher: Bencher) {
    let setting = busy("one-transaction", 1_000);
    let trace = told(&setting);
    let entries = &trace.entries[..trace.entries.len().min(10_000)];
    bencher
        .counter(ItemsCount::new(entries.len()))
        .bench(|| World::fold(black_box(&setting), black_box(entries)));
}
