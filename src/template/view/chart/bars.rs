//! Bars: alone, side by side, on top of each other, with a line.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::drawing::{Bar, Drawing, Group, LineAmongBars, SmallChart, Tick};
use super::lines::course;
use super::scale::Scale;
use super::{data, derived, legend, place, scale_of, scaled, target, ticks};
use crate::data::Leaf;
use crate::japanese::WritingStyle;
use crate::mark::{DatumId, Origin};
use crate::model::{self, Absent, Chart, Emphasis, Point, Series};

/// A bar between two places of a scale.
fn bar(series: usize, lane: usize, lanes: usize, from: f64, to: f64, value: Option<Leaf>) -> Bar {
    let missing = value.is_none();
    Bar { series, lane, lanes, from, to, missing, value, pending: None, share: false, emphasis: false }
}

fn leaf(point: &Point) -> Leaf {
    Leaf::number(point.origin.clone(), point.value)
}

/// The place of a bar that is not there, with what is printed instead.
fn no_bar(series: usize, base: f64, pending: Option<&Absent>) -> Bar {
    Bar { pending: pending.cloned(), ..bar(series, series, 1, base, base, None) }
}

/// What is printed in place of a sum of which a part is not yet known: the words of the first such part.
fn pending(chart: &Chart, at: usize) -> Option<Absent> {
    let values = || chart.series.iter().filter_map(|series| series.values.get(at));
    let first = values().find_map(model::Value::pending)?;
    let of = values().filter_map(model::Value::pending).flat_map(|absent| absent.origin.data()).copied();
    Some(Absent { words: first.words.clone(), origin: Origin::Derived(of.collect()) })
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
fn groups(chart: &Chart, group: impl Fn(usize) -> Vec<Bar>) -> Vec<Group<'_>> {
    let stands_out = emphasised(chart);
    let groups = chart.categories.iter().enumerate().map(|(at, label)| {
        let bars = group(at).into_iter().map(|bar| Bar { emphasis: stands_out == Some(at), ..bar });
        Group { label, bars: bars.collect(), total: None, total_at: 0.0 }
    });
    groups.collect()
}

fn value_at(series: &Series, at: usize) -> Option<&Point> {
    series.values.get(at).and_then(|value| value.point())
}

/// Bars of several series side by side, from the baseline.
fn side_by_side(series: &[&Series], at: usize, scale: &Scale) -> Vec<Bar> {
    let base = scale.place(Decimal::ZERO);
    let bars = series.iter().enumerate().map(|(lane, series)| match value_at(series, at) {
        Some(number) => bar(lane, lane, 1, base, scale.place(number.value), Some(leaf(number))),
        None => no_bar(lane, base, series.values.get(at).and_then(model::Value::pending)),
    });
    bars.map(|bar| Bar { lanes: series.len(), ..bar }).collect()
}

pub(super) fn grouped<'a>(chart: &'a Chart, style: &WritingStyle) -> Drawing<'a> {
    let scale = scale_of(chart.series.iter(), chart);
    let series: Vec<&Series> = chart.series.iter().collect();
    Drawing {
        groups: groups(chart, |at| side_by_side(&series, at, &scale)),
        legend: legend(chart),
        ..scaled(chart, &scale, style)
    }
}

/// The values of a category that point the same way, summed up series by series.
fn sums(chart: &Chart, at: usize) -> Vec<(usize, &Point, Decimal, Decimal)> {
    let (mut above, mut below) = (Decimal::ZERO, Decimal::ZERO);
    let mut out = Vec::new();
    for (index, series) in chart.series.iter().enumerate() {
        let Some(number) = value_at(series, at) else { continue };
        let end = if number.value.is_sign_negative() { &mut below } else { &mut above };
        let from = *end;
        // Numbers are limited so that sums of all series never overflow.
        *end += number.value;
        out.push((index, number, from, *end));
    }
    out
}

