//! One line of one lane: what happens on its server, on its wire and at its client.
//!
//! A line knows no columns; `row` draws it.

use crate::sim::Site;

/// Which end of the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// The client's.
    Client,
    /// The server's.
    Server,
}

/// What is drawn between client and server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wire {
    /// Nothing.
    Quiet,
    /// A message leaves one end.
    Leaves(End, String),
    /// A message arrives at one end, and is heard there or not.
    Arrives(End, String, bool),
    /// Something befalls a message half-way.
    Befalls(String),
}

/// What the client does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Deed {
    /// The mark on its lifeline.
    pub(super) mark: char,
    /// In words; may be empty.
    pub(super) text: String,
}

/// Lines of two lanes that tell of the same thing stand on the same row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Same {
    /// The event's word.
    pub(super) word: &'static str,
    /// Where.
    pub(super) site: Site,
    /// What the client does, which must be equal too.
    pub(super) deed: Option<Deed>,
}

/// One line of a lane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// What it must share to stand beside a line of the other lane; none: anything that
    /// also has none.
    pub(super) same: Option<Same>,
    /// The server's note.
    pub(super) note: String,
    /// The mark on the server's lifeline.
    pub(super) mark: Option<char>,
    /// Whether the server is down.
    pub(super) down: bool,
    /// The wire.
    pub(super) wire: Wire,
}

impl Line {
    /// A line with a note beside the server, and perhaps a mark on it.
    pub(super) fn server(note: impl Into<String>, mark: Option<char>) -> Self {
        Self { same: None, note: note.into(), mark, down: false, wire: Wire::Quiet }
    }

    /// A line that both lanes may share.
    pub(super) fn shared(word: &'static str, site: Site, wire: Wire, deed: Option<Deed>) -> Self {
        Self { same: Some(Same { word, site, deed }), wire, ..Self::server("", None) }
    }

    /// This line's note with another's, where the two may share a line: plain notes do,
    /// and the first stands beside the request it answers.
    pub(super) fn joined(&self, next: &Self) -> Option<String> {
        let plain = |line: &Self| line.same.is_none() && line.mark.is_none();
        let opens = matches!(self.wire, Wire::Arrives(End::Server, ..));
        if !plain(next) || !(plain(self) || opens) {
            return None;
        }
        let comma = if self.note.is_empty() { "" } else { ", " };
        Some(format!("{}{comma}{}", self.note, next.note))
    }

    /// What the client does on this line.
    pub(super) fn deed(&self) -> Option<&Deed> {
        self.same.as_ref()?.deed.as_ref()
    }
}

/// How far ahead a line looks for its like in the other lane.
const LOOK_AHEAD: usize = 32;

/// Pairs the lines of two lanes at one instant: lines that tell of the same thing stand
/// side by side, and so do lines that are free to stand anywhere.
pub(super) fn pair(left: Vec<Line>, right: Vec<Line>) -> Vec<(Option<Line>, Option<Line>)> {
    let (mut left, mut right) = (left.into_iter(), right.into_iter());
    let mut rows = Vec::new();
    loop {
        let has = |lines: &[Line], like: &Line| lines.iter().take(LOOK_AHEAD).any(|l| l.same == like.same);
        let (go_left, go_right) = match (left.as_slice().first(), right.as_slice().first()) {
            (None, None) => return rows,
            (None, Some(_)) => (false, true),
            (Some(l), Some(r)) if l.same == r.same => (true, true),
            (Some(l), Some(_)) if l.same.is_none() => (true, false),
            (Some(_), Some(r)) if r.same.is_none() => (false, true),
            (Some(l), Some(_)) if has(right.as_slice(), l) => (false, true),
            (Some(_), _) => (true, false),
        };
        let l = if go_left { left.next() } else { None };
        let r = if go_right { right.next() } else { None };
        rows.push((l, r));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_the_same_stands_on_one_row() {
        let step = |note: &str| Line::server(note, None);
        let reply = || Line::shared("replied", Site::attempt(0, 1), Wire::Quiet, None);
        let rows = pair(vec![step("effect"), reply()], vec![step("begin"), step("claim"), reply()]);
        let notes = |row: &(Option<Line>, Option<Line>)| {
            let note = |line: &Option<Line>| line.as_ref().map(|line| line.note.clone());
            (note(&row.0), note(&row.1))
        };
        let text = |note: &str| Some(note.to_owned());
        let want = [(text("effect"), text("begin")), (None, text("claim")), (text(""), text(""))];
        assert_eq!(rows.iter().map(notes).collect::<Vec<_>>(), want);
    }
}
