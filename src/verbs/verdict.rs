//! What an endpoint is worth: computed over every starting state, beside what its verb
//! promises.

use std::sync::LazyLock;

use super::endpoint::{ENDPOINTS, Endpoint};
use super::part::alike;
use super::server::Server;
use super::start::every;

/// What the code of an endpoint does, judged.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// The endpoint.
    pub endpoint: &'static Endpoint,
    /// How many starting states were tried.
    pub states: usize,
    /// A starting state in which asking once changes what callers ask about.
    pub unsafe_from: Option<Server>,
    /// A starting state in which asking twice leaves another state than asking once.
    pub unequal_from: Option<Server>,
    /// The statuses of the first and the second reply, where they differ.
    pub replies: Option<(u16, u16)>,
}

/// Something an endpoint is or is not.
#[derive(Debug)]
pub struct Claim {
    /// Its word in lessons and JSON.
    pub word: &'static str,
    /// What it says.
    pub gloss: &'static str,
    /// Whether it is so.
    pub holds: fn(&Verdict) -> bool,
}

/// Every claim.
pub static CLAIMS: [Claim; 5] = [
    Claim { word: "safe", gloss: "asking changes nothing that was asked about", holds: Verdict::is_safe },
    Claim {
        word: "idempotent",
        gloss: "asking twice leaves what asking once leaves",
        holds: Verdict::is_idempotent,
    },
    Claim { word: "kept", gloss: "the code keeps its verb's promise", holds: Verdict::is_kept },
    Claim {
        word: "proxy",
        gloss: "a proxy may send it again on its own: it goes by the verb",
        holds: Verdict::proxy_may_retry,
    },
    Claim {
        word: "client",
        gloss: "a client that knows this endpoint may send it again on its own",
        holds: Verdict::client_may_retry,
    },
];

impl Claim {
    /// The claim of this word.
    #[must_use]
    pub fn find(word: &str) -> Option<&'static Self> {
        CLAIMS.iter().find(|claim| claim.word == word)
    }
}

impl Verdict {
    /// The verdict on an endpoint. Endpoints are constants, so each is tried once.
    #[must_use]
    pub fn of(endpoint: &'static Endpoint) -> &'static Self {
        static ALL: LazyLock<Vec<Verdict>> = LazyLock::new(|| ENDPOINTS.iter().map(Verdict::tried).collect());
        let known = ENDPOINTS.iter().position(|known| known.id == endpoint.id).unwrap_or(0);
        &ALL[known]
    }

    /// Tries an endpoint in every starting state.
    fn tried(endpoint: &'static Endpoint) -> Self {
        let states = every();
        let mut verdict =
            Self { endpoint, states: states.len(), unsafe_from: None, unequal_from: None, replies: None };
        for start in states {
            let mut once = start.clone();
            let first = once.handle(&endpoint.request);
            let mut twice = once.clone();
            let second = twice.handle(&endpoint.request);
            if first.status != second.status && verdict.replies.is_none() {
                verdict.replies = Some((first.status, second.status));
            }
            if verdict.unequal_from.is_none() && !alike(&once, &twice) {
                verdict.unequal_from = Some(start.clone());
            }
            if verdict.unsafe_from.is_none() && !alike(&start, &once) {
                verdict.unsafe_from = Some(start);
            }
        }
        verdict
    }

    /// Whether asking changes nothing that callers ask about.
    #[must_use]
    pub const fn is_safe(&self) -> bool {
        self.unsafe_from.is_none()
    }

    /// Whether asking twice leaves what asking once leaves.
    #[must_use]
    pub const fn is_idempotent(&self) -> bool {
        self.unequal_from.is_none()
    }

    /// Whether the code keeps what its verb promises.
    #[must_use]
    pub fn is_kept(&self) -> bool {
        let promised = self.endpoint.verb().row();
        (!promised.safe || self.is_safe()) && (!promised.idempotent || self.is_idempotent())
    }

    /// Whether a proxy may send it again on its own. It knows the verb and nothing else
    /// (RFC 9110 9.2.2).
    #[must_use]
    pub fn proxy_may_retry(&self) -> bool {
        self.endpoint.verb().row().idempotent
    }

    /// Whether a client may: one that knows what the endpoint means, whatever its verb.
    #[must_use]
    pub fn client_may_retry(&self) -> bool {
        self.proxy_may_retry() || self.is_idempotent()
    }

    /// What the code does against its verb, in a sentence.
    #[must_use]
    pub fn promise(&self) -> String {
        let verb = self.endpoint.verb();
        let kept = match (verb.row().idempotent, self.is_safe(), self.is_idempotent()) {
            (false, true, _) => ", and this code is even safe",
            (false, false, true) => ", and this code is idempotent all the same",
            (false, false, false) => ", and this code is neither safe nor idempotent",
            _ if self.is_kept() => ": kept",
            (true, _, true) => ": BROKEN, asking changes something (idempotent still)",
            (true, _, false) if verb.row().safe => ": BROKEN, asking changes something, each time anew",
            (true, _, false) => ": BROKEN, twice is not once",
        };
        format!("{} promises {}{kept}.", verb.word(), verb.promise())
    }

    /// Who may send it again unasked, in a sentence.
    #[must_use]
    pub fn retry(&self) -> &'static str {
        match (self.proxy_may_retry(), self.is_idempotent()) {
            (true, true) if self.endpoint.verb().row().safe && !self.is_safe() => {
                "A retry does no more than the first; but a safe verb is sent unasked too, and this one acts."
            }
            (true, true) => "Client and proxy may send it again on their own; no harm comes of it.",
            (true, false) => {
                "Client and proxy may send it again, going by the verb, and here that does harm."
            }
            (false, true) => "A proxy must not send it again; a client that knows this endpoint may.",
            (false, false) => "Nobody may send it again unasked, unless the first surely never arrived.",
        }
    }
}
