//! A knob's row: its names, its values, and how it is read and put.
//!
//! Flags, files, keys, help and share codes all go through the row; what a knob does is
//! said where the engine reads its field.

use super::{Group, KNOBS, Kind, Knobs, Value};
use crate::sim::recipe::Recipe;
use crate::sim::site::Place;

/// One knob's row.
#[derive(Clone, Copy, Debug)]
pub struct Knob {
    /// The id in files, flags and share codes.
    pub id: &'static str,
    /// A short name for the footer.
    pub label: &'static str,
    /// One line of what it does.
    pub gloss: &'static str,
    /// Who owns it.
    pub group: Group,
    /// The key that cycles it, if it has one.
    pub key: Option<char>,
    /// What values it takes.
    pub kind: Kind,
    /// The values its key cycles through, as text; empty for words, which cycle all.
    pub ladder: &'static [&'static str],
    /// Reads it.
    pub get: fn(&Knobs) -> Value,
    /// Sets it. A value of another kind changes nothing.
    pub put: fn(&mut Knobs, Value),
}

/// A row of the table is known by its id.
impl PartialEq for Knob {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Knob {}

impl Knob {
    /// The row with this id.
    #[must_use]
    pub fn find(id: &str) -> Option<&'static Self> {
        KNOBS.iter().find(|knob| knob.id == id)
    }

    /// Whether it says what strikes, by plan or by chance.
    #[must_use]
    pub const fn strikes(&self) -> bool {
        matches!(self.group, Group::Plan) || matches!(self.kind, Kind::Rate)
    }

    /// Every value its key cycles through, given the recipes shown.
    #[must_use]
    pub fn rungs(&self, recipes: &[&Recipe]) -> Vec<Value> {
        if self.id == "crash" {
            let gaps = recipes.iter().flat_map(|recipe| recipe.gaps());
            let mut gaps: Vec<Place> = gaps.collect();
            gaps.sort_unstable();
            gaps.dedup();
            let words = gaps.into_iter().map(|gap| Value::Word(gap.word()));
            return std::iter::once(Value::Word("none")).chain(words).collect();
        }
        match self.kind {
            Kind::Words(words) => words().into_iter().map(Value::Word).collect(),
            kind => self.ladder.iter().filter_map(|text| kind.parse(text)).collect(),
        }
    }

    /// The next value up or down the ladder; from off the ladder, its first.
    #[must_use]
    pub fn turned(&self, now: Value, recipes: &[&Recipe], back: bool) -> Value {
        let rungs = self.rungs(recipes);
        let step = if back { rungs.len().saturating_sub(1) } else { 1 };
        let next = rungs.iter().position(|rung| *rung == now).map_or(0, |at| (at + step) % rungs.len());
        rungs.get(next).copied().unwrap_or(now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sim::time::HOUR;

    #[test]
    fn every_row_reads_what_it_puts_and_its_default_heads_the_ladder() {
        let recipes: Vec<&Recipe> = crate::sim::recipe::RECIPES.iter().collect();
        for knob in &KNOBS {
            let home = (knob.get)(&Knobs::default());
            let rungs = knob.rungs(&recipes);
            assert_eq!(rungs.first(), Some(&home), "{} opens on its default", knob.id);
            assert!(rungs.len() > 1, "{} can be turned", knob.id);
            for rung in rungs {
                let mut knobs = Knobs::default();
                (knob.put)(&mut knobs, rung);
                assert_eq!((knob.get)(&knobs), rung, "{}", knob.id);
                assert_eq!(knob.kind.parse(&rung.to_string()), Some(rung), "{}", knob.id);
            }
        }
    }

    #[test]
    fn every_knob_cycles_home_both_ways() {
        for knob in &KNOBS {
            let home = (knob.get)(&Knobs::default());
            for back in [false, true] {
                let mut now = home;
                for _ in 0..knob.rungs(&[]).len() {
                    now = knob.turned(now, &[], back);
                }
                assert_eq!(now, home, "{}", knob.id);
            }
        }
    }

    #[test]
    fn ids_and_keys_are_unique_and_ladders_are_whole() {
        for (i, knob) in KNOBS.iter().enumerate() {
            for other in &KNOBS[i + 1..] {
                assert_ne!(knob.id, other.id);
                assert!(knob.key.is_none() || knob.key != other.key, "{} {}", knob.id, other.id);
            }
            assert!(knob.ladder.iter().all(|rung| knob.kind.parse(rung).is_some()), "{}", knob.id);
        }
    }

    #[test]
    fn rates_are_exact_to_six_decimals() {
        let read = |text| Kind::Rate.parse(text);
        assert_eq!(read("0.3"), Some(Value::Rate(300_000)));
        assert_eq!(read("0.000001"), Some(Value::Rate(1)));
        for text in ["1.000001", "0.0000001", "-0.1", "1e-3", ".5", "0.", "", "2"] {
            assert_eq!(read(text), None, "{text:?}");
        }
        assert_eq!(Value::Rate(250_000).to_string(), "0.25");
    }

    #[test]
    fn a_value_off_the_ladder_goes_to_its_first_rung() {
        let ttl = Knob::find("ttl").expect("ttl is a knob");
        assert_eq!(ttl.turned(Value::Span(7), &[], false), Value::Span(24 * HOUR));
    }
}
