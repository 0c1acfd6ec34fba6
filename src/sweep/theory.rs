//! The formulas beside the simulation, where one is known.
//!
//! p is the chance that a reply dies, q that a request does, d that the network doubles a
//! delivery, c that the server crashes in a gap, n the most tries, s = (1-q)(1-p) that a
//! try succeeds, M the intents of a run. Each law says when it holds; outside of that it
//! is silent rather than wrong.

use super::figure::FIGURES;
use super::grid::Point;
use crate::sim::client::{backoff, most_attempts, retry_horizon};
use crate::sim::knob::{Backoff, Jitter, KeyPolicy, TtlFrom};
use crate::sim::time::SECOND;
use crate::sim::{Knobs, Setting};

/// Recipes that act on every request that arrives.
const EVERY_TIME: [&str; 2] = ["naive", "ack-then-effect"];
/// Recipes that keep key records, and act once as long as nothing but messages is lost.
const KEYED: [&str; 7] =
    ["effect-then-key", "key-then-effect", "claim", "lease", "fenced", "one-transaction", "foreign"];
/// Recipes whose effect is idempotent by nature or design: they keep no keys.
const BY_NATURE: [&str; 1] = ["ledger-row"];

/// A formula that holds for a figure at a point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Theory {
    /// The formula in symbols.
    pub formula: &'static str,
    /// What it gives here.
    pub value: f64,
}

/// The theory of a figure for one lane of a point, if there is one.
#[must_use]
pub fn theory(point: &Point, lane: usize, figure: usize) -> Option<Theory> {
    let setting = point.settings.get(lane)?;
    // A law speaks of chance alone.
    if !point.plan.is_empty() {
        return None;
    }
    let case = Case::new(setting)?;
    let found = case.law(FIGURES.get(figure)?.id);
    found.map(|(formula, value)| Theory { formula, value })
}

/// What the laws need to know of a lane.
struct Case<'s> {
    setting: &'s Setting,
    knobs: &'s Knobs,
    p: f64,
    q: f64,
    d: f64,
    c: f64,
    /// The most tries; none without bound.
    n: Option<i32>,
    /// How many intents.
    m: f64,
}

fn rate(ppm: u32) -> f64 {
    f64::from(ppm) / 1e6
}

#[expect(clippy::cast_precision_loss, reason = "spans and counts here are far below 2^53")]
const fn float(n: u64) -> f64 {
    n as f64
}

impl<'s> Case<'s> {
    /// None where something happens that no law here covers.
    fn new(setting: &'s Setting) -> Option<Self> {
        let knobs = &setting.knobs;
        let is_covered = knobs.delay == 0 && knobs.pause_rate == 0 && knobs.lost_replies == 0;
        // A reply must be able to come back before the timer rings, its copy's too.
        let round = 2 * knobs.latency + knobs.work + if knobs.duplicate > 0 { knobs.duplicate_by } else { 0 };
        (is_covered && round < knobs.timeout && knobs.crash.is_none()).then(|| Self {
            setting,
            knobs,
            p: rate(knobs.lose_reply),
            q: rate(knobs.lose_request),
            d: rate(knobs.duplicate),
            c: rate(knobs.crash_rate),
            n: knobs.attempts.map(i32::from),
            m: float(setting.intents().len() as u64),
        })
    }

    fn is(&self, recipes: &[&str]) -> bool {
        recipes.contains(&&*self.setting.recipe.id)
    }

    /// Whether the recipe is one of those as it ships: a law does not survive another order.
    fn is_as_shipped(&self) -> bool {
        crate::sim::Recipe::find(&self.setting.recipe.id)
            .is_some_and(|shipped| shipped.steps == self.setting.recipe.steps)
    }

    /// Whether keys are there, remembered for longer than any client asks, and never
    /// pushed out.
    fn remembers(&self) -> bool {
        let knobs = self.knobs;
        let longest = u64::from(most_attempts(self.setting)) * (knobs.timeout + knobs.backoff_cap);
        knobs.key == KeyPolicy::PerIntent
            && knobs.ttl.is_none_or(|ttl| ttl > longest)
            && knobs.capacity.is_none()
    }

    fn law(&self, figure: &str) -> Option<(&'static str, f64)> {
        if !self.is_as_shipped() {
            return None;
        }
        if self.c > 0.0 {
            return self.crashes(figure);
        }
        if self.is(&EVERY_TIME) {
            return if self.d > 0.0 { self.doubled(figure) } else { self.every_time(figure) };
        }
        if self.d > 0.0 {
            return None;
        }
        if let Some(found) = self.pushed_out(figure) {
            return Some(found);
        }
        let acts_once = self.is(&BY_NATURE) || (self.is(&KEYED) && self.remembers());
        let stores = self.stored(figure);
        if acts_once { self.once(figure).or(stores) } else { stores }
    }

