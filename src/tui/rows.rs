//! The rows of the mirror diagram: one or two stories laid side by side.
//!
//! A pure function of the traces. What two lanes share at an instant becomes one row;
//! what only one of them has becomes a row of its own. Knows nothing of the cursor, of
//! columns or of colours.

use std::collections::BTreeMap;

use crate::sim::event::{Arrival, Event, LostWhy};
use crate::sim::id::HandlerId;
use crate::sim::recipe::Step;
use crate::sim::time::Ms;
use crate::sim::wire::Leg;
use crate::sim::{Entry, Trace};

/// Where a row is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// On the client's lifeline.
    Client,
    /// Between the client and the server.
    Message(Leg),
    /// On the server's lifeline.
    Server,
}

/// How a message ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It arrived.
    Arrived,
    /// The network lost it.
    Lost,
    /// It found the server down.
    Down,
    /// It is late: its arrival is a row of its own.
    Late,
}

/// One lane's half of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Half {
    /// Its first entry.
    pub first: usize,
    /// One past its last entry.
    pub end: usize,
    /// Of a message: how it ended, and when.
    pub fate: Option<(Ms, Fate)>,
    /// Of a message: whether this row is a late arrival, drawn whole.
    pub late: bool,
    /// Of a late arrival: whether it is the network's second copy.
    pub copy: bool,
}

/// One row: an instant, a place, and what each lane has there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// When it begins.
    pub at: Ms,
    /// Where it is drawn.
    pub place: Place,
    /// The handler, or for the client the intent and try, it belongs to.
    pub who: HandlerId,
    /// The halves, in the order of the lanes shown.
    pub halves: Vec<Option<Half>>,
}

/// What makes two lanes' items one row.
type Same = (Ms, Place, HandlerId, bool);

#[derive(Clone, Copy, Debug)]
struct Item {
    same: Same,
    half: Half,
}

/// The rows of the stories shown, in order.
#[must_use]
pub fn rows(traces: &[&Trace]) -> Vec<Row> {
    let lanes: Vec<Vec<Item>> = traces.iter().map(|trace| items(&trace.entries)).collect();
    match lanes.as_slice() {
        [] => Vec::new(),
        [one] => one.iter().map(|item| row(item.same, vec![Some(item.half)])).collect(),
        [left, right, ..] => merge(left, right),
    }
}

fn row(same: Same, halves: Vec<Option<Half>>) -> Row {
    let (at, place, who, _) = same;
    Row { at, place, who, halves }
}

/// Lays two ordered lists side by side; equal items share a row.
fn merge(left: &[Item], right: &[Item]) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut waiting = right.iter().peekable();
    for item in left {
        let at = item.same.0;
        while let Some(other) = waiting.next_if(|other| other.same.0 < at) {
            rows.push(row(other.same, vec![None, Some(other.half)]));
        }
        let here: Vec<&Item> = waiting.clone().take_while(|other| other.same.0 == at).collect();
        let twin = here.iter().position(|other| other.same == item.same);
        for other in here.iter().take(twin.unwrap_or(0)) {
            rows.push(row(other.same, vec![None, Some(other.half)]));
            waiting.next();
        }
        let half = twin.and_then(|_| waiting.next()).map(|other| other.half);
        rows.push(row(item.same, vec![Some(item.half), half]));
    }
    rows.extend(waiting.map(|other| row(other.same, vec![None, Some(other.half)])));
    rows
}

