//! The search for a break: every fault plan within stated bounds, judged by the model.
//!
//! The answer is a shortest story for each property that can be broken, or a count of
//! plans in which none was. It says what was searched, never more than that.
//!
//! An [`Exploration`] runs a slice of plans at a time, so whoever drives it can show
//! progress, listen for keys, and stop. Nothing here knows a command line, a screen, a
//! clock or a thread.
//!
//! | file | noun |
//! |---|---|
//! | `bounds` | how far the search goes |
//! | `odometer` | every plan of at most so many faults, shortest first, each once |
//! | `exploration` | the search, driven slice by slice |
//! | `tally` | what has been found so far |
//! | `finding` | a shortest plan that breaks a property |
//! | `horizon` | a lease or a time to live, and whether any story outlived it |
//! | `orders` | every order of a recipe's steps |
//! | `trial` | one order, searched until it breaks |
//! | `rank` | the orders that equally few faults break |
//! | `shrink` | a plan from elsewhere, without the faults it does not need |

pub mod bounds;
pub mod exploration;
pub mod finding;
pub mod horizon;
pub mod odometer;
pub mod orders;
pub mod rank;
pub mod shrink;
pub mod tally;
pub mod trial;

pub use bounds::{Bounds, Kinds};
pub use exploration::{Exploration, Progress};
pub use finding::Finding;
pub use horizon::Horizon;
pub use odometer::Odometer;
pub use orders::Orders;
pub use rank::Rank;
pub use shrink::shrink;
pub use tally::Tally;
pub use trial::Trial;
