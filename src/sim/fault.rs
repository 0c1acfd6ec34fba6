//! A fault, and the plan that says which fault strikes where.
//!
//! The plan is a sorted map that prints and parses as text; knows nothing of rates.

use std::collections::BTreeMap;

use super::intent::Intent;
use super::site::{Place, Site, SiteError};
use super::time::{Ms, parse_span, show_span};

/// What strikes at a site. A span left out means the weather's own
/// (`delay-by`, `duplicate-by`, `restart`, `pause-by`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fault {
    /// Nothing strikes here, whatever chance says.
    None,
    /// The message dies half-way.
    Lose,
    /// The message arrives late by a span.
    Delay(Option<Ms>),
    /// A second copy arrives, a span after the first.
    Duplicate(Option<Ms>),
    /// The server process dies at once and is down for a span.
    Crash(Option<Ms>),
    /// This handler alone stops for a span.
    Pause(Option<Ms>),
    /// The message dies half-way and the client hears a connection reset.
    Reset,
}

/// A fault's row: its word, where it fits, and what it does.
#[derive(Debug)]
pub struct FaultRow {
    /// The fault, without a span.
    pub fault: Fault,
    /// The word in plans, files and menus.
    pub word: &'static str,
    /// Whether it strikes gaps in the handler (otherwise messages).
    pub gap: bool,
    /// Whether a span may follow, `delay:2s`.
    pub spanned: bool,
    /// Whether a search tries it. A reset is a loss whose silence is shorter.
    pub searched: bool,
    /// One line of what it does.
    pub gloss: &'static str,
}

/// Every fault that can be chosen; `none` fits anywhere and is not a row.
pub const FAULTS: [FaultRow; 6] = [
    FaultRow {
        fault: Fault::Lose,
        word: "lose",
        gap: false,
        spanned: false,
        searched: true,
        gloss: "the message dies half-way; nobody is told",
    },
    FaultRow {
        fault: Fault::Delay(None),
        word: "delay",
        gap: false,
        spanned: true,
        searched: true,
        gloss: "the message arrives late, perhaps after the client gave up on it",
    },
    FaultRow {
        fault: Fault::Duplicate(None),
        word: "duplicate",
        gap: false,
        spanned: true,
        searched: true,
        gloss: "the network delivers a second copy a little later",
    },
    FaultRow {
        fault: Fault::Crash(None),
        word: "crash",
        gap: true,
        spanned: true,
        searched: true,
        gloss: "the server process dies in this gap: handlers, open transactions and locks go",
    },
    FaultRow {
        fault: Fault::Pause(None),
        word: "pause",
        gap: true,
        spanned: true,
        searched: true,
        gloss: "this handler alone stops (a GC pause, a stalled VM) and keeps its locks",
    },
    FaultRow {
        fault: Fault::Reset,
        word: "reset",
        gap: false,
        spanned: false,
        searched: false,
        gloss: "the message dies half-way and the client hears a connection reset: it knows no more",
    },
];

impl Fault {
    /// The table row of this fault; none for [`Fault::None`].
    #[must_use]
    pub fn row(self) -> Option<&'static FaultRow> {
        FAULTS.iter().find(|row| std::mem::discriminant(&row.fault) == std::mem::discriminant(&self))
    }

    /// Whether this fault may strike at a place.
    #[must_use]
    pub fn fits(self, place: Place) -> bool {
        place != Place::None && self.row().is_none_or(|row| row.gap == place.is_gap())
    }

    /// The span written with the fault, if one was.
    #[must_use]
    pub const fn span(self) -> Option<Ms> {
        match self {
            Self::None | Self::Lose | Self::Reset => None,
            Self::Delay(span) | Self::Duplicate(span) | Self::Crash(span) | Self::Pause(span) => span,
        }
    }

    /// The same fault with another span; faults without one stay as they are.
    #[must_use]
    pub const fn with_span(self, span: Option<Ms>) -> Self {
        match self {
            Self::None | Self::Lose | Self::Reset => self,
            Self::Delay(_) => Self::Delay(span),
            Self::Duplicate(_) => Self::Duplicate(span),
            Self::Crash(_) => Self::Crash(span),
            Self::Pause(_) => Self::Pause(span),
        }
    }

    /// The fault's word, without its span.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.row().map_or("none", |row| row.word)
    }

    /// Reads `lose`, `delay`, `delay:2s`, `none`, ...
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text == "none" {
            return Some(Self::None);
        }
        let (word, span) = text.split_once(':').map_or((text, None), |(w, s)| (w, Some(s)));
        let row = FAULTS.iter().find(|row| row.word == word)?;
        match span {
            None => Some(row.fault),
            Some(_) if !row.spanned => None,
            Some(span) => Some(row.fault.with_span(Some(parse_span(span)?))),
        }
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.word())?;
        self.span().map_or(Ok(()), |span| write!(f, ":{}", show_span(span)))
    }
}

