//! Chance as a keyed draw: a hash of (seed, site, purpose), never a stream.
//!
//! A stream couples every draw to all draws before it, so one turned knob would change
//! the weather of the whole story. A keyed draw holds no state: the same site meets the
//! same fate in every lane and under every knob (common random numbers).
//!
//! The mixing function is the `SplitMix64` finaliser (Steele, Lea and Flood, "Fast
//! splittable pseudorandom number generators", OOPSLA 2014).

use super::site::Site;

/// What a draw decides; part of its key, so that two questions about one site are
/// answered independently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u64)]
pub enum Purpose {
    /// Is the message lost?
    Lose = 1,
    /// Does the network deliver it twice?
    Duplicate = 2,
    /// Is it delayed?
    Delay = 3,
    /// Does the server process crash in this gap?
    Crash = 4,
    /// Does this handler stall in this gap?
    Pause = 5,
    /// How long does the client wait before this try?
    Jitter = 6,
    /// Is its connection reset? (7 is set aside for arrivals.)
    Reset = 8,
    /// Which short key does the client make up?
    Key = 9,
}

/// One million: a rate of 1.
pub const MILLION: u32 = 1_000_000;

/// One `SplitMix64` step.
#[must_use]
pub const fn mix(z: u64) -> u64 {
    let z = z.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// The draw for one question about one site: 64 uniform bits.
#[must_use]
pub const fn draw(seed: u64, site: Site, purpose: Purpose) -> u64 {
    mix(mix(mix(seed) ^ site.pack()) ^ purpose as u64)
}

/// Whether a draw strikes at a rate in parts per million.
///
/// For one draw, a higher rate strikes wherever a lower one does.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "the product shifted by 64 is below a million")]
pub const fn strikes(draw: u64, ppm: u32) -> bool {
    (((draw as u128 * MILLION as u128) >> 64) as u32) < ppm
}

/// Maps a draw to a uniform whole number in `0..=most`.
#[must_use]
pub const fn uniform(draw: u64, most: u64) -> u64 {
    ((draw as u128 * (most as u128 + 1)) >> 64) as u64
}

#[cfg(test)]
mod tests {
    use super::super::site::Place;
    use super::*;

    const fn site(intent: u32, attempt: u16, copy: bool, place: Place) -> Site {
        Site { intent, attempt, copy, place }
    }

    #[test]
    fn the_pinned_vectors_at_seed_8() {
        let vectors = [
            (site(0, 1, false, Place::Reply), Purpose::Lose, 0xe483_522e_2fe5_9864),
            (site(0, 1, false, Place::Request), Purpose::Lose, 0x2f9a_6eae_2263_12bd),
            (site(0, 2, false, Place::Reply), Purpose::Lose, 0x27a3_66cb_c02c_84b7),
            (site(1, 1, false, Place::AfterEffect), Purpose::Crash, 0x6b23_b4f4_5cab_d813),
            (site(0, 1, true, Place::Reply), Purpose::Lose, 0x8e19_bd26_18a3_2530),
        ];
        for (site, purpose, want) in vectors {
            assert_eq!(draw(8, site, purpose), want, "{site:?}");
        }
    }

    #[test]
    fn a_uniform_draw_reaches_both_ends_and_stays_inside() {
        assert_eq!(uniform(0, 9), 0);
        assert_eq!(uniform(u64::MAX, 9), 9);
        assert_eq!(uniform(u64::MAX, u64::MAX), u64::MAX);
    }

    #[test]
    fn a_rate_of_one_always_strikes_and_of_zero_never() {
        assert!(strikes(u64::MAX, MILLION) && !strikes(0, 0));
    }
}
