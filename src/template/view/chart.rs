//! The geometry of charts: heights in proportion on a scale with round ticks.

use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::derived;
use super::scale::Scale;
use crate::japanese::grouped;
use crate::mark::DatumId;
use crate::model::{Chart, Emphasis};

/// Adds to a chart its `ticks`, `bars`, `baseline`, the place of its `target`, and a text for
/// readers who cannot see it. Places run from 0 at the foot to 1 at the top.
pub(super) fn extend(view: &mut Value, chart: &Chart) {
    let Some(series) = chart.series.first() else { return };
    let values: Vec<Option<Decimal>> = series.values.iter().map(|value| value.0.map(|number| number.value)).collect();
    let sources: Vec<DatumId> = series.values.iter().filter_map(|value| value.0.map(|number| number.datum)).collect();
    let target = chart.target.as_ref().map(|target| target.value.value);
    let scale = Scale::new(values.iter().flatten().copied().chain(target));
    let ticks = scale.ticks().into_iter().zip(scale.labels());
    view["ticks"] =
        ticks.map(|(tick, label)| json!({ "at": scale.place(tick), "label": derived(&sources, &label) })).collect();
    view["name"] = json!(series.name);
    view["baseline"] = json!(scale.place(Decimal::ZERO));
    let emphasised = match chart.emphasis {
        Emphasis::Last => values.iter().rposition(Option::is_some),
        Emphasis::None => None,
    };
    let bars = chart.categories.iter().zip(&series.values).enumerate().map(|(at, (category, value))| {
        json!({
            "label": category,
            "value": value,
            "at": value.0.map(|number| scale.place(number.value)),
            "newest": emphasised == Some(at),
        })
    });
    view["bars"] = bars.collect();
    if let Some(target) = target {
        view["target"]["at"] = json!(scale.place(target));
    }
    if chart.alt.is_none() {
        view["alt"] = derived(&sources, &description(chart));
    }
}

/// The chart's data as a sentence: `企業への導出の推移。2017年3月2件、…。2020年目標 5件。`
fn description(chart: &Chart) -> String {
    let mut points = Vec::new();
    for series in &chart.series {
        for (category, value) in chart.categories.iter().zip(&series.values) {
            let value = value.0.map_or("値なし".to_owned(), |number| grouped(number.value) + &chart.unit.text);
            points.push(format!("{}{value}", category.text));
        }
    }
    let target = chart.target.as_ref().map(|target| format!("{}。", target.label.text)).unwrap_or_default();
    format!("{}。{}。{target}", chart.title.text, points.join("、"))
}
