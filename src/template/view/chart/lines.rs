//! Lines through time, and slopes from the first category to the last.

use rust_decimal::Decimal;

use super::drawing::{ChartDrawing, ChartLine, Course, EndName, Label, LongLine, Marker, SlopeLine};
use super::path::{LinePoint, runs};
use super::{legend, place, scale_of, scaled};
use crate::japanese::{Date, WritingStyle, guessed_date};
use crate::model::{self, Chart};

/// Up to this many lines carry their names at their right ends; more have a key.
const NAMED: usize = 6;

/// Labels of categories, at most.
const LABELS: usize = 24;
/// Points that would come nearer to each other on a scale of time than this share of its length are set evenly.
const NEAREST: f64 = 0.025;
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

/// The places of categories that are years, months or days of which some are left out, true to scale. There is none for other
/// categories, and none where points would come too near each other.
fn time_scale<'a>(categories: impl Iterator<Item = &'a str>) -> Option<Vec<f64>> {
    let dates = categories.map(|category| Date::parse(&guessed_date(category)?));
    let dates = dates.collect::<Option<Vec<Date>>>()?;
    let (first, last) = (dates.first()?, dates.last()?);
    if dates.iter().any(|date| date.precision() != first.precision()) {
        return None;
    }
    let month = |date: &Date| f64::from(date.months()) + f64::from(date.first_day().2 - 1) / 31.0;
    let span = month(last) - month(first);
    let steps: Vec<f64> = dates.windows(2).map(|pair| (month(&pair[1]) - month(&pair[0])) / span).collect();
    let nearest = steps.iter().copied().fold(f64::INFINITY, f64::min);
    let farthest = steps.iter().copied().fold(0.0, f64::max);
    // Months and leap days make steps of equal years and months differ by a few hundredths.
    let has_gaps = farthest > 1.5 * nearest;
    let is_readable = span > 0.0 && nearest >= NEAREST && has_gaps;
    is_readable.then(|| dates.iter().map(|date| place((month(date) - month(first)) / span)).collect())
}

pub(super) fn lines<'a>(chart: &'a Chart, style: &WritingStyle) -> ChartDrawing<'a> {
    let scale = scale_of(chart.series.iter(), chart);
    let last = chart.categories.len().saturating_sub(1).max(1);
    let even = || (0..chart.categories.len()).map(|index| place(index as f64 / last as f64)).collect();
    let columns: Vec<f64> =
        time_scale(chart.categories.iter().map(|category| category.text.as_str())).unwrap_or_else(even);
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

#[cfg(test)]
mod tests {
    use super::*;

    fn places(categories: &[&str]) -> Option<Vec<f64>> {
        time_scale(categories.iter().copied())
    }

    #[test]
    fn years_with_gaps_are_true_to_scale() {
        assert_eq!(places(&["2013", "2015", "2023"]), Some(vec![0.0, 0.2, 1.0]));
        assert_eq!(places(&["平成30年度", "令和元年度", "令和6年度"]), Some(vec![0.0, 0.16667, 1.0]));
        assert_eq!(places(&["2020年1月", "2020年4月", "2021年1月"]), Some(vec![0.0, 0.25, 1.0]));
        for even in [
            &["2013", "2014", "2015"][..],
            &["甲", "乙", "丙"],
            &["2013", "2015", "2010"],
            &["2013", "2015年度", "2030"],
            &["2013"],
        ] {
            assert_eq!(places(even), None, "{even:?}");
        }
        // A year among centuries would lie on its neighbour.
        assert_eq!(places(&["1868", "1869", "2020"]), None);
    }
}
