//! Style sheets (CSS Syntax 3): rules, declarations, and what of them cannot be kept.

use std::ops::Range;

/// A property with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Declaration {
    /// In small letters, but for custom properties.
    pub name: String,
    pub value: String,
    pub important: bool,
    /// Bytes of the drawing's text.
    pub range: Range<usize>,
}

/// Declarations for what its selectors match.
#[derive(Debug)]
pub(super) struct Rule {
    pub selectors: Vec<(String, Range<usize>)>,
    pub declarations: Vec<Declaration>,
}

/// Where a text stands within the drawing's text.
#[derive(Clone, Debug)]
pub(super) struct Origin {
    /// Where it begins, if it stands there letter by letter.
    start: Option<usize>,
    /// What it stands in.
    whole: Range<usize>,
}

impl Origin {
    /// The place of a text that stands somewhere in a part of the drawing, unless entities made it.
    pub fn within(drawing: &str, whole: Range<usize>, text: &str) -> Self {
        let start = drawing.get(whole.clone()).and_then(|part| part.find(text)).map(|at| whole.start + at);
        Self { start, whole }
    }

    pub fn place(&self, range: Range<usize>) -> Range<usize> {
        match self.start {
            Some(start) => start + range.start..start + range.end,
            None => self.whole.clone(),
        }
    }
}

/// What a style sheet holds.
#[derive(Default)]
pub(super) struct Sheet {
    pub rules: Vec<Rule>,
    /// Families of fonts that it brings along.
    pub fonts: Vec<(String, Range<usize>)>,
    /// What it asks for that cannot be decided here.
    pub unknown: Vec<(String, Range<usize>)>,
    /// Where it makes something move.
    pub moves: Option<Range<usize>>,
}

impl Sheet {
    /// Reads a style sheet.
    pub fn read(&mut self, text: &str, origin: &Origin) {
        let plain = without_comments(text);
        self.block(&plain, 0..plain.len(), origin, 0);
    }

    fn block(&mut self, text: &str, range: Range<usize>, origin: &Origin, depth: usize) {
        let mut at = range.start;
        while at < range.end {
            let rest = &text[at..range.end];
            let skipped =
                rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ';' | '}')).len();
            at += skipped;
            let rest = &text[at..range.end];
            if let Some(length) = ["<!--", "-->"].iter().find_map(|mark| rest.starts_with(mark).then_some(mark.len())) {
                at += length;
                continue;
            }
            let Some(end) = find(rest, &['{', ';']) else { break };
            let head = rest[..end].trim();
            let place = origin.place(at..at + head.len());
            if rest[end..].starts_with(';') {
                // Statements such as `@charset` say nothing of looks, and imports are refused before.
                at += end + 1;
                continue;
            }
            let inner = at + end + 1;
            let close = find(&text[inner..range.end], &['}']).map_or(range.end, |length| inner + length);
            match head.strip_prefix('@') {
                Some(rule) => self.at_rule(rule, place, text, inner..close, origin, depth),
                None => self.rule(head, at, text, inner..close, origin),
            }
            at = close + 1;
        }
    }

    fn at_rule(
        &mut self,
        head: &str,
        place: Range<usize>,
        text: &str,
        inner: Range<usize>,
        origin: &Origin,
        depth: usize,
    ) {
        let length = head.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(head.len());
        let (name, condition) = head.split_at(length);
        match name.to_ascii_lowercase().as_str() {
            "media" => match media(condition) {
                Some(true) if depth < 8 => self.block(text, inner, origin, depth + 1),
                Some(false) => {}
                _ => self.unknown.push((format!("@{head}"), place)),
            },
            "font-face" => {
                let own = declarations(&text[inner.clone()], inner.start, origin);
                self.fonts.extend(
                    own.into_iter().filter(|own| own.name == "font-family").map(|own| (own.value, place.clone())),
                );
            }
            "keyframes" | "-webkit-keyframes" => self.moves = self.moves.take().or(Some(place)),
            "page" | "counter-style" | "property" | "font-feature-values" | "font-palette-values" => {}
            _ => self.unknown.push((format!("@{head}"), place)),
        }
    }

    fn rule(&mut self, head: &str, at: usize, text: &str, inner: Range<usize>, origin: &Origin) {
        if let Some(nested) = find(&text[inner.clone()], &['{']) {
            let start = inner.start + nested;
            self.unknown.push((head.to_owned(), origin.place(start..start + 1)));
        }
        let mut selectors = Vec::new();
        for part in parts(head, ',') {
            let selector = head[part.clone()].trim();
            if !selector.is_empty() {
                selectors.push((selector.to_owned(), origin.place(at + part.start..at + part.end)));
            }
        }
        let declarations = declarations(&text[inner.clone()], inner.start, origin);
        if !declarations.is_empty() {
            self.rules.push(Rule { selectors, declarations });
        }
    }
}

