//! The laboratory as a library.
pub mod lesson;
pub mod sim;
