//! Charts in words, for readers who cannot see them.

use rust_decimal::Decimal;

use crate::japanese::WritingStyle;
use crate::mark::DatumId;
use crate::model::{Chart, ChartKind, Series, Value};

/// The chart's data as sentences: `企業への導出の推移。2017年3月 2件、…、2019年3月 6件。2020年目標 5件。`
pub(super) fn description(chart: &Chart, style: &WritingStyle) -> String {
    let mut sentences = vec![chart.title.text.clone()];
    sentences.extend(chart.series.iter().map(|series| series_in_words(chart, series, style)));
    sentences.extend(chart.target.as_ref().map(|target| target.label.text.clone()));
    sentences.iter().map(|sentence| format!("{sentence}。")).collect()
}

/// All data that the description tells.
pub(super) fn data(chart: &Chart) -> Vec<DatumId> {
    let numbers = chart.series.iter().flat_map(super::data);
    let names = chart.series.iter().filter_map(|series| series.name.as_ref());
    let target = chart.target.as_ref().map(|target| &target.label);
    let texts = names.chain(&chart.categories).chain(target).map(|text| text.datum);
    numbers.chain(texts).collect()
}

/// What follows a target that values were to stay below.
fn limit(chart: &Chart, series: &Series, category: usize, value: Decimal) -> &'static str {
    let target = chart.kind == ChartKind::Bullet && chart.series.get(1).is_some_and(|own| std::ptr::eq(own, series));
    if target && chart.better(category).is_some_and(|better| better.limits(value)) { "以下" } else { "" }
}

fn series_in_words(chart: &Chart, series: &Series, style: &WritingStyle) -> String {
    let unit = series.unit.as_ref().unwrap_or(&chart.unit);
    let points = chart.categories.iter().zip(&series.values).enumerate().map(|(at, (category, value))| {
        let value = match value {
            Value::Known(number) => style.number(number.value) + &unit.text + limit(chart, series, at, number.value),
            Value::Pending(absent) => absent.words.clone(),
            Value::Missing => "値なし".to_owned(),
        };
        format!("{} {value}", category.text)
    });
    let points = points.collect::<Vec<_>>().join("、");
    series.name.as_ref().map_or(points.clone(), |name| format!("{}：{points}", name.text))
}
