//! The skeleton: the lesson file an author starts from, proved as it stands.
//!
//! The text is data in `skeleton.toml`; only its id and title are put in. Must not know a
//! folder or a screen.

use unicode_width::UnicodeWidthStr;

use super::check::TITLE_COLS;
use super::prose::{harmless, is_harmful};
use crate::sim::scenario::is_name;

/// The lesson, with `ID` and `TITLE` where the author's own go.
const TEXT: &str = include_str!("skeleton.toml");

/// Why there is no such lesson to write.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SkeletonError {
    /// The id is none.
    #[error(
        "`{0}` is no id of a lesson: use lower-case letters, digits and dashes, from a letter on, at most 32"
    )]
    Id(String),
    /// The title has no room in the header, or nothing in it.
    #[error("--title {title}: it needs {cols} columns, and there are 1 to {TITLE_COLS}; say it shorter")]
    Title {
        /// The title.
        title: String,
        /// How many columns it takes.
        cols: usize,
    },
    /// The title would move the cursor or turn the writing.
    #[error("--title {0}: it holds a control character; leave it out")]
    Control(String),
}

/// The file for a lesson with this id; without a title it is made of the id.
///
/// # Errors
/// The id is none, or the title does not fit.
pub fn skeleton(id: &str, title: Option<&str>) -> Result<String, SkeletonError> {
    if !is_name(id) {
        return Err(SkeletonError::Id(harmless(id)));
    }
    let title = title.map_or_else(|| titled(id), str::to_owned);
    if title.chars().any(is_harmful) {
        return Err(SkeletonError::Control(harmless(&title)));
    }
    let cols = title.trim().width();
    if cols == 0 || cols > TITLE_COLS {
        return Err(SkeletonError::Title { title, cols });
    }
    // A basic string of TOML: only these two must be escaped once control characters are out.
    let quoted = title.trim().replace('\\', "\\\\").replace('"', "\\\"");
    let line = |line: &str| match line {
        line if line.starts_with("id = \"ID\"") => line.replacen("ID", id, 1),
        line if line.starts_with("title = \"TITLE\"") => line.replacen("TITLE", &quoted, 1),
        line => line.to_owned(),
    };
    Ok(TEXT.lines().map(|text| line(text) + "\n").collect())
}

/// The name of its file: `07-lost-ack.toml`, after the highest number there is.
#[must_use]
pub fn file_name<'n>(id: &str, there: impl IntoIterator<Item = &'n str>) -> String {
    let number = |name: &str| name.split_once('-').and_then(|(number, _)| number.parse::<u32>().ok());
    let highest = there.into_iter().filter_map(number).filter(|number| *number < 1_000).max().unwrap_or(0);
    format!("{:02}-{id}.toml", highest + 1)
}

/// A title made of an id: `lost-ack` is `Lost ack`.
fn titled(id: &str) -> String {
    let (first, rest) = id.split_at(1.min(id.len()));
    format!("{}{}", first.to_uppercase(), rest.replace('-', " "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::check;

    fn loads(id: &str, title: Option<&str>) -> crate::lesson::Lesson {
        let text = skeleton(id, title).expect("it is written");
        check(&text, "skeleton.toml", &[]).unwrap_or_else(|complaints| panic!("{complaints}"))
    }

    #[test]
    fn it_is_proved_as_it_stands_and_has_every_kind() {
        let lesson = loads("my-first", None);
        assert_eq!((lesson.id.as_str(), lesson.title.as_str()), ("my-first", "My first"));
        let kinds: Vec<&str> = lesson.stages.iter().map(|stage| stage.kind.word()).collect();
        assert_eq!(kinds, ["say", "play", "predict", "turn", "challenge", "recap"]);
    }

    #[test]
    fn any_title_that_fits_is_taken_as_it_is() {
        for title in ["It \"works\" \\ on my machine", "größe = [1]", "x", &"w".repeat(TITLE_COLS)] {
            assert_eq!(loads("a", Some(title)).title, title);
        }
    }

    #[test]
    fn what_does_not_fit_is_told() {
        let told =
            |id, title| skeleton(id, title).map_err(|error| error.to_string()).expect_err("it is told");
        assert_eq!(
            told("My lesson", None),
            "`My lesson` is no id of a lesson: use lower-case letters, digits and dashes, from a letter on, \
             at most 32"
        );
        let long = "w".repeat(41);
        assert_eq!(
            told("a", Some(&long)),
            format!("--title {long}: it needs 41 columns, and there are 1 to 40; say it shorter")
        );
        assert!(told("a", Some("  ")).contains("it needs 0 columns"));
        assert_eq!(
            told("a", Some("\u{1b}[2J")),
            "--title \u{fffd}[2J: it holds a control character; leave it out"
        );
    }

    #[test]
    fn its_file_comes_after_the_last_one() {
        assert_eq!(file_name("b", []), "01-b.toml");
        assert_eq!(file_name("b", ["01-a.toml", "09-z.toml", "README.md", "x-1.toml"]), "10-b.toml");
        assert_eq!(file_name("b", ["2026-notes.toml"]), "01-b.toml");
    }
}
