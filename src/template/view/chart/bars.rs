//! Bars: alone, side by side, on top of each other, with a line.

use rust_decimal::Decimal;

use super::drawing::{ChartBar, ChartDrawing, Group, LineAmongBars, SmallChart, Tick};
use super::lines::course;
use super::scale::Scale;
use super::{data, derived, legend, numbers, place, scale_of, scaled, target, ticks};
use crate::data::Leaf;
use crate::japanese::WritingStyle;
use crate::mark::{DatumId, Origin};
use crate::model::{self, AbsentValue, Chart, ChartPoint, Emphasis, Series};

/// A bar between two places of a scale.
fn bar(series: usize, lane: usize, lanes: usize, from: f64, to: f64, value: Option<Leaf>) -> ChartBar {
    let missing = value.is_none();
    ChartBar { series, lane, lanes, from, to, missing, value, pending: None, share: false, emphasis: false }
}

fn leaf(point: &ChartPoint) -> Leaf {
    Leaf::number(point.origin.clone(), point.value)
}

/// The place of a bar that is not there, with what is printed instead.
fn no_bar(series: usize, base: f64, pending: Option<&AbsentValue>) -> ChartBar {
    ChartBar { pending: pending.cloned(), ..bar(series, series, 1, base, base, None) }
}

/// What is printed in place of a sum of which a part is not yet known: the words of the first such part.
fn pending(chart: &Chart, at: usize) -> Option<AbsentValue> {
    let values = chart.series.iter().filter_map(|series| series.values.get(at));
    let absent: Vec<&AbsentValue> = values.filter_map(model::SeriesValue::pending).collect();
    let words = absent.first()?.words.clone();
    let data = absent.iter().flat_map(|absent| absent.origin.data()).copied();
    Some(AbsentValue { words, origin: Origin::Derived(data.collect()) })
}

/// The category that stands out.
fn emphasised(chart: &Chart) -> Option<usize> {
    match chart.emphasis {
        Emphasis::Last => {
            chart.series.iter().filter_map(|s| s.values.iter().rposition(|value| value.point().is_some())).max()
        }
        Emphasis::None => None,
    }
}

/// A group of bars per category.
fn groups(chart: &Chart, group: impl Fn(usize) -> Vec<ChartBar>) -> Vec<Group<'_>> {
    let stands_out = emphasised(chart);
    let groups = chart.categories.iter().enumerate().map(|(at, label)| {
        let bars = group(at).into_iter().map(|bar| ChartBar { emphasis: stands_out == Some(at), ..bar });
        Group { label, bars: bars.collect(), total: None, total_at: 0.0 }
    });
    groups.collect()
}

fn value_at(series: &Series, at: usize) -> Option<&ChartPoint> {
    series.values.get(at).and_then(|value| value.point())
}

/// Bars of several series side by side, from the baseline.
fn side_by_side(series: &[&Series], at: usize, scale: &Scale) -> Vec<ChartBar> {
    let base = scale.place(Decimal::ZERO);
    let bars = series.iter().enumerate().map(|(lane, series)| match value_at(series, at) {
        Some(number) => bar(lane, lane, 1, base, scale.place(number.value), Some(leaf(number))),
        None => no_bar(lane, base, series.values.get(at).and_then(model::SeriesValue::pending)),
    });
    bars.map(|bar| ChartBar { lanes: series.len(), ..bar }).collect()
}

pub(super) fn grouped<'a>(chart: &'a Chart, style: &WritingStyle) -> ChartDrawing<'a> {
    let scale = scale_of(chart.series.iter(), chart);
    let series: Vec<&Series> = chart.series.iter().collect();
    ChartDrawing {
        groups: groups(chart, |at| side_by_side(&series, at, &scale)),
        legend: legend(chart),
        ..scaled(chart, &scale, style)
    }
}

/// A part of a stack: from one sum to the next.
struct Segment<'a> {
    series: usize,
    value: &'a ChartPoint,
    from: Decimal,
    to: Decimal,
}

impl Segment<'_> {
    /// The segment as a bar that prints something.
    fn bar(&self, scale: &Scale, printed: Option<Leaf>) -> ChartBar {
        bar(self.series, 0, 1, scale.place(self.from), scale.place(self.to), printed)
    }
}

/// The data of all parts of a stack.
fn data_of(segments: &[Segment<'_>]) -> Vec<DatumId> {
    segments.iter().flat_map(|segment| segment.value.origin.data()).copied().collect()
}

/// The values of a category that point the same way, stacked series by series.
fn segments(chart: &Chart, at: usize) -> Vec<Segment<'_>> {
    let (mut above, mut below) = (Decimal::ZERO, Decimal::ZERO);
    let mut out = Vec::new();
    for (index, series) in chart.series.iter().enumerate() {
        let Some(value) = value_at(series, at) else { continue };
        let end = if value.value.is_sign_negative() { &mut below } else { &mut above };
        let from = *end;
        // Numbers are limited so that sums of all series never overflow.
        *end += value.value;
        out.push(Segment { series: index, value, from, to: *end });
    }
    out
}