    /// The chance that a try succeeds.
    fn s(&self) -> f64 {
        (1.0 - self.q) * (1.0 - self.p)
    }

    /// x to the power of the most tries; of tries without bound, its limit.
    fn to_the_n(&self, x: f64) -> f64 {
        match self.n {
            Some(n) => x.powi(n),
            None if x < 1.0 => 0.0,
            None => 1.0,
        }
    }

    /// Tries an intent. With every try lost there are as many as there may be.
    fn tries(&self) -> Option<f64> {
        if self.s() > 0.0 {
            return Some((1.0 - self.to_the_n(1.0 - self.s())) / self.s());
        }
        self.n.map(f64::from)
    }

    /// What holds for the client, whatever the server does with what arrives.
    fn client(&self, figure: &str) -> Option<(&'static str, f64)> {
        match figure {
            "p_unknown" => Some(("(1-s)^n", self.to_the_n(1.0 - self.s()))),
            "p_unknown_but_done" => {
                Some(("(1-s)^n - q^n", self.to_the_n(1.0 - self.s()) - self.to_the_n(self.q)))
            }
            "mean_attempts" if self.q == 0.0 => Some(("(1-p^n)/(1-p)", self.tries()?)),
            "mean_attempts" => Some(("(1-(1-s)^n)/s", self.tries()?)),
            "mean_wait_ms" if self.s() == 0.0 => self.horizon(),
            "p_lost" | "p_any_lost" => Some(("0", 0.0)),
            _ => None,
        }
    }

    /// How long a client asks in vain: n timeouts and the waits between, on average.
    fn horizon(&self) -> Option<(&'static str, f64)> {
        self.n?;
        let timeouts = float(u64::from(most_attempts(self.setting)) * self.knobs.timeout);
        let waits = float(retry_horizon(self.setting)) - timeouts;
        match self.knobs.jitter {
            Jitter::None => Some(("nT + waits", timeouts + waits)),
            Jitter::Full => Some(("nT + waits/2", timeouts + waits / 2.0)),
            Jitter::Equal => Some(("nT + 3/4 waits", timeouts + waits * 0.75)),
            Jitter::Decorrelated => None,
        }
    }

    /// An effect for every request that arrives: geometric, cut at n tries.
    fn every_time(&self, figure: &str) -> Option<(&'static str, f64)> {
        let effects = (1.0 - self.q) * self.tries()?;
        let double = match self.n {
            None => self.p,
            Some(n) => {
                let tail = self.q.powi(n - 1);
                self.p * (1.0 - self.q * tail) - f64::from(n) * self.p * (1.0 - self.q) * tail
            }
        };
        match figure {
            "mean_effects" | "mean_arrivals" => Some(match (self.n, self.q == 0.0) {
                (None, _) => ("1/(1-p)", effects),
                (Some(_), true) => ("(1-p^n)/(1-p)", effects),
                (Some(_), false) => ("(1-q)(1-(1-s)^n)/s", effects),
            }),
            "mean_balance" => Some(match (self.n, self.q == 0.0) {
                (None, _) => ("amount/(1-p)", effects * self.meant()),
                (Some(_), true) => ("amount (1-p^n)/(1-p)", effects * self.meant()),
                (Some(_), false) => ("amount (1-q)(1-(1-s)^n)/s", effects * self.meant()),
            }),
            "p_double" if self.q == 0.0 && self.n != Some(1) => Some(("p", double)),
            "p_double" => Some(("p(1-q^n) - np(1-q)q^(n-1)", double)),
            "p_any_double" => Some(("1-(1-P)^M", 1.0 - (1.0 - double).powf(self.m))),
            other => self.client(other),
        }
    }

    /// The network doubles deliveries, and every copy is answered.
    fn doubled(&self, figure: &str) -> Option<(&'static str, f64)> {
        if self.q > 0.0 {
            return None;
        }
        let again = (1.0 - self.d) * self.p + self.d * self.p * self.p;
        let tries = (1.0 - self.to_the_n(again)) / (1.0 - again);
        let effects = (1.0 + self.d) * tries;
        match figure {
            _ if again >= 1.0 => None,
            "mean_effects" => Some(("(1+d)/(1-(1-d)p-dp^2), cut at n", effects)),
            "mean_balance" => Some(("amount (1+d)/(1-(1-d)p-dp^2), cut at n", effects * self.meant())),
            "mean_attempts" => Some(("1/(1-(1-d)p-dp^2), cut at n", tries)),
            // Doubled, or the one copy's reply lost and asked again; a copy's own reply
            // may still answer, so twice it is either way.
            "p_double" if self.n.is_none() => Some(("1-(1-d)(1-p)", 1.0 - (1.0 - self.d) * (1.0 - self.p))),
            _ => None,
        }
    }

