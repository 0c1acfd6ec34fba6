//! The SQL bench: what each case of the shelf leaves, what a scratch database refuses, and
//! what is said of it.

#[path = "common/cases.rs"]
mod cases;
#[path = "bench/fences.rs"]
mod fences;
#[path = "bench/laws.rs"]
mod laws;
#[path = "bench/shelf.rs"]
mod shelf;

use idem_lab::bench::{Case, Trial};

/// The trial of a statement on the usual account.
fn tried(statement: &str) -> Trial {
    Trial::run(&Case::typed(statement, None)).unwrap_or_else(|trouble| panic!("{statement}: {trouble}"))
}

/// Why a statement cannot be run.
fn trouble(statement: &str) -> String {
    match Trial::run(&Case::typed(statement, None)) {
        Ok(trial) => panic!("{statement}: ran, and left {}", trial.stories[0].after_one.line()),
        Err(trouble) => trouble.to_string(),
    }
}
