//! Questions about a story, as lessons and challenges ask them.
//!
//! `keyed.balance == 20`, `naive.once is broken`, `keyed.told is unknown`; how a knob
//! stands: `keyed.ttl <= 5s`, `keyed.scope is global`; and the conditions a story is
//! played to: `timed-out pay/1 in naive`.

mod measure;
mod question;
mod until;

pub use measure::{MEASURES, Measure};
pub use question::{Answer, Question};
pub use until::Until;

use super::event::Outcome;
use super::experiment::Experiment;
use super::knob::{Kind, Knob, Value};
use super::nearest::hint;
use super::recipe::{RECIPE, Recipe, STEPS};
use super::time::{Ms, parse_span, show_span};
use super::trace::Trace;
use super::verdict::{PROPERTIES, Property};
use super::world::World;

/// One side of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// A number.
    Number(u64),
    /// What was meant so far.
    Meant,
    /// A span of time.
    Span(Ms),
    /// A lane's measure.
    Lane(String, Measure),
    /// What a lane's knob stands at, by its id: milliseconds, or a count.
    Knob(String, &'static str),
}

/// How two numbers compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is its sign, in `OPS`")]
pub enum Op {
    Equal,
    Unequal,
    AtMost,
    AtLeast,
    Below,
    Above,
}

/// The comparisons' signs, longest first.
pub const OPS: [(Op, &str); 6] = [
    (Op::Equal, "=="),
    (Op::Unequal, "!="),
    (Op::AtMost, "<="),
    (Op::AtLeast, ">="),
    (Op::Below, "<"),
    (Op::Above, ">"),
];

/// A question with the answer yes or no.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expr {
    /// Two numbers compared.
    Compare(Term, Op, Term),
    /// Whether a lane keeps (or has broken) a property.
    Keeps(String, Property, bool),
    /// What a lane's first customer was told.
    Told(String, Outcome),
    /// What a lane's knob stands at: its id, and the value as it is written.
    Stands(String, &'static str, String),
}

/// Why a text is no question about these lanes.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{text}`: {why}")]
pub struct ExprError {
    /// The part that does not read.
    pub text: String,
    /// What is wrong with it.
    pub why: String,
}

fn error<T>(text: &str, why: impl Into<String>) -> Result<T, ExprError> {
    Err(ExprError { text: text.to_owned(), why: why.into() })
}

impl Term {
    /// Reads a number, a span, `meant`, `LANE.MEASURE` or `LANE.KNOB`.
    ///
    /// # Errors
    /// Says which part is unknown, and the nearest valid names.
    pub fn parse(text: &str, lanes: &[&str]) -> Result<Self, ExprError> {
        if let Ok(number) = text.parse() {
            return Ok(Self::Number(number));
        }
        if let Some(span) = parse_span(text) {
            return Ok(Self::Span(span));
        }
        if text == "meant" {
            return Ok(Self::Meant);
        }
        let Some((lane, word)) = text.split_once('.') else {
            return error(text, "write a number, `meant`, or LANE.MEASURE such as naive.balance");
        };
        let lane = known_lane(lane, lanes)?;
        if let Some(measure) = Measure::find(word) {
            return Ok(Self::Lane(lane, measure));
        }
        match own_knob(word).map(|knob| (knob.id, knob.kind)) {
            Some((id, Kind::Span { .. } | Kind::Count { .. })) => Ok(Self::Knob(lane, id)),
            Some((id, _)) => error(word, format!("no number; write `{lane}.{id} is VALUE`")),
            None => {
                let words = MEASURES.map(|(_, word)| word);
                error(word, format!("no measure has this name{}", hint(word, &words)))
            }
        }
    }

    /// Whether it is a span of time, which compares with spans only.
    fn is_span(&self) -> bool {
        match self {
            Self::Span(_) => true,
            Self::Knob(_, id) => Knob::find(id).is_some_and(|knob| matches!(knob.kind, Kind::Span { .. })),
            Self::Number(_) | Self::Meant | Self::Lane(..) => false,
        }
    }

