//! JSON Schemas (draft 2020-12) of the files, made from the declarations that also read them.
//!
//! Editors complete and check by them while an official types. English words are the doc
//! comments of the declarations, Japanese ones stand in `ja.json`, keyed by record and field.

mod catalogue;
mod json;
mod leaf;
mod rule;

use std::collections::BTreeMap;

pub(crate) use catalogue::Catalogue;
pub(crate) use json::{Json, json};
pub(super) use leaf::{cell_text, date, flag, id, inline, measure, number, path, plain_text, text};
pub(crate) use rule::{alone_with, by_type, either, exactly_one, property, where_equal};

use crate::diagnostic::{Language, Words};

/// The definitions that schemas of one language refer to.
pub(crate) struct Schemas {
    words: Catalogue,
    definitions: BTreeMap<String, Json>,
}

impl Schemas {
    /// No definitions yet.
    pub fn new(language: Language) -> Self {
        Self { words: Catalogue::new(language), definitions: BTreeMap::new() }
    }

    /// The words of the language, and which of them were used.
    pub fn words(&mut self) -> &mut Catalogue {
        &mut self.words
    }

    /// A reference to a definition, which is made where it is first needed; it may refer to itself.
    pub fn define(&mut self, name: &str, make: impl FnOnce(&mut Self) -> Json) -> Json {
        if !self.definitions.contains_key(name) {
            self.definitions.insert(name.to_owned(), Json::Bool(true));
            let definition = make(self);
            self.definitions.insert(name.to_owned(), definition);
        }
        json!({ "$ref": (format!("#/$defs/{name}")) })
    }

    /// A reference to a definition with the words that stand under its name.
    pub fn define_as(&mut self, name: &str, called: &str, docs: &[&str], make: impl FnOnce(&mut Self) -> Json) -> Json {
        self.define(name, |schemas| {
            let (title, description) = schemas.words.of(name, &catalogue::title(called), docs);
            let Json::Object(mut entries) = json!({ "title": title, "description": description }) else {
                return json!({});
            };
            if let Json::Object(more) = make(schemas) {
                entries.extend(more);
            }
            Json::Object(entries)
        })
    }

    /// A reference to one of a few fixed values; each comes as the text and its doc comment.
    pub fn choice(&mut self, name: &str, called: Words, docs: &[&str], texts: &[(&str, &[&str])]) -> Json {
        self.define_as(name, called.text(Language::English), docs, |schemas| {
            let values: Vec<&str> = texts.iter().map(|(text, _)| *text).collect();
            let words = &mut schemas.words;
            let each = texts.iter().map(|(text, docs)| words.of(&format!("{name}.{text}"), text, docs).1);
            let descriptions: Vec<String> = each.collect();
            json!({ "type": "string", "enum": values, "enumDescriptions": descriptions })
        })
    }

    /// The schema of a whole file that holds an object, and which words were used for it.
    pub fn file(mut self, mut object: ObjectSchema) -> (Json, Catalogue) {
        let (title, description) = self.words.of(
            "$schema",
            "Schema",
            &["The JSON Schema with which an editor checks and completes this file."],
        );
        let schema = json!({ "title": title, "description": description, "type": "string" });
        object.properties.insert(0, ("$schema".to_owned(), schema));
        let Json::Object(mut file) = object.json() else { return (json!({}), self.words) };
        file.insert(0, ("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema")));
        file.push(("$defs".to_owned(), Json::Object(self.definitions.into_iter().collect())));
        (Json::Object(file), self.words)
    }
}

/// What an object can have under a key.
pub(crate) struct FieldSchema {
    /// The schema of its values.
    pub values: Json,
    /// The value of a key that is absent, if a schema can say it.
    pub default: Option<Json>,
    /// Whether the key must be there.
    pub is_required: bool,
}

/// The schema of an object while it is being put together.
pub(crate) struct ObjectSchema {
    title: String,
    description: String,
    required: Vec<String>,
    properties: Vec<(String, Json)>,
    rules: Vec<Json>,
}

impl ObjectSchema {
    /// An object without keys, with the words that stand under a name.
    pub fn new(name: &str, called: &str, docs: &[&str], schemas: &mut Schemas) -> Self {
        let (title, description) = schemas.words.of(name, &catalogue::title(called), docs);
        Self { title, description, required: Vec::new(), properties: Vec::new(), rules: Vec::new() }
    }

    /// Adds the key of a field, with the words that stand under its name in the record.
    pub fn field(&mut self, record: &str, key: &str, docs: &[&str], field: FieldSchema, schemas: &mut Schemas) {
        let (title, description) = schemas.words.of(&format!("{record}.{key}"), &catalogue::title(key), docs);
        let mut property =
            vec![("title".to_owned(), Json::Text(title)), ("description".to_owned(), Json::Text(description))];
        if let Json::Object(entries) = field.values {
            property.extend(entries);
        }
        property.extend(field.default.map(|default| ("default".to_owned(), default)));
        if field.is_required {
            self.required.push(key.to_owned());
        }
        self.properties.push((key.to_owned(), Json::Object(property)));
    }

    /// Adds a key that has one value only, by which the object is told from others.
    pub fn tag(&mut self, key: &str, schema: Json) {
        self.required.insert(0, key.to_owned());
        self.properties.insert(0, (key.to_owned(), schema));
    }

    /// Adds rules that the types of the fields do not say.
    pub fn rules(&mut self, rules: Vec<Json>) {
        self.rules.extend(rules);
    }

    /// The finished schema, which lets no other keys pass.
    pub fn json(self) -> Json {
        let mut entries = vec![
            ("title".to_owned(), Json::Text(self.title)),
            ("description".to_owned(), Json::Text(self.description)),
            ("type".to_owned(), json!("object")),
            ("required".to_owned(), Json::from(self.required)),
            ("properties".to_owned(), Json::Object(self.properties)),
            ("additionalProperties".to_owned(), Json::Bool(false)),
        ];
        if !self.rules.is_empty() {
            entries.push(("allOf".to_owned(), Json::List(self.rules)));
        }
        Json::Object(entries)
    }
}

/// The schema of an object that one key tells to be of one of several kinds.
///
/// The kind is decided before its keys are judged, so that an editor speaks of the kind that
/// is meant and not of all the others.
pub(crate) fn tagged(object: ObjectSchema, key: &str, kinds: Vec<(&str, Json)>) -> Json {
    let rules = kinds.into_iter().map(|(kind, schema)| where_equal(key, kind, schema)).collect();
    let mut object = object;
    object.rules(rules);
    let Json::Object(mut entries) = object.json() else { return json!({}) };
    entries.retain(|(key, _)| key != "additionalProperties");
    Json::Object(entries)
}

/// The schema of a list, which is never empty.
pub(super) fn list(items: Json) -> Json {
    json!({ "type": "array", "minItems": 1_i64, "items": items })
}
