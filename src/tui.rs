//! The laboratory on a screen: model, message, update, view.
//!
//! ```text
//! key --keymap--> Msg --update--> Model{experiment, cursor} --view--> Frame
//!                                   |
//!                                   +--> Effect: quit, save, mouse, palette  (done in `app`)
//! ```
//! Only `terminal` touches the tty, signals and the clock; only `app` touches progress.
//! `update` draws nothing, `view` changes nothing.

pub mod app;
pub mod big;
pub mod breaks;
pub mod cursor;
pub mod errand;
pub mod keymap;
pub mod lab;
pub mod lens;
pub mod model;
pub mod motion;
pub mod msg;
pub mod narrate;
pub mod room;
pub mod rows;
pub mod run;
pub mod steps;
pub mod terminal;
pub mod theme;
pub mod tradeoffs;
pub mod update;
pub mod view;
