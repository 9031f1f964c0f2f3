//! From syntax trees to typed records, with all errors collected.

mod problems;

pub use problems::OverLimit;
use problems::{DuplicateKey, EmptyList, TooDeep};
use std::collections::BTreeMap;
use std::ops::Range;

use jsonc_parser::ast::{self, Value};
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, ParseResult, parse_to_ast};

use super::datum::{Data, Datum, DatumKind};
use super::path::PathId;
use super::schema::{self, Json, ObjectSchema, Schemas};
use super::syntax;
use crate::data::syntax::JsonSyntax;
use crate::diagnostic::{
    AnyProblem, Diagnostic, FileId, MissingKey, Place, Reason, Sources, Term, UnknownKey, Words, WrongType, nearest,
    reasons,
};
use crate::japanese::{TextChange, TextRules};
use crate::limits;
use crate::mark::DatumId;

reasons! {
    list_over_limit(limit: &str)
    en: "this list has more than {limit} entries";
    ja: "このリストの項目が{limit}個を超えています";
}

/// A type that can be read from a JSON value.
pub(crate) trait Decode: Sized {
    /// Reads the value; `None` means that at least one error was reported.
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self>;

    /// What stands for a key that is absent; `None` if the key is needed.
    fn absent() -> Option<Self> {
        None
    }

    /// How many of the kind a list may hold, with what an error says of more and what it advises.
    fn most() -> (usize, fn(&str) -> Reason, Words) {
        (
            limits::ENTRIES,
            list_over_limit,
            Words::new(
                "divide it into several lists with headings, or make a table of it",
                "見出しを付けたいくつかのリストに分けるか、表にしてください",
            ),
        )
    }

    /// The JSON Schema of the values that can be read.
    fn schema(schemas: &mut Schemas) -> Json;
}

/// A record that is read from the keys of an object.
pub(crate) trait Fields: Sized {
    /// What messages call the record.
    const NAME: Words;
    /// What schemas call the record.
    const KEY: &'static str;
    /// What the record is, line by line.
    const DOCS: &'static [&'static str];

    /// Takes the record's keys from the object.
    fn fields(object: &mut Object<'_, '_>, decoder: &mut Decoder<'_>) -> Option<Self>;

    /// Adds the record's keys and rules to its schema.
    fn describe(object: &mut ObjectSchema, schemas: &mut Schemas);
}

impl<T: Fields> Fields for Box<T> {
    const NAME: Words = T::NAME;
    const KEY: &'static str = T::KEY;
    const DOCS: &'static [&'static str] = T::DOCS;

    fn fields(object: &mut Object<'_, '_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        T::fields(object, decoder).map(Self::new)
    }

    fn describe(object: &mut ObjectSchema, schemas: &mut Schemas) {
        T::describe(object, schemas);
    }
}

impl<T: Fields> Decode for T {
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let mut object = Object::open(value, T::NAME, decoder)?;
        let record = T::fields(&mut object, decoder);
        object.close(decoder).and(record)
    }

    fn schema(schemas: &mut Schemas) -> Json {
        schemas.define(T::KEY, |schemas| ObjectSchema::of::<T>(schemas).json())
    }
}

impl<T: Decode> Decode for Option<T> {
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        T::decode(value, decoder).map(Some)
    }

    fn absent() -> Option<Self> {
        Some(None)
    }

    fn schema(schemas: &mut Schemas) -> Json {
        T::schema(schemas)
    }
}

impl<T: Decode> Decode for Vec<T> {
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let Value::Array(array) = value else {
            decoder.wrong_type(value, Term::AnArray);
            return None;
        };
        if array.elements.is_empty() {
            decoder.error(range_of(value), EmptyList.into());
            return None;
        }
        let (limit, what, remedy) = T::most();
        if let Some(surplus) = array.elements.get(limit) {
            decoder.error(head(surplus), OverLimit { what, remedy, limit }.into());
            return None;
        }
        let mut list = Some(Vec::with_capacity(array.elements.len()));
        for (i, element) in array.elements.iter().enumerate() {
            let item = decoder.inside(Key::Element(i), |decoder| T::decode(element, decoder));
            match (item, &mut list) {
                (Some(item), Some(list)) => list.push(item),
                _ => list = None,
            }
        }
        list
    }

    fn schema(schemas: &mut Schemas) -> Json {
        schema::list::<T>(schemas)
    }
}

/// A step down into a value.
#[derive(Clone, Copy)]
pub(crate) enum Key {
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
    path: Vec<(Key, Option<PathId>)>,
    depth: usize,
    rules: TextRules,
}

impl<'a> Decoder<'a> {
    /// Parses and reads a whole file; its texts are normalised by the rules.
    pub fn file<T: Decode>(
        file: FileId,
        sources: &'a Sources,
        rules: TextRules,
        data: &'a mut Data,
        errors: &'a mut Vec<Diagnostic>,
    ) -> Option<T> {
        let text = sources.text(file);
        let mut decoder = Decoder { file, text, data, errors, path: Vec::new(), depth: 0, rules };
        match parse_json(text) {
            Ok(value) => T::decode(&value, &mut decoder),
            Err((range, problem)) => {
                decoder.error(range, problem);
                None
            }
        }
    }

