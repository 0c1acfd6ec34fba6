//! The endpoints: a verb bound to what some code does. One row each.
//!
//! A row says what the code does, never whether that is right: verdicts are computed.

use super::order::{Line, Name};
use super::request::{Act, Condition, Request};
use super::verb::Verb;

/// An endpoint.
#[derive(Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// Its id in commands and lessons.
    pub id: &'static str,
    /// Its name on screen.
    pub title: &'static str,
    /// What a caller sends.
    pub request: Request,
    /// What the same caller sends after it, in stories of two requests.
    pub newer: Request,
    /// What somebody else sends after it.
    pub other: Request,
    /// The starting state it is shown with, by id.
    pub start: &'static str,
    /// What the caller asks for: the intended effect.
    pub asks: &'static str,
    /// What the code does.
    pub does: &'static str,
}

const ONE: Name = Name::Number(1);
const A1: Name = Name::Chosen("a1");
const TEA: Line = Line { cups: 2, drink: "tea" };
const COFFEE: Line = Line { cups: 4, drink: "coffee" };

const fn plain(verb: Verb, path: &'static str, body: &'static str, act: Act) -> Request {
    Request { verb, path, body, condition: None, act }
}

const fn only_if(condition: Condition, request: Request) -> Request {
    Request { condition: Some(condition), ..request }
}

const PUT_TEA: Request = plain(Verb::Put, "/orders/1", "2 tea", Act::Replace(ONE, TEA));
const PUT_COFFEE: Request = plain(Verb::Put, "/orders/1", "4 coffee", Act::Replace(ONE, COFFEE));
const PUT_A1: Request = plain(Verb::Put, "/orders/a1", "2 tea", Act::Replace(A1, TEA));
const PUT_A1_COFFEE: Request = plain(Verb::Put, "/orders/a1", "4 coffee", Act::Replace(A1, COFFEE));
const POST_COFFEE: Request = plain(Verb::Post, "/orders", "4 coffee", Act::Create(COFFEE));
const ADD: Request = plain(Verb::Patch, "/orders/1", "cups + 1", Act::AddCups(ONE, 1));

/// An endpoint of order 1 as most of them are: later, 4 coffee is put there instead.
const fn of_one(
    id: &'static str,
    title: &'static str,
    request: Request,
    asks: &'static str,
    does: &'static str,
) -> Endpoint {
    Endpoint { id, title, request, newer: PUT_COFFEE, other: PUT_COFFEE, start: "one", asks, does }
}

