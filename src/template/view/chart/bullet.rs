//! Bullets: values against targets, a row each.
//!
//! The marks of all targets above zero lie on one line, and each bar is as long as its value is of its target, so that
//! rows may be compared. A bar that goes beyond its target crosses the mark. Rows without such a target share a scale of
//! their values. On either, numbers that differ are told apart by their bars.

use rust_decimal::Decimal;

use super::drawing::{BulletRow, BulletTarget, ChartDrawing};
use super::place;
use crate::compare::is_rate;
use crate::data::Leaf;
use crate::mark::Origin;
use crate::model::{Better, Chart, ChartPoint, Series, SeriesValue};

/// Where no value is more than so many times its target, all bars are in proportion.
const PROPORTIONAL: f64 = 2.0;
/// Where one is more, bars are in proportion up to here; what is beyond takes the rest of the same width in powers, with
/// a break, so that the other rows keep their length.
const KNEE: f64 = 1.5;
/// A bar that goes beyond its target does so by at least this share of the width, and one that does not reach it stays
/// as much away. In the narrowest column that is more than half of the mark with its casing.
const APART: f64 = 0.015;
/// A bar that is not of zero has at least this share of the width, which is a hair.
const LEAST: f64 = 0.005;

/// The first series against the second, category by category.
pub(super) fn bullet(chart: &Chart) -> ChartDrawing<'_> {
    let [values, targets] = chart.series.as_slice() else { return ChartDrawing::default() };
    let pairs: Vec<[&SeriesValue; 2]> =
        (0..chart.categories.len()).map(|at| [stated(values, at), stated(targets, at)]).collect();
    let numbers: Vec<[Option<Decimal>; 2]> =
        pairs.iter().map(|pair| pair.each_ref().map(|datum| datum.point().map(|point| point.value))).collect();
    let rows = chart.categories.iter().zip(&pairs).zip(bars(&numbers)).enumerate();
    let rows = rows.map(|(at, ((label, [value, target]), bar))| {
        let better = chart.better(at).unwrap_or(Better::Higher);
        let lower = better == Better::Lower;
        let both = value.point().zip(target.point());
        // Of a row of which it is doubtful which way is better nothing is claimed.
        let sure = !chart.is_doubtful(at);
        let met = sure && both.is_some_and(|(value, target)| better.met(value.value, target.value));
        let goal = match target {
            SeriesValue::Missing => None,
            _ => Some(BulletTarget {
                at: bar.mark,
                value: target.point(),
                pending: target.pending(),
                name: targets.name.as_ref(),
                at_most: target.point().is_some_and(|point| better.limits(point.value)),
            }),
        };
        BulletRow {
            label,
            value: value.point(),
            pending: value.pending(),
            zero: place(bar.from),
            at: place(bar.to),
            broken: bar.broken.map(place),
            target: goal,
            over: both.filter(|_| lower && !met).and_then(|(value, target)| over(value, target)),
            points: is_rate(&chart.unit.text),
            met,
        }
    });
    ChartDrawing { rows: rows.collect(), ..ChartDrawing::default() }
}

/// What a series states in a category.
fn stated(series: &Series, at: usize) -> &SeriesValue {
    series.values.get(at).unwrap_or(&SeriesValue::Missing)
}

/// How much a value that was to stay below its target lies above it.
fn over(value: &ChartPoint, target: &ChartPoint) -> Option<Leaf> {
    // Numbers of reports are within limits in which differences do not overflow.
    let difference = value.value.checked_sub(target.value)?;
    let of = value.origin.data().iter().chain(target.origin.data()).copied().collect();
    Some(Leaf::number(Origin::Derived(of), difference))
}

/// A bar and its target in shares of the width.
#[derive(Clone, Copy, Debug, PartialEq)]
struct BulletBar {
    /// Where zero lies.
    from: f64,
    /// Where the value lies.
    to: f64,
    /// Where the target lies.
    mark: Option<f64>,
    /// Where the bar is broken, because its length is no longer in proportion.
    broken: Option<f64>,
}

/// The bars of rows of values and targets.
fn bars(rows: &[[Option<Decimal>; 2]]) -> Vec<BulletBar> {
    let parts = Axis::of_parts(rows.iter().filter_map(part_of_target));
    let without_mark = rows.iter().filter(|row| positive_target(row).is_none());
    let amounts = Axis::of_amounts(without_mark.flatten().flatten().map(Decimal::as_f64));
    let bars = rows.iter().map(|row| {
        let mut bar = match positive_target(row) {
            Some(_) => parts.bar(part_of_target(row), Some(1.0)),
            None => {
                let [value, target] = row.map(|number| number.map(|number| number.as_f64()));
                amounts.bar(value, target)
            }
        };
        bar.keep_apart(row);
        bar
    });
    bars.collect()
}

