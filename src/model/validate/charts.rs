//! Charts.

use rust_decimal::Decimal;

use super::super::{Chart, ChartBetter, ChartKind, Series, SeriesValue};
use super::Validation;
use crate::data::{Fields as _, Text};
use crate::diagnostic::{Language, Words, problems};
use crate::japanese::grouped;
use crate::model::derive::ChartWithoutData;

impl Validation<'_> {
    pub(super) fn check_chart(&mut self, chart: &Chart) {
        let expected = chart.categories.len();
        for series in chart.series.iter().filter(|series| series.values.len() != expected) {
            let place = series.name.as_ref().map_or(chart.title.datum, |name| name.datum);
            self.report_at(place, SeriesLength { expected, found: series.values.len() }.into());
        }
        self.check_unique_titles(chart.series.iter().filter_map(|series| series.name.as_ref()), Series::NAME);
        self.check_unique_titles(chart.categories.iter(), Words::new("a category", "項目"));
        self.check_shares(chart);
        self.check_directions(chart);
        if let Some(ChartBetter::Each(list)) = &chart.better
            && list.len() != expected
        {
            self.report_at(chart.title.datum, DirectionCount { expected, found: list.len() }.into());
        }
        if chart.series.len() > 1 && chart.series.iter().any(|series| series.name.is_none()) {
            self.report_at(chart.title.datum, SeriesWithoutName.into());
        }
        if !chart.series.is_empty() && !chart.categories.is_empty() {
            self.check_chart_kind(chart);
        } else if chart.from.is_none() {
            // Why a table gives no data has been said where they were taken from it.
            self.report_at(chart.title.datum, ChartWithoutData.into());
        }
    }

    /// Checks that a kind of chart can show the data of a chart.
    fn check_chart_kind(&mut self, chart: &Chart) {
        let count = chart.categories.len();
        let limit = chart.kind.categories(chart.series.len());
        if count > limit {
            self.report_at(chart.title.datum, ChartCategories { limit, found: count }.into());
        }
        let lines = chart.series.iter().filter(|series| series.line).count();
        let expected_lines = usize::from(chart.kind == ChartKind::BarLine);
        if !chart.kind.series().contains(&chart.series.len()) || lines != expected_lines {
            let problem = ChartSeries { kind: chart.kind.text(), needs: needed_series(chart.kind) };
            self.report_at(chart.title.datum, problem.into());
        }
        let values: Vec<&SeriesValue> = chart.series.iter().flat_map(|series| &series.values).collect();
        self.check_wholes(chart);
        if chart.kind == ChartKind::Slope && (count != 2 || values.iter().any(|value| value.point().is_none())) {
            self.report_at(chart.title.datum, SlopeNeedsTwo.into());
        }
    }

    /// Warns of shares that are given in per cent and do not add up to a hundred, by more than
    /// their rounding allows.
    fn check_shares(&mut self, chart: &Chart) {
        if !is_percent(&chart.unit.text) {
            return;
        }
        if chart.kind.has_slices() {
            let values =
                chart.series.first().map(|series| (0..chart.categories.len()).map(|at| series.number(at)).collect());
            self.check_sum_of_shares(values.flatten(), &chart.title);
        }
        if chart.kind != ChartKind::StackedBar100 {
            return;
        }
        for (index, category) in chart.categories.iter().enumerate() {
            // What is missing is not known to be nothing.
            let values = chart.series.iter().map(|series| series.number(index)).collect::<Option<Vec<_>>>();
            self.check_sum_of_shares(values, category);
        }
    }

    /// Warns of the shares of what has this name.
    fn check_sum_of_shares(&mut self, values: Option<Vec<Decimal>>, name: &Text) {
        let Some(values) = values else { return };
        let decimals = values.iter().map(|value| value.scale()).max().unwrap_or(0);
        let rounding = Decimal::new(5, decimals + 1) * Decimal::from(values.len());
        let sum = values.iter().try_fold(Decimal::ZERO, |sum, value| sum.checked_add(*value));
        if let Some(sum) = sum.filter(|sum| (sum - Decimal::ONE_HUNDRED).abs() > rounding) {
            let problem = SharesNotWhole { category: name.text.clone(), sum: grouped(sum) };
            self.report_at(name.datum, problem.into());
        }
    }
}

