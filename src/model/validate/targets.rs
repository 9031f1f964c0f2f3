//! Metrics and bullets against their targets: values that are not yet known, baselines, which way is better.

use rust_decimal::Decimal;

use super::super::{Better, Chart, ChartKind, Metric};
use super::Check;
use super::charts::is_percent;
use crate::diagnostic::{Problem, Term};
use crate::japanese::grouped;

impl Check<'_> {
    pub(super) fn metrics(&mut self, metrics: &[&Metric]) {
        self.unique(metrics.iter().map(|metric| &metric.id), Term::Metric);
        for metric in metrics {
            self.pending(metric);
            self.baseline(metric);
            self.direction(metric);
            let Some((number, target)) = metric.value.number.zip(metric.target.as_ref()) else { continue };
            // A target above a hundred shows that growth is meant, and no share.
            let (value, whole) = (number.value, Decimal::ONE_HUNDRED);
            if is_percent(&metric.unit.text) && value > whole && target.value.value <= whole {
                self.report_at(number.datum, Problem::ShareAboveWhole { value: grouped(value) });
            }
        }
    }

    /// A metric has a number, or words for one that is not yet known.
    fn pending(&mut self, metric: &Metric) {
        match (&metric.value.number, &metric.pending) {
            (None, None) => self.report(metric.value.place.clone(), Problem::ValueUnsaid),
            (Some(_), Some(words)) => self.report_at(words.datum, Problem::PendingBesideValue),
            (Some(_), None) | (None, Some(_)) => {}
        }
    }

    /// The way to a target begins on its worse side.
    fn baseline(&mut self, metric: &Metric) {
        let Some(baseline) = &metric.baseline else { return };
        let lower = metric.direction() == Better::Lower;
        let problem = match metric.target.as_ref().map(|target| target.value.value.cmp(&baseline.value.value)) {
            None => Problem::BaselineWithoutTarget,
            Some(std::cmp::Ordering::Equal) => Problem::BaselineAtTarget,
            Some(order) if (order == std::cmp::Ordering::Greater) == lower => Problem::BaselineBeyondTarget { lower },
            Some(_) => return,
        };
        self.report_at(baseline.value.datum, problem);
    }

    /// Where nothing says which way is better, a target of zero or less leaves it open whether it is met, and a name
    /// may tell that the figure is to fall.
    fn direction(&mut self, metric: &Metric) {
        let Some(target) = metric.target.as_ref().filter(|_| metric.better.is_none()) else { return };
        let (value, goal, label) = (metric.number(), target.value.value, metric.label.text.clone());
        if goal <= Decimal::ZERO && value != Some(goal) {
            self.report_at(target.value.datum, Problem::DirectionUnsaid { label, fault: true });
        } else if metric.is_doubtful() {
            self.report_at(metric.label.datum, Problem::DirectionUnsaid { label, fault: false });
        }
    }

    /// The same of the rows of a chart of values against targets.
    pub(super) fn directions(&mut self, chart: &Chart) {
        let [values, targets] = chart.series.as_slice() else { return };
        if chart.kind != ChartKind::Bullet || chart.better.is_some() {
            return;
        }
        for (at, label) in chart.categories.iter().enumerate() {
            let number = |at: usize, series: &super::super::Series| {
                series.values.get(at).and_then(super::super::Value::point).map(|point| point.value)
            };
            let Some(goal) = number(at, targets) else { continue };
            let value = number(at, values);
            let open = goal <= Decimal::ZERO && value.is_some_and(|value| value != goal);
            if open || chart.is_doubtful(at) {
                let label = label.text.clone();
                self.report_at(chart.categories[at].datum, Problem::DirectionUnsaid { label, fault: open });
            }
        }
    }
}
