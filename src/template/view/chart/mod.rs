//! The geometry of charts: places in proportion, on scales with round ticks.
//!
//! Places run from 0 at the low end of a scale to 1 at the high end. Where a text finds room
//! is left to the components, which alone know its width.

mod bars;
mod bullet;
mod describe;
mod lines;
mod path;
mod scale;

use rust_decimal::Decimal;
use serde_json::{Value, json};

use self::scale::Scale;
use super::derived;
use crate::japanese::Style;
use crate::mark::DatumId;
use crate::model::{Chart, ChartKind, Point, Series};

/// Adds to a chart the name of its `component`, what that component draws, and a text for
/// readers who cannot see it.
pub(super) fn extend(view: &mut Value, chart: &Chart, style: &Style) {
    for key in ["ticks", "ticks_right", "groups", "labels", "lines", "rows", "charts", "legend"] {
        view[key] = json!([]);
    }
    view["line"] = Value::Null;
    view["name"] = json!(if chart.series.len() == 1 { chart.series[0].name.as_ref() } else { None });
    view["component"] = json!(component(chart.kind));
    match chart.kind {
        ChartKind::Bar | ChartKind::HorizontalBar | ChartKind::GroupedBar => bars::grouped(view, chart, style),
        ChartKind::StackedBar => bars::stacked(view, chart, style),
        ChartKind::StackedBar100 => bars::shares(view, chart, style),
        ChartKind::BarLine => bars::with_line(view, chart, style),
        ChartKind::SmallMultiples => bars::multiples(view, chart, style),
        ChartKind::Bullet => bullet::bullet(view, chart),
        ChartKind::Line => lines::lines(view, chart, style),
        ChartKind::Slope => lines::slope(view, chart),
    }
    if chart.alt.is_none() {
        view["alt"] = derived(&describe::data(chart), &describe::description(chart, style));
    }
    // Pages are made from what was drawn up here. The values themselves would only be copied for each partial.
    for key in ["categories", "series"] {
        view[key] = json!([]);
    }
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
    }
}

/// The numbers of a series, without those that are missing.
fn numbers(series: &Series) -> impl Iterator<Item = &Point> {
    series.values.iter().filter_map(|value| value.point())
}

/// The data of a series, also those that say that a number is not yet known.
fn data(series: &Series) -> impl Iterator<Item = DatumId> + '_ {
    let pending = series.values.iter().filter_map(crate::model::Value::pending).flat_map(|absent| absent.origin.data());
    numbers(series).flat_map(|number| number.origin.data()).chain(pending).copied()
}

/// A scale for all values of some series and the target.
fn scale_of<'a>(series: impl Iterator<Item = &'a Series> + Clone, chart: &Chart) -> Scale {
    let values = series.flat_map(numbers).map(|number| number.value);
    Scale::new(values.chain(chart.target.as_ref().map(|target| target.value.value)))
}

/// Writes a scale's ticks, its baseline and the place of the target.
fn write_scale(view: &mut Value, chart: &Chart, scale: &Scale, style: &Style) {
    let all: Vec<DatumId> = chart.series.iter().flat_map(data).collect();
    view["ticks"] = ticks(scale, &all, style);
    view["baseline"] = json!(scale.place(Decimal::ZERO));
    if let Some(target) = &chart.target {
        view["target"]["at"] = json!(scale.place(target.value.value));
    }
}

fn ticks(scale: &Scale, data: &[DatumId], style: &Style) -> Value {
    let ticks = scale.ticks();
    let labels = style.ticks(&ticks);
    let ticks = ticks.into_iter().zip(labels);
    ticks.map(|(tick, label)| json!({ "at": scale.place(tick), "label": derived(data, &label) })).collect()
}

/// A place to the hundred-thousandth, which is less than any printer shows and keeps the source short.
fn place(share: f64) -> f64 {
    (share * 1e5).round() / 1e5
}

/// The names of the series, where there is more than one.
fn legend(chart: &Chart) -> Value {
    if chart.series.len() < 2 { json!([]) } else { chart.series.iter().map(|series| json!(series.name)).collect() }
}
