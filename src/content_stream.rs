//! Operators of content streams with their operands (ISO 32000-1, 7.8.2).
//!
//! A stream that is broken somewhere is read on after the break, as programs that print it do.

use lopdf::{Dictionary, Object, StringFormat};

/// Arrays and dictionaries within each other.
const DEPTH: usize = 32;
/// Operands of one operator; what is beyond is dropped.
const OPERANDS: usize = 4_096;

/// Values within the operands of one operator, in arrays and dictionaries; what is beyond is dropped.
const VALUES: usize = 500_000;

/// An operator with its operands.
#[derive(Debug, PartialEq)]
pub(crate) struct Operation {
    pub operator: Vec<u8>,
    pub operands: Vec<Object>,
    /// The dictionary and the bytes of an inline picture.
    pub inline: Option<(Dictionary, Vec<u8>)>,
}

/// Reads the operations of a content stream one by one.
pub(crate) struct Lexer<'a> {
    data: &'a [u8],
    at: usize,
    /// Whether something was met that is no token.
    pub broken: bool,
    /// Operands at the end that no operator follows.
    pub left: usize,
    /// How many values the operation has so far.
    values: usize,
}

enum Token {
    Object(Object),
    Word(Vec<u8>),
    Close(u8),
}

/// Bytes after the end of an inline picture that are looked at, to tell it from two letters within the picture.
const AFTER: usize = 16;

fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 12 | b'\r' | b' ')
}

fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

impl<'a> Lexer<'a> {
    pub fn new(data: &'a [u8]) -> Self {
        Self { data, at: 0, broken: false, left: 0, values: 0 }
    }

    /// The next operation; nothing at the end.
    pub fn operation(&mut self) -> Option<Operation> {
        let mut operands = Vec::new();
        self.values = 0;
        loop {
            let Some(token) = self.token(0) else {
                self.left = operands.len();
                return None;
            };
            match token {
                Token::Object(object) if operands.len() < OPERANDS => operands.push(object),
                Token::Object(_) => {}
                Token::Close(_) => self.broken = true,
                Token::Word(word) if word == b"BI" => {
                    let inline = self.inline_picture();
                    return Some(Operation { operator: word, operands: Vec::new(), inline });
                }
                Token::Word(operator) => return Some(Operation { operator, operands, inline: None }),
            }
        }
    }

    /// Whether one more value can be kept.
    fn has_room(&mut self) -> bool {
        self.values += 1;
        self.values <= VALUES
    }

    fn peek(&self, ahead: usize) -> Option<u8> {
        self.data.get(self.at + ahead).copied()
    }

    fn skip_space(&mut self) {
        while let Some(byte) = self.peek(0) {
            if byte == b'%' {
                while self.peek(0).is_some_and(|byte| byte != b'\n' && byte != b'\r') {
                    self.at += 1;
                }
            } else if is_space(byte) {
                self.at += 1;
            } else {
                break;
            }
        }
    }

    fn token(&mut self, depth: usize) -> Option<Token> {
        self.skip_space();
        let byte = self.peek(0)?;
        if depth > DEPTH {
            self.broken = true;
            self.at = self.data.len();
            return None;
        }
        Some(match byte {
            b'(' => Token::Object(Object::String(self.literal(), StringFormat::Literal)),
            b'<' if self.peek(1) == Some(b'<') => {
                self.at += 2;
                Token::Object(Object::Dictionary(self.dictionary(depth)))
            }
            b'<' => Token::Object(Object::String(self.hexadecimal(), StringFormat::Hexadecimal)),
            b'/' => {
                self.at += 1;
                Token::Object(Object::Name(self.name()))
            }
            b'[' => {
                self.at += 1;
                let mut items = Vec::new();
                loop {
                    match self.token(depth + 1) {
                        Some(Token::Object(item)) if self.has_room() => items.push(item),
                        Some(Token::Close(b']')) | None => break,
                        Some(_) => self.broken = true,
                    }
                }
                Token::Object(Object::Array(items))
            }
            b']' | b'}' | b'{' | b')' => {
                self.at += 1;
                Token::Close(byte)
            }
            b'>' => {
                self.at += if self.peek(1) == Some(b'>') { 2 } else { 1 };
                Token::Close(b'>')
            }
            _ => self.word(),
        })
    }

