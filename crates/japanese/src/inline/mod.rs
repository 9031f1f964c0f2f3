//! The few marks that may be inside a text.
//!
//! ```text
//! **bold**   ^[a note]   [text](https://…)   {協議会|きょうぎかい}   10^{12}   CO_{2}   {|}   {+}
//! ```
//!
//! `^{…}` is above the line and `_{…}` below it. `{|}` is a place where a line may be broken, `{+}` one where it
//! must not. A hint is a bar or a plus alone in braces, which ruby, with a word on either side of its bar, never is.
//! Two asterisks are a mark, three and more are not.
//!
//! Everything else is literal, also a mark that is not closed. A backslash is literal as well, unless a whole mark stands
//! directly behind it: then it keeps that mark literal and is not printed. Before a mark, two backslashes are a backslash
//! that is printed, so that `\\` and a mark is a backslash and what the mark does. Bold works beside any punctuation,
//! which CommonMark's rules of flanking white space forbid in Japanese.

mod ranges;
#[cfg(test)]
mod tests;
mod wide;
mod words;

pub use ranges::{broken_mark, first_mark};
pub(super) use ranges::{printed, targets};
pub use wide::wide_mark;
pub use words::{literal, notes, plain, plain_spans};

use std::ops::Range;

/// A stretch of text of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InlineSpan<'a> {
    /// Plain text.
    Text(&'a str),
    /// Emphasis (強調).
    Bold(Vec<InlineSpan<'a>>),
    /// A note (注), set at the foot of the page.
    Note(Vec<InlineSpan<'a>>),
    /// A link with its target.
    Link(Vec<InlineSpan<'a>>, &'a str),
    /// Ruby (ルビ): a base text and its reading.
    Ruby(&'a str, &'a str),
    /// A superscript (上付き).
    Super(&'a str),
    /// A subscript (下付き).
    Sub(&'a str),
    /// A place where a line may be broken.
    MayBreak,
    /// A place where no line may be broken.
    NoBreak,
}

/// Marks may be nested this deep; beyond it they are literal.
const DEPTH: usize = 8;

/// Cuts a text into runs.
pub fn parse_inline(text: &str) -> Vec<InlineSpan<'_>> {
    spans(text, DEPTH)
}

/// The runs of a text, each with the bytes that it takes with its marks.
pub fn ranged(text: &str) -> Vec<(Range<usize>, InlineSpan<'_>)> {
    ranged_spans(text, DEPTH)
}

fn spans(text: &str, depth: usize) -> Vec<InlineSpan<'_>> {
    ranged_spans(text, depth).into_iter().map(|(_, run)| run).collect()
}

fn ranged_spans(text: &str, depth: usize) -> Vec<(Range<usize>, InlineSpan<'_>)> {
    let mut out = Vec::new();
    let mut offset = 0;
    while offset < text.len() {
        match next_step(&text[offset..], depth) {
            Step::Plain(length) => {
                add_text(&mut out, text, offset..offset + length);
                offset += length;
            }
            Step::Marked { backslashes, run, length, inner } => {
                // Half of the backslashes are printed; an odd one keeps the mark literal.
                add_text(&mut out, text, offset..offset + backslashes / 2);
                let mark = offset + backslashes;
                if backslashes % 2 == 0 {
                    out.push((mark..mark + length, run));
                } else {
                    add_text(&mut out, text, mark..mark + inner.start);
                    let within = mark + inner.start..mark + inner.end;
                    for (range, run) in ranged_spans(&text[within.clone()], depth.saturating_sub(1)) {
                        let range = within.start + range.start..within.start + range.end;
                        if let InlineSpan::Text(_) = run {
                            add_text(&mut out, text, range)
                        } else {
                            out.push((range, run))
                        }
                    }
                    add_text(&mut out, text, within.end..mark + length);
                }
                offset = mark + length;
            }
        }
    }
    out
}

/// Adds literal text, to that before it where both touch.
fn add_text<'a>(out: &mut Vec<(Range<usize>, InlineSpan<'a>)>, text: &'a str, range: Range<usize>) {
    if range.is_empty() {
        return;
    }
    match out.last_mut() {
        Some((before, InlineSpan::Text(last))) if before.end == range.start => {
            before.end = range.end;
            *last = &text[before.clone()];
        }
        _ => out.push((range.clone(), InlineSpan::Text(&text[range]))),
    }
}

/// Where a part of a text is in it.
fn range_in(part: &str, text: &str) -> Range<usize> {
    let start = (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    start..start + part.len()
}

/// What a text begins with; lengths are in bytes.
enum Step<'a> {
    /// Text in which no mark begins.
    Plain(usize),
    /// A mark, with the backslashes that come before it.
    Marked {
        /// How many backslashes.
        backslashes: usize,
        /// The marked run.
        run: InlineSpan<'a>,
        /// The length of the whole mark.
        length: usize,
        /// What is in the mark and may hold others; where nothing may, its end.
        inner: Range<usize>,
    },
}

