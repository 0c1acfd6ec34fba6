//! The schema and the format say the same: lessons that load are valid, slips of the hand
//! are not, and no key is in one alone.
//!
//! The validator knows the words of JSON Schema that the schema uses, and refuses any other:
//! a word that nobody reads would be a promise that nobody keeps.

use std::collections::BTreeSet;

use idem_lab::lesson::schema::schema;
use idem_lab::lesson::shelf::FILES;
use idem_lab::sim::Fault;
use idem_lab::sim::scenario::is_name;
use serde_json::Value;

fn json(source: &str) -> Value {
    let table: toml::Table = toml::from_str(source).expect("it is TOML");
    serde_json::to_value(table).expect("it has no dates")
}

/// What the schema says of a lesson file, each with the place it speaks of.
fn errors(source: &str) -> Vec<String> {
    let root = schema().expect("it is JSON");
    let mut errors = Vec::new();
    validate(&json(source), &root, &root, "", &mut errors);
    errors
}

/// Whether a text is what a pattern of the schema asks for.
fn matches(pattern: &str, text: &str) -> bool {
    let is_path = || text.split_once('.').is_some_and(|(lane, knob)| is_name(lane) && is_name(knob));
    match pattern {
        "^[a-z][a-z0-9-]{0,31}$" => is_name(text),
        "^[a-z][a-z0-9-]*\\.[a-z-]+$" => is_path(),
        "^(none|(lose|delay|duplicate|crash|pause|reset)(:[0-9a-z]+)?)$" => Fault::parse(text).is_some(),
        other => panic!("nobody here reads the pattern {other}"),
    }
}

fn is_type(value: &Value, word: &str) -> bool {
    match word {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "number" => value.is_number(),
        "integer" => value.is_i64() || value.is_u64(),
        other => panic!("there is no type {other}"),
    }
}

fn size(value: &Value) -> Option<usize> {
    value.as_str().map(|text| text.chars().count()).or_else(|| value.as_array().map(Vec::len))
}

/// Holds a value against a schema; every complaint names the place.
fn validate(value: &Value, schema: &Value, root: &Value, at: &str, errors: &mut Vec<String>) {
    let words = schema.as_object().expect("a schema is a table");
    for (word, wanted) in words {
        let number = || usize::try_from(wanted.as_u64().expect("a number")).expect("a small one");
        let good = match word.as_str() {
            // Words for people, and those that `property` reads.
            "$schema"
            | "$defs"
            | "title"
            | "description"
            | "properties"
            | "patternProperties"
            | "additionalProperties" => true,
            "$ref" => {
                let path = wanted.as_str().and_then(|path| path.strip_prefix('#')).expect("it is in here");
                validate(value, root.pointer(path).expect("it is there"), root, at, errors);
                true
            }
            "type" => match wanted {
                Value::Array(any) => any.iter().any(|word| is_type(value, word.as_str().expect("a word"))),
                word => is_type(value, word.as_str().expect("a word")),
            },
            "const" => value == wanted,
            "enum" => wanted.as_array().is_some_and(|any| any.contains(value)),
            "pattern" => value.as_str().is_none_or(|text| matches(wanted.as_str().expect("a text"), text)),
            "minLength" | "minItems" => size(value).is_none_or(|size| size >= number()),
            "maxItems" => size(value).is_none_or(|size| size <= number()),
            "minimum" => !value.is_number() || value.as_u64().is_some_and(|value| value >= number() as u64),
            "maximum" => value.as_u64().is_none_or(|value| value <= number() as u64),
            "required" => {
                let keys = wanted.as_array().expect("a list").iter().map(|key| key.as_str().expect("a key"));
                keys.fold(true, |all, key| all & value.get(key).is_some())
            }
            "oneOf" => {
                let fits = |schema: &&Value| {
                    let mut within = Vec::new();
                    validate(value, schema, root, at, &mut within);
                    within.is_empty()
                };
                wanted.as_array().expect("a list").iter().filter(fits).count() == 1
            }
            "items" => {
                for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                    validate(item, wanted, root, &format!("{at}/{index}"), errors);
                }
                true
            }
            other => panic!("nobody here reads the word {other}"),
        };
        if !good {
            errors.push(format!("{at}: {word} {wanted}"));
        }
    }
    for (key, value) in value.as_object().into_iter().flatten() {
        property(key, value, schema, root, &format!("{at}/{key}"), errors);
    }
}

