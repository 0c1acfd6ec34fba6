//! An engineer's own question: a knob or two of the sandbox's scenario to vary, and the
//! lanes to compare. Knows nothing of drawing, keys or threads.

use super::field::Field;
use super::lab::INTENTS_MAX;
use crate::report::search::bounds::counted;
use crate::sim::{KNOBS, Knobs, Scenario, Value};
use crate::sweep::{Axis, AxisError, Grid, axis::VALUES_MAX, grid::GridError};

/// The most points a chart on screen has room for.
pub const POINTS_MAX: usize = 100;
/// The most knobs one chart can vary.
const AXES_MAX: usize = 2;
/// The longest text of what is varied.
const TEXT_MAX: usize = 160;
/// How often a point is played to begin with: as often as ends while one looks on.
const TRIALS: [u64; 4] = [1_000, 250, 50, 10];
/// The most payments a point is played for to begin with.
const PAYMENTS: u64 = 50_000;

/// The question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnQuestion {
    /// As the sandbox stood.
    scenario: Scenario,
    /// What is varied, as `--vary` takes it; a blank between two.
    vary: String,
    /// The one lane played alone; all of them, without one.
    alone: Option<usize>,
    /// The text under way; what is left unfinished goes on later.
    draft: Option<Field>,
    /// What is wrong with the text under way.
    wrong: Option<String>,
}

impl Default for OwnQuestion {
    /// The scenario the laboratory opens on.
    fn default() -> Self {
        let vary = "lose-reply".to_owned();
        Self { scenario: Scenario::laboratory(), vary, alone: None, draft: None, wrong: None }
    }
}

impl OwnQuestion {
    /// Asks of another scenario; what is varied stays, where that still makes sense.
    pub fn ask_of(&mut self, scenario: &Scenario) {
        if self.scenario == *scenario {
            return;
        }
        self.scenario = scenario.clone();
        self.alone = self.alone.filter(|lane| *lane < scenario.lanes.len());
        if self.lay(&self.vary, 1).is_err() {
            self.vary = Self::default().vary;
        }
    }

    /// The scenario every point starts from: the sandbox's, with the lanes chosen.
    #[must_use]
    pub fn scenario(&self) -> Scenario {
        let mut scenario = self.scenario.clone();
        if let Some(lane) = self.alone.and_then(|lane| scenario.lanes.get(lane)) {
            scenario.lanes = vec![lane.clone()];
        }
        scenario
    }

    /// Whether it is asked of this scenario.
    #[must_use]
    pub fn is_of(&self, scenario: &Scenario) -> bool {
        self.scenario == *scenario
    }

    /// What is varied, as text.
    #[must_use]
    pub fn vary(&self) -> &str {
        &self.vary
    }

    /// The text under way, where one was begun.
    #[must_use]
    pub const fn draft(&self) -> Option<&Field> {
        self.draft.as_ref()
    }

    /// The same, to change it; what was wrong with it is no longer said.
    pub fn draft_mut(&mut self) -> Option<&mut Field> {
        self.wrong = None;
        self.draft.as_mut()
    }

    /// What is wrong with the text under way.
    #[must_use]
    pub fn wrong(&self) -> Option<&str> {
        self.wrong.as_deref()
    }

    /// Begins to write what is varied, or goes on with what was begun.
    pub fn write(&mut self) {
        self.draft.get_or_insert_with(|| Field::new(&self.vary, TEXT_MAX));
    }

    /// Takes over what is written. Where it does not read, says why and changes nothing.
    pub fn take(&mut self) -> bool {
        let Some(draft) = &self.draft else { return true };
        let text = draft.text().trim().to_owned();
        match self.lay(&text, 1) {
            Ok(_) => {
                self.vary = text;
                (self.draft, self.wrong) = (None, None);
                true
            }
            Err(why) => {
                self.wrong = Some(why.to_string());
                false
            }
        }
    }

