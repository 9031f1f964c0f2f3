//! Rules on the keys of a record that their types do not say.

use super::{Json, json};

/// A rule on the value of one key.
pub(crate) fn property(key: &str, rule: Json) -> Json {
    json!({ "properties": (Json::Object(vec![(key.to_owned(), rule)])) })
}

/// A rule that holds where a key has a certain value.
pub(crate) fn where_equal(key: &str, value: &str, then: Json) -> Json {
    json!({ "if": (is(key, value)), "then": then })
}

/// That either `this` is given or all of `those`, never both.
pub(crate) fn either(this: &str, those: &[&str]) -> Json {
    let forbidden = those.iter().map(|key| ((*key).to_owned(), Json::Bool(false)));
    json!({
        "if": { "required": [this] },
        "then": { "properties": (Json::Object(forbidden.collect())) },
        "else": { "required": (those.to_vec()) },
    })
}

/// That an object with one key has none of others.
pub(crate) fn alone_with(this: &str, forbidden: &[&str]) -> Json {
    let forbidden = forbidden.iter().map(|key| ((*key).to_owned(), Json::Bool(false)));
    json!({ "if": { "required": [this] }, "then": { "properties": (Json::Object(forbidden.collect())) } })
}

/// That an object has one of these keys, and only one.
pub(crate) fn exactly_one(keys: &[&str]) -> Json {
    let Some((first, others)) = keys.split_first() else { return json!({}) };
    if others.is_empty() {
        return json!({ "required": [(*first)] });
    }
    let forbidden = others.iter().map(|key| ((*key).to_owned(), Json::Bool(false)));
    json!({
        "if": { "required": [(*first)] },
        "then": { "properties": (Json::Object(forbidden.collect())) },
        "else": (exactly_one(others)),
    })
}

/// What tells an object by the value of a key.
pub(super) fn is(key: &str, value: &str) -> Json {
    let Json::Object(mut rule) = property(key, json!({ "const": value })) else { return json!({}) };
    rule.push(("required".to_owned(), json!([key])));
    Json::Object(rule)
}

/// A value of several types, each with its own schema; a type that none is given for is free.
pub(crate) fn by_type(kinds: &[(&str, Option<Json>)]) -> Json {
    let types: Vec<&str> = kinds.iter().map(|(kind, _)| *kind).collect();
    let rules = kinds.iter().filter_map(|(kind, schema)| {
        let schema = schema.clone()?;
        Some(json!({ "if": { "type": (*kind) }, "then": schema }))
    });
    json!({ "type": types, "allOf": (rules.collect::<Vec<Json>>()) })
}
