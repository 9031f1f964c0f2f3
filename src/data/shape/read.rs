//! Reading what keys a block of one's own has.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use jsonc_parser::ast::{Object, Value};
use jsonc_parser::common::Ranged;

use super::problems::BlockSchema;
use super::{KeyShape, ObjectShape, Shape, Shapes};
use crate::data::decode::{parse_json, range_of};
use crate::diagnostic::{Diagnostic, FileId, Place, Reason, Sources, reason};

/// Objects and lists may be nested so deep.
const DEPTH: usize = 6;

/// Keys that the reader needs, as for all blocks.
const TAKEN: [&str; 2] = ["type", "id"];

impl Shapes {
    /// Reads the schemas of blocks, by their types.
    ///
    /// # Errors
    /// What is wrong with any of them, at its place.
    pub fn load(schemas: &BTreeMap<String, FileId>, sources: &Sources) -> Result<Self, Vec<Diagnostic>> {
        let (mut shapes, mut errors) = (Self::default(), Vec::new());
        for (tag, file) in schemas {
            errors.extend(shapes.read(tag, *file, sources).err().into_iter().flatten());
        }
        if errors.is_empty() { Ok(shapes) } else { Err(errors) }
    }

    /// Reads the schema of a block. Of JSON Schema it may have `type` (`string`, `number`, `boolean`, `array`, `object`),
    /// `properties`, `required`, `items`, `enum` and `format` (`inline` for longer texts with marks, `date`), and
    /// `$schema`, `title` and `description`, which are for readers.
    ///
    /// # Errors
    /// What is wrong with the schema, at its place.
    fn read(&mut self, tag: &str, file: FileId, sources: &Sources) -> Result<(), Vec<Diagnostic>> {
        let value = match parse_json(sources.text(file)) {
            Ok(value) => value,
            Err((range, problem)) => return Err(vec![Diagnostic::at(Place { file, range }, problem)]),
        };
        let mut reader = Reader { file, errors: Vec::new() };
        let shape = match &value {
            Value::Object(object) => reader.object(object, 0),
            other => {
                reader.error(other, reason!("the schema is not an object", "スキーマがオブジェクトではありません"));
                ObjectShape::default()
            }
        };
        for key in shape.keys.iter().filter(|key| TAKEN.contains(&key.name)) {
            let name = key.name;
            reader
                .error(&value, reason!("every block has the key `{name}`", "`{name}`は、どのブロックにもあるキーです"));
        }
        self.blocks.insert(kept(tag), shape);
        if reader.errors.is_empty() { Ok(()) } else { Err(reader.errors) }
    }
}

struct Reader {
    file: FileId,
    errors: Vec<Diagnostic>,
}

impl Reader {
    fn error(&mut self, at: &impl Ranged, reason: Reason) {
        let place = Place { file: self.file, range: range_of(at) };
        self.errors.push(Diagnostic::at(place, BlockSchema { reason }));
    }

    fn object(&mut self, object: &Object<'_>, depth: usize) -> ObjectShape {
        self.unknown(object, &["type", "properties", "required"]);
        let mut needed = BTreeSet::new();
        if let Some(property) = object.get("required") {
            match &property.value {
                Value::Array(array) => needed.extend(array.elements.iter().filter_map(text)),
                other => self.error(
                    other,
                    reason!("`required` is not a list of keys", "`required`がキーのリストではありません"),
                ),
            }
        }
        let Some(Value::Object(properties)) = object.get("properties").map(|property| &property.value) else {
            self.error(
                object,
                reason!(
                    "`properties` is missing: it says which keys there are",
                    "キーを定める`properties`がありません"
                ),
            );
            return ObjectShape::default();
        };
        let mut keys: Vec<KeyShape> = Vec::new();
        for property in &properties.properties {
            let name = property.name.as_str();
            if let Some(shape) = self.shape(&property.value, depth + 1) {
                keys.push(KeyShape { name: kept(name), shape, needed: needed.remove(name) });
            }
        }
        for name in needed {
            self.error(
                object,
                reason!(
                    "`required` names `{name}`, which is not in `properties`",
                    "`required`の`{name}`が`properties`にありません"
                ),
            );
        }
        ObjectShape { keys }
    }

