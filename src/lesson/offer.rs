//! An offer: the values a stage lets a dial come to, instead of all that its key reaches.
//!
//! A card charge cannot join our transaction, so a lesson about it offers no recipe that
//! pretends it could; a lesson about days offers days.

use super::dial::Dial;

/// What one dial may be turned to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The dial.
    pub dial: Dial,
    /// Its values, as they are written, in the order its key comes to them.
    pub values: Vec<String>,
}

impl Offer {
    /// The value after this one, or before it. From one that is not offered, the first.
    #[must_use]
    pub fn next(&self, now: &str, back: bool) -> Option<&str> {
        let count = self.values.len();
        let step = if back { count.saturating_sub(1) } else { 1 };
        let at = self.values.iter().position(|value| value == now);
        self.values.get(at.map_or(0, |at| (at + step) % count.max(1))).map(String::as_str)
    }
}
