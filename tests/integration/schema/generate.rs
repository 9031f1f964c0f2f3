//! Documents made from a schema, and small changes to documents.

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::string::string_regex;
use proptest::test_runner::TestRunner;
use serde_json::{Map, Value, json};

use super::validate::Validator;

/// Below this depth, blocks hold no others.
const DEPTH: usize = 5;

/// What random texts are put together from: usual and unusual characters, marks, and what is refused.
const PIECES: [&str; 30] = [
    "水",
    "が",
    "か\u{3099}",
    "～",
    "①",
    "a",
    "1",
    " ",
    "　",
    ".",
    "/",
    "[",
    "]",
    "(",
    ")",
    "](",
    "**",
    "^[",
    "{",
    "|",
    "}",
    "\\",
    "https://a.jp",
    "mailto:a@b.jp",
    "a.pdf",
    ":",
    "\n",
    "\u{200B}",
    "\u{F0001}",
    "\u{1FFFE}",
];

/// Makes documents by the dice of a proptest run.
pub struct Generator<'a> {
    pub validator: &'a Validator,
    pub runner: &'a mut TestRunner,
}

impl Generator<'_> {
    pub fn below(&mut self, limit: usize) -> usize {
        (0..limit).new_tree(self.runner).expect("a number").current()
    }

    /// A random text, whether it is accepted or not.
    pub fn scribble(&mut self) -> String {
        let count = self.below(8);
        (0..count).map(|_| PIECES[self.below(PIECES.len())]).collect()
    }

    /// A document that the whole schema accepts.
    pub fn document(&mut self) -> Value {
        let mut document = self.value(&self.validator.root.clone(), 0);
        agree(&mut document);
        assert!(self.validator.accepts(&document), "{document:#}");
        document
    }

    fn value(&mut self, schema: &Value, depth: usize) -> Value {
        let schema = self.settled(schema, depth);
        for _ in 0..2_000 {
            let value = self.guess(&schema, depth);
            if self.validator.valid(&schema, &value) {
                return value;
            }
        }
        panic!("nothing fits {schema:#}");
    }

    /// The schema with references followed and with one kind chosen where there are several.
    fn settled(&mut self, schema: &Value, depth: usize) -> Value {
        let mut out = schema.as_object().expect("a schema").clone();
        while let Some(reference) = out.remove("$ref") {
            merge(&mut out, self.validator.definition(reference.as_str().expect("a reference")));
        }
        let rules = out.remove("allOf").map(|rules| rules.as_array().expect("a list").clone()).unwrap_or_default();
        let (conditions, plain): (Vec<Value>, Vec<Value>) =
            rules.into_iter().partition(|rule| rule.get("if").is_some());
        plain.iter().for_each(|rule| merge(&mut out, rule));
        let nests = |rule: &Value| {
            let target = rule["then"]["$ref"].as_str().map(|name| self.validator.definition(name).to_string());
            target.is_some_and(|text| text.contains("#/$defs/Block\""))
        };
        let kinds: Vec<Value> =
            conditions.iter().filter(|rule| tag(rule).is_some() && (depth < DEPTH || !nests(rule))).cloned().collect();
        let types = out.get("type").and_then(Value::as_array).cloned();
        if let Some(types) = types {
            let name = if depth < DEPTH { &types[self.below(types.len())] } else { &types[0] };
            out.insert("type".to_owned(), name.clone());
            if let Some(rule) = conditions.iter().find(|rule| rule["if"]["type"] == *name) {
                merge(&mut out, &rule["then"]);
            }
        } else {
            if !kinds.is_empty() {
                let rule = &kinds[self.below(kinds.len())];
                let (key, text) = tag(rule).expect("a kind");
                merge(&mut out, &rule["then"]);
                merge(&mut out, &json!({ "properties": { key: { "const": text } } }));
            }
            let rest: Vec<Value> = conditions.into_iter().filter(|rule| tag(rule).is_none()).collect();
            if !rest.is_empty() {
                merge(&mut out, &json!({ "allOf": rest }));
            }
        }
        let more = out.contains_key("$ref") || out.get("allOf").is_some_and(unsettled);
        if more { self.settled(&Value::Object(out), depth) } else { Value::Object(out) }
    }

    /// A value of the right type, which mostly fits.
    fn guess(&mut self, schema: &Value, depth: usize) -> Value {
        if let Some(value) = schema.get("const") {
            return value.clone();
        }
        if let Some(values) = schema.get("enum").and_then(Value::as_array) {
            return values[self.below(values.len())].clone();
        }
        match schema["type"].as_str().expect("a type") {
            "null" => Value::Null,
            "boolean" => Value::Bool(self.below(2) == 0),
            "integer" => json!(self.below(4)),
            "number" => {
                let whole = i64::try_from(self.below(4_000)).expect("a small number") - 1_000;
                if self.below(2) == 0 { json!(whole) } else { json!(whole as f64 / 1_000.0) }
            }
            "string" => {
                let pattern = schema["pattern"].as_str().unwrap_or(r"\S");
                let whole = pattern.strip_prefix('^').and_then(|rest| rest.strip_suffix('$'));
                match whole.and_then(|pattern| string_regex(pattern).ok()) {
                    Some(texts) => Value::String(texts.new_tree(self.runner).expect("a text").current()),
                    // Proptest makes no texts for patterns that look ahead.
                    None => Value::String(self.scribble()),
                }
            }
            "array" => {
                let least = schema.get("minItems").and_then(Value::as_u64).unwrap_or(0);
                let most = schema.get("maxItems").and_then(Value::as_u64).unwrap_or(u64::MAX).min(least + 2);
                let spread = if depth < DEPTH { usize::try_from(most - least).expect("a small count") } else { 0 };
                let count = usize::try_from(least).expect("a small count") + self.below(spread + 1);
                (0..count).map(|_| self.value(&schema["items"], depth + 1)).collect()
            }
            _ => {
                let required = schema["required"].as_array().cloned().unwrap_or_default();
                let mut object = Map::new();
                for (key, rule) in schema["properties"].as_object().expect("properties") {
                    let needed = required.iter().any(|name| name == key);
                    let wanted = if depth < DEPTH { self.below(5) < 3 } else { self.below(5) < 2 };
                    if *rule != Value::Bool(false) && (needed || wanted) {
                        object.insert(key.clone(), self.value(rule, depth + 1));
                    }
                }
                Value::Object(object)
            }
        }
    }

    /// Changes one place of a document; what is changed may be as good as before.
    pub fn mutate(&mut self, document: &mut Value) {
        let mut places = Vec::new();
        collect(document, &mut String::new(), &mut places);
        let place = places[self.below(places.len())].clone();
        let target = document.pointer_mut(&place).expect("a place");
        match (target, self.below(4)) {
            (Value::Object(object), 0) if !object.is_empty() => {
                let key = object.keys().nth(self.below(object.len())).expect("a key").clone();
                object.remove(&key);
            }
            (Value::Object(object), 1) => {
                let key = ["color", "id", "items", "rows", "metric", "series"][self.below(6)];
                object.insert(key.to_owned(), json!("a"));
            }
            (Value::Array(list), 0) => list.clear(),
            (Value::Array(list), 1) if !list.is_empty() => list.push(list[0].clone()),
            (Value::String(text), 0) => *text = self.scribble(),
            (Value::String(text), 1) => {
                let others =
                    ["2019-02-29", "2020-02-29", "2100-02-29", "平成30年", "bar", "phases", "table", "../a.png", "A1"];
                *text = others[self.below(others.len())].to_owned();
            }
            (target, _) => {
                let others =
                    json!([null, true, 0, -1, 0.5, 1e30, "", "　", "a\nb", [], ["a"], {}, "[a](b.pdf)", "2019-13"]);
                *target = others[self.below(14)].clone();
            }
        }
    }
}

