//! The panes of the laboratory: who gets how many rows, on a desk and on a wall.

use ratatui::layout::{Constraint, Layout, Rect};

use super::{SMALLEST, WIDE, counters, diagram};

/// The rows the picture keeps, however long the text.
const PICTURE_LEAST: u16 = 5;

/// How wide the lenses beside the diagram are, at the least.
const BESIDE: u16 = 48;
/// How wide the diagram becomes where lenses stand beside it.
const PICTURE: u16 = 76;
/// And where there is room for a column of instants too.
const PICTURE_TIMED: u16 = diagram::TIMED;

/// How much wider than they must be the lenses are before the diagram has more than it must.
const GENEROUS: u16 = 16;

/// The rows a presenter's diagram keeps beside huge digits, and beside large ones.
const PICTURE_TALL: u16 = 12;
const PICTURE_SHORT: u16 = 8;

/// The laboratory's panes, from top to bottom.
pub(super) struct Panes {
    pub(super) header: Rect,
    pub(super) names: Rect,
    pub(super) picture: Rect,
    pub(super) beside: Option<Rect>,
    pub(super) counters: Rect,
    pub(super) text: Rect,
    pub(super) timeline: Rect,
    pub(super) knobs: Rect,
    pub(super) footer: Rect,
}

impl Panes {
    /// Shares the area out. A lesson's text gets the rows it wants, the picture keeps five.
    pub(super) fn new(area: Rect, wanted: u16) -> Self {
        let wide = area.width >= WIDE.0 && area.height >= WIDE.1;
        let spare = area.height.saturating_sub(SMALLEST.1);
        // What there is room for, in the order it comes back as the terminal grows.
        let rules = u16::from(spare >= 3);
        let knobs = u16::from(spare >= 1);
        let counters = if wide { counters::LARGE } else { 1 };
        let fixed = 4 + counters + 2 * rules + knobs;
        let usual = if wide { 6 } else { 3 + spare.min(2) };
        // Without a rule the heading takes a row of the text's own.
        let wanted = wanted + (1 - rules);
        let text = usual.max(wanted.min(area.height.saturating_sub(fixed + PICTURE_LEAST)));
        let heights = [1, 1, 0, counters, rules, text, rules, 1, knobs, 1];
        let constraints = heights.map(|height| match height {
            0 => Constraint::Length(0),
            height => Constraint::Length(height),
        });
        let mut constraints = constraints;
        constraints[2] = Constraint::Fill(1);
        let rows: [Rect; 10] = Layout::vertical(constraints).areas(area);
        let (mut left, mut counters, mut beside) = (rows[1].union(rows[2]), rows[3], None);
        if wide {
            // The lenses have all the width the diagram does not need, and the rows of both.
            let width = if area.width >= PICTURE_TIMED + BESIDE + GENEROUS {
                PICTURE_TIMED
            } else {
                PICTURE.min(area.width - BESIDE)
            };
            let both = left.union(counters);
            beside = Some(Rect { x: both.x + width, width: both.width - width, ..both });
            (left.width, counters.width) = (width, width);
        }
        let [names, picture] = Layout::vertical([Constraint::Length(1), Constraint::Fill(1)]).areas(left);
        Self {
            header: rows[0],
            names,
            picture,
            beside,
            counters,
            text: rows[5],
            timeline: rows[7],
            knobs: rows[8],
            footer: rows[9],
        }
    }

    /// Shares the area out for a projector: digits as large as the diagram allows, a tall
    /// diagram, and the words below it, as few as there are. A lens chosen stands beside the
    /// diagram where the screen is wide, and in its place where it is not.
    pub(super) fn podium(area: Rect, wanted: u16, knobs: bool, lens: bool, ascii: bool) -> Self {
        let knobs = u16::from(knobs && area.height > SMALLEST.1);
        // Header, names, the rule over the words, timeline, footer.
        let fixed = 5 + knobs;
        let text = wanted.min(area.height.saturating_sub(fixed + 1 + PICTURE_LEAST));
        let left = area.height.saturating_sub(fixed + text);
        // Large digits are made of blocks; under --ascii only the largest can be drawn.
        let counters = match left {
            left if left >= counters::HUGE + PICTURE_TALL => counters::HUGE,
            left if left >= counters::PLAIN + PICTURE_SHORT && !ascii => counters::PLAIN,
            _ => 1,
        };
        let picture = left.saturating_sub(counters);
        let heights = [1, 1, picture, counters, 1, text, 1, knobs, 1];
        let rows: [Rect; 9] = Layout::vertical(heights.map(Constraint::Length)).areas(area);
        let (mut names, mut picture, mut beside) = (rows[1], rows[2], None);
        if lens && area.width >= WIDE.0 {
            let width = PICTURE.min(area.width - BESIDE);
            let both = names.union(picture);
            beside = Some(Rect { x: both.x + width, width: both.width - width, ..both });
            (names.width, picture.width) = (width, width);
        }
        let (header, counters, text, timeline) = (rows[0], rows[3], rows[5], rows[6]);
        Self { header, names, picture, beside, counters, text, timeline, knobs: rows[7], footer: rows[8] }
    }
}
