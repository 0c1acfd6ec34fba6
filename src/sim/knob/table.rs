//! The table of knobs: one row each. A new knob is a row here, and the one file that
//! reads its field.

use super::{Backoff, Group, Jitter, Keep, KeyPolicy, Kind, Knob, Scope, TtlFrom, Value, Words};
use crate::sim::site::{PLACES, Place};
use crate::sim::time::Ms;

fn words<W: Words>() -> Vec<&'static str> {
    W::ALL.iter().map(|(_, word)| *word).collect()
}

fn crash_words() -> Vec<&'static str> {
    let gaps = PLACES.iter().filter(|(place, _)| place.is_gap());
    std::iter::once("none").chain(gaps.map(|(_, word)| *word)).collect()
}

fn put_word<W: Words>(field: &mut W, value: Value) {
    if let Value::Word(word) = value {
        *field = W::of(word).unwrap_or(*field);
    }
}

const fn put_span(field: &mut Ms, value: Value) {
    if let Value::Span(span) = value {
        *field = span;
    }
}

const fn put_life(field: &mut Option<Ms>, value: Value) {
    match value {
        Value::Span(span) => *field = Some(span),
        Value::Forever => *field = None,
        _ => {}
    }
}

fn life(span: Option<Ms>) -> Value {
    span.map_or(Value::Forever, Value::Span)
}

fn bound<N: Into<u64>>(most: Option<N>) -> Value {
    most.map_or(Value::Unlimited, |n| Value::Count(n.into()))
}

fn put_bound<N: TryFrom<u64>>(field: &mut Option<N>, value: Value) {
    match value {
        Value::Count(n) => *field = N::try_from(n).ok(),
        Value::Unlimited => *field = None,
        _ => {}
    }
}

fn put_count<N: TryFrom<u64> + Copy>(field: &mut N, value: Value) {
    if let Value::Count(n) = value {
        *field = N::try_from(n).unwrap_or(*field);
    }
}

const fn put_rate(field: &mut u32, value: Value) {
    if let Value::Rate(ppm) = value {
        *field = ppm;
    }
}

const SPAN: Kind = Kind::Span { min: 0, forever: false };
const LIFE: Kind = Kind::Span { min: 1, forever: true };
const RATES: &[&str] = &["0", "0.1", "0.3", "0.5", "0.9"];

