//! A receipt in writing: what a 201 hands the client as proof of one effect.

use crate::sim::Intent;
use crate::sim::id::Receipt;

/// As the JSON contract has it: the name of the handler it came from, or a balance.
#[must_use]
pub fn bare(receipt: Receipt, intents: &[Intent]) -> String {
    match receipt {
        Receipt::Handler(id) => id.site().show(intents),
        Receipt::Balance(balance) => balance.to_string(),
    }
}

/// As people read it: a balance is money.
#[must_use]
pub fn shown(receipt: Receipt, intents: &[Intent]) -> String {
    let sign = if matches!(receipt, Receipt::Balance(_)) { "$" } else { "" };
    format!("{sign}{}", bare(receipt, intents))
}
