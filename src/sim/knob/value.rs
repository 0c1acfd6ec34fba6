//! A knob's value as people write it, and the kinds of values there are.

use crate::sim::chance::MILLION;
use crate::sim::time::{Ms, parse_span, show_span};

/// A knob's value, as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// One of a few words.
    Word(&'static str),
    /// A span.
    Span(Ms),
    /// A span without end.
    Forever,
    /// A share from 0 to 1, in parts per million.
    Rate(u32),
    /// So many a second, in millionths.
    PerSecond(u64),
    /// A number.
    Count(u64),
    /// A number without bound.
    Unlimited,
}

impl std::fmt::Display for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match *self {
            Self::Word(word) => f.write_str(word),
            Self::Span(span) => f.write_str(&show_span(span)),
            Self::Forever => f.write_str("forever"),
            Self::Rate(ppm) => f.write_str(&show_millionths(u64::from(ppm))),
            Self::PerSecond(millionths) => f.write_str(&show_millionths(millionths)),
            Self::Count(n) => write!(f, "{n}"),
            Self::Unlimited => f.write_str("unlimited"),
        }
    }
}

/// What values a knob takes.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// One of these words.
    Words(fn() -> Vec<&'static str>),
    /// A span, at least this long.
    Span {
        /// The shortest.
        min: Ms,
        /// Whether `forever` is a value.
        forever: bool,
    },
    /// A share from 0 to 1.
    Rate,
    /// So many a second.
    PerSecond,
    /// A whole number.
    Count {
        /// The least.
        min: u64,
        /// The most.
        max: u64,
        /// Whether `unlimited` is a value.
        unlimited: bool,
    },
}

impl Kind {
    /// Reads a value of this kind.
    #[must_use]
    pub fn parse(self, text: &str) -> Option<Value> {
        match self {
            Self::Words(words) => words().into_iter().find(|word| *word == text).map(Value::Word),
            Self::Span { forever: true, .. } if text == "forever" => Some(Value::Forever),
            Self::Span { min, .. } => parse_span(text).filter(|span| *span >= min).map(Value::Span),
            Self::Rate => parse_millionths(text)
                .and_then(|ppm| u32::try_from(ppm).ok())
                .filter(|ppm| *ppm <= MILLION)
                .map(Value::Rate),
            Self::PerSecond => parse_millionths(text)
                .filter(|rate| (1..=u64::from(MILLION) * u64::from(MILLION)).contains(rate))
                .map(Value::PerSecond),
            Self::Count { unlimited: true, .. } if text == "unlimited" => Some(Value::Unlimited),
            Self::Count { min, max, .. } => {
                let number = text.bytes().all(|byte| byte.is_ascii_digit());
                let number = number.then(|| text.parse().ok()).flatten();
                number.filter(|n| (min..=max).contains(n)).map(Value::Count)
            }
        }
    }

    /// What a value may be, in words.
    #[must_use]
    pub fn describe(self) -> String {
        let or =
            |text: String, word: &str, also: bool| if also { format!("{text}, or {word}") } else { text };
        match self {
            Self::Words(words) => words().join(" | "),
            Self::Span { min: 0, forever } => {
                or("a span such as 250ms, 30s, 24h, 30d".to_owned(), "forever", forever)
            }
            Self::Span { min, forever } => {
                or(format!("a span of at least {}, such as 30s, 24h", show_span(min)), "forever", forever)
            }
            Self::Rate => "a rate from 0 to 1, at most six decimals".to_owned(),
            Self::PerSecond => "a number per second, such as 1, 200 or 0.5".to_owned(),
            Self::Count { min, max: u64::MAX, unlimited } => {
                or(format!("a whole number from {min}"), "unlimited", unlimited)
            }
            Self::Count { min, max, unlimited } => {
                or(format!("a whole number from {min} to {max}"), "unlimited", unlimited)
            }
        }
    }
}

/// Reads a decimal with at most six places as millionths.
fn parse_millionths(text: &str) -> Option<u64> {
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(part) || part.len() > 6 {
        return None;
    }
    let part = format!("{part:0<6}").parse::<u64>().ok()?;
    whole.parse::<u64>().ok()?.checked_mul(u64::from(MILLION))?.checked_add(part)
}

fn show_millionths(millionths: u64) -> String {
    let (whole, part) = (millionths / u64::from(MILLION), millionths % u64::from(MILLION));
    if part == 0 {
        return whole.to_string();
    }
    format!("{whole}.{part:06}").trim_end_matches('0').to_owned()
}
