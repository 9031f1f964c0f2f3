//! Bars: alone, side by side, on top of each other, with a line, against targets.

use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::lines::course;
use super::scale::Scale;
use super::{data, derived, legend, place, scale_of, ticks, write_scale};
use crate::japanese::Style;
use crate::mark::DatumId;
use crate::model::{Chart, Emphasis, Point, Series};

/// A bar between two places of a scale.
fn bar(series: usize, lane: usize, lanes: usize, from: f64, to: f64, value: Value) -> Value {
    json!({
        "series": series, "lane": lane, "lanes": lanes, "from": from, "to": to,
        "missing": value.is_null(), "value": value, "share": false, "emphasis": false,
    })
}

/// The category that stands out.
fn emphasised(chart: &Chart) -> Option<usize> {
    match chart.emphasis {
        Emphasis::Last => {
            chart.series.iter().filter_map(|s| s.values.iter().rposition(|value| value.0.is_some())).max()
        }
        Emphasis::None => None,
    }
}

/// Writes a group of bars a category.
fn write_groups(view: &mut Value, chart: &Chart, group: impl Fn(usize) -> Vec<Value>) {
    let stands_out = emphasised(chart);
    let groups = chart.categories.iter().enumerate().map(|(at, label)| {
        let mut bars = group(at);
        bars.iter_mut().for_each(|bar| bar["emphasis"] = json!(stands_out == Some(at)));
        json!({ "label": label, "bars": bars, "total": null, "total_at": 0 })
    });
    view["groups"] = groups.collect();
}

fn value_at(series: &Series, at: usize) -> Option<&Point> {
    series.values.get(at).and_then(|value| value.0.as_ref())
}

/// Bars of several series side by side, from the baseline.
fn side_by_side(series: &[&Series], at: usize, scale: &Scale) -> Vec<Value> {
    let base = scale.place(Decimal::ZERO);
    let bars = series.iter().enumerate().map(|(lane, series)| match value_at(series, at) {
        Some(number) => bar(lane, lane, 0, base, scale.place(number.value), json!(number)),
        None => bar(lane, lane, 0, base, base, Value::Null),
    });
    let mut bars: Vec<Value> = bars.collect();
    let lanes = bars.len();
    bars.iter_mut().for_each(|bar| bar["lanes"] = json!(lanes));
    bars
}

pub(super) fn grouped(view: &mut Value, chart: &Chart, style: &Style) {
    let scale = scale_of(chart.series.iter(), chart);
    write_scale(view, chart, &scale, style);
    let series: Vec<&Series> = chart.series.iter().collect();
    write_groups(view, chart, |at| side_by_side(&series, at, &scale));
    view["legend"] = legend(chart);
}

/// The values of a category that point the same way, summed up series by series.
fn sums(chart: &Chart, at: usize) -> Vec<(usize, &Point, Decimal, Decimal)> {
    let (mut above, mut below) = (Decimal::ZERO, Decimal::ZERO);
    let mut out = Vec::new();
    for (index, series) in chart.series.iter().enumerate() {
        let Some(number) = value_at(series, at) else { continue };
        let end = if number.value.is_sign_negative() { &mut below } else { &mut above };
        let from = *end;
        // Numbers are limited so that sums of all series never overflow.
        *end += number.value;
        out.push((index, number, from, *end));
    }
    out
}

pub(super) fn stacked(view: &mut Value, chart: &Chart, style: &Style) {
    let ends = (0..chart.categories.len()).flat_map(|at| sums(chart, at)).map(|(.., to)| to);
    let scale = Scale::new(ends.chain(chart.target.as_ref().map(|target| target.value.value)));
    write_scale(view, chart, &scale, style);
    write_groups(view, chart, |at| {
        let segment = |(series, number, from, to): (usize, &Point, Decimal, Decimal)| {
            bar(series, 0, 1, scale.place(from), scale.place(to), json!(number))
        };
        sums(chart, at).into_iter().map(segment).collect()
    });
    for at in 0..chart.categories.len() {
        let segments = sums(chart, at);
        if segments.len() > 1 {
            let of: Vec<DatumId> = segments.iter().flat_map(|(_, number, ..)| number.origin.data()).copied().collect();
            let sum: Decimal = segments.iter().map(|(_, number, ..)| number.value).sum();
            let top = segments.iter().map(|(.., to)| *to).max().unwrap_or_default().max(Decimal::ZERO);
            view["groups"][at]["total"] = derived(&of, &style.number(sum));
            view["groups"][at]["total_at"] = json!(scale.place(top));
        }
    }
    view["legend"] = legend(chart);
}