    fn dictionary(&mut self, depth: usize) -> Dictionary {
        let mut dictionary = Dictionary::new();
        let mut key = None;
        loop {
            match (self.token(depth + 1), key.take()) {
                (Some(Token::Object(Object::Name(name))), None) => key = Some(name),
                (Some(Token::Object(value)), Some(name)) if self.has_room() => dictionary.set(name, value),
                (Some(Token::Close(b'>')) | None, _) => return dictionary,
                (Some(_), _) => self.broken = true,
            }
        }
    }

    fn name(&mut self) -> Vec<u8> {
        let mut name = Vec::new();
        while let Some(byte) = self.peek(0).filter(|byte| !is_space(*byte) && !is_delimiter(*byte)) {
            self.at += 1;
            let digits = [self.peek(0), self.peek(1)].map(|digit| digit.and_then(|digit| (digit as char).to_digit(16)));
            match (byte, digits) {
                (b'#', [Some(high), Some(low)]) => {
                    name.push((high * 16 + low) as u8);
                    self.at += 2;
                }
                _ => name.push(byte),
            }
        }
        name
    }

    fn literal(&mut self) -> Vec<u8> {
        self.at += 1;
        let (mut text, mut open) = (Vec::new(), 1);
        while let Some(byte) = self.peek(0) {
            self.at += 1;
            match byte {
                b'(' => open += 1,
                b')' => {
                    open -= 1;
                    if open == 0 {
                        return text;
                    }
                }
                b'\\' => {
                    let Some(escaped) = self.peek(0) else { break };
                    self.at += 1;
                    match escaped {
                        b'n' => text.push(b'\n'),
                        b'r' => text.push(b'\r'),
                        b't' => text.push(b'\t'),
                        b'b' => text.push(8),
                        b'f' => text.push(12),
                        b'\r' if self.peek(0) == Some(b'\n') => self.at += 1,
                        b'\n' | b'\r' => {}
                        b'0'..=b'7' => {
                            let mut code = u32::from(escaped - b'0');
                            for _ in 0..2 {
                                let Some(digit) = self.peek(0).filter(|byte| (b'0'..=b'7').contains(byte)) else {
                                    break;
                                };
                                code = code * 8 + u32::from(digit - b'0');
                                self.at += 1;
                            }
                            text.push(code as u8);
                        }
                        other => text.push(other),
                    }
                    continue;
                }
                _ => {}
            }
            text.push(byte);
        }
        self.broken = true;
        text
    }

    fn hexadecimal(&mut self) -> Vec<u8> {
        self.at += 1;
        let mut digits = Vec::new();
        loop {
            let Some(byte) = self.peek(0) else {
                self.broken = true;
                break;
            };
            self.at += 1;
            match (byte as char).to_digit(16) {
                Some(digit) => digits.push(digit as u8),
                None if byte == b'>' => break,
                None if is_space(byte) => {}
                None => self.broken = true,
            }
        }
        digits.chunks(2).map(|pair| pair[0] * 16 + pair.get(1).copied().unwrap_or(0)).collect()
    }