/// One key of a table: named, of a pattern, or any other.
fn property(key: &str, value: &Value, schema: &Value, root: &Value, at: &str, errors: &mut Vec<String>) {
    let named = schema.get("properties").and_then(|named| named.get(key));
    let patterns = schema.get("patternProperties").and_then(Value::as_object).into_iter().flatten();
    let fitting = patterns.filter(|(pattern, _)| matches(pattern, key)).map(|(_, schema)| schema);
    let known: Vec<&Value> = named.into_iter().chain(fitting).collect();
    for schema in &known {
        validate(value, schema, root, at, errors);
    }
    match schema.get("additionalProperties") {
        Some(Value::Bool(false)) if known.is_empty() => errors.push(format!("{at}: no such key")),
        Some(rest @ Value::Object(_)) if known.is_empty() => validate(value, rest, root, at, errors),
        _ => {}
    }
}

fn tiny() -> String {
    std::fs::read_to_string(super::super::file("tiny.toml")).expect("it can be read")
}

#[test]
fn lessons_that_load_are_valid() {
    let wide = std::fs::read_to_string(super::super::file("wide.toml")).expect("it can be read");
    let skeleton = idem_lab::lesson::skeleton::skeleton("mine", None).expect("it is written");
    let own = [("tiny.toml", tiny()), ("wide.toml", wide), ("skeleton", skeleton)];
    let shipped = FILES.iter().map(|(name, source)| (*name, (*source).to_owned()));
    for (name, source) in shipped.chain(own) {
        assert_eq!(errors(&source), [""; 0], "{name}");
    }
}

#[test]
fn slips_of_the_hand_are_underlined() {
    for (was, is) in [
        ("format = 1", "format = 2"),
        ("id = \"tiny\"", "id = \"Tiny\""),
        ("title =", "tilte ="),
        ("teaches = [\"One thing.\"]", "teaches = []"),
        ("until =", "untl ="),
        ("choices = [10, 20]", "choices = [10]"),
        ("to = \"none\"", "to = [\"none\"]"),
        ("set = { key = \"none\" }", "set = { kee = \"none\" }"),
        ("\"pay/1/reply\" = \"lose\"", "\"pay/1/reply\" = \"loose\""),
        ("hints = [\"Look.\", ", "hints = ["),
        ("recap = \"One thing.\"", "recap = \"One thing.\"\nsay = \"Two.\""),
        ("recap = \"One thing.\"", "lens = \"kees\"\nrecap = \"One thing.\""),
    ] {
        let source = tiny();
        assert!(source.contains(was), "{was}");
        assert!(!errors(&source.replacen(was, is, 1)).is_empty(), "{is}");
    }
}

/// The keys each struct of the format has, as its source says.
fn format_keys() -> Vec<(String, BTreeSet<String>)> {
    let source = include_str!("../../src/lesson/format.rs");
    let mut structs: Vec<(String, BTreeSet<String>)> = Vec::new();
    let mut renamed = None;
    for line in source.lines().map(str::trim) {
        if let Some(name) = line.strip_prefix("pub(super) struct ") {
            let name = name.split([' ', '{']).next().unwrap_or_default();
            structs.push((name.to_owned(), BTreeSet::new()));
        } else if let Some(name) = line.strip_prefix("#[serde(rename = \"") {
            renamed = name.split('"').next().map(str::to_owned);
        } else if let Some((name, _)) = line.split_once(": ") {
            let name = name.trim_start_matches("pub(super) ");
            let is_field = name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
            if let (true, Some((_, keys))) = (is_field && line.ends_with(','), structs.last_mut()) {
                keys.insert(renamed.take().unwrap_or_else(|| name.trim_start_matches("r#").to_owned()));
            }
        }
    }
    structs
}

#[test]
fn each_key_of_the_format_is_in_the_schema_and_no_other() {
    let schema = schema().expect("it is JSON");
    let structs = format_keys();
    let tables = [
        ("Head", "/properties"),
        ("RawStage", "/$defs/stage/properties"),
        ("RawPlay", "/$defs/play/properties"),
        ("RawPredict", "/$defs/predict/properties"),
        ("RawTurn", "/$defs/turn/properties"),
        ("RawChallenge", "/$defs/challenge/properties"),
        ("RawSurvives", "/$defs/survives/properties"),
        ("RawVerbs", "/$defs/verbs/properties"),
        ("RawSql", "/$defs/sql/properties"),
        ("RawSweep", "/$defs/sweep/properties"),
    ];
    for (name, at) in tables {
        let (_, keys) = structs.iter().find(|(known, _)| known == name).expect("the struct is there");
        let known: BTreeSet<String> =
            schema.pointer(at).and_then(Value::as_object).expect("it is there").keys().cloned().collect();
        assert!(!keys.is_empty());
        assert_eq!(known, *keys, "{name} and {at}");
    }
    // A struct that is new to the format must be new here too.
    let named: Vec<&str> = structs.iter().map(|(name, _)| name.as_str()).collect();
    let others = named.into_iter().filter(|name| !tables.iter().any(|(known, _)| known == name));
    assert_eq!(others.collect::<Vec<_>>(), ["Raw", "RawSheet"]);
}
