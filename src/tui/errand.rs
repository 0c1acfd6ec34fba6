//! Errands: long work done beside the screen, so that no key ever waits for it.
//!
//! An errand is a thread that lays its latest state on a desk and stops when it is told
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
    /// The sums of a sweep, the time it has taken, and whether it is over.
    Sweep(Vec<Vec<Tally>>, Duration, bool),
    /// The sums of a lesson's chart, by its grid, and whether all is played.
    Chart(Arc<Grid>, Vec<Vec<Tally>>, bool),
}

/// The errands under way.
#[derive(Debug, Default)]
pub struct Errands {
    search: Option<Errand<News>>,
    sweep: Option<(Errand<News>, Arc<Gauge>, Duration)>,
    chart: Option<(Errand<News>, Arc<Gauge>, Arc<Grid>)>,
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
                self.search = Some(Errand::start(move |desk| {
                    if orders {
                        let mut trials = Vec::new();
                        for order in Orders::new(&setting.recipe) {
                            if desk.is_stopped() {
                                return;
                            }
                            trials.push(Trial::new(&setting, order, bounds));
                            desk.offer(|| News::Orders(trials.clone(), false));
                        }
                        desk.lay(News::Orders(trials, true));
                    } else {
                        let mut search = Exploration::new(setting, bounds);
                        while search.next().is_some() {
                            if desk.is_stopped() {
                                return;
                            }
                            desk.offer(|| News::Search(Box::new(search.clone()), false));
                        }
                        desk.lay(News::Search(Box::new(search), true));
                    }
                }));
            }
            Order::Sweep => {
                self.stop_sweep();
                let Some(grid) = model.tradeoffs.grid() else { return };
                let gauge = Arc::new(Gauge::default());
                let watched = Arc::clone(&gauge);
                let errand = Errand::start(move |desk| {
                    let threads = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
                    let sums = run(&grid, threads, &watched);
                    desk.lay(News::Sweep(sums, Duration::ZERO, true));
                });
                self.sweep = Some((errand, gauge, Duration::ZERO));
            }
            Order::Stop => {
                self.search = None;
                self.stop_sweep();
            }
        }
    }

    /// Plays the chart a lesson shows, where that is not done or under way; stops what
    /// nobody looks at any more.
    pub fn tend(&mut self, model: &Model) {
        let wanted = model.run.as_ref().and_then(Run::unplayed);
        let same =
            |wanted: &Arc<Grid>| self.chart.as_ref().is_some_and(|(.., grid)| Arc::ptr_eq(grid, wanted));
        if wanted.is_some_and(same) {
            return;
        }
        self.stop_chart();
        if let Some(grid) = wanted {
            let gauge = Arc::new(Gauge::default());
            let (watched, played) = (Arc::clone(&gauge), Arc::clone(grid));
            let errand = Errand::start(move |desk| {
                let threads = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
                let sums = run(&played, threads, &watched);
                desk.lay(News::Chart(played, sums, true));
            });
            self.chart = Some((errand, gauge, Arc::clone(grid)));
        }
    }

    fn stop_chart(&mut self) {
        if let Some((_, gauge, _)) = self.chart.take() {
            gauge.stop();
        }
    }

    fn stop_sweep(&mut self) {
        if let Some((_, gauge, _)) = self.sweep.take() {
            gauge.stop();
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
        if let Some((errand, gauge, took)) = &mut self.sweep {
            *took += passed;
            let took = *took;
            if let Some(News::Sweep(sums, ..)) = errand.take() {
                news.push(News::Sweep(sums, took, true));
                self.sweep = None;
            } else {
                news.push(News::Sweep(gauge.sums(), took, false));
            }
        }
        if let Some((errand, gauge, grid)) = &self.chart {
            if let Some(played) = errand.take() {
                news.push(played);
                self.chart = None;
            } else {
                news.push(News::Chart(Arc::clone(grid), gauge.sums(), false));
            }
        }
        news
    }
}

impl Drop for Errands {
    fn drop(&mut self) {
        self.stop_sweep();
        self.stop_chart();
    }
}

/// One thread at work. Dropped, it is told to stop, and not waited for.
#[derive(Debug)]
struct Errand<T> {
    desk: Arc<Desk<T>>,
}

/// Where an errand lays what it has.
#[derive(Debug)]
struct Desk<T> {
    latest: Mutex<Option<T>>,
    stopped: AtomicBool,
}

impl<T: Send + 'static> Errand<T> {
    fn start(work: impl FnOnce(&Desk<T>) + Send + 'static) -> Self {
        let desk = Arc::new(Desk { latest: Mutex::new(None), stopped: AtomicBool::new(false) });
        let own = Arc::clone(&desk);
        std::thread::spawn(move || work(&own));
        Self { desk }
    }

    fn take(&self) -> Option<T> {
        self.desk.latest.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl<T> Drop for Errand<T> {
    fn drop(&mut self) {
        self.desk.stopped.store(true, Ordering::Relaxed);
    }
}

impl<T> Desk<T> {
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
