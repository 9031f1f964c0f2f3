//! Metrics with the rate at which they attain their target.

use rust_decimal::prelude::ToPrimitive;
use serde_json::{Value, json};

use super::derived;
use crate::data::When;
use crate::japanese::Style;
use crate::model::Metric;

/// Adds to each target its `ratio`, whether it is `met`, and the printed `rate` in per cent.
pub(super) fn extend(views: &mut Value, metrics: &[Metric], style: &Style) {
    for (at, metric) in metrics.iter().enumerate() {
        let Some(target) = &metric.target else { continue };
        let (value, whole) = (metric.value.value, target.value.value);
        // A report's targets are greater than zero; only a quotient beyond 28 digits has no rate.
        let ratio = value.checked_div(whole).and_then(|ratio| ratio.to_f64()).unwrap_or(0.0);
        let rate = style.rate(value, whole);
        let view = &mut views[at]["target"];
        view["ratio"] = json!(ratio);
        view["met"] = json!(value >= whole);
        view["rate"] = rate.map_or(Value::Null, |rate| derived(&[metric.value.datum, target.value.datum], &rate));
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