    /// Varies the next knob over its ladder, or the one before; a second knob stays.
    pub fn turn_knob(&mut self, back: bool) {
        let parts = parts(&self.vary);
        let now = parts.first().and_then(|text| Axis::parse(text).ok()).map(|axis| axis.knob.id);
        let all: Vec<&str> = KNOBS.iter().map(|knob| knob.id).filter(|id| *id != "seed").collect();
        let step = if back { all.len() - 1 } else { 1 };
        let next = now.and_then(|id| all.iter().position(|known| *known == id));
        let next = all[next.map_or(0, |at| (at + step) % all.len())];
        let rest = parts.iter().skip(1).map(String::as_str);
        self.vary = std::iter::once(next).chain(rest).collect::<Vec<_>>().join(" ");
        (self.draft, self.wrong) = (None, None);
    }

    /// All lanes, then each of them alone. Returns whether there is anything to choose.
    pub fn turn_lanes(&mut self) -> bool {
        let lanes = self.scenario.lanes.len();
        let next = self.alone.map_or(0, |lane| lane + 1);
        let before = self.alone;
        self.alone = (lanes > 1 && next < lanes).then_some(next);
        if self.lay(&self.vary, 1).is_err() {
            // What is varied names a lane that would be left out.
            self.alone = before;
            return false;
        }
        lanes > 1
    }

    /// The lanes that have a value of their own for a knob varied for all: it moves none
    /// of them.
    #[must_use]
    pub fn unmoved(&self) -> Vec<String> {
        let scenario = self.scenario();
        let shared = parts(&self.vary).into_iter().filter_map(|text| Axis::parse(&text).ok());
        let shared: Vec<Axis> = shared.filter(|axis| !axis.path.contains('.')).collect();
        let own = |axis: &Axis| {
            let lanes = scenario.lanes.iter().filter(|lane| lane.own.contains_key(axis.knob.id));
            lanes.map(|lane| format!("{}.{}", lane.name, axis.knob.id)).collect::<Vec<_>>()
        };
        shared.iter().flat_map(own).collect()
    }

    /// The grid that answers it, so many times the trials it begins with.
    #[must_use]
    pub fn grid(&self, times: u64) -> Option<Grid> {
        self.lay(&self.vary, times).ok()
    }

    /// Lays a grid out for what a text says is varied.
    fn lay(&self, text: &str, times: u64) -> Result<Grid, OwnError> {
        let parts = parts(text);
        if parts.is_empty() {
            return Err(OwnError::Nothing);
        }
        if parts.len() > AXES_MAX {
            return Err(OwnError::Axes);
        }
        let axes = parts.iter().map(|text| Axis::parse(text)).collect::<Result<Vec<_>, _>>()?;
        let scenario = self.scenario();
        let counts = axes.iter().filter(|axis| axis.knob.id == "intents").flat_map(|axis| &axis.values);
        let counts = counts.filter_map(|value| if let Value::Count(n) = value { Some(*n) } else { None });
        let most = counts.max().unwrap_or(scenario.meant().len() as u64);
        if most > u64::from(INTENTS_MAX) {
            return Err(OwnError::Intents);
        }
        let points = axes.iter().map(|axis| axis.values.len().min(VALUES_MAX)).product();
        if points > POINTS_MAX {
            return Err(OwnError::Points(points));
        }
        let trials = TRIALS.into_iter().find(|trials| trials * most <= PAYMENTS);
        let trials = trials.unwrap_or(TRIALS[TRIALS.len() - 1]);
        Ok(Grid::new(scenario, axes, trials * times)?)
    }

    /// The knobs of the sandbox's right-hand client and server, without weather or workload.
    #[must_use]
    pub fn client(&self, lane: usize) -> Knobs {
        let mut knobs = Knobs::default();
        for knob in KNOBS.iter().filter(|knob| knob.group.per_lane()) {
            (knob.put)(&mut knobs, self.scenario.value(Some(lane), knob));
        }
        knobs
    }
}

