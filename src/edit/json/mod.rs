//! Operations on a JSON file as splices of its text: no byte changes that is not part of what is edited.

mod style;
#[cfg(test)]
mod tests;

use std::ops::Range;

use jsonc_parser::ast;
use jsonc_parser::common::Ranged;

use super::EditValue;
use crate::edit::refusal::EditError;
use style::{JsonStyle, indent};

/// A range of the text, and what is put in its place.
type TextSplice = (Range<usize>, String);

/// A list or an object in the text.
struct Container<'v, 'a> {
    value: &'v ast::Value<'a>,
    /// Where its entries stand, members with their keys.
    entries: Vec<Range<usize>>,
    /// The values of the entries.
    values: Vec<&'v ast::Value<'a>>,
}

/// A parsed file that is edited.
pub(super) struct Document<'d, 'a> {
    pub text: &'d str,
    pub root: &'d ast::Value<'a>,
}

impl<'d, 'a> Document<'d, 'a> {
    pub fn replace(&self, pointer: &str, value: &EditValue) -> Result<TextSplice, EditError> {
        let old = self.find(pointer).ok_or(EditError::NothingThere)?;
        let style = JsonStyle::of(self.text, self.root);
        Ok((range(old), style.written(value, self.indent(old.start()), is_container(old).then(|| self.is_flat(old)))))
    }

    pub fn add(&self, pointer: &str, value: &EditValue, after: Option<&str>) -> Result<TextSplice, EditError> {
        let (container, key) = self.parent(pointer)?;
        let at = match container.value {
            ast::Value::Object(object) => {
                let place = |key: &str| object.properties.iter().position(|property| property.name.as_str() == key);
                if place(&key).is_some() {
                    return Err(EditError::KeyThere);
                }
                match after {
                    Some(after) => place(after).ok_or(EditError::NothingThere)? + 1,
                    None => container.entries.len(),
                }
            }
            _ if key == "-" => container.entries.len(),
            _ => index(&key).filter(|at| *at <= container.entries.len()).ok_or(EditError::NothingThere)?,
        };
        Ok(self.inserted(&container, at, &key, value))
    }

    pub fn remove(&self, pointer: &str) -> Result<TextSplice, EditError> {
        let (container, at) = self.entry(pointer)?;
        let Container { value, entries, .. } = container;
        let range = match (entries.get(at + 1), at.checked_sub(1)) {
            (Some(next), _) => entries[at].start..next.start,
            (None, Some(before)) => entries[before].end..entries[at].end,
            (None, None) => value.start() + 1..value.end() - 1,
        };
        Ok((range, String::new()))
    }

    /// The separators stay where they are; the elements change places.
    pub fn move_to(&self, pointer: &str, to: usize) -> Result<TextSplice, EditError> {
        let (container, from) = self.entry(pointer)?;
        if !matches!(container.value, ast::Value::Array(_)) {
            return Err(EditError::NotInList);
        }
        let entries = &container.entries;
        if to >= entries.len() {
            return Err(EditError::NothingThere);
        }
        let moved = from.min(to)..from.max(to) + 1;
        let mut order: Vec<usize> = moved.clone().collect();
        if from < to {
            order.rotate_left(1)
        } else {
            order.rotate_right(1)
        }
        let mut text = String::new();
        for (place, element) in moved.clone().zip(order) {
            text.push_str(&self.text[entries[element].clone()]);
            if place + 1 < moved.end {
                text.push_str(&self.text[entries[place].end..entries[place + 1].start]);
            }
        }
        Ok((entries[moved.start].start..entries[moved.end - 1].end, text))
    }

