//! Lines through time, and slopes from the first category to the last.

use rust_decimal::Decimal;

use super::drawing::{ChartDrawing, ChartLine, Course, EndName, Label, LongLine, Marker, SlopeLine};
use super::path::{LinePoint, runs};
use super::{legend, place, scale_of, scaled};
use crate::japanese::WritingStyle;
use crate::model::{self, Chart};

/// Up to this many lines carry their names at their right ends; more have a key.
const NAMED: usize = 6;

/// Labels of categories, at most.
const LABELS: usize = 24;
/// A line of more points than this prints only some of its numbers.
const PRINTED: usize = 60;
/// A line of more points than this has a marker now and then only, by which it is told from others.
const MARKED: usize = 24;

/// Of a line with too many points to print every number: the first, the last, the lowest and the highest.
fn telling(values: &[model::SeriesValue]) -> Option<[usize; 4]> {
    if values.len() <= PRINTED {
        return None;
    }
    let stated = values.iter().enumerate().filter_map(|(index, value)| Some((index, value.point()?.value)));
    let stated: Vec<(usize, Decimal)> = stated.collect();
    let lowest = stated.iter().min_by_key(|(_, value)| *value)?;
    let highest = stated.iter().max_by_key(|(_, value)| *value)?;
    Some([stated.first()?.0, stated.last()?.0, lowest.0, highest.0])
}

/// What a component draws of a line: `runs`, its course in unbroken stretches, and `points`, where it has a marker
/// or prints its number. A long line that is `alone` has markers only where it prints one.
///
/// `columns` gives the place of each category along the axis.
pub(super) fn course<'a>(
    values: &'a [model::SeriesValue],
    places: &[Option<LinePoint>],
    columns: &[f64],
    alone: bool,
) -> Course<'a> {
    let telling = telling(values);
    let every = if alone && telling.is_some() { usize::MAX } else { places.len().div_ceil(MARKED).max(1) };
    let markers = values.iter().zip(places).enumerate().filter_map(|(index, (value, place))| {
        let number = value.point().filter(|_| telling.is_none_or(|telling| telling.contains(&index)));
        let marked = is_lonely(places, index) || number.is_some() || (places.len() - 1 - index).is_multiple_of(every);
        let last = index + 1 == places.len();
        if let Some(words) = value.pending().filter(|_| telling.is_none() || last) {
            // The words stand where the line would go on.
            let level = level(places, index);
            return Some(Marker { x: *columns.get(index)?, at: level, value: None, pending: Some(words), last });
        }
        let (x, y) = (*place).filter(|_| marked)?;
        Some(Marker { x, at: y, value: number, pending: None, last })
    });
    Course { runs: runs(places), points: markers.collect() }
}

/// Whether a point has no neighbour to which a line could be drawn.
fn is_lonely(places: &[Option<LinePoint>], index: usize) -> bool {
    let before = index.checked_sub(1).and_then(|before| places[before]);
    let after = places.get(index + 1).copied().flatten();
    before.is_none() && after.is_none()
}

/// How high a line is at a point that is missing: as before it, or else as after it, or else at the foot.
fn level(places: &[Option<LinePoint>], index: usize) -> f64 {
    let before = places[..index].iter().rev().flatten().next();
    before.or_else(|| places[index..].iter().flatten().next()).map_or(0.0, |(_, height)| *height)
}

pub(super) fn lines<'a>(chart: &'a Chart, style: &WritingStyle) -> ChartDrawing<'a> {
    let scale = scale_of(chart.series.iter(), chart);
    let last = chart.categories.len().saturating_sub(1).max(1);
    let columns: Vec<f64> = (0..chart.categories.len()).map(|index| place(index as f64 / last as f64)).collect();
    // The component thins labels that would touch; of very many it is handed few.
    let every = chart.categories.len().div_ceil(LABELS).max(1);
    let labels = chart.categories.iter().zip(&columns).enumerate();
    let labels = labels.filter(|(index, _)| (last - index.min(&last)).is_multiple_of(every));
    let labels = labels.map(|(_, (label, x))| Label { x: *x, label });
    let named = (2..=NAMED).contains(&chart.series.len());
    let lines = chart.series.iter().enumerate().map(|(index, series)| {
        let places = series.values.iter().zip(&columns).map(|(value, x)| {
            let number = value.point()?;
            Some((*x, place(scale.place(number.value))))
        });
        let places: Vec<Option<LinePoint>> = places.collect();
        // A line without any value keeps its name, at the foot.
        let end = places.iter().rev().flatten().next().map_or(0.0, |place| place.1);
        let name = series.name.as_ref().filter(|_| named).map(|label| EndName { at: end, label });
        let course = course(&series.values, &places, &columns, chart.series.len() == 1);
        ChartLine::Long(LongLine { course, series: index, name })
    });
    ChartDrawing {
        labels: labels.collect(),
        lines: lines.collect(),
        legend: if named { Vec::new() } else { legend(chart) },
        ..scaled(chart, &scale, style)
    }
}

pub(super) fn slope(chart: &Chart) -> ChartDrawing<'_> {
    let scale = scale_of(chart.series.iter(), chart);
    let lines = chart.series.iter().enumerate().filter_map(|(index, series)| {
        let (left, right) = (series.values.first()?.point()?, series.values.last()?.point()?);
        Some(ChartLine::Slope(SlopeLine {
            series: index,
            left: scale.place(left.value),
            right: scale.place(right.value),
            left_value: left,
            right_value: right,
            name: series.name.as_ref(),
            emphasis: false,
        }))
    });
    ChartDrawing { lines: lines.collect(), to: chart.categories.last(), ..ChartDrawing::default() }
}
