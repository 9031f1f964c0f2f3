//! Tokens of objects and of content streams, as strictly as our exporter writes them (ISO 32000-1, 7.2 and 7.3).
//!
//! [`crate::content`] reads on after whatever is broken, and keeps what it reads. Here anything unusual ends the reading, and
//! nothing is copied.

use super::objection::{Kept, broken, unknown};

/// The longest string in bytes, and the longest name (ISO 19005-2, 6.1.13).
const STRING: usize = 32_767;
const NAME: usize = 127;
/// Digits before the decimal point and after it: what has no more is neither too large nor, unless it is 0, too small: the
/// limits are about 3.4E38 and 1.2E-38 (ISO 19005-2, 6.1.13).
const DIGITS: usize = 37;

/// A token, or one end of an array or a dictionary.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum StrictToken<'a> {
    /// A whole number within the range of PDF/A.
    Integer(i64),
    /// A number with a decimal point.
    Real,
    /// A name without its solidus.
    Name(&'a [u8]),
    /// The digits of a string, an even number of them.
    Hexadecimal(&'a [u8]),
    /// What stands between the parentheses of a string.
    Literal(&'a [u8]),
    /// Begin and end of arrays and dictionaries: `[`, `]`, `<<`, `>>`.
    ArrayStart,
    ArrayEnd,
    DictionaryStart,
    DictionaryEnd,
    /// An operator or another keyword.
    Word(&'a [u8]),
}

/// Reads tokens one by one.
pub(super) struct StrictTokens<'a> {
    bytes: &'a [u8],
    /// Where the next token is looked for.
    pub offset: usize,
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b'\n' | b' ' | b'\r' | b'\t')
}

fn is_regular(byte: u8) -> bool {
    byte.is_ascii_graphic() && !matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

impl<'a> StrictTokens<'a> {
    pub fn new(bytes: &'a [u8], offset: usize) -> Self {
        Self { bytes, offset }
    }

    /// The next token; nothing at the end.
    pub fn token(&mut self) -> Kept<Option<StrictToken<'a>>> {
        while self.bytes.get(self.offset).is_some_and(|byte| is_space(*byte)) {
            self.offset += 1;
        }
        let Some(first) = self.bytes.get(self.offset) else { return Ok(None) };
        let second = self.bytes.get(self.offset + 1);
        let (token, length) = match (first, second) {
            (b'[', _) => (StrictToken::ArrayStart, 1),
            (b']', _) => (StrictToken::ArrayEnd, 1),
            (b'<', Some(b'<')) => (StrictToken::DictionaryStart, 2),
            (b'>', Some(b'>')) => (StrictToken::DictionaryEnd, 2),
            (b'<', _) => return self.hexadecimal().map(Some),
            (b'(', _) => return self.literal().map(Some),
            (b'/', _) => return self.name().map(Some),
            (b'0'..=b'9' | b'-' | b'+' | b'.', _) => return self.number().map(Some),
            (b'a'..=b'z' | b'A'..=b'Z' | b'\'' | b'"', _) => return Ok(Some(StrictToken::Word(self.regular()))),
            _ => return unknown("a token that is not known"),
        };
        self.offset += length;
        Ok(Some(token))
    }

    /// Regular characters from here on.
    fn regular(&mut self) -> &'a [u8] {
        let rest = self.bytes.get(self.offset..).unwrap_or_default();
        let length = rest.iter().position(|byte| !is_regular(*byte)).unwrap_or(rest.len());
        self.offset += length;
        rest.get(..length).unwrap_or_default()
    }

    fn name(&mut self) -> Kept<StrictToken<'a>> {
        self.offset += 1;
        let name = self.regular();
        match name.len() {
            0 => unknown("a name without characters"),
            1..=NAME => Ok(StrictToken::Name(name)),
            _ => broken("6.1.13", "a name is longer than 127 bytes"),
        }
    }

    fn hexadecimal(&mut self) -> Kept<StrictToken<'a>> {
        let rest = self.bytes.get(self.offset + 1..).unwrap_or_default();
        let length = rest.iter().position(|byte| !byte.is_ascii_hexdigit()).unwrap_or(rest.len());
        if rest.get(length) != Some(&b'>') || length % 2 != 0 {
            return broken("6.1.6", "a hexadecimal string has an odd number of digits, or something else in it");
        }
        if length / 2 > STRING {
            return broken("6.1.13", "a string is longer than 32767 bytes");
        }
        self.offset += length + 2;
        Ok(StrictToken::Hexadecimal(rest.get(..length).unwrap_or_default()))
    }

    fn literal(&mut self) -> Kept<StrictToken<'a>> {
        let rest = self.bytes.get(self.offset + 1..).unwrap_or_default();
        let (mut open, mut escaped) = (1_usize, false);
        for (length, byte) in rest.iter().enumerate().take(STRING + 1) {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'(' => open += 1,
                b')' => open -= 1,
                _ => {}
            }
            if open == 0 {
                self.offset += length + 2;
                return Ok(StrictToken::Literal(rest.get(..length).unwrap_or_default()));
            }
        }
        broken("6.1.13", "a string is longer than 32767 bytes, or does not end")
    }

    fn number(&mut self) -> Kept<StrictToken<'a>> {
        let word = self.regular();
        let (negative, digits) = match word {
            [b'-', digits @ ..] => (true, digits),
            [b'+', digits @ ..] => (false, digits),
            digits => (false, digits),
        };
        let mut parts = digits.splitn(2, |byte| *byte == b'.');
        let (whole, fraction) = (parts.next().unwrap_or_default(), parts.next());
        let known = |part: &[u8]| part.len() <= DIGITS && part.iter().all(u8::is_ascii_digit);
        if !known(whole) || !fraction.is_none_or(known) || digits.len() == usize::from(fraction.is_some()) {
            return unknown("a number that is not known");
        }
        if fraction.is_some() {
            return Ok(StrictToken::Real);
        }
        let value =
            digits.iter().fold(0_i64, |value, digit| value.saturating_mul(10).saturating_add(i64::from(*digit - b'0')));
        let value = if negative { -value } else { value };
        match i32::try_from(value) {
            Ok(_) => Ok(StrictToken::Integer(value)),
            Err(_) => broken("6.1.13", "a whole number is outside of the range of 32 bits"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::StrictToken::*;
    use super::*;

    /// All tokens, or the first objection.
    fn tokens(bytes: &[u8]) -> Kept<Vec<StrictToken<'_>>> {
        let mut tokens = StrictTokens::new(bytes, 0);
        std::iter::from_fn(|| tokens.token().transpose()).collect()
    }

    #[test]
    fn tokens_are_read_as_our_exporter_writes_them() {
        let read = tokens(b"/f0 -7.5 12 Tf[<00a1>(a\\(b)]TJ").expect("tokens");
        assert_eq!(read.len(), 9);
        assert_eq!(read.get(..4), Some(&[Name(b"f0"), Real, Integer(12), Word(b"Tf")][..]));
        assert_eq!(read.get(5..7), Some(&[Hexadecimal(b"00a1"), Literal(b"a\\(b")][..]));
    }

    #[test]
    fn anything_unusual_ends_the_reading() {
        let long = [b"/".as_slice(), &[b'a'; 128]].concat();
        let unusual: [&[u8]; 13] = [
            b"<abc>",
            b"<0g>",
            b"<00",
            b"(open",
            b"2147483648",
            b"-2147483649",
            b"1e5",
            b"--1",
            b".",
            b"1.2.3",
            b"/",
            b"% x",
            &long,
        ];
        for bytes in unusual {
            assert!(tokens(bytes).is_err(), "{}", String::from_utf8_lossy(bytes));
        }
    }
}
