//! Against theory: what many seeds estimate, beside the formula, within four standard errors.
//!
//! The formulas are for one payment: p is the chance that a reply dies, q that a request
//! does, c that the server crashes between two writes, n the most tries. Recipes that
//! promise once are held to *exactly* zero doubles and losses, not to few.

use idem_lab::sim::event::Outcome;
use idem_lab::sim::site::Place;
use idem_lab::sim::{Engine, Fault, FaultPlan, Knobs, Nemesis, Site, Weather, simulate};

#[path = "common/settings.rs"]
mod settings;
use settings::setting;

/// What became of one payment under one seed.
struct Trial {
    /// How often it was applied.
    effects: u32,
    attempts: u16,
    charged: u64,
    told: Option<Outcome>,
}

/// One payment under each of so many seeds. Crashes strike in one gap alone, if in any.
fn trials(recipe: &str, turns: &[&str], crash_in: Option<Place>, seeds: u64) -> Vec<Trial> {
    let setting = setting(recipe, turns);
    let plan = FaultPlan::default();
    let mut engine = Engine::new(&setting);
    let mut trial = |seed| {
        let weather = Weather::new(&Knobs { seed, ..setting.knobs }, &plan);
        engine.run(CrashIn { gap: crash_in, weather }, |_, _| {});
        let (world, client) = (engine.world(), engine.world().clients[0]);
        Trial {
            effects: world.ledger.effects_of(0),
            attempts: client.attempts,
            charged: world.ledger.balance(),
            told: client.told,
        }
    };
    (0..seeds).map(&mut trial).collect()
}

/// A weather whose crashes strike in one gap only.
struct CrashIn<'p> {
    gap: Option<Place>,
    weather: Weather<'p>,
}

impl Nemesis for CrashIn<'_> {
    fn strike(&mut self, site: Site) -> Fault {
        let elsewhere = site.place.is_gap() && self.gap != Some(site.place);
        if elsewhere { Fault::None } else { self.weather.strike(site) }
    }
}

/// Holds the mean of a figure over all trials against a formula.
fn near(what: &str, trials: &[Trial], figure: impl Fn(&Trial) -> f64, theory: f64) {
    let count = f64::from(u32::try_from(trials.len()).expect("few trials"));
    let mean = trials.iter().map(&figure).sum::<f64>() / count;
    let spread = trials.iter().map(|trial| (figure(trial) - mean).powi(2)).sum::<f64>() / (count - 1.0);
    let error = (spread / count).sqrt();
    assert!(error > 0.0, "{what}: nothing varies");
    let off = (mean - theory).abs() / error;
    assert!(off < 4.0, "{what}: measured {mean:.4}, theory {theory:.4}, off by {off:.1} standard errors");
}

fn effects(trial: &Trial) -> f64 {
    f64::from(trial.effects)
}

/// One for yes: the mean is the share.
fn share(holds: impl Fn(&Trial) -> bool) -> impl Fn(&Trial) -> f64 {
    move |trial| f64::from(u8::from(holds(trial)))
}

fn charged(trial: &Trial) -> f64 {
    f64::from(u32::try_from(trial.charged).expect("a small sum"))
}

fn gave_up(trial: &Trial) -> bool {
    trial.told == Some(Outcome::Unknown)
}

// A1, A2, A3: retries -------------------------------------------------------------------

#[test]
fn a1_unlimited_retries_apply_a_geometric_number_of_times() {
    for (lose, p) in [("lose-reply=0.1", 0.1_f64), ("lose-reply=0.5", 0.5), ("lose-reply=0.9", 0.9)] {
        let trials = trials("naive", &["attempts=unlimited", lose], None, 40_000);
        let mean = 1.0 / (1.0 - p);
        near("E[N]", &trials, effects, mean);
        near("Var[N]", &trials, |trial| (effects(trial) - mean).powi(2), p / (1.0 - p).powi(2));
        near("P(N >= 2)", &trials, share(|trial| trial.effects >= 2), p);
        near("balance", &trials, charged, 10.0 / (1.0 - p));
        assert!(trials.iter().all(|trial| trial.told == Some(Outcome::Success)));
    }
}

#[test]
fn a2_at_most_n_tries_cut_the_geometric_tail() {
    for (turns, n, p) in [
        (["attempts=3", "lose-reply=0.5"], 3, 0.5_f64),
        (["attempts=5", "lose-reply=0.3"], 5, 0.3),
        (["attempts=4", "lose-reply=0.5"], 4, 0.5),
    ] {
        let trials = trials("naive", &turns, None, 30_000);
        let mean = (1.0 - p.powi(n)) / (1.0 - p);
        // E[A^2] by the tail sum.
        let square: f64 = (1..=n).map(|k| f64::from(2 * k - 1) * p.powi(k - 1)).sum();
        near("E[A]", &trials, effects, mean);
        near("E[A^2]", &trials, |trial| effects(trial).powi(2), square);
        near("balance", &trials, charged, 10.0 * mean);
    }
}

