//! How a knob's field takes a value of its kind; a value of another kind changes nothing.

use super::{Value, Words};
use crate::sim::site::PLACES;
use crate::sim::time::Ms;

/// The words of a small enum, in the order keys cycle through them.
pub(super) fn words<W: Words>() -> Vec<&'static str> {
    W::ALL.iter().map(|(_, word)| *word).collect()
}

/// `none`, and every gap.
pub(super) fn crash_words() -> Vec<&'static str> {
    let gaps = PLACES.iter().filter(|(place, _)| place.is_gap());
    std::iter::once("none").chain(gaps.map(|(_, word)| *word)).collect()
}

/// Sets a small enum.
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

/// Sets a span that may be without end.
pub(super) const fn put_life(field: &mut Option<Ms>, value: Value) {
    match value {
        Value::Span(span) => *field = Some(span),
        Value::Forever => *field = None,
        _ => {}
    }
}

/// Reads a span that may be without end.
pub(super) fn life(span: Option<Ms>) -> Value {
    span.map_or(Value::Forever, Value::Span)
}

/// Reads a number that may be without bound.
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
