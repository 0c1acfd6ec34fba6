//! Tells one lane's story: the entries of an instant become lines.
//!
//! It folds the world along as it reads, because an entry says what happened and not
//! what it made of the balance.

use super::line::{Deed, End, Line, Wire};
use super::names::{label, reply, try_name};
use crate::glyph::Glyph;
use crate::report::cell::{self, wrap};
use crate::sim::client::show_key;
use crate::sim::event::{Arrival, LostWhy, Outcome, Why};
use crate::sim::id::HandlerId;
use crate::sim::recipe::Step;
use crate::sim::time::{Ms, show_span};
use crate::sim::{Entry, Event, PROPERTIES, Phrase, Site, Trace, World};

/// Reads one trace from its start, an instant at a time.
pub(super) struct Teller<'t> {
    trace: &'t Trace,
    world: World,
    /// The handler whose steps were last told of, which need not be named again.
    speaker: Option<HandlerId>,
    /// What all customers were charged so far.
    total: u64,
    /// How wide a note may be.
    columns: usize,
}

impl<'t> Teller<'t> {
    /// Begins a story; notes are wrapped to so many columns.
    pub(super) fn new(trace: &'t Trace, columns: usize) -> Self {
        let world = World::new(&trace.setting);
        Self { trace, world, speaker: None, total: 0, columns }
    }

    /// Whether the server is down now.
    pub(super) fn is_down(&self) -> bool {
        self.world.server.down_until.is_some()
    }

    /// The lines of an instant; the next ones are of a later instant.
    pub(super) fn instant(&mut self, at: Ms) -> Vec<Line> {
        let mut lines = Vec::new();
        while let Some(entry) = self.trace.entries.get(self.world.entries as usize)
            && entry.at <= at
        {
            self.entry(entry, &mut lines);
        }
        lines
    }

    fn entry(&mut self, entry: &Entry, lines: &mut Vec<Line>) {
        let index = self.world.entries;
        let before = lines.len();
        let mut line = self.line(entry);
        let balance = self.balance(entry.site);
        let effects = self.world.ledger.rows.len();
        self.world.apply(&self.trace.setting, entry);
        if self.world.ledger.rows.len() > effects {
            line.note.push_str(&self.booked(balance, self.balance(entry.site)));
            line.mark = Some(Glyph::Effect.mark());
        }
        match lines.last().and_then(|last| last.joined(&line)) {
            Some(note) if cell::width(&note) <= self.columns => lines[before - 1].note = note,
            _ => self.push(line, lines),
        }
        for row in PROPERTIES.iter().filter(|row| self.trace.verdict.broken_at(row.property) == Some(index)) {
            lines.push(Line::server(format!("{} breaks", row.id), Some(Glyph::Breaks.mark())));
        }
        for line in &mut lines[before..] {
            line.down = self.is_down();
        }
    }

    /// A note too long for one line goes on below it.
    fn push(&self, mut line: Line, lines: &mut Vec<Line>) {
        let mut parts = wrap(&line.note, self.columns).into_iter();
        line.note = parts.next().unwrap_or_default();
        lines.push(line);
        lines.extend(parts.map(|part| Line::server(part, None)));
    }

