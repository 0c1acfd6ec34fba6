//! What a handler did within one instant, as a sign, an amount and a few words.

use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use crate::glyph::Glyph;
use crate::sim::Trace;
use crate::sim::event::{Event, Why};
use crate::sim::recipe::Step;
use crate::tui::narrate::{gap_words, key_words};
use crate::tui::view::Ui;

/// A server's row.
#[derive(Clone, Debug)]
pub(super) struct Note {
    /// The sign on its lifeline.
    pub(super) sign: Glyph,
    /// How sign and words are written.
    pub(super) style: Style,
    /// The money that moved, `+10`.
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
    let mut note =
        Note { sign: Glyph::Step, style: ui.theme.lane(lane), money: String::new(), words: Vec::new() };
    let mut words: Vec<String> = Vec::new();
    for entry in entries {
        let key = || {
            let handler = crate::sim::client::key_for(&trace.setting, entry.site.intent, entry.site.attempt);
            key_words(&trace.setting, handler)
        };
        let copy = if entry.site.copy { " (copy)" } else { "" };
        match entry.event {
            Event::Ran { step: Step::Claim { .. }, takeover, .. } => {
                note.sign = Glyph::KeyPending;
                let verb = if takeover { "takes over" } else { "claims" };
                words.push(if key() == "no key" {
                    format!("no key to claim{copy}")
                } else {
                    format!("{verb} {}{copy}", key())
                });
            }
            Event::Ran { step: Step::Query, rows, .. } => {
                let found = if rows == Some(1) { "provider: done" } else { "provider: not yet" };
                words.push(found.to_owned());
            }
            Event::Ran { step: Step::Effect(_), rows: Some(0), .. } => {
                words.push(format!("already done{copy}"));
            }
            Event::Ran { step: Step::Effect(_), durable, .. } => {
                let durable = durable == Some(true) || committed;
                note.sign = if durable { Glyph::Effect } else { Glyph::EffectPending };
                let amount = trace.setting.intent(entry.site.intent).amount;
                note.money = if durable { format!("+{amount}") } else { String::new() };
                if !durable {
                    words.push(format!("charge, not committed{copy}"));
                }
            }
            Event::Ran { step: Step::Record { .. }, .. } if key() == "no key" => {}
            Event::Ran { step: Step::Record { .. }, .. } if committed => {}
            Event::Ran { step: Step::Record { .. }, .. } => {
                if note.sign == Glyph::Step {
                    note.sign = Glyph::Key;
                }
                words.push(format!("{} {} stored", ui.glyphs.get(Glyph::Key), key()));
            }
            Event::Committed => {
                let what = format!("commit with {}", key());
                words.push(format!("{what} {}", ui.glyphs.get(Glyph::Key)));
                if note.money.is_empty() {
                    note.sign = Glyph::Effect;
                    note.money = commit_money(trace, entry);
                }
            }
            Event::Answered { why, .. } => {
                let (sign, text, style) = match why {
                    Why::Replay => (Glyph::Replay, "replay", ui.theme.good()),
                    Why::Conflict => (Glyph::Refused, "409: in flight", ui.theme.warn()),
                    Why::Mismatch => (Glyph::Refused, "422: other body", ui.theme.warn()),
                    Why::NoRow => (Glyph::Refused, "412: no row", ui.theme.warn()),
                    Why::LostLease => (Glyph::Refused, "409: lease lost", ui.theme.warn()),
                };
                (note.sign, note.style) = (sign, style);
                words.push(format!("{text}{copy}"));
            }
            Event::RolledBack => words.push("rolled back".to_owned()),
            Event::Crashed { .. } => {
                (note.sign, note.style) = (Glyph::Crash, ui.theme.bad());
                words.push(format!("CRASH {}", gap_words(entry.site)));
            }
            Event::Restarted => {
                (note.sign, note.style) = (Glyph::Restart, ui.theme.dim());
                words.push("server is back".to_owned());
            }
            Event::Paused { .. } => {
                (note.sign, note.style) = (Glyph::Paused, ui.theme.warn());
                words.push(format!("stalls {}", gap_words(entry.site)));
            }
            Event::Resumed => words.push("goes on".to_owned()),
            Event::Expired { .. } => words.push(format!("{} expired", key())),
            Event::Evicted { .. } => words.push("a key is evicted".to_owned()),
            _ => {}
        }
    }
    note.words = words;
    note
}

/// The amount a commit made durable, when its effect ran at an earlier instant.
fn commit_money(trace: &Trace, commit: &crate::sim::Entry) -> String {
    let before = trace.entries.iter().take_while(|entry| entry.at < commit.at);
    let mine = before.filter(|entry| {
        entry.site == commit.site
            && matches!(entry.event, Event::Ran { step: Step::Effect(_), durable: Some(false), .. })
    });
    mine.last().map_or(String::new(), |_| format!("+{}", trace.setting.intent(commit.site.intent).amount))
}