    /// The number at a moment.
    #[must_use]
    pub fn value(&self, moment: &Moment<'_>) -> u64 {
        let (lane, measure) = match self {
            Self::Number(number) | Self::Span(number) => return *number,
            Self::Knob(lane, id) => {
                return match moment.value(lane, id) {
                    Some(Value::Span(number) | Value::Count(number)) => number,
                    _ => u64::MAX,
                };
            }
            Self::Meant => return moment.lanes.first().map_or(0, |(_, world)| world.meant),
            Self::Lane(lane, measure) => (lane, measure),
        };
        let Some((trace, world)) = moment.lane(lane) else { return 0 };
        measure.of(trace, world)
    }
}

impl Expr {
    /// Reads a question about these lanes.
    ///
    /// # Errors
    /// Says which part does not read, and the nearest valid names.
    pub fn parse(text: &str, lanes: &[&str]) -> Result<Self, ExprError> {
        let words: Vec<&str> = text.split_whitespace().collect();
        if let [subject, "is", answer] = words.as_slice() {
            let Some((lane, word)) = subject.split_once('.') else {
                return error(subject, "write LANE.PROPERTY or LANE.told before `is`");
            };
            let lane = known_lane(lane, lanes)?;
            if word == "told" {
                let outcome = Outcome::ALL.into_iter().find(|outcome| outcome.word() == *answer);
                let known = Outcome::ALL.map(Outcome::word);
                return match outcome {
                    Some(outcome) => Ok(Self::Told(lane, outcome)),
                    None => error(answer, format!("nobody is told this{}", hint(answer, &known))),
                };
            }
            if let Some(knob) = own_knob(word) {
                return match knob.kind.parse(answer) {
                    Some(value) => Ok(Self::Stands(lane, knob.id, value.to_string())),
                    None => error(answer, format!("no value of `{}`: {}", knob.id, knob.kind.describe())),
                };
            }
            let known = PROPERTIES.each_ref().map(|row| row.id);
            let Some(property) = Property::find(word) else {
                return error(word, format!("no property has this name{}", hint(word, &known)));
            };
            return match *answer {
                "kept" => Ok(Self::Keeps(lane, property, true)),
                "broken" => Ok(Self::Keeps(lane, property, false)),
                other => error(other, "a property is `kept` or `broken`"),
            };
        }
        let [left, sign, right] = words.as_slice() else {
            return error(
                text,
                "write TERM OP TERM, LANE.PROPERTY is broken|kept, or LANE.told is success|error|unknown",
            );
        };
        let Some((op, _)) = OPS.iter().find(|(_, known)| known == sign) else {
            return error(sign, "compare with ==, !=, <, <=, > or >=");
        };
        let (left, right) = (Term::parse(left, lanes)?, Term::parse(right, lanes)?);
        if left.is_span() != right.is_span() {
            return error(text, "a span compares with a span, such as 5s; a number with a number");
        }
        Ok(Self::Compare(left, *op, right))
    }

    /// The answer at a moment.
    #[must_use]
    pub fn holds(&self, moment: &Moment<'_>) -> bool {
        match self {
            Self::Compare(left, op, right) => {
                let (left, right) = (left.value(moment), right.value(moment));
                match op {
                    Op::Equal => left == right,
                    Op::Unequal => left != right,
                    Op::AtMost => left <= right,
                    Op::AtLeast => left >= right,
                    Op::Below => left < right,
                    Op::Above => left > right,
                }
            }
            Self::Keeps(lane, property, kept) => moment.lane(lane).is_some_and(|(trace, world)| {
                trace.verdict.holds(*property, world.entries as usize) == *kept
            }),
            Self::Told(lane, outcome) => moment
                .lane(lane)
                .and_then(|(_, world)| world.clients.first())
                .is_some_and(|client| client.told == Some(*outcome)),
            Self::Stands(lane, id, value) => moment.stands(lane, id).is_some_and(|stands| stands == *value),
        }
    }
}

