//! What no story outlived, and so was not searched.

use crate::explore::Horizon;
use crate::sim::Setting;
use crate::sim::time::show_span;

/// A horizon that no story outlived, in a sentence.
#[must_use]
pub fn never_outlived(horizon: Horizon, setting: &Setting) -> String {
    let span = horizon.span(setting).map_or_else(String::new, show_span);
    let met = match horizon {
        Horizon::Lease => "no request met a claim that had run out",
        Horizon::Ttl => "no request met a key that had expired",
        Horizon::Downstream => "the provider met no key that it had forgotten",
    };
    format!("never outlived: {} {span}; {met}, so what happens then was not searched", horizon.knob())
}
