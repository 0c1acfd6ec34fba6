//! The words of the knows lens: what the client has seen, how far was looked, and amounts.
//!
//! Knows no place on the screen and no style.

use unicode_width::UnicodeWidthStr;

use crate::sim::event::{Arrival, Event};
use crate::sim::knowledge::{Knowledge, Sight};
use crate::sim::wire::Leg;
use crate::sim::{FaultPlan, Phrase, Skin};
use crate::tui::narrate::{gap_words, status_words};

/// What the client has seen, a few words each; last, that it hears nothing.
pub(super) fn sights(known: &Knowledge, skin: Skin) -> Vec<String> {
    let mut words: Vec<String> = known.seen.iter().filter_map(|sight| words(sight, skin)).collect();
    if let Some(Sight { event: Event::Attempted { .. }, .. }) = known.seen.last() {
        words.push("nothing since".to_owned());
    }
    words
}

fn words(sight: &Sight, skin: Skin) -> Option<String> {
    let at = format!("{}.{:03}", sight.at / 1_000, sight.at % 1_000);
    match sight.event {
        Event::Attempted { .. } if sight.attempt == 1 => Some(format!("asked {at}")),
        Event::Attempted { .. } => Some(format!("asked again {at}")),
        Event::TimedOut { .. } => Some(format!("timeout {at}")),
        Event::Reset { .. } => Some(format!("reset {at}")),
        Event::Arrived(Arrival::Reply { status, replayed, .. }) => {
            Some(format!("{} {at}", status_words(skin, status, replayed)))
        }
        Event::Told { outcome } => Some(format!("{}{}", skin.say(Phrase::Told), skin.outcome(outcome))),
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

/// What may be charged and whether it can tell, as a clause; `$0 or $10 charged, it cannot
/// tell`. Of one who asks no more, `last` is said too.
pub(super) fn doubt(known: &Knowledge, amount: u64, last: &str) -> String {
    let Some((least, most)) = known.charged() else {
        return "more must have gone wrong than was tried".to_owned();
    };
    let charged = match (least, most) {
        (0, 0) => "nothing charged".to_owned(),
        _ if least == most => format!("${least} charged"),
        _ if most - least == amount => format!("${least} or ${most} charged"),
        _ => format!("${least} to ${most} charged"),
    };
    let tail = match known.groups.len() {
        _ if least < most => "it cannot tell",
        1 => "no doubt",
        _ => "whichever it is",
    };
    let last = if known.is_told() { last } else { "" };
    format!("{charged}{last}, {tail}")
}

/// `up to 3 faults, or 5 losses`.
pub(super) fn reach(known: &Knowledge) -> String {
    let bounds = known.bounds;
    let plural = if bounds.faults == 1 { "" } else { "s" };
    let faults = format!("up to {} fault{plural}", bounds.faults);
    if bounds.losses > bounds.faults { format!("{faults}, or {} losses", bounds.losses) } else { faults }
}

/// What went wrong in a world, in words: `try 1: crash after effect`. All of it is one
/// intent's.
pub(super) fn faults(plan: &FaultPlan, skin: Skin) -> String {
    let words = plan.iter().map(|(site, fault)| {
        let place = match Leg::of(site.place) {
            Some(Leg::Request) => skin.say(Phrase::Request).to_owned(),
            Some(Leg::Reply) => skin.say(Phrase::Reply).to_owned(),
            None => gap_words(site),
        };
        let what = fault.row().map_or("nothing", |row| row.word);
        format!("{} {}: {what} {place}", skin.say(Phrase::Try), site.attempt)
    });
    words.collect::<Vec<_>>().join(", ")
}

/// `$10`, or `$20-30`, or where that is too long `$20+`.
pub(super) fn dollars((least, most): (u64, u64), room: u16) -> String {
    let range = format!("${least}-{most}");
    if least == most {
        format!("${least}")
    } else if columns(&range) <= room {
        range
    } else {
        format!("${least}+")
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sim::knowledge::{Fate, Group};
    use crate::sim::{Fault, Place, Site};

    #[test]
    fn amounts_say_as_much_as_there_is_room_for() {
        assert_eq!(dollars((10, 10), 6), "$10");
        assert_eq!(dollars((20, 30), 6), "$20-30");
        assert_eq!(dollars((20, 30), 5), "$20+");
    }

    #[test]
    fn what_was_seen_last_is_said_first() {
        let words = ["asked 0.000", "timeout 1.000", "told unknown"].map(str::to_owned);
        assert_eq!(latest(&words, "…", 80), "asked 0.000, timeout 1.000, told unknown");
        assert_eq!(latest(&words, "…", 30), "…timeout 1.000, told unknown");
        assert_eq!(latest(&words, "…", 3), "told unknown");
    }

    #[test]
    fn doubt_is_about_the_money_first() {
        let known = |fates: &[(Fate, (u64, u64))]| {
            let group = |(fate, charged): &(Fate, (u64, u64))| Group {
                fate: *fate,
                worlds: vec![FaultPlan::default()],
                charged: *charged,
            };
            Knowledge { groups: fates.iter().map(group).collect(), ..Knowledge::default() }
        };
        let (none, once) = ((Fate::Away, (0, 0)), (Fate::Silent, (10, 10)));
        let (heard, twice) = ((Fate::Heard, (10, 10)), (Fate::Twice, (20, 30)));
        for (fates, words) in [
            (&[][..], "more must have gone wrong than was tried"),
            (&[none], "nothing charged, no doubt"),
            (&[none, (Fate::Working, (0, 0))], "nothing charged, whichever it is"),
            (&[none, once], "$0 or $10 charged, it cannot tell"),
            (&[heard], "$10 charged, no doubt"),
            (&[heard, twice], "$10 to $30 charged, it cannot tell"),
            (&[twice], "$20 or $30 charged, it cannot tell"),
        ] {
            assert_eq!(doubt(&known(fates), 10, " at the end"), words);
        }
    }

    #[test]
    fn a_world_is_told_in_words() {
        let crash = (Site::attempt(0, 1).at(Place::AfterEffect), Fault::Crash(Some(2_000)));
        let loss = (Site::attempt(0, 2).at(Place::Reply), Fault::Lose);
        let plan: FaultPlan = [crash, loss].into_iter().collect();
        assert_eq!(faults(&plan, Skin::Http), "try 1: crash after effect, try 2: lose reply");
        assert_eq!(faults(&FaultPlan::default(), Skin::Http), "");
    }

    #[test]
    fn losses_are_named_where_they_reach_further() {
        let mut known = Knowledge::default();
        (known.bounds.faults, known.bounds.losses) = (1, 1);
        assert_eq!(reach(&known), "up to 1 fault");
        (known.bounds.faults, known.bounds.losses) = (3, 5);
        assert_eq!(reach(&known), "up to 3 faults, or 5 losses");
    }

    #[test]
    fn a_clause_becomes_a_sentence() {
        assert_eq!(sentence("no doubt yet"), "No doubt yet.");
    }
}
