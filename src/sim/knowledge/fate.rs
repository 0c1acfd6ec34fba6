//! A fate: what became of a request, as one who sees everything would say at an instant.
//!
//! Judged by the charge first, for that is what doubt is about: nothing charged, charged
//! once, charged more than once. Knows nothing of what the client sees.

use crate::sim::event::{Arrival, Entry, Event};
use crate::sim::scenario::Setting;
use crate::sim::world::World;

/// What became of an intent's request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// No try of it has reached the server.
    Away,
    /// The server is at work on it; nothing lasts yet.
    Working,
    /// The server died at work; nothing lasts.
    DiedBefore,
    /// The server turned it away without a charge.
    Refused,
    /// A 201 was sent, and nothing was charged.
    Hollow,
    /// Charged, and the server died before it could say so.
    DiedAfter,
    /// Charged, and no 201 was heard.
    Silent,
    /// Charged, and a 201 was heard.
    Heard,
    /// Charged more than once.
    Twice,
}

/// A fate's row.
#[derive(Debug)]
pub struct FateRow {
    /// Which.
    pub fate: Fate,
    /// It in a few words.
    pub words: &'static str,
}

/// Every fate, in the order of the enum.
pub const FATES: [FateRow; 9] = [
    FateRow { fate: Fate::Away, words: "request has not arrived" },
    FateRow { fate: Fate::Working, words: "server still at work" },
    FateRow { fate: Fate::DiedBefore, words: "server died, no charge" },
    FateRow { fate: Fate::Refused, words: "turned away, no charge" },
    FateRow { fate: Fate::Hollow, words: "201 sent, no charge" },
    FateRow { fate: Fate::DiedAfter, words: "charged, then server died" },
    FateRow { fate: Fate::Silent, words: "charged, no 201 heard" },
    FateRow { fate: Fate::Heard, words: "charged, 201 heard" },
    FateRow { fate: Fate::Twice, words: "charged more than once" },
];

impl Fate {
    /// Its row.
    #[must_use]
    pub const fn row(self) -> &'static FateRow {
        &FATES[self as usize]
    }
}

/// What of a story matters to one intent's fate.
#[derive(Clone, Copy, Debug)]
pub struct Course {
    intent: u32,
    arrived: bool,
    working: bool,
    died: bool,
    promised: bool,
    heard: bool,
}

impl Course {
    /// Before the story.
    #[must_use]
    pub const fn new(intent: u32) -> Self {
        Self { intent, arrived: false, working: false, died: false, promised: false, heard: false }
    }

    /// Follows one entry, with the world after it.
    pub fn follow(&mut self, entry: &Entry, world: &World) {
        if matches!(entry.event, Event::Crashed { .. }) {
            self.died |= self.working;
        } else if entry.site.intent != self.intent {
            return;
        }
        match entry.event {
            Event::Arrived(Arrival::Request) => self.arrived = true,
            Event::Arrived(Arrival::Reply { status, heard: true, .. }) if status.is_success() => {
                self.heard = true;
            }
            Event::Replied { status, .. } if status.is_success() => self.promised = true,
            _ => {}
        }
        self.working = world.server.handlers.values().any(|handler| handler.id.intent == self.intent);
    }

    /// What a story so far has made of an intent.
    #[must_use]
    pub fn of(setting: &Setting, past: &[Entry], intent: u32) -> Fate {
        let (mut course, mut world) = (Self::new(intent), World::new(setting));
        for entry in past {
            world.apply(setting, entry);
            course.follow(entry, &world);
        }
        course.fate(&world)
    }

    /// The fate, in the world the story has come to.
    #[must_use]
    pub fn fate(&self, world: &World) -> Fate {
        match world.ledger.effects_of(self.intent) {
            0 if self.working => Fate::Working,
            0 if !self.arrived => Fate::Away,
            0 if self.promised => Fate::Hollow,
            0 if self.died => Fate::DiedBefore,
            0 => Fate::Refused,
            1 if self.heard => Fate::Heard,
            1 if self.died && !self.promised => Fate::DiedAfter,
            1 => Fate::Silent,
            _ => Fate::Twice,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_stand_in_the_order_of_the_fates() {
        for (index, row) in FATES.iter().enumerate() {
            assert_eq!(row.fate as usize, index);
            assert!(row.words.len() <= 25, "{} is longer than its column", row.words);
        }
    }
}
