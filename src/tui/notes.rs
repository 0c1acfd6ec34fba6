//! The notes: the second terminal of a presenter. Shows what it hears of the first, and how
//! long the stage has been on. Knows no lesson and no model.

use std::sync::mpsc::Receiver;
use std::time::Duration;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::keymap::{self, Scope, bindings};
use super::msg::Msg;
use super::terminal::{App, Flow, Input};
use super::theme::Theme;
use crate::lesson::Prose;
use crate::podium::{Heard, Page};

/// How often it is looked whether anything was heard.
const LOOK: Duration = Duration::from_millis(100);

/// What stands there while nobody presents.
pub const WAITING: &str = "Waiting for a presenter: start `idem learn --present` in another terminal.";

/// The second terminal.
#[derive(Debug)]
pub struct Notes {
    heard: Receiver<Heard>,
    theme: Theme,
    ascii: bool,
    /// None while nobody presents.
    page: Option<Page>,
    /// How long this stage has been on, and how long there has been a presenter.
    here: Duration,
    all: Duration,
}

impl Notes {
    /// Shows what is heard.
    #[must_use]
    pub const fn new(heard: Receiver<Heard>, theme: Theme, ascii: bool) -> Self {
        Self { heard, theme, ascii, page: None, here: Duration::ZERO, all: Duration::ZERO }
    }

    /// Takes what was heard meanwhile. Returns whether anything was.
    fn listen(&mut self) -> bool {
        let news: Vec<Heard> = self.heard.try_iter().collect();
        let any = !news.is_empty();
        for heard in news {
            let page = match heard {
                Heard::Nobody => None,
                Heard::Page(page) => Some(page),
            };
            let place =
                |page: &Option<Page>| page.as_ref().map(|page| (page.place.clone(), page.stage.clone()));
            if place(&page) != place(&self.page) {
                self.here = Duration::ZERO;
            }
            if self.page.is_none() {
                self.all = Duration::ZERO;
            }
            self.page = page;
        }
        any
    }

    /// Lets time pass. Returns whether the clocks show it.
    fn pass(&mut self, passed: Duration) -> bool {
        if self.page.is_none() {
            return false;
        }
        let before = (self.here.as_secs(), self.all.as_secs());
        self.here += passed;
        self.all += passed;
        before != (self.here.as_secs(), self.all.as_secs())
    }

    /// Draws the page.
    pub fn paint(&self, area: Rect, buf: &mut Buffer) {
        let theme = &self.theme;
        buf.set_style(area, theme.text());
        let (x, width) = (area.x + 1, area.width.saturating_sub(2));
        let mut y = area.y;
        let mut row = |text: &str, style| {
            if y < area.bottom() {
                buf.set_stringn(x, y, text, usize::from(width), style);
            }
            y = y.saturating_add(1);
        };
        match &self.page {
            None => wrapped(WAITING, width).iter().for_each(|line| row(line, theme.text())),
            Some(page) => {
                row(&page.heading(), theme.accent());
                let clocks = format!("here {}   in all {}", clock(self.here), clock(self.all));
                row(&clocks, theme.dim());
                row("", theme.text());
                let notes = if page.notes.is_empty() { "(no notes on this)" } else { &page.notes };
                let style = if page.notes.is_empty() { theme.dim() } else { theme.title() };
                for line in wrapped(notes, width) {
                    row(&line, style);
                }
                if !page.votes.is_empty() {
                    row("", theme.text());
                    for line in page.votes.iter().flat_map(|vote| wrapped(vote, width)) {
                        row(&line, theme.text());
                    }
                }
                if let Some(next) = page.after() {
                    row("", theme.text());
                    row(&next, theme.accent());
                }
            }
        }
        let keys: Vec<String> = bindings(Scope::Notes, false)
            .filter(|binding| !binding.label.is_empty())
            .filter_map(|binding| {
                Some(format!("{} {}", binding.keys.first()?.show(self.ascii), binding.label))
            })
            .collect();
        if area.height > 1 {
            buf.set_stringn(x, area.bottom() - 1, keys.join("   "), usize::from(width), theme.dim());
        }
    }
}

impl App for Notes {
    fn draw(&mut self, frame: &mut Frame<'_>) {
        let area = frame.area();
        self.paint(area, frame.buffer_mut());
    }

    fn on(&mut self, input: Input) -> Flow {
        match input {
            Input::Key(key) => match keymap::msg(Scope::Notes, false, &key) {
                Some(Msg::Quit) => Flow::Quit,
                Some(Msg::Suspend) => Flow::Suspend,
                _ => Flow::Stay,
            },
            Input::Tick(passed) => {
                let passed = self.pass(passed);
                if self.listen() || passed { Flow::Redraw } else { Flow::Stay }
            }
            Input::Resize | Input::Resume => Flow::Redraw,
            Input::Quit(_) => Flow::Quit,
            Input::Click { .. } | Input::Scroll { .. } => Flow::Stay,
        }
    }

    fn wants_tick(&self) -> Option<Duration> {
        Some(LOOK)
    }
}

/// A text in rows; its own line ends stay.
fn wrapped(text: &str, width: u16) -> Vec<String> {
    let rows = |line: &str| Prose::parse(line).rows(usize::from(width));
    text.lines().flat_map(rows).collect()
}

/// A span as a clock shows it, `02:10`.
fn clock(span: Duration) -> String {
    let seconds = span.as_secs();
    format!("{:02}:{:02}", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;
    use crate::podium::page::Stage;
    use crate::tui::theme::Depth;

    fn text(notes: &Notes) -> String {
        let mut buf = Buffer::empty(Rect::new(0, 0, 60, 12));
        notes.paint(buf.area, &mut buf);
        let row = |y| (0..60).map(|x| buf[(x, y)].symbol()).collect::<String>().trim_end().to_owned();
        (0..12).map(row).collect::<Vec<_>>().join("\n")
    }

    fn stage(id: &str) -> Page {
        let stage = Stage { id: id.to_owned(), kind: "say".to_owned(), number: 1, of: 2 };
        Page { place: "1 One".to_owned(), stage: Some(stage), ..Page::default() }
    }

    #[test]
    fn clocks_count_the_stage_and_the_whole_and_wait_for_a_presenter() {
        let (sender, heard) = mpsc::channel();
        let theme = Theme::load("default", Depth::Sixteen).expect("a palette");
        let mut notes = Notes::new(heard, theme, false);
        let second = Duration::from_secs(1);
        assert_eq!(notes.on(Input::Tick(second)), Flow::Stay, "nothing moves while nobody is there");
        assert!(text(&notes).starts_with(" Waiting for a presenter"), "{}", text(&notes));
        sender.send(Heard::Page(stage("a"))).expect("heard");
        assert_eq!(notes.on(Input::Tick(second)), Flow::Redraw);
        assert_eq!(notes.on(Input::Tick(second * 61)), Flow::Redraw);
        assert!(text(&notes).contains("here 01:01   in all 01:01"), "{}", text(&notes));
        assert_eq!(notes.on(Input::Tick(second / 10)), Flow::Stay, "no clock shows tenths");
        sender.send(Heard::Page(stage("b"))).expect("heard");
        notes.on(Input::Tick(Duration::ZERO));
        assert!(text(&notes).contains("here 00:00   in all 01:01"), "{}", text(&notes));
        sender.send(Heard::Nobody).expect("heard");
        notes.on(Input::Tick(Duration::ZERO));
        assert!(text(&notes).starts_with(" Waiting for a presenter"), "{}", text(&notes));
    }
}