pub(super) fn stacked<'a>(chart: &'a Chart, style: &WritingStyle) -> Drawing<'a> {
    let ends = (0..chart.categories.len()).flat_map(|at| sums(chart, at)).map(|(.., to)| to);
    let scale = Scale::new(ends.chain(chart.target.as_ref().map(|target| target.value.value)));
    let mut groups = groups(chart, |at| {
        let segment = |(series, number, from, to): (usize, &Point, Decimal, Decimal)| {
            bar(series, 0, 1, scale.place(from), scale.place(to), Some(leaf(number)))
        };
        sums(chart, at).into_iter().map(segment).collect()
    });
    for (at, group) in groups.iter_mut().enumerate() {
        let segments = sums(chart, at);
        let top = segments.iter().map(|(.., to)| *to).max().unwrap_or_default().max(Decimal::ZERO);
        if let Some(absent) = pending(chart, at) {
            group.total = Some(Leaf::text(absent.origin, absent.words));
            group.total_at = scale.place(top);
        } else if segments.len() > 1 {
            let of: Vec<DatumId> = segments.iter().flat_map(|(_, number, ..)| number.origin.data()).copied().collect();
            let sum: Decimal = segments.iter().map(|(_, number, ..)| number.value).sum();
            let ends = || segments.iter().map(|(.., to)| *to);
            // A stack that only goes down has its sum below it.
            let end = ends().max().filter(|top| *top >= Decimal::ZERO).or(ends().min()).unwrap_or_default();
            group.total = Some(derived(&of, style.number(sum)));
            group.total_at = scale.place(end);
        }
    }
    Drawing { groups, legend: legend(chart), ..scaled(chart, &scale, style) }
}

/// Stacks that all reach 100 per cent; each segment prints its share.
pub(super) fn shares<'a>(chart: &'a Chart, style: &WritingStyle) -> Drawing<'a> {
    let all: Vec<DatumId> = chart.series.iter().flat_map(data).collect();
    let tick = |part: u8| {
        let label = derived(&all, format!("{}％", u32::from(part) * 20));
        Tick { at: f64::from(part) / 5.0, label }
    };
    let target_at = chart.target.as_ref().map(|target| target.value.value.to_f64().unwrap_or(0.0) / 100.0);
    let groups = groups(chart, |at| {
        // Of a whole that is not yet known no part has a share.
        if let Some(absent) = pending(chart, at) {
            return vec![no_bar(0, 0.0, Some(&absent))];
        }
        let segments = sums(chart, at);
        let whole: Decimal = segments.iter().map(|(_, number, ..)| number.value).sum();
        let scale = Scale::exactly(whole);
        let of: Vec<DatumId> = segments.iter().flat_map(|(_, number, ..)| number.origin.data()).copied().collect();
        let segment = |(series, number, from, to): (usize, &Point, Decimal, Decimal)| {
            let mut from_first = of.clone();
            let own = number.origin.data();
            from_first.retain(|id| !own.contains(id));
            from_first.splice(0..0, own.iter().copied());
            let share = style.rate(number.value, whole).map(|share| derived(&from_first, format!("{share}％")));
            Bar { share: true, ..bar(series, 0, 1, scale.place(from), scale.place(to), share) }
        };
        segments.into_iter().map(segment).collect()
    });
    let ticks = (0..=5).map(tick).collect();
    Drawing { ticks, baseline: Some(0.0), target_at, groups, legend: legend(chart), ..Drawing::default() }
}

pub(super) fn with_line<'a>(chart: &'a Chart, style: &WritingStyle) -> Drawing<'a> {
    let bars: Vec<&Series> = chart.series.iter().filter(|series| !series.line).collect();
    let own_scale = chart.series.iter().find(|series| series.line && series.unit.is_some());
    let (scale, right) = match own_scale {
        Some(line) => {
            let numbers = |series: &Series| super::numbers(series).map(|number| number.value).collect::<Vec<_>>();
            let target = chart.target.iter().map(|target| target.value.value);
            let left = bars.iter().flat_map(|series| numbers(series)).chain(target);
            let (left, right) = Scale::sharing_zero(left, numbers(line).into_iter());
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
        let x = |at: usize| place((at as f64 + 0.5) / slots as f64);
        let places = (0..slots).map(|at| value_at(line, at).map(|number| (x(at), place(scale.place(number.value)))));
        drawing.line = Some(LineAmongBars {
            course: course(&line.values, &places.collect::<Vec<_>>(), &x, true),
            series: bars.len(),
            name: line.name.as_ref(),
            unit: line.unit.as_ref(),
        });
        drawing.legend.push(line.name.as_ref());
    }
    drawing
}

pub(super) fn multiples<'a>(chart: &'a Chart, style: &WritingStyle) -> Drawing<'a> {
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
    Drawing { charts, ..drawing }
}
