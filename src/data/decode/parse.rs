//! The text of JSON files: how it is parsed, and which ranges of it are shown.

use std::ops::Range;

use jsonc_parser::ast::Value;
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, ParseResult, parse_to_ast};

use crate::data::syntax::{self, JsonSyntax};
use crate::diagnostic::{AnyProblem, FileId, Place, Sources, Words};

/// How many bytes the first character or escape of a string literal takes, and how many its value takes.
pub(super) fn escape(rest: &str) -> (usize, usize) {
    let mut characters = rest.chars();
    match (characters.next(), characters.next()) {
        (Some('\\'), Some('u')) => match rest.get(2..6).and_then(|digits| u32::from_str_radix(digits, 16).ok()) {
            // The two halves of a character beyond the basic plane (RFC 8259 §7).
            Some(0xD800..=0xDBFF) => (12.min(rest.len()), 4),
            Some(code) => (6.min(rest.len()), char::from_u32(code).map_or(3, char::len_utf8)),
            None => (2, 1),
        },
        (Some('\\'), Some(_)) => (2, 1),
        (Some(c), _) => (c.len_utf8(), c.len_utf8()),
        (None, _) => (0, 0),
    }
}

/// The value of a file's text, or what is wrong with its syntax, and where.
pub(crate) fn parse_json(text: &str) -> Result<Value<'_>, (Range<usize>, AnyProblem)> {
    let (range, problem) = match parse_to_ast(text, &CollectOptions::default(), &strict_json()) {
        Ok(ParseResult { value: Some(value), .. }) => return Ok(value),
        Ok(_) => (
            0..0,
            JsonSyntax {
                reason: Words::new("the file is empty", "ファイルが空です").into(),
                remedy: Words::new(
                    "copy a file of the same kind, and change it",
                    "同じ種類のファイルをコピーして書き換えてください",
                )
                .into(),
            }
            .into(),
        ),
        Err(error) => syntax::problem(&error, text),
    };
    Err((range, problem))
}

/// The place of a key's value in the outermost object of a file, for what is found only later.
pub(crate) fn place_of(file: FileId, key: &str, sources: &Sources) -> Option<Place> {
    let parsed = parse_to_ast(sources.text(file), &CollectOptions::default(), &strict_json()).ok()?;
    let Some(Value::Object(object)) = parsed.value else { return None };
    let property = object.properties.iter().find(|property| property.name.as_str() == key)?;
    Some(Place { file, range: head(&property.value) })
}

/// JSON as RFC 8259 defines it, without the extensions that the parser knows.
pub(in crate::data) fn strict_json() -> ParseOptions {
    ParseOptions {
        allow_comments: false,
        allow_loose_object_property_names: false,
        allow_trailing_commas: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    }
}

pub(crate) fn range_of(node: &impl Ranged) -> Range<usize> {
    node.start()..node.end()
}

/// The range to show for a value: all of a leaf, only the opening bracket of a list or object.
pub(in crate::data) fn head(value: &Value<'_>) -> Range<usize> {
    match value {
        Value::Array(_) | Value::Object(_) => value.start()..value.start() + 1,
        _ => range_of(value),
    }
}
