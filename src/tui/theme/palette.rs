//! A palette: which colour and weight each role has, as a person writes it.
//!
//! `bad = "red bold"`, `warn = "black on yellow"`: a colour, perhaps `on` a ground, then
//! modifiers. Knows no pane and no terminal.

use ratatui::style::{Color, Modifier};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::colour::{self, COLOURS};
use crate::sim::nearest::hint;

/// What a colour is for. A palette paints roles, never panes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the rows of `ROLES` say what each is for")]
pub enum Role {
    Text,
    Dim,
    Accent,
    Good,
    Bad,
    Warn,
    Client,
    Naive,
    Keyed,
    Key,
    Money,
    Running,
    Selection,
    Rule,
    Ghost,
}

/// Every role with its word in a palette and its gloss, in the order of the enum.
pub const ROLES: &[(Role, &str, &str)] = &[
    (Role::Text, "text", "plain text"),
    (Role::Dim, "dim", "what may be skipped: captions, units, the future"),
    (Role::Accent, "accent", "what can be pressed, or has the focus"),
    (Role::Good, "good", "a promise kept"),
    (Role::Bad, "bad", "a promise broken, a message lost, a crash"),
    (Role::Warn, "warn", "not known: a timeout, an outcome nobody can tell"),
    (Role::Client, "client", "the client and what it does"),
    (Role::Naive, "naive", "the left lane"),
    (Role::Keyed, "keyed", "the right lane"),
    (Role::Key, "key", "idempotency keys and their records"),
    (Role::Money, "money", "effects and balances"),
    (Role::Running, "running", "the line of code a handler stands on"),
    (Role::Selection, "selection", "what the cursor is on in a list"),
    (Role::Rule, "rule", "lines that only divide"),
    (Role::Ghost, "ghost", "the story as it was before the last change"),
];

/// Ink, ground and weight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Paint {
    /// The ink.
    pub ink: Color,
    /// The ground behind it.
    pub ground: Color,
    /// Bold, dim, underlined, reversed.
    pub weight: Modifier,
}

/// The words for modifiers.
const MODIFIERS: [(&str, Modifier); 5] = [
    ("bold", Modifier::BOLD),
    ("dim", Modifier::DIM),
    ("italic", Modifier::ITALIC),
    ("underlined", Modifier::UNDERLINED),
    ("reversed", Modifier::REVERSED),
];

impl Paint {
    /// Reads `COLOUR [on COLOUR] [MODIFIER ..]`, each part optional.
    fn parse(text: &str) -> Result<Self, String> {
        let mut paint = Self::default();
        let mut words = text.split_whitespace();
        while let Some(word) = words.next() {
            let modifier = MODIFIERS.iter().find(|(name, _)| *name == word);
            if let Some((_, modifier)) = modifier {
                paint.weight |= *modifier;
            } else if word == "on" {
                let ground = words.next().ok_or("a colour must follow `on`")?;
                paint.ground = colour::parse(ground).ok_or_else(|| no_colour(ground))?;
            } else {
                paint.ink = colour::parse(word).ok_or_else(|| no_colour(word))?;
            }
        }
        Ok(paint)
    }
}

fn no_colour(word: &str) -> String {
    let colours = COLOURS.iter().map(|(name, _)| *name);
    let words: Vec<&str> = colours.chain(MODIFIERS.iter().map(|(name, _)| *name)).collect();
    let near = hint(word, &words);
    format!("`{word}` is no colour (a name or #rrggbb) and no modifier{near}")
}

/// One paint for every role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Palette {
    /// One line saying for whom it is.
    pub about: String,
    paints: Vec<Paint>,
}

impl Palette {
    /// Reads a palette; roles it leaves out stay as `base` paints them.
    ///
    /// # Errors
    /// The first thing wrong, with its place in `text`: broken TOML, an unknown role, an
    /// unknown colour.
    pub fn parse(text: &str, base: Option<&Self>) -> Result<Self, PaletteError> {
        let table = DeTable::parse(text)
            .map_err(|error| PaletteError::at(text, error.span(), error.message().to_owned()))?;
        let plain = || Self { about: String::new(), paints: vec![Paint::default(); ROLES.len()] };
        let mut palette = base.cloned().unwrap_or_else(plain);
        // The table is sorted by key; the first mistake is the first in the file.
        let mut entries: Vec<_> = table.get_ref().iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        for (key, value) in entries {
            let role = role_named(key).map_err(|why| PaletteError::at(text, Some(key.span()), why))?;
            let wrong = |why| PaletteError::at(text, Some(value.span()), why);
            let words = words(key, value).map_err(wrong)?;
            match role {
                None => words.clone_into(&mut palette.about),
                Some(role) => palette.paints[role as usize] = Paint::parse(words).map_err(wrong)?,
            }
        }
        Ok(palette)
    }

