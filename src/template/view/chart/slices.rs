//! Pies and rings: shares of a whole as slices, clockwise from the top.

use std::f64::consts::TAU;

use rust_decimal::Decimal;

use super::drawing::{ChartDrawing, Slice, SliceLabel, SliceText};
use super::{data, derived, place};
use crate::data::Leaf;
use crate::japanese::WritingStyle;
use crate::mark::{DatumId, Origin};
use crate::model::{AbsentValue, Chart, ChartKind, ChartPoint, Series, SliceOrder};

/// More slices are not told apart by their tints and hatches.
const MOST: usize = 6;
/// What the smallest slices are joined as, and what a category is called that belongs last.
const REST: &str = "その他";
/// The radius of the hole of a ring.
const HOLE: f64 = 0.56;
/// No piece of a curve goes farther round than this, so that it is no farther from the circle than print can show.
const PIECE: f64 = 1.0 / 8.0;

pub(super) fn slices<'a>(chart: &'a Chart, style: &WritingStyle) -> ChartDrawing<'a> {
    let Some(series) = chart.series.first() else { return ChartDrawing::default() };
    let whole = Whole::of(chart, series, style);
    let (shown, joined) = arranged(chart, series);
    let hole = if chart.kind == ChartKind::Ring { HOLE } else { 0.0 };
    let mut texts: Vec<(Decimal, SliceText<'a>)> =
        shown.iter().map(|index| (series.number(*index).unwrap_or_default(), whole.text(*index))).collect();
    if !joined.is_empty() {
        texts.push(whole.joined(&joined));
    }
    let mut start = Decimal::ZERO;
    let slices = texts.into_iter().enumerate().map(|(look, (value, text))| {
        let (from, to) = (whole.turn(start), whole.turn(start + value));
        start += value;
        let drawn = whole.sum.is_some() && to > from;
        Slice {
            look,
            outer: if drawn { arc(from, to, 1.0) } else { Vec::new() },
            inner: if drawn && hole > 0.0 { arc(to, from, hole) } else { Vec::new() },
            middle: point((from + to) / 2.0, 1.0),
            text,
        }
    });
    ChartDrawing {
        slices: slices.collect(),
        rest: joined.iter().map(|index| whole.text(*index)).collect(),
        whole: whole.sum.filter(|_| !whole.percent).map(|sum| derived(&whole.data, style.number(sum))),
        unknown: whole.unknown(),
        ..ChartDrawing::default()
    }
}

/// The categories that have slices of their own, and those that are joined as the rest.
fn arranged(chart: &Chart, series: &Series) -> (Vec<usize>, Vec<usize>) {
    let count = chart.categories.len();
    let value = |index: &usize| series.number(*index).unwrap_or_default();
    let is_rest = |index: &usize| chart.categories[*index].text == REST;
    let mut by_size: Vec<usize> = (0..count).collect();
    // The sort keeps the order of what is equal.
    by_size.sort_by_key(|index| (is_rest(index), std::cmp::Reverse(value(index))));
    let kept = if count > MOST { MOST - 1 } else { count };
    let (shown, joined) = by_size.split_at(kept);
    let (mut shown, joined) = (shown.to_vec(), joined.to_vec());
    if chart.order == Some(SliceOrder::Given) {
        shown.sort_unstable();
    }
    (shown, joined)
}

/// All values of a chart together.
struct Whole<'a, 'b> {
    chart: &'a Chart,
    series: &'a Series,
    style: &'b WritingStyle,
    /// Their sum, if all are known.
    sum: Option<Decimal>,
    /// Whether they are shares themselves.
    percent: bool,
    data: Vec<DatumId>,
}

impl<'a, 'b> Whole<'a, 'b> {
    fn of(chart: &'a Chart, series: &'a Series, style: &'b WritingStyle) -> Self {
        let known = series.values.iter().map(|value| value.point().map(|point| point.value));
        let sum = known.collect::<Option<Vec<_>>>().map(|values| values.into_iter().sum());
        Self { chart, series, style, sum, percent: chart.has_shares(), data: data(series).collect() }
    }

    /// What is printed in place of a whole of which a part is not known.
    fn unknown(&self) -> Option<AbsentValue> {
        if self.sum.is_some() {
            return None;
        }
        let words = self.series.values.iter().find_map(|value| value.pending());
        let words = words.map_or_else(|| "－".to_owned(), |absent| absent.words.clone());
        Some(AbsentValue { words, origin: Origin::Derived(self.data.clone()) })
    }

