//! A stage on the verb bench, under way: what it says, how it stands, what may be turned.

use super::words::answered;
use super::{Ground, Phase, Run};
use crate::lesson::Kind;
use crate::lesson::progress::Prediction;
use crate::lesson::prose::{Ink, Line, Span};
use crate::lesson::verbs::{Ask, Task, VerbStage};
use crate::tui::verbs::{Show, VerbBench};
use crate::verbs::question::MEASURES;
use crate::verbs::{Question, Way};

impl VerbBench {
    /// The bench a stage opens with; the endpoint that is asked about is chosen.
    pub(super) fn of(stage: &VerbStage) -> Self {
        let mut bench = Self::new(stage.show.clone(), stage.way, stage.from);
        let asked = stage.asks().map(|ask| ask.about.endpoint);
        let index = asked.and_then(|asked| stage.show.iter().position(|endpoint| *endpoint == asked));
        bench.selected = index.unwrap_or(0);
        bench
    }
}

impl Run {
    /// The stage on the bench and the bench, where this is one.
    #[must_use]
    pub fn verbs(&self) -> Option<(&VerbStage, &VerbBench)> {
        match (&self.here().kind, &self.ground) {
            (Kind::Verbs(stage), Ground::Verbs(bench)) => Some((stage, bench)),
            _ => None,
        }
    }

    /// Whether the way and the starting state may be turned: not where a later stage may
    /// ask what comes of it.
    #[must_use]
    pub fn frees_ways(&self) -> bool {
        match &self.here().kind {
            Kind::Verbs(stage) => match stage.task {
                Task::Pick(_) => !self.hides_twice(stage),
                Task::Find(_) => true,
                Task::Look(_) | Task::Ask(_) => false,
            },
            kind => self.ground.verbs().is_some() && matches!(kind, Kind::Recap(_)),
        }
    }

    /// Whether what comes of asking again is to be thought out first: where endpoints are
    /// marked and only `once` is told, until the marks are judged.
    fn hides_twice(&self, stage: &VerbStage) -> bool {
        stage.way == Way::Once && !self.judged
    }

    /// Whether endpoints are to be marked.
    #[must_use]
    pub fn frees_marks(&self) -> bool {
        self.verbs().is_some_and(|(stage, _)| matches!(stage.task, Task::Pick(_)))
    }

    /// How much of the bench may be seen.
    #[must_use]
    pub fn shows(&self) -> Show {
        let stage = self.verbs().map(|(stage, _)| stage);
        match (stage.map(|stage| &stage.task), self.phase) {
            (None, _) => Show::All,
            (Some(Task::Pick(_)), _) if stage.is_some_and(|stage| self.hides_twice(stage)) => Show::MarksOnce,
            (Some(Task::Ask(_)), Phase::Answered(..) | Phase::Revealed) | (Some(Task::Look(_)), _) => {
                Show::OneWay
            }
            (Some(Task::Ask(_)), _) => Show::Requests,
            (Some(Task::Pick(_)), _) => Show::Marks,
            (Some(Task::Find(_)), _) => Show::Stories,
        }
    }

    /// Whether the task is done.
    pub(super) fn verbs_done(&self) -> bool {
        let Some((stage, bench)) = self.verbs() else { return false };
        match &stage.task {
            Task::Look(_) => true,
            Task::Ask(_) => self.is_told(),
            Task::Pick(_) => self.judged && stage.misses(&bench.marks).is_empty(),
            Task::Find(_) => self.done || stage.finds(&bench.story(bench.way)),
        }
    }

    /// What was predicted on the bench, once it is answered.
    pub(super) fn verbs_prediction(&self) -> Option<Prediction> {
        let ((stage, _), Phase::Answered(choice, sure)) = (self.verbs()?, self.phase) else { return None };
        let choice = stage.asks()?.choices.get(choice)?;
        Some(Prediction { choice: choice.to_string(), sure, right: stage.answer() == Some(*choice) })
    }

    /// The line over the text.
    pub(super) fn verbs_status(&self, stage: &VerbStage, bench: &VerbBench) -> String {
        let way = bench.way.row();
        match &stage.task {
            Task::Look(_) => way.gloss.to_owned(),
            Task::Ask(ask) => match self.phase {
                Phase::Answered(choice, sure) => {
                    let said = ask.choices.get(choice).map_or_else(String::new, ToString::to_string);
                    let right = stage.answer().map_or_else(String::new, |right| right.to_string());
                    answered(&said, sure, &right)
                }
                Phase::Counting => format!("{}. {}", way.gloss, self.counted()),
                Phase::Revealed => {
                    self.revealed(&stage.answer().map_or_else(String::new, |right| right.to_string()))
                }
                _ => format!("{}. What do you think?", way.gloss),
            },
            Task::Pick(_) if self.judged => match stage.misses(&bench.marks).len() {
                0 => "PASSED  all as the bench computes it".to_owned(),
                misses => format!("{misses} of {} not as the bench computes it", stage.show.len()),
            },
            Task::Pick(_) => {
                let marked = bench.marks.iter().filter(|mark| **mark).count();
                format!("{marked} of {} marked; Space marks, n judges", stage.show.len())
            }
            Task::Find(_) if self.verbs_done() => "FOUND".to_owned(),
            Task::Find(find) => {
                let now = Question::of(bench.endpoint(), find.word);
                let now = now.map_or_else(String::new, |now| now.answer(&bench.story(bench.way)).to_string());
                let measure = MEASURES.iter().find(|measure| measure.word == find.word);
                let what = measure.map_or(find.word, |measure| measure.gloss);
                let what = what.trim_start_matches("whether ");
                format!("{}: {what}: {now}; find a {}", way.label, find.wanted)
            }
        }
    }

    /// The text of the stage, as rows.
    pub(super) fn verbs_text(&self, stage: &VerbStage, bench: &VerbBench, cols: usize) -> Vec<Line> {
        let prose = match &stage.task {
            Task::Look(say) => say,
            Task::Ask(ask) => match self.phase {
                Phase::Answered(choice, _) => {
                    let reply = ask.choices.get(choice).and_then(|choice| ask.reply(*choice));
                    return reply.map(|reply| reply.wrap(cols)).unwrap_or_default();
                }
                Phase::Revealed => {
                    let reply = stage.answer().and_then(|answer| ask.reply(answer));
                    return reply.map(|reply| reply.wrap(cols)).unwrap_or_default();
                }
                _ => return self.asked(ask, cols),
            },
            Task::Pick(_) | Task::Find(_) if self.hints > 0 && !self.verbs_done() => match stage.hint() {
                Some(hint) => hint,
                None => return Vec::new(),
            },
            Task::Pick(pick) if self.judged => {
                let missed = stage.misses(&bench.marks).first().copied();
                let reply = missed.and_then(|index| pick.wrong.get(stage.show[index].id));
                return missed.map_or_else(
                    || pick.right.wrap(cols),
                    |index| {
                        let title = Span { text: format!("{}:", stage.show[index].title), ink: Ink::Bold };
                        let mut lines = vec![vec![title]];
                        lines.extend(reply.map(|reply| reply.wrap(cols)).unwrap_or_default());
                        lines
                    },
                );
            }
            Task::Find(find) if self.verbs_done() => &find.right,
            Task::Pick(pick) => &pick.ask,
            Task::Find(find) => &find.ask,
        };
        prose.wrap(cols)
    }

    /// A question with its choices in a row.
    fn asked(&self, ask: &Ask, cols: usize) -> Vec<Line> {
        let mut lines = ask.ask.wrap(cols);
        lines.extend(self.choices_line());
        lines
    }
}
