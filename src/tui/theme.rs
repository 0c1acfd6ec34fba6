//! The theme: the exact style of everything a pane draws.
//!
//! Two tiers. A palette (`assets/palettes/*.toml`) paints a few roles; the methods here
//! derive every style from them, so that a palette stays short and a pane never names a
//! colour. A state is never told by colour alone: panes add a glyph or a word, and the
//! styles here differ in weight as well.

pub mod colour;
pub mod palette;

use std::path::PathBuf;

use ratatui::style::{Modifier, Style};

pub use colour::Depth;
pub use palette::{Palette, PaletteError, ROLES, Role};

use crate::sim::nearest::hint;

/// The palettes that come with the program, by name; the first is the default.
pub const PALETTES: [(&str, &str); 4] = [
    ("default", include_str!("../../assets/palettes/default.toml")),
    ("light", include_str!("../../assets/palettes/light.toml")),
    ("high-contrast", include_str!("../../assets/palettes/high-contrast.toml")),
    ("colour-blind", include_str!("../../assets/palettes/colour-blind.toml")),
];

/// A style for every role, at the depth the terminal has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    styles: Vec<Style>,
}

impl Theme {
    /// The theme of one palette at one depth.
    #[must_use]
    pub fn new(palette: &Palette, depth: Depth) -> Self {
        let style = |(role, ..): &(Role, _, _)| {
            let paint = palette.paint(*role);
            let style = Style { fg: depth.show(paint.ink), bg: depth.show(paint.ground), ..Style::new() };
            // Without colour a block of ink on ground would vanish: reverse it instead.
            let block = depth == Depth::Mono && paint.ground != ratatui::style::Color::Reset;
            style.add_modifier(if block { paint.weight | Modifier::REVERSED } else { paint.weight })
        };
        Self { styles: ROLES.iter().map(style).collect() }
    }

    /// The theme called `name`, or the palette in the file of that path.
    ///
    /// # Errors
    /// No palette has the name (the nearest are named), or the file does not read.
    pub fn load(name: &str, depth: Depth) -> Result<Self, ThemeError> {
        let (default, base) = PALETTES[0];
        let wrong = |path: &str| {
            let path = PathBuf::from(path);
            move |error| ThemeError::Palette { path, error }
        };
        let base = Palette::parse(base, None).map_err(wrong(default))?;
        let text = match PALETTES.iter().find(|(known, _)| *known == name) {
            Some((_, text)) => (*text).to_owned(),
            None if is_path(name) => std::fs::read_to_string(name)
                .map_err(|source| ThemeError::Unreadable { path: name.into(), source })?,
            None => {
                let hint = hint(name, &PALETTES.map(|(known, _)| known));
                return Err(ThemeError::Unknown { name: name.to_owned(), hint });
            }
        };
        let palette = Palette::parse(&text, Some(&base)).map_err(wrong(name))?;
        Ok(Self::new(&palette, depth))
    }

    /// The style of a role as the palette paints it.
    #[must_use]
    pub fn role(&self, role: Role) -> Style {
        self.styles[role as usize]
    }

    /// The same style, marked as changed by the learner's last move.
    #[must_use]
    pub fn changed(style: Style) -> Style {
        style.add_modifier(Modifier::UNDERLINED)
    }
}

/// What panes draw in.
impl Theme {
    /// Plain text.
    #[must_use]
    pub fn text(&self) -> Style {
        self.role(Role::Text)
    }

    /// A word that matters within plain text.
    #[must_use]
    pub fn strong(&self) -> Style {
        self.role(Role::Text).add_modifier(Modifier::BOLD)
    }

    /// The title of a page or a pane.
    #[must_use]
    pub fn title(&self) -> Style {
        self.role(Role::Text).add_modifier(Modifier::BOLD)
    }

    /// Captions, units, times: what may be skipped.
    #[must_use]
    pub fn dim(&self) -> Style {
        self.role(Role::Dim)
    }

    /// What can be pressed, or has the focus.
    #[must_use]
    pub fn accent(&self) -> Style {
        self.role(Role::Accent)
    }

    /// Code within text.
    #[must_use]
    pub fn code(&self) -> Style {
        self.role(Role::Accent)
    }

    /// The line of code a handler stands on.
    #[must_use]
    pub fn code_now(&self) -> Style {
        self.role(Role::Running)
    }

    /// The item a list's cursor is on.
    #[must_use]
    pub fn selection(&self) -> Style {
        self.role(Role::Selection)
    }

    /// Lines that only divide.
    #[must_use]
    pub fn rule(&self) -> Style {
        self.role(Role::Rule)
    }

    /// The client: its name and its lifeline.
    #[must_use]
    pub fn client(&self) -> Style {
        self.role(Role::Client)
    }

