//! Numbers and words as bytes: small numbers and known words take one.

use super::error::ShareError;
use super::words::WORDS;

/// Bytes being written.
#[derive(Debug, Default)]
pub(super) struct Tape(pub(super) Vec<u8>);

impl Tape {
    /// Seven bits a byte, the lowest first; the top bit says that more follow.
    pub(super) fn number(&mut self, number: impl Into<u64>) {
        let mut rest = number.into();
        while rest > 0x7f {
            self.0.push((rest & 0x7f) as u8 | 0x80);
            rest >>= 7;
        }
        self.0.push((rest & 0x7f) as u8);
    }

    /// How many follow.
    pub(super) fn count(&mut self, count: usize) {
        self.number(count as u64);
    }

    /// A number or none, as a number.
    pub(super) fn option(&mut self, number: Option<u64>) {
        // One beyond the largest number is none written by mistake; no caller has it.
        self.number(number.map_or(0, |number| number.saturating_add(1)));
    }

    /// A known word by its number, any other letter by letter.
    pub(super) fn word(&mut self, word: &str) {
        if let Some(place) = WORDS.iter().position(|known| *known == word) {
            return self.count(place + 1);
        }
        self.number(0_u8);
        self.count(word.len());
        self.0.extend(word.bytes());
    }
}

/// Bytes being read. Whatever they are, reading ends.
#[derive(Debug)]
pub(super) struct Reel<'t>(pub(super) &'t [u8]);

impl<'t> Reel<'t> {
    pub(super) fn byte(&mut self) -> Result<u8, ShareError> {
        let (first, rest) = self.0.split_first().ok_or(ShareError::Empty)?;
        self.0 = rest;
        Ok(*first)
    }

    pub(super) fn number(&mut self) -> Result<u64, ShareError> {
        let mut number = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            let part = u64::from(byte & 0x7f);
            if part << shift >> shift != part {
                break;
            }
            number |= part << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(ShareError::Empty)
    }

    /// A number of a smaller kind.
    pub(super) fn small<N: TryFrom<u64>>(&mut self) -> Result<N, ShareError> {
        N::try_from(self.number()?).map_err(|_| ShareError::Empty)
    }

    pub(super) fn option(&mut self) -> Result<Option<u64>, ShareError> {
        Ok(self.number()?.checked_sub(1))
    }

    /// A word, or the number of one that came after this program.
    pub(super) fn word(&mut self) -> Result<Word<'t>, ShareError> {
        let number: usize = self.small()?;
        let Some(place) = number.checked_sub(1) else {
            let length: usize = self.small()?;
            let (word, rest) = self.0.split_at_checked(length).ok_or(ShareError::Empty)?;
            self.0 = rest;
            return std::str::from_utf8(word).map(Word::Known).map_err(|_| ShareError::Empty);
        };
        Ok(WORDS.get(place).map_or(Word::Numbered(place), |word| Word::Known(word)))
    }
}

/// A word as it was read.
#[derive(Clone, Copy, Debug)]
pub(super) enum Word<'t> {
    Known(&'t str),
    Numbered(usize),
}

impl<'t> Word<'t> {
    /// Its text, where there is one.
    pub(super) fn text(self, what: &'static str) -> Result<&'t str, ShareError> {
        match self {
            Self::Known(text) => Ok(text),
            Self::Numbered(_) => Err(self.unknown(what)),
        }
    }

    /// That no such thing is here.
    pub(super) fn unknown(self, what: &'static str) -> ShareError {
        let name = match self {
            Self::Known(text) => format!("`{text}`"),
            Self::Numbered(place) => format!("number {place}"),
        };
        ShareError::Unknown { what, name }
    }
}
