//! How a file is laid out where something is written into it.

use jsonc_parser::ast;
use jsonc_parser::common::Ranged;

use super::super::value::{EditValue, quoted};

/// Up to so many characters a list or an object of plain values stands on one line, where nothing beside it shows otherwise.
const LINE: usize = 100;

/// What stands between and around values.
pub(super) struct JsonStyle<'t> {
    /// The line end of the file; nothing if the file is one line.
    newline: Option<&'static str>,
    /// What a step further in is indented by.
    unit: &'t str,
    /// What stands between a key and its value.
    colon: &'t str,
    /// What separates values on a line.
    comma: &'t str,
    /// What stands within the braces of an object on one line.
    pad: &'t str,
}

impl<'t> JsonStyle<'t> {
    /// The style of a file, read off a value near the place.
    pub fn of(text: &'t str, near: &ast::Value<'_>) -> Self {
        let newline = text.find('\n').map(|at| if text[..at].ends_with('\r') { "\r\n" } else { "\n" });
        let lines = text.lines().skip(1);
        let unit = lines.map(indent).find(|indent| !indent.is_empty()).unwrap_or("  ");
        let mut style = Self { newline, unit, colon: ": ", comma: ", ", pad: " " };
        style.learn(text, near);
        style
    }

    /// Takes over how a value and those within it are written; what stands further out and further front counts.
    fn learn(&mut self, text: &'t str, value: &ast::Value<'_>) {
        match value {
            ast::Value::Object(object) => {
                let ranges: Vec<_> =
                    object.properties.iter().map(|property| property.start()..property.end()).collect();
                object.properties.iter().rev().for_each(|property| self.learn(text, &property.value));
                if let Some(first) = object.properties.first() {
                    self.colon = &text[first.name.end()..first.value.start()];
                    let pad = &text[object.start() + 1..first.start()];
                    if !pad.contains('\n') {
                        self.pad = pad;
                    }
                }
                self.learn_comma(text, &ranges);
            }
            ast::Value::Array(array) => {
                let ranges: Vec<_> = array.elements.iter().map(|element| element.start()..element.end()).collect();
                array.elements.iter().rev().for_each(|element| self.learn(text, element));
                self.learn_comma(text, &ranges);
            }
            _ => {}
        }
    }

    fn learn_comma(&mut self, text: &'t str, ranges: &[std::ops::Range<usize>]) {
        if let [first, second, ..] = ranges {
            let between = &text[first.end..second.start];
            if !between.contains('\n') {
                self.comma = between;
            }
        }
    }

    /// A member as it is written.
    pub fn member(&self, key: &str, value: &str) -> String {
        format!("{}{}{value}", quoted(key), self.colon)
    }

    /// A value as it is written at a place whose line is indented so; on one line if those beside it are.
    pub fn written(&self, value: &EditValue, indent: &str, flat: Option<bool>) -> String {
        if let Some(literal) = value.literal() {
            return literal;
        }
        let line = self.flat(value);
        let fits = line.chars().count() <= LINE && holds_plain_values(value);
        match self.newline {
            Some(newline) if !flat.unwrap_or(fits) => self.tall(value, indent, newline),
            _ => line,
        }
    }

    /// What stands in brackets that were empty, around a first entry.
    pub fn enclosed(&self, indent: &str, entry: impl FnOnce(&str) -> String, braces: bool) -> String {
        match self.newline {
            Some(newline) => {
                let inner = format!("{indent}{}", self.unit);
                format!("{newline}{inner}{}{newline}{indent}", entry(&inner))
            }
            None => {
                let pad = if braces { self.pad } else { "" };
                format!("{pad}{}{pad}", entry(indent))
            }
        }
    }

    /// What separates values on a line.
    pub fn comma(&self) -> &'t str {
        self.comma
    }

    fn flat(&self, value: &EditValue) -> String {
        match value {
            EditValue::Array(values) => {
                let values: Vec<String> = values.iter().map(|value| self.flat(value)).collect();
                format!("[{}]", values.join(self.comma))
            }
            EditValue::Object(members) if members.is_empty() => "{}".to_owned(),
            EditValue::Object(members) => {
                let members: Vec<String> =
                    members.iter().map(|(key, value)| self.member(key, &self.flat(value))).collect();
                format!("{{{pad}{}{pad}}}", members.join(self.comma), pad = self.pad)
            }
            plain => plain.literal().unwrap_or_default(),
        }
    }

    fn tall(&self, value: &EditValue, indent: &str, newline: &str) -> String {
        let inner = format!("{indent}{}", self.unit);
        let (brackets, entries): ([char; 2], Vec<String>) = match value {
            EditValue::Array(values) => {
                (['[', ']'], values.iter().map(|value| self.written(value, &inner, None)).collect())
            }
            EditValue::Object(members) => {
                let members = members.iter().map(|(key, value)| self.member(key, &self.written(value, &inner, None)));
                (['{', '}'], members.collect())
            }
            plain => return plain.literal().unwrap_or_default(),
        };
        if entries.is_empty() {
            return brackets.iter().collect();
        }
        let [open, close] = brackets;
        format!("{open}{newline}{inner}{}{newline}{indent}{close}", entries.join(&format!(",{newline}{inner}")))
    }
}

/// The white space that a line begins with.
pub(super) fn indent(line: &str) -> &str {
    &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
}

fn holds_plain_values(value: &EditValue) -> bool {
    match value {
        EditValue::Array(values) => values.iter().all(|value| value.literal().is_some()),
        EditValue::Object(members) => members.iter().all(|(_, value)| value.literal().is_some()),
        _ => true,
    }
}
