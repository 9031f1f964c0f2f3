//! Lines through time, and slopes from the first category to the last.

use super::drawing::{Course, Drawing, EndName, Label, Line, LongLine, Marker, Slope};
use super::path::{Place, runs};
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
fn telling(values: &[model::Value]) -> Option<[usize; 4]> {
    if values.len() <= PRINTED {
        return None;
    }
    let stated = || values.iter().enumerate().filter_map(|(at, value)| Some((at, value.point()?.value)));
    let lowest = stated().min_by_key(|(_, value)| *value)?;
    let highest = stated().max_by_key(|(_, value)| *value)?;
    Some([stated().next()?.0, stated().next_back()?.0, lowest.0, highest.0])
}

/// What a component draws of a line: `runs`, its course in unbroken stretches, and `points`, where it has a marker
/// or prints its number. A long line that is `alone` has markers only where it prints one.
///
/// `columns` gives the place of each category along the axis.
pub(super) fn course<'a>(
    values: &'a [model::Value],
    places: &[Option<Place>],
    columns: &dyn Fn(usize) -> f64,
    alone: bool,
) -> Course<'a> {
    let telling = telling(values);
    let level = |at: usize| {
        let before = places[..at].iter().rev().flatten().next();
        before.or_else(|| places[at..].iter().flatten().next()).map_or(0.0, |place| place.1)
    };
    let every = if alone && telling.is_some() { usize::MAX } else { places.len().div_ceil(MARKED).max(1) };
    let stated = |at: Option<usize>| at.and_then(|at| places.get(at)).is_some_and(Option::is_some);
    let point = |(at, (value, place)): (usize, (&'a model::Value, &Option<Place>))| {
        let number = value.point().filter(|_| telling.is_none_or(|telling| telling.contains(&at)));
        let lonely = !stated(at.checked_sub(1)) && !stated(Some(at + 1));
        let marked = lonely || number.is_some() || (places.len() - 1 - at).is_multiple_of(every);
        let last = at + 1 == places.len();
        if let Some(words) = value.pending().filter(|_| telling.is_none() || last) {
            // The words stand where the line would go on.
            return Some(Marker { x: columns(at), at: level(at), value: None, pending: Some(words), last });
        }
        let (x, y) = (*place).filter(|_| marked)?;
        Some(Marker { x, at: y, value: number, pending: None, last })
    };
    Course { runs: runs(places), points: values.iter().zip(places).enumerate().filter_map(point).collect() }
}

pub(super) fn lines<'a>(chart: &'a Chart, style: &WritingStyle) -> Drawing<'a> {
    let scale = scale_of(chart.series.iter(), chart);
    let last = chart.categories.len().saturating_sub(1).max(1);
    let x = |at: usize| place(at as f64 / last as f64);
    // The component thins labels that would touch; of very many it is handed few.
    let every = chart.categories.len().div_ceil(LABELS).max(1);
    let labels = chart.categories.iter().enumerate().filter(|(at, _)| (last - at.min(&last)).is_multiple_of(every));
    let labels = labels.map(|(at, label)| Label { x: x(at), label });
    let named = (2..=NAMED).contains(&chart.series.len());
    let lines = chart.series.iter().enumerate().map(|(index, series)| {
        let places = series.values.iter().enumerate().map(|(at, value)| {
            let number = value.point()?;
            Some((x(at), place(scale.place(number.value))))
        });
        let places: Vec<Option<Place>> = places.collect();
        // A line without any value keeps its name, at the foot.
        let end = places.iter().rev().flatten().next().map_or(0.0, |place| place.1);
        let name = series.name.as_ref().filter(|_| named).map(|label| EndName { at: end, label });
        let course = course(&series.values, &places, &x, chart.series.len() == 1);
        Line::Long(LongLine { course, series: index, name })
    });
    Drawing {
        labels: labels.collect(),
        lines: lines.collect(),
        legend: if named { Vec::new() } else { legend(chart) },
        ..scaled(chart, &scale, style)
    }
}

pub(super) fn slope(chart: &Chart) -> Drawing<'_> {
    let scale = scale_of(chart.series.iter(), chart);
    let lines = chart.series.iter().enumerate().filter_map(|(index, series)| {
        let (left, right) = (series.values.first()?.point()?, series.values.last()?.point()?);
        Some(Line::Slope(Slope {
            series: index,
            left: scale.place(left.value),
            right: scale.place(right.value),
            left_value: left,
            right_value: right,
            name: series.name.as_ref(),
            emphasis: false,
        }))
    });
    Drawing { lines: lines.collect(), to: chart.categories.last(), ..Drawing::default() }
}
