//! The table of knobs: one row each, those of the lanes first. A new knob is a row beside
//! its like, and the one file that reads its field.

use super::own::OWN;
use super::shared::SHARED;
use super::{Kind, Knob, Words};
use crate::sim::site::PLACES;

/// The words of a small enum.
pub(super) fn words<W: Words>() -> Vec<&'static str> {
    W::ALL.iter().map(|(_, word)| *word).collect()
}

/// The gaps in which a crash may be planned, or none.
pub(super) fn crash_words() -> Vec<&'static str> {
    let gaps = PLACES.iter().filter(|(place, _)| place.is_gap());
    std::iter::once("none").chain(gaps.map(|(_, word)| *word)).collect()
}

pub(super) const SPAN: Kind = Kind::Span { min: 0, forever: false };
pub(super) const LIFE: Kind = Kind::Span { min: 1, forever: true };
pub(super) const RATES: &[&str] = &["0", "0.1", "0.3", "0.5", "0.9"];

/// How many knobs there are.
const COUNT: usize = OWN.len() + SHARED.len();

/// Every knob. The order is the order of the panel, of help and of `idem knobs`.
pub static KNOBS: [Knob; COUNT] = joined();

const fn joined() -> [Knob; COUNT] {
    let mut all = [OWN[0]; COUNT];
    let mut at = 0;
    while at < COUNT {
        all[at] = if at < OWN.len() { OWN[at] } else { SHARED[at - OWN.len()] };
        at += 1;
    }
    all
}
