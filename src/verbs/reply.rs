//! A reply: a status, and what comes with it.

/// The statuses this server answers with, and their names (RFC 9110 15).
pub const STATUSES: [(u16, &str); 6] = [
    (200, "OK"),
    (201, "Created"),
    (204, "No Content"),
    (404, "Not Found"),
    (409, "Conflict"),
    (412, "Precondition Failed"),
];

/// One reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// A header or the content, in short; may be empty.
    pub text: String,
}

impl Reply {
    /// A reply with something in it.
    #[must_use]
    pub fn new(status: u16, text: impl Into<String>) -> Self {
        Self { status, text: text.into() }
    }

    /// A reply that is a status alone.
    #[must_use]
    pub const fn bare(status: u16) -> Self {
        Self { status, text: String::new() }
    }

    /// The status line, without the protocol.
    #[must_use]
    pub fn line(&self) -> String {
        let name = STATUSES.iter().find(|(status, _)| *status == self.status).map_or("", |(_, name)| name);
        format!("{} {name}", self.status)
    }

    /// Whether it says that the request was carried out.
    #[must_use]
    pub const fn is_success(&self) -> bool {
        self.status < 300
    }
}
