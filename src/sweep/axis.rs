//! An axis: a knob, of all lanes or of one, and the values it takes.

use crate::sim::knob::Kind;
use crate::sim::nearest::hint;
use crate::sim::time::{parse_span, show_span};
use crate::sim::{KNOBS, Knob, Value};

/// The most values one axis may have.
pub const VALUES_MAX: usize = 1_000;

/// A knob and the values it takes.
#[derive(Clone, Debug)]
pub struct Axis {
    /// The knob's path: `ttl`, or `keyed.ttl` for one lane.
    pub path: String,
    /// The knob.
    pub knob: &'static Knob,
    /// The values, in the order they were asked for.
    pub values: Vec<Value>,
}

impl Axis {
    /// Reads `KNOB`, `KNOB=A,B,C`, `KNOB=FROM:TO:STEP` or `KNOB=FROM:TO:xFACTOR`. A knob
    /// alone takes the values its key cycles through, the smallest first.
    ///
    /// # Errors
    /// Says which part is wrong, and what could stand there.
    pub fn parse(text: &str) -> Result<Self, AxisError> {
        let (path, spec) = text.split_once('=').map_or((text, None), |(path, spec)| (path, Some(spec)));
        let id = path.rsplit_once('.').map_or(path, |(_, id)| id);
        let knob = Knob::find(id).ok_or_else(|| AxisError::Knob(id.to_owned()))?;
        if knob.id == "seed" {
            return Err(AxisError::Seed);
        }
        let values = match spec {
            None => {
                let mut rungs = knob.rungs(&crate::sim::RECIPES.iter().collect::<Vec<_>>());
                // Words keep the order of their table.
                rungs.sort_by_key(|rung| size(*rung));
                rungs
            }
            Some(spec) => match spec.split(':').collect::<Vec<_>>().as_slice() {
                [from, to, step] => range(knob, from, to, step)?,
                [_] => spec.split(',').map(|text| value(knob, text)).collect::<Result<_, _>>()?,
                _ => return Err(AxisError::Shape { knob, text: spec.to_owned() }),
            },
        };
        // First, since looking for twins costs the square.
        if values.len() > VALUES_MAX {
            return Err(AxisError::Many { knob, count: values.len() });
        }
        let again = (1..values.len()).find(|at| values[..*at].contains(&values[*at]));
        if let Some(value) = again.and_then(|at| values.get(at)) {
            return Err(AxisError::Twice { knob, value: *value });
        }
        Ok(Self { path: path.to_owned(), knob, values })
    }
}

/// How large a value is among its knob's; words are all alike.
const fn size(value: Value) -> u64 {
    match value {
        Value::Word(_) => 0,
        Value::Span(n) | Value::Count(n) | Value::PerSecond(n) => n,
        Value::Rate(ppm) => ppm as u64,
        Value::Forever | Value::Unlimited => u64::MAX,
    }
}

fn value(knob: &'static Knob, text: &str) -> Result<Value, AxisError> {
    knob.kind.parse(text).ok_or_else(|| AxisError::Value { knob, text: text.to_owned() })
}