/// Whether a drawing that is looked at without anything moving meets a query (Media Queries 4): it is shown to its maker
/// on a screen, in light. Nothing for what depends on the size of a window and the like.
fn media(condition: &str) -> Option<bool> {
    let mut any = Some(false);
    for query in condition.split(',') {
        let query = query.trim().to_ascii_lowercase();
        let (negated, query) = match query.strip_prefix("not ") {
            Some(rest) => (true, rest.trim().to_owned()),
            None => (false, query.strip_prefix("only ").unwrap_or(&query).trim().to_owned()),
        };
        let mut all = Some(true);
        for part in query.split(" and ") {
            let met = match part.trim().trim_matches(['(', ')']).replace(' ', "").as_str() {
                "" | "all" | "screen" => Some(true),
                "print" | "speech" | "tty" | "tv" | "projection" | "handheld" => Some(false),
                "prefers-color-scheme:light" | "prefers-reduced-motion:reduce" | "prefers-reduced-motion" => Some(true),
                "prefers-color-scheme:dark" | "prefers-contrast:more" | "forced-colors:active" => Some(false),
                _ => None,
            };
            all = match (all, met) {
                (Some(false), _) | (_, Some(false)) => Some(false),
                (Some(true), Some(true)) => Some(true),
                _ => None,
            };
        }
        let met = all.map(|all| all != negated);
        any = match (any, met) {
            (Some(true), _) | (_, Some(true)) => Some(true),
            (Some(false), Some(false)) => Some(false),
            _ => None,
        };
    }
    any
}

/// The declarations of a block, or of an attribute `style`; `start` is where the text begins within its origin.
pub(super) fn declarations(text: &str, start: usize, origin: &Origin) -> Vec<Declaration> {
    let plain = without_comments(text);
    let mut found = Vec::new();
    for part in parts(&plain, ';') {
        let own = &plain[part.clone()];
        let Some((name, value)) = own.split_once(':') else { continue };
        let name = name.trim();
        let custom = name.starts_with("--");
        let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_') || (custom && !c.is_whitespace());
        if name.is_empty() || !name.chars().all(fits) || value.contains('{') {
            continue;
        }
        let mut value = value.trim();
        let marked = value.rsplit_once('!').filter(|(_, mark)| mark.trim().eq_ignore_ascii_case("important"));
        let important = marked.is_some();
        if let Some((before, _)) = marked {
            value = before.trim();
        }
        let name = if custom { name.to_owned() } else { name.to_ascii_lowercase() };
        let from = part.start + own.len() - own.trim_start().len();
        let range = origin.place(start + from..start + from + own.trim().len());
        found.push(Declaration { name, value: value.to_owned(), important, range });
    }
    found
}

/// Comments as blanks, so that all else stays at its place.
fn without_comments(text: &str) -> String {
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
    for (at, c) in text.char_indices() {
        if escaped {
            escaped = false;
            continue;
        }
        match (quote, c) {
            (_, '\\') => escaped = true,
            (Some(own), c) if own == c => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, c) if open == 0 && wanted.contains(&c) => return Some(at),
            (None, '(' | '[' | '{') => open += 1,
            (None, ')' | ']' | '}') => open = open.saturating_sub(1),
            _ => {}
        }
    }
    None
}

/// The parts of a text between separators outside strings and brackets.
pub(super) fn parts(text: &str, separator: char) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    while let Some(length) = find(&text[start..], &[separator]) {
        found.push(start..start + length);
        start += length + separator.len_utf8();
    }
    found.push(start..text.len());
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Sheet {
        let mut sheet = Sheet::default();
        sheet.read(text, &Origin::within(text, 0..text.len(), text));
        sheet
    }

    #[test]
    fn rules_have_selectors_and_declarations_with_their_places() {
        let text = "/* a; b */ .a, g > .b { fill : url(data:x;y) ; STROKE:red!important; --C: {x} } @charset 'x'; @media print { c{fill:red} }";
        let sheet = read(text);
        let [rule] = sheet.rules.as_slice() else { panic!("{:?}", sheet.rules) };
        assert_eq!(rule.selectors.iter().map(|(selector, _)| selector.as_str()).collect::<Vec<_>>(), [".a", "g > .b"]);
        let found: Vec<_> = rule
            .declarations
            .iter()
            .map(|own| (own.name.as_str(), own.value.as_str(), own.important, &text[own.range.clone()]))
            .collect();
        assert_eq!(
            found,
            [("fill", "url(data:x;y)", false, "fill : url(data:x;y)"), ("stroke", "red", true, "STROKE:red!important")]
        );
    }

    #[test]
    fn queries_of_media_are_met_by_a_screen_in_light() {
        for (query, met) in [
            ("all", Some(true)),
            ("print", Some(false)),
            ("print, screen", Some(true)),
            ("(prefers-color-scheme: dark)", Some(false)),
            ("screen and (prefers-color-scheme:light)", Some(true)),
            ("not print", Some(true)),
            ("(min-width: 600px)", None),
            ("print and (min-width: 600px)", Some(false)),
        ] {
            assert_eq!(media(query), met, "{query}");
        }
    }

    #[test]
    fn what_cannot_be_decided_is_kept() {
        let sheet = read(
            "@supports (x: y) { a { fill: red } } @media (width: 9px) { a { fill: red } } @font-face { font-family: 'X' } @keyframes k { from { x: y } }",
        );
        let unknown: Vec<&str> = sheet.unknown.iter().map(|(rule, _)| rule.as_str()).collect();
        assert_eq!(unknown, ["@supports (x: y)", "@media (width: 9px)"]);
        assert_eq!(sheet.fonts.len(), 1);
        assert!(sheet.moves.is_some());
    }
}
