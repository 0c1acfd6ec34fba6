//! The podium: what a presenter's screen tells a second terminal, over a local socket.
//!
//! One speaker, any number of listeners. A page goes out whenever what it says changes;
//! whoever comes later is given the latest. Nobody waits for anybody: a listener that does
//! not read is let go, and comes again. What is heard is data: bounded, and harmless when
//! it is printed. Must not know a model, a key or a terminal.
//!
//! | file | noun |
//! |---|---|
//! | `page` | what is told, and its form on the wire |
//! | `seat` | where the socket is, and who may sit there |
//! | `speaker` | the presenter's side |
//! | `listener` | the other side |
//! | `socket` | a unix domain socket; where there are none, a port of 127.0.0.1 |

pub mod listener;
pub mod page;
pub mod seat;
mod socket;
pub mod speaker;

pub use listener::{Heard, listen};
pub use page::Page;
pub use seat::{Seat, SeatError};
pub use speaker::{Speaker, SpeakerError};
