//! A port of 127.0.0.1, for systems without unix domain sockets.

use std::fs;
use std::io::{self, ErrorKind};
use std::net::Ipv4Addr;
use std::path::Path;

pub(in super::super) use std::net::{TcpListener as Ear, TcpStream as Stream};

/// Listens at a port nobody has, and writes its number into the file.
pub(in super::super) fn bind(path: &Path) -> io::Result<Ear> {
    let ear = Ear::bind((Ipv4Addr::LOCALHOST, 0))?;
    fs::write(path, ear.local_addr()?.port().to_string())?;
    Ok(ear)
}

/// Speaks to whoever listens at the port in the file.
pub(in super::super) fn connect(path: &Path) -> io::Result<Stream> {
    let text = fs::read_to_string(path)?;
    let port: u16 = text.trim().parse().map_err(|_| io::Error::from(ErrorKind::InvalidData))?;
    Stream::connect((Ipv4Addr::LOCALHOST, port))
}

#[cfg(test)]
mod tests {
    use std::io::{Read as _, Write as _};

    use super::*;

    #[test]
    fn a_port_is_found_through_its_file() {
        let path = std::env::temp_dir().join(format!("idem-loopback-{}", std::process::id()));
        let ear = bind(&path).expect("a port");
        let mut listener = connect(&path).expect("somebody listens");
        let (mut speaker, from) = ear.accept().expect("somebody calls");
        assert!(from.ip().is_loopback());
        speaker.write_all(b"page\n").expect("written");
        drop(speaker);
        let mut heard = String::new();
        listener.read_to_string(&mut heard).expect("read");
        assert_eq!(heard, "page\n");
        fs::write(&path, "no port").expect("written");
        assert!(connect(&path).is_err());
        fs::remove_file(&path).expect("removed");
    }
}