/// One lane's items: entries of one instant and place belong together.
fn items(entries: &[Entry]) -> Vec<Item> {
    let mut items = Items::default();
    // The row of each message under way, and whether it was slowed.
    let mut under_way: BTreeMap<(Leg, HandlerId), (usize, bool)> = BTreeMap::new();
    for (index, entry) in entries.iter().enumerate() {
        let who = entry.site.handler();
        match entry.event {
            Event::Intended { .. } | Event::TimedOut { .. } | Event::Reset { .. } | Event::Told { .. } => {
                items.put(entry, index, Place::Client);
            }
            Event::Attempted { .. } => {
                let row = items.put(entry, index, Place::Message(Leg::Request));
                under_way.insert((Leg::Request, who), (row, false));
            }
            Event::Replied { .. } => {
                let row = items.put(entry, index, Place::Message(Leg::Reply));
                under_way.insert((Leg::Reply, who), (row, false));
            }
            Event::Delayed { .. } | Event::Duplicated { .. } => {
                let slowed = matches!(entry.event, Event::Delayed { .. });
                let message = Leg::of(entry.site.place).and_then(|leg| under_way.get_mut(&(leg, who)));
                if let Some((row, late)) = message {
                    *late = slowed;
                    items.0[*row].half.end = index + 1;
                }
            }
            Event::Lost { .. } | Event::Arrived(_) => {
                let (leg, fate) = ending(entry);
                match under_way.remove(&(leg, who)) {
                    Some((row, false)) => items.0[row].half.fate = Some((entry.at, fate)),
                    Some((row, true)) => {
                        items.0[row].half.fate = Some((entry.at, Fate::Late));
                        items.put_late(entry, index, leg, fate, false);
                    }
                    // The network's second copy: its first was seen to arrive.
                    None => items.put_late(entry, index, leg, fate, true),
                }
            }
            // Nothing to see in the picture: the handler lens shows these.
            Event::Ran { step: Step::Begin | Step::Lookup | Step::Commit, .. } => {}
            _ => {
                items.put(entry, index, Place::Server);
            }
        }
    }
    items.0
}

/// Which message an entry ends, and how.
fn ending(entry: &Entry) -> (Leg, Fate) {
    match entry.event {
        Event::Arrived(Arrival::Request) => (Leg::Request, Fate::Arrived),
        Event::Arrived(Arrival::Reply { .. }) => (Leg::Reply, Fate::Arrived),
        Event::Lost { why: LostWhy::Down } => (Leg::Request, Fate::Down),
        _ => (Leg::of(entry.site.place).unwrap_or(Leg::Request), Fate::Lost),
    }
}

/// One lane's items as they are collected.
#[derive(Default)]
struct Items(Vec<Item>);

impl Items {
    /// Adds an entry, to the item before it where both are of one instant and place.
    /// Returns the item's index.
    fn put(&mut self, entry: &Entry, index: usize, place: Place) -> usize {
        let same = (entry.at, place, entry.site.handler(), false);
        let half = Half { first: index, end: index + 1, fate: None, late: false, copy: false };
        match self.0.last_mut() {
            Some(last) if last.same == same && !matches!(place, Place::Message(_)) => {
                last.half.end = index + 1;
            }
            _ => self.0.push(Item { same, half }),
        }
        self.0.len() - 1
    }

    /// Adds a late arrival, drawn whole.
    fn put_late(&mut self, entry: &Entry, index: usize, leg: Leg, fate: Fate, copy: bool) {
        let same = (entry.at, Place::Message(leg), entry.site.handler(), true);
        let half = Half { first: index, end: index + 1, fate: Some((entry.at, fate)), late: true, copy };
        self.0.push(Item { same, half });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sim::{Experiment, Scenario};

    #[test]
    fn the_lost_ack_mirrors_what_the_lanes_share() {
        let experiment = Experiment::run(&Scenario::laboratory());
        let traces: Vec<&Trace> = experiment.traces.iter().collect();
        let picture: Vec<String> = rows(&traces)
            .iter()
            .map(|row| {
                let side = |half: &Option<Half>| if half.is_some() { "x" } else { "-" };
                format!("{} {:?} {}{}", row.at, row.place, side(&row.halves[0]), side(&row.halves[1]))
            })
            .collect();
        let want = [
            "0 Client xx",
            "0 Message(Request) xx",
            "100 Server -x",
            "110 Server xx",
            "110 Message(Reply) xx",
            "1000 Client xx",
            "1200 Message(Request) xx",
            "1300 Server -x",
            "1300 Message(Reply) -x",
            "1310 Server x-",
            "1310 Message(Reply) x-",
            "1400 Client -x",
            "1410 Client x-",
        ];
        assert_eq!(picture, want);
    }

    #[test]
    fn every_entry_of_a_row_lies_in_its_story() {
        let experiment = Experiment::run(&Scenario::laboratory());
        for row in rows(&experiment.traces.iter().collect::<Vec<_>>()) {
            for (half, trace) in row.halves.iter().zip(&experiment.traces) {
                assert!(half.is_none_or(|half| half.first < half.end && half.end <= trace.entries.len()));
            }
        }
    }
}
