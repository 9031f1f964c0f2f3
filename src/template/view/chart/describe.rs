//! Charts in words, for readers who cannot see them.

use rust_decimal::Decimal;

use crate::compare::signed;
use crate::data::Text;
use crate::japanese::WritingStyle;
use crate::mark::DatumId;
use crate::model::{Chart, ChartKind, Series, SeriesValue, StepKind};

/// A longer description is heard by nobody to its end, and longer strings do not fit into a PDF/A file (ISO 19005-2, 6.1.13).
const LONGEST: usize = 8_000;

/// The chart's data as sentences: `企業への導出の推移。2017年3月 2件、…、2019年3月 6件。2020年目標 5件。`
pub(super) fn description(chart: &Chart, style: &WritingStyle) -> String {
    let whole = sentences(chart, |series| series_in_words(chart, series, style));
    if whole.chars().count() <= LONGEST {
        whole
    } else {
        sentences(chart, |series| series_in_short(chart, series, style))
    }
}

fn sentences(chart: &Chart, series_in_words: impl Fn(&Series) -> String) -> String {
    let mut sentences = vec![chart.title.text.clone()];
    sentences.extend(chart.series.iter().map(series_in_words));
    sentences.extend(chart.target.as_ref().map(|target| target.label.text.clone()));
    sentences.iter().map(|sentence| format!("{sentence}。")).collect()
}

/// What is told of a series of too many values: the first, the last, the least and the greatest.
fn series_in_short(chart: &Chart, series: &Series, style: &WritingStyle) -> String {
    let unit = series.unit.as_ref().unwrap_or(&chart.unit);
    let known =
        chart.categories.iter().zip(&series.values).filter_map(|(category, value)| Some((category, value.point()?)));
    let known: Vec<(&Text, Decimal)> = known.map(|(category, point)| (category, point.value)).collect();
    let told =
        |(category, value): &(&Text, Decimal)| format!("{} {}{}", category.text, style.number(*value), unit.text);
    let ends = [
        ("最初", known.first()),
        ("最後", known.last()),
        ("最小", known.iter().min_by_key(|(_, value)| *value)),
        ("最大", known.iter().max_by_key(|(_, value)| *value)),
    ];
    let ends = ends.iter().filter_map(|(name, end)| Some(format!("{name} {}", told((*end)?))));
    let points = std::iter::once(format!("値は{}個", style.number(known.len().into())))
        .chain(ends)
        .collect::<Vec<_>>()
        .join("、");
    named(series, points)
}

/// A sentence that begins with the name of its series.
fn named(series: &Series, points: String) -> String {
    series.name.as_ref().map_or(points.clone(), |name| format!("{}：{points}", name.text))
}

/// All data that the description tells.
pub(super) fn data(chart: &Chart) -> Vec<DatumId> {
    let numbers = chart.series.iter().flat_map(super::data);
    let names = chart.series.iter().filter_map(|series| series.name.as_ref());
    let target = chart.target.as_ref().map(|target| &target.label);
    let texts = names.chain(&chart.categories).chain(target).map(|text| text.datum);
    numbers.chain(texts).collect()
}

/// A number: of a rise or fall with its sign.
fn known_in_words(chart: &Chart, at: usize, value: Decimal, style: &WritingStyle) -> String {
    let is_change =
        chart.kind == ChartKind::Waterfall && chart.steps().get(at).is_some_and(|step| step.kind != StepKind::Total);
    if is_change { signed(value, &|number| style.number(number)) } else { style.number(value) }
}

/// The share of a slice in brackets, unless its value is one itself.
fn share(chart: &Chart, series: &Series, value: Decimal, style: &WritingStyle) -> String {
    if !chart.kind.has_slices() || chart.has_shares() {
        return String::new();
    }
    let known = (0..chart.categories.len()).map(|category| series.number(category));
    let whole = known.sum::<Option<Decimal>>();
    whole.and_then(|whole| style.rate(value, whole)).map_or_else(String::new, |share| format!("（{share}％）"))
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
            SeriesValue::Known(number) => {
                known_in_words(chart, at, number.value, style)
                    + &unit.text
                    + limit(chart, series, at, number.value)
                    + &share(chart, series, number.value, style)
            }
            SeriesValue::Pending(absent) => absent.words.clone(),
            SeriesValue::Missing => "値なし".to_owned(),
        };
        format!("{} {value}", category.text)
    });
    named(series, points.collect::<Vec<_>>().join("、"))
}
