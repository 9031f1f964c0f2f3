//! The formats of leaves: how texts, numbers and dates become Typst source.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::literal;
use super::marked::NoteStyle;
use crate::data::LeafValue;
use crate::diagnostic::{Reason, reason};
use crate::japanese::{Date, InlineSpan, WritingStyle, parse_inline, phrases, plain};

/// Makes Typst source of a leaf.
pub(super) enum LeafFormat {
    /// Of a text.
    Text(fn(&str, &NoteStyle) -> String),
    /// Of a number, which may have a unit.
    Number(fn(Decimal, &WritingStyle, &str) -> String),
    /// Of a date.
    Date(fn(&Date, &WritingStyle) -> String),
}

/// The helpers that print leaves, each with its format.
pub(super) const FORMATS: [(&str, LeafFormat); 15] = [
    ("text", LeafFormat::Text(|text, _| literal::expression(text))),
    ("words", LeafFormat::Text(|text, _| literal::guarded_string(&plain(text)))),
    ("title", LeafFormat::Text(|text, notes| notes.in_phrases(&parse_inline(text)))),
    ("label", LeafFormat::Text(|text, notes| notes.in_figure().in_phrases(&parse_inline(text)))),
    ("phrases", LeafFormat::Text(|text, _| in_phrases(text))),
    ("inline-phrases", LeafFormat::Text(inline_phrases)),
    ("phrases-in-figure", LeafFormat::Text(|text, notes| inline_phrases(text, &notes.in_figure()))),
    ("in-figure", LeafFormat::Text(|text, notes| notes.in_figure().inline(&parse_inline(text)))),
    ("inline", LeafFormat::Text(|text, notes| notes.inline(&parse_inline(text)))),
    ("number", LeafFormat::Number(|number, style, _| style.number(number))),
    ("amount", LeafFormat::Number(|number, style, unit| style.amount(number, unit))),
    ("date", LeafFormat::Date(|date, style| style.date(date))),
    ("as-of", LeafFormat::Date(|date, style| style.as_of(date))),
    ("cover-date", LeafFormat::Date(|date, style| style.cover_date(date))),
    ("string", LeafFormat::Text(|text, _| literal::guarded_string(text))),
];

/// A text of one phrase is printed as it is.
fn in_phrases(text: &str) -> String {
    match phrases(text).as_slice() {
        [] | [_] => literal::expression(text),
        several => several.iter().map(|phrase| format!("#phrase[{}];", literal::expression(phrase))).collect(),
    }
}

fn inline_phrases(text: &str, notes: &NoteStyle) -> String {
    match parse_inline(text).as_slice() {
        [InlineSpan::Text(plain)] => in_phrases(plain),
        runs => notes.inline(runs),
    }
}

impl LeafFormat {
    /// The source that prints a value. A text that is a number or a date may stand for one.
    pub fn source(
        &self,
        value: &LeafValue,
        style: &WritingStyle,
        notes: &NoteStyle,
        unit: &str,
    ) -> Result<String, Reason> {
        Ok(match self {
            Self::Text(format) => format(&text(value), notes),
            Self::Number(format) => literal::expression(&format(number(value)?, style, unit)),
            Self::Date(format) => literal::expression(&format(&date(value)?, style)),
        })
    }
}

/// A value as the data would have it.
pub(super) fn text(value: &LeafValue) -> Cow<'_, str> {
    if let LeafValue::Text(text) = value { Cow::Borrowed(text) } else { Cow::Owned(value.text()) }
}

fn number(value: &LeafValue) -> Result<Decimal, Reason> {
    match value {
        LeafValue::Number(number) => Ok(*number),
        other => text(other)
            .parse()
            .map_err(|_| reason!("`{name}` is not a number", "`{name}`は数値ではありません", name = other.text())),
    }
}

pub(super) fn date(value: &LeafValue) -> Result<Date, Reason> {
    match value {
        LeafValue::Date(date) => Ok(*date),
        other => Date::parse(&text(other)).ok_or_else(|| {
            reason!("`{name}` is not a valid date", "`{name}`は日付として正しくありません", name = other.text())
        }),
    }
}
