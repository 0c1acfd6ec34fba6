//! Starting states: some by name, to look at, and all of them, to judge by.

use super::order::{Line, Name, Order};
use super::server::{Held, Server};

/// A starting state with a name.
#[derive(Debug, PartialEq, Eq)]
pub struct Start {
    /// Its name.
    pub id: &'static str,
    /// What it holds, in words.
    pub gloss: &'static str,
    /// The orders: a name, cups of what, and a version.
    orders: &'static [(Name, Line, u32)],
}

/// An order of one tea.
const TEA: Line = Line { cups: 1, drink: "tea" };
/// What most requests ask for.
const TWO_TEA: Line = Line { cups: 2, drink: "tea" };
/// Somebody else's.
const COFFEE: Line = Line { cups: 1, drink: "coffee" };

/// The starting states that are shown, the usual one first.
pub static STARTS: [Start; 4] = [
    Start { id: "one", gloss: "one order is there", orders: &[(Name::Number(1), TEA, 1)] },
    Start { id: "none", gloss: "there is no order yet", orders: &[] },
    Start {
        id: "three",
        gloss: "three orders are there",
        orders: &[(Name::Number(1), TEA, 1), (Name::Number(2), COFFEE, 1), (Name::Number(3), COFFEE, 1)],
    },
    Start {
        id: "done",
        gloss: "what is asked for is so already",
        orders: &[(Name::Number(1), TWO_TEA, 2), (Name::Chosen("a1"), TWO_TEA, 1)],
    },
];

impl Start {
    /// The starting state of this name.
    #[must_use]
    pub fn find(id: &str) -> Option<&'static Self> {
        STARTS.iter().find(|start| start.id == id)
    }

    /// The next one, or the one before.
    #[must_use]
    pub fn turned(&self, back: bool) -> &'static Self {
        let now = STARTS.iter().position(|start| start.id == self.id).unwrap_or(0);
        let step = if back { STARTS.len() - 1 } else { 1 };
        &STARTS[(now + step) % STARTS.len()]
    }

    /// The server in that state.
    #[must_use]
    pub fn server(&self) -> Server {
        let held = |(name, line, version): &(Name, Line, u32)| {
            (*name, Held { order: Order::of(*line), version: *version })
        };
        Server::holding(self.orders.iter().map(held))
    }
}

/// Every starting state that verdicts are computed over: each way in which order 1, the
/// orders after it, and a client's own order can be.
#[must_use]
pub fn every() -> Vec<Server> {
    let held = |line: Line, approved: bool, version: u32| Held {
        order: Order { lines: vec![line], approved },
        version,
    };
    let first = [
        None,
        Some(held(TEA, false, 1)),
        Some(held(TWO_TEA, false, 1)),
        Some(held(TWO_TEA, false, 2)),
        Some(held(TWO_TEA, true, 3)),
        Some(held(COFFEE, false, 1)),
    ];
    let chosen = [None, Some(held(TWO_TEA, false, 1)), Some(held(COFFEE, true, 2))];
    let mut all = Vec::new();
    for first in &first {
        for others in 0..3 {
            for chosen in &chosen {
                let first = first.iter().map(|order| (Name::Number(1), order.clone()));
                let others = (0..others).map(|n| (Name::Number(2 + n), held(COFFEE, false, 1)));
                let chosen = chosen.iter().map(|order| (Name::Chosen("a1"), order.clone()));
                all.push(Server::holding(first.chain(others).chain(chosen)));
            }
        }
    }
    all
}
