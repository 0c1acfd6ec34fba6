//! The whole state of the program on screen. Plain data; `update` changes it, `view`
//! reads it. Knows nothing of the terminal.

use super::breaks::Breaks;
use super::keymap::Scope;
use super::lab::Lab;
use super::lens::Lens;
use super::motion::Motion;
use super::run::{Phase, Run};
use super::steps::Steps;
use super::tradeoffs::TradeOffs;
use crate::lesson::Lesson;
use crate::lesson::progress::{Progress, Standing};
use crate::sim::{Fault, Knob, Scenario, Site};

/// What is laid over what. Screens are a stack; the last one has the keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Screen {
    /// The list of lessons and the sandbox.
    Home {
        /// The row chosen.
        selected: usize,
    },
    /// The laboratory, as sandbox or with a lesson.
    Lab,
    /// What may strike at a site.
    Strike {
        /// Where.
        site: Site,
        /// The row chosen.
        selected: usize,
    },
    /// All knobs.
    Panel {
        /// What was typed to search.
        query: String,
        /// The row chosen, among those found.
        selected: usize,
    },
    /// The search for a break.
    Breaks,
    /// What settings cost.
    TradeOffs,
    /// A handler taken apart.
    Steps(Steps),
    /// A message laid open.
    Message,
    /// Whether to forget what is done in a lesson.
    Confirm {
        /// The lesson, by its index on the shelf.
        lesson: usize,
    },
    /// What is wrong with the lesson file that is watched.
    Complaints {
        /// The whole of it.
        text: String,
        /// How far it is scrolled.
        scroll: usize,
    },
    /// The keys and signs of a place.
    Help {
        /// Which place.
        of: Scope,
        /// How far it is scrolled.
        scroll: usize,
    },
}

impl Screen {
    /// Whether it fills the whole screen, rather than lying over another.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        matches!(self, Self::Home { .. } | Self::Lab | Self::Breaks | Self::TradeOffs)
    }
}

/// How the program was started, as far as the picture cares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Draw with ASCII only.
    pub ascii: bool,
    /// Whether anything moves between beats.
    pub motion: bool,
    /// The palette's name.
    pub palette: String,
    /// Whether the mouse is on.
    pub mouse: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { ascii: false, motion: true, palette: "default".to_owned(), mouse: false }
    }
}

/// Everything on screen.
#[derive(Clone, Debug)]
pub struct Model {
    /// The screens, the one with the keys last.
    pub screens: Vec<Screen>,
    /// The laboratory under them.
    pub lab: Lab,
    /// The scenario the laboratory opened on, for reset.
    pub opened: Scenario,
    /// How the picture moves.
    pub motion: Motion,
    /// The lens over the diagram.
    pub lens: Lens,
    /// The lesson under way.
    pub run: Option<Run>,
    /// A lesson left for the sandbox, with its laboratory, to come back to.
    pub left: Option<(Run, Box<Lab>)>,
    /// The search for a break.
    pub breaks: Breaks,
    /// What settings cost.
    pub tradeoffs: TradeOffs,
    /// Every lesson there is, in order.
    pub shelf: Vec<Lesson>,
    /// What the learner has done.
    pub progress: Progress,
    /// The day it was started, counted from the first of January 1970.
    pub today: u64,
    /// How it was started.
    pub options: Options,
    /// One line to tell the person, until the next key.
    pub notice: Option<String>,
    /// The size of the terminal.
    pub size: (u16, u16),
}

impl Model {
    /// The home screen.
    #[must_use]
    pub fn new(shelf: Vec<Lesson>, progress: Progress, options: Options) -> Self {
        let opened = Scenario::laboratory();
        let mut model = Self {
            screens: vec![Screen::Home { selected: 0 }],
            lab: Lab::new(&opened, Vec::new()),
            opened,
            motion: Motion::new(options.motion),
            lens: Lens::Diagram,
            run: None,
            left: None,
            breaks: Breaks::default(),
            tradeoffs: TradeOffs::default(),
            shelf,
            progress,
            today: 0,
            options,
            notice: None,
            size: (80, 24),
        };
        model.screens = vec![Screen::Home { selected: model.next_lesson().unwrap_or(0) }];
        model
    }

    /// The screen that has the keys.
    #[must_use]
    pub fn top(&self) -> &Screen {
        self.screens.last().unwrap_or(&Screen::Lab)
    }

    /// Which rows of the key table hold now.
    #[must_use]
    pub fn scope(&self) -> Scope {
        match self.top() {
            Screen::Home { .. } => Scope::Home,
            Screen::Strike { .. } => Scope::Strike,
            Screen::Panel { .. } => Scope::Panel,
            Screen::Confirm { .. } => Scope::Confirm,
            Screen::Breaks => Scope::Breaks,
            Screen::TradeOffs if self.tradeoffs.asked().is_none() => Scope::Adviser,
            Screen::TradeOffs => Scope::TradeOffs,
            Screen::Steps(_) => Scope::Steps,
            Screen::Message | Screen::Help { .. } | Screen::Complaints { .. } => Scope::Reading,
            Screen::Lab => match self.run.as_ref().map(|run| &run.phase) {
                None => Scope::Lab,
                Some(Phase::Asking) => Scope::Predict,
                Some(Phase::Chosen(_)) => Scope::Confidence,
                Some(_) => Scope::Lesson,
            },
        }
    }

    /// The first lesson with something left to do.
    #[must_use]
    pub fn next_lesson(&self) -> Option<usize> {
        self.shelf.iter().position(|lesson| self.progress.standing(lesson) != Standing::Done)
    }

    /// Whether a knob may be turned now.
    #[must_use]
    pub fn frees(&self, knob: &Knob) -> bool {
        self.run.as_ref().is_none_or(|run| run.frees(knob.id))
    }

    /// The faults that may strike at a site, the one in force first found by the menu.
    #[must_use]
    pub fn strikes(&self, site: Site) -> Vec<Fault> {
        let rows = crate::sim::fault::FAULTS.iter().map(|row| row.fault);
        rows.filter(|fault| fault.fits(site.place)).chain([Fault::None]).collect()
    }

    /// The knobs the panel lists for a search.
    #[must_use]
    pub fn found(&self, query: &str) -> Vec<&'static Knob> {
        let query = query.to_lowercase();
        let matches = |knob: &&Knob| {
            knob.id.contains(&query)
                || knob.gloss.to_lowercase().contains(&query)
                || knob.group.word() == query
        };
        crate::sim::KNOBS.iter().filter(matches).collect()
    }
}