/// Every endpoint, in the order of the verbs.
pub static ENDPOINTS: [Endpoint; 22] = [
    of_one(
        "get",
        "GET an order",
        plain(Verb::Get, "/orders/1", "", Act::Read(ONE)),
        "to see order 1",
        "sends the order",
    ),
    of_one(
        "get-counted",
        "GET, hits counted",
        plain(Verb::Get, "/orders/1", "", Act::Count(ONE)),
        "to see order 1",
        "counts the visit, and sends the order with the count",
    ),
    of_one(
        "get-approves",
        "GET that approves",
        plain(Verb::Get, "/orders/1/approve", "", Act::Approve(ONE)),
        "to see a page",
        "approves the order, as a link in an e-mail might",
    ),
    Endpoint {
        newer: POST_COFFEE,
        other: POST_COFFEE,
        start: "three",
        ..of_one(
            "get-takes",
            "GET that takes one",
            plain(Verb::Get, "/orders/next", "", Act::TakeOldest),
            "to see the next order",
            "sends the oldest order and forgets it",
        )
    },
    of_one(
        "head",
        "HEAD",
        plain(Verb::Head, "/orders/1", "", Act::Read(ONE)),
        "to see the header of order 1",
        "sends the header alone",
    ),
    of_one(
        "options",
        "OPTIONS",
        plain(Verb::Options, "/orders/1", "", Act::Describe),
        "what may be asked of order 1",
        "lists the verbs",
    ),
    of_one(
        "trace",
        "TRACE",
        plain(Verb::Trace, "/orders/1", "", Act::Echo),
        "to get the request back",
        "sends the request back",
    ),
    of_one("put", "PUT an order", PUT_TEA, "that order 1 is 2 tea", "makes the order what was sent"),
    Endpoint {
        newer: only_if(Condition::Version(2), PUT_COFFEE),
        ..of_one(
            "put-if-match",
            "PUT with If-Match",
            only_if(Condition::Version(1), PUT_TEA),
            "that order 1 is 2 tea, if it is still v1",
            "makes the order what was sent, if its version is the one named",
        )
    },
    Endpoint {
        newer: PUT_A1_COFFEE,
        other: PUT_A1_COFFEE,
        start: "none",
        ..of_one(
            "put-if-absent",
            "PUT with If-None-Match",
            only_if(Condition::Absent, PUT_A1),
            "that there is an order a1 of 2 tea",
            "makes the order, if there is none of that name",
        )
    },
    of_one(
        "put-appends",
        "PUT that appends",
        plain(Verb::Put, "/orders/1", "2 tea", Act::Append(ONE, TEA)),
        "that order 1 is 2 tea",
        "adds what was sent to what is there",
    ),
    of_one(
        "delete",
        "DELETE an order",
        plain(Verb::Delete, "/orders/1", "", Act::Remove(ONE)),
        "that there is no order 1",
        "removes the order; 404 if there is none",
    ),
    of_one(
        "delete-204",
        "DELETE, always 204",
        plain(Verb::Delete, "/orders/1", "", Act::Clear(ONE)),
        "that there is no order 1",
        "removes the order; 204 whether or not there was one",
    ),
    Endpoint {
        newer: POST_COFFEE,
        other: POST_COFFEE,
        start: "three",
        ..of_one(
            "delete-newest",
            "DELETE the newest",
            plain(Verb::Delete, "/orders/newest", "", Act::RemoveNewest),
            "that the order which is newest now is gone",
            "removes whichever order is newest when the request comes",
        )
    },
    Endpoint {
        newer: POST_COFFEE,
        other: POST_COFFEE,
        start: "none",
        ..of_one(
            "post",
            "POST an order",
            plain(Verb::Post, "/orders", "2 tea", Act::Create(TEA)),
            "one more order of 2 tea",
            "makes one more order, under the next number",
        )
    },
    Endpoint {
        newer: PUT_A1_COFFEE,
        other: PUT_A1_COFFEE,
        start: "none",
        ..of_one(
            "post-id",
            "POST, own id",
            plain(Verb::Post, "/orders", "a1: 2 tea", Act::CreateAs(A1, TEA)),
            "an order of 2 tea, to be called a1",
            "makes the order under the client's own name; if it is there, says so",
        )
    },
    of_one(
        "post-search",
        "POST a search",
        plain(Verb::Post, "/orders/search", "cups >= 2", Act::Search(2)),
        "which orders have 2 cups or more",
        "only looks; the question was too long for a path",
    ),
    of_one(
        "patch-set",
        "PATCH that sets",
        plain(Verb::Patch, "/orders/1", "cups = 3", Act::SetCups(ONE, 3)),
        "that order 1 has 3 cups",
        "sets the number of cups",
    ),
    of_one("patch-add", "PATCH that adds", ADD, "one cup more for order 1", "adds a cup"),
    of_one(
        "patch-max",
        "PATCH that raises",
        plain(Verb::Patch, "/orders/1", "cups >= 3", Act::RaiseCups(ONE, 3)),
        "that order 1 has 3 cups or more",
        "raises the number of cups to 3, unless it is more already",
    ),
    of_one(
        "patch-toggle",
        "PATCH that toggles",
        plain(Verb::Patch, "/orders/1", "toggle approved", Act::Toggle(ONE)),
        "that order 1 is approved, if it is not, and the other way round",
        "approves the order, or takes its approval back",
    ),
    Endpoint {
        newer: only_if(Condition::Version(2), ADD),
        ..of_one(
            "patch-if-match",
            "PATCH with If-Match",
            only_if(Condition::Version(1), ADD),
            "one cup more than v1 of order 1 has",
            "adds a cup, if the order's version is the one named",
        )
    },
];

impl Endpoint {
    /// The endpoint of this id.
    #[must_use]
    pub fn find(id: &str) -> Option<&'static Self> {
        ENDPOINTS.iter().find(|endpoint| endpoint.id == id)
    }

    /// The endpoints of a verb, the plain one first.
    pub fn of(verb: Verb) -> impl Iterator<Item = &'static Self> {
        ENDPOINTS.iter().filter(move |endpoint| endpoint.verb() == verb)
    }

    /// Its verb.
    #[must_use]
    pub const fn verb(&self) -> Verb {
        self.request.verb
    }
}
