//! One table of ratios, each measured inside one run, so that it means the same on any machine.
//!
//! `cargo bench --bench ratios`. Times are the best of several rounds taken in turn, which is
//! what a quiet machine would show; a ratio never compares two runs.

#![expect(clippy::print_stdout, reason = "the table is what this program is for")]
#![expect(clippy::cast_precision_loss, reason = "ratios are shown with two digits")]
#![expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "rates are shown whole")]

use std::hint::black_box;
use std::num::NonZeroUsize;
use std::time::{Duration, Instant};

use idem_lab::explore::{Bounds, Exploration};
use idem_lab::lesson::progress::Progress;
use idem_lab::sim::chance::{Purpose, draw, strikes};
use idem_lab::sim::{
    Engine, Entry, Experiment, FaultPlan, Knob, Knobs, Lane, Place, RECIPES, Recipe, Scenario, Setting, Site,
    Trace, Weather,
};
use idem_lab::sweep::{Gauge, Grid, run};
use idem_lab::tui::lens::Lens;
use idem_lab::tui::model::{Model, Options};
use idem_lab::tui::msg::Msg;
use idem_lab::tui::theme::{Depth, PALETTES, Theme};
use idem_lab::tui::update::{open_sandbox, update};
use idem_lab::tui::view;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

/// The chance that a reply dies, in the lossy trial.
const LOSE_REPLY: u32 = 500_000;

fn main() {
    if cfg!(debug_assertions) {
        println!("measured without optimisation: run `cargo bench --bench ratios`");
        return;
    }
    // Memory first: what the other rows free would be used again unseen.
    let memory = memory();
    let trials = lossy_trials().into_iter().chain(sweeps());
    let rows = trials.chain(growth()).chain(searches()).chain(screen()).chain(memory);
    println!("{:<58} {:>12} {:>12} {:>9} {:>8}", "what", "it takes", "against", "ratio", "aim");
    for Row { what, takes, against, ratio, aim } in rows {
        println!("{what:<58} {takes:>12} {against:>12} {ratio:>9.2} {aim:>8}");
    }
}

/// One line of the table.
struct Row {
    what: String,
    takes: String,
    against: String,
    ratio: f64,
    aim: &'static str,
}

// A lossy trial -------------------------------------------------------------------------

/// One client, replies that die half the time, tries without limit: the engine against
/// loops written by hand that know only this one question.
fn lossy_trials() -> Vec<Row> {
    const TRIALS: u64 = 20_000;
    let naive = lossy("naive");
    let keyed = lossy("one-transaction");
    let [naive, keyed, by_draw, by_stream] = fastest(&mut [
        &mut || engine_trials(&naive, TRIALS),
        &mut || engine_trials(&keyed, TRIALS),
        &mut || (0..TRIALS).map(by_hand).sum(),
        &mut || {
            let mut stream = Xoshiro::new(8);
            (0..TRIALS).map(|_| by_hand_with(&mut stream)).sum()
        },
    ])
    .map(|time| per(time, TRIALS));
    let row = |what: &str, takes: f64, against: f64, aim| Row {
        what: what.to_owned(),
        takes: nanos(takes),
        against: nanos(against),
        ratio: takes / against,
        aim,
    };
    vec![
        row("a lossy trial: naive / the same keyed draws by hand", naive, by_draw, "<= 20"),
        row("a lossy trial: one-transaction / the same draws by hand", keyed, by_draw, "<= 20"),
        row("a lossy trial: naive / a plain stream by hand", naive, by_stream, ""),
        row("a lossy trial: one-transaction / a plain stream by hand", keyed, by_stream, ""),
    ]
}

/// The same trials in a sweep, which counts more; and what a second thread brings.
fn sweeps() -> Vec<Row> {
    const TRIALS: u64 = 20_000;
    let grid = |recipe: &str| {
        let knobs = Knobs { lose_reply: LOSE_REPLY, attempts: None, ..Knobs::default() };
        Grid::new(scenario(knobs, recipe), Vec::new(), TRIALS).expect("one point")
    };
    let (naive, keyed) = (grid("naive"), grid("one-transaction"));
    let played = |grid: &Grid, threads: usize| {
        let threads = NonZeroUsize::new(threads).expect("some");
        run(grid, threads, &Gauge::default())[0][0].trials
    };
    let [naive_one, keyed_one, keyed_two, by_draw] = fastest(&mut [
        &mut || played(&naive, 1),
        &mut || played(&keyed, 1),
        &mut || played(&keyed, 2),
        &mut || (0..TRIALS).map(by_hand).sum(),
    ])
    .map(|time| per(time, TRIALS));
    let row = |what: String, takes: f64, against: f64, aim| Row {
        what,
        takes: nanos(takes),
        against: nanos(against),
        ratio: takes / against,
        aim,
    };
    let rate = |takes: f64| grouped((1e9 / takes) as u64);
    vec![
        row(
            format!("a sweep: naive, {} trials a second / by hand", rate(naive_one)),
            naive_one,
            by_draw,
            "<= 10",
        ),
        row(
            format!("a sweep: keyed, {} trials a second / by hand", rate(keyed_one)),
            keyed_one,
            by_draw,
            "<= 10",
        ),
        row("a sweep: keyed, two threads / one".to_owned(), keyed_two, keyed_one, "<= 0.6"),
    ]
}

