//! Turns: what is expected must come of the turning, and of nothing before it.

use super::scene::{Scene, held};
use super::text::{Room, measure, measure_some};
use crate::lesson::challenge::Goal;
use crate::lesson::complaint::Complaints;
use crate::lesson::dial::{Dial, Free};
use crate::lesson::format::{RawTurn, Tree};
use crate::lesson::setup::path_complaint;
use crate::lesson::turn::Turn;
use crate::sim::Experiment;
use crate::sim::expr::Moment;

pub(super) fn turn(raw: &RawTurn, scene: &Scene, complaints: &mut Complaints) -> Option<Turn> {
    let say = measure(&raw.say, Room::SAY, complaints);
    let debrief = measure_some(raw.debrief.as_ref(), Room::SAY, complaints);
    let expect = scene.exprs(&raw.expect, complaints);
    let mut free = scene.free(&raw.free, complaints);
    let path = raw.knob.get_ref();
    let dial = Dial::parse(path, &scene.scenario);
    let dial = dial.map_err(|error| path_complaint(&error, path, raw.knob.span(), complaints)).ok()?;
    if raw.free.is_empty() {
        free.push(Free::Dial(dial.clone()));
    } else if !free.contains(&Free::Dial(dial.clone())) {
        let what = format!("`{dial}` is to be turned and is not free");
        complaints.add(raw.knob.span(), what, "not in `free`", format!("add \"{dial}\" to `free`"));
    }
    let to = target(raw, &dial, scene, complaints)?;
    let turn = Turn { say, dial, to, free, expect: expect?, debrief };
    if scene.sound {
        prove(raw, &turn, scene, complaints);
    }
    Some(turn)
}

/// The value turned to, as its knob writes it.
fn target(raw: &RawTurn, dial: &Dial, scene: &Scene, complaints: &mut Complaints) -> Option<String> {
    let span = raw.to.span();
    let Tree::Leaf(text) = raw.to.get_ref() else {
        complaints.add(span, format!("`{dial}` takes one value"), "", "write one value, not a list or table");
        return None;
    };
    let mut turned = scene.scenario.clone();
    if let Err(error) = dial.set(&mut turned, text) {
        complaints.add(span, error.to_string(), "", format!("give `{dial}` a value it takes"));
        return None;
    }
    let to = dial.value(&turned);
    if to == dial.value(&scene.scenario) {
        let help = "turn it to another value, or set it first with `set`";
        complaints.add(span, format!("`{dial}` stands at {to} already"), "nothing to turn", help);
        return None;
    }
    scene.off_ladder(dial, &to, span, complaints);
    Some(to)
}

fn prove(raw: &RawTurn, turn: &Turn, scene: &Scene, complaints: &mut Complaints) {
    let turned = Experiment::run(&turn.turned(&scene.scenario));
    let (before, after) = (held(&turn.expect, &scene.run), held(&turn.expect, &turned));
    for ((expr, text), holds) in turn.expect.iter().zip(raw.expect.get_ref()).zip(&after) {
        if !holds {
            let what = format!("`{expr}` does not hold after the turn");
            let label = Goal::new(expr, &Moment::end(&turned)).stands();
            let help = format!("with {} = {}, expect what the simulator computes", turn.dial, turn.to);
            complaints.add(text.span(), what, label, help);
        }
    }
    if before.iter().all(|holds| *holds) && after.iter().all(|holds| *holds) {
        let help = "expect something that the turn changes";
        complaints.add(
            raw.expect.span(),
            "the turn changes nothing that is expected",
            "all this holds before it",
            help,
        );
    }
}
