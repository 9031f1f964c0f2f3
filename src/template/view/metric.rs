//! Metrics against their targets: the rate at which they attain them, how far they lie beyond, and a bar of both.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde_json::{Value, json};

use super::derived;
use crate::compare::is_rate;
use crate::data::{Number, When};
use crate::japanese::Style;
use crate::model::{Better, Metric, Target};

/// Adds to each target whether it is `met`, its `bar`, the printed `rate` in per cent, and `gap`, how much the value
/// exceeds it or falls short of it where there is no rate to say so.
pub(super) fn extend(views: &mut Value, metrics: &[Metric], style: &Style) {
    for (at, metric) in metrics.iter().enumerate() {
        let Some(target) = &metric.target else { continue };
        let view = &mut views[at]["target"];
        view["at_most"] = json!(metric.direction().limits(target.value.value));
        view["met"] = json!(metric.met() == Some(true));
        view["bar"] = Bar::of(metric, target).view();
        view["rate"] = Value::Null;
        view["gap"] = Value::Null;
        let Some(value) = metric.value.number else { continue };
        let rate = metric.way().and_then(|(made, whole)| style.rate(made, whole));
        view["rate"] = rate.as_ref().map_or(Value::Null, |rate| derived(&sources(metric, value, target), rate));
        if metric.met() == Some(false) && (rate.is_none() || metric.direction() == Better::Lower) {
            view["gap"] = gap(value, target, is_rate(&metric.unit.text));
        }
    }
}

/// What a rate comes from.
fn sources(metric: &Metric, value: Number, target: &Target) -> Vec<crate::mark::DatumId> {
    let baseline = metric.baseline.as_ref().map(|baseline| baseline.value.datum);
    [value.datum, target.value.datum].into_iter().chain(baseline).collect()
}

/// How far a value lies on the worse side of its target; rates differ by percentage points.
fn gap(value: Number, target: &Target, points: bool) -> Value {
    // Numbers of reports are within limits in which differences do not overflow.
    let Some(difference) = value.value.checked_sub(target.value.value) else { return Value::Null };
    let over = difference > Decimal::ZERO;
    // The number is written by the template, with its unit.
    let number = derived(&[value.datum, target.value.datum], &difference.abs().to_string());
    json!({ "value": number, "over": over, "points": points })
}

/// The bar of a card, in shares of its width.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Bar {
    /// Where the filled part begins and ends.
    from: f64,
    to: f64,
    /// Where the target lies, unless it is the end of the bar.
    mark: Option<f64>,
}

impl Bar {
    /// The bar of a value that has a rate is filled as far as the target is attained. Of any other it shows the value
    /// against the target, from zero, and goes beyond the mark where the value does.
    fn of(metric: &Metric, target: &Target) -> Self {
        let Some(value) = metric.number() else { return Self { from: 0.0, to: 0.0, mark: None } };
        let share = |part: Decimal, whole: Decimal| part.checked_div(whole).and_then(|share| share.to_f64());
        if let Some((made, whole)) = metric.way() {
            // Only a quotient beyond 28 digits has none.
            return Self { from: 0.0, to: share(made, whole).unwrap_or(0.0).clamp(0.0, 1.0), mark: None };
        }
        let target = target.value.value;
        let (low, high) = (value.min(target).min(Decimal::ZERO), value.max(target).max(Decimal::ZERO));
        let place = |number: Decimal| {
            let way = number.checked_sub(low).zip(high.checked_sub(low));
            way.and_then(|(way, whole)| share(way, whole)).unwrap_or(0.0)
        };
        let (from, to) = (place(value.min(Decimal::ZERO)), place(value.max(Decimal::ZERO)));
        Self { from, to, mark: Some(place(target)) }
    }

    /// Beginning, end and mark, as the component takes them.
    fn view(self) -> Value {
        json!([self.from, self.to, self.mark])
    }
}

/// Leaves out the as-of date of cards where the section's head already gives the same.
pub(super) fn hide_common_date(views: &mut Value, metrics: &[Metric], common: Option<When>) {
    let Some(common) = common else { return };
    for (at, metric) in metrics.iter().enumerate() {
        if metric.as_of.is_some_and(|own| own.date == common.date) {
            views[at]["as_of"] = Value::Null;
        }
    }
}
