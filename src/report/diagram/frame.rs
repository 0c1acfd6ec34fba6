//! The frame a diagram is drawn in: which column is whose, and how a row of lines
//! becomes text.
//!
//! Two lanes stand on either side of the client; one stands to its right.

use super::line::{End, Line, Wire};
use crate::glyph::Glyph;
use crate::report::cell::{COLUMNS, centre, clip, left, right, width};

/// Where things stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    /// Whether there is a lane at the left of the client.
    mirrored: bool,
    /// The columns of the instants.
    gutter: usize,
    /// The columns between client and server.
    wire: usize,
    /// The columns of a server's notes, the blank beside the lifeline included.
    note: usize,
}

/// Which side of the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

/// A row before it is drawn: the instant if it is a new one, and each lane's line.
pub(super) struct Row<'l> {
    /// The instant, on the first row of a beat.
    pub(super) at: Option<&'l str>,
    /// The left lane's line and the right lane's.
    pub(super) lines: [Option<&'l Line>; 2],
    /// Which servers are down where there is no line to say so.
    pub(super) down: [bool; 2],
}

impl Frame {
    /// A frame for one lane or two, with room for instants of so many columns.
    pub(super) fn new(mirrored: bool, instants: usize) -> Self {
        let gutter = instants.max(8) + 2;
        let lifelines = if mirrored { 3 } else { 2 };
        let wire = if mirrored { 21 } else { 34 };
        let note = if mirrored {
            (COLUMNS - gutter - lifelines - 2 * wire) / 2
        } else {
            COLUMNS - gutter - lifelines - wire
        };
        Self { mirrored, gutter, wire, note }
    }

    /// How wide a note may be.
    pub(super) const fn note_columns(&self) -> usize {
        self.note - 1
    }

    /// A line of names over the lifelines: the left lane's, the client's, the right lane's.
    pub(super) fn names(&self, names: [&str; 3]) -> String {
        let first = self.gutter + if self.mirrored { self.note } else { 0 };
        let mut text = String::new();
        for (index, name) in names.iter().skip(usize::from(!self.mirrored)).enumerate() {
            let lifeline = first + index * (self.wire + 1);
            let begin = lifeline.saturating_sub(width(name) / 2);
            let gap = begin.saturating_sub(width(&text)).max(usize::from(!text.is_empty()));
            text.push_str(&" ".repeat(gap));
            text.push_str(name);
        }
        text
    }

    /// A row as text.
    pub(super) fn draw(&self, row: &Row) -> String {
        let [l, r] = row.lines;
        let at = right(row.at.unwrap_or(""), self.gutter - 2) + "  ";
        let deed = l.and_then(Line::deed).or_else(|| r.and_then(Line::deed));
        let hub = deed.map_or('│', |deed| deed.mark);
        let hub = match (hub, l.is_some(), r.is_some()) {
            ('┼', false, _) => '├',
            ('┼', _, false) => '┤',
            _ => hub,
        };
        let right_side = format!(
            "{}{} {}",
            self.wire(Side::Right, r, l),
            lifeline(Side::Right, r, row.down[1]),
            r.map_or("", |line| &line.note)
        );
        if !self.mirrored {
            return format!("{at}{hub}{right_side}");
        }
        let left_side = format!(
            "{} {}{}",
            right(l.map_or("", |line| &line.note), self.note - 1),
            lifeline(Side::Left, l, row.down[0]),
            self.wire(Side::Left, l, r)
        );
        format!("{at}{left_side}{hub}{right_side}")
    }

    /// What stands between client and server on one side.
    fn wire(&self, side: Side, mine: Option<&Line>, other: Option<&Line>) -> String {
        let Some(line) = mine else { return " ".repeat(self.wire) };
        match &line.wire {
            Wire::Leaves(end, label) => self.arrow(side, *end, label, Head::Leaves),
            Wire::Arrives(end, label, true) => self.arrow(side, *end, label, Head::Arrives),
            Wire::Arrives(end, label, false) => self.arrow(side, *end, label, Head::Unheard),
            Wire::Befalls(text) => centre(text, self.wire),
            Wire::Quiet => self.deed(side, line, other),
        }
    }

    /// What the client does, in words beside its lifeline. Where only one lane's client
    /// does it, the words stand on that side and a mark says so.
    fn deed(&self, side: Side, line: &Line, other: Option<&Line>) -> String {
        let text = line.deed().map_or("", |deed| &deed.text);
        let alone = self.mirrored && other.is_none_or(|other| other.same != line.same);
        match side {
            _ if text.is_empty() => " ".repeat(self.wire),
            Side::Left if !alone => " ".repeat(self.wire),
            Side::Left => right(&format!("{text} {}", Glyph::OnlyLeft.mark()), self.wire),
            Side::Right if alone => left(&format!("{} {text}", Glyph::OnlyRight.mark()), self.wire),
            Side::Right => left(&format!(" {text}"), self.wire),
        }
    }

    /// Half a way: out from one end, or in at the other.
    fn arrow(&self, side: Side, end: End, label: &str, head: Head) -> String {
        let at_left = (end == End::Server) == (side == Side::Left);
        // A message points away from the end it leaves, and at the end it arrives at.
        let points_left = at_left == (head != Head::Leaves);
        let label = clip(label, self.wire - 5);
        let dashes = 12_usize.saturating_sub(width(&label) + 3).max(3).min(self.wire - 3 - width(&label));
        let (thin, thick) = ("─".repeat(dashes - dashes / 2), "─".repeat(dashes / 2));
        let glyph = head.mark(points_left);
        let text = if points_left {
            format!("{glyph}{thin} {label} {thick}")
        } else {
            format!("{thick} {label} {thin}{glyph}")
        };
        if at_left { left(&text, self.wire) } else { right(&text, self.wire) }
    }
}

/// How a message's arrow ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Head {
    Leaves,
    Arrives,
    Unheard,
}

impl Head {
    fn mark(self, points_left: bool) -> char {
        let [to_left, to_right] = match self {
            Self::Leaves => [Glyph::TipLeft, Glyph::TipRight],
            Self::Arrives => [Glyph::Left, Glyph::Right],
            Self::Unheard => [Glyph::UnheardLeft, Glyph::UnheardRight],
        };
        if points_left { to_left.mark() } else { to_right.mark() }
    }
}

/// The server's lifeline on one row.
fn lifeline(side: Side, line: Option<&Line>, down: bool) -> char {
    let Some(line) = line else { return if down { Glyph::Down.mark() } else { '│' } };
    match (line.mark, &line.wire) {
        (Some(mark), _) => mark,
        (None, Wire::Leaves(End::Server, _)) if side == Side::Left => Glyph::ForkRight.mark(),
        (None, Wire::Leaves(End::Server, _)) => Glyph::ForkLeft.mark(),
        (None, _) if line.down => Glyph::Down.mark(),
        (None, _) => '│',
    }
}
