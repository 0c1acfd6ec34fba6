//! The stages in order: what each changes, and the instant it opens and ends at.

use toml::Spanned;

use super::scene::Scene;
use super::text::{Room, measure, measure_some};
use super::{challenge, name, offer, predict, sql, sweep, turn, verbs};
use crate::lesson::complaint::Complaints;
use crate::lesson::format::{RawPlay, RawStage, Text};
use crate::lesson::setup;
use crate::lesson::stage::{Kind, LENSES, Lens, Play, Stage};
use crate::sim::Scenario;
use crate::sim::expr::Until;
use crate::sim::nearest::hint;
use crate::sim::time::Ms;

/// The most lanes that can be drawn.
const DRAWN_MAX: usize = 2;

/// Where a walk through the stages stands.
#[derive(Debug)]
pub(super) struct Walk {
    scenario: Scenario,
    /// The lanes drawn, by name; all, before a stage says.
    shown: Option<Vec<String>>,
    place: Ms,
    /// Whether every scenario so far is as written: without that nothing is proved, since
    /// one slip would make every later claim look like a lie.
    sound: bool,
}

impl Walk {
    pub(super) fn new(scenario: &Scenario, sound: bool) -> Self {
        Self { scenario: scenario.clone(), shown: None, place: 0, sound }
    }

    /// Resolves and proves the next stage; none if its kind does not read.
    pub(super) fn stage(&mut self, raw: &Spanned<RawStage>, complaints: &mut Complaints) -> Option<Stage> {
        let stage = raw.get_ref();
        name(&stage.id, complaints);
        let before = complaints.list.len();
        if let Some(table) = &stage.set {
            setup::read(table, &mut self.scenario, complaints);
        }
        let shown = self.show(raw, complaints);
        self.sound &= complaints.list.len() == before;
        if stage.set.is_some() || stage.show.is_some() || stage.rewind {
            self.place = 0;
        }
        let lanes = shown.iter().map(|lane| self.scenario.lanes[*lane].clone()).collect();
        let mut scene = Scene::new(Scenario { lanes, ..self.scenario.clone() }, self.place, self.sound);
        let acts = stage.turn.is_some() || stage.challenge.is_some();
        if stage.recap.is_some() || (acts && !stage.rewind) {
            // A recap looks back; whoever is to change a story sees first what it comes to.
            scene.opens = scene.end();
        }
        let notes = measure_some(stage.notes.as_ref(), Room::SAY, complaints);
        if let Some(table) = &stage.offer {
            scene.offers = offer::offers(table, &scene, complaints);
        }
        let lens = stage.lens.as_ref().and_then(|word| lens(word, complaints));
        let kind = kind(raw, &scene, complaints);
        // Where an unread stage would have ended nobody knows.
        self.sound &= kind.is_some();
        let kind = kind?;
        if let Some(table) = &stage.offer {
            offer::freed(table, &scene.offers, &kind, complaints);
        }
        let ends = ends(&kind, &scene);
        if stage.recap.is_none() {
            self.place = ends;
        }
        let opens = scene.opens;
        let id = stage.id.get_ref().clone();
        let (scenario, offers) = (self.scenario.clone(), scene.offers);
        Some(Stage { id, notes, scenario, shown, lens, offers, opens, ends, kind })
    }

    /// The lanes drawn from here on, as indices.
    fn show(&mut self, raw: &Spanned<RawStage>, complaints: &mut Complaints) -> Vec<usize> {
        let index =
            |name: &str, scenario: &Scenario| scenario.lanes.iter().position(|lane| lane.name == name);
        if let Some(show) = &raw.get_ref().show {
            let known: Vec<&str> = self.scenario.lanes.iter().map(|lane| lane.name.as_str()).collect();
            for lane in show.get_ref().iter().filter(|lane| !known.contains(&lane.get_ref().as_str())) {
                let what = format!("no lane is named `{}`{}", lane.get_ref(), hint(lane.get_ref(), &known));
                complaints.add(lane.span(), what, "no such lane", "name lanes of this scenario");
            }
            self.shown = Some(show.get_ref().iter().map(|lane| lane.get_ref().clone()).collect());
        }
        let all = 0..self.scenario.lanes.len();
        let mut shown: Vec<usize> = match &self.shown {
            Some(names) => names.iter().filter_map(|name| index(name, &self.scenario)).collect(),
            None => all.clone().collect(),
        };
        let mut seen = std::collections::BTreeSet::new();
        shown.retain(|lane| seen.insert(*lane));
        let span = || raw.get_ref().show.as_ref().map_or_else(|| raw.span(), Spanned::span);
        if shown.is_empty() {
            complaints.add(span(), "no lane is shown", "nothing to look at", "show at least one lane");
            shown = all.take(DRAWN_MAX).collect();
        }
        if shown.len() > DRAWN_MAX {
            let what = format!("{} lanes are shown, {DRAWN_MAX} can be drawn", shown.len());
            complaints.add(span(), what, "too many to draw", "add show = [..] with one or two lanes");
            shown.truncate(DRAWN_MAX);
            self.shown = Some(shown.iter().map(|lane| self.scenario.lanes[*lane].name.clone()).collect());
        }
        shown
    }
}

