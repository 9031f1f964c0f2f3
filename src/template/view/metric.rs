//! Metrics against their targets: the rate at which they attain them, how far they lie beyond, and a bar of both.

use rust_decimal::Decimal;
use serde::Serialize;

use super::year_over_year::{PreviousValueView, previous};
use super::{Viewer, derived};
use crate::compare::is_rate;
use crate::data::{Leaf, Number, When};
use crate::mark::{DatumId, Origin};
use crate::model::{Better, Metric, Target};

#[derive(Serialize)]
pub(super) struct MetricView<'a> {
    #[serde(flatten)]
    metric: &'a Metric,
    /// The day up to which was counted, where it is printed beside the metric.
    as_of: Option<When>,
    target: Option<TargetView<'a>>,
    /// What the value was in an earlier report.
    previous: Option<PreviousValueView<'a>>,
}

#[derive(Serialize)]
struct TargetView<'a> {
    #[serde(flatten)]
    target: &'a Target,
    /// Whether values are to stay below it.
    at_most: bool,
    met: bool,
    bar: TargetBar,
    /// The achievement rate in per cent.
    rate: Option<Leaf>,
    /// How much the value exceeds the target or falls short of it, where there is no rate to say so.
    gap: Option<Gap>,
}

#[derive(Serialize)]
struct Gap {
    value: Leaf,
    over: bool,
    /// Whether it counts percentage points.
    points: bool,
}

impl MetricView<'_> {
    /// The same with another as-of date beside it.
    pub fn dated(self, as_of: Option<When>) -> Self {
        Self { as_of, ..self }
    }
}

impl<'a> Viewer<'a> {
    /// Metrics, which leave their as-of date out where the head above them already gives the same.
    pub fn metrics(&self, metrics: &'a [Metric], common: Option<When>) -> Vec<MetricView<'a>> {
        let views = metrics.iter().map(|metric| {
            let as_of = metric.as_of.filter(|day| common.is_none_or(|common| day.date != common.date));
            self.metric(metric).dated(as_of)
        });
        views.collect()
    }

    pub fn metric(&self, metric: &'a Metric) -> MetricView<'a> {
        let earlier = self.compared.and_then(|compared| {
            let earlier = compared.earlier.get(&metric.label.datum)?;
            previous(earlier, &compared.style)
        });
        let target = metric.target.as_ref().map(|target| self.target(metric, target));
        MetricView { metric, as_of: metric.as_of, target, previous: earlier }
    }

    fn target(&self, metric: &Metric, target: &'a Target) -> TargetView<'a> {
        let rate = metric.way().and_then(|(made, whole)| self.writing.rate(made, whole));
        let short = metric.met() == Some(false) && (rate.is_none() || metric.direction() == Better::Lower);
        let value = metric.value.number;
        TargetView {
            target,
            at_most: metric.direction().limits(target.value.value),
            met: metric.met() == Some(true),
            bar: TargetBar::of(metric, target),
            rate: rate.zip(value).map(|(rate, value)| derived(&sources(metric, value, target), rate)),
            gap: value.filter(|_| short).and_then(|value| gap(value, target, is_rate(&metric.unit.text))),
        }
    }
}

/// What a rate comes from.
fn sources(metric: &Metric, value: Number, target: &Target) -> Vec<DatumId> {
    let baseline = metric.baseline.as_ref().map(|baseline| baseline.value.datum);
    [value.datum, target.value.datum].into_iter().chain(baseline).collect()
}

/// How far a value lies on the worse side of its target; rates differ by percentage points.
fn gap(value: Number, target: &Target, points: bool) -> Option<Gap> {
    // Numbers of reports are within limits in which differences do not overflow.
    let difference = value.value.checked_sub(target.value.value)?;
    let from = Origin::Derived(vec![value.datum, target.value.datum]);
    // The number is written by the template, with its unit.
    Some(Gap { value: Leaf::number(from, difference.abs()), over: difference > Decimal::ZERO, points })
}

/// The bar of a card, in shares of its width: where the filled part begins and ends, and where the target lies, unless it is
/// the end of the bar.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
struct TargetBar([Option<f64>; 3]);

impl TargetBar {
    fn new(from: f64, to: f64, mark: Option<f64>) -> Self {
        Self([Some(from), Some(to), mark])
    }

    /// The bar of a value that has a rate is filled as far as the target is attained. Of any other it shows the value
    /// against the target, from zero, and goes beyond the mark where the value does.
    fn of(metric: &Metric, target: &Target) -> Self {
        let Some(value) = metric.number() else { return Self::new(0.0, 0.0, None) };
        if let Some((made, whole)) = metric.way() {
            return Self::new(0.0, share(made, whole).clamp(0.0, 1.0), None);
        }
        let target = target.value.value;
        let (low, high) = (value.min(target).min(Decimal::ZERO), value.max(target).max(Decimal::ZERO));
        let ends = [value.min(Decimal::ZERO), value.max(Decimal::ZERO), target];
        let [from, to, mark] = ends.map(|number| share(number - low, high - low));
        Self::new(from, to, Some(mark))
    }
}

/// What share of the whole a part is, and 0 where there is no whole. Numbers of reports are within limits in which their
/// quotients do not overflow.
fn share(part: Decimal, whole: Decimal) -> f64 {
    part.checked_div(whole).map_or(0.0, |share| share.as_f64())
}
