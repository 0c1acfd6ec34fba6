//! The smallest app on a session: it counts, ticks, stops, fails and panics when told to.
//!
//! The tests of the terminal drive it; a person may too. It must not know a lesson.

use std::process::{self, ExitCode};
use std::thread;
use std::time::Duration;

use idem_lab::tui::terminal::{App, Clip, Flow, Input, Options, Session, run};
use idem_lab::tui::theme::{Depth, Theme};
use ratatui::Frame;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::text::Line;

struct Shell {
    theme: Theme,
    count: u32,
    ticks: u32,
    resumed: u32,
    moving: bool,
    mouse: bool,
    failed: bool,
    last: String,
}

impl App for Shell {
    fn draw(&mut self, frame: &mut Frame) {
        let area = frame.area();
        let plain = self.theme.text();
        let lines = vec![
            Line::styled("+ count  t tick  m mouse  c copy  e fail  p panic  w worker  q quit", plain),
            Line::styled(format!("count {}.", self.count), self.theme.selection()),
            Line::styled(format!("ticks {}.", self.ticks), self.theme.naive()),
            Line::styled(format!("last {}.", self.last), self.theme.dim()),
            Line::styled(format!("size {}x{}.", area.width, area.height), plain),
            Line::styled(format!("pid {}.", process::id()), plain),
            Line::styled(format!("resumed {}.", self.resumed), plain),
        ];
        frame.render_widget(ratatui::text::Text::from(lines), area);
    }

    fn on(&mut self, input: Input) -> Flow {
        match input {
            Input::Key(key) => self.key(key),
            Input::Click { column, row } => {
                self.last = format!("click {column},{row}");
                Flow::Redraw
            }
            Input::Scroll { up, .. } => {
                self.last = format!("scroll {}", if up { "up" } else { "down" });
                Flow::Redraw
            }
            Input::Tick(_) => {
                self.ticks += 1;
                Flow::Redraw
            }
            Input::Resume => {
                self.resumed += 1;
                Flow::Redraw
            }
            Input::Resize | Input::Quit(_) => Flow::Stay,
        }
    }

    fn wants_tick(&self) -> Option<Duration> {
        self.moving.then_some(Duration::ZERO)
    }
}

impl Shell {
    fn key(&mut self, key: KeyEvent) -> Flow {
        if key.modifiers.contains(KeyModifiers::CONTROL) {
            return match key.code {
                KeyCode::Char('z') => Flow::Suspend,
                KeyCode::Char('c') => Flow::Quit,
                _ => Flow::Stay,
            };
        }
        match key.code {
            KeyCode::Char('+') => self.count += 1,
            KeyCode::Char('t') => self.moving = !self.moving,
            KeyCode::Char('m') => {
                self.mouse = !self.mouse;
                return Flow::Mouse(self.mouse);
            }
            KeyCode::Char('c') => return Clip::new("idem").map_or(Flow::Stay, Flow::Copy),
            KeyCode::Char('e') => {
                self.failed = true;
                return Flow::Quit;
            }
            KeyCode::Char('p') => panic!("the shell panicked as told"),
            KeyCode::Char('w') => worker(),
            KeyCode::Char('W') => {
                worker();
                return Flow::Stay;
            }
            KeyCode::Char('q') => return Flow::Quit,
            _ => return Flow::Stay,
        }
        Flow::Redraw
    }
}

/// A thread that panics while the app goes on.
fn worker() {
    let _ = thread::spawn(|| panic!("a worker panicked as told")).join();
}

fn shell() -> Result<ExitCode, Box<dyn std::error::Error>> {
    let theme = Theme::load("default", Depth::detect())?;
    let mouse = std::env::args().any(|argument| argument == "--mouse");
    let (moving, failed, last) = (false, false, "none".to_owned());
    let mut app = Shell { theme, count: 0, ticks: 0, resumed: 0, moving, mouse, failed, last };
    let mut session = Session::open(Options { mouse })?;
    let signal = run(&mut session, &mut app)?;
    if app.failed {
        return Err("the shell failed as told".into());
    }
    Ok(signal.map_or(ExitCode::SUCCESS, |signal| ExitCode::from(signal.exit_code())))
}

fn main() -> ExitCode {
    shell().unwrap_or_else(|error| {
        eprintln!("error: {error}");
        ExitCode::from(2)
    })
}