/// The instant a stage ends at, as the lesson itself would run it.
fn ends(kind: &Kind, scene: &Scene) -> Ms {
    match kind {
        Kind::Say(_) | Kind::Verbs(_) | Kind::Sql(_) | Kind::Sweep(_) | Kind::Recap(_) => scene.opens,
        Kind::Play(play) => play.instant(&scene.run, scene.opens).unwrap_or(scene.opens),
        Kind::Predict(predict) => predict.instant(&scene.run),
        Kind::Turn(_) | Kind::Challenge(_) => scene.end(),
    }
}

fn lens(word: &Text, complaints: &mut Complaints) -> Option<Lens> {
    let known = LENSES.map(|(_, word)| word);
    let found = Lens::find(word.get_ref());
    if found.is_none() {
        let what = format!("no lens is called `{}`{}", word.get_ref(), hint(word.get_ref(), &known));
        complaints.add(word.span(), what, "no such lens", format!("the lenses are {}", known.join(", ")));
    }
    found
}

/// The one thing a stage is.
fn kind(raw: &Spanned<RawStage>, scene: &Scene, complaints: &mut Complaints) -> Option<Kind> {
    let stage = raw.get_ref();
    let have = [
        stage.say.is_some(),
        stage.play.is_some(),
        stage.predict.is_some(),
        stage.turn.is_some(),
        stage.challenge.is_some(),
        stage.verbs.is_some(),
        stage.sql.is_some(),
        stage.sweep.is_some(),
        stage.recap.is_some(),
    ];
    let named: Vec<&str> =
        Kind::WORDS.into_iter().zip(have).filter(|(_, has)| *has).map(|(word, _)| word).collect();
    if named.len() != 1 {
        let id = stage.id.get_ref();
        let (what, label) = match named.as_slice() {
            [] => (format!("stage `{id}` does nothing"), "no kind".to_owned()),
            several => (format!("stage `{id}` is several things at once"), several.join(" and ")),
        };
        let help = format!("give each stage one of {}", Kind::WORDS.join(", "));
        complaints.add(stage.id.span(), what, label, help);
        return None;
    }
    if let Some(text) = &stage.say {
        return Some(Kind::Say(measure(text, Room::SAY, complaints)));
    }
    if let Some(text) = &stage.recap {
        return Some(Kind::Recap(measure(text, Room::SAY, complaints)));
    }
    if let Some(raw) = &stage.play {
        return play(raw.get_ref(), scene, complaints).map(Kind::Play);
    }
    if let Some(raw) = &stage.predict {
        return predict::predict(raw.get_ref(), scene, complaints).map(Kind::Predict);
    }
    if let Some(raw) = &stage.turn {
        return turn::turn(raw.get_ref(), scene, complaints).map(Kind::Turn);
    }
    if let Some(raw) = &stage.verbs {
        return verbs::verbs(raw, complaints).map(Box::new).map(Kind::Verbs);
    }
    if let Some(raw) = &stage.sql {
        return sql::sql(raw, complaints).map(Box::new).map(Kind::Sql);
    }
    if let Some(raw) = &stage.sweep {
        return sweep::sweep(raw, scene, complaints).map(Box::new).map(Kind::Sweep);
    }
    let raw = stage.challenge.as_ref()?;
    challenge::challenge(raw.get_ref(), scene, complaints).map(Box::new).map(Kind::Challenge)
}

fn play(raw: &RawPlay, scene: &Scene, complaints: &mut Complaints) -> Option<Play> {
    let say = measure_some(raw.say.as_ref(), Room::SAY, complaints);
    let until = Until::parse(raw.until.get_ref(), &scene.lanes());
    let until = until.map_err(|error| scene.unread(raw.until.span(), &error, complaints)).ok()?;
    let play = Play { until, say };
    if scene.sound && play.instant(&scene.run, scene.opens).is_none() {
        let earlier = play.until.find(&scene.run, 0).map(|(_, entry)| entry.at);
        scene.unreached(&raw.until, earlier, complaints);
    }
    Some(play)
}
