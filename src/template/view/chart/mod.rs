//! The geometry of charts: places in proportion, on scales with round ticks.
//!
//! Places run from 0 at the low end of a scale to 1 at the high end. Where a text finds room
//! is left to the components, which alone know its width.

mod bars;
mod bullet;
mod describe;
mod drawing;
mod lines;
mod path;
mod scale;
mod slices;
mod waterfall;

use rust_decimal::Decimal;
use serde::Serialize;

use self::drawing::{ChartDrawing, Tick};
use self::scale::Scale;
use super::derived;
use super::diagram::told;
use crate::data::{Leaf, Measure, Text, When};
use crate::japanese::WritingStyle;
use crate::mark::DatumId;
use crate::model::{Chart, ChartBetter, ChartKind, ChartPoint, Emphasis, FromTable, Series, SeriesValue, TargetLine};

/// A chart with the name of its `component`, and what that draws.
#[derive(Serialize)]
pub(super) struct ChartView<'a> {
    kind: ChartKind,
    title: &'a Text,
    unit: &'a Text,
    as_of: Option<When>,
    note: Option<&'a Text>,
    emphasis: Emphasis,
    /// Pages are made from what is drawn. Categories and values themselves would only be copied for each partial.
    categories: [(); 0],
    series: [(); 0],
    from: FromView<'a>,
    better: Option<&'a ChartBetter>,
    target: Option<TargetLineView<'a>>,
    /// What a reader who cannot see it is told.
    alt: Leaf,
    source: Option<&'a Text>,
    component: &'static str,
    /// The name of the only series.
    name: Option<&'a Text>,
    #[serde(flatten)]
    drawing: ChartDrawing<'a>,
}

/// Where a slope begins, or where the data of another chart come from.
#[derive(Serialize)]
#[serde(untagged)]
enum FromView<'a> {
    Category(&'a Text),
    Table(Option<&'a FromTable>),
}

/// A line across the chart.
#[derive(Clone, Serialize)]
struct TargetLineView<'a> {
    value: Measure,
    label: &'a Text,
    /// Where it lies.
    at: Option<f64>,
}

pub(super) fn chart<'a>(chart: &'a Chart, style: &WritingStyle) -> ChartView<'a> {
    let Chart {
        kind,
        title,
        unit,
        as_of,
        note,
        emphasis,
        categories,
        series,
        from,
        better,
        target: _,
        order: _,
        totals: _,
        alt,
        source,
    } = chart;
    let drawing = match kind {
        ChartKind::Bar | ChartKind::HorizontalBar | ChartKind::GroupedBar => bars::grouped(chart, style),
        ChartKind::StackedBar => bars::stacked(chart, style),
        ChartKind::StackedBar100 => bars::shares(chart, style),
        ChartKind::BarLine => bars::with_line(chart, style),
        ChartKind::SmallMultiples => bars::multiples(chart, style),
        ChartKind::Bullet => bullet::bullet(chart),
        ChartKind::Line => lines::lines(chart, style),
        ChartKind::Slope => lines::slope(chart),
        ChartKind::Pie | ChartKind::Ring => slices::slices(chart, style),
        ChartKind::Waterfall => waterfall::waterfall(chart, style),
    };
    let first = categories.first().filter(|_| *kind == ChartKind::Slope);
    ChartView {
        kind: *kind,
        title,
        unit,
        as_of: *as_of,
        note: note.as_ref(),
        emphasis: *emphasis,
        categories: [],
        series: [],
        from: first.map_or(FromView::Table(from.as_ref()), FromView::Category),
        better: better.as_ref(),
        target: target(chart, drawing.target_at),
        alt: told(alt.as_ref(), || derived(&describe::data(chart), describe::description(chart, style))),
        source: source.as_ref(),
        component: component(*kind),
        name: if let [only] = series.as_slice() { only.name.as_ref() } else { None },
        drawing,
    }
}

/// The line across a chart, at a place of its scale.
fn target(chart: &Chart, at: Option<f64>) -> Option<TargetLineView<'_>> {
    chart.target.as_ref().map(|TargetLine { value, label }| TargetLineView { value: *value, label, at })
}

/// The part of the component library that draws a kind of chart.
fn component(kind: ChartKind) -> &'static str {
    match kind {
        ChartKind::Bar
        | ChartKind::GroupedBar
        | ChartKind::StackedBar
        | ChartKind::StackedBar100
        | ChartKind::BarLine => "columns",
        ChartKind::HorizontalBar => "rows",
        ChartKind::Line => "lines",
        ChartKind::Slope => "slope",
        ChartKind::Bullet => "bullet",
        ChartKind::SmallMultiples => "multiples",
        ChartKind::Pie | ChartKind::Ring => "slices",
        ChartKind::Waterfall => "waterfall",
    }
}

/// The numbers of a series, without those that are missing.
fn numbers(series: &Series) -> impl Iterator<Item = &ChartPoint> {
    series.values.iter().filter_map(|value| value.point())
}

/// The data of a series, also those that say that a number is not yet known.
fn data(series: &Series) -> impl Iterator<Item = DatumId> + '_ {
    let pending = series.values.iter().filter_map(SeriesValue::pending).flat_map(|absent| absent.origin.data());
    numbers(series).flat_map(|number| number.origin.data()).chain(pending).copied()
}

/// A scale for all values of some series and the target.
fn scale_of<'a>(series: impl Iterator<Item = &'a Series> + Clone, chart: &Chart) -> Scale {
    let values = series.flat_map(numbers).map(|number| number.value);
    Scale::new(values.chain(chart.target.as_ref().map(|target| target.value.value)))
}

/// A drawing of nothing but a scale: its ticks, its baseline and the place of the target.
fn scaled<'a>(chart: &Chart, scale: &Scale, style: &WritingStyle) -> ChartDrawing<'a> {
    let all: Vec<DatumId> = chart.series.iter().flat_map(data).collect();
    ChartDrawing {
        ticks: ticks(scale, &all, style),
        baseline: Some(scale.place(Decimal::ZERO)),
        target_at: chart.target.as_ref().map(|target| scale.place(target.value.value)),
        ..ChartDrawing::default()
    }
}

fn ticks(scale: &Scale, data: &[DatumId], style: &WritingStyle) -> Vec<Tick> {
    let ticks = scale.ticks();
    let labels = style.ticks(&ticks);
    let ticks = ticks.into_iter().zip(labels);
    ticks.map(|(tick, label)| Tick { at: scale.place(tick), label: derived(data, label) }).collect()
}

/// A place to the hundred-thousandth, which is less than any printer shows and keeps the source short.
fn place(share: f64) -> f64 {
    (share * 1e5).round() / 1e5
}

/// The names of the series, where there is more than one.
fn legend(chart: &Chart) -> Vec<Option<&Text>> {
    let several = chart.series.len() > 1;
    chart.series.iter().filter(|_| several).map(|series| series.name.as_ref()).collect()
}
