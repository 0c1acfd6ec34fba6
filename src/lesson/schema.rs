//! The lesson format as a JSON schema, for editors that complete and underline.
//!
//! The shape is data in `schema.json`, kept by hand beside `format.rs`; what a table of the
//! model or of lessons already lists is put in from the table. A schema knows shapes alone:
//! whether a lesson tells the truth is the check's matter.

use serde_json::{Map, Value, json};

use super::stage::{Kind, LENSES};
use crate::sim::KNOBS;
use crate::sim::fault::FAULTS;

/// The shape, without what the tables list.
const SHAPE: &str = include_str!("schema.json");

/// The schema.
///
/// # Errors
/// The shape is no JSON; a test holds that it is.
pub fn schema() -> serde_json::Result<Value> {
    let mut schema: Value = serde_json::from_str(SHAPE)?;
    let mut put = |at: &str, value: Value| {
        if let Some(place) = schema.pointer_mut(at) {
            *place = value;
        }
    };
    put("/$defs/stage/properties/lens/enum", LENSES.iter().map(|(_, word)| *word).collect());
    put("/$defs/stage/oneOf", Kind::WORDS.iter().map(|word| json!({ "required": [word] })).collect());
    let words = FAULTS.iter().map(|row| row.word).collect::<Vec<_>>().join("|");
    let fault = json!({ "type": "string", "pattern": format!("^(none|({words})(:[0-9a-z]+)?)$") });
    put("/$defs/scenario/properties/faults/additionalProperties", fault);
    let scenario = schema.pointer_mut("/$defs/scenario/properties").and_then(Value::as_object_mut);
    if let Some(scenario) = scenario {
        scenario.extend(knobs());
    }
    Ok(schema)
}

/// A property a knob.
fn knobs() -> Map<String, Value> {
    let knob = |knob: &crate::sim::Knob| {
        let words = format!("{}: {}", knob.gloss, knob.kind.describe());
        (knob.id.to_owned(), json!({ "$ref": "#/$defs/value", "description": words }))
    };
    KNOBS.iter().map(knob).collect()
}