/// From, to and step as whole numbers of the knob's own unit.
fn range(knob: &'static Knob, from: &str, to: &str, step: &str) -> Result<Vec<Value>, AxisError> {
    let number = |text: &str| match value(knob, text)? {
        Value::Span(n) | Value::Count(n) | Value::PerSecond(n) => Ok(n),
        Value::Rate(n) => Ok(u64::from(n)),
        Value::Word(_) | Value::Forever | Value::Unlimited => Err(AxisError::Words { knob }),
    };
    let (first, last) = (number(from)?, number(to)?);
    let odd = || AxisError::Step { knob, text: step.to_owned() };
    let grow: Box<dyn Fn(u64) -> Option<u64>> = if let Some(factor) = step.strip_prefix('x') {
        let factor = factor.parse().ok().filter(|factor| *factor > 1 && first > 0).ok_or_else(odd)?;
        Box::new(move |n: u64| n.checked_mul(factor))
    } else {
        // A step may be smaller than the least value, so it is read by its unit alone.
        let by = match knob.kind {
            Kind::Span { .. } => parse_span(step),
            Kind::Count { .. } => step.parse().ok(),
            kind => match kind.parse(step) {
                Some(Value::Rate(n)) => Some(u64::from(n)),
                Some(Value::PerSecond(n)) => Some(n),
                _ => None,
            },
        };
        let by = by.filter(|by| *by > 0).ok_or_else(odd)?;
        Box::new(move |n: u64| n.checked_add(by))
    };
    if last < first {
        return Err(AxisError::Backwards { knob, text: format!("{from}:{to}") });
    }
    let numbers = std::iter::successors(Some(first), |n| grow(*n)).take_while(|n| *n <= last);
    let numbers: Vec<u64> = numbers.take(VALUES_MAX + 1).collect();
    let back = |n: u64| match knob.kind {
        Kind::Span { .. } => Value::Span(n),
        Kind::Rate => Value::Rate(u32::try_from(n).unwrap_or(u32::MAX)),
        Kind::PerSecond => Value::PerSecond(n),
        Kind::Count { .. } | Kind::Words(_) => Value::Count(n),
    };
    Ok(numbers.into_iter().map(back).collect())
}

/// Why an axis cannot be read.
#[derive(Clone, Debug, thiserror::Error)]
pub enum AxisError {
    /// No knob has this id.
    #[error("unknown knob `{}`{}", .0, hint(.0, &KNOBS.each_ref().map(|knob| knob.id)))]
    Knob(String),
    /// The seed cannot be varied.
    #[error("`seed` cannot be varied: trial t uses seed + t, so every point already meets many weathers")]
    Seed,
    /// The same value twice.
    #[error("`{value}` stands twice among the values of `{}`: write it once", knob.id)]
    Twice {
        /// The knob.
        knob: &'static Knob,
        /// The value.
        value: Value,
    },
    /// Neither a list nor a range.
    #[error("`{text}` is no list and no range for `{}`: write A,B,C or FROM:TO:STEP or FROM:TO:xFACTOR", knob.id)]
    Shape {
        /// The knob.
        knob: &'static Knob,
        /// What was written.
        text: String,
    },
    /// The knob takes no such value.
    #[error("`{text}` is no value for `{}`: write {}", knob.id, knob.kind.describe())]
    Value {
        /// The knob.
        knob: &'static Knob,
        /// What was written.
        text: String,
    },
    /// A range over words, or over what has no bound.
    #[error("`{}` has no range from here to there: list its values, A,B,C", knob.id)]
    Words {
        /// The knob.
        knob: &'static Knob,
    },
    /// A step that does not read, or does not move.
    #[error("`{text}` is no step for `{}`: write {}, or xFACTOR from 2 on to multiply", knob.id, unit(knob))]
    Step {
        /// The knob.
        knob: &'static Knob,
        /// What was written.
        text: String,
    },
    /// The end comes before the start.
    #[error("`{text}` runs backwards for `{}`: write the smaller end first", knob.id)]
    Backwards {
        /// The knob.
        knob: &'static Knob,
        /// What was written.
        text: String,
    },
    /// More values than anybody reads.
    #[error("{} values for `{}` are too many: at most {VALUES_MAX}", shown(*count), knob.id)]
    Many {
        /// The knob.
        knob: &'static Knob,
        /// How many.
        count: usize,
    },
}

fn unit(knob: &Knob) -> String {
    match knob.kind {
        Kind::Span { .. } => format!("a span above nothing, such as {}", show_span(1_000)),
        Kind::Rate => "a rate above 0, such as 0.1".to_owned(),
        _ => "a number above 0".to_owned(),
    }
}

fn shown(count: usize) -> String {
    if count > VALUES_MAX { format!("more than {VALUES_MAX}") } else { count.to_string() }
}