/// The key and the value by which a condition tells a kind.
fn tag(rule: &Value) -> Option<(&str, &str)> {
    let (key, rule) = rule["if"].get("properties")?.as_object()?.iter().next()?;
    Some((key, rule.get("const")?.as_str()?))
}

fn unsettled(rules: &Value) -> bool {
    rules.as_array().expect("a list").iter().any(|rule| rule.get("if").is_none() || tag(rule).is_some())
}

/// Adds the demands of one schema to another; where both say the same thing, the narrower stays.
fn merge(out: &mut Map<String, Value>, more: &Value) {
    for (keyword, rule) in more.as_object().expect("a schema") {
        match (out.get_mut(keyword), rule) {
            (Some(Value::Object(own)), Value::Object(_)) if keyword == "properties" => {
                for (key, rule) in rule.as_object().expect("properties") {
                    match own.get_mut(key) {
                        Some(Value::Object(own)) if rule.is_object() => merge(own, rule),
                        // What is forbidden stays so.
                        Some(Value::Bool(false)) => {}
                        _ => {
                            own.insert(key.clone(), rule.clone());
                        }
                    }
                }
            }
            (Some(Value::Object(own)), Value::Object(_)) if keyword == "items" => merge(own, rule),
            (Some(Value::Array(own)), Value::Array(more)) if matches!(keyword.as_str(), "required" | "allOf") => {
                own.extend(more.iter().cloned());
            }
            (Some(own), _) if keyword == "minItems" => *own = json!(own.as_u64().max(rule.as_u64())),
            (Some(own), _) if keyword == "minimum" || keyword == "type" => *own = rule.clone(),
            (Some(_), _) => {}
            (None, _) => {
                out.insert(keyword.clone(), rule.clone());
            }
        }
    }
}

