//! The laboratory on a screen: model, message, update, view.
//!
//! ```text
//! key --keymap--> Msg --update--> Model{experiment, cursor} --view--> Frame
//!                                   |
//!                                   +--> Effect: quit, save, mouse, palette  (done in `app`)
//! ```
//! Only `terminal` touches the tty, signals and the clock; only `app` touches progress, and
//! tells a presenter's second terminal, where `notes` is, what stands on screen.
//! `update` draws nothing, `view` changes nothing.

pub mod adviser;
pub mod app;
pub mod big;
pub mod breaks;
pub mod cue;
pub mod cursor;
pub mod desk;
pub mod errand;
pub mod field;
pub mod keymap;
pub mod lab;
pub mod lens;
pub mod model;
pub mod motion;
pub mod msg;
pub mod narrate;
pub mod notes;
pub mod own;
pub mod room;
pub mod rows;
pub mod run;
pub mod shown;
pub mod steps;
pub mod terminal;
pub mod theme;
pub mod tradeoffs;
pub mod update;
pub mod verbs;
pub mod view;
pub mod vote;
