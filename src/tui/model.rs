//! The whole state of the program on screen. Plain data; `update` changes it, `view`
//! reads it. Knows nothing of the terminal.

use super::breaks::Breaks;
use super::desk::Desk;
use super::keymap::Scope;
use super::lab::Lab;
use super::lens::Lens;
use super::motion::Motion;
use super::run::{Ground, Phase, Run};
use super::steps::Steps;
use super::tradeoffs::{Row, TradeOffs};
use super::verbs::VerbBench;
use crate::lesson::Lesson;
use crate::lesson::progress::{Progress, Standing};
use crate::sim::fault::fitting;
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
    /// Nothing, until the next key.
    Blank,
    /// The verb bench.
    Verbs,
    /// What may strike at a site.
    Strike {
        /// Where.
        site: Site,
        /// The row chosen.
        selected: usize,
    },
    /// What some vendors' services do.
    Presets {
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
    /// What an own question varies, as it is written.
    Vary,
    /// A handler taken apart.
    Steps(Steps),
    /// A message laid open.
    Message,
    /// The SQL bench.
    Bench,
    /// A text of the SQL bench, as it is written.
    Write,
    /// The code of the story on screen.
    Share {
        /// The code.
        code: String,
    },
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
        matches!(
            self,
            Self::Home { .. }
                | Self::Lab
                | Self::Blank
                | Self::Breaks
                | Self::TradeOffs
                | Self::Bench
                | Self::Verbs
        )
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
    /// Whether it is shown to a room, through a projector.
    pub present: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { ascii: false, motion: true, palette: "default".to_owned(), mouse: false, present: false }
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
    /// The verb bench, as it was left.
    pub verbs: VerbBench,
    /// A lesson left for the sandbox, with its laboratory, to come back to.
    pub left: Option<(Run, Box<Lab>)>,
    /// A story found elsewhere, shown above the sandbox whose place it has taken.
    pub found: Option<Scenario>,
    /// The search for a break.
    pub breaks: Breaks,
    /// What settings cost.
    pub tradeoffs: TradeOffs,
    /// The SQL bench, once it was opened.
    pub desk: Option<Box<Desk>>,
    /// Every lesson there is, in order.
    pub shelf: Vec<Lesson>,
    /// What the learner has done.
    pub progress: Progress,
    /// The day it was started, counted from the first of January 1970.
    pub today: u64,
    /// How it was started.
    pub options: Options,
    /// Whether the words are hidden from the room, in presenter mode.
    pub hidden: bool,
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
            verbs: VerbBench::default(),
            left: None,
            found: None,
            breaks: Breaks::default(),
            tradeoffs: TradeOffs::default(),
            desk: None,
            shelf,
            progress,
            today: 0,
            options,
            hidden: false,
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
            Screen::Blank => Scope::Blank,
            Screen::Verbs => Scope::Verbs,
            Screen::Strike { .. } => Scope::Strike,
            Screen::Presets { .. } => Scope::Presets,
            Screen::Panel { .. } => Scope::Panel,
            Screen::Confirm { .. } => Scope::Confirm,
            Screen::Breaks => Scope::Breaks,
            Screen::TradeOffs => match self.tradeoffs.row() {
                Row::Own => Scope::Own,
                Row::Ready(_) => Scope::TradeOffs,
                Row::Adviser => Scope::Adviser,
            },
            Screen::Vary => Scope::Vary,
            Screen::Steps(_) => Scope::Steps,
            Screen::Message | Screen::Share { .. } | Screen::Help { .. } | Screen::Complaints { .. } => {
                Scope::Reading
            }
            Screen::Bench => Scope::Bench,
            Screen::Write => Scope::Write,
            Screen::Lab => match self.run.as_ref().map(|run| (run.phase, &run.ground)) {
                None => Scope::Lab,
                Some((Phase::Asking, _)) => Scope::Predict,
                Some((Phase::Chosen(_), _)) => Scope::Confidence,
                Some((Phase::Counting, _)) => Scope::Vote,
                Some((_, Ground::Verbs(_))) => Scope::VerbStage,
                Some((_, Ground::Sql(_))) => Scope::SqlStage,
                Some((_, Ground::Chart(_))) => Scope::Chart,
                Some((_, Ground::Story)) => Scope::Lesson,
            },
        }
    }

    /// The SQL bench on screen: a stage's own, or the one that is a room.
    #[must_use]
    pub fn desk(&self) -> Option<&Desk> {
        if self.is_in_stage() {
            self.run.as_ref().and_then(|run| run.ground.sql())
        } else {
            self.desk.as_deref()
        }
    }

    /// The same, to change it.
    pub fn desk_mut(&mut self) -> Option<&mut Desk> {
        if self.is_in_stage() {
            self.run.as_mut().and_then(|run| run.ground.sql_mut())
        } else {
            self.desk.as_deref_mut()
        }
    }

    /// Whether the laboratory, or a lesson's stage, fills the screen.
    #[must_use]
    pub fn is_in_stage(&self) -> bool {
        matches!(self.screens.iter().rev().find(|screen| screen.is_whole()), Some(Screen::Lab))
    }

    /// Whether a text of the SQL bench is open, under whatever lies over it.
    #[must_use]
    pub fn is_writing(&self) -> bool {
        self.screens.contains(&Screen::Write)
    }

    /// The first lesson that was not read to its end; after them all, the first with
    /// something left to do.
    #[must_use]
    pub fn next_lesson(&self) -> Option<usize> {
        let standings = || self.shelf.iter().map(|lesson| self.progress.standing(lesson));
        let unread = standings().position(|standing| matches!(standing, Standing::New | Standing::Here(_)));
        unread.or_else(|| standings().position(|standing| standing != Standing::Done))
    }

    /// Whether a knob may be turned now.
    #[must_use]
    pub fn frees(&self, knob: &Knob) -> bool {
        self.run.as_ref().is_none_or(|run| run.frees(knob.id))
    }

    /// The faults that may strike at a site, as far as a lesson frees them; none at all last.
    #[must_use]
    pub fn strikes(&self, site: Site) -> Vec<Fault> {
        let free = |fault: &Fault| self.run.as_ref().is_none_or(|run| run.frees_fault(*fault));
        fitting(site.place).into_iter().filter(|fault| *fault == Fault::None || free(fault)).collect()
    }

    /// The sites one can point at: those where something may strike.
    #[must_use]
    pub fn sites(&self) -> Vec<Site> {
        let mut sites = self.lab.sites();
        sites.retain(|site| self.strikes(*site).len() > 1);
        sites
    }

    /// The knobs the panel lists for a search; in a lesson, what is free comes first.
    #[must_use]
    pub fn found(&self, query: &str) -> Vec<&'static Knob> {
        let query = query.to_lowercase();
        let skin = self.lab.scenario().skin;
        let matches = |knob: &&Knob| {
            knob.id.contains(&query)
                || skin.label(knob).to_lowercase().contains(&query)
                || skin.gloss(knob).to_lowercase().contains(&query)
                || knob.group.word() == query
        };
        let mut found: Vec<_> = crate::sim::KNOBS.iter().filter(matches).collect();
        found.sort_by_key(|knob| !self.frees(knob));
        found
    }
}