    /// A number, a truth value, `null` or an operator.
    fn word(&mut self) -> Token {
        let start = self.at;
        while self.peek(0).is_some_and(|byte| !is_space(byte) && !is_delimiter(byte)) {
            self.at += 1;
        }
        let word = &self.data[start..self.at];
        let number =
            std::str::from_utf8(word).ok().filter(|_| word.first().is_some_and(|byte| !byte.is_ascii_alphabetic()));
        if let Some(text) = number {
            if let Ok(whole) = text.parse::<i64>() {
                return Token::Object(Object::Integer(whole));
            }
            // Infinity and powers are no numbers of PDF.
            let plain = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'+'));
            if let Some(real) = text.parse::<f32>().ok().filter(|_| plain) {
                return Token::Object(Object::Real(real));
            }
        }
        match word {
            b"true" => Token::Object(Object::Boolean(true)),
            b"false" => Token::Object(Object::Boolean(false)),
            b"null" => Token::Object(Object::Null),
            _ => Token::Word(word.to_vec()),
        }
    }

    /// Whether what stands here may be content again: bytes of pictures are hardly ever all letters.
    fn content_follows(&self, at: usize) -> bool {
        let after = &self.data[at.min(self.data.len())..self.data.len().min(at + AFTER)];
        after.first().is_none_or(|byte| is_space(*byte))
            && after.iter().all(|byte| matches!(byte, b'\t' | b'\n' | 12 | b'\r' | b' '..=b'~'))
    }

    /// The dictionary after `BI` and the bytes between `ID` and `EI`.
    fn inline_picture(&mut self) -> Option<(Dictionary, Vec<u8>)> {
        let mut dictionary = Dictionary::new();
        let mut key = None;
        loop {
            match (self.token(0)?, key.take()) {
                (Token::Word(word), _) if word == b"ID" => break,
                (Token::Object(Object::Name(name)), None) => key = Some(in_full(name)),
                (Token::Object(value), Some(name)) => dictionary.set(name.clone(), value_in_full(&name, value)),
                _ => self.broken = true,
            }
        }
        self.at = (self.at + 1).min(self.data.len());
        let start = self.at;
        // Bytes of a picture may look like the end of it; where its length is known, they are skipped.
        let length = length(&dictionary).filter(|length| start.saturating_add(*length) <= self.data.len());
        self.at += length.unwrap_or(0);
        // Compressed bytes may be followed by their end at once.
        let (known, filtered) = (length.is_some(), dictionary.has(b"Filter"));
        while self.at + 2 <= self.data.len() {
            let ends = self.data[self.at..].starts_with(b"EI")
                && (self.at == start || known || is_space(self.data[self.at - 1]) || filtered)
                && self.content_follows(self.at + 2);
            if ends {
                let bytes = self.data[start..self.at].to_vec();
                self.at += 2;
                return Some((dictionary, bytes));
            }
            self.at += 1;
        }
        self.broken = true;
        self.at = self.data.len();
        None
    }
}

/// The length of an inline picture in bytes: as it says itself (ISO 32000-2, 8.9.7), or, if it is not compressed, as
/// its sides tell.
fn length(dictionary: &Dictionary) -> Option<usize> {
    let said = dictionary.get(b"Length").or_else(|_| dictionary.get(b"L")).and_then(Object::as_i64);
    if let Some(said) = said.ok().and_then(|said| usize::try_from(said).ok()) {
        return Some(said);
    }
    if dictionary.has(b"Filter") {
        return None;
    }
    let number = |key: &[u8]| dictionary.get(key).and_then(Object::as_i64).ok().and_then(|n| usize::try_from(n).ok());
    let mask = dictionary.get(b"ImageMask").and_then(Object::as_bool).unwrap_or(false);
    let space = dictionary.get(b"ColorSpace").ok();
    let indexed = space.and_then(|space| space.as_array().ok()).is_some_and(|space| {
        space.first().is_some_and(|family| family.as_name().is_ok_and(|family| family == b"Indexed"))
    });
    let components = match space.and_then(|space| space.as_name().ok()) {
        _ if indexed => 1,
        Some(b"DeviceRGB") => 3,
        Some(b"DeviceCMYK") => 4,
        Some(b"DeviceGray") => 1,
        _ if mask => 1,
        _ => return None,
    };
    let bits = if mask { 1 } else { number(b"BitsPerComponent")? };
    let row = number(b"Width")?.checked_mul(components)?.checked_mul(bits)?.div_ceil(8);
    row.checked_mul(number(b"Height")?)
}

