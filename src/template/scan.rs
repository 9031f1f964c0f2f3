//! A look at a template's text before Handlebars parses it.
//!
//! The scan refuses what would let data become markup, finds the partials that a template
//! includes, marks each line so that generated source can be traced to it, and guards the
//! arguments of block helpers, which the strict mode of Handlebars does not look at. What is nested
//! too deeply for its parser, which calls itself at each level, never comes to it.

mod problems;

use crate::data::ForbiddenCharacter;
use crate::diagnostic::{AnyProblem, Words};
use crate::mark;
pub use problems::{TemplateSyntax, TemplateTooDeep, TemplateTripleStash};

const TAG_NOT_CLOSED: Words = Words::new("this tag is not closed", "タグが閉じていません");

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

/// Blocks within blocks, and expressions within expressions, are nested less deep than this.
pub(super) const DEEPEST: usize = 64;

/// Scans a template. `line_mark` gives the mark of a line, counted from 0; `first` is the number of the first line among
/// those of all templates.
///
/// # Errors
/// The byte offset of what is refused, and why.
pub(super) fn scan(
    source: &str,
    line_mark: impl Fn(usize) -> String,
    first: usize,
) -> Result<Prepared, (usize, AnyProblem)> {
    if let Some((offset, mark)) = source.char_indices().find(|(_, c)| mark::is_mark(*c)) {
        let code_point = u32::from(mark);
        return Err((offset, ForbiddenCharacter { code_point, sign: String::new() }.into()));
    }
    let prepared = Prepared { text: String::with_capacity(source.len() * 2), partials: Vec::new() };
    let mut scanner =
        Scanner { line_mark, first, offset: 0, line: 0, marked: false, depth: Depth::default(), prepared };
    while let Some(rest) = source.get(scanner.offset..).filter(|rest| !rest.is_empty()) {
        if rest.starts_with("\\{{") {
            scanner.take_escaped_tag(rest);
        } else if rest.starts_with("{{") {
            scanner.take_tag(rest)?;
        } else {
            scanner.take_character(rest);
        }
    }
    Ok(scanner.prepared)
}

/// A template that is being scanned.
struct Scanner<M> {
    line_mark: M,
    /// The number of the template's first line among those of all templates.
    first: usize,
    /// The byte up to which the template is scanned.
    offset: usize,
    /// The line there, counted from 0.
    line: usize,
    /// Whether the line has its mark already.
    marked: bool,
    depth: Depth,
    prepared: Prepared,
}

impl<M: Fn(usize) -> String> Scanner<M> {
    /// Handlebars prints an escaped tag literally, up to its end.
    fn take_escaped_tag(&mut self, rest: &str) {
        let end = rest.find("}}").map_or(rest.len(), |end| end + 2);
        self.prepared.text.push_str(&rest[..end]);
        self.offset += end;
    }

    fn take_tag(&mut self, rest: &str) -> Result<(), (usize, AnyProblem)> {
        let Some(end) = tag_end(rest) else {
            return Err((self.offset, TemplateSyntax { reason: TAG_NOT_CLOSED.into() }.into()));
        };
        let tag = &rest[..end];
        if tag[2..].trim_start_matches(['~', ' ']).starts_with(['{', '&']) {
            return Err((self.offset, TemplateTripleStash.into()));
        }
        let inner = tag[2..tag.len() - 2].trim_matches('~').trim();
        if !self.depth.passes(inner) {
            return Err((self.offset, TemplateTooDeep { limit: DEEPEST }.into()));
        }
        if let Some(name) = partial_name(inner) {
            self.prepared.partials.push((name.to_owned(), self.offset));
        }
        if prints(inner) && !tag.starts_with("{{~") {
            self.mark_line();
        }
        self.prepared.text.push_str(&guarded(tag, inner, self.first + self.line));
        self.line += tag.matches('\n').count();
        self.marked = false;
        self.offset += end;
        Ok(())
    }

    fn take_character(&mut self, rest: &str) {
        let Some(c) = rest.chars().next() else { return };
        // White space must stay beside tags, where Handlebars may remove it.
        if !c.is_whitespace() && !self.marked {
            self.mark_line();
            self.marked = true;
        }
        if c == '\n' {
            self.line += 1;
            self.marked = false;
        }
        self.prepared.text.push(c);
        self.offset += c.len_utf8();
    }

    fn mark_line(&mut self) {
        self.prepared.text.push_str(&(self.line_mark)(self.line));
    }
}

/// Whether a tag prints a value, given what stands between its braces.
fn prints(inner: &str) -> bool {
    !inner.starts_with(['#', '/', '>', '!', '^']) && inner != "else" && !inner.starts_with("else ")
}

/// The length of the tag that the text begins with.
fn tag_end(rest: &str) -> Option<usize> {
    if !rest.starts_with("{{!--") && !rest.starts_with("{{~!--") {
        return rest[2..].find("}}").map(|end| end + 4);
    }
    let mut from = 5;
    // Each part of the text is looked at once: a template of nothing but comments would take for ever.
    loop {
        let end = from + rest[from..].find("--")?;
        let close = ["--}}", "--~}}"].into_iter().find(|close| rest[end..].starts_with(close));
        match close {
            Some(close) => return Some(end + close.len()),
            None => from = end + 1,
        }
    }
}

/// The partial that a tag includes.
fn partial_name(inner: &str) -> Option<&str> {
    let name = inner.strip_prefix('>').or_else(|| inner.strip_prefix("#>"))?.trim_start();
    name.split_whitespace().next()
}

/// How deep blocks are nested.
#[derive(Default)]
struct Depth {
    /// Open blocks, each with its `else if`s, which are nested in one another.
    blocks: Vec<usize>,
}

