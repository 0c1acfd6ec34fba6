//! A presenter's notes: on a screen of their own, or as lines where there is none.

use std::io::{self, IsTerminal, Write};

use super::args::Look;
use super::error::CliError;
use super::room::{self, Room};
use super::{Done, Exit};
use crate::podium::{Heard, Page, Seat, listen};
use crate::tui::notes::{Notes, WAITING};
use crate::tui::terminal::{self, Session};

/// Follows a presenter until it is left.
///
/// # Errors
/// There is no folder for a socket, the terminal fails, or nobody reads the lines.
pub fn notes(look: &Look, out: &mut dyn Write) -> Done {
    let seat = Seat::usual().map_err(CliError::Seat)?;
    if !io::stdout().is_terminal() || !io::stdin().is_terminal() {
        return lines(seat, out);
    }
    let theme = room::theme(&Room::Home, look)?;
    let mut app = Notes::new(listen(seat)?, theme, look.ascii);
    let mut session = Session::open(terminal::Options::default())?;
    let ended = terminal::run(&mut session, &mut app)?;
    Ok(ended.map_or(Exit::Fine, |signal| Exit::Signal(signal.exit_code())))
}

/// Prints what is new as it comes.
fn lines(seat: Seat, out: &mut dyn Write) -> Done {
    let mut before = Page::default();
    for heard in listen(seat)? {
        let page = match heard {
            Heard::Nobody => {
                writeln!(out, "{WAITING}")?;
                Page::default()
            }
            Heard::Page(page) => {
                write(&page, &before, out)?;
                page
            }
        };
        before = page;
        out.flush()?;
    }
    Ok(Exit::Fine)
}

/// Prints a page; of one whose vote alone has changed, the vote.
fn write(page: &Page, before: &Page, out: &mut dyn Write) -> io::Result<()> {
    if page.heading() != before.heading() {
        writeln!(out, "{}", page.heading())?;
        page.notes.lines().try_for_each(|line| writeln!(out, "  {line}"))?;
        page.after().iter().try_for_each(|next| writeln!(out, "  {next}"))?;
    }
    if page.votes != before.votes {
        page.votes.iter().try_for_each(|vote| writeln!(out, "  {vote}"))?;
    }
    Ok(())
}
