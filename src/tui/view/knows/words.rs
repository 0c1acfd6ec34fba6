//! The words of the knows lens: what the client has seen, how far was looked, and amounts.
//!
//! Knows no place on the screen and no style.

use unicode_width::UnicodeWidthStr;

use crate::sim::event::{Arrival, Event};
use crate::sim::knowledge::{Knowledge, Sight};
use crate::tui::narrate::status_words;

/// What the client has seen, a few words each; last, that it hears nothing.
pub(super) fn sights(known: &Knowledge) -> Vec<String> {
    let mut words: Vec<String> = known.seen.iter().filter_map(words).collect();
    if let Some(Sight { event: Event::Attempted { .. }, .. }) = known.seen.last() {
        words.push("nothing since".to_owned());
    }
    words
}

fn words(sight: &Sight) -> Option<String> {
    let at = format!("{}.{:03}", sight.at / 1_000, sight.at % 1_000);
    match sight.event {
        Event::Attempted { .. } if sight.attempt == 1 => Some(format!("asked {at}")),
        Event::Attempted { .. } => Some(format!("asked again {at}")),
        Event::TimedOut { .. } => Some(format!("timeout {at}")),
        Event::Arrived(Arrival::Reply { status, replayed, .. }) => {
            Some(format!("{} {at}", status_words(status, replayed)))
        }
        Event::Told { outcome } => Some(format!("told {}", outcome.word())),
        _ => None,
    }
}

/// The latest of some words that fit, with a sign that there were more.
pub(super) fn latest(words: &[String], more: &str, room: usize) -> String {
    for from in 0..words.len() {
        let more = if from == 0 { "" } else { more };
        let text = format!("{more}{}", words[from..].join(", "));
        if text.width() <= room {
            return text;
        }
    }
    words.last().cloned().unwrap_or_default()
}

/// `up to 3 faults, or 5 losses`.
pub(super) fn reach(known: &Knowledge) -> String {
    let bounds = known.bounds;
    let plural = if bounds.faults == 1 { "" } else { "s" };
    let faults = format!("up to {} fault{plural}", bounds.faults);
    if bounds.losses > bounds.faults { format!("{faults}, or {} losses", bounds.losses) } else { faults }
}

/// `$10`, or `$20-30`.
pub(super) fn dollars((least, most): (u64, u64)) -> String {
    if least == most { format!("${least}") } else { format!("${least}-{most}") }
}

/// How many columns a text takes.
pub(super) fn columns(text: &str) -> u16 {
    u16::try_from(text.width()).unwrap_or(u16::MAX)
}

/// A clause as a sentence.
pub(super) fn sentence(clause: &str) -> String {
    let mut letters = clause.chars();
    let first = letters.next().map_or(String::new(), |first| first.to_uppercase().collect());
    format!("{first}{}.", letters.as_str())
}
