//! The client: which key it sends, how long it waits, what it is told.
//!
//! It sees its own sends, the replies it hears and its own timer; never the server.

use super::chance::{Purpose, draw, mix, uniform};
use super::event::Outcome;
use super::id::Key;
use super::knob::{Backoff, Jitter, KeyPolicy};
use super::scenario::Setting;
use super::site::Site;
use super::time::Ms;

/// How many tries "unlimited" is cut at. The run says so.
pub const UNLIMITED_CUT: u16 = 1_000;

/// What one intent's client knows and waits for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Client {
    /// Whether its customer has asked.
    pub intended: bool,
    /// The tries made.
    pub attempts: u16,
    /// The try it still listens for.
    pub open: Option<u16>,
    /// The key of the latest try.
    pub key: Option<Key>,
    /// When the open try's timer rings.
    pub timeout_at: Ms,
    /// When the next try starts, while it waits for that.
    pub again_at: Option<Ms>,
    /// The wait before the next try, or the latest one.
    pub wait: Option<Ms>,
    /// What the customer was told.
    pub told: Option<Outcome>,
}

/// The most tries this client makes.
#[must_use]
pub fn most_attempts(setting: &Setting) -> u16 {
    setting.knobs.attempts.unwrap_or(UNLIMITED_CUT)
}

/// The key sent with a try, as the policy makes it.
#[must_use]
pub fn key_for(setting: &Setting, intent: u32, attempt: u16) -> Option<Key> {
    let meant = setting.intent(intent);
    let number = match setting.knobs.key {
        KeyPolicy::None => return None,
        KeyPolicy::PerIntent => u64::from(intent),
        KeyPolicy::PerAttempt => u64::from(intent) << 16 | u64::from(attempt),
        KeyPolicy::FromBody => meant.amount,
        KeyPolicy::Timestamp => meant.at,
        KeyPolicy::Counter => u64::from(setting.workload.earlier[intent as usize]) + 1,
        KeyPolicy::Shared => 0,
    };
    Some(Key(number))
}

/// A key as it is shown: enough to tell keys apart, and to see what each is made of.
#[must_use]
pub fn show_key(setting: &Setting, key: Key) -> String {
    let name = |index: u64| {
        let intent = usize::try_from(index).ok().and_then(|index| setting.intents().get(index));
        intent.map_or_else(String::new, |intent| intent.name.clone())
    };
    // Four hex digits stand for the random part a real client mints; the same in every weather.
    let minted = |site: Site| format!("{:04x}", mix(site.pack()) >> 48);
    let Key(number) = key;
    match setting.knobs.key {
        KeyPolicy::None => String::new(),
        KeyPolicy::PerIntent => {
            let index = u32::try_from(number).unwrap_or(0);
            format!("{}-{}", name(number), minted(Site::attempt(index, 0)))
        }
        KeyPolicy::PerAttempt => {
            let (index, attempt) = (number >> 16, u16::try_from(number & 0xffff).unwrap_or(0));
            let site = Site::attempt(u32::try_from(index).unwrap_or(0), attempt);
            format!("{}-{}", name(index), minted(site))
        }
        KeyPolicy::FromBody => format!("body-{number}"),
        KeyPolicy::Timestamp => format!("ms-{number}"),
        KeyPolicy::Counter => format!("{number}"),
        KeyPolicy::Shared => "shared".to_owned(),
    }
}

/// How long the client waits after try `attempt` failed, before it starts the next.
/// `before` is the wait before that try, if there was one; `seed` is the run's own.
///
/// Exponential back-off with a cap, and the four jitters of the AWS Architecture Blog
/// ("Exponential Backoff And Jitter", 2015): none, full, equal, decorrelated.
#[must_use]
pub fn backoff(setting: &Setting, seed: u64, intent: u32, attempt: u16, before: Option<Ms>) -> Ms {
    let knobs = &setting.knobs;
    let (base, cap) = (knobs.backoff_base, knobs.backoff_cap);
    let plain = match knobs.backoff {
        Backoff::None => return 0,
        Backoff::Fixed => base,
        Backoff::Exponential => {
            let doublings = u32::from(attempt.saturating_sub(1)).min(63);
            base.saturating_mul(1 << doublings)
        }
    }
    .min(cap);
    let next = Site::attempt(intent, attempt + 1);
    let spread = |most: Ms| uniform(draw(seed, next, Purpose::Jitter), most);
    match knobs.jitter {
        Jitter::None => plain,
        Jitter::Full => spread(plain),
        Jitter::Equal => plain / 2 + spread(plain - plain / 2),
        Jitter::Decorrelated => {
            let widest = before.unwrap_or(base).saturating_mul(3).saturating_sub(base);
            cap.min(base + spread(widest))
        }
    }
}

/// When the client gives up for good, without jitter: n timeouts and the waits between.
#[must_use]
pub fn retry_horizon(setting: &Setting) -> Ms {
    let most = most_attempts(setting);
    let mut plain = setting.clone();
    plain.knobs.jitter = Jitter::None;
    let waits: Ms = (1..most).map(|attempt| backoff(&plain, plain.knobs.seed, 0, attempt, None)).sum();
    u64::from(most) * setting.knobs.timeout + waits
}
