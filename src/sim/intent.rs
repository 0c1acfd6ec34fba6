//! An intent: what one customer means, once.

use super::time::Ms;

/// The most dollars a payment may have.
pub const AMOUNT_MAX: u64 = 1_000_000;

/// The most customers a list of intents may name.
pub const CUSTOMERS_MAX: u32 = 1_000;

/// What one customer means, once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intent {
    /// Its name in sites.
    pub name: String,
    /// Whose it is, an index from 0.
    pub customer: u32,
    /// Whole dollars.
    pub amount: u64,
    /// When it starts.
    pub at: Ms,
}

impl Intent {
    /// `pay`, `pay-2`, `pay-3`, ...: adding intents renames none.
    #[must_use]
    pub fn generated_name(index: u32) -> String {
        if index == 0 { "pay".to_owned() } else { format!("pay-{}", u64::from(index) + 1) }
    }
}
