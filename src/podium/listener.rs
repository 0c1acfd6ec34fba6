//! The listener: the other side. Hears pages, and waits where nobody speaks.

use std::io::{self, BufRead, BufReader, ErrorKind, Read as _};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

use super::page::{LINE_MAX, Page};
use super::seat::Seat;
use super::socket;

/// How long until the door is tried again.
const AGAIN: Duration = Duration::from_millis(300);

/// What is heard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// Nobody speaks. Said once, until somebody has.
    Nobody,
    /// A page.
    Page(Page),
}

/// Listens at a seat, on a thread that ends when nobody wants to hear any more.
///
/// # Errors
/// There can be no thread.
pub fn listen(seat: Seat) -> io::Result<Receiver<Heard>> {
    let (sender, heard) = mpsc::channel();
    thread::Builder::new().name("listener".to_owned()).spawn(move || {
        let mut alone = false;
        loop {
            let lost = follow(&seat, &sender, &mut alone);
            let told = alone || sender.send(Heard::Nobody).is_ok();
            if lost.is_err() || !told {
                return;
            }
            alone = true;
            thread::sleep(AGAIN);
        }
    })?;
    Ok(heard)
}

/// Nobody wants to hear any more.
struct Deaf;

/// Passes on what one speaker says, until it ends or says what is no page.
fn follow(seat: &Seat, sender: &Sender<Heard>, alone: &mut bool) -> Result<(), Deaf> {
    let Ok(stream) = socket::connect(seat.path()) else { return Ok(()) };
    let mut stream = BufReader::new(stream);
    while let Ok(Some(line)) = line(&mut stream) {
        let Some(page) = Page::parse(&line) else { return Ok(()) };
        sender.send(Heard::Page(page)).map_err(|_| Deaf)?;
        *alone = false;
    }
    Ok(())
}

/// The next line; none at the end. One that is too long is an error, and is not kept.
fn line(stream: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut bytes = Vec::new();
    let bound = u64::try_from(LINE_MAX).unwrap_or(u64::MAX);
    stream.by_ref().take(bound).read_until(b'\n', &mut bytes)?;
    match bytes.last() {
        None => Ok(None),
        Some(b'\n') => String::from_utf8(bytes).map(Some).map_err(|_| ErrorKind::InvalidData.into()),
        Some(_) => Err(ErrorKind::InvalidData.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_ends_or_is_none() {
        let read = |bytes: &[u8]| line(&mut BufReader::new(bytes)).map_err(|error| error.kind());
        assert_eq!(read(b"page\nnext\n"), Ok(Some("page\n".to_owned())));
        assert_eq!(read(b""), Ok(None));
        assert_eq!(read(b"half a"), Err(ErrorKind::InvalidData));
        assert_eq!(read(b"\xff\n"), Err(ErrorKind::InvalidData));
        assert_eq!(read(&vec![b'x'; LINE_MAX * 2]), Err(ErrorKind::InvalidData));
    }
}
