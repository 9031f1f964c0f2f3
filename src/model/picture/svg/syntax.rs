//! Texts of style sheets (CSS Syntax 3): comments, and what stands outside strings and brackets.

use std::ops::Range;

/// Comments as blanks, so that all else stays at its place.
pub(super) fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("/*") {
        let end = rest[start + 2..].find("*/").map_or(rest.len(), |length| start + 2 + length + 2);
        out.push_str(&rest[..start]);
        out.extend(std::iter::repeat_n(' ', end - start));
        rest = &rest[end..];
    }
    out + rest
}

/// Where one of these characters stands outside strings and brackets.
pub(super) fn find(text: &str, wanted: &[char]) -> Option<usize> {
    let (mut quote, mut open, mut escaped) = (None, 0_usize, false);
    for (offset, c) in text.char_indices() {
        if escaped {
            escaped = false;
            continue;
        }
        match (quote, c) {
            (_, '\\') => escaped = true,
            (Some(opened), c) if opened == c => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, c) if open == 0 && wanted.contains(&c) => return Some(offset),
            (None, '(' | '[' | '{') => open += 1,
            (None, ')' | ']' | '}') => open = open.saturating_sub(1),
            _ => {}
        }
    }
    None
}

/// The parts of a text between separators outside strings and brackets.
pub(super) fn parts(text: &str, separator: char) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    while let Some(length) = find(&text[start..], &[separator]) {
        parts.push(start..start + length);
        start += length + separator.len_utf8();
    }
    parts.push(start..text.len());
    parts
}
