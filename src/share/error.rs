//! Why a code is refused, or none can be made, in one sentence each.

use super::seal::{LIMIT, VERSION};
use crate::sim::Knob;

/// What is wrong with a code.
#[derive(Clone, Debug, thiserror::Error)]
pub enum ShareError {
    /// It does not begin as codes do.
    #[error("this is no code: a code begins with idem{VERSION}-")]
    NoCode,
    /// It is of a version this program cannot know.
    #[error("this code is of version {0}, and this idem reads version {VERSION}: a newer idem reads it")]
    Newer(String),
    /// It is longer than any code.
    #[error(
        "this code is too large: it has {0} characters, and none has more than {LIMIT}; copy it alone, and once"
    )]
    TooLong(usize),
    /// It has a character that no code has.
    #[error("this code is damaged: no code has a `{}` in it; copy it again, all of it", .0.escape_debug())]
    Letter(char),
    /// Its letters do not fit its check.
    #[error("this code is damaged: a letter is missing, added or changed; copy it again, all of it")]
    Check,
    /// Its check fits, but it holds no scenario.
    #[error("this code is whole but holds no scenario: it was not made by idem")]
    Empty,
    /// It names what is not there.
    #[error("this code names a {what} this idem does not have: {name}; a newer idem may have it")]
    Unknown {
        /// What kind of thing: a knob, a recipe, a step, a place, a fault.
        what: &'static str,
        /// Its name, or its number where no name is known.
        name: String,
    },
    /// It gives a knob what the knob does not take.
    #[error("this code sets `{}` to {value}; this idem takes {}", knob.id, knob.kind.describe())]
    Value {
        /// The knob.
        knob: &'static Knob,
        /// The value in the code.
        value: String,
    },
    /// The scenario makes too long a code.
    #[error(
        "no code carries this much: it would have {0} characters, and none has more than {LIMIT}; share a scenario file (`idem run FILE`)"
    )]
    TooLarge(usize),
    /// The scenario holds something that no file or flag writes.
    #[error("no code carries this scenario: it holds what this version of codes cannot write")]
    Unwritable,
}
