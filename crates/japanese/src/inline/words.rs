//! Texts without their marks, and texts that are all literal.

use super::{DEPTH, Run, Step, parse_inline, step};

/// A text without its marks, notes and readings; a superscript stands behind `^`, and a subscript like any other character,
/// as in CO2.
pub fn plain(text: &str) -> String {
    plain_runs(&parse_inline(text))
}

/// Like [`plain`], for a text that is cut into runs.
pub fn plain_runs(runs: &[Run<'_>]) -> String {
    fn add(runs: &[Run<'_>], out: &mut String) {
        for run in runs {
            match run {
                Run::Text(text) | Run::Ruby(text, _) | Run::Sub(text) => out.push_str(text),
                Run::Bold(inner) | Run::Link(inner, _) => add(inner, out),
                Run::Super(text) => {
                    out.push('^');
                    out.push_str(text);
                }
                Run::Note(_) | Run::MayBreak | Run::NoBreak => {}
            }
        }
    }
    let mut out = String::new();
    add(runs, &mut out);
    out
}

/// The notes of a text, each without its marks.
pub fn notes(text: &str) -> Vec<String> {
    fn add(runs: &[Run<'_>], out: &mut Vec<String>) {
        for run in runs {
            match run {
                Run::Note(inner) => out.push(plain_runs(inner)),
                Run::Bold(inner) | Run::Link(inner, _) => add(inner, out),
                Run::Text(_) | Run::Ruby(..) | Run::Super(_) | Run::Sub(_) | Run::MayBreak | Run::NoBreak => {}
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
    let mut at = 0;
    while at < text.len() {
        match step(&text[at..], depth) {
            Step::Plain(length) => {
                out.push_str(&text[at..at + length]);
                at += length;
            }
            Step::Marked { backslashes, length, inner, .. } => {
                out.extend(std::iter::repeat_n('\\', 2 * backslashes + 1));
                let mark = at + backslashes;
                out.push_str(&text[mark..mark + inner.start]);
                add_literal(&text[mark + inner.start..mark + inner.end], depth.saturating_sub(1), out);
                out.push_str(&text[mark + inner.end..mark + length]);
                at = mark + length;
            }
        }
    }
}
