//! The lesson file as written: TOML with every token's place, nothing resolved.
//!
//! Stages are told apart by which key they have, so that spans stay exact. Must not know
//! what any name means.

use serde::Deserialize;
use serde::de::{self, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use toml::Spanned;
use toml::de::{DeTable, DeValue, Error, ValueDeserializer};

use super::complaint::Complaints;
use super::prose::is_harmful;
use crate::sim::nearest::hint;

/// The version of the format this reads.
pub(super) const FORMAT: u64 = 1;

/// A text with its place.
pub(super) type Text = Spanned<String>;

/// A whole file.
#[derive(Debug)]
pub(super) struct Raw {
    pub(super) head: Head,
    /// The stages that read, each with the place of its table.
    pub(super) stages: Vec<Spanned<RawStage>>,
    /// Whether that is all of them: what follows an unread stage cannot be judged.
    pub(super) complete: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Head {
    pub(super) format: Spanned<u64>,
    pub(super) id: Text,
    pub(super) title: Text,
    #[serde(default)]
    pub(super) needs: Vec<Text>,
    pub(super) teaches: Spanned<Vec<Text>>,
    pub(super) sources: Spanned<Vec<Text>>,
    #[serde(default)]
    pub(super) next: Vec<Text>,
    pub(super) scenario: Option<Spanned<Tree>>,
    /// Taken out before; here so that a slip of the hand is told its name.
    #[serde(rename = "stage")]
    _stage: Option<IgnoredAny>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawStage {
    pub(super) id: Text,
    pub(super) notes: Option<Text>,
    pub(super) show: Option<Spanned<Vec<Text>>>,
    pub(super) lens: Option<Text>,
    #[serde(default)]
    pub(super) rewind: bool,
    pub(super) set: Option<Spanned<Tree>>,
    pub(super) offer: Option<Spanned<Tree>>,
    pub(super) say: Option<Text>,
    pub(super) play: Option<Spanned<RawPlay>>,
    pub(super) predict: Option<Spanned<RawPredict>>,
    pub(super) turn: Option<Spanned<RawTurn>>,
    pub(super) challenge: Option<Spanned<RawChallenge>>,
    pub(super) verbs: Option<Spanned<RawVerbs>>,
    pub(super) sql: Option<Spanned<RawSql>>,
    pub(super) sweep: Option<Spanned<RawSweep>>,
    pub(super) recap: Option<Text>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPlay {
    pub(super) until: Text,
    pub(super) say: Option<Text>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPredict {
    pub(super) ask: Text,
    pub(super) about: Text,
    pub(super) at: Text,
    pub(super) choices: Spanned<Vec<Spanned<Tree>>>,
    pub(super) wrong: Spanned<Tree>,
    pub(super) right: Option<Text>,
    #[serde(default)]
    pub(super) vote: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawTurn {
    pub(super) say: Text,
    pub(super) knob: Text,
    pub(super) to: Spanned<Tree>,
    #[serde(default)]
    pub(super) free: Vec<Text>,
    pub(super) expect: Spanned<Vec<Text>>,
    pub(super) debrief: Option<Text>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawChallenge {
    pub(super) ask: Text,
    pub(super) goal: Option<Spanned<Vec<Text>>>,
    pub(super) survives: Option<Spanned<RawSurvives>>,
    pub(super) faults: Option<u16>,
    pub(super) free: Spanned<Vec<Text>>,
    pub(super) hints: Spanned<Vec<Text>>,
    pub(super) solution: Spanned<Tree>,
    pub(super) debrief: Option<Text>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSurvives {
    pub(super) lane: Text,
    pub(super) faults: Spanned<u16>,
    pub(super) kinds: Option<Spanned<Vec<Text>>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawVerbs {
    pub(super) show: Spanned<Vec<Text>>,
    pub(super) way: Option<Text>,
    pub(super) from: Option<Text>,
    pub(super) say: Option<Text>,
    pub(super) ask: Option<Text>,
    pub(super) about: Option<Text>,
    pub(super) choices: Option<Spanned<Vec<Spanned<Tree>>>>,
    pub(super) pick: Option<Text>,
    pub(super) find: Option<Text>,
    pub(super) right: Option<Text>,
    pub(super) wrong: Option<Spanned<Tree>>,
    pub(super) hint: Option<Text>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSweep {
    pub(super) vary: Text,
    pub(super) figure: Text,
    pub(super) trials: Spanned<u64>,
    pub(super) say: Option<Text>,
    pub(super) ask: Option<Text>,
    pub(super) at: Option<Text>,
    pub(super) lane: Option<Text>,
    pub(super) choices: Option<Spanned<Vec<Spanned<Tree>>>>,
    pub(super) right: Option<Text>,
    pub(super) wrong: Option<Spanned<Tree>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSql {
    pub(super) show: Spanned<Vec<Text>>,
    pub(super) start: Option<Text>,
    #[serde(default)]
    pub(super) late: bool,
    pub(super) say: Option<Text>,
    pub(super) ask: Option<Text>,
    pub(super) about: Option<Text>,
    pub(super) choices: Option<Spanned<Vec<Spanned<Tree>>>>,
    pub(super) write: Option<Spanned<Vec<Text>>>,
    pub(super) solution: Option<Text>,
    pub(super) hints: Option<Spanned<Vec<Text>>>,
    pub(super) right: Option<Text>,
    pub(super) wrong: Option<Spanned<Tree>>,
}

/// A value whose shape its reader decides, with places all the way down.
#[derive(Debug)]
pub(super) enum Tree {
    /// A string, a number, `true` or `false`, as text.
    Leaf(String),
    List(Vec<Spanned<Tree>>),
    Table(Vec<(Text, Spanned<Tree>)>),
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Shape;

        impl<'de> Visitor<'de> for Shape {
            type Value = Tree;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a string, a number, a list or a table")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Tree, E> {
                Ok(Tree::Leaf(text.to_owned()))
            }

            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Tree, E> {
                Ok(Tree::Leaf(number.to_string()))
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Tree, E> {
                Ok(Tree::Leaf(number.to_string()))
            }

            fn visit_f64<E: de::Error>(self, number: f64) -> Result<Tree, E> {
                Ok(Tree::Leaf(number.to_string()))
            }

            fn visit_bool<E: de::Error>(self, on: bool) -> Result<Tree, E> {
                Ok(Tree::Leaf(if on { "on" } else { "off" }.to_owned()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Tree, A::Error> {
                let mut list = Vec::new();
                while let Some(item) = items.next_element()? {
                    list.push(item);
                }
                Ok(Tree::List(list))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Tree, A::Error> {
                let mut table = Vec::new();
                while let Some((key, value)) = entries.next_entry::<Text, Spanned<Tree>>()? {
                    table.push((key, value));
                }
                Ok(Tree::Table(table))
            }
        }

        deserializer.deserialize_any(Shape)
    }
}

/// A scenario file as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSheet {
    pub(super) format: Spanned<u64>,
    pub(super) scenario: Spanned<Tree>,
}

/// Reads a scenario file; what does not read is complained of.
pub(super) fn read_sheet(source: &str, complaints: &mut Complaints) -> Option<RawSheet> {
    let (document, errors) = DeTable::parse_recoverable(source);
    for error in &errors {
        syntax(source, error, complaints);
    }
    if !errors.is_empty() {
        return None;
    }
    let document = Spanned::new(document.span(), DeValue::Table(document.into_inner()));
    let sheet = RawSheet::deserialize(ValueDeserializer::from(document));
    sheet.map_err(|error| shape(&error, 0..0, complaints)).ok()
}

/// Reads a file. What does not read is complained of; each stage is read by itself, so
/// that one bad stage hides no other.
pub(super) fn read(source: &str, complaints: &mut Complaints) -> Option<Raw> {
    let (document, errors) = DeTable::parse_recoverable(source);
    for error in &errors {
        syntax(source, error, complaints);
    }
    if !errors.is_empty() {
        return None;
    }
    let span = document.span();
    let mut table = document.into_inner();
    let Some(DeValue::Array(stages)) = table.remove("stage").map(Spanned::into_inner) else {
        complaints.add(0..0, "the lesson has no stages", "", "write each stage under a line [[stage]]");
        return None;
    };
    let count = stages.len();
    let stages = stages.into_iter().filter_map(|stage| {
        let span = stage.span();
        let read = RawStage::deserialize(ValueDeserializer::from(stage));
        let read = read.map_err(|error| shape(&error, span.clone(), complaints)).ok()?;
        Some(Spanned::new(span, read))
    });
    let stages: Vec<_> = stages.collect();
    let complete = stages.len() == count;
    let head = Head::deserialize(ValueDeserializer::from(Spanned::new(span, DeValue::Table(table))));
    let head = head.map_err(|error| shape(&error, 0..0, complaints)).ok()?;
    Some(Raw { head, stages, complete })
}

fn syntax(source: &str, error: &Error, complaints: &mut Complaints) {
    let span = error.span().unwrap_or(0..0);
    let control = source.get(span.clone()).is_some_and(|token| token.chars().any(is_harmful));
    let help = if control {
        "write control characters as escapes, or leave them out"
    } else {
        "mend the TOML here; every string is quoted, every list and table closed"
    };
    complaints.add(span, format!("this is no TOML: {}", error.message()), "", help);
}

/// A key or a value of the wrong shape.
fn shape(error: &Error, outer: std::ops::Range<usize>, complaints: &mut Complaints) {
    let span = error.span().unwrap_or(outer);
    let message = error.message();
    // Dates come as a table with a key of the parser's own.
    if message.contains("$__toml_private_datetime") {
        complaints.add(
            span,
            "a date is no value here",
            "",
            "times are spans from the start: 250ms, 30s, 24h",
        );
        return;
    }
    let mut names = message.split('`').skip(1).step_by(2);
    let first = names.next().unwrap_or_default().to_owned();
    if message.starts_with("unknown field") {
        let known: Vec<&str> = names.collect();
        let near = hint(&first, &known);
        let help = near.trim_start_matches("; ");
        complaints.add(span, format!("unknown key `{first}`"), "no such key here", help);
    } else if message.starts_with("missing field") {
        let what = format!("the key `{first}` is missing");
        complaints.add(span, what, format!("`{first}` belongs here"), format!("add `{first} = ..`"));
    } else {
        complaints.add(span, message, "", "write the kind of value that belongs here");
    }
}