/// The target of a row whose mark lies on the common line.
fn positive_target(row: &[Option<Decimal>; 2]) -> Option<Decimal> {
    row[1].filter(|target| *target > Decimal::ZERO)
}

/// What part of its target a value is. A float tells any two parts apart that print could.
fn part_of_target(row: &[Option<Decimal>; 2]) -> Option<f64> {
    Some(row[0]?.as_f64() / positive_target(row)?.as_f64())
}

/// The numbers along the width: in proportion up to a limit at either side, beyond it in powers.
#[derive(Clone, Copy, Debug)]
struct Axis {
    low: f64,
    high: f64,
    /// Up to where below and above zero numbers are in proportion.
    below: f64,
    above: f64,
}

impl Axis {
    /// For parts of targets, of which 1 lies on the line of all marks.
    fn of_parts(parts: impl Iterator<Item = f64>) -> Self {
        let (low, high) = parts.fold((0.0_f64, 1.0_f64), |(low, high), part| (low.min(part), high.max(part)));
        // Beyond the marks there is room for a bar to be seen to cross them.
        let high = if high > 1.0 { high.max(1.0 + 2.0 * APART) } else { high };
        let [below, above] = [-low, high].map(|end| if end > PROPORTIONAL { KNEE } else { end });
        Self { low, high, below, above }
    }

    fn of_amounts(numbers: impl Iterator<Item = f64>) -> Self {
        let (low, high) = numbers.fold((0.0_f64, 0.0_f64), |(low, high), number| (low.min(number), high.max(number)));
        Self { low, high, below: -low, above: high }
    }

    /// How far a number lies from zero, before that is brought to the width.
    fn reach(&self, number: f64) -> f64 {
        let (size, end, limit) =
            if number < 0.0 { (-number, -self.low, self.below) } else { (number, self.high, self.above) };
        let reach =
            if size <= limit { size } else { limit + (PROPORTIONAL - KNEE) * (size / limit).ln() / (end / limit).ln() };
        if number < 0.0 { -reach } else { reach }
    }

    fn place(&self, number: f64) -> f64 {
        let (low, high) = (self.reach(self.low), self.reach(self.high));
        if high > low { ((self.reach(number) - low) / (high - low)).clamp(0.0, 1.0) } else { 0.0 }
    }

    fn bar(&self, value: Option<f64>, target: Option<f64>) -> BulletBar {
        let from = self.place(0.0);
        let beyond = value.filter(|value| *value > self.above || -*value > self.below);
        let broken = beyond.map(|value| self.place(if value < 0.0 { -self.below } else { self.above }));
        BulletBar {
            from,
            to: value.map_or(from, |value| self.place(value)),
            mark: target.map(|at| self.place(at)),
            broken,
        }
    }
}

