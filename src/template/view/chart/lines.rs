//! Lines through time, and slopes from the first category to the last.

use serde_json::{Value, json};

use super::{legend, scale_of, write_scale};
use crate::model::{self, Chart};

/// Up to this many lines carry their names at their right ends; more have a key.
const NAMED: usize = 6;

/// Labels of categories, at most.
const LABELS: usize = 40;
/// A line of more points than this prints only some of its numbers.
const PRINTED: usize = 60;

/// Of a line with too many points to print every number: the first, the last, the lowest and the highest.
fn telling(values: &[model::Value]) -> Option<[usize; 4]> {
    if values.len() <= PRINTED {
        return None;
    }
    let stated = || values.iter().enumerate().filter_map(|(at, value)| Some((at, value.0.as_ref()?.value)));
    let lowest = stated().min_by_key(|(_, value)| *value)?;
    let highest = stated().max_by_key(|(_, value)| *value)?;
    Some([stated().next()?.0, stated().next_back()?.0, lowest.0, highest.0])
}

pub(super) fn lines(view: &mut Value, chart: &Chart) {
    let scale = scale_of(chart.series.iter(), chart);
    write_scale(view, chart, &scale);
    let last = chart.categories.len().saturating_sub(1).max(1);
    let x = |at: usize| at as f64 / last as f64;
    // The component thins labels that would touch; of very many it is handed few.
    let every = chart.categories.len().div_ceil(LABELS).max(1);
    let labels = chart.categories.iter().enumerate().filter(|(at, _)| (last - at.min(&last)).is_multiple_of(every));
    view["labels"] = labels.map(|(at, label)| json!({ "x": x(at), "label": label })).collect();
    let named = (2..=NAMED).contains(&chart.series.len());
    let lines = chart.series.iter().enumerate().map(|(index, series)| {
        let telling = telling(&series.values);
        let points = series.values.iter().enumerate().map(|(at, value)| {
            value.0.as_ref().map(|number| {
                let printed = telling.is_none_or(|telling| telling.contains(&at)).then_some(number);
                json!({ "x": x(at), "at": scale.place(number.value), "value": printed })
            })
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
        let (left, right) = (series.values.first()?.0.as_ref()?, series.values.last()?.0.as_ref()?);
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
