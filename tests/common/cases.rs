//! How many random cases a law is held to, and from which seed.
//!
//! The seed is fixed in `.cargo/config.toml`, so that the same tree gives the same answer
//! everywhere. To look further: `PROPTEST_RNG_SEED=$RANDOM IDEM_CASES=20 cargo test`.

use proptest::prelude::ProptestConfig;

/// So many cases, times what `IDEM_CASES` asks for.
pub(crate) fn cases(count: u32) -> ProptestConfig {
    let times = std::env::var("IDEM_CASES").ok();
    let times = times.map_or(1, |text| text.parse().expect("IDEM_CASES is a whole number"));
    ProptestConfig {
        cases: count.saturating_mul(times),
        max_global_rejects: times.saturating_mul(1_024),
        max_shrink_iters: 400,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}
