//! A lesson as numbered lines and typed answers: for screen readers, pipes and terminals
//! that can do no more.
//!
//! A second face of the screen's own model: what is typed becomes the messages that keys
//! send, so that a lesson means the same in both. One line in, some lines and one effect
//! out; nothing here reads or writes.
//!
//! | file | noun |
//! |---|---|
//! | `typed` | the table of what can be typed, and reading a line by it |
//! | `story` | what has happened so far, in numbered lines |
//! | `desk`, `bench` | the SQL bench of a stage, in lines; the verb bench |
//! | `stage` | a stage's words: its heading, its text, what to type |

mod bench;
mod desk;
mod stage;
mod story;
mod typed;

use std::time::Duration;

use self::story::Story;
use self::typed::{Place, Typed};
use crate::lesson::dial::Dial;
use crate::lesson::{Free, Kind};
use crate::sim::nearest::hint;
use crate::sim::{Fault, FaultPlan};
use crate::tui::lab::Change;
use crate::tui::model::Model;
use crate::tui::msg::{Effect, Msg};
use crate::tui::run::{Phase, Run};
use crate::tui::update::{keep, update};

pub use typed::{WORDS, Word};

/// The most events of a story that a task opens with: the whole of it is told there, and a
/// crowd's has thousands.
const LONG: usize = 80;

/// What comes of a line.
#[derive(Debug)]
pub struct Said {
    /// What to print.
    pub lines: Vec<String>,
    /// What to do outside.
    pub effect: Effect,
    /// Whether the walk is over.
    pub over: bool,
}

/// A walk through one lesson.
#[derive(Debug)]
pub struct Walk {
    model: Model,
    story: Story,
}

impl Walk {
    /// Walks the lesson that a model has open. Nothing moves between beats.
    #[must_use]
    pub fn new(mut model: Model) -> Self {
        model.options.motion = false;
        model.motion.enabled = false;
        Self { model, story: Story::default() }
    }

    /// What is told before the first line is typed.
    pub fn open(&mut self) -> Vec<String> {
        let Some(run) = &self.model.run else { return vec!["There is no lesson here.".to_owned()] };
        let lesson = &run.lesson;
        let mut lines = vec![
            stage::title(lesson),
            "Enter goes on, p goes back, q leaves; ? lists what can be typed.".to_owned(),
        ];
        lines.extend(self.stage());
        lines
    }

    /// Answers a line.
    pub fn answer(&mut self, line: &str) -> Said {
        let mut said = Said { lines: Vec::new(), effect: Effect::None, over: false };
        let Some(run) = &self.model.run else {
            said.over = true;
            return said;
        };
        let place = Place::of(run);
        match Typed::read(line, place) {
            Typed::On => self.on(&mut said),
            Typed::Back => self.back(&mut said.lines),
            Typed::Quit => said.over = true,
            Typed::Help => said.lines = typed::help(place),
            Typed::Story => {
                self.story.forget();
                said.lines = self.story.told(&self.model.lab, self.far());
            }
            Typed::Sites => said.lines = self.sites(),
            Typed::Hint => self.hint(&mut said.lines),
            Typed::Undo => self.take_back(Msg::Undo, &mut said.lines),
            Typed::Reset => self.take_back(Msg::Reset, &mut said.lines),
            Typed::Choose(number, sure) => self.choose(number, sure, &mut said.lines),
            Typed::Confident(sure) => self.confident(sure, &mut said.lines),
            Typed::Change(what, value) => self.change(&what, &value, &mut said.lines),
            Typed::Statement(sql) => self.statement(&sql, &mut said.lines),
            Typed::Unread => {
                said.lines.push("That is nothing to type here; ? lists what is.".to_owned());
            }
        }
        if let Some(save) = keep(&mut self.model) {
            said.effect = save;
        }
        said
    }

    /// A stage from its beginning.
    fn stage(&mut self) -> Vec<String> {
        let Some(run) = &mut self.model.run else { return Vec::new() };
        run.play_chart();
        let run = &*run;
        let mut lines = vec![String::new(), stage::heading(run)];
        // A recap looks back on a story that was told.
        if !matches!(run.here().kind, Kind::Recap(_)) && !run.is_timeless() {
            let lab = &self.model.lab;
            let events: usize = lab.traces().iter().map(|trace| trace.entries_by(lab.cursor.at)).sum();
            if run.here().kind.changes_story() && events > LONG {
                lines.push(format!("The story is long, {events} events; type story to be told them."));
            } else {
                lines.extend(self.story.told(lab, lab.cursor.at));
            }
        }
        lines.extend(benches(run));
        let stand = run.stand(&self.model.lab);
        lines.extend(stage::text(run, &self.model.lab, &stand));
        lines.extend(stage::choices(run));
        lines.extend(stage::invitation(run, &self.model.lab, &stand));
        lines
    }

