//! What the components of charts draw, by the keys that their templates name.

use serde::Serialize;

use super::TargetLineView;
use crate::data::{Leaf, Text};
use crate::model::{AbsentValue, ChartPoint};

/// Everything that is drawn of a chart; what its kind does not have is empty.
#[derive(Default, Serialize)]
pub(super) struct ChartDrawing<'a> {
    pub ticks: Vec<Tick>,
    pub ticks_right: Vec<Tick>,
    pub baseline: Option<f64>,
    #[serde(skip)]
    pub target_at: Option<f64>,
    pub groups: Vec<Group<'a>>,
    /// The names along the axis of lines.
    pub labels: Vec<Label<'a>>,
    pub lines: Vec<ChartLine<'a>>,
    /// The line among bars.
    pub line: Option<LineAmongBars<'a>>,
    /// Values against targets.
    pub rows: Vec<BulletRow<'a>>,
    /// Small charts beside each other.
    pub charts: Vec<SmallChart<'a>>,
    pub legend: Vec<Option<&'a Text>>,
    /// Where a slope ends.
    pub to: Option<&'a Text>,
    /// The levels at which the bars of a waterfall join, one fewer than bars.
    pub links: Vec<f64>,
    /// Whether a scale begins above zero, so that the bars of totals are broken.
    pub broken: bool,
    /// The slices of a pie or ring, clockwise from the top.
    pub slices: Vec<Slice<'a>>,
    /// What is joined in the last slice.
    pub rest: Vec<SliceText<'a>>,
    /// The sum of all slices, in the middle of a ring.
    pub whole: Option<Leaf>,
    /// The words for a whole that is not known.
    pub unknown: Option<AbsentValue>,
}

/// A slice. Places are in radii from the middle, to the right and downwards.
#[derive(Serialize)]
pub(super) struct Slice<'a> {
    /// Its look, among those of bars.
    pub look: usize,
    /// Its outer edge as a curve: the first point, and for each piece two control points and the next point.
    pub outer: Vec<f64>,
    /// The inner edge of a part of a ring, in the opposite direction.
    pub inner: Vec<f64>,
    /// The middle of its outer edge.
    pub middle: [f64; 2],
    #[serde(flatten)]
    pub text: SliceText<'a>,
}

/// What is written at a slice, or of a part of the rest.
#[derive(Serialize)]
pub(super) struct SliceText<'a> {
    pub label: SliceLabel<'a>,
    pub value: Option<Leaf>,
    pub pending: Option<&'a AbsentValue>,
    /// Its share in per cent; none where the value is one itself, or where the whole is not known.
    pub share: Option<Leaf>,
    /// Whether the value is a share in per cent.
    pub percent: bool,
}

#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum SliceLabel<'a> {
    Category(&'a Text),
    Rest(Leaf),
}

/// A round number along a scale.
#[derive(Clone, Serialize)]
pub(super) struct Tick {
    pub at: f64,
    pub label: Leaf,
}

/// The bars of a category.
#[derive(Serialize)]
pub(super) struct Group<'a> {
    pub label: &'a Text,
    pub bars: Vec<ChartBar>,
    /// What is printed at the end of a stack.
    pub total: Option<Leaf>,
    pub total_at: f64,
}

/// A bar between two places of a scale, in one of so many lanes of its category.
#[derive(Serialize)]
pub(super) struct ChartBar {
    pub series: usize,
    pub lane: usize,
    pub lanes: usize,
    pub from: f64,
    pub to: f64,
    /// Whether there is no value to print.
    pub missing: bool,
    pub value: Option<Leaf>,
    /// What is printed instead.
    pub pending: Option<AbsentValue>,
    /// Whether the value is a share, which is printed as it is.
    pub share: bool,
    /// Whether it stands out.
    pub emphasis: bool,
}

/// The name of a category along an axis.
#[derive(Serialize)]
pub(super) struct Label<'a> {
    pub x: f64,
    pub label: &'a Text,
}

#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum ChartLine<'a> {
    /// A line through time.
    Long(LongLine<'a>),
    /// The way from one value to another.
    Slope(SlopeLine<'a>),
}

#[derive(Serialize)]
pub(super) struct LongLine<'a> {
    #[serde(flatten)]
    pub course: Course<'a>,
    pub series: usize,
    /// The name at its right end.
    pub name: Option<EndName<'a>>,
}

#[derive(Serialize)]
pub(super) struct EndName<'a> {
    pub at: f64,
    pub label: &'a Text,
}

#[derive(Serialize)]
pub(super) struct LineAmongBars<'a> {
    #[serde(flatten)]
    pub course: Course<'a>,
    pub series: usize,
    pub name: Option<&'a Text>,
    /// The unit, if it is another than that of the bars.
    pub unit: Option<&'a Text>,
}

/// The course of a line.
#[derive(Serialize)]
pub(super) struct Course<'a> {
    /// Unbroken stretches, as flat lists of x and y.
    pub runs: Vec<Vec<f64>>,
    /// Where it has a marker or prints its number.
    pub points: Vec<Marker<'a>>,
}

#[derive(Serialize)]
pub(super) struct Marker<'a> {
    pub x: f64,
    pub at: f64,
    pub value: Option<&'a ChartPoint>,
    pub pending: Option<&'a AbsentValue>,
    pub last: bool,
}

#[derive(Serialize)]
pub(super) struct SlopeLine<'a> {
    pub series: usize,
    pub left: f64,
    pub right: f64,
    pub left_value: &'a ChartPoint,
    pub right_value: &'a ChartPoint,
    pub name: Option<&'a Text>,
    pub emphasis: bool,
}

/// A value against its target.
#[derive(Serialize)]
pub(super) struct BulletRow<'a> {
    pub label: &'a Text,
    pub value: Option<&'a ChartPoint>,
    pub pending: Option<&'a AbsentValue>,
    pub zero: f64,
    pub at: f64,
    /// Where the bar is broken, because its length is no longer in proportion.
    pub broken: Option<f64>,
    pub target: Option<BulletTarget<'a>>,
    /// How much a value that was to stay below its target lies above it.
    pub over: Option<Leaf>,
    /// Whether that counts percentage points.
    pub points: bool,
    pub met: bool,
}

#[derive(Serialize)]
pub(super) struct BulletTarget<'a> {
    pub at: Option<f64>,
    pub value: Option<&'a ChartPoint>,
    pub pending: Option<&'a AbsentValue>,
    pub name: Option<&'a Text>,
    pub at_most: bool,
}

/// One of several small charts on one scale.
#[derive(Serialize)]
pub(super) struct SmallChart<'a> {
    pub title: Option<&'a Text>,
    pub target: Option<TargetLineView<'a>>,
    pub ticks: Vec<Tick>,
    pub baseline: Option<f64>,
    pub groups: Vec<Group<'a>>,
}
