//! The laboratory on a screen: what is drawn, in which glyphs and colours, and the
//! terminal it is drawn on.
//!
//! Only `terminal` touches the world (the tty, signals, the clock).

pub mod glyph;
pub mod theme;
