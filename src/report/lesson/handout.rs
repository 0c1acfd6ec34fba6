//! A lesson as a handout: Markdown that a class can be given, the answers in its last part.

use std::io::{self, Write};

use super::lines;
use super::outline::{Outline, opening, stages};
use crate::lesson::prose::{Ink, Line};
use crate::lesson::{Lesson, Prose};

/// Writes the handout.
///
/// # Errors
/// Whatever the writer says.
pub fn write(lesson: &Lesson, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# {}\n", escaped(&lesson.title))?;
    paragraph("At the end you understand:", out)?;
    list(&lesson.teaches, out)?;
    paragraph("The story is computed by `idem`. It opens with:", out)?;
    for fact in opening(lesson) {
        writeln!(out, "- `{fact}`")?;
    }
    let outlines = stages(lesson);
    for (number, outline) in (1..).zip(&outlines) {
        writeln!(out, "\n## {number}. {}\n", heading(outline))?;
        question(outline, out)?;
    }
    writeln!(out, "\n## Sources\n")?;
    for source in &lesson.sources {
        writeln!(out, "- {}", escaped(source))?;
    }
    writeln!(out, "\n---\n\n# Answers")?;
    for (number, outline) in (1..).zip(&outlines) {
        answers(number, outline, out)?;
    }
    Ok(())
}

/// What the class is given of a stage.
fn question(outline: &Outline, out: &mut dyn Write) -> io::Result<()> {
    for fact in &outline.facts {
        writeln!(out, "> {}\n", escaped(fact))?;
    }
    prose(&outline.text, out)?;
    if outline.choices.is_empty() {
        return Ok(());
    }
    writeln!(out)?;
    for choice in &outline.choices {
        writeln!(out, "{}. {}", choice.number, escaped(&choice.shown))?;
    }
    writeln!(out, "\nMy answer: ____  sure / unsure")
}

/// What comes out at the end; nothing where there is nothing to tell.
fn answers(number: usize, outline: &Outline, out: &mut dyn Write) -> io::Result<()> {
    if outline.choices.is_empty() && outline.after.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## {number}. {}", heading(outline))?;
    if let Some(right) = outline.choices.iter().find(|choice| choice.right) {
        writeln!(out, "\nThe simulator computes **{}**.", escaped(&right.shown))?;
    }
    for choice in &outline.choices {
        if let Some(reply) = &choice.reply {
            writeln!(out, "\n**{}. {}**\n", choice.number, escaped(&choice.shown))?;
            prose(reply, out)?;
        }
    }
    for (name, text) in &outline.after {
        let (first, rest) = name.split_at(1.min(name.len()));
        writeln!(out, "\n**{}{rest}**\n", first.to_uppercase())?;
        prose(text, out)?;
    }
    Ok(())
}

/// A stage's name on paper: its id in words.
fn heading(outline: &Outline) -> String {
    let (first, rest) = outline.id.split_at(1.min(outline.id.len()));
    let kind = outline.kind.split(' ').next().unwrap_or_default();
    format!("{}{} ({kind})", first.to_uppercase(), rest.replace('-', " "))
}

fn paragraph(text: &str, out: &mut dyn Write) -> io::Result<()> {
    lines(text).iter().try_for_each(|line| writeln!(out, "{line}"))?;
    writeln!(out)
}

fn list(items: &[String], out: &mut dyn Write) -> io::Result<()> {
    for item in items {
        prose(&Prose::parse(&format!("- {item}")), out)?;
    }
    writeln!(out)
}

/// A text with its marks. The subset lessons are written in is Markdown already; what
/// would be read as more than that is escaped.
fn prose(text: &Prose, out: &mut dyn Write) -> io::Result<()> {
    let mut before = None;
    for (bullet, block) in text.blocks() {
        // Paragraphs stand apart, and so does a list from what is around it.
        if before.is_some_and(|before| !(before && bullet)) {
            writeln!(out)?;
        }
        before = Some(bullet);
        for (row, line) in block.wrap(super::COLUMNS).iter().enumerate() {
            writeln!(out, "{}", marked(line, bullet && row == 0).trim_end())?;
        }
    }
    Ok(())
}

/// One row with its marks; the first of a bullet begins with a dash.
fn marked(line: &Line, dash: bool) -> String {
    let mut marked = String::new();
    for span in line {
        match span.ink {
            Ink::Plain if marked.is_empty() => marked.push_str(&opened(&span.text)),
            Ink::Plain => marked.push_str(&escaped(&span.text)),
            Ink::Bold => marked.extend(["**", &escaped(&span.text), "**"]),
            Ink::Code => marked.extend(["`", &span.text, "`"]),
            Ink::Bullet => marked.push_str(if dash { "- " } else { "  " }),
        }
    }
    marked
}

/// A text at the beginning of a line, where more signs have a meaning.
fn opened(text: &str) -> String {
    let escaped = escaped(text);
    let digits = escaped.len() - escaped.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let rest = &escaped[digits..];
    if escaped.starts_with(['#', '+', '-', '>', '=']) {
        format!("\\{escaped}")
    } else if digits > 0 && rest.starts_with(['.', ')']) {
        format!("{}\\{rest}", &escaped[..digits])
    } else {
        escaped
    }
}

/// A text that Markdown takes as it is.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '*' | '_' | '<' | '[' | '`') {
            safe.push('\\');
        }
        safe.push(c);
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> String {
        let mut out = Vec::new();
        prose(&Prose::parse(text), &mut out).expect("memory takes it");
        String::from_utf8(out).expect("it is text")
    }

    #[test]
    fn marks_stay_and_what_only_looks_like_one_is_escaped() {
        assert_eq!(written("a **bold** `code` 2 * 3 <b>"), "a **bold** `code` 2 \\* 3 \\<b>\n");
        assert_eq!(written("10. no list"), "10\\. no list\n");
        assert_eq!(written("# no title"), "\\# no title\n");
        assert_eq!(written("text\n- one\n- two"), "text\n\n- one\n- two\n");
    }
}
