//! Operators of content streams with their operands (ISO 32000-1, 7.8.2).
//!
//! A stream that is broken somewhere is read on after the break, as programs that print it do.

mod inline;

use std::ops::Range;

use lopdf::{Dictionary, Object, StringFormat};

use super::file::STREAM;
pub use inline::Components;

/// Arrays and dictionaries within each other.
const DEPTH: usize = 32;
/// Operands of one operator; what is beyond is dropped.
const OPERANDS: usize = 4_096;

/// Values within the operands of one operator, in arrays and dictionaries; what is beyond is dropped.
const VALUES: usize = 500_000;

/// An operator with its operands.
#[derive(Debug, PartialEq)]
pub struct Operation {
    /// The bytes of operands and operator, without white space around them; of an inline picture, up to its end.
    pub range: Range<usize>,
    /// The operator, such as `re`.
    pub operator: Vec<u8>,
    /// What stands before it, in order.
    pub operands: Vec<Object>,
    /// The dictionary and the bytes of an inline picture.
    pub inline: Option<(Dictionary, Vec<u8>)>,
}

impl Operation {
    /// The operands as numbers, if all of them are.
    pub fn numbers(&self) -> Option<Vec<f32>> {
        self.operands.iter().map(|operand| operand.as_float().ok()).collect()
    }

    /// The last operand, if it is a name.
    pub fn name(&self) -> Option<&[u8]> {
        self.operands.last()?.as_name().ok()
    }
}

/// Reads the operations of a content stream one by one.
pub struct Lexer<'a> {
    data: &'a [u8],
    at: usize,
    /// Whether something was met that is no token.
    pub broken: bool,
    /// Operands at the end that no operator follows.
    pub left: usize,
    /// How many values the operation has so far.
    values: usize,
    /// How many bytes may still be gone through to find the ends of inline pictures.
    patience: usize,
}

enum Token {
    Object(Object),
    Word(Vec<u8>),
    Close(u8),
}

fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 12 | b'\r' | b' ')
}

fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

impl<'a> Lexer<'a> {
    /// Begins at the first byte of a content stream, whose filters are undone.
    pub fn new(data: &'a [u8]) -> Self {
        Self { data, at: 0, broken: false, left: 0, values: 0, patience: STREAM }
    }

    /// How many bytes were gone through to find the ends of inline pictures, packed and unpacked.
    pub fn sought(&self) -> usize {
        STREAM - self.patience
    }

    /// The next operation; nothing at the end. Inline pictures have the colour spaces of the content's resources.
    pub fn operation(&mut self, components: Components<'_>) -> Option<Operation> {
        let (mut operands, mut start) = (Vec::new(), None);
        self.values = 0;
        loop {
            self.skip_space();
            let first = *start.get_or_insert(self.at);
            let Some(token) = self.token(0) else {
                self.left = operands.len();
                return None;
            };
            match token {
                Token::Object(object) if operands.len() < OPERANDS => operands.push(object),
                Token::Object(_) => {}
                Token::Close(_) => self.broken = true,
                Token::Word(word) if word == b"BI" => {
                    let inline = self.inline_picture(components);
                    return Some(Operation { range: first..self.at, operator: word, operands: Vec::new(), inline });
                }
                Token::Word(operator) => {
                    return Some(Operation { range: first..self.at, operator, operands, inline: None });
                }
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
}

#[cfg(test)]
mod tests {
    use super::*;

    fn operators(data: &[u8]) -> Vec<String> {
        let mut lexer = Lexer::new(data);
        let mut found = Vec::new();
        while let Some(operation) = lexer.operation(&|_| None) {
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
    fn operators_are_told_from_what_looks_like_them() {
        assert_eq!(operators(b"BT (a \\) rg (b) c)Tj [(x) -20 <00 6b>]TJ ET"), ["BT 0", "Tj 1", "TJ 1", "ET 0"]);
        assert_eq!(operators(b"/P <</A [1 2] /B <</C (d)>>>>BDC f*"), ["BDC 2", "f* 0"]);
        let content = b" 0 0 % 1 0 0 rg\n1 rg\n/a gs BI /W 1 ID x EI\nQ";
        let mut lexer = Lexer::new(content);
        let mut ranges = Vec::new();
        while let Some(operation) = lexer.operation(&|_| None) {
            ranges.push(String::from_utf8_lossy(&content[operation.range]).into_owned());
        }
        assert_eq!(ranges, ["0 0 % 1 0 0 rg\n1 rg", "/a gs", "BI /W 1 ID x EI", "Q"]);
    }

    #[test]
    fn what_is_broken_is_told_and_read_on() {
        let mut lexer = Lexer::new(b"] ) q (open");
        assert_eq!(lexer.operation(&|_| None).map(|operation| operation.operator), Some(b"q".to_vec()));
        assert_eq!(lexer.operation(&|_| None), None);
        assert!(lexer.broken);
        let deep = [b'['].repeat(1_000_000);
        assert_eq!(Lexer::new(&deep).operation(&|_| None), None);
    }
}
