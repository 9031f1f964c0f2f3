//! Content streams (ISO 32000-1 §7.8.2) operator by operator, so that all but a few can stay as they are, to the byte.

use std::ops::Range;

/// An operator with what stands before it.
#[derive(Debug, PartialEq)]
pub(super) struct Operation<'a> {
    /// The bytes of operands and operator, without white space around them.
    pub range: Range<usize>,
    /// The operands as they are written.
    pub operands: Vec<&'a [u8]>,
    /// The operator.
    pub operator: &'a [u8],
}

impl Operation<'_> {
    /// The operands as numbers, if all of them are.
    pub fn numbers(&self) -> Option<Vec<f32>> {
        self.operands.iter().map(|operand| std::str::from_utf8(operand).ok()?.parse().ok()).collect()
    }

    /// The last operand, if it is a name, without its slash.
    pub fn name(&self) -> Option<&[u8]> {
        self.operands.last()?.strip_prefix(b"/")
    }
}

/// All operators of a content stream; what cannot be read ends it.
pub(super) fn operations(content: &[u8]) -> Vec<Operation<'_>> {
    let mut reader = Reader { content, at: 0 };
    let mut found = Vec::new();
    let (mut start, mut operands) = (None, Vec::new());
    while let Some(token) = reader.token() {
        let first = *start.get_or_insert(token.start);
        let bytes = &content[token.clone()];
        if !is_operator(bytes) {
            operands.push(bytes);
            continue;
        }
        if bytes == b"ID" {
            reader.skip_inline_picture();
        }
        let operands = std::mem::take(&mut operands);
        found.push(Operation { range: first..token.end, operands, operator: bytes });
        start = None;
    }
    found
}

fn is_operator(token: &[u8]) -> bool {
    let letter = token.first().is_some_and(|first| first.is_ascii_alphabetic() || matches!(first, b'\'' | b'"'));
    letter && !matches!(token, b"true" | b"false" | b"null")
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b'\0' | b'\t' | b'\n' | b'\x0c' | b'\r' | b' ')
}

fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

struct Reader<'a> {
    content: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn peek(&self, ahead: usize) -> Option<u8> {
        self.content.get(self.at + ahead).copied()
    }

    fn skip_while(&mut self, wanted: impl Fn(u8) -> bool) {
        while self.peek(0).is_some_and(&wanted) {
            self.at += 1;
        }
    }

    /// The next operand or operator; an array or a dictionary is one operand.
    fn token(&mut self) -> Option<Range<usize>> {
        loop {
            self.skip_while(is_blank);
            if self.peek(0)? != b'%' {
                break;
            }
            self.skip_while(|byte| byte != b'\n' && byte != b'\r');
        }
        let start = self.at;
        let mut depth = 0_usize;
        loop {
            match (self.peek(0)?, self.peek(1)) {
                (b'(', _) => self.string()?,
                (b'<', Some(b'<')) | (b'[', _) => {
                    self.at += if self.peek(0) == Some(b'[') { 1 } else { 2 };
                    depth += 1;
                }
                (b'>', Some(b'>')) | (b']', _) => {
                    self.at += if self.peek(0) == Some(b']') { 1 } else { 2 };
                    depth = depth.saturating_sub(1);
                }
                (b'<', _) => {
                    self.skip_while(|byte| byte != b'>');
                    self.at += 1;
                }
                (b'/', _) => {
                    self.at += 1;
                    self.skip_while(|byte| !is_blank(byte) && !is_delimiter(byte));
                }
                (byte, _) if is_delimiter(byte) => self.at += 1,
                _ => self.skip_while(|byte| !is_blank(byte) && !is_delimiter(byte)),
            }
            if depth == 0 {
                return Some(start..self.at.min(self.content.len()));
            }
            self.skip_while(is_blank);
        }
    }

    fn string(&mut self) -> Option<()> {
        let mut depth = 0_usize;
        loop {
            match self.peek(0)? {
                b'\\' => self.at += 1,
                b'(' => depth += 1,
                b')' => depth -= 1,
                _ => {}
            }
            self.at += 1;
            if depth == 0 {
                return Some(());
            }
        }
    }

    /// Goes behind the bytes of a picture, to its `EI` between blanks.
    fn skip_inline_picture(&mut self) {
        let rest = &self.content[self.at..];
        let ends = |window: &[u8]| is_blank(window[0]) && &window[1..3] == b"EI" && is_blank(window[3]);
        self.at += rest.windows(4).position(ends).unwrap_or(rest.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(content: &str) -> Vec<String> {
        let show = |operation: &Operation<'_>| {
            let operands: Vec<_> = operation.operands.iter().map(|operand| String::from_utf8_lossy(operand)).collect();
            format!("{} {}", String::from_utf8_lossy(operation.operator), operands.join("|"))
        };
        operations(content.as_bytes()).iter().map(show).collect()
    }

    #[test]
    fn operators_are_told_from_what_looks_like_them() {
        assert_eq!(read("0 0 0 1 k\n/a gs % 1 0 0 rg\nq"), ["k 0|0|0|1", "gs /a", "q "]);
        assert_eq!(
            read("BT (a \\) rg (b) c)Tj [(x) -20 <00 6b>]TJ ET"),
            ["BT ", "Tj (a \\) rg (b) c)", "TJ [(x) -20 <00 6b>]", "ET "]
        );
        assert_eq!(read("/P <</A [1 2] /B <</C (d)>>>>BDC f*"), ["BDC /P|<</A [1 2] /B <</C (d)>>>>", "f* "]);
        assert_eq!(read("BI /W 1 ID 0 k rg EI Q"), ["BI ", "ID /W|1", "EI ", "Q "]);
    }

    #[test]
    fn broken_content_ends_early() {
        for broken in ["1 0 0 rg (never closed", "[1 2", "<<", "BI ID x", "", ")", "<"] {
            let _ = operations(broken.as_bytes());
        }
        assert_eq!(read("q (never closed"), ["q "]);
    }
}
