//! The sweep: its sums are exact, its estimates meet theory, its questions are sound.

#[path = "common/cases.rs"]
mod cases;
#[path = "common/scenarios.rs"]
mod scenarios;
#[path = "common/settings.rs"]
#[expect(dead_code, reason = "only whole scenarios are swept")]
mod settings;

#[path = "sweep/axes.rs"]
mod axes;
#[path = "sweep/questions.rs"]
mod questions;
#[path = "sweep/sums.rs"]
mod sums;
#[path = "sweep/theory.rs"]
mod theory;
