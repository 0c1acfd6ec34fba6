//! The laboratory as a library.
pub mod advise;
pub mod bench;
pub mod cli;
pub mod explore;
pub mod glyph;
pub mod lesson;
pub mod plain;
pub mod podium;
pub mod report;
pub mod share;
pub mod sim;
pub mod sweep;
pub mod tui;
pub mod verbs;