impl std::fmt::Display for Term {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Number(number) => write!(f, "{number}"),
            Self::Span(span) => f.write_str(&show_span(*span)),
            Self::Knob(lane, id) => write!(f, "{lane}.{id}"),
            Self::Meant => f.write_str("meant"),
            Self::Lane(lane, measure) => write!(f, "{lane}.{}", measure.word()),
        }
    }
}

impl std::fmt::Display for Expr {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Compare(left, op, right) => {
                let sign = OPS.iter().find(|(known, _)| known == op).map_or("", |(_, sign)| sign);
                write!(f, "{left} {sign} {right}")
            }
            Self::Keeps(lane, property, kept) => {
                write!(f, "{lane}.{} is {}", property.row().id, if *kept { "kept" } else { "broken" })
            }
            Self::Told(lane, outcome) => write!(f, "{lane}.told is {}", outcome.word()),
            Self::Stands(lane, id, value) => write!(f, "{lane}.{id} is {value}"),
        }
    }
}

/// Every lane of an experiment at one moment.
#[derive(Debug)]
pub struct Moment<'e> {
    lanes: Vec<(&'e Trace, World)>,
}

impl<'e> Moment<'e> {
    /// The end of the story.
    #[must_use]
    pub fn end(experiment: &'e Experiment) -> Self {
        Self { lanes: experiment.traces.iter().map(|trace| (trace, trace.end())).collect() }
    }

    /// The moment at which each lane has so many entries.
    #[must_use]
    pub fn at(experiment: &'e Experiment, entries: &[usize]) -> Self {
        let lanes = experiment.traces.iter().zip(entries);
        Self { lanes: lanes.map(|(trace, n)| (trace, trace.world_at(*n))).collect() }
    }

    /// The start of the story: nothing has happened in any lane.
    #[must_use]
    pub fn start(experiment: &'e Experiment) -> Self {
        Self::at(experiment, &vec![0; experiment.traces.len()])
    }

    /// Lets the next entry of one lane happen; false when there is none.
    pub fn advance(&mut self, lane: usize) -> bool {
        let Some((trace, world)) = self.lanes.get_mut(lane) else { return false };
        let Some(entry) = trace.entries.get(world.entries as usize) else { return false };
        world.apply(&trace.setting, entry);
        true
    }

    /// What a lane's knob stands at; none without the lane.
    fn value(&self, lane: &str, id: &str) -> Option<Value> {
        let (trace, _) = self.lane(lane)?;
        Knob::find(id).map(|knob| (knob.get)(&trace.setting.knobs))
    }

    /// What a lane's knob stands at, as it is written; or its recipe, or its steps.
    fn stands(&self, lane: &str, id: &str) -> Option<String> {
        let recipe = self.lane(lane).map(|(trace, _)| &trace.setting.recipe);
        match id {
            RECIPE => recipe.map(|recipe| recipe.id.to_string()),
            STEPS => recipe.map(Recipe::order),
            _ => self.value(lane, id).map(|value| value.to_string()),
        }
    }

    fn lane(&self, name: &str) -> Option<&(&'e Trace, World)> {
        self.lanes.iter().find(|(trace, _)| trace.setting.lane == name)
    }
}

/// The knob with this id, if lanes may differ in it.
fn own_knob(id: &str) -> Option<&'static Knob> {
    Knob::find(id).filter(|knob| knob.group.per_lane())
}

impl std::fmt::Display for Until {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.event)?;
        self.site.iter().try_for_each(|site| write!(f, " {site}"))?;
        self.lane.iter().try_for_each(|lane| write!(f, " in {lane}"))
    }
}

fn known_lane(name: &str, lanes: &[&str]) -> Result<String, ExprError> {
    if lanes.contains(&name) {
        return Ok(name.to_owned());
    }
    error(name, format!("no lane is named this{}", hint(name, lanes)))
}
