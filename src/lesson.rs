//! Lessons: text and expectations, proved by simulating. A lesson that lies does not load.
//!
//! A lesson is one TOML file. `check` reads it, resolves every name, runs the simulator and
//! refuses what is not so; what comes out is plain data for a screen, a page or a pipe to
//! show. Nothing here draws, and nothing here knows a terminal or a key.
//!
//! | file | noun |
//! |---|---|
//! | `stage` | one step of a lesson, and its kinds |
//! | `predict`, `turn`, `challenge` | the three kinds in which the learner acts |
//! | `survives` | a goal that a search over every fault plan judges |
//! | `verbs`, `sql` | a stage on the verb bench; one on the SQL bench |
//! | `sweep` | a stage on a sweep: one figure over the values of one knob |
//! | `dial`, `offer` | what a lesson lets the learner turn, and to which values |
//! | `prose`, `template` | the small markdown subset; texts the learner's run fills |
//! | `format`, `setup` | the file as written; its scenario tables |
//! | `check` | from the file as written to a lesson that is true |
//! | `complaint` | what is wrong with a file, where, and what to do |
//! | `sheet` | a scenario in a file of its own |
//! | `shelf`, `course` | the lessons there are; lesson files in a folder |
//! | `watch` | a lesson file that is read anew when it changes |
//! | `skeleton`, `schema` | what an author starts from; the format for editors |
//! | `review` | ideas that are due again, in another story |
//! | `progress`, `keeper` | what a learner has done, and the file that remembers it |

pub mod challenge;
pub mod check;
pub mod complaint;
pub mod course;
pub mod dial;
mod format;
pub mod keeper;
pub mod offer;
pub mod predict;
pub mod progress;
pub mod prose;
pub mod review;
pub mod schema;
mod setup;
pub mod sheet;
pub mod shelf;
pub mod skeleton;
pub mod sql;
pub mod stage;
pub mod survives;
pub mod sweep;
pub mod template;
pub mod turn;
pub mod verbs;
pub mod watch;

pub use challenge::{Challenge, Goal, Judgement, Solution};
pub use check::check;
pub use complaint::{Complaint, Complaints};
pub use course::Course;
pub use dial::{Dial, Free};
pub use keeper::{Keeper, Trouble};
pub use offer::Offer;
pub use predict::{Predict, When};
pub use progress::{Prediction, Progress, Standing};
pub use prose::Prose;
pub use shelf::Shelf;
pub use stage::{Kind, Lens, Play, Stage};
pub use survives::Survives;
pub use template::Template;
pub use turn::Turn;

use crate::sim::Scenario;

/// A lesson that was proved when it was loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lesson {
    /// The id in files, progress and commands.
    pub id: String,
    /// The title.
    pub title: String,
    /// The ids of the lessons before it.
    pub needs: Vec<String>,
    /// What it teaches, a line each.
    pub teaches: Vec<String>,
    /// Where its facts come from.
    pub sources: Vec<String>,
    /// What to learn next: lessons by title, and subjects beyond the course.
    pub next: Vec<String>,
    /// The scenario it opens with, before any stage changes it.
    pub scenario: Scenario,
    /// The stages, in order; the last is the recap.
    pub stages: Vec<Stage>,
}

impl Lesson {
    /// What stands under a recap: where to go on, and where the facts come from.
    #[must_use]
    pub fn colophon(&self) -> Prose {
        let next = Some(&self.next).filter(|next| !next.is_empty());
        let next = next.map(|next| format!("- **Learn next**: {}.\n", next.join(", ")));
        let sources = format!("- **Sources**: {}.", self.sources.join("; "));
        Prose::parse(&(next.unwrap_or_default() + &sources))
    }

    /// The stage with this id, as an index.
    #[must_use]
    pub fn stage(&self, id: &str) -> Option<usize> {
        self.stages.iter().position(|stage| stage.id == id)
    }
}
