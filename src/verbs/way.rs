//! The ways in which requests arrive. Each says what arrives, and what would have arrived
//! had nothing gone wrong.

use super::endpoint::Endpoint;
use super::request::Request;

/// A way to ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// The request, and its reply.
    Once,
    /// The request, twice.
    Twice,
    /// The reply is lost, and the request sent again.
    Lost,
    /// Two different requests arrive in reverse order.
    Reverse,
    /// A second copy arrives after somebody else's newer change.
    Late,
}

/// A way's row.
#[derive(Debug)]
pub struct WayRow {
    /// Which.
    pub way: Way,
    /// Its word in commands and lessons.
    pub word: &'static str,
    /// Its name on screen.
    pub label: &'static str,
    /// What happens.
    pub gloss: &'static str,
    /// What its outcome is compared with.
    pub fair: &'static str,
}

/// Every way.
pub const WAYS: [WayRow; 5] = [
    WayRow { way: Way::Once, word: "once", label: "once", gloss: "one request, one reply", fair: "once" },
    WayRow {
        way: Way::Twice,
        word: "twice",
        label: "twice",
        gloss: "the same request arrives twice",
        fair: "once",
    },
    WayRow {
        way: Way::Lost,
        word: "lost",
        label: "reply lost",
        gloss: "the first reply is lost, and the request is sent again",
        fair: "once",
    },
    WayRow {
        way: Way::Reverse,
        word: "reverse",
        label: "in reverse",
        gloss: "the caller sends two requests; the second arrives first",
        fair: "in order",
    },
    WayRow {
        way: Way::Late,
        word: "late",
        label: "late copy",
        gloss: "a second copy arrives after somebody else's newer change",
        fair: "without the copy",
    },
];

/// Which request arrives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// The request.
    First,
    /// The same request again.
    Again,
    /// A newer request of the same caller.
    Newer,
    /// A newer request of somebody else.
    Other,
}

impl What {
    /// A word for the margin.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::First => "",
            Self::Again => "again",
            Self::Newer => "newer",
            Self::Other => "other",
        }
    }
}

/// One arrival of a request, and whether its reply reaches somebody who waits for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// Which request.
    pub what: What,
    /// Whether its reply is heard.
    pub heard: bool,
}

impl Delivery {
    /// What becomes of its reply where nobody hears it.
    #[must_use]
    pub const fn silence(self) -> Option<&'static str> {
        match (self.heard, self.what) {
            (true, _) => None,
            (false, What::First) => Some("lost"),
            (false, _) => Some("unheard"),
        }
    }
}

const fn heard(what: What) -> Delivery {
    Delivery { what, heard: true }
}

const fn unheard(what: What) -> Delivery {
    Delivery { what, heard: false }
}

impl Way {
    /// Its row.
    #[must_use]
    pub fn row(self) -> &'static WayRow {
        &WAYS[self as usize]
    }

    /// The way of this word.
    #[must_use]
    pub fn find(word: &str) -> Option<Self> {
        WAYS.iter().find(|row| row.word == word).map(|row| row.way)
    }

    /// The next one, or the one before.
    #[must_use]
    pub const fn turned(self, back: bool) -> Self {
        let step = if back { WAYS.len() - 1 } else { 1 };
        WAYS[(self as usize + step) % WAYS.len()].way
    }

    /// What arrives, in order.
    #[must_use]
    pub const fn deliveries(self) -> &'static [Delivery] {
        match self {
            Self::Once => &const { [heard(What::First)] },
            Self::Twice => &const { [heard(What::First), heard(What::Again)] },
            Self::Lost => &const { [unheard(What::First), heard(What::Again)] },
            Self::Reverse => &const { [heard(What::Newer), heard(What::First)] },
            // Nobody waits for the reply to a stray copy.
            Self::Late => &const { [heard(What::First), heard(What::Other), unheard(What::Again)] },
        }
    }

    /// What would have arrived had nothing gone wrong.
    #[must_use]
    pub const fn fair(self) -> &'static [What] {
        match self {
            Self::Once | Self::Twice | Self::Lost => &[What::First],
            Self::Reverse => &[What::First, What::Newer],
            Self::Late => &[What::First, What::Other],
        }
    }
}

/// The request that arrives.
#[must_use]
pub const fn request(endpoint: &Endpoint, what: What) -> &Request {
    match what {
        What::First | What::Again => &endpoint.request,
        What::Newer => &endpoint.newer,
        What::Other => &endpoint.other,
    }
}
