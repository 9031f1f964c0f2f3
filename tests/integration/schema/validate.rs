//! A validator for the part of JSON Schema that the schemas use; any other keyword is an error,
//! so that none is passed over in silence.

use std::cell::RefCell;
use std::collections::BTreeMap;

use fancy_regex::Regex;
use serde_json::Value;

/// Keywords that only describe.
const SILENT: [&str; 9] =
    ["$schema", "$defs", "title", "description", "default", "examples", "enumDescriptions", "errorMessage", "then"];

/// A schema with what is needed to judge by it.
pub struct Validator {
    pub root: Value,
    patterns: RefCell<BTreeMap<String, Regex>>,
}

impl Validator {
    pub fn new(text: &str) -> Self {
        Self { root: serde_json::from_str(text).expect("a schema in JSON"), patterns: RefCell::default() }
    }

    /// Whether the value is as the whole schema demands.
    pub fn accepts(&self, value: &Value) -> bool {
        self.valid(&self.root, value)
    }

    /// The definition that a reference names.
    pub fn definition(&self, reference: &str) -> &Value {
        self.root.pointer(reference.trim_start_matches('#')).expect(reference)
    }

    /// Whether the value is as a schema within the root demands.
    pub fn valid(&self, schema: &Value, value: &Value) -> bool {
        match schema {
            Value::Bool(verdict) => *verdict,
            Value::Object(rules) => rules.iter().all(|(keyword, rule)| self.meets(keyword, rule, schema, value)),
            _ => panic!("no schema: {schema}"),
        }
    }

    fn meets(&self, keyword: &str, rule: &Value, schema: &Value, value: &Value) -> bool {
        let count = || usize::try_from(rule.as_u64().expect("a count")).expect("a small count");
        let each = |all: &dyn Fn(&Value) -> bool| value.as_array().is_none_or(|list| list.iter().all(all));
        let below =
            |limit: fn(f64, f64) -> bool| value.as_f64().is_none_or(|n| limit(n, rule.as_f64().expect("a number")));
        match keyword {
            "$ref" => self.valid(self.definition(rule.as_str().expect("a reference")), value),
            "type" => match rule {
                Value::Array(types) => types.iter().any(|name| is(name, value)),
                name => is(name, value),
            },
            "const" => rule == value,
            "enum" => rule.as_array().expect("a list").contains(value),
            "pattern" => value.as_str().is_none_or(|text| self.matches(rule.as_str().expect("a pattern"), text)),
            "minItems" => value.as_array().is_none_or(|list| list.len() >= count()),
            "maxItems" => value.as_array().is_none_or(|list| list.len() <= count()),
            "uniqueItems" => {
                value.as_array().is_none_or(|list| (1..list.len()).all(|at| !list[..at].contains(&list[at])))
            }
            "items" => each(&|item| self.valid(rule, item)),
            "contains" => value.as_array().is_none_or(|list| {
                let found = list.iter().filter(|item| self.valid(rule, item)).count() as u64;
                found >= 1 && schema.get("maxContains").and_then(Value::as_u64).is_none_or(|most| found <= most)
            }),
            "maxContains" => schema.get("contains").is_some(),
            "minimum" => below(|n, limit| n >= limit),
            "exclusiveMinimum" => below(|n, limit| n > limit),
            "exclusiveMaximum" => below(|n, limit| n < limit),
            "required" => {
                let keys = rule.as_array().expect("a list").iter().map(|key| key.as_str().expect("a key"));
                value.as_object().is_none_or(|object| keys.clone().all(|key| object.contains_key(key)))
            }
            "properties" => value.as_object().is_none_or(|object| {
                object.iter().all(|(key, value)| rule.get(key).is_none_or(|rule| self.valid(rule, value)))
            }),
            "additionalProperties" => {
                assert_eq!(*rule, Value::Bool(false));
                value.as_object().is_none_or(|object| object.keys().all(|key| schema["properties"].get(key).is_some()))
            }
            "allOf" => rule.as_array().expect("a list").iter().all(|rule| self.valid(rule, value)),
            "not" => !self.valid(rule, value),
            "if" => {
                let branch = if self.valid(rule, value) { "then" } else { "else" };
                schema.get(branch).is_none_or(|rule| self.valid(rule, value))
            }
            "else" => schema.get("if").is_some(),
            silent if SILENT.contains(&silent) => true,
            unknown => panic!("the schemas use `{unknown}`, which this validator does not know"),
        }
    }

    fn matches(&self, pattern: &str, text: &str) -> bool {
        let mut patterns = self.patterns.borrow_mut();
        let regex = patterns.entry(pattern.to_owned()).or_insert_with(|| Regex::new(pattern).expect(pattern));
        regex.is_match(text).expect("a match within limits")
    }
}

fn is(name: &Value, value: &Value) -> bool {
    match name.as_str().expect("a type") {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "number" => value.is_number(),
        // JSON Schema, Validation §6.1.1: a number without a fraction, however it is written.
        "integer" => value.as_f64().is_some_and(|number| number.fract() == 0.0),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        unknown => panic!("the schemas use the type `{unknown}`"),
    }
}