    /// The paint of a role.
    #[must_use]
    pub fn paint(&self, role: Role) -> Paint {
        self.paints[role as usize]
    }
}

/// The role a key names; none for `about`.
fn role_named(key: &Spanned<impl AsRef<str>>) -> Result<Option<Role>, String> {
    let word = key.get_ref().as_ref();
    if word == "about" {
        return Ok(None);
    }
    let role = ROLES.iter().find(|(_, name, _)| *name == word);
    role.map(|(role, ..)| Some(*role)).ok_or_else(|| {
        let words: Vec<&str> = ROLES.iter().map(|(_, name, _)| *name).chain(["about"]).collect();
        format!("no role is called `{word}`{}", hint(word, &words))
    })
}

fn words<'a>(key: &Spanned<impl AsRef<str>>, value: &'a Spanned<DeValue<'_>>) -> Result<&'a str, String> {
    let key = key.get_ref().as_ref();
    value.get_ref().as_str().ok_or_else(|| format!("`{key}` wants words in quotes, such as \"cyan bold\""))
}

/// What is wrong in a palette, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {why}\n    {quoted}")]
pub struct PaletteError {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
    /// What is wrong and what would be right.
    pub why: String,
    /// The line itself.
    pub quoted: String,
}

impl PaletteError {
    fn at(text: &str, span: Option<std::ops::Range<usize>>, why: String) -> Self {
        let start = span.map_or(0, |span| span.start).min(text.len());
        let before = text.get(..start).unwrap_or(text);
        let begin = before.rfind('\n').map_or(0, |newline| newline + 1);
        let quoted = text[begin..].lines().next().unwrap_or_default().to_owned();
        let line = before.matches('\n').count() + 1;
        Self { line, column: before[begin..].chars().count() + 1, why, quoted }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(text: &str) -> String {
        Palette::parse(text, None).expect_err(text).to_string()
    }

    #[test]
    fn a_paint_is_ink_ground_and_weight() {
        let palette = Palette::parse("bad = 'red on #000102 bold dim'\nkey = 'reversed'", None);
        let palette = palette.expect("a good palette");
        let ground = Color::Rgb(0, 1, 2);
        let bad = Paint { ink: Color::Red, ground, weight: Modifier::BOLD | Modifier::DIM };
        assert_eq!(palette.paint(Role::Bad), bad);
        assert_eq!(palette.paint(Role::Key), Paint { weight: Modifier::REVERSED, ..Paint::default() });
        assert_eq!(palette.paint(Role::Text), Paint::default());
    }

    #[test]
    fn what_is_left_out_is_inherited() {
        let base = Palette::parse("bad = 'red'\ngood = 'cyan'", None).expect("a good palette");
        let mine = Palette::parse("bad = 'magenta'", Some(&base)).expect("a good palette");
        assert_eq!(mine.paint(Role::Bad).ink, Color::Magenta);
        assert_eq!(mine.paint(Role::Good).ink, Color::Cyan);
    }

    #[test]
    fn errors_point_and_suggest() {
        assert_eq!(
            wrong("text = 'reset'\n  naiv = 'yellow'"),
            "line 2, column 3: no role is called `naiv`; did you mean `naive`?\n      naiv = 'yellow'"
        );
        assert!(wrong("bad = 'redd'").starts_with("line 1, column 7: `redd` is no colour"));
        assert!(wrong("bad = 'redd'").contains("did you mean"));
        assert!(wrong("bad = 'red on'").contains("must follow `on`"));
        assert!(wrong("é = 1").contains("column 1"));
        assert!(wrong("bad = 3").contains("words in quotes"));
        assert!(wrong("bad = ").starts_with("line 1, column"));
        assert!(wrong("[bad]\nink = 'red'").contains("words in quotes"));
    }

    #[test]
    fn rows_stand_in_the_order_of_the_roles() {
        for (index, (role, word, _)) in ROLES.iter().enumerate() {
            assert_eq!(*role as usize, index, "{word}");
        }
    }
}
