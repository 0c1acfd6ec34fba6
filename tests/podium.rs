//! The podium over real sockets: who follows, who is told to wait, what is replaced.

use std::fs;
use std::io::{Read as _, Write as _};
use std::path::PathBuf;
use std::sync::mpsc::Receiver;
use std::time::Duration;

use idem_lab::podium::page::{Page, Stage};
use idem_lab::podium::{Heard, Seat, Speaker, listen};

/// How long to wait for what must come. Generous: it only bounds a failing test.
const PATIENCE: Duration = Duration::from_secs(30);

/// A folder of this test's own, short enough for a socket.
fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("idem-podium-{}-{name}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    folder
}

fn seat(name: &str) -> Seat {
    Seat::at(folder(name).join("room").join("notes.sock"))
}

fn page(id: &str) -> Page {
    let stage = Stage { id: id.to_owned(), kind: "say".to_owned(), number: 1, of: 2 };
    Page { place: "1 One".to_owned(), stage: Some(stage), notes: "Ask.".to_owned(), ..Page::default() }
}

/// What is heard next.
fn next(heard: &Receiver<Heard>) -> Heard {
    heard.recv_timeout(PATIENCE).expect("something is heard")
}

#[test]
fn whoever_listens_hears_the_page_that_stands_and_every_later_one() {
    let seat = seat("follow");
    let early = listen(seat.clone()).expect("a listener");
    assert_eq!(next(&early), Heard::Nobody, "nobody speaks yet, and that is said");
    let speaker = Speaker::open(&seat).expect("a speaker");
    speaker.tell(&page("a"));
    let told = |heard: &Receiver<Heard>, id: &str| {
        // A listener that comes in between is welcomed with nothing, or with the page.
        assert_eq!(next(heard), Heard::Page(page(id)), "{id}");
    };
    told(&early, "a");
    let late = listen(seat.clone()).expect("another");
    told(&late, "a");
    speaker.tell(&page("a"));
    speaker.tell(&page("b"));
    told(&early, "b");
    told(&late, "b");
    drop(speaker);
    assert_eq!((next(&early), next(&late)), (Heard::Nobody, Heard::Nobody));
    assert!(!seat.path().exists(), "the seat is left as it was found");
    let again = Speaker::open(&seat).expect("a second lesson");
    again.tell(&page("c"));
    told(&early, "c");
    told(&late, "c");
}

#[test]
fn a_second_presenter_is_told_so_and_a_stale_socket_is_replaced() {
    let seat = seat("second");
    let speaker = Speaker::open(&seat).expect("a speaker");
    let second = Speaker::open(&seat).map(|_| ()).expect_err("the seat is taken").to_string();
    let wanted = format!(
        "another presenter is at work here already ({}): notes follow that one",
        seat.path().display()
    );
    assert_eq!(second, wanted);
    drop(speaker);
    fs::write(seat.path(), "left behind").expect("written");
    let speaker = Speaker::open(&seat).expect("what is stale is replaced");
    speaker.tell(&page("a"));
    let heard = listen(seat).expect("a listener");
    assert_eq!(next(&heard), Heard::Page(page("a")));
}

#[cfg(unix)]
#[test]
fn nobody_else_may_listen() {
    use std::os::unix::fs::PermissionsExt as _;
    let seat = seat("mode");
    let _speaker = Speaker::open(&seat).expect("a speaker");
    let mode = |path: &std::path::Path| fs::metadata(path).expect("it is there").permissions().mode() & 0o777;
    assert_eq!(mode(seat.path()), 0o600);
    assert_eq!(mode(seat.path().parent().expect("a folder")), 0o700);
}

#[cfg(unix)]
#[test]
fn what_is_no_page_is_not_heard() {
    use std::os::unix::net::UnixListener;
    let seat = seat("noise");
    fs::create_dir_all(seat.path().parent().expect("a folder")).expect("made");
    let other = UnixListener::bind(seat.path()).expect("a socket");
    let heard = listen(seat).expect("a listener");
    let long = vec![b'x'; 100_000];
    for noise in [&b"HTTP/1.1 200 OK\r\n"[..], b"{\"place\":", b"\xff\xfe\n", &long] {
        let (mut stream, _) = other.accept().expect("somebody calls");
        // It may hang up in the middle.
        let _ = stream.write_all(noise);
        drop(stream);
    }
    let (mut stream, _) = other.accept().expect("it calls again");
    stream.write_all(page("a").to_line().as_bytes()).expect("written");
    let news: Vec<Heard> = std::iter::from_fn(|| heard.recv_timeout(PATIENCE).ok()).take(2).collect();
    assert_eq!(news, [Heard::Nobody, Heard::Page(page("a"))]);
}

#[cfg(unix)]
#[test]
fn a_listener_that_does_not_read_keeps_nobody_waiting() {
    use std::os::unix::net::UnixStream;
    let seat = seat("deaf");
    let speaker = Speaker::open(&seat).expect("a speaker");
    let mut deaf = UnixStream::connect(seat.path()).expect("it listens");
    let heard = listen(seat).expect("another");
    for number in 0..2_000 {
        let mut page = page(&number.to_string());
        page.notes = "x".repeat(2_000);
        speaker.tell(&page);
        while let Heard::Page(heard) = next(&heard) {
            if heard.stage == page.stage {
                break;
            }
        }
    }
    // It was let go: what it was given ends.
    let mut given = Vec::new();
    deaf.read_to_end(&mut given).expect("an end");
    assert!(given.len() < 2_000 * 2_000);
}