/// Which fault strikes at which site; sites not named are left to chance.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct FaultPlan(pub BTreeMap<Site, Fault>);

impl FaultPlan {
    /// Adds one entry, replacing what was planned for the site.
    pub fn set(&mut self, site: Site, fault: Fault) {
        self.0.insert(site, fault);
    }

    /// What the plan says of a site.
    #[must_use]
    pub fn get(&self, site: Site) -> Option<Fault> {
        self.0.get(&site).copied()
    }

    /// The entries, sorted by site.
    pub fn iter(&self) -> impl Iterator<Item = (Site, Fault)> + '_ {
        self.0.iter().map(|(site, fault)| (*site, *fault))
    }

    /// How many entries there are, `none` included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing is planned.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Reads one `SITE` and one `FAULT` and checks that they fit.
    ///
    /// # Errors
    /// Names the part that is wrong and what would be right.
    pub fn entry(site: &str, fault: &str, intents: &[Intent]) -> Result<(Site, Fault), PlanError> {
        let place =
            Site::parse(site, intents).map_err(|error| PlanError::Site { text: site.to_owned(), error })?;
        let parsed = Fault::parse(fault).ok_or_else(|| PlanError::Fault { text: fault.to_owned() })?;
        if parsed.fits(place.place) {
            return Ok((place, parsed));
        }
        Err(PlanError::Unfit { fault: parsed, site: site.to_owned(), place: place.place })
    }

    /// Writes the plan as `pay/1/reply=lose, pay/2/after-effect=crash:2s`.
    #[must_use]
    pub fn show(&self, intents: &[Intent]) -> String {
        let entries = self.iter().map(|(site, fault)| format!("{}={fault}", site.show(intents)));
        entries.collect::<Vec<_>>().join(", ")
    }
}

impl FromIterator<(Site, Fault)> for FaultPlan {
    fn from_iter<I: IntoIterator<Item = (Site, Fault)>>(entries: I) -> Self {
        Self(entries.into_iter().collect())
    }
}

/// Why a plan entry cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// The site does not read.
    #[error("site `{text}`: {error}")]
    Site {
        /// The site as written.
        text: String,
        /// What is wrong with it.
        error: SiteError,
    },
    /// The fault does not read.
    #[error("`{text}` is no fault")]
    Fault {
        /// The fault as written.
        text: String,
    },
    /// Both read, but a message cannot crash and a gap cannot be lost.
    #[error("`{fault}` cannot strike at `{site}`; there: {}", words(*.place).join(", "))]
    Unfit {
        /// The fault.
        fault: Fault,
        /// The site as written.
        site: String,
        /// Its place.
        place: Place,
    },
}

/// The faults that may strike at a place, with the weather's own spans, `none` last.
#[must_use]
pub fn fitting(place: Place) -> Vec<Fault> {
    let faults = FAULTS.iter().map(|row| row.fault).filter(|fault| fault.fits(place));
    faults.chain([Fault::None]).collect()
}

/// Their words.
#[must_use]
pub fn words(place: Place) -> Vec<&'static str> {
    fitting(place).into_iter().map(Fault::word).collect()
}
