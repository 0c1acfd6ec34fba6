//! A terminal that is not there: a model driven by keys as a person reads them, time that
//! passes when told, and the screen as text or as styles.
//!
//! `"n 1 s"` presses three keys; `"Ctrl-r"`, `"PgDn"`, `"Shift-Tab"` are keys too.

#![allow(dead_code, unreachable_pub, reason = "each test file uses its own part of the harness")]

use std::fmt::Write as _;
use std::num::NonZeroUsize;
use std::sync::LazyLock;
use std::time::Duration;

use idem_lab::explore::{Bounds, Exploration, Orders, Trial};
use idem_lab::lesson::Shelf;
use idem_lab::lesson::progress::Progress;
use idem_lab::sim::Scenario;
use idem_lab::sweep::{Gauge, Grid, run};
use idem_lab::tui::errand::{News, Order};
use idem_lab::tui::keymap;
use idem_lab::tui::model::{Model, Options};
use idem_lab::tui::msg::{Effect, Msg};
use idem_lab::tui::theme::{Depth, Theme};
use idem_lab::tui::update::{news, open_bench, open_lesson, open_review, open_sandbox, open_verbs, update};
use idem_lab::tui::view;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::style::{Color, Modifier};

/// The two sizes every screen is pictured at.
pub const SIZES: [(u16, u16); 2] = [(80, 24), (120, 36)];

/// A person before a terminal.
#[derive(Clone)]
pub struct Person {
    /// All that is on screen.
    pub model: Model,
    /// The columns and rows of the terminal.
    pub size: (u16, u16),
    /// Whether a key has left the program.
    pub left: bool,
    theme: Theme,
    depth: Depth,
}

/// How a person starts the program.
#[derive(Clone, Debug)]
pub struct Start {
    /// As on the command line.
    pub options: Options,
    /// The colours of the terminal.
    pub depth: Depth,
    /// What was done before.
    pub progress: Progress,
}

impl Default for Start {
    fn default() -> Self {
        Self { options: Options::default(), depth: Depth::Sixteen, progress: Progress::default() }
    }
}

impl Start {
    /// Drawn with ASCII only.
    pub fn ascii() -> Self {
        Self { options: Options { ascii: true, ..Options::default() }, ..Self::default() }
    }

    /// Nothing moves between beats.
    pub fn still() -> Self {
        Self { options: Options { motion: false, ..Options::default() }, ..Self::default() }
    }

    /// Shown to a room.
    pub fn presenting() -> Self {
        Self { options: Options { present: true, ..Options::default() }, ..Self::default() }
    }

    /// In these colours.
    pub fn palette(name: &str, depth: Depth) -> Self {
        Self { options: Options { palette: name.to_owned(), ..Options::default() }, depth, ..Self::default() }
    }

    /// With the first stages of the first lesson done.
    pub fn after(stages: usize) -> Self {
        let mut start = Self::default();
        let lesson = &shelf().lessons[0];
        for stage in &lesson.stages[..stages.min(lesson.stages.len())] {
            start.progress.mark(&lesson.id, &stage.id, None);
        }
        start
    }

    /// Opens a place: `home`, `lab`, `sql`, or a lesson with its stage, `lost-ack:bet`.
    pub fn at(self, place: &str) -> Person {
        let shelf = shelf();
        let rooms = ["home", "lab", "sql", "verbs"];
        let found = (!rooms.contains(&place)).then(|| shelf.find(place).expect("a lesson"));
        let found = found.map(|(lesson, stage)| {
            let index = shelf.lessons.iter().position(|known| known.id == lesson.id);
            (index.expect("it is on the shelf"), stage)
        });
        let theme = Theme::load(&self.options.palette, self.depth).expect("a palette");
        let mut model = Model::new(shelf.lessons, self.progress, self.options);
        match (place, found) {
            (_, Some((index, stage))) => open_lesson(&mut model, index, stage),
            ("lab", _) => open_sandbox(&mut model, &Scenario::laboratory()),
            ("sql", _) => open_bench(&mut model),
            ("verbs", _) => open_verbs(&mut model),
            _ => {}
        }
        if let Some(run) = &mut model.run {
            run.play_chart();
        }
        Person { model, size: SIZES[0], left: false, theme, depth: self.depth }
    }
}

