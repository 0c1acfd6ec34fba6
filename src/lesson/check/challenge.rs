//! Challenges: they fail at the start, and pass with their solution within their bounds.

use toml::Spanned;

use super::scene::Scene;
use super::text::{Room, measure, template};
use crate::explore::Kinds;
use crate::lesson::challenge::{Challenge, Solution, plural};
use crate::lesson::complaint::Complaints;
use crate::lesson::dial::Free;
use crate::lesson::format::{RawChallenge, RawSurvives, Text};
use crate::lesson::setup::{self, Touch, Touched};
use crate::lesson::survives::{PLANS_MAX, Survives};
use crate::sim::fault::{FAULTS, Fault};
use crate::sim::nearest::hint;
use crate::sim::{Experiment, Scenario};

pub(super) fn challenge(raw: &RawChallenge, scene: &Scene, complaints: &mut Complaints) -> Option<Challenge> {
    let ask = measure(&raw.ask, Room::TASK, complaints);
    let goal = match &raw.goal {
        Some(goal) => scene.exprs(goal, complaints),
        None => Some(Vec::new()),
    };
    let survives = raw.survives.as_ref().map(|raw| survives(raw.get_ref(), scene, complaints));
    if raw.goal.is_none() && raw.survives.is_none() {
        let help = "add goal = [\"naive.balance == 20\"], or survives = { lane = \"keyed\", faults = 1 }";
        complaints.add(raw.ask.span(), "the challenge has no goal", "nothing to reach", help);
        return None;
    }
    // A search that does not read judges nothing.
    let survives = survives.map_or(Some(None), |read| read.map(Some))?;
    let free = scene.free(raw.free.get_ref(), complaints);
    if raw.free.get_ref().is_empty() {
        let help = "name the knobs that may be turned, and \"faults\" where messages and gaps may be struck";
        complaints.add(raw.free.span(), "the challenge frees nothing", "an empty list", help);
    }
    let before = complaints.list.len();
    let mut solved = scene.scenario.clone();
    let touches = setup::read(&raw.solution, &mut solved, complaints);
    bounds(&touches, &free, scene, &solved, complaints);
    let lawful = complaints.list.len() == before;
    let run = Experiment::run(&solved);
    let lanes = scene.lanes();
    let found = |run| survives.as_ref().map_or_else(String::new, |survives| survives.judge(run).found());
    let runs = [(&scene.run, found(&scene.run)), (&run, found(&run))];
    let asks = (lanes.as_slice(), survives.is_some());
    let hints: Vec<_> =
        raw.hints.get_ref().iter().map(|hint| template(hint, asks, &runs, Room::HINT, complaints)).collect();
    if hints.len() != 3 {
        let help = "write three: a nudge, where to look, the next move";
        complaints.add(
            raw.hints.span(),
            "a challenge has three hints",
            format!("{} here", hints.len()),
            help,
        );
    }
    let debrief = raw.debrief.as_ref().map(|text| template(text, asks, &runs, Room::SAY, complaints));
    let hints: Vec<_> = hints.into_iter().collect::<Option<_>>()?;
    let challenge = Challenge {
        ask,
        goal: goal?,
        survives: survives.clone(),
        faults: raw.faults.map(usize::from),
        free,
        hints: hints.try_into().ok()?,
        solution: Solution { lines: lines(&touches, &solved), scenario: solved },
        debrief: debrief.flatten(),
    };
    if scene.sound && lawful {
        prove(raw, &challenge, scene, &run, complaints);
    }
    Some(challenge)
}

/// A goal that a search judges.
fn survives(raw: &RawSurvives, scene: &Scene, complaints: &mut Complaints) -> Option<Survives> {
    let lanes = scene.lanes();
    let lane = raw.lane.get_ref();
    let is_known = lanes.contains(&lane.as_str());
    if !is_known {
        let what = format!("no lane is named `{lane}`{}", hint(lane, &lanes));
        let help = format!("the lanes shown here are {}", lanes.join(", "));
        complaints.add(raw.lane.span(), what, "no such lane", help);
    }
    let kinds = raw.kinds.as_ref().map_or(Some(Kinds::SEARCHED), |kinds| self::kinds(kinds, complaints));
    Some(Survives { lane: lane.clone(), faults: usize::from(*raw.faults.get_ref()), kinds: kinds? })
        .filter(|_| is_known)
}

/// The kinds of faults named; none if a word is no fault's, or there is no word.
fn kinds(raw: &Spanned<Vec<Text>>, complaints: &mut Complaints) -> Option<Kinds> {
    let known = FAULTS.each_ref().map(|row| row.word);
    let is_known = |kind: &&Text| known.contains(&kind.get_ref().as_str());
    for kind in raw.get_ref().iter().filter(|kind| !is_known(kind)) {
        let what = format!("no fault is called `{}`{}", kind.get_ref(), hint(kind.get_ref(), &known));
        complaints.add(kind.span(), what, "no such fault", format!("the faults are {}", known.join(", ")));
    }
    if raw.get_ref().is_empty() {
        let help = format!(
            "name some of {}, or leave `kinds` out for those a search tries by itself",
            known.join(", ")
        );
        complaints.add(raw.span(), "no fault may strike", "an empty list", help);
        return None;
    }
    Kinds::find(raw.get_ref().iter().map(|kind| kind.get_ref().as_str()))
}

