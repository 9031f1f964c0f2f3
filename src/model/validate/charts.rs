//! Charts.

use rust_decimal::Decimal;

use super::super::{Chart, ChartBetter, ChartKind, Series};
use super::Check;
use crate::diagnostic::{Problem, Term};
use crate::japanese::grouped;

impl Check<'_> {
    pub(super) fn chart(&mut self, chart: &Chart) {
        let expected = chart.categories.len();
        let series_place = |series: &Series| series.name.as_ref().map_or(chart.title.datum, |name| name.datum);
        for series in &chart.series {
            if series.values.len() != expected {
                let problem = Problem::SeriesLength { expected, found: series.values.len() };
                self.report_at(series_place(series), problem);
            }
        }
        self.once(chart.series.iter().filter_map(|series| series.name.as_ref()), Term::Series);
        self.once(chart.categories.iter(), Term::Category);
        self.shares(chart);
        self.directions(chart);
        if let Some(ChartBetter::Each(list)) = &chart.better
            && list.len() != expected
        {
            self.report_at(chart.title.datum, Problem::DirectionCount { expected, found: list.len() });
        }
        if chart.series.len() > 1 && chart.series.iter().any(|series| series.name.is_none()) {
            self.report_at(chart.title.datum, Problem::SeriesWithoutName);
        }
        if chart.series.is_empty() || chart.categories.is_empty() {
            // Why a table gives no data has been said where they were taken from it.
            if chart.from.is_none() {
                self.report_at(chart.title.datum, Problem::ChartWithoutData);
            }
            return;
        }
        let limit = chart.kind.categories(chart.series.len());
        if expected > limit {
            self.report_at(chart.title.datum, Problem::ChartCategories { limit, found: expected });
        }
        let lines = chart.series.iter().filter(|series| series.line).count();
        let needs = match chart.kind {
            ChartKind::Bar | ChartKind::HorizontalBar => Term::OneSeries,
            ChartKind::Bullet => Term::ValuesAndTargets,
            ChartKind::BarLine => Term::BarsAndOneLine,
            ChartKind::SmallMultiples => Term::AtMostTwelveSeries,
            ChartKind::GroupedBar
            | ChartKind::StackedBar
            | ChartKind::StackedBar100
            | ChartKind::Line
            | ChartKind::Slope => Term::AtMostSixSeries,
        };
        let expected_lines = usize::from(chart.kind == ChartKind::BarLine);
        if !chart.kind.series().contains(&chart.series.len()) || lines != expected_lines {
            self.report_at(chart.title.datum, Problem::ChartSeries { kind: chart.kind.text(), needs });
        }
        let numbers = chart.series.iter().flat_map(|series| &series.values);
        if chart.kind == ChartKind::StackedBar100 {
            for number in numbers.filter_map(|value| value.point()).filter(|number| number.value < Decimal::ZERO) {
                let datum = number.origin.data().first().copied().unwrap_or(chart.title.datum);
                self.report_at(datum, Problem::NegativeShare);
            }
        } else if chart.kind == ChartKind::Slope {
            let whole = chart.series.iter().all(|series| series.values.iter().all(|value| value.point().is_some()));
            if expected != 2 || !whole {
                self.report_at(chart.title.datum, Problem::SlopeNeedsTwo);
            }
        }
    }

    /// Warns of shares that are given in per cent and do not add up to a hundred, by more than
    /// their rounding allows.
    fn shares(&mut self, chart: &Chart) {
        if chart.kind != ChartKind::StackedBar100 || !is_percent(&chart.unit.text) {
            return;
        }
        for (at, category) in chart.categories.iter().enumerate() {
            let values = chart.series.iter().map(|series| series.values.get(at).and_then(|value| value.point()));
            // What is missing is not known to be nothing.
            let Some(values) = values.map(|point| point.map(|point| point.value)).collect::<Option<Vec<_>>>() else {
                continue;
            };
            let decimals = values.iter().map(|value| value.scale()).max().unwrap_or(0);
            let rounding = Decimal::new(5, decimals + 1) * Decimal::from(values.len());
            let sum = values.iter().try_fold(Decimal::ZERO, |sum, value| sum.checked_add(*value));
            if let Some(sum) = sum.filter(|sum| (sum - Decimal::ONE_HUNDRED).abs() > rounding) {
                let problem = Problem::SharesNotWhole { category: category.text.clone(), sum: grouped(sum) };
                self.report_at(category.datum, problem);
            }
        }
    }
}

/// Whether a unit is that of a share.
pub(super) fn is_percent(unit: &str) -> bool {
    matches!(unit, "％" | "%" | "パーセント")
}