/// Keys and values of inline pictures may be abbreviated (ISO 32000-1, table 93).
fn in_full(key: Vec<u8>) -> Vec<u8> {
    let full: &[u8] = match key.as_slice() {
        b"BPC" => b"BitsPerComponent",
        b"CS" => b"ColorSpace",
        b"D" => b"Decode",
        b"DP" => b"DecodeParms",
        b"F" => b"Filter",
        b"H" => b"Height",
        b"IM" => b"ImageMask",
        b"I" => b"Interpolate",
        b"W" => b"Width",
        _ => return key,
    };
    full.to_vec()
}

/// See [`in_full`]; the names of colour spaces also within an array.
fn value_in_full(key: &[u8], value: Object) -> Object {
    let name = |name: &[u8]| -> Vec<u8> {
        let full: &[u8] = match (key, name) {
            (b"ColorSpace", b"G") => b"DeviceGray",
            (b"ColorSpace", b"RGB") => b"DeviceRGB",
            (b"ColorSpace", b"CMYK") => b"DeviceCMYK",
            (b"ColorSpace", b"I") => b"Indexed",
            _ => name,
        };
        full.to_vec()
    };
    match value {
        Object::Name(own) => Object::Name(name(&own)),
        Object::Array(items) => Object::Array(items.into_iter().map(|item| value_in_full(key, item)).collect()),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn operators(data: &[u8]) -> Vec<String> {
        let mut lexer = Lexer::new(data);
        let mut found = Vec::new();
        while let Some(operation) = lexer.operation() {
            found.push(format!("{} {}", String::from_utf8_lossy(&operation.operator), operation.operands.len()));
        }
        found
    }

    #[test]
    fn operands_belong_to_the_operator_after_them() {
        assert_eq!(
            operators(b"q 1 0 0 1 .5 -3 cm /F1 12 Tf [(a\\)b) -20 <4142>] TJ % q q\nQ"),
            ["q 0", "cm 6", "Tf 2", "TJ 1", "Q 0"]
        );
    }

    #[test]
    fn an_inline_picture_may_hold_its_own_end() {
        let mut data = b"BI /W 4 /H 1 /BPC 8 /CS /DeviceGray ID ".to_vec();
        data.extend(b" EI \nEI Q");
        // The colour space's name is not abbreviated here, so that the length is known.
        assert_eq!(operators(&data), ["BI 0", "Q 0"]);
    }

    #[test]
    fn an_inline_picture_is_known_by_abbreviated_names_and_by_what_follows_it() {
        // Its length follows from its sides: `EI` within it is skipped whatever stands around it.
        let grey = b"BI /W 10 /H 1 /CS /G /BPC 8 ID \0EI q EI 9\nEI Q";
        assert_eq!(operators(grey), ["BI 0", "Q 0"]);
        let indexed = b"BI /W 4 /H 1 /CS [/I /RGB 1 <000000ffffff>] /BPC 8 ID EI \x01\nEI Q";
        assert_eq!(operators(indexed), ["BI 0", "Q 0"]);
        let said = b"BI /W 4 /H 1 /F /Fl /L 6 ID \nEI Q \nEI Q";
        assert_eq!(operators(said), ["BI 0", "Q 0"]);
        // Its length is not known: bytes that are no letters follow the first.
        let packed = b"BI /W 4 /H 1 /F /DCT ID \xFF\nEI \xFF\x00abc\nEI Q";
        assert_eq!(operators(packed), ["BI 0", "Q 0"]);
    }

    #[test]
    fn what_is_broken_is_told_and_read_on() {
        let mut lexer = Lexer::new(b"] ) q (open");
        assert_eq!(lexer.operation().map(|operation| operation.operator), Some(b"q".to_vec()));
        assert_eq!(lexer.operation(), None);
        assert!(lexer.broken);
        let deep = [b'['].repeat(1_000_000);
        assert_eq!(Lexer::new(&deep).operation(), None);
    }
}
