//! A request: its verb, where it goes, under which condition, and what the code behind
//! that endpoint does with it.

use super::order::{Line, Name};
use super::verb::Verb;

/// What the code behind an endpoint does. The first ones are what the verbs mean; among
/// the others are some that no caller asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Shows an order.
    Read(Name),
    /// Shows an order and how often it was looked at, this time included.
    Count(Name),
    /// Shows all orders with so many cups or more.
    Search(u32),
    /// Says what may be asked.
    Describe,
    /// Sends the request back.
    Echo,
    /// Makes the order what was sent.
    Replace(Name, Line),
    /// Removes the order; 404 if there is none.
    Remove(Name),
    /// Removes the order; 204 whether or not there was one.
    Clear(Name),
    /// Makes one more order, under the next number.
    Create(Line),
    /// Makes the order under the name the client chose, unless it is there.
    CreateAs(Name, Line),
    /// Makes the first line so many cups.
    SetCups(Name, u32),
    /// Adds so many cups to the first line.
    AddCups(Name, u32),
    /// Makes the first line at least so many cups.
    RaiseCups(Name, u32),
    /// Approves the order.
    Approve(Name),
    /// Approves the order, or takes that back.
    Toggle(Name),
    /// Hands the oldest order out and forgets it.
    TakeOldest,
    /// Adds what was sent to what is there.
    Append(Name, Line),
    /// Removes whichever order is the newest.
    RemoveNewest,
}

/// What must be so for a request to be carried out; 412 where it is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    /// `If-Match`: the order still has this version.
    Version(u32),
    /// `If-None-Match: *`: there is no such order yet.
    Absent,
}

impl Condition {
    /// The header that says it.
    #[must_use]
    pub fn header(self) -> String {
        match self {
            Self::Version(version) => format!("If-Match: \"v{version}\""),
            Self::Absent => "If-None-Match: *".to_owned(),
        }
    }
}

/// One request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Request {
    /// The verb.
    pub verb: Verb,
    /// The path.
    pub path: &'static str,
    /// What is sent along; nothing, if empty.
    pub body: &'static str,
    /// Under which condition.
    pub condition: Option<Condition>,
    /// What the code does with it.
    pub act: Act,
}

impl Request {
    /// The request line, without the protocol.
    #[must_use]
    pub fn line(&self) -> String {
        format!("{} {}", self.verb.word(), self.path)
    }

    /// Its header and body, in that order; empty where it has neither.
    #[must_use]
    pub fn rest(&self) -> Vec<String> {
        let header = self.condition.map(Condition::header);
        let body = (!self.body.is_empty()).then(|| self.body.to_owned());
        header.into_iter().chain(body).collect()
    }

    /// All of it in one line.
    #[must_use]
    pub fn whole(&self) -> String {
        let rest = self.rest();
        if rest.is_empty() { self.line() } else { format!("{}  {}", self.line(), rest.join("  ")) }
    }
}
