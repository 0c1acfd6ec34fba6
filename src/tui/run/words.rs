//! What a stage says: the line over the text, the text, the answers in a row.

use unicode_width::UnicodeWidthStr;

use super::{Phase, Run, Stand};
use crate::lesson::challenge::Judgement;
use crate::lesson::prose::{COLS, Ink, Line, Prose, Span};
use crate::lesson::template::Template;
use crate::lesson::{Challenge, Kind};
use crate::sim::time::show_instant;
use crate::tui::lab::Lab;

impl Run {
    /// What stands before how a task stands: that it is done, or which hint the text gives.
    pub(super) fn before(&self, holds: bool, hints: Option<usize>) -> String {
        match (self.hints, hints) {
            _ if holds => "PASSED  ".to_owned(),
            _ if self.done => "passed before; now   ".to_owned(),
            (0, _) | (_, None) => String::new(),
            (n, Some(all)) if n <= all => format!("hint {n} of {all}   "),
            _ => "the worked answer   ".to_owned(),
        }
    }

    /// The line over the text, in at most so many columns where it can be said in fewer: the
    /// outcome, the judgement, the hint.
    #[must_use]
    pub fn status(&self, lab: &Lab, stand: &Stand, room: usize) -> String {
        match &self.here().kind {
            Kind::Predict(predict) => match self.phase {
                Phase::Answered(choice, sure) => {
                    let Some(choice) = predict.choices.get(choice) else { return String::new() };
                    let answer = predict.answer(&lab.experiment);
                    let said = answered(&predict.shown(choice), sure, &predict.shown(&answer));
                    let shown = self.breaks_at(lab).map(|cursor| show_instant(cursor.at));
                    let forms = shown.map(|at| {
                        [format!("{said} Shown: {at}, where it was decided."), format!("{said} Shown: {at}.")]
                    });
                    let form = forms.into_iter().flatten().find(|form| form.width() <= room);
                    form.unwrap_or(said)
                }
                Phase::Running(..) | Phase::Polled => "Watch.".to_owned(),
                Phase::Counting => self.counted(),
                Phase::Revealed => self.revealed(&predict.shown(&predict.answer(&lab.experiment))),
                _ => "What do you think?".to_owned(),
            },
            Kind::Challenge(challenge) => {
                let Some(judgement) = &stand.judgement else { return String::new() };
                // What a change did stands in the place of the hint.
                let hints = (!lab.fresh).then_some(challenge.hints.len());
                let before = self.before(stand.holds, hints);
                let row = judgement.row(room.saturating_sub(before.width()));
                before + &row
            }
            Kind::Turn(_) if stand.holds => "Done.".to_owned(),
            Kind::Turn(_) if self.done => "Done before; not as it stands now.".to_owned(),
            Kind::Turn(turn) => format!("turn {} to {}", turn.dial, turn.to),
            Kind::Verbs(stage) => {
                self.ground.verbs().map_or_else(String::new, |bench| self.verbs_status(stage, bench))
            }
            Kind::Sql(stage) => {
                self.ground.sql().map_or_else(String::new, |desk| self.sql_status(stage, desk))
            }
            Kind::Sweep(stage) => self.sweep_status(stage),
            Kind::Play(_) if !stand.holds => "Space plays.".to_owned(),
            _ => String::new(),
        }
    }

    /// The answers there are to choose from, in words.
    #[must_use]
    pub fn answers(&self) -> Vec<String> {
        match &self.here().kind {
            Kind::Predict(predict) => predict.choices.iter().map(|choice| predict.shown(choice)).collect(),
            Kind::Verbs(verbs) => verbs
                .asks()
                .map_or_else(Vec::new, |ask| ask.choices.iter().map(ToString::to_string).collect()),
            Kind::Sql(sql) => sql.asks().map(|ask| ask.choices.clone()).unwrap_or_default(),
            Kind::Sweep(sweep) => sweep.asks().map_or_else(Vec::new, |ask| {
                ask.choices.iter().map(|choice| choice.shown(sweep.unit())).collect()
            }),
            _ => Vec::new(),
        }
    }

    /// The choices in one row, the one taken marked, and what to press then; none where
    /// nothing is asked, and where the tally of a vote stands in its place.
    #[must_use]
    pub fn choices_line(&self) -> Option<Line> {
        let open = matches!(
            self.phase,
            Phase::Asking | Phase::Chosen(_) | Phase::Counting | Phase::Running(..) | Phase::Polled
        );
        (open && !self.shows_tally()).then(|| self.choices_in_a_row())
    }

