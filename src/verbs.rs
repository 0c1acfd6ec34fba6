//! The verb bench: a small HTTP server, every verb asked of it in several ways, and what
//! each endpoint's code makes of its verb's promise.
//!
//! Pure and total: an endpoint, a way and a starting state give a story. Verdicts are not
//! written down; they are computed over every starting state. Nothing here knows a screen,
//! a lesson or a command line.
//!
//! | file | noun |
//! |---|---|
//! | `verb` | the eight methods and what RFC 9110 promises of them |
//! | `order` | what the server keeps: an order and its lines |
//! | `request`, `reply` | what is asked, and what comes back |
//! | `server` | the orders, the server's own books, and how a request is handled |
//! | `part` | which parts of a state a caller asks about, and which are the server's own |
//! | `start` | starting states, by name and all of them |
//! | `endpoint` | a verb bound to what some code does |
//! | `way` | how requests arrive: once, twice, reply lost, in reverse, late |
//! | `story` | an endpoint asked in a way, step by step |
//! | `verdict` | safe? idempotent? promise kept? who may retry? |
//! | `question` | what can be asked of a story, by name |

pub mod endpoint;
pub mod order;
pub mod part;
pub mod question;
pub mod reply;
pub mod request;
pub mod server;
pub mod start;
pub mod story;
pub mod verb;
pub mod verdict;
pub mod way;

pub use endpoint::{ENDPOINTS, Endpoint};
pub use order::{Line, Name, Order};
pub use part::{PARTS, Part};
pub use question::{Question, Reading};
pub use reply::Reply;
pub use request::{Act, Condition, Request};
pub use server::{Held, Server};
pub use start::{STARTS, Start};
pub use story::{Step, Story};
pub use verb::{VERBS, Verb};
pub use verdict::{CLAIMS, Claim, Verdict};
pub use way::{Delivery, WAYS, Way, What};
