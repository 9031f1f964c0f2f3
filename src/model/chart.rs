//! Charts.

use jsonc_parser::ast;
use rust_decimal::Decimal;

use super::metric::{Better, seems_to_fall};
use super::{Pending, pending, rules};
use crate::data::{
    AltText, Decode, Decoder, Flag, Id, Json, Lookup, Measure, Number, Printed, Schemas, Text, When, by_type, choice,
    record, serialize_leaf,
};
use crate::mark::Origin;

choice! {
    /// The kinds of charts.
    ChartKind, "kind of chart", "グラフの種類" {
        /// Upright bars.
        Bar = "bar",
        /// Lying bars, for long labels.
        HorizontalBar = "horizontal_bar",
        /// Upright bars of several series side by side.
        GroupedBar = "grouped_bar",
        /// Upright bars of several series on top of each other.
        StackedBar = "stacked_bar",
        /// The same as shares of their sum.
        StackedBar100 = "stacked_bar_100",
        /// Upright bars and one series as a line.
        BarLine = "bar_line",
        /// Lines.
        Line = "line",
        /// The first and the last category, joined by a line a series.
        Slope = "slope",
        /// Values against targets, each on a scale of its own.
        Bullet = "bullet",
        /// A small chart of upright bars a series, all on one scale.
        SmallMultiples = "small_multiples",
    }
}

choice! {
    /// Which bar stands out.
    Emphasis, "emphasis", "強調の仕方" {
        /// The last one, where the categories run through time.
        Last = "last",
        /// None, where they do not.
        None = "none",
    }
}

record! {
    /// A row of values.
    Series, "a series", "系列" {
        /// What the values are; may be absent where there is one series.
        name: Option<Text>,
        /// In a chart of bars and a line: whether this series is the line.
        line: Flag = false,
        /// In a chart of bars and a line: the unit of the line, if it is another, which gives it a scale of its own.
        unit: Option<Text>,
        /// A value a category.
        values: Vec<Value>,
    }
}

/// A number on a chart, with what it comes from.
#[derive(Clone, Debug)]
pub struct Point {
    /// The number.
    pub value: Decimal,
    /// The datum that states it, or the data that it is computed from.
    pub origin: Origin,
}

impl serde::Serialize for Point {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_leaf(&self.origin, Printed::Number(self.value), serializer)
    }
}

/// What is printed in place of a number that is not yet known, with what it comes from.
#[derive(Clone, Debug)]
pub struct Absent {
    /// The words.
    pub words: String,
    /// The datum that states them, or the data from which the number would be computed.
    pub origin: Origin,
}

impl serde::Serialize for Absent {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_leaf(&self.origin, Printed::Text(&self.words), serializer)
    }
}

/// A value of a series.
#[derive(Clone, Debug, serde::Serialize)]
#[serde(untagged)]
pub enum Value {
    /// A number.
    Known(Point),
    /// Words for a number that is not yet known.
    Pending(Absent),
    /// `null`: there is none.
    Missing,
}

impl Value {
    /// The number, if it is known.
    pub fn point(&self) -> Option<&Point> {
        if let Self::Known(point) = self { Some(point) } else { None }
    }

    /// The words for a number that is not yet known.
    pub fn pending(&self) -> Option<&Absent> {
        if let Self::Pending(absent) = self { Some(absent) } else { None }
    }
}

impl Decode for Value {
    fn decode(value: &ast::Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        match value {
            ast::Value::NullKeyword(_) => Some(Self::Missing),
            ast::Value::Object(_) => Pending::decode(value, decoder).map(|Pending { pending }| {
                Self::Pending(Absent { words: pending.text, origin: Origin::Printed(pending.datum) })
            }),
            ast::Value::StringLit(literal) if pending::is_wording(&literal.value) => {
                pending::report(value, &literal.value, false, decoder);
                None
            }
            _ => Number::decode(value, decoder)
                .map(|number| Self::Known(Point { value: number.value, origin: Origin::Printed(number.datum) })),
        }
    }

    fn schema(schemas: &mut Schemas) -> Json {
        let docs = ["A number, null where it is missing, or what is printed as long as it is not known."];
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
        let docs = ["The direction of all values, or a list with one a category."];
        schemas.define_as("ChartBetter", "a direction of values", &docs, |schemas| {
            let (one, list) = (Better::schema(schemas), Vec::<Better>::schema(schemas));
            by_type(&[("string", Some(one)), ("array", Some(list))])
        })
    }
}

record! {
    /// Data that a chart takes from a table, so that a number is written once.
    FromTable, "the source of a chart's data", "グラフのデータの取り出し元" {
        /// The table's id.
        table: Id,
        /// The title of the column that gives the categories.
        by: Lookup,
        /// Titles of columns of numbers, summed up by category; without them rows are counted.
        values: Vec<Lookup> = Vec::new(),
        /// Whether each category adds to those before it.
        cumulative: Flag = false,
    }
}

record! {
    /// A value drawn as a line across a chart.
    TargetLine, "a target line", "目標線" {
        /// Where the line is.
        value: Measure,
        /// What it says.
        label: Text,
    }
}

record! {
    /// A chart.
    Chart, "a chart", "グラフ" {
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
        categories: Vec<Text> = Vec::new(),
        /// The values.
        series: Vec<Series> = Vec::new(),
        /// Where categories and values come from, if they are not given here.
        from: Option<FromTable>,
        /// Which way is better; of bullets, higher where it is absent.
        better: Option<ChartBetter>,
        /// What was to be reached.
        target: Option<TargetLine>,
        /// What a reader who cannot see the chart is told; made from the data where it is absent.
        alt: Option<AltText>,
        /// Where the data come from.
        source: Option<Text>,
    } where rules::chart()
}

impl Chart {
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
        let number = |series: &Series| series.values.get(row).and_then(Value::point).map(|point| point.value);
        let Some((label, target)) = self.categories.get(row).zip(number(targets)) else { return false };
        let seems = |name: &Text| seems_to_fall(&name.text, number(values), target);
        self.kind == ChartKind::Bullet && self.better.is_none() && (seems(label) || seems(&self.title))
    }
}