pub(super) fn stacked<'a>(chart: &'a Chart, style: &WritingStyle) -> ChartDrawing<'a> {
    let ends = (0..chart.categories.len()).flat_map(|at| segments(chart, at)).map(|segment| segment.to);
    let scale = Scale::new(ends.chain(chart.target.as_ref().map(|target| target.value.value)));
    let mut groups = groups(chart, |at| {
        segments(chart, at).iter().map(|segment| segment.bar(&scale, Some(leaf(segment.value)))).collect()
    });
    for (at, group) in groups.iter_mut().enumerate() {
        let segments = segments(chart, at);
        let top = segments.iter().map(|segment| segment.to).max();
        if let Some(absent) = pending(chart, at) {
            group.total = Some(Leaf::text(absent.origin, absent.words));
            group.total_at = scale.place(top.unwrap_or(Decimal::ZERO).max(Decimal::ZERO));
        } else if segments.len() > 1 {
            let sum: Decimal = segments.iter().map(|segment| segment.value.value).sum();
            // A stack that only goes down has its sum below it.
            let bottom = segments.iter().map(|segment| segment.to).min();
            let end = top.filter(|top| *top >= Decimal::ZERO).or(bottom).unwrap_or_default();
            group.total = Some(derived(&data_of(&segments), style.number(sum)));
            group.total_at = scale.place(end);
        }
    }
    ChartDrawing { groups, legend: legend(chart), ..scaled(chart, &scale, style) }
}

/// Stacks that all reach 100 per cent; each segment prints its share.
pub(super) fn shares<'a>(chart: &'a Chart, style: &WritingStyle) -> ChartDrawing<'a> {
    let all: Vec<DatumId> = chart.series.iter().flat_map(data).collect();
    let ticks = (0..=5_u8).map(|fifths| {
        let label = derived(&all, format!("{}％", u32::from(fifths) * 20));
        Tick { at: f64::from(fifths) / 5.0, label }
    });
    let target_at = chart.target.as_ref().map(|target| target.value.value.as_f64() / 100.0);
    let groups = groups(chart, |at| {
        // Of a whole that is not yet known no part has a share.
        if let Some(absent) = pending(chart, at) {
            return vec![no_bar(0, 0.0, Some(&absent))];
        }
        let segments = segments(chart, at);
        let whole: Decimal = segments.iter().map(|segment| segment.value.value).sum();
        let scale = Scale::exactly(whole);
        let bars = segments.iter().map(|segment| {
            let share = style.rate(segment.value.value, whole);
            let share = share.map(|share| derived(&data_with_first(&segments, segment), format!("{share}％")));
            ChartBar { share: true, ..segment.bar(&scale, share) }
        });
        bars.collect()
    });
    ChartDrawing {
        ticks: ticks.collect(),
        baseline: Some(0.0),
        target_at,
        groups,
        legend: legend(chart),
        ..ChartDrawing::default()
    }
}

/// The data that the share of a segment comes from: its own before those of the others.
fn data_with_first(segments: &[Segment<'_>], segment: &Segment<'_>) -> Vec<DatumId> {
    let first = segment.value.origin.data();
    let others = data_of(segments).into_iter().filter(|id| !first.contains(id));
    first.iter().copied().chain(others).collect()
}

pub(super) fn with_line<'a>(chart: &'a Chart, style: &WritingStyle) -> ChartDrawing<'a> {
    let bars: Vec<&Series> = chart.series.iter().filter(|series| !series.line).collect();
    let own_scale = chart.series.iter().find(|series| series.line && series.unit.is_some());
    let (scale, right) = match own_scale {
        Some(line) => {
            let target = chart.target.iter().map(|target| target.value.value);
            let left = bars.iter().flat_map(|series| numbers(series)).map(|number| number.value);
            let right = numbers(line).map(|number| number.value);
            let (left, right) = Scale::sharing_zero(left.chain(target), right);
            (left, Some(right))
        }
        None => (scale_of(chart.series.iter(), chart), None),
    };
    let mut drawing = scaled(chart, &scale, style);
    drawing.groups = groups(chart, |at| side_by_side(&bars, at, &scale));
    drawing.legend = bars.iter().map(|series| series.name.as_ref()).collect();
    if let Some(line) = chart.series.iter().find(|series| series.line) {
        if let Some(right) = &right {
            drawing.ticks_right = ticks(right, &data(line).collect::<Vec<_>>(), style);
        }
        let scale = right.unwrap_or(scale);
        let slots = chart.categories.len().max(1);
        let columns: Vec<f64> = (0..slots).map(|index| place((index as f64 + 0.5) / slots as f64)).collect();
        let places = columns.iter().enumerate().map(|(index, x)| {
            let number = value_at(line, index)?;
            Some((*x, place(scale.place(number.value))))
        });
        drawing.line = Some(LineAmongBars {
            course: course(&line.values, &places.collect::<Vec<_>>(), &columns, true),
            series: bars.len(),
            name: line.name.as_ref(),
            unit: line.unit.as_ref(),
        });
        drawing.legend.push(line.name.as_ref());
    }
    drawing
}

pub(super) fn multiples<'a>(chart: &'a Chart, style: &WritingStyle) -> ChartDrawing<'a> {
    let scale = scale_of(chart.series.iter(), chart);
    let drawing = scaled(chart, &scale, style);
    let charts = chart.series.iter().map(|series| SmallChart {
        title: series.name.as_ref(),
        target: target(chart, drawing.target_at),
        ticks: ticks(&scale, &data(series).collect::<Vec<_>>(), style),
        baseline: drawing.baseline,
        groups: groups(chart, |at| side_by_side(&[series], at, &scale)),
    });
    let charts = charts.collect();
    ChartDrawing { charts, ..drawing }
}