    fn choices_in_a_row(&self) -> Line {
        let chosen = match self.phase {
            Phase::Chosen(choice) | Phase::Running(choice, _) => Some(choice),
            _ => None,
        };
        let span = |text: String, ink| Span { text, ink };
        let mut line = Vec::new();
        for (index, choice) in self.answers().iter().enumerate() {
            let text = format!("{}) {choice}", index + 1);
            line.push(span("  ".to_owned(), Ink::Plain));
            line.push(span(text, if chosen == Some(index) { Ink::Bold } else { Ink::Plain }));
            line.push(span(if chosen == Some(index) { " <  " } else { "    " }.to_owned(), Ink::Plain));
        }
        let then = match self.phase {
            Phase::Asking => ["then s sure or u unsure", "then s or u"],
            Phase::Chosen(_) => ["are you sure? s sure, u unsure", "s or u?"],
            Phase::Counting => ["hands up!"; 2],
            _ => [""; 2],
        };
        // The footer has the keys too, where long answers leave no room for them here.
        let used: usize = line.iter().map(|span| span.text.width()).sum();
        let then = then.into_iter().find(|then| used + then.width() <= COLS);
        line.push(span(then.unwrap_or_default().to_owned(), Ink::Code));
        line
    }

    /// The text of the stage, as rows of so many columns.
    #[must_use]
    pub fn text(&self, lab: &Lab, stand: &Stand, cols: usize) -> Vec<Line> {
        match &self.here().kind {
            Kind::Say(say) => say.wrap(cols),
            Kind::Recap(say) => [say.wrap(cols), self.lesson.colophon().wrap(cols)].concat(),
            Kind::Play(play) => play.say.as_ref().map(|say| say.wrap(cols)).unwrap_or_default(),
            Kind::Turn(turn) => match &turn.debrief {
                Some(debrief) if stand.holds => debrief.wrap(cols),
                _ => turn.say.wrap(cols),
            },
            Kind::Verbs(stage) => {
                self.ground.verbs().map(|bench| self.verbs_text(stage, bench, cols)).unwrap_or_default()
            }
            Kind::Sql(stage) => self.sql_text(stage, cols),
            Kind::Sweep(stage) => self.sweep_text(stage, cols),
            Kind::Predict(predict) => {
                if let Phase::Answered(choice, _) = self.phase {
                    let choice = predict.choices.get(choice);
                    return choice
                        .and_then(|choice| predict.reply(choice))
                        .map(|reply| reply.wrap(cols))
                        .unwrap_or_default();
                }
                if self.phase == Phase::Revealed {
                    let answer = predict.answer(&lab.experiment);
                    return predict.reply(&answer).map(|reply| reply.wrap(cols)).unwrap_or_default();
                }
                let mut lines = predict.ask.wrap(cols);
                lines.extend(self.choices_line());
                lines
            }
            Kind::Challenge(challenge) => self.task(challenge, lab, stand, cols),
        }
    }

    /// The text of a challenge: what to make of it once it is so; before, the task or the
    /// hint asked for.
    fn task(&self, challenge: &Challenge, lab: &Lab, stand: &Stand, cols: usize) -> Vec<Line> {
        let found = stand.judgement.as_ref().map_or_else(String::new, Judgement::found);
        if let (true, Some(debrief)) = (stand.holds, &challenge.debrief) {
            return debrief.fill(&lab.experiment, &found).wrap(cols);
        }
        let hint = self.hints.checked_sub(1);
        let mut lines = match hint.map(|hint| challenge.hints.get(hint)) {
            None => challenge.ask.wrap(cols),
            Some(Some(hint)) => hint.fill(&lab.experiment, &found).wrap(cols),
            Some(None) => Prose::parse(&challenge.solution.lines.join(", ")).wrap(cols),
        };
        let is_told = hint.and_then(|hint| challenge.hints.get(hint)).is_some_and(Template::tells_finding);
        let example = self.counter_example(stand).filter(|_| !is_told);
        lines.extend(example.into_iter().flat_map(|example| example.wrap(cols)));
        lines
    }

    /// The faults by which a search breaks what a challenge asks for, in a sentence.
    #[must_use]
    pub fn counter_example(&self, stand: &Stand) -> Option<Prose> {
        let goal = stand.judgement.as_ref()?.searched()?;
        Some(Prose::parse(&format!("The search: **{}** by {}.", goal.value, goal.by.as_ref()?)))
    }
}

/// What was said of a question, beside what it is.
pub(super) fn answered(said: &str, sure: bool, right: &str) -> String {
    let sure = if sure { "sure" } else { "unsure" };
    format!("You said {said}, {sure}. It is {right}.")
}