/// The solution turns and strikes only what is free, and only as far as keys reach.
fn bounds(touches: &[Touch], free: &[Free], scene: &Scene, solved: &Scenario, complaints: &mut Complaints) {
    for touch in touches {
        let (freed, word) = match &touch.what {
            Touched::Faults => {
                let missing = unfree(free, solved);
                (missing.is_none(), missing.map_or_else(String::new, |missing| missing.to_string()))
            }
            Touched::Dial(dial) => (free.contains(&Free::Dial(dial.clone())), dial.to_string()),
            Touched::Preset | Touched::Skin | Touched::Lanes | Touched::Intents => {
                let help = "a solution turns knobs and strikes faults";
                complaints.add(
                    touch.key.clone(),
                    "a learner cannot change this",
                    "no part of a solution",
                    help,
                );
                continue;
            }
        };
        if !freed {
            let what = format!("the solution needs `{word}`, which is not free");
            complaints.add(touch.key.clone(), what, "not in `free`", format!("add \"{word}\" to `free`"));
        }
        if let Touched::Dial(dial) = &touch.what {
            scene.off_ladder(dial, &dial.value(solved), touch.value.clone(), complaints);
        }
    }
}

/// What a solution with faults of its own still needs to be free: all of them, or a kind
/// where kinds are named; nothing, where it strikes only what is free.
fn unfree(free: &[Free], solved: &Scenario) -> Option<Free> {
    let mut kinds = free.iter().filter(|free| matches!(free, Free::Fault(_))).peekable();
    if kinds.peek().is_none() {
        return (!free.contains(&Free::Faults)).then_some(Free::Faults);
    }
    let struck = setup::strikes(&solved.plan).map(|(_, fault)| fault);
    let mut struck = struck.filter(|fault| !free.iter().any(|free| free.strikes(*fault)));
    struck.next().map(|fault| Free::Fault(fault.word()))
}

/// The worked answer, one line a change.
fn lines(touches: &[Touch], solved: &Scenario) -> Vec<String> {
    let intents = solved.intents();
    let line = |touch: &Touch| match &touch.what {
        Touched::Dial(dial) => vec![format!("{dial} = {}", dial.value(solved))],
        Touched::Faults => {
            let entry =
                |(site, fault): (crate::sim::Site, Fault)| format!("{} = {fault}", site.show(&intents));
            solved.plan.iter().map(entry).collect()
        }
        Touched::Preset | Touched::Skin | Touched::Lanes | Touched::Intents => Vec::new(),
    };
    touches.iter().flat_map(line).collect()
}

fn prove(
    raw: &RawChallenge,
    challenge: &Challenge,
    scene: &Scene,
    run: &Experiment,
    complaints: &mut Complaints,
) {
    if challenge.judge(&scene.run).reached() {
        let help = "set the stage so that the goal is not reached yet, or ask for more";
        let goal = raw.goal.as_ref().map(Spanned::span);
        let survives = raw.survives.as_ref().map(Spanned::span);
        complaints.add(
            goal.or(survives).unwrap_or_else(|| raw.ask.span()),
            "the challenge is passed by doing nothing",
            "all this holds at the start",
            help,
        );
    }
    if let (Some(survives), Some(raw)) = (&challenge.survives, &raw.survives)
        && let Some(trace) = run.traces.iter().find(|trace| trace.setting.lane == survives.lane)
    {
        let search = survives.search(&trace.setting);
        if search.tally().is_clean() && !search.is_exhausted() {
            let what = format!("there are more than {PLANS_MAX} plans to search");
            let help = "allow fewer faults, or name fewer `kinds`, so that the answer comes at once";
            complaints.add(raw.span(), what, "too many plans", help);
            return;
        }
    }
    let judgement = challenge.judge(run);
    for goal in judgement.goals.iter().filter(|goal| !goal.met) {
        let what = format!("the solution does not reach `{}`", goal.wanted);
        complaints.add(raw.solution.span(), what, goal.stands(), "write a solution that reaches every goal");
    }
    if let (false, Some(allowed)) = (judgement.within(), judgement.allowed) {
        let struck = plural(judgement.faults, "fault");
        let what = format!("the solution needs {struck}, {allowed} allowed");
        complaints.add(raw.solution.span(), what, "too many faults", "raise `faults`, or find a shorter way");
    }
    for (site, fault) in setup::strikes(&challenge.solution.scenario.plan) {
        if run.traces.iter().all(|trace| !trace.asked.contains(&site)) {
            let shown = site.show(&scene.scenario.intents());
            let what = format!("the solution's {} at {shown} strikes nothing", fault.word());
            complaints.add(
                raw.solution.span(),
                what,
                "no lane comes to this",
                "leave it out, or name a site that is met",
            );
        }
    }
}
