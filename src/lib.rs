//! The laboratory as a library.
pub mod sim;
pub mod tui;
