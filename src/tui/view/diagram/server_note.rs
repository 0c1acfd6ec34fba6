//! What a handler did within one instant, as a sign, an amount and a few words.

use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use crate::glyph::Glyph;
use crate::sim::event::{Event, Why};
use crate::sim::recipe::{How, Step};
use crate::sim::{Entry, Phrase, Trace};
use crate::tui::narrate::{gap_words, key_words};
use crate::tui::view::Ui;

/// A server's row.
#[derive(Clone, Debug)]
pub(super) struct Note {
    /// The sign on its lifeline.
    pub(super) sign: Glyph,
    /// How sign and words are written.
    pub(super) style: Style,
    /// The money that moved, `+10`, or what the balance was set to, `=10`.
    pub(super) money: String,
    /// What happened, a few words each, the latest last.
    pub(super) words: Vec<String>,
}

impl Note {
    /// The words that fit into so many cells: the latest stay.
    #[must_use]
    pub(super) fn fitting(&self, cells: usize) -> String {
        (0..self.words.len())
            .map(|from| self.words[from..].join(", "))
            .find(|text| text.width() <= cells)
            .or_else(|| self.words.last().cloned())
            .unwrap_or_default()
    }
}

/// The note for some entries of one handler and instant.
#[must_use]
pub(super) fn note(ui: &Ui<'_>, trace: &Trace, lane: usize, entries: std::ops::Range<usize>) -> Note {
    let entries = trace.entries.get(entries).unwrap_or_default();
    let committed = entries.iter().any(|entry| entry.event == Event::Committed);
    let replayed =
        entries.iter().any(|entry| matches!(entry.event, Event::Answered { why: Why::Replay, .. }));
    let mut note =
        Note { sign: Glyph::Step, style: ui.theme.lane(lane), money: String::new(), words: Vec::new() };
    let mut words: Vec<String> = Vec::new();
    let skin = trace.setting.skin;
    let short = skin.say(Phrase::ShortKey);
    for entry in entries {
        let sent = trace.key_at(entry.site);
        let key = || key_words(&trace.setting, sent);
        let copy = if entry.site.copy { " (copy)" } else { "" };
        match entry.event {
            Event::Ran { step: Step::Claim { .. }, takeover, rows, .. } => {
                note.sign = Glyph::KeyPending;
                let verb = match (takeover, rows) {
                    (true, Some(_)) => "goes on with",
                    (true, None) => "takes over",
                    (false, _) => "claims",
                };
                words.push(if sent.is_none() {
                    format!("no {short} to claim{copy}")
                } else {
                    format!("{verb} {}{copy}", key())
                });
            }
            Event::Ran { step: Step::Reply, .. } => {
                words.push(format!("{} held{copy}", skin.say(Phrase::Reply)));
            }
            Event::Ran { step: Step::Query, rows, .. } => {
                let found = if rows == Some(1) { "provider: done" } else { "provider: not yet" };
                words.push(found.to_owned());
            }
            Event::Ran { step: Step::Effect(_), rows: Some(0), .. } => {
                words.push(format!("already done{copy}"));
            }
            Event::Ran { step: Step::Effect(how), durable, .. } => {
                let durable = durable == Some(true) || committed;
                note.sign = if durable { Glyph::Effect } else { Glyph::EffectPending };
                note.money = if durable { money(trace, entry, how) } else { String::new() };
                if !durable {
                    words.push(format!("{}, not committed{copy}", skin.say(Phrase::Charge)));
                }
            }
            Event::Ran { step: Step::Record { .. }, .. } if sent.is_none() => {}
            Event::Ran { step: Step::Record { .. }, .. } if committed => {}
            Event::Ran { step: Step::Record { .. }, .. } => {
                if note.sign == Glyph::Step {
                    note.sign = Glyph::Key;
                }
                words.push(format!("{} {} stored", ui.glyphs.get(Glyph::Key), key()));
            }
            Event::Ran { step: Step::Point, .. } => {
                note.sign = if note.money.is_empty() { Glyph::KeyPending } else { note.sign };
                words.push("point".to_owned());
            }
            Event::Ran { step: Step::Outbox, .. } if !committed => words.push("row in outbox".to_owned()),
            Event::Ran { step: Step::Mark, .. } => words.push("row marked".to_owned()),
            Event::Woke { job, .. } => words.push(format!("{} wakes", job.work.word())),
            Event::Committed => {
                words.push(if sent.is_none() {
                    format!("commit: no {short}")
                } else {
                    format!("commit: {} stored {}", key(), ui.glyphs.get(Glyph::Key))
                });
                if trace.setting.recipe.has_outbox() {
                    note.sign = Glyph::Key;
                } else if note.money.is_empty() {
                    note.sign = Glyph::Effect;
                    note.money = commit_money(trace, entry);
                }
            }
            Event::Answered { why, .. } => {
                let reason = match why {
                    Why::Replay => None,
                    Why::Conflict => Some("in flight"),
                    Why::Mismatch => Some("other body"),
                    Why::NoRow => Some("no row"),
                    Why::LostLease => Some("lease lost"),
                    Why::Busy => Some("busy"),
                };
                (note.sign, note.style) = match reason {
                    None => (Glyph::Replay, ui.theme.good()),
                    Some(_) => (Glyph::Refused, ui.theme.warn()),
                };
                let text = reason.map_or_else(
                    || skin.say(Phrase::Replay).to_owned(),
                    |reason| format!("{}: {reason}", skin.status(why.status())),
                );
                words.push(format!("{text}{copy}"));
            }
            // Behind a replay nothing was written that could be missed: a reader would take
            // it for a charge undone.
            Event::RolledBack if replayed => {}
            Event::RolledBack => words.push("rolled back".to_owned()),
            Event::Crashed { .. } => {
                (note.sign, note.style) = (Glyph::Crash, ui.theme.bad());
                words.push(format!("CRASH {}", gap_words(entry.site)));
            }
            Event::Restarted => {
                (note.sign, note.style) = (Glyph::Restart, ui.theme.dim());
                words.push(format!("{} is back", skin.say(Phrase::Server)));
            }
            Event::Paused { .. } => {
                (note.sign, note.style) = (Glyph::Paused, ui.theme.warn());
                words.push(format!("stalls {}", gap_words(entry.site)));
            }
            Event::Resumed => words.push("goes on".to_owned()),
            Event::Expired { .. } => words.push(format!("{} expired", key())),
            Event::Evicted { .. } => words.push(format!("{} is evicted", skin.say(Phrase::AKey))),
            _ => {}
        }
    }
    note.words = words;
    note
}

/// What an effect does to the balance: adds to it, `+10`, or sets it, `=10`.
fn money(trace: &Trace, entry: &Entry, how: How) -> String {
    let target = trace.setting.workload.targets.get(entry.site.intent as usize);
    match target.filter(|_| matches!(how, How::Set | How::Swap)) {
        Some(target) => format!("={target}"),
        None => format!("+{}", trace.setting.intent(entry.site.intent).amount),
    }
}

/// The amount a commit made durable, when its effect ran at an earlier instant.
fn commit_money(trace: &Trace, commit: &Entry) -> String {
    let before = trace.entries.iter().take_while(|entry| entry.at < commit.at);
    let mine = before.filter(|entry| {
        entry.site == commit.site
            && matches!(entry.event, Event::Ran { step: Step::Effect(_), durable: Some(false), .. })
    });
    mine.last().map_or(String::new(), |entry| match entry.event {
        Event::Ran { step: Step::Effect(how), .. } => money(trace, entry, how),
        _ => String::new(),
    })
}