#[test]
fn a3_requests_die_too() {
    let (n, p, q) = (5, 0.5_f64, 0.4_f64);
    let s = (1.0 - q) * (1.0 - p);
    let trials = trials("naive", &["attempts=5", "lose-reply=0.5", "lose-request=0.4"], None, 40_000);
    near("E[A]", &trials, effects, (1.0 - q) * (1.0 - (1.0 - s).powi(n)) / s);
    near("P(A = 0)", &trials, share(|trial| trial.effects == 0), q.powi(n));
    near("P(give up)", &trials, share(gave_up), (1.0 - s).powi(n));
    let applied_unknown = share(|trial| gave_up(trial) && trial.effects > 0);
    near("P(give up though applied)", &trials, applied_unknown, (1.0 - s).powi(n) - q.powi(n));
    let doubled = p * (1.0 - q.powi(n)) - f64::from(n) * p * (1.0 - q) * q.powi(n - 1);
    near("P(A >= 2)", &trials, share(|trial| trial.effects >= 2), doubled);
}

#[test]
fn a3_without_a_limit_lost_requests_cost_tries_and_no_money() {
    let turns = ["attempts=unlimited", "lose-reply=0.5", "lose-request=0.7"];
    let trials = trials("naive", &turns, None, 20_000);
    near("E[A]", &trials, effects, 1.0 / (1.0 - 0.5));
    near("E[tries]", &trials, |trial| f64::from(trial.attempts), 1.0 / (0.3 * 0.5));
}

// A6: a crash between two writes --------------------------------------------------------

#[test]
fn a6_effect_then_key_doubles_as_often_as_it_crashes_in_between() {
    for lose in ["lose-reply=0", "lose-reply=0.5"] {
        let turns = ["attempts=unlimited", "crash-rate=0.05", lose];
        let trials = trials("effect-then-key", &turns, Some(Place::AfterEffect), 30_000);
        near("E[A]", &trials, effects, 1.0 / (1.0 - 0.05));
        near("P(double)", &trials, share(|trial| trial.effects >= 2), 0.05);
        assert!(trials.iter().all(|trial| trial.effects >= 1), "never lost");
    }
}

#[test]
fn a6_key_then_effect_loses_as_often_as_it_crashes_in_between() {
    for lose in ["lose-reply=0", "lose-reply=0.5"] {
        let turns = ["attempts=unlimited", "crash-rate=0.05", lose];
        let trials = trials("key-then-effect", &turns, Some(Place::AfterRecord), 30_000);
        near("E[A]", &trials, effects, 1.0 - 0.05);
        let lost = share(|trial| trial.told == Some(Outcome::Success) && trial.effects == 0);
        near("P(lost)", &trials, lost, 0.05);
        assert!(trials.iter().all(|trial| trial.effects <= 1), "never doubled");
    }
}

// Exactly once in effect ----------------------------------------------------------------

/// The recipes that promise once in any weather.
const CURES: [&str; 7] = [
    "fenced",
    "one-transaction",
    "foreign-forwarded",
    "recovery-points",
    "outbox-forwarded",
    "ledger-row",
    "set",
];

#[test]
fn a_cure_applies_once_unless_no_request_ever_arrived() {
    let (n, q) = (5, 0.4_f64);
    for recipe in CURES {
        let turns = ["attempts=5", "lose-reply=0.5", "lose-request=0.4"];
        let trials = trials(recipe, &turns, None, 40_000);
        assert!(trials.iter().all(|trial| trial.effects <= 1), "{recipe}: exactly zero doubles");
        near(recipe, &trials, effects, 1.0 - q.powi(n));
        let confirmed = |trial: &&Trial| trial.told == Some(Outcome::Success);
        assert!(trials.iter().filter(confirmed).all(|trial| trial.effects == 1), "{recipe}: zero losses");
    }
}

/// Everything at once.
const STORM: [&str; 6] = [
    "lose-request=0.2",
    "lose-reply=0.3",
    "duplicate=0.2",
    "delay=0.2",
    "crash-rate=0.08",
    "pause-rate=0.08",
];

#[test]
fn in_any_storm_a_cure_keeps_every_promise() {
    for recipe in CURES {
        let setting = setting(recipe, &STORM);
        let calm = FaultPlan::default();
        for seed in 0..5_000 {
            let knobs = Knobs { seed, ..setting.knobs };
            let trace = simulate(&setting, Weather::new(&knobs, &calm));
            assert!(
                trace.verdict.is_clean(),
                "{recipe} under seed {seed}, {}: {:?}",
                trace.struck.show(setting.intents()),
                trace.verdict.broken()
            );
        }
    }
}

#[test]
fn the_same_storm_breaks_every_other_recipe() {
    let calm = FaultPlan::default();
    let others = idem_lab::sim::RECIPES.iter().filter(|recipe| !CURES.contains(&&*recipe.id));
    for recipe in others {
        let setting = setting(&recipe.id, &STORM);
        let breaks = |seed| {
            let knobs = Knobs { seed, ..setting.knobs };
            !simulate(&setting, Weather::new(&knobs, &calm)).verdict.is_clean()
        };
        assert!((0..2_000).any(breaks), "{}", recipe.id);
    }
}
