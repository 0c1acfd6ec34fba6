//! A lateness: a place where requests lie about, for how long, and how many of them.

use crate::sim::chance::MILLION;
use crate::sim::knob::Kind;
use crate::sim::time::{Ms, SPAN_MAX, parse_span, show_span};
use crate::sim::{Value, scenario::is_name};

/// Where requests may lie about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lateness {
    /// A name for it: `offline-queue`.
    pub name: String,
    /// How long a request lies there at most.
    pub span: Ms,
    /// How many requests do, in parts per million.
    pub share: u32,
}

/// The usual suspects, to start from: a phone out of reach for a day and an hour, a
/// dead-letter queue redriven after the weekend, an operator who replays a month's file.
pub const USUAL: [(&str, &str, &str); 3] = [
    ("offline-queue", "25h", "0.001"),
    ("dead-letter-redrive", "4d", "0.0001"),
    ("operator-replay", "30d", "0.00001"),
];

impl Lateness {
    /// Reads `NAME=SPAN` or `NAME=SPAN:SHARE`; without a share all requests are meant.
    ///
    /// # Errors
    /// Says which part is wrong, and what could stand there.
    pub fn parse(text: &str) -> Result<Self, LatenessError> {
        let shape = || LatenessError::Shape(text.to_owned());
        let (name, rest) = text.split_once('=').ok_or_else(shape)?;
        if !is_name(name) {
            return Err(LatenessError::Name(name.to_owned()));
        }
        let (span, share) = rest.split_once(':').map_or((rest, None), |(span, share)| (span, Some(share)));
        let span = parse_span(span).filter(|span| *span > 0);
        let span =
            span.ok_or_else(|| LatenessError::Span(rest.split(':').next().unwrap_or(rest).to_owned()))?;
        let share = match share {
            None => MILLION,
            Some(text) => match Kind::Rate.parse(text) {
                Some(Value::Rate(ppm)) => ppm,
                _ => return Err(LatenessError::Share { text: text.to_owned() }),
            },
        };
        Ok(Self { name: name.to_owned(), span, share })
    }

    /// Reads several, of different names, and together no more than all requests.
    ///
    /// # Errors
    /// The text that is wrong, and what is wrong with it.
    pub fn parse_all(texts: &[String]) -> Result<Vec<Self>, (&str, LatenessError)> {
        let mut all: Vec<Self> = Vec::new();
        for text in texts {
            let late = Self::parse(text).map_err(|why| (text.as_str(), why))?;
            if all.iter().any(|other| other.name == late.name) {
                return Err((text, LatenessError::Twice(late.name)));
            }
            let shares: u64 = all.iter().chain([&late]).map(|late| u64::from(late.share)).sum();
            if shares > u64::from(MILLION) {
                return Err((text, LatenessError::Beyond(late.name)));
            }
            all.push(late);
        }
        Ok(all)
    }

    /// The usual suspects.
    #[must_use]
    pub fn usual() -> Vec<Self> {
        let read =
            |(name, span, share): &(&str, &str, &str)| Self::parse(&format!("{name}={span}:{share}")).ok();
        USUAL.iter().filter_map(read).collect()
    }
}

/// Why a lateness cannot be read.
#[derive(Clone, Debug, thiserror::Error)]
pub enum LatenessError {
    /// No name and span.
    #[error("`{0}` has no `=`: write NAME=SPAN:SHARE, such as offline-queue=25h:0.001")]
    Shape(String),
    /// The name is no name.
    #[error("`{0}` is no name: use lower-case letters, digits and dashes, from a letter on")]
    Name(String),
    /// The span is no span.
    #[error("`{0}` is no span above 0 and up to {max}: write 30s, 25h, 4d", max = show_span(SPAN_MAX))]
    Span(String),
    /// The share is no rate.
    #[error("`{text}` is no share: write {}", Kind::Rate.describe())]
    Share {
        /// What was written.
        text: String,
    },
    /// Two of one name.
    #[error("`{0}` is named twice: give each place where requests lie about a name of its own")]
    Twice(String),
    /// More requests than there are.
    #[error(
        "with `{0}` more requests are late than there are: shares add up to 1 at most, and one left out is 1"
    )]
    Beyond(String),
}
