//! The few marks that may stand inside a text.
//!
//! ```text
//! **bold**   ^[a note]   [text](https://…)   {協議会|きょうぎかい}   10^{12}   {|}   {+}
//! ```
//!
//! `^{…}` stands above the line. `{|}` is a place where a line may be broken, `{+}` one where it
//! must not. A hint is a bar or a plus alone in braces, which ruby, with a word on either side of its bar, never is.
//!
//! Everything else is literal, also a mark that is not closed. A backslash before an opening
//! mark keeps that mark literal. Bold works beside any punctuation, which CommonMark's rules
//! of flanking white space forbid in Japanese.

use std::ops::Range;

/// A stretch of text of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Run<'a> {
    /// Plain text.
    Text(&'a str),
    /// Emphasis (強調).
    Bold(Vec<Run<'a>>),
    /// A note (注), set at the foot of the page.
    Note(Vec<Run<'a>>),
    /// A link with its target.
    Link(Vec<Run<'a>>, &'a str),
    /// Ruby (ルビ): a base text and its reading.
    Ruby(&'a str, &'a str),
    /// A superscript (上付き).
    Super(&'a str),
    /// A place where a line may be broken.
    MayBreak,
    /// A place where no line may be broken.
    NoBreak,
}

/// Marks may be nested this deep; beyond it they are literal.
const DEPTH: usize = 8;

/// Cuts a text into runs.
pub fn parse_inline(text: &str) -> Vec<Run<'_>> {
    runs(text, DEPTH)
}

/// The ranges of a text that are targets of links.
pub(super) fn targets(text: &str) -> Vec<Range<usize>> {
    fn add(runs: &[Run<'_>], text: &str, out: &mut Vec<Range<usize>>) {
        for run in runs {
            match run {
                Run::Link(inner, target) => {
                    // The target is a part of the text.
                    let start = (target.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
                    out.push(start..start + target.len());
                    add(inner, text, out);
                }
                Run::Bold(inner) | Run::Note(inner) => add(inner, text, out),
                Run::Text(_) | Run::Ruby(..) | Run::Super(_) | Run::MayBreak | Run::NoBreak => {}
            }
        }
    }
    let mut out = Vec::new();
    add(&parse_inline(text), text, &mut out);
    out
}

/// The ranges of a text that are printed, in order, without marks, targets and readings; superscripts with their marks, so
/// that they are told from the line.
pub(super) fn printed(text: &str) -> Vec<Range<usize>> {
    fn add(runs: &[Run<'_>], text: &str, out: &mut Vec<Range<usize>>) {
        let range = |part: &str, before: usize, after: usize| {
            // Each part is a part of the text.
            let start = (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
            start.saturating_sub(before)..start + part.len() + after
        };
        for run in runs {
            match run {
                Run::Text(part) | Run::Ruby(part, _) => out.push(range(part, 0, 0)),
                Run::Super(part) => out.push(range(part, 2, 1)),
                Run::Bold(inner) | Run::Note(inner) | Run::Link(inner, _) => add(inner, text, out),
                Run::MayBreak | Run::NoBreak => {}
            }
        }
    }
    let mut out = Vec::new();
    add(&parse_inline(text), text, &mut out);
    out
}

/// The first mark that is opened and not closed, or closes nothing, and so is printed as it stands.
///
/// A row of three asterisks and more, a bracket without an address and braces without a bar are no marks.
pub fn broken_mark(text: &str) -> Option<Range<usize>> {
    fn find(runs: &[Run<'_>], text: &str) -> Option<Range<usize>> {
        runs.iter().find_map(|run| match run {
            Run::Text(plain) => {
                let start = (plain.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
                // A run behind a backslash begins with what is meant literally, and so is what would close it.
                let literal = text[..start].ends_with('\\') && opening(plain).is_some();
                let range = if literal { None } else { broken(plain) };
                range.map(|range| start + range.start..start + range.end)
            }
            Run::Bold(inner) | Run::Note(inner) | Run::Link(inner, _) => find(inner, text),
            Run::Ruby(..) | Run::Super(_) | Run::MayBreak | Run::NoBreak => None,
        })
    }
    find(&parse_inline(text), text)
}

/// The first broken mark of a text that holds no whole one.
fn broken(text: &str) -> Option<Range<usize>> {
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let asterisks = rest.len() - rest.trim_start_matches('*').len();
        if asterisks == 2 {
            return Some(at..at + 2);
        }
        let open = ["^[", "^{"].into_iter().find(|mark| rest.starts_with(mark));
        if let Some(mark) = open {
            return Some(at..at + mark.len());
        }
        let ruby = rest.strip_prefix('{').is_some_and(|inner| {
            let inner = &inner[..inner.find(['{', '}']).unwrap_or(inner.len())];
            inner.contains('|') && !inner.starts_with('|') && !rest[1 + inner.len()..].starts_with('}')
        });
        if ruby {
            return Some(at..at + 1);
        }
        if ["](https://", "](http://", "](mailto:"].iter().any(|mark| rest.starts_with(mark)) {
            return Some(at..at + 2);
        }
        at += asterisks.max(rest.chars().next().map_or(1, char::len_utf8));
    }
    None
}

/// A text without its marks, notes and readings; a superscript stands behind `^`.
pub fn plain(text: &str) -> String {
    plain_runs(&parse_inline(text))
}

/// Like [`plain`], for a text that is cut into runs.
pub fn plain_runs(runs: &[Run<'_>]) -> String {
    fn add(runs: &[Run<'_>], out: &mut String) {
        for run in runs {
            match run {
                Run::Text(text) | Run::Ruby(text, _) => out.push_str(text),
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

/// The runs of a text, each with the bytes that it takes with its marks.
pub fn ranged(text: &str) -> Vec<(Range<usize>, Run<'_>)> {
    ranged_runs(text, DEPTH)
}

fn runs(text: &str, depth: usize) -> Vec<Run<'_>> {
    ranged_runs(text, depth).into_iter().map(|(_, run)| run).collect()
}

fn ranged_runs(text: &str, depth: usize) -> Vec<(Range<usize>, Run<'_>)> {
    let mut out = Vec::new();
    let mut plain = 0;
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        if rest.starts_with('\\') && opening(&rest[1..]).is_some() {
            push_text(&mut out, text, plain..at);
            plain = at + 1;
            at = plain + opening(&rest[1..]).map_or(1, str::len);
        } else if let Some((run, length)) = marked(rest, depth) {
            push_text(&mut out, text, plain..at);
            out.push((at..at + length, run));
            at += length;
            plain = at;
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    push_text(&mut out, text, plain..text.len());
    out
}

fn push_text<'a>(out: &mut Vec<(Range<usize>, Run<'a>)>, text: &'a str, range: Range<usize>) {
    if !range.is_empty() {
        out.push((range.clone(), Run::Text(&text[range])));
    }
}

/// The mark that a text begins with, if it may open one.
fn opening(rest: &str) -> Option<&'static str> {
    ["**", "^[", "^{", "[", "{"].into_iter().find(|mark| rest.starts_with(mark))
}

/// The marked run that the text begins with, and its length in bytes.
fn marked(rest: &str, depth: usize) -> Option<(Run<'_>, usize)> {
    let depth = depth.checked_sub(1)?;
    if let Some(inner) = rest.strip_prefix("**") {
        let end = inner.find("**").filter(|end| *end > 0)?;
        return Some((Run::Bold(runs(&inner[..end], depth)), end + 4));
    }
    if let Some(inner) = rest.strip_prefix("^[") {
        let end = closing(inner, '[', ']').filter(|end| *end > 0)?;
        return Some((Run::Note(runs(&inner[..end], depth)), end + 3));
    }
    if let Some(inner) = rest.strip_prefix('[') {
        let end = closing(inner, '[', ']').filter(|end| *end > 0)?;
        let target = inner[end + 1..].strip_prefix('(')?;
        let close = closing(target, '(', ')').filter(|close| *close > 0)?;
        return Some((Run::Link(runs(&inner[..end], depth), &target[..close]), end + close + 4));
    }
    if let Some(inner) = rest.strip_prefix("^{") {
        let end = inner.find('}').filter(|end| *end > 0)?;
        return Some((Run::Super(&inner[..end]), end + 3));
    }
    let inner = rest.strip_prefix('{')?;
    let close = inner.find('}')?;
    match &inner[..close] {
        "|" => return Some((Run::MayBreak, 3)),
        "+" => return Some((Run::NoBreak, 3)),
        _ => {}
    }
    let (base, reading) = inner[..close].split_once('|')?;
    let whole = !base.is_empty() && !reading.is_empty() && !reading.contains('|');
    whole.then_some((Run::Ruby(base, reading), close + 2))
}

/// Brackets within each other; those of deeper nests open no mark. Without an end, brackets that nothing closes would each
/// be looked for to the end of the text.
const NESTED: usize = 100;

/// The place of the bracket that closes one opened before the text.
fn closing(text: &str, opening: char, closing: char) -> Option<usize> {
    let mut open = 0;
    for (at, c) in text.char_indices() {
        match c {
            c if c == opening && open == NESTED => return None,
            c if c == opening => open += 1,
            c if c == closing && open == 0 => return Some(at),
            c if c == closing => open -= 1,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Run::{Bold, Link, MayBreak, NoBreak, Note, Ruby, Super, Text};
    use super::*;

    #[test]
    fn marks_are_told_from_text() {
        assert_eq!(
            parse_inline("全国に**24拠点。**を^[2019年3月末]設立"),
            [Text("全国に"), Bold(vec![Text("24拠点。")]), Text("を"), Note(vec![Text("2019年3月末")]), Text("設立")]
        );
        assert_eq!(
            parse_inline("[AMED](https://www.amed.go.jp/)の{協議会|きょうぎかい}"),
            [Link(vec![Text("AMED")], "https://www.amed.go.jp/"), Text("の"), Ruby("協議会", "きょうぎかい")]
        );
        assert_eq!(
            parse_inline("^[注に[資料](https://a.jp)と**強調**]"),
            [Note(vec![Text("注に"), Link(vec![Text("資料")], "https://a.jp"), Text("と"), Bold(vec![Text("強調")])])]
        );
    }

    #[test]
    fn everything_else_is_literal() {
        for text in [
            "*",
            "**",
            "****",
            "**開いたまま",
            "[1]",
            "[",
            "{}",
            "{a}",
            "{|b}",
            "^2",
            "^[",
            "a_b",
            "\\",
            "\\n",
            "117件*",
        ] {
            assert_eq!(parse_inline(text), [Text(text)], "{text}");
        }
        assert_eq!(parse_inline(""), []);
        assert_eq!(parse_inline("\\**a**"), [Text("**a**")]);
        assert_eq!(parse_inline("\\{a|b}"), [Text("{a|b}")]);
    }

    #[test]
    fn superscripts_and_hints_are_told_from_ruby() {
        assert_eq!(
            parse_inline("10^{12}個の{|}細胞{+}株{a|b}"),
            [Text("10"), Super("12"), Text("個の"), MayBreak, Text("細胞"), NoBreak, Text("株"), Ruby("a", "b")]
        );
        assert_eq!(plain("10^{12}個の{|}細胞{+}株"), "10^12個の細胞株");
        assert_eq!(parse_inline("\\^{2}"), [Text("^{2}")]);
        assert_eq!(parse_inline("^{}"), [Text("^{}")]);
    }

    #[test]
    fn bold_stands_beside_any_punctuation() {
        for (text, inner) in [
            ("は**「強調」**、", "「強調」"),
            ("（**強調。**）", "強調。"),
            ("**強調）**を", "強調）"),
            ("前**、強調**後", "、強調"),
        ] {
            assert!(parse_inline(text).contains(&Bold(vec![Text(inner)])), "{text}");
        }
    }

    #[test]
    fn broken_marks_are_found_and_signs_are_not() {
        for (text, at) in [
            ("**開いたまま", 0..2),
            ("閉じた**だけ", 9..11),
            ("**強調**と**開いた", 13..15),
            ("^[注", 0..2),
            ("2^{3", 1..3),
            ("{協議会|きょう", 0..1),
            ("[文](https://a.jp", 4..6),
            ("^[注の**開いた]", 8..10),
        ] {
            assert_eq!(broken_mark(text), Some(at), "{text}");
        }
        for text in [
            "*",
            "117件*",
            "***",
            "****",
            "[1]",
            "{a}",
            "{|b}",
            "a|b",
            "^2",
            "\\**a",
            "\\^[a",
            "\\{a|b",
            "**強調**",
            "^[注]",
            "{a|b}{|}",
        ] {
            assert_eq!(broken_mark(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn broken_marks_and_targets_lie_within_any_text(
            pieces in prop::collection::vec("\\PC|\\*\\*|\\^\\[|\\^\\{|\\]\\(https://|[\\[\\](){}|*\\\\+字]", 0..12)
        ) {
            let text = pieces.concat();
            let ranges = targets(&text).into_iter().chain(broken_mark(&text));
            for range in ranges {
                prop_assert!(text.get(range).is_some_and(|part| !part.is_empty()), "{}", text);
            }
        }
    }
}