/// The series that a chart of a kind needs.
fn needed_series(kind: ChartKind) -> Words {
    match kind {
        ChartKind::Bar | ChartKind::HorizontalBar | ChartKind::Pie | ChartKind::Ring | ChartKind::Waterfall => {
            Words::new("exactly one series, without `line`", "`line`のない系列一つ")
        }
        ChartKind::Bullet => Words::new("two series: the values and their targets", "二つの系列（値とその目標）"),
        ChartKind::BarLine => {
            Words::new(r#"bars, and exactly one series with `"line": true`"#, r#"棒の系列と、`"line": true`の系列一つ"#)
        }
        ChartKind::SmallMultiples => Words::new("at most 12 series", "12個以下の系列"),
        ChartKind::GroupedBar
        | ChartKind::StackedBar
        | ChartKind::StackedBar100
        | ChartKind::Line
        | ChartKind::Slope => Words::new("at most 6 series", "6個以下の系列"),
    }
}

/// Whether a unit is that of a share.
pub(super) fn is_percent(unit: &str) -> bool {
    matches!(unit, "％" | "%" | "パーセント")
}

problems! {
    /// Series that does not fit its categories.
    K0211 error SeriesLength { expected: usize, found: usize }
    en: "this series has {found} values, but the chart has {expected} categories",
        hints {
            if found < expected { vec!["write `null` for each missing value".to_owned()] } else { vec!["remove the surplus values, or add categories".to_owned()] }
        };
    ja: "この系列の値は{found}個ですが、グラフの項目は{expected}個です",
        hints {
            if found < expected { vec!["欠けている値には`null`を書いてください".to_owned()] } else { vec!["余分な値を削除するか、項目を加えてください".to_owned()] }
        };

    /// Series that does not fit its categories.
    K0211 error DirectionCount { expected: usize, found: usize }
    en: "`better` has {found} entries, but the chart has {expected} categories",
        hint "give one entry per category, or a single value for all";
    ja: "`better`の値は{found}個ですが、グラフの項目は{expected}個です",
        hint "項目ごとに一つずつ書くか、全項目に共通の値を一つだけ書いてください";

    /// Series that do not suit the kind of chart.
    K0212 error ChartSeries { kind: &'static str, needs: Words }
    en: { format!("a chart of the kind `{kind}` needs {}", needs.text(Language::English)) },
        hint "add or remove series, or choose another `kind`";
    ja: { format!("`{kind}`のグラフには、{}が必要です", needs.text(Language::Japanese)) },
        hint "系列を増やすか減らすか、別の`kind`を選んでください";

    /// Chart with too many categories.
    K0215 error ChartCategories { limit: usize, found: usize }
    en: "this chart has {found} categories; the maximum for readability is {limit}",
        hint "combine categories, or make two charts";
    ja: "このグラフの項目は{found}個で、読み取れる上限の{limit}個を超えています",
        hint "項目をまとめるか、二つのグラフに分けてください";

    /// Series without a name.
    K0216 error SeriesWithoutName
    en: "one of several series has no name",
        hint "add `\"name\": …`, which is shown in the legend";
    ja: "複数の系列の中に、名前のない系列があります",
        hint "`\"name\": …`を加え、凡例に示す名前を書いてください";

    /// Slope without two whole ends.
    K0217 error SlopeNeedsTwo
    en: "a slope chart needs exactly two categories, and a value for both in each series",
        hint "keep only the first and the latest category, or choose the kind `line`";
    ja: "スロープグラフには、ちょうど二つの項目と、どの系列にも両方の値が必要です",
        hint "最初と最新の項目だけにするか、`kind`を`line`にしてください";

    /// Shares that do not add up to 100 %.
    K0258 warning SharesNotWhole { category: String, sum: String }
    en: "the shares of `{category}` add up to {sum}％, not 100％",
        hint "fix the shares, or add one for the rest (その他)";
    ja: "「{category}」の構成比の合計が{sum}％で、100％になっていません",
        hint "構成比を直すか、「その他」を加えてください";
}
