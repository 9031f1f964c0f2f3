//! Charts.

use jsonc_parser::ast;

use crate::data::{Decode, Decoder, Measure, Number, Text, When, choice, record};

choice! {
    /// The kinds of charts.
    ChartKind, "kind of chart" {
        /// Vertical bars from a zero baseline.
        Bar = "bar",
    }
}

choice! {
    /// Which bar stands out.
    Emphasis, "emphasis" {
        /// The last one, where the categories run through time.
        Last = "last",
        /// None, where they do not.
        None = "none",
    }
}

record! {
    /// A row of values.
    Series, "a series" {
        /// What the values are, where the title does not say it.
        name: Option<Text>,
        /// A value a category.
        values: Vec<Value>,
    }
}

/// A value of a series, or `null` where it is missing.
#[derive(Clone, Copy, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct Value(pub Option<Number>);

impl Decode for Value {
    fn decode(value: &ast::Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        match value {
            ast::Value::NullKeyword(_) => Some(Self(None)),
            _ => Number::decode(value, decoder).map(|number| Self(Some(number))),
        }
    }
}

record! {
    /// A value drawn as a line across a chart.
    TargetLine, "a target line" {
        /// Where the line is.
        value: Measure,
        /// What it says.
        label: Text,
    }
}

record! {
    /// A chart.
    Chart, "a chart" {
        /// How it is drawn.
        kind: ChartKind,
        /// The title.
        title: Text,
        /// The unit of all values.
        unit: Text,
        /// The day up to which was counted.
        as_of: Option<When>,
        /// A remark beside the unit.
        note: Option<Text>,
        /// Which bar stands out.
        emphasis: Emphasis = Emphasis::Last,
        /// What stands along the axis.
        categories: Vec<Text>,
        /// The values.
        series: Vec<Series>,
        /// What was to be reached.
        target: Option<TargetLine>,
        /// What a reader who cannot see the chart is told; made from the data where it is absent.
        alt: Option<Text>,
        /// Where the data come from.
        source: Option<Text>,
    }
}
