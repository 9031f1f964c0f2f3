//! Which codes of which font are shown (ISO 32000-1, 9.4.3). All fonts that are known have codes of two bytes.

use std::collections::BTreeMap;

use lopdf::ObjectId;

use super::objection::{Kept, knows, unknown};

/// Codes of two bytes, 64 to a word.
const WORDS: usize = 1 << 10;

/// The fonts of a file with the codes that are shown.
#[derive(Default)]
pub(super) struct FontUsage {
    indices: BTreeMap<ObjectId, usize>,
    /// For each font a bit per code.
    codes: Vec<Vec<u64>>,
}

impl FontUsage {
    /// The number by which a font is known.
    pub fn index(&mut self, font: ObjectId) -> usize {
        let next = self.codes.len();
        let index = *self.indices.entry(font).or_insert(next);
        if index == next {
            self.codes.push(vec![0; WORDS]);
        }
        index
    }

    /// Codes written in hexadecimal digits.
    pub fn show_digits(&mut self, font: usize, digits: &[u8]) -> Kept {
        knows(digits.len().is_multiple_of(4), "text that breaks off within a code")?;
        for digits in digits.chunks_exact(4) {
            let value = |digit: &u8| char::from(*digit).to_digit(16);
            let code = digits.iter().try_fold(0_u16, |code, digit| Some(code << 4 | value(digit)? as u16));
            match code {
                Some(code) => self.show(font, code),
                None => return unknown("text that is not known"),
            }
        }
        Ok(())
    }

    /// Codes written as characters, some of which are escaped (ISO 32000-1, 7.3.4.2).
    pub fn show_literal(&mut self, font: usize, mut text: &[u8]) -> Kept {
        let mut first = None;
        while let Some((byte, rest)) = character(text) {
            text = rest;
            match first.take() {
                Some(first) => self.show(font, u16::from_be_bytes([first, byte])),
                None => first = Some(byte),
            }
        }
        knows(text.is_empty() && first.is_none(), "text with unusual characters, or that breaks off within a code")
    }

    fn show(&mut self, font: usize, code: u16) {
        if let Some(word) = self.codes.get_mut(font).and_then(|codes| codes.get_mut(usize::from(code >> 6))) {
            *word |= 1 << (code & 63);
        }
    }

    /// All fonts, with the codes that are shown in them.
    pub fn fonts(&self) -> impl Iterator<Item = (ObjectId, impl Iterator<Item = u16>)> {
        self.indices.iter().filter_map(|(id, index)| Some((*id, shown(self.codes.get(*index)?))))
    }
}

fn shown(words: &[u64]) -> impl Iterator<Item = u16> {
    (0..=u16::MAX).filter(|code| words.get(usize::from(code >> 6)).is_some_and(|word| word >> (code & 63) & 1 == 1))
}

/// The first character of a string, and what follows it; nothing where it is written in an unusual way.
fn character(text: &[u8]) -> Option<(u8, &[u8])> {
    match text {
        [b'\\', escaped, rest @ ..] if !escaped.is_ascii_digit() => {
            let byte = match escaped {
                b'n' => b'\n',
                b'r' => b'\r',
                b't' => b'\t',
                b'b' => 8,
                b'f' => 12,
                b'(' | b')' | b'\\' => *escaped,
                _ => return None,
            };
            Some((byte, rest))
        }
        [b'\\', digits @ ..] => {
            let (digits, rest) = digits.split_at_checked(3)?;
            let octal = digits.iter().all(|digit| (b'0'..=b'7').contains(digit)) && digits.first() <= Some(&b'3');
            let value = digits.iter().fold(0_u8, |value, digit| value.wrapping_mul(8).wrapping_add(*digit & 7));
            octal.then_some((value, rest))
        }
        [byte @ b' '..=b'~', rest @ ..] => Some((*byte, rest)),
        _ => None,
    }
}
