//! A look at a template's text before Handlebars parses it.
//!
//! The scan refuses what would let data become markup, finds the partials that a template
//! includes, marks each line so that generated source can be traced to it, and guards the
//! arguments of block helpers, which the strict mode of Handlebars does not look at.

use crate::diagnostic::{Problem, Term};
use crate::mark;

/// A template, ready to be registered.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Prepared {
    /// The text with line marks and guards.
    pub text: String,
    /// Names of the partials it includes, each with the byte offset of its tag.
    pub partials: Vec<(String, usize)>,
}

/// Block helpers whose argument must be there.
const GUARDED: [&str; 4] = ["if", "unless", "each", "with"];

/// Scans a template. `line_mark` gives the mark of a line, counted from 0.
///
/// # Errors
/// The byte offset of what is refused, and why.
pub(super) fn scan(source: &str, line_mark: impl Fn(usize) -> String) -> Result<Prepared, (usize, Problem)> {
    if let Some(at) = source.find(mark::is_mark) {
        let code_point = source[at..].chars().next().map_or(0, u32::from);
        return Err((at, Problem::ForbiddenCharacter { code_point }));
    }
    let mut prepared = Prepared { text: String::with_capacity(source.len() * 2), partials: Vec::new() };
    let mut at = 0;
    let mut line = 0;
    let mut marked = false;
    while at < source.len() {
        let rest = &source[at..];
        if rest.starts_with("\\{{") {
            // Handlebars prints an escaped tag literally, up to its end.
            let end = rest.find("}}").map_or(rest.len(), |end| end + 2);
            prepared.text.push_str(&rest[..end]);
            at += end;
        } else if rest.starts_with("{{") {
            let end =
                tag_end(rest).ok_or_else(|| (at, Problem::TemplateSyntax { reason: Term::TagNotClosed.into() }))?;
            let tag = &rest[..end];
            if tag[2..].trim_start_matches(['~', ' ']).starts_with(['{', '&']) {
                return Err((at, Problem::TemplateTripleStash));
            }
            let inner = tag[2..tag.len() - 2].trim_matches('~').trim();
            if let Some(name) = partial_name(inner) {
                prepared.partials.push((name.to_owned(), at));
            }
            let prints =
                !inner.starts_with(['#', '/', '>', '!', '^']) && inner != "else" && !inner.starts_with("else ");
            if prints && !tag.starts_with("{{~") {
                prepared.text.push_str(&line_mark(line));
            }
            prepared.text.push_str(&guarded(tag, inner));
            line += tag.matches('\n').count();
            marked = false;
            at += end;
        } else {
            // White space must stay beside tags, where Handlebars may remove it.
            let c = rest.chars().next().unwrap_or_default();
            if !c.is_whitespace() && !marked {
                prepared.text.push_str(&line_mark(line));
                marked = true;
            }
            if c == '\n' {
                line += 1;
                marked = false;
            }
            prepared.text.push(c);
            at += c.len_utf8();
        }
    }
    Ok(prepared)
}

/// The length of the tag that the text begins with.
fn tag_end(rest: &str) -> Option<usize> {
    let (from, close) = if rest.starts_with("{{!--") || rest.starts_with("{{~!--") {
        (5, if rest.contains("--~}}") { "--~}}" } else { "--}}" })
    } else {
        (2, "}}")
    };
    rest[from..].find(close).map(|end| from + end + close.len())
}

/// The partial that a tag includes.
fn partial_name(inner: &str) -> Option<&str> {
    let name = inner.strip_prefix('>').or_else(|| inner.strip_prefix("#>"))?.trim_start();
    name.split_whitespace().next()
}

/// Wraps the argument of a block helper into `(given …)`, which fails where it is missing.
fn guarded(tag: &str, inner: &str) -> String {
    let block = inner.strip_prefix('#').or_else(|| inner.strip_prefix("else "));
    let Some((helper, arguments)) = block.and_then(|block| block.trim_start().split_once(char::is_whitespace)) else {
        return tag.to_owned();
    };
    let argument = arguments.split_whitespace().next().unwrap_or_default();
    let path = !argument.is_empty() && !argument.contains(['(', '"', '\'', '=', ')']);
    if !GUARDED.contains(&helper) || !path {
        return tag.to_owned();
    }
    // The argument is a part of the tag, so it is found behind the helper's name.
    let from = tag.find(helper).map_or(0, |at| at + helper.len());
    match tag[from..].find(argument) {
        Some(at) => {
            let (before, after) = (from + at, from + at + argument.len());
            format!("{}(given {argument}){}", &tag[..before], &tag[after..])
        }
        None => tag.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scanned(source: &str) -> Result<Prepared, (usize, Problem)> {
        scan(source, |line| format!("⟨{line}⟩"))
    }

    #[test]
    fn each_printing_line_is_marked() {
        let source = "#f[{{text a}}] b\n{{#if c}}\n  {{> d}}\n{{/if}}\n  {{text e}}\n";
        let prepared = scanned(source).expect("no fault");
        assert_eq!(
            prepared.text,
            "⟨0⟩#f[⟨0⟩{{text a}}⟨0⟩] b\n{{#if (given c)}}\n  {{> d}}\n{{/if}}\n  ⟨4⟩{{text e}}\n"
        );
        assert_eq!(prepared.partials, [("d".to_owned(), source.find("{{>").expect("a partial"))]);
    }

    #[test]
    fn arguments_of_block_helpers_are_guarded() {
        for (tag, prepared) in [
            ("{{#each a.b as |c|}}", "{{#each (given a.b) as |c|}}"),
            ("{{#if (eq a b)}}", "{{#if (eq a b)}}"),
            ("{{~#if a~}}", "{{~#if (given a)~}}"),
            ("{{else if a}}", "{{else if (given a)}}"),
            ("{{#if f}}", "{{#if (given f)}}"),
        ] {
            assert_eq!(scanned(tag).expect("no fault").text, prepared);
        }
    }

    #[test]
    fn what_could_print_markup_is_refused() {
        for source in ["a {{{b}}}", "a {{~{b}~}}", "a {{& b}}"] {
            assert_eq!(scanned(source), Err((2, Problem::TemplateTripleStash)), "{source}");
        }
        assert!(matches!(scanned("{{text a"), Err((0, Problem::TemplateSyntax { .. }))));
        assert!(matches!(scanned("a\u{F0000}"), Err((1, Problem::ForbiddenCharacter { .. }))));
    }
}
