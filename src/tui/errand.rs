//! Errands: long work done beside the screen, so that no key ever waits for it.
//!
//! An errand is a thread that lays its latest state in a tray and stops when it is told
//! to, or when nobody waits for it any more. Only `app` sends people on errands; the
//! model sees nothing of threads, only the news they bring.

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::model::Model;
use super::run::Run;
use crate::explore::{Exploration, Orders, Trial};
use crate::sweep::{Gauge, Grid, Tally, run};

/// What is to be done beside the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Search for a break, as the find-a-break screen says.
    Search,
    /// Play the trade-off chosen.
    Sweep,
    /// Stop whatever is under way.
    Stop,
}

/// What an errand has come to.
#[derive(Clone, Debug)]
pub enum News {
    /// A search, and whether it is over.
    Search(Box<Exploration>, bool),
    /// Orders of steps tried so far, and whether that is all.
    Orders(Vec<Trial>, bool),
    /// The sums of a trade-off, by its grid, the time it has taken, and whether it is over.
    Sweep(Arc<Grid>, Vec<Vec<Tally>>, Duration, bool),
    /// The sums of a lesson's chart, by its grid, and whether all is played.
    Chart(Arc<Grid>, Vec<Vec<Tally>>, bool),
}

/// The errands under way.
#[derive(Debug, Default)]
pub struct Errands {
    search: Option<Errand<News>>,
    sweep: Option<(Sweeping, Duration)>,
    chart: Option<Sweeping>,
}

impl Errands {
    /// Whether anything is under way.
    #[must_use]
    pub const fn any(&self) -> bool {
        self.search.is_some() || self.sweep.is_some() || self.chart.is_some()
    }

    /// Sends somebody off; an errand of the same kind before it is stopped.
    pub fn send(&mut self, order: Order, model: &Model) {
        match order {
            Order::Search => {
                let (setting, bounds) = (model.breaks.setting(), model.breaks.bounds());
                let orders = model.breaks.orders;
                self.search = Some(Errand::start(move |tray| {
                    if orders {
                        let mut trials = Vec::new();
                        for order in Orders::new(&setting.recipe) {
                            if tray.is_stopped() {
                                return;
                            }
                            trials.push(Trial::new(&setting, order, bounds));
                            tray.offer(|| News::Orders(trials.clone(), false));
                        }
                        tray.lay(News::Orders(trials, true));
                    } else {
                        let mut search = Exploration::new(setting, bounds);
                        while search.next().is_some() {
                            if tray.is_stopped() {
                                return;
                            }
                            tray.offer(|| News::Search(Box::new(search.clone()), false));
                        }
                        tray.lay(News::Search(Box::new(search), true));
                    }
                }));
            }
            Order::Sweep => {
                let grid = model.tradeoffs.grid();
                self.sweep = grid.map(|grid| (Sweeping::start(grid), Duration::ZERO));
            }
            Order::Stop => {
                (self.search, self.sweep) = (None, None);
            }
        }
    }

    /// Plays the chart a lesson shows, where that is not done or under way; stops what
    /// nobody looks at any more.
    pub fn tend(&mut self, model: &Model) {
        let wanted = model.run.as_ref().and_then(Run::unplayed);
        let same = |wanted: &Arc<Grid>| {
            self.chart.as_ref().is_some_and(|sweeping| Arc::ptr_eq(&sweeping.grid, wanted))
        };
        if !wanted.is_some_and(same) {
            self.chart = wanted.map(Sweeping::start);
        }
    }

    /// What has come of the errands, after so much time more.
    pub fn news(&mut self, passed: Duration) -> Vec<News> {
        let mut news = Vec::new();
        if let Some(latest) = self.search.as_ref().and_then(Errand::take) {
            let is_over = matches!(latest, News::Search(_, true) | News::Orders(_, true));
            news.push(latest);
            if is_over {
                self.search = None;
            }
        }
        if let Some((sweeping, took)) = &mut self.sweep {
            *took += passed;
            let (grid, sums, over) = sweeping.latest();
            news.push(News::Sweep(grid, sums, *took, over));
            self.sweep = self.sweep.take().filter(|_| !over);
        }
        if let Some(sweeping) = &self.chart {
            let (grid, sums, over) = sweeping.latest();
            news.push(News::Chart(grid, sums, over));
            self.chart = self.chart.take().filter(|_| !over);
        }
        news
    }
}

/// A grid that is being played; dropped, it is played no further.
#[derive(Debug)]
struct Sweeping {
    errand: Errand<Vec<Vec<Tally>>>,
    gauge: Arc<Gauge>,
    grid: Arc<Grid>,
}

impl Sweeping {
    fn start(grid: &Arc<Grid>) -> Self {
        let gauge = Arc::new(Gauge::default());
        let (watched, played) = (Arc::clone(&gauge), Arc::clone(grid));
        let errand = Errand::start(move |tray| {
            let threads = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
            tray.lay(run(&played, threads, &watched));
        });
        Self { errand, gauge, grid: Arc::clone(grid) }
    }

    /// The sums so far, and whether those are all.
    fn latest(&self) -> (Arc<Grid>, Vec<Vec<Tally>>, bool) {
        let whole = self.errand.take();
        let over = whole.is_some();
        (Arc::clone(&self.grid), whole.unwrap_or_else(|| self.gauge.sums()), over)
    }
}

impl Drop for Sweeping {
    fn drop(&mut self) {
        self.gauge.stop();
    }
}

/// One thread at work. Dropped, it is told to stop, and not waited for.
#[derive(Debug)]
struct Errand<T> {
    tray: Arc<Tray<T>>,
}

/// Where an errand lays what it has.
#[derive(Debug)]
struct Tray<T> {
    latest: Mutex<Option<T>>,
    stopped: AtomicBool,
}

impl<T: Send + 'static> Errand<T> {
    fn start(work: impl FnOnce(&Tray<T>) + Send + 'static) -> Self {
        let tray = Arc::new(Tray { latest: Mutex::new(None), stopped: AtomicBool::new(false) });
        let own = Arc::clone(&tray);
        std::thread::spawn(move || work(&own));
        Self { tray }
    }

    fn take(&self) -> Option<T> {
        self.tray.latest.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl<T> Drop for Errand<T> {
    fn drop(&mut self) {
        self.tray.stopped.store(true, Ordering::Relaxed);
    }
}

impl<T> Tray<T> {
    fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }

    /// Lays something down, over what lies there.
    fn lay(&self, item: T) {
        *self.latest.lock().unwrap_or_else(PoisonError::into_inner) = Some(item);
    }

    /// Lays something down where the last was taken: what nobody reads is not made.
    fn offer(&self, item: impl FnOnce() -> T) {
        let mut latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
        if latest.is_none() {
            *latest = Some(item());
        }
    }
}
