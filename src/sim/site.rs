//! A site: the name of a place in the story where a fault may strike.
//!
//! `pay/2/reply` is the reply to the second try of intent `pay`. A site holds no knob,
//! no order and no clock, so it names the same place whatever the learner turns.

use super::id::HandlerId;
use super::intent::Intent;

/// A place within one try.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Place {
    /// The try itself, or the intent: nothing strikes here.
    None = 0,
    /// The request on its way to the server.
    Request = 1,
    /// The reply on its way back.
    Reply = 2,
    /// The gap after the request was taken in.
    AfterReceive = 16,
    /// The gap after `begin`.
    AfterBegin = 17,
    /// The gap after `lookup`.
    AfterLookup = 18,
    /// The gap after `claim`.
    AfterClaim = 19,
    /// The gap after `query`.
    AfterQuery = 20,
    /// The gap after `effect`.
    AfterEffect = 21,
    /// The gap after `record`.
    AfterRecord = 22,
    /// The gap after `commit`.
    AfterCommit = 23,
    /// The gap after `reply`.
    AfterReply = 24,
    /// The gap after `outbox`.
    AfterOutbox = 25,
    /// The gap after `mark`.
    AfterMark = 26,
    /// The gap after `point`.
    AfterPoint = 27,
}

/// Every place a fault can be written for, with its word.
pub const PLACES: [(Place, &str); 14] = [
    (Place::Request, "request"),
    (Place::Reply, "reply"),
    (Place::AfterReceive, "after-receive"),
    (Place::AfterBegin, "after-begin"),
    (Place::AfterLookup, "after-lookup"),
    (Place::AfterClaim, "after-claim"),
    (Place::AfterQuery, "after-query"),
    (Place::AfterEffect, "after-effect"),
    (Place::AfterRecord, "after-record"),
    (Place::AfterCommit, "after-commit"),
    (Place::AfterReply, "after-reply"),
    (Place::AfterOutbox, "after-outbox"),
    (Place::AfterMark, "after-mark"),
    (Place::AfterPoint, "after-point"),
];

impl Place {
    /// Whether this is a gap in the handler rather than a message on the wire.
    #[must_use]
    pub const fn is_gap(self) -> bool {
        self as u8 >= Self::AfterReceive as u8
    }

    /// The word for this place; empty for [`Place::None`].
    #[must_use]
    pub fn word(self) -> &'static str {
        PLACES.iter().find(|(place, _)| *place == self).map_or("", |(_, word)| word)
    }

    /// Reads a place's word.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        PLACES.iter().find(|(_, word)| *word == text).map(|(place, _)| *place)
    }
}

/// The most tries a client can be given.
pub const TRIES_MAX: u16 = 10_000;

/// Tries beyond this number are runs of a job behind an intent, `r1` and on.
pub const RUNS: u16 = 20_000;

/// The most runs behind one intent; a story that would have more is cut and says so. Far
/// more than crashes call for, and few enough that a job which never ends stays readable.
pub const RUNS_MAX: u16 = 20;

/// Where in the story: intent, try, which copy of the request, and the place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Site {
    /// The intent's index, from 0.
    pub intent: u32,
    /// The try, from 1; 0 where the site is the intent itself; from [`RUNS`] on, a run of a
    /// job behind it.
    pub attempt: u16,
    /// Whether this is the network's second copy of the request (`1b`).
    pub copy: bool,
    /// The place within the try.
    pub place: Place,
}

impl Site {
    /// The site of an intent as a whole.
    #[must_use]
    pub const fn intent(intent: u32) -> Self {
        Self { intent, attempt: 0, copy: false, place: Place::None }
    }

    /// The site of one try as a whole.
    #[must_use]
    pub const fn attempt(intent: u32, attempt: u16) -> Self {
        Self { intent, attempt, copy: false, place: Place::None }
    }

    /// The site of the n-th run of a job behind an intent, as a whole.
    #[must_use]
    pub const fn run(intent: u32, run: u16) -> Self {
        Self::attempt(intent, RUNS + run)
    }

    /// Which run of a job behind its intent this is, from 1; none for a client's try.
    #[must_use]
    pub const fn run_number(self) -> Option<u16> {
        if self.attempt > RUNS { Some(self.attempt - RUNS) } else { None }
    }