    /// What acts once, whatever messages are lost: applied unless no request ever arrived.
    fn once(&self, figure: &str) -> Option<(&'static str, f64)> {
        let applied = 1.0 - self.to_the_n(self.q);
        let formula = if self.q == 0.0 { "1" } else { "1-q^n" };
        match figure {
            "mean_effects" => Some((formula, applied)),
            "mean_balance" => {
                Some((if self.q == 0.0 { "amount" } else { "amount (1-q^n)" }, applied * self.meant()))
            }
            "p_double" | "p_any_double" => Some(("0", 0.0)),
            other => self.client(other),
        }
    }

    /// Crashes between two durable writes, for a client that never gives up.
    fn crashes(&self, figure: &str) -> Option<(&'static str, f64)> {
        // Others' crashes would kill this handler too, and a long restart eats requests.
        let alone = self.n.is_none() && self.setting.intents().len() == 1;
        let plain = self.d == 0.0 && self.s() > 0.0 && self.c < 1.0 && self.remembers();
        if !alone || !plain || self.knobs.restart >= self.knobs.timeout {
            return None;
        }
        match (&*self.setting.recipe.id, figure) {
            ("effect-then-key", "mean_effects") => Some(("1/(1-c)", 1.0 / (1.0 - self.c))),
            ("effect-then-key", "mean_balance") => Some(("amount/(1-c)", self.meant() / (1.0 - self.c))),
            ("effect-then-key", "p_double") | ("key-then-effect", "p_lost") => Some(("c", self.c)),
            ("key-then-effect", "mean_effects") => Some(("1-c", 1.0 - self.c)),
            ("key-then-effect", "mean_balance") => Some(("amount (1-c)", self.meant() * (1.0 - self.c))),
            ("effect-then-key", "p_lost")
            | ("key-then-effect", "p_double")
            | ("one-transaction", "p_double" | "p_lost") => Some(("0", 0.0)),
            ("one-transaction", "mean_effects") => Some(("1", 1.0)),
            ("one-transaction", "mean_balance") => Some(("amount", self.meant())),
            _ => None,
        }
    }

    /// Keys stored: Little's law, rate times time to live.
    fn stored(&self, figure: &str) -> Option<(&'static str, f64)> {
        let knobs = self.knobs;
        let steady = self.q == 0.0 && self.is(&["one-transaction"]) && knobs.key == KeyPolicy::PerIntent;
        let plain = knobs.capacity.is_none() && knobs.ttl_from == TtlFrom::Completed;
        if figure != "keys_mean" || !steady || !plain || !self.remembers_first_retry() {
            return None;
        }
        Some(("rate TTL", float(knobs.rate) / 1e6 * float(knobs.ttl?) / float(SECOND)))
    }

    /// Whether no key is met again after its time: else it would live twice.
    fn remembers_first_retry(&self) -> bool {
        self.p == 0.0 || self.knobs.ttl.is_none_or(|ttl| ttl > retry_horizon(self.setting))
    }

    /// A store of limited size: a key is remembered for capacity / rate, whatever the TTL
    /// says, so a retry that comes later acts again. For a client that asks twice, few
    /// lost replies, and away from the edge.
    fn pushed_out(&self, figure: &str) -> Option<(&'static str, f64)> {
        let knobs = self.knobs;
        let capacity = f64::from(knobs.capacity?);
        let few = self.p <= 0.05 && self.q == 0.0 && self.n == Some(2);
        let plain = knobs.jitter == Jitter::None || knobs.backoff == Backoff::None;
        if figure != "p_double" || !few || !plain || !self.is(&["one-transaction"]) {
            return None;
        }
        let window = capacity / (float(knobs.rate) / 1e6) * float(SECOND);
        let late = float(knobs.timeout + backoff(self.setting, knobs.seed, 0, 1, None));
        // The last to come are pushed out by nobody.
        let pushed = self.p * (self.m - capacity).max(0.0) / self.m;
        match late / window {
            ratio if ratio < 0.8 => Some(("0: asked again within C/rate", 0.0)),
            ratio if ratio > 1.25 => Some(("p (M-C)/M: asked again after C/rate", pushed)),
            _ => None,
        }
    }

    /// What all intents mean together.
    fn meant(&self) -> f64 {
        float(self.setting.intents().iter().map(|intent| intent.amount).sum())
    }
}
