//! The event a story is played to: `timed-out`, `lost pay/1/reply`, `ran pay/2 in naive`.

use super::{ExprError, error, known_lane};
use crate::sim::event::{Entry, Event};
use crate::sim::experiment::Experiment;
use crate::sim::nearest::hint;
use crate::sim::site::Site;
use crate::sim::time::Ms;
use crate::sim::trace::Trace;

/// An event to play to: `EVENT [SITE] [in LANE]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Until {
    /// The event's word.
    pub event: &'static str,
    /// The site as written: all of one, or its beginning.
    pub site: Option<String>,
    /// The lane; any, without one.
    pub lane: Option<String>,
}

impl Until {
    /// Reads `timed-out`, `lost pay/1/reply`, `ran pay/2 in naive`.
    ///
    /// # Errors
    /// Says which part does not read, and the nearest valid names.
    pub fn parse(text: &str, lanes: &[&str]) -> Result<Self, ExprError> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let (rest, lane) = match words.as_slice() {
            [rest @ .., "in", lane] => (rest, Some(known_lane(lane, lanes)?)),
            rest => (rest, None),
        };
        let (event, site) = match rest {
            [event] => (*event, None),
            [event, site] => (*event, Some((*site).to_owned())),
            _ => return error(text, "write EVENT [SITE] [in LANE]"),
        };
        match Event::WORDS.into_iter().find(|word| *word == event) {
            Some(event) => Ok(Self { event, site, lane }),
            None => error(event, format!("no event has this name{}", hint(event, &Event::WORDS))),
        }
    }

    /// The first entry it speaks of, not before the instant `from`.
    #[must_use]
    pub fn find<'e>(&self, experiment: &'e Experiment, from: Ms) -> Option<(usize, &'e Entry)> {
        let lanes = experiment.traces.iter().enumerate();
        let lanes =
            lanes.filter(|(_, trace)| self.lane.as_ref().is_none_or(|lane| *lane == trace.setting.lane));
        let found = lanes.filter_map(|(index, trace)| {
            let mut entries = trace.entries.iter().filter(|entry| entry.at >= from);
            let entry =
                entries.find(|entry| entry.event.word() == self.event && self.is_at(trace, entry.site));
            entry.map(|entry| (index, entry))
        });
        found.min_by_key(|(index, entry)| (entry.at, *index))
    }

    fn is_at(&self, trace: &Trace, site: Site) -> bool {
        let Some(wanted) = &self.site else { return true };
        let shown = site.show(trace.setting.intents());
        shown.strip_prefix(wanted.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}