    /// The instant up to which the story may be told here.
    fn far(&self) -> u64 {
        let lab = &self.model.lab;
        let end = lab.experiment.beats.last().copied().unwrap_or(0);
        let asked = self.model.run.as_ref().is_some_and(|run| matches!(run.phase, Phase::Answered(..)));
        match lab.veil {
            // What was asked about is told; what comes after it may be asked yet.
            None if asked => self.asked_at(),
            None => end,
            Some(_) => lab.cursor.at,
        }
    }

    /// The instant a prediction is about.
    fn asked_at(&self) -> u64 {
        let kind = self.model.run.as_ref().map(|run| &run.here().kind);
        match kind {
            Some(Kind::Predict(predict)) => predict.instant(&self.model.lab.experiment),
            _ => self.model.lab.cursor.at,
        }
    }

    fn on(&mut self, said: &mut Said) {
        let Some(run) = &self.model.run else { return };
        if matches!(run.phase, Phase::Asking | Phase::Chosen(_)) {
            said.lines.extend(stage::invitation(run, &self.model.lab, &run.stand(&self.model.lab)));
            return;
        }
        let before = run.stage;
        said.effect = self.ask(Msg::Forward);
        match &self.model.run {
            None => {
                said.lines = self.farewell();
                said.over = true;
            }
            Some(run) if run.stage != before => said.lines = self.stage(),
            Some(run) if run.is_timeless() => {
                let stand = run.stand(&self.model.lab);
                let missed = run.judged && !run.may_go_on(&stand);
                let text = if missed { stage::text(run, &self.model.lab, &stand) } else { Vec::new() };
                self.stands(&mut said.lines);
                said.lines.splice(1..1, text);
                said.lines.extend(self.model.notice.take());
            }
            Some(run) => {
                said.lines = self.story.told(&self.model.lab, self.model.lab.cursor.at);
                let stand = run.stand(&self.model.lab);
                if run.may_go_on(&stand) {
                    said.lines.extend(stage::invitation(run, &self.model.lab, &stand));
                }
                said.lines.extend(self.model.notice.take());
            }
        }
    }

    fn back(&mut self, lines: &mut Vec<String>) {
        let before = self.model.run.as_ref().map(|run| run.stage);
        self.ask(Msg::Backward);
        if self.model.run.as_ref().map(|run| run.stage) == before {
            lines.push("This is the first stage.".to_owned());
        } else {
            lines.extend(self.stage());
        }
    }

    /// What is told after the last stage.
    fn farewell(&self) -> Vec<String> {
        let mut lines = vec![String::new(), "That was the last stage.".to_owned()];
        let next = self.model.next_lesson().and_then(|index| self.model.shelf.get(index));
        lines.extend(next.map(|next| format!("Next: {} (idem learn --plain {}).", next.title, next.id)));
        lines
    }

    fn choose(&mut self, number: u8, sure: Option<bool>, lines: &mut Vec<String>) {
        let Some(run) = &self.model.run else { return };
        let choices = run.choices();
        if number == 0 || usize::from(number) > choices {
            lines.push(format!("There is no answer {number}; the answers are 1 to {choices}."));
            return;
        }
        self.ask(Msg::Choose(number));
        match sure {
            Some(sure) => self.confident(sure, lines),
            None => lines.push("Are you sure? Type s for sure, u for unsure.".to_owned()),
        }
    }

    fn confident(&mut self, sure: bool, lines: &mut Vec<String>) {
        self.ask(if sure { Msg::Sure } else { Msg::Unsure });
        if self.model.run.as_ref().is_some_and(|run| matches!(run.phase, Phase::Running(..))) {
            // Time does not move here: the outcome at once.
            self.ask(Msg::Forward);
        }
        // A chart has many stories, and tells none.
        if self.model.run.as_ref().is_none_or(|run| run.ground.chart().is_none()) {
            lines.extend(self.story.told(&self.model.lab, self.asked_at()));
        }
        lines.extend(self.model.run.as_ref().map(benches).unwrap_or_default());
        self.stands(lines);
    }

    fn hint(&mut self, lines: &mut Vec<String>) {
        let Some(run) = &self.model.run else { return };
        if !run.has_hints() {
            lines.push("There is no hint here.".to_owned());
            return;
        }
        self.ask(Msg::Hint);
        let Some(run) = &self.model.run else { return };
        let stand = run.stand(&self.model.lab);
        lines.push(run.status(&self.model.lab, &stand, usize::MAX));
        lines.extend(stage::text(run, &self.model.lab, &stand));
    }

    fn take_back(&mut self, how: Msg, lines: &mut Vec<String>) {
        self.ask(how);
        match self.model.notice.take() {
            Some(notice) => lines.push(notice),
            None => self.changed(lines),
        }
    }

    /// Runs a statement of the learner's own on the bench.
    fn statement(&mut self, sql: &str, lines: &mut Vec<String>) {
        let Some(run) = self.model.run.as_mut() else { return };
        if let Some(desk) = run.ground.sql_mut() {
            desk.write(sql);
        }
        lines.extend(desk::told(run));
        self.stands(lines);
    }

