//! Reading the values of one file.

use std::ops::Range;

use jsonc_parser::ast::Value;
use jsonc_parser::{CollectOptions, parse_to_ast};

use super::Decode;
use super::parse::{escape, head, parse_json, strict_json};
use super::problems::TooDeep;
use crate::data::datum::{Data, Datum, DatumKind};
use crate::data::path::PathId;
use crate::data::shape::Shapes;
use crate::diagnostic::{AnyProblem, Diagnostic, FileId, Place, Sources, Term, Words, WrongType};
use crate::japanese::{TextChange, TextRules};
use crate::limits;
use crate::mark::DatumId;

/// A step down into a value.
#[derive(Clone, Copy)]
pub(crate) enum ChildKey {
    /// To the member of this name.
    Member(&'static str),
    /// To an element, counted from 0.
    Element(usize),
}

/// Reads the values of one file.
pub(crate) struct Decoder<'a> {
    file: FileId,
    text: &'a str,
    data: &'a mut Data,
    errors: &'a mut Vec<Diagnostic>,
    /// The steps to the value that is read, each with the path there once a datum was found below it.
    path: Vec<(ChildKey, Option<PathId>)>,
    depth: usize,
    rules: TextRules,
    shapes: &'a Shapes,
}

impl<'a> Decoder<'a> {
    /// Parses and reads a whole file; its texts are normalised by the rules.
    pub fn file<T: Decode>(
        file: FileId,
        sources: &'a Sources,
        rules: TextRules,
        shapes: &'a Shapes,
        data: &'a mut Data,
        errors: &'a mut Vec<Diagnostic>,
    ) -> Option<T> {
        let text = sources.text(file);
        let mut decoder = Decoder { file, text, data, errors, path: Vec::new(), depth: 0, rules, shapes };
        match parse_json(text) {
            Ok(value) => T::decode(&value, &mut decoder),
            Err((range, problem)) => {
                decoder.error(range, problem);
                None
            }
        }
    }

    /// Reads the value of one key of a file before the rest, without reporting what is wrong in it: that is reported when the
    /// whole file is read.
    pub fn peek_key<T: Decode>(file: FileId, key: &str, sources: &Sources) -> Option<T> {
        let parsed = parse_to_ast(sources.text(file), &CollectOptions::default(), &strict_json()).ok()?;
        let Some(Value::Object(object)) = parsed.value else { return None };
        let property = object.properties.iter().find(|property| property.name.as_str() == key)?;
        let (mut data, mut errors) = (Data::default(), Vec::new());
        let mut decoder = Decoder {
            file,
            text: sources.text(file),
            data: &mut data,
            errors: &mut errors,
            path: Vec::new(),
            depth: 0,
            rules: TextRules::default(),
            shapes: &Shapes::default(),
        };
        T::decode(&property.value, &mut decoder)
    }

    /// The blocks of one's own that there are.
    pub fn shapes(&self) -> &'a Shapes {
        self.shapes
    }

    /// The rules by which texts are normalised.
    pub fn rules(&self) -> &TextRules {
        &self.rules
    }

    /// Reports an error at a range of the file.
    pub fn error(&mut self, range: Range<usize>, problem: AnyProblem) {
        self.report(Diagnostic::at(self.place(range), problem));
    }

    /// Reports an error.
    pub fn report(&mut self, error: Diagnostic) {
        push_capped(self.errors, error);
    }

    /// A place in the file.
    pub fn place(&self, range: Range<usize>) -> Place {
        Place { file: self.file, range }
    }

    /// The range of the character at a byte of a string's value; `range` is that of the whole literal.
    pub fn character(&self, range: &Range<usize>, byte: usize) -> Range<usize> {
        let mut value = 0;
        let mut at = range.start + 1;
        // A literal that the parser took is well-formed; anything else is shown whole.
        while let Some(rest) = self.text.get(at..range.end.saturating_sub(1)).filter(|rest| !rest.is_empty()) {
            let (raw, cooked) = escape(rest);
            if value + cooked > byte {
                return at..at + raw;
            }
            (at, value) = (at + raw, value + cooked);
        }
        range.clone()
    }

    /// Reports that a value is of the wrong type.
    pub fn wrong_type(&mut self, value: &Value<'_>, expected: Words) {
        let (found, typed) = match value {
            Value::StringLit(literal) => (Term::AText, literal.value.as_ref()),
            Value::NumberLit(literal) => (Term::ANumber, literal.value),
            Value::BooleanLit(_) => (Term::ABoolean, ""),
            Value::Object(_) => (Term::AnObject, ""),
            Value::Array(_) => (Term::AnArray, ""),
            Value::NullKeyword(_) => (Term::ANull, ""),
        };
        self.error(head(value), WrongType::of(expected, found, typed).into());
    }

    /// Registers the value now being read as a datum that is there to be printed.
    pub fn datum(&mut self, range: Range<usize>, kind: DatumKind) -> DatumId {
        let datum = Datum::new(self.place(range), self.reached(), kind);
        self.data.add(datum)
    }

    /// Registers a text like [`datum`](Self::datum), with what normalisation changed in it.
    pub fn text_datum(&mut self, range: Range<usize>, changes: Vec<TextChange>) -> DatumId {
        let datum = Datum::new(self.place(range), self.reached(), DatumKind::Text);
        self.data.add_text(datum, changes)
    }

    /// Registers the value now being read as a datum that only refers to something.
    pub fn reference(&mut self, range: Range<usize>, kind: DatumKind) -> DatumId {
        let datum = Datum::reference(self.place(range), self.reached(), kind);
        self.data.add(datum)
    }

    /// Whether the value now being read is the whole file.
    pub fn is_at_root(&self) -> bool {
        self.path.is_empty()
    }

    /// The path to the value now being read.
    fn reached(&mut self) -> Option<PathId> {
        let mut reached = None;
        for (key, path) in &mut self.path {
            let data = &mut *self.data;
            reached = Some(*path.get_or_insert_with(|| match key {
                ChildKey::Member(name) => data.member(reached, name),
                ChildKey::Element(at) => data.element(reached, *at),
            }));
        }
        reached
    }

    /// Reads something that may hold others of its kind.
    pub fn nested<T>(&mut self, value: &Value<'_>, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        if self.depth == limits::DEPTH {
            self.error(head(value), TooDeep { limit: limits::DEPTH }.into());
            return None;
        }
        self.depth += 1;
        let result = read(self);
        self.depth -= 1;
        result
    }

    /// Reads something one step further down.
    pub fn inside<T>(&mut self, key: ChildKey, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        self.path.push((key, None));
        let result = read(self);
        self.path.pop();
        result
    }
}

/// Adds an error or a warning to a list, unless the list has so many that nobody reads them. Errors are added beyond the limit
/// of warnings, so that no report passes for sound because of its warnings.
pub(crate) fn push_capped(diagnostics: &mut Vec<Diagnostic>, diagnostic: Diagnostic) {
    let limit = if diagnostic.is_error() { 2 * limits::ERRORS } else { limits::ERRORS };
    if diagnostics.len() < limit {
        diagnostics.push(diagnostic);
    }
}