impl BulletBar {
    /// Moves the end of a bar away from zero and from its mark where its value is another.
    fn keep_apart(&mut self, [value, target]: &[Option<Decimal>; 2]) {
        let Some(value) = value else { return };
        match value.cmp(&Decimal::ZERO) {
            std::cmp::Ordering::Greater => self.to = self.to.max((self.from + LEAST).min(1.0)),
            std::cmp::Ordering::Less => self.to = self.to.min((self.from - LEAST).max(0.0)),
            std::cmp::Ordering::Equal => {}
        }
        let Some((mark, target)) = self.mark.zip(*target) else { return };
        match value.cmp(&target) {
            std::cmp::Ordering::Greater => self.to = self.to.max((mark + APART).min(1.0)),
            // A bar that ends at zero stays there.
            std::cmp::Ordering::Less if !value.is_zero() => self.to = self.to.min((mark - APART).max(0.0)),
            std::cmp::Ordering::Less | std::cmp::Ordering::Equal => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn drawn(rows: &[(&str, &str)]) -> Vec<BulletBar> {
        let number = |text: &str| (!text.is_empty()).then(|| text.parse().expect("a number"));
        bars(&rows.iter().map(|(value, target)| [number(value), number(target)]).collect::<Vec<_>>())
    }

    fn ends(rows: &[(&str, &str)]) -> Vec<(f64, Option<f64>)> {
        let round = |at: f64| (at * 1000.0).round() / 1000.0;
        drawn(rows).iter().map(|bar| (round(bar.to), bar.mark.map(round))).collect()
    }

    #[test]
    fn bars_are_as_long_as_values_are_of_their_targets() {
        let rows = [("37", "50"), ("74", "200"), ("74", "100"), ("120", "100"), ("100", "100")];
        let mark = Some(0.833);
        assert_eq!(ends(&rows), [(0.617, mark), (0.308, mark), (0.617, mark), (1.0, mark), (0.833, mark)]);
        assert_eq!(ends(&[("37", "100"), ("74", "100")]), [(0.37, Some(1.0)), (0.74, Some(1.0))]);
    }

    #[test]
    fn rows_without_a_target_share_a_scale() {
        assert_eq!(ends(&[("37", ""), ("74", "")]), [(0.5, None), (1.0, None)]);
        // A target of zero is no part of which a value could be told.
        assert_eq!(ends(&[("3", "0"), ("6", "0"), ("0", "0")]), [(0.5, Some(0.0)), (1.0, Some(0.0)), (0.0, Some(0.0))]);
        assert_eq!(ends(&[("-1", "-3"), ("-4", "-3")]), [(0.75, Some(0.25)), (0.0, Some(0.25))]);
    }

    #[test]
    fn a_single_high_value_leaves_the_others_their_room() {
        let rows = drawn(&[("37", "100"), ("74", "100"), ("5000", "100"), ("120", "100")]);
        assert_eq!(rows[0].mark, Some(0.5));
        assert_eq!((rows[0].to, rows[1].to, rows[2].to), (0.185, 0.37, 1.0));
        assert_eq!(rows[3].to, 0.6);
        assert_eq!(rows.iter().map(|bar| bar.broken).collect::<Vec<_>>(), [None, None, Some(0.75), None]);
    }

    #[test]
    fn a_value_beyond_its_target_is_seen_to_cross_the_mark() {
        for (value, target) in [("100.1", "100"), ("1000001", "1000000"), ("1", "0.999999999")] {
            let bar = drawn(&[(value, target)])[0];
            assert!(bar.mark.is_some_and(|mark| bar.to >= mark + APART - 1e-9), "{value} of {target}: {bar:?}");
            let short = drawn(&[(target, value)])[0];
            assert!(short.mark.is_some_and(|mark| short.to <= mark - APART + 1e-9), "{target} of {value}: {short:?}");
        }
        let short = drawn(&[("99.9", "100"), ("100", "100")]);
        assert!(short[0].to < short[1].to);
    }

    #[test]
    fn what_is_not_known_has_no_bar_and_keeps_its_mark() {
        let rows = drawn(&[("", "100"), ("50", "100"), ("", "")]);
        assert_eq!((rows[0].from, rows[0].to, rows[0].mark), (0.0, 0.0, Some(1.0)));
        assert_eq!((rows[2].to, rows[2].mark), (0.0, None));
    }

    fn number() -> impl Strategy<Value = Option<Decimal>> {
        // Mantissa and scale span all numbers that the loader accepts.
        prop::option::of(
            (-999_999_999_999_999_999_i64..=999_999_999_999_999_999, 0_u32..=9).prop_map(|(m, s)| Decimal::new(m, s)),
        )
    }

    proptest! {
        #[test]
        fn every_bar_lies_within_the_width_and_on_its_side_of_the_mark(
            rows in prop::collection::vec((number(), number()), 1..8)
        ) {
            let rows: Vec<[Option<Decimal>; 2]> = rows.into_iter().map(|(value, target)| [value, target]).collect();
            for ([value, target], bar) in rows.iter().zip(bars(&rows)) {
                for at in [Some(bar.from), Some(bar.to), bar.mark, bar.broken].into_iter().flatten() {
                    prop_assert!((0.0..=1.0).contains(&at), "{bar:?}");
                }
                if let (Some(value), Some(target), Some(mark)) = (value, target, bar.mark) {
                    prop_assert!(value <= target || bar.to >= mark, "{value} {target} {bar:?}");
                    prop_assert!(value >= target || bar.to <= mark, "{value} {target} {bar:?}");
                }
            }
        }

        #[test]
        fn shares_of_one_target_that_differ_in_print_differ_on_the_page(parts in prop::collection::vec(0_i64..=3_000, 2..8)) {
            let rows: Vec<[Option<Decimal>; 2]> =
                parts.iter().map(|part| [Some(Decimal::new(*part, 1)), Some(Decimal::ONE_HUNDRED)]).collect();
            let drawn = bars(&rows);
            for (a, x) in parts.iter().zip(&drawn) {
                for (b, y) in parts.iter().zip(&drawn) {
                    // Two of a hundred parts of the target.
                    prop_assert!(b - a < 20 || y.to > x.to, "{a} {b} {x:?} {y:?}");
                }
            }
        }
    }
}
