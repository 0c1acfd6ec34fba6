//! Help: the keys that hold here, the promises, and what every sign means. All are tables.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::{Ui, put, sheet};
use crate::glyph::{Glyphs, Place};
use crate::lesson::Prose;
use crate::sim::{KNOBS, PROPERTIES};
use crate::tui::keymap::{Scope, bindings};

/// How wide the column of keys and signs is.
const KEYS: usize = 14;
/// How wide the sheet is.
const WIDTH: u16 = 78;

/// Draws help for a place.
pub fn draw(ui: &Ui<'_>, of: Scope, scroll: usize, area: Rect, buf: &mut Buffer) {
    let inner = sheet(ui, area, (WIDTH, area.height), "help", buf);
    let lines = lines(of, ui.model.options.present, ui.glyphs, inner.width);
    let room = usize::from(inner.height.saturating_sub(1));
    let start = scroll.min(lines.len().saturating_sub(room));
    for (row, (text, title)) in lines.iter().skip(start).take(room).enumerate() {
        let y = inner.y + u16::try_from(row).unwrap_or(0);
        let style = if *title { ui.theme.title() } else { ui.theme.text() };
        put(buf, inner, inner.x, y, text, style);
    }
    let more = if start + room < lines.len() { "Down or Space for more, " } else { "" };
    let keys = format!("{more}Esc closes   {}/{}", (start + room).min(lines.len()), lines.len());
    put(buf, inner, inner.x, inner.bottom().saturating_sub(1), &keys, ui.theme.dim());
}

/// How far help for a place can be scrolled in a terminal of this size.
#[must_use]
pub fn most_scroll(of: Scope, presenting: bool, ascii: bool, (width, height): (u16, u16)) -> usize {
    // The sheet's border and margin, and its row of keys.
    let lines = lines(of, presenting, Glyphs::new(ascii), width.min(WIDTH).saturating_sub(4)).len();
    lines.saturating_sub(usize::from(height.saturating_sub(3)))
}

const fn has_knobs(of: Scope) -> bool {
    matches!(of, Scope::Lab | Scope::Lesson)
}

/// The lines, and whether each is a title.
fn lines(of: Scope, presenting: bool, glyphs: Glyphs, width: u16) -> Vec<(String, bool)> {
    let mut page = Page { width: usize::from(width), lines: Vec::new() };
    page.title("Keys here");
    for binding in bindings(of, presenting) {
        let keys: Vec<String> = binding.keys.iter().map(|chord| chord.show(glyphs.is_ascii())).collect();
        page.entry(&keys.join(" "), binding.help);
    }
    if has_knobs(of) {
        page.title("Knobs by key");
        for (key, knob) in KNOBS.iter().filter_map(|knob| Some((knob.key?, knob))) {
            page.entry(&key.to_string(), &format!("{}: {}", knob.id, knob.gloss));
        }
    }
    if has_knobs(of) {
        page.title("Promises");
        for row in &PROPERTIES {
            page.entry(row.id, row.promise);
        }
    }
    for (place, title) in [
        (Place::Diagram, "Signs in the diagram"),
        (Place::Timeline, "Signs on the timeline"),
        (Place::Page, "Signs elsewhere"),
    ] {
        page.title(title);
        for (shape, row) in glyphs.iter().filter(|(_, row)| row.place == place) {
            page.entry(shape, row.meaning);
        }
    }
    page.lines
}

/// Lines of titles and entries, wrapped.
struct Page {
    width: usize,
    lines: Vec<(String, bool)>,
}

impl Page {
    fn title(&mut self, text: &str) {
        if !self.lines.is_empty() {
            self.lines.push((String::new(), false));
        }
        self.lines.push((text.to_owned(), true));
    }

    /// A key or sign, and what it means over as many lines as that takes.
    fn entry(&mut self, sign: &str, text: &str) {
        let rows = Prose::parse(text).wrap(self.width.saturating_sub(KEYS));
        for (row, line) in rows.iter().enumerate() {
            let text: String = line.iter().map(|span| span.text.as_str()).collect();
            let sign = if row == 0 { sign } else { "" };
            let gap = (KEYS - 2).saturating_sub(sign.width());
            self.lines.push((format!("{}{sign}  {text}", " ".repeat(gap)), false));
        }
    }
}