fn next_step(rest: &str, depth: usize) -> Step<'_> {
    // Most of a text is far from any mark.
    let plain = rest.bytes().position(may_begin_mark).unwrap_or(rest.len());
    if plain > 0 {
        return Step::Plain(plain);
    }
    let backslashes = leading_count(rest, '\\');
    if let Some((run, length, inner)) = parse_mark(&rest[backslashes..], depth) {
        return Step::Marked { backslashes, run, length, inner };
    }
    // No mark begins in the midst of backslashes or of a row of asterisks.
    let row = if backslashes > 0 { backslashes } else { leading_count(rest, '*') };
    Step::Plain(row.max(rest.chars().next().map_or(1, char::len_utf8)))
}

/// Whether a mark, or what keeps one literal, may begin with a byte.
fn may_begin_mark(byte: u8) -> bool {
    matches!(byte, b'\\' | b'*' | b'^' | b'[' | b'_' | b'{')
}

/// How many of an ASCII character a text begins with.
fn leading_count(text: &str, c: char) -> usize {
    text.len() - text.trim_start_matches(c).len()
}

/// The marked run that the text begins with, its length in bytes, and the part of it that may hold other marks.
fn parse_mark(rest: &str, depth: usize) -> Option<(InlineSpan<'_>, usize, Range<usize>)> {
    let depth = depth.checked_sub(1)?;
    if leading_count(rest, '*') == 2 {
        let inner = &rest[2..];
        let end = find_asterisks(inner)?;
        return Some((InlineSpan::Bold(spans(&inner[..end], depth)), end + 4, 2..end + 2));
    }
    if let Some(inner) = rest.strip_prefix("^[") {
        let end = find_closing(inner, '[', ']').filter(|end| *end > 0)?;
        return Some((InlineSpan::Note(spans(&inner[..end], depth)), end + 3, 2..end + 2));
    }
    if let Some(inner) = rest.strip_prefix('[') {
        let end = find_closing(inner, '[', ']').filter(|end| *end > 0)?;
        let target = inner[end + 1..].strip_prefix('(')?;
        let close = find_closing(target, '(', ')').filter(|close| *close > 0)?;
        return Some((InlineSpan::Link(spans(&inner[..end], depth), &target[..close]), end + close + 4, 1..end + 1));
    }
    let (run, length) = parse_simple_mark(rest)?;
    Some((run, length, length..length))
}

/// A marked run that holds no others, with its length.
fn parse_simple_mark(rest: &str) -> Option<(InlineSpan<'_>, usize)> {
    let braces = |inner: &str| inner.find('}').filter(|end| *end > 0);
    if let Some(inner) = rest.strip_prefix("^{") {
        let end = braces(inner)?;
        return Some((InlineSpan::Super(&inner[..end]), end + 3));
    }
    if let Some(inner) = rest.strip_prefix("_{") {
        let end = braces(inner)?;
        return Some((InlineSpan::Sub(&inner[..end]), end + 3));
    }
    let inner = rest.strip_prefix('{')?;
    let close = braces(inner)?;
    match &inner[..close] {
        "|" => return Some((InlineSpan::MayBreak, 3)),
        "+" => return Some((InlineSpan::NoBreak, 3)),
        _ => {}
    }
    let (base, reading) = inner[..close].split_once('|')?;
    let whole = !base.is_empty() && !reading.is_empty() && !reading.contains('|');
    whole.then_some((InlineSpan::Ruby(base, reading), close + 2))
}

/// The place of the first two asterisks that are alone.
fn find_asterisks(text: &str) -> Option<usize> {
    let mut offset = 0;
    while let Some(next) = text[offset..].find('*') {
        offset += next;
        match leading_count(&text[offset..], '*') {
            2 => return Some(offset),
            row => offset += row,
        }
    }
    None
}

/// Brackets within each other; those of deeper nests open no mark. Without an end, brackets that nothing closes would each
/// be looked for to the end of the text.
const NESTED: usize = 100;

/// The place of the bracket that closes one opened before the text.
fn find_closing(text: &str, opening: char, closing: char) -> Option<usize> {
    let mut open = 0;
    for (offset, c) in text.char_indices() {
        match c {
            c if c == opening && open == NESTED => return None,
            c if c == opening => open += 1,
            c if c == closing && open == 0 => return Some(offset),
            c if c == closing => open -= 1,
            _ => {}
        }
    }
    None
}
