//! Replies to answers: the right one is among the choices, each wrong one has a reply, and
//! nothing else does.

use std::fmt::Display;
use std::ops::Range;

use crate::lesson::complaint::Complaints;

/// An answer, and where it is written.
pub(super) type Written<T> = (T, Range<usize>);

/// The answers of a question, to be held against what is computed.
pub(super) struct Answers<'a, T> {
    /// What may be chosen.
    pub(super) choices: &'a [Written<T>],
    /// Where the list of choices is written.
    pub(super) list: Range<usize>,
    /// What has a reply as a wrong answer.
    pub(super) wrong: &'a [Written<T>],
    /// The right answer, as it is computed.
    pub(super) right: &'a T,
    /// Who computes it, in words: `the simulator computes $20`.
    pub(super) computed: &'a str,
}

impl<T: PartialEq + Display> Answers<'_, T> {
    /// Complains of a right answer that nobody can choose.
    pub(super) fn hold_right(&self, complaints: &mut Complaints) {
        if !self.choices.iter().any(|(choice, _)| choice == self.right) {
            let help = format!("add {}, or change what is asked", self.right);
            complaints.add(
                self.list.clone(),
                "the right answer is not among the choices",
                self.computed,
                help,
            );
        }
    }

    /// Complains of wrong answers without a reply, and of replies to no wrong answer. `key`
    /// writes an answer as a key of `wrong`.
    pub(super) fn hold_replies(&self, key: fn(&T) -> String, complaints: &mut Complaints) {
        let is_answered = |choice: &T| self.wrong.iter().any(|(known, _)| known == choice);
        for (choice, at) in self.choices.iter().filter(|(choice, _)| choice != self.right) {
            if !is_answered(choice) {
                let help = format!("add to `wrong`: {} = \"what this answer overlooks\"", key(choice));
                let what = format!("the wrong answer {choice} has no reply");
                complaints.add(at.clone(), what, self.computed, help);
            }
        }
        for (choice, at) in self.wrong {
            if choice == self.right {
                let help = format!("move its reply to `right`, or drop {choice} from `wrong`");
                complaints.add(at.clone(), format!("{choice} is the right answer"), self.computed, help);
            } else if !self.choices.iter().any(|(known, _)| known == choice) {
                let what = format!("nobody can answer {choice}");
                complaints.add(at.clone(), what, "no such choice", "offer it, or drop its reply");
            }
        }
    }
}

/// All of these, written at one place.
pub(super) fn written<T: Clone>(answers: impl IntoIterator<Item = T>, at: &Range<usize>) -> Vec<Written<T>> {
    answers.into_iter().map(|answer| (answer, at.clone())).collect()
}
