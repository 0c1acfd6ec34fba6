//! Share codes: a scenario and the moment looked at, as one short line to copy.
//!
//! A code is `idem1-` and letters: what is off its default, packed, with a check. The `1`
//! is the version of the packing. Codes go from hand to hand for years, so what a version
//! reads never changes: ids and words have numbers that are given once (`words`), and a
//! default or a shipped recipe's steps cannot change without a new version.
//!
//! Pure, as the model is: text in, scenario out. It must not know files, flags or screens.
//!
//! | file | noun |
//! |---|---|
//! | `seal` | the outside of a code: version, letters, check |
//! | `tape` | numbers and words as bytes |
//! | `words` | the numbers of words, given once |
//! | `writer`, `reader` | a scenario onto a tape, and from it |
//! | `error` | why a code is refused |

pub mod error;
mod reader;
pub mod seal;
mod tape;
pub mod words;
mod writer;

pub use error::ShareError;
pub use seal::is_code;

use crate::sim::time::Ms;
use crate::sim::{FaultPlan, Lane, Scenario, Setting};

/// A moment in the stories: all of an instant, or the first few entries of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The instant.
    pub at: Ms,
    /// How many entries of the instant are in the past; all, without one.
    pub sub: Option<u32>,
}

/// What a code carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    /// What the stories are made from.
    pub scenario: Scenario,
    /// The moment to look at; the beginning, without one.
    pub moment: Option<Moment>,
}

impl Shared {
    /// A scenario from its beginning.
    #[must_use]
    pub const fn new(scenario: Scenario) -> Self {
        Self { scenario, moment: None }
    }

    /// One lane's story under a plan that says all that strikes, as a search finds it, at
    /// the instant it is about.
    #[must_use]
    pub fn found(setting: &Setting, plan: &FaultPlan, at: Ms) -> Self {
        // The plan is whole: chance and the short knobs would only add to it.
        let knobs = setting.knobs.calm();
        let lanes = vec![Lane::new(&setting.lane, &setting.recipe)];
        let mut scenario = Scenario { knobs, listed: None, plan: plan.clone(), lanes, skin: setting.skin };
        if scenario.intents() != setting.intents() {
            // Those asked for once more come of a knob.
            let meant = (0..).zip(setting.intents()).filter(|(index, _)| setting.means(*index) == *index);
            scenario.listed = Some(meant.map(|(_, intent)| intent.clone()).collect());
        }
        Self { scenario, moment: Some(Moment { at, sub: None }) }
    }

    /// The code.
    ///
    /// # Errors
    /// It would be longer than a line may be, or would not read back the same.
    pub fn code(&self) -> Result<String, ShareError> {
        let code = seal::close(&writer::write(self));
        if code.len() > seal::LIMIT {
            return Err(ShareError::TooLarge(code.len()));
        }
        // A code that tells another story is worse than none.
        match Self::read(&code) {
            Ok(read) if read == *self => Ok(code),
            _ => Err(ShareError::Unwritable),
        }
    }

    /// Reads a code. Blanks and line ends in it, as copying leaves them, do not matter.
    ///
    /// # Errors
    /// It is no code, is damaged, is of a newer version, or names what is not there.
    pub fn read(code: &str) -> Result<Self, ShareError> {
        reader::read(&seal::open(code)?)
    }
}