fn lossy(recipe: &str) -> Setting {
    let knobs = Knobs { lose_reply: LOSE_REPLY, attempts: None, ..Knobs::default() };
    setting(knobs, recipe)
}

/// So many trials, each under its own seed, in one engine; what was charged altogether.
fn engine_trials(setting: &Setting, trials: u64) -> u64 {
    let calm = FaultPlan::default();
    let mut engine = Engine::new(setting);
    let mut charged = 0;
    for seed in 0..trials {
        let knobs = Knobs { seed, ..setting.knobs };
        engine.run(Weather::new(&knobs, &calm), |_, _| {});
        charged += engine.world().ledger.balance();
    }
    charged
}

/// The naive trial by hand: charge, and charge again while the reply dies.
fn by_hand(seed: u64) -> u64 {
    let mut charged = 0;
    for attempt in 1..=1_000 {
        charged += 10;
        let reply = Site::attempt(0, attempt).at(Place::Reply);
        if !strikes(draw(seed, reply, Purpose::Lose), LOSE_REPLY) {
            break;
        }
    }
    charged
}

/// The same with draws from one stream, as such scripts are usually written.
fn by_hand_with(stream: &mut Xoshiro) -> u64 {
    let mut charged = 0;
    for _ in 1..=1_000 {
        charged += 10;
        if !strikes(stream.next(), LOSE_REPLY) {
            break;
        }
    }
    charged
}

/// `xoshiro256++` (Blackman and Vigna, 2019).
struct Xoshiro([u64; 4]);

impl Xoshiro {
    fn new(seed: u64) -> Self {
        use idem_lab::sim::chance::mix;
        Self([mix(seed), mix(seed + 1), mix(seed + 2), mix(seed + 3)])
    }

    fn next(&mut self) -> u64 {
        let [a, b, c, d] = &mut self.0;
        let drawn = a.wrapping_add(*d).rotate_left(23).wrapping_add(*a);
        let shifted = *b << 17;
        *c ^= *a;
        *d ^= *b;
        *b ^= *c;
        *a ^= *d;
        *c ^= shifted;
        *d = d.rotate_left(45);
        drawn
    }
}

// Growth --------------------------------------------------------------------------------

/// A busy service: does a story ten times as long take ten times as long?
fn growth() -> Vec<Row> {
    let busy = |intents| Knobs {
        intents,
        rate: 100_000_000,
        lose_reply: 300_000,
        duplicate: 50_000,
        customers: 10,
        ..Knobs::default()
    };
    let mut rows = Vec::new();
    let mut first = None;
    for intents in [100, 1_000, 10_000, 100_000] {
        let scenario = scenario(busy(intents), "one-transaction");
        let mut entries = 0;
        let [time] = fastest(&mut [&mut || {
            entries = Experiment::run(&scenario).traces[0].entries.len();
            entries as u64
        }]);
        let each = time.as_secs_f64() * 1e9 / entries as f64;
        let log = each / (entries as f64).log2();
        let against = *first.get_or_insert(log);
        rows.push(Row {
            what: format!("{} intents, an entry each / n log n", grouped(u64::from(intents))),
            takes: nanos(each),
            against: format!("{:.1} ms", time.as_secs_f64() * 1e3),
            ratio: log / against,
            aim: "<= 2",
        });
    }
    rows
}

// The screen ----------------------------------------------------------------------------

/// One frame at 60 Hz.
const FRAME: Duration = Duration::from_micros(16_667);

/// A knob is turned on a busy story, and the answer drawn: does it fit into a frame?
fn screen() -> Vec<Row> {
    let knobs = Knobs { intents: 1_000, rate: 10_000_000, lose_reply: 300_000, ..Knobs::default() };
    let busy = Scenario { knobs, ..Scenario::default() };
    let theme = Theme::load(PALETTES[0].0, Depth::Sixteen).expect("the default palette loads");
    let model = |scenario: &Scenario| {
        let mut model = Model::new(Vec::new(), Progress::default(), Options::default());
        open_sandbox(&mut model, scenario);
        update(&mut model, Msg::Last);
        model
    };
    let ttl = Knob::find("ttl").expect("ttl is a knob");
    let (mut turned, mut small, large) = (model(&busy), model(&Scenario::laboratory()), model(&busy));
    small.lens = Lens::Handler;
    let mut terminal = Terminal::new(TestBackend::new(200, 60)).expect("a test terminal");
    let mut other = Terminal::new(TestBackend::new(80, 24)).expect("a test terminal");
    let mut third = Terminal::new(TestBackend::new(200, 60)).expect("a test terminal");
    let [both, alone, busy] = fastest(&mut [
        &mut || {
            update(&mut turned, Msg::Turn(ttl));
            terminal.draw(|frame| view::draw(frame, &turned, &theme)).expect("drawn");
            1
        },
        &mut || {
            other.draw(|frame| view::draw(frame, &small, &theme)).expect("drawn");
            1
        },
        &mut || {
            third.draw(|frame| view::draw(frame, &large, &theme)).expect("drawn");
            1
        },
    ]);
    let row = |what: &str, time: Duration| Row {
        what: what.to_owned(),
        takes: format!("{:.3} ms", time.as_secs_f64() * 1e3),
        against: "one frame".to_owned(),
        ratio: time.as_secs_f64() / FRAME.as_secs_f64(),
        aim: "<= 1",
    };
    vec![
        row("turn a knob on 1,000 intents and draw at 200x60 / 60 Hz", both),
        row("draw the lost ACK at 80x24", alone),
        row("draw 1,000 intents at 200x60", busy),
    ]
}

