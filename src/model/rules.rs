//! Rules of the schema that go beyond single values: what the kinds of charts and diagrams need.

use std::ops::RangeInclusive;

use super::kinds::{ChartKind, DiagramKind, SERIES};
use crate::assets;
use crate::data::{Json, either, json, property, where_equal};

/// The rules of a chart.
pub(super) fn chart() -> Vec<Json> {
    let names = json!({
        "if": { "properties": { "series": { "minItems": 2_i64 } }, "required": ["series"] },
        "then": { "properties": { "series": { "items": { "required": ["name"] } } } },
    });
    let mut rules = vec![either("from", &["categories", "series"]), names];
    rules.extend(ChartKind::ALL.iter().map(|kind| where_equal("kind", kind.text(), chart_of(*kind))));
    rules
}

fn chart_of(kind: ChartKind) -> Json {
    let series = between(&kind.series());
    let series = if kind == ChartKind::BarLine {
        let line = json!({ "properties": { "line": { "const": true } }, "required": ["line"] });
        series.with("contains", line).with("maxContains", 1_usize)
    } else {
        let plain = json!({ "line": { "const": false } });
        let plain = match kind {
            ChartKind::Slope => plain.with("values", json!({ "items": { "type": "number" } })),
            ChartKind::Waterfall => plain.with("values", json!({ "items": { "type": "number" } })),
            ChartKind::StackedBar100 | ChartKind::Pie | ChartKind::Ring => {
                plain.with("values", json!({ "items": { "minimum": 0_i64 } }))
            }
            _ => plain,
        };
        series.with("items", json!({ "properties": plain }))
    };
    let categories = between(&if kind == ChartKind::Slope { 2..=2 } else { 1..=kind.categories(1) });
    let from = json!({ "properties": { "values": (between(&kind.series())) } });
    let from = match kind {
        // No column of a table can be told to be the line.
        ChartKind::BarLine => Json::Bool(false),
        ChartKind::Bullet => from.with("required", json!(["values"])),
        _ => from,
    };
    let keys = json!({ "categories": categories, "series": series, "from": from });
    // What only other kinds have is left out.
    let keys = keys.with(if kind.has_slices() { "target" } else { "order" }, Json::Bool(false));
    let rule = if kind == ChartKind::Waterfall {
        json!({ "properties": keys, "required": ["totals"] })
    } else {
        json!({ "properties": (keys.with("totals", Json::Bool(false))) })
    };
    let limits: Vec<Json> = (2..=SERIES)
        .filter(|count| kind.categories(*count) < kind.categories(*count - 1))
        .map(|count| fewer_categories(kind, count))
        .collect();
    if limits.is_empty() { rule } else { rule.with("allOf", limits) }
}

/// The rule that a chart of so many series or more has fewer categories.
fn fewer_categories(kind: ChartKind, series: usize) -> Json {
    let limit = kind.categories(series);
    json!({
        "if": { "properties": { "series": { "minItems": series } }, "required": ["series"] },
        "then": { "properties": { "categories": { "maxItems": limit } } },
    })
}

/// The rules of a metric: a value, or else what is printed in its place; a baseline only together with a target.
pub(super) fn metric() -> Vec<Json> {
    let unknown = property("value", json!({ "type": "null" }));
    let known = property("value", json!({ "type": "number" }));
    vec![
        json!({ "if": { "required": ["pending"] }, "then": unknown, "else": known }),
        json!({ "if": { "required": ["baseline"] }, "then": { "required": ["target"] } }),
    ]
}

/// The rules of a diagram.
pub(super) fn diagram() -> Vec<Json> {
    let rules = DiagramKind::ALL.iter().map(|kind| {
        let rule = json!({ "properties": (diagram_of(*kind)) });
        where_equal("kind", kind.text(), rule)
    });
    rules.collect()
}

fn diagram_of(kind: DiagramKind) -> Json {
    let nodes = between(&kind.nodes());
    let unfit = |keys: &[&str]| -> Json { keys.iter().fold(json!({}), |rule, key| rule.with(key, Json::Bool(false))) };
    let money = kind == DiagramKind::Money;
    let of_nodes = match (kind.has_edges(), money) {
        (_, true) => unfit(&["items"]),
        (true, false) => unfit(&["items", "amount", "role", "count"]),
        (false, false) => unfit(&["amount", "role", "count"]),
    };
    let rule = json!({ "nodes": (nodes.with("items", json!({ "properties": of_nodes }))) });
    let rule = if money { rule } else { rule.with("unit", Json::Bool(false)) };
    match (kind.has_edges(), money) {
        (false, _) => rule.with("edges", Json::Bool(false)),
        (true, true) => rule,
        (true, false) => rule.with("edges", json!({ "items": (property("amount", Json::Bool(false))) })),
    }
}

/// The rule that a country is one that the map has.
pub(super) fn country() -> Vec<Json> {
    vec![property("code", json!({ "enum": (assets::country_codes().to_vec()) }))]
}

/// The rules of a picture: only a PDF has pages.
pub(super) fn picture() -> Vec<Json> {
    let file = json!({ "properties": { "file": { "pattern": "\\.[pP][dD][fF]$" } } });
    let page = property("page", json!({ "type": "integer", "minimum": 1_i64 }));
    vec![page, json!({ "if": { "required": ["page"] }, "then": file })]
}

/// A list of so many entries; that no list is empty is said elsewhere.
fn between(count: &RangeInclusive<usize>) -> Json {
    let least = if *count.start() > 1 { json!({ "minItems": (*count.start()) }) } else { json!({}) };
    least.with("maxItems", *count.end())
}