    /// The splice that puts a value among the entries of a container.
    fn inserted(&self, container: &Container<'_, '_>, at: usize, key: &str, value: &EditValue) -> TextSplice {
        let Container { value: around, entries, values } = container;
        let of_object = matches!(around, ast::Value::Object(_));
        let near = if entries.is_empty() { self.root } else { around };
        let style = JsonStyle::of(self.text, near);
        // An object is written like the objects beside it, a list like the lists.
        let alike = |beside: &&&ast::Value<'_>| match value {
            EditValue::Array(_) => matches!(beside, ast::Value::Array(_)),
            EditValue::Object(_) => matches!(beside, ast::Value::Object(_)),
            _ => false,
        };
        let flat = values.iter().rev().find(alike).map(|beside| self.is_flat(beside));
        let entry = |indent: &str| {
            let value = style.written(value, indent, flat);
            if of_object { style.member(key, &value) } else { value }
        };
        let Some(first) = entries.first() else {
            let inside = style.enclosed(self.indent(around.start()), entry, of_object);
            return (around.start() + 1..around.end() - 1, inside);
        };
        let between = |pair: &[Range<usize>]| self.text[pair[0].end..pair[1].start].to_owned();
        let pairs = entries.windows(2);
        let neighbours = at.saturating_sub(1).min(entries.len().saturating_sub(2));
        let separator = pairs.map(between).nth(neighbours).unwrap_or_else(|| {
            let lead = &self.text[around.start() + 1..first.start];
            if lead.contains('\n') { format!(",{lead}") } else { style.comma().to_owned() }
        });
        match entries.get(at) {
            Some(next) => (next.start..next.start, entry(self.indent(next.start)) + &separator),
            None => {
                let end = entries.last().map_or(first.end, |last| last.end);
                (end..end, separator + &entry(self.indent(entries.last().map_or(first.start, |last| last.start))))
            }
        }
    }

    /// The indentation of the line on which a byte stands.
    fn indent(&self, at: usize) -> &'d str {
        let start = self.text[..at].rfind('\n').map_or(0, |end| end + 1);
        indent(&self.text[start..])
    }

    /// Whether a value is written on one line.
    fn is_flat(&self, value: &ast::Value<'_>) -> bool {
        !self.text[range(value)].contains('\n')
    }

    fn find(&self, pointer: &str) -> Option<&'d ast::Value<'a>> {
        let mut value = self.root;
        for step in steps(pointer)? {
            value = member(value, &step)?;
        }
        Some(value)
    }

    /// The container of what a pointer leads to, and the last step.
    fn parent(&self, pointer: &str) -> Result<(Container<'d, 'a>, String), EditError> {
        let (outer, _) = pointer.rsplit_once('/').ok_or(EditError::NothingThere)?;
        let last = steps(pointer).and_then(|steps| steps.last().cloned()).ok_or(EditError::NothingThere)?;
        let value = self.find(outer).ok_or(EditError::NothingThere)?;
        let (entries, values) = match value {
            ast::Value::Object(object) => {
                object.properties.iter().map(|entry| (entry.start()..entry.end(), &entry.value)).unzip()
            }
            ast::Value::Array(array) => array.elements.iter().map(|entry| (range(entry), entry)).unzip(),
            _ => return Err(EditError::NotInList),
        };
        Ok((Container { value, entries, values }, last))
    }

    /// An entry with its container.
    fn entry(&self, pointer: &str) -> Result<(Container<'d, 'a>, usize), EditError> {
        let (container, key) = self.parent(pointer)?;
        let at = match container.value {
            ast::Value::Object(object) => object.properties.iter().position(|property| property.name.as_str() == key),
            _ => index(&key).filter(|at| *at < container.entries.len()),
        };
        at.map(|at| (container, at)).ok_or(EditError::NothingThere)
    }
}

fn range(value: &ast::Value<'_>) -> Range<usize> {
    value.start()..value.end()
}

fn is_container(value: &ast::Value<'_>) -> bool {
    matches!(value, ast::Value::Array(_) | ast::Value::Object(_))
}

fn member<'v, 'a>(value: &'v ast::Value<'a>, step: &str) -> Option<&'v ast::Value<'a>> {
    match value {
        ast::Value::Object(object) => {
            object.properties.iter().find(|property| property.name.as_str() == step).map(|property| &property.value)
        }
        ast::Value::Array(array) => array.elements.get(index(step)?),
        _ => None,
    }
}

/// The steps of a pointer; nothing if it is none (RFC 6901 §3).
fn steps(pointer: &str) -> Option<Vec<String>> {
    if !(pointer.is_empty() || pointer.starts_with('/')) {
        return None;
    }
    Some(pointer.split('/').skip(1).map(|step| step.replace("~1", "/").replace("~0", "~")).collect())
}

/// The index that a step is: digits without a zero before them (RFC 6901 §4).
fn index(step: &str) -> Option<usize> {
    let digits = !step.is_empty() && step.bytes().all(|byte| byte.is_ascii_digit());
    (digits && (step == "0" || !step.starts_with('0'))).then(|| step.parse().ok())?
}
