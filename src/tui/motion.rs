//! Motion: how the picture gets from one beat to the next.
//!
//! Holds a share of the way, fed by ticks; reads no clock. Without motion every step is
//! a jump, so frames are the same on every machine.

use std::time::Duration;

use super::cursor::Cursor;
use crate::sim::time::Ms;

/// How long one beat takes to draw, at speed 1.
const BEAT: Duration = Duration::from_millis(600);

/// The speeds one can choose, in tenths; the second is normal.
pub const SPEEDS: [u32; 4] = [5, 10, 20, 40];

/// On the way from the cursor to another moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Travel {
    /// Where it ends.
    pub to: Cursor,
    /// How much of the way is done, in thousandths.
    pub done: u32,
}

/// Whether and how fast the picture moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Motion {
    /// Whether anything moves between beats at all (`--no-motion` turns it off).
    pub enabled: bool,
    /// Whether the story plays on by itself.
    pub playing: bool,
    /// Play stops at this instant, when it is set.
    pub until: Option<Ms>,
    /// The index into [`SPEEDS`].
    pub speed: usize,
    /// The step under way.
    pub travel: Option<Travel>,
}

impl Motion {
    /// At rest, at normal speed.
    #[must_use]
    pub const fn new(enabled: bool) -> Self {
        Self { enabled, playing: false, until: None, speed: 1, travel: None }
    }

    /// Whether ticks are wanted.
    #[must_use]
    pub const fn moves(&self) -> bool {
        self.playing || self.travel.is_some()
    }

    /// Stands still.
    pub const fn stop(&mut self) {
        self.playing = false;
        self.until = None;
        self.travel = None;
    }

    /// Starts the way to a moment. Without motion, and while playing, the way still takes
    /// its time, so that play can be followed; a single step without motion is a jump.
    pub const fn set_out(&mut self, to: Cursor) {
        self.travel = Some(Travel { to, done: 0 });
    }

    /// Lets time pass. Returns where the cursor arrives, if it does.
    pub fn tick(&mut self, passed: Duration) -> Option<Cursor> {
        let travel = self.travel.as_mut()?;
        let scaled = passed.as_micros() * u128::from(SPEEDS[self.speed]) / 10;
        let share = scaled * 1_000 / BEAT.as_micros();
        travel.done += u32::try_from(share).unwrap_or(1_000).max(1);
        if travel.done < 1_000 {
            return None;
        }
        let to = travel.to;
        self.travel = None;
        Some(to)
    }

    /// The instant drawn: between the cursor's and the next while on the way.
    #[must_use]
    pub fn drawn(&self, cursor: Cursor) -> Ms {
        match self.travel {
            Some(Travel { to, done }) if self.enabled && to.at > cursor.at => {
                cursor.at + (to.at - cursor.at) * u64::from(done.min(1_000)) / 1_000
            }
            _ => cursor.at,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_arrives_after_its_beat_and_never_overshoots() {
        let mut motion = Motion::new(true);
        motion.set_out(Cursor::at(1_000));
        assert_eq!(motion.tick(BEAT / 2), None);
        assert_eq!(motion.drawn(Cursor::at(0)), 500);
        assert_eq!(motion.tick(BEAT * 10), Some(Cursor::at(1_000)));
        assert!(!motion.moves());
    }

    #[test]
    fn without_motion_nothing_is_drawn_between_beats() {
        let mut motion = Motion::new(false);
        motion.set_out(Cursor::at(1_000));
        motion.tick(BEAT / 2);
        assert_eq!(motion.drawn(Cursor::at(0)), 0);
    }
}