impl Depth {
    /// Goes past a tag; says whether all is within bounds.
    fn passes(&mut self, inner: &str) -> bool {
        if inner.starts_with('!') {
            return true;
        }
        if inner.starts_with('/') {
            self.blocks.pop();
        } else if inner.starts_with('#') || (inner.starts_with('^') && inner.len() > 1) {
            self.blocks.push(1);
        } else if inner.starts_with("else ")
            && let Some(chain) = self.blocks.last_mut()
        {
            *chain += 1;
        }
        self.blocks.iter().sum::<usize>() <= DEEPEST && expressions(inner) <= DEEPEST
    }
}

/// How deep expressions and literals are nested within a tag.
fn expressions(inner: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for c in inner.chars() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// Wraps the argument of a block helper into `(given …)`, which fails where it is missing, and knows the line.
fn guarded(tag: &str, inner: &str, line: usize) -> String {
    let block = inner.strip_prefix('#').or_else(|| inner.strip_prefix("else "));
    let Some((helper, arguments)) = block.and_then(|block| block.trim_start().split_once(char::is_whitespace)) else {
        return tag.to_owned();
    };
    if !GUARDED.contains(&helper) {
        return tag.to_owned();
    }
    let argument = match expression(arguments.trim_start()) {
        // Loops go through what expressions give, too.
        Some(expression) if helper == "each" => expression,
        _ => arguments.split_whitespace().next().unwrap_or_default(),
    };
    let path = !argument.is_empty() && !argument.contains(['(', '"', '\'', '=', ')']);
    if !path && !argument.starts_with('(') || argument.starts_with('(') && helper != "each" {
        return tag.to_owned();
    }
    // The argument is a part of the tag, so it is found behind the helper's name.
    let from = tag.find(helper).map_or(0, |start| start + helper.len());
    match tag[from..].find(argument) {
        Some(offset) => {
            let (before, after) = (from + offset, from + offset + argument.len());
            format!("{}(given {argument} {line}){}", &tag[..before], &tag[after..])
        }
        None => tag.to_owned(),
    }
}

/// The expression in brackets that a text begins with.
fn expression(text: &str) -> Option<&str> {
    let (mut depth, mut quoted) = (0_usize, None);
    for (offset, c) in text.char_indices() {
        match (c, quoted) {
            (_, Some(quote)) if c == quote => quoted = None,
            (_, Some(_)) => {}
            ('"' | '\'', None) => quoted = Some(c),
            ('(', None) => depth += 1,
            (')', None) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return (c == ')').then(|| &text[..=offset]);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scanned(source: &str) -> Result<Prepared, (usize, AnyProblem)> {
        scan(source, |line| format!("⟨{line}⟩"), 7)
    }

    /// Where a template is refused, and with which code.
    fn refused(source: &str) -> Option<(usize, &'static str)> {
        scanned(source).err().map(|(at, problem)| (at, problem.code()))
    }

    #[test]
    fn each_printing_line_is_marked() {
        let source = "#f[{{text a}}] b\n{{#if c}}\n  {{> d}}\n{{/if}}\n  {{text e}}\n";
        let prepared = scanned(source).expect("no error");
        assert_eq!(
            prepared.text,
            "⟨0⟩#f[⟨0⟩{{text a}}⟨0⟩] b\n{{#if (given c 8)}}\n  {{> d}}\n{{/if}}\n  ⟨4⟩{{text e}}\n"
        );
        assert_eq!(prepared.partials, [("d".to_owned(), source.find("{{>").expect("a partial"))]);
    }

    #[test]
    fn arguments_of_block_helpers_are_guarded() {
        for (tag, prepared) in [
            ("{{#each a.b as |c|}}", "{{#each (given a.b 7) as |c|}}"),
            ("{{#if (eq a b)}}", "{{#if (eq a b)}}"),
            ("{{~#if a~}}", "{{~#if (given a 7)~}}"),
            ("{{else if a}}", "{{else if (given a 7)}}"),
            ("{{#if f}}", "{{#if (given f 7)}}"),
            (r#"{{#each (lookup a "(b") as |c|}}"#, r#"{{#each (given (lookup a "(b") 7) as |c|}}"#),
        ] {
            assert_eq!(scanned(tag).expect("no error").text, prepared);
        }
    }

    #[test]
    fn what_could_print_markup_is_refused() {
        for source in ["a {{{b}}}", "a {{~{b}~}}", "a {{& b}}"] {
            assert_eq!(refused(source), Some((2, AnyProblem::from(TemplateTripleStash).code())), "{source}");
        }
        let too_deep = |source: String| {
            let code = refused(&source).map(|(_, code)| code);
            assert_eq!(code, Some(AnyProblem::from(TemplateTooDeep { limit: DEEPEST }).code()));
        };
        too_deep("{{#if a}}".repeat(20_000));
        too_deep("{{^a}}".repeat(20_000));
        too_deep("{{#if a}}".to_owned() + &"{{else if b}}".repeat(20_000));
        too_deep(format!("{{{{text {}a", "(".repeat(20_000)) + "}}");
        too_deep(format!("{{{{text {}", "[".repeat(20_000)) + "}}");
        assert!(scanned(&"{{#if a}}{{/if}}".repeat(20_000)).is_ok());
        let unclosed = TemplateSyntax { reason: TAG_NOT_CLOSED.into() };
        assert_eq!(refused("{{text a"), Some((0, AnyProblem::from(unclosed).code())));
        let mark = ForbiddenCharacter { code_point: 0xF0000, sign: String::new() };
        assert_eq!(refused("a\u{F0000}"), Some((1, AnyProblem::from(mark).code())));
    }
}