/// The knobs a text varies, one each: blanks part them, but not the items of a list.
fn parts(text: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let goes_on = word.starts_with(['=', ',', ':']);
        match parts.last_mut() {
            Some(last) if goes_on || last.ends_with(['=', ',', ':']) => last.push_str(word),
            _ => parts.push(word.to_owned()),
        }
    }
    parts
}

/// Why a text is no question.
#[derive(Debug, thiserror::Error)]
enum OwnError {
    #[error("nothing is varied: write a knob, such as ttl or timeout=1s,2s,5s")]
    Nothing,
    #[error("one chart varies at most {AXES_MAX} knobs; `idem sweep` takes more")]
    Axes,
    #[error("a chart has room for {POINTS_MAX} points, these are {}; `idem sweep` takes more", counted(*.0 as u64, "point"))]
    Points(usize),
    #[error("a story on screen has at most {INTENTS_MAX} payments; `idem sweep` takes more")]
    Intents,
    #[error(transparent)]
    Axis(#[from] AxisError),
    #[error(transparent)]
    Grid(#[from] GridError),
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> String {
        let mut own = OwnQuestion::default();
        own.write();
        let field = own.draft_mut().expect("a text under way");
        field.clear();
        text.chars().for_each(|c| field.put(c));
        if own.take() { own.vary().to_owned() } else { own.wrong().expect("a reason").to_owned() }
    }

    #[test]
    fn what_reads_is_taken_and_what_does_not_is_told_whole() {
        for (text, told) in [
            (" ttl ", "ttl"),
            ("ttl=1s, 1h  jitter", "ttl=1s, 1h  jitter"),
            ("keyed.ttl = 1s:1h:x60", "keyed.ttl = 1s:1h:x60"),
            ("", "nothing is varied: write a knob, such as ttl or timeout=1s,2s,5s"),
            ("tttl", "unknown knob `tttl`; did you mean `ttl`?"),
            ("left.ttl", "no lane is named `left`; it may be `naive`, `keyed`"),
            ("ttl lease work", "one chart varies at most 2 knobs; `idem sweep` takes more"),
            (
                "attempts=1:200:1",
                "a chart has room for 100 points, these are 200 points; `idem sweep` takes more",
            ),
            ("intents=1,3000", "a story on screen has at most 2000 payments; `idem sweep` takes more"),
        ] {
            assert_eq!(said(text), told, "{text}");
        }
    }

    #[test]
    fn every_knob_can_be_reached_and_makes_a_chart() {
        let mut own = OwnQuestion::default();
        let first = own.vary().to_owned();
        for _ in 1..KNOBS.len() {
            assert!(own.grid(1).is_some_and(|grid| grid.points.len() > 1), "{}", own.vary());
            own.turn_knob(false);
        }
        assert_eq!(own.vary(), first, "round and home");
        own.turn_knob(false);
        own.turn_knob(true);
        assert_eq!(own.vary(), first);
    }

    #[test]
    fn lanes_are_chosen_among_the_sandboxs() {
        let mut own = OwnQuestion::default();
        let lanes = |own: &OwnQuestion| own.grid(1).map_or(0, |grid| grid.lanes().len());
        assert_eq!(lanes(&own), 2);
        assert!(own.turn_lanes());
        assert_eq!(own.grid(1).expect("a grid").lanes(), ["naive"]);
        "keyed.ttl".clone_into(&mut own.vary);
        own.alone = None;
        assert!(!own.turn_lanes(), "what is varied would have no lane");
        assert_eq!(lanes(&own), 2);
    }

    #[test]
    fn a_lane_with_a_value_of_its_own_is_named() {
        let mut scenario = Scenario::laboratory();
        scenario.set("keyed.ttl", "1h").expect("a knob");
        let mut own = OwnQuestion::default();
        own.ask_of(&scenario);
        "ttl".clone_into(&mut own.vary);
        assert_eq!(own.unmoved(), ["keyed.ttl"]);
        "keyed.ttl".clone_into(&mut own.vary);
        assert_eq!(own.unmoved(), [""; 0]);
    }
}
