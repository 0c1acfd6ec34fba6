//! The outside of a code: its version, its letters, and the check that any change breaks.
//!
//! `idem1-`, then base 32 (RFC 4648) in letters nobody takes for one another: digits and
//! small letters without i, l, o and u. A code is safe in URLs, shells and file names, and
//! no chat turns a part of it into anything. The check is CRC-32 (IEEE 802.3).

use super::error::ShareError;

/// The version of codes this program writes and reads.
pub const VERSION: u32 = 1;

/// The longest code: a line that every terminal takes.
pub const LIMIT: usize = 4_000;

const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// How many bytes the check has.
const CHECK: usize = 4;

/// Whether a text means to be a code rather than a file's name. A file whose name begins
/// like a code is written `./NAME`.
#[must_use]
pub fn is_code(text: &str) -> bool {
    split(text.trim_start()).is_some()
}

/// The version and the letters; none where a text does not begin like a code.
fn split(text: &str) -> Option<(&str, &str)> {
    let (version, letters) = text.strip_prefix("idem")?.split_once('-')?;
    let digits = version.bytes().all(|byte| byte.is_ascii_digit());
    (digits && (1..=6).contains(&version.len()) && !version.starts_with('0')).then_some((version, letters))
}

/// The code of these bytes.
#[must_use]
pub fn close(body: &[u8]) -> String {
    let mut bytes = body.to_vec();
    bytes.extend(check(body).to_be_bytes());
    let mut code = format!("idem{VERSION}-");
    for chunk in bytes.chunks(5) {
        let bits = (0..5).fold(0_u64, |bits, i| bits << 8 | u64::from(chunk.get(i).copied().unwrap_or(0)));
        let letters = (chunk.len() * 8).div_ceil(5);
        code.extend((0..letters).map(|i| char::from(LETTERS[(bits >> (35 - 5 * i) & 31) as usize])));
    }
    code
}

/// The bytes of a code.
///
/// # Errors
/// It is no code, is too long, is of a newer version, or is damaged.
pub fn open(code: &str) -> Result<Vec<u8>, ShareError> {
    let code: String = code.chars().filter(|c| !c.is_ascii_whitespace()).collect();
    let (version, letters) = split(&code).ok_or(ShareError::NoCode)?;
    if version != VERSION.to_string() {
        return Err(ShareError::Newer(version.to_owned()));
    }
    if code.len() > LIMIT {
        return Err(ShareError::TooLong(code.chars().count()));
    }
    let mut bytes = Vec::with_capacity(letters.len() * 5 / 8);
    let (mut bits, mut held) = (0_u32, 0_u32);
    for letter in letters.chars() {
        let value = (0..).zip(LETTERS).find(|(_, known)| char::from(**known) == letter);
        let (value, _) = value.ok_or(ShareError::Letter(letter))?;
        bits = bits << 5 | value;
        held += 5;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held & 0xff) as u8);
            bits &= (1 << held) - 1;
        }
    }
    // What is left over is padding: less than a letter, and nothing.
    if held >= 5 || bits != 0 {
        return Err(ShareError::Check);
    }
    let body = bytes.len().checked_sub(CHECK).ok_or(ShareError::Check)?;
    let sealed = bytes.split_off(body);
    if sealed == check(&bytes).to_be_bytes() { Ok(bytes) } else { Err(ShareError::Check) }
}

/// CRC-32: tells every change of a letter, and all but one in four billion of any other.
fn check(bytes: &[u8]) -> u32 {
    let eaten = bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| crc >> 1 ^ if crc & 1 == 1 { 0xedb8_8320 } else { 0 })
    });
    !eaten
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_is_the_published_one() {
        assert_eq!(check(b"123456789"), 0xcbf4_3926);
    }

    #[test]
    fn bytes_of_every_length_come_back() {
        for length in 0..=40_u8 {
            let body: Vec<u8> = (0..length).map(|n| n.wrapping_mul(37)).collect();
            assert_eq!(open(&close(&body)).ok(), Some(body));
        }
    }

    #[test]
    fn a_code_is_told_from_a_file_by_how_it_begins() {
        for code in ["idem1-", "idem2-x", "idem999999-", " idem1-abc", "idem1-story.toml"] {
            assert!(is_code(code), "{code}");
        }
        for file in ["idem-1", "idem.toml", "./idem1-abc", "idem01-x", "idem1", "idem1234567-", "1-", "idem-"]
        {
            assert!(!is_code(file), "{file}");
        }
    }
}
