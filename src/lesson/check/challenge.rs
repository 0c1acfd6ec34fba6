//! Challenges: they fail at the start, and pass with their solution within their bounds.

use super::scene::{Scene, held};
use super::text::{Room, measure, template};
use crate::lesson::challenge::{Challenge, Solution, plural};
use crate::lesson::complaint::Complaints;
use crate::lesson::dial::Free;
use crate::lesson::format::RawChallenge;
use crate::lesson::setup::{self, Touch, Touched};
use crate::sim::fault::Fault;
use crate::sim::{Experiment, Scenario};

pub(super) fn challenge(raw: &RawChallenge, scene: &Scene, complaints: &mut Complaints) -> Option<Challenge> {
    let ask = measure(&raw.ask, Room::TASK, complaints);
    let goal = scene.exprs(&raw.goal, complaints);
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
    let runs = [&scene.run, &run];
    let hints: Vec<_> = raw
        .hints
        .get_ref()
        .iter()
        .map(|hint| template(hint, &lanes, &runs, Room::HINT, complaints))
        .collect();
    if hints.len() != 3 {
        let help = "write three: a nudge, where to look, the next move";
        complaints.add(
            raw.hints.span(),
            "a challenge has three hints",
            format!("{} here", hints.len()),
            help,
        );
    }
    let debrief = raw.debrief.as_ref().map(|text| template(text, &lanes, &runs, Room::SAY, complaints));
    let hints: Vec<_> = hints.into_iter().collect::<Option<_>>()?;
    let challenge = Challenge {
        ask,
        goal: goal?,
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

/// The solution turns and strikes only what is free, and only as far as keys reach.
fn bounds(touches: &[Touch], free: &[Free], scene: &Scene, solved: &Scenario, complaints: &mut Complaints) {
    for touch in touches {
        let (freed, word) = match &touch.what {
            Touched::Faults => (free.contains(&Free::Faults), Free::FAULTS.to_owned()),
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
    if held(&challenge.goal, &scene.run).iter().all(|met| *met) {
        let help = "set the stage so that the goal is not reached yet, or ask for more";
        complaints.add(
            raw.goal.span(),
            "the challenge is passed by doing nothing",
            "all this holds at the start",
            help,
        );
    }
    let judgement = challenge.judge(run);
    for goal in judgement.goals.iter().filter(|goal| !goal.met) {
        let what = format!("the solution does not reach `{}`", goal.wanted);
        complaints.add(raw.solution.span(), what, goal.now(), "write a solution that reaches every goal");
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
