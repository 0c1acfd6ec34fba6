//! A stage: one step of a lesson, with the scenario it plays in.

use super::challenge::Challenge;
use super::offer::Offer;
use super::predict::Predict;
use super::prose::Prose;
use super::sql::SqlStage;
use super::sweep::SweepStage;
use super::turn::Turn;
use super::verbs::{Task, VerbStage};
use crate::sim::expr::Until;
use crate::sim::time::Ms;
use crate::sim::{Experiment, Scenario};

/// One step of a lesson.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    /// The id progress is kept by.
    pub id: String,
    /// For a presenter.
    pub notes: Option<Prose>,
    /// The scenario from this stage on.
    pub scenario: Scenario,
    /// The lanes drawn, as indices into the scenario's lanes.
    pub shown: Vec<usize>,
    /// The lens to open, where the stage names one.
    pub lens: Option<Lens>,
    /// The values some dials may come to here; the others come to all their keys reach.
    pub offers: Vec<Offer>,
    /// The instant at which it opens: where the stage before it ended; the start of the
    /// story, where it changes the scenario, shows other lanes or rewinds. A turn, a
    /// challenge and a recap open at the story's end, unless they rewind.
    pub opens: Ms,
    /// The instant at which it ends, as the lesson itself would run it.
    pub ends: Ms,
    /// What it is.
    pub kind: Kind,
}

impl Stage {
    /// The scenario with only the lanes that are drawn.
    #[must_use]
    pub fn drawn(&self) -> Scenario {
        let lanes = self.shown.iter().filter_map(|lane| self.scenario.lanes.get(*lane)).cloned();
        Scenario { lanes: lanes.collect(), ..self.scenario.clone() }
    }
}

/// What a stage is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Say(Prose),
    /// The story goes on to an event.
    Play(Play),
    /// The learner says what will be, then sees.
    Predict(Predict),
    /// The learner turns one dial.
    Turn(Turn),
    /// The learner breaks it, or mends it.
    Challenge(Box<Challenge>),
    /// Something to do on the verb bench.
    Verbs(Box<VerbStage>),
    /// Something to do on the SQL bench.
    Sql(Box<SqlStage>),
    /// A figure over the values of a knob.
    Sweep(Box<SweepStage>),
    /// What was learned.
    Recap(Prose),
}

impl Kind {
    /// The kinds' words, as in files.
    pub const WORDS: [&'static str; 9] =
        ["say", "play", "predict", "turn", "challenge", "verbs", "sql", "sweep", "recap"];

    /// This kind's word.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        Self::WORDS[match self {
            Self::Say(_) => 0,
            Self::Play(_) => 1,
            Self::Predict(_) => 2,
            Self::Turn(_) => 3,
            Self::Challenge(_) => 4,
            Self::Verbs(_) => 5,
            Self::Sql(_) => 6,
            Self::Sweep(_) => 7,
            Self::Recap(_) => 8,
        }]
    }

    /// Whether the learner is to say what will be.
    #[must_use]
    pub const fn asks(&self) -> bool {
        match self {
            Self::Predict(_) => true,
            Self::Verbs(verbs) => verbs.asks().is_some(),
            Self::Sql(sql) => sql.asks().is_some(),
            Self::Sweep(sweep) => sweep.asks().is_some(),
            _ => false,
        }
    }

    /// Whether the learner is to do something.
    #[must_use]
    pub const fn lets_act(&self) -> bool {
        match self {
            Self::Turn(_) | Self::Challenge(_) => true,
            Self::Verbs(verbs) => matches!(verbs.task, Task::Pick(_) | Task::Find(_)),
            Self::Sql(sql) => sql.writes().is_some(),
            _ => false,
        }
    }

    /// Whether the learner is to change the story: then what it comes to is the answer.
    #[must_use]
    pub const fn changes_story(&self) -> bool {
        matches!(self, Self::Turn(_) | Self::Challenge(_))
    }

    /// What the learner may turn or strike.
    #[must_use]
    pub fn free(&self) -> &[super::dial::Free] {
        match self {
            Self::Turn(turn) => &turn.free,
            Self::Challenge(challenge) => &challenge.free,
            Self::Say(_)
            | Self::Play(_)
            | Self::Predict(_)
            | Self::Verbs(_)
            | Self::Sql(_)
            | Self::Sweep(_)
            | Self::Recap(_) => &[],
        }
    }
}

/// The story goes on to an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Play {
    /// The event.
    pub until: Until,
    /// What is said beside it.
    pub say: Option<Prose>,
}

impl Play {
    /// The instant it plays to, if this run reaches it after `from`.
    #[must_use]
    pub fn instant(&self, experiment: &Experiment, from: Ms) -> Option<Ms> {
        self.until.find(experiment, from + 1).map(|(_, entry)| entry.at)
    }
}

/// A way to look closer, by the word lessons name it with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lens {
    /// The recipe as code, the running line lit.
    Handler,
    /// The key records, with their expiry.
    Keys,
    /// The worlds still consistent with what the client has seen.
    Knows,
    /// What was charged, row by row.
    Ledger,
    /// Why the event under the cursor happened.
    Why,
    /// A message's headers and body.
    Wire,
    /// How many requests are sent when.
    Load,
}

/// The lenses' words.
pub const LENSES: [(Lens, &str); 7] = [
    (Lens::Handler, "handler"),
    (Lens::Keys, "keys"),
    (Lens::Knows, "knows"),
    (Lens::Ledger, "ledger"),
    (Lens::Why, "why"),
    (Lens::Wire, "wire"),
    (Lens::Load, "load"),
];

impl Lens {
    /// The lens with this word.
    #[must_use]
    pub fn find(word: &str) -> Option<Self> {
        LENSES.iter().find(|(_, known)| *known == word).map(|(lens, _)| *lens)
    }
}
