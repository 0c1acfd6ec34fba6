//! A scene: the scenario a stage plays in, run once, with the lanes that are drawn.

use std::ops::Range;

use toml::Spanned;

use crate::lesson::complaint::Complaints;
use crate::lesson::dial::{Dial, Free};
use crate::lesson::format::Text;
use crate::lesson::offer::Offer;
use crate::lesson::setup::path_complaint;
use crate::sim::expr::{Expr, ExprError, Moment};
use crate::sim::time::{Ms, show_exactly};
use crate::sim::{Event, Experiment, Scenario};

/// What a stage's claims are judged by.
#[derive(Debug)]
pub(super) struct Scene {
    /// The scenario with only the lanes drawn.
    pub(super) scenario: Scenario,
    /// Its run.
    pub(super) run: Experiment,
    /// The instant the stage opens at.
    pub(super) opens: Ms,
    /// The values some dials may come to.
    pub(super) offers: Vec<Offer>,
    /// Whether the scenario is as written, so that claims about it can be judged.
    pub(super) sound: bool,
}

impl Scene {
    pub(super) fn new(scenario: Scenario, opens: Ms, sound: bool) -> Self {
        let run = Experiment::run(&scenario);
        Self { scenario, run, opens, offers: Vec::new(), sound }
    }

    /// The lanes that may be asked about.
    pub(super) fn lanes(&self) -> Vec<&str> {
        self.scenario.lanes.iter().map(|lane| lane.name.as_str()).collect()
    }

    /// The instant of the story's end.
    pub(super) fn end(&self) -> Ms {
        self.run.beats.last().copied().unwrap_or(0)
    }

    /// Reads questions; none if one does not read, or there is none.
    pub(super) fn exprs(&self, texts: &Spanned<Vec<Text>>, complaints: &mut Complaints) -> Option<Vec<Expr>> {
        if texts.get_ref().is_empty() {
            let help = "write for example [\"naive.balance == 20\"]";
            complaints.add(texts.span(), "nothing is expected", "an empty list", help);
            return None;
        }
        let read = texts.get_ref().iter().map(|text| {
            let expr = Expr::parse(text.get_ref(), &self.lanes());
            expr.map_err(|error| self.unread(text.span(), &error, complaints)).ok()
        });
        read.collect::<Vec<_>>().into_iter().collect()
    }

    /// A question, a condition or a place that does not read.
    pub(super) fn unread(&self, span: Range<usize>, error: &ExprError, complaints: &mut Complaints) {
        let help = format!("the lanes shown here are {}", self.lanes().join(", "));
        let span = part(complaints, span, &error.text);
        complaints.add(span, error.to_string(), "does not read", help);
    }

    /// Reads what a stage frees.
    pub(super) fn free(&self, texts: &[Text], complaints: &mut Complaints) -> Vec<Free> {
        let read = texts.iter().filter_map(|text| {
            let free = Free::parse(text.get_ref(), &self.scenario);
            free.map_err(|error| path_complaint(&error, text.get_ref(), text.span(), complaints)).ok()
        });
        read.collect()
    }

    /// Complains of a moment the story does not come to after the stage opens.
    pub(super) fn unreached(&self, text: &Text, earlier: Option<Ms>, complaints: &mut Complaints) {
        let opens = show_exactly(self.opens);
        let (label, help) = match earlier {
            Some(at) => (
                format!("it happens at {}, and this stage opens at {opens}", show_exactly(at)),
                "add `rewind = true` to start the story again, or name a later event".to_owned(),
            ),
            None => (format!("no such event after {opens}"), self.coming()),
        };
        complaints.add(text.span(), format!("the story never comes to `{}`", text.get_ref()), label, help);
    }

    /// What happens after the stage opens, in words.
    fn coming(&self) -> String {
        let entries = self.run.traces.iter().flat_map(|trace| &trace.entries);
        let coming: Vec<&str> =
            entries.filter(|entry| entry.at > self.opens).map(|entry| entry.event.word()).collect();
        let words = Event::WORDS.into_iter().filter(|word| coming.contains(word));
        let words = words.collect::<Vec<_>>().join(", ");
        if words.is_empty() {
            "the story is over: add `rewind = true`".to_owned()
        } else {
            format!("what comes: {words}")
        }
    }

    /// Complains of a value that turning the dial never comes to.
    pub(super) fn off_ladder(
        &self,
        dial: &Dial,
        value: &str,
        span: Range<usize>,
        complaints: &mut Complaints,
    ) {
        let offer = self.offers.iter().find(|offer| offer.dial == *dial);
        let rungs = offer.map_or_else(|| dial.rungs(&self.scenario), |offer| offer.values.clone());
        if !rungs.is_empty() && !rungs.iter().any(|rung| rung == value) {
            let what = format!("the learner cannot turn `{dial}` to {value}");
            let help = format!("choose one its key comes to: {}", rungs.join(", "));
            complaints.add(span, what, "off the ladder", help);
        }
    }
}

/// Which of these hold at the end of a run.
pub(super) fn held(exprs: &[Expr], run: &Experiment) -> Vec<bool> {
    let end = Moment::end(run);
    exprs.iter().map(|expr| expr.holds(&end)).collect()
}

/// The place of a part of a token, where the token holds it as written; else the token's.
pub(super) fn part(complaints: &Complaints, span: Range<usize>, text: &str) -> Range<usize> {
    match complaints.token(span.clone()).find(text) {
        Some(at) if !text.is_empty() => span.start + at..span.start + at + text.len(),
        _ => span,
    }
}
