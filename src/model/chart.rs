//! Charts.

use jsonc_parser::ast;
use rust_decimal::Decimal;

use super::kinds::ChartKind;
use super::metric::{Better, seems_to_fall};
use super::{Pending, pending, rules};
use crate::data::{
    AltText, Decode, Decoder, Flag, Id, Json, LeafContent, Lookup, Measure, Number, Schemas, Text, When, by_type,
    choice, record, serialize_leaf,
};
use crate::mark::Origin;

choice! {
    /// Which bar is emphasised.
    Emphasis, "emphasis", "強調の仕方" {
        /// The last bar, for categories in order of time.
        Last = "last",
        /// No bar.
        None = "none",
    }
}

record! {
    /// A series of values.
    Series, "a series", "系列" {
        /// The name of the series; optional if there is only one.
        name: Option<Text>,
        /// In a chart of bars and a line: whether this series is the line.
        line: Flag = false,
        /// In a chart of bars and a line: the unit of the line if it differs from that of the bars; the line then has its own scale.
        unit: Option<Text>,
        /// The values, one per category.
        values: Vec<SeriesValue>,
    }
}

impl Series {
    /// The number of a category, if it is known.
    pub fn number(&self, category: usize) -> Option<Decimal> {
        self.values.get(category)?.point().map(|point| point.value)
    }
}

/// A number on a chart, with what it comes from.
#[derive(Clone, Debug)]
pub struct ChartPoint {
    /// The number.
    pub value: Decimal,
    /// The datum that states it, or the data that it is computed from.
    pub origin: Origin,
}

impl serde::Serialize for ChartPoint {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_leaf(&self.origin, LeafContent::Number(self.value), serializer)
    }
}

/// What is printed in place of a number that is not yet known, with what it comes from.
#[derive(Clone, Debug)]
pub struct AbsentValue {
    /// The words.
    pub words: String,
    /// The datum that states them, or the data from which the number would be computed.
    pub origin: Origin,
}

impl serde::Serialize for AbsentValue {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_leaf(&self.origin, LeafContent::Text(&self.words), serializer)
    }
}

/// A value of a series.
#[derive(Clone, Debug, serde::Serialize)]
#[serde(untagged)]
pub enum SeriesValue {
    /// A number.
    Known(ChartPoint),
    /// Words for a number that is not yet known.
    Pending(AbsentValue),
    /// `null`: there is none.
    Missing,
}

impl SeriesValue {
    /// The number, if it is known.
    pub fn point(&self) -> Option<&ChartPoint> {
        if let Self::Known(point) = self { Some(point) } else { None }
    }

    /// The words for a number that is not yet known.
    pub fn pending(&self) -> Option<&AbsentValue> {
        if let Self::Pending(absent) = self { Some(absent) } else { None }
    }
}

impl Decode for SeriesValue {
    fn decode(value: &ast::Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        match value {
            ast::Value::NullKeyword(_) => Some(Self::Missing),
            ast::Value::Object(_) => Pending::decode(value, decoder).map(|Pending { pending }| {
                Self::Pending(AbsentValue { words: pending.text, origin: Origin::Printed(pending.datum) })
            }),
            ast::Value::StringLit(literal) if pending::is_wording(&literal.value) => {
                pending::report(value, &literal.value, false, decoder);
                None
            }
            _ => Number::decode(value, decoder)
                .map(|number| Self::Known(ChartPoint { value: number.value, origin: Origin::Printed(number.datum) })),
        }
    }

    fn schema(schemas: &mut Schemas) -> Json {
        let docs = ["A number, null if it is missing, or the text printed while it is not known."];
        schemas.define_as("Value", "a value", &docs, |schemas| {
            let (number, pending) = (Number::schema(schemas), Pending::schema(schemas));
            by_type(&[("number", Some(number)), ("object", Some(pending)), ("null", None)])
        })
    }
}

/// Which way is better for the values of a chart: for all, or category by category.
#[derive(Clone, Debug, serde::Serialize)]
#[serde(untagged)]
pub enum ChartBetter {
    /// The same for all.
    All(Better),
    /// One a category.
    Each(Vec<Better>),
}