/// Every knob. The order is the order of the panel, of help and of `idem knobs`.
pub static KNOBS: [Knob; 34] = [
    Knob {
        id: "key",
        label: "key",
        gloss: "what the client sends as its idempotency key",
        group: Group::Client,
        key: Some('k'),
        kind: Kind::Words(words::<KeyPolicy>),
        ladder: &[],
        get: |k| Value::Word(k.key.word()),
        put: |k, v| put_word(&mut k.key, v),
    },
    Knob {
        id: "timeout",
        label: "timeout",
        gloss: "how long the client waits for a reply before it gives this try up",
        group: Group::Client,
        key: Some('o'),
        kind: Kind::Span { min: 1, forever: false },
        ladder: &["1s", "5s", "30s", "205ms"],
        get: |k| Value::Span(k.timeout),
        put: |k, v| put_span(&mut k.timeout, v),
    },
    Knob {
        id: "attempts",
        label: "attempts",
        gloss: "how many tries the client makes before it says it does not know",
        group: Group::Client,
        key: Some('a'),
        kind: Kind::Count { min: 1, max: 10_000, unlimited: true },
        ladder: &["4", "8", "unlimited", "1", "2", "3"],
        get: |k| bound(k.attempts),
        put: |k, v| put_bound(&mut k.attempts, v),
    },
    Knob {
        id: "backoff",
        label: "back-off",
        gloss: "how the wait between tries grows",
        group: Group::Client,
        key: None,
        kind: Kind::Words(words::<Backoff>),
        ladder: &[],
        get: |k| Value::Word(k.backoff.word()),
        put: |k, v| put_word(&mut k.backoff, v),
    },
    Knob {
        id: "backoff-base",
        label: "base",
        gloss: "the first wait between tries",
        group: Group::Client,
        key: None,
        kind: SPAN,
        ladder: &["200ms", "1s", "5s", "0", "50ms"],
        get: |k| Value::Span(k.backoff_base),
        put: |k, v| put_span(&mut k.backoff_base, v),
    },
    Knob {
        id: "backoff-cap",
        label: "cap",
        gloss: "the longest wait between tries",
        group: Group::Client,
        key: None,
        kind: SPAN,
        ladder: &["5s", "20s", "1m", "500ms"],
        get: |k| Value::Span(k.backoff_cap),
        put: |k, v| put_span(&mut k.backoff_cap, v),
    },
    Knob {
        id: "jitter",
        label: "jitter",
        gloss: "how chance spreads the waits, so that clients do not return together",
        group: Group::Client,
        key: Some('j'),
        kind: Kind::Words(words::<Jitter>),
        ladder: &[],
        get: |k| Value::Word(k.jitter.word()),
        put: |k, v| put_word(&mut k.jitter, v),
    },
    Knob {
        id: "latency",
        label: "latency",
        gloss: "how long a message is under way, each way",
        group: Group::Server,
        key: None,
        kind: SPAN,
        ladder: &["100ms", "20ms", "500ms", "0"],
        get: |k| Value::Span(k.latency),
        put: |k, v| put_span(&mut k.latency, v),
    },
    Knob {
        id: "work",
        label: "work",
        gloss: "how long the effect takes",
        group: Group::Server,
        key: None,
        kind: SPAN,
        ladder: &["10ms", "1s", "2s", "50s", "0"],
        get: |k| Value::Span(k.work),
        put: |k, v| put_span(&mut k.work, v),
    },
    Knob {
        id: "fingerprint",
        label: "fingerprint",
        gloss: "whether the same key with another body is refused",
        group: Group::Server,
        key: Some('f'),
        kind: Kind::Words(words::<bool>),
        ladder: &[],
        get: |k| Value::Word(k.fingerprint.word()),
        put: |k, v| put_word(&mut k.fingerprint, v),
    },
    Knob {
        id: "scope",
        label: "scope",
        gloss: "whether customers share one space of keys",
        group: Group::Server,
        key: Some('g'),
        kind: Kind::Words(words::<Scope>),
        ladder: &[],
        get: |k| Value::Word(k.scope.word()),
        put: |k, v| put_word(&mut k.scope, v),
    },
    Knob {
        id: "store",
        label: "store",
        gloss: "whether key records survive a crash; the ledger always does",
        group: Group::Server,
        key: Some('m'),
        kind: Kind::Words(words::<Keep>),
        ladder: &[],
        get: |k| Value::Word(k.store.word()),
        put: |k, v| put_word(&mut k.store, v),
    },
    Knob {
        id: "ttl",
        label: "TTL",
        gloss: "how long a finished key is remembered",
        group: Group::Store,
        key: Some('t'),
        kind: LIFE,
        ladder: &["24h", "30d", "forever", "1s", "5s", "1h"],
        get: |k| life(k.ttl),
        put: |k, v| put_life(&mut k.ttl, v),
    },
    Knob {
        id: "ttl-from",
        label: "TTL from",
        gloss: "whether the time to live counts from the record's completion or creation",
        group: Group::Store,
        key: None,
        kind: Kind::Words(words::<TtlFrom>),
        ladder: &[],
        get: |k| Value::Word(k.ttl_from.word()),
        put: |k, v| put_word(&mut k.ttl_from, v),
    },
    Knob {
        id: "lease",
        label: "lease",
        gloss: "how long a claim holds before another try may take it over",
        group: Group::Store,
        key: Some('l'),
        kind: SPAN,
        ladder: &["1s", "30s", "5s"],
        get: |k| Value::Span(k.lease),
        put: |k, v| put_span(&mut k.lease, v),
    },
    Knob {
        id: "capacity",
        label: "capacity",
        gloss: "how many key records fit; one more evicts the least recently touched",
        group: Group::Store,
        key: None,
        kind: Kind::Count { min: 1, max: 1_000_000_000, unlimited: true },
        ladder: &["unlimited", "1", "2", "10", "100"],
        get: |k| bound(k.capacity),
        put: |k, v| put_bound(&mut k.capacity, v),
    },
    Knob {
        id: "downstream-ttl",
        label: "provider TTL",
        gloss: "how long the provider remembers a forwarded key",
        group: Group::Provider,
        key: None,
        kind: LIFE,
        ladder: &["24h", "1s", "5s", "30d", "forever"],
        get: |k| life(k.downstream_ttl),
        put: |k, v| put_life(&mut k.downstream_ttl, v),
    },
    Knob {
        id: "seed",
        label: "seed",
        gloss: "which weather chance makes; the same seed, the same weather",
        group: Group::Weather,
        key: None,
        kind: Kind::Count { min: 0, max: u64::MAX, unlimited: false },
        ladder: &["8", "1", "2", "3", "4", "5"],
        get: |k| Value::Count(k.seed),
        put: |k, v| put_count(&mut k.seed, v),
    },
    Knob {
        id: "lose-request",
        label: "lose request",
        gloss: "the share of requests that die on the way",
        group: Group::Weather,
        key: None,
        kind: Kind::Rate,
        ladder: RATES,
        get: |k| Value::Rate(k.lose_request),
        put: |k, v| put_rate(&mut k.lose_request, v),
    },
    Knob {
        id: "lose-reply",
        label: "lose reply",
        gloss: "the share of replies that die on the way",
        group: Group::Weather,
        key: None,
        kind: Kind::Rate,
        ladder: RATES,
        get: |k| Value::Rate(k.lose_reply),
        put: |k, v| put_rate(&mut k.lose_reply, v),
    },
    Knob {
        id: "duplicate",
        label: "duplicate",
        gloss: "the share of messages the network delivers twice",
        group: Group::Weather,
        key: None,
        kind: Kind::Rate,
        ladder: RATES,
        get: |k| Value::Rate(k.duplicate),
        put: |k, v| put_rate(&mut k.duplicate, v),
    },
    Knob {
        id: "delay",
        label: "delay",
        gloss: "the share of messages that come late",
        group: Group::Weather,
        key: None,
        kind: Kind::Rate,
        ladder: RATES,
        get: |k| Value::Rate(k.delay),
        put: |k, v| put_rate(&mut k.delay, v),
    },
    Knob {
        id: "crash-rate",
        label: "crash rate",
        gloss: "the share of gaps in which the server process dies",
        group: Group::Weather,
        key: None,
        kind: Kind::Rate,
        ladder: RATES,
        get: |k| Value::Rate(k.crash_rate),
        put: |k, v| put_rate(&mut k.crash_rate, v),
    },
    Knob {
        id: "pause-rate",
        label: "pause rate",
        gloss: "the share of gaps in which a handler stalls",
        group: Group::Weather,
        key: None,
        kind: Kind::Rate,
        ladder: RATES,
        get: |k| Value::Rate(k.pause_rate),
        put: |k, v| put_rate(&mut k.pause_rate, v),
    },
    Knob {
        id: "delay-by",
        label: "delay by",
        gloss: "how late a delayed message is",
        group: Group::Weather,
        key: None,
        kind: SPAN,
        ladder: &["2s", "10s", "25h", "500ms"],
        get: |k| Value::Span(k.delay_by),
        put: |k, v| put_span(&mut k.delay_by, v),
    },
    Knob {
        id: "duplicate-by",
        label: "duplicate by",
        gloss: "how long after the first the second copy comes",
        group: Group::Weather,
        key: None,
        kind: SPAN,
        ladder: &["5ms", "0", "50ms", "2s"],
        get: |k| Value::Span(k.duplicate_by),
        put: |k, v| put_span(&mut k.duplicate_by, v),
    },
    Knob {
        id: "pause-by",
        label: "pause by",
        gloss: "how long a stalled handler stands still",
        group: Group::Weather,
        key: None,
        kind: SPAN,
        ladder: &["3s", "10s", "1m", "500ms"],
        get: |k| Value::Span(k.pause_by),
        put: |k, v| put_span(&mut k.pause_by, v),
    },
    Knob {
        id: "restart",
        label: "restart",
        gloss: "how long a crashed server is down",
        group: Group::Weather,
        key: None,
        kind: SPAN,
        ladder: &["500ms", "2s", "10s", "0"],
        get: |k| Value::Span(k.restart),
        put: |k, v| put_span(&mut k.restart, v),
    },
    Knob {
        id: "intents",
        label: "intents",
        gloss: "how many payments are meant",
        group: Group::Workload,
        key: Some('i'),
        kind: Kind::Count { min: 1, max: 1_000_000, unlimited: false },
        ladder: &["1", "2", "3", "10", "100"],
        get: |k| Value::Count(u64::from(k.intents)),
        put: |k, v| put_count(&mut k.intents, v),
    },
    Knob {
        id: "amount",
        label: "amount",
        gloss: "how much each payment is, in whole dollars",
        group: Group::Workload,
        key: None,
        kind: Kind::Count { min: 1, max: 1_000_000, unlimited: false },
        ladder: &["10", "25", "100", "1"],
        get: |k| Value::Count(u64::from(k.amount)),
        put: |k, v| put_count(&mut k.amount, v),
    },
    Knob {
        id: "customers",
        label: "customers",
        gloss: "how many customers take turns",
        group: Group::Workload,
        key: None,
        kind: Kind::Count { min: 1, max: 1_000_000, unlimited: false },
        ladder: &["1", "2", "3", "10"],
        get: |k| Value::Count(u64::from(k.customers)),
        put: |k, v| put_count(&mut k.customers, v),
    },
    Knob {
        id: "rate",
        label: "rate",
        gloss: "how many payments start each second",
        group: Group::Workload,
        key: None,
        kind: Kind::PerSecond,
        ladder: &["1", "10", "100", "0.1"],
        get: |k| Value::PerSecond(k.rate),
        put: |k, v| {
            if let Value::PerSecond(rate) = v {
                k.rate = rate;
            }
        },
    },
    Knob {
        id: "lost-replies",
        label: "lost replies",
        gloss: "how many replies to the first payment die, from the first on",
        group: Group::Plan,
        key: Some('d'),
        kind: Kind::Count { min: 0, max: 10_000, unlimited: false },
        ladder: &["0", "1", "2", "3"],
        get: |k| Value::Count(u64::from(k.lost_replies)),
        put: |k, v| put_count(&mut k.lost_replies, v),
    },
    Knob {
        id: "crash",
        label: "crash",
        gloss: "in which gap of the first payment's first try the server dies",
        group: Group::Plan,
        key: Some('c'),
        kind: Kind::Words(crash_words),
        ladder: &[],
        get: |k| Value::Word(k.crash.map_or("none", Place::word)),
        put: |k, v| {
            if let Value::Word(word) = v {
                k.crash = Place::parse(word).filter(|place| place.is_gap());
            }
        },
    },
];