    fn line(&mut self, entry: &Entry) -> Line {
        let Entry { site, event, .. } = *entry;
        let setting = &self.trace.setting;
        let word = event.word();
        let deed = |mark, text: String| Some(Deed { mark, text });
        let shared = |wire, deed| Line::shared(word, site, wire, deed);
        match event {
            Event::Intended { amount, customer } => {
                let whose = if self.world.ledger.balances.len() > 1 {
                    format!(", cust {}", u64::from(customer) + 1)
                } else {
                    String::new()
                };
                let again = if setting.means(site.intent) == site.intent { "" } else { " again" };
                let text = format!("{}: ${amount}{again}{whose}", try_name(setting, site));
                shared(Wire::Quiet, deed(Glyph::Meant.mark(), text))
            }
            Event::Attempted { .. } => {
                shared(Wire::Leaves(End::Client, try_name(setting, site)), deed('┼', String::new()))
            }
            Event::Delayed { by } => shared(Wire::Befalls(format!("late by {}", show_span(by))), None),
            Event::Duplicated { gap } => {
                shared(Wire::Befalls(format!("twice, {} apart", show_span(gap))), None)
            }
            Event::Lost { why } => {
                let down = format!("no {}", setting.skin.say(Phrase::Server));
                let why = match why {
                    LostWhy::Network => "lost",
                    LostWhy::Down => &down,
                    LostWhy::Reset => "reset",
                };
                let label = label(setting, &self.world, site);
                shared(Wire::Befalls(format!("{} {label} {why}", Glyph::Lost.mark())), None)
            }
            Event::Arrived(Arrival::Request) => {
                self.speaker = Some(site.handler());
                shared(Wire::Arrives(End::Server, try_name(setting, site), true), None)
            }
            Event::Arrived(Arrival::Reply { heard, .. }) => {
                shared(Wire::Arrives(End::Client, label(setting, &self.world, site), heard), None)
            }
            Event::Ran { step, takeover, rows, .. } => self.step(site, step, takeover, rows),
            Event::Answered { step, why } => {
                let mark = if why == Why::Replay { Glyph::Replay.mark() } else { Glyph::Refused.mark() };
                let said = match why {
                    Why::Replay => setting.skin.say(Phrase::Replay).to_owned(),
                    why => format!("{} {}", setting.skin.status(why.status()), why.word()),
                };
                Line::server(self.said(site, &format!("{}: {said}", step.word())), Some(mark))
            }
            Event::Woke { job, .. } => {
                Line::server(self.said(site, &format!("{} wakes", job.work.word())), None)
            }
            Event::Committed => {
                let open = self.world.handler(site).and_then(|handler| handler.open);
                let mark = open.and_then(|open| open.record).map(|_| Glyph::Key.mark());
                Line::server(self.said(site, "commit"), mark)
            }
            Event::RolledBack => Line::server(self.said(site, "rolled back"), None),
            Event::Replied { status, receipt, replayed } => {
                self.speaker = Some(site.handler());
                shared(Wire::Leaves(End::Server, reply(setting, site, status, receipt, replayed)), None)
            }
            Event::Crashed { until } => {
                let text = format!("crash {}, down {}", site.place.word(), show_span(until - entry.at));
                Line::server(self.said(site, &text), Some(Glyph::Crash.mark()))
            }
            Event::Restarted => {
                self.speaker = None;
                Line::server("up again", None)
            }
            Event::Paused { until } => {
                let text = format!("pause {}, {}", site.place.word(), show_span(until - entry.at));
                Line::server(self.said(site, &text), Some(Glyph::Paused.mark()))
            }
            Event::Resumed => Line::server(self.said(site, "goes on"), None),
            Event::TimedOut { .. } => {
                let text = format!("{} {}", try_name(setting, site), setting.skin.say(Phrase::TimedOut));
                shared(Wire::Quiet, deed(Glyph::Timeout.mark(), text))
            }
            Event::Reset { .. } => {
                let text = format!("{} hears a reset", try_name(setting, site));
                shared(Wire::Quiet, deed(Glyph::Reset.mark(), text))
            }
            Event::Told { outcome } => {
                let mark = match outcome {
                    Outcome::Success => Glyph::ToldSuccess.mark(),
                    Outcome::Error => Glyph::ToldError.mark(),
                    Outcome::Unknown => Glyph::ToldUnknown.mark(),
                };
                let (told, outcome) = (setting.skin.say(Phrase::Told), setting.skin.outcome(outcome));
                let text = format!("{} {told}{outcome}", try_name(setting, site));
                shared(Wire::Quiet, deed(mark, text))
            }
            Event::Expired { record } => {
                Line::server(self.said(site, &format!("{} expired", show_key(setting, record.key))), None)
            }
            Event::Evicted { record } => {
                Line::server(self.said(site, &format!("{} evicted", show_key(setting, record.key))), None)
            }
        }
    }

    fn step(&mut self, site: Site, step: Step, takeover: bool, rows: Option<u8>) -> Line {
        let setting = &self.trace.setting;
        let handler = self.world.handler(site);
        let in_transaction = handler.is_some_and(|handler| handler.open.is_some());
        let key = handler.and_then(|handler| handler.key);
        let (text, mark) = match step {
            Step::Claim { .. } | Step::Lookup | Step::Record { .. } => {
                let word = match (takeover, rows) {
                    (true, Some(_)) => "take over from its point",
                    (true, None) => "take over",
                    (false, _) => step.word(),
                };
                let mark = match step {
                    Step::Record { .. } if !in_transaction => Some(Glyph::Key.mark()),
                    Step::Lookup => None,
                    _ => Some(Glyph::KeyPending.mark()),
                };
                let text = key.map_or(word.to_owned(), |key| format!("{word} {}", show_key(setting, key)));
                (text, key.and(mark))
            }
            Step::Query => {
                let found = if rows == Some(1) { "done already" } else { "nothing yet" };
                (format!("query: {found}"), None)
            }
            Step::Effect(_) if rows == Some(0) => ("effect: done already".to_owned(), None),
            // One that is durable now is marked once it is booked.
            Step::Effect(_) => ("effect".to_owned(), in_transaction.then_some(Glyph::EffectPending.mark())),
            Step::Reply => (format!("{} held", setting.skin.say(Phrase::Reply)), None),
            Step::Outbox => ("row into the outbox".to_owned(), None),
            Step::Mark => ("mark the row sent".to_owned(), None),
            Step::Point => ("recovery point".to_owned(), Some(Glyph::KeyPending.mark())),
            Step::Begin | Step::Commit => (step.word().to_owned(), None),
        };
        Line::server(self.said(site, &text), mark)
    }

    /// What an effect made of the balance, in words.
    fn booked(&mut self, before: u64, after: u64) -> String {
        self.total = self.total - before + after;
        let sign = if after < before { '-' } else { '+' };
        format!(" {sign}${}, now ${}", after.abs_diff(before), self.total)
    }

    /// The balance of the customer whose intent a site belongs to.
    fn balance(&self, site: Site) -> u64 {
        let customer = self.trace.setting.intent(site.intent).customer;
        self.world.ledger.balances.get(customer as usize).copied().unwrap_or(0)
    }

    /// A sentence about a handler, which names it unless it was the last one spoken of.
    fn said(&mut self, site: Site, text: &str) -> String {
        let who = site.handler();
        if self.speaker.replace(who) == Some(who) {
            return text.to_owned();
        }
        format!("{} {text}", try_name(&self.trace.setting, site))
    }
}