    /// Turns a dial or strikes at a site, where that is free.
    fn change(&mut self, what: &str, value: &str, lines: &mut Vec<String>) {
        let turns = self.model.run.as_mut().filter(|run| run.verbs().is_some());
        if let Some(run) = turns {
            match bench::turn(run, what, value) {
                Ok(()) => self.changed(lines),
                Err(why) => lines.push(why),
            }
            return;
        }
        let done = if what.contains('/') { self.strike(what, value) } else { self.turn(what, value) };
        match done {
            Ok(()) => self.changed(lines),
            Err(why) => lines.push(why),
        }
    }

    fn turn(&mut self, path: &str, value: &str) -> Result<(), String> {
        let Some(run) = &self.model.run else { return Ok(()) };
        let free = run.here().kind.free();
        let dials: Vec<&Dial> = free.iter().filter_map(dial).collect();
        let names: Vec<String> = dials.iter().map(ToString::to_string).collect();
        let named = |dial: &&&Dial| dial.to_string() == path || dial.id == path;
        let Some(dial) = dials.iter().find(named).map(|dial| (*dial).clone()) else {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            return Err(match names.as_slice() {
                [] => "No knob is free at this stage.".to_owned(),
                names => format!("`{path}` is not free at this stage{}", hint(path, names)),
            });
        };
        let mut scenario = self.model.lab.scenario().clone();
        let before = dial.value(&scenario);
        dial.set(&mut scenario, value).map_err(|error| error.to_string())?;
        let change = Change::turn(&dial.to_string(), &before, &dial.value(&scenario));
        self.model.lab.change(&scenario, change);
        Ok(())
    }

    fn strike(&mut self, site: &str, fault: &str) -> Result<(), String> {
        if !self.model.run.as_ref().is_some_and(Run::frees_faults) {
            return Err("Striking faults is not free at this stage.".to_owned());
        }
        let intents = self.model.lab.scenario().intents();
        let entry = FaultPlan::entry(site, fault, &intents);
        let (site, fault) =
            entry.map_err(|error| format!("{error}; `sites` lists where faults may strike."))?;
        if !self.model.strikes(site).iter().any(|free| free.word() == fault.word()) {
            return Err(format!("To {} is not free at this stage; `sites` lists what is.", fault.word()));
        }
        self.model.lab.strike(site, fault);
        Ok(())
    }

    /// What a change came to, and how the stage stands now.
    fn changed(&mut self, lines: &mut Vec<String>) {
        self.story.forget();
        lines.extend(self.model.run.as_ref().map(benches).unwrap_or_default());
        if let Some(answer) = &self.model.lab.answer {
            lines.extend([answer.changed.clone(), answer.unchanged.clone()]);
        }
        self.stands(lines);
    }

    /// How the stage stands, and what is said of it once it is done.
    fn stands(&self, lines: &mut Vec<String>) {
        let Some(run) = &self.model.run else { return };
        let lab = &self.model.lab;
        let stand = run.stand(lab);
        // What is marked stands in the list; what to type follows.
        if run.judged || !run.frees_marks() {
            lines.push(run.status(lab, &stand, usize::MAX));
        }
        if stand.holds {
            lines.extend(stage::outcome(run, lab, &stand));
        } else {
            lines.extend(run.counter_example(&stand).map(|prose| prose.plain()));
        }
        lines.extend(stage::invitation(run, lab, &stand));
    }

    /// Where faults may strike in the stories told, and which.
    fn sites(&self) -> Vec<String> {
        let lab = &self.model.lab;
        let intents = lab.scenario().intents();
        let mut sites: Vec<_> = lab.traces().iter().flat_map(|trace| trace.asked.iter().copied()).collect();
        sites.sort_unstable();
        sites.dedup();
        let row = |site: &crate::sim::Site| {
            let now = lab.struck(*site).map_or(String::new(), |fault| format!(" (now {fault})"));
            let faults: Vec<&str> = self.model.strikes(*site).into_iter().map(Fault::word).collect();
            format!("{}: {}{now}", site.show(&intents), faults.join(", "))
        };
        sites.iter().filter(|site| self.model.strikes(**site).len() > 1).map(row).collect()
    }

    /// Sends a message, and lets time pass until nothing moves.
    fn ask(&mut self, msg: Msg) -> Effect {
        let effect = update(&mut self.model, msg);
        let mut left = self.model.lab.experiment.beats.len() + 2;
        while self.model.motion.moves() && left > 0 {
            update(&mut self.model, Msg::Tick(Duration::from_secs(60)));
            left -= 1;
        }
        self.model.motion.stop();
        effect
    }
}

/// What a bench shows here, where the stage has one.
fn benches(run: &Run) -> Vec<String> {
    [desk::told(run), bench::told(run)].concat()
}

const fn dial(free: &Free) -> Option<&Dial> {
    match free {
        Free::Dial(dial) => Some(dial),
        Free::Faults | Free::Fault(_) => None,
    }
}
