//! Bars: alone, side by side, on top of each other, with a line.

use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::lines::course;
use super::scale::Scale;
use super::{data, derived, legend, place, scale_of, ticks, write_scale};
use crate::japanese::Style;
use crate::mark::{DatumId, Origin};
use crate::model::{self, Absent, Chart, Emphasis, Point, Series};

/// A bar between two places of a scale.
fn bar(series: usize, lane: usize, lanes: usize, from: f64, to: f64, value: Value) -> Value {
    json!({
        "series": series, "lane": lane, "lanes": lanes, "from": from, "to": to,
        "missing": value.is_null(), "value": value, "pending": null, "share": false, "emphasis": false,
    })
}

/// The place of a bar that is not there, with what is printed instead.
fn no_bar(series: usize, base: f64, pending: Option<&Absent>) -> Value {
    let mut none = bar(series, series, 1, base, base, Value::Null);
    none["pending"] = json!(pending);
    none
}

/// What is printed in place of a sum of which a part is not yet known: the words of the first such part.
fn pending(chart: &Chart, at: usize) -> Option<Absent> {
    let values = || chart.series.iter().filter_map(|series| series.values.get(at));
    let first = values().find_map(model::Value::pending)?;
    let of = values().filter_map(model::Value::pending).flat_map(|absent| absent.origin.data()).copied();
    Some(Absent { words: first.words.clone(), origin: Origin::Derived(of.collect()) })
}

/// The category that stands out.
fn emphasised(chart: &Chart) -> Option<usize> {
    match chart.emphasis {
        Emphasis::Last => {
            chart.series.iter().filter_map(|s| s.values.iter().rposition(|value| value.point().is_some())).max()
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
    series.values.get(at).and_then(|value| value.point())
}

/// Bars of several series side by side, from the baseline.
fn side_by_side(series: &[&Series], at: usize, scale: &Scale) -> Vec<Value> {
    let base = scale.place(Decimal::ZERO);
    let bars = series.iter().enumerate().map(|(lane, series)| match value_at(series, at) {
        Some(number) => bar(lane, lane, 0, base, scale.place(number.value), json!(number)),
        None => no_bar(lane, base, series.values.get(at).and_then(model::Value::pending)),
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
        let top = segments.iter().map(|(.., to)| *to).max().unwrap_or_default().max(Decimal::ZERO);
        if let Some(absent) = pending(chart, at) {
            view["groups"][at]["total"] = json!(absent);
            view["groups"][at]["total_at"] = json!(scale.place(top));
        } else if segments.len() > 1 {
            let of: Vec<DatumId> = segments.iter().flat_map(|(_, number, ..)| number.origin.data()).copied().collect();
            let sum: Decimal = segments.iter().map(|(_, number, ..)| number.value).sum();
            let ends = || segments.iter().map(|(.., to)| *to);
            // A stack that only goes down has its sum below it.
            let end = ends().max().filter(|top| *top >= Decimal::ZERO).or(ends().min()).unwrap_or_default();
            view["groups"][at]["total"] = derived(&of, &style.number(sum));
            view["groups"][at]["total_at"] = json!(scale.place(end));
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
        // Of a whole that is not yet known no part has a share.
        if let Some(absent) = pending(chart, at) {
            return vec![no_bar(0, 0.0, Some(&absent))];
        }
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
    let own_scale = chart.series.iter().find(|series| series.line && series.unit.is_some());
    let (scale, right) = match own_scale {
        Some(line) => {
            let numbers = |series: &Series| super::numbers(series).map(|number| number.value).collect::<Vec<_>>();
            let target = chart.target.iter().map(|target| target.value.value);
            let left = bars.iter().flat_map(|series| numbers(series)).chain(target);
            let (left, right) = Scale::sharing_zero(left, numbers(line).into_iter());
            (left, Some(right))
        }
        None => (scale_of(chart.series.iter(), chart), None),
    };
    write_scale(view, chart, &scale, style);
    write_groups(view, chart, |at| side_by_side(&bars, at, &scale));
    let mut names: Vec<Value> = bars.iter().map(|series| json!(series.name)).collect();
    if let Some(line) = chart.series.iter().find(|series| series.line) {
        if let Some(right) = &right {
            view["ticks_right"] = ticks(right, &data(line).collect::<Vec<_>>(), style);
        }
        let scale = right.unwrap_or(scale);
        let slots = chart.categories.len().max(1);
        let x = |at: usize| place((at as f64 + 0.5) / slots as f64);
        let places = (0..slots).map(|at| value_at(line, at).map(|number| (x(at), place(scale.place(number.value)))));
        let mut drawn = course(&line.values, &places.collect::<Vec<_>>(), &x, true);
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
