//! Metrics and bullets against their targets: values that are not yet known, baselines, which way is better.

use rust_decimal::Decimal;

use super::super::{Better, Chart, ChartKind, Metric};
use super::Check;
use super::charts::is_percent;
use crate::data::Fields as _;
use crate::diagnostic::{AnyProblem, Severity, problems};
use crate::japanese::grouped;

impl Check<'_> {
    pub(super) fn metrics(&mut self, metrics: &[&Metric]) {
        self.unique(metrics.iter().map(|metric| &metric.id), Metric::NAME);
        for metric in metrics {
            self.pending(metric);
            self.baseline(metric);
            self.direction(metric);
            let Some((number, target)) = metric.value.number.zip(metric.target.as_ref()) else { continue };
            // A target above a hundred shows that growth is meant, and no share.
            let (value, whole) = (number.value, Decimal::ONE_HUNDRED);
            if is_percent(&metric.unit.text) && value > whole && target.value.value <= whole {
                self.report_at(number.datum, ShareAboveWhole { value: grouped(value) }.into());
            }
        }
    }

    /// A metric has a number, or words for one that is not yet known.
    fn pending(&mut self, metric: &Metric) {
        match (&metric.value.number, &metric.pending) {
            (None, None) => self.report(metric.value.place.clone(), ValueUnsaid.into()),
            (Some(_), Some(words)) => self.report_at(words.datum, PendingBesideValue.into()),
            (Some(_), None) | (None, Some(_)) => {}
        }
    }

    /// The way to a target begins on its worse side.
    fn baseline(&mut self, metric: &Metric) {
        let Some(baseline) = &metric.baseline else { return };
        let lower = metric.direction() == Better::Lower;
        let problem: AnyProblem =
            match metric.target.as_ref().map(|target| target.value.value.cmp(&baseline.value.value)) {
                None => BaselineWithoutTarget.into(),
                Some(std::cmp::Ordering::Equal) => BaselineAtTarget.into(),
                Some(order) if (order == std::cmp::Ordering::Greater) == lower => BaselineBeyondTarget { lower }.into(),
                Some(_) => return,
            };
        self.report_at(baseline.value.datum, problem);
    }

    /// Where nothing says which way is better, a target of zero or less leaves it open whether it is met, and a name
    /// may tell that the figure is to fall.
    fn direction(&mut self, metric: &Metric) {
        let Some(target) = metric.target.as_ref().filter(|_| metric.better.is_none()) else { return };
        let (value, goal, label) = (metric.number(), target.value.value, metric.label.text.clone());
        if goal <= Decimal::ZERO && value != Some(goal) {
            self.report_at(target.value.datum, DirectionUnsaid { label, error: true }.into());
        } else if metric.is_doubtful() {
            self.report_at(metric.label.datum, DirectionUnsaid { label, error: false }.into());
        }
    }

    /// The same of the rows of a chart of values against targets.
    pub(super) fn directions(&mut self, chart: &Chart) {
        let [values, targets] = chart.series.as_slice() else { return };
        if chart.kind != ChartKind::Bullet || chart.better.is_some() {
            return;
        }
        for (at, label) in chart.categories.iter().enumerate() {
            let number = |at: usize, series: &super::super::Series| {
                series.values.get(at).and_then(super::super::Value::point).map(|point| point.value)
            };
            let Some(goal) = number(at, targets) else { continue };
            let value = number(at, values);
            let open = goal <= Decimal::ZERO && value.is_some_and(|value| value != goal);
            if open || chart.is_doubtful(at) {
                let label = label.text.clone();
                self.report_at(chart.categories[at].datum, DirectionUnsaid { label, error: open }.into());
            }
        }
    }
}

problems! {
    /// Value that is not a number.
    K0268 error ValueUnsaid
    en: "the value is `null`, but `pending`, the text to print instead, is missing",
        hint "write `\"value\": null, \"pending\": \"集計中\"`, or write the number";
    ja: "値が`null`ですが、代わりに印刷する文字（`pending`）がありません",
        hint "`\"value\": null, \"pending\": \"集計中\"`と書くか、数値を書いてください";

    /// Words for a value that is known.
    K0269 error PendingBesideValue
    en: "there is a value, but also `pending`, the text to print while the value is not known",
        hint "remove `pending`, or write `\"value\": null`";
    ja: "値があるのに、値が未確定のときに印刷する文字（`pending`）もあります",
        hint "`pending`を削除するか、値を`null`にしてください";

    /// Baseline without a target.
    K0273 error BaselineWithoutTarget
    en: "there is a baseline, but no target; the achievement rate is measured from the baseline to the target",
        hint "add `target`, or remove `baseline`";
    ja: "基準値がありますが、目標がありません。達成率は、基準値から目標までのどこまで進んだかを示します",
        hint "目標（`target`）を加えるか、`baseline`を削除してください";

    /// Baseline that does not suit its target.
    K0270 error BaselineAtTarget
    en: "the baseline equals the target, so no achievement rate can be computed",
        hint "fix one of the two, or remove `baseline`";
    ja: "基準値と目標値が同じなので、達成率を計算できません",
        hint "どちらかを直すか、`baseline`を削除してください";

    /// Baseline that does not suit its target.
    K0270 error BaselineBeyondTarget { lower: bool }
    en: {
        match lower {
            true => "lower values are better, but the baseline is below the target".to_owned(),
            false => "higher values are better, but the baseline is above the target".to_owned(),
        }
    },
        hints {
            match lower {
                true => vec!["fix one of the two; if higher values are better, remove `\"better\": \"lower\"`".to_owned()],
                false => {
                    vec!["fix one of the two; if lower values are better, write `\"better\": \"lower\"`".to_owned()]
                }
            }
        };
    ja: {
        match lower {
            true => "少ないほどよい指標ですが、基準値が目標値を下回っています".to_owned(),
            false => "多いほどよい指標ですが、基準値が目標値を上回っています".to_owned(),
        }
    },
        hints {
            match lower {
                true => vec!["どちらかを直してください。多いほどよい指標なら、`\"better\": \"lower\"`を削除してください".to_owned()],
                false => vec!["どちらかを直してください。少ないほどよい指標なら、`\"better\": \"lower\"`と書いてください".to_owned()],
            }
        };

    /// Direction that is not said.
    K0271 { if *error { Severity::Error } else { Severity::Warning } } DirectionUnsaid { label: String, error: bool }
    en: {
        match error {
            true => format!(
                "it is not stated whether higher or lower values of {label} are better, and the target of zero or less does not show it"
            ),
            _ => format!(
                "lower values of {label} seem to be better, but this is not stated, so its achievement is not printed"
            ),
        }
    },
        hint "write `\"better\": \"lower\"` if lower values are better, or `\"better\": \"higher\"` if higher values are better";
    ja: {
        match error {
            true => format!(
                "「{label}」は、多いほどよいか少ないほどよいかの指定がなく、目標値が0以下のため判断できません"
            ),
            _ => format!(
                "「{label}」は少ないほどよい指標とみられますが、その指定がないため、達成の有無と達成率を印刷しません"
            ),
        }
    },
        hint "少ないほどよい指標なら`\"better\": \"lower\"`、多いほどよい指標なら`\"better\": \"higher\"`と書いてく\
            ださい";

    /// Share above 100 %.
    K0257 warning ShareAboveWhole { value: String }
    en: "a share of {value}％ is more than the whole (100％)",
        hint "fix the value, or its unit";
    ja: "割合が{value}％で、100％を超えています",
        hint "値か単位を直してください";
}
