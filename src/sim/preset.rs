//! Presets: what some vendors' services do, as scenarios to turn and strike.
//!
//! Each sets knobs and lanes by the names files use, and plans a retry that comes too late
//! for the vendor's window, so that what the window means can be seen. The figures are
//! the vendors' own documentation's; what it leaves open stays at the defaults.

use super::fault::FaultPlan;
use super::nearest::hint;
use super::scenario::{Lane, Scenario};

/// A preset's row.
#[derive(Debug)]
pub struct Preset {
    /// The id in flags and files.
    pub id: &'static str,
    /// The vendor's name for it.
    pub label: &'static str,
    /// The lanes, as `--lanes` takes them.
    pub lanes: &'static [&'static str],
    /// What it sets, as `--set` takes it.
    pub knobs: &'static [(&'static str, &'static str)],
    /// The story it opens with, as `--fault` takes it.
    pub faults: &'static [(&'static str, &'static str)],
    /// How long a key is remembered there, from when, and what comes after.
    pub window: &'static str,
    /// What else one should know.
    pub says: &'static str,
    /// Where that is written.
    pub source: &'static str,
}

const STRIPE_CLIENT: (&str, &str) = ("jitter", "equal");
const KEYED: &[&str] = &["naive", "keyed=one-transaction"];

/// Every preset.
pub static PRESETS: [Preset; 7] = [
    Preset {
        id: "stripe-v1",
        label: "Stripe API v1",
        lanes: KEYED,
        knobs: &[
            ("ttl", "24h"),
            ("ttl-from", "created"),
            ("backoff-base", "500ms"),
            ("backoff-cap", "5s"),
            STRIPE_CLIENT,
        ],
        faults: &[("pay/1/reply", "lose"), ("pay/2/request", "delay:25h")],
        window: "a key may be pruned once it is at least 24 h old; then the same key runs as new, silently",
        says: "The first status and body are replayed, a stored 500 too. Another body is refused (there with \
               400), a key in flight with 409. The waits are those of stripe-python.",
        source: "docs.stripe.com/api/idempotent_requests; stripe/stripe-python, _http_client.py",
    },
    Preset {
        id: "stripe-v2",
        label: "Stripe API v2",
        lanes: KEYED,
        knobs: &[
            ("ttl", "30d"),
            ("ttl-from", "created"),
            ("backoff-base", "500ms"),
            ("backoff-cap", "5s"),
            STRIPE_CLIENT,
        ],
        faults: &[("pay/1/reply", "lose"), ("pay/2/request", "delay:31d")],
        window: "30 days; then the same key runs as new",
        says: "A success is not repeated; work that failed or stopped half-way is driven on, and the reply is \
               the new one. Here a replay is the stored reply.",
        source: "docs.stripe.com/api-v2-overview; docs.stripe.com/error-low-level",
    },
    Preset {
        id: "paypal-orders",
        label: "PayPal Orders",
        lanes: KEYED,
        knobs: &[("ttl", "6h")],
        faults: &[("pay/1/reply", "lose"), ("pay/2/request", "delay:7h")],
        window: "6 h, up to 72 h on request; then the same id makes another order",
        says: "The id (PayPal-Request-Id) counts for one kind of call. A replay shows the latest status, not \
               the first reply; here it is the first.",
        source: "PayPal Orders v2: PayPal-Request-Id, as its SDKs document it",
    },
    Preset {
        id: "sqs-fifo",
        label: "Amazon SQS FIFO",
        lanes: KEYED,
        knobs: &[("ttl", "5m"), ("ttl-from", "created"), ("fingerprint", "off")],
        faults: &[("pay/1/reply", "lose"), ("pay/2/request", "delay:6m")],
        window: "5 minutes from the first send; then the same deduplication id is a second message",
        says: "The client is a producer and the server its queue: an effect is a message accepted. The id is \
               remembered though the message is deleted. What consumers do twice is another matter.",
        source: "Amazon SQS developer guide: FIFO queues, message deduplication id",
    },
    Preset {
        id: "nats",
        label: "NATS JetStream",
        lanes: KEYED,
        knobs: &[("ttl", "2m"), ("ttl-from", "created"), ("fingerprint", "off")],
        faults: &[("pay/1/reply", "lose"), ("pay/2/request", "delay:3m")],
        window: "2 minutes by default; then the same Nats-Msg-Id is a second message",
        says: "The client is a producer and the server its stream. Bodies are not compared: another body \
               under a known id is dropped in silence.",
        source: "nats-io/nats.docs: JetStream model deep dive",
    },
    Preset {
        id: "dynamodb",
        label: "DynamoDB ClientRequestToken",
        lanes: KEYED,
        knobs: &[
            ("ttl", "10m"),
            ("attempts", "3"),
            ("backoff-base", "1s"),
            ("backoff-cap", "20s"),
            ("jitter", "full"),
        ],
        faults: &[("pay/1/reply", "lose"), ("pay/2/request", "delay:11m")],
        window: "10 minutes after the first request completed; then the same token runs as new",
        says: "Another body is refused, and so is a token in flight (TransactionInProgress). Attempts and waits \
               are those of the AWS SDKs' standard mode.",
        source: "DynamoDB API reference: TransactWriteItems; boto/botocore, retries/standard.py",
    },
    Preset {
        id: "powertools",
        label: "Powertools for AWS Lambda",
        lanes: &["context=lease", "no-context=lease"],
        knobs: &[
            ("ttl", "1h"),
            ("fingerprint", "off"),
            ("lease", "30s"),
            ("no-context.lease", "1h"),
            ("timeout", "30s"),
            ("attempts", "3"),
            ("backoff-base", "1m"),
            ("backoff-cap", "2m"),
        ],
        faults: &[("pay/1/after-claim", "crash")],
        window: "1 h by default, and it begins anew when the work completes",
        says: "A claim holds for what is left of the function's time, here 30 s. Where the function's context \
               was not registered it holds for the whole hour: every retry meets 409. Bodies are compared only \
               where that is turned on. The waits are those of asynchronous Lambda calls.",
        source: "aws-powertools/powertools-lambda-python: docs/utilities/idempotency.md",
    },
];

