//! The eight methods of HTTP, and what the standard promises of each.
//!
//! RFC 9110 9.2.1 and 9.2.2 say which are safe and idempotent, RFC 5789 says that PATCH is
//! neither. This is the promise; what some code does is `verdict`'s matter.

/// A method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verb {
    /// Read a resource.
    Get,
    /// Read what is said about a resource, without its content.
    Head,
    /// Ask what may be done with it.
    Options,
    /// Have the request sent back.
    Trace,
    /// Make the resource what is sent.
    Put,
    /// Remove it.
    Delete,
    /// Hand it something to process.
    Post,
    /// Change a part of it.
    Patch,
}

/// A method's row.
#[derive(Debug)]
pub struct VerbRow {
    /// Which.
    pub verb: Verb,
    /// As it is written in a request.
    pub word: &'static str,
    /// Whether it asks for no change at all (RFC 9110 9.2.1).
    pub safe: bool,
    /// Whether asking twice asks for no more than asking once (RFC 9110 9.2.2).
    pub idempotent: bool,
    /// What a caller asks for with it.
    pub asks: &'static str,
}

/// Every method, the safe ones first.
pub const VERBS: [VerbRow; 8] = [
    VerbRow { verb: Verb::Get, word: "GET", safe: true, idempotent: true, asks: "to see it" },
    VerbRow { verb: Verb::Head, word: "HEAD", safe: true, idempotent: true, asks: "to see its header alone" },
    VerbRow {
        verb: Verb::Options,
        word: "OPTIONS",
        safe: true,
        idempotent: true,
        asks: "what may be asked of it",
    },
    VerbRow {
        verb: Verb::Trace,
        word: "TRACE",
        safe: true,
        idempotent: true,
        asks: "to get the request back",
    },
    VerbRow { verb: Verb::Put, word: "PUT", safe: false, idempotent: true, asks: "that it is what is sent" },
    VerbRow { verb: Verb::Delete, word: "DELETE", safe: false, idempotent: true, asks: "that it is gone" },
    VerbRow {
        verb: Verb::Post,
        word: "POST",
        safe: false,
        idempotent: false,
        asks: "that what is sent be processed",
    },
    VerbRow {
        verb: Verb::Patch,
        word: "PATCH",
        safe: false,
        idempotent: false,
        asks: "that a part of it change",
    },
];

impl Verb {
    /// Its row.
    #[must_use]
    pub fn row(self) -> &'static VerbRow {
        &VERBS[self as usize]
    }

    /// As it is written in a request.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.row().word
    }

    /// The verb written so, in any case: people type `put`.
    #[must_use]
    pub fn find(text: &str) -> Option<Self> {
        VERBS.iter().find(|row| row.word.eq_ignore_ascii_case(text)).map(|row| row.verb)
    }

    /// What the standard promises, to follow the word "promises".
    #[must_use]
    pub fn promise(self) -> &'static str {
        match (self.row().safe, self.row().idempotent) {
            (true, _) => "to be safe and idempotent",
            (false, true) => "to be idempotent",
            (false, false) => "nothing",
        }
    }
}