    fn shape(&mut self, value: &Value<'_>, depth: usize) -> Option<Shape> {
        let Value::Object(object) = value else {
            self.error(
                value,
                reason!("this is not an object that describes a key", "キーを説明するオブジェクトではありません"),
            );
            return None;
        };
        if depth > DEPTH {
            self.error(value, reason!("it is nested more than {DEPTH} deep", "入れ子が{DEPTH}段を超えています"));
            return None;
        }
        if let Some(property) = object.get("enum") {
            self.unknown(object, &["type", "enum"]);
            let words = match &property.value {
                Value::Array(array) => array.elements.iter().map(text).collect::<Option<Vec<&str>>>(),
                _ => None,
            };
            return match words.filter(|words| !words.is_empty()) {
                Some(words) => Some(Shape::Choice(words.into_iter().map(kept).collect())),
                None => {
                    self.error(
                        &property.value,
                        reason!("`enum` is not a list of texts", "`enum`が文字列のリストではありません"),
                    );
                    None
                }
            };
        }
        let format = object.get("format").and_then(|property| text(&property.value));
        match (object.get("type").and_then(|property| text(&property.value)), format) {
            (Some("string"), None) => self.plain(object, Shape::Text),
            (Some("string"), Some("inline")) => self.plain(object, Shape::Inline),
            (Some("string"), Some("date")) => self.plain(object, Shape::Date),
            (Some("number"), None) => self.plain(object, Shape::Number),
            (Some("boolean"), None) => self.plain(object, Shape::Flag),
            (Some("object"), None) => Some(Shape::Object(self.object(object, depth))),
            (Some("array"), None) => {
                self.unknown(object, &["type", "items"]);
                let Some(items) = object.get("items") else {
                    self.error(
                        value,
                        reason!(
                            "`items` is missing: it says what the list holds",
                            "リストの中身を定める`items`がありません"
                        ),
                    );
                    return None;
                };
                self.shape(&items.value, depth + 1).map(|shape| Shape::List(Box::new(shape)))
            }
            (Some("string"), Some(other)) => {
                self.error(
                    value,
                    reason!(
                        "`format` is `inline` or `date`, not `{other}`",
                        "`format`は`inline`か`date`で、`{other}`ではありません"
                    ),
                );
                None
            }
            _ => {
                self.error(
                    value,
                    reason!(
                        "`type` is not `string`, `number`, `boolean`, `array` or `object`",
                        "`type`が`string`、`number`、`boolean`、`array`、`object`のどれでもありません",
                    ),
                );
                None
            }
        }
    }

    fn plain(&mut self, object: &Object<'_>, shape: Shape) -> Option<Shape> {
        self.unknown(object, &["type", "format"]);
        Some(shape)
    }

    /// Keywords that nobody obeys would promise a check that there is not.
    fn unknown(&mut self, object: &Object<'_>, known: &[&str]) {
        for property in &object.properties {
            let name = property.name.as_str();
            if !known.contains(&name) && !["$schema", "title", "description"].contains(&name) {
                self.error(
                    &property.name,
                    reason!("the keyword `{name}` is not known here", "ここではキーワード`{name}`は使えません"),
                );
            }
        }
    }
}

fn text<'v>(value: &'v Value<'_>) -> Option<&'v str> {
    if let Value::StringLit(literal) = value { Some(&literal.value) } else { None }
}

/// A name that lives as long as the program. Each is kept once, so that loading a report again takes no more memory.
fn kept(name: &str) -> &'static str {
    static NAMES: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    let mut names = NAMES.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = names.get(name) {
        return known;
    }
    let name: &'static str = Box::leak(name.into());
    names.insert(name);
    name
}
