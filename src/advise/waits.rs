//! A client's waits at their longest: with jitter a wait may be shorter, never longer.

use super::alone;
use crate::sim::Knobs;
use crate::sim::client::{backoff, most_attempts};
use crate::sim::knob::{Backoff, Jitter};
use crate::sim::time::Ms;

/// When the latest try starts, with every wait as long as it may be.
pub(super) fn latest_try(knobs: &Knobs) -> Ms {
    timeouts(knobs) + if is_decorrelated(knobs) { decorrelated(knobs) } else { plain(knobs) }
}

/// How much later that is than the latest try of [`steady`]: decorrelated jitter may grow
/// its waits threefold, which no client without jitter does.
pub(super) fn beyond_steady(knobs: &Knobs) -> Ms {
    latest_try(knobs).saturating_sub(timeouts(knobs) + plain(knobs))
}

/// The same client with no chance in its waits. Full and equal jitter wait at most so long.
pub(super) fn steady(knobs: &Knobs) -> Knobs {
    Knobs { jitter: Jitter::None, ..*knobs }
}

fn timeouts(knobs: &Knobs) -> Ms {
    u64::from(tries(knobs).saturating_sub(1)) * knobs.timeout
}

fn tries(knobs: &Knobs) -> u16 {
    most_attempts(&alone(knobs).settings().remove(0))
}

/// The waits of the steady client, together.
fn plain(knobs: &Knobs) -> Ms {
    let setting = alone(&steady(knobs)).settings().remove(0);
    (1..most_attempts(&setting)).map(|attempt| backoff(&setting, knobs.seed, 0, attempt, None)).sum()
}

fn is_decorrelated(knobs: &Knobs) -> bool {
    knobs.jitter == Jitter::Decorrelated && knobs.backoff != Backoff::None
}

/// Decorrelated jitter draws each wait from the base to three times the one before.
fn decorrelated(knobs: &Knobs) -> Ms {
    let grown = |wait: &Ms| Some(wait.saturating_mul(3).min(knobs.backoff_cap));
    let waits = std::iter::successors(grown(&knobs.backoff_base), grown);
    waits.take(usize::from(tries(knobs).saturating_sub(1))).sum()
}