    /// Where a sum of values lies, in turns.
    fn turn(&self, value: Decimal) -> f64 {
        let share = self.sum.and_then(|sum| value.checked_div(sum));
        share.map_or(0.0, |share| share.as_f64())
    }

    fn share(&self, value: Decimal, own: &[DatumId]) -> Option<Leaf> {
        let share = self.style.rate(value, self.sum.filter(|_| !self.percent)?)?;
        let others = self.data.iter().filter(|id| !own.contains(id));
        let data: Vec<DatumId> = own.iter().chain(others).copied().collect();
        Some(derived(&data, format!("{share}％")))
    }

    fn point(&self, index: usize) -> Option<&'a ChartPoint> {
        self.series.values.get(index)?.point()
    }

    fn text(&self, index: usize) -> SliceText<'a> {
        let point = self.point(index);
        SliceText {
            label: SliceLabel::Category(&self.chart.categories[index]),
            value: point.map(|point| Leaf::number(point.origin.clone(), point.value)),
            pending: self.series.values.get(index).and_then(|value| value.pending()),
            share: point.and_then(|point| self.share(point.value, point.origin.data())),
            percent: self.percent,
        }
    }

    /// What is written at the slice of the rest, with its value.
    fn joined(&self, joined: &[usize]) -> (Decimal, SliceText<'a>) {
        let points: Vec<&ChartPoint> = joined.iter().filter_map(|index| self.point(*index)).collect();
        let value: Decimal = points.iter().map(|point| point.value).sum();
        let data: Vec<DatumId> = points.iter().flat_map(|point| point.origin.data()).copied().collect();
        let names: Vec<DatumId> = joined.iter().map(|index| self.chart.categories[*index].datum).collect();
        let known = points.len() == joined.len();
        let text = SliceText {
            label: SliceLabel::Rest(derived(&names, REST)),
            value: known.then(|| Leaf::number(Origin::Derived(data.clone()), value)),
            pending: None,
            share: self.share(value, &data).filter(|_| known),
            percent: self.percent,
        };
        (value, text)
    }
}

/// The point of a circle after so many turns clockwise from the top.
fn point(turns: f64, radius: f64) -> [f64; 2] {
    let (sine, cosine) = (turns * TAU).sin_cos();
    [place(radius * sine), place(-radius * cosine)]
}

/// An arc as a curve of cubic pieces.
fn arc(from: f64, to: f64, radius: f64) -> Vec<f64> {
    let pieces = ((to - from).abs() / PIECE).ceil().max(1.0);
    let step = (to - from) / pieces;
    // By this share of the radius, the control points of a piece lie on the tangents at its ends.
    let reach = 4.0 / 3.0 * (step * TAU / 4.0).tan();
    let mut curve = point(from, radius).to_vec();
    for piece in 0..pieces as u32 {
        let (start, end) = (from + step * f64::from(piece), from + step * f64::from(piece + 1));
        curve.extend(beside(start, radius, reach));
        curve.extend(beside(end, radius, -reach));
        curve.extend(point(end, radius));
    }
    curve
}

/// A point on the tangent of a circle, ahead of where it touches by a share of the radius.
fn beside(turns: f64, radius: f64, ahead: f64) -> [f64; 2] {
    let (sine, cosine) = (turns * TAU).sin_cos();
    [place(radius * (sine + ahead * cosine)), place(radius * (ahead * sine - cosine))]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn curves_stay_on_their_circle() {
        for (from, to) in [(0.0, 1.0), (0.1, 0.35), (0.9, 0.2), (0.0, 0.001)] {
            let curve = arc(from, to, 1.0);
            assert!(curve.len() % 6 == 2, "a point, and three for each piece");
            let points: Vec<[f64; 2]> = curve.chunks(2).map(|pair| [pair[0], pair[1]]).collect();
            for piece in points.windows(4).step_by(3) {
                let middle =
                    |axis: usize| (piece[0][axis] + 3.0 * piece[1][axis] + 3.0 * piece[2][axis] + piece[3][axis]) / 8.0;
                let radius = middle(0).hypot(middle(1));
                assert!((radius - 1.0).abs() < 1e-3, "{radius} between {from} and {to}");
            }
        }
        assert_eq!(point(0.25, 1.0), [1.0, 0.0]);
        assert_eq!(point(0.0, 1.0), [0.0, -1.0]);
    }
}