    /// Reads the value of one key of a file before the rest, without a word about what is wrong
    /// in it: whoever reads the whole file tells that.
    pub fn early<T: Decode>(file: FileId, key: &str, sources: &Sources) -> Option<T> {
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
        };
        T::decode(&property.value, &mut decoder)
    }

    /// The rules by which texts are normalised.
    pub fn rules(&self) -> &TextRules {
        &self.rules
    }

    /// Reports an error at a range of the file.
    pub fn error(&mut self, range: Range<usize>, problem: AnyProblem) {
        keep(self.errors, Diagnostic::at(self.place(range), problem));
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

    /// The path to the value now being read.
    fn reached(&mut self) -> Option<PathId> {
        let mut reached = None;
        for (key, path) in &mut self.path {
            let data = &mut *self.data;
            reached = Some(*path.get_or_insert_with(|| match key {
                Key::Member(name) => data.member(reached, name),
                Key::Element(at) => data.element(reached, *at),
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
    pub fn inside<T>(&mut self, key: Key, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        self.path.push((key, None));
        let result = read(self);
        self.path.pop();
        result
    }
}

/// The keys of an object that is being read.
pub(crate) struct Object<'v, 's> {
    owner: Words,
    range: Range<usize>,
    properties: Vec<&'v ast::ObjectProp<'s>>,
    accepted: Vec<&'static str>,
    missing: Vec<&'static str>,
    sound: bool,
}

impl<'v, 's> Object<'v, 's> {
    /// Begins to read an object; keys that stand twice are errors.
    pub fn open(value: &'v Value<'s>, owner: Words, decoder: &mut Decoder<'_>) -> Option<Self> {
        let Value::Object(object) = value else {
            decoder.wrong_type(value, Term::AnObject);
            return None;
        };
        let mut sound = true;
        let mut properties: Vec<&ast::ObjectProp<'_>> = Vec::with_capacity(object.properties.len());
        let mut seen: BTreeMap<&str, &ast::ObjectProp<'_>> = BTreeMap::new();
        for property in &object.properties {
            let key = property.name.as_str();
            if let Some(first) = seen.get(key) {
                let place = decoder.place(range_of(&property.name));
                let first = decoder.place(range_of(&first.name));
                let error = Diagnostic::at(place, DuplicateKey { key: key.to_owned() });
                keep(decoder.errors, error.with_related(first, Term::FirstHere));
                sound = false;
            } else {
                seen.insert(key, property);
                properties.push(property);
            }
        }
        // Editors find the schema by this key; it is no datum.
        if decoder.path.is_empty() {
            properties.retain(|p| p.name.as_str() != "$schema");
        }
        Some(Self { owner, range: head(value), properties, accepted: Vec::new(), missing: Vec::new(), sound })
    }

    /// Takes a key's value; `default` stands for a key that is absent.
    pub fn take<T: Decode>(
        &mut self,
        key: &'static str,
        default: Option<fn() -> T>,
        decoder: &mut Decoder<'_>,
    ) -> Option<T> {
        self.accepted.push(key);
        let Some(at) = self.properties.iter().position(|p| p.name.as_str() == key) else {
            let value = default.map(|make| make()).or_else(T::absent);
            if value.is_none() {
                self.missing.push(key);
            }
            return value;
        };
        let property = self.properties.remove(at);
        decoder.inside(Key::Member(key), |decoder| T::decode(&property.value, decoder))
    }

    /// Replaces the name by which messages call the object, once its kind is known.
    pub fn rename(&mut self, owner: Words) {
        self.owner = owner;
    }

    /// Ends reading without a judgement on the keys that nobody took.
    pub fn abandon(self, decoder: &mut Decoder<'_>) {
        for key in &self.missing {
            decoder.error(self.range.clone(), MissingKey { key, owner: self.owner }.into());
        }
    }

    /// Ends reading; keys that are missing and keys that nobody took are errors.
    pub fn close(self, decoder: &mut Decoder<'_>) -> Option<()> {
        let mistyped: Vec<&str> =
            self.properties.iter().filter_map(|property| nearest(property.name.as_str(), &self.accepted)).collect();
        // A key that was mistyped is told of once.
        for key in self.missing.iter().filter(|key| !mistyped.contains(key)) {
            decoder.error(self.range.clone(), MissingKey { key, owner: self.owner }.into());
        }
        for property in &self.properties {
            let key = property.name.as_str().to_owned();
            let problem = UnknownKey { key, owner: self.owner, accepted: self.accepted.clone() };
            decoder.error(range_of(&property.name), problem.into());
        }
        (self.sound && self.properties.is_empty()).then_some(())
    }
}

/// Keeps an error or a warning, unless there are so many that nobody reads them. Errors are kept beyond the limit of
/// warnings, so that no report passes for sound because of its warnings.
pub(crate) fn keep(errors: &mut Vec<Diagnostic>, found: Diagnostic) {
    let limit = if found.is_error() { 2 * limits::ERRORS } else { limits::ERRORS };
    if errors.len() < limit {
        errors.push(found);
    }
}

/// How many bytes the first character or escape of a string literal takes, and how many its value takes.
fn escape(rest: &str) -> (usize, usize) {
    let code = |at: usize| rest.get(at..at + 4).and_then(|digits| u32::from_str_radix(digits, 16).ok());
    let mut characters = rest.chars();
    match (characters.next(), characters.next()) {
        (Some('\\'), Some('u')) => match code(2) {
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
pub(super) fn strict_json() -> ParseOptions {
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
pub(super) fn head(value: &Value<'_>) -> Range<usize> {
    match value {
        Value::Array(_) | Value::Object(_) => value.start()..value.start() + 1,
        _ => range_of(value),
    }
}
