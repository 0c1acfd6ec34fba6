//! An intent: what one customer means, once.

use super::time::Ms;

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
