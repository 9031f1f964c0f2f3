//! The few marks that may stand inside a text.
//!
//! ```text
//! **bold**   ^[a note]   [text](https://…)   {協議会|きょうぎかい}
//! ```
//!
//! Everything else is literal, also a mark that is not closed. A backslash before an opening
//! mark keeps that mark literal. Bold works beside any punctuation, which CommonMark's rules
//! of flanking white space forbid in Japanese.

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
}

/// Marks may be nested this deep; beyond it they are literal.
const DEPTH: usize = 8;

/// Cuts a text into runs.
pub fn parse_inline(text: &str) -> Vec<Run<'_>> {
    runs(text, DEPTH)
}

/// A text without its marks, notes and readings.
pub fn plain(text: &str) -> String {
    fn add(runs: &[Run<'_>], out: &mut String) {
        for run in runs {
            match run {
                Run::Text(text) | Run::Ruby(text, _) => out.push_str(text),
                Run::Bold(inner) | Run::Link(inner, _) => add(inner, out),
                Run::Note(_) => {}
            }
        }
    }
    let mut out = String::new();
    add(&parse_inline(text), &mut out);
    out
}

fn runs(text: &str, depth: usize) -> Vec<Run<'_>> {
    let mut out = Vec::new();
    let mut plain = 0;
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        if rest.starts_with('\\') && opens(&rest[1..]) {
            push_text(&mut out, &text[plain..at]);
            plain = at + 1;
            at = plain + if rest[1..].starts_with("**") || rest[1..].starts_with("^[") { 2 } else { 1 };
        } else if let Some((run, length)) = marked(rest, depth) {
            push_text(&mut out, &text[plain..at]);
            out.push(run);
            at += length;
            plain = at;
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    push_text(&mut out, &text[plain..]);
    out
}

fn push_text<'a>(out: &mut Vec<Run<'a>>, text: &'a str) {
    if !text.is_empty() {
        out.push(Run::Text(text));
    }
}

fn opens(rest: &str) -> bool {
    ["**", "^[", "[", "{"].iter().any(|mark| rest.starts_with(mark))
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
    let inner = rest.strip_prefix('{')?;
    let close = inner.find('}')?;
    let (base, reading) = inner[..close].split_once('|')?;
    let whole = !base.is_empty() && !reading.is_empty() && !reading.contains('|');
    whole.then_some((Run::Ruby(base, reading), close + 2))
}

/// The place of the bracket that closes one opened before the text.
fn closing(text: &str, opening: char, closing: char) -> Option<usize> {
    let mut open = 0;
    for (at, c) in text.char_indices() {
        match c {
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
    use super::Run::{Bold, Link, Note, Ruby, Text};
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
}
