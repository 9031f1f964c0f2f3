//! Charts whose values make up a whole: shares of a sum, and ways from one total to the next.

use rust_decimal::Decimal;

use super::super::{Chart, ChartKind, ChartPoint};
use super::Validation;
use crate::data::Lookup;
use crate::diagnostic::{Language, choice, problems};
use crate::japanese::grouped;
use crate::mark::DatumId;

impl Validation<'_> {
    pub(super) fn check_wholes(&mut self, chart: &Chart) {
        if chart.kind == ChartKind::StackedBar100 || chart.kind.has_slices() {
            self.check_parts(chart);
        }
        if chart.kind == ChartKind::Waterfall {
            self.check_steps(chart);
        } else if let Some(total) = chart.totals.first() {
            self.report(total.place.clone(), KeyOfOtherKind { key: "totals", kinds: "`waterfall`" }.into());
        }
        if !chart.kind.has_slices() && chart.order.is_some() {
            self.report_at(chart.title.datum, KeyOfOtherKind { key: "order", kinds: "`pie`, `ring`" }.into());
        }
        if let Some(target) = chart.target.as_ref().filter(|_| chart.kind.has_slices()) {
            self.report_at(target.label.datum, KeyOfOtherKind { key: "target", kinds: "`bar`, `line`" }.into());
        }
    }

    /// No part of a whole is negative, and a circle of nothing has no slices.
    fn check_parts(&mut self, chart: &Chart) {
        let instead = if chart.kind == ChartKind::StackedBar100 { "stacked_bar" } else { "bar" };
        let values: Vec<_> = chart.series.iter().flat_map(|series| &series.values).collect();
        let points: Vec<&ChartPoint> = values.iter().filter_map(|value| value.point()).collect();
        let negative: Vec<_> = points.iter().filter(|point| point.value < Decimal::ZERO).collect();
        for point in &negative {
            self.report_at(first_datum(point, chart), NegativeShare { instead }.into());
        }
        if chart.kind.has_slices()
            && negative.is_empty()
            && points.len() == values.len()
            && points.iter().all(|point| point.value.is_zero())
        {
            self.report_at(chart.title.datum, SharesOfNothing.into());
        }
    }

    /// A waterfall knows every value and which of them are totals, and each total is where the changes lead.
    fn check_steps(&mut self, chart: &Chart) {
        if chart.totals.is_empty() {
            self.report_at(chart.title.datum, WithoutTotals.into());
        }
        let known: Vec<String> = chart.categories.iter().map(|category| category.text.clone()).collect();
        let unknown: Vec<&Lookup> = chart.totals.iter().filter(|total| !known.contains(&total.text)).collect();
        for total in &unknown {
            let problem = UnknownTotal { name: total.text.clone(), known: known.clone() };
            self.report(total.place.clone(), problem.into());
        }
        let values = chart.series.iter().flat_map(|series| &series.values);
        if values.into_iter().any(|value| value.point().is_none()) {
            self.report_at(chart.title.datum, StepUnknown.into());
        } else if unknown.is_empty() && !chart.totals.is_empty() {
            for step in chart.steps() {
                if let Some(gap) = step.gap {
                    let problem =
                        StepsMissTotal { sum: grouped(step.to - gap), total: grouped(step.to), gap: grouped(gap) };
                    self.report_at(first_datum(step.value, chart), problem.into());
                }
            }
        }
    }
}

/// Where a value stands, or the title of its chart.
fn first_datum(point: &ChartPoint, chart: &Chart) -> DatumId {
    point.origin.data().first().copied().unwrap_or(chart.title.datum)
}

problems! {
    /// Negative value in a chart of shares.
    K0218 error NegativeShare { instead: &'static str }
    en: "a negative value cannot be shown as a share of a whole",
        hint "choose the kind `{instead}`";
    ja: "負の値は、全体に占める割合として示せません",
        hint "`kind`を`{instead}`にしてください";

    /// Key that another kind of chart has.
    K0282 error KeyOfOtherKind { key: &'static str, kinds: &'static str }
    en: "`{key}` has no meaning for this kind of chart; it is for {kinds}",
        hint "remove `{key}`, or choose another `kind`";
    ja: "この種類のグラフで`{key}`は使えません。{kinds}で使うものです",
        hint "`{key}`を削除するか、別の`kind`を選んでください";

    /// Shares of nothing.
    K0283 error SharesOfNothing
    en: "all values of this chart are zero, so there is no whole of which they would be shares",
        hint "choose the kind `bar`, or remove the chart";
    ja: "このグラフの値はすべて0で、割合を示す全体がありません",
        hint "`kind`を`bar`にするか、グラフを削除してください";

    /// Totals of a waterfall.
    K0291 error WithoutTotals
    en: "a waterfall needs at least one total from which or to which its changes lead",
        hint "name the categories that are totals: `\"totals\": [\"令和6年度\", \"令和7年度\"]`";
    ja: "ウォーターフォールには、増減の起点又は終点となる総額が必要です",
        hint "総額である項目の名前を、`\"totals\": [\"令和6年度\", \"令和7年度\"]`のように書いてください";

    /// Totals of a waterfall.
    K0291 error UnknownTotal { name: String, known: Vec<String> }
    en: "this chart has no category `{name}`",
        hints { choice(name, known, Language::English) };
    ja: "このグラフに「{name}」という項目はありません",
        hints { choice(name, known, Language::Japanese) };

    /// Totals of a waterfall.
    K0291 error StepUnknown
    en: "a waterfall needs a number for every category, because each bar begins where the one before it ends",
        hint "write the missing numbers, or choose the kind `bar`";
    ja: "ウォーターフォールの棒は前の棒の終わりから始まるため、すべての項目に数値が必要です",
        hint "欠けている数値を書くか、`kind`を`bar`にしてください";

    /// Totals of a waterfall.
    K0291 error StepsMissTotal { sum: String, total: String, gap: String }
    en: "the changes lead to {sum}, but this total is {total}",
        hint "fix the numbers, or add a category for the remaining {gap}";
    ja: "増減をたどると{sum}になりますが、この総額は{total}です",
        hint "数値を直すか、残りの{gap}を一つの項目として加えてください";
}
