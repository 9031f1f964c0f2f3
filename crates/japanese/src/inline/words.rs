//! Texts without their marks, and texts that are all literal.

use super::{DEPTH, InlineSpan, Step, parse_inline, step};

/// A text without its marks, notes and readings; a superscript stands behind `^`, and a subscript like any other character,
/// as in CO2.
pub fn plain(text: &str) -> String {
    plain_runs(&parse_inline(text))
}

/// Like [`plain`], for a text that is cut into runs.
pub fn plain_runs(runs: &[InlineSpan<'_>]) -> String {
    fn add(runs: &[InlineSpan<'_>], out: &mut String) {
        for run in runs {
            match run {
                InlineSpan::Text(text) | InlineSpan::Ruby(text, _) | InlineSpan::Sub(text) => out.push_str(text),
                InlineSpan::Bold(inner) | InlineSpan::Link(inner, _) => add(inner, out),
                InlineSpan::Super(text) => {
                    out.push('^');
                    out.push_str(text);
                }
                InlineSpan::Note(_) | InlineSpan::MayBreak | InlineSpan::NoBreak => {}
            }
        }
    }
    let mut out = String::new();
    add(runs, &mut out);
    out
}

/// The notes of a text, each without its marks.
pub fn notes(text: &str) -> Vec<String> {
    fn add(runs: &[InlineSpan<'_>], out: &mut Vec<String>) {
        for run in runs {
            match run {
                InlineSpan::Note(inner) => out.push(plain_runs(inner)),
                InlineSpan::Bold(inner) | InlineSpan::Link(inner, _) => add(inner, out),
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
    if text.contains("^[") {
        add(&parse_inline(text), &mut out);
    }
    out
}

/// The text with the backslashes by which it is printed as it stands: one before each mark, and those that stand before a
/// mark twice.
pub fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    add_literal(text, DEPTH, &mut out);
    out
}

fn add_literal(text: &str, depth: usize, out: &mut String) {
    let mut offset = 0;
    while offset < text.len() {
        match step(&text[offset..], depth) {
            Step::Plain(length) => {
                out.push_str(&text[offset..offset + length]);
                offset += length;
            }
            Step::Marked { backslashes, length, inner, .. } => {
                out.extend(std::iter::repeat_n('\\', 2 * backslashes + 1));
                let mark = offset + backslashes;
                out.push_str(&text[mark..mark + inner.start]);
                add_literal(&text[mark + inner.start..mark + inner.end], depth.saturating_sub(1), out);
                out.push_str(&text[mark + inner.end..mark + length]);
                offset = mark + length;
            }
        }
    }
}
