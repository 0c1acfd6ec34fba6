//! The sweep: many seeds times many settings, so that a setting's price can be read off.
//!
//! Each point of the grid is played so often, every lane under the same weather, without
//! a trace. What comes of it is counted in whole numbers and added up, so the result is
//! the same whatever the number of threads, and ranges of trials run anywhere add up.
//! Trial t uses the scenario's seed + t.
//!
//! Nothing here knows a command line, a screen or a clock.
//!
//! | file | noun |
//! |---|---|
//! | `axis` | a knob and the values it takes |
//! | `grid` | every combination of the axes' values, as settings |
//! | `trial` | one run of one lane, and what became of it |
//! | `census` | how many keys are stored, over time |
//! | `figure` | the figures: one row each |
//! | `tally` | the sums of many trials, and the estimates they give |
//! | `run` | all trials of a grid, on so many threads |
//! | `table` | a grid with its sums, to read figures off |
//! | `exemplar` | the trial to look at: the median, or the worst |
//! | `theory` | the formulas, where one is known |
//! | `question` | the ready questions |

pub mod axis;
pub mod census;
pub mod exemplar;
pub mod figure;
pub mod grid;
pub mod question;
pub mod run;
pub mod table;
pub mod tally;
pub mod theory;
pub mod trial;

pub use axis::{Axis, AxisError};
pub use exemplar::{Exemplar, exemplar, looked};
pub use figure::{FIGURES, Figure};
pub use grid::{Grid, Point};
pub use question::{QUESTIONS, Question};
pub use run::{Gauge, run};
pub use table::Table;
pub use tally::{Estimate, Tally};
pub use theory::{Theory, theory};
pub use trial::{Outcome, Player};