    /// The left lane.
    #[must_use]
    pub fn naive(&self) -> Style {
        self.role(Role::Naive)
    }

    /// The right lane.
    #[must_use]
    pub fn keyed(&self) -> Style {
        self.role(Role::Keyed)
    }

    /// A stored reply, sent again.
    #[must_use]
    pub fn replay(&self) -> Style {
        self.role(Role::Key)
    }

    /// Idempotency keys and records that are done.
    #[must_use]
    pub fn key(&self) -> Style {
        self.role(Role::Key)
    }

    /// Amounts and balances.
    #[must_use]
    pub fn money(&self) -> Style {
        self.role(Role::Money)
    }

    /// A promise kept.
    #[must_use]
    pub fn good(&self) -> Style {
        self.role(Role::Good)
    }

    /// A promise broken.
    #[must_use]
    pub fn bad(&self) -> Style {
        self.role(Role::Bad)
    }

    /// What nobody can know.
    #[must_use]
    pub fn warn(&self) -> Style {
        self.role(Role::Warn)
    }

    /// A lane by its number from the left.
    #[must_use]
    pub fn lane(&self, index: usize) -> Style {
        if index == 0 { self.naive() } else { self.keyed() }
    }

    /// A property's light.
    #[must_use]
    pub fn verdict(&self, holds: bool) -> Style {
        if holds { self.good() } else { self.bad() }
    }
}

/// Whether a theme is named by its file: no shipped name holds a dot or a separator.
fn is_path(name: &str) -> bool {
    name.contains('.') || name.contains(std::path::is_separator)
}

/// Why a theme cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ThemeError {
    /// No palette of this name.
    #[error("no theme is called `{name}`{hint}; a file is named with its path, such as ./mine.toml")]
    Unknown {
        /// The name as written.
        name: String,
        /// The nearest names.
        hint: String,
    },
    /// The file cannot be read.
    #[error("cannot read the palette {}: {source}", path.display())]
    Unreadable {
        /// The path as written.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The palette has a mistake.
    #[error("{}, {error}", path.display())]
    Palette {
        /// The path or name as written.
        path: PathBuf,
        /// The mistake and its place.
        error: PaletteError,
    },
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::Color;

    const DEPTHS: [Depth; 3] = [Depth::Mono, Depth::Sixteen, Depth::True];

    #[test]
    fn every_palette_loads_and_paints_every_role() {
        for (name, text) in PALETTES {
            for depth in DEPTHS {
                Theme::load(name, depth).expect(name);
            }
            for (_, word, _) in ROLES {
                assert!(text.contains(&format!("\n{word} = ")), "{name} leaves out {word}");
            }
            assert!(!Palette::parse(text, None).expect(name).about.is_empty(), "{name}");
        }
    }

    #[test]
    fn without_colour_weight_still_tells_states_apart() {
        for (name, _) in PALETTES {
            let theme = Theme::load(name, Depth::Mono).expect(name);
            for (role, word, _) in ROLES {
                let style = theme.role(*role);
                assert_eq!((style.fg, style.bg), (None, None), "{name} {word}");
            }
            assert_ne!(theme.selection(), theme.text(), "{name}");
            assert_ne!(theme.bad(), theme.text(), "{name}");
            assert_ne!(theme.code_now(), theme.text(), "{name}");
        }
    }

    #[test]
    fn ink_without_ground_never_vanishes_into_a_background() {
        let unsafe_ink = [
            Color::Black,
            Color::White,
            Color::Gray,
            Color::DarkGray,
            Color::LightYellow,
            Color::LightCyan,
            Color::LightGreen,
        ];
        for (name, _) in PALETTES {
            let theme = Theme::load(name, Depth::Sixteen).expect(name);
            for (role, word, _) in ROLES {
                let style = theme.role(*role);
                let bare = style.bg.is_none() && style.fg.is_some_and(|ink| unsafe_ink.contains(&ink));
                assert!(!bare, "{name} {word} may be unreadable: {style:?}");
            }
            assert_eq!(theme.text().fg, None, "{name} paints text");
        }
    }

    #[test]
    fn lanes_differ_from_each_other_in_every_palette() {
        for (name, _) in PALETTES {
            let theme = Theme::load(name, Depth::Sixteen).expect(name);
            assert_ne!(theme.naive(), theme.keyed(), "{name}");
            assert_ne!(theme.good(), theme.bad(), "{name}");
        }
    }

    #[test]
    fn unknown_names_are_told_the_nearest() {
        let error = Theme::load("ligth", Depth::Mono).expect_err("no such theme").to_string();
        assert!(error.contains("did you mean `light`?"), "{error}");
        let error = Theme::load("./nowhere.toml", Depth::Mono).expect_err("no such file").to_string();
        assert!(error.starts_with("cannot read the palette ./nowhere.toml: "), "{error}");
    }
}
