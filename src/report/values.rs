//! Knobs' values as JSON.

use serde::{Serialize, Serializer};

use crate::sim::Value;

/// Knobs by id, in the order given.
#[derive(Debug)]
pub struct Values(pub Vec<(&'static str, Value)>);

impl Serialize for Values {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(id, value)| (id, Cell(*value))))
    }
}

/// A knob's value: a number where it counts something, else text as people write it.
#[derive(Debug)]
pub struct Cell(pub Value);

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Count(n) => serializer.serialize_u64(n),
            value => serializer.collect_str(&value),
        }
    }
}
