//! The laboratory as a library.
pub mod cli;
pub mod report;
pub mod sim;
