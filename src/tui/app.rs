//! The app: the model, its theme and the learner's progress, between the terminal's
//! inputs and the update. Everything that `update` asks of the outside is done here.

use std::time::Duration;

use ratatui::Frame;

use super::errand::Errands;
use super::keymap;
use super::model::Model;
use super::msg::{Effect, Msg};
use super::terminal::{App, Flow, Input};
use super::theme::{Depth, Theme};
use super::update::{news as take, update};
use super::view;
use crate::lesson::keeper::Keeper;

/// How often the picture is drawn while it moves: 30 times a second.
const FRAME: Duration = Duration::from_millis(33);

/// Fresh seeds are short enough to be read aloud.
const SEEDS: u64 = 1_000_000;

/// The program on screen.
#[derive(Debug)]
pub struct Laboratory {
    model: Model,
    theme: Theme,
    keeper: Option<Keeper>,
    errands: Errands,
}

impl Laboratory {
    /// An app with its model and theme; without a keeper progress lasts for the session.
    #[must_use]
    pub fn new(model: Model, theme: Theme, keeper: Option<Keeper>) -> Self {
        Self { model, theme, keeper, errands: Errands::default() }
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
                self.model.notice = match kept {
                    Some(Ok(Some(aside))) => Some(aside.to_string()),
                    Some(Err(trouble)) => Some(trouble.to_string()),
                    Some(Ok(None)) | None => None,
                };
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
            Input::Key(key) => match keymap::msg(self.model.scope(), &key) {
                Some(msg) => msg,
                None => return Flow::Stay,
            },
            Input::Click { column, row } => Msg::Click(column, row),
            Input::Scroll { up: true, .. } => Msg::Up,
            Input::Scroll { up: false, .. } => Msg::Down,
            Input::Tick(passed) => Msg::Tick(passed),
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
        match self.obey(effect) {
            Flow::Stay if is_news => Flow::Redraw,
            flow => flow,
        }
    }

    fn wants_tick(&self) -> Option<Duration> {
        (self.model.motion.moves() || self.errands.any()).then_some(FRAME)
    }
}
