//! How a row reads and sets its field. A value of another kind changes nothing.

use super::{Value, Words};
use crate::sim::site::Place;
use crate::sim::time::Ms;

/// Sets a field to the value with this word.
pub(super) fn put_word<W: Words>(field: &mut W, value: Value) {
    if let Value::Word(word) = value {
        *field = W::of(word).unwrap_or(*field);
    }
}

/// Sets a span.
pub(super) const fn put_span(field: &mut Ms, value: Value) {
    if let Value::Span(span) = value {
        *field = span;
    }
}

/// Sets a span that may be for ever.
pub(super) const fn put_life(field: &mut Option<Ms>, value: Value) {
    match value {
        Value::Span(span) => *field = Some(span),
        Value::Forever => *field = None,
        _ => {}
    }
}

/// A span that may be for ever, as a value.
pub(super) fn life(span: Option<Ms>) -> Value {
    span.map_or(Value::Forever, Value::Span)
}

/// A number that may be without bound, as a value.
pub(super) fn bound<N: Into<u64>>(most: Option<N>) -> Value {
    most.map_or(Value::Unlimited, |n| Value::Count(n.into()))
}

/// Sets a number that may be without bound.
pub(super) fn put_bound<N: TryFrom<u64>>(field: &mut Option<N>, value: Value) {
    match value {
        Value::Count(n) => *field = N::try_from(n).ok(),
        Value::Unlimited => *field = None,
        _ => {}
    }
}

/// Sets a number.
pub(super) fn put_count<N: TryFrom<u64> + Copy>(field: &mut N, value: Value) {
    if let Value::Count(n) = value {
        *field = N::try_from(n).unwrap_or(*field);
    }
}

/// Sets a rate.
pub(super) const fn put_rate(field: &mut u32, value: Value) {
    if let Value::Rate(ppm) = value {
        *field = ppm;
    }
}

/// Sets a frequency.
pub(super) const fn put_per_second(field: &mut u64, value: Value) {
    if let Value::PerSecond(rate) = value {
        *field = rate;
    }
}

/// Sets a gap by its word; any other word is none.
pub(super) fn put_gap(field: &mut Option<Place>, value: Value) {
    if let Value::Word(word) = value {
        *field = Place::parse(word).filter(|place| place.is_gap());
    }
}