/// All places of a document but the reference to its schema, which nobody reads.
fn collect(value: &Value, pointer: &mut String, places: &mut Vec<String>) {
    places.push(pointer.clone());
    let mut step = |name: &str, value: &Value| {
        let length = pointer.len();
        pointer.push('/');
        pointer.push_str(name);
        collect(value, pointer, places);
        pointer.truncate(length);
    };
    match value {
        Value::Array(list) => list.iter().enumerate().for_each(|(at, value)| step(&at.to_string(), value)),
        Value::Object(object) => {
            object.iter().filter(|(key, _)| *key != "$schema").for_each(|(key, value)| step(key, value));
        }
        _ => {}
    }
}

/// The table from which a chart takes its data, with two rows.
fn source(chart: &Value) -> Option<Value> {
    let from = chart.get("from")?.as_object()?;
    let values = from.get("values").and_then(Value::as_array).cloned().unwrap_or_default();
    let columns: Vec<Value> = [&from["by"]].into_iter().chain(&values).map(|title| json!({ "title": title })).collect();
    let row = |name: &str| -> Vec<Value> { [json!(name)].into_iter().chain(values.iter().map(|_| json!(1))).collect() };
    Some(json!({ "type": "table", "id": from.get("table")?, "columns": columns, "rows": [row("a"), row("b")] }))
}

/// Makes counts and references within one block agree, which no schema can say.
fn agree(value: &mut Value) {
    let count = |value: &Value| value.as_array().map_or(0, Vec::len);
    let resize = |list: Option<&mut Value>, count: usize| {
        if let Some(Value::Array(list)) = list {
            list.resize(count, json!(1));
        }
    };
    match value {
        Value::Array(list) => {
            list.iter_mut().for_each(agree);
            let tables: Vec<Value> = list.iter().filter_map(source).collect();
            list.extend(tables);
        }
        Value::Object(object) => {
            let sides = object.get("columns").map_or(0, count);
            match object.get("type").and_then(Value::as_str) {
                Some("table") => {
                    let rows = object.get_mut("rows").and_then(Value::as_array_mut);
                    rows.into_iter().flatten().for_each(|row| resize(Some(row), sides));
                    resize(object.get_mut("total"), sides);
                }
                Some("columns") => resize(object.get_mut("widths"), sides),
                Some("chart") => {
                    let categories = object.get("categories").map_or(0, count);
                    let series = object.get_mut("series").and_then(Value::as_array_mut);
                    series.into_iter().flatten().for_each(|series| resize(series.get_mut("values"), categories));
                }
                Some("diagram") => {
                    let ids: Vec<Value> =
                        object["nodes"].as_array().into_iter().flatten().map(|node| node["id"].clone()).collect();
                    if ids.len() < 2 {
                        object.remove("edges");
                    }
                    for edge in object.get_mut("edges").and_then(Value::as_array_mut).into_iter().flatten() {
                        (edge["from"], edge["to"]) = (ids[0].clone(), ids[1].clone());
                    }
                }
                _ => {}
            }
            object.values_mut().for_each(agree);
        }
        _ => {}
    }
}