    /// The same try and copy at another place.
    #[must_use]
    pub const fn at(self, place: Place) -> Self {
        Self { place, ..self }
    }

    /// The handler it belongs to.
    #[must_use]
    pub const fn handler(self) -> HandlerId {
        HandlerId { intent: self.intent, attempt: self.attempt, copy: self.copy }
    }

    /// The site as one number, the key of every keyed draw.
    #[must_use]
    pub const fn pack(self) -> u64 {
        (self.intent as u64) << 32 | (self.attempt as u64) << 16 | (self.copy as u64) << 8 | self.place as u64
    }

    /// Writes the site with its intent's name: `pay`, `pay/1b`, `pay-2/1/after-effect`.
    #[must_use]
    pub fn show(self, intents: &[Intent]) -> String {
        let name = intents
            .get(self.intent as usize)
            .map_or_else(|| Intent::generated_name(self.intent), |intent| intent.name.clone());
        if self.attempt == 0 {
            return name;
        }
        let run = if self.run_number().is_some() { "r" } else { "" };
        let copy = if self.copy { "b" } else { "" };
        let word = self.place.word();
        let slash = if word.is_empty() { "" } else { "/" };
        format!("{name}/{run}{}{copy}{slash}{word}", self.run_number().unwrap_or(self.attempt))
    }

    /// Reads `INTENT/TRY/PLACE` for the intents given.
    ///
    /// # Errors
    /// Says which of the three parts is wrong. `1b/request` is no site: the copy was
    /// made by the network, so its request was already judged.
    pub fn parse(text: &str, intents: &[Intent]) -> Result<Self, SiteError> {
        let mut parts = text.split('/');
        let (Some(name), Some(attempt), Some(place), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(SiteError::Shape);
        };
        let intent = intents.iter().position(|intent| intent.name == name);
        let intent = intent.and_then(|index| u32::try_from(index).ok());
        let intent = intent.ok_or_else(|| SiteError::Intent(name.to_owned()))?;
        let text = attempt;
        let (run, number) = text.strip_prefix('r').map_or((false, text), |n| (true, n));
        let (number, copy) = number.strip_suffix('b').map_or((number, false), |n| (n, true));
        let plain = number.bytes().all(|byte| byte.is_ascii_digit()) && !number.starts_with('0');
        let most = if run { RUNS_MAX } else { TRIES_MAX };
        let attempt = number.parse::<u16>().ok().filter(|n| plain && *n <= most && !(run && copy));
        let attempt = attempt.ok_or_else(|| SiteError::Try(text.to_owned()))?;
        let place = Place::parse(place).ok_or_else(|| SiteError::Place(place.to_owned()))?;
        if copy && place == Place::Request {
            return Err(SiteError::CopyRequest);
        }
        if run && !place.is_gap() {
            return Err(SiteError::RunMessage);
        }
        Ok(Self { intent, attempt: if run { RUNS + attempt } else { attempt }, copy, place })
    }

    /// Whether something may strike here at all: a try or a run that can be, and a place it has.
    #[must_use]
    pub const fn is_real(self) -> bool {
        if let Some(run) = self.run_number() {
            return run <= RUNS_MAX && !self.copy && self.place.is_gap();
        }
        // The network's copy has no request of its own.
        let tried = self.attempt >= 1 && self.attempt <= TRIES_MAX;
        tried && !(self.copy && matches!(self.place, Place::Request))
    }
}

/// Why a text is no site.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SiteError {
    /// Not three parts.
    #[error("a site is INTENT/TRY/PLACE, such as pay/1/reply")]
    Shape,
    /// No intent has this name.
    #[error("no intent is named `{0}`")]
    Intent(String),
    /// The try is not a whole number from 1, or one with `b`.
    #[error(
        "`{0}` is no try: write 1, 2, 3 .. 10000, 1b for the network's second copy, or r1 for a job's first run"
    )]
    Try(String),
    /// No place has this word.
    #[error("no place is called `{0}`")]
    Place(String),
    /// `1b/request`.
    #[error("the network's second copy has no request of its own: strike the first, or the copy's reply")]
    CopyRequest,
    /// `r1/reply`.
    #[error(
        "a job behind the reply sends and receives nothing: strike one of its gaps, such as pay/r1/after-effect"
    )]
    RunMessage,
}
