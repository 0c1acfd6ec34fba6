//! One frame, one write.
//!
//! ratatui flushes several times a frame. The pen keeps everything until the frame is
//! whole, so that a terminal never shows half of one, and a frame that panicked half-way
//! leaves nothing behind to be written after the terminal was given back.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

/// Shows everything until `END` at once, on terminals that know how; others ignore it.
const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";

/// Collects what ratatui writes. Its clones write into the same frame.
#[derive(Clone, Debug, Default)]
pub(super) struct Pen(Rc<RefCell<Vec<u8>>>);

impl Pen {
    /// Sends the frame to the terminal.
    pub(super) fn lift(&self) -> io::Result<()> {
        let frame = self.0.take();
        let mut out = io::stdout().lock();
        out.write_all(&[BEGIN, &frame, END].concat())?;
        out.flush()
    }

    /// Forgets the frame.
    pub(super) fn discard(&self) {
        self.0.take();
    }
}

impl Write for Pen {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
