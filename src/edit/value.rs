//! Values to be written to a file.

use std::fmt::Write;

use rust_decimal::Decimal;

/// A value of JSON (RFC 8259).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EditValue {
    /// `null`
    Null,
    /// `true` or `false`
    Flag(bool),
    /// A number, digit by digit.
    Number(EditNumber),
    /// A text.
    Text(String),
    /// A list.
    Array(Vec<EditValue>),
    /// Members in their order.
    Object(Vec<(String, EditValue)>),
}

/// A number as it is written: `12.50` is not `12.5`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditNumber(String);

impl EditNumber {
    /// The number that a literal of JSON is; nothing if it is none (RFC 8259 §6).
    pub fn parse(literal: &str) -> Option<Self> {
        // JSON lets white space stand around a value.
        let bare = literal.bytes().all(|byte| !byte.is_ascii_whitespace());
        (bare && serde_json::from_str::<serde_json::Number>(literal).is_ok()).then(|| Self(literal.to_owned()))
    }
}

impl From<Decimal> for EditNumber {
    fn from(number: Decimal) -> Self {
        Self(number.to_string())
    }
}

impl From<EditNumber> for EditValue {
    fn from(number: EditNumber) -> Self {
        Self::Number(number)
    }
}

impl From<Decimal> for EditValue {
    fn from(number: Decimal) -> Self {
        Self::Number(number.into())
    }
}

impl From<bool> for EditValue {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<&str> for EditValue {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for EditValue {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl EditValue {
    /// A value without others in it as it is written; nothing for a list or an object.
    pub(super) fn literal(&self) -> Option<String> {
        Some(match self {
            Self::Null => "null".to_owned(),
            Self::Flag(flag) => flag.to_string(),
            Self::Number(number) => number.0.clone(),
            Self::Text(text) => quoted(text),
            Self::Array(_) | Self::Object(_) => return None,
        })
    }
}

/// A text in quotation marks; only what has to be is escaped (RFC 8259 §7).
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            // Writing to memory does not fail.
            c if c < ' ' => drop(write!(out, "\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
