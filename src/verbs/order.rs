//! What the server keeps: orders of a coffee shop, each under a name.

use std::fmt;

/// So many cups of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Line {
    /// How many cups.
    pub cups: u32,
    /// Of what.
    pub drink: &'static str,
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.cups, self.drink)
    }
}

/// What a caller can ask to see of an order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Order {
    /// What was ordered.
    pub lines: Vec<Line>,
    /// Whether it was approved, and will be made.
    pub approved: bool,
}

impl Order {
    /// An order of one line, not approved.
    #[must_use]
    pub fn of(line: Line) -> Self {
        Self { lines: vec![line], approved: false }
    }

    /// How many cups in all.
    #[must_use]
    pub fn cups(&self) -> u32 {
        self.lines.iter().fold(0, |cups, line| cups.saturating_add(line.cups))
    }
}

impl fmt::Display for Order {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines: Vec<String> = self.lines.iter().map(ToString::to_string).collect();
        write!(f, "{}{}", lines.join(" + "), if self.approved { ", approved" } else { "" })
    }
}

/// What an order is found under: a number the server gave, or a name the client chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Name {
    /// The server's number.
    Number(u32),
    /// The client's name.
    Chosen(&'static str),
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(f, "/orders/{number}"),
            Self::Chosen(name) => write!(f, "/orders/{name}"),
        }
    }
}
