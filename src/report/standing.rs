//! `idem progress`: how far a learner has come, a line a lesson.

use std::io::{self, Write};

use super::cell::left;
use crate::lesson::progress::{Done, Progress, Standing};
use crate::lesson::{Lesson, challenge};

/// Writes how a learner stands with these lessons, and what else is remembered.
///
/// # Errors
/// Whatever the writer says.
pub fn write(lessons: &[Lesson], progress: &Progress, out: &mut dyn Write) -> io::Result<()> {
    for (number, lesson) in (1..).zip(lessons) {
        let standing = match progress.standing(lesson) {
            Standing::New => "new".to_owned(),
            Standing::Here(stage) => format!("here: stage {} of {}", stage + 1, lesson.stages.len()),
            Standing::Read { left, .. } => format!("read, {left} left to do"),
            Standing::Done => "done".to_owned(),
        };
        let line = format!(
            "{number:>2}  {} {} {}",
            left(&lesson.id, 18),
            left(&standing, 24),
            predicted(lesson, progress)
        );
        writeln!(out, "{}", line.trim_end())?;
    }
    let strangers = progress.lessons().filter(|(id, _)| !lessons.iter().any(|lesson| lesson.id == *id));
    for (id, stages) in strangers {
        let stages = challenge::plural(stages.len(), "stage");
        writeln!(out, " -  {} {stages} done; not among these lessons", left(id, 18))?;
    }
    Ok(())
}

/// How the predictions of a lesson went; empty where none was made.
fn predicted(lesson: &Lesson, progress: &Progress) -> String {
    let done = |stage: &crate::lesson::Stage| progress.done(&lesson.id, &stage.id);
    let made: Vec<_> = lesson.stages.iter().filter_map(done).filter_map(prediction).collect();
    if made.is_empty() {
        return String::new();
    }
    let right = made.iter().filter(|made| made.right).count();
    let sure = made.iter().filter(|made| made.sure && !made.right).count();
    let sure = if sure == 0 { String::new() } else { format!(", {sure} wrong though sure") };
    format!("predicted {right} of {} right{sure}", made.len())
}

const fn prediction(done: &Done) -> Option<&crate::lesson::Prediction> {
    done.prediction.as_ref()
}