/// The lessons that ship, proved once for all the tests of a process.
pub fn shelf() -> Shelf {
    static SHELF: LazyLock<Shelf> = LazyLock::new(|| Shelf::shipped().expect("the shipped lessons load"));
    SHELF.clone()
}

/// A place with everything as usual.
pub fn at(place: &str) -> Person {
    Start::default().at(place)
}

impl Person {
    /// Presses keys one after the other, each when all stands still.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        for key in keys.split_whitespace() {
            self.tap(key);
            self.settle();
        }
        self
    }

    /// Presses one key and lets no time pass.
    pub fn tap(&mut self, key: &str) -> Option<Msg> {
        let asked = keymap::msg(self.model.scope(), self.model.options.present, &event(key));
        if let Some(msg) = asked {
            self.ask(msg);
        }
        asked
    }

    /// Asks for something, as a key, the mouse or time does.
    pub fn ask(&mut self, msg: Msg) -> Effect {
        self.model.size = self.size;
        let effect = update(&mut self.model, msg);
        // Outside, a chart is played beside the screen.
        if let Some(run) = &mut self.model.run {
            run.play_chart();
        }
        match &effect {
            Effect::Quit => self.left = true,
            // Outside, the seed is drawn; here it is always the same.
            Effect::Seed => return self.ask(Msg::Seed(4_711)),
            Effect::Palette(name) => self.theme = Theme::load(name, self.depth).expect("a palette"),
            Effect::Review => open_review(&mut self.model, 3),
            Effect::Errand(order) => self.run_errand(*order),
            _ => {}
        }
        effect
    }

    /// Does an errand at once and to its end, as far as a test has patience: a search as
    /// far as its first plans, a sweep with few trials.
    fn run_errand(&mut self, order: Order) {
        match order {
            Order::Search if self.model.breaks.orders => {
                let (setting, bounds) = (self.model.breaks.setting(), self.model.breaks.bounds());
                let bounds = Bounds { limit: Some(200), ..bounds };
                let orders = Orders::new(&setting.recipe).take(40);
                let trials = orders.map(|order| Trial::new(&setting, order, bounds)).collect();
                news(&mut self.model, News::Orders(trials, true));
            }
            Order::Search => {
                let (setting, bounds) = (self.model.breaks.setting(), self.model.breaks.bounds());
                let search = Exploration::run(setting, Bounds { limit: Some(3_000), ..bounds });
                news(&mut self.model, News::Search(Box::new(search), true));
            }
            Order::Sweep => {
                let Some(grid) = self.model.tradeoffs.grid().cloned() else { return };
                let few = Grid { trials: 4, ..Grid::clone(&grid) };
                let sums = run(&few, NonZeroUsize::MIN, &Gauge::default());
                news(&mut self.model, News::Sweep(grid, sums, Duration::from_secs(1), true));
            }
            Order::Stop => {}
        }
    }

    /// Clicks on a cell.
    pub fn click(&mut self, column: u16, row: u16) {
        self.ask(Msg::Click(column, row));
    }

    /// Lets time pass.
    pub fn tick(&mut self, ms: u64) -> Effect {
        self.ask(Msg::Tick(Duration::from_millis(ms)))
    }

    /// Lets time pass until nothing moves.
    pub fn settle(&mut self) -> &mut Self {
        for _ in 0..20_000 {
            if !self.model.motion.moves() {
                return self;
            }
            self.tick(200);
        }
        panic!("it never stands still:\n{}", self.text());
    }

    /// Gives the terminal another size.
    pub fn resize(&mut self, size: (u16, u16)) -> &mut Self {
        self.size = size;
        self.ask(Msg::Resize(size.0, size.1));
        self
    }

    /// The cells of the screen.
    pub fn cells(&mut self) -> Buffer {
        self.model.size = self.size;
        let Ok(mut terminal) = Terminal::new(TestBackend::new(self.size.0, self.size.1));
        let mut frame = terminal.get_frame();
        view::draw(&mut frame, &self.model, &self.theme);
        std::mem::take(frame.buffer_mut())
    }

    /// The text of the screen, without blanks at the ends of lines.
    pub fn text(&mut self) -> String {
        lines(&self.cells()).join("\n")
    }

    /// The text of the screen at another size.
    pub fn text_at(&self, size: (u16, u16)) -> String {
        Self { size, ..self.clone() }.text()
    }

    /// The text of one row, counted from the top.
    pub fn row(&mut self, row: u16) -> String {
        lines(&self.cells()).swap_remove(usize::from(row))
    }

    /// The text with the styles under each line, and what their letters mean.
    pub fn styles(&mut self) -> String {
        styled(&self.cells())
    }

    /// The beats of the story on screen.
    pub fn beats(&self) -> usize {
        self.model.lab.experiment.beats.len()
    }
}

