//! Lines through time, and slopes from the first category to the last.

use serde_json::{Value, json};

use super::{legend, scale_of, write_scale};
use crate::model::Chart;

/// Up to this many lines carry their names at their right ends; more have a key.
const NAMED: usize = 6;

pub(super) fn lines(view: &mut Value, chart: &Chart) {
    let scale = scale_of(chart.series.iter(), chart);
    write_scale(view, chart, &scale);
    let last = chart.categories.len().saturating_sub(1).max(1);
    let x = |at: usize| at as f64 / last as f64;
    view["labels"] =
        chart.categories.iter().enumerate().map(|(at, label)| json!({ "x": x(at), "label": label })).collect();
    let named = (2..=NAMED).contains(&chart.series.len());
    let lines = chart.series.iter().enumerate().map(|(index, series)| {
        let points = series.values.iter().enumerate().map(|(at, value)| {
            value.0.map(|number| json!({ "x": x(at), "at": scale.place(number.value), "value": number }))
        });
        let points: Vec<Option<Value>> = points.collect();
        // A line without any value keeps its name, at the foot.
        let end = points.iter().rev().flatten().next().map_or(json!(0.0), |point| point["at"].clone());
        let name = series.name.as_ref().filter(|_| named).map(|label| json!({ "at": end, "label": label }));
        json!({ "series": index, "points": points, "name": name })
    });
    view["lines"] = lines.collect();
    view["legend"] = if named { json!([]) } else { legend(chart) };
}

pub(super) fn slope(view: &mut Value, chart: &Chart) {
    let scale = scale_of(chart.series.iter(), chart);
    let (Some(first), Some(last)) = (chart.categories.first(), chart.categories.last()) else { return };
    view["from"] = json!(first);
    view["to"] = json!(last);
    let lines = chart.series.iter().enumerate().filter_map(|(index, series)| {
        let (left, right) = (series.values.first()?.0?, series.values.last()?.0?);
        Some(json!({
            "series": index,
            "left": scale.place(left.value), "right": scale.place(right.value),
            "left_value": left, "right_value": right,
            "name": series.name,
            "emphasis": false,
        }))
    });
    view["lines"] = lines.collect();
}
