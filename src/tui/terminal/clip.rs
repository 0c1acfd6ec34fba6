//! A text for the clipboard, as the escape sequence (OSC 52) that puts it there.

/// The longest base64 that terminals accept.
const LIMIT: usize = 100_000;

/// A text short enough for the clipboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clip(String);

impl Clip {
    /// Takes a text; none when it is too long for terminals (about 75 kB).
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        (text.len().div_ceil(3) * 4 <= LIMIT).then(|| Self(base64(text.as_bytes())))
    }

    /// The bytes that put it on the clipboard.
    pub(super) fn sequence(&self) -> String {
        format!("\x1b]52;c;{}\x07", self.0)
    }
}

/// Four letters for every three bytes, padded with `=`.
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |index: usize| u32::from(chunk.get(index).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for letter in 0..4 {
            let sextet = bits >> (18 - 6 * letter) & 63;
            let there = letter <= chunk.len();
            text.push(if there { char::from(ALPHABET[sextet as usize]) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_rfc_4648() {
        let pairs = [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("é>?", "w6k+Pw=="),
        ];
        for (text, want) in pairs {
            assert_eq!(base64(text.as_bytes()), want, "{text}");
        }
    }

    #[test]
    fn a_clip_is_never_longer_than_terminals_take() {
        let longest = "x".repeat(75_000);
        assert_eq!(Clip::new(&longest).map(|clip| clip.0.len()), Some(LIMIT));
        assert_eq!(Clip::new(&(longest + "x")), None);
    }
}
