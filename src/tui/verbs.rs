//! The verb bench's state: which endpoint, which way, which starting state, what is
//! marked. It tells the stories; it knows nothing of keys or drawing.

use crate::verbs::{ENDPOINTS, Endpoint, STARTS, Start, Story, Way};

/// A verb bench.
#[derive(Clone, Debug)]
pub struct VerbBench {
    /// The endpoints to look at.
    pub endpoints: Vec<&'static Endpoint>,
    /// The one looked at, as an index.
    pub selected: usize,
    /// How it is asked.
    pub way: Way,
    /// The starting state; the endpoint's own, without one.
    pub start: Option<&'static Start>,
    /// Which endpoints are marked, in the same order.
    pub marks: Vec<bool>,
}

/// How much of the bench is shown, and what stands before each endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Show {
    /// All of it, and whether each endpoint keeps its verb's promise.
    All,
    /// The stories, and no verdict.
    Stories,
    /// One way beside `once`, and no verdict.
    OneWay,
    /// The requests of one way; what comes of them is asked.
    Requests,
    /// The stories, and the endpoints' marks.
    Marks,
    /// What comes of asking once, and the endpoints' marks; the rest is to be thought out.
    MarksOnce,
}

impl Default for VerbBench {
    /// Every endpoint, with a lost reply.
    fn default() -> Self {
        Self::new(ENDPOINTS.iter().collect(), Way::Lost, None)
    }
}

impl VerbBench {
    /// A bench of these endpoints; of all, if there are none.
    #[must_use]
    pub fn new(endpoints: Vec<&'static Endpoint>, way: Way, start: Option<&'static Start>) -> Self {
        let endpoints = if endpoints.is_empty() { ENDPOINTS.iter().collect() } else { endpoints };
        let marks = vec![false; endpoints.len()];
        Self { endpoints, selected: 0, way, start, marks }
    }

    /// The endpoint looked at.
    #[must_use]
    pub fn endpoint(&self) -> &'static Endpoint {
        self.endpoints.get(self.selected).copied().unwrap_or(&ENDPOINTS[0])
    }

    /// The starting state in force.
    #[must_use]
    pub fn start(&self) -> &'static Start {
        self.start.or_else(|| Start::find(self.endpoint().start)).unwrap_or(&STARTS[0])
    }

    /// The endpoint's story in a way.
    #[must_use]
    pub fn story(&self, way: Way) -> Story {
        Story::tell(self.endpoint(), way, self.start().server())
    }

    /// The endpoint below, or above.
    pub fn select(&mut self, up: bool) {
        let count = self.endpoints.len();
        let step = if up { count - 1 } else { 1 };
        self.selected = (self.selected + step) % count;
    }

    /// The next way, or the one before.
    pub fn turn(&mut self, back: bool) {
        self.way = self.way.turned(back);
    }

    /// Loses the first reply, or lets it through.
    pub fn lose(&mut self) {
        self.way = if self.way == Way::Lost { Way::Twice } else { Way::Lost };
    }

    /// The next starting state.
    pub fn next_start(&mut self) {
        self.start = Some(self.start().turned(false));
    }

    /// Marks the endpoint looked at, or takes its mark away.
    pub fn mark(&mut self) {
        if let Some(mark) = self.marks.get_mut(self.selected) {
            *mark = !*mark;
        }
    }
}
