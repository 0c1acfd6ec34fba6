//! The odometer: a nemesis that tries every plan of at most so many faults, shortest
//! first, each once.
//!
//! A story meets its sites in an order, and until a site is met the story depends only
//! on what struck before. So a plan is its faults in the order they strike, and it grows
//! by one more fault at a site asked after its last. Grown this way no plan comes twice,
//! none is missed, and every planned fault strikes.
//!
//! Rounds of 0, 1, 2 .. faults bring the shortest plans first. A round tells the shorter
//! stories again to learn where a longer one grows; that is about one story in twenty,
//! and keeps memory at one wheel a fault.

use crate::sim::fault::FAULTS;
use crate::sim::{Fault, FaultPlan, Nemesis, Site};

/// Counts through all plans as it strikes, story by story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Odometer {
    /// The most faults a plan may have.
    most: usize,
    /// How many faults the plans of this round have.
    round: usize,
    /// The present plan, a wheel a fault, in the order they strike.
    wheels: Vec<Wheel>,
    /// How many of them have struck in this story.
    struck: usize,
    /// The sites asked since the last of them struck, if the plan is to grow.
    asked: Vec<Site>,
    /// Whether this round had any plan.
    had_any: bool,
}

/// One fault of the plan, and all that may take its place.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Wheel {
    strikes: Vec<(Site, Fault)>,
    at: usize,
}

impl Odometer {
    /// Starts at the calm plan, in which nothing strikes.
    #[must_use]
    pub const fn new(most: usize) -> Self {
        Self { most, round: 0, wheels: Vec::new(), struck: 0, asked: Vec::new(), had_any: false }
    }

    /// How many faults the plans of this round have.
    #[must_use]
    pub const fn round(&self) -> usize {
        self.round
    }

    /// Whether the present plan is one of this round's. A shorter one was there before,
    /// and is told again only to see where it grows.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        self.wheels.len() == self.round
    }

    /// The present plan.
    #[must_use]
    pub fn plan(&self) -> FaultPlan {
        self.wheels.iter().map(Wheel::strike).collect()
    }

    /// Turns to the next plan, when the story of the present one is over. Returns false
    /// when every plan has been.
    pub fn turn(&mut self) -> bool {
        debug_assert_eq!(self.struck, self.wheels.len(), "every planned fault strikes");
        self.struck = 0;
        self.had_any |= self.is_whole();
        let strikes: Vec<(Site, Fault)> = self.asked.drain(..).flat_map(strikes_at).collect();
        if !strikes.is_empty() {
            self.wheels.push(Wheel { strikes, at: 0 });
            return true;
        }
        while let Some(wheel) = self.wheels.last_mut() {
            wheel.at += 1;
            if wheel.at < wheel.strikes.len() {
                return true;
            }
            self.wheels.pop();
        }
        // Where no plan has so many faults, none has more.
        let goes_on = self.round < self.most && self.had_any;
        self.round += usize::from(goes_on);
        self.had_any = false;
        goes_on
    }
}

impl Nemesis for Odometer {
    fn strike(&mut self, site: Site) -> Fault {
        let Some(wheel) = self.wheels.get(self.struck) else {
            if !self.is_whole() {
                self.asked.push(site);
            }
            return Fault::None;
        };
        let (planned, fault) = wheel.strike();
        if planned != site {
            return Fault::None;
        }
        self.struck += 1;
        fault
    }
}

impl Wheel {
    fn strike(&self) -> (Site, Fault) {
        self.strikes[self.at]
    }
}

/// Everything that may strike at a site, with the weather's own spans.
fn strikes_at(site: Site) -> impl Iterator<Item = (Site, Fault)> {
    FAULTS
        .iter()
        .filter(move |row| row.searched && row.fault.fits(site.place))
        .map(move |row| (site, row.fault))
}
