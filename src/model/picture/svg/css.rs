//! Style sheets (CSS Syntax 3): rules, declarations, and what of them cannot be kept.

use std::ops::Range;

use super::media;
use super::syntax::{find, parts, without_comments};

/// How deep media queries may stand within each other; style sheets that are written by hand have one level.
const DEPTH: usize = 8;

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

impl Declaration {
    /// Whether it sets a custom property (CSS Custom Properties 1).
    pub fn is_custom(&self) -> bool {
        self.name.starts_with("--")
    }
}

/// Declarations for what its selectors match.
#[derive(Debug)]
pub(super) struct StyleRule {
    pub selectors: Vec<(String, Range<usize>)>,
    pub declarations: Vec<Declaration>,
}

/// Where a text stands within the drawing's text.
#[derive(Clone, Debug)]
pub(super) struct TextOrigin {
    /// Where it begins, if it stands there letter by letter.
    start: Option<usize>,
    /// What it stands in.
    whole: Range<usize>,
}

impl TextOrigin {
    /// The place of a text that stands somewhere in a part of the drawing, unless entities made it.
    pub fn within(drawing: &str, whole: Range<usize>, text: &str) -> Self {
        let start = drawing.get(whole.clone()).and_then(|part| part.find(text)).map(|offset| whole.start + offset);
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
pub(super) struct StyleSheet {
    pub rules: Vec<StyleRule>,
    /// Families of fonts that it brings along.
    pub fonts: Vec<(String, Range<usize>)>,
    /// What it asks for that cannot be decided here.
    pub unknown: Vec<(String, Range<usize>)>,
    /// Where it makes something move.
    pub moves: Option<Range<usize>>,
}

impl StyleSheet {
    /// Reads a style sheet.
    pub fn read(&mut self, text: &str, origin: &TextOrigin) {
        let plain = without_comments(text);
        self.block(&plain, 0..plain.len(), origin, 0);
    }

    /// Reads the rules of a style sheet, or of a block of it that applies.
    fn block(&mut self, text: &str, range: Range<usize>, origin: &TextOrigin, depth: usize) {
        let mut offset = range.start;
        while offset < range.end {
            let rest = &text[offset..range.end];
            let trimmed = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ';' | '}'));
            offset += rest.len() - trimmed.len();
            if let Some(mark) = ["<!--", "-->"].into_iter().find(|mark| trimmed.starts_with(mark)) {
                offset += mark.len();
                continue;
            }
            let Some(end) = find(trimmed, &['{', ';']) else { break };
            let head = trimmed[..end].trim();
            let place = origin.place(offset..offset + head.len());
            if trimmed[end..].starts_with(';') {
                // Statements such as `@charset` say nothing of looks, and imports are refused before.
                offset += end + 1;
                continue;
            }
            let inner = offset + end + 1;
            let close = find(&text[inner..range.end], &['}']).map_or(range.end, |length| inner + length);
            match head.strip_prefix('@') {
                Some(rule) => self.at_rule(rule, place, text, inner..close, origin, depth),
                None => self.rule(head, offset, text, inner..close, origin),
            }
            offset = close + 1;
        }
    }

    fn at_rule(
        &mut self,
        head: &str,
        place: Range<usize>,
        text: &str,
        inner: Range<usize>,
        origin: &TextOrigin,
        depth: usize,
    ) {
        let length = head.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(head.len());
        let (name, condition) = head.split_at(length);
        match name.to_ascii_lowercase().as_str() {
            "media" => match media::is_met(condition) {
                Some(true) if depth < DEPTH => self.block(text, inner, origin, depth + 1),
                Some(false) => {}
                _ => self.unknown.push((format!("@{head}"), place)),
            },
            "font-face" => {
                let described = declarations(&text[inner.clone()], inner.start, origin);
                let families = described.into_iter().filter(|declaration| declaration.name == "font-family");
                self.fonts.extend(families.map(|family| (family.value, place.clone())));
            }
            "keyframes" | "-webkit-keyframes" => self.moves = self.moves.take().or(Some(place)),
            "page" | "counter-style" | "property" | "font-feature-values" | "font-palette-values" => {}
            _ => self.unknown.push((format!("@{head}"), place)),
        }
    }

    fn rule(&mut self, head: &str, offset: usize, text: &str, inner: Range<usize>, origin: &TextOrigin) {
        if let Some(nested) = find(&text[inner.clone()], &['{']) {
            let start = inner.start + nested;
            self.unknown.push((head.to_owned(), origin.place(start..start + 1)));
        }
        let mut selectors = Vec::new();
        for part in parts(head, ',') {
            let selector = head[part.clone()].trim();
            if !selector.is_empty() {
                selectors.push((selector.to_owned(), origin.place(offset + part.start..offset + part.end)));
            }
        }
        let declarations = declarations(&text[inner.clone()], inner.start, origin);
        if !declarations.is_empty() {
            self.rules.push(StyleRule { selectors, declarations });
        }
    }
}

/// The declarations of a block, or of an attribute `style`; `start` is where the text begins within its origin.
pub(super) fn declarations(text: &str, start: usize, origin: &TextOrigin) -> Vec<Declaration> {
    let plain = without_comments(text);
    parts(&plain, ';').into_iter().filter_map(|part| declaration(&plain, part, start, origin)).collect()
}

/// The declaration in a part of a block; nothing for what browsers pass over.
fn declaration(block: &str, part: Range<usize>, start: usize, origin: &TextOrigin) -> Option<Declaration> {
    let text = &block[part.clone()];
    let (name, value) = text.split_once(':')?;
    let name = name.trim();
    let is_custom = name.starts_with("--");
    let is_name =
        name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_') || (is_custom && !c.is_whitespace()));
    if name.is_empty() || !is_name || value.contains('{') {
        return None;
    }
    let marked = value.trim().rsplit_once('!').filter(|(_, mark)| mark.trim().eq_ignore_ascii_case("important"));
    let value = marked.map_or(value, |(before, _)| before).trim();
    let from = start + part.start + text.len() - text.trim_start().len();
    Some(Declaration {
        name: if is_custom { name.to_owned() } else { name.to_ascii_lowercase() },
        value: value.to_owned(),
        important: marked.is_some(),
        range: origin.place(from..from + text.trim().len()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> StyleSheet {
        let mut sheet = StyleSheet::default();
        sheet.read(text, &TextOrigin::within(text, 0..text.len(), text));
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
