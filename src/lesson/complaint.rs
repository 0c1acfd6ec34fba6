//! A complaint: what is wrong with a lesson file, at which token, and what to do.
//!
//! Drawn as compilers draw theirs. Must not know what a lesson is.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::prose::{harmless, is_harmful};

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    /// The token, in bytes of the source.
    pub span: Range<usize>,
    /// What is wrong.
    pub what: String,
    /// What to see at the token.
    pub label: String,
    /// What to do.
    pub help: String,
}

/// Everything found wrong with one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaints {
    /// The file's name, as it is shown.
    pub origin: String,
    /// The file as it was read.
    source: String,
    /// What is wrong, in the order of the file.
    pub list: Vec<Complaint>,
}

impl Complaints {
    /// Nothing to complain of yet.
    #[must_use]
    pub fn new(origin: &str, source: &str) -> Self {
        Self { origin: harmless(origin), source: source.to_owned(), list: Vec::new() }
    }

    /// Complains.
    pub fn add(
        &mut self,
        span: Range<usize>,
        what: impl Into<String>,
        label: impl Into<String>,
        help: impl Into<String>,
    ) {
        let (what, label, help) = (what.into(), label.into(), help.into());
        self.list.push(Complaint {
            span,
            what: harmless(&what),
            label: harmless(&label),
            help: harmless(&help),
        });
    }

    /// The complaints in the order of the file, if there are any.
    ///
    /// # Errors
    /// The complaints themselves.
    pub fn settle<T>(mut self, good: Option<T>) -> Result<T, Box<Self>> {
        self.list
            .sort_by(|a, b| (a.span.start, a.span.end, &a.what).cmp(&(b.span.start, b.span.end, &b.what)));
        self.list.dedup();
        match good {
            Some(good) if self.list.is_empty() => Ok(good),
            _ => Err(Box::new(self)),
        }
    }

    /// The token of a complaint, as written.
    #[must_use]
    pub fn token(&self, span: Range<usize>) -> &str {
        self.source.get(span).unwrap_or_default()
    }

    /// The complaints as a compiler would print them, in colour if asked.
    #[must_use]
    pub fn render(&self, colour: bool) -> String {
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
        let source = shown(&self.source);
        let drawn = self.list.iter().map(|complaint| {
            let span = clamp(&self.source, &complaint.span);
            let snippet = Snippet::source(source.as_str()).path(self.origin.as_str()).fold(true);
            let mark = AnnotationKind::Primary.span(span).label(complaint.label.as_str());
            let group = Group::with_title(Level::ERROR.primary_title(complaint.what.as_str()))
                .element(snippet.annotation(mark))
                .element(Level::HELP.message(complaint.help.as_str()));
            renderer.render(&[group])
        });
        drawn.collect::<Vec<_>>().join("\n\n")
    }
}

impl std::fmt::Display for Complaints {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.render(false))
    }
}

impl std::error::Error for Complaints {}

/// The source with harmful characters replaced, byte for byte, so that spans stay right.
fn shown(source: &str) -> String {
    let swap = |c: char| match c {
        '\n' | '\t' | '\r' => c.to_string(),
        c if is_harmful(c) => "?".repeat(c.len_utf8()),
        c => c.to_string(),
    };
    source.chars().map(swap).collect()
}

/// A span that lies within the source, on whole characters.
fn clamp(source: &str, span: &Range<usize>) -> Range<usize> {
    let floor =
        |at: usize| (0..=at.min(source.len())).rev().find(|at| source.is_char_boundary(*at)).unwrap_or(0);
    let start = floor(span.start);
    start..floor(span.end).max(start)
}
