//! `idem verbs`: every endpoint in every way as one table, or some of them step by step.
//!
//! | file | noun |
//! |---|---|
//! | `table` | all endpoints, one row each |
//! | `steps` | one endpoint, every way laid out |
//! | `document` | either as JSON |

pub mod document;
pub mod steps;
pub mod table;

use crate::verbs::{Endpoint, Start};

/// The starting state an endpoint is shown with: the one asked for, or its own.
#[must_use]
pub fn start_of(endpoint: &Endpoint, asked: Option<&'static Start>) -> &'static Start {
    asked.or_else(|| Start::find(endpoint.start)).unwrap_or(&crate::verbs::STARTS[0])
}
