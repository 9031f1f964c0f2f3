//! Where in a text its marks are, by bytes.

use std::ops::Range;

use super::{DEPTH, InlineSpan, Step, leading_count, next_step, parse_inline, parse_mark, range_in};
use crate::address::Address;

/// The ranges of a text that are targets of links.
pub(crate) fn targets(text: &str) -> Vec<Range<usize>> {
    fn add(runs: &[InlineSpan<'_>], text: &str, out: &mut Vec<Range<usize>>) {
        for run in runs {
            match run {
                InlineSpan::Link(inner, target) => {
                    out.push(range_in(target, text));
                    add(inner, text, out);
                }
                InlineSpan::Bold(inner) | InlineSpan::Note(inner) => add(inner, text, out),
                InlineSpan::Text(_)
                | InlineSpan::Ruby(..)
                | InlineSpan::Super(_)
                | InlineSpan::Sub(_)
                | InlineSpan::MayBreak
                | InlineSpan::NoBreak => {}
            }
        }
    }
    let mut out = Vec::new();
    add(&parse_inline(text), text, &mut out);
    out
}

/// The ranges of a text that are printed, in order, without marks, targets and readings; superscripts and subscripts with
/// their marks, so that they can be distinguished from the line.
pub(crate) fn printed(text: &str) -> Vec<Range<usize>> {
    fn add(runs: &[InlineSpan<'_>], text: &str, out: &mut Vec<Range<usize>>) {
        for run in runs {
            match run {
                InlineSpan::Text(part) | InlineSpan::Ruby(part, _) => out.push(range_in(part, text)),
                InlineSpan::Super(part) | InlineSpan::Sub(part) => {
                    let range = range_in(part, text);
                    out.push(range.start.saturating_sub(2)..range.end + 1);
                }
                InlineSpan::Bold(inner) | InlineSpan::Note(inner) | InlineSpan::Link(inner, _) => add(inner, text, out),
                InlineSpan::MayBreak | InlineSpan::NoBreak => {}
            }
        }
    }
    let mut out = Vec::new();
    add(&parse_inline(text), text, &mut out);
    out
}

/// What opens the first whole mark of a text; in parentheses behind brackets stands an address, or there is no mark.
pub fn first_mark(text: &str) -> Option<Range<usize>> {
    let mut offset = 0;
    while offset < text.len() {
        match next_step(&text[offset..], DEPTH) {
            Step::Marked { run: InlineSpan::Link(_, target), .. } if Address::parse(target).is_err() => offset += 1,
            Step::Marked { backslashes, run, length, inner } => {
                let mark = offset + backslashes;
                let opening = match run {
                    InlineSpan::Bold(_) | InlineSpan::Note(_) | InlineSpan::Link(..) => inner.start,
                    InlineSpan::Super(_) | InlineSpan::Sub(_) => 2,
                    InlineSpan::Text(_) | InlineSpan::Ruby(..) | InlineSpan::MayBreak | InlineSpan::NoBreak => length,
                };
                return Some(mark..mark + opening);
            }
            Step::Plain(length) => offset += length,
        }
    }
    None
}

/// The first mark that is opened and not closed, or closes nothing, and so is printed as it is.
///
/// A row of three asterisks and more, a bracket without an address and braces without a bar are not marks, and what a
/// backslash keeps literal is meant so.
pub fn broken_mark(text: &str) -> Option<Range<usize>> {
    /// `literal` is the end of the last mark that a backslash keeps literal.
    fn find(runs: &[InlineSpan<'_>], text: &str, literal: &mut usize) -> Option<Range<usize>> {
        runs.iter().find_map(|run| match run {
            InlineSpan::Text(plain) => {
                let Range { start, end } = range_in(plain, text);
                if text[..start].ends_with('\\')
                    && let Some((_, length, _)) = parse_mark(&text[start..], DEPTH)
                {
                    *literal = (*literal).max(start + length);
                }
                let start = start.max(*literal).min(end);
                broken_mark_in(&text[start..end]).map(|range| start + range.start..start + range.end)
            }
            InlineSpan::Bold(inner) | InlineSpan::Note(inner) | InlineSpan::Link(inner, _) => {
                find(inner, text, literal)
            }
            InlineSpan::Ruby(..)
            | InlineSpan::Super(_)
            | InlineSpan::Sub(_)
            | InlineSpan::MayBreak
            | InlineSpan::NoBreak => None,
        })
    }
    find(&parse_inline(text), text, &mut 0)
}

/// The first broken mark of a text that holds no whole one.
fn broken_mark_in(text: &str) -> Option<Range<usize>> {
    let may_begin = |byte: &u8| matches!(byte, b'*' | b'^' | b'_' | b'{' | b']');
    let mut offset = 0;
    while let Some(plain) = text.as_bytes()[offset..].iter().position(may_begin) {
        offset += plain;
        let rest = &text[offset..];
        let asterisks = leading_count(rest, '*');
        if asterisks == 2 {
            return Some(offset..offset + 2);
        }
        let open = ["^[", "^{", "_{"].into_iter().find(|mark| rest.starts_with(mark));
        if let Some(mark) = open {
            return Some(offset..offset + mark.len());
        }
        let ruby = rest.strip_prefix('{').is_some_and(|inner| {
            let inner = &inner[..inner.find(['{', '}']).unwrap_or(inner.len())];
            inner.contains('|') && !inner.starts_with('|') && !rest[1 + inner.len()..].starts_with('}')
        });
        if ruby {
            return Some(offset..offset + 1);
        }
        if ["](https://", "](http://", "](mailto:"].iter().any(|mark| rest.starts_with(mark)) {
            return Some(offset..offset + 2);
        }
        offset += asterisks.max(1);
    }
    None
}