/// Stacks that all reach 100 per cent; each segment prints its share.
pub(super) fn shares(view: &mut Value, chart: &Chart, style: &Style) {
    let all: Vec<DatumId> = chart.series.iter().flat_map(data).collect();
    let tick = |part: u8| json!({ "at": f64::from(part) / 5.0, "label": derived(&all, &format!("{}％", u32::from(part) * 20)) });
    view["ticks"] = (0..=5).map(tick).collect();
    view["baseline"] = json!(0.0);
    if let Some(target) = &chart.target {
        view["target"]["at"] = json!(target.value.value.to_string().parse::<f64>().unwrap_or(0.0) / 100.0);
    }
    write_groups(view, chart, |at| {
        let segments = sums(chart, at);
        let whole: Decimal = segments.iter().map(|(_, number, ..)| number.value).sum();
        let scale = Scale::exactly(whole);
        let of: Vec<DatumId> = segments.iter().flat_map(|(_, number, ..)| number.origin.data()).copied().collect();
        let segment = |(series, number, from, to): (usize, &Point, Decimal, Decimal)| {
            let mut from_first = of.clone();
            let own = number.origin.data();
            from_first.retain(|id| !own.contains(id));
            from_first.splice(0..0, own.iter().copied());
            let share = style.rate(number.value, whole).map(|share| derived(&from_first, &format!("{share}％")));
            let mut segment = bar(series, 0, 1, scale.place(from), scale.place(to), share.unwrap_or(Value::Null));
            segment["share"] = json!(true);
            segment
        };
        segments.into_iter().map(segment).collect()
    });
    view["legend"] = legend(chart);
}

pub(super) fn with_line(view: &mut Value, chart: &Chart, style: &Style) {
    let bars: Vec<&Series> = chart.series.iter().filter(|series| !series.line).collect();
    let own_scale = chart.series.iter().find(|series| series.line).is_some_and(|line| line.unit.is_some());
    let scale = if own_scale { scale_of(bars.iter().copied(), chart) } else { scale_of(chart.series.iter(), chart) };
    write_scale(view, chart, &scale, style);
    write_groups(view, chart, |at| side_by_side(&bars, at, &scale));
    let mut names: Vec<Value> = bars.iter().map(|series| json!(series.name)).collect();
    if let Some(line) = chart.series.iter().find(|series| series.line) {
        let scale = if own_scale { Scale::new(super::numbers(line).map(|number| number.value)) } else { scale };
        if own_scale {
            view["ticks_right"] = ticks(&scale, &data(line).collect::<Vec<_>>(), style);
        }
        let slots = chart.categories.len().max(1);
        let places = (0..slots).map(|at| {
            let x = place((at as f64 + 0.5) / slots as f64);
            value_at(line, at).map(|number| (x, place(scale.place(number.value))))
        });
        let mut drawn = course(&line.values, &places.collect::<Vec<_>>(), true);
        drawn["series"] = json!(bars.len());
        drawn["name"] = json!(line.name);
        drawn["unit"] = json!(line.unit);
        view["line"] = drawn;
        names.push(json!(line.name));
    }
    view["legend"] = names.into();
}

pub(super) fn multiples(view: &mut Value, chart: &Chart, style: &Style) {
    let scale = scale_of(chart.series.iter(), chart);
    write_scale(view, chart, &scale, style);
    let charts = chart.series.iter().map(|series| {
        let mut one = json!({ "title": series.name, "target": view["target"] });
        one["ticks"] = ticks(&scale, &data(series).collect::<Vec<_>>(), style);
        one["baseline"] = view["baseline"].clone();
        write_groups(&mut one, chart, |at| side_by_side(&[series], at, &scale));
        one
    });
    let charts: Value = charts.collect();
    view["charts"] = charts;
}

/// The first series against the second, category by category.
pub(super) fn bullet(view: &mut Value, chart: &Chart) {
    let [values, targets] = chart.series.as_slice() else { return };
    let rows = chart.categories.iter().enumerate().map(|(at, label)| {
        let (value, target) = (value_at(values, at), value_at(targets, at));
        let numbers = value.into_iter().chain(target).map(|number| number.value);
        let scale = Scale::new(numbers);
        let met = value.zip(target).is_some_and(|(value, target)| value.value >= target.value);
        json!({
            "label": label,
            "value": value,
            "at": value.map_or(0.0, |number| scale.place(number.value)),
            "target": target.map(|number| json!({ "at": scale.place(number.value), "value": number, "name": targets.name })),
            "met": met,
        })
    });
    view["rows"] = rows.collect();
}