impl Decode for ChartBetter {
    fn decode(value: &ast::Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        match value {
            ast::Value::Array(_) => Vec::decode(value, decoder).map(Self::Each),
            _ => Better::decode(value, decoder).map(Self::All),
        }
    }

    fn schema(schemas: &mut Schemas) -> Json {
        let docs = ["The direction of all values, or a list with one direction per category."];
        schemas.define_as("ChartBetter", "a direction of values", &docs, |schemas| {
            let (one, list) = (Better::schema(schemas), Vec::<Better>::schema(schemas));
            by_type(&[("string", Some(one)), ("array", Some(list))])
        })
    }
}

record! {
    /// Data that a chart takes from a table, so that each number is written only once.
    FromTable, "the source of a chart's data", "グラフのデータの取り出し元" {
        /// The id of the table.
        table: Id,
        /// The title of the column that gives the categories.
        by: Lookup,
        /// The titles of columns of numbers, which are added up by category [default: rows are counted].
        values: Vec<Lookup> = Vec::new(),
        /// Whether the values are cumulative: each category includes those before it.
        cumulative: Flag = false,
    }
}

record! {
    /// A value drawn as a line across a chart.
    TargetLine, "a target line", "目標線" {
        /// The value at which the line is drawn.
        value: Measure,
        /// The label of the line.
        label: Text,
    }
}

choice! {
    /// In which order the slices of a pie or ring follow each other.
    SliceOrder, "order of slices", "扇形の並べ方" {
        /// The largest first, the rest (その他) last.
        Largest = "largest",
        /// As the categories are given.
        Given = "given",
    }
}

record! {
    /// A chart.
    Chart, "a chart", "グラフ" {
        /// The kind of chart.
        kind: ChartKind,
        /// The title.
        title: Text,
        /// The unit of all values.
        unit: Text,
        /// The as-of date of the values.
        as_of: Option<When>,
        /// A remark beside the unit.
        note: Option<Text>,
        /// Which bar is emphasised.
        emphasis: Emphasis = Emphasis::Last,
        /// The categories along the axis.
        categories: Vec<Text> = Vec::new(),
        /// The series of values.
        series: Vec<Series> = Vec::new(),
        /// The table from which categories and values are taken, if they are not given here.
        from: Option<FromTable>,
        /// Which direction is better [default for `bullet`: higher].
        better: Option<ChartBetter>,
        /// The target.
        target: Option<TargetLine>,
        /// In a pie or ring: in which order the slices follow each other [default: the largest first].
        order: Option<SliceOrder>,
        /// In a waterfall: the categories whose values are totals; all others are rises and falls.
        totals: Vec<Lookup> = Vec::new(),
        /// The alternative text, for readers who cannot see the chart [default: made from the data].
        alt: Option<AltText>,
        /// The source of the data.
        source: Option<Text>,
    } where rules::chart()
}

impl Chart {
    /// Whether its values are shares in per cent.
    pub fn has_shares(&self) -> bool {
        matches!(self.unit.text.as_str(), "％" | "%" | "パーセント")
    }

    /// Which way is better in a category, if that is said.
    pub fn better(&self, category: usize) -> Option<Better> {
        match self.better.as_ref()? {
            ChartBetter::All(better) => Some(*better),
            ChartBetter::Each(list) => list.get(category).copied(),
        }
    }

    /// Whether the name of a row of values against targets says that its figure is to fall, and nothing says which way is
    /// better. The name may stand in the title, where the rows are places or years.
    pub fn is_doubtful(&self, row: usize) -> bool {
        let [values, targets] = self.series.as_slice() else { return false };
        let Some((label, target)) = self.categories.get(row).zip(targets.number(row)) else { return false };
        self.kind == ChartKind::Bullet
            && self.better.is_none()
            && [label, &self.title].into_iter().any(|name| seems_to_fall(&name.text, values.number(row), target))
    }
}