// A search ------------------------------------------------------------------------------

/// Every plan of at most two faults, for each recipe: a plan told and judged against one
/// calm story told by an engine that is there already.
fn searches() -> Vec<Row> {
    const STORIES: u64 = 1_000;
    let row = |recipe: &Recipe| {
        let setting = setting(Knobs::default(), &recipe.id);
        let mut plans = 0;
        let [search, calm] = fastest(&mut [
            &mut || {
                plans = Exploration::run(setting.clone(), Bounds::faults(2)).tally().plans;
                plans
            },
            &mut || calm_stories(&setting, STORIES),
        ]);
        let (plan, story) = (per(search, plans), per(calm, STORIES));
        Row {
            what: format!("a search: {}, {:.0} plans a millisecond", recipe.id, 1e6 / plan),
            takes: nanos(plan),
            against: nanos(story),
            ratio: plan / story,
            aim: "<= 5",
        }
    };
    RECIPES.iter().map(row).collect()
}

/// So many stories in which nothing strikes, in one engine, unjudged.
fn calm_stories(setting: &Setting, stories: u64) -> u64 {
    let calm = FaultPlan::default();
    let mut engine = Engine::new(setting);
    (0..stories).map(|_| u64::from(engine.run(&calm, |_, _| {}))).sum()
}

// Memory --------------------------------------------------------------------------------

/// A trace of a hundred thousand entries: what its entries need, and what the process grew by.
fn memory() -> Vec<Row> {
    const ENTRIES: usize = 100_000;
    let knobs =
        Knobs { intents: 8_000, rate: 100_000_000, lose_reply: 300_000, customers: 10, ..Knobs::default() };
    let setting = setting(knobs, "one-transaction");
    let calm = FaultPlan::default();
    let before = resident();
    let trace: Trace = idem_lab::sim::simulate(&setting, Weather::new(&setting.knobs, &calm));
    let grown = resident().zip(before).map(|(after, before)| after.saturating_sub(before));
    let scale = ENTRIES as f64 / trace.entries.len() as f64;
    let needed = (size_of::<Entry>() * ENTRIES) as f64;
    let held = (size_of::<Entry>() * trace.entries.capacity()) as f64 * scale;
    let row = |what: &str, bytes: f64| Row {
        what: format!("a trace of 100,000 entries: {what}"),
        takes: format!("{:.1} MB", bytes / 1e6),
        against: format!("{:.1} MB", needed / 1e6),
        ratio: bytes / needed,
        aim: "<= 3",
    };
    let mut rows = vec![row(&format!("entries of {} bytes, held", size_of::<Entry>()), held)];
    rows.extend(grown.map(|bytes| row("the process grew by", bytes as f64 * scale)));
    black_box(&trace);
    rows
}

/// The process's resident memory in bytes, where the system tells.
fn resident() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.split_whitespace().next()?.parse::<u64>().ok().map(|kilobytes| kilobytes * 1024)
}

// Measuring -----------------------------------------------------------------------------

fn scenario(knobs: Knobs, recipe: &str) -> Scenario {
    let lanes = Lane::parse_all([recipe]).expect("a recipe");
    Scenario { knobs, lanes, ..Scenario::default() }
}

fn setting(knobs: Knobs, recipe: &str) -> Setting {
    scenario(knobs, recipe).settings().remove(0)
}

/// The shortest time each piece of work took, over rounds in which they take turns.
fn fastest<const N: usize>(work: &mut [&mut dyn FnMut() -> u64; N]) -> [Duration; N] {
    const ROUNDS: u32 = 40;
    let mut best = [Duration::MAX; N];
    let started = Instant::now();
    for round in 0..ROUNDS {
        for (work, best) in work.iter_mut().zip(&mut best) {
            let start = Instant::now();
            black_box(work());
            *best = start.elapsed().min(*best);
        }
        if round >= 4 && started.elapsed() > Duration::from_secs(4) {
            break;
        }
    }
    best
}

fn per(time: Duration, count: u64) -> f64 {
    time.as_secs_f64() * 1e9 / count as f64
}

fn nanos(nanos: f64) -> String {
    format!("{nanos:.1} ns")
}

/// Thousands grouped by commas.
fn grouped(number: u64) -> String {
    if number < 1_000 {
        return number.to_string();
    }
    format!("{},{:03}", grouped(number / 1_000), number % 1_000)
}
