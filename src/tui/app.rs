//! The app: the model, its theme and the learner's progress, between the terminal's
//! inputs and the update. Everything that `update` asks of the outside is done here.

use std::time::Duration;

use ratatui::Frame;

use super::cue;
use super::errand::Errands;
use super::keymap;
use super::model::Model;
use super::msg::{Effect, Msg};
use super::terminal::{App, Clip, Flow, Input};
use super::theme::{Depth, Theme};
use super::update::{news as take, open_review, reload, update};
use super::view;
use crate::lesson::keeper::{Keeper, said};
use crate::lesson::watch::Watch;
use crate::podium::{Speaker, SpeakerError};

/// How often the picture is drawn while it moves: 30 times a second.
const FRAME: Duration = Duration::from_millis(33);

/// How often a watched file is looked at.
const LOOK: Duration = Duration::from_millis(300);

/// Fresh seeds are short enough to be read aloud.
const SEEDS: u64 = 1_000_000;

/// The program on screen.
#[derive(Debug)]
pub struct Laboratory {
    model: Model,
    theme: Theme,
    keeper: Option<Keeper>,
    errands: Errands,
    shared: Vec<String>,
    watch: Option<Watch>,
    speaker: Option<Speaker>,
    /// Whether the picture moved when time was last told.
    moved: bool,
}

impl Laboratory {
    /// An app with its model and theme; without a keeper progress lasts for the session.
    #[must_use]
    pub fn new(model: Model, theme: Theme, keeper: Option<Keeper>) -> Self {
        Self {
            model,
            theme,
            keeper,
            errands: Errands::default(),
            shared: Vec::new(),
            watch: None,
            speaker: None,
            moved: false,
        }
    }

    /// The codes shared so far, each once.
    #[must_use]
    pub fn shared(&self) -> &[String] {
        &self.shared
    }

    /// The same, with a lesson file that is shown anew whenever it changes.
    #[must_use]
    pub fn watching(self, watch: Option<Watch>) -> Self {
        Self { watch, ..self }
    }

    /// The same, telling a presenter's second terminal what stands on screen. Where that
    /// cannot be, the presenter is told why, and goes on.
    #[must_use]
    pub fn followed(mut self, speaker: Result<Speaker, SpeakerError>) -> Self {
        match speaker {
            Ok(speaker) => self.speaker = Some(speaker),
            Err(why) => self.model.notice = Some(format!("No notes from here: {why}.")),
        }
        self.tell();
        self
    }

    /// Tells whoever follows what stands on screen now.
    fn tell(&self) {
        if let Some(speaker) = &self.speaker {
            speaker.tell(&cue::page(&self.model));
        }
    }

    fn obey(&mut self, effect: Effect) -> Flow {
        match effect {
            Effect::None => return Flow::Redraw,
            Effect::Idle => return Flow::Stay,
            Effect::Quit => return Flow::Quit,
            Effect::Suspend => return Flow::Suspend,
            Effect::Mouse(on) => {
                let state = if on { "on: click the timeline; hold Shift to select text" } else { "off" };
                self.model.notice = Some(format!("The mouse is {state}."));
                return Flow::Mouse(on);
            }
            Effect::Copy(code) => {
                let clip = Clip::new(&code);
                if !self.shared.contains(&code) {
                    self.shared.push(code);
                }
                return clip.map_or(Flow::Redraw, Flow::Copy);
            }
            Effect::Errand(order) => self.errands.send(order, &self.model),
            Effect::Seed => {
                let seed = rand::random_range(0..SEEDS);
                let effect = update(&mut self.model, Msg::Seed(seed));
                return self.obey(effect);
            }
            Effect::Palette(name) => {
                if let Ok(theme) = Theme::load(&name, Depth::detect()) {
                    self.theme = theme;
                }
            }
            Effect::Save { lesson, stage, prediction } => {
                let kept = self.keeper.as_mut().map(|keeper| keeper.done(&lesson, &stage, prediction));
                self.model.notice = kept.and_then(said);
            }
            Effect::Review => open_review(&mut self.model, rand::random_range(0..SEEDS)),
            Effect::Practised { lesson, stage, right, variant } => {
                let keeper = self.keeper.as_mut();
                let kept = keeper.map(|keeper| keeper.practised(&lesson, &stage, right, variant));
                self.model.notice = kept.and_then(said);
            }
            Effect::Forget { lesson } => {
                let kept = self.keeper.as_mut().map(|keeper| keeper.reset(Some(&lesson)));
                self.model.notice = kept.and_then(said).or(self.model.notice.take());
            }
        }
        Flow::Redraw
    }
}

impl App for Laboratory {
    fn draw(&mut self, frame: &mut Frame<'_>) {
        let area = frame.area();
        self.model.size = (area.width, area.height);
        view::draw(frame, &self.model, &self.theme);
    }

    fn on(&mut self, input: Input) -> Flow {
        let msg = match input {
            Input::Key(key) => match keymap::msg(self.model.scope(), self.model.options.present, &key) {
                Some(msg) => msg,
                None => return Flow::Stay,
            },
            Input::Click { column, row } => Msg::Click(column, row),
            Input::Scroll { up: true, .. } => Msg::Up,
            Input::Scroll { up: false, .. } => Msg::Down,
            Input::Tick(passed) => {
                if let Some(lesson) = self.watch.as_mut().and_then(Watch::look) {
                    reload(&mut self.model, lesson.map_err(|error| error.to_string()));
                    self.tell();
                    return Flow::Redraw;
                }
                // The time before a motion began is none of its own.
                let moved = std::mem::replace(&mut self.moved, self.model.motion.moves());
                Msg::Tick(if moved { passed } else { passed.min(FRAME) })
            }
            Input::Resize | Input::Resume => return Flow::Redraw,
            Input::Quit(_) => return Flow::Quit,
        };
        let news = match input {
            Input::Tick(passed) => self.errands.news(passed),
            _ => Vec::new(),
        };
        let is_news = !news.is_empty();
        for news in news {
            take(&mut self.model, news);
        }
        let effect = update(&mut self.model, msg);
        let flow = self.obey(effect);
        self.errands.tend(&self.model);
        if flow != Flow::Stay {
            self.tell();
        }
        if flow == Flow::Stay && is_news { Flow::Redraw } else { flow }
    }

    fn wants_tick(&self) -> Option<Duration> {
        let is_unplayed = self.model.run.as_ref().is_some_and(|run| run.unplayed().is_some());
        if self.model.motion.moves() || self.errands.any() || is_unplayed {
            return Some(FRAME);
        }
        self.watch.as_ref().map(|_| LOOK)
    }
}
