//! What the kinds of charts and diagrams need, for checking a report and for its schema.

use std::ops::RangeInclusive;

use super::{ChartKind, DiagramKind};
use crate::assets;
use crate::data::{Json, either, json, property, where_equal};

/// A chart of more categories cannot be read.
const CATEGORIES: usize = 60;
/// More bars side by side are too thin to be told apart, even across a whole page.
const BARS: usize = 120;
/// A line of more points is not drawn any finer on paper.
const POINTS: usize = 2_000;
/// More series cannot be told apart in greyscale.
const SERIES: usize = 6;
/// More small charts do not fit on a page.
const MULTIPLES: usize = 12;

impl ChartKind {
    /// How many series a chart of the kind has.
    pub(super) fn series(self) -> RangeInclusive<usize> {
        match self {
            Self::Bar | Self::HorizontalBar => 1..=1,
            Self::Bullet => 2..=2,
            Self::BarLine => 2..=SERIES,
            Self::SmallMultiples => 1..=MULTIPLES,
            Self::GroupedBar | Self::StackedBar | Self::StackedBar100 | Self::Line | Self::Slope => 1..=SERIES,
        }
    }

    /// How many categories a chart of the kind with so many series has at most.
    pub(super) fn categories(self, series: usize) -> usize {
        match self {
            // Lines have no labels or bars that need a place of their own for each point.
            Self::Line => POINTS,
            Self::GroupedBar => CATEGORIES.min(BARS / series.max(1)),
            _ => CATEGORIES,
        }
    }
}

impl DiagramKind {
    /// How many nodes a diagram of the kind has.
    pub(super) fn nodes(self) -> RangeInclusive<usize> {
        match self {
            Self::Organisation | Self::Flow | Self::Network => 1..=40,
            Self::Phases => 2..=8,
            Self::BeforeAfter => 2..=2,
            Self::Cycle => 3..=8,
        }
    }

    /// Whether arrows lead from node to node; the others have items below their nodes.
    pub(super) fn has_edges(self) -> bool {
        !matches!(self, Self::Phases | Self::BeforeAfter)
    }
}

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
            ChartKind::StackedBar100 => plain.with("values", json!({ "items": { "minimum": 0_i64 } })),
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
    let rule = json!({ "properties": { "categories": categories, "series": series, "from": from } });
    let fewer = |series: usize| {
        let limit = kind.categories(series);
        json!({
            "if": { "properties": { "series": { "minItems": series } }, "required": ["series"] },
            "then": { "properties": { "categories": { "maxItems": limit } } },
        })
    };
    let limited: Vec<Json> =
        (2..=SERIES).filter(|count| kind.categories(*count) < kind.categories(*count - 1)).map(fewer).collect();
    if limited.is_empty() { rule } else { rule.with("allOf", limited) }
}

/// The rules of a metric: a value, or else what is printed in its place; a baseline only together with a target.
pub(super) fn metric() -> Vec<Json> {
    let value = |kind: &str| property("value", json!({ "type": kind }));
    vec![
        json!({ "if": { "required": ["pending"] }, "then": (value("null")), "else": (value("number")) }),
        json!({ "if": { "required": ["baseline"] }, "then": { "required": ["target"] } }),
    ]
}

/// The rules of a diagram.
pub(super) fn diagram() -> Vec<Json> {
    let rule = |kind: DiagramKind| {
        let nodes = between(&kind.nodes());
        if kind.has_edges() {
            json!({ "nodes": (nodes.with("items", property("items", Json::Bool(false)))) })
        } else {
            json!({ "nodes": nodes, "edges": false })
        }
    };
    let of = |kind: &DiagramKind| where_equal("kind", kind.text(), json!({ "properties": (rule(*kind)) }));
    DiagramKind::ALL.iter().map(of).collect()
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
