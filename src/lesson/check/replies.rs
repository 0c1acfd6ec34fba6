//! Replies to answers: each wrong answer has one, and nothing else does.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::ops::Range;

use crate::lesson::complaint::Complaints;
use crate::lesson::prose::Prose;

/// Holds the replies of a question on a bench or a chart against its choices. `computed`
/// says what the answer is; complaints point at the choices, or at the replies.
pub(super) fn prove<T: Ord + Display>(
    (choices, choices_at): (&[T], &Range<usize>),
    (wrong, wrong_at): (&BTreeMap<T, Prose>, &Range<usize>),
    (right, computed): (&T, &str),
    complaints: &mut Complaints,
) {
    for choice in choices.iter().filter(|choice| *choice != right && !wrong.contains_key(choice)) {
        let help = format!("add to `wrong`: {choice} = \"what this answer overlooks\"");
        let what = format!("the wrong answer {choice} has no reply");
        complaints.add(choices_at.clone(), what, computed, help);
    }
    for choice in wrong.keys() {
        if choice == right {
            let help = format!("move its reply to `right`, or drop {choice} from `wrong`");
            complaints.add(wrong_at.clone(), format!("{choice} is the right answer"), computed, help);
        } else if !choices.contains(choice) {
            let what = format!("nobody can answer {choice}");
            complaints.add(wrong_at.clone(), what, "no such choice", "offer it, or drop its reply");
        }
    }
}