impl Preset {
    /// The preset with this id.
    ///
    /// # Errors
    /// There is none; the nearest are named.
    pub fn find(id: &str) -> Result<&'static Self, PresetError> {
        PRESETS.iter().find(|preset| preset.id == id).ok_or_else(|| PresetError(id.to_owned()))
    }

    /// The scenario it sets up. What does not read, if a row were wrong, is left out.
    #[must_use]
    pub fn scenario(&self) -> Scenario {
        let mut scenario = Scenario::default();
        scenario.lanes = Lane::parse_all(self.lanes.iter().copied()).unwrap_or(scenario.lanes);
        for (path, value) in self.knobs {
            let _ = scenario.set(path, value);
        }
        let intents = scenario.intents();
        let entries =
            self.faults.iter().filter_map(|(site, fault)| FaultPlan::entry(site, fault, &intents).ok());
        scenario.plan = entries.collect();
        scenario
    }

    /// What it sets, as flags write it.
    #[must_use]
    pub fn turned(&self) -> String {
        let set: Vec<String> = self.knobs.iter().map(|(knob, value)| format!("{knob}={value}")).collect();
        set.join(" ")
    }
}

/// No preset has this id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no preset is called `{}`{}", .0, hint(.0, &PRESETS.each_ref().map(|preset| preset.id)))]
pub struct PresetError(pub String);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sim::{Experiment, Fault, Place, Property, Site};

    #[test]
    fn every_row_reads_and_all_it_plans_strikes() {
        for preset in &PRESETS {
            let lanes = Lane::parse_all(preset.lanes.iter().copied()).expect("its lanes");
            let mut scenario = Scenario { lanes, ..Scenario::default() };
            for (path, value) in preset.knobs {
                scenario.set(path, value).unwrap_or_else(|error| panic!("{}: {error}", preset.id));
            }
            assert_eq!(preset.scenario().plan.len(), preset.faults.len(), "{}", preset.id);
            let experiment = Experiment::run(&preset.scenario());
            for trace in &experiment.traces {
                assert_eq!(trace.unstruck(&experiment.plan), [], "{} {}", preset.id, trace.setting.lane);
            }
        }
    }

    /// The late request is what outlives the window: a little earlier nothing breaks.
    #[test]
    fn each_window_breaks_its_promise_only_when_it_is_outlived() {
        let late = Site::attempt(0, 2).at(Place::Request);
        let once = |scenario: &Scenario| {
            let experiment = Experiment::run(scenario);
            experiment.lane("keyed").expect("a keyed lane").verdict.broken_at(Property::Once).is_none()
        };
        for preset in PRESETS.iter().filter(|preset| preset.lanes == KEYED) {
            let mut scenario = preset.scenario();
            assert!(!once(&scenario), "{}: the key is forgotten before the retry comes", preset.id);
            let ttl = scenario.knobs.ttl.expect("every window ends");
            scenario.plan.set(late, Fault::Delay(Some(ttl - 10_000)));
            assert!(once(&scenario), "{}: ten seconds earlier it is remembered", preset.id);
        }
    }

    #[test]
    fn powertools_holds_for_the_functions_time_or_for_the_hour() {
        let preset = Preset::find("powertools").expect("it is there");
        let experiment = Experiment::run(&preset.scenario());
        let effects = |lane: &str| experiment.lane(lane).expect("the lane").end().ledger.effects_of(0);
        assert_eq!((effects("context"), effects("no-context")), (1, 0));
    }
}
