//! A lesson walked through in numbered lines: reads what is typed, writes what is told,
//! and keeps progress after every stage.

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::Path;

use super::args::Look;
use super::quote::printable;
use super::room::{self, Room};
use super::{Done, Exit};
use crate::lesson::keeper::{Keeper, said};
use crate::plain::Walk;
use crate::report::printed::printed;
use crate::tui::model::Model;
use crate::tui::msg::Effect;

/// The longest line that is read; the rest of it is another line.
const LINE_MAX: u64 = 4_096;

/// Walks through a lesson until it is over, left, or the input ends.
///
/// # Errors
/// The lesson does not load, or the output cannot be written. That progress cannot be kept
/// is told and ends nothing.
pub fn walk(
    room: &Room,
    look: &Look,
    lessons: Option<&Path>,
    input: &mut dyn BufRead,
    out: &mut dyn Write,
) -> Done {
    let (model, keeper) = room::set(room, look, lessons)?;
    walk_on(model, keeper, look, input, out)
}

/// The same with what is open in a model.
///
/// # Errors
/// The output cannot be written.
pub(super) fn walk_on(
    model: Model,
    mut keeper: Option<Keeper>,
    look: &Look,
    input: &mut dyn BufRead,
    out: &mut dyn Write,
) -> Done {
    let notice = model.notice.clone();
    let mut walk = Walk::new(model);
    tell(notice.into_iter().chain(walk.open()), look.ascii, out)?;
    // What is typed at a terminal stands there already.
    let echo = !io::stdin().is_terminal();
    loop {
        write!(out, "> ")?;
        out.flush()?;
        let Some(line) = line(input)? else {
            writeln!(out)?;
            tell(["The input has ended; what is done is kept.".to_owned()], look.ascii, out)?;
            return Ok(Exit::Fine);
        };
        if echo {
            writeln!(out, "{}", printable(&line))?;
        }
        let said = walk.answer(&line);
        tell(said.lines, look.ascii, out)?;
        tell(keep(keeper.as_mut(), said.effect), look.ascii, out)?;
        if said.over {
            return Ok(Exit::Fine);
        }
    }
}

/// Does what an effect asks of the outside: only progress is of any use here.
fn keep(keeper: Option<&mut Keeper>, effect: Effect) -> Option<String> {
    let kept = match effect {
        Effect::Save { lesson, stage, prediction } => keeper?.done(&lesson, &stage, prediction),
        Effect::Practised { lesson, stage, right, variant } => {
            keeper?.practised(&lesson, &stage, right, variant)
        }
        _ => return None,
    };
    said(kept)
}

fn tell(lines: impl IntoIterator<Item = String>, ascii: bool, out: &mut dyn Write) -> io::Result<()> {
    lines.into_iter().try_for_each(|line| writeln!(out, "{}", printed(&printable(&line), ascii)))
}

/// The next line without its end; none at the end of the input.
fn line(input: &mut dyn BufRead) -> io::Result<Option<String>> {
    let mut bytes = Vec::new();
    io::Read::take(input, LINE_MAX).read_until(b'\n', &mut bytes)?;
    let line = String::from_utf8_lossy(&bytes);
    Ok((!bytes.is_empty()).then(|| line.trim_end_matches(['\n', '\r']).to_owned()))
}