/// The rows of a screen as text.
pub fn lines(cells: &Buffer) -> Vec<String> {
    let row = |y| {
        let row: String = (0..cells.area.width).map(|x| cells[(x, y)].symbol()).collect();
        row.trim_end().to_owned()
    };
    (0..cells.area.height).map(row).collect()
}

/// The rows of a screen, each with a row of letters under it: one letter a style, `.` for
/// none; the letters are explained at the end. Blank cells count only where they show.
pub fn styled(cells: &Buffer) -> String {
    let mut known: Vec<String> = Vec::new();
    let mut text = String::new();
    for (y, line) in (0..).zip(lines(cells)) {
        let mut marks = String::new();
        for x in 0..cells.area.width {
            let style = style_of(&cells[(x, y)]);
            if style.is_empty() {
                marks.push('.');
                continue;
            }
            let at = known.iter().position(|seen| *seen == style).unwrap_or_else(|| {
                known.push(style);
                known.len() - 1
            });
            marks.push(char::from(b'a' + u8::try_from(at.min(25)).unwrap_or(25)));
        }
        let marks = marks.trim_end_matches('.');
        let _ = writeln!(text, "{line}");
        if !marks.is_empty() {
            let _ = writeln!(text, "{marks}");
        }
    }
    for (letter, style) in ('a'..).zip(&known) {
        let _ = write!(text, "\n{letter}  {style}");
    }
    text
}

/// A cell's style in words; nothing for plain text, or a blank that shows nothing.
fn style_of(cell: &Cell) -> String {
    let shows = cell.modifier.intersects(Modifier::REVERSED | Modifier::UNDERLINED | Modifier::CROSSED_OUT);
    if cell.symbol() == " " && cell.bg == Color::Reset && !shows {
        return String::new();
    }
    let mut words: Vec<String> = Vec::new();
    if cell.fg != Color::Reset {
        words.push(cell.fg.to_string());
    }
    if cell.bg != Color::Reset {
        words.push(format!("on {}", cell.bg));
    }
    words.extend(cell.modifier.iter_names().map(|(name, _)| name.to_lowercase()));
    words.join(" ")
}

/// The key written so.
pub fn event(key: &str) -> KeyEvent {
    let (name, modifiers) = match key.strip_prefix("Ctrl-") {
        Some(name) => (name, KeyModifiers::CONTROL),
        None => (key, KeyModifiers::NONE),
    };
    let code = match name {
        "Space" => KeyCode::Char(' '),
        "Left" | "←" => KeyCode::Left,
        "Right" | "→" => KeyCode::Right,
        "Up" | "↑" => KeyCode::Up,
        "Down" | "↓" => KeyCode::Down,
        "PgUp" => KeyCode::PageUp,
        "PgDn" => KeyCode::PageDown,
        "Home" => KeyCode::Home,
        "End" => KeyCode::End,
        "Enter" => KeyCode::Enter,
        "Esc" => KeyCode::Esc,
        "Tab" => KeyCode::Tab,
        "Shift-Tab" => KeyCode::BackTab,
        "Delete" => KeyCode::Delete,
        "Backspace" => KeyCode::Backspace,
        "F1" => KeyCode::F(1),
        _ => {
            let mut letters = name.chars();
            match (letters.next(), letters.next()) {
                (Some(letter), None) => KeyCode::Char(letter),
                _ => panic!("no key is written `{key}`"),
            }
        }
    };
    KeyEvent::new(code, modifiers)
}
