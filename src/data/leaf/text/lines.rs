//! Texts of several lines, as cells of tables may have.

use std::ops::Range;

use jsonc_parser::ast::{StringLit, Value};

use super::checks::{blanks, too_long, unprintable};
use super::problems::{EmptyText, ErrorValue, MarkupLeftOver};
use super::{Inline, part_of};
use crate::data::characters::is_unprintable;
use crate::data::decode::{Decode, Decoder, OverLimit, range_of};
use crate::data::schema::{self, Json, Schemas};
use crate::diagnostic::{AnyProblem, Term, Words, reasons};
use crate::japanese::{TextChange, normalise_inline};
use crate::limits;
use crate::sheet::{error_value, markup};

reasons! {
    lines_over_limit(limit: &str)
    en: "this cell has more than {limit} lines";
    ja: "このセルは{limit}行を超えています";
}

/// A line of a text, and the byte at which it begins there.
struct TypedLine<'t> {
    text: &'t str,
    start: usize,
}

/// The lines of a text. Line breaks at its ends begin none.
fn typed_lines(text: &str) -> Vec<TypedLine<'_>> {
    let inner = text.trim_matches(['\n', '\r']);
    let mut start = text.find(inner).unwrap_or(0);
    let mut lines = Vec::new();
    for line in inner.split('\n') {
        lines.push(TypedLine { text: line.strip_suffix('\r').unwrap_or(line), start });
        start += line.len() + 1;
    }
    lines
}

impl Inline {
    /// The schema of such a text.
    pub(crate) fn lines_schema(schemas: &mut Schemas) -> Json {
        schema::cell_text(schemas)
    }

    /// Reads a text in which `\n` begins a new line. Each line is normalised by itself, and marks end with their line.
    pub(crate) fn decode_lines(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let Value::StringLit(literal) = value else { return Self::decode(value, decoder) };
        if !literal.value.contains('\n') {
            return Self::decode(value, decoder);
        }
        let range = range_of(value);
        let lines = typed_lines(&literal.value);
        if let Some((at, problem)) = error_of(literal, &lines, &range, decoder) {
            decoder.error(at, problem);
            return None;
        }
        let (mut texts, mut changes): (Vec<String>, Vec<TextChange>) = (Vec::new(), Vec::new());
        for line in &lines {
            let (text, changed) = normalise_inline(line.text, decoder.rules());
            if let Some(problem) = Self::error(&text) {
                decoder.error(range, problem);
                return None;
            }
            line.doubt(literal, &range, &changed, decoder);
            texts.push(text);
            changes.extend(changed);
        }
        Some(Self { text: texts.join("\n"), datum: decoder.text_datum(range, changes) })
    }
}

impl TypedLine<'_> {
    /// Reports what is only likely to be wrong with a line.
    fn doubt(&self, literal: &StringLit<'_>, range: &Range<usize>, changes: &[TextChange], decoder: &mut Decoder<'_>) {
        if let Some(left) = markup(self.text) {
            let problem = MarkupLeftOver { found: self.text[left.clone()].to_owned() };
            decoder.error(decoder.character(range, self.start + left.start), problem.into());
        }
        if let Some(problem) = blanks(changes) {
            decoder.error(range.clone(), problem);
        }
        if let Some((at, problem)) = Inline::doubt(self.text) {
            let at = self.start + at.start..self.start + at.end;
            decoder.error(part_of(range, literal, at), problem);
        }
    }
}

/// Why a text of several lines cannot be printed, and where.
fn error_of(
    literal: &StringLit<'_>,
    lines: &[TypedLine<'_>],
    range: &Range<usize>,
    decoder: &Decoder<'_>,
) -> Option<(Range<usize>, AnyProblem)> {
    if let Some(problem) = too_long(&literal.value, limits::TEXT, Term::DivideText) {
        return Some((range.clone(), problem));
    }
    for line in lines {
        if let Some(at) = line.text.find(is_unprintable) {
            let problem = unprintable(line.text).unwrap_or(EmptyText.into());
            return Some((decoder.character(range, line.start + at), problem));
        }
        if let Some(found) = error_value(line.text) {
            return Some((range.clone(), ErrorValue { found: found.to_owned() }.into()));
        }
    }
    (lines.len() > limits::CELL_LINES).then(|| {
        let remedy = Words::new("divide it into several rows", "いくつかの行に分けてください");
        (range.clone(), OverLimit { what: lines_over_limit, remedy, limit: limits::CELL_LINES }.into())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_known_by_their_places() {
        for (text, expected) in [
            ("一行目\n二行目", vec![("一行目", 0), ("二行目", 10)]),
            ("\na\r\nb\n", vec![("a", 1), ("b", 4)]),
            ("a\n\nb", vec![("a", 0), ("", 2), ("b", 3)]),
        ] {
            let lines: Vec<(&str, usize)> = typed_lines(text).iter().map(|line| (line.text, line.start)).collect();
            assert_eq!(lines, expected, "{text:?}");
        }
    }
}
